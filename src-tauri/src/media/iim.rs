//! IPTC-IIM 4.2: the old way of writing captions and credits that picture desks still read.

use super::FileFacts;
use super::bytes_at::{be16, be32};
use super::publishable::ReaderFacts;

const MARK: u8 = 0x1c;
const BYLINE: u8 = 80;
const CREDIT: u8 = 110;
const COPYRIGHT: u8 = 116;
const CAPTION: u8 = 120;
/// What dataset 1:90 says when all texts are UTF-8.
const UTF8: &[u8] = b"\x1b%G";
/// The number of the Photoshop resource that holds the datasets.
const RESOURCE: u16 = 0x0404;

/// The datasets in a run of Photoshop resources, as JPEG's APP13 and TIFF's tag 34377 hold.
pub fn from_photoshop(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    while bytes.get(at..at + 4)? == b"8BIM" {
        let number = be16(bytes, at + 4)?;
        // A name with its length byte, padded to even.
        let name = usize::from(*bytes.get(at + 6)?) + 1;
        let size_at = at + 6 + name + name % 2;
        let size = be32(bytes, size_at)? as usize;
        let data = bytes.get(size_at + 4..(size_at + 4).checked_add(size)?)?;
        if number == RESOURCE {
            return Some(data);
        }
        at = size_at + 4 + size + size % 2;
    }
    None
}

/// Caption, credit, copyright and creator.
pub fn read(iim: &[u8]) -> FileFacts {
    let mut facts = FileFacts::default();
    let mut creators = Vec::new();
    let mut all_utf8 = false;
    for (record, dataset, data) in datasets(iim) {
        let text = || match std::str::from_utf8(data) {
            Ok(text) if all_utf8 => text.to_owned(),
            _ => text_of_unknown_charset(data),
        };
        match (record, dataset) {
            (1, 90) => all_utf8 = data == UTF8,
            (2, BYLINE) => creators.push(text()),
            (2, CREDIT) => facts.credit = text(),
            (2, COPYRIGHT) => facts.copyright = text(),
            (2, CAPTION) => facts.caption = text(),
            _ => {}
        }
    }
    facts.creator = creators.join(", ");
    facts
}

/// Record, number and data of each dataset, as far as they are whole.
fn datasets(iim: &[u8]) -> impl Iterator<Item = (u8, u8, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if *iim.get(at)? != MARK {
            return None;
        }
        let (record, dataset, length) = (*iim.get(at + 1)?, *iim.get(at + 2)?, be16(iim, at + 3)?);
        // The high bit says that what follows is the length of the length.
        let (start, length) = match length & 0x7fff {
            2 if length & 0x8000 != 0 => (at + 7, be16(iim, at + 5)? as usize),
            4 if length & 0x8000 != 0 => (at + 9, be32(iim, at + 5)? as usize),
            _ if length & 0x8000 != 0 => return None,
            short => (at + 5, usize::from(short)),
        };
        let data = iim.get(start..start.checked_add(length)?)?;
        at = start + length;
        Some((record, dataset, data))
    })
}

/// Text that does not say how it is written: UTF-8 where it can be, else Windows-1252, which
/// is Latin-1 with the quotation marks and dashes that copy is full of.
pub fn text_of_unknown_charset(data: &[u8]) -> String {
    const UPPER: [char; 32] = [
        '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
    ];
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => UPPER[usize::from(byte - 0x80)],
        other => char::from(*other),
    };
    match std::str::from_utf8(data) {
        Ok(text) => text.to_owned(),
        Err(_) => data.iter().map(letter).collect(),
    }
}

/// The Photoshop resource with the facts, for APP13 behind its name. All texts are UTF-8 and
/// say so; each is cut to what the standard allows, between letters.
pub fn write(facts: &ReaderFacts) -> Vec<u8> {
    let mut iim = Vec::new();
    dataset(&mut iim, 1, 0, &[0, 4]);
    dataset(&mut iim, 1, 90, UTF8);
    dataset(&mut iim, 2, 0, &[0, 4]);
    let fields = [
        (BYLINE, &facts.creator, 32),
        (CREDIT, &facts.credit, 32),
        (COPYRIGHT, &facts.copyright, 128),
        (CAPTION, &facts.caption, 2000),
    ];
    for (number, text, most) in fields {
        let text = cut(text.trim(), most);
        if !text.is_empty() {
            dataset(&mut iim, 2, number, text.as_bytes());
        }
    }
    let mut resource = b"8BIM".to_vec();
    resource.extend(RESOURCE.to_be_bytes());
    resource.extend([0, 0]);
    resource.extend((iim.len() as u32).to_be_bytes());
    resource.extend(&iim);
    resource.extend(std::iter::repeat_n(0, iim.len() % 2));
    resource
}

fn dataset(iim: &mut Vec<u8>, record: u8, number: u8, data: &[u8]) {
    iim.extend([MARK, record, number]);
    // No field of ours is longer than 2,000 bytes.
    iim.extend((data.len() as u16).to_be_bytes());
    iim.extend(data);
}

/// At most `most` bytes of the text, never half a letter.
pub fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most { text } else { text[..text.floor_char_boundary(most)].trim_end() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_caption_without_a_charset_mark_reads_right() {
        let mut iim = Vec::new();
        dataset(&mut iim, 2, CAPTION, b"Caf\xe9 \x93Star\x94 \x96 Calder");
        assert_eq!(read(&iim).caption, "Café “Star” – Calder");
    }

    #[test]
    fn what_is_written_reads_back_and_long_fields_are_cut_between_letters() {
        let facts = ReaderFacts {
            creator: "कैल्डर स्टार संवाददाता".into(),
            licence: String::new(),
            credit: "Jane Doe/Calder Star".into(),
            caption: "é".repeat(1200),
            ..ReaderFacts::default()
        };
        let read = read(from_photoshop(&write(&facts)).unwrap());
        assert_eq!(read.credit, "Jane Doe/Calder Star");
        assert_eq!(read.caption, "é".repeat(1000));
        assert!(facts.creator.starts_with(&read.creator) && read.creator.len() <= 32);
    }

    #[test]
    fn a_dataset_that_claims_more_than_there_is_is_not_read() {
        assert_eq!(read(b"\x1c\x02\x78\x7f\xff abc"), FileFacts::default());
        assert_eq!(read(b"\x1c\x02\x78\x80\x04\xff\xff\xff\xff abc"), FileFacts::default());
    }
}
