//! A good hand-off with one part of it broken: breaking the ZIP itself seldom gets as far as the lines.
#![no_main]

mod repacked;

use libfuzzer_sys::fuzz_target;

const WHOLE: &[u8] = include_bytes!("../../tests/fixtures/handoff/reviewed.stet");
const PARTS: [&str; 5] = ["manifest.json", "story.md", "revisions.jsonl", "comments.jsonl", "suggestions.jsonl"];

fuzz_target!(|bytes: &[u8]| {
    if let Some((which, part)) = bytes.split_first() {
        let whole = repacked::with(WHOLE, PARTS[usize::from(*which) % PARTS.len()], part);
        let _ = stet::handoff::unpack("fuzz", &whole);
    }
});
