//! Where some words stand: a remark holds on to them by the words themselves and what stood
//! around them, so that it finds them again after the text has been worked on.

use super::text::texts;
use super::{Block, field};
use std::cmp::Reverse;

/// Letters kept of what stands before and after some words.
pub const AROUND: usize = 32;
/// How well a place fits: what still stands around it, and how near it is to where the words were.
type Rank = (usize, Reverse<(usize, usize)>);
/// Words of so many letters say by themselves which they are.
const TELLING: usize = 20;

/// Some words and what stands around them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The text block they stood in, from 0: paragraphs, subheads, cells and captions in the
    /// order of reading, those without a word not counted.
    pub block: usize,
    /// UTF-16 units into its text.
    pub start: usize,
    /// The very words.
    pub quote: String,
    /// What stands before them.
    pub before: String,
    /// What stands after them.
    pub after: String,
}

/// Where words stand now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The text block.
    pub block: usize,
    /// UTF-16 units into its text.
    pub start: usize,
    /// UTF-16 units.
    pub length: usize,
}

impl Anchor {
    /// Words by themselves, with as much around them as is kept. The place is not known yet.
    pub fn of(before: &str, quote: &str, after: &str) -> Self {
        let last: Vec<char> = line(before).trim_start().chars().rev().take(AROUND).collect();
        Self {
            quote: line(quote).trim().to_owned(),
            before: last.into_iter().rev().collect(),
            after: line(after).trim_end().chars().take(AROUND).collect(),
            ..Self::default()
        }
    }

    /// Words picked at a place that is known.
    pub fn at(block: usize, start: usize, before: &str, quote: &str, after: &str) -> Self {
        Self { block, start, ..Self::of(before, quote, after) }
    }

    /// Finds the words in a body; none where they are gone.
    pub fn find_in(&self, doc: &[Block]) -> Option<Spot> {
        self.find(&texts(doc))
    }

    /// Finds the words in some texts: where most of what stood around them still stands, nearest
    /// to where they were. Where the words themselves were changed between the same
    /// neighbours, it is what stands there now.
    pub fn find(&self, texts: &[String]) -> Option<Spot> {
        let texts: Vec<Vec<char>> = texts.iter().map(|text| one_line(text)).collect();
        let [quote, before, after] = [&self.quote, &self.before, &self.after].map(|text| one_line(text));
        if quote.is_empty() {
            return None;
        }
        let around = before.len() + after.len();
        let mut best: Option<(Rank, Spot)> = None;
        for (block, text) in texts.iter().enumerate() {
            for at in places(text, &quote) {
                let kept = same_end(&text[..at], &before) + same_start(&text[at + quote.len()..], &after);
                // A paragraph that begins with them, or ends so, as it did.
                let at_edge =
                    (before.is_empty() && at == 0) || (after.is_empty() && at + quote.len() == text.len());
                let same = at_edge && block == self.block;
                if kept * 4 < around && quote.len() < TELLING && !same {
                    continue; // the same words, said of something else
                }
                let spot = Spot { block, start: units(&text[..at]), length: units(&quote) };
                let far = (block.abs_diff(self.block), spot.start.abs_diff(self.start));
                let rank = (kept, Reverse(far));
                if best.as_ref().is_none_or(|(had, _)| rank > *had) {
                    best = Some((rank, spot));
                }
            }
        }
        best.map(|(_, spot)| spot).or_else(|| between(&texts, &before, &after, quote.len()))
    }
}

/// What stands now between the same neighbours.
fn between(texts: &[Vec<char>], before: &[char], after: &[char], length: usize) -> Option<Spot> {
    const SURE: usize = 8;
    if before.len() < SURE || after.len() < SURE {
        return None;
    }
    texts.iter().enumerate().find_map(|(block, text)| {
        places(text, before).into_iter().find_map(|at| {
            let from = at + before.len();
            let within = &text[from..text.len().min(from + 2 * length + AROUND + after.len())];
            let gap = places(within, after).into_iter().next().filter(|gap| *gap > 0)?;
            (within[..gap].iter().any(|c| !c.is_whitespace())).then(|| Spot {
                block,
                start: units(&text[..from]),
                length: units(&text[from..from + gap]),
            })
        })
    })
}

/// The text as it is compared: one line, spaces as they are saved.
fn line(text: &str) -> String {
    let kept = field(text);
    let space = |c: Option<char>| if c.is_some_and(char::is_whitespace) { " " } else { "" };
    let (first, last) = (space(text.chars().next()), space(text.chars().last()));
    if kept.is_empty() { first.to_owned() } else { format!("{first}{kept}{last}") }
}

