//! What is done with stories on the desk: one way for every flag, stage and time, each written
//! down with its author, in the same transaction.

use super::editing::write;
use super::setup::settings_row;
use super::{Changed, Newsroom, history};
use crate::revision::Why;
use crate::store::{JournalRow, OrderRow, StoryRow, Tx};
use crate::story::{Legal, Move, OrderId, Stage, StoryId, UtcMillis, stage_name};
use crate::{Error, Result};

/// What became of a move.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moved {
    /// The stories that were moved, each with the move that takes it back.
    pub done: Vec<(StoryId, Move)>,
    /// Those that were not, and why; the others went on.
    pub refused: Vec<(StoryId, Error)>,
}

impl Newsroom {
    /// Makes one move with one story.
    ///
    /// # Errors
    /// Those of [`Move::may`]; `original-missing`, `original-has-update`, `updates-in-a-circle`.
    pub fn make_move(&mut self, story: StoryId, to: Move, now: UtcMillis) -> Result<Changed> {
        self.transact(|tx| {
            make(tx, story, to, now)?;
            Ok(Changed::publication(story))
        })
    }

    /// Makes a move with each of the stories, in one transaction. A story that may not be moved so
    /// is said, and the others go on.
    pub fn make_moves(&mut self, moves: Vec<(StoryId, Move)>, now: UtcMillis) -> Result<(Moved, Changed)> {
        self.transact(|tx| {
            let mut moved = Moved::default();
            for (story, to) in moves {
                match tx.attempt(|tx| make(tx, story, to, now)) {
                    Ok(Some(back)) => moved.done.push((story, back)),
                    Ok(None) => {}
                    Err(fault) if fault.code.starts_with("newsroom-") => return Err(fault),
                    Err(refused) => moved.refused.push((story, refused)),
                }
            }
            let stories = moved.done.iter().map(|(story, _)| *story).collect();
            Ok((moved, Changed { stories, desk: true, publications: true, ..Changed::default() }))
        })
    }

    /// What was done with a story, newest first.
    pub fn journal(&mut self, story: StoryId) -> Result<Vec<JournalRow>> {
        self.reading(|tx| tx.journal(story))
    }

    /// When the next story is to go to the newsroom's own site; none: no story waits for an hour.
    pub fn next_schedule(&mut self) -> Result<Option<UtcMillis>> {
        self.reading(|tx| tx.next_schedule_at())
    }
}

/// Makes the move and answers what takes it back; none where it says what stands already.
pub(crate) fn make(tx: &Tx, story: StoryId, to: Move, now: UtcMillis) -> Result<Option<Move>> {
    let mut row = tx.story(story)?;
    let back = to.now_in(&row.story);
    if back == to {
        return Ok(None);
    }
    if let Err(refused) = to.may(&row.story, now) {
        return Err(in_own_words(tx, refused, &to, row.story.stage)?);
    }
    if let Move::Updates(Some(original)) = &to {
        may_update(tx, story, *original)?;
    }
    let (act, was, became) = (to.word(), back.value(), to.value());
    let milestone = milestone(&to, &back);
    let had_schedule = row.story.handling.schedule.clone();
    to.make(&mut row.story, now);
    write(tx, &mut row, now)?;
    note(tx, story, act, &was, &became, now)?;
    if let Some(schedule) = had_schedule.filter(|_| row.story.handling.schedule.is_none())
        && act != "schedule"
    {
        note(tx, story, "schedule", &schedule.written(), "", now)?;
    }
    if let Some((why, name)) = milestone {
        history::keep(tx, &row, why, name, now)?;
    }
    call_back(tx, &row, now)?;
    Ok(Some(back))
}

/// A refusal with the stages as this newsroom calls them.
fn in_own_words(tx: &Tx, refused: Error, to: &Move, from: Stage) -> Result<Error> {
    let Move::Stage(to) = to else { return Ok(refused) };
    if refused.code != "stage-unlawful" {
        return Ok(refused);
    }
    let names = settings_row(tx)?.settings.stages;
    let (from, to) = (stage_name(&names, from), stage_name(&names, *to));
    Ok(Error::new("stage-unlawful", format!("A story does not go from {from} to {to}."), refused.hint))
}

/// The state that a move makes worth keeping by name.
fn milestone(to: &Move, from: &Move) -> Option<(Why, &'static str)> {
    match (to, from) {
        (Move::Stage(Stage::Filed), Move::Stage(Stage::Pitch | Stage::Assigned | Stage::Writing)) => {
            Some((Why::Filed, "As filed"))
        }
        (Move::Stage(Stage::Legal | Stage::Ready), Move::Stage(Stage::Subs)) => Some((Why::Named, "Subbed")),
        (Move::Legal(Legal::Approved), _) => Some((Why::Named, "Legalled")),
        _ => None,
    }
}

fn may_update(tx: &Tx, story: StoryId, original: StoryId) -> Result<()> {
    if tx.story_if_here(original)?.is_none() {
        return Err(Error::new(
            "original-missing",
            "The story that this one updates is not in this newsroom.",
            "Choose another.",
        ));
    }
    if let Some(other) = tx.update_of(original)?.filter(|other| *other != story) {
        let headline = tx.headline_of(other)?.unwrap_or_default();
        return Err(Error::new(
            "original-has-update",
            format!("“{headline}” is the update of that story already."),
            "Make this one the update of that one.",
        ));
    }
    let mut at = Some(original);
    while let Some(here) = at {
        if here == story {
            return Err(Error::new(
                "updates-in-a-circle",
                "That story is itself an update of this one.",
                "Choose the one that came before.",
            ));
        }
        at = tx.story_if_here(here)?.and_then(|row| row.story.handling.updates);
    }
    Ok(())
}

/// What was handed to a site for a later hour is called back when the story may not go at that
/// hour any more: the site would publish it by itself.
fn call_back(tx: &Tx, row: &StoryRow, now: UtcMillis) -> Result<()> {
    let story = row.story.id;
    for destination in tx.destinations()? {
        let scheduled = tx
            .publication(story, destination.id)?
            .filter(|there| there.remote_state == "scheduled")
            .map(|there| there.scheduled_for.unwrap_or(now));
        let waiting = tx.open_order(story, destination.id)?;
        let Some(hour) = scheduled else { continue };
        let must_go = crate::story::kept_in(&row.story, hour).is_some();
        if !must_go || waiting.is_some_and(|order| order.act == "take-down") {
            continue;
        }
        let kept = history::keep(tx, row, Why::Autosave, "", now)?;
        tx.add_order(&OrderRow {
            id: OrderId::new(),
            story,
            destination: destination.id,
            revision: kept.id,
            act: "take-down".to_owned(),
            at: None,
            overwrite: true,
            state: "waiting".to_owned(),
            attempts: 0,
            next_try_at: now,
            error: None,
            conflict: String::new(),
            created_at: now,
        })?;
        note(tx, story, "call-back", &destination.name, "", now)?;
    }
    Ok(())
}

/// Adds a line to the journal, with who works at this machine.
pub(crate) fn note(
    tx: &Tx,
    story: StoryId,
    act: &str,
    was: &str,
    became: &str,
    now: UtcMillis,
) -> Result<()> {
    let settings = settings_row(tx)?;
    tx.add_to_journal(&JournalRow {
        story,
        at: now,
        author: settings.settings.author,
        device: settings.device,
        act: act.to_owned(),
        was: was.to_owned(),
        became: became.to_owned(),
    })
}
