//! How a story stands with its readers, here and at destinations.

use crate::Error;
use crate::check::Check;
use crate::newsroom::Seen;
use crate::publish::Removal;
use crate::revision::FieldDiff;
use crate::store;
use crate::story::{DestinationId, OrderId, StoryId, UtcMillis};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A destination, without its password.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Destination {
    /// The destination.
    pub id: DestinationId,
    /// `word-press`.
    #[ts(type = "\"word-press\"")]
    pub kind: String,
    /// As the newsroom calls it.
    pub name: String,
    /// https://…
    pub address: String,
    /// The user there.
    pub user: String,
    /// Whether the keychain has its password.
    pub has_password: bool,
}

/// A destination as edited. Without a password, the one that is kept stays.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DestinationDraft {
    /// None: a new one.
    pub id: Option<DestinationId>,
    /// `word-press`.
    #[ts(type = "\"word-press\"")]
    pub kind: String,
    /// As the newsroom calls it.
    pub name: String,
    /// https://…
    pub address: String,
    /// The user there.
    pub user: String,
    /// An application password.
    pub password: Option<String>,
}

/// What a test of a destination found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DestinationTested {
    /// The site's own name.
    pub site_title: String,
    /// The user's name there.
    pub user_name: String,
    /// What the user may do.
    pub can_publish: bool,
    /// What the user may do.
    pub can_upload: bool,
    /// What the user may do.
    pub can_make_terms: bool,
    /// What a person should know.
    pub advice: Vec<Error>,
}

/// An order in the outbox.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The order.
    pub id: OrderId,
    /// What it does.
    #[ts(type = "PushAct | \"kill\"")]
    pub act: String,
    /// How it stands.
    #[ts(type = "\"waiting\" | \"sending\" | \"done\" | \"refused\" | \"conflict\"")]
    pub state: String,
    /// How often it was tried.
    #[ts(type = "number")]
    pub attempts: i64,
    /// When it is tried next.
    pub next_try_at: Option<UtcMillis>,
    /// Why the last try failed.
    pub error: Option<Error>,
    /// When it was given.
    pub created_at: UtcMillis,
}

impl From<store::OrderRow> for Order {
    fn from(o: store::OrderRow) -> Self {
        Self {
            next_try_at: (o.state == "waiting").then_some(o.next_try_at),
            id: o.id,
            act: o.act,
            state: o.state,
            attempts: o.attempts,
            error: o.error,
            created_at: o.created_at,
        }
    }
}

/// How a story stands at a destination.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DestinationState {
    /// The destination.
    pub destination: Destination,
    /// What stands there.
    #[ts(type = "RemoteState")]
    pub remote: String,
    /// The post's id there.
    pub remote_id: Option<String>,
    /// Its address for readers.
    pub link: Option<String>,
    /// When it was sent.
    pub sent_at: Option<UtcMillis>,
    /// When it goes live.
    pub scheduled_for: Option<UtcMillis>,
    /// Whether the story has changed since.
    pub unsent: bool,
    /// What waits for it.
    pub order: Option<Order>,
    /// What the site changed in it.
    pub notices: Vec<Error>,
    /// Since when readers see it, as the site said when it was looked at after its hour.
    pub live_at: Option<UtcMillis>,
    /// When it was found not live after its hour.
    pub missed_at: Option<UtcMillis>,
    /// Why nobody knows yet whether the site kept its hour.
    pub look_error: Option<Error>,
    /// When that is looked at next.
    pub look_at: Option<UtcMillis>,
}

/// How a story stands everywhere.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishState {
    /// On the newsroom's own site.
    pub seen: Seen,
    /// When readers first saw it.
    pub first_published_at: Option<UtcMillis>,
    /// When what they see last changed.
    pub updated_at: Option<UtcMillis>,
    /// What was looked at.
    pub checks: Vec<Check>,
    /// Elsewhere.
    pub destinations: Vec<DestinationState>,
    /// Where it is to go away from, and what came of it; empty: nobody asked.
    pub removals: Vec<Removal>,
    /// The story that this one is an update of.
    pub updates: Option<ChainedStory>,
    /// The story that is the update of this one.
    pub updated_by: Option<ChainedStory>,
    /// The story that this one is a translation of.
    pub translates: Option<ChainedStory>,
    /// The stories that are translations of this one.
    pub translations: Vec<ChainedStory>,
}

/// Another story of a chain of updates, or in another language.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChainedStory {
    /// The story.
    pub id: StoryId,
    /// Its headline.
    pub headline: String,
    /// What readers see of it.
    pub seen: Seen,
}

/// What a site holds now, beside ours.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoteConflict {
    /// When it was changed there.
    pub remote_changed_at: UtcMillis,
    /// The words, ours as the newer side.
    pub fields: Vec<FieldDiff>,
}

/// What an export did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Exported {
    /// The site's folder.
    pub folder: String,
    /// Its front page.
    pub index: String,
    /// Pages of it.
    pub pages: usize,
    /// Files written.
    pub written: usize,
    /// Files taken away.
    pub removed: usize,
    /// Picture files.
    pub pictures: usize,
    /// How long it took.
    #[ts(type = "number")]
    pub millis: u64,
    /// What could not be shown as it should.
    pub problems: Vec<Error>,
}
