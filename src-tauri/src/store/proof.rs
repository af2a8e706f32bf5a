//! What the newsroom remembers of spelling and house style: added words, marks that stand,
//! rules that are off; and the names in its stories.

use super::{Tx, text};
use crate::Result;
use crate::story::{StoryId, UtcMillis};
use rusqlite::params;

/// How many stories names are learnt from: the newest. More would only hold up the start.
const LEARNT_FROM: i64 = 20_000;

/// A word of the newsroom's own.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct DictionaryWord {
    /// BCP 47 without region; empty: every language.
    pub language: String,
    /// The word.
    pub word: String,
}

impl Tx<'_> {
    /// Every word added by hand, by word.
    pub fn dictionary_words(&self) -> Result<Vec<DictionaryWord>> {
        let mut ask =
            self.conn.prepare_cached("SELECT language, word FROM dictionary_word ORDER BY word, language")?;
        let rows = ask.query_map([], |r| {
            Ok(DictionaryWord { language: text(r, "language")?, word: text(r, "word")? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds a word; one that is there stays.
    pub fn add_dictionary_word(&self, word: &DictionaryWord, at: UtcMillis) -> Result<()> {
        self.conn.execute(
            "INSERT INTO dictionary_word (language, word, added_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![word.language, word.word, at.0],
        )?;
        Ok(())
    }

    /// Takes a word out.
    pub fn remove_dictionary_word(&self, word: &DictionaryWord) -> Result<()> {
        self.conn.execute(
            "DELETE FROM dictionary_word WHERE language = ?1 AND word = ?2",
            params![word.language, word.word],
        )?;
        Ok(())
    }

    /// What a person let stand in a story: rule and words.
    pub fn let_stand(&self, story: StoryId) -> Result<Vec<(String, String)>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT rule, quote FROM let_stand WHERE story = ?1 ORDER BY rule, quote")?;
        let rows = ask.query_map([story.to_string()], |r| Ok((text(r, "rule")?, text(r, "quote")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Lets words stand in a story, or marks them again.
    pub fn set_let_stand(&self, story: StoryId, rule: &str, quote: &str, stands: bool) -> Result<()> {
        let sql = if stands {
            "INSERT INTO let_stand (story, rule, quote) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
        } else {
            "DELETE FROM let_stand WHERE story = ?1 AND rule = ?2 AND quote = ?3"
        };
        self.conn.execute(sql, params![story.to_string(), rule, quote])?;
        Ok(())
    }

    /// The rules that are switched off.
    pub fn style_rules_off(&self) -> Result<Vec<String>> {
        let mut ask = self.conn.prepare_cached("SELECT rule FROM style_rule_off ORDER BY rule")?;
        let rows = ask.query_map([], |r| text(r, "rule"))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Switches a rule off, or on again.
    pub fn set_style_rule_off(&self, rule: &str, off: bool) -> Result<()> {
        let sql = if off {
            "INSERT INTO style_rule_off (rule) VALUES (?1) ON CONFLICT DO NOTHING"
        } else {
            "DELETE FROM style_rule_off WHERE rule = ?1"
        };
        self.conn.execute(sql, [rule])?;
        Ok(())
    }

    /// Bylines, tags, datelines and section names, one question: words that are names.
    pub fn names_by_place(&self) -> Result<Vec<String>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT name FROM section
             UNION SELECT name FROM story_byline
             UNION SELECT tag FROM story_tag
             UNION SELECT dateline_place FROM story WHERE dateline_place <> ''
             UNION SELECT agency FROM story WHERE agency <> ''",
        )?;
        let rows = ask.query_map([], |r| r.get::<_, String>(0))?;
        // A name that cannot be read teaches nothing, and stops nothing.
        Ok(rows.filter_map(|r| r.ok()).collect())
    }

    /// Calls `see` with the id and text of each story changed since, the newest of all first;
    /// answers when the last of them changed.
    pub fn texts_since(&self, since: UtcMillis, see: &mut dyn FnMut(&str, &str)) -> Result<UtcMillis> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id, changed_at, body FROM story WHERE spiked_at IS NULL AND changed_at > ?1
             ORDER BY changed_at DESC, id DESC LIMIT ?2",
        )?;
        let mut rows = ask.query(params![since.0, LEARNT_FROM])?;
        let mut last = since;
        while let Some(row) = rows.next()? {
            if let (Ok(id), Ok(body)) = (row.get_ref(0)?.as_str(), row.get_ref(2)?.as_str()) {
                see(id, body);
            }
            last = last.max(UtcMillis(row.get::<_, i64>(1).unwrap_or(since.0)));
        }
        Ok(last)
    }
}
