//! The gate: nothing that is held, embargoed, spiked or not for publication gets out by any way.

use crate::room::{MORNING, TestNewsroom, calder_star, jpeg, minutes_on, put};
use rayon::prelude::*;
use std::collections::HashMap;
use stet::publish::outbox::{self, Push};
use stet::publish::{self, due};
use stet::story::{Embargo, Legal, Move, PictureUse, Publication, Stage, StoryId, UtcMillis, WallTime};

const HOUR: i64 = 60;

fn wall(minutes: i64) -> WallTime {
    WallTime::of(minutes_on(minutes), chrono_tz::Asia::Kolkata).unwrap()
}

fn until(minutes: i64) -> Move {
    Move::Embargo(Some(Embargo::Until(wall(minutes))))
}

fn refused(n: &mut TestNewsroom, story: StoryId, to: Move, now: UtcMillis) -> String {
    n.newsroom.make_move(story, to, now).err().map(|e| e.code.into_owned()).unwrap_or_default()
}

/// Everything that readers would get at that time: each file's path and bytes.
fn out(n: &mut TestNewsroom, now: UtcMillis) -> Vec<(String, Vec<u8>)> {
    let (pages, pictures) = publish::whole_site(&mut n.newsroom, now).unwrap();
    let pictures = pictures.into_iter().map(|path| (path, Vec::new()));
    pages.into_iter().map(|p| (p.path, p.bytes)).chain(pictures).collect()
}

fn holds(files: &[(String, Vec<u8>)], words: &str) -> Option<String> {
    let inside = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(words);
    files.iter().find(|(path, bytes)| path.contains(words) || inside(bytes)).map(|(path, _)| path.clone())
}

/// splitmix64: each case can be run again by its number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// A story with words and a picture that stand nowhere else.
struct Marked {
    id: StoryId,
    words: String,
    picture: String,
    /// What a person last did that keeps it in, as this test remembers it.
    kept_in: HashMap<&'static str, bool>,
    embargo: Option<Embargo>,
    live: bool,
}

impl Marked {
    fn must_stay_in(&self, now: UtcMillis) -> bool {
        let embargoed = match &self.embargo {
            None => false,
            Some(Embargo::Indefinite) => true,
            Some(Embargo::Until(time)) => now < time.at,
        };
        embargoed || !self.live || self.kept_in.values().any(|on| *on)
    }
}

struct Desk {
    n: TestNewsroom,
    stories: Vec<Marked>,
    destination: stet::story::DestinationId,
    now: UtcMillis,
}

impl Desk {
    fn new(thread: u64) -> Self {
        let mut n = TestNewsroom::new();
        n.newsroom.save_settings(calder_star()).unwrap();
        let added = n.stet(&[
            "destination",
            "add",
            "--name",
            "Online",
            "--address",
            "http://127.0.0.1:9",
            "--user",
            "desk",
        ]);
        assert!(added.status.success());
        let destination = outbox::destinations(&mut n.newsroom).unwrap()[0].id;
        let mut desk = Self { n, stories: Vec::new(), destination, now: MORNING };
        for number in 0..5 {
            let words = format!("zq{thread}marker{number}");
            let bytes = jpeg(32, 24, (thread * 5 + number) as u8);
            let media = desk.n.newsroom.add_picture(&bytes, "a.jpg", MORNING).unwrap().0.row.id;
            let before = desk.stories.last().map(|s| s.id);
            let id = desk.n.story_with(|s| {
                s.headline = format!("Headline {words}");
                s.lead = Some(PictureUse {
                    media: media.clone(),
                    caption: Vec::new(),
                    credit: format!("Credit {words}"),
                    alt: format!("Alt {words}"),
                });
                // Each links to the one before: a link must not tell of a story that is kept in.
                s.also_read = before
                    .map(|to| stet::story::AlsoRead {
                        headline: String::new(),
                        to: stet::story::LinkTo::Story(to),
                    })
                    .into_iter()
                    .collect();
            });
            let picture = media.0[..16].to_owned();
            desk.stories.push(Marked {
                id,
                words,
                picture,
                kept_in: HashMap::new(),
                embargo: None,
                live: false,
            });
        }
        desk
    }

