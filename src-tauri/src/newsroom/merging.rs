//! Making one story of two states that grew apart: what waits, what is asked, what comes of it.
//! The rules are in `revision/merge`; this is where they meet the newsroom.

use super::editing::{state, write};
use super::handing::make_lawful;
use super::{Changed, Newsroom, StoryState, history};
use crate::revision::{self, Choice, Graph, Merge, Met, Outcome, Why, same_words};
use crate::store::{RevisionRow, StoryRow, Tx, WaitingRow};
use crate::story::{RevisionId, Story, StoryId, UtcMillis};
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A merge as a person is asked it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What waits.
    pub waiting: WaitingRow,
    /// The state of ours that it was held against; the answer names it again.
    pub ours: RevisionId,
    /// When the state that came was made.
    pub made_at: UtcMillis,
    /// All that was changed here and there, in the order of the page.
    pub met: Vec<Met>,
}

/// How deep two merges of merges are taken apart to find what they come from.
const DEEPEST: usize = 12;

impl Newsroom {
    /// What waits to be merged with a story, in the order it came.
    pub fn waiting_merges(&mut self, story: StoryId) -> Result<Vec<WaitingRow>> {
        self.reading(|tx| tx.waiting_merges(story))
    }

    /// What a merge would take and what it asks. The working copy is kept as a revision first.
    ///
    /// # Errors
    /// `merge-over` where it does not wait any more.
    pub fn prepare_merge(&mut self, story: StoryId, incoming: RevisionId, now: UtcMillis) -> Result<Asked> {
        self.transact(|tx| {
            let waiting = waiting(tx, story, incoming)?;
            let row = tx.story(story)?;
            let ours = kept_as_it_stands(tx, &row, now)?;
            let merge = merge(tx, &row, ours, incoming)?;
            let sections = tx.sections()?;
            let name = |id| sections.iter().find(|s| s.id == id).map(|s| s.name.clone()).unwrap_or_default();
            Ok(Asked { waiting, ours, made_at: tx.revision(incoming)?.row.made_at, met: merge.met(&name) })
        })
    }

    /// Merges: what one side changed is taken, and `choices` answer the questions in their order.
    /// Both states stay in the history; the result has them as its parents.
    ///
    /// # Errors
    /// `merge-over`; `merge-moved` where the story is not as it was when it was asked;
    /// `merge-unanswered`.
    pub fn settle_merge(
        &mut self,
        story: StoryId,
        incoming: RevisionId,
        asked_of: RevisionId,
        choices: &[Choice],
        now: UtcMillis,
    ) -> Result<(StoryState, Changed)> {
        self.transact(|tx| {
            waiting(tx, story, incoming)?;
            let row = tx.story(story)?;
            if kept_as_it_stands(tx, &row, now)? != asked_of {
                return Err(Error::new(
                    "merge-moved",
                    "The story has changed since you were asked.",
                    "Look at the merge again; your text is safe.",
                ));
            }
            settle(tx, story, incoming, choices, now)?;
            Ok((state(tx, story)?, Changed::story(story)))
        })
    }
}

fn waiting(tx: &Tx, story: StoryId, incoming: RevisionId) -> Result<WaitingRow> {
    tx.waiting_merges(story)?.into_iter().find(|w| w.revision == incoming).ok_or_else(|| {
        Error::new(
            "merge-over",
            "That copy has been merged already.",
            "Look at the history: both texts and the merged one are there.",
        )
    })
}

/// Carries out a merge.
pub(super) fn settle(
    tx: &Tx,
    story: StoryId,
    incoming: RevisionId,
    choices: &[Choice],
    now: UtcMillis,
) -> Result<()> {
    let mut row = tx.story(story)?;
    let ours = kept_as_it_stands(tx, &row, now)?;
    let graph = family(tx, story)?;
    let merged = merge(tx, &row, ours, incoming)?.answered(choices).ok_or_else(|| {
        Error::new(
            "merge-unanswered",
            "Not every question of the merge is answered.",
            "Choose a wording for each; “Later” leaves all as it is.",
        )
    })?;
    if !same_words(&merged, &row.story) {
        row.story = merged;
        row.edit += 1;
        write(tx, &mut row, now)?;
    }
    let head = if graph.descends(ours, incoming) {
        ours
    } else if graph.descends(incoming, ours) && same_words(&row.story, &read_here(tx, &row, incoming)?) {
        incoming
    } else {
        keep_merged(tx, &row, ours, incoming, now)?
    };
    tx.save_head(story, head)?;
    let graph = family(tx, story)?;
    for over in tx.waiting_merges(story)?.iter().filter(|w| graph.descends(head, w.revision)) {
        tx.remove_waiting(story, over.revision)?;
    }
    Ok(())
}

/// Keeps what came of a merge. Its id is made of its parents and its words: the same merge with the
/// same answers is the same revision on every machine, so that two who merged do not merge again.
fn keep_merged(
    tx: &Tx,
    row: &StoryRow,
    ours: RevisionId,
    theirs: RevisionId,
    now: UtcMillis,
) -> Result<RevisionId> {
    let mut parents = [tx.revision(ours)?.row, tx.revision(theirs)?.row];
    parents.sort_by_key(|p| p.id);
    let id = merged_id(&parents, &words_key(tx, &row.story)?);
    if tx.has_revision(id)? {
        let (there, words) = read(tx, id)?;
        if there.story == row.story.id && same_words(&words, &row.story) {
            return Ok(id);
        }
    }
    let id = if tx.has_revision(id)? { RevisionId::new() } else { id };
    let kept = history::row_of(tx, row, Why::Merged, "", now, parents.iter().map(|p| p.id).collect())?;
    history::keep_row(tx, &RevisionRow { id, ..kept }, row)?;
    Ok(id)
}

