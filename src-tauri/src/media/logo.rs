//! A logo: as the masthead shows it, and as squares for tabs, phones and search engines.
//!
//! Drawn from the original, without loss: a flat colour must stay one. Like every picture for readers
//! it is drawn anew, and nothing of what its file says goes along.

use super::raster::{Channels, Raster};
use super::rendition::draw_png;
use super::{Decoded, Fault, Faulty, Result, bare_name, colour, examine_and_decode, guarded};

/// No logo is shown wider or higher, in CSS pixels.
const MOST_SHOWN: (u32, u32) = (480, 80);
/// It is drawn so many times as large as it is shown, for fine screens.
const FINE: u32 = 2;
/// The part of a square that the logo may take.
const WITHIN: f64 = 0.84;
/// The side of the picture in `favicon.ico`.
const ICO_SIDE: u32 = 48;

/// The sides of the squares.
pub const LOGO_ICONS: [u32; 3] = [512, 192, 180];

/// A logo as files, all of them PNG but `ico`.
#[derive(Debug, Clone)]
pub struct Logo {
    /// For the masthead.
    pub masthead: Vec<u8>,
    /// The squares, by their side.
    pub icons: Vec<(u32, Vec<u8>)>,
    /// `favicon.ico`.
    pub ico: Vec<u8>,
}

/// How large the masthead shows a logo of that size, in CSS pixels.
pub fn logo_shown(width: u32, height: u32) -> (u32, u32) {
    fitted(width, height, MOST_SHOWN, 1.0)
}

/// Draws a logo; its squares stand on `paper`.
///
/// # Errors
/// Those of a picture that cannot be drawn.
pub fn logo(bytes: &[u8], file_name: &str, paper: [u8; 3]) -> Result<Logo> {
    guarded(file_name, || {
        let (examined, decoded) = examine_and_decode(bytes, file_name, None)?;
        let Decoded { raster, icc, _turn, .. } = decoded;
        let draw = || {
            let raster = colour::to_srgb(raster, icc.as_deref())?.without_hidden_pixels();
            let upright = examined.orientation.apply(&raster);
            let (width, height) = (upright.width, upright.height);
            let fine = (MOST_SHOWN.0 * FINE, MOST_SHOWN.1 * FINE);
            let (wide, high) = fitted(width, height, fine, 1.0);
            let icon = |side| png(&on_paper(&upright, side, paper)?);
            let icons = LOGO_ICONS.iter().map(|side| Ok((*side, icon(*side)?))).collect::<Faulty<_>>()?;
            Ok(Logo { masthead: png(&upright.scaled(wide, high)?)?, icons, ico: ico(&icon(ICO_SIDE)?) })
        };
        draw().map_err(|fault: Fault| fault.about(&bare_name(file_name)))
    })
}

/// The largest size of the same shape within a box, and no more than so many times its own.
fn fitted(width: u32, height: u32, within: (u32, u32), most: f64) -> (u32, u32) {
    let (w, h) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let scale = (f64::from(within.0) / w).min(f64::from(within.1) / h).min(most);
    let side = |pixels: f64, most: u32| ((pixels * scale).round() as u32).clamp(1, most);
    (side(w, within.0), side(h, within.1))
}

/// The logo in the middle of a square of paper.
fn on_paper(logo: &Raster, side: u32, paper: [u8; 3]) -> Faulty<Raster> {
    let room = (f64::from(side) * WITHIN) as u32;
    // A small logo is drawn larger here: a phone would do the same, and worse.
    let (width, height) = fitted(logo.width, logo.height, (room, room), f64::MAX);
    let scaled = logo.scaled(width, height)?;
    let (left, top) = ((side - width) / 2, (side - height) / 2);
    let mut pixels = paper.repeat((side * side) as usize);
    for (n, pixel) in scaled.pixels.chunks_exact(scaled.channels.count()).enumerate() {
        let (x, y) = (left + n as u32 % width, top + n as u32 / width);
        let at = ((y * side + x) * 3) as usize;
        let (colour, covers) = match (scaled.channels, pixel) {
            (Channels::Grey, [light]) => ([*light; 3], 255),
            (Channels::Rgb, [r, g, b]) => ([*r, *g, *b], 255),
            (Channels::Rgba, [r, g, b, a]) => ([*r, *g, *b], u32::from(*a)),
            _ => return Err(Fault::Damaged),
        };
        for (to, from) in pixels[at..at + 3].iter_mut().zip(colour) {
            *to = ((u32::from(from) * covers + u32::from(*to) * (255 - covers) + 127) / 255) as u8;
        }
    }
    Raster::new(side, side, Channels::Rgb, pixels)
}