    /// One random act of an editor, a program or the clock.
    fn act(&mut self, dice: &mut Dice) {
        let at = dice.below(self.stories.len() as u64) as usize;
        let id = self.stories[at].id;
        let now = self.now;
        let later = |dice: &mut Dice, now: UtcMillis| {
            let at = UtcMillis(now.0 + (dice.below(300) as i64 - 20) * 60_000);
            WallTime::of(at, chrono_tz::Europe::London).unwrap()
        };
        let to = match dice.below(23) {
            19 => Move::Kill((dice.below(4) == 0).then(|| "Wrong man named".to_owned())),
            20 => {
                publish::write_away(&mut self.n.newsroom, now).unwrap();
                return;
            }
            21 => {
                // The clock is set back for a while, and somebody says that it is right.
                self.now = UtcMillis(now.0 - dice.below(90) as i64 * 60_000);
                if dice.yes() {
                    publish::clock_is_right(&mut self.n.newsroom, self.now).unwrap();
                }
                return;
            }
            0 | 1 => Move::Hold(dice.yes()),
            2 => Move::NotForPublication(dice.yes()),
            3 => Move::Spike(dice.yes()),
            4 | 5 => {
                let end = later(dice, now);
                Move::Embargo(match dice.below(4) {
                    0 => None,
                    1 => Some(Embargo::Indefinite),
                    _ => Some(Embargo::Until(end)),
                })
            }
            6 | 7 => Move::Schedule(dice.yes().then(|| later(dice, now))),
            8 => Move::Legal(Legal::ALL[dice.below(3) as usize]),
            9 => Move::Stage(Stage::ALL[dice.below(8) as usize]),
            10..=12 => {
                if publish::publish_story(&mut self.n.newsroom, id, now).is_ok() {
                    self.stories[at].live = true;
                }
                return;
            }
            13 => {
                publish::take_down_story(&mut self.n.newsroom, id, now).unwrap();
                self.stories[at].live = false;
                return;
            }
            14 => {
                let words = self.stories[at].words.clone();
                self.n.edit(id, now, |s| s.headline = format!("Other headline {words}"));
                return;
            }
            15 => {
                let (done, _) = due(&mut self.n.newsroom, now, i64::MAX, i64::MAX).unwrap();
                for story in &mut self.stories {
                    story.live |= done.published.contains(&story.id);
                }
                return;
            }
            16 => {
                // An order for the other site waits, since that site does not answer.
                let _ = outbox::push(&mut self.n.newsroom, id, self.destination, Push::Publish, false, now);
                return;
            }
            17 => {
                // An old state brought back brings back no old permission.
                let kept = self.n.newsroom.revisions(id).unwrap();
                if let Some(one) = kept.get(dice.below(8) as usize) {
                    self.n.newsroom.restore(one.id, now).unwrap();
                }
                return;
            }
            18 => {
                // The whole desk at once.
                let hold = Move::Hold(dice.yes());
                let all = self.stories.iter().map(|s| (s.id, hold.clone())).collect();
                let (moved, _) = self.n.newsroom.make_moves(all, now).unwrap();
                for (story, _) in &moved.done {
                    let known = self.stories.iter_mut().find(|s| s.id == *story).unwrap();
                    known.kept_in.insert("hold", hold == Move::Hold(true));
                }
                return;
            }
            _ => {
                self.now = UtcMillis(now.0 + dice.below(200) as i64 * 60_000);
                return;
            }
        };
        let word = to.word();
        if self.n.newsroom.make_move(id, to.clone(), now).is_ok() {
            let story = &mut self.stories[at];
            match to {
                Move::Kill(why) => {
                    story.live &= why.is_none();
                    story.kept_in.insert(word, why.is_some());
                }
                Move::Hold(on) | Move::NotForPublication(on) | Move::Spike(on) => {
                    story.kept_in.insert(word, on);
                }
                Move::Embargo(embargo) => story.embargo = embargo,
                _ => {}
            }
        }
    }

