//! The lines of a hand-off as JSON. A key that we do not know stops the reading: nothing is
//! dropped in silence.

use crate::revision::Why;
use crate::store::{CommentRow, RevisionRow, SuggestionRow};
use crate::story::{CommentId, RevisionId, StoryId, SuggestionId, UtcMillis};
use serde::{Deserialize, Serialize};

/// What the file is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub format: u32,
    pub made_at: UtcMillis,
    pub made_by: String,
    pub newsroom: String,
    pub story: StoryId,
    pub head: RevisionId,
}

/// The format alone: asked first, so that a newer file is called newer and not broken.
#[derive(Deserialize)]
pub struct FormatOnly {
    pub format: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionLine {
    pub id: RevisionId,
    pub parents: Vec<RevisionId>,
    pub author: String,
    pub made_at: UtcMillis,
    pub why: Why,
    pub name: String,
    pub words: u32,
    pub sha256: String,
}

impl RevisionLine {
    pub fn of(row: &RevisionRow, sha256: String) -> Self {
        Self {
            id: row.id,
            parents: row.parents.clone(),
            author: row.author.clone(),
            made_at: row.made_at,
            why: row.why,
            name: row.name.clone(),
            words: u32::try_from(row.words).unwrap_or_default(),
            sha256,
        }
    }

    pub fn row(self, story: StoryId) -> RevisionRow {
        RevisionRow {
            id: self.id,
            story,
            parents: self.parents,
            author: self.author,
            device: String::new(), // whose machine it was is nobody's business elsewhere
            made_at: self.made_at,
            why: self.why,
            name: self.name,
            section: String::new(),
            words: i64::from(self.words),
            seal: String::new(),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentLine {
    pub id: CommentId,
    pub reply_to: Option<CommentId>,
    pub revision: Option<RevisionId>,
    pub field: String,
    pub block: u32,
    pub start: u32,
    pub length: u32,
    pub quote: String,
    pub before: String,
    pub after: String,
    pub author: String,
    pub text: String,
    pub made_at: UtcMillis,
    pub resolved_at: Option<UtcMillis>,
}

impl CommentLine {
    pub fn of(c: &CommentRow) -> Self {
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            id: c.id,
            reply_to: c.reply_to,
            revision: c.revision,
            field: c.field.clone(),
            block: size(c.block),
            start: size(c.start),
            length: size(c.length),
            quote: c.quote.clone(),
            before: c.before.clone(),
            after: c.after.clone(),
            author: c.author.clone(),
            text: c.text.clone(),
            made_at: c.made_at,
            resolved_at: c.resolved_at,
        }
    }

    pub fn row(self, story: StoryId) -> CommentRow {
        CommentRow {
            id: self.id,
            story,
            reply_to: self.reply_to,
            revision: self.revision,
            field: self.field,
            block: self.block as usize,
            start: self.start as usize,
            length: self.length as usize,
            quote: self.quote,
            before: self.before,
            after: self.after,
            author: self.author,
            text: self.text,
            made_at: self.made_at,
            resolved_at: self.resolved_at,
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuggestionLine {
    pub id: SuggestionId,
    pub base: RevisionId,
    pub proposed: RevisionId,
    pub author: String,
    pub made_at: UtcMillis,
    pub settled_at: Option<UtcMillis>,
    pub taken: bool,
}

impl SuggestionLine {
    pub fn of(s: &SuggestionRow) -> Self {
        Self {
            id: s.id,
            base: s.base,
            proposed: s.proposed,
            author: s.author.clone(),
            made_at: s.made_at,
            settled_at: s.settled_at,
            taken: s.taken,
        }
    }

    pub fn row(self, story: StoryId) -> SuggestionRow {
        SuggestionRow {
            id: self.id,
            story,
            base: self.base,
            proposed: self.proposed,
            author: self.author,
            made_at: self.made_at,
            settled_at: self.settled_at,
            taken: self.taken,
        }
    }
}
