//! How a newsroom dresses its site: accent, paper, typefaces, logo, foot. The theme's style sheet asks
//! for them as custom properties (`--own-…`) and has its own for what is not set.

mod colour;
mod face;
mod on_pages;

pub use colour::{Colour, READABLE};
pub use face::Face;

use crate::story::MediaId;
use crate::{Error, Result};
use minijinja::Value;
use serde::Serialize;
use std::collections::BTreeMap;

crate::story::words! {
    /// What pages are printed on, by day and by night.
    Paper {
        /// A little yellow, as newsprint is.
        #[default]
        Warm = "warm",
        /// White, and greys without a hue.
        White = "white",
    }
}

/// Paper, tint, line, ink and soft ink: `--paper` and so on.
type Inks = [&'static str; 5];
const INKS: [&str; 5] = ["paper", "tint", "line", "ink", "soft"];
/// What the theme's own style sheet has.
const WARM: (Inks, Inks) = (
    ["#fdfcf9", "#f5f2eb", "#dfdad0", "#1d1b18", "#5f594f"],
    ["#1a1917", "#23211e", "#3a3731", "#ece8e0", "#b0a99d"],
);
const WHITE: (Inks, Inks) = (
    ["#ffffff", "#f5f5f5", "#dcdcdc", "#1a1a1a", "#595959"],
    ["#17181a", "#212326", "#383a3e", "#ebebed", "#a9abb0"],
);

impl Paper {
    fn inks(self) -> (Inks, Inks) {
        match self {
            Self::Warm => WARM,
            Self::White => WHITE,
        }
    }

    /// Its colour by day, and by night.
    pub fn colours(self) -> (Colour, Colour) {
        let (day, night) = self.inks();
        (Colour::known(day[0]), Colour::known(night[0]))
    }

    /// What words stand on: paper and tint.
    fn grounds(inks: Inks) -> [Colour; 2] {
        [Colour::known(inks[0]), Colour::known(inks[1])]
    }
}

/// An accent as readers see it, and how well it can be read: by day and by night.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Accent {
    /// By day: as it was chosen.
    pub day: Colour,
    /// Its contrast with the paper by day, or with the tint where that is less.
    pub day_contrast: f64,
    /// By night: the same hue, as light as dark paper needs.
    pub night: Colour,
    /// Its contrast by night.
    pub night_contrast: f64,
}

/// A contrast as people read it: down, never up. 4.46 is not 4.5.
pub fn contrast_figure(contrast: f64) -> f64 {
    (contrast * 10.0).floor() / 10.0
}

impl Accent {
    /// The accent on that paper.
    ///
    /// # Errors
    /// `accent-unreadable` with the figure, and the nearest colour that can be read.
    pub fn on(paper: Paper, chosen: Colour) -> Result<Self> {
        let (day, night) = paper.inks();
        let (day, night) = (Paper::grounds(day), Paper::grounds(night));
        let day_contrast = chosen.least_contrast(&day);
        if day_contrast < READABLE {
            let figure = contrast_figure(day_contrast);
            return Err(Error::new(
                "accent-unreadable",
                format!(
                    "The accent {chosen} has a contrast of {figure}:1 on the paper. Words need {READABLE}:1 to be read."
                ),
                format!("The nearest that can be read is {}.", chosen.darker_until(&day)),
            ));
        }
        let at_night = chosen.lighter_until(&night);
        Ok(Self {
            day: chosen,
            day_contrast,
            night: at_night,
            night_contrast: at_night.least_contrast(&night),
        })
    }
}

/// What a newsroom has set of its site's dress; what it has not is the theme's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SiteDress {
    /// The one colour beside paper and ink.
    pub accent: Option<Colour>,
    /// What pages are printed on.
    pub paper: Paper,
    /// Of headlines and the masthead.
    pub headlines: Face,
    /// Of what is read.
    pub text: Face,
    /// The picture in the masthead.
    pub logo: Option<MediaId>,
    /// Whether the name stands under it.
    pub logo_with_name: bool,
    /// Markdown at the foot of each page.
    pub footer: String,
    /// Where else readers find the newsroom: name and address.
    pub social: Vec<(String, String)>,
}

