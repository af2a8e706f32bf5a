//! A suggestion, change by change: what it would alter in the story as it stands now, and the
//! story with some of it taken. Pure.
//!
//! Paragraphs are the grain: a change is taken only where the paragraphs it was made on still
//! stand as they were, so that no sentence of ours is ever overwritten.

use super::compare::{Hunk, HunkKind, by_word};
use crate::body::{self, Block, Doc};
use crate::story::Story;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::ops::Range;

/// One change that somebody proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct Suggested {
    /// The field's name, as the window knows it.
    pub field: String,
    /// The field's name for people.
    pub label: String,
    /// The words as they were and as proposed.
    pub words: Vec<Hunk>,
    /// Whether it can be taken.
    pub standing: Standing,
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
    /// The paragraph was changed since: only a person can make one of the two.
    Overtaken,
}

/// What becomes of the blocks of one text in another: which blocks, and by which.
struct Change {
    old: Range<usize>,
    new: Range<usize>,
}

/// Every change that `proposed` makes to `base`, as it stands to the story of now.
pub fn suggested(base: &Story, proposed: &Story, now: &Story) -> Vec<Suggested> {
    let mut out = Vec::new();
    let standing = |base: bool, proposed: bool| match (proposed, base) {
        (true, _) => Standing::There,
        (false, true) => Standing::Open,
        (false, false) => Standing::Overtaken,
    };
    if base.headline != proposed.headline {
        out.push(Suggested {
            field: "headline".to_owned(),
            label: "Headline".to_owned(),
            words: by_word(&base.headline, &proposed.headline),
            standing: standing(now.headline == base.headline, now.headline == proposed.headline),
        });
    }
    if base.standfirst != proposed.standfirst {
        out.push(Suggested {
            field: "standfirst".to_owned(),
            label: "Standfirst".to_owned(),
            words: by_word(&body::write_inline(&base.standfirst), &body::write_inline(&proposed.standfirst)),
            standing: standing(now.standfirst == base.standfirst, now.standfirst == proposed.standfirst),
        });
    }
    let since = changes(&base.body, &now.body);
    for change in changes(&base.body, &proposed.body) {
        let (old, new) = (&base.body[change.old.clone()], &proposed.body[change.new.clone()]);
        out.push(Suggested {
            field: "body".to_owned(),
            label: "Body".to_owned(),
            words: shown(old, new),
            standing: match place(&change, &since, &base.body, &now.body, new) {
                Place::Free(_) => Standing::Open,
                Place::There => Standing::There,
                Place::Changed => Standing::Overtaken,
            },
        });
    }
    out
}

/// The story of now with some of the changes taken, named by their places in [`suggested`].
/// One that cannot be taken is left.
pub fn take(base: &Story, proposed: &Story, now: &Story, which: &[usize]) -> Story {
    let mut out = now.clone();
    let mut next = 0..;
    let mut wanted = || next.next().is_some_and(|place| which.contains(&place));
    if base.headline != proposed.headline && wanted() && now.headline == base.headline {
        out.headline.clone_from(&proposed.headline);
    }
    if base.standfirst != proposed.standfirst && wanted() && now.standfirst == base.standfirst {
        out.standfirst.clone_from(&proposed.standfirst);
    }
    let since = changes(&base.body, &now.body);
    let mut edits: Vec<(Range<usize>, Doc)> = Vec::new();
    for change in changes(&base.body, &proposed.body) {
        let new = &proposed.body[change.new.clone()];
        if wanted()
            && let Place::Free(range) = place(&change, &since, &base.body, &now.body, new)
        {
            edits.push((range, new.to_vec()));
        }
    }
    // From the end, so that the places of the others stay; what goes in at one place keeps its order.
    for (range, new) in edits.into_iter().rev() {
        out.body.splice(range, new);
    }
    out
}

/// Where a change stands in the text of now.
enum Place {
    /// These blocks of it are as they were.
    Free(Range<usize>),
    /// It says so already.
    There,
    /// They are not as they were.
    Changed,
}

