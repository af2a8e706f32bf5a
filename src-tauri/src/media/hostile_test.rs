//! Files that are cut off, forged, damaged or something else: each gets a sentence, quickly.

use std::time::{Duration, Instant};

use super::samples::*;
use super::*;

fn refused(bytes: &[u8], name: &str) -> Error {
    match take_in(bytes, name, &[400]) {
        Ok(Taken { examined, .. }) => panic!("{name} should be refused, and was taken as {examined:?}"),
        Err(error) => error,
    }
}

#[test]
fn an_empty_file_says_so() {
    let error = refused(b"", "/home/someone/bridge.jpg");
    assert_eq!(error.code, "picture-empty");
    assert_eq!(error.sentence, "“bridge.jpg” is empty: it holds no bytes at all.");
    assert_eq!(refused(b"", "").sentence, "“The pasted picture” is empty: it holds no bytes at all.");
}

#[test]
fn a_picture_cut_off_anywhere_gets_a_sentence() {
    for (bytes, extension) in six_formats() {
        for sixteenths in 0..16 {
            let cut = &bytes[..bytes.len() * sixteenths / 16];
            let error = refused(cut, &format!("cut.{extension}"));
            let code = error.code.as_ref();
            let lawful = ["picture-empty", "picture-truncated", "picture-damaged", "picture-unknown-kind"];
            assert!(lawful.contains(&code), "{extension} at {sixteenths}/16: {code}");
            assert!(error.sentence.contains("cut.") && !error.hint.is_empty());
            if sixteenths > 12 {
                assert_eq!(code, "picture-truncated", "{extension} at {sixteenths}/16 is plainly cut off");
            }
        }
    }
}

/// The place of a pattern that must be there.
fn find(bytes: &[u8], pattern: &[u8]) -> usize {
    bytes
        .windows(pattern.len())
        .position(|window| window == pattern)
        .expect("the header is where it should be")
}

#[test]
fn a_forged_header_of_400_megapixels_is_refused_at_once() {
    let [jpeg, png, webp, gif, avif, tiff] = six_formats().map(|(bytes, _)| bytes);
    let put = |bytes: &[u8], at: usize, new: &[u8]| {
        let mut forged = bytes.to_vec();
        forged[at..at + new.len()].copy_from_slice(new);
        forged
    };
    let big = 20_000_u32;
    let be16 = (big as u16).to_be_bytes();
    let be32 = big.to_be_bytes();
    let le32 = big.to_le_bytes();
    let vp8l = find(&webp, b"VP8L") + 9;
    let packed = ((16_383_u32) | (16_383 << 14)).to_le_bytes();
    let width_tag = find(&tiff, b"\x00\x01\x04\x00\x01\x00\x00\x00\x30\0\0\0");
    let height_tag = find(&tiff, b"\x01\x01\x04\x00\x01\x00\x00\x00\x20\0\0\0");
    let forged = [
        ("jpg", put(&jpeg, find(&jpeg, b"\xff\xc0") + 5, &[be16, be16].concat())),
        ("png", put(&png, 16, &[be32, be32].concat())),
        ("webp", put(&webp, vp8l, &packed)),
        ("gif", put(&gif, 6, &[&le32[..2], &le32[..2]].concat())),
        ("avif", put(&avif, find(&avif, b"ispe") + 8, &[be32, be32].concat())),
        ("tif", put(&put(&tiff, width_tag + 8, &le32), height_tag + 8, &le32)),
    ];
    for (extension, bytes) in forged {
        let start = Instant::now();
        let error = refused(&bytes, &format!("forged.{extension}"));
        assert_eq!(error.code, "picture-too-large", "{extension}: {}", error.sentence);
        assert!(error.sentence.contains("where 100 megapixels is the most"), "{}", error.sentence);
        assert!(start.elapsed() < Duration::from_millis(200), "{extension} took {:?}", start.elapsed());
    }
}

#[test]
fn a_file_over_200_megabytes_is_refused_unread() {
    let mut bytes = jpeg(48, 32);
    bytes.resize(MOST_BYTES + 1, 0);
    assert_eq!(
        refused(&bytes, "huge.jpg").sentence,
        "“huge.jpg” is too large: 201 MB, where 200 MB is the most."
    );
}

#[test]
fn other_kinds_of_file_are_named() {
    assert_eq!(
        refused(b"%PDF-1.7 and more", "note.pdf").sentence,
        "“note.pdf” is a PDF document, which Stet cannot draw."
    );
    let raw = with_new_subfile_type(&tiff(48, 32));
    assert_eq!(
        refused(&raw, "DSC_1.NEF").sentence,
        "“DSC_1.NEF” is a camera's raw file, which Stet cannot draw."
    );
    assert_eq!(refused(b"some words", "words.txt").code, "picture-unknown-kind");
}

/// Turns one tag of our TIFF into the one by which raw files call their first picture a preview.
fn with_new_subfile_type(tiff: &[u8]) -> Vec<u8> {
    let mut bytes = tiff.to_vec();
    let resolution = find(&bytes, b"\x1a\x01\x05\x00");
    bytes[resolution..resolution + 12].copy_from_slice(&[0xfe, 0, 4, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
    bytes
}

/// A small generator with a seed, so that a failure can be met again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

#[test]
fn two_thousand_damaged_files_end_no_newsroom() {
    let mut dice = Dice(0x5eed_cafe);
    let mut originals: Vec<_> = six_formats().into_iter().map(|(bytes, _)| bytes).collect();
    originals.push(leaky(&jpeg(48, 32), "jpg"));
    originals.push(leaky(&tiff(48, 32), "tif"));
    originals.push(avif("grid.avif"));
    originals.push(avif("hole.avif"));
    let (mut taken, mut refused) = (0, 0);
    for round in 0..2_000 {
        let mut bytes = originals[round % originals.len()].clone();
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(bytes.len());
            bytes[at] = dice.roll(256) as u8;
        }
        // Past the guard, so that a panic of ours or of a decoder's would fail the test.
        match examine_and_decode(&bytes, "damaged.jpg", Some(24)) {
            Ok((examined, decoded)) => {
                taken += 1;
                if let Ok(renditions) = rendition::make(decoded, &examined, &[24], rendition::FOR_READERS) {
                    let published = publishable(&renditions.0[0], &ReaderFacts::default());
                    assert!(published.is_ok(), "round {round}: what was drawn can be published");
                }
            }
            Err(error) => {
                refused += 1;
                assert!(error.code.starts_with("picture-") && error.sentence.contains("damaged.jpg"));
            }
        }
    }
    assert!(
        taken > 100 && refused > 100,
        "the damage is neither too small nor too great: {taken}, {refused}"
    );
}

#[test]
fn metadata_that_is_nonsense_does_not_cost_the_picture() {
    for (marker, body) in [
        (0xe1, b"Exif\0\0II*\0\xff\xff\xff\xff".as_slice()),
        (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x><<<"),
        (0xed, b"Photoshop 3.0\08BIM\x04\x04\0\0\xff\xff\xff\xff\x1c\x02\x78"),
        (0xe2, b"ICC_PROFILE\0\x01\x01 not a profile"),
    ] {
        let bytes = with_segment(&jpeg(48, 32), marker, body);
        let Taken { examined, renditions, .. } = take_in(&bytes, "odd.jpg", &[48]).unwrap();
        assert_eq!(examined.facts, FileFacts::default());
        assert!(is_upright_scene(&renditions[0].bytes));
    }
}
