//! What is marked while a story is written: what is still to fill in, house style, spelling.
//!
//! Pure: text and rules in, marks out. Files, dictionaries on disk and what the newsroom
//! remembers are in `newsroom/proofing`; what stops or asks at publishing is in `check`.

pub mod dictionary;
pub mod names;
pub mod placeholders;
pub mod quotes;
pub mod spelling;
pub mod style;
pub mod style_file;

use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::ops::Range;

/// The rule of a spelling mark, as "right this time" remembers it.
pub const SPELLING: &str = "spelling";
/// The rule of a mark on something to fill in.
pub const PLACEHOLDER: &str = "placeholder";

/// A piece of a story's text: one paragraph, or one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Piece {
    /// Where it stands: `headline`, `standfirst`, `body`, `caption`, `alt`, `tags`, …
    pub field: String,
    /// Its plain text.
    pub text: String,
    /// Whether the whole of it is somebody's words: a block quote or a pull quote.
    pub quoted: bool,
    /// The links in it.
    pub links: Vec<PieceLink>,
}

/// A link in a piece, in UTF-16 units of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct PieceLink {
    /// Where its words begin.
    pub from: u32,
    /// Where they end.
    pub to: u32,
    /// Where it goes.
    pub href: String,
}

/// The three kinds of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// Something is still to come: TK, a caption without words, a link to nowhere.
    FillIn,
    /// A rule of the house.
    Style,
    /// A word that no dictionary here knows.
    Spelling,
}

/// One mark on a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct Mark {
    /// Where it begins, in UTF-16 units of the piece's text.
    pub from: u32,
    /// Where it ends; the same as `from` where there are no words to mark.
    pub to: u32,
    /// What it is.
    pub kind: MarkKind,
    /// The house rule's id; `spelling`; `placeholder`.
    pub rule: String,
    /// The very words.
    pub words: String,
    /// Why it is marked, one sentence.
    pub why: String,
    /// What to write instead; spelling is asked for when it is wanted.
    pub suggestions: Vec<String>,
}

/// What a check of pieces knows beside them.
pub struct Known<'a> {
    /// The story's language, BCP 47.
    pub language: &'a str,
    /// The rules of the house; none where there is no file.
    pub house: Option<&'a style::House>,
    /// Rules that the newsroom has switched off.
    pub off: &'a HashSet<String>,
    /// What a person let stand in this story: rule and words.
    pub let_stand: &'a HashSet<(String, String)>,
    /// The words of the language; none where no dictionary is here.
    pub speller: Option<&'a dyn Fn(&str) -> bool>,
    /// Whether a `story:` link goes to a story that is here.
    pub story_is_here: &'a dyn Fn(&str) -> bool,
}

/// How much of a piece is looked at, by where it stands.
fn is_prose(field: &str) -> bool {
    matches!(
        field,
        "headline"
            | "searchHeadline"
            | "socialHeadline"
            | "pushHeadline"
            | "smsHeadline"
            | "eyebrow"
            | "standfirst"
            | "caption"
            | "body"
            | "alt"
    )
}

/// Everything to mark in a piece, in the order of its text; no two overlap.
pub fn marks(piece: &Piece, known: &Known) -> Vec<Mark> {
    let mut found: Vec<(Range<usize>, Mark)> = Vec::new();
    let text = piece.text.as_str();
    fill_in(piece, known, &mut found);
    if is_prose(&piece.field) {
        if let Some(house) = known.house {
            let quoted = if piece.quoted {
                std::iter::once(0..text.len()).collect()
            } else {
                quotes::ranges(text, known.language)
            };
            for hit in house.find(text, &piece.field, known.language, &quoted, known.off) {
                add(
                    &mut found,
                    hit.range.clone(),
                    text,
                    MarkKind::Style,
                    &hit.rule,
                    &hit.why,
                    hit.suggestions,
                );
            }
        }
        if let Some(speller) = known.speller {
            for range in spelling::unknown(text, known.language, speller) {
                let why = "The dictionary does not know this word.";
                add(&mut found, range, text, MarkKind::Spelling, SPELLING, why, Vec::new());
            }
        }
    }
    let mut out: Vec<(Range<usize>, Mark)> = Vec::new();
    // What was found first matters most: a rule wins over spelling, what is missing over both.
    for (range, mark) in found {
        let stands = known.let_stand.contains(&(mark.rule.clone(), mark.words.clone()));
        let covered = out.iter().any(|(r, _)| r.start < range.end && range.start < r.end);
        if !stands && !covered {
            out.push((range, mark));
        }
    }
    out.sort_by_key(|(range, _)| (range.start, range.end));
    in_utf16(text, out)
}

fn fill_in(piece: &Piece, known: &Known, found: &mut Vec<(Range<usize>, Mark)>) {
    let text = piece.text.as_str();
    if piece.field == "caption" && text.trim().is_empty() {
        let why = "This picture has no caption.";
        add(found, 0..0, text, MarkKind::FillIn, PLACEHOLDER, why, Vec::new());
    }
    let hits = if piece.field == "urlSlug" { placeholders::in_slug(text) } else { placeholders::find(text) };
    for hit in hits {
        add(found, hit.range, text, MarkKind::FillIn, PLACEHOLDER, hit.why, Vec::new());
    }
    for link in &piece.links {
        let nowhere = link.href.starts_with("story:") && !(known.story_is_here)(&link.href);
        let why = if nowhere {
            Some("This link goes to a story that is not in this newsroom.")
        } else {
            placeholders::link(&link.href)
        };
        if let Some(why) = why {
            let range = bytes_of(text, link.from)..bytes_of(text, link.to);
            add(found, range, text, MarkKind::FillIn, PLACEHOLDER, why, Vec::new());
            if let Some((_, mark)) = found.last_mut()
                && mark.words.is_empty()
            {
                mark.words = link.href.clone();
            }
        }
    }
}