fn png(raster: &Raster) -> Faulty<Vec<u8>> {
    draw_png(raster, png::Compression::High)
}

/// One PNG as Windows and old browsers want it: a head of 22 bytes before it.
fn ico(png: &[u8]) -> Vec<u8> {
    const HEAD: u32 = 22;
    let mut file = vec![0, 0, 1, 0, 1, 0, ICO_SIDE as u8, ICO_SIDE as u8, 0, 0, 1, 0, 24, 0];
    file.extend((png.len() as u32).to_le_bytes());
    file.extend(HEAD.to_le_bytes());
    file.extend(png);
    file
}

#[cfg(test)]
mod tests {
    use super::super::{Format, sniff};
    use super::*;

    const PAPER: [u8; 3] = [0xfd, 0xfc, 0xf9];

    /// A red bar, half of it see-through.
    fn bar(width: u32, height: u32) -> Vec<u8> {
        let pixel = |n: u32| if n % width < width / 2 { [200, 0, 0, 255] } else { [0, 0, 0, 0] };
        let pixels = (0..width * height).flat_map(pixel).collect();
        png(&Raster::new(width, height, Channels::Rgba, pixels).unwrap()).unwrap()
    }

    fn pixels(png: &[u8]) -> Raster {
        super::super::png::decode(png).unwrap().0
    }

    #[test]
    fn a_logo_is_shown_within_its_box_and_never_larger_than_it_is() {
        assert_eq!(logo_shown(2400, 480), (400, 80));
        assert_eq!(logo_shown(3000, 300), (480, 48));
        assert_eq!(logo_shown(200, 50), (200, 50));
        assert_eq!(logo_shown(10_000, 1), (480, 1));
    }

    #[test]
    fn the_masthead_keeps_what_shines_through_and_the_squares_stand_on_paper() {
        let made = logo(&bar(2400, 480), "logo.png", PAPER).unwrap();
        let masthead = pixels(&made.masthead);
        assert_eq!((masthead.width, masthead.height, masthead.channels), (800, 160, Channels::Rgba));
        assert_eq!(made.icons.iter().map(|(side, _)| *side).collect::<Vec<_>>(), LOGO_ICONS);
        for (side, icon) in &made.icons {
            let icon = pixels(icon);
            assert_eq!((icon.width, icon.height, icon.channels), (*side, *side, Channels::Rgb));
            assert_eq!(icon.pixels[..3], PAPER, "its corner is paper");
            let middle = (side / 2 * side + side / 4) as usize * 3;
            assert_eq!(icon.pixels[middle..middle + 3], [200, 0, 0], "left of its middle is the bar");
            let right = (side / 2 * side + side * 3 / 4) as usize * 3;
            assert_eq!(icon.pixels[right..right + 3], PAPER, "right of it the paper shines through");
        }
    }

    #[test]
    fn the_icon_for_old_browsers_holds_a_picture() {
        let made = logo(&bar(30, 30), "logo.png", PAPER).unwrap();
        assert_eq!(made.ico[..6], [0, 0, 1, 0, 1, 0]);
        assert_eq!(sniff(&made.ico[22..]), Some(Format::Png));
        assert_eq!(pixels(&made.ico[22..]).width, ICO_SIDE);
    }

    #[test]
    fn a_drawing_that_may_carry_a_script_is_no_logo() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        assert_eq!(logo(svg, "logo.svg", PAPER).unwrap_err().code, "picture-unknown-kind");
    }
}
