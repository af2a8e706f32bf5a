//! Notes in the copy: on the desk, never with a reader.

use crate::room::{TestNewsroom, minutes_on, tree, words};
use stet::body::{self, Block};
use stet::cms::wordpress;
use stet::newsroom::Seen;
use stet::publish;
use stet::revision;

const MARKER: &str = "zzNOTEzz";

/// A note everywhere that a block can stand, as a file or a hand could have it.
fn with_notes() -> String {
    let note = format!("```note\ntext: {MARKER} ring [the source](https://{MARKER}.example/) **first**\n```");
    let at = |margin: &str| note.replace('\n', &format!("\n{margin}"));
    format!(
        "{note}\n\nThe wall fell.\n\n{note}\n\n> Said.\n>\n> {}\n>\n> > {}\n\n- point\n\n  {}\n- {}\n\n1. one\n\n   {}\n\n\
         ```factbox\ntitle: The wall\ntext: Built in 1931.\n```\n\n{note}\n\n```keypoints\npoint: It fell.\n```\n\n{note}",
        at("> "),
        at("> > "),
        at("  "),
        at("  "),
        at("   "),
    )
}

#[test]
fn a_note_in_the_copy_reaches_no_byte_of_the_site_or_of_a_post() {
    let mut n = TestNewsroom::new();
    let news = n.section("News");
    let id = n.story_with(|s| {
        s.headline = "Wall falls".into();
        s.section = Some(news);
        s.body = body::read(&with_notes());
    });
    let kept = n.state(id).story;
    assert_eq!(body::write(&kept.body).matches("```note").count(), 9, "every note is in the story itself");
    n.publish(id, minutes_on(1));
    let site = n.export();
    assert!(site.file("wall-falls/index.html").contains("Built in 1931."), "the copy is there");
    for (path, bytes) in tree(&site.folder) {
        assert!(!String::from_utf8_lossy(&bytes).contains(MARKER), "{path}");
        assert!(!path.contains(MARKER), "{path}");
    }
    let post = wordpress::post(&kept, None, &|_| None);
    let content = post.content(&|_| None);
    assert!(content.contains("Built in 1931.") && content.contains("It fell."), "{content}");
    assert!(!format!("{post:?}{content}").contains(MARKER), "{content}");
}

#[test]
fn a_note_makes_no_live_story_behind_and_no_word_longer() {
    let mut n = TestNewsroom::new();
    let id = n.live("Wall falls");
    let before = n.state(id);
    let note = || Block::Note(vec![words("TK DO NOT PUBLISH: ring the engineer")]);
    let after = n.edit(id, minutes_on(5), |s| s.body.insert(0, note()));
    assert_eq!(after.seen, Seen::Live);
    assert_eq!(after.words, before.words);
    let said = publish::checks(&mut n.newsroom, id, minutes_on(0)).unwrap();
    assert!(
        !said.iter().any(|check| ["placeholder", "not-to-go"].contains(&check.code.as_str())),
        "{said:?}"
    );
    assert_ne!(revision::seal_of(&after.story), revision::seal_of(&before.story), "it is kept as a change");
    let unsent = n.edit(id, minutes_on(6), |s| s.body.push(Block::Paragraph(words("More."))));
    assert_eq!(unsent.seen, Seen::LiveWithChanges, "copy beside it is still noticed");
}

#[test]
fn a_note_stays_in_revisions_in_the_markdown_export_and_in_comparing() {
    let mut n = TestNewsroom::new();
    let id = n.story_with(|s| s.headline = "Wall falls".into());
    let old = n.state(id).story;
    let new = n.edit(id, minutes_on(5), |s| s.body.push(Block::Note(vec![words(MARKER)]))).story;
    assert!(revision::canonical(&new, "").contains(MARKER));
    let differences = revision::compare(&old, "", &new, "");
    assert!(format!("{differences:?}").contains(MARKER), "{differences:?}");
    let out = n.beside("markdown");
    let done = n.stet(&["export", "--as", "markdown", "--out", out.to_str().unwrap()]);
    assert!(done.status.success());
    assert!(tree(&out).iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(MARKER)));
}
