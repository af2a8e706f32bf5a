//! The words of older revisions: what stood in a story once and stands there no more.
//!
//! Each save looks at the newest revision alone. That is enough: what an older one has, the newest
//! has too, or it was taken in when the newest was still to come.

use super::revision::unpack;
use super::words::words_of;
use super::{Tx, text};
use crate::story::{Story, StoryId};
use crate::{Result, body, revision};
use rusqlite::params;
use std::collections::HashSet;

impl Tx<'_> {
    /// Takes in what the newest revision (`all`: any revision) has and the story has no more.
    pub(super) fn index_older(
        &self,
        number: i64,
        s: &Story,
        seal: &str,
        markdown: &str,
        all: bool,
    ) -> Result<()> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id, text FROM revision
             WHERE story = ?1 AND why <> 'proposed' AND seal <> ?2
               AND (?3 OR id = (SELECT id FROM revision WHERE story = ?1 AND why <> 'proposed'
                                ORDER BY made_at DESC, id DESC LIMIT 1))
             ORDER BY made_at DESC, id DESC",
        )?;
        let kept = ask
            .query_map(params![s.id.to_string(), seal, all], |r| {
                Ok((text(r, "id")?, r.get::<_, Vec<u8>>("text")?))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        if kept.is_empty() {
            return Ok(());
        }
        let blocks: HashSet<&str> = markdown.split("\n\n").map(str::trim).collect();
        let fields: HashSet<String> = fields(s).into_iter().collect();
        for (id, packed) in kept {
            // One that cannot be read is said by `stet check`.
            let Ok(canonical) = unpack(&packed) else { continue };
            let Some((front, older)) = canonical.split_once("\n---\n") else { continue };
            if let Ok(then) = revision::read(&format!("{front}\n---\n")) {
                for field in self::fields(&then).iter().filter(|field| !fields.contains(*field)) {
                    self.add_passage(number, &id, field)?;
                }
            }
            for block in older.split("\n\n").map(str::trim).filter(|block| !blocks.contains(block)) {
                self.add_passage(number, &id, &body::plain_text_with_notes(&body::read(block)))?;
            }
        }
        Ok(())
    }

    fn add_passage(&self, number: i64, revision: &str, passage: &str) -> Result<()> {
        let words = words_of(passage);
        if words.is_empty() {
            return Ok(());
        }
        let mut ask = self
            .conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM older_passage WHERE story = ?1 AND text = ?2)")?;
        if ask.query_row(params![number, passage], |r| r.get::<_, bool>(0))? {
            return Ok(());
        }
        self.conn
            .prepare_cached("INSERT INTO older_passage (story, revision, text) VALUES (?1, ?2, ?3)")?
            .execute(params![number, revision, passage])?;
        self.conn
            .prepare_cached("INSERT INTO older_words (rowid, text) VALUES (?1, ?2)")?
            .execute(params![self.conn.last_insert_rowid(), words])?;
        Ok(())
    }

    /// The number of a story in this file.
    pub(super) fn number_of(&self, story: StoryId) -> Result<i64> {
        let mut ask = self.conn.prepare_cached("SELECT number FROM story WHERE id = ?1")?;
        Ok(ask.query_row([story.to_string()], |r| r.get(0))?)
    }
}

/// The fields of a story that hold words, each by itself.
fn fields(s: &Story) -> Vec<String> {
    let set = &s.headlines;
    let mut out: Vec<String> =
        [&s.slug, &s.headline, &set.search, &set.social, &set.push, &set.sms, &s.eyebrow, &s.agency]
            .into_iter()
            .cloned()
            .collect();
    out.push(body::inline_text(&s.standfirst));
    out.extend(s.bylines.iter().map(|b| b.name.clone()));
    out.extend(s.tags.iter().cloned());
    out.push(s.handling.brief.clone());
    if let Some(lead) = &s.lead {
        out.extend([body::inline_text(&lead.caption), lead.credit.clone(), lead.alt.clone()]);
    }
    out
}
