//! The word index: what of a story can be found, by field, and a typed search as a question to it.
//!
//! Words are folded by `story::folding` on the way in and on the way out, and runs of a script
//! without spaces are kept as pairs of characters, so FTS5's plainest tokenizer is enough.

use super::Tx;
use super::story::byline_line;
use crate::Result;
use crate::body;
use crate::desk::typed::{Asked, Field};
use crate::story::{Piece, SectionId, Story, StoryId, folded, pieces};
use rusqlite::{OptionalExtension, params};

/// Characters of a text that it is sorted by.
const KEY: usize = 60;

impl Tx<'_> {
    /// Writes what can be found of a story that has just been saved, and what it is sorted by.
    /// `seal` and `markdown` are the story's; `all`: every revision is looked at for older words.
    pub(super) fn index_words(&self, s: &Story, seal: &str, markdown: &str, all: bool) -> Result<()> {
        let number = self.number_of(s.id)?;
        let set = &s.headlines;
        let slug = words_of(&s.slug);
        let mut head = String::new();
        for field in [&s.headline, &set.search, &set.social, &set.push, &set.sms, &s.eyebrow] {
            add(&mut head, field);
        }
        let mut byline = String::new();
        s.bylines.iter().for_each(|b| add(&mut byline, &b.name));
        add(&mut byline, &s.agency);
        let section = s.section.map(section_word).unwrap_or_default();
        let mut tag = String::new();
        s.tags.iter().for_each(|t| add(&mut tag, t));
        let mut text = String::new();
        for field in [&s.dateline.place, &s.dateline.text, &s.handling.brief, &s.handling.assigned_to] {
            add(&mut text, field);
        }
        add(&mut text, &body::inline_text(&s.standfirst));
        if let Some(lead) = &s.lead {
            for field in [&body::inline_text(&lead.caption), &lead.credit, &lead.alt] {
                add(&mut text, field);
            }
        }
        s.corrections.iter().for_each(|c| add(&mut text, &c.text));
        add(&mut text, &body::plain_text_with_notes(&s.body));
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO story_words (rowid, slug, headline, byline, section, tag, text)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![number, slug, head, byline, section, tag, text])?;
        let line = byline_line(s);
        let assigned = s.handling.assigned_to.trim();
        let whose =
            if assigned.is_empty() { s.bylines.first().map_or("", |b| b.name.as_str()) } else { assigned };
        self.conn
            .prepare_cached(
                "UPDATE desk_entry SET slug_key = ?2, headline_key = ?3, byline_key = ?4, assigned_key = ?5, whose_key = ?6
                 WHERE number = ?1
                   AND (slug_key, headline_key, byline_key, assigned_key, whose_key) IS NOT (?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![number, key(&s.slug), key(&s.headline), key(&line), key(assigned), folded(whose.trim())])?;
        self.index_older(number, s, seal, markdown, all)?;
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
                self.index_words(&row.story, &row.seal, &body::write(&row.story.body), true)?;
            } else {
                self.conn
                    .prepare_cached("DELETE FROM story_words_stale WHERE number = ?1")?
                    .execute([number])?;
            }
        }
        Ok(numbers.len())
    }
}

/// What a text is sorted by; an empty one comes last.
fn key(text: &str) -> String {
    let text = folded(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    if text.is_empty() { "\u{10FFFF}".to_owned() } else { text.chars().take(KEY).collect() }
}

/// A section as the index has it.
fn section_word(section: SectionId) -> String {
    section.0.simple().to_string()
}

/// The words of a text as the index has them.
pub(super) fn words_of(text: &str) -> String {
    let mut out = String::new();
    add(&mut out, text);
    out
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

/// A search as an FTS5 expression: all must be there, each in its field; and in one of the sections,
/// where there are any.
pub(super) fn expression(words: &[Asked], sections: &[SectionId]) -> String {
    let mut all: Vec<String> = words.iter().map(|asked| one(asked, true)).collect();
    if !sections.is_empty() {
        let any: Vec<String> = sections.iter().map(|s| format!("\"{}\"", section_word(*s))).collect();
        all.push(format!("(section : ({}))", any.join(" OR ")));
    }
    all.join(" AND ")
}

/// The same without fields.
pub(super) fn anywhere(words: &[Asked]) -> String {
    words.iter().map(|asked| one(asked, false)).collect::<Vec<_>>().join(" AND ")
}

fn one(asked: &Asked, with_field: bool) -> String {
    let mut words = Vec::new();
    let mut begun = asked.begun;
    for (n, piece) in asked.pieces.iter().enumerate() {
        match piece {
            Piece::Word(word) => words.push(word.as_str()),
            Piece::Run(run) => {
                let last = n + 1 == asked.pieces.len();
                // The last character of a run is in the index alone too; more may follow after the last run.
                words.extend(pairs(run, !last));
                begun = last && run.chars().nth(1).is_none();
            }
        }
    }
    let column = match asked.field.filter(|_| with_field) {
        None => "",
        Some(Field::Slug) => "slug : ",
        Some(Field::Headline) => "headline : ",
        Some(Field::By) => "byline : ",
        Some(Field::Tag) => "tag : ",
    };
    format!("({column}\"{}\"{})", words.join(" "), if begun { "*" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::typed::Typed;

    fn asked(find: &str) -> String {
        expression(&Typed::read(find).words, &[])
    }

    #[test]
    fn what_is_typed_is_never_an_operator() {
        assert_eq!(asked("harbour OR \"wall* -x"), "(\"harbour\") AND (\"or\") AND (\"wall\") AND (\"x\")");
        assert_eq!(
            asked("by:ann \"the wall\" harb"),
            "(byline : \"ann\") AND (\"the wall\") AND (\"harb\"*)"
        );
        assert_eq!(anywhere(&Typed::read("tag:sea").words), "(\"sea\"*)");
        assert_eq!(asked(" ?! "), "");
    }

    #[test]
    fn a_script_without_spaces_is_asked_for_by_pairs() {
        assert_eq!(asked("海燕"), "(\"海燕\")");
        assert_eq!(asked("日本語"), "(\"日本 本語\")");
        assert_eq!(asked("水"), "(\"水\"*)");
        assert_eq!(asked("\"台风 Haiyan\""), "(\"台风 风 haiyan\")");
        assert_eq!(asked("2026年"), "(\"2026\") AND (\"年\"*)");
        assert_eq!(asked("서울"), "(\"서울\"*)");
    }

    #[test]
    fn what_the_index_is_given_has_each_pair_and_each_last_character() {
        assert_eq!(words_of("台风 Haiyan、水"), "台风 风 haiyan 水");
    }
}
