//! The desk list: every story once, last changed first, page by page.

use crate::room::{TestNewsroom, minutes_on};
use std::collections::HashSet;
use stet::desk::{Ask, Deadline, Sort, State, View};
use stet::story::{Embargo, Legal, Move, Stage, StoryId, WallTime};

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

/// A story with what the list sorts and filters by.
fn placed(n: &mut TestNewsroom, headline: &str, minute: i64, moves: Vec<Move>) -> StoryId {
    let story = n.story(headline);
    n.edit(story, minutes_on(minute), |s| s.slug = headline.to_lowercase());
    for to in moves {
        n.newsroom.make_move(story, to, minutes_on(minute)).unwrap();
    }
    story
}

fn headlines(n: &mut TestNewsroom, ask: &Ask) -> Vec<String> {
    let rows = n.newsroom.desk_list(ask, None, minutes_on(60)).unwrap().rows;
    rows.into_iter().map(|r| r.headline).collect()
}

fn wall(local: &str) -> Option<WallTime> {
    Some(WallTime::chosen(local, "Europe/London").unwrap().0)
}

#[test]
fn every_column_sorts_both_ways_and_what_is_empty_comes_last() {
    let mut n = TestNewsroom::new();
    placed(&mut n, "Zebra", 1, vec![Move::Priority(1), Move::AssignedTo("Ann".into())]);
    placed(&mut n, "Éclair", 2, vec![Move::Deadline(wall("2026-11-20T18:00")), Move::Stage(Stage::Filed)]);
    placed(&mut n, "apple", 3, vec![Move::Legal(Legal::Needed), Move::Priority(3)]);
    for (sort, order) in [
        (Sort::Changed, ["apple", "Éclair", "Zebra"]),
        (Sort::Priority, ["Zebra", "apple", "Éclair"]),
        (Sort::Headline, ["apple", "Éclair", "Zebra"]),
        (Sort::Slug, ["apple", "Éclair", "Zebra"]),
        (Sort::Assigned, ["Zebra", "apple", "Éclair"]),
        (Sort::Deadline, ["Éclair", "apple", "Zebra"]),
        (Sort::Stage, ["apple", "Zebra", "Éclair"]),
        (Sort::Flags, ["apple", "Éclair", "Zebra"]),
    ] {
        let ask = Ask { sort, ..Ask::default() };
        assert_eq!(headlines(&mut n, &ask), order, "{sort:?}");
        let mut back = order;
        back.reverse();
        assert_eq!(headlines(&mut n, &Ask { reversed: true, ..ask }), back, "{sort:?} from the other end");
    }
    for sort in Sort::ALL {
        assert_eq!(headlines(&mut n, &Ask { sort: *sort, ..Ask::default() }).len(), 3, "{sort:?}");
    }
}

#[test]
fn each_filter_leaves_its_stories_and_the_count_says_how_many() {
    let mut n = TestNewsroom::new();
    let mut settings = n.newsroom.opened().unwrap().settings;
    settings.author = "Ann Hardy".into();
    settings.zone = "Europe/London".into();
    n.newsroom.save_settings(settings).unwrap();
    // `MORNING` is a Friday, nine o'clock.
    placed(&mut n, "Mine", 1, vec![Move::AssignedTo("ann hardy".into())]);
    placed(&mut n, "Theirs", 2, vec![Move::AssignedTo("Tom".into()), Move::Hold(true)]);
    placed(
        &mut n,
        "Today",
        3,
        vec![Move::AssignedTo("Tom".into()), Move::Deadline(wall("2026-11-20T23:59"))],
    );
    placed(
        &mut n,
        "Saturday",
        4,
        vec![Move::AssignedTo("Tom".into()), Move::Deadline(wall("2026-11-21T00:00"))],
    );
    placed(&mut n, "Over", 5, vec![Move::AssignedTo("Tom".into()), Move::Deadline(wall("2026-11-20T09:30"))]);
    placed(&mut n, "Legal", 6, vec![Move::AssignedTo("Tom".into()), Move::Legal(Legal::Needed)]);
    placed(
        &mut n,
        "Embargo",
        7,
        vec![Move::AssignedTo("Tom".into()), Move::Embargo(Some(Embargo::Indefinite))],
    );
    placed(
        &mut n,
        "Later",
        8,
        vec![Move::AssignedTo("Tom".into()), Move::Schedule(wall("2026-11-20T20:00"))],
    );
    let live = placed(&mut n, "Out", 9, vec![Move::AssignedTo("Tom".into())]);
    n.publish(live, minutes_on(10));
    let all = Ask::default();
    for (ask, expected) in [
        (Ask { mine: true, ..all.clone() }, &["Mine"][..]),
        (Ask { deadline: Some(Deadline::Today), ..all.clone() }, &["Over", "Today"]),
        (Ask { deadline: Some(Deadline::Tomorrow), ..all.clone() }, &["Saturday"]),
        (Ask { deadline: Some(Deadline::Weekend), ..all.clone() }, &["Saturday"]),
        (Ask { deadline: Some(Deadline::Over), ..all.clone() }, &["Over"]),
        (Ask { legal: true, ..all.clone() }, &["Legal"]),
        (Ask { held: true, ..all.clone() }, &["Embargo", "Theirs"]),
        (Ask { states: vec![State::Scheduled], ..all.clone() }, &["Later"]),
        (Ask { states: vec![State::Live], ..all.clone() }, &["Out"]),
        (Ask { view: View::Live, states: vec![State::Scheduled], ..all.clone() }, &[]),
        (Ask { picture: true, ..all.clone() }, &[]),
        (Ask { find: "Theirs".into(), held: true, ..all.clone() }, &["Theirs"]),
        (Ask { find: "Mine".into(), held: true, ..all.clone() }, &[]),
    ] {
        assert_eq!(headlines(&mut n, &ask), expected, "{ask:?}");
        let page = n.newsroom.desk_list(&ask, None, minutes_on(60)).unwrap();
        assert_eq!((page.total, page.at_least), (expected.len() as i64, false), "{ask:?}");
    }
}

