//! Stories handed on as files and brought back: merged, asked, and never lost.

use crate::room::{TestNewsroom, jpeg, minutes_on};
use std::collections::{BTreeMap, BTreeSet};
use stet::body::{self, Anchor};
use stet::handoff::{self, PicturesAlong};
use stet::newsroom::{Arrival, Arrived, Asked};
use stet::publish;
use stet::revision::{Choice, Outcome, Why};
use stet::story::{Move, Publication, RevisionId, Stage, StoryId, UtcMillis};

const FIRE: &str = "Police said 12 people died in the fire. The council denied the claim.\n\nThe mayor will speak on \
    Tuesday.\n\nA second inquiry opens in March.";

/// A newsroom whose journalist has that name.
fn room(author: &str) -> TestNewsroom {
    let mut n = TestNewsroom::new();
    let settings =
        stet::newsroom::Settings { author: author.to_owned(), ..n.newsroom.opened().unwrap().settings };
    n.newsroom.save_settings(settings).unwrap();
    n
}

fn fire(n: &mut TestNewsroom) -> StoryId {
    n.story_with(|s| {
        s.headline = "Fire at Hadley".to_owned();
        s.body = body::read(FIRE);
    })
}

fn sent(n: &mut TestNewsroom, story: StoryId, at: UtcMillis) -> Vec<u8> {
    n.newsroom.send_story(story, PicturesAlong::AsTheyCame, at).unwrap().0.bytes
}

fn opened(n: &mut TestNewsroom, bytes: &[u8], at: UtcMillis) -> Arrived {
    n.newsroom.open_handoff("fire.stet", bytes, at).unwrap().0
}

fn replace(n: &mut TestNewsroom, story: StoryId, at: UtcMillis, from: &str, to: &str) {
    n.edit(story, at, |s| {
        let was = body::write(&s.body);
        assert!(was.contains(from), "{from} is not in {was}");
        s.body = body::read(&was.replace(from, to));
    });
}

fn text(n: &mut TestNewsroom, story: StoryId) -> String {
    body::write(&n.state(story).story.body).trim_end().to_owned()
}

/// The merges that wait, as they are asked.
fn asked(n: &mut TestNewsroom, story: StoryId, at: UtcMillis) -> Vec<Asked> {
    let waiting = n.newsroom.waiting_merges(story).unwrap();
    waiting.iter().map(|w| n.newsroom.prepare_merge(story, w.revision, at).unwrap()).collect()
}

/// Merges what waits, each question answered by `choose`.
fn merged(
    n: &mut TestNewsroom,
    story: StoryId,
    at: UtcMillis,
    mut choose: impl FnMut(&str, &str, bool) -> Choice,
) {
    while let Some(one) = asked(n, story, at).first() {
        let said = |hunks: &[stet::revision::Hunk]| hunks.iter().map(|h| h.text.as_str()).collect::<String>();
        let choices: Vec<Choice> = one
            .met
            .iter()
            .filter(|m| m.outcome == Outcome::Asked)
            .map(|m| choose(&said(&m.ours), &said(&m.theirs), m.can_be_both))
            .collect();
        n.newsroom.settle_merge(story, one.waiting.revision, one.ours, &choices, at).unwrap();
    }
}

