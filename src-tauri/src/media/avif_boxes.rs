//! The boxes of an AVIF file: which items there are, where they lie, what is said of them.
//! How they make one picture is `avif`'s matter.

use super::bytes_at::{be16, be32};
use super::{Fault, Faulty};

const ALPHA: &[u8] = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
/// No picture is cut into more pieces or properties than this.
const MOST_ITEMS: usize = 4096;

#[derive(Default)]
/// One item: a still, a tile grid, EXIF or XMP.
pub struct Item {
    pub id: u32,
    pub kind: [u8; 4],
    pub is_xmp: bool,
    in_idat: bool,
    extents: Vec<(usize, usize)>,
    properties: Vec<usize>,
}

/// What is said of an item, as far as it matters here.
pub enum Property<'a> {
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
pub struct Meta<'a> {
    file: &'a [u8],
    pub primary: u32,
    pub items: Vec<Item>,
    properties: Vec<Property<'a>>,
    /// What kind of tie, from which item, to which.
    pub ties: Vec<([u8; 4], u32, u32)>,
    idat: &'a [u8],
    pub moves: bool,
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
pub struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Faulty<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Fault::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }
    /// A number of 0 to 8 bytes.
    pub fn number(&mut self, length: usize) -> Faulty<u64> {
        Ok(self.take(length)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
    pub fn u8(&mut self) -> Faulty<u8> {
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

/// Takes the `meta` box apart.
pub fn meta(bytes: &[u8]) -> Faulty<Meta<'_>> {
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

    /// What is said of an item.
    pub fn of<'s>(&'s self, id: u32) -> impl Iterator<Item = &'s Property<'a>> {
        let item = self.items.iter().find(|item| item.id == id);
        let indices = item.map(|item| item.properties.as_slice()).unwrap_or_default();
        indices.iter().filter_map(|index| self.properties.get(*index))
    }

    /// Its width and height.
    pub fn size(&self, id: u32) -> Option<(u32, u32)> {
        self.of(id).find_map(|property| match property {
            Property::Size(width, height) => Some((*width, *height)),
            _ => None,
        })
    }

    /// Its bytes, joined from their places in the file.
    pub fn data(&self, id: u32) -> Faulty<Vec<u8>> {
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

    /// The items with such a tie to another.
    pub fn tied_to(&self, kind: &[u8; 4], to: u32) -> impl Iterator<Item = u32> {
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
