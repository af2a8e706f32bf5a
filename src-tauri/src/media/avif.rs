//! AVIF: how the items of its boxes make one picture. The pixels of an item: `av1`.

use std::borrow::Cow;

use super::avif_boxes::{Cursor, Meta, Property, meta};
use super::bytes_at::be32;
use super::raster::{Channels, Orientation, Raster};
use super::{Fault, Faulty, MOST_METADATA_BYTES, MOST_PIXELS, Parts, av1};

/// Size, turn and metadata. The size is before cropping, which only makes it smaller.
pub fn parts(bytes: &[u8]) -> Faulty<Parts<'_>> {
    let meta = meta(bytes)?;
    let (width, height) = meta.size(meta.primary).ok_or(Fault::Damaged)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::TooManyPixels(width, height));
    }
    let mut parts = Parts { width, height, moves: meta.moves, ..Parts::default() };
    let (mut turn, mut mirror) = (0, None);
    for property in meta.of(meta.primary) {
        match property {
            Property::Turn(quarters) => turn = *quarters,
            Property::Mirror(axis) => mirror = Some(*axis),
            Property::Icc(icc) => parts.icc = Some(Cow::Borrowed(icc)),
            _ => {}
        }
    }
    parts.turned = Some(orientation(turn, mirror));
    for id in meta.tied_to(b"cdsc", meta.primary) {
        let Some(item) = meta.items.iter().find(|item| item.id == id) else { continue };
        if &item.kind == b"Exif" {
            // Four bytes say how far behind them the TIFF structure begins.
            let data = meta.data(id)?;
            let start = be32(&data, 0).map_or(usize::MAX, |skip| (skip as usize).saturating_add(4));
            parts.exif = data.get(start..).map(|exif| Cow::Owned(exif.to_vec()));
        } else if item.is_xmp {
            let data = meta.data(id)?;
            parts.xmp = (data.len() <= MOST_METADATA_BYTES).then_some(Cow::Owned(data));
        }
    }
    Ok(parts)
}

/// First turned by quarters against the clock, then mirrored: 0 swaps top and bottom, 1 left
/// and right. Each such pair is one of EXIF's eight numbers.
fn orientation(quarters: u8, mirror: Option<u8>) -> Orientation {
    Orientation::from_exif(match (quarters, mirror) {
        (0, None) => 1,
        (0, Some(1)) | (2, Some(0)) => 2,
        (2, None) => 3,
        (0, Some(_)) | (2, Some(_)) => 4,
        (1, Some(0)) | (3, Some(1)) => 5,
        (3, None) => 6,
        (1, Some(_)) | (3, Some(_)) => 7,
        _ => 8,
    })
}

/// The pixels of the primary item, joined from its tiles, with its transparency, cropped.
pub fn decode(bytes: &[u8]) -> Faulty<(Raster, Option<Vec<u8>>)> {
    let meta = meta(bytes)?;
    let mut colours = av1::Colours::default();
    let mut crop = None;
    for property in meta.of(meta.primary) {
        match property {
            Property::Colours { primaries, matrix, full_range } => {
                colours = av1::Colours {
                    matrix: Some(*matrix),
                    full_range: Some(*full_range),
                    primaries: Some(*primaries),
                };
            }
            Property::Crop(clap) => crop = Some(*clap),
            _ => {}
        }
    }
    let (mut raster, wide) = draw(&meta, meta.primary, colours)?;
    let alpha =
        meta.tied_to(b"auxl", meta.primary).find(|id| meta.of(*id).any(|p| matches!(p, Property::Alpha)));
    if let Some(alpha) = alpha {
        let (mask, _) = draw(&meta, alpha, av1::Colours::default())?;
        raster = with_alpha(raster, &mask)?;
    }
    if let Some(clap) = crop {
        raster = cropped(raster, clap)?;
    }
    let icc = meta.of(meta.primary).find_map(|property| match property {
        Property::Icc(icc) => Some(icc.to_vec()),
        _ => None,
    });
    Ok((raster, icc.or(wide)))
}

/// One item's pixels, and the profile of its colours where they are wider than sRGB.
fn draw(meta: &Meta, id: u32, colours: av1::Colours) -> Faulty<(Raster, Option<Vec<u8>>)> {
    let kind = meta.items.iter().find(|item| item.id == id).map(|item| item.kind);
    match kind.as_ref() {
        Some(b"av01") => av1::decode(meta.data(id)?, colours),
        Some(b"grid") => draw_grid(meta, id, colours),
        _ => Err(Fault::Unknown("an AVIF put together in a rare way")),
    }
}

