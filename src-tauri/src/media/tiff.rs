//! TIFF: its tags, which are also EXIF's, and its pixels (`image`).

use std::borrow::Cow;
use std::io::Cursor;

use image::codecs::tiff::TiffDecoder;
use image::error::ImageError;
use image::{DynamicImage, ImageDecoder, Limits};

use super::bytes_at::{be16, be32, le16, le32};
use super::raster::{Channels, Raster};
use super::{Fault, Faulty, MOST_DECODED_BYTES, MOST_METADATA_BYTES, Parts, iim};

/// The first directory of tags of a TIFF structure.
pub struct Tags<'a> {
    bytes: &'a [u8],
    little: bool,
    first: usize,
    count: usize,
}

/// One tag's value, still in the file's byte order.
pub struct Value<'a> {
    kind: u16,
    count: usize,
    pub data: &'a [u8],
    little: bool,
}

impl<'a> Tags<'a> {
    pub fn read(bytes: &'a [u8]) -> Faulty<Self> {
        let little = bytes.starts_with(b"II");
        if !little && !bytes.starts_with(b"MM") {
            return Err(Fault::Damaged);
        }
        let mut tags = Tags { bytes, little, first: 0, count: 0 };
        let directory = tags.u32(4).ok_or(Fault::Truncated)? as usize;
        tags.count = tags.u16(directory).ok_or(Fault::Truncated)?.into();
        tags.first = directory + 2;
        Ok(tags)
    }

    fn u16(&self, at: usize) -> Option<u16> {
        if self.little { le16(self.bytes, at) } else { be16(self.bytes, at) }
    }

    fn u32(&self, at: usize) -> Option<u32> {
        if self.little { le32(self.bytes, at) } else { be32(self.bytes, at) }
    }

    /// The value of a tag: nothing where it is absent or lies outside the file.
    pub fn get(&self, tag: u16) -> Option<Value<'a>> {
        let mut entries = (0..self.count).map(|n| self.first + 12 * n);
        let entry = entries.find(|at| self.u16(*at) == Some(tag))?;
        let (kind, count) = (self.u16(entry + 2)?, self.u32(entry + 4)? as usize);
        let size = match kind {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => return None,
        };
        let length = count.checked_mul(size)?;
        let at = if length <= 4 { entry + 8 } else { self.u32(entry + 8)? as usize };
        let data = self.bytes.get(at..at.checked_add(length)?)?;
        Some(Value { kind, count, data, little: self.little })
    }

    /// A single number.
    pub fn number(&self, tag: u16) -> Option<u32> {
        self.get(tag)?.numbers().next()
    }
}

impl<'a> Value<'a> {
    /// Whole numbers of one, two or four bytes; nothing for other kinds.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + use<'a> {
        let (data, little, kind) = (self.data, self.little, self.kind);
        let count = if matches!(kind, 1 | 3 | 4) { self.count } else { 0 };
        (0..count).filter_map(move |n| match (kind, little) {
            (1, _) => data.get(n).map(|byte| u32::from(*byte)),
            (3, true) => le16(data, 2 * n).map(u32::from),
            (3, false) => be16(data, 2 * n).map(u32::from),
            (_, true) => le32(data, 4 * n),
            (_, false) => be32(data, 4 * n),
        })
    }
}

/// Size, orientation and metadata of a TIFF file.
pub fn parts(bytes: &[u8]) -> Faulty<Parts<'_>> {
    if bytes.get(2) == Some(&43) || bytes.get(3) == Some(&43) {
        return Err(Fault::Unknown("a BigTIFF file"));
    }
    let tags = Tags::read(bytes)?;
    // A raw file is a TIFF whose first picture is only a preview of the real one.
    let is_preview = tags.number(254).is_some_and(|kind| kind & 1 == 1);
    if is_preview || tags.get(50_706).is_some() || bytes.get(8..10) == Some(b"CR") {
        return Err(Fault::Unknown("a camera's raw file"));
    }
    let (width, height) = match (tags.number(256), tags.number(257)) {
        (Some(width), Some(height)) => (width, height),
        _ => return Err(Fault::Truncated),
    };
    if u64::from(width) * u64::from(height) > super::MOST_PIXELS {
        return Err(Fault::TooManyPixels(width, height));
    }
    for (offsets, lengths) in [(273, 279), (324, 325)] {
        let (Some(offsets), Some(lengths)) = (tags.get(offsets), tags.get(lengths)) else { continue };
        let mut strips = offsets.numbers().zip(lengths.numbers());
        if strips.any(|(at, length)| at as usize + length as usize > bytes.len()) {
            return Err(Fault::Truncated);
        }
    }
    let blob = |tag| {
        let data = tags.get(tag)?.data;
        (data.len() <= MOST_METADATA_BYTES).then_some(data)
    };
    let iim = blob(33_723).or_else(|| blob(34_377).and_then(iim::from_photoshop));
    Ok(Parts {
        width,
        height,
        exif: Some(Cow::Borrowed(bytes)),
        xmp: blob(700).map(Cow::Borrowed),
        iim: iim.map(Cow::Borrowed),
        icc: blob(34_675).map(Cow::Borrowed),
        ..Parts::default()
    })
}

/// The pixels of the first page, at 8 bits a channel.
pub fn decode(bytes: &[u8]) -> Faulty<Raster> {
    let mut decoder = TiffDecoder::new(Cursor::new(bytes)).map_err(fault)?;
    if decoder.total_bytes() > MOST_DECODED_BYTES {
        return Err(Fault::TooMuchToHold);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_DECODED_BYTES);
    decoder.set_limits(limits).map_err(fault)?;
    let decoded = DynamicImage::from_decoder(decoder).map_err(fault)?;
    let (width, height) = (decoded.width(), decoded.height());
    let (channels, pixels) = match decoded {
        grey @ (DynamicImage::ImageLuma8(_) | DynamicImage::ImageLuma16(_)) => {
            (Channels::Grey, grey.into_luma8().into_raw())
        }
        other if other.color().has_alpha() => (Channels::Rgba, other.into_rgba8().into_raw()),
        other => (Channels::Rgb, other.into_rgb8().into_raw()),
    };
    Raster::new(width, height, channels, pixels)
}

fn fault(error: ImageError) -> Fault {
    match error {
        ImageError::Limits(_) => Fault::TooMuchToHold,
        ImageError::Unsupported(_) => Fault::Unknown("a TIFF with rare compression or colours"),
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Fault::Truncated,
        _ => Fault::Damaged,
    }
}
