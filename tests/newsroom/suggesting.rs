//! Suggestions written here: beside the working copy, saved like it, decided change by change.

use crate::room::{TestNewsroom, minutes_on, tree};
use stet::body;
use stet::newsroom::{Decided, Suggestion};
use stet::publish;
use stet::revision::{Standing, Why};
use stet::story::{Story, StoryId, SuggestionId};

const COPY: &str = "He was alleged to have met the mayor in Calder on Monday.\n\nNobody was hurt.";

fn story(n: &mut TestNewsroom) -> StoryId {
    n.story_with(|s| {
        s.headline = "Mayor met him".to_owned();
        s.body = body::read(COPY);
    })
}

/// Writes into the suggestion as the window does.
fn write(n: &mut TestNewsroom, on: StoryId, minute: i64, change: impl FnOnce(&mut Story)) -> SuggestionId {
    let (begun, _) = n.newsroom.suggest(on, minutes_on(minute)).unwrap();
    let change = |s: &mut Story| {
        change(s);
        Ok(())
    };
    n.newsroom.edit_suggestion(begun.suggestion, begun.state.edit, minutes_on(minute), change).unwrap();
    begun.suggestion
}

fn mended(s: &mut Story) {
    s.headline = "Mayor met charged man".to_owned();
    s.body = body::read(&COPY.replace("alleged", "charged").replace("Monday", "Tuesday"));
}

fn text(n: &mut TestNewsroom, story: StoryId) -> String {
    let s = n.state(story).story;
    format!("{}\n\n{}", s.headline, body::plain_text(&s.body))
}

fn only(n: &mut TestNewsroom, story: StoryId) -> Suggestion {
    n.newsroom.review(story).unwrap().suggestions.remove(0)
}

fn original() -> String {
    format!("Mayor met him\n\n{COPY}")
}

#[test]
fn what_is_suggested_is_in_no_list_page_feed_or_export_and_outlives_a_crash() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    n.publish(on, minutes_on(1));
    let edit = n.state(on).edit;
    write(&mut n, on, 1, |s| {
        mended(s);
        s.tags = vec!["secret tag".to_owned()];
        s.not_for_publication = true;
    });
    assert_eq!((text(&mut n, on), n.state(on).edit), (original(), edit), "the working copy was not touched");
    assert!(n.newsroom.revisions(on).unwrap().iter().all(|r| r.why != Why::Proposed));
    let site = n.export();
    assert_eq!(site.files_with("charged"), [""; 0]);
    assert!(!site.files_with("alleged").is_empty());
    let out = n.beside("markdown");
    assert!(n.stet(&["export", "--as", "markdown", "--out", out.to_str().unwrap()]).status.success());
    let inside = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("charged");
    assert!(tree(&out).iter().all(|(_, bytes)| !inside(bytes)));

    // Another start of the program, with no leave-taking: it goes on where it was.
    let mut again = n.reopened();
    let (begun, _) = again.suggest(on, minutes_on(3)).unwrap();
    assert_eq!(begun.state.story.headline, "Mayor met charged man");
    assert!(
        !begun.state.story.not_for_publication && begun.state.story.tags.is_empty(),
        "text alone is proposed"
    );
}

#[test]
fn a_suggestion_that_proposes_nothing_goes_when_it_is_left() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    let made = write(&mut n, on, 1, |_| ());
    assert!(n.newsroom.review(on).unwrap().suggestions.is_empty(), "nothing is proposed yet");
    n.newsroom.leave_suggesting(made, minutes_on(2)).unwrap();
    assert!(n.newsroom.review(on).unwrap().suggestions.is_empty());
}

#[test]
fn a_suggestion_is_left_and_gone_on_with() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    let made = write(&mut n, on, 1, mended);
    let (state, _) = n.newsroom.leave_suggesting(made, minutes_on(2)).unwrap();
    assert_eq!(state.story.headline, "Mayor met him", "the answer is the working copy");
    let again = write(&mut n, on, 3, |s| s.eyebrow = "Court".to_owned());
    assert_eq!(again, made);
    assert_eq!(only(&mut n, on).changes.len(), 4, "eyebrow, headline and two words of the body");
}

#[test]
fn a_change_is_taken_and_the_revision_has_two_parents_and_undo_gives_the_text_back() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    let made = write(&mut n, on, 1, mended);
    let changes = only(&mut n, on).changes;
    assert!(changes.iter().all(|c| c.standing == Standing::Open));
    let second = changes[1].id.clone();
    n.newsroom.decide(made, std::slice::from_ref(&second), true, minutes_on(2)).unwrap();
    assert_eq!(text(&mut n, on), original().replace("alleged", "charged"));
    let kept = n.newsroom.revisions(on).unwrap();
    assert_eq!((kept[0].why, kept[0].parents.len()), (Why::Merged, 2));
    let then = only(&mut n, on);
    assert_eq!(then.decided, [None, Some(Decided::Taken), None]);
    assert_eq!(then.changes[1].standing, Standing::There);

    n.newsroom.undo_decision(on, minutes_on(3)).unwrap();
    assert_eq!(text(&mut n, on), original());
    let back = only(&mut n, on);
    assert_eq!((back.decided[1], back.changes[1].standing), (None, Standing::Open));
    assert_eq!(n.newsroom.undo_decision(on, minutes_on(4)).unwrap_err().code, "decision-missing");
}

