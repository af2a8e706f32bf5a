//! Writing a suggestion: a proposed text beside the working copy, saved like a story and seen by
//! nobody who reads, lists, exports or sends stories. Deciding about it is in `deciding`.

use super::editing::{state, write};
use super::setup::settings_row;
use super::{Changed, Newsroom, Saved, StoryState, history};
use crate::body::{self, Unstorable};
use crate::revision::{self, Why};
use crate::store::{RevisionRow, SuggestionRow, SuggestionText, Tx};
use crate::story::{RevisionId, Story, StoryId, SuggestionId, UtcMillis};
use crate::{Error, Result};

/// A suggestion that is being written.
#[derive(Debug, Clone)]
pub struct Suggesting {
    /// Which.
    pub suggestion: SuggestionId,
    /// The story with the proposed text in place of its own.
    pub state: StoryState,
}

impl Newsroom {
    /// Begins a suggestion for a story as it stands, or goes on with the one that whoever works
    /// here has begun.
    pub fn suggest(&mut self, story: StoryId, now: UtcMillis) -> Result<(Suggesting, Changed)> {
        self.transact(|tx| {
            let mut row = match own(tx, story)? {
                Some(begun) if !says_nothing(tx, &begun)? => begun,
                Some(empty) => {
                    tx.remove_suggestion(empty.id)?;
                    begin(tx, story, now)?
                }
                None => begin(tx, story, now)?,
            };
            row.story = story;
            Ok((Suggesting { suggestion: row.id, state: suggested_state(tx, &row)? }, Changed::default()))
        })
    }

    /// Changes the proposed text: the one way it changes. The working copy is not touched. `edit`
    /// is the number that the caller's copy was read or saved with; where another Stet has saved
    /// it since, that text is kept as a revision first.
    pub fn edit_suggestion(
        &mut self,
        suggestion: SuggestionId,
        edit: i64,
        now: UtcMillis,
        change: impl FnOnce(&mut Story) -> Result<()>,
    ) -> Result<(Saved, Changed)> {
        self.transact(|tx| {
            let mut row = open(tx, suggestion)?;
            let Some(had) = tx.suggestion_text(suggestion)? else {
                return Err(Error::new(
                    "suggestion-not-written-here",
                    "This suggestion came with a file, so its text cannot be changed.",
                    "Take its changes or leave them, and suggest your own.",
                ));
            };
            let kept_other = had.edit != edit;
            if kept_other {
                snapshot(tx, &mut row, now)?;
            }
            let mut changed = proposed_story(tx, &row)?;
            change(&mut changed)?;
            let (_, mut story) = history::read(tx, row.base)?;
            revision::put_text(&mut story, &changed);
            story.tidy();
            story.body = match body::stored(&story.body) {
                Ok(stored) => stored.doc,
                Err(Unstorable { markdown }) => {
                    let editor_json = body::prosemirror::write(&story.body).to_string();
                    tx.keep_unstorable(story.id, &editor_json, now)?;
                    body::read(&markdown)
                }
            };
            story.changed_at = now;
            let text = revision::canonical(&story, "");
            tx.save_suggestion_text(suggestion, &SuggestionText { edit: had.edit + 1, saved_at: now, text })?;
            let state = suggested_state(tx, &row)?;
            Ok((Saved { state, notices: Vec::new(), kept_other }, Changed::default()))
        })
    }

    /// Leaves off writing a suggestion: it stays open, and its text is kept as a revision. One that
    /// proposes nothing goes. Answers the working copy.
    pub fn leave_suggesting(
        &mut self,
        suggestion: SuggestionId,
        now: UtcMillis,
    ) -> Result<(StoryState, Changed)> {
        self.transact(|tx| {
            let mut row = tx.suggestion(suggestion)?;
            if row.settled_at.is_none() {
                if says_nothing(tx, &row)? {
                    tx.remove_suggestion(suggestion)?;
                } else {
                    snapshot(tx, &mut row, now)?;
                }
            }
            Ok((state(tx, row.story)?, Changed::story(row.story)))
        })
    }

    /// Makes a suggestion of all that was written since a revision: the working copy goes back to
    /// the words of that one, and those of now are what is proposed. What stood there is kept
    /// first. What is no text (section, tags, stage and the like) stays as it is.
    pub fn suggest_since(
        &mut self,
        story: StoryId,
        revision: RevisionId,
        now: UtcMillis,
    ) -> Result<(StoryState, Changed)> {
        self.transact(|tx| {
            let mut row = tx.story(story)?;
            let (_, old) = history::read(tx, revision)?;
            let proposed = row.story.clone();
            let before = history::keep(tx, &row, Why::BeforeRestore, "", now)?;
            revision::put_text(&mut row.story, &old);
            if revision::suggested(&row.story, &proposed, &row.story).is_empty() {
                return Err(Error::new(
                    "suggestion-empty",
                    "The text has not changed since then, so there is nothing to suggest.",
                    "Choose an older version.",
                ));
            }
            row.edit += 1;
            write(tx, &mut row, now)?;
            let base = history::keep_with(tx, &row, Why::Restored, "", now, vec![before.id, revision])?;
            let text = revision::canonical(&proposed, "");
            let mut made = SuggestionRow { base: base.id, proposed: base.id, ..fresh(tx, story, now)? };
            tx.save_suggestion(&made)?;
            tx.save_suggestion_text(made.id, &SuggestionText { edit: 0, saved_at: now, text })?;
            snapshot(tx, &mut made, now)?;
            Ok((state(tx, story)?, Changed::story(story)))
        })
    }
}