/// A grid of tiles of one size, laid side by side from the top left.
fn draw_grid(meta: &Meta, id: u32, colours: av1::Colours) -> Faulty<(Raster, Option<Vec<u8>>)> {
    let payload = meta.data(id)?;
    let mut cursor = Cursor(&payload);
    cursor.u8()?;
    let wide_numbers = if cursor.u8()? & 1 == 1 { 4 } else { 2 };
    let (rows, columns) = (usize::from(cursor.u8()?) + 1, usize::from(cursor.u8()?) + 1);
    let (width, height) = (cursor.number(wide_numbers)? as u32, cursor.number(wide_numbers)? as u32);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::TooManyPixels(width, height));
    }
    let tied = meta.ties.iter().filter(|(kind, from, _)| kind == b"dimg" && *from == id);
    let tiles: Vec<u32> = tied.map(|(_, _, to)| *to).collect();
    let is_still = |id: &u32| meta.items.iter().any(|item| item.id == *id && &item.kind == b"av01");
    if tiles.len() != rows * columns || !tiles.iter().all(is_still) {
        return Err(Fault::Damaged);
    }
    let (first, profile) = av1::decode(meta.data(tiles[0])?, colours)?;
    let (across, down) = (first.width as usize, first.height as usize);
    if across * columns < width as usize || down * rows < height as usize {
        return Err(Fault::Damaged);
    }
    let blank = vec![0; width as usize * height as usize * first.channels.count()];
    let mut whole = Raster::new(width, height, first.channels, blank)?;
    lay(&first, &mut whole, 0, 0);
    for (number, tile) in tiles.into_iter().enumerate().skip(1) {
        let (piece, _) = av1::decode(meta.data(tile)?, colours)?;
        if (piece.width, piece.height, piece.channels) != (first.width, first.height, first.channels) {
            return Err(Fault::Damaged);
        }
        lay(&piece, &mut whole, (number % columns) * across, (number / columns) * down);
    }
    Ok((whole, profile))
}

/// Copies a tile to its place; what hangs over the edge falls off.
fn lay(piece: &Raster, whole: &mut Raster, left: usize, top: usize) {
    let size = piece.channels.count();
    let (width, height) = (whole.width as usize, whole.height as usize);
    let across = (piece.width as usize).min(width.saturating_sub(left)) * size;
    for (row, pixels) in piece.pixels.chunks_exact(piece.width as usize * size).enumerate() {
        if top + row < height && across > 0 {
            let at = ((top + row) * width + left) * size;
            whole.pixels[at..at + across].copy_from_slice(&pixels[..across]);
        }
    }
}

fn with_alpha(raster: Raster, mask: &Raster) -> Faulty<Raster> {
    if (raster.width, raster.height) != (mask.width, mask.height) {
        return Err(Fault::Damaged);
    }
    let (size, mask_size) = (raster.channels.count(), mask.channels.count());
    let pixels = raster.pixels.chunks_exact(size).zip(mask.pixels.chunks_exact(mask_size));
    let pixels =
        pixels.flat_map(|(pixel, mask)| [pixel[0], pixel[size / 2], pixel[size - 1], mask[0]]).collect();
    Raster::new(raster.width, raster.height, Channels::Rgba, pixels)
}

/// Cuts to the clean aperture. What lies outside was cropped away by somebody and stays so:
/// a crop that cannot be followed exactly is refused, never passed over.
fn cropped(raster: Raster, clap: &[u8]) -> Faulty<Raster> {
    let number = |at: usize| be32(clap, at * 4).ok_or(Fault::Damaged);
    let whole = |over: i64, under: i64| {
        if under > 0 && over % under == 0 { Ok(over / under) } else { Err(Fault::Damaged) }
    };
    let side = |n: usize, full: u32| {
        let length = whole(number(n)?.into(), number(n + 1)?.into())?;
        let (shift, unit) = (i64::from(number(n + 4)? as i32), i64::from(number(n + 5)?));
        // The offset is of the middle, so the near edge lies at offset + (full - length) / 2.
        let full = i64::from(full);
        let near = whole(2 * shift + (full - length) * unit, 2 * unit)?;
        if length > 0 && near >= 0 && near + length <= full {
            Ok((near, length))
        } else {
            Err(Fault::Damaged)
        }
    };
    let (left, width) = side(0, raster.width)?;
    let (top, height) = side(2, raster.height)?;
    let size = raster.channels.count();
    let mut pixels = Vec::with_capacity((width * height) as usize * size);
    for row in top..top + height {
        let at = (row as usize * raster.width as usize + left as usize) * size;
        pixels.extend_from_slice(&raster.pixels[at..at + width as usize * size]);
    }
    Raster::new(width as u32, height as u32, raster.channels, pixels)
}
