//! WebP: its chunks, and its pixels (`image`).

use std::borrow::Cow;
use std::io::Cursor;

use image::ImageDecoder;
use image::codecs::webp::WebPDecoder;

use super::bytes_at::{le16, le32};
use super::raster::{Channels, Raster};
use super::{Fault, Faulty, MOST_DECODED_BYTES, Parts, jpeg};

/// The chunks in order, each with its name and its data. Ends where the file does.
pub fn chunks(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut at = 12;
    std::iter::from_fn(move || {
        let name = bytes.get(at..at + 4)?.try_into().ok()?;
        let length = le32(bytes, at + 4)? as usize;
        let data = bytes.get(at + 8..(at + 8).checked_add(length)?)?;
        at = (at + 8).checked_add(length)?.checked_add(length & 1)?;
        Some((name, data))
    })
}

/// Size, orientation and metadata.
pub fn parts(bytes: &[u8]) -> Faulty<Parts<'_>> {
    let mut parts = Parts::default();
    let end = (le32(bytes, 4).ok_or(Fault::Truncated)? as usize).saturating_add(8);
    let mut at = 12;
    while at + 8 <= end.min(bytes.len()) {
        let name = &bytes[at..at + 4];
        let length = le32(bytes, at + 4).ok_or(Fault::Truncated)? as usize;
        let data = &bytes[at + 8..(at + 8).saturating_add(length).min(bytes.len())];
        // Three bytes a side, each one less than it means; VP8L packs both into 28 bits.
        match name {
            b"VP8X" if data.len() >= 10 => {
                let side = |at: usize| le32(&[data[at], data[at + 1], data[at + 2], 0], 0).unwrap_or(0) + 1;
                (parts.width, parts.height) = (side(4), side(7));
                parts.moves = data[0] & 0b10 != 0;
            }
            b"VP8 " if parts.width == 0 => {
                let side = |at| le16(data, at).map(|side| u32::from(side & 0x3fff));
                parts.width = side(6).ok_or(Fault::Truncated)?;
                parts.height = side(8).ok_or(Fault::Truncated)?;
            }
            b"VP8L" if parts.width == 0 => {
                let packed = le32(data, 1).ok_or(Fault::Truncated)?;
                (parts.width, parts.height) = ((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1);
            }
            b"ICCP" => parts.icc = Some(Cow::Borrowed(data)),
            // Some programs keep the JPEG's prefix.
            b"EXIF" => parts.exif = Some(Cow::Borrowed(data.strip_prefix(jpeg::EXIF).unwrap_or(data))),
            b"XMP " => parts.xmp = Some(Cow::Borrowed(data)),
            _ => {}
        }
        let pixels = u64::from(parts.width) * u64::from(parts.height);
        if pixels > super::MOST_PIXELS {
            return Err(Fault::TooManyPixels(parts.width, parts.height));
        }
        at = (at + 8).saturating_add(length).saturating_add(length & 1);
    }
    // An odd last chunk may lack its padding byte.
    if end > bytes.len() + 1 || at > bytes.len() + 1 { Err(Fault::Truncated) } else { Ok(parts) }
}

/// The pixels; of an animation, the first frame.
pub fn decode(bytes: &[u8]) -> Faulty<Raster> {
    let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let (width, height) = decoder.dimensions();
    let channels = if decoder.color_type().has_alpha() { Channels::Rgba } else { Channels::Rgb };
    if decoder.total_bytes() > MOST_DECODED_BYTES {
        return Err(Fault::TooMuchToHold);
    }
    let mut pixels = vec![0; decoder.total_bytes() as usize];
    decoder.read_image(&mut pixels).map_err(|_| Fault::Damaged)?;
    Raster::new(width, height, channels, pixels)
}
