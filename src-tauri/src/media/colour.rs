//! Colours: whatever profile a picture was made in, readers get sRGB.
//!
//! The profile itself is never published: a display profile can name a machine, its serial
//! number and its owner.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::Faulty;
use super::raster::{Channels, Raster};

/// The picture in sRGB: by its profile where it has a usable one, else as it stands. Ink
/// without a profile is converted as browsers do.
pub fn to_srgb(raster: Raster, icc: Option<&[u8]>) -> Faulty<Raster> {
    if let Some(converted) = icc.and_then(|icc| by_profile(&raster, icc)) {
        return Ok(converted);
    }
    if raster.channels != Channels::Cmyk {
        return Ok(raster);
    }
    let shine = |ink: u8, black: u8| (u32::from(255 - ink) * u32::from(255 - black) / 255) as u8;
    let mut pixels = Vec::with_capacity(raster.pixels.len() / 4 * 3);
    for ink in raster.pixels.chunks_exact(4) {
        pixels.extend([shine(ink[0], ink[3]), shine(ink[1], ink[3]), shine(ink[2], ink[3])]);
    }
    Raster::new(raster.width, raster.height, Channels::Rgb, pixels)
}

fn by_profile(raster: &Raster, icc: &[u8]) -> Option<Raster> {
    let profile = ColorProfile::new_from_slice(icc).ok()?;
    // A profile for other channels than the picture has says nothing about it.
    let (from, to, channels) = match (raster.channels, profile.color_space) {
        (Channels::Grey, DataColorSpace::Gray) => (Layout::Gray, Layout::Rgb, Channels::Rgb),
        (Channels::Rgb, DataColorSpace::Rgb) => (Layout::Rgb, Layout::Rgb, Channels::Rgb),
        (Channels::Rgba, DataColorSpace::Rgb) => (Layout::Rgba, Layout::Rgba, Channels::Rgba),
        (Channels::Cmyk, DataColorSpace::Cmyk) => (Layout::Rgba, Layout::Rgb, Channels::Rgb),
        _ => return None,
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(from, &srgb, to, TransformOptions::default()).ok()?;
    let pixel_count = raster.width as usize * raster.height as usize;
    let mut pixels = vec![0; pixel_count * channels.count()];
    transform.transform(&raster.pixels, &mut pixels).ok()?;
    Raster::new(raster.width, raster.height, channels, pixels).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_p3_red_becomes_the_srgb_red_that_looks_the_same() {
        let p3 = ColorProfile::new_display_p3().encode().unwrap();
        let raster = Raster::new(1, 1, Channels::Rgb, vec![128, 128, 128]).unwrap();
        let grey = to_srgb(raster, Some(&p3)).unwrap().pixels;
        assert!(grey.iter().all(|c| c.abs_diff(128) <= 1), "grey stays grey: {grey:?}");
        let raster = Raster::new(1, 1, Channels::Rgb, vec![200, 50, 50]).unwrap();
        let red = to_srgb(raster, Some(&p3)).unwrap().pixels;
        assert!(red[0] > 210 && red[1] < 40, "the narrower space needs stronger numbers: {red:?}");
    }

    #[test]
    fn a_profile_for_other_channels_is_passed_over() {
        let rgb_profile = ColorProfile::new_display_p3().encode().unwrap();
        let grey = Raster::new(1, 1, Channels::Grey, vec![77]).unwrap();
        assert_eq!(to_srgb(grey, Some(&rgb_profile)).unwrap().pixels, [77]);
    }

    #[test]
    fn ink_without_a_profile_is_white_paper_minus_ink() {
        let ink = Raster::new(2, 1, Channels::Cmyk, vec![0, 0, 0, 0, 0, 255, 255, 0]).unwrap();
        assert_eq!(to_srgb(ink, None).unwrap().pixels, [255, 255, 255, 255, 0, 0]);
    }
}
