//! The outbox: an order is written down before anything is sent, carried out one at a
//! time to a destination, and settled with what became of it.
//!
//! The newsroom is locked only to read and to write down, never while a site is waited for.

use super::{checks, keychain, refusal};
use crate::cms::{self, FailureKind, Ledger, PictureFile, Remote, RemoteState, SentPicture, wordpress};
use crate::media::{self, ReaderFacts};
use crate::newsroom::{Changed, Newsroom, moves, pictures, read_revision, settings_row};
use crate::revision::{self, FieldDiff, Why};
use crate::store::{DestinationRow, OrderRow, PublicationRow, Tx};
use crate::story::{DestinationId, MediaId, OrderId, PictureUse, Story, StoryId, UtcMillis, kept_in};
use crate::{Error, Result, body, check};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

/// An order that is being sent belongs to its process this long; then another may take it.
const CLAIM_MS: i64 = 10 * 60 * 1000;

/// What can be asked of a destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Push {
    /// Where only editors of that site see it.
    Draft,
    /// To readers, now.
    Publish,
    /// To readers at this time, by the site itself.
    Schedule(UtcMillis),
    /// The changes; who can see it stays.
    Update,
    /// Away from readers.
    TakeDown,
}

impl Push {
    fn word(self) -> &'static str {
        match self {
            Push::Draft => "draft",
            Push::Publish => "publish",
            Push::Schedule(_) => "schedule",
            Push::Update => "update",
            Push::TakeDown => "take-down",
        }
    }
    /// The push of that word; `at` is for `schedule`.
    pub fn from_word(word: &str, at: Option<UtcMillis>) -> Result<Push> {
        let unknown = |why: &str| {
            Error::new("push-unknown", why, "Choose draft, publish, schedule, update or take-down.")
        };
        Ok(match word {
            "draft" => Push::Draft,
            "publish" => Push::Publish,
            "schedule" => Push::Schedule(at.ok_or_else(|| unknown("A schedule needs its time."))?),
            "update" => Push::Update,
            "take-down" => Push::TakeDown,
            other => {
                return Err(unknown(&format!("“{other}” is nothing that can be done with a story there.")));
            }
        })
    }
    fn act(self) -> cms::Act {
        match self {
            Push::Draft => cms::Act::Draft,
            Push::Publish => cms::Act::Publish,
            Push::Schedule(at) => cms::Act::Schedule(at),
            Push::Update => cms::Act::Update,
            Push::TakeDown => cms::Act::TakeDown,
        }
    }
}

/// Puts an order into the outbox: the story as it stands now is kept as a revision, and
/// that is what will be sent.
///
/// # Errors
/// The first check that blocks; taking down is never stopped by a check.
pub fn push(
    newsroom: &mut Newsroom,
    story: StoryId,
    destination: DestinationId,
    push: Push,
    overwrite: bool,
    now: UtcMillis,
) -> Result<(OrderId, Changed)> {
    let going_at = if let Push::Schedule(at) = push { at } else { now };
    if push != Push::TakeDown
        && let Some(refused) = refusal(&checks(newsroom, story, going_at)?)
    {
        return Err(refused);
    }
    newsroom.transact(|tx| {
        let name = tx.destination(destination)?.name;
        let row = tx.story(story)?;
        let kept = crate::newsroom::keep_revision_of(tx, &row, Why::Published, now)?;
        let order = OrderRow {
            id: OrderId::new(),
            story,
            destination,
            revision: kept.id,
            act: push.word().to_owned(),
            at: if let Push::Schedule(at) = push { Some(at) } else { None },
            overwrite,
            state: "waiting".to_owned(),
            attempts: 0,
            next_try_at: now,
            error: None,
            conflict: String::new(),
            created_at: now,
        };
        tx.add_order(&order)?;
        moves::note(tx, story, push.word(), "", &name, now)?;
        Ok((order.id, Changed::publication(story)))
    })
}

/// Takes an order out of the outbox that has not been carried out.
pub fn cancel(newsroom: &mut Newsroom, order: OrderId, now: UtcMillis) -> Result<Changed> {
    newsroom.transact(|tx| {
        let row = tx.order(order)?;
        if row.state == "sending" {
            return Err(Error::new(
                "order-under-way",
                "This order is being sent at this moment.",
                "Wait for its answer; then take the story down if it should not be there.",
            ));
        }
        if matches!(row.state.as_str(), "done" | "cancelled") {
            return Err(Error::new(
                "order-over",
                "This order has been carried out or taken back already.",
                "Look at the story again; take it down if it should not be there.",
            ));
        }
        tx.settle_order(order, "cancelled", None, "", now, now)?;
        Ok(Changed::publication(row.story))
    })
}

