//! Any bytes at all are a hand-off or an error with a sentence; one that is read is packed and read
//! again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(story) = stet::handoff::unpack("fuzz", bytes) {
        let packed = stet::handoff::pack(&story).expect("what was read can be packed");
        assert_eq!(stet::handoff::unpack("again", &packed).expect("and read"), story);
    }
});