#[test]
fn a_story_comes_in_as_it_was_sent_with_its_history_comments_and_pictures() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let (picture, _) = ann.newsroom.add_picture(&jpeg(600, 400, 7), "fire.jpg", minutes_on(0)).unwrap();
    let story = ann.story_with(|s| {
        s.headline = "Fire at Hadley".to_owned();
        s.body = body::read(&format!(
            "{FIRE}\n\n```figure\nmedia: {}\nalt: A fire\ncaption: The fire\ncredit: Ann\n```",
            picture.row.id
        ));
    });
    let section = ann.section("News");
    ann.edit(story, minutes_on(1), |s| s.section = Some(section));
    ann.newsroom.keep_revision(story, "as filed", minutes_on(2)).unwrap();
    let on = Anchor::of("Police said ", "12", " people");
    ann.newsroom.add_comment(story, "body", on, "Confirmed?", minutes_on(3)).unwrap();
    let bytes = sent(&mut ann, story, minutes_on(4));

    let came = opened(&mut bo, &bytes, minutes_on(5));
    assert_eq!((came.story, came.arrival, came.sent_by.as_str()), (story, Arrival::New, "Ann"));
    assert_eq!(text(&mut bo, story), text(&mut ann, story));
    let here = bo.state(story).story;
    assert_eq!(here.section, Some(bo.section("News")), "by its name");
    assert_eq!(here.headline, "Fire at Hadley");
    let ids = |n: &mut TestNewsroom| -> BTreeSet<RevisionId> {
        n.newsroom.revisions(story).unwrap().iter().map(|r| r.id).collect()
    };
    assert!(ids(&mut bo).is_subset(&ids(&mut ann)) && !ids(&mut bo).is_empty());
    let thread = &bo.newsroom.review(story).unwrap().threads[0];
    assert_eq!((thread.comment.author.as_str(), thread.comment.text.as_str()), ("Ann", "Confirmed?"));
    assert!(thread.spot.is_some(), "the comment stands on its words");
    assert_eq!(bo.newsroom.picture_bytes(&picture.row.id).unwrap().1, jpeg(600, 400, 7));
    assert!(bo.newsroom.faults().unwrap().is_empty());

    let kept = bo.newsroom.revisions(story).unwrap().len();
    let again = opened(&mut bo, &bytes, minutes_on(6));
    assert_eq!((again.arrival, again.new_comments), (Arrival::Here, 0));
    assert_eq!(bo.newsroom.revisions(story).unwrap().len(), kept, "twice is once");
}

#[test]
fn what_was_filed_there_is_filed_here_once() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann);
    ann.newsroom.make_move(story, Move::Stage(Stage::Assigned), minutes_on(1)).unwrap();
    let out = sent(&mut ann, story, minutes_on(2));
    opened(&mut bo, &out, minutes_on(3));
    assert_eq!(bo.state(story).story.stage, Stage::Assigned, "a new one comes as it is");
    bo.edit(story, minutes_on(4), |s| s.headline = "Fire at Hadley hall".to_owned());
    bo.newsroom.make_move(story, Move::Stage(Stage::Filed), minutes_on(5)).unwrap();
    let filed = sent(&mut bo, story, minutes_on(6));
    opened(&mut ann, &filed, minutes_on(7));
    assert_eq!(ann.state(story).story.stage, Stage::Filed);
    let said = ann.newsroom.journal(story).unwrap();
    assert!(said.iter().any(|line| line.became == "filed"), "the journal says so: {said:?}");

    ann.newsroom.make_move(story, Move::Stage(Stage::Writing), minutes_on(8)).unwrap();
    opened(&mut ann, &filed, minutes_on(9));
    assert_eq!(ann.state(story).story.stage, Stage::Writing, "an old file moves nothing");
    ann.newsroom.make_move(story, Move::Stage(Stage::Ready), minutes_on(10)).unwrap();
    bo.edit(story, minutes_on(11), |s| s.headline = "Fire".to_owned());
    let late = sent(&mut bo, story, minutes_on(12));
    opened(&mut ann, &late, minutes_on(13));
    assert_eq!(ann.state(story).story.stage, Stage::Ready, "nor does one take a story back");
}

/// A JPEG in which a camera wrote where it stood.
fn jpeg_with_a_place(seed: u8) -> Vec<u8> {
    let plain = jpeg(600, 400, seed);
    let said = b"51.5073 N, 0.1277 W: the house of Pat Doe";
    let length = (said.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xfe], &length, said, &plain[2..]].concat()
}

