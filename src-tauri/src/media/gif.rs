//! GIF: its blocks, and the pixels of its first frame (`image`).

use std::borrow::Cow;
use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::{ImageDecoder, Limits};

use super::bytes_at::le16;
use super::raster::{Channels, Raster};
use super::{Fault, Faulty, MOST_DECODED_BYTES, Parts};

/// Size, whether it moves, and XMP. Only the first frame has to be whole: no other is used.
pub fn parts(bytes: &[u8]) -> Faulty<Parts<'_>> {
    let side = |at| le16(bytes, at).map(u32::from).ok_or(Fault::Truncated);
    let mut parts = Parts { width: side(6)?, height: side(8)?, ..Parts::default() };
    if u64::from(parts.width) * u64::from(parts.height) > super::MOST_PIXELS {
        return Err(Fault::TooManyPixels(parts.width, parts.height));
    }
    let mut frames = 0;
    let outcome = walk(bytes, &mut parts, &mut frames);
    parts.moves = frames > 1;
    match outcome {
        None if frames == 0 => Err(Fault::Truncated),
        Some(()) if frames == 0 => Err(Fault::Damaged),
        _ => Ok(parts),
    }
}

/// Counts whole frames up to the trailer; `None` where the bytes end before it.
fn walk<'a>(bytes: &'a [u8], parts: &mut Parts<'a>, frames: &mut usize) -> Option<()> {
    let table = |flags: u8| if flags & 0x80 != 0 { 3 << ((flags & 7) + 1) } else { 0 };
    let mut at = 13 + table(*bytes.get(10)?);
    loop {
        match *bytes.get(at)? {
            0x3b => return Some(()),
            0x21 => {
                let blocks = at + 2;
                at = end_of_blocks(bytes, blocks)?;
                // Adobe stores XMP unblocked behind the name, with a tail that reads as blocks.
                let body = &bytes[blocks + 1..at];
                if let Some(xmp) = body.strip_prefix(b"XMP DataXMP") {
                    parts.xmp = Some(Cow::Borrowed(&xmp[..xmp.len().saturating_sub(258)]));
                }
            }
            0x2c => {
                at = end_of_blocks(bytes, at + 11 + table(*bytes.get(at + 9)?))?;
                *frames += 1;
            }
            _ => return Some(()),
        }
    }
}

fn end_of_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            0 => return Some(at + 1),
            length => at += 1 + usize::from(length),
        }
    }
}

/// The first frame on its canvas.
pub fn decode(bytes: &[u8]) -> Faulty<Raster> {
    let mut decoder = GifDecoder::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_DECODED_BYTES);
    decoder.set_limits(limits).map_err(|_| Fault::TooMuchToHold)?;
    let (width, height) = decoder.dimensions();
    let mut pixels = vec![0; decoder.total_bytes() as usize];
    decoder.read_image(&mut pixels).map_err(|_| Fault::Damaged)?;
    Raster::new(width, height, Channels::Rgba, pixels)
}
