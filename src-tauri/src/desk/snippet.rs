//! The few words around what was found, with the found ones marked. Pure.

use super::typed::Typed;
use crate::story::{Piece, UtcMillis, pieces};
use serde::Serialize;

/// Words shown before the first that was found.
const BEFORE: usize = 5;
/// Words shown in all.
const WORDS: usize = 18;
/// Characters of a run without spaces that stand for one word.
const RUN: usize = 4;

/// Some words of a story, and which of them were asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS), ts(rename = "DeskSnippet"))]
pub struct Snippet {
    /// In order, spaces included.
    pub parts: Vec<Part>,
    /// Set where they stand in an older revision only: when that was kept.
    pub older: Option<UtcMillis>,
}

/// A stretch of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS), ts(rename = "DeskSnippetPart"))]
pub struct Part {
    /// The words as they stand.
    pub text: String,
    /// Whether they were asked for.
    pub hit: bool,
}

/// A stretch of text without spaces in it.
struct Word<'a> {
    text: &'a str,
    hit: bool,
}

impl Snippet {
    /// The words around the first hit in a text; none where it has none.
    pub fn of(text: &str, typed: &Typed) -> Option<Self> {
        let words = cut(text, typed);
        // Where words must stand side by side, the place where the most of them meet says most.
        let near = |n: usize| words.iter().skip(n).take(WORDS - BEFORE).filter(|w| w.hit).count();
        let mut first = None;
        for (n, _) in words.iter().enumerate().filter(|(_, w)| w.hit) {
            if first.is_none_or(|(_, most)| near(n) > most) {
                first = Some((n, near(n)));
            }
        }
        let (first, _) = first?;
        let from = first.saturating_sub(BEFORE);
        let to = (from + WORDS).min(words.len());
        let mut parts: Vec<Part> = Vec::new();
        let mut push = |text: &str, hit: bool| match parts.last_mut() {
            Some(last) if last.hit == hit => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => parts.push(Part { text: text.to_owned(), hit }),
        };
        if from > 0 {
            push("… ", false);
        }
        for (n, word) in words[from..to].iter().enumerate() {
            if n > 0 && !touches(&words[from + n - 1], word) {
                push(" ", false);
            }
            let core = word.text.trim_matches(is_sign);
            match word.hit.then(|| word.text.split_once(core)).flatten() {
                Some((before, after)) => {
                    push(before, false);
                    push(core, true);
                    push(after, false);
                }
                None => push(word.text, word.hit),
            }
        }
        if to < words.len() {
            push(" …", false);
        }
        Some(Self { parts, older: None })
    }
}

/// Whether two stretches stand side by side without a space: parts of one run.
fn touches(before: &Word, word: &Word) -> bool {
    before.text.as_ptr().wrapping_add(before.text.len()) == word.text.as_ptr()
}

fn cut<'a>(text: &'a str, typed: &Typed) -> Vec<Word<'a>> {
    let mut out = Vec::new();
    for chunk in text.split_whitespace() {
        let hit = is_hit(chunk, typed);
        if chunk.is_ascii() || chunk.chars().count() <= 2 * RUN || !has_run(chunk) {
            out.push(Word { text: chunk, hit });
            continue;
        }
        // A long run: the found part as it was typed, the rest in small pieces.
        let hit_at = |rest: &str| {
            typed.words.iter().flat_map(|asked| &asked.pieces).find_map(|p| match p {
                Piece::Run(run) if rest.starts_with(run.as_str()) => Some(run.len()),
                _ => None,
            })
        };
        let mut rest = chunk;
        while !rest.is_empty() {
            let hit = hit_at(rest);
            let plain = rest.char_indices().map(|(at, _)| at).enumerate();
            let end = plain.skip(1).find(|(n, at)| *n == RUN || hit_at(&rest[*at..]).is_some());
            let length = hit.unwrap_or_else(|| end.map_or(rest.len(), |(_, at)| at));
            out.push(Word { text: &rest[..length], hit: hit.is_some() });
            rest = &rest[length..];
        }
    }
    out
}

/// Signs at the edge of a word that are not of it; vowel signs are.
fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '…' | '—' | '–' | '।' | '؟' | '،' | '۔')
}

fn has_run(chunk: &str) -> bool {
    pieces(chunk).iter().any(|p| matches!(p, Piece::Run(_)))
}

fn is_hit(chunk: &str, typed: &Typed) -> bool {
    let found = pieces(chunk);
    typed.words.iter().any(|asked| {
        asked.pieces.iter().enumerate().any(|(n, wanted)| {
            let begun = asked.begun && n + 1 == asked.pieces.len();
            found.iter().any(|piece| match (piece, wanted) {
                (Piece::Word(word), Piece::Word(wanted)) => {
                    word == wanted || (begun && word.starts_with(wanted.as_str()))
                }
                (Piece::Run(run), Piece::Run(wanted)) => run.contains(wanted.as_str()),
                _ => false,
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, find: &str) -> String {
        let Some(snippet) = Snippet::of(text, &Typed::read(find)) else { return "none".into() };
        snippet.parts.iter().map(|p| if p.hit { format!("[{}]", p.text) } else { p.text.clone() }).collect()
    }

    #[test]
    fn the_found_words_are_marked_with_some_around_them() {
        assert_eq!(
            shown("The council met on Monday to hear that the “harbour wall” is sound.", "harb"),
            "… Monday to hear that the “[harbour] wall” is sound."
        );
        assert_eq!(shown("Nothing here", "harbour"), "none");
        assert_eq!(shown("ज़मीन पर बहस।", "जमीन"), "[ज़मीन] पर बहस।");
        assert_eq!(shown("台风海燕逼近上海港口，今晚登陆。", "上海"), "台风海燕逼近[上海]港口，今晚登陆。");
        assert_eq!(shown("One, (two), three", "two"), "One, ([two]), three");
    }

    #[test]
    fn the_place_where_most_of_them_meet_is_shown() {
        let text = format!("The wall. {} The harbour wall is sound.", "Words go on. ".repeat(20));
        assert!(
            shown(&text, "harbour wall").contains("[harbour] [wall] is sound."),
            "{}",
            shown(&text, "harbour wall")
        );
    }
}
