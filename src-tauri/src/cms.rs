//! Sending a story to somebody else's site: the words that every kind of site shares.
//!
//! A kind of site is one file here (`wordpress`): a pure mapping of a story, and a thin
//! sender that goes step by step. Nothing here touches the database. What must be
//! remembered between two tries goes through [`Ledger`], one step at a time, so that a
//! reply lost at any moment never makes a second post or a second copy of a picture
//! (docs/decisions/0007). The outbox itself is in `publish`.

use crate::Error;
use crate::story::{MediaId, OrderId, StoryId, UtcMillis};
use std::fmt;
use std::time::Duration;

pub mod http;
pub mod wordpress;

/// A password. It is never shown, not even in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a password as it was typed; spaces around it go.
    pub fn new(typed: &str) -> Self {
        Self(typed.trim().to_owned())
    }
    /// The password itself, for the one place that sends it.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

/// A place that we publish to, with what is needed to get in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its address as the user gave it: `https://calderstar.example`.
    pub address: String,
    /// The user name there.
    pub user: String,
    /// The application password of that user.
    pub password: Secret,
}

/// How long we wait for a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For an answer, once asked; an upload gets more by its size.
    pub answer: Duration,
}
impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), answer: Duration::from_secs(60) }
    }
}

/// What the user wants done on the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Put it there where only editors see it.
    Draft,
    /// Show it to readers now.
    Publish,
    /// Let the site show it at this time by itself.
    Schedule(UtcMillis),
    /// Send the changes; who can see it stays as it is.
    Update,
    /// Take it from readers; it stays on the site as a draft.
    TakeDown,
    /// Take it from readers and from editors there: into the trash, and its pictures off the site.
    Kill,
}

/// One order from the outbox.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Its name in the outbox.
    pub id: OrderId,
    /// What to do.
    pub act: Act,
    /// The story as the site will hold it.
    pub post: wordpress::Post,
    /// What we know of the post there; none where we never sent it, or where the user
    /// asked to make it anew after it was deleted on the site.
    pub remote: Option<Remote>,
    /// The user has seen what was changed on the site and wants ours instead.
    pub overwrite: bool,
    /// For a kill: the pictures there, with their numbers, that no other story of ours shows.
    pub unwanted: Vec<(MediaId, u64)>,
}

/// What we know of a post on a site. Kept by the caller exactly as [`Ledger::record_post`]
/// gave it, and given back with the next order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Its number there.
    pub id: u64,
    /// Its address for readers, as far as it has one.
    pub link: String,
    /// Who can see it.
    pub state: RemoteState,
    /// For a scheduled post: when it goes live.
    pub scheduled_for: Option<UtcMillis>,
    /// When it last changed, as the site says (`2026-11-23T08:32:01`, UTC).
    pub modified_gmt: String,
    /// Fingerprint of its text as the site gave it back after our last write; none until then.
    pub known: Option<String>,
    /// Fingerprint of what we were about to write, set just before and cleared after: it
    /// tells our own write, whose reply was lost, from a change made by somebody there.
    pub intended: Option<String>,
}

/// Who can see a post on the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteState {
    /// Editors of the site only.
    Draft,
    /// Nobody yet; the site publishes it at its hour.
    Scheduled,
    /// Readers.
    Live,
    /// In the site's trash.
    Trashed,
}

impl RemoteState {
    /// The word kept on disk.
    pub fn word(self) -> &'static str {
        match self {
            RemoteState::Draft => "draft",
            RemoteState::Scheduled => "scheduled",
            RemoteState::Live => "live",
            RemoteState::Trashed => "trashed",
        }
    }
    /// The state of that word, or none.
    pub fn from_word(word: &str) -> Option<RemoteState> {
        [RemoteState::Draft, RemoteState::Scheduled, RemoteState::Live, RemoteState::Trashed]
            .into_iter()
            .find(|s| s.word() == word)
    }
}