#[test]
fn pages_by_any_key_hold_every_story_once() {
    let mut n = TestNewsroom::new();
    for k in 0..430 {
        let story = n.newsroom.new_story(minutes_on(k / 100)).unwrap().0.story.id;
        n.newsroom.make_move(story, Move::Priority((k % 4) as u8), minutes_on(k / 100)).unwrap();
    }
    for (sort, find) in
        [(Sort::Priority, ""), (Sort::Headline, ""), (Sort::Changed, ""), (Sort::Priority, "stage:writing")]
    {
        for reversed in [false, true] {
            let ask = Ask { sort, reversed, find: find.into(), ..Ask::default() };
            let (mut seen, mut after) = (HashSet::new(), None);
            loop {
                let page = n.newsroom.desk_list(&ask, after.as_deref(), minutes_on(60)).unwrap();
                assert!(page.rows.iter().all(|r| seen.insert(r.id)), "no story twice, {ask:?}");
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(seen.len(), 430, "{ask:?}");
        }
    }
}

#[test]
fn counts_and_rows_follow_every_move_and_every_end() {
    let mut n = TestNewsroom::new();
    let story = placed(&mut n, "One", 1, vec![]);
    let held = Ask { held: true, ..Ask::default() };
    let total =
        |n: &mut TestNewsroom, ask: &Ask| n.newsroom.desk_list(ask, None, minutes_on(60)).unwrap().total;
    assert_eq!((total(&mut n, &held), total(&mut n, &Ask::default())), (0, 1));
    n.newsroom.make_move(story, Move::Hold(true), minutes_on(2)).unwrap();
    assert_eq!(total(&mut n, &held), 1);
    let (moved, _) = n
        .newsroom
        .make_moves(vec![(story, Move::Hold(false)), (story, Move::Spike(true))], minutes_on(3))
        .unwrap();
    assert_eq!(
        (total(&mut n, &held), total(&mut n, &Ask::default()), total(&mut n, &Ask::of(View::Spiked, ""))),
        (0, 0, 1)
    );
    // One undo takes all of it back, in the other order.
    n.newsroom.make_moves(moved.done.into_iter().rev().collect(), minutes_on(4)).unwrap();
    assert_eq!((total(&mut n, &held), total(&mut n, &Ask::of(View::Spiked, ""))), (1, 0));
}

#[test]
fn a_view_is_kept_by_its_name_and_one_is_the_first() {
    let mut n = TestNewsroom::new();
    let ask = Ask {
        find: "ferry".into(),
        sort: Sort::Deadline,
        reversed: true,
        mine: true,
        deadline: Some(Deadline::Weekend),
        stages: vec![Stage::Subs, Stage::Ready],
        states: vec![State::LiveWithChanges],
        picture: true,
        legal: true,
        held: true,
        look_again: true,
        view: View::Live,
    };
    n.newsroom.save_view("  Subs  tonight ", ask.clone(), true).unwrap();
    n.newsroom.save_view("All", Ask::default(), true).unwrap();
    let views = n.reopened().saved_views().unwrap();
    let shown: Vec<_> = views.iter().map(|v| (v.name.as_str(), v.is_first)).collect();
    assert_eq!(shown, [("All", true), ("Subs tonight", false)]);
    assert_eq!(views[1].ask, ask, "every part of it comes back");
    n.newsroom.save_view("All", ask, false).unwrap();
    assert_eq!(n.newsroom.saved_views().unwrap().len(), 2, "the same name is the same view");
    n.newsroom.remove_view(views[0].id).unwrap();
    assert_eq!(n.newsroom.saved_views().unwrap().len(), 1);
    assert_eq!(n.newsroom.save_view(" ", Ask::default(), false).unwrap_err().code, "view-unnamed");
}
