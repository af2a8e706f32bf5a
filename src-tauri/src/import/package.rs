//! A file that is a ZIP of parts, as .docx and .odt are. Bounded: no part and no file unpacks to
//! more than copy may take.

use super::xml::{self, Element};
use super::{too_large, unreadable};
use crate::Result;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// No XML part of copy unpacks to more.
const LARGEST_XML: u64 = 48 << 20;
/// No picture in it does.
const LARGEST_PICTURE: u64 = 200 << 20;
/// All that is read of one file.
const LARGEST_WHOLE: u64 = 600 << 20;
/// Parts of one file.
const MOST_PARTS: usize = 20_000;

/// An open package.
pub struct Package<'a> {
    name: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens the file `name`.
    pub fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            let why = "it is locked with a password, or is of the old .doc kind";
            return Err(unreadable(
                name,
                why,
                "Save it as .docx without a password, and bring in that file.",
            ));
        }
        if parts_said(bytes) > MOST_PARTS {
            return Err(too_large(name, "it has too many parts"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            let why = "it is broken off, or is not what its name says";
            unreadable(name, why, "Open it in the program that made it, save it again, and bring that in.")
        })?;
        Ok(Self { name, zip, left: LARGEST_WHOLE })
    }

    /// The bytes of a part; none where there is no such part.
    fn part(&mut self, part: &str, largest: u64) -> Result<Option<Vec<u8>>> {
        let Ok(mut file) = self.zip.by_name(part) else { return Ok(None) };
        let largest = largest.min(self.left);
        let mut bytes = Vec::new();
        (&mut file).take(largest + 1).read_to_end(&mut bytes).map_err(|_| {
            let hint = "Open it in the program that made it, save it again, and bring that in.";
            unreadable(self.name, &format!("its part “{part}” is damaged"), hint)
        })?;
        if bytes.len() as u64 > largest {
            return Err(too_large(self.name, &format!("its part “{part}” unpacks to too much")));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// A part as XML; none where there is no such part.
    pub fn xml(&mut self, part: &str) -> Result<Option<Element>> {
        let Some(bytes) = self.part(part, LARGEST_XML)? else { return Ok(None) };
        xml::parse(self.name, part, &bytes).map(Some)
    }

    /// A part that the file cannot do without.
    pub fn needed(&mut self, part: &str) -> Result<Element> {
        self.xml(part)?.ok_or_else(|| {
            let why = format!("it has no part “{part}”, so it is not what its name says");
            unreadable(self.name, &why, "Save it again in the program that made it.")
        })
    }

    /// The bytes of a picture; a damaged one is none.
    pub fn picture(&mut self, part: &str) -> Option<Vec<u8>> {
        self.part(part, LARGEST_PICTURE).ok().flatten()
    }
}

/// How many parts the end of the ZIP says there are: asked before room is made for them.
pub(crate) fn parts_said(bytes: &[u8]) -> usize {
    let tail = &bytes[bytes.len().saturating_sub(66_000)..];
    let ends = tail.windows(12).filter(|w| w.starts_with(b"PK\x05\x06"));
    ends.map(|w| usize::from(u16::from_le_bytes([w[10], w[11]]))).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn packed(part: &str, bytes: &[u8]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(part, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_part_that_unpacks_to_too_much_is_refused_by_name() {
        let bomb = packed("word/document.xml", &vec![b' '; LARGEST_XML as usize + 10]);
        assert!(bomb.len() < 200_000, "it is small until it is unpacked: {}", bomb.len());
        let fault = Package::open("bomb.docx", &bomb).unwrap().needed("word/document.xml").unwrap_err();
        assert_eq!(fault.code, "copy-too-large");
        assert!(
            fault.sentence.contains("bomb.docx") && fault.sentence.contains("word/document.xml"),
            "{fault}"
        );
    }

    #[test]
    fn what_is_no_package_says_so() {
        let of = |bytes: &[u8]| Package::open("a.docx", bytes).err().map(|e| e.sentence).unwrap_or_default();
        assert!(of(b"Not a package.").ends_with("it is broken off, or is not what its name says."));
        assert!(of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").contains("password"));
        let whole = packed("a", b"b");
        assert!(of(&whole[..whole.len() - 10]).contains("broken off"));
    }
}
