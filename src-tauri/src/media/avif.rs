//! AVIF: its boxes, and how its items make one picture. The pixels of an item: `av1`.

use std::borrow::Cow;

use super::bytes_at::{be16, be32};
use super::raster::{Channels, Orientation, Raster};
use super::{Decoded, Fault, Faulty, MOST_METADATA_BYTES, MOST_PIXELS, Parts, av1};

const ALPHA: &[u8] = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
/// No picture is cut into more pieces or properties than this.
const MOST_ITEMS: usize = 4096;

#[derive(Default)]
struct Item {
    id: u32,
    kind: [u8; 4],
    is_xmp: bool,
    in_idat: bool,
    extents: Vec<(usize, usize)>,
    properties: Vec<usize>,
}

enum Property<'a> {
    Size(u32, u32),
    Turn(u8),
    Mirror(u8),
    Crop(&'a [u8]),
    Icc(&'a [u8]),
    Colours { primaries: u16, matrix: u16, full_range: bool },
    Alpha,
    Other,
}

/// The `meta` box, taken apart.
#[derive(Default)]
struct Meta<'a> {
    file: &'a [u8],
    primary: u32,
    items: Vec<Item>,
    properties: Vec<Property<'a>>,
    /// What kind of tie, from which item, to which.
    ties: Vec<([u8; 4], u32, u32)>,
    idat: &'a [u8],
    moves: bool,
}

/// Name and content of each box in a run of them.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = Faulty<([u8; 4], &[u8])>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let read = || {
            let name = bytes.get(at + 4..at + 8)?.try_into().ok()?;
            let (head, length) = match be32(bytes, at)? {
                0 => (8, bytes.len() - at),
                1 => (16, be32(bytes, at + 8).filter(|high| *high == 0).and(be32(bytes, at + 12))? as usize),
                length => (8, length as usize),
            };
            let content = bytes.get(at.checked_add(head)?..at.checked_add(length)?)?;
            Some((name, content, length))
        };
        let Some((name, content, length)) = read() else {
            at = bytes.len();
            return Some(Err(Fault::Truncated));
        };
        at += length;
        Some(Ok((name, content)))
    })
}

/// Reads numbers one after the other; past the end is a damaged file.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Faulty<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Fault::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }
    /// A number of 0 to 8 bytes.
    fn number(&mut self, length: usize) -> Faulty<u64> {
        Ok(self.take(length)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
    fn u8(&mut self) -> Faulty<u8> {
        Ok(self.number(1)? as u8)
    }
    fn u16(&mut self) -> Faulty<u16> {
        Ok(self.number(2)? as u16)
    }
    fn u32(&mut self) -> Faulty<u32> {
        Ok(self.number(4)? as u32)
    }
    /// Version and flags of a full box.
    fn version(&mut self) -> Faulty<(u8, u32)> {
        let word = self.u32()?;
        Ok(((word >> 24) as u8, word & 0xff_ffff))
    }
}

fn meta(bytes: &[u8]) -> Faulty<Meta<'_>> {
    let mut meta = Meta { file: bytes, ..Meta::default() };
    let mut found = false;
    for entry in boxes(bytes) {
        match entry {
            Ok((name, content)) if &name == b"meta" && !found => {
                found = true;
                meta.read(content.get(4..).ok_or(Fault::Damaged)?)?;
            }
            Ok((name, _)) => meta.moves |= &name == b"moov",
            // Picture data that ends early is noticed at the item that needs it.
            Err(_) if found => break,
            Err(fault) => return Err(fault),
        }
    }
    if found { Ok(meta) } else { Err(Fault::Truncated) }
}

impl<'a> Meta<'a> {
    fn read(&mut self, content: &'a [u8]) -> Faulty<()> {
        for entry in boxes(content) {
            let (name, content) = entry?;
            let mut cursor = Cursor(content);
            match &name {
                b"pitm" => {
                    let (version, _) = cursor.version()?;
                    self.primary = cursor.number(if version == 0 { 2 } else { 4 })? as u32;
                }
                b"iinf" => self.read_items(cursor)?,
                b"iloc" => self.read_places(cursor)?,
                b"iref" => self.read_ties(content)?,
                b"iprp" => self.read_properties(content)?,
                b"idat" => self.idat = content,
                _ => {}
            }
        }
        Ok(())
    }

