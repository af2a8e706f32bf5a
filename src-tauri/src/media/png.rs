//! PNG: its chunks, and its pixels (`png`).

use std::borrow::Cow;
use std::io::Cursor;

use png::{ColorType, DecodingError, Transformations};

use super::bytes_at::be32;
use super::raster::{Channels, Raster};
use super::{Fault, Faulty, Parts};

/// The keyword under which a PNG carries XMP.
pub const XMP_KEYWORD: &[u8] = b"XML:com.adobe.xmp";

/// The chunks in order, each with its name, its data, and itself whole. Ends with `IEND`.
pub fn chunks(bytes: &[u8]) -> impl Iterator<Item = Faulty<Chunk<'_>>> {
    let mut at = 8;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let read = || {
            let length = be32(bytes, at)? as usize;
            let whole = bytes.get(at..at.checked_add(12)?.checked_add(length)?)?;
            Some(Chunk { name: whole[4..8].try_into().ok()?, data: &whole[8..8 + length], whole })
        };
        let chunk = read().ok_or(Fault::Truncated);
        match &chunk {
            Ok(chunk) => {
                at += chunk.whole.len();
                done = &chunk.name == b"IEND";
            }
            Err(_) => done = true,
        }
        Some(chunk)
    })
}

pub struct Chunk<'a> {
    pub name: [u8; 4],
    pub data: &'a [u8],
    pub whole: &'a [u8],
}

/// Size, orientation and metadata. The colour profile is compressed and comes with the pixels.
pub fn parts(bytes: &[u8]) -> Faulty<Parts<'_>> {
    let mut parts = Parts::default();
    for chunk in chunks(bytes) {
        let Chunk { name, data, .. } = chunk?;
        match &name {
            b"IHDR" => {
                parts.width = be32(data, 0).ok_or(Fault::Damaged)?;
                parts.height = be32(data, 4).ok_or(Fault::Damaged)?;
                if u64::from(parts.width) * u64::from(parts.height) > super::MOST_PIXELS {
                    return Err(Fault::TooManyPixels(parts.width, parts.height));
                }
            }
            b"eXIf" => parts.exif = Some(Cow::Borrowed(data)),
            b"iTXt" if data.starts_with(XMP_KEYWORD) => parts.xmp = xmp_text(data).map(Cow::Borrowed),
            b"acTL" => parts.moves = true,
            _ => {}
        }
    }
    Ok(parts)
}

/// The text of an `iTXt`: behind keyword, flags, language and translated keyword. XMP is
/// never compressed by the rules, and a compressed one is left alone.
fn xmp_text(data: &[u8]) -> Option<&[u8]> {
    let behind = data.get(XMP_KEYWORD.len()..)?;
    let [0, 0, _method, rest @ ..] = behind else { return None };
    let mut pieces = rest.splitn(3, |byte| *byte == 0);
    pieces.nth(2)
}

/// The pixels, at 8 bits a channel, palettes expanded, and the colour profile.
pub fn decode(bytes: &[u8]) -> Faulty<(Raster, Option<Vec<u8>>)> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().map_err(fault)?;
    let size = reader.output_buffer_size().ok_or(Fault::TooMuchToHold)?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(fault)?;
    pixels.truncate(frame.buffer_size());
    let (channels, pixels) = match frame.color_type {
        ColorType::Grayscale => (Channels::Grey, pixels),
        ColorType::Rgb => (Channels::Rgb, pixels),
        ColorType::Rgba => (Channels::Rgba, pixels),
        ColorType::GrayscaleAlpha => {
            let spread = pixels.chunks_exact(2).flat_map(|p| [p[0], p[0], p[0], p[1]]).collect();
            (Channels::Rgba, spread)
        }
        ColorType::Indexed => return Err(Fault::Damaged),
    };
    let icc = reader.info().icc_profile.as_ref().map(|icc| icc.to_vec());
    Ok((Raster::new(frame.width, frame.height, channels, pixels)?, icc))
}

fn fault(error: DecodingError) -> Fault {
    match error {
        DecodingError::LimitsExceeded => Fault::TooMuchToHold,
        DecodingError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Fault::Truncated
        }
        _ => Fault::Damaged,
    }
}
