//! Deciding about suggestions: changes are taken into the story or left, one by one or all at
//! once, and each act can be undone. Every taking keeps a revision with two parents.

use super::editing::{state, take_text, write};
use super::setup::settings_row;
use super::suggesting::{open, proposed_story, snapshot};
use super::{Changed, Newsroom, StoryState, history};
use crate::revision::{self, Standing, Suggested, Why};
use crate::store::{ChoiceRow, StoryRow, SuggestionRow, Tx};
use crate::story::{StoryId, SuggestionId, UtcMillis};
use crate::{Error, Result};

impl Newsroom {
    /// Takes changes of a suggestion into the story, or leaves them out. It is settled when nothing
    /// of it is undecided.
    ///
    /// # Errors
    /// `suggestion-change-overtaken` where a change to be taken has no place in the story of now.
    pub fn decide(
        &mut self,
        suggestion: SuggestionId,
        changes: &[String],
        take: bool,
        now: UtcMillis,
    ) -> Result<(StoryState, Changed)> {
        self.transact(|tx| {
            let mut row = open(tx, suggestion)?;
            let mut on = tx.story(row.story)?;
            let all = changes_of(tx, &row, &on)?;
            let decided = tx.choices(suggestion)?;
            let mut which = Vec::new();
            for change in changes {
                let place = all.iter().position(|c| c.id == *change);
                match place {
                    Some(place) if !take || all[place].standing == Standing::Open => which.push(place),
                    Some(place) if all[place].standing == Standing::There => {}
                    _ => {
                        return Err(Error::new(
                            "suggestion-change-overtaken",
                            "The words that this change was made on are not in the story as they were.",
                            "Put the two together by hand, or leave the change.",
                        ));
                    }
                }
            }
            if take {
                act(tx, &mut row, &mut on, &all, &which, &[], now)?;
            } else {
                act(tx, &mut row, &mut on, &all, &[], &which, now)?;
            }
            let done = |c: &(usize, &Suggested)| {
                which.contains(&c.0)
                    || c.1.standing == Standing::There
                    || decided.iter().any(|d| d.change == c.1.id)
            };
            if all.iter().enumerate().all(|c| done(&c)) {
                row.settled_at = Some(now);
                tx.save_suggestion(&row)?;
            }
            Ok((state(tx, row.story)?, Changed::story(row.story)))
        })
    }

    /// Settles a suggestion: brings those of its changes into the story that `take` names by
    /// their places, and keeps first what stood there. A change whose words were worked on since
    /// stays out. Naming none leaves the story as it is.
    pub fn settle_suggestion(
        &mut self,
        suggestion: SuggestionId,
        take: &[usize],
        now: UtcMillis,
    ) -> Result<(StoryState, Changed)> {
        self.transact(|tx| {
            let mut row = open(tx, suggestion)?;
            let mut on = tx.story(row.story)?;
            let all = changes_of(tx, &row, &on)?;
            let decided = tx.choices(suggestion)?;
            let free = |place: &usize| {
                all.get(*place)
                    .is_some_and(|c| c.standing == Standing::Open && decided.iter().all(|d| d.change != c.id))
            };
            let taken: Vec<usize> = take.iter().copied().filter(free).collect();
            let left: Vec<usize> = (0..all.len())
                .filter(|place| {
                    let there = all[*place].standing == Standing::There;
                    !there && !taken.contains(place) && decided.iter().all(|d| d.change != all[*place].id)
                })
                .collect();
            act(tx, &mut row, &mut on, &all, &taken, &left, now)?;
            row.settled_at = Some(now);
            tx.save_suggestion(&row)?;
            Ok((state(tx, row.story)?, Changed::story(row.story)))
        })
    }

    /// Undoes the last act of deciding in a story: what was taken goes out of it again, word for
    /// word, and what was left is open again.
    ///
    /// # Errors
    /// `decision-missing` where there was none, `decision-worked-on` where the words that came in
    /// have been changed since.
    pub fn undo_decision(&mut self, story: StoryId, now: UtcMillis) -> Result<(StoryState, Changed)> {
        self.transact(|tx| {
            let last = tx.last_choices(story)?;
            let Some(first) = last.first() else {
                return Err(Error::new(
                    "decision-missing",
                    "No change of a suggestion was taken or left in this story.",
                    "Look at the Review panel again.",
                ));
            };
            let mut row = tx.suggestion(first.suggestion)?;
            if let Some(made) = last.iter().find_map(|c| c.revision) {
                let (merged, after) = history::read(tx, made)?;
                let Some(parent) = merged.parents.first() else {
                    return Err(worked_on());
                };
                let (_, before) = history::read(tx, *parent)?;
                let mut on = tx.story(story)?;
                let back = revision::suggested(&after, &before, &on.story);
                if back.iter().any(|c| !matches!(c.standing, Standing::Open | Standing::There)) {
                    return Err(worked_on());
                }
                let every: Vec<usize> = (0..back.len()).collect();
                let text = revision::take(&after, &before, &on.story, &every);
                let kept = history::keep(tx, &on, Why::Autosave, "", now)?;
                take_text(&mut on.story, text);
                on.edit += 1;
                write(tx, &mut on, now)?;
                history::keep_with(tx, &on, Why::Restored, "", now, vec![kept.id, *parent])?;
            }
            for choice in &last {
                tx.remove_choice(choice)?;
            }
            row.settled_at = None;
            row.taken = tx.choices(row.id)?.iter().any(|c| c.revision.is_some());
            tx.save_suggestion(&row)?;
            Ok((state(tx, story)?, Changed::story(story)))
        })
    }
}

fn worked_on() -> Error {
    Error::new(
        "decision-worked-on",
        "The words that came in have been changed since, so they cannot be taken out in one go.",
        "Change them by hand; what stood there before is in the history.",
    )
}

/// The changes of a suggestion as they stand to the story.
pub(super) fn changes_of(tx: &Tx, row: &SuggestionRow, on: &StoryRow) -> Result<Vec<Suggested>> {
    let (_, base) = history::read(tx, row.base)?;
    Ok(revision::suggested(&base, &proposed_story(tx, row)?, &on.story))
}

/// One act: some changes come into the story, some are left, and both are written down.
fn act(
    tx: &Tx,
    row: &mut SuggestionRow,
    on: &mut StoryRow,
    all: &[Suggested],
    taken: &[usize],
    left: &[usize],
    now: UtcMillis,
) -> Result<()> {
    snapshot(tx, row, now)?;
    let (_, base) = history::read(tx, row.base)?;
    let text = revision::take(&base, &proposed_story(tx, row)?, &on.story, taken);
    let mut made = None;
    if text != on.story {
        let before = history::keep(tx, on, Why::Autosave, "", now)?;
        take_text(&mut on.story, text);
        on.edit += 1;
        write(tx, on, now)?;
        let parents = vec![before.id, row.proposed];
        made = Some(history::keep_with(tx, on, Why::Merged, "", now, parents)?.id);
        row.taken = true;
        tx.save_suggestion(row)?;
    }
    let author = settings_row(tx)?.settings.author;
    let choices = taken.iter().map(|place| (place, made)).chain(left.iter().map(|place| (place, None)));
    for (place, revision) in choices {
        let change = all[*place].id.clone();
        tx.save_choice(&ChoiceRow {
            suggestion: row.id,
            change,
            revision,
            author: author.clone(),
            made_at: now,
        })?;
    }
    Ok(())
}