    fn item(&mut self, id: u32) -> Faulty<&mut Item> {
        let at = match self.items.iter().position(|item| item.id == id) {
            Some(at) => at,
            None if self.items.len() < MOST_ITEMS => {
                self.items.push(Item { id, ..Item::default() });
                self.items.len() - 1
            }
            None => return Err(Fault::Damaged),
        };
        Ok(&mut self.items[at])
    }

    fn read_items(&mut self, mut cursor: Cursor<'a>) -> Faulty<()> {
        let (version, _) = cursor.version()?;
        cursor.take(if version == 0 { 2 } else { 4 })?;
        for entry in boxes(cursor.0) {
            let (name, content) = entry?;
            let mut cursor = Cursor(content);
            let (version, _) = cursor.version()?;
            if &name != b"infe" || version < 2 {
                continue;
            }
            let id = cursor.number(if version == 2 { 2 } else { 4 })? as u32;
            cursor.u16()?;
            let kind = cursor.take(4)?.try_into().map_err(|_| Fault::Damaged)?;
            // A name, then for `mime` the content type, each ending with a zero byte.
            let content_type = cursor.0.split(|byte| *byte == 0).nth(1);
            let item = self.item(id)?;
            item.kind = kind;
            item.is_xmp = &kind == b"mime" && content_type == Some(b"application/rdf+xml");
        }
        Ok(())
    }

    fn read_places(&mut self, mut cursor: Cursor) -> Faulty<()> {
        let (version, _) = cursor.version()?;
        let sizes = cursor.u16()?;
        let size = |shift: u16| usize::from(sizes >> shift & 15).min(8);
        let (offset, length, base, index) = (size(12), size(8), size(4), size(0));
        let wide = version >= 2;
        for _ in 0..cursor.number(if wide { 4 } else { 2 })? {
            let id = cursor.number(if wide { 4 } else { 2 })? as u32;
            let method = if version >= 1 { cursor.u16()? & 15 } else { 0 };
            cursor.u16()?;
            let start = cursor.number(base)?;
            let mut extents = Vec::new();
            for _ in 0..cursor.u16()? {
                cursor.take(if version >= 1 { index } else { 0 })?;
                let at = start.saturating_add(cursor.number(offset)?);
                extents.push((at as usize, cursor.number(length)? as usize));
            }
            if method > 1 || extents.len() > MOST_ITEMS {
                return Err(Fault::Damaged);
            }
            let item = self.item(id)?;
            (item.in_idat, item.extents) = (method == 1, extents);
        }
        Ok(())
    }

    fn read_ties(&mut self, content: &[u8]) -> Faulty<()> {
        let mut head = Cursor(content);
        let wide = if head.version()?.0 == 0 { 2 } else { 4 };
        for entry in boxes(head.0) {
            let (name, content) = entry?;
            let mut cursor = Cursor(content);
            let from = cursor.number(wide)? as u32;
            for _ in 0..cursor.u16()? {
                self.ties.push((name, from, cursor.number(wide)? as u32));
            }
            if self.ties.len() > MOST_ITEMS {
                return Err(Fault::Damaged);
            }
        }
        Ok(())
    }

    fn read_properties(&mut self, content: &'a [u8]) -> Faulty<()> {
        for entry in boxes(content) {
            let (name, content) = entry?;
            if &name == b"ipco" {
                for entry in boxes(content).take(MOST_ITEMS) {
                    let (name, content) = entry?;
                    self.properties.push(property(&name, content)?);
                }
                continue;
            }
            let mut cursor = Cursor(content);
            let (version, flags) = cursor.version()?;
            for _ in 0..cursor.u32()? {
                let id = cursor.number(if version == 0 { 2 } else { 4 })? as u32;
                for _ in 0..cursor.u8()? {
                    // The top bit says that the property must be understood.
                    let index =
                        if flags & 1 == 1 { cursor.u16()? & 0x7fff } else { u16::from(cursor.u8()? & 0x7f) };
                    if let Some(index) = usize::from(index).checked_sub(1) {
                        self.item(id)?.properties.push(index);
                    }
                }
            }
        }
        Ok(())
    }