#[test]
fn a_picture_goes_clean_is_named_as_at_home_and_gives_way_to_the_original() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let original = jpeg_with_a_place(7);
    let (picture, _) = ann.newsroom.add_picture(&original, "fire.jpg", minutes_on(0)).unwrap();
    let id = picture.row.id;
    let figure = format!("```figure\nmedia: {id}\nalt: A fire\ncaption: The fire\ncredit: Ann\n```");
    let story = ann.story_with(|s| {
        s.headline = "Fire at Hadley".to_owned();
        s.body = body::read(&format!("{FIRE}\n\n{figure}"));
    });
    let (out, _) = ann.newsroom.send_story(story, PicturesAlong::Clean, minutes_on(1)).unwrap();
    assert_eq!((out.pictures, out.notices.len()), (1, 0));
    let house = b"house of Pat Doe";
    assert!(original.windows(house.len()).any(|w| w == house), "or the test proves nothing");
    assert!(!out.bytes.windows(house.len()).any(|w| w == house));

    opened(&mut bo, &out.bytes, minutes_on(2));
    let (row, clean) = bo.newsroom.picture_bytes(&id).unwrap();
    assert!(!clean.windows(house.len()).any(|w| w == house));
    assert_eq!((row.width_px, row.height_px), (600, 400), "at full size");
    assert!(bo.newsroom.faults().unwrap().is_empty(), "a clean copy is no fault");
    assert!(bo.newsroom.picture_for_window(&id, 400).is_ok());

    // Bo's marked-up copy comes back: the picture is Ann's own still, and nobody is asked about it.
    replace(&mut bo, story, minutes_on(3), "12 people", "15 people");
    let back = sent(&mut bo, story, minutes_on(4));
    opened(&mut ann, &back, minutes_on(5));
    merged(&mut ann, story, minutes_on(6), |_, _, _| panic!("only one side changed"));
    assert!(text(&mut ann, story).contains("15 people") && text(&mut ann, story).contains(&id.0));
    assert_eq!(ann.newsroom.picture_bytes(&id).unwrap().1, original);

    // Bo asks for the original after all, and then gets a clean copy again: the original stays.
    let whole = sent(&mut ann, story, minutes_on(7));
    opened(&mut bo, &whole, minutes_on(8));
    assert_eq!(bo.newsroom.picture_bytes(&id).unwrap().1, original);
    opened(&mut bo, &out.bytes, minutes_on(9));
    assert_eq!(bo.newsroom.picture_bytes(&id).unwrap().1, original);

    let (bare, _) = ann.newsroom.send_story(story, PicturesAlong::Without, minutes_on(10)).unwrap();
    assert!(handoff::unpack("fire.stet", &bare.bytes).unwrap().pictures.is_empty());
}

#[test]
fn what_was_tried_alone_before_filing_stays_at_home() {
    let mut ann = room("Ann");
    let story = fire(&mut ann);
    ann.edit(story, minutes_on(10), |s| s.body = body::read("My source is Pat Doe."));
    ann.edit(story, minutes_on(20), |s| s.body = body::read(FIRE));
    let bytes = sent(&mut ann, story, minutes_on(21));
    let mut bo = room("Bo");
    opened(&mut bo, &bytes, minutes_on(22));
    let there = bo.newsroom.revisions(story).unwrap();
    assert_eq!(there.iter().map(|r| r.why).collect::<Vec<_>>(), [Why::Sent], "no autosave went along");
    for row in ann.newsroom.revisions(story).unwrap() {
        let (_, was) = ann.newsroom.revision(row.id).unwrap();
        if body::plain_text(&was.body).contains("Pat Doe") {
            return; // at home it is there still
        }
    }
    panic!("nothing is lost at home");
}

