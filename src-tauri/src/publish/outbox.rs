//! The outbox: an order is written down before anything is sent, carried out one at a
//! time to a destination, and settled with what became of it.
//!
//! The newsroom is locked only to read and to write down, never while a site is waited for.

use super::ledger::{Written, note_remote, remote_of};
use super::{checks, keychain, look, refusal};
use crate::cms::{self, FailureKind, PictureFile, RemoteState, wordpress};
use crate::media::{self, ReaderFacts};
use crate::newsroom::{Changed, Newsroom, moves, pictures, read_revision, settings_row};
use crate::revision::{self, FieldDiff, Why};
use crate::store::{DestinationRow, OrderRow, PublicationRow, Tx};
use crate::story::{DestinationId, MediaId, OrderId, PictureUse, Story, StoryId, UtcMillis, kept_in};
use crate::{Error, Result, body, check};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

/// An order that is being sent belongs to its process this long; then another may take it.
const CLAIM_MS: i64 = 10 * 60 * 1000;
/// However long a site asks us to wait, we ask again after this.
const LONGEST_REST: Duration = Duration::from_secs(5 * 60 * 60);
/// What is to go from readers is tried again after this, unless the site itself asks for more.
const REMOVAL_REST: Duration = Duration::from_secs(60);
/// How soon a place is looked at again where another Stet is still sending the story.
const STILL_SENDING_MS: i64 = 20 * 1000;

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
/// The first check that blocks; taking down is never stopped by a check. `page-elsewhere`: a page of the
/// newsroom's own site would be a post there, with an hour and in the lists of news.
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
        if row.story.is_page() && !matches!(push, Push::Update | Push::TakeDown) {
            return Err(Error::new(
                "page-elsewhere",
                format!("This is a page of the newsroom’s own site; “{name}” is sent stories only."),
                "Publish it on the own site. Write the page of the other site there, or choose another content profile.",
            ));
        }
        let kept = crate::newsroom::keep_revision_of(tx, &row, Why::Published, now)?;
        let at = if let Push::Schedule(at) = push { Some(at) } else { None };
        let order =
            OrderRow { at, overwrite, ..OrderRow::new(story, destination, kept.id, push.word(), now) };
        tx.add_order(&order)?;
        moves::note(tx, story, push.word(), "", &name, now)?;
        Ok((order.id, Changed::publication(story)))
    })
}

