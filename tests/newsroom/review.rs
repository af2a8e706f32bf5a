//! Comments and suggestions: kept with a story, found again after edits, and never seen by a reader.

use crate::room::{TestNewsroom, jpeg, minutes_on, put, tree, words};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use stet::body::{self, Anchor};
use stet::import::files;
use stet::newsroom::Review;
use stet::revision::{Standing, Why};
use stet::story::StoryId;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/copy").join(name)
}

fn bring_in(n: &mut TestNewsroom, name: &str) -> StoryId {
    let go_on = &mut |_| ControlFlow::Continue(());
    let done = files::import(&mut n.newsroom, &[fixture(name)], minutes_on(600), go_on).unwrap();
    assert!(done.faults.is_empty(), "{:?}", done.faults);
    done.one().unwrap()
}

fn text(n: &mut TestNewsroom, story: StoryId) -> String {
    let s = n.state(story).story;
    format!("{}\n\n{}", s.headline, body::plain_text(&s.body))
}

/// The words that each comment stands on now; none where they are gone.
fn on(n: &mut TestNewsroom, story: StoryId) -> Vec<Option<String>> {
    let texts = body::texts(&n.state(story).story.body);
    let threads = n.newsroom.review(story).unwrap().threads;
    let words = |t: &stet::newsroom::Thread| {
        let spot = t.spot?;
        let units: Vec<u16> = texts[spot.block].encode_utf16().collect();
        Some(String::from_utf16(&units[spot.start..spot.start + spot.length]).unwrap())
    };
    threads.iter().map(words).collect()
}

const ORIGINAL: &str = "Harbour wall collapses a year after warning\n\nThe wall fell on Monday night. It was very, very old. \
    Nobody was hurt.\n\nThe council says it was never told.\n\nIt denies the report.\n\nThe inquiry begins in March.\n\n\
    Moved to the end.\n\nIt will sit for a week.";
const PROPOSED: &str = "Harbour wall falls a year after warning\n\nThe wall fell on Monday night. Nobody was hurt.\n\n\
    The council says it was never told. It disputes the report.\n\nEngineers had warned of the wall in 2025.\n\n\
    The inquiry begins in March.\n\nIt will sit for a week.\n\nMoved to the end.";

#[test]
fn a_word_file_brings_its_text_its_comments_and_one_suggestion() {
    let mut n = TestNewsroom::new();
    let story = bring_in(&mut n, "reviewed.docx");
    assert_eq!(text(&mut n, story), ORIGINAL);
    let Review { threads, suggestions, .. } = n.newsroom.review(story).unwrap();
    let said: Vec<_> = threads
        .iter()
        .map(|t| (t.comment.author.as_str(), t.comment.quote.as_str(), t.comment.resolved_at.is_some()))
        .collect();
    assert_eq!(said, [("Jo Li", "Monday night", false), ("Ravi Menon", "March", true)]);
    assert_eq!(threads[0].replies[0].text, "Monday: I have the log.");
    assert_eq!(on(&mut n, story), [Some("Monday night".to_owned()), Some("March".to_owned())]);
    assert_eq!((suggestions.len(), suggestions[0].row.author.as_str()), (1, "Ravi Menon, Jo Li"));
    assert!(suggestions[0].changes.iter().all(|c| c.standing == Standing::Open));
    assert_eq!(suggestions[0].changes[0].field, "headline");
}

#[test]
fn taking_a_suggestion_gives_its_text_and_keeps_what_stood_there() {
    let mut n = TestNewsroom::new();
    let story = bring_in(&mut n, "reviewed.docx");
    let suggestion = n.newsroom.review(story).unwrap().suggestions.remove(0);
    let every: Vec<usize> = (0..suggestion.changes.len()).collect();
    let (state, _) = n.newsroom.settle_suggestion(suggestion.row.id, &every, minutes_on(700)).unwrap();
    assert_eq!(text(&mut n, story), PROPOSED);
    assert!(n.newsroom.review(story).unwrap().suggestions.is_empty(), "it is settled");
    let kept = n.newsroom.revisions(story).unwrap();
    assert_eq!(kept[0].why, Why::Merged);
    let (_, before) = n.newsroom.revision(kept[0].parents[0]).unwrap();
    assert_eq!(format!("{}\n\n{}", before.headline, body::plain_text(&before.body)), ORIGINAL);
    assert_eq!(
        on(&mut n, story),
        [Some("Monday night".to_owned()), Some("March".to_owned())],
        "comments stay with their words"
    );
    let again = n.newsroom.settle_suggestion(suggestion.row.id, &every, minutes_on(701)).unwrap_err();
    assert_eq!((again.code.as_ref(), state.edit), ("suggestion-settled", 2));
}