    /// Looks at all that would go out; answers how many stories are kept in that readers saw before.
    fn look(&mut self, case: u64) -> usize {
        let files = out(&mut self.n, self.now);
        for story in &self.stories {
            if story.must_stay_in(self.now) {
                for secret in [&story.words, &story.picture] {
                    let found = holds(&files, secret);
                    assert_eq!(found, None, "case {case}: {secret} of a story that is kept in got out");
                }
            } else {
                assert!(holds(&files, &story.words).is_some(), "case {case}: {} is live", story.words);
            }
        }
        let killed = |s: &&Marked| s.kept_in.get("kill") == Some(&true);
        self.stories.iter().filter(|s| killed(s) || s.live && s.must_stay_in(self.now)).count()
    }
}

#[test]
fn ten_thousand_ways_of_a_desk_let_nothing_out_that_is_kept_in() {
    let threads = 4;
    let kept: usize = (0..threads)
        .into_par_iter()
        .map(|thread: u64| {
            let mut desk = Desk::new(thread);
            let mut kept = 0;
            for case in (thread..10_000).step_by(threads as usize) {
                let mut dice = Dice(case);
                for _ in 0..=dice.below(6) {
                    desk.act(&mut dice);
                }
                kept += desk.look(case);
            }
            kept
        })
        .sum();
    assert!(kept > 1_000, "the desk hardly ever kept anything in: {kept}");
}

#[test]
fn an_order_that_waited_is_not_sent_once_its_story_is_held() {
    let mut n = TestNewsroom::new();
    n.stet(&["destination", "add", "--name", "Online", "--address", "http://127.0.0.1:9", "--user", "desk"]);
    let to = outbox::destinations(&mut n.newsroom).unwrap()[0].id;
    let id = n.story("Harbour");
    outbox::push(&mut n.newsroom, id, to, Push::Publish, false, MORNING).unwrap();
    n.newsroom.make_move(id, Move::Hold(true), minutes_on(1)).unwrap();
    let newsroom = std::sync::Mutex::new(n.reopened());
    outbox::work(&newsroom, &|| minutes_on(2), &mut |_| {}).unwrap();
    let order = outbox::standing(&mut n.newsroom, id).unwrap().remove(0).2.unwrap();
    assert_eq!(order.state, "refused");
    assert_eq!(order.error.unwrap().code, "held");
}

#[test]
fn an_order_for_a_later_hour_is_judged_by_that_hour() {
    let mut n = TestNewsroom::new();
    n.stet(&["destination", "add", "--name", "Online", "--address", "http://127.0.0.1:9", "--user", "desk"]);
    let to = outbox::destinations(&mut n.newsroom).unwrap()[0].id;
    let id = n.story("Harbour");
    n.newsroom.make_move(id, until(HOUR), MORNING).unwrap();
    let mut push = |push| {
        let made = outbox::push(&mut n.newsroom, id, to, push, false, MORNING);
        made.err().map(|e| e.code.into_owned()).unwrap_or_default()
    };
    assert_eq!(push(Push::Publish), "embargoed");
    assert_eq!(push(Push::Schedule(minutes_on(HOUR - 1))), "embargoed");
    assert_eq!(push(Push::Schedule(minutes_on(HOUR))), "");
    assert_eq!(push(Push::TakeDown), "", "nothing stops a take-down");
}

#[test]
fn a_story_goes_out_at_its_hour_and_a_missed_one_is_asked_about() {
    let mut n = TestNewsroom::new();
    let [on_time, slept, held] = ["On time", "Slept", "Needs a lawyer"].map(|headline| n.story(headline));
    for (story, at) in [(on_time, 60), (slept, 10), (held, 60)] {
        n.newsroom.make_move(story, Move::Schedule(Some(wall(at))), MORNING).unwrap();
    }
    n.newsroom.make_move(held, Move::Legal(Legal::Needed), MORNING).unwrap();
    assert_eq!(n.newsroom.next_schedule().unwrap(), Some(minutes_on(10)));
    let look = |n: &mut TestNewsroom, minutes| {
        due(&mut n.newsroom, minutes_on(minutes), publish::ON_TIME, publish::UNSEEN).unwrap()
    };
    let (nothing, _) = look(&mut n, 9);
    assert!(nothing.published.is_empty() && nothing.missed.is_empty());
    // The machine slept from the ninth minute to the fifty-ninth.
    assert_eq!(look(&mut n, 59).0.missed, [slept]);
    let (done, changed) = look(&mut n, 61);
    assert_eq!((done.published, done.missed), (vec![on_time], vec![slept]));
    assert_eq!(done.refused[0].1.code, "legal-open");
    assert_eq!(changed.stories, [on_time]);
    assert_eq!(n.state(on_time).story.handling.schedule, None);
    assert_eq!(n.state(on_time).story.publication, Publication::Live);
    assert_eq!(publish::missed(&mut n.newsroom, minutes_on(61)).unwrap(), [slept, held]);
}

