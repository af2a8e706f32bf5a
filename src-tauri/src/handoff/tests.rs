//! A hand-off read back, and what is refused: each broken file says what is wrong with it.

use super::*;
use crate::revision::{self, Why};
use crate::story::{CommentId, Story};
use std::io::{Cursor, Read, Write};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

fn parcel() -> HandOff {
    let mut story = Story::new("en-GB", UtcMillis(1_000));
    story.headline = "The wall".to_owned();
    let bytes = b"a picture".to_vec();
    let (id, at_home) = (MediaId(super::pack::sha256(&bytes)), MediaId(super::pack::sha256(b"at home")));
    let figure = |id: &MediaId| format!("```figure\nmedia: {id}\n```\n\n");
    story.body = crate::body::read(&[figure(&id), figure(&at_home)].concat());
    let row = |id: RevisionId, parents: Vec<RevisionId>| RevisionRow {
        id,
        story: story.id,
        parents,
        author: "Ann".to_owned(),
        device: String::new(),
        made_at: UtcMillis(5_000),
        why: Why::Named,
        name: "as filed".to_owned(),
        section: String::new(),
        words: 0,
        seal: String::new(),
    };
    let (first, head) = (RevisionId::new(), RevisionId::new());
    HandOff {
        story: story.id,
        head,
        made_at: UtcMillis(9_000),
        made_by: "Ann".to_owned(),
        newsroom: "n".to_owned(),
        revisions: vec![
            (row(first, vec![]), revision::canonical(&story, "News")),
            (
                row(head, vec![first]),
                revision::canonical(&Story { slug: "wall".to_owned(), ..story.clone() }, ""),
            ),
        ],
        comments: vec![CommentRow {
            id: CommentId::new(),
            story: story.id,
            reply_to: None,
            revision: Some(head),
            field: "headline".to_owned(),
            block: 0,
            start: 4,
            length: 4,
            quote: "wall".to_owned(),
            before: "The ".to_owned(),
            after: String::new(),
            author: "Bo".to_owned(),
            text: "Which?".to_owned(),
            made_at: UtcMillis(6_000),
            resolved_at: None,
        }],
        suggestions: Vec::new(),
        pictures: vec![
            Picture { id, clean: false, extension: "jpg".to_owned(), bytes },
            Picture { id: at_home, clean: true, extension: "png".to_owned(), bytes: b"drawn anew".to_vec() },
        ],
    }
}