/// The open suggestion that whoever works here is writing.
fn own(tx: &Tx, story: StoryId) -> Result<Option<SuggestionRow>> {
    let me = settings_row(tx)?.settings.author;
    for row in tx.open_suggestions(story)?.into_iter().rev() {
        if is_own(tx, &row, &me)? {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// Whether `me` writes this suggestion here.
pub(super) fn is_own(tx: &Tx, row: &SuggestionRow, me: &str) -> Result<bool> {
    Ok(row.author == me && tx.suggestion_text(row.id)?.is_some())
}

fn fresh(tx: &Tx, story: StoryId, now: UtcMillis) -> Result<SuggestionRow> {
    let nil = RevisionId(uuid::Uuid::nil());
    Ok(SuggestionRow {
        id: SuggestionId::new(),
        story,
        base: nil,
        proposed: nil,
        author: settings_row(tx)?.settings.author,
        made_at: now,
        settled_at: None,
        taken: false,
    })
}

fn begin(tx: &Tx, story: StoryId, now: UtcMillis) -> Result<SuggestionRow> {
    let on = tx.story(story)?;
    let base = history::keep(tx, &on, Why::Autosave, "", now)?;
    let row = SuggestionRow { base: base.id, proposed: base.id, ..fresh(tx, story, now)? };
    tx.save_suggestion(&row)?;
    let text = revision::canonical(&on.story, "");
    tx.save_suggestion_text(row.id, &SuggestionText { edit: 0, saved_at: now, text })?;
    Ok(row)
}

/// A suggestion that nobody has settled.
pub(super) fn open(tx: &Tx, suggestion: SuggestionId) -> Result<SuggestionRow> {
    let row = tx.suggestion(suggestion)?;
    if row.settled_at.is_some() {
        return Err(Error::new(
            "suggestion-settled",
            "This suggestion has been settled already.",
            "Look at the Review panel again.",
        ));
    }
    Ok(row)
}

fn says_nothing(tx: &Tx, row: &SuggestionRow) -> Result<bool> {
    let (_, base) = history::read(tx, row.base)?;
    Ok(revision::suggested(&base, &proposed_story(tx, row)?, &base).is_empty())
}

/// What a suggestion proposes: the text that is being written, else the revision it came with.
pub(super) fn proposed_story(tx: &Tx, row: &SuggestionRow) -> Result<Story> {
    let Some(writing) = tx.suggestion_text(row.id)? else {
        return Ok(history::read(tx, row.proposed)?.1);
    };
    let (_, base) = history::read(tx, row.base)?;
    let mut story = revision::read(&writing.text)?;
    (story.id, story.section) = (row.story, base.section);
    Ok(story)
}

/// Keeps the proposed text as a revision, where it has changed since the last time.
pub(super) fn snapshot(tx: &Tx, row: &mut SuggestionRow, now: UtcMillis) -> Result<()> {
    if tx.suggestion_text(row.id)?.is_none() {
        return Ok(());
    }
    let story = proposed_story(tx, row)?;
    let (last, _) = history::read(tx, row.proposed)?;
    let seal = revision::seal_of(&story);
    if last.seal == seal && row.proposed != row.base {
        return Ok(());
    }
    let (base, _) = history::read(tx, row.base)?;
    let kept = RevisionRow {
        id: RevisionId::new(),
        parents: vec![base.id],
        author: row.author.clone(),
        device: settings_row(tx)?.device,
        made_at: now,
        why: Why::Proposed,
        name: String::new(),
        words: body::count(&story.body) as i64,
        seal,
        ..base
    };
    tx.keep_revision(&kept, &revision::canonical(&story, ""))?;
    row.proposed = kept.id;
    tx.save_suggestion(row)
}

/// The story with the proposed text in place of its own.
fn suggested_state(tx: &Tx, row: &SuggestionRow) -> Result<StoryState> {
    let mut state = state(tx, row.story)?;
    if let Some(writing) = tx.suggestion_text(row.id)? {
        state.edit = writing.edit;
        let proposed = proposed_story(tx, row)?;
        revision::put_text(&mut state.story, &proposed);
        state.story.changed_at = writing.saved_at;
    }
    state.words = body::count(&state.story.body);
    state.minutes = body::minutes(&state.story.body);
    Ok(state)
}