/// Letter by letter as long as the text itself, so that places in the one are places in the other.
fn one_line(text: &str) -> Vec<char> {
    text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect()
}

fn places(text: &[char], words: &[char]) -> Vec<usize> {
    let Some(first) = words.first() else { return Vec::new() };
    (0..(text.len() + 1).saturating_sub(words.len()))
        .filter(|at| text[*at] == *first && text[*at..].starts_with(words))
        .collect()
}

fn same_end(a: &[char], b: &[char]) -> usize {
    a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

fn same_start(a: &[char], b: &[char]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

fn units(text: &[char]) -> usize {
    text.iter().map(|c| c.len_utf16()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::read;

    /// The words at the spot, cut out of the body as the window would.
    fn found(anchor: &Anchor, markdown: &str) -> Option<(usize, String)> {
        let doc = read(markdown);
        let spot = anchor.find_in(&doc)?;
        let units: Vec<u16> = texts(&doc)[spot.block].encode_utf16().collect();
        Some((spot.block, String::from_utf16(&units[spot.start..spot.start + spot.length]).unwrap()))
    }

    const WALL: &str = "The engineers **warned** the council.\n\n- The council said it was told.\n- Later the council denied it.";

    #[test]
    fn words_at_the_edge_of_their_paragraph_are_found_whatever_follows_them() {
        let texts = |text: &str| vec!["An opening.".to_owned(), text.to_owned()];
        let start = Anchor::at(1, 0, "", "The harbour", " wall fell on Monday at noon.");
        let spot = start.find(&texts("The harbour master said nothing.")).unwrap();
        assert_eq!((spot.block, spot.start, spot.length), (1, 0, 11));
        assert_eq!(
            start.find(&texts("Nobody near The harbour said a word.")),
            None,
            "said of something else"
        );
        let end = Anchor::at(1, 20, "It fell on a Monday ", "at noon", "");
        assert!(end.find(&texts("Nobody had seen it fall, at noon")).is_some());
    }

    #[test]
    fn words_are_found_by_what_stands_around_them() {
        let second = Anchor::of("Later the ", "council", " denied it.");
        assert_eq!(found(&second, WALL), Some((2, "council".into())));
        let bold = Anchor::of("The engineers ", "warned", " the council.");
        assert_eq!(found(&bold, WALL), Some((0, "warned".into())));
    }

    #[test]
    fn words_are_found_after_paragraphs_came_before_them_and_their_own_was_edited() {
        let anchor = Anchor::of("Later the ", "council", " denied it.");
        let edited = format!("A new first paragraph about the council 🌊.\n\n{WALL}")
            .replace("Later the council", "Much later 🌊 the council");
        assert_eq!(found(&anchor, &edited), Some((3, "council".into())));
    }

    #[test]
    fn words_that_are_gone_are_not_found_in_another_sentence() {
        let anchor = Anchor::of("Later the ", "council", " denied it.");
        let edited = WALL.replace("\n- Later the council denied it.", "");
        assert_eq!(found(&anchor, &edited), None);
    }

    #[test]
    fn words_changed_between_the_same_neighbours_are_what_stands_there_now() {
        let anchor = Anchor::of("The engineers ", "warned", " the council.");
        assert_eq!(found(&anchor, &WALL.replace("warned", "told")), Some((0, "told".into())));
        assert_eq!(found(&anchor, &WALL.replace("**warned** ", "")), None, "nothing stands there");
    }

    #[test]
    fn a_long_quote_says_by_itself_which_it_is_and_a_short_one_does_not() {
        let long = Anchor::of("x y z here ", "The engineers warned the council", "");
        assert!(found(&long, WALL).is_some());
        let short = Anchor::of("Yesterday in parliament the ", "council", " was abolished by law.");
        assert_eq!(found(&short, WALL), None);
    }

    #[test]
    fn of_two_that_stand_alike_the_nearer_is_taken() {
        let twice = "Same words.\n\nSame words.\n\nSame words.";
        let mut anchor = Anchor::of("", "Same", " words.");
        anchor.block = 1;
        assert_eq!(found(&anchor, twice), Some((1, "Same".into())));
    }

    #[test]
    fn spaces_count_as_they_are_saved_and_urdu_is_found() {
        let anchor = Anchor::of("وزیر اعلیٰ  نے ", "کل  رات", " کہا");
        assert_eq!(found(&anchor, "وزیر اعلیٰ نے کل رات کہا"), Some((0, "کل رات".into())));
    }
}