    fn of<'s>(&'s self, id: u32) -> impl Iterator<Item = &'s Property<'a>> {
        let item = self.items.iter().find(|item| item.id == id);
        let indices = item.map(|item| item.properties.as_slice()).unwrap_or_default();
        indices.iter().filter_map(|index| self.properties.get(*index))
    }

    fn size(&self, id: u32) -> Option<(u32, u32)> {
        self.of(id).find_map(|property| match property {
            Property::Size(width, height) => Some((*width, *height)),
            _ => None,
        })
    }

    fn data(&self, id: u32) -> Faulty<Vec<u8>> {
        let item = self.items.iter().find(|item| item.id == id).ok_or(Fault::Damaged)?;
        let from = if item.in_idat { self.idat } else { self.file };
        let mut data = Vec::new();
        for (at, length) in &item.extents {
            let end = if *length == 0 { Some(from.len()) } else { at.checked_add(*length) };
            let extent = end.and_then(|end| from.get(*at..end)).ok_or(Fault::Truncated)?;
            // Extents may lie over one another; the sum may still not pass the file.
            if data.len() + extent.len() > from.len() {
                return Err(Fault::Damaged);
            }
            data.extend_from_slice(extent);
        }
        Ok(data)
    }

    fn tied_to(&self, kind: &[u8; 4], to: u32) -> impl Iterator<Item = u32> {
        self.ties.iter().filter(move |(k, _, t)| k == kind && *t == to).map(|(_, from, _)| *from)
    }
}

fn property<'a>(name: &[u8; 4], content: &'a [u8]) -> Faulty<Property<'a>> {
    let number = |at| be32(content, at).ok_or(Fault::Damaged);
    Ok(match name {
        b"ispe" => Property::Size(number(4)?, number(8)?),
        b"irot" => Property::Turn(content.first().ok_or(Fault::Damaged)? & 3),
        b"imir" => Property::Mirror(content.first().ok_or(Fault::Damaged)? & 1),
        b"clap" => Property::Crop(content),
        b"auxC" if content.get(4..).is_some_and(|urn| urn.starts_with(ALPHA)) => Property::Alpha,
        b"colr" => match content.get(..4) {
            Some(b"prof" | b"rICC") => Property::Icc(&content[4..]),
            Some(b"nclx") => Property::Colours {
                primaries: be16(content, 4).ok_or(Fault::Damaged)?,
                matrix: be16(content, 8).ok_or(Fault::Damaged)?,
                full_range: content.get(10).is_some_and(|flags| flags & 0x80 != 0),
            },
            _ => Property::Other,
        },
        _ => Property::Other,
    })
}

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
    for id in meta.tied_to_any(b"cdsc") {
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

impl Meta<'_> {
    /// The items that describe the primary one.
    fn tied_to_any(&self, kind: &[u8; 4]) -> Vec<u32> {
        self.tied_to(kind, self.primary).collect()
    }
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
pub fn decode(bytes: &[u8]) -> Faulty<Decoded> {
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
    Ok(Decoded { raster, icc: icc.or(wide) })
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
    let tiles: Vec<u32> =
        meta.ties.iter().filter(|(k, from, _)| k == b"dimg" && *from == id).map(|(_, _, to)| *to).collect();
    if tiles.len() != rows * columns || width == 0 || height == 0 {
        return Err(Fault::Damaged);
    }
    let mut joined: Option<(Raster, (u32, u32), Option<Vec<u8>>)> = None;
    for (number, tile) in tiles.into_iter().enumerate() {
        if meta.items.iter().any(|item| item.id == tile && &item.kind != b"av01") {
            return Err(Fault::Damaged);
        }
        let (piece, profile) = av1::decode(meta.data(tile)?, colours)?;
        let (whole, size, _) = match &mut joined {
            Some(joined) => joined,
            none => {
                let blank = vec![0; width as usize * height as usize * piece.channels.count()];
                let whole = Raster::new(width, height, piece.channels, blank)?;
                none.insert((whole, (piece.width, piece.height), profile))
            }
        };
        if *size != (piece.width, piece.height) || whole.channels != piece.channels {
            return Err(Fault::Damaged);
        }
        let (left, top) = ((number % columns) * size.0 as usize, (number / columns) * size.1 as usize);
        lay(&piece, whole, left, top);
    }
    let (whole, size, profile) = joined.ok_or(Fault::Damaged)?;
    if size.0 as usize * columns < width as usize || (size.1 as usize * rows) < height as usize {
        return Err(Fault::Damaged);
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
