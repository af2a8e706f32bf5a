//! What is done with stories on the desk: one way for every flag, stage and time, each written
//! down with its author, in the same transaction.

use super::editing::write;
use super::setup::settings_row;
use super::{Changed, Newsroom, history, removal};
use crate::revision::Why;
use crate::store::{JournalRow, OrderRow, StoryRow, Tx};
use crate::story::{DestinationId, Legal, Move, Stage, StoryId, UtcMillis, stage_name};
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
    /// Those of [`Move::may`]; `original-missing`, `original-has-update`, `updates-in-a-circle`,
    /// `original-is-translation`, `has-translations`.
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

    /// The story that this one updates, and the one that updates it.
    pub fn chain_of(&mut self, story: StoryId) -> Result<(Option<StoryId>, Option<StoryId>)> {
        self.reading(|tx| {
            let updates = tx.story(story)?.story.handling.updates;
            let here = updates.map(|id| tx.story_if_here(id)).transpose()?.flatten().map(|row| row.story.id);
            Ok((here, tx.update_of(story)?))
        })
    }

    /// The story that this one translates, and those that translate it.
    pub fn translations_of(&mut self, story: StoryId) -> Result<(Option<StoryId>, Vec<StoryId>)> {
        self.reading(|tx| {
            let original = tx.story(story)?.story.handling.translates;
            let here = original.map(|id| tx.story_if_here(id)).transpose()?.flatten().map(|row| row.story.id);
            Ok((here, tx.translations_of(story)?))
        })
    }

    /// When the next story is to go to the newsroom's own site; none: no story waits for an hour.
    pub fn next_schedule(&mut self) -> Result<Option<UtcMillis>> {
        self.reading(|tx| tx.next_schedule_at())
    }
}

/// Makes the move and answers what takes it back; none where it says what stands already.
pub(crate) fn make(tx: &Tx, story: StoryId, to: Move, now: UtcMillis) -> Result<Option<Move>> {
    let mut row = tx.story(story)?;
    let to = to.reckoned()?;
    let back = to.now_in(&row.story);
    if back == to {
        return Ok(None);
    }
    if let Err(refused) = to.may(&row.story, now) {
        return Err(in_own_words(tx, refused, &to, row.story.stage)?);
    }
    if matches!(to, Move::Embargo(Some(_)) | Move::Spike(true)) {
        not_live_elsewhere(tx, story, &to)?;
    }
    if let Move::Updates(Some(original)) = &to {
        may_update(tx, story, *original)?;
    }
    if let Move::Translates(Some(original)) = &to {
        may_translate(tx, story, *original)?;
    }
    let (act, was, became) = (to.word(), back.value(), to.value());
    let milestone = milestone(&to, &back);
    let had_schedule = row.story.handling.schedule.clone();
    let kills = matches!(to, Move::Kill(Some(_)));
    to.make(&mut row.story, now);
    if kills {
        removal::from_readers(&mut row);
    }
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
    if kills {
        removal::order(tx, &row, "kill", now)?;
    }
    if row.story.handling.schedule.is_some() && act == "schedule" {
        // Whoever sets an hour sees what time it is.
        let clock = tx.clock()?;
        tx.save_clock(clock.seen_at(now))?;
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

/// What readers of another site see is out: neither an embargo nor the spike takes it from them.
fn not_live_elsewhere(tx: &Tx, story: StoryId, to: &Move) -> Result<()> {
    let Some(there) = tx.went_to(story)?.into_iter().find(|there| there.remote_state == "live") else {
        return Ok(());
    };
    let (code, what) = match to {
        Move::Spike(_) => ("story-is-live", "so it cannot be spiked"),
        _ => ("embargo-after-publication", "so it is too late for an embargo"),
    };
    Err(Error::new(
        code,
        format!("Readers of {} can see this story, {what}.", there.name),
        "Take it down everywhere first.",
    ))
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

/// All translations are of one original, so that each can name every other.
fn may_translate(tx: &Tx, story: StoryId, original: StoryId) -> Result<()> {
    let Some(row) = tx.story_if_here(original)? else {
        return Err(Error::new(
            "original-missing",
            "The story that this one translates is not in this newsroom.",
            "Choose another.",
        ));
    };
    if row.story.handling.translates.is_some() {
        return Err(Error::new(
            "original-is-translation",
            format!("“{}” is itself a translation.", row.story.headline),
            "Choose the story that it was translated from.",
        ));
    }
    if let Some(other) = tx.translations_of(story)?.first() {
        let headline = tx.headline_of(*other)?.unwrap_or_default();
        return Err(Error::new(
            "has-translations",
            format!("“{headline}” is a translation of this story."),
            "Make that one a translation of the other story first.",
        ));
    }
    Ok(())
}

/// What was handed to a site for a later hour is called back when the story may not go at that
/// hour any more: the site would publish it by itself.
pub(crate) fn call_back(tx: &Tx, row: &StoryRow, now: UtcMillis) -> Result<()> {
    let story = row.story.id;
    for destination in tx.destinations()? {
        let scheduled = tx
            .publication(story, destination.id)?
            .filter(|there| there.remote_state == "scheduled")
            .map(|there| there.scheduled_for.unwrap_or(now));
        let Some(hour) = scheduled else { continue };
        if crate::story::kept_in(&row.story, hour).is_some() {
            take_back(tx, row, destination.id, now)?;
        }
    }
    Ok(())
}

/// Gives the order to take from readers of a site what may not go to them, and writes it down.
pub(crate) fn take_back(tx: &Tx, row: &StoryRow, destination: DestinationId, now: UtcMillis) -> Result<()> {
    if tx.open_order(row.story.id, destination)?.is_some_and(|order| is_removal(&order.act)) {
        return Ok(()); // it is on its way
    }
    let killed = row.story.handling.killed.is_some();
    let kept = history::keep(tx, row, Why::Autosave, "", now)?;
    let act = if killed { "kill" } else { "take-down" };
    let order = OrderRow::new(row.story.id, destination, kept.id, act, now);
    tx.add_order(&OrderRow { overwrite: true, ..order })?;
    note(tx, row.story.id, "call-back", &tx.destination(destination)?.name, "", now)
}

/// Whether an order takes something from readers.
pub(crate) fn is_removal(act: &str) -> bool {
    matches!(act, "take-down" | "kill")
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
