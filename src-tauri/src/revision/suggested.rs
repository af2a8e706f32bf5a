//! A suggestion, change by change: what it would alter in the story as it stands now, and the
//! story with some of it taken. Pure.
//!
//! Words are the grain, in each field. A change is taken only where the very pieces it was made on
//! still stand, so that no word of ours is ever overwritten.

use super::compare::{Hunk, HunkKind};
use super::flow::{self, Edit, FIELDS, Token};
use crate::body::Spot;
use crate::story::Story;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::ops::Range;

/// One change that somebody proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// Names it, for as long as the suggestion says this.
    pub id: String,
    /// The field's name, as the window knows it.
    pub field: String,
    /// The field's name for people.
    pub label: String,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The words around it, as they were and as proposed.
    pub words: Vec<Hunk>,
    /// Whether it can be taken.
    pub standing: Standing,
    /// Where the words that would go stand in the story now; of no length where words would only
    /// come in. None where it cannot be taken.
    pub spots: Vec<Spot>,
}

/// What becomes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Words go, come, or both.
    Words,
    /// A paragraph becomes two.
    Split,
    /// Two paragraphs become one.
    Joined,
    /// The words stay; their marks, a link, a credit or what the block is changes.
    Form,
}

/// How a change stands to the story of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It can be taken.
    Open,
    /// The story says so already.
    There,
    /// The words were changed since: only a person can make one of the two.
    Overtaken,
    /// The words it was made on are gone from the story.
    Gone,
}

/// Every change that `proposed` makes to `base`, as it stands to the story of now.
pub fn suggested(base: &Story, proposed: &Story, now: &Story) -> Vec<Suggested> {
    let mut out = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for field in FIELDS.iter().filter(|f| stands_alone(f.name, base, proposed)) {
        let [old, new, here] = [base, proposed, now].map(|story| flow::flow(story, field.name));
        let since = flow::edits(base, now, field.name);
        for edit in flow::edits(base, proposed, field.name) {
            let (removed, added) = (&old[edit.old.clone()], &new[edit.new.clone()]);
            let (kind, mut words) = said(removed, added);
            let (before, after) = around(&old, &edit.old, added);
            words.insert(0, hunk(HunkKind::Same, before));
            words.push(hunk(HunkKind::Same, after));
            words.retain(|w| !w.text.is_empty());
            let name = format!("{}\n{removed:?}\n{added:?}", field.name);
            let count = seen.entry(name.clone()).and_modify(|n| *n += 1).or_insert(0);
            let digest = Sha256::digest(format!("{name}\n{count}").as_bytes());
            let (standing, spots) = match place(&edit, &since, &old, &here, added) {
                Place::Free(range) => (Standing::Open, flow::spots(&here, &range)),
                Place::There => (Standing::There, Vec::new()),
                Place::Changed => (Standing::Overtaken, Vec::new()),
                Place::Gone => (Standing::Gone, Vec::new()),
            };
            out.push(Suggested {
                id: digest[..8].iter().map(|byte| format!("{byte:02x}")).collect(),
                field: field.name.to_owned(),
                label: field.label.to_owned(),
                kind,
                words,
                standing,
                spots,
            });
        }
    }
    out
}

/// The story of now with some of the changes taken, named by their places in [`suggested`].
/// One that cannot be taken is left.
pub fn take(base: &Story, proposed: &Story, now: &Story, which: &[usize]) -> Story {
    let mut out = now.clone();
    let mut next = 0;
    for field in FIELDS.iter().filter(|f| stands_alone(f.name, base, proposed)) {
        let [old, new, mut here] = [base, proposed, now].map(|story| flow::flow(story, field.name));
        let since = flow::edits(base, now, field.name);
        let mut free: Vec<(Range<usize>, &[Token])> = Vec::new();
        for edit in flow::edits(base, proposed, field.name) {
            let added = &new[edit.new.clone()];
            if which.contains(&next)
                && let Place::Free(range) = place(&edit, &since, &old, &here, added)
            {
                free.push((range, added));
            }
            next += 1;
        }
        if free.is_empty() {
            continue;
        }
        // From the end, so that the places of the others stay; what goes in at one place keeps its order.
        for (range, added) in free.into_iter().rev() {
            here.splice(range, added.iter().cloned());
        }
        flow::put(&mut out, field.name, here, proposed);
    }
    out
}

/// With another picture come its own words: they are no changes of their own.
fn stands_alone(field: &str, base: &Story, proposed: &Story) -> bool {
    let media = |s: &Story| s.lead.as_ref().map(|l| l.media.clone());
    !matches!(field, "leadCaption" | "leadCredit" | "leadAlt") || media(base) == media(proposed)
}