#[test]
fn a_marked_up_copy_comes_back_and_merges() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann);
    let out = sent(&mut ann, story, minutes_on(1));
    opened(&mut bo, &out, minutes_on(2));
    replace(&mut bo, story, minutes_on(3), "12 people", "15 people");
    replace(&mut bo, story, minutes_on(4), "Tuesday", "Wednesday");
    replace(&mut ann, story, minutes_on(5), "12 people", "13 people");
    replace(&mut ann, story, minutes_on(6), "opens in March", "opens in April");
    let ours_before = text(&mut ann, story);
    let back = sent(&mut bo, story, minutes_on(7));

    let came = opened(&mut ann, &back, minutes_on(8));
    assert_eq!(came.arrival, Arrival::Waits);
    assert_eq!(text(&mut ann, story), ours_before, "nothing is written over what stands there");
    let one = asked(&mut ann, story, minutes_on(9)).remove(0);
    assert_eq!((one.questions(), one.waiting.sent_by.as_str()), (1, "Bo"));
    let outcomes: Vec<Outcome> = one.met.iter().map(|m| m.outcome).collect();
    assert_eq!(outcomes, [Outcome::Asked, Outcome::TakenTheirs, Outcome::TakenOurs]);

    let refused =
        ann.newsroom.settle_merge(story, one.waiting.revision, one.ours, &[], minutes_on(9)).unwrap_err();
    assert_eq!(refused.code, "merge-unanswered");
    let (state, _) = ann
        .newsroom
        .settle_merge(story, one.waiting.revision, one.ours, &[Choice::Theirs], minutes_on(9))
        .unwrap();
    let whole = FIRE.replace("12", "15").replace("Tuesday", "Wednesday").replace("March", "April");
    assert_eq!(body::write(&state.story.body).trim_end(), whole);
    let newest = ann.newsroom.revisions(story).unwrap().remove(0);
    assert_eq!((newest.why, newest.parents.len()), (Why::Merged, 2));
    assert!(newest.parents.contains(&one.ours) && newest.parents.contains(&one.waiting.revision));
    let (_, kept) = ann.newsroom.revision(one.ours).unwrap();
    assert_eq!(body::write(&kept.body).trim_end(), ours_before, "our text is in the history");
    assert!(ann.newsroom.waiting_merges(story).unwrap().is_empty());
    assert_eq!(opened(&mut ann, &back, minutes_on(10)).arrival, Arrival::Here, "the same file again");

    // And home again: Bo has changed nothing since, so nothing is asked.
    let home = sent(&mut ann, story, minutes_on(11));
    assert_eq!(opened(&mut bo, &home, minutes_on(12)).arrival, Arrival::Waits);
    merged(&mut bo, story, minutes_on(13), |_, _, _| panic!("nothing to ask"));
    assert_eq!(text(&mut bo, story), whole);
}

#[test]
fn text_that_is_typed_while_a_merge_waits_is_kept_and_asked_again() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann);
    let out = sent(&mut ann, story, minutes_on(1));
    opened(&mut bo, &out, minutes_on(2));
    replace(&mut bo, story, minutes_on(3), "Tuesday", "Wednesday");
    let back = sent(&mut bo, story, minutes_on(4));
    opened(&mut ann, &back, minutes_on(5));
    let one = asked(&mut ann, story, minutes_on(6)).remove(0);
    replace(&mut ann, story, minutes_on(7), "12 people", "13 people");
    let moved =
        ann.newsroom.settle_merge(story, one.waiting.revision, one.ours, &[], minutes_on(8)).unwrap_err();
    assert_eq!(moved.code, "merge-moved");
    merged(&mut ann, story, minutes_on(9), |_, _, _| panic!("nothing to ask"));
    assert_eq!(text(&mut ann, story), FIRE.replace("12", "13").replace("Tuesday", "Wednesday"));
}

#[test]
fn a_working_copy_goes_on_from_its_own_revision_though_a_newer_one_came() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann);
    let out = sent(&mut ann, story, minutes_on(1));
    opened(&mut bo, &out, minutes_on(2));
    replace(&mut bo, story, minutes_on(3), "Tuesday", "Wednesday");
    let back = sent(&mut bo, story, minutes_on(900));
    opened(&mut ann, &back, minutes_on(5));
    // Bo's clock is ahead: his revision is the newest by its time.
    let mine = ann.newsroom.keep_revision(story, "mine", minutes_on(6)).unwrap();
    let theirs = ann.newsroom.waiting_merges(story).unwrap()[0].revision;
    assert!(!mine.parents.contains(&theirs), "what came is not merged yet");
    merged(&mut ann, story, minutes_on(7), |_, _, _| panic!("nothing to ask"));
    assert_eq!(text(&mut ann, story), FIRE.replace("Tuesday", "Wednesday"));
}

#[test]
fn a_file_stops_a_story_and_never_lets_one_go() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann);
    let free = sent(&mut ann, story, minutes_on(1));
    ann.edit(story, minutes_on(2), |s| s.not_for_publication = true);
    let stopped = sent(&mut ann, story, minutes_on(3));
    let came = opened(&mut bo, &stopped, minutes_on(4));
    assert!(came.not_for_publication && bo.state(story).story.not_for_publication);
    assert_eq!(
        publish::publish_story(&mut bo.newsroom, story, minutes_on(5)).unwrap_err().code,
        "not-for-publication"
    );
    opened(&mut bo, &free, minutes_on(6));
    assert!(bo.state(story).story.not_for_publication, "an older file does not take the mark off");
    let mut cy = room("Cy");
    opened(&mut cy, &free, minutes_on(7));
    cy.publish(story, minutes_on(8));
    let came = opened(&mut cy, &stopped, minutes_on(9));
    assert!(came.not_for_publication, "it stops a story that is here and live");
    assert_eq!(
        cy.state(story).story.publication,
        Publication::Live,
        "what readers see is not the file’s to change"
    );
}