#[test]
fn a_change_is_left_and_the_suggestion_is_settled_when_nothing_is_undecided() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    let made = write(&mut n, on, 1, mended);
    let ids: Vec<String> = only(&mut n, on).changes.into_iter().map(|c| c.id).collect();
    n.newsroom.decide(made, &ids[..1], false, minutes_on(2)).unwrap();
    assert_eq!(text(&mut n, on), original());
    n.newsroom.decide(made, &ids[1..2], true, minutes_on(3)).unwrap();
    n.newsroom.decide(made, &ids[2..], true, minutes_on(4)).unwrap();
    assert!(n.newsroom.review(on).unwrap().suggestions.is_empty(), "it is settled");
    let now = text(&mut n, on);
    assert_eq!(now, original().replace("alleged", "charged").replace("Monday", "Tuesday"));
    let proposed = n.newsroom.revisions(on).unwrap().into_iter().find(|r| r.why == Why::Proposed).unwrap();
    let (_, words) = n.newsroom.revision(proposed.id).unwrap();
    assert_eq!(words.headline, "Mayor met charged man", "what was left is found in the history");
    n.newsroom.undo_decision(on, minutes_on(5)).unwrap();
    assert_eq!(only(&mut n, on).decided, [Some(Decided::Left), Some(Decided::Taken), None], "open again");
}

#[test]
fn what_was_written_since_is_never_overwritten_by_taking_or_by_undoing() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    let made = write(&mut n, on, 1, mended);
    n.edit(on, minutes_on(2), |s| s.body = body::read(&COPY.replace("alleged", "said")));
    let changes = only(&mut n, on).changes;
    assert_eq!(changes[1].standing, Standing::Overtaken);
    let fault = n.newsroom.decide(made, &[changes[1].id.clone()], true, minutes_on(3)).unwrap_err();
    assert_eq!(fault.code, "suggestion-change-overtaken");
    n.newsroom.decide(made, &[changes[2].id.clone()], true, minutes_on(4)).unwrap();
    n.edit(on, minutes_on(5), |s| s.body = body::read("He was said to have met her on Wednesday."));
    assert_eq!(n.newsroom.undo_decision(on, minutes_on(6)).unwrap_err().code, "decision-worked-on");
    assert!(text(&mut n, on).ends_with("He was said to have met her on Wednesday."));
}

#[test]
fn a_change_whose_words_are_gone_says_so() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    write(&mut n, on, 1, mended);
    n.edit(on, minutes_on(2), |s| s.body = body::read("Nobody was hurt."));
    let standings: Vec<Standing> = only(&mut n, on).changes.iter().map(|c| c.standing).collect();
    assert_eq!(standings, [Standing::Open, Standing::Gone, Standing::Gone]);
}

#[test]
fn edits_become_a_suggestion_afterwards_and_no_word_is_lost() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    let filed = n.newsroom.keep_revision(on, "As filed", minutes_on(1)).unwrap();
    assert_eq!(filed.why, Why::Filed, "a hand-off can tell what was private before");
    n.edit(on, minutes_on(2), |s| {
        mended(s);
        s.tags = vec!["court".to_owned()];
    });
    n.newsroom.suggest_since(on, filed.id, minutes_on(3)).unwrap();
    assert_eq!(text(&mut n, on), original());
    assert_eq!(n.state(on).story.tags, ["court"], "what is no text stays");
    let suggestion = only(&mut n, on);
    assert_eq!(suggestion.changes.len(), 3);
    let before = n.newsroom.revisions(on).unwrap().into_iter().find(|r| r.why == Why::BeforeRestore).unwrap();
    assert_eq!(n.newsroom.revision(before.id).unwrap().1.headline, "Mayor met charged man");
    let ids: Vec<String> = suggestion.changes.into_iter().map(|c| c.id).collect();
    n.newsroom.decide(suggestion.row.id, &ids, true, minutes_on(4)).unwrap();
    assert!(text(&mut n, on).starts_with("Mayor met charged man\n\nHe was charged"));
    let newest = n.newsroom.revisions(on).unwrap()[0].id;
    let fault = n.newsroom.suggest_since(on, newest, minutes_on(5)).unwrap_err();
    assert_eq!(fault.code, "suggestion-empty");
}

#[test]
fn two_windows_that_write_one_suggestion_lose_no_word_of_either() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    let (begun, _) = n.newsroom.suggest(on, minutes_on(1)).unwrap();
    let put = |words: &'static str| {
        move |s: &mut Story| {
            s.headline = words.to_owned();
            Ok(())
        }
    };
    let mut other = n.reopened();
    other.edit_suggestion(begun.suggestion, 0, minutes_on(2), put("The other's words")).unwrap();
    let (saved, _) =
        n.newsroom.edit_suggestion(begun.suggestion, 0, minutes_on(3), put("Our words")).unwrap();
    assert!(saved.kept_other);
    assert_eq!(saved.state.story.headline, "Our words");
    n.newsroom.settle_suggestion(begun.suggestion, &[], minutes_on(4)).unwrap();
    let rows = n.newsroom.revisions(on).unwrap();
    let proposed = rows.into_iter().filter(|r| r.why == Why::Proposed);
    let kept: Vec<String> = proposed.map(|r| n.newsroom.revision(r.id).unwrap().1.headline).collect();
    assert_eq!(kept, ["Our words", "The other's words"]);
}

#[test]
fn a_suggestion_never_goes_out_with_a_publish_of_what_is_live() {
    let mut n = TestNewsroom::new();
    let on = story(&mut n);
    n.publish(on, minutes_on(1));
    write(&mut n, on, 2, mended);
    n.edit(on, minutes_on(2), |s| s.slug = "moved on".to_owned());
    let refused = publish::publish_story(&mut n.newsroom, on, minutes_on(3)).unwrap_err();
    assert_eq!(refused.code, "suggestions-open", "somebody must say what becomes of it");
    assert_eq!(n.export().files_with("charged"), [""; 0]);
    assert_eq!(n.newsroom.faults().unwrap(), []);
}
