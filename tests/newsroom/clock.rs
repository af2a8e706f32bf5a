//! A clock that is wrong: no story goes out early because of it, and what can be told is said.

use crate::room::{MINUTE, MORNING, TestNewsroom, minutes_on};
use stet::publish::{self, Due, ON_TIME, UNSEEN, due};
use stet::story::{Move, StoryId, UtcMillis, WallTime};

const DAY: i64 = 24 * 60;

fn scheduled(n: &mut TestNewsroom, headline: &str, minutes: i64) -> StoryId {
    let id = n.story(headline);
    let hour = WallTime::of(minutes_on(minutes), chrono_tz::Asia::Kolkata).unwrap();
    n.newsroom.make_move(id, Move::Schedule(Some(hour)), MORNING).unwrap();
    id
}

/// A window that is open from one minute to another: it looks at the clock all the time.
fn open_window(n: &mut TestNewsroom, from: i64, to: i64) -> Vec<StoryId> {
    let mut published = Vec::new();
    for minute in from..=to {
        publish::note_time(&mut n.newsroom, minutes_on(minute)).unwrap();
        published.extend(look(n, minutes_on(minute)).published);
    }
    published
}

fn look(n: &mut TestNewsroom, now: UtcMillis) -> Due {
    due(&mut n.newsroom, now, ON_TIME, UNSEEN).unwrap().0
}

#[test]
fn a_clock_set_forward_by_an_hour_sends_nothing_out_early() {
    let mut n = TestNewsroom::new();
    let id = scheduled(&mut n, "At ten", 60);
    open_window(&mut n, 0, 4);
    // It is the fifth minute, and the clock says the sixty-fifth: five minutes late, it seems.
    let done = look(&mut n, minutes_on(65));
    assert_eq!((done.published, done.missed), (vec![], vec![id]), "a person is asked");
    // Nor does it go at the next look, or while the clock runs on.
    assert_eq!(open_window(&mut n, 65, 75), []);
    assert!(publish::is_missed(&mut n.newsroom, minutes_on(60), minutes_on(66)).unwrap());
    // The clock is set right: that is before what was seen, and is said.
    let back = look(&mut n, minutes_on(15));
    assert_eq!(back.clock.unwrap().code, "clock-set-back");
    publish::clock_is_right(&mut n.newsroom, minutes_on(15)).unwrap();
    assert_eq!(open_window(&mut n, 16, 59), []);
    assert_eq!(open_window(&mut n, 60, 60), [id], "and it goes at its hour after all");
}

#[test]
fn a_clock_set_forward_by_years_asks_about_every_story_and_publishes_none() {
    let mut n = TestNewsroom::new();
    let ids = [60, 3 * DAY, 400 * DAY].map(|at| scheduled(&mut n, &format!("At {at}"), at));
    open_window(&mut n, 0, 4);
    let year = 365 * DAY;
    let done = look(&mut n, minutes_on(year + 60));
    assert_eq!((done.published, done.missed), (vec![], vec![ids[0], ids[1]]));
    publish::clock_is_right(&mut n.newsroom, minutes_on(6)).unwrap();
    assert_eq!(open_window(&mut n, 7, 61), [ids[0]]);
}

#[test]
fn a_clock_set_back_holds_every_hour_until_somebody_says_that_it_is_right() {
    let mut n = TestNewsroom::new();
    let id = scheduled(&mut n, "At noon", 180);
    open_window(&mut n, 0, 100);
    for back in [40, -2 * 365 * DAY] {
        let done = look(&mut n, minutes_on(back));
        let said = done.clock.expect("it is said");
        assert!(said.sentence.contains("2026-11-20 16:10"), "in the newsroom's own zone: {}", said.sentence);
        assert!(done.published.is_empty() && done.missed.is_empty());
    }
    // A few minutes are what clocks do among themselves.
    assert!(look(&mut n, minutes_on(96)).clock.is_none());
    // Left alone it catches up, and nothing was lost.
    assert_eq!(open_window(&mut n, 97, 180), [id]);
}

#[test]
fn a_stretch_that_nobody_saw_is_asked_about_and_one_that_was_busy_is_not() {
    let mut n = TestNewsroom::new();
    let [slept, busy] = [("Slept", 30), ("Busy", 62)].map(|(name, at)| scheduled(&mut n, name, at));
    open_window(&mut n, 0, 9);
    // The machine slept from the ninth minute to the thirty-first, and again to the fortieth.
    assert_eq!(look(&mut n, minutes_on(31)).missed, [slept]);
    assert_eq!(look(&mut n, minutes_on(40)).missed, [slept], "it is still asked about");
    open_window(&mut n, 41, 61);
    // Two minutes without a look are no sleep.
    assert_eq!(look(&mut n, UtcMillis(minutes_on(63).0 + MINUTE / 2)).published, [busy]);
}

#[test]
fn an_hourly_timer_publishes_what_it_is_allowed_to() {
    let mut n = TestNewsroom::new();
    let id = scheduled(&mut n, "At half past", 90);
    let hourly = |n: &mut TestNewsroom, minutes| {
        due(&mut n.newsroom, minutes_on(minutes), 60 * MINUTE, 60 * MINUTE).unwrap().0.published
    };
    assert_eq!((hourly(&mut n, 60), hourly(&mut n, 120)), (vec![], vec![id]));
}
