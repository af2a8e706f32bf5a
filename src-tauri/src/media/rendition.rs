//! Renditions: one decode, scaled from widest to narrowest, each drawn anew.

use super::raster::{Channels, Raster};
use super::{Decoded, Examined, Fault, Faulty, colour};

/// Good to look at, small to send; the eye finds little above it.
pub(super) const FOR_READERS: u8 = 82;
/// To be drawn from once more, cropped and enlarged.
pub(super) const FOR_DESKS: u8 = 93;
/// To be drawn from for pages: no loss that a second drawing would show.
const FOR_DRAWING: u8 = 95;
/// WebP counts its quality in another way: 80 there looks as 82 does here, and is a third smaller.
const WEBP: f32 = 80.0;
/// No WebP is wider or higher.
pub(super) const WEBP_SIDE: u32 = 16_383;

/// A picture drawn anew from pixels: upright, sRGB, without metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `jpg`, `png` where something shines through, `webp` or `avif`.
    pub extension: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Rendition {
    /// The media type, as HTTP says it.
    pub fn mime(&self) -> &'static str {
        match self.extension {
            "png" => "image/png",
            "webp" => "image/webp",
            "avif" => "image/avif",
            _ => "image/jpeg",
        }
    }
}

/// Widest first. Each is scaled from the one before, which costs a fraction of scaling each
/// from the original and cannot be told apart by eye. With it the widest, to be drawn from.
pub(super) fn make(
    decoded: Decoded,
    examined: &Examined,
    widths: &[u32],
    quality: u8,
) -> Faulty<(Vec<Rendition>, Rendition)> {
    let Decoded { raster, icc, _turn: turn, .. } = decoded;
    let (turned, full_width, full_height) = (examined.orientation, examined.width, examined.height);
    let mut wanted: Vec<u32> = widths.iter().map(|width| (*width).clamp(1, full_width)).collect();
    wanted.sort_unstable_by(|a, b| b.cmp(a));
    wanted.dedup();

    let mut made = Vec::with_capacity(wanted.len());
    let mut source = raster;
    let mut to_draw_from = None;
    let mut turn = Some(turn);
    for width in wanted {
        let height = scaled_height(width, full_width, full_height);
        // Scaling before turning touches far fewer pixels than turning the original.
        let (stored_width, stored_height) = turned.upright(width, height);
        if (stored_width, stored_height) != (source.width, source.height) {
            source = source.scaled(stored_width, stored_height)?;
        }
        // What takes room is scaled down now: another picture may have its turn.
        drop(turn.take());
        let is_widest = to_draw_from.is_none();
        if is_widest {
            source = colour::to_srgb(source, icc.as_deref())?.without_hidden_pixels();
        }
        let upright = turned.apply(&source);
        let drawn = draw(&upright, quality)?;
        if is_widest {
            // A PNG has lost nothing.
            to_draw_from =
                Some(if drawn.extension == "png" { drawn.clone() } else { draw(&upright, FOR_DRAWING)? });
        }
        made.push(drawn);
    }
    Ok((made, to_draw_from.ok_or(Fault::Damaged)?))
}

pub(super) fn scaled_height(width: u32, full_width: u32, full_height: u32) -> u32 {
    let exact = (f64::from(full_height) * f64::from(width) / f64::from(full_width)).round();
    (exact as u32).max(1)
}

/// The file of a picture: a PNG where something shines through, else a JPEG.
pub(super) fn draw(raster: &Raster, quality: u8) -> Faulty<Rendition> {
    let mut bytes = Vec::new();
    let extension = if raster.channels == Channels::Rgba {
        bytes = draw_png(raster, png::Compression::default())?;
        "png"
    } else {
        let channels = match raster.channels {
            Channels::Grey => jpeg_encoder::ColorType::Luma,
            _ => jpeg_encoder::ColorType::Rgb,
        };
        let side = |pixels: u32| u16::try_from(pixels).map_err(|_| Fault::TooMuchToHold);
        // Standard tables: some programs draw others wrongly (docs/decisions/0004).
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
        if quality == FOR_DRAWING {
            // Pages' files keep one colour for four pixels; more would be drawn and read for nothing.
            encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
        }
        encoder
            .encode(&raster.pixels, side(raster.width)?, side(raster.height)?, channels)
            .map_err(|_| Fault::TooMuchToHold)?;
        "jpg"
    };
    Ok(Rendition { width: raster.width, height: raster.height, extension, bytes })
}

/// The picture as PNG.
pub(super) fn draw_png(raster: &Raster, how: png::Compression) -> Faulty<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_color(match raster.channels {
        Channels::Grey => png::ColorType::Grayscale,
        Channels::Rgb => png::ColorType::Rgb,
        Channels::Rgba => png::ColorType::Rgba,
        Channels::Cmyk => return Err(Fault::Damaged),
    });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(how);
    let mut writer = encoder.write_header().map_err(|_| Fault::TooMuchToHold)?;
    writer.write_image_data(&raster.pixels).map_err(|_| Fault::TooMuchToHold)?;
    writer.finish().map_err(|_| Fault::TooMuchToHold)?;
    Ok(bytes)
}

/// The picture as WebP.
pub(super) fn draw_webp(raster: &Raster) -> Faulty<Rendition> {
    let (width, height) = (raster.width, raster.height);
    let rgb: Vec<u8>;
    let (pixels, layout) = match raster.channels {
        Channels::Rgba => (&raster.pixels, webp::PixelLayout::Rgba),
        Channels::Grey => {
            rgb = raster.pixels.iter().flat_map(|light| [*light; 3]).collect();
            (&rgb, webp::PixelLayout::Rgb)
        }
        Channels::Rgb => (&raster.pixels, webp::PixelLayout::Rgb),
        Channels::Cmyk => return Err(Fault::Damaged),
    };
    let mut how = webp::WebPConfig::new().map_err(|()| Fault::TooMuchToHold)?;
    how.quality = WEBP;
    how.method = 4;
    let file = webp::Encoder::new(pixels, layout, width, height).encode_advanced(&how);
    let bytes = file.map_err(|_| Fault::TooMuchToHold)?.to_vec();
    Ok(Rendition { width, height, extension: "webp", bytes })
}
