//! Away from readers everywhere: one act that goes to each place a story went to, and is written
//! down place by place. A kill is a [`Move`](crate::story::Move); a take-down everywhere is the same
//! without the mark. What each place answers is in `publish`.

use super::moves::note;
use super::{Changed, Newsroom, editing, history};
use crate::revision::Why;
use crate::store::{OrderRow, RemovalRow, StoryRow, Tx, WentTo};
use crate::story::{Publication, StoryId, UtcMillis};
use crate::{Error, Result};

impl Newsroom {
    /// Takes the story from readers everywhere it went, and looks at no field of it. It may be
    /// published again.
    pub fn take_down_everywhere(&mut self, story: StoryId, now: UtcMillis) -> Result<Changed> {
        self.transact(|tx| {
            let mut row = tx.story(story)?;
            row.story.handling.schedule = None;
            from_readers(&mut row);
            editing::write(tx, &mut row, now)?;
            note(tx, story, "take-down-everywhere", "", "", now)?;
            order(tx, &row, "take-down", now)?;
            Ok(Changed::publication(story))
        })
    }

    /// Where the story is to go away from, and what came of it; empty where nobody asked.
    pub fn removals(&mut self, story: StoryId) -> Result<Vec<RemovalRow>> {
        self.reading(|tx| tx.removals(story))
    }

    /// The stories that are not gone yet from every place that they are to go from.
    pub fn stories_not_gone(&mut self) -> Result<Vec<StoryId>> {
        self.reading(|tx| tx.stories_not_gone())
    }

    /// A person has seen to it: the story is gone from the place.
    pub fn gone_by_hand(&mut self, story: StoryId, place: &str, now: UtcMillis) -> Result<Changed> {
        self.transact(|tx| {
            let open = tx.removals(story)?.into_iter().find(|r| r.place == place && r.gone_at.is_none());
            if let Some(open) = open {
                tx.gone_by_hand(story, place, now)?;
                if let Some(ordered) = open.ordered
                    && matches!(tx.order(ordered)?.state.as_str(), "waiting" | "refused")
                {
                    tx.settle_order(ordered, "cancelled", None, "", now, now)?;
                }
                note(tx, story, "gone-by-hand", &open.name, "", now)?;
            }
            Ok(Changed::publication(story))
        })
    }

    /// Tries every place again that is not rid of the story, now.
    pub fn remove_again(&mut self, story: StoryId, now: UtcMillis) -> Result<Changed> {
        self.transact(|tx| {
            for open in tx.removals(story)?.into_iter().filter(|r| r.gone_at.is_none()) {
                tx.settle_removal(story, &open.place, None, open.error.as_ref(), now)?;
                if let Some(ordered) = open.ordered
                    && matches!(tx.order(ordered)?.state.as_str(), "waiting" | "refused")
                {
                    tx.try_order_again(ordered, now)?;
                }
            }
            Ok(Changed::publication(story))
        })
    }
}

/// Readers of the newsroom's own site see it no more, from the next writing of each folder on.
pub(crate) fn from_readers(row: &mut StoryRow) {
    if row.story.publication == Publication::Live {
        row.story.publication = Publication::TakenDown;
        row.story.published_revision = None;
        row.published_hash = String::new();
    }
}

/// Writes down every place that the story is to go away from, and gives the orders. `act` is
/// `kill` or `take-down`.
pub(super) fn order(tx: &Tx, row: &StoryRow, act: &str, now: UtcMillis) -> Result<()> {
    let story = row.story.id;
    let place = |place: String, kind: &str, name: &str| RemovalRow {
        story,
        place,
        kind: kind.to_owned(),
        name: name.to_owned(),
        ordered: None,
        asked_at: now,
        gone_at: None,
        by_hand: false,
        next_try_at: now,
        error: None,
    };
    // Whatever an old folder holds: each is written anew.
    if row.story.first_published_at.is_some() {
        for folder in tx.site_folders()? {
            tx.add_removal(&place(folder.clone(), "folder", &folder))?;
        }
        for (far, removed) in tx.site_places_with_files()? {
            let mut removal = place(far.id.to_string(), "place", &far.name);
            if removed {
                removal.error = Some(Error::new(
                    "place-removed",
                    format!("“{}” was taken out of this newsroom, so Stet has no way in.", far.name),
                    "Take the story’s page and pictures away there by hand, then say so here.",
                ));
            }
            tx.add_removal(&removal)?;
        }
    }
    for went in tx.went_to(story)? {
        let mut removal = place(went.destination.to_string(), "destination", &went.name);
        match to_do(&went, act) {
            ToDo::Nothing => continue,
            ToDo::TakeBack => {
                tx.cancel_orders(story, went.destination, now)?;
                removal.gone_at = Some(now);
            }
            ToDo::ByHand => {
                tx.cancel_orders(story, went.destination, now)?;
                removal.error = Some(Error::new(
                    "destination-removed",
                    format!("“{}” was taken out of this newsroom, so Stet has no way in.", went.name),
                    "Open the post there and take it away, then say so here.",
                ));
            }
            ToDo::Order => {
                let kept = history::keep(tx, row, Why::Autosave, "", now)?;
                let order = OrderRow::new(story, went.destination, kept.id, act, now);
                removal.ordered = Some(order.id);
                tx.add_order(&OrderRow { overwrite: true, ..order })?;
            }
        }
        tx.add_removal(&removal)?;
    }
    Ok(())
}

/// What a place needs to be rid of a story.
enum ToDo {
    /// It never went there, or is gone already.
    Nothing,
    /// What waits has never been tried.
    TakeBack,
    /// Only a person can get in.
    ByHand,
    /// The outbox.
    Order,
}

fn to_do(went: &WentTo, act: &str) -> ToDo {
    // A draft is for editors of that site: a kill takes it from them too, lest one publishes it.
    let there = match went.remote_state.as_str() {
        "live" | "scheduled" => true,
        "draft" => act == "kill",
        _ => false,
    };
    match (there || went.unsure, went.removed) {
        (true, true) if there => ToDo::ByHand,
        (true, true) => ToDo::Nothing,
        (true, false) => ToDo::Order,
        (false, _) if went.waits => ToDo::TakeBack,
        (false, _) => ToDo::Nothing,
    }
}
