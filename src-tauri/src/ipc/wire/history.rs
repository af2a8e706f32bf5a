//! Revisions and what differs between them.

use super::StoryDraft;
use crate::body::{self};
use crate::newsroom::{self};
use crate::revision::{FieldDiff, HunkKind, Why};
use crate::store;
use crate::story::{RevisionId, UtcMillis};
use serde::Serialize;
use ts_rs::TS;

/// A revision in the list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevisionRow {
    /// The revision.
    pub id: RevisionId,
    /// When it was kept.
    pub made_at: UtcMillis,
    /// Who kept it.
    pub author: String,
    /// Why.
    pub why: Why,
    /// A name given by a person.
    pub name: String,
    /// Words of its body.
    #[ts(type = "number")]
    pub words: i64,
    /// Whether readers see this one.
    pub is_published: bool,
}

impl RevisionRow {
    /// A row; `published` is the revision that readers see.
    pub fn of(r: store::RevisionRow, published: Option<RevisionId>) -> Self {
        Self {
            is_published: published == Some(r.id),
            id: r.id,
            made_at: r.made_at,
            author: r.author,
            why: r.why,
            name: r.name,
            words: r.words,
        }
    }
}

/// A revision, read.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RevisionView {
    /// Its row.
    pub row: RevisionRow,
    /// The story as it was.
    pub draft: StoryDraft,
}

/// Two states of a story.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Comparison {
    /// The older side.
    pub from: RevisionRow,
    /// The newer; none: the working copy.
    pub to: Option<RevisionRow>,
    /// What differs.
    pub fields: Vec<FieldDiff>,
    /// Words that the newer side alone has.
    pub added: usize,
    /// Words that the older side alone has.
    pub removed: usize,
}

impl From<newsroom::Comparison> for Comparison {
    fn from(c: newsroom::Comparison) -> Self {
        let words = |kind: HunkKind| {
            let hunks = c.fields.iter().flat_map(|f| &f.hunks).filter(|h| h.kind == kind);
            hunks.map(|h| body::words(&h.text)).sum()
        };
        Self {
            added: words(HunkKind::Added),
            removed: words(HunkKind::Removed),
            from: RevisionRow::of(c.from, None),
            to: c.to.map(|r| RevisionRow::of(r, None)),
            fields: c.fields,
        }
    }
}
