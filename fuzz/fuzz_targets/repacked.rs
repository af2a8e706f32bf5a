//! A good package with one part of it broken: breaking the ZIP itself seldom gets as far as the XML.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The package `whole` with `bytes` for its part `part`.
pub fn with(whole: &[u8], part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(whole)).expect("the fixture is a package");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let plainly = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..from.len() {
        let mut file = from.by_index(at).expect("the fixture is whole");
        let name = file.name().expect("the fixture names its parts").into_owned();
        let mut own = Vec::new();
        file.read_to_end(&mut own).expect("the fixture is whole");
        to.start_file(&name, plainly).expect("memory takes it");
        to.write_all(if name == part { bytes } else { &own }).expect("memory takes it");
    }
    to.finish().expect("memory takes it").into_inner()
}