/// Carries out every order that is due and answers how many there were. `changed` hears
/// of each as it settles.
pub fn work(
    newsroom: &Mutex<Newsroom>,
    clock: &dyn Fn() -> UtcMillis,
    changed: &mut dyn FnMut(Changed),
) -> Result<usize> {
    let mut count = 0;
    loop {
        let now = clock();
        let claimed = lock(newsroom).transact(|tx| tx.claim_order(now, UtcMillis(now.0 + CLAIM_MS)))?;
        let Some(order) = claimed else { return Ok(count) };
        changed(Changed::publication(order.story));
        let outcome = carry_out(newsroom, &order, now);
        settle(&mut lock(newsroom), &order, outcome, clock())?;
        changed(Changed::publication(order.story));
        count += 1;
    }
}

/// What an order needs, read at one moment.
struct Prepared {
    destination: DestinationRow,
    order: cms::Order,
    uses: HashMap<MediaId, PictureUse>,
    folder: PathBuf,
    full_hash: String,
}

fn carry_out(
    newsroom: &Mutex<Newsroom>,
    order: &OrderRow,
    now: UtcMillis,
) -> std::result::Result<(cms::Receipt, String), cms::SendFailure> {
    let refused = cms::SendFailure::refused;
    let prepared = prepare(&mut lock(newsroom), order, now).map_err(refused)?;
    let password =
        keychain::password(prepared.destination.id).map_err(|fault| cms::SendFailure::retry(fault, 60))?;
    let Some(password) = password else {
        return Err(refused(Error::new(
            "password-missing",
            format!("The keychain has no password for “{}”.", prepared.destination.name),
            "Open the destination, type its application password and save it; then send again.",
        )));
    };
    let site = cms::Site {
        address: prepared.destination.address.clone(),
        user: prepared.destination.user.clone(),
        password: cms::Secret::new(&password),
    };
    let mut ledger = Written { newsroom, destination: order.destination };
    let picture = |media: &MediaId| picture_for_site(newsroom, &prepared, media);
    let receipt =
        wordpress::send(&site, cms::Patience::default(), &prepared.order, &mut ledger, &picture, now)?;
    Ok((receipt, prepared.full_hash))
}

fn prepare(newsroom: &mut Newsroom, order: &OrderRow, now: UtcMillis) -> Result<Prepared> {
    let folder = newsroom.folder().to_owned();
    newsroom.reading(|tx| {
        let destination = tx.destination(order.destination)?;
        let (_, mut story) = read_revision(tx, order.revision)?;
        let stands = tx.story(order.story)?.story;
        // The order may have waited for a line, and somebody may have held the story meanwhile.
        if order.act != Push::TakeDown.word()
            && let Some(kept) = kept_in(&stands, order.at.unwrap_or(now))
        {
            return Err(kept);
        }
        // Where readers of the newsroom's own site saw it first, the date travels.
        story.first_published_at = stands.first_published_at;
        let section = story
            .section
            .and_then(|id| tx.sections().ok()?.into_iter().find(|s| s.id == id))
            .map(|s| wordpress::SectionName { name: s.name, slug: s.slug });
        let there = |id: StoryId| link_there(tx, id, order.destination);
        let post = wordpress::post(&story, section, &there);
        let uses = uses_of(&story);
        let remote = tx.publication(order.story, order.destination)?.and_then(|p| remote_of(&p));
        let act = Push::from_word(&order.act, order.at)?.act();
        Ok(Prepared {
            destination,
            order: cms::Order { id: order.id, act, post, remote, overwrite: order.overwrite },
            uses,
            folder,
            full_hash: revision::full_hash(&story),
        })
    })
}

/// Where a story of ours is on that site, if it is live there.
fn link_there(tx: &Tx, story: StoryId, destination: DestinationId) -> Option<wordpress::Link> {
    let there = tx.publication(story, destination).ok()??;
    if there.remote_state != RemoteState::Live.word() || there.link.is_empty() {
        return None;
    }
    Some(wordpress::Link { address: there.link, headline: tx.headline_of(story).ok()??.clone() })
}

