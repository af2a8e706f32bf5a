//! Making, opening and saving a story.

use super::setup::settings_row;
use super::{Changed, Newsroom, history};
use crate::body::{self, Stored, Unstorable};
use crate::revision::{self, Why};
use crate::store::{StoryRow, Tx};
use crate::story::profile::UNNAMED;
use crate::story::{
    LinkTo, Move, Publication, RevisionId, Story, StoryId, UtcMillis, url_slug_from, url_slug_is_lawful,
};
use crate::{Error, Result, site};
use serde::{Deserialize, Serialize};

/// An autosave revision is kept when the newest is older than this.
const AUTOSAVE_AFTER_MS: i64 = 5 * 60 * 1000;

/// What readers can see of a story, against its working copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// Nothing.
    NotPublished,
    /// What the working copy says.
    Live,
    /// An earlier state of it.
    LiveWithChanges,
    /// Nothing any more.
    TakenDown,
}

impl Seen {
    pub(crate) fn of(publication: Publication, unsent: bool) -> Self {
        match publication {
            Publication::NotPublished => Seen::NotPublished,
            Publication::TakenDown => Seen::TakenDown,
            Publication::Live if unsent => Seen::LiveWithChanges,
            Publication::Live => Seen::Live,
        }
    }
}

/// Advice about one field; it never stops a save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct FieldNotice {
    /// The field's name, as the window knows it.
    pub field: String,
    /// What is to be said.
    pub error: Error,
}

/// A story with what the newsroom knows about it.
#[derive(Debug, Clone)]
pub struct StoryState {
    /// The working copy.
    pub story: Story,
    /// Counts its saves.
    pub edit: i64,
    /// The URL slug readers would get.
    pub effective_url_slug: String,
    /// Words of its body.
    pub words: usize,
    /// Minutes to read it.
    pub minutes: u32,
    /// What readers can see.
    pub seen: Seen,
    /// Hash of all that a reader of it sees.
    pub full_hash: String,
    /// Set where the stored copy is not what was written.
    pub damage: Option<Error>,
    /// Headlines of our own stories that it links to.
    pub linked_headlines: Vec<(StoryId, String)>,
}

/// What a save answers.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The story as it stands now.
    pub state: StoryState,
    /// Advice about fields.
    pub notices: Vec<FieldNotice>,
    /// Another Stet had changed the story since; its text was kept as a revision first.
    pub kept_other: bool,
}

impl Newsroom {
    /// A new empty story in the newsroom's language.
    pub fn new_story(&mut self, now: UtcMillis) -> Result<(StoryState, Changed)> {
        self.transact(|tx| {
            let story = begun(tx, &settings_row(tx)?.settings.author, now)?;
            let id = story.id;
            let mut row = StoryRow::of(story);
            write(tx, &mut row, now)?;
            Ok((state(tx, id)?, Changed::story(id)))
        })
    }

    /// The story as it stands.
    pub fn story(&mut self, story: StoryId) -> Result<StoryState> {
        self.reading(|tx| state(tx, story))
    }

    /// Changes a story: the one way its text changes. `edit` is the number that the
    /// caller's copy was read or saved with; where another Stet has saved since, that
    /// text is kept as a revision before this one is written. Never refused for that.
    pub fn edit_story(
        &mut self,
        story: StoryId,
        edit: i64,
        now: UtcMillis,
        change: impl FnOnce(&mut Story) -> Result<()>,
    ) -> Result<(Saved, Changed)> {
        self.transact(|tx| {
            let mut row = tx.story(story)?;
            let kept_other = row.edit != edit;
            if kept_other {
                history::keep(tx, &row, Why::OtherCopy, "", now)?;
            } else if autosave_is_due(tx, story, now)? {
                history::keep(tx, &row, Why::Autosave, "", now)?;
            }
            change(&mut row.story)?;
            row.edit += 1;
            let notices = write(tx, &mut row, now)?;
            let saved = Saved { state: state(tx, story)?, notices, kept_other };
            Ok((saved, Changed::story(story)))
        })
    }