/// A picture that is on the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentPicture {
    /// Its number there.
    pub id: u64,
    /// Fingerprint of the alt text, caption and credit last sent with it.
    pub words: String,
}

/// A picture as it may leave the house: metadata already safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its kind: `image/jpeg`.
    pub mime: String,
}

/// Where each step is written down, by the caller, before the next step is taken.
pub trait Ledger {
    /// What we know of this picture on this site.
    fn picture(&mut self, media: &MediaId) -> Option<SentPicture>;
    /// The picture is on the site.
    fn record_picture(&mut self, media: &MediaId, sent: &SentPicture) -> crate::Result<()>;
    /// This is what we now know of the story's post.
    fn record_post(&mut self, story: StoryId, remote: &Remote) -> crate::Result<()>;
    /// The picture is on the site no more.
    fn forget_picture(&mut self, _media: &MediaId) -> crate::Result<()> {
        Ok(())
    }
    /// Why the order is not to go on; asked before each step that shows more, since a step may take
    /// minutes and somebody may hold the story in them.
    fn stopped(&mut self) -> Option<SendFailure> {
        None
    }
}

/// An order that was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What we now know of the post.
    pub remote: Remote,
    /// What the site did otherwise than asked, each in a sentence.
    pub notices: Vec<Error>,
}

/// An order that was not carried out, and what is to be done about it.
#[derive(Debug, Clone, PartialEq)]
pub struct SendFailure {
    /// For the person on deadline.
    pub error: Error,
    /// What happens next.
    pub kind: FailureKind,
}

/// What happens next with an order that failed.
#[derive(Debug, Clone, PartialEq)]
pub enum FailureKind {
    /// Try again by itself, not sooner than this.
    Retry {
        /// The shortest wait.
        after: Duration,
    },
    /// Wait in the outbox for the user.
    Refused,
    /// The post was put in the trash there, or deleted: ask whether to make it anew
    /// (the same order with `remote: None`).
    Gone,
    /// Changed on the site since our last push: show both, send only with `overwrite`.
    Conflict(Box<Changed>),
}

/// What the site holds, where it was changed there since our last push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// When it was changed there.
    pub at: Option<UtcMillis>,
    /// The fields that differ from what we would send, as plain text.
    pub fields: Vec<ChangedField>,
}

/// One field, ours beside theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedField {
    /// `headline`, `standfirst` or `body`.
    pub field: &'static str,
    /// What we would send.
    pub ours: String,
    /// What the site holds.
    pub theirs: String,
}

impl SendFailure {
    /// A failure that needs the user.
    pub fn refused(error: Error) -> Self {
        Self { error, kind: FailureKind::Refused }
    }
    /// A failure that passes by itself.
    pub fn retry(error: Error, after_seconds: u64) -> Self {
        Self { error, kind: FailureKind::Retry { after: Duration::from_secs(after_seconds) } }
    }
}

/// How long an order rests after so many failed tries: half a minute, doubling, at most
/// an hour, and never less than the failure asked for.
pub fn rest_after(attempts: u32, at_least: Duration) -> Duration {
    let doubled = Duration::from_secs(30) * 2u32.pow(attempts.saturating_sub(1).min(7));
    doubled.min(Duration::from_secs(3600)).max(at_least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_between_tries_grows_to_an_hour() {
        let rests: Vec<u64> = (1..=9).map(|n| rest_after(n, Duration::ZERO).as_secs()).collect();
        assert_eq!(rests, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert_eq!(rest_after(1, Duration::from_secs(120)).as_secs(), 120, "the site asked for two minutes");
    }

    #[test]
    fn a_password_is_never_shown() {
        let site = Site {
            address: "https://calder.example".into(),
            user: "asha".into(),
            password: Secret::new(" abcd efgh "),
        };
        assert!(!format!("{site:?}").contains("abcd"));
        assert_eq!(site.password.reveal(), "abcd efgh");
    }
}
