//! Any bytes at all are a manuscript or an error with a sentence: never a crash, a hang or the memory.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(manuscript) = stet::import::docx::read("fuzz", bytes) {
        // What was read is copy that can be stored.
        assert_eq!(stet::body::read(&stet::body::write(&manuscript.body)), manuscript.body);
    }
});
