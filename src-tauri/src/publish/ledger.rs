//! What is remembered of a post on a site between two steps: the sender's ledger, in the
//! newsroom's file.

use super::outbox::lock;
use crate::cms::{Ledger, Remote, RemoteState, SendFailure, SentPicture};
use crate::newsroom::Newsroom;
use crate::store::{OrderRow, PublicationRow};
use crate::story::{MediaId, StoryId, UtcMillis, kept_in};
use crate::{Error, Result};
use std::sync::Mutex;

/// How long after its hour a post is looked at: WordPress publishes when somebody asks it for a
/// page, and most sites have a cron of one or more minutes behind that.
pub(super) const LOOK_AFTER_MS: i64 = 3 * 60 * 1000;

/// The sender's ledger: each step is in the newsroom's file before the next is taken.
pub(super) struct Written<'a> {
    pub newsroom: &'a Mutex<Newsroom>,
    pub order: &'a OrderRow,
    pub clock: &'a dyn Fn() -> UtcMillis,
}

impl Ledger for Written<'_> {
    fn picture(&mut self, media: &MediaId) -> Option<SentPicture> {
        let noted =
            lock(self.newsroom).reading(|tx| tx.remote_picture(self.order.destination, media)).ok()??;
        let (id, words) = noted.split_once(' ')?;
        Some(SentPicture { id: id.parse().ok()?, words: words.to_owned() })
    }
    fn record_picture(&mut self, media: &MediaId, sent: &SentPicture) -> Result<()> {
        let noted = format!("{} {}", sent.id, sent.words);
        lock(self.newsroom).transact(|tx| tx.save_remote_picture(self.order.destination, media, &noted))
    }
    fn record_post(&mut self, story: StoryId, remote: &Remote) -> Result<()> {
        lock(self.newsroom).transact(|tx| {
            let mut row = tx.publication(story, self.order.destination)?.unwrap_or_default();
            note_remote(&mut row, remote);
            tx.save_publication(story, self.order.destination, &row)
        })
    }
    fn forget_picture(&mut self, media: &MediaId) -> Result<()> {
        lock(self.newsroom).transact(|tx| tx.forget_remote_picture(self.order.destination, media))
    }
    fn stopped(&mut self) -> Option<SendFailure> {
        let now = (self.clock)();
        let asked = lock(self.newsroom).reading(|tx| {
            let kept = kept_in(&tx.story(self.order.story)?.story, self.order.at.unwrap_or(now));
            Ok((kept, tx.removal_waits(now)?))
        });
        match asked {
            Ok((Some(kept), _)) => Some(SendFailure::refused(kept)),
            Ok((None, true)) => Some(SendFailure::retry(
                Error::new(
                    "made-way",
                    "The order made way for one that takes a story from readers.",
                    "It goes on by itself after that.",
                ),
                0,
            )),
            Ok((None, false)) => None,
            // What cannot be asked is not sent.
            Err(fault) => Some(SendFailure::retry(fault, 30)),
        }
    }
}

pub(super) fn note_remote(row: &mut PublicationRow, remote: &Remote) {
    row.remote_id = remote.id.to_string();
    row.remote_state = remote.state.word().to_owned();
    row.link = remote.link.clone();
    if row.scheduled_for != remote.scheduled_for || remote.state != RemoteState::Scheduled {
        (row.looks, row.look_error, row.missed_at) = (0, None, None);
    }
    row.scheduled_for = remote.scheduled_for;
    row.look_at = remote.scheduled_for.map(|hour| UtcMillis(hour.0.saturating_add(LOOK_AFTER_MS)));
    row.remote_modified = remote.modified_gmt.clone();
    row.known = remote.known.clone().unwrap_or_default();
    row.intended = remote.intended.clone().unwrap_or_default();
}

pub(super) fn remote_of(row: &PublicationRow) -> Option<Remote> {
    let filled = |text: &String| (!text.is_empty()).then(|| text.clone());
    Some(Remote {
        id: row.remote_id.parse().ok()?,
        link: row.link.clone(),
        state: RemoteState::from_word(&row.remote_state).unwrap_or(RemoteState::Draft),
        scheduled_for: row.scheduled_for,
        modified_gmt: row.remote_modified.clone(),
        known: filled(&row.known),
        intended: filled(&row.intended),
    })
}