/// Takes an order out of the outbox that has not been carried out.
pub fn cancel(newsroom: &mut Newsroom, order: OrderId, now: UtcMillis) -> Result<Changed> {
    newsroom.transact(|tx| {
        let row = tx.order(order)?;
        let story = tx.story(row.story)?.story;
        let there = tx.publication(row.story, row.destination)?.unwrap_or_default();
        let seen_at = if there.remote_state == "scheduled" { there.scheduled_for } else { None };
        if moves::is_removal(&row.act)
            && matches!(there.remote_state.as_str(), "live" | "scheduled")
            && kept_in(&story, seen_at.unwrap_or(now)).is_some()
        {
            return Err(Error::new(
                "order-keeps-in",
                "This order takes a story from readers that may not go to them.",
                "It goes on. Release the story first, if readers may see it after all.",
            ));
        }
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
        let Some(order) = claimed else {
            // What readers must not see goes before a look at what they should.
            match look::next(newsroom, clock)? {
                Some(story) => changed(Changed::publication(story)),
                None => return Ok(count),
            }
            continue;
        };
        changed(Changed::publication(order.story));
        let outcome = carry_out(newsroom, &order, clock);
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
    clock: &dyn Fn() -> UtcMillis,
) -> std::result::Result<(cms::Receipt, String), cms::SendFailure> {
    let now = clock();
    let prepared = prepare(&mut lock(newsroom), order, now).map_err(cms::SendFailure::refused)?;
    let site = site_of(&prepared.destination)?;
    let mut ledger = Written { newsroom, order, clock };
    let picture = |media: &MediaId| picture_for_site(newsroom, &prepared, media);
    let receipt =
        wordpress::send(&site, cms::Patience::default(), &prepared.order, &mut ledger, &picture, now)?;
    Ok((receipt, prepared.full_hash))
}

/// The destination with its password, as it is asked.
pub(super) fn site_of(destination: &DestinationRow) -> std::result::Result<cms::Site, cms::SendFailure> {
    let password = keychain::password(destination.id).map_err(|fault| cms::SendFailure::retry(fault, 60))?;
    let Some(password) = password else {
        return Err(cms::SendFailure::refused(Error::new(
            "password-missing",
            format!("The keychain has no password for “{}”.", destination.name),
            "Open the destination, type its application password and save it; then send again.",
        )));
    };
    Ok(cms::Site {
        address: destination.address.clone(),
        user: destination.user.clone(),
        password: cms::Secret::new(&password),
    })
}

fn prepare(newsroom: &mut Newsroom, order: &OrderRow, now: UtcMillis) -> Result<Prepared> {
    let folder = newsroom.folder().to_owned();
    newsroom.reading(|tx| {
        let destination = tx.destination(order.destination)?;
        let stands = tx.story(order.story)?.story;
        let mut story = match read_revision(tx, order.revision) {
            Ok((_, story)) => story,
            // What is to go from readers needs no text.
            Err(_) if moves::is_removal(&order.act) => stands.clone(),
            Err(fault) => return Err(fault),
        };
        // The order may have waited for a line, and somebody may have held the story meanwhile.
        if !moves::is_removal(&order.act)
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
        let there = |id: StoryId| link_there(tx, id, order.destination, order.at.unwrap_or(now));
        let post = wordpress::post(&story, section, &there);
        let uses = uses_of(&story);
        let remote = tx.publication(order.story, order.destination)?.and_then(|p| remote_of(&p));
        let kills = order.act == "kill";
        let act = if kills { cms::Act::Kill } else { Push::from_word(&order.act, order.at)?.act() };
        let unwanted = if kills { unwanted(tx, order, &stands)? } else { Vec::new() };
        Ok(Prepared {
            destination,
            order: cms::Order { id: order.id, act, post, remote, overwrite: order.overwrite, unwanted },
            uses,
            folder,
            full_hash: revision::full_hash(&story),
        })
    })
}

/// The pictures of a killed story that stand there and that no other story of ours shows there.
fn unwanted(tx: &Tx, order: &OrderRow, stands: &Story) -> Result<Vec<(MediaId, u64)>> {
    let mut shown: BTreeSet<MediaId> = stands.pictures().into_iter().collect();
    for revision in tx.revisions_ordered(order.story, order.destination)? {
        // One that cannot be read is said by `stet check`; it keeps no kill from going.
        shown.extend(read_revision(tx, revision).map(|(_, s)| s.pictures()).unwrap_or_default());
    }
    let mut there = tx.pictures_there(order.destination, &shown.into_iter().collect::<Vec<_>>())?;
    if !there.is_empty() {
        for text in tx.other_texts_at(order.destination, order.story)? {
            // Of a story that cannot be read nobody knows what it shows: nothing of it is deleted.
            let Ok(text) = text else { return Ok(Vec::new()) };
            there.retain(|(media, _)| !text.contains(&media.0));
        }
    }
    Ok(there)
}

/// Where a story of ours is on that site, if readers see it there and may; its headline is the one
/// they were given, never the one somebody is writing.
fn link_there(
    tx: &Tx,
    story: StoryId,
    destination: DestinationId,
    now: UtcMillis,
) -> Option<wordpress::Link> {
    let there = tx.publication(story, destination).ok()??;
    if there.remote_state != RemoteState::Live.word() || there.link.is_empty() {
        return None;
    }
    if kept_in(&tx.story_if_here(story).ok()??.story, now).is_some() {
        return None;
    }
    let (_, sent) = read_revision(tx, there.revision?).ok()?;
    Some(wordpress::Link { address: there.link, headline: sent.headline })
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
        licence: row.licence.clone(),
    };
    Ok(PictureFile { bytes: media::publishable(widest, &facts)?, mime: widest.mime().to_owned() })
}

fn settle(
    newsroom: &mut Newsroom,
    order: &OrderRow,
    outcome: std::result::Result<(cms::Receipt, String), cms::SendFailure>,
    now: UtcMillis,
) -> Result<()> {
    let removes = moves::is_removal(&order.act);
    newsroom.transact(|tx| {
        let failure = match outcome {
            Ok((receipt, full_hash)) => {
                let mut row = tx.publication(order.story, order.destination)?.unwrap_or_default();
                note_remote(&mut row, &receipt.remote);
                if !removes {
                    row.revision = Some(order.revision);
                    row.sent_hash = full_hash;
                    row.sent_at = Some(now);
                }
                row.notices = receipt.notices;
                tx.save_publication(order.story, order.destination, &row)?;
                return if removes { removed(tx, order, now) } else { sent(tx, order, &row, now) };
            }
            Err(failure) => failure,
        };
        if matches!(failure.kind, FailureKind::Gone) {
            // The next order makes the post anew: what we knew of it is over.
            let mut row = tx.publication(order.story, order.destination)?.unwrap_or_default();
            row.remote_id = String::new();
            row.remote_state = "none".to_owned();
            row.look_at = None;
            tx.save_publication(order.story, order.destination, &row)?;
            if removes {
                return removed(tx, order, now); // nothing is there, which is all that was asked
            }
        }
        let attempts = u32::try_from(order.attempts).unwrap_or(u32::MAX) + 1;
        let (state, conflict, next) = match &failure.kind {
            FailureKind::Retry { after } => {
                let mut rest = cms::rest_after(attempts, *after).min(LONGEST_REST);
                if removes {
                    rest = rest.min(REMOVAL_REST.max(*after)).min(LONGEST_REST);
                }
                let rest = i64::try_from(rest.as_millis()).unwrap_or(i64::MAX);
                ("waiting", String::new(), UtcMillis(now.0.saturating_add(rest)))
            }
            FailureKind::Refused | FailureKind::Gone => ("refused", String::new(), now),
            FailureKind::Conflict(changed) => ("conflict", conflict_json(changed, now), now),
        };
        if let Some(removal) = tx.removal_of_order(order.id)? {
            if state == "refused" && removal.error.as_ref() != Some(&failure.error) {
                moves::note(tx, order.story, "not-gone", &removal.name, &failure.error.sentence, now)?;
            }
            tx.settle_removal(removal.story, &removal.place, None, Some(&failure.error), next)?;
        }
        tx.settle_order(order.id, state, Some(&failure.error), &conflict, next, now)?;
        if !removes && state != "waiting" {
            // It may have stood in the place of one that was to call the post back.
            moves::call_back(tx, &tx.story(order.story)?, now)?;
        }
        Ok(())
    })
}

/// An order brought the story to the site. Whoever held it while that was under way is heard.
fn sent(tx: &Tx, order: &OrderRow, row: &PublicationRow, now: UtcMillis) -> Result<()> {
    tx.settle_order(order.id, "done", None, "", now, now)?;
    let stands = tx.story(order.story)?;
    moves::call_back(tx, &stands, now)?;
    if row.remote_state == RemoteState::Live.word() && kept_in(&stands.story, now).is_some() {
        moves::take_back(tx, &stands, order.destination, now)?;
    }
    Ok(())
}

/// The site is rid of the story. Where another Stet may still be sending it there, it is looked at
/// again when that is over.
fn removed(tx: &Tx, order: &OrderRow, now: UtcMillis) -> Result<()> {
    if tx.still_sending(order, now)?.is_some() {
        let soon = UtcMillis(now.0 + STILL_SENDING_MS);
        return tx.settle_order(order.id, "waiting", None, "", soon, now);
    }
    if let Some(removal) = tx.removal_of_order(order.id)? {
        tx.settle_removal(removal.story, &removal.place, Some(now), None, now)?;
        moves::note(tx, order.story, "gone", &removal.name, "", now)?;
    }
    tx.settle_order(order.id, "done", None, "", now, now)
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
    newsroom.transact(|tx| {
        let waiting = tx.scheduled_at(destination)?;
        if waiting > 0 {
            let stories =
                if waiting == 1 { "A story waits".to_owned() } else { format!("{waiting} stories wait") };
            return Err(Error::new(
                "destination-has-hours",
                format!("{stories} there for an hour at which the site publishes by itself."),
                "Take them down there first: without the destination nothing could call them back.",
            ));
        }
        tx.remove_destination(destination, now)
    })?;
    keychain::forget(destination)?;
    Ok(Changed { publications: true, ..Changed::settings() })
}

/// Lets everything that waits be tried at once.
pub fn hurry(newsroom: &mut Newsroom, now: UtcMillis) -> Result<()> {
    newsroom.transact(|tx| tx.hurry_orders(now))
}

/// A lock that outlives a panic of another thread: the newsroom's file is whole whatever
/// happened to the thread.
pub(super) fn lock(newsroom: &Mutex<Newsroom>) -> MutexGuard<'_, Newsroom> {
    newsroom.lock().unwrap_or_else(|broken| broken.into_inner())
}