#[test]
fn some_changes_can_be_taken_and_the_others_left() {
    let mut n = TestNewsroom::new();
    let story = bring_in(&mut n, "reviewed.docx");
    let suggestion = n.newsroom.review(story).unwrap().suggestions.remove(0);
    n.newsroom.settle_suggestion(suggestion.row.id, &[0], minutes_on(700)).unwrap();
    assert_eq!(text(&mut n, story), ORIGINAL.replace("collapses", "falls"));
}

#[test]
fn leaving_a_suggestion_changes_nothing() {
    let mut n = TestNewsroom::new();
    let story = bring_in(&mut n, "reviewed.docx");
    let kept = n.newsroom.revisions(story).unwrap().len();
    let suggestion = n.newsroom.review(story).unwrap().suggestions.remove(0);
    n.newsroom.settle_suggestion(suggestion.row.id, &[], minutes_on(700)).unwrap();
    assert_eq!(
        (text(&mut n, story), n.newsroom.revisions(story).unwrap().len()),
        (ORIGINAL.to_owned(), kept + 1),
        "the words that were not taken are found in the history"
    );
    assert!(n.newsroom.review(story).unwrap().suggestions.is_empty());
}

#[test]
fn a_paragraph_worked_on_since_is_never_overwritten_by_a_suggestion() {
    let mut n = TestNewsroom::new();
    let story = bring_in(&mut n, "reviewed.docx");
    n.edit(story, minutes_on(650), |s| {
        s.body[0] = body::Block::Paragraph(words("Our own first sentence."));
        s.body.push(body::Block::Paragraph(words("And our last.")));
    });
    let suggestion = n.newsroom.review(story).unwrap().suggestions.remove(0);
    assert!(suggestion.changes.iter().any(|c| c.standing == Standing::Overtaken));
    let every: Vec<usize> = (0..suggestion.changes.len()).collect();
    n.newsroom.settle_suggestion(suggestion.row.id, &every, minutes_on(700)).unwrap();
    let now = text(&mut n, story);
    assert!(now.contains("Our own first sentence.") && now.contains("And our last."), "{now}");
    assert!(now.contains("It disputes the report.") && now.starts_with("Harbour wall falls"), "{now}");
}

#[test]
fn neither_a_comment_nor_a_suggestion_reaches_a_reader_or_an_export() {
    let mut n = TestNewsroom::new();
    let story = bring_in(&mut n, "reviewed.docx");
    let none_kept =
        |n: &mut TestNewsroom| n.newsroom.revisions(story).unwrap().iter().all(|r| r.why != Why::Proposed);
    assert!(none_kept(&mut n), "what is proposed is no state of the story");
    let refused = stet::publish::publish_story(&mut n.newsroom, story, minutes_on(601)).unwrap_err();
    assert_eq!(refused.code, "suggestions-open");
    let open = n.newsroom.review(story).unwrap().suggestions[0].row.id;
    n.newsroom.settle_suggestion(open, &[], minutes_on(601)).unwrap();
    n.publish(story, minutes_on(602));
    let site = n.export();
    let out = n.beside("markdown");
    let exported = n.stet(&["export", "--as", "markdown", "--out", out.to_str().unwrap()]);
    assert!(exported.status.success());
    let markdown = tree(&out);
    for secret in ["Engineers had warned", "disputes", "The port says Tuesday", "I have the log", "Jo Li"] {
        assert_eq!(site.files_with(secret), [""; 0], "{secret} is on the site");
        let inside = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(secret);
        assert!(markdown.iter().all(|(_, bytes)| !inside(bytes)), "{secret} is in the export");
    }
    assert!(
        !site.files_with("It was very, very old").is_empty(),
        "the text without the changes is what readers see"
    );
}

