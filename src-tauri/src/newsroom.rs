//! The newsroom: the folder a user opens, and the one door to everything in it.
//!
//! Open, read, transact. Rules about a story are in `story`; SQL is in `store`; what goes
//! out is in `publish`. Every write answers with what changed, never how to redraw.

mod deciding;
mod desk_list;
mod dress;
pub(crate) mod editing;
mod filling;
pub mod front_door;
mod front_page;
mod handing;
mod history;
mod importing;
mod merging;
pub(crate) mod moves;
pub(crate) mod pictures;
mod planning;
pub(crate) mod profiles;
mod proofing;
mod removal;
pub(crate) use removal::from_readers;
mod review;
mod setup;
mod snippets;
mod suggesting;
mod whole_file;

pub use dress::{Dress, SocialLink};
pub use editing::{FieldNotice, Saved, Seen, StoryState};
pub use filling::Filled;
pub use front_page::{FrontBlock, FrontPage, FrontSlot};
pub use handing::{Arrival, Arrived, Sent};
pub use history::{Comparison, FieldDiff};
pub(crate) use history::{keep_revision_of, read as read_revision};
pub use importing::{Imported, Incoming};
pub use merging::Asked;
pub use moves::Moved;
pub use pictures::{AddedPicture, PictureState};
pub use planning::Commission;
pub use proofing::{HouseStyle, ProofReady, ProofTerms, Proofreader, RuleTrial, put_starter_rules};
pub use review::{Decided, Review, Suggestion, Thread};
pub(crate) use setup::settings_row;
pub use setup::{Opened, Section, Settings, TrendingItem, check_settings};
pub use snippets::{Snippet, Template};
pub use suggesting::Suggesting;
pub use whole_file::write_whole;

pub use crate::store::{DictionaryWord, FILE, JournalRow, LookDue, RemovalRow, SitePlaceRow};

use crate::Result;
use crate::desk::{Ask, Page, View};
use crate::store::{Store, Tx};
use crate::story::{StoryId, UtcMillis};
use std::path::{Path, PathBuf};

/// What a change touched: lists that show it read again.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// Stories whose text or state changed.
    pub stories: Vec<StoryId>,
    /// Whether the desk list shows something new.
    pub desk: bool,
    /// Whether settings, sections or the trending strip changed.
    pub settings: bool,
    /// Whether what stands at a destination, or waits for one, changed.
    pub publications: bool,
}

impl Changed {
    /// A change to one story.
    pub fn story(story: StoryId) -> Self {
        Self { stories: vec![story], desk: true, ..Self::default() }
    }
    /// A change to settings.
    pub fn settings() -> Self {
        Self { settings: true, ..Self::default() }
    }
    /// A change to what is sent of a story.
    pub fn publication(story: StoryId) -> Self {
        Self { stories: vec![story], desk: true, publications: true, ..Self::default() }
    }
}

/// An open newsroom.
pub struct Newsroom {
    folder: PathBuf,
    store: Store,
}

impl Newsroom {
    /// Opens the newsroom in a folder.
    ///
    /// # Errors
    /// `newsroom-missing`, `-newer`, `-damaged`, `-read-only`, `-busy`, `-not-ours`.
    pub fn open(folder: &Path) -> Result<Self> {
        let mut store = Store::open(folder)?;
        if store.read(|tx| tx.settings())?.is_none() {
            return Err(crate::Error::new(
                "newsroom-empty",
                format!("The newsroom in “{}” was never finished.", folder.display()),
                "Make it again with `stet init` in a new folder.",
            ));
        }
        Ok(Self { folder: folder.to_owned(), store })
    }

    /// The folder it is in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A page of the desk list, last changed first; `after` is the `next` of the page before.
    pub fn desk(&mut self, view: View, find: &str, after: Option<&str>) -> Result<Page> {
        // What day it is matters to deadlines and to what has left the spike: neither is asked for.
        self.desk_list(&Ask::of(view, find), after, UtcMillis(0))
    }

    /// Stories that a link may lead to: those with these words in the headline, then in the slug, then
    /// anywhere, each last changed first; the one of this id; or the newest where nothing was typed. Spiked
    /// ones only by their id.
    pub fn stories_to_link(&mut self, find: &str) -> Result<Vec<crate::store::DeskRow>> {
        if let Ok(story) = find.trim().parse::<StoryId>() {
            return self.store.read(|tx| Ok(tx.desk_row(story).into_iter().collect()));
        }
        // The last word may go on, as it is typed: no space after it.
        let of = |field: &str| {
            find.split_whitespace().map(|word| format!("{field}:{word}")).collect::<Vec<_>>().join(" ")
        };
        let is_plain = !find.trim().is_empty() && !find.contains([':', '"']);
        let named = ["headline", "slug"].into_iter().filter(|_| is_plain).map(of);
        let mut rows: Vec<crate::store::DeskRow> = Vec::new();
        for find in named.chain([find.to_owned()]) {
            let mut found = self.desk(View::Desk, &find, None)?.rows;
            found.retain(|row| rows.iter().all(|had| had.id != row.id));
            rows.append(&mut found);
        }
        rows.truncate(12);
        Ok(rows)
    }