#[test]
fn a_window_that_has_not_heard_of_the_stop_does_not_take_it_off() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann);
    let free = sent(&mut ann, story, minutes_on(1));
    opened(&mut bo, &free, minutes_on(2));
    let open_in_window = bo.state(story);
    ann.edit(story, minutes_on(3), |s| s.hold = true);
    let stopped = sent(&mut ann, story, minutes_on(4));
    opened(&mut bo, &stopped, minutes_on(5));
    let saved = bo.newsroom.edit_story(story, open_in_window.edit, minutes_on(6), |s| {
        s.headline = "Typed meanwhile".to_owned(); // a hold is no part of what a window saves
        Ok(())
    });
    let saved = saved.unwrap().0;
    assert!(saved.state.story.hold && !saved.kept_other, "its text is as it was");
    let lines = bo.newsroom.journal(story).unwrap();
    assert!(lines.iter().any(|l| l.act == "hold" && l.became == "yes"), "{lines:?}");
    assert_eq!(saved.state.story.headline, "Typed meanwhile");
}

#[test]
fn a_live_story_comes_in_unpublished_and_a_published_one_stays_as_it_is() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann);
    ann.publish(story, minutes_on(1));
    let out = sent(&mut ann, story, minutes_on(2));
    opened(&mut bo, &out, minutes_on(3));
    let there = bo.state(story).story;
    assert_eq!((there.publication, there.first_published_at), (Publication::NotPublished, None));
    assert!(bo.export().done.pages > 0, "the site is made");
    replace(&mut bo, story, minutes_on(4), "Tuesday", "Wednesday");
    bo.edit(story, minutes_on(5), |s| s.url_slug = "another-address".to_owned());
    let back = sent(&mut bo, story, minutes_on(6));
    let before = ann.state(story).story;
    opened(&mut ann, &back, minutes_on(7));
    merged(&mut ann, story, minutes_on(8), |_, _, _| panic!("nothing to ask"));
    let after = ann.state(story).story;
    assert_eq!(after.published_revision, before.published_revision);
    assert_eq!(after.url_slug, before.url_slug, "a page that readers know stays at its address");
    assert!(text(&mut ann, story).contains("Wednesday"));
}

#[test]
fn a_damaged_or_forged_file_changes_nothing() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann);
    let out = sent(&mut ann, story, minutes_on(1));
    for cut in [out.len() / 3, out.len() / 2, out.len() - 1] {
        let fault = bo.newsroom.open_handoff("fire.stet", &out[..cut], minutes_on(2)).unwrap_err();
        assert_eq!(fault.code, "handoff-unreadable");
    }
    assert!(bo.newsroom.all_stories().unwrap().is_empty());
    opened(&mut bo, &out, minutes_on(3));
    // The same revision with other words: somebody made the file by hand.
    let parcel = handoff::unpack("fire.stet", &out).unwrap();
    let mut forged = parcel.clone();
    forged.revisions[0].1 = forged.revisions[0].1.replace("12 people", "99 people");
    let forged = handoff::pack(&forged).unwrap();
    let before = (text(&mut bo, story), bo.newsroom.revisions(story).unwrap());
    let fault = bo.newsroom.open_handoff("fire.stet", &forged, minutes_on(4)).unwrap_err();
    assert_eq!(fault.code, "handoff-contradicts");
    assert_eq!((text(&mut bo, story), bo.newsroom.revisions(story).unwrap()), before);
}

