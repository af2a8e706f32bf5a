//! Any bytes at all as the text of a good .docx: a manuscript or an error with a sentence.
#![no_main]

mod repacked;

use libfuzzer_sys::fuzz_target;

const WHOLE: &[u8] = include_bytes!("../../tests/fixtures/copy/reviewed.docx");

fuzz_target!(|bytes: &[u8]| {
    let package = repacked::with(WHOLE, "word/document.xml", bytes);
    if let Ok(manuscript) = stet::import::docx::read("fuzz", &package) {
        // What was read is copy that can be stored.
        assert_eq!(stet::body::read(&stet::body::write(&manuscript.body)), manuscript.body);
    }
});
