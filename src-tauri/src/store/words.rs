//! The word index: what of a story can be found, and what a person typed as a question to it.
//!
//! Words are folded by `story::folding` on the way in and on the way out, and runs of a script
//! without spaces are kept as pairs of characters, so FTS5's plainest tokenizer is enough.

use super::Tx;
use super::story::byline_line;
use crate::Result;
use crate::body;
use crate::story::{Piece, Story, StoryId, pieces};
use rusqlite::OptionalExtension;

/// More words than anybody types: a pasted page is cut here.
const MOST_WORDS: usize = 24;

impl Tx<'_> {
    /// Writes what can be found of a story that has just been saved.
    pub(super) fn index_words(&self, s: &Story) -> Result<()> {
        let number: i64 = self
            .conn
            .prepare_cached("SELECT number FROM story WHERE id = ?1")?
            .query_row([s.id.to_string()], |r| r.get(0))?;
        let set = &s.headlines;
        let mut head = String::new();
        for field in [&s.slug, &s.headline, &set.search, &set.social, &set.push, &set.sms, &s.eyebrow] {
            add(&mut head, field);
        }
        let mut text = String::new();
        for field in [&byline_line(s), &s.agency, &s.dateline.place, &s.dateline.text] {
            add(&mut text, field);
        }
        for tag in &s.tags {
            add(&mut text, tag);
        }
        add(&mut text, &body::inline_text(&s.standfirst));
        if let Some(lead) = &s.lead {
            for field in [&body::inline_text(&lead.caption), &lead.credit, &lead.alt] {
                add(&mut text, field);
            }
        }
        add(&mut text, &body::plain_text(&s.body));
        self.conn
            .prepare_cached("INSERT OR REPLACE INTO story_words (rowid, headline, text) VALUES (?1, ?2, ?3)")?
            .execute((number, head, text))?;
        self.conn.prepare_cached("DELETE FROM story_words_stale WHERE number = ?1")?.execute([number])?;
        Ok(())
    }

    /// 1 where the index lacks stories, else 0.
    pub(super) fn stale_words(&self) -> Result<i64> {
        let mut ask = self.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM story_words_stale)")?;
        Ok(ask.query_row([], |r| r.get(0))?)
    }

    /// Writes the words of up to `most` stories whose words were never written, or by an older
    /// rule, newest first. Says how many it looked at; 0: none is left. One that cannot be read is passed over.
    pub(super) fn index_stale_words(&self, most: usize) -> Result<usize> {
        let numbers: Vec<i64> = self
            .conn
            .prepare_cached("SELECT number FROM story_words_stale ORDER BY number DESC LIMIT ?1")?
            .query_map([most as i64], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for number in &numbers {
            let id: Option<String> = self
                .conn
                .prepare_cached("SELECT id FROM story WHERE number = ?1")?
                .query_row([number], |r| r.get(0))
                .optional()
                .unwrap_or_default();
            let story = id.and_then(|id| id.parse::<StoryId>().ok());
            if let Some(Ok(Some(row))) = story.map(|id| self.story_if_here(id)) {
                self.index_words(&row.story)?;
            } else {
                self.conn
                    .prepare_cached("DELETE FROM story_words_stale WHERE number = ?1")?
                    .execute([number])?;
            }
        }
        Ok(numbers.len())
    }
}

/// Adds a field's words to what the index is given.
fn add(out: &mut String, field: &str) {
    for piece in pieces(field) {
        match piece {
            Piece::Word(word) => push(out, &word),
            Piece::Run(run) => pairs(&run, true).for_each(|pair| push(out, pair)),
        }
    }
}

fn push(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

/// Each character of a run with the one after it; `last`: the last one alone too, so that every
/// character begins something.
fn pairs(run: &str, last: bool) -> impl Iterator<Item = &str> {
    let mut starts = run.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
    starts.push(run.len());
    let count = starts.len() - 1;
    (0..count).filter_map(move |n| {
        let end = starts.get(n + 2).copied().or_else(|| (last || count == 1).then_some(run.len()))?;
        run.get(starts[n]..end)
    })
}

/// What a person typed as an FTS5 expression: every word must be there, the last may be
/// the start of one (from three letters, two of Hangul). Marks and operators are words of no
/// meaning; words joined by a mark must stand side by side.
pub(super) fn match_expression(find: &str) -> String {
    let mut asked: Vec<String> = Vec::new();
    let mut open_end = None;
    for chunk in find.split(|c: char| c.is_whitespace() || c == '"') {
        let mut phrase: Vec<String> = Vec::new();
        for piece in pieces(chunk) {
            match piece {
                Piece::Word(word) => {
                    let letters = word.chars().count();
                    open_end = (letters >= 3 || (letters == 2 && word.chars().all(is_hangul)))
                        .then_some(asked.len());
                    phrase.push(word);
                }
                Piece::Run(run) => {
                    close(&mut asked, &mut phrase);
                    let one = run.chars().nth(1).is_none();
                    let spaced = pairs(&run, false).collect::<Vec<_>>().join(" ");
                    asked.push(format!("\"{spaced}\"{}", if one { "*" } else { "" }));
                    open_end = None;
                }
            }
        }
        close(&mut asked, &mut phrase);
    }
    asked.truncate(MOST_WORDS);
    if !find.ends_with(|c: char| c.is_whitespace() || c == '"')
        && let Some(last) = open_end.filter(|at| at + 1 == asked.len())
    {
        asked[last].push('*');
    }
    asked.join(" ")
}

fn close(asked: &mut Vec<String>, phrase: &mut Vec<String>) {
    if !phrase.is_empty() {
        asked.push(format!("\"{}\"", phrase.join(" ")));
        phrase.clear();
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c as u32, 0xAC00..=0xD7A3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_never_an_operator() {
        assert_eq!(match_expression("harbour OR \"wall* -x"), "\"harbour\" \"or\" \"wall\" \"x\"");
        assert_eq!(match_expression("harb"), "\"harb\"*");
        assert_eq!(match_expression("harb "), "\"harb\"");
        assert_eq!(match_expression("well-know"), "\"well know\"*");
        assert_eq!(match_expression("it’s"), "\"it s\"");
        assert_eq!(match_expression(" ?! "), "");
        assert_eq!(match_expression(&"word ".repeat(500)).matches("word").count(), MOST_WORDS);
    }

    #[test]
    fn a_script_without_spaces_is_asked_for_by_pairs() {
        assert_eq!(match_expression("海燕"), "\"海燕\"");
        assert_eq!(match_expression("日本語"), "\"日本 本語\"");
        assert_eq!(match_expression("水"), "\"水\"*");
        assert_eq!(match_expression("2026年"), "\"2026\" \"年\"*");
        assert_eq!(match_expression("서울"), "\"서울\"*");
    }

    #[test]
    fn what_the_index_is_given_has_each_pair_and_each_last_character() {
        let mut out = String::new();
        add(&mut out, "台风 Haiyan、水");
        assert_eq!(out, "台风 风 haiyan 水");
    }
}