    /// Drops a story from the desk, or takes it back. A live story is taken down first.
    pub fn spike(&mut self, story: StoryId, spiked: bool, now: UtcMillis) -> Result<Changed> {
        self.make_move(story, Move::Spike(spiked), now)
    }
}

/// A story as it begins here: in the newsroom's language, by the first content profile, with that
/// name on it (empty: none).
pub(crate) fn begun(tx: &Tx, byline: &str, now: UtcMillis) -> Result<Story> {
    let mut story = Story::new(&settings_row(tx)?.settings.language, now);
    if !byline.is_empty() {
        story.bylines.push(crate::story::Byline { name: byline.to_owned(), role: String::new() });
    }
    let first = tx.profiles()?.into_iter().next().map(|p| p.id).unwrap_or_default();
    if first != UNNAMED {
        story.profile = first;
    }
    Ok(story)
}

impl StoryRow {
    /// A row for a story that is not on disk yet.
    pub(crate) fn of(story: Story) -> Self {
        Self {
            story,
            edit: 0,
            effective_url_slug: String::new(),
            words: 0,
            full_hash: String::new(),
            published_hash: String::new(),
            seal: String::new(),
        }
    }

    fn seen(&self) -> Seen {
        Seen::of(self.story.publication, self.full_hash != self.published_hash)
    }
}

fn autosave_is_due(tx: &Tx, story: StoryId, now: UtcMillis) -> Result<bool> {
    Ok(tx.newest_revision(story)?.is_none_or(|r| now.0 - r.made_at.0 >= AUTOSAVE_AFTER_MS))
}

/// The story as it stands, with what is known about it.
pub(crate) fn state(tx: &Tx, id: StoryId) -> Result<StoryState> {
    let row = tx.story(id)?;
    let damage = (row.seal != revision::seal_of(&row.story)).then(|| {
        Error::new(
            "story-damaged",
            "The stored copy of this story is not what was last saved: the disk may be failing.",
            "Read it through, and compare it with the newest revision in History before you go on.",
        )
    });
    let mut links: Vec<LinkTo> = row.story.also_read.iter().map(|a| a.to.clone()).collect();
    links.extend(body::stories_in(&row.story.body).into_iter().map(LinkTo::Story));
    Ok(StoryState {
        edit: row.edit,
        effective_url_slug: row.effective_url_slug.clone(),
        words: row.words.max(0) as usize,
        minutes: body::minutes(&row.story.body),
        seen: row.seen(),
        full_hash: row.full_hash.clone(),
        linked_headlines: tx.headlines_of(&links)?,
        damage,
        story: row.story,
    })
}

/// Writes a story after a change: brings it to its saved form, and says what a person
/// should know about its fields. Whoever changed its text has counted `edit` up; a change
/// of what readers see leaves the number, or an open window would take it for another's text.
pub(crate) fn write(tx: &Tx, row: &mut StoryRow, now: UtcMillis) -> Result<Vec<FieldNotice>> {
    let story = &mut row.story;
    story.tidy();
    let had_url_slug = std::mem::take(&mut row.effective_url_slug);
    if story.url_slug.is_empty() && story.first_published_at.is_some() {
        // A new headline must not move a page that readers may have linked to.
        story.url_slug = had_url_slug;
    }
    let Stored { doc, markdown } = match body::stored(&story.body) {
        Ok(stored) => stored,
        Err(Unstorable { markdown }) => {
            let editor_json = body::prosemirror::write(&story.body).to_string();
            tx.keep_unstorable(story.id, &editor_json, now)?;
            Stored { doc: body::read(&markdown), markdown }
        }
    };
    story.body = doc;
    let (effective, notices) = url_slug(tx, story)?;
    story.changed_at = now;
    row.effective_url_slug = effective;
    row.words = body::count(&story.body) as i64;
    row.full_hash = revision::full_hash_with(story, &markdown);
    row.seal = revision::seal_with(story, &markdown);
    tx.save_story(row, &markdown)?;
    Ok(notices)
}

