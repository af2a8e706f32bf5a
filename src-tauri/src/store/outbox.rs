//! The outbox: what is to be sent, written before the send.

use super::{Tx, id, text};
use crate::story::{DestinationId, OrderId, RevisionId, StoryId, UtcMillis};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, Row, params};

/// An order to a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Our own id; it travels with what is sent.
    pub id: OrderId,
    /// The story.
    pub story: StoryId,
    /// Where to.
    pub destination: DestinationId,
    /// What is sent: frozen when the order was given.
    pub revision: RevisionId,
    /// draft, publish, schedule, update, take-down, kill.
    pub act: String,
    /// The hour, for schedule.
    pub at: Option<UtcMillis>,
    /// The user saw both sides and chose ours.
    pub overwrite: bool,
    /// waiting, sending, done, refused, conflict, cancelled.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Not before this.
    pub next_try_at: UtcMillis,
    /// Why the last try failed.
    pub error: Option<Error>,
    /// What the site held when it was found changed there (JSON); empty: nothing.
    pub conflict: String,
    /// When the order was given.
    pub created_at: UtcMillis,
}

impl OrderRow {
    /// A new order, to be sent at once and never over what somebody changed on the site.
    pub fn new(
        story: StoryId,
        destination: DestinationId,
        revision: RevisionId,
        act: &str,
        now: UtcMillis,
    ) -> Self {
        Self {
            id: OrderId::new(),
            story,
            destination,
            revision,
            act: act.to_owned(),
            at: None,
            overwrite: false,
            state: "waiting".to_owned(),
            attempts: 0,
            next_try_at: now,
            error: None,
            conflict: String::new(),
            created_at: now,
        }
    }
}

/// No order rests longer than this, and no look at a post: one that would was written by a clock
/// that was wrong.
pub(super) const LONGEST_REST_MS: i64 = 6 * 60 * 60 * 1000;

const COLUMNS: &str =
    "id, story, destination, revision, act, at, overwrite, state, attempts, next_try_at, error,
                       conflict, created_at";

fn row(r: &Row) -> rusqlite::Result<OrderRow> {
    Ok(OrderRow {
        id: id(r, "id")?,
        story: id(r, "story")?,
        destination: id(r, "destination")?,
        revision: id(r, "revision")?,
        act: text(r, "act")?,
        at: r.get::<_, Option<i64>>("at")?.map(UtcMillis),
        overwrite: r.get("overwrite")?,
        state: text(r, "state")?,
        attempts: r.get("attempts")?,
        next_try_at: UtcMillis(r.get("next_try_at")?),
        error: serde_json::from_str(&text(r, "error")?).ok(),
        conflict: text(r, "conflict")?,
        created_at: UtcMillis(r.get("created_at")?),
    })
}

