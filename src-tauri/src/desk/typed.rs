//! What a person typed into search, taken apart: words, phrases, the beginning of a word, fields.
//! Pure. Nothing that is typed is a fault: signs without a meaning are passed over.

use crate::story::{Piece, folded, pieces};

/// More words than anybody types: a pasted page is cut here.
const MOST_WORDS: usize = 24;

/// A field that words may be asked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// `slug:`
    Slug,
    /// `headline:`, every headline and the eyebrow.
    Headline,
    /// `by:`, names and agency.
    By,
    /// `tag:`
    Tag,
}

/// Pieces that must stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Where; none: anywhere.
    pub field: Option<Field>,
    /// Folded, in order.
    pub pieces: Vec<Piece>,
    /// Whether the last may go on.
    pub begun: bool,
}

/// A search as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// All must be there.
    pub words: Vec<Asked>,
    /// `stage:`, folded: a stage whose name begins so.
    pub stages: Vec<String>,
    /// `section:`, folded: a section whose name begins so.
    pub sections: Vec<String>,
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '”')
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '»')
}

impl Typed {
    /// Takes apart what was typed.
    pub fn read(find: &str) -> Self {
        let mut out = Self::default();
        let mut rest = find;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace());
            if rest.is_empty() {
                break;
            }
            let (name, after) = field(rest);
            rest = after;
            let (words, quoted, after) = words(rest);
            rest = after;
            let ended = quoted || !after.is_empty();
            match name {
                Some("stage") => out.stages.extend(value(words)),
                Some("section") => out.sections.extend(value(words)),
                name => out.add(words, name.and_then(known), quoted, ended),
            }
        }
        out.words.truncate(MOST_WORDS);
        out
    }

    fn add(&mut self, words: &str, field: Option<Field>, quoted: bool, ended: bool) {
        let all = pieces(words);
        if quoted {
            if !all.is_empty() {
                self.words.push(Asked { field, pieces: all, begun: false });
            }
            return;
        }
        // Words joined by a mark stand side by side; a run of a script without spaces by itself.
        let mut phrase = Vec::new();
        let count = all.len();
        for (n, piece) in all.into_iter().enumerate() {
            let begun = !ended && n + 1 == count && may_go_on(&piece);
            match piece {
                Piece::Word(_) => {
                    phrase.push(piece);
                    if begun {
                        self.words.push(Asked { field, pieces: std::mem::take(&mut phrase), begun });
                    }
                }
                Piece::Run(_) => {
                    self.close(field, &mut phrase);
                    self.words.push(Asked { field, pieces: vec![piece], begun: false });
                }
            }
        }
        self.close(field, &mut phrase);
    }

    fn close(&mut self, field: Option<Field>, phrase: &mut Vec<Piece>) {
        if !phrase.is_empty() {
            self.words.push(Asked { field, pieces: std::mem::take(phrase), begun: false });
        }
    }
}

/// Whether the word may be the beginning of one: from three letters, two of Hangul.
fn may_go_on(piece: &Piece) -> bool {
    let Piece::Word(word) = piece else { return false };
    let letters = word.chars().count();
    letters >= 3 || (letters == 2 && word.chars().all(|c| matches!(c as u32, 0xAC00..=0xD7A3)))
}

/// The name of a field before a colon, and what comes after it.
fn field(text: &str) -> (Option<&'static str>, &str) {
    let Some((name, after)) = text.split_once([':', '：']) else { return (None, text) };
    let name = name.to_lowercase();
    match ["headline", "by", "section", "tag", "stage", "slug"].into_iter().find(|known| **known == name) {
        Some(known) if !after.is_empty() && !after.starts_with(char::is_whitespace) => (Some(known), after),
        _ => (None, text),
    }
}

fn known(name: &str) -> Option<Field> {
    match name {
        "slug" => Some(Field::Slug),
        "headline" => Some(Field::Headline),
        "by" => Some(Field::By),
        "tag" => Some(Field::Tag),
        _ => None,
    }
}

/// The words up to the next space, or those between two quotation marks; and the rest.
fn words(text: &str) -> (&str, bool, &str) {
    let mut text = text;
    if let Some(first) = text.chars().next().filter(|c| opens(*c)) {
        let inner = &text[first.len_utf8()..];
        if let Some(end) = inner.find(closes) {
            let close = inner[end..].chars().next().map_or(0, char::len_utf8);
            return (&inner[..end], true, &inner[end + close..]);
        }
        // The phrase is not finished yet: its words are asked for as words.
        text = inner;
    }
    let end = text.find(|c: char| c.is_whitespace() || opens(c)).unwrap_or(text.len());
    (&text[..end], false, &text[end..])
}

fn value(words: &str) -> Option<String> {
    let value = folded(words.trim());
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(find: &str) -> Vec<String> {
        let piece = |p: &Piece| match p {
            Piece::Word(w) => w.clone(),
            Piece::Run(r) => format!("<{r}>"),
        };
        Typed::read(find)
            .words
            .iter()
            .map(|a| {
                let field = a.field.map(|f| format!("{f:?}:")).unwrap_or_default();
                let words = a.pieces.iter().map(piece).collect::<Vec<_>>().join(" ");
                format!("{field}{words}{}", if a.begun { "…" } else { "" })
            })
            .collect()
    }

    #[test]
    fn words_phrases_beginnings_and_fields() {
        assert_eq!(shown("harbour OR \"wall* -x"), ["harbour", "or", "wall", "x"]);
        assert_eq!(shown("harb"), ["harb…"]);
        assert_eq!(shown("harb "), ["harb"]);
        assert_eq!(shown("ha"), ["ha"]);
        assert_eq!(shown("well-know"), ["well know…"]);
        assert_eq!(shown("“harbour wall” May"), ["harbour wall", "may…"]);
        assert_eq!(shown("\"harbour wall\""), ["harbour wall"]);
        assert_eq!(shown("headline:\"harbour wall\" by:ann"), ["Headline:harbour wall", "By:ann…"]);
        assert_eq!(shown("Slug:HARB tag:sea"), ["Slug:harb", "Tag:sea…"]);
        assert_eq!(shown("10:30"), ["10 30"]);
        assert_eq!(shown("by: ann"), ["by", "ann…"]);
        assert_eq!(shown("2026年"), ["2026", "<年>"]);
        assert_eq!(shown(" ?! "), [""; 0]);
        assert_eq!(shown(&"word ".repeat(500)).len(), MOST_WORDS);
        let typed = Typed::read("stage:Subs section:\"Arts and\" x");
        assert_eq!((typed.stages, typed.sections), (vec!["subs".into()], vec!["arts and".into()]));
        assert_eq!(typed.words.len(), 1);
    }
}
