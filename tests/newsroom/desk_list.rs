//! The desk list: every story once, last changed first, page by page.

use crate::room::{TestNewsroom, minutes_on};
use std::collections::HashSet;
use stet::desk::View;

#[test]
fn pages_hold_every_story_once_though_they_changed_in_the_same_moment() {
    let mut n = TestNewsroom::new();
    for k in 0..450 {
        n.newsroom.new_story(minutes_on(k / 300)).unwrap();
    }
    let (mut seen, mut after, mut pages) = (HashSet::new(), None, 0);
    loop {
        let page = n.newsroom.desk(View::Desk, "", after.as_deref()).unwrap();
        assert_eq!(page.total, 450);
        assert!(page.rows.iter().all(|r| seen.insert(r.id)), "no story twice");
        pages += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((seen.len(), pages), (450, 3));
}

#[test]
fn each_view_holds_its_stories_and_says_what_readers_see() {
    let mut n = TestNewsroom::new();
    let (live, spiked, draft) = (n.live("Live"), n.story("Spiked"), n.story("Draft"));
    n.newsroom.spike(spiked, true, minutes_on(1)).unwrap();
    n.edit(live, minutes_on(2), |s| s.headline = "Live, changed".into());
    let ids = |n: &mut TestNewsroom, view| -> Vec<_> {
        n.newsroom.desk(view, "", None).unwrap().rows.iter().map(|r| r.id).collect()
    };
    assert_eq!(ids(&mut n, View::Desk), [live, draft]);
    assert_eq!(ids(&mut n, View::Live), [live]);
    assert_eq!(ids(&mut n, View::Spiked), [spiked]);
    let rows = n.newsroom.desk(View::Desk, "", None).unwrap().rows;
    assert!(rows[0].unsent && rows[0].words == 7, "{:?}", rows[0]);
}

#[test]
fn what_is_typed_into_search_is_never_a_fault() {
    let mut n = TestNewsroom::new();
    n.story("The harbour wall");
    for find in [
        "\"",
        "harbour OR",
        "NEAR(",
        "a*b",
        "-",
        "col:on",
        "(",
        "'; DROP TABLE story; --",
        "🌊",
        "^wall",
        "\u{0}",
    ] {
        assert!(n.newsroom.desk(View::Desk, find, None).is_ok(), "{find}");
    }
    assert_eq!(
        n.newsroom.desk(View::Desk, "harb wal", None).unwrap().rows.len(),
        0,
        "only the last word may be begun"
    );
    assert_eq!(n.newsroom.desk(View::Desk, "harbour wal", None).unwrap().rows.len(), 1);
}