#[test]
fn a_file_of_the_first_form_opens_for_ever() {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/handoff/reviewed.stet");
    let mut bo = room("Bo");
    let came = opened(&mut bo, &std::fs::read(fixture).unwrap(), minutes_on(600));
    assert_eq!(
        (came.arrival, came.headline.as_str()),
        (Arrival::New, "Harbour wall collapses a year after warning")
    );
    let review = bo.newsroom.review(came.story).unwrap();
    assert_eq!((review.threads.len(), review.threads[0].replies.len(), review.suggestions.len()), (2, 1, 1));
    assert!(review.suggestions[0].changes.iter().all(|c| c.standing == stet::revision::Standing::Open));
}

#[test]
fn a_suggestion_that_was_settled_there_is_settled_here() {
    let (mut ann, mut bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann);
    let out = sent(&mut ann, story, minutes_on(1));
    opened(&mut bo, &out, minutes_on(2));
    let begun = bo.newsroom.suggest(story, minutes_on(3)).unwrap().0;
    let put = |s: &mut stet::story::Story| {
        s.headline = "Fire in Hadley".to_owned();
        Ok(())
    };
    bo.newsroom.edit_suggestion(begun.suggestion, begun.state.edit, minutes_on(3), put).unwrap();
    bo.newsroom.leave_suggesting(begun.suggestion, minutes_on(3)).unwrap();
    let marked_up = sent(&mut bo, story, minutes_on(4));

    opened(&mut ann, &marked_up, minutes_on(5));
    let open = ann.newsroom.review(story).unwrap().suggestions;
    assert_eq!(open.len(), 1);
    let changes: Vec<String> = open[0].changes.iter().map(|c| c.id.clone()).collect();
    ann.newsroom.decide(begun.suggestion, &changes, true, minutes_on(6)).unwrap();
    assert!(ann.newsroom.review(story).unwrap().suggestions.is_empty());
    let back = sent(&mut ann, story, minutes_on(7));

    opened(&mut bo, &back, minutes_on(8));
    merged(&mut bo, story, minutes_on(9), |_, _, _| panic!("only one side changed"));
    assert_eq!(bo.state(story).story.headline, "Fire in Hadley");
    assert!(bo.newsroom.review(story).unwrap().suggestions.is_empty(), "nothing is open here either");
    opened(&mut ann, &marked_up, minutes_on(10));
    assert!(ann.newsroom.review(story).unwrap().suggestions.is_empty(), "an old file opens nothing again");
}

#[test]
fn the_command_line_sends_locks_and_opens() {
    let (mut ann, bo) = (room("Ann"), room("Bo"));
    let story = fire(&mut ann).to_string();
    let (file, secret) = (ann.beside("fire.stet"), ann.beside("secret"));
    stet::newsroom::write_whole(&secret, b"correct horse\n").unwrap();
    let path = |p: &std::path::Path| p.to_str().unwrap().to_owned();
    let ran = ann.stet(&["send", &story, "--to", &path(&file), "--passphrase-file", &path(&secret)]);
    assert!(ran.status.success(), "{ran:?}");
    let shut = bo.stet(&["open", &path(&file)]);
    let said = String::from_utf8_lossy(&shut.stderr).into_owned();
    assert!(!shut.status.success() && said.contains("[handoff-locked]"), "{said}");
    let open = bo.stet(&["open", &path(&file), "--passphrase-file", &path(&secret)]);
    assert!(open.status.success(), "{open:?}");
    assert!(String::from_utf8_lossy(&open.stdout).contains("has come in"), "{open:?}");
    let mut there = bo.reopened();
    assert_eq!(there.story(story.parse().unwrap()).unwrap().story.headline, "Fire at Hadley");
}

/// A source of chance that a number begins.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

/// Edits one paragraph, or adds, or cuts one, or changes a field.
fn edit(n: &mut TestNewsroom, story: StoryId, dice: &mut Dice, word: &str, at: UtcMillis) {
    n.edit(story, at, |s| {
        let mut blocks: Vec<String> =
            body::write(&s.body).split("\n\n").map(|b| b.trim().to_owned()).collect();
        blocks.retain(|b| !b.is_empty());
        let which = dice.below(blocks.len());
        match dice.below(8) {
            0 => s.headline = format!("Headline {word}"),
            1 => s.tags.push(word.to_owned()),
            2 => blocks.insert(which, format!("New {word} stands here.")),
            3 if blocks.len() > 2 => {
                blocks.remove(which);
            }
            4 => blocks[which] = format!("{} And {word} came.", blocks[which]),
            _ => {
                let words: Vec<&str> = blocks[which].split(' ').collect();
                let place = dice.below(words.len());
                let changed: Vec<&str> =
                    words.iter().enumerate().map(|(i, w)| if i == place { word } else { w }).collect();
                blocks[which] = changed.join(" ");
            }
        }
        s.body = body::read(&blocks.join("\n\n"));
    });
}