fn merged_id(parents: &[RevisionRow; 2], words: &str) -> RevisionId {
    let digest = Sha256::digest(format!("{} {} {words}", parents[0].id, parents[1].id).as_bytes());
    let made_at = parents.iter().map(|p| p.made_at.0).max().unwrap_or_default().max(0) as u64;
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&made_at.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&digest[..10]);
    // A UUIDv7 by its form: the version and the variant stand where they must.
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    RevisionId(Uuid::from_bytes(bytes))
}

/// What a story says, without where it stands in the work of one newsroom.
fn words_key(tx: &Tx, story: &Story) -> Result<String> {
    let sections = tx.sections()?;
    let section = story.section.and_then(|id| sections.iter().find(|s| s.id == id));
    let mut plain = Story { created_at: UtcMillis(0), changed_at: UtcMillis(0), ..story.clone() };
    plain.stage = crate::story::Stage::default();
    (plain.hold, plain.not_for_publication, plain.spiked_at) = (false, false, None);
    (plain.publication, plain.published_revision) = (crate::story::Publication::NotPublished, None);
    (plain.first_published_at, plain.updated_at) = (None, None);
    plain.handling = crate::story::Handling::default();
    Ok(revision::canonical(&plain, section.map_or("", |s| &s.name)))
}

/// The three states of a merge against each other.
pub(super) fn merge(tx: &Tx, row: &StoryRow, ours: RevisionId, incoming: RevisionId) -> Result<Merge> {
    let graph = family(tx, row.story.id)?;
    let base = if graph.descends(incoming, ours) {
        row.story.clone()
    } else if graph.descends(ours, incoming) {
        read_here(tx, row, incoming)?
    } else {
        base_of(tx, row, &graph, ours, incoming, 0)?
    };
    let mut theirs = read_here(tx, row, incoming)?;
    // A page that readers may have linked to stays at its address; a section goes by its name,
    // and where that is unknown here nobody has changed it; so does a profile by its id.
    if row.story.first_published_at.is_some() {
        theirs.url_slug.clone_from(&base.url_slug);
    }
    if theirs.section.is_none() {
        theirs.section = base.section;
    }
    if !theirs.profile.is_empty() && tx.profiles()?.iter().all(|p| p.id != theirs.profile) {
        theirs.profile.clone_from(&base.profile);
    }
    Ok(Merge::of(base, row.story.clone(), theirs, ours < incoming))
}

/// What two states come from. Where there are several, and each is as near, one is made of them:
/// what they say alike or one alone changed stands, all else is as it was before them.
fn base_of(
    tx: &Tx,
    row: &StoryRow,
    graph: &Graph,
    a: RevisionId,
    b: RevisionId,
    depth: usize,
) -> Result<Story> {
    let mut nearest = graph.nearest_common(a, b).into_iter();
    let Some(first) = nearest.next() else {
        return Ok(Story { id: row.story.id, ..Story::new("", row.story.created_at) });
    };
    let mut base = read_here(tx, row, first)?;
    for next in nearest.filter(|_| depth < DEEPEST) {
        let before = base_of(tx, row, graph, first, next, depth + 1)?;
        base = Merge::of(before, base, read_here(tx, row, next)?, true).with_questions_as_they_were();
    }
    Ok(base)
}

/// A revision's words, as they may stand in the working copy.
fn read_here(tx: &Tx, row: &StoryRow, id: RevisionId) -> Result<Story> {
    let (_, mut story) = read(tx, id)?;
    make_lawful(&mut story, &row.story.language);
    story.tidy();
    Ok(story)
}

/// A revision with its words.
pub(super) fn read(tx: &Tx, id: RevisionId) -> Result<(RevisionRow, Story)> {
    history::read(tx, id)
}

/// Every revision of a story that is known here, with its parents.
pub(super) fn family(tx: &Tx, story: StoryId) -> Result<Graph> {
    Ok(tx.every_revision(story)?.into_iter().map(|r| (r.id, r.parents)).collect())
}

/// The revision that says what the working copy says; kept now where there is none.
pub(super) fn kept_as_it_stands(tx: &Tx, row: &StoryRow, now: UtcMillis) -> Result<RevisionId> {
    let newest = tx.newest_revision(row.story.id)?;
    if let Some(newest) = &newest
        && same_words(&read(tx, newest.id)?.1, &row.story)
    {
        tx.save_head(row.story.id, newest.id)?;
        return Ok(newest.id);
    }
    let parents = newest.iter().map(|r| r.id).collect();
    Ok(history::keep_with(tx, row, Why::Autosave, "", now, parents)?.id)
}

impl Asked {
    /// How many questions a person has to answer.
    pub fn questions(&self) -> usize {
        self.met.iter().filter(|m| m.outcome == Outcome::Asked).count()
    }
}
