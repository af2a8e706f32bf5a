//! A colour, how well it is read on another (WCAG 2.2), and the same hue lighter or darker (OKLCH).

use serde::Serialize;
use std::fmt;

/// The contrast that words need: WCAG 2.2, 1.4.3.
pub const READABLE: f64 = 4.5;
/// At night an accent stands a little clear of what it needs.
const AT_NIGHT: f64 = 5.5;

/// A colour of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Serialize for Colour {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(feature = "desktop")]
impl ts_rs::TS for Colour {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }
    fn inline(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }
}

impl Colour {
    /// The colour of `#8a1c1c`; none of anything else.
    pub fn read(text: &str) -> Option<Self> {
        let digits =
            text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let [_, r, g, b] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([r, g, b]))
    }

    /// A colour that stands in this program.
    pub(super) fn known(text: &str) -> Self {
        Self::read(text).unwrap_or(Self([0; 3]))
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// How well one is read on the other: 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The least contrast with any of them.
    pub(super) fn least_contrast(self, grounds: &[Self]) -> f64 {
        grounds.iter().map(|ground| self.contrast(*ground)).fold(f64::MAX, f64::min)
    }

    /// The same hue, as dark as light paper needs.
    pub(super) fn darker_until(self, grounds: &[Self]) -> Self {
        self.moved_until(grounds, READABLE, -0.005)
    }

    /// The same hue, as light as dark paper needs.
    pub(super) fn lighter_until(self, grounds: &[Self]) -> Self {
        self.moved_until(grounds, AT_NIGHT, 0.005)
    }

    fn moved_until(self, grounds: &[Self], least: f64, step: f64) -> Self {
        let [light, chroma, hue] = self.oklch();
        let at = |n: i32| Self::of_oklch((light + step * f64::from(n)).clamp(0.0, 1.0), chroma, hue);
        let steps = (0..=200).map(at);
        let end = if step < 0.0 { Self([0; 3]) } else { Self([255; 3]) };
        steps.into_iter().find(|colour| colour.least_contrast(grounds) >= least).unwrap_or(end)
    }

    /// Lightness, chroma and hue, as Björn Ottosson's OKLab has them.
    fn oklch(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let light = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        [light, a.hypot(b), b.atan2(a)]
    }

    /// That colour, or the most colourful one of its lightness and hue that a screen can show.
    fn of_oklch(light: f64, chroma: f64, hue: f64) -> Self {
        let shown = |part: i32| Self::on_screen(light, chroma * f64::from(part) / 40.0, hue);
        (0..=40).rev().find_map(shown).unwrap_or(Self([(light * 255.0) as u8; 3]))
    }

    fn on_screen(light: f64, chroma: f64, hue: f64) -> Option<Self> {
        let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
        let l = (light + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (light - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (light - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        let linear = [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ];
        if linear.iter().any(|c| !(-0.0005..=1.0005).contains(c)) {
            return None;
        }
        Some(Self(linear.map(|c| {
            let c = c.clamp(0.0, 1.0);
            let c = if c <= 0.003_130_8 { c * 12.92 } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
            (c * 255.0).round() as u8
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_what_the_rule_says() {
        let (black, white, grey) = (Colour([0; 3]), Colour([255; 3]), Colour([0x77; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 0.001);
        assert!((grey.contrast(white) - 4.48).abs() < 0.01, "#777 on white is the famous miss");
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(Colour::read("#8A1c1c").unwrap().to_string(), "#8a1c1c");
        for wrong in ["", "8a1c1c", "#8a1c1", "#8a1c1g", "red", "#8a1c1c;}", "#+8a1c1"] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_colour_that_is_made_lighter_keeps_its_hue() {
        let night = Colour([0x0b, 0x53, 0x94]).lighter_until(&[Colour([0x1a, 0x19, 0x17])]);
        let [r, g, b] = night.0;
        assert!(b > g && g > r, "blue stays blue: {night}");
    }
}