/// The URL slug readers would get: the chosen one, else one made from the headline that
/// no other story has.
fn url_slug(tx: &Tx, story: &Story) -> Result<(String, Vec<FieldNotice>)> {
    let notice = |error| vec![FieldNotice { field: "urlSlug".to_owned(), error }];
    let chosen = story.url_slug.as_str();
    if chosen.is_empty() {
        let mut made = story.effective_url_slug();
        if made.is_empty() {
            return Ok((made, Vec::new()));
        }
        let base = made.clone();
        let mut count = 2;
        while taken_by(tx, &made, story.id, story.is_page())?.is_some() {
            made = format!("{base}-{count}");
            count += 1;
        }
        return Ok((made, Vec::new()));
    }
    if !url_slug_is_lawful(chosen) {
        let better = url_slug_from(chosen);
        let error = Error::new(
            "url-slug-unlawful",
            format!("“{chosen}” cannot stand in an address."),
            format!(
                "Use a–z, 0–9 and single hyphens, such as “{better}”; that is what readers get until then."
            ),
        );
        return Ok((better, notice(error)));
    }
    match taken_by(tx, chosen, story.id, story.is_page())? {
        None => Ok((chosen.to_owned(), Vec::new())),
        Some(owner) => {
            let error = Error::new(
                "url-slug-taken",
                format!("The URL slug “{chosen}” belongs to {owner}."),
                "Choose another; this story cannot be published with it.",
            );
            Ok((chosen.to_owned(), notice(error)))
        }
    }
}

/// Who has the slug already, in words. `is_page`: a page of the site asks, which may stand where every site has one.
pub(crate) fn taken_by(tx: &Tx, slug: &str, story: StoryId, is_page: bool) -> Result<Option<String>> {
    let is_its_own = is_page && site::STANDING_PAGES.contains(&slug);
    if !is_its_own && site::RESERVED.contains(&slug) || site::is_device_name(slug) {
        return Ok(Some("a page of the site itself".to_owned()));
    }
    if let Some(section) = tx.sections()?.into_iter().find(|s| s.slug == slug) {
        return Ok(Some(format!("the section {}", section.name)));
    }
    Ok(tx.url_slug_owner(slug, story)?.map(|(_, headline)| {
        if headline.is_empty() { "another story".to_owned() } else { format!("“{headline}”") }
    }))
}

/// The parts of a story that a restored revision brings back: text and furniture. Where
/// it stands in the work and what readers see stay as they are.
pub(crate) fn take_text(story: &mut Story, from: Story) {
    let kept = story.clone();
    *story = Story {
        id: kept.id,
        stage: kept.stage,
        profile: kept.profile,
        commissioned_words: kept.commissioned_words,
        hold: kept.hold,
        not_for_publication: kept.not_for_publication,
        spiked_at: kept.spiked_at,
        handling: kept.handling,
        corrections: kept.corrections,
        publication: kept.publication,
        published_revision: kept.published_revision,
        first_published_at: kept.first_published_at,
        updated_at: kept.updated_at,
        created_at: kept.created_at,
        changed_at: kept.changed_at,
        ..from
    };
}

/// What a published story needs written into its row; the caller has kept the revision.
pub(crate) fn mark_live(row: &mut StoryRow, revision: RevisionId, now: UtcMillis) {
    let story = &mut row.story;
    let was_seen = story.first_published_at.is_some();
    story.publication = Publication::Live;
    story.published_revision = Some(revision);
    if was_seen {
        story.updated_at = Some(now);
    } else {
        story.first_published_at = Some(now);
    }
    row.published_hash = row.full_hash.clone();
}