fn uses_of(story: &Story) -> HashMap<MediaId, PictureUse> {
    let mut uses: HashMap<MediaId, PictureUse> = HashMap::new();
    if let Some(lead) = &story.lead {
        uses.insert(lead.media.clone(), lead.clone());
    }
    check::figures(&story.body, &mut |media, alt, caption, credit| {
        uses.entry(MediaId(media.to_owned())).or_insert_with(|| PictureUse {
            media: MediaId(media.to_owned()),
            caption: caption.to_vec(),
            credit: credit.to_owned(),
            alt: alt.to_owned(),
        });
    });
    uses
}

/// A picture as it may leave the house: the widest that is drawn of it, told only what
/// its use in this story says.
fn picture_for_site(newsroom: &Mutex<Newsroom>, prepared: &Prepared, media: &MediaId) -> Result<PictureFile> {
    let gone = || {
        Error::new("picture-missing", "A picture of this story is not in the newsroom.", "Put it in again.")
    };
    let row = lock(newsroom).reading(|tx| tx.media(media))?.ok_or_else(gone)?;
    let told = prepared.uses.get(media).ok_or_else(gone)?;
    let drawn = pictures::drawn(&prepared.folder, &row)?;
    let widest = drawn.first().ok_or_else(gone)?;
    let facts = ReaderFacts {
        caption: body::inline_text(&told.caption),
        credit: told.credit.clone(),
        copyright: row.copyright.clone(),
        alt: told.alt.clone(),
        creator: row.creator.clone(),
    };
    Ok(PictureFile { bytes: media::publishable(widest, &facts)?, mime: widest.mime().to_owned() })
}

/// The sender's ledger: each step is in the newsroom's file before the next is taken.
struct Written<'a> {
    newsroom: &'a Mutex<Newsroom>,
    destination: DestinationId,
}

impl Ledger for Written<'_> {
    fn picture(&mut self, media: &MediaId) -> Option<SentPicture> {
        let noted = lock(self.newsroom).reading(|tx| tx.remote_picture(self.destination, media)).ok()??;
        let (id, words) = noted.split_once(' ')?;
        Some(SentPicture { id: id.parse().ok()?, words: words.to_owned() })
    }
    fn record_picture(&mut self, media: &MediaId, sent: &SentPicture) -> Result<()> {
        let noted = format!("{} {}", sent.id, sent.words);
        lock(self.newsroom).transact(|tx| tx.save_remote_picture(self.destination, media, &noted))
    }
    fn record_post(&mut self, story: StoryId, remote: &Remote) -> Result<()> {
        lock(self.newsroom).transact(|tx| {
            let mut row = tx.publication(story, self.destination)?.unwrap_or_default();
            note_remote(&mut row, remote);
            tx.save_publication(story, self.destination, &row)
        })
    }
}

fn note_remote(row: &mut PublicationRow, remote: &Remote) {
    row.remote_id = remote.id.to_string();
    row.remote_state = remote.state.word().to_owned();
    row.link = remote.link.clone();
    row.scheduled_for = remote.scheduled_for;
    row.remote_modified = remote.modified_gmt.clone();
    row.known = remote.known.clone().unwrap_or_default();
    row.intended = remote.intended.clone().unwrap_or_default();
}

fn remote_of(row: &PublicationRow) -> Option<Remote> {
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

fn settle(
    newsroom: &mut Newsroom,
    order: &OrderRow,
    outcome: std::result::Result<(cms::Receipt, String), cms::SendFailure>,
    now: UtcMillis,
) -> Result<()> {
    newsroom.transact(|tx| match outcome {
        Ok((receipt, full_hash)) => {
            let mut row = tx.publication(order.story, order.destination)?.unwrap_or_default();
            note_remote(&mut row, &receipt.remote);
            row.revision = Some(order.revision);
            row.sent_hash = full_hash;
            row.sent_at = Some(now);
            row.notices = receipt.notices;
            tx.save_publication(order.story, order.destination, &row)?;
            tx.settle_order(order.id, "done", None, "", now, now)
        }
        Err(failure) => {
            let attempts = u32::try_from(order.attempts).unwrap_or(u32::MAX) + 1;
            let (state, conflict, next) = match &failure.kind {
                FailureKind::Retry { after } => {
                    let rest =
                        i64::try_from(cms::rest_after(attempts, *after).as_millis()).unwrap_or(i64::MAX);
                    ("waiting", String::new(), UtcMillis(now.0.saturating_add(rest)))
                }
                FailureKind::Refused => ("refused", String::new(), now),
                FailureKind::Gone => {
                    // The next order makes the post anew: what we knew of it is over.
                    let mut row = tx.publication(order.story, order.destination)?.unwrap_or_default();
                    row.remote_id = String::new();
                    row.remote_state = "none".to_owned();
                    tx.save_publication(order.story, order.destination, &row)?;
                    ("refused", String::new(), now)
                }
                FailureKind::Conflict(changed) => ("conflict", conflict_json(changed, now), now),
            };
            tx.settle_order(order.id, state, Some(&failure.error), &conflict, next, now)
        }
    })
}

/// What the site holds beside ours, as it is kept with the order.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct KeptConflict {
    at: i64,
    fields: Vec<(String, String, String)>,
}

