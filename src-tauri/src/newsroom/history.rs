//! Revisions: kept, read, compared, restored.

use super::editing::{state, take_text, write};
use super::setup::settings_row;
use super::{Changed, Newsroom, StoryState};
use crate::revision::{self, Why};
use crate::store::{RevisionRow, StoryRow, Tx};
use crate::story::{RevisionId, Story, StoryId, UtcMillis};
use crate::{Result, body};

pub use crate::revision::FieldDiff;

/// The name of the milestone that hands a story to the desk.
const AS_FILED: &str = "As filed";

/// Two states of a story, field by field and word by word.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The older side.
    pub from: RevisionRow,
    /// The newer side; none means the working copy.
    pub to: Option<RevisionRow>,
    /// The fields that differ; the body always.
    pub fields: Vec<FieldDiff>,
}

impl Newsroom {
    /// The revisions of a story, newest first.
    pub fn revisions(&mut self, story: StoryId) -> Result<Vec<RevisionRow>> {
        self.reading(|tx| tx.revisions(story))
    }

    /// A revision with the story as it was then.
    pub fn revision(&mut self, revision: RevisionId) -> Result<(RevisionRow, Story)> {
        self.reading(|tx| read(tx, revision))
    }

    /// Keeps the story as it stands, under a name. One named “As filed” is `filed`: what is
    /// older was its writer's own.
    pub fn keep_revision(&mut self, story: StoryId, name: &str, now: UtcMillis) -> Result<RevisionRow> {
        self.transact(|tx| {
            let row = tx.story(story)?;
            let why = if body::field(name) == AS_FILED { Why::Filed } else { Why::Named };
            keep(tx, &row, why, name, now)
        })
    }

    /// Compares a revision with another, or with the working copy.
    pub fn compare(&mut self, from: RevisionId, to: Option<RevisionId>) -> Result<Comparison> {
        self.reading(|tx| {
            let (from_row, old) = read(tx, from)?;
            let (to_row, new) = match to {
                Some(to) => {
                    let (row, story) = read(tx, to)?;
                    (Some(row), story)
                }
                None => (None, tx.story(from_row.story)?.story),
            };
            let sections = tx.sections()?;
            let name = |s: &Story| {
                s.section
                    .and_then(|id| sections.iter().find(|x| x.id == id))
                    .map(|x| x.name.clone())
                    .unwrap_or_default()
            };
            let fields = revision::compare(&old, &name(&old), &new, &name(&new));
            Ok(Comparison { from: from_row, to: to_row, fields })
        })
    }

    /// Brings a revision's text back as the working copy. What stood there before is kept
    /// first; the restored text becomes a revision with both as its parents.
    pub fn restore(&mut self, revision: RevisionId, now: UtcMillis) -> Result<(StoryState, Changed)> {
        self.transact(|tx| {
            let (old, mut text) = read(tx, revision)?;
            let mut row = tx.story(old.story)?;
            let sections = tx.sections()?;
            let before = keep(tx, &row, Why::BeforeRestore, "", now)?;
            if text.section.is_some_and(|id| sections.iter().all(|s| s.id != id)) {
                text.section = row.story.section; // that section is gone: the story stays where it is
            }
            take_text(&mut row.story, text);
            row.edit += 1;
            write(tx, &mut row, now)?;
            keep_with(tx, &row, Why::Restored, "", now, vec![before.id, old.id])?;
            Ok((state(tx, old.story)?, Changed::story(old.story)))
        })
    }
}

/// A revision read back as a story. The section comes by its id, which outlives its name.
pub(crate) fn read(tx: &Tx, id: RevisionId) -> Result<(RevisionRow, Story)> {
    let found = tx.revision(id)?;
    let mut story = revision::read(&found.text)?;
    story.id = found.row.story;
    story.section = found.row.section.parse().ok();
    Ok((found.row, story))
}

/// Keeps the story as it stands. Where the newest revision says the same already and
/// nothing is named, that one serves.
pub(crate) fn keep(tx: &Tx, row: &StoryRow, why: Why, name: &str, now: UtcMillis) -> Result<RevisionRow> {
    let newest = tx.newest_revision(row.story.id)?;
    let parents = newest.iter().map(|r| r.id).collect();
    match newest {
        Some(same) if why.is_quiet() && same.seal == revision::seal_of(&row.story) => Ok(same),
        _ => keep_with(tx, row, why, name, now, parents),
    }
}

pub(super) fn keep_with(
    tx: &Tx,
    row: &StoryRow,
    why: Why,
    name: &str,
    now: UtcMillis,
    parents: Vec<RevisionId>,
) -> Result<RevisionRow> {
    let kept = row_of(tx, row, why, name, now, parents)?;
    keep_row(tx, &kept, row)?;
    Ok(kept)
}

/// The row of a revision that says what the story says now.
pub(super) fn row_of(
    tx: &Tx,
    row: &StoryRow,
    why: Why,
    name: &str,
    now: UtcMillis,
    parents: Vec<RevisionId>,
) -> Result<RevisionRow> {
    let settings = settings_row(tx)?;
    Ok(RevisionRow {
        id: RevisionId::new(),
        story: row.story.id,
        parents,
        author: settings.settings.author,
        device: settings.device,
        made_at: now,
        why,
        name: body::field(name),
        section: row.story.section.map(|s| s.to_string()).unwrap_or_default(),
        words: row.words,
        seal: revision::seal_of(&row.story),
    })
}

/// Keeps it, and lets the working copy go on from it.
pub(super) fn keep_row(tx: &Tx, kept: &RevisionRow, row: &StoryRow) -> Result<()> {
    let sections = tx.sections()?;
    let section = row.story.section.and_then(|id| sections.iter().find(|s| s.id == id));
    tx.keep_revision(kept, &revision::canonical(&row.story, section.map_or("", |s| &s.name)))?;
    tx.save_head(row.story.id, kept.id)
}

/// Keeps what is about to go out; the publishing modules' way to `keep`.
pub(crate) fn keep_revision_of(tx: &Tx, row: &StoryRow, why: Why, now: UtcMillis) -> Result<RevisionRow> {
    keep(tx, row, why, "", now)
}
