//! The search of the site: each story is found by its words, and what readers may not see is in no file of it.

use crate::room::{MORNING, TestNewsroom, minutes_on, words};
use stet::publish;
use stet::story::{Byline, Move, StoryId};

/// The files of the search that name a story.
fn files_of(site: &crate::room::Site, words: &str) -> Vec<String> {
    site.files_with(words).into_iter().filter(|path| path.starts_with("search/")).collect()
}

fn story(n: &mut TestNewsroom, headline: &str, text: &str) -> StoryId {
    let id = n.story_with(|s| {
        s.headline = headline.into();
        s.standfirst = words("What it says.");
        s.bylines = vec![Byline { name: "Anita Rao".into(), role: String::new() }];
        s.body = stet::body::read(text);
    });
    n.publish(id, MORNING);
    id
}

#[test]
fn a_story_is_in_the_file_of_its_month_with_its_words_and_its_address() {
    let mut n = TestNewsroom::new();
    story(
        &mut n,
        "Harbour wall falls",
        "The Masons built it, the masons knew.\n\n```note\ntext: SECRETNOTE\n```",
    );
    let site = n.export();
    let parts: Vec<String> = serde_json::from_str(&site.file("search/parts.json")).unwrap();
    assert_eq!(parts, ["2026-11-1.json"]);
    let found: serde_json::Value = serde_json::from_str(&site.file("search/2026-11-1.json")).unwrap();
    assert_eq!(found[0]["h"], "Harbour wall falls");
    assert_eq!(found[0]["s"], "What it says.");
    assert!(found[0]["a"].as_str().unwrap().starts_with("../harbour-wall-falls/"));
    let words: Vec<&str> = found[0]["w"].as_str().unwrap().split(' ').collect();
    assert!(words.contains(&"anita") && words.contains(&"masons"), "{words:?}");
    assert_eq!(words.iter().filter(|word| **word == "masons").count(), 1);
    assert_eq!(site.files_with("secretnote"), [""; 0], "a note is in no search");
    assert!(site.file("search/index.html").contains("role=\"search\""));
}

#[test]
fn what_is_held_killed_or_changed_is_out_of_the_search_with_its_page() {
    let mut n = TestNewsroom::new();
    let (held, killed) = (story(&mut n, "First", "Peregrine."), story(&mut n, "Second", "Albatross."));
    let changed = story(&mut n, "Third", "Cormorant.");
    story(&mut n, "Fourth", "Gannet.");
    n.export();
    n.newsroom.make_move(held, Move::Hold(true), minutes_on(61)).unwrap();
    n.newsroom.make_move(killed, Move::Kill(Some("Wrong".into())), minutes_on(61)).unwrap();
    n.edit(changed, minutes_on(61), |s| s.body = stet::body::read("Fulmar."));
    n.publish(changed, minutes_on(61));
    publish::write_away(&mut n.newsroom, minutes_on(62)).unwrap();
    let site = n.export_at(minutes_on(62));
    for gone in ["peregrine", "albatross", "cormorant"] {
        assert_eq!(files_of(&site, gone), [""; 0], "{gone}");
    }
    assert_eq!((files_of(&site, "fulmar").len(), files_of(&site, "gannet").len()), (1, 1));
}

#[test]
fn two_hundred_stories_fill_a_file_and_the_next_begins_another() {
    let mut n = TestNewsroom::new();
    for i in 0..201 {
        story(&mut n, &format!("Story {i}"), "Words.");
    }
    let site = n.export();
    let parts: Vec<String> = serde_json::from_str(&site.file("search/parts.json")).unwrap();
    assert_eq!(parts, ["2026-11-2.json", "2026-11-1.json"], "the newest first");
    let count = |part: &str| site.file(&format!("search/{part}")).matches("\"h\":").count();
    assert_eq!((count(&parts[0]), count(&parts[1])), (1, 200));
}