    /// Brings search up to date for a hundred stories more of a newsroom that an older Stet made.
    /// False where nothing is left to do, as in every other newsroom.
    pub fn index_more_words(&mut self) -> Result<bool> {
        self.store.index_stale_words(100)
    }

    /// The story of that id, URL slug or slug: what a person types.
    pub fn story_named(&mut self, name: &str) -> Result<Option<StoryId>> {
        self.store.read(|tx| tx.story_named(name))
    }

    /// What is wrong with the newsroom's file, pictures and stories; empty when all is whole.
    pub fn faults(&mut self) -> Result<Vec<crate::Error>> {
        // What cannot even be looked at is a fault like the others, and the looking goes on.
        let said = self.store.faults().unwrap_or_else(|fault| vec![fault.sentence]);
        let mut faults: Vec<crate::Error> = said.iter().map(|said| damaged(said)).collect();
        let as_fault = |fault: crate::Error| {
            if fault.code == "newsroom-damaged" { damaged(&fault.sentence) } else { fault }
        };
        let or_fault = |found: Result<Vec<crate::Error>>| found.unwrap_or_else(|fault| vec![as_fault(fault)]);
        if let Ok(unreadable @ 1..) = self.store.read(|tx| tx.unreadable_stories()) {
            faults.push(crate::Error::new(
                "story-damaged",
                format!("The name of {unreadable} of the stories is damaged, so they cannot be opened."),
                "Copy the folder to a safe place; the other stories are not touched by it.",
            ));
        }
        let (stories, broken_off) = self.readable_stories()?;
        faults.extend(broken_off.map(as_fault));
        for story in stories {
            faults.extend(or_fault(self.story(story).map(|state| state.damage.into_iter().collect())));
        }
        faults.extend(or_fault(self.store.read(|tx| tx.revision_faults())));
        faults.extend(or_fault(self.picture_faults()));
        faults.dedup();
        Ok(faults)
    }

    /// A number that moves when another process has changed the newsroom.
    pub fn other_changes(&self) -> Result<i64> {
        self.store.data_version()
    }

    /// When the next order in the outbox is due, or the next post is to be looked at; none where
    /// nothing waits.
    pub fn next_order(&mut self) -> Result<Option<UtcMillis>> {
        self.store.read(|tx| Ok(tx.next_order_at()?.into_iter().chain(tx.next_look_at()?).min()))
    }

    /// How many orders wait in the outbox or are being sent.
    pub fn waiting_orders(&mut self) -> Result<i64> {
        self.store.read(|tx| tx.waiting_orders())
    }

    /// Every story, oldest first, spiked ones too.
    pub fn all_stories(&mut self) -> Result<Vec<StoryId>> {
        self.store.read(|tx| tx.story_ids())
    }

    /// Every story that the file still names, oldest first, and why not every one, where it is damaged.
    pub fn readable_stories(&mut self) -> Result<(Vec<StoryId>, Option<crate::Error>)> {
        self.store.read(|tx| Ok(tx.readable_story_ids()))
    }

    /// Remembers which story is open, for the next start.
    pub fn remember_open(&mut self, story: StoryId) -> Result<()> {
        self.store.write(|tx| tx.save_last_story(&story.to_string()))
    }

    /// The door for the other modules of the core: one transaction.
    pub(crate) fn transact<T>(&mut self, change: impl FnOnce(&Tx) -> Result<T>) -> Result<T> {
        self.store.write(change)
    }

    /// One unchanging reading, for the other modules of the core.
    pub(crate) fn reading<T>(&mut self, ask: impl FnOnce(&Tx) -> Result<T>) -> Result<T> {
        self.store.read(ask)
    }
}

/// The wall clock. Only the window and the command line read it; the core is given the time.
#[allow(clippy::disallowed_methods)] // the one place that reads it
pub fn wall_clock() -> UtcMillis {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    UtcMillis(since.map(|d| d.as_millis() as i64).unwrap_or_default())
}

/// Whether a folder holds a newsroom's file.
pub fn is_newsroom(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

fn damaged(said: &str) -> crate::Error {
    crate::Error::new(
        "newsroom-damaged",
        format!("The newsroom’s file is damaged: {}.", said.trim_end_matches('.')),
        "Copy the folder to a safe place, then take out what can be read with `stet export --as markdown`.",
    )
}