/// Where a change stands in the text of now.
enum Place {
    /// These pieces of it are as they were.
    Free(Range<usize>),
    /// It says so already.
    There,
    /// They are not as they were.
    Changed,
    /// They are gone.
    Gone,
}

fn place(change: &Edit, since: &[Edit], base: &[Token], now: &[Token], added: &[Token]) -> Place {
    let (a, b) = (change.old.start, change.old.end);
    let touches = |c: &&Edit| {
        let (from, to) = (c.old.start, c.old.end);
        match (from == to, a == b) {
            (true, true) => from == a,
            (true, false) => a < from && from < b,
            (false, true) => from < a && a < to,
            (false, false) => from < b && a < to,
        }
    };
    let met: Vec<&Edit> = since.iter().filter(touches).collect();
    let (Some(first), Some(last)) = (met.first(), met.last()) else {
        let shift = since
            .iter()
            .filter(|c| c.old.end <= a)
            .fold(0_isize, |n, c| n + c.new.len() as isize - c.old.len() as isize);
        let from = a.saturating_add_signed(shift);
        let range = from..from + (b - a);
        return match now.get(range.clone()) {
            Some(there) if there == &base[a..b] => Place::Free(range),
            _ => Place::Changed,
        };
    };
    // What stands there now in place of the same pieces, with the untouched ones at the edges.
    let from = first.new.start.saturating_sub(first.old.start.saturating_sub(a));
    let to = last.new.end + b.saturating_sub(last.old.end);
    let within = first.old.start >= a && last.old.end <= b;
    if within && now.get(from..to) == Some(added) {
        return Place::There;
    }
    let covered = met.iter().any(|c| c.old.start <= a && b <= c.old.end && c.new.is_empty());
    if covered { Place::Gone } else { Place::Changed }
}

/// What kind of change it is, and its words.
fn said(removed: &[Token], added: &[Token]) -> (ChangeKind, Vec<Hunk>) {
    let blank = |tokens: &[Token]| flow::shown(tokens).replace('¶', "").trim().is_empty();
    let ends = |tokens: &[Token]| tokens.iter().filter(|t| matches!(t, Token::End(_))).count();
    let only_running = |tokens: &[Token]| tokens.iter().all(|t| matches!(t, Token::Word(..) | Token::End(_)));
    let sign = |kind| vec![hunk(kind, "¶".to_owned())];
    if blank(removed) && blank(added) && only_running(removed) && only_running(added) {
        match (ends(removed), ends(added)) {
            (0, 1..) => return (ChangeKind::Split, sign(HunkKind::Added)),
            (1.., 0) => return (ChangeKind::Joined, sign(HunkKind::Removed)),
            _ => {}
        }
    }
    let (mut was, mut will) = (flow::shown(removed), flow::shown(added));
    let kind = if was == will { ChangeKind::Form } else { ChangeKind::Words };
    if kind == ChangeKind::Form {
        (was, will) = (flow::shown_exactly(removed), flow::shown_exactly(added));
    }
    // A paragraph that comes or goes as a whole has its sign.
    let whole = |run: &[Token]| matches!(run.last(), Some(Token::End(_)));
    match (whole(removed), whole(added)) {
        (true, false) => was.push('¶'),
        (false, true) => will.push('¶'),
        _ => {}
    }
    (kind, vec![hunk(HunkKind::Removed, was), hunk(HunkKind::Added, will)])
}

fn ends_block(token: &Token) -> bool {
    matches!(token, Token::End(_) | Token::Whole(_))
}

fn hunk(kind: HunkKind, text: String) -> Hunk {
    Hunk { kind, text }
}