fn conflict_json(changed: &cms::Changed, now: UtcMillis) -> String {
    let kept = KeptConflict {
        at: changed.at.unwrap_or(now).0,
        fields: changed
            .fields
            .iter()
            .map(|f| (f.field.to_owned(), f.theirs.clone(), f.ours.clone()))
            .collect(),
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

/// What a site held when the last order found it changed: when, and by word what differs
/// (theirs as the older side, ours as the newer).
pub fn conflict(
    newsroom: &mut Newsroom,
    story: StoryId,
    destination: DestinationId,
) -> Result<(UtcMillis, Vec<FieldDiff>)> {
    let order = newsroom.reading(|tx| tx.open_order(story, destination))?;
    let kept =
        order.and_then(|o| serde_json::from_str::<KeptConflict>(&o.conflict).ok()).ok_or_else(|| {
            Error::new(
                "conflict-over",
                "Nothing there differs from what was sent.",
                "Look at the story again.",
            )
        })?;
    let label = |field: &str| match field {
        "headline" => "Headline",
        "standfirst" => "Standfirst",
        "url-slug" => "URL slug",
        "lead-picture" => "Lead picture",
        "section" => "Section",
        "tags" => "Tags",
        _ => "Body",
    };
    let fields = kept
        .fields
        .into_iter()
        .map(|(field, theirs, ours)| FieldDiff {
            label: label(&field).to_owned(),
            hunks: revision::by_word(&theirs, &ours),
            field,
        })
        .collect();
    Ok((UtcMillis(kept.at), fields))
}

/// How a story stands at each destination: the destination, the ledger, what waits.
pub type Standing = (DestinationRow, Option<PublicationRow>, Option<OrderRow>);

/// How the story stands everywhere.
pub fn standing(newsroom: &mut Newsroom, story: StoryId) -> Result<Vec<Standing>> {
    newsroom.reading(|tx| {
        tx.destinations()?
            .into_iter()
            .map(|d| {
                let (ledger, order) = (tx.publication(story, d.id)?, tx.open_order(story, d.id)?);
                Ok((d, ledger, order))
            })
            .collect()
    })
}

/// The destinations in use.
pub fn destinations(newsroom: &mut Newsroom) -> Result<Vec<DestinationRow>> {
    newsroom.reading(|tx| tx.destinations())
}

/// Adds or changes a destination; a password goes to the keychain first.
pub fn save_destination(
    newsroom: &mut Newsroom,
    row: &DestinationRow,
    password: Option<&str>,
) -> Result<Changed> {
    if row.name.trim().is_empty() || row.address.trim().is_empty() {
        return Err(Error::new(
            "destination-nameless",
            "A destination needs a name and an address.",
            "Type both; the address is that of the site, such as https://www.calderstar.example.",
        ));
    }
    if let Some(password) = password {
        keychain::keep(row.id, password)?;
    }
    newsroom.transact(|tx| {
        settings_row(tx)?;
        tx.save_destination(row)?;
        Ok(Changed { publications: true, ..Changed::settings() })
    })
}

/// Takes a destination out of use: nothing there is touched.
pub fn remove_destination(
    newsroom: &mut Newsroom,
    destination: DestinationId,
    now: UtcMillis,
) -> Result<Changed> {
    newsroom.transact(|tx| tx.remove_destination(destination, now))?;
    keychain::forget(destination)?;
    Ok(Changed { publications: true, ..Changed::settings() })
}

/// Lets everything that waits be tried at once.
pub fn hurry(newsroom: &mut Newsroom, now: UtcMillis) -> Result<()> {
    newsroom.transact(|tx| tx.hurry_orders(now))
}

/// A lock that outlives a panic of another thread: the newsroom's file is whole whatever
/// happened to the thread.
fn lock(newsroom: &Mutex<Newsroom>) -> MutexGuard<'_, Newsroom> {
    newsroom.lock().unwrap_or_else(|broken| broken.into_inner())
}