#[test]
fn an_hour_of_the_night_when_clocks_change_is_never_early() {
    let mut n = TestNewsroom::new();
    let id = n.story("Clocks");
    // 01:30 comes twice that night in London: at 00:30 UTC and at 01:30 UTC.
    let (twice, _) = WallTime::chosen("2026-10-25T01:30", "Europe/London").unwrap();
    let before = UtcMillis(twice.at.0 - 24 * 60 * 60_000);
    n.newsroom.make_move(id, Move::Schedule(Some(twice.clone())), before).unwrap();
    let first = UtcMillis(twice.at.0 - 60 * 60_000);
    let look = |n: &mut TestNewsroom, at: i64| {
        due(&mut n.newsroom, UtcMillis(at), publish::ON_TIME, publish::UNSEEN).unwrap().0.published
    };
    assert!(look(&mut n, first.0).is_empty() && look(&mut n, twice.at.0 - 60_000).is_empty());
    assert_eq!(look(&mut n, twice.at.0), [id]);
}

#[test]
fn who_did_what_is_kept_and_the_file_refuses_to_forget() {
    let mut n = TestNewsroom::new();
    let settings = stet::newsroom::Settings { author: "Ann Rao".into(), ..calder_star() };
    n.newsroom.save_settings(settings).unwrap();
    let id = n.story("Harbour");
    n.newsroom.make_move(id, Move::Stage(Stage::Filed), minutes_on(1)).unwrap();
    n.newsroom.make_move(id, Move::Hold(true), minutes_on(2)).unwrap();
    n.newsroom.make_move(id, Move::Hold(true), minutes_on(3)).unwrap();
    n.newsroom.make_move(id, Move::Hold(false), minutes_on(4)).unwrap();
    n.publish(id, minutes_on(5));
    let told = |n: &mut TestNewsroom| {
        let lines = n.newsroom.journal(id).unwrap();
        lines.iter().map(|l| format!("{} {}: {} → {}", l.author, l.act, l.was, l.became)).collect::<Vec<_>>()
    };
    let lines = told(&mut n);
    assert!(lines[0].starts_with("Ann Rao publish"), "{lines:?}");
    assert_eq!(
        lines[1..],
        ["Ann Rao hold: yes → ", "Ann Rao hold:  → yes", "Ann Rao stage: writing → filed"],
        "what changes nothing is no act"
    );
    let filed = n.newsroom.revisions(id).unwrap().into_iter().any(|r| r.name == "As filed");
    assert!(filed, "the state that was filed is kept by name");
    for statement in ["UPDATE journal SET author = 'Nobody'", "DELETE FROM journal"] {
        let said = n.sqlite_says(statement);
        assert!(said.contains("the journal is never"), "{said}");
    }
    assert_eq!(told(&mut n), lines);
}

#[test]
fn an_update_waits_for_its_original_and_there_is_one_of_each() {
    let mut n = TestNewsroom::new();
    let [first, second, third] = ["First", "Second", "Third"].map(|headline| n.story(headline));
    n.newsroom.make_move(second, Move::Updates(Some(first)), MORNING).unwrap();
    let early = publish::publish_story(&mut n.newsroom, second, MORNING).unwrap_err();
    assert_eq!(early.code, "original-unseen");
    assert_eq!(refused(&mut n, third, Move::Updates(Some(first)), MORNING), "original-has-update");
    assert_eq!(refused(&mut n, first, Move::Updates(Some(second)), MORNING), "updates-in-a-circle");
    n.publish(first, MORNING);
    n.publish(second, minutes_on(1));
}