impl Tx<'_> {
    /// Takes back every order of the story to the place that is not being sent.
    pub fn cancel_orders(&self, story: StoryId, destination: DestinationId, now: UtcMillis) -> Result<()> {
        self.conn
            .prepare_cached(
                "UPDATE outbox SET state = 'cancelled', done_at = ?3
                 WHERE story = ?1 AND destination = ?2 AND state IN ('waiting', 'refused', 'conflict')",
            )?
            .execute(params![story.to_string(), destination.to_string(), now.0])?;
        Ok(())
    }

    /// Writes an order down. Older orders of the same story to the same place that have
    /// not gone yet give way to it. It is newer than those whatever the clock says.
    pub fn add_order(&self, o: &OrderRow) -> Result<()> {
        self.cancel_orders(o.story, o.destination, o.created_at)?;
        // One that takes the story away goes on with what was begun; any other is past it.
        let (story, place) = (o.story.to_string(), o.destination.to_string());
        if matches!(o.act.as_str(), "kill" | "take-down") {
            self.conn.execute(
                "UPDATE removal SET ordered = ?3 WHERE story = ?1 AND place = ?2 AND gone_at IS NULL",
                params![story, place, o.id.to_string()],
            )?;
        } else {
            self.conn
                .execute("DELETE FROM removal WHERE story = ?1 AND place = ?2", params![story, place])?;
        }
        self.conn
            .prepare_cached(
                "INSERT INTO outbox (id, story, destination, revision, act, at, overwrite, next_try_at, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, max(?9, coalesce(
                   (SELECT max(created_at) + 1 FROM outbox WHERE story = ?2 AND destination = ?3), ?9)))",
            )?
            .execute(params![
                o.id.to_string(),
                o.story.to_string(),
                o.destination.to_string(),
                o.revision.to_string(),
                o.act,
                o.at.map(|t| t.0),
                o.overwrite,
                o.next_try_at.0,
                o.created_at.0
            ])?;
        Ok(())
    }

    /// Takes the next order that is due and marks it as being sent until `until`. What takes a
    /// story from readers goes first, and waits for no other story. All else goes one at a time to
    /// a destination, oldest first; one left behind by a process that died is taken again when its
    /// time has run out, unless a newer order of its story stands in its place.
    pub fn claim_order(&self, now: UtcMillis, until: UtcMillis) -> Result<Option<OrderRow>> {
        // A time further away than any of ours was written by a clock that was wrong.
        let bounds = params![now.0, now.0.saturating_add(LONGEST_REST_MS), until.0];
        self.conn
            .prepare_cached(
                "UPDATE outbox SET state = 'cancelled', done_at = ?1
                 WHERE state = 'sending' AND (claimed_until <= ?1 OR claimed_until > ?3) AND EXISTS (
                   SELECT 1 FROM outbox n WHERE n.story = outbox.story AND n.destination = outbox.destination
                   AND (n.created_at, n.id) > (outbox.created_at, outbox.id))",
            )?
            .execute(params![now.0, 0, until.0])?;
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM outbox o
             WHERE ((state = 'waiting' AND (next_try_at <= ?1 OR next_try_at > ?2))
                 OR (state = 'sending' AND (claimed_until <= ?1 OR claimed_until > ?3)))
               AND NOT EXISTS (SELECT 1 FROM outbox b WHERE b.destination = o.destination AND b.id <> o.id
                               AND b.state = 'sending' AND b.claimed_until > ?1 AND b.claimed_until <= ?3
                               AND (b.act IN ('kill', 'take-down') OR o.act NOT IN ('kill', 'take-down')))
             ORDER BY act NOT IN ('kill', 'take-down'), created_at, id LIMIT 1"
        ))?;
        let Some(order) = ask.query_row(bounds, row).optional()? else { return Ok(None) };
        self.conn.execute(
            "UPDATE outbox SET state = 'sending', claimed_until = ?2, attempts = attempts + 1 WHERE id = ?1",
            params![order.id.to_string(), until.0],
        )?;
        Ok(Some(order))
    }

    /// Writes down how an order stands after a try. One that would wait while a newer order of
    /// the same story to the same place is there gives way: an older text never follows a newer.
    pub fn settle_order(
        &self,
        order: OrderId,
        state: &str,
        error: Option<&Error>,
        conflict: &str,
        next_try_at: UtcMillis,
        now: UtcMillis,
    ) -> Result<()> {
        let error = error.map(|e| serde_json::to_string(e).unwrap_or_default()).unwrap_or_default();
        let done = (state != "waiting").then_some(now.0);
        self.conn.execute(
            "UPDATE outbox SET error = ?3, next_try_at = ?4, claimed_until = 0, done_at = ?5, conflict = ?6,
               state = CASE WHEN ?2 IN ('waiting', 'refused', 'conflict') AND EXISTS (
                   SELECT 1 FROM outbox n WHERE n.story = outbox.story AND n.destination = outbox.destination
                   AND (n.created_at, n.id) > (outbox.created_at, outbox.id)) THEN 'cancelled' ELSE ?2 END
             WHERE id = ?1",
            params![order.to_string(), state, error, next_try_at.0, done, conflict],
        )?;
        Ok(())
    }

    /// The newest order of a story to a destination that still matters: one that is done
    /// or was cancelled does not.
    pub fn open_order(&self, story: StoryId, destination: DestinationId) -> Result<Option<OrderRow>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM outbox WHERE story = ?1 AND destination = ?2
             AND state IN ('waiting', 'sending', 'refused', 'conflict') ORDER BY created_at DESC, id DESC LIMIT 1"
        ))?;
        Ok(ask.query_row([story.to_string(), destination.to_string()], row).optional()?)
    }

    /// An order.
    pub fn order(&self, order: OrderId) -> Result<OrderRow> {
        let mut ask = self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox WHERE id = ?1"))?;
        ask.query_row([order.to_string()], row)
            .optional()?
            .ok_or_else(|| Error::new("order-missing", "That order is no longer in the outbox.", ""))
    }

    /// Whether what takes a story from readers waits to be tried now: all else makes way.
    pub fn removal_waits(&self, now: UtcMillis) -> Result<bool> {
        Ok(self.conn.query_row(
            "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND act IN ('kill', 'take-down')
                            AND next_try_at <= ?1)",
            [now.0],
            |r| r.get(0),
        )?)
    }

    /// Until when another process may still be sending an older order of the same story there.
    pub fn still_sending(&self, order: &OrderRow, now: UtcMillis) -> Result<Option<UtcMillis>> {
        let at: Option<i64> = self.conn.query_row(
            "SELECT max(claimed_until) FROM outbox WHERE story = ?1 AND destination = ?2 AND id <> ?3
             AND state = 'sending' AND claimed_until > ?4",
            params![order.story.to_string(), order.destination.to_string(), order.id.to_string(), now.0],
            |r| r.get(0),
        )?;
        Ok(at.map(UtcMillis))
    }

    /// Lets one order be tried now, also one that was refused.
    pub fn try_order_again(&self, order: OrderId, now: UtcMillis) -> Result<()> {
        self.conn.execute(
            "UPDATE outbox SET state = 'waiting', next_try_at = ?2
             WHERE id = ?1 AND state IN ('waiting', 'refused')",
            params![order.to_string(), now.0],
        )?;
        Ok(())
    }

    /// Every revision of the story that was ever to go to the place.
    pub fn revisions_ordered(&self, story: StoryId, destination: DestinationId) -> Result<Vec<RevisionId>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT DISTINCT revision FROM outbox WHERE story = ?1 AND destination = ?2")?;
        let rows = ask.query_map([story.to_string(), destination.to_string()], |r| id(r, "revision"))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Lets everything that waits be tried at once.
    pub fn hurry_orders(&self, now: UtcMillis) -> Result<()> {
        self.conn.execute("UPDATE outbox SET next_try_at = ?1 WHERE state = 'waiting'", [now.0])?;
        Ok(())
    }

    /// When the next waiting order is due; none where nothing waits.
    pub fn next_order_at(&self) -> Result<Option<UtcMillis>> {
        let at: Option<i64> = self.conn.query_row(
            "SELECT min(max(next_try_at, claimed_until)) FROM outbox WHERE state IN ('waiting', 'sending')",
            [],
            |r| r.get(0),
        )?;
        Ok(at.map(UtcMillis))
    }

    /// How many orders wait or are being sent.
    pub fn waiting_orders(&self) -> Result<i64> {
        Ok(self.conn.query_row(
            "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')",
            [],
            |r| r.get(0),
        )?)
    }
}