/// The file with one part of it changed: none takes the part out.
fn with(whole: &[u8], part: &str, change: impl Fn(Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let plainly = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut met = false;
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let (name, mut own) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut own).unwrap();
        let is_it = name == part || (part.ends_with('/') && name.starts_with(part));
        met |= is_it;
        if let Some(bytes) = if is_it { change(own) } else { Some(own) } {
            to.start_file(name, plainly).unwrap();
            to.write_all(&bytes).unwrap();
        }
    }
    if !met && let Some(bytes) = change(Vec::new()) {
        to.start_file(part, plainly).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn replaced(whole: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    with(whole, part, |bytes| Some(String::from_utf8(bytes).unwrap().replace(from, to).into_bytes()))
}

#[test]
fn what_was_packed_is_read_back() {
    let sent = parcel();
    let bytes = pack(&sent).unwrap();
    assert_eq!(unpack("wall.stet", &bytes).unwrap(), sent);
    assert_eq!(pack(&sent).unwrap(), bytes, "the same story makes the same bytes");
}

#[test]
fn a_file_that_is_not_whole_or_says_too_much_is_refused_with_its_reason() {
    let sent = parcel();
    let whole = pack(&sent).unwrap();
    let first = format!("revisions/{}.md", sent.revisions[0].0.id);
    let put = |part: &'static str| with(&whole, part, |_| Some(b"x".to_vec()));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("broken off", whole[..whole.len() - 30].to_vec()),
        ("broken off", b"not a hand-off".to_vec()),
        ("no part “manifest.json”", with(&whole, "manifest.json", |_| None)),
        ("no part “story.md”", with(&whole, "story.md", |_| None)),
        (
            "is not what was sent",
            with(&whole, &first, |mut b| {
                b.push(b'!');
                Some(b)
            }),
        ),
        ("a picture in it is not what was sent", with(&whole, "media/", |_| Some(b"another".to_vec()))),
        ("which no Stet puts there", put("../../.bashrc")),
        ("a picture in it is not what was sent", with(&whole, "clean/", |_| Some(b"another".to_vec()))),
        ("a picture that no text names", {
            let another = format!("media/{}.jpg", super::pack::sha256(b"x"));
            with(&whole, &another, |_| Some(b"x".to_vec()))
        }),
        ("which no Stet puts there", put("clean/../media/x.jpg")),
        ("which no Stet puts there", put("/etc/passwd")),
        ("which no Stet puts there", put("media/..%2f.jpg")),
        ("which no Stet puts there", put("media/../x.jpg")),
        ("which no Stet puts there", put("revisions/../story.md")),
        ("a text that no line names", put("revisions/0199f8a0-0000-7000-8000-000000000001.md")),
        ("newer Stet", replaced(&whole, "manifest.json", "\"format\": 1", "\"format\": 2")),
        ("its manifest cannot be read", replaced(&whole, "manifest.json", "\"story\"", "\"tale\"")),
        ("unknown field", replaced(&whole, "comments.jsonl", "\"text\"", "\"html\":1,\"text\"")),
        ("a time that never was", replaced(&whole, "comments.jsonl", "6000", "-6000")),
        (
            "comes from itself",
            replaced(
                &whole,
                "revisions.jsonl",
                "\"parents\":[]",
                &format!("\"parents\":[\"{}\"]", sent.head),
            ),
        ),
        ("is of another story", {
            let other = RevisionId::new().to_string();
            replaced(&whole, "manifest.json", &sent.story.to_string(), &other)
        }),
    ];
    for (why, bytes) in cases {
        let fault = unpack("wall.stet", &bytes).expect_err(why);
        assert!(fault.sentence.contains(why) && fault.sentence.contains("wall.stet"), "{why}: {fault}");
        assert!(fault.code.starts_with("handoff-"), "{fault:?}");
    }
}

#[test]
fn a_file_with_any_byte_changed_is_an_error_or_the_same_story() {
    let sent = parcel();
    let whole = pack(&sent).unwrap();
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..2000 {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        let mut broken = whole.clone();
        let at = (chance >> 11) as usize % broken.len();
        broken[at] ^= 1 << (chance & 7);
        if let Ok(read) = unpack("wall.stet", &broken) {
            assert_eq!(read, sent, "byte {at} was changed and nobody noticed");
        }
    }
}

#[test]
fn a_text_that_unpacks_to_too_much_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("story.md", SimpleFileOptions::default()).unwrap();
    zip.write_all(&vec![b' '; (16 << 20) + 1]).unwrap();
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 100_000);
    assert_eq!(unpack("bomb.stet", &bomb).unwrap_err().code, "handoff-too-large");
}

#[test]
fn a_locked_file_opens_with_its_passphrase_alone() {
    let whole = pack(&parcel()).unwrap();
    let locked = lock(&whole, "correct horse").unwrap();
    assert!(is_locked(&locked) && !is_locked(&whole));
    assert!(!locked.windows(8).any(|w| w == b"The wall"), "no word of it can be read");
    assert_eq!(unlock("wall.stet", &locked, "correct horse").unwrap(), whole);
    assert_eq!(unlock("wall.stet", &locked, "wrong").unwrap_err().code, "passphrase-wrong");
    let mut changed = locked.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    assert_eq!(unlock("wall.stet", &changed, "correct horse").unwrap_err().code, "handoff-unreadable");
    assert_eq!(lock(&whole, "").unwrap_err().code, "passphrase-missing");
}
