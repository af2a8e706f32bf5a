//! Running text that both sides changed: by word, and never finer than a word.
//!
//! Changes of two sides in one sentence are one question over the whole sentence: two changes
//! that are right each by itself can say together what nobody wrote.

use super::regions::{Region, changes, regions};
use crate::body::{Inline, Marks};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Texts of more words are not taken apart.
const MOST_WORDS: usize = 20_000;

/// A word, or what stands between two, as it is set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Token {
    Word { text: String, marks: Marks, link: Option<String> },
    Break,
}

/// A piece of a running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// It stands, whoever changed it.
    Settled(Vec<Inline>),
    /// Both sides changed it, each otherwise: whole sentences.
    Asked {
        /// As it was.
        base: Vec<Inline>,
        /// As it is here.
        ours: Vec<Inline>,
        /// As it came.
        theirs: Vec<Inline>,
    },
}

/// The text with what both sides did to it; none where it is too long to be taken apart.
pub fn merge(base: &[Inline], ours: &[Inline], theirs: &[Inline]) -> Option<Vec<Piece>> {
    let (b, o, t) = (tokens(base), tokens(ours), tokens(theirs));
    if b.len().max(o.len()).max(t.len()) > MOST_WORDS {
        return None;
    }
    let ends = sentence_ends(&b);
    let apart = |piece: &Range<usize>, next: &Range<usize>| {
        next.start > piece.end && ends.iter().any(|end| (piece.end..=next.start).contains(end))
    };
    let mut found = regions(b.len(), &changes(&b, &o), &changes(&b, &t), |a, n| !apart(a, n));
    whole_sentences(&mut found, &ends, |r| clashes(r, &o, &t));
    let pieces =
        found.into_iter().filter(|r| !(r.base.is_empty() && r.ours.is_empty() && r.theirs.is_empty()));
    Some(
        pieces
            .map(|r| {
                if clashes(&r, &o, &t) {
                    Piece::Asked {
                        base: inlines(&b[r.base]),
                        ours: inlines(&o[r.ours]),
                        theirs: inlines(&t[r.theirs]),
                    }
                } else if r.by_us {
                    Piece::Settled(inlines(&o[r.ours]))
                } else {
                    Piece::Settled(inlines(&t[r.theirs]))
                }
            })
            .collect(),
    )
}

/// Both wordings, one after the other, with a space between them where there is none.
pub fn both(mut first: Vec<Inline>, second: Vec<Inline>) -> Vec<Inline> {
    let plain = |text: &str| Inline::Text { text: text.to_owned(), marks: Marks::default(), link: None };
    let open =
        matches!(first.last(), Some(Inline::Text { text, .. }) if !text.ends_with(char::is_whitespace));
    if open && !second.is_empty() {
        first.push(plain(" "));
    }
    first.extend(second);
    // What follows must not run into the last word.
    let closed =
        matches!(first.last(), Some(Inline::Text { text, .. }) if !text.ends_with(char::is_whitespace));
    if closed {
        first.push(plain(" "));
    }
    first
}

fn clashes(r: &Region, ours: &[Token], theirs: &[Token]) -> bool {
    r.by_us && r.by_them && ours[r.ours.clone()] != theirs[r.theirs.clone()]
}

/// Lets every piece that is asked reach from the beginning of a sentence to the end of one.
/// Between two changed pieces there is always such a place.
fn whole_sentences(found: &mut [Region], ends: &[usize], asked: impl Fn(&Region) -> bool) {
    for at in 0..found.len() {
        if !asked(&found[at]) {
            continue;
        }
        let (start, end) = (found[at].base.start, found[at].base.end);
        if at > 0 && !(found[at - 1].by_us || found[at - 1].by_them) {
            let floor = found[at - 1].base.start;
            let from = ends.iter().rev().find(|e| (floor..=start).contains(*e)).copied().unwrap_or(floor);
            let n = start - from;
            let before = &mut found[at - 1];
            (before.base.end, before.ours.end, before.theirs.end) =
                (before.base.end - n, before.ours.end - n, before.theirs.end - n);
            let this = &mut found[at];
            (this.base.start, this.ours.start, this.theirs.start) =
                (from, this.ours.start - n, this.theirs.start - n);
        }
        if at + 1 < found.len() && !(found[at + 1].by_us || found[at + 1].by_them) {
            let ceiling = found[at + 1].base.end;
            let to = ends.iter().find(|e| (end..=ceiling).contains(*e)).copied().unwrap_or(ceiling);
            let n = to - end;
            let after = &mut found[at + 1];
            (after.base.start, after.ours.start, after.theirs.start) =
                (to, after.ours.start + n, after.theirs.start + n);
            let this = &mut found[at];
            (this.base.end, this.ours.end, this.theirs.end) = (to, this.ours.end + n, this.theirs.end + n);
        }
    }
}

fn tokens(text: &[Inline]) -> Vec<Token> {
    let mut out = Vec::new();
    for run in text {
        match run {
            Inline::Break => out.push(Token::Break),
            Inline::Text { text, marks, link } => {
                out.extend(text.split_word_bounds().map(|word| Token::Word {
                    text: word.to_owned(),
                    marks: *marks,
                    link: link.clone(),
                }))
            }
        }
    }
    out
}

fn inlines(tokens: &[Token]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for token in tokens {
        match (token, out.last_mut()) {
            (Token::Break, _) => out.push(Inline::Break),
            (Token::Word { text, marks, link }, Some(Inline::Text { text: so_far, marks: m, link: l }))
                if (&*m, &*l) == (marks, link) =>
            {
                so_far.push_str(text);
            }
            (Token::Word { text, marks, link }, _) => {
                out.push(Inline::Text { text: text.clone(), marks: *marks, link: link.clone() });
            }
        }
    }
    out
}

/// The places between tokens where a sentence ends; the beginning and the end of the text too.
fn sentence_ends(tokens: &[Token]) -> Vec<usize> {
    let mut text = String::new();
    let mut at_byte = vec![0];
    for token in tokens {
        match token {
            Token::Word { text: word, .. } => text.push_str(word),
            Token::Break => text.push('\n'),
        }
        at_byte.push(text.len());
    }
    let mut ends: Vec<usize> = text
        .split_sentence_bound_indices()
        .filter_map(|(at, _)| at_byte.binary_search(&at).ok())
        .chain([0, tokens.len()])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}