#[test]
fn embargo_comes_before_publication_or_not_at_all() {
    let mut n = TestNewsroom::new();
    let id = n.live("Harbour");
    assert_eq!(refused(&mut n, id, until(HOUR), minutes_on(1)), "embargo-after-publication");
    let files = out(&mut n, minutes_on(1));
    assert!(holds(&files, "Harbour").is_some());
}

#[test]
fn a_file_that_says_it_was_published_and_is_embargoed_comes_in_and_not_out() {
    let mut n = TestNewsroom::new();
    let file = n.beside("a.md");
    let end = wall(HOUR).written();
    put(
        &file,
        format!(
            "---\nheadline: zqfile\npublished: 2026-01-02\nembargo: \"{end}\"\nschedule: \"{end}\"\n---\nWords.\n"
        ),
    );
    let done = stet::import::bring_in(&mut n.newsroom, &[file], MORNING, &mut |_| {
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    let story = n.state(done.stories[0]).story;
    assert!(story.handling.embargo.is_some());
    assert_eq!(story.handling.schedule, None, "no file sends a story out at some hour");
    assert_eq!(holds(&out(&mut n, minutes_on(HOUR - 1)), "zqfile"), None);
    assert!(holds(&out(&mut n, minutes_on(HOUR)), "zqfile").is_some());
}

#[test]
fn a_take_down_skips_every_check() {
    let mut n = TestNewsroom::new();
    let id = n.live("Harbour");
    n.edit(id, minutes_on(1), |s| s.headline = String::new());
    n.newsroom.make_move(id, Move::Hold(true), minutes_on(1)).unwrap();
    publish::take_down_story(&mut n.newsroom, id, minutes_on(2)).unwrap();
    assert_eq!(n.state(id).story.publication, Publication::TakenDown);
}

#[test]
fn a_file_that_says_it_was_published_and_that_no_lawyer_has_passed_stays_in() {
    for stop in ["legal: needed", "killed: 2026-01-03", "killed_why: Wrong man named"] {
        let mut n = TestNewsroom::new();
        let file = n.beside("a.md");
        put(&file, format!("---\nheadline: zqfile\npublished: 2026-01-02\n{stop}\n---\nWords.\n"));
        let done = stet::import::bring_in(&mut n.newsroom, &[file], MORNING, &mut |_| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!((done.stories.len(), done.faults), (1, vec![]), "{stop}");
        assert_eq!(holds(&out(&mut n, minutes_on(HOUR)), "zqfile"), None, "{stop}");
    }
}

#[test]
fn what_readers_of_another_site_see_is_neither_embargoed_nor_spiked() {
    let mut n = TestNewsroom::new();
    n.stet(&["destination", "add", "--name", "Online", "--address", "http://127.0.0.1:9", "--user", "desk"]);
    let to = outbox::destinations(&mut n.newsroom).unwrap()[0].id;
    let id = n.story("Harbour");
    n.sqlite(&format!(
        "INSERT INTO publication (story, destination, remote_id, remote_state) VALUES ('{id}', '{to}', '7', 'live')"
    ));
    assert_eq!(refused(&mut n, id, until(HOUR), MORNING), "embargo-after-publication");
    assert_eq!(refused(&mut n, id, Move::Spike(true), MORNING), "story-is-live");
    assert_eq!(refused(&mut n, id, Move::Hold(true), MORNING), "", "the safe side is open");
}

#[test]
fn a_text_that_was_saved_while_the_story_was_looked_over_is_not_published() {
    let mut n = TestNewsroom::new();
    let id = n.story("Harbour");
    // Another window saves a placeholder between two looks of this one; it is never published unseen.
    let mut other = n.reopened();
    let edit = other.story(id).unwrap().edit;
    let looked = publish::checks(&mut n.newsroom, id, MORNING).unwrap();
    assert!(publish::refusal(&looked).is_none());
    other
        .edit_story(id, edit, MORNING, |s| {
            s.headline = "DO NOT PUBLISH".into();
            Ok(())
        })
        .unwrap();
    assert_eq!(publish::publish_story(&mut n.newsroom, id, MORNING).unwrap_err().code, "not-to-go");
}
