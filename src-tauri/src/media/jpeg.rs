//! JPEG: its segments, and its pixels (`jpeg-decoder`).

use std::borrow::Cow;
use std::ops::Range;

use jpeg_decoder::PixelFormat;

use super::bytes_at::be16;
use super::raster::{Channels, Orientation, Raster};
use super::{Fault, Faulty, MOST_DECODED_BYTES, MOST_METADATA_BYTES, Parts, iim};

pub const EXIF: &[u8] = b"Exif\0\0";
pub const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
pub const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";

/// One marker segment. A scan (`SOS`) counts with its compressed data.
pub struct Segment {
    pub marker: u8,
    /// From its `FF` to the next segment's.
    pub whole: Range<usize>,
    /// Behind the length bytes; for a scan, its header only.
    pub body: Range<usize>,
}

pub const SOS: u8 = 0xda;
const EOI: u8 = 0xd9;

/// All segments from behind `SOI` up to `EOI`, which must be there: a file without it was
/// cut off, and a decoder would fill the rest with grey and say nothing.
pub fn segments(bytes: &[u8]) -> Faulty<Vec<Segment>> {
    let mut found = Vec::new();
    let mut at = 2;
    loop {
        let start = at;
        if *bytes.get(at).ok_or(Fault::Truncated)? != 0xff {
            return Err(Fault::Damaged);
        }
        // Any number of FF may stand before a marker.
        while *bytes.get(at).ok_or(Fault::Truncated)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            EOI => return Ok(found),
            0x01 | 0xd0..=0xd8 => continue,
            0x00 => return Err(Fault::Damaged),
            _ => {}
        }
        let length = usize::from(be16(bytes, at).ok_or(Fault::Truncated)?);
        let body = at + 2..at + length.max(2);
        if body.end > bytes.len() {
            return Err(Fault::Truncated);
        }
        at = body.end;
        if marker == SOS {
            at = end_of_scan(bytes, at).ok_or(Fault::Truncated)?;
        }
        found.push(Segment { marker, whole: start..at, body });
    }
}

/// The place of the first marker that is neither a stuffed byte nor a restart.
fn end_of_scan(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// Size, orientation and metadata.
pub fn parts(bytes: &[u8]) -> Faulty<Parts<'_>> {
    let mut parts = Parts::default();
    let (mut photoshop, mut icc): (Vec<u8>, Vec<(u8, &[u8])>) = (Vec::new(), Vec::new());
    // The size stands near the front: a forged one is refused before the scans are walked.
    if let Some((width, height)) = claimed_size(bytes)
        && u64::from(width) * u64::from(height) > super::MOST_PIXELS
    {
        return Err(Fault::TooManyPixels(width, height));
    }
    for segment in segments(bytes)? {
        let body = &bytes[segment.body.clone()];
        match segment.marker {
            0xe1 if body.starts_with(EXIF) && parts.exif.is_none() => {
                parts.exif = Some(Cow::Borrowed(&body[EXIF.len()..]));
            }
            0xe1 if body.starts_with(XMP) && parts.xmp.is_none() => {
                parts.xmp = Some(Cow::Borrowed(&body[XMP.len()..]));
            }
            0xed if body.starts_with(PHOTOSHOP) && photoshop.len() < MOST_METADATA_BYTES => {
                photoshop.extend_from_slice(&body[PHOTOSHOP.len()..]);
            }
            0xe2 if body.starts_with(ICC) && body.len() > ICC.len() + 2 => {
                icc.push((body[ICC.len()], &body[ICC.len() + 2..]));
            }
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Err(Fault::Unknown("a JPEG of a rare kind (lossless or arithmetic)"));
            }
            0xc0..=0xc2 => {
                if body.first() != Some(&8) {
                    return Err(Fault::Unknown("a JPEG with more than 8 bits a colour"));
                }
                parts.height = be16(body, 1).ok_or(Fault::Damaged)?.into();
                parts.width = be16(body, 3).ok_or(Fault::Damaged)?.into();
            }
            _ => {}
        }
    }
    icc.sort_by_key(|(number, _)| *number);
    if !icc.is_empty() {
        parts.icc = Some(Cow::Owned(icc.into_iter().flat_map(|(_, piece)| piece).copied().collect()));
    }
    parts.iim = iim::from_photoshop(&photoshop).map(|iim| Cow::Owned(iim.to_vec()));
    Ok(parts)
}

/// Width and height from the first frame header, if the file gets that far.
fn claimed_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = *bytes.get(at)?;
        if matches!(marker, 0xc0..=0xc2) {
            return Some((be16(bytes, at + 6)?.into(), be16(bytes, at + 4)?.into()));
        }
        if marker == SOS {
            return None;
        }
        at += 1 + usize::from(be16(bytes, at + 1)?);
    }
}

/// The pixels as stored, and how many there are across and down. Inks stay inks, 0 for none: only
/// a profile knows how they look. Where nothing `widest` or wider is wanted of the upright picture,
/// the decoder draws half, a quarter or an eighth of it, and no fewer than a fifth more than wanted:
/// that last step down is for a better filter than the decoder's.
pub fn decode(bytes: &[u8], widest: Option<u32>, turned: Orientation) -> Faulty<(Raster, u32, u32)> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(MOST_DECODED_BYTES as usize);
    decoder.read_info().map_err(|_| Fault::Damaged)?;
    let stored = decoder.info().ok_or(Fault::Damaged)?;
    if let Some(widest) = widest.and_then(|widest| u16::try_from(widest.saturating_mul(6) / 5).ok()) {
        // A side that is as large as can be is never reached: the other one decides.
        let (width, height) =
            if turned.swaps_sides() { (u16::MAX, widest.max(1)) } else { (widest.max(1), u16::MAX) };
        decoder.scale(width, height).map_err(|_| Fault::Damaged)?;
    }
    let pixels = decoder.decode().map_err(|_| Fault::Damaged)?;
    let frame = decoder.info().ok_or(Fault::Damaged)?;
    let channels = match frame.pixel_format {
        PixelFormat::L8 => Channels::Grey,
        PixelFormat::RGB24 => Channels::Rgb,
        PixelFormat::CMYK32 => Channels::Cmyk,
        PixelFormat::L16 => return Err(Fault::Unknown("a JPEG with more than 8 bits a colour")),
    };
    let raster = Raster::new(frame.width.into(), frame.height.into(), channels, pixels)?;
    Ok((raster, stored.width.into(), stored.height.into()))
}