/// The same choice whichever side it is asked on: by the wordings alone.
fn fair(ours: &str, theirs: &str, can_be_both: bool) -> Choice {
    match (ours.len() + theirs.len()) % 3 {
        0 if can_be_both => Choice::Both,
        _ if ours > theirs => Choice::Ours,
        _ => Choice::Theirs,
    }
}

/// Every word of every kept state and of the working copy.
fn words_of(n: &mut TestNewsroom, story: StoryId) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut add = |s: &stet::story::Story| {
        let all = format!("{} {} {}", s.headline, s.tags.join(" "), body::plain_text(&s.body));
        out.extend(all.split_whitespace().map(str::to_owned));
    };
    for row in n.newsroom.revisions(story).unwrap() {
        add(&n.newsroom.revision(row.id).unwrap().1);
    }
    add(&n.state(story).story);
    out
}

#[test]
fn by_chance_all_ends_are_equal_and_no_word_is_lost() {
    let mut rooms = [room("Ann"), room("Bo"), room("Cy")];
    for case in 1..=100_u64 {
        let mut dice = Dice(case.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let machines = 2 + dice.below(2);
        let mut minute = case as i64 * 10_000;
        let mut tick = || {
            minute += 6; // so that each save keeps what stood there before it
            minutes_on(minute)
        };
        let story = fire(&mut rooms[0]);
        let first = sent(&mut rooms[0], story, tick());
        let mut files = vec![first];
        let mut saved: Vec<BTreeSet<String>> = vec![BTreeSet::new(); machines];
        let mut stopped = false;
        for n in rooms.iter_mut().take(machines).skip(1) {
            opened(n, &files[0], tick());
        }
        for step in 0..8 + dice.below(10) {
            let who = dice.below(machines);
            let at = tick();
            match dice.below(10) {
                0..=4 => {
                    let word = format!("w{case}x{step}");
                    edit(&mut rooms[who], story, &mut dice, &word, at);
                    saved[who]
                        .extend(words_of(&mut rooms[who], story).into_iter().filter(|w| w.contains(&word)));
                }
                5..=6 => files.push(sent(&mut rooms[who], story, at)),
                7 if dice.below(6) == 0 => {
                    rooms[who].edit(story, at, |s| s.hold = true);
                    stopped = true;
                }
                8 => merged(&mut rooms[who], story, at, fair),
                _ => {
                    // Any file, old or new, once more.
                    let file = files[dice.below(files.len())].clone();
                    opened(&mut rooms[who], &file, at);
                }
            }
        }
        // Whatever was lost on the way comes in the end, in rounds until nobody has anything new.
        for round in 0.. {
            assert!(round < 12, "case {case}: the ends do not meet");
            let mut quiet = true;
            for from in 0..machines {
                let file = sent(&mut rooms[from], story, tick());
                for to in (0..machines).filter(|to| *to != from) {
                    let came = opened(&mut rooms[to], &file, tick());
                    quiet &= came.arrival == Arrival::Here;
                    merged(&mut rooms[to], story, tick(), fair);
                }
            }
            if quiet {
                break;
            }
        }
        let ends: Vec<_> = rooms
            .iter_mut()
            .take(machines)
            .map(|n| {
                let s = n.state(story).story;
                (s.headline, s.tags, body::write(&s.body), s.hold)
            })
            .collect();
        assert!(ends.iter().all(|e| *e == ends[0]), "case {case}: {ends:#?}");
        assert_eq!(ends[0].3, stopped, "case {case}: a mark holds everywhere");
        let all: BTreeMap<usize, BTreeSet<String>> =
            (0..machines).map(|n| (n, words_of(&mut rooms[n], story))).collect();
        for word in saved.iter().flatten() {
            for (n, words) in &all {
                assert!(words.contains(word), "case {case}: “{word}” is nowhere on machine {n}");
            }
        }
    }
}