fn place(change: &Change, since: &[Change], base: &[Block], now: &[Block], new: &[Block]) -> Place {
    let touches = |c: &&Change| {
        // Two insertions at one place touch; so does one inside or at the edge of what was changed.
        let (a, b) = (&c.old, &change.old);
        if a.is_empty() || b.is_empty() {
            a.start <= b.end && b.start <= a.end && (a.is_empty() == b.is_empty() || inside(a, b))
        } else {
            a.start < b.end && b.start < a.end
        }
    };
    let met: Vec<&Change> = since.iter().filter(touches).collect();
    if met.is_empty() {
        let shift = |at: usize| {
            let before = since
                .iter()
                .filter(|c| c.old.end <= at)
                .fold(0_isize, |n, c| n + c.new.len() as isize - c.old.len() as isize);
            at.saturating_add_signed(before)
        };
        let from = shift(change.old.start);
        let range = from..from + change.old.len();
        return match now.get(range.clone()) {
            Some(there) if there == &base[change.old.clone()] => Place::Free(range),
            _ => Place::Changed,
        };
    }
    let (first, last) = (met[0], met[met.len() - 1]);
    // What stands there now in place of the same blocks, with the untouched ones at the edges.
    let from = first.new.start.saturating_sub(first.old.start.saturating_sub(change.old.start));
    let to = last.new.end + change.old.end.saturating_sub(last.old.end);
    match now.get(from..to) {
        Some(there)
            if there == new && first.old.start >= change.old.start && last.old.end <= change.old.end =>
        {
            Place::There
        }
        _ => Place::Changed,
    }
}

/// Whether the empty one of two ranges stands truly inside the other.
fn inside(a: &Range<usize>, b: &Range<usize>) -> bool {
    let (point, range) = if a.is_empty() { (a.start, b) } else { (b.start, a) };
    range.start < point && point < range.end
}

/// How the blocks of two texts differ. Where as many blocks stand for as many, each is a change
/// of its own.
fn changes(old: &[Block], new: &[Block]) -> Vec<Change> {
    let mut numbers: HashMap<&Block, usize> = HashMap::new();
    let mut ids = |block| {
        let next = numbers.len();
        *numbers.entry(block).or_insert(next)
    };
    let old: Vec<usize> = old.iter().map(&mut ids).collect();
    let new: Vec<usize> = new.iter().map(&mut ids).collect();
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (old, new) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Replace { .. } if old.len() == new.len() => {
                out.extend(old.zip(new).map(|(o, n)| Change { old: o..o + 1, new: n..n + 1 }));
            }
            _ => out.push(Change { old, new }),
        }
    }
    out
}

/// The words of both; where only marks, links or pictures differ, the Markdown of both.
fn shown(old: &[Block], new: &[Block]) -> Vec<Hunk> {
    let (a, b) = (body::plain_text(old), body::plain_text(new));
    if a == b {
        return by_word(&body::write(old), &body::write(new));
    }
    let words = by_word(&a, &b);
    let same: usize = words.iter().filter(|w| w.kind == HunkKind::Same).map(|w| w.text.len()).sum();
    if same * 5 < a.len() + b.len() && !a.is_empty() && !b.is_empty() {
        // Little more than their spaces in common: the one goes and the other comes.
        let hunk = |kind, text: &str| Hunk { kind, text: text.to_owned() };
        return vec![hunk(HunkKind::Removed, &a), hunk(HunkKind::Same, "\n"), hunk(HunkKind::Added, &b)];
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(kinds, [HunkKind::Removed, HunkKind::Same, HunkKind::Added], "{words:?}");
    }

    #[test]
    fn a_change_of_bold_alone_is_shown_by_its_markdown() {
        let (base, proposed) = (story("A", "It burned."), story("A", "It **burned**."));
        let words: String =
            suggested(&base, &proposed, &base)[0].words.iter().map(|h| h.text.as_str()).collect();
        assert!(words.contains("**"), "{words}");
    }
}