fn add(
    found: &mut Vec<(Range<usize>, Mark)>,
    range: Range<usize>,
    text: &str,
    kind: MarkKind,
    rule: &str,
    why: &str,
    suggestions: Vec<String>,
) {
    let words = text.get(range.clone()).unwrap_or_default().to_owned();
    let mark = Mark { from: 0, to: 0, kind, rule: rule.to_owned(), words, why: why.to_owned(), suggestions };
    found.push((range, mark));
}

/// Sets the places in UTF-16 units, as the window counts; one walk through the text.
fn in_utf16(text: &str, found: Vec<(Range<usize>, Mark)>) -> Vec<Mark> {
    let (mut bytes, mut units) = (0, 0u32);
    let mut at = |byte: usize| {
        if byte < bytes {
            (bytes, units) = (0, 0);
        }
        let between = text.get(bytes..byte).unwrap_or_default();
        units += between.encode_utf16().count() as u32;
        bytes = byte;
        units
    };
    found
        .into_iter()
        .map(|(range, mut mark)| {
            mark.from = at(range.start);
            mark.to = at(range.end);
            mark
        })
        .collect()
}

/// The byte at which so many UTF-16 units have passed.
fn bytes_of(text: &str, units: u32) -> usize {
    let mut passed = 0;
    for (at, c) in text.char_indices() {
        if passed >= units {
            return at;
        }
        passed += c.len_utf16() as u32;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(field: &str, text: &str) -> Piece {
        Piece { field: field.into(), text: text.into(), quoted: false, links: Vec::new() }
    }

    fn known<'a>(
        house: Option<&'a style::House>,
        off: &'a HashSet<String>,
        let_stand: &'a HashSet<(String, String)>,
        speller: Option<&'a dyn Fn(&str) -> bool>,
    ) -> Known<'a> {
        Known { language: "en-GB", house, off, let_stand, speller, story_is_here: &|_| false }
    }

    fn said(marks: &[Mark]) -> Vec<(u32, u32, &str)> {
        marks.iter().map(|m| (m.from, m.to, m.words.as_str())).collect()
    }

    #[test]
    fn places_are_counted_as_the_window_counts() {
        let (off, stand) = (HashSet::new(), HashSet::new());
        let marks = marks(&piece("body", "🌊 नदी TK"), &known(None, &off, &stand, None));
        assert_eq!(said(&marks), [(7, 9, "TK")], "a wave is two units, each Hindi mark one");
    }

    #[test]
    fn a_rule_covers_the_spelling_beneath_it_and_what_is_missing_covers_both() {
        let house = style::House::read("rule: amongst\nfind: amongst\nuse: among\nwhy: Shorter.\n");
        let (off, stand) = (HashSet::new(), HashSet::new());
        let nothing = |_: &str| false;
        let found = marks(&piece("body", "amongst TK"), &known(Some(&house), &off, &stand, Some(&nothing)));
        assert_eq!(said(&found), [(0, 7, "amongst"), (8, 10, "TK")]);
        assert_eq!(found[0].kind, MarkKind::Style);
        assert_eq!(found[0].suggestions, ["among"]);
    }

    #[test]
    fn right_this_time_lets_the_very_words_stand_and_no_others() {
        let (off, mut stand) = (HashSet::new(), HashSet::new());
        stand.insert((SPELLING.to_owned(), "Skerry".to_owned()));
        let nothing = |_: &str| false;
        let found = marks(&piece("body", "Skerry Skery"), &known(None, &off, &stand, Some(&nothing)));
        assert_eq!(said(&found), [(7, 12, "Skery")]);
    }

    #[test]
    fn names_tags_and_slugs_are_searched_for_what_is_missing_and_for_nothing_else() {
        let (off, stand) = (HashSet::new(), HashSet::new());
        let nothing = |_: &str| false;
        let seen = known(None, &off, &stand, Some(&nothing));
        assert!(marks(&piece("tags", "harbor"), &seen).is_empty());
        assert_eq!(said(&marks(&piece("bylines", "TK, TKTK"), &seen)), [(0, 2, "TK"), (4, 8, "TKTK")]);
        assert_eq!(said(&marks(&piece("urlSlug", "harbour-tk"), &seen)), [(8, 10, "tk")]);
    }

    #[test]
    fn an_empty_caption_is_to_be_filled_in_and_a_link_to_nowhere_too() {
        let (off, stand) = (HashSet::new(), HashSet::new());
        let seen = known(None, &off, &stand, None);
        assert_eq!(said(&marks(&piece("caption", ""), &seen)), [(0, 0, "")]);
        let link = |href: &str| PieceLink { from: 4, to: 9, href: href.into() };
        let mut linked = piece("body", "See there now");
        linked.links = vec![link("story:0190")];
        assert_eq!(said(&marks(&linked, &seen)), [(4, 9, "there")]);
        linked.links = vec![link("https://staging.calderstar.example/x")];
        assert_eq!(said(&marks(&linked, &seen)), [(4, 9, "there")]);
        linked.links = vec![link("https://calderstar.example/x")];
        assert!(marks(&linked, &seen).is_empty());
    }
}