#[test]
fn comments_are_made_answered_settled_and_taken_back() {
    let mut n = TestNewsroom::new();
    let story = n.story_with(|s| s.body = body::read("The wall fell.\n\nNobody was hurt on the wall."));
    let anchor = Anchor::at(1, 23, "Nobody was hurt on the ", "wall", ".");
    let (comment, _) =
        n.newsroom.add_comment(story, "body", anchor, " Which wall?\n ", minutes_on(1)).unwrap();
    assert_eq!(on(&mut n, story), [Some("wall".to_owned())]);
    n.newsroom.resolve_comment(comment, true, minutes_on(2)).unwrap();
    n.newsroom.reply(comment, "The old one.", minutes_on(3)).unwrap();
    let thread = n.newsroom.review(story).unwrap().threads.remove(0);
    assert_eq!((thread.comment.text.as_str(), thread.replies.len()), ("Which wall?", 1));
    assert_eq!(thread.comment.resolved_at, None, "an answer opens it again");

    n.edit(story, minutes_on(4), |s| {
        s.body = body::read("New first.\n\nThe wall fell.\n\nNobody at all was hurt on the wall.")
    });
    let spot = n.newsroom.review(story).unwrap().threads[0].spot.unwrap();
    assert_eq!((spot.block, spot.start), (2, 30), "it went with its words");
    n.edit(story, minutes_on(5), |s| s.body = body::read("The wall fell."));
    assert_eq!(on(&mut n, story), [None], "its words are gone, and the comment is not");

    assert_eq!(
        n.newsroom.add_comment(story, "body", Anchor::default(), "  ", minutes_on(6)).unwrap_err().code,
        "comment-empty"
    );
    n.newsroom.remove_comment(comment).unwrap();
    assert!(n.newsroom.review(story).unwrap().threads.is_empty());
}

#[test]
fn what_somebody_else_said_can_be_settled_but_not_removed() {
    let mut n = TestNewsroom::new();
    let story = bring_in(&mut n, "hindi.docx");
    let comment = n.newsroom.review(story).unwrap().threads[0].comment.id;
    assert_eq!(n.newsroom.remove_comment(comment).unwrap_err().code, "comment-not-yours");
    assert_eq!(on(&mut n, story), [Some("सोमवार रात".to_owned())]);
    assert_eq!(n.state(story).story.language, "hi");
}

#[test]
fn a_file_brought_in_twice_is_one_story_with_its_comments() {
    let mut n = TestNewsroom::new();
    let story = bring_in(&mut n, "reviewed.docx");
    assert_eq!(bring_in(&mut n, "reviewed.docx"), story);
    assert_eq!(n.newsroom.all_stories().unwrap().len(), 1);
    assert_eq!(n.newsroom.review(story).unwrap().threads.len(), 2);
}

#[test]
fn a_picture_inside_a_file_is_a_picture_of_the_story() {
    let mut n = TestNewsroom::new();
    let story = bring_in(&mut n, "harbour.docx");
    let pictures = n.state(story).story.pictures();
    assert_eq!(pictures.len(), 1);
    assert!(n.newsroom.picture_bytes(&pictures[0]).is_ok());
}

#[test]
fn copy_reaches_for_no_picture_outside_its_own_folder() {
    let mut n = TestNewsroom::new();
    put(&n.beside("private.jpg"), jpeg(600, 400, 1));
    put(&n.beside("copy/wall.jpg"), jpeg(600, 400, 2));
    let page = "<h1>A</h1><p>Words.</p><img src=\"../private.jpg\" alt=\"Kept words\"><img src=\"wall.jpg\"><img src=\"https://cdn.example/x.jpg\">";
    put(&n.beside("copy/page.html"), page);
    let paths = [n.beside("copy/page.html")];
    let done =
        files::import(&mut n.newsroom, &paths, minutes_on(600), &mut |_| ControlFlow::Continue(())).unwrap();
    let story = n.state(done.stories[0]).story;
    assert_eq!(story.pictures(), [stet::media::id_of(&jpeg(600, 400, 2))]);
    assert!(body::plain_text(&story.body).contains("Kept words"));
    let said: Vec<&str> = done.notices.iter().map(|f| f.sentence.as_str()).collect();
    assert!(
        said.iter().any(|s| s.contains("../private.jpg") && s.contains("outside the folder")),
        "{said:?}"
    );
    assert!(said.iter().any(|s| s.contains("cdn.example") && s.contains("fetches nothing")), "{said:?}");
}

#[test]
fn an_import_can_be_stopped_and_what_came_in_stays() {
    let mut n = TestNewsroom::new();
    let paths = ["hindi.docx", "urdu.odt", "harbour.rtf"].map(fixture);
    let stop = &mut |_| ControlFlow::Break(());
    let done = files::import(&mut n.newsroom, &paths, minutes_on(600), stop).unwrap();
    assert!(done.stopped);
    let again =
        files::import(&mut n.newsroom, &paths, minutes_on(601), &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(again.already_here.len(), done.stories.len());
    assert_eq!(n.newsroom.all_stories().unwrap().len(), 3);
}