/// The words of the same block before and after a range.
fn around(tokens: &[Token], range: &Range<usize>, added: &[Token]) -> (String, String) {
    let from = tokens[..range.start].iter().rposition(ends_block).map_or(0, |at| at + 1);
    let to = tokens[range.end..].iter().position(ends_block).map_or(tokens.len(), |at| range.end + at);
    // A run that ends a block has nothing after it; the next block is not its surroundings.
    let whole = |run: &[Token]| run.last().is_some_and(ends_block);
    let after = if from == range.start && (whole(&tokens[range.clone()]) || whole(added)) {
        String::new()
    } else {
        flow::shown(&tokens[range.end..to])
    };
    (flow::shown(&tokens[from..range.start]), after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body;
    use crate::story::UtcMillis;

    fn story(headline: &str, markdown: &str) -> Story {
        let mut story = Story::new("en-GB", UtcMillis(0));
        story.headline = headline.to_owned();
        story.body = body::read(markdown);
        story
    }

    fn paragraphs(words: &[&str]) -> String {
        words.join("\n\n")
    }

    /// The standings of all changes, and the story with all of them taken.
    fn all(base: &Story, proposed: &Story, now: &Story) -> (Vec<Standing>, String, String) {
        let standings: Vec<_> = suggested(base, proposed, now).iter().map(|s| s.standing).collect();
        let which: Vec<usize> = (0..standings.len()).collect();
        let taken = take(base, proposed, now, &which);
        (standings, taken.headline, body::write(&taken.body).trim_end().to_owned())
    }

    const BASE: [&str; 5] = ["One.", "Two.", "Three.", "Four.", "Five."];
    const PROPOSED: [&str; 5] = ["Zero.", "One.", "Two, mended.", "Four.", "Five."];

    #[test]
    fn on_an_untouched_story_every_change_is_open_and_taking_all_gives_the_proposal() {
        let (base, proposed) = (story("A", &paragraphs(&BASE)), story("B", &paragraphs(&PROPOSED)));
        let (standings, headline, text) = all(&base, &proposed, &base);
        assert!(standings.iter().all(|s| *s == Standing::Open), "{standings:?}");
        assert_eq!((headline.as_str(), text), ("B", paragraphs(&PROPOSED)));
    }

    #[test]
    fn one_change_can_be_taken_by_itself() {
        let (base, proposed) = (story("A", &paragraphs(&BASE)), story("B", &paragraphs(&PROPOSED)));
        let taken = take(&base, &proposed, &base, &[1]);
        assert_eq!(taken.headline, "A");
        assert_eq!(
            body::write(&taken.body).trim_end(),
            paragraphs(&["Zero.", "One.", "Two.", "Three.", "Four.", "Five."])
        );
    }

    #[test]
    fn what_was_worked_on_elsewhere_stays_and_the_changes_find_their_place() {
        let (base, proposed) = (story("A", &paragraphs(&BASE)), story("A", &paragraphs(&PROPOSED)));
        let now = story("A", &paragraphs(&["One.", "Two.", "Three.", "Four and a half.", "Five.", "Six."]));
        let (_, _, text) = all(&base, &proposed, &now);
        assert_eq!(text, paragraphs(&["Zero.", "One.", "Two, mended.", "Four and a half.", "Five.", "Six."]));
    }

    #[test]
    fn a_paragraph_that_was_changed_since_is_never_overwritten() {
        let (base, proposed) = (
            story("A", &paragraphs(&BASE)),
            story("B", &paragraphs(&["One.", "Two, mended.", "Three.", "Four.", "Five."])),
        );
        let now = story("Ours", &paragraphs(&["One.", "Two, by us.", "Three.", "Four.", "Five."]));
        let (standings, headline, text) = all(&base, &proposed, &now);
        assert_eq!(standings, [Standing::Overtaken, Standing::Overtaken]);
        assert_eq!(
            (headline.as_str(), text),
            ("Ours", paragraphs(&["One.", "Two, by us.", "Three.", "Four.", "Five."]))
        );
    }

    #[test]
    fn what_the_story_says_already_is_there_and_is_not_taken_twice() {
        let (base, proposed) = (story("A", &paragraphs(&BASE)), story("B", &paragraphs(&PROPOSED)));
        let (standings, headline, text) = all(&base, &proposed, &proposed);
        assert!(standings.iter().all(|s| *s == Standing::There), "{standings:?}");
        assert_eq!((headline.as_str(), text), ("B", paragraphs(&PROPOSED)));
    }

    #[test]
    fn two_sentences_that_share_nothing_are_shown_one_after_the_other() {
        let (base, proposed) =
            (story("A", "It denies the report."), story("A", "Engineers had warned of the wall."));
        let words = &suggested(&base, &proposed, &base)[0].words;
        let kinds: Vec<HunkKind> = words.iter().map(|h| h.kind).collect();
        assert_eq!(kinds, [HunkKind::Removed, HunkKind::Added, HunkKind::Same], "{words:?}");
    }

    #[test]
    fn a_change_of_bold_alone_is_shown_by_its_markdown() {
        let (base, proposed) = (story("A", "It burned."), story("A", "It **burned**."));
        let words: String =
            suggested(&base, &proposed, &base)[0].words.iter().map(|h| h.text.as_str()).collect();
        assert!(words.contains("**"), "{words}");
    }

    #[test]
    fn two_words_in_one_sentence_are_two_changes_and_each_is_taken_by_itself() {
        let base = story("A", "He was alleged to have met the mayor in Calder on Monday.");
        let proposed = story("A", "He was charged to have met the mayor in Calder on Tuesday.");
        let changes = suggested(&base, &proposed, &base);
        let words: Vec<String> = changes
            .iter()
            .map(|c| c.words.iter().filter(|w| w.kind != HunkKind::Same).map(|w| w.text.as_str()).collect())
            .collect();
        assert_eq!(words, ["allegedcharged", "MondayTuesday"]);
        assert_eq!((changes[0].spots[0].start, changes[0].spots[0].length), (7, 7));
        let taken = take(&base, &proposed, &base, &[1]);
        let text = body::plain_text(&taken.body);
        assert_eq!(text, "He was alleged to have met the mayor in Calder on Tuesday.");
        let then = suggested(&base, &proposed, &taken);
        let standings: Vec<_> = then.iter().map(|c| c.standing).collect();
        assert_eq!(standings, [Standing::Open, Standing::There]);
        assert_eq!(then[0].id, changes[0].id, "a change keeps its name");
    }

    #[test]
    fn split_and_joined_paragraphs_read_as_such_and_no_word_moves() {
        let (one, two) =
            (story("A", "It fell. Nobody was hurt."), story("A", "It fell.\n\nNobody was hurt."));
        let split = suggested(&one, &two, &one);
        assert_eq!(split.iter().map(|c| c.kind).collect::<Vec<_>>(), [ChangeKind::Split]);
        assert_eq!(take(&one, &two, &one, &[0]).body, two.body);
        let joined = suggested(&two, &one, &two);
        assert_eq!(joined.iter().map(|c| c.kind).collect::<Vec<_>>(), [ChangeKind::Joined]);
        assert_eq!(take(&two, &one, &two, &[0]).body, one.body);
    }

    #[test]
    fn a_new_paragraph_is_shown_with_its_sign_and_none_of_the_next() {
        let (base, proposed) = (story("A", "One.\n\nThree."), story("A", "One.\n\nTwo.\n\nThree."));
        let shown = |a: &Story, b: &Story| {
            let words = suggested(a, b, a).remove(0).words;
            words.into_iter().map(|w| (w.kind, w.text)).collect::<Vec<_>>()
        };
        assert_eq!(shown(&base, &proposed), [(HunkKind::Added, "Two.¶".to_owned())]);
        assert_eq!(shown(&proposed, &base), [(HunkKind::Removed, "Two.¶".to_owned())]);
    }

    #[test]
    fn two_numbers_put_in_at_one_place_are_never_run_together() {
        let base = story("A", "In all people died.");
        let (ours, theirs) = (story("A", "In all 13 people died."), story("A", "In all 15 people died."));
        let change = &suggested(&base, &theirs, &ours)[0];
        assert_eq!(change.standing, Standing::Overtaken);
        assert_eq!(take(&base, &theirs, &ours, &[0]).body, ours.body);
    }

    #[test]
    fn a_change_to_words_that_are_gone_says_so() {
        let base = story("A", "One.\n\nThe wall fell on Monday.\n\nThree.");
        let proposed = story("A", "One.\n\nThe wall fell on Tuesday.\n\nThree.");
        let now = story("A", "One.\n\nThree.");
        assert_eq!(suggested(&base, &proposed, &now)[0].standing, Standing::Gone);
    }

    #[test]
    fn a_change_is_placed_in_a_paragraph_that_was_edited_elsewhere_since() {
        let base = story("A", "The wall fell on Monday. Nobody was hurt.");
        let proposed = story("A", "The wall fell on Tuesday. Nobody was hurt.");
        let now = story("A", "New first.\n\nThe old wall fell on Monday. Nobody, she said, was hurt.");
        let change = &suggested(&base, &proposed, &now)[0];
        assert_eq!(change.standing, Standing::Open);
        assert_eq!((change.spots[0].block, change.spots[0].start, change.spots[0].length), (1, 21, 6));
        let text = body::plain_text(&take(&base, &proposed, &now, &[0]).body);
        assert_eq!(text, "New first.\n\nThe old wall fell on Tuesday. Nobody, she said, was hurt.");
    }

    #[test]
    fn links_captions_and_credits_are_changes_of_form_or_of_words() {
        let figure = |caption: &str, credit: &str| {
            let media = "a".repeat(64);
            story(
                "A",
                &format!("```figure\nmedia: {media}\nalt: x\ncaption: {caption}\ncredit: {credit}\n```"),
            )
        };
        let kinds = |a: &Story, b: &Story| suggested(a, b, a).iter().map(|c| c.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&figure("The wall.", "Jo"), &figure("The old wall.", "Jo")), [ChangeKind::Words]);
        assert_eq!(kinds(&figure("The wall.", "Jo"), &figure("The wall.", "Ann")), [ChangeKind::Form]);
        let (plain, linked) = (story("A", "It fell."), story("A", "It [fell](https://example.org/a)."));
        assert_eq!(kinds(&plain, &linked), [ChangeKind::Form]);
        assert_eq!(take(&plain, &linked, &plain, &[0]).body, linked.body);
    }
}