impl SiteDress {
    /// The style element that a page carries after it asked for the theme's sheet; empty where all is the theme's.
    /// Nothing that anybody typed is in it.
    pub(super) fn style(&self) -> Result<Value> {
        let accent = self.accent.map(|chosen| Accent::on(self.paper, chosen)).transpose()?;
        let (mut day, mut night) = (String::new(), String::new());
        if let Some(accent) = accent {
            day += &format!("--own-accent:{};", accent.day);
            night += &format!("--own-accent:{};", accent.night);
        }
        if (self.text, self.headlines) != (Face::default(), Face::default()) {
            day += &format!("--own-text:{};--own-head:{};", self.text.stack(), self.headlines.stack());
            day += &self.text.arabic().map(|stack| format!("--own-arabic:{stack};")).unwrap_or_default();
        }
        const DARK: &str = "(prefers-color-scheme:dark)";
        let mut style = String::new();
        let mut add = |when: &str, what: &str| {
            if !what.is_empty() {
                let of =
                    |rules: String| if when.is_empty() { rules } else { format!("@media {when}{{{rules}}}") };
                style += &of(format!(":root{{{what}}}"));
            }
        };
        add("", &day);
        add(DARK, &night);
        if self.paper != Paper::default() {
            let (by_day, by_night) = self.paper.inks();
            let set = |inks: Inks| -> String {
                INKS.iter().zip(inks).map(|(name, ink)| format!("--{name}:{ink};")).collect()
            };
            // On paper, and for who asks for more contrast, the theme's sheet has the say.
            const ON_SCREEN: &str = "screen and (prefers-contrast:no-preference)";
            add(ON_SCREEN, &set(by_day));
            add(&format!("{ON_SCREEN} and {DARK}"), &set(by_night));
        }
        Ok(if style.is_empty() {
            Value::from("")
        } else {
            Value::from_safe_string(format!("<style>{style}</style>"))
        })
    }
}

/// The logo as files for readers, by their names among the pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteLogo {
    /// What the masthead shows.
    pub file: String,
    /// As wide as it is shown, in CSS pixels.
    pub width: u32,
    /// As high as it is shown.
    pub height: u32,
    /// Squares on the paper's colour, by their side: for tabs, phones and search engines.
    pub icons: Vec<(u32, String)>,
    /// `favicon.ico`, whole.
    pub ico: Vec<u8>,
    /// The first 16 bytes of the SHA-256 of each file as it was drawn, by its name.
    pub hashes: BTreeMap<String, [u8; 16]>,
}

impl SiteLogo {
    /// The names of its files: the masthead's, then the squares'.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.file).chain(self.icons.iter().map(|(_, file)| file))
    }

    /// The square of that side.
    pub(super) fn icon(&self, side: u32) -> Option<&str> {
        self.icons.iter().find(|(known, _)| *known == side).map(|(_, file)| file.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_of_the_core_are_those_of_the_style_sheet() {
        let css = include_str!("theme/theme.css");
        for inks in [WARM.0, WARM.1] {
            for (name, colour) in INKS.iter().zip(inks) {
                assert!(css.contains(&format!("--{name}: {colour};")), "{name}: {colour}");
            }
        }
        assert!(css.contains(Face::Serif.stack()), "the usual face is the theme's own");
    }

    #[test]
    fn words_and_soft_words_can_be_read_on_every_paper() {
        for &paper in Paper::ALL {
            let (day, night) = paper.inks();
            for inks in [day, night] {
                for ink in [inks[3], inks[4]] {
                    let contrast = Colour::known(ink).least_contrast(&Paper::grounds(inks));
                    assert!(contrast >= READABLE, "{ink} on {paper:?}: {contrast}");
                }
            }
        }
    }

    #[test]
    fn an_accent_that_can_be_read_by_day_is_made_light_enough_for_the_night() {
        for &paper in Paper::ALL {
            for chosen in ["#8a1c1c", "#0b5394", "#1b5e20", "#000000", "#4a148c", "#7a4f00"] {
                let accent = Accent::on(paper, Colour::known(chosen)).unwrap();
                assert_eq!(accent.day.to_string(), chosen);
                assert!(accent.night_contrast >= READABLE, "{chosen}: {accent:?}");
                assert!(accent.night_contrast < 8.0, "no lighter than it must be: {accent:?}");
            }
        }
    }

    #[test]
    fn an_accent_that_nobody_can_read_is_refused_with_its_figure_and_a_way_out() {
        let refused = Accent::on(Paper::Warm, Colour::known("#ffcc00")).unwrap_err();
        assert_eq!(refused.code, "accent-unreadable");
        assert!(refused.sentence.contains("contrast of 1.3:1"), "{refused}");
        let nearest =
            refused.hint.split('#').nth(1).and_then(|rest| Colour::read(&format!("#{}", &rest[..6])));
        let nearest = nearest.expect("the hint has a colour");
        assert!(Accent::on(Paper::Warm, nearest).is_ok(), "{refused}");
    }

    #[test]
    fn a_site_that_sets_nothing_carries_no_style_of_its_own() {
        assert_eq!(SiteDress::default().style().unwrap().to_string(), "");
        let dress = SiteDress { accent: Colour::read("#0b5394"), ..SiteDress::default() };
        let style = dress.style().unwrap().to_string();
        assert!(style.starts_with("<style>:root{--own-accent:#0b5394;}@media"), "{style}");
        assert!(style.len() < 1000);
    }
}
