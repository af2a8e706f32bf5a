//! Renditions: one decode, scaled from widest to narrowest, each drawn anew.

use super::raster::{Channels, Orientation, Raster};
use super::{Decoded, Fault, Faulty, colour};

/// Good to look at, small to send; the eye finds little above it.
pub(super) const FOR_READERS: u8 = 82;
/// To be drawn from once more, cropped and enlarged.
pub(super) const FOR_DESKS: u8 = 93;

/// A picture drawn anew from pixels: upright, sRGB, without metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `jpg`, or `png` where something shines through.
    pub extension: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Rendition {
    /// The media type, as HTTP says it.
    pub fn mime(&self) -> &'static str {
        if self.extension == "png" { "image/png" } else { "image/jpeg" }
    }
}

/// Widest first. Each is scaled from the one before, which costs a fraction of scaling each
/// from the original and cannot be told apart by eye.
pub(super) fn make(
    decoded: Decoded,
    turned: Orientation,
    widths: &[u32],
    quality: u8,
) -> Faulty<Vec<Rendition>> {
    let Decoded { raster, icc } = decoded;
    let (full_width, full_height) = turned.upright(raster.width, raster.height);
    let mut wanted: Vec<u32> = widths.iter().map(|width| (*width).clamp(1, full_width)).collect();
    wanted.sort_unstable_by(|a, b| b.cmp(a));
    wanted.dedup();

    let mut made = Vec::with_capacity(wanted.len());
    let mut source = raster;
    let mut in_srgb = false;
    for width in wanted {
        let height = scaled_height(width, full_width, full_height);
        // Scaling before turning touches far fewer pixels than turning the original.
        let (stored_width, stored_height) = turned.upright(width, height);
        if (stored_width, stored_height) != (source.width, source.height) {
            source = source.scaled(stored_width, stored_height)?;
        }
        if !in_srgb {
            source = colour::to_srgb(source, icc.as_deref())?.without_hidden_pixels();
            in_srgb = true;
        }
        made.push(draw(&turned.apply(&source), quality)?);
    }
    Ok(made)
}

fn scaled_height(width: u32, full_width: u32, full_height: u32) -> u32 {
    let exact = (f64::from(full_height) * f64::from(width) / f64::from(full_width)).round();
    (exact as u32).max(1)
}

fn draw(raster: &Raster, quality: u8) -> Faulty<Rendition> {
    let mut bytes = Vec::new();
    let extension = if raster.channels == Channels::Rgba {
        let mut encoder = png::Encoder::new(&mut bytes, raster.width, raster.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().map_err(|_| Fault::TooMuchToHold)?;
        writer.write_image_data(&raster.pixels).map_err(|_| Fault::TooMuchToHold)?;
        writer.finish().map_err(|_| Fault::TooMuchToHold)?;
        "png"
    } else {
        let channels = match raster.channels {
            Channels::Grey => jpeg_encoder::ColorType::Luma,
            _ => jpeg_encoder::ColorType::Rgb,
        };
        let side = |pixels: u32| u16::try_from(pixels).map_err(|_| Fault::TooMuchToHold);
        let encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
        encoder
            .encode(&raster.pixels, side(raster.width)?, side(raster.height)?, channels)
            .map_err(|_| Fault::TooMuchToHold)?;
        "jpg"
    };
    Ok(Rendition { width: raster.width, height: raster.height, extension, bytes })
}
