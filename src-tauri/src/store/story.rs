//! The working copy of a story: its row and the lists that hang on it.

use super::settings::{link, link_columns};
use super::{Tx, id, id_or_none, text};
use crate::body;
use crate::story::{
    AlsoRead, Byline, Correction, CorrectionKind, Dateline, Direction, Embargo, Handling, HeadlineSet,
    Killed, Legal, LinkTo, MediaId, PictureNeed, PictureUse, Publication, RevisionId, Stage, Story, StoryId,
    UtcMillis, WallTime,
};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// A story as it stands on disk, with what the store keeps beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryRow {
    /// The story.
    pub story: Story,
    /// Counts its saves.
    pub edit: i64,
    /// Its URL slug today: chosen, or made from the headline and free.
    pub effective_url_slug: String,
    /// Words of its body.
    pub words: i64,
    /// Hash of all that a reader of it sees.
    pub full_hash: String,
    /// `full_hash` of the published revision; empty: none.
    pub published_hash: String,
    /// Hash of its canonical text, as written with it.
    pub seal: String,
}

fn row(r: &Row) -> rusqlite::Result<StoryRow> {
    let lead_media = text(r, "lead_media")?;
    let story = Story {
        id: id(r, "id")?,
        slug: text(r, "slug")?,
        stage: Stage::from_word(&text(r, "stage")?).unwrap_or_default(),
        hold: r.get("hold")?,
        not_for_publication: r.get("not_for_publication")?,
        spiked_at: r.get::<_, Option<i64>>("spiked_at")?.map(UtcMillis),
        eyebrow: text(r, "eyebrow")?,
        headline: text(r, "headline")?,
        headlines: HeadlineSet {
            search: text(r, "headline_search")?,
            social: text(r, "headline_social")?,
            push: text(r, "headline_push")?,
            sms: text(r, "headline_sms")?,
        },
        profile: text(r, "profile")?,
        commissioned_words: r.get("commissioned_words")?,
        standfirst: body::read_inline(&text(r, "standfirst")?),
        agency: text(r, "agency")?,
        bylines: Vec::new(),
        dateline: Dateline { place: text(r, "dateline_place")?, text: text(r, "dateline_text")? },
        section: id_or_none(r, "section")?,
        tags: Vec::new(),
        url_slug: text(r, "url_slug")?,
        language: text(r, "language")?,
        direction: Direction::from_word(&text(r, "direction")?),
        lead: (!lead_media.is_empty())
            .then(|| {
                Ok::<_, rusqlite::Error>(PictureUse {
                    media: MediaId(lead_media),
                    caption: body::read_inline(&text(r, "lead_caption")?),
                    credit: text(r, "lead_credit")?,
                    alt: text(r, "lead_alt")?,
                })
            })
            .transpose()?,
        also_read: Vec::new(),
        handling: handling(r)?,
        corrections: Vec::new(),
        body: body::read(&text(r, "body")?),
        publication: Publication::from_word(&text(r, "publication")?).unwrap_or_default(),
        published_revision: id_or_none(r, "published_revision")?,
        first_published_at: r.get::<_, Option<i64>>("first_published_at")?.map(UtcMillis),
        updated_at: r.get::<_, Option<i64>>("updated_at")?.map(UtcMillis),
        created_at: UtcMillis(r.get("created_at")?),
        changed_at: UtcMillis(r.get("changed_at")?),
    };
    Ok(StoryRow {
        story,
        edit: r.get("edit")?,
        effective_url_slug: text(r, "effective_url_slug")?,
        words: r.get("words")?,
        full_hash: text(r, "full_hash")?,
        published_hash: text(r, "published_hash")?,
        seal: text(r, "seal")?,
    })
}

/// The time in the three columns of that name.
pub(super) fn wall_time(r: &Row, name: &str) -> rusqlite::Result<Option<WallTime>> {
    let Some(at) = r.get::<_, Option<i64>>(&*format!("{name}_at"))? else { return Ok(None) };
    Ok(Some(WallTime {
        local: text(r, format!("{name}_local").as_str())?,
        zone: text(r, format!("{name}_zone").as_str())?,
        at: UtcMillis(at),
    }))
}

fn handling(r: &Row) -> rusqlite::Result<Handling> {
    let wall = |name: &str| wall_time(r, name);
    Ok(Handling {
        // A word that this Stet does not know keeps the story in rather than letting it out.
        legal: Legal::from_word(&text(r, "legal")?).unwrap_or(Legal::Needed),
        pictures: PictureNeed::from_word(&text(r, "pictures")?).unwrap_or_default(),
        sensitive: r.get("sensitive")?,
        priority: r.get("priority")?,
        assigned_to: text(r, "assigned_to")?,
        deadline: wall("deadline")?,
        brief: text(r, "brief")?,
        embargo: match text(r, "embargo")?.as_str() {
            "" => None,
            "until" => Some(wall("embargo")?.map_or(Embargo::Indefinite, Embargo::Until)),
            _ => Some(Embargo::Indefinite),
        },
        schedule: wall("schedule")?,
        updates: id_or_none(r, "updates")?,
        translates: id_or_none(r, "translates")?,
        look_again: wall("look_again")?,
        killed: match r.get::<_, Option<i64>>("killed_at")? {
            Some(at) => Some(Killed { at: UtcMillis(at), why: text(r, "killed_why")? }),
            None => None,
        },
    })
}

impl Tx<'_> {
    /// The story, or an error that says it is not here.
    pub fn story(&self, story: StoryId) -> Result<StoryRow> {
        self.story_if_here(story)?.ok_or_else(|| {
            Error::new(
                "story-missing",
                "That story is not in this newsroom.",
                "Look in the desk list, Spiked too.",
            )
        })
    }

    /// The story, or none.
    pub fn story_if_here(&self, story: StoryId) -> Result<Option<StoryRow>> {
        let mut ask = self.conn.prepare_cached("SELECT * FROM story WHERE id = ?1")?;
        let Some(mut found) = ask.query_row([story.to_string()], row).optional()? else { return Ok(None) };
        let key = story.to_string();
        let mut ask = self
            .conn
            .prepare_cached("SELECT name, role FROM story_byline WHERE story = ?1 ORDER BY position")?;
        found.story.bylines = ask
            .query_map([&key], |r| Ok(Byline { name: text(r, "name")?, role: text(r, "role")? }))?
            .collect::<rusqlite::Result<_>>()?;
        let mut ask =
            self.conn.prepare_cached("SELECT tag FROM story_tag WHERE story = ?1 ORDER BY position")?;
        found.story.tags = ask.query_map([&key], |r| text(r, "tag"))?.collect::<rusqlite::Result<_>>()?;
        let mut ask = self.conn.prepare_cached(
            "SELECT headline, to_story, to_url FROM story_also_read WHERE story = ?1 ORDER BY position",
        )?;
        found.story.also_read = ask
            .query_map([&key], |r| {
                Ok(AlsoRead {
                    headline: text(r, "headline")?,
                    to: link(&text(r, "to_story")?, text(r, "to_url")?),
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut ask = self.conn.prepare_cached(
            "SELECT kind, made_at, text FROM story_correction WHERE story = ?1 ORDER BY position",
        )?;
        found.story.corrections = ask
            .query_map([&key], |r| {
                Ok(Correction {
                    kind: CorrectionKind::from_word(&text(r, "kind")?).unwrap_or_default(),
                    at: UtcMillis(r.get("made_at")?),
                    text: text(r, "text")?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Some(found))
    }

    /// Writes the story whole. The caller has counted `edit` up.
    pub fn save_story(&self, row: &StoryRow, body_markdown: &str) -> Result<()> {
        let s = &row.story;
        let key = s.id.to_string();
        let byline_line = byline_line(s);
        let lead = s.lead.as_ref();
        self.conn
            .prepare_cached(
                "INSERT INTO story (id, edit, slug, stage, hold, not_for_publication, spiked_at, eyebrow, headline,
                   standfirst, agency, dateline_place, dateline_text, section, url_slug, effective_url_slug, language,
                   direction, lead_media, lead_caption, lead_credit, lead_alt, body, publication, published_revision,
                   published_hash, first_published_at, updated_at, created_at, changed_at, byline_line, words,
                   full_hash, seal, headline_search, headline_social, headline_push, headline_sms, profile,
                   commissioned_words)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                   ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40)
                 ON CONFLICT (id) DO UPDATE SET edit = ?2, slug = ?3, stage = ?4, hold = ?5, not_for_publication = ?6,
                   spiked_at = ?7, eyebrow = ?8, headline = ?9, standfirst = ?10, agency = ?11, dateline_place = ?12,
                   dateline_text = ?13, section = ?14, url_slug = ?15, effective_url_slug = ?16, language = ?17,
                   direction = ?18, lead_media = ?19, lead_caption = ?20, lead_credit = ?21, lead_alt = ?22,
                   body = ?23, publication = ?24, published_revision = ?25, published_hash = ?26,
                   first_published_at = ?27, updated_at = ?28, created_at = ?29, changed_at = ?30, byline_line = ?31,
                   words = ?32, full_hash = ?33, seal = ?34, headline_search = ?35, headline_social = ?36,
                   headline_push = ?37, headline_sms = ?38, profile = ?39, commissioned_words = ?40",
            )?
            .execute(params![
                key,
                row.edit,
                s.slug,
                s.stage.word(),
                s.hold,
                s.not_for_publication,
                s.spiked_at.map(|t| t.0),
                s.eyebrow,
                s.headline,
                body::write_inline(&s.standfirst),
                s.agency,
                s.dateline.place,
                s.dateline.text,
                s.section.map(|x| x.to_string()),
                s.url_slug,
                row.effective_url_slug,
                s.language,
                s.direction.map(|d| d.html()).unwrap_or_default(),
                lead.map(|l| l.media.0.as_str()).unwrap_or_default(),
                lead.map(|l| body::write_inline(&l.caption)).unwrap_or_default(),
                lead.map(|l| l.credit.as_str()).unwrap_or_default(),
                lead.map(|l| l.alt.as_str()).unwrap_or_default(),
                body_markdown,
                s.publication.word(),
                s.published_revision.map(|x| x.to_string()),
                row.published_hash,
                s.first_published_at.map(|t| t.0),
                s.updated_at.map(|t| t.0),
                s.created_at.0,
                s.changed_at.0,
                byline_line,
                row.words,
                row.full_hash,
                row.seal,
                s.headlines.search,
                s.headlines.social,
                s.headlines.push,
                s.headlines.sms,
                s.profile,
                s.commissioned_words,
            ])?;
        self.save_handling(&s.handling, &key)?;
        self.save_lists(s, &key)?;
        self.index_words(s, &row.seal, body_markdown, false)
    }

    fn save_handling(&self, s: &Handling, key: &str) -> Result<()> {
        let at = |time: &Option<WallTime>| time.as_ref().map(|t| t.at.0);
        let local = |time: &Option<WallTime>| time.as_ref().map(|t| t.local.clone()).unwrap_or_default();
        let zone = |time: &Option<WallTime>| time.as_ref().map(|t| t.zone.clone()).unwrap_or_default();
        let (embargo, until) = match &s.embargo {
            None => ("", None),
            Some(Embargo::Indefinite) => ("indefinite", None),
            Some(Embargo::Until(time)) => ("until", Some(time.clone())),
        };
        self.conn
            .prepare_cached(
                "UPDATE story SET legal = ?2, pictures = ?3, sensitive = ?4, priority = ?5, assigned_to = ?6,
                   brief = ?7, deadline_at = ?8, deadline_local = ?9, deadline_zone = ?10, embargo = ?11,
                   embargo_at = ?12, embargo_local = ?13, embargo_zone = ?14, schedule_at = ?15,
                   schedule_local = ?16, schedule_zone = ?17, updates = ?18, look_again_at = ?19,
                   look_again_local = ?20, look_again_zone = ?21, killed_at = ?22, killed_why = ?23,
                   translates = ?24
                 WHERE id = ?1",
            )?
            .execute(params![
                key,
                s.legal.word(),
                s.pictures.word(),
                s.sensitive,
                s.priority,
                s.assigned_to,
                s.brief,
                at(&s.deadline),
                local(&s.deadline),
                zone(&s.deadline),
                embargo,
                at(&until),
                local(&until),
                zone(&until),
                at(&s.schedule),
                local(&s.schedule),
                zone(&s.schedule),
                s.updates.map(|id| id.to_string()).unwrap_or_default(),
                at(&s.look_again),
                local(&s.look_again),
                zone(&s.look_again),
                s.killed.as_ref().map(|killed| killed.at.0),
                s.killed.as_ref().map(|killed| killed.why.clone()).unwrap_or_default(),
                s.translates.map(|id| id.to_string()).unwrap_or_default(),
            ])?;
        Ok(())
    }

    fn save_lists(&self, s: &Story, key: &str) -> Result<()> {
        for table in ["story_byline", "story_tag", "story_also_read", "story_correction", "media_use"] {
            self.conn.prepare_cached(&format!("DELETE FROM {table} WHERE story = ?1"))?.execute([key])?;
        }
        for (position, b) in s.bylines.iter().enumerate() {
            self.conn
                .prepare_cached(
                    "INSERT INTO story_byline (story, position, name, role) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![key, position as i64, b.name, b.role])?;
        }
        for (position, tag) in s.tags.iter().enumerate() {
            self.conn
                .prepare_cached("INSERT INTO story_tag (story, position, tag) VALUES (?1, ?2, ?3)")?
                .execute(params![key, position as i64, tag])?;
        }
        for (position, link) in s.also_read.iter().enumerate() {
            let (story, url) = link_columns(&link.to);
            self.conn
                .prepare_cached(
                    "INSERT INTO story_also_read (story, position, headline, to_story, to_url)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![key, position as i64, link.headline, story, url])?;
        }
        for (position, c) in s.corrections.iter().enumerate() {
            self.conn
                .prepare_cached(
                    "INSERT INTO story_correction (story, position, kind, made_at, text)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![key, position as i64, c.kind.word(), c.at.0, c.text])?;
        }
        for media in s.lead.iter().map(|l| l.media.0.as_str()).chain(body::media_in(&s.body)) {
            self.conn
                .prepare_cached("INSERT OR IGNORE INTO media_use (story, media) VALUES (?1, ?2)")?
                .execute([key, media])?;
        }
        Ok(())
    }

    /// Says which revision readers see of a story that is live.
    pub fn save_published(&self, story: StoryId, revision: RevisionId, hash: &str) -> Result<()> {
        self.conn
            .prepare_cached("UPDATE story SET published_revision = ?2, published_hash = ?3 WHERE id = ?1")?
            .execute(params![story.to_string(), revision.to_string(), hash])?;
        Ok(())
    }

    /// Whether another story (spiked ones aside) has this URL slug today.
    pub fn url_slug_owner(&self, slug: &str, not: StoryId) -> Result<Option<(StoryId, String)>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id, headline FROM story
             WHERE effective_url_slug = ?1 AND id <> ?2 AND spiked_at IS NULL LIMIT 1",
        )?;
        Ok(ask
            .query_row([slug.to_owned(), not.to_string()], |r| Ok((id(r, "id")?, text(r, "headline")?)))
            .optional()?)
    }

    /// The story with that URL slug, or that id, or that slug: what a person types.
    pub fn story_named(&self, name: &str) -> Result<Option<StoryId>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id FROM story WHERE id = ?1 OR effective_url_slug = ?1 OR slug = ?1
             ORDER BY id = ?1 DESC, effective_url_slug = ?1 DESC, changed_at DESC LIMIT 1",
        )?;
        Ok(ask.query_row([name], |r| id(r, "id")).optional()?)
    }

    /// The headline of a story; none if it is not here.
    pub fn headline_of(&self, story: StoryId) -> Result<Option<String>> {
        let mut ask = self.conn.prepare_cached("SELECT headline FROM story WHERE id = ?1")?;
        Ok(ask.query_row([story.to_string()], |r| text(r, "headline")).optional()?)
    }

    /// All ids, oldest first; by the table itself, so that a damaged index hides none. An id
    /// that cannot be read is left out: `unreadable_stories` counts those.
    pub fn story_ids(&self) -> Result<Vec<StoryId>> {
        let mut ask = self.conn.prepare_cached("SELECT id FROM story NOT INDEXED ORDER BY number")?;
        let ids = ask.query_map([], |r| text(r, "id"))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// [`Tx::story_ids`] of a file that may be damaged: from the oldest as far as it can be read, then from
    /// the newest back to there; with why that is not every one.
    pub fn readable_story_ids(&self) -> (Vec<StoryId>, Option<Error>) {
        let scan = |order: &str, ids: &mut BTreeMap<i64, StoryId>| -> Result<()> {
            let mut ask = self
                .conn
                .prepare(&format!("SELECT number, id FROM story NOT INDEXED ORDER BY number {order}"))?;
            let mut rows = ask.query([])?;
            while let Some(row) = rows.next()? {
                if let Ok(id) = text(row, "id")?.parse() {
                    ids.insert(row.get("number")?, id);
                }
            }
            Ok(())
        };
        let mut ids = BTreeMap::new();
        let broken_off = scan("ASC", &mut ids).err();
        if broken_off.is_some() {
            let _ = scan("DESC", &mut ids); // breaks off where the other did
        }
        (ids.into_values().collect(), broken_off)
    }

    /// How many stories have an id that cannot be read.
    pub fn unreadable_stories(&self) -> Result<usize> {
        let mut ask = self.conn.prepare_cached("SELECT id FROM story NOT INDEXED")?;
        let ids = ask.query_map([], |r| text(r, "id"))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(ids.iter().filter(|id| id.parse::<StoryId>().is_err()).count())
    }

    /// Keeps the editor's own JSON of a body that did not read back the same.
    pub fn keep_unstorable(&self, story: StoryId, editor_json: &str, now: UtcMillis) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO unstorable (id, story, made_at, editor_json) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![uuid::Uuid::now_v7().to_string(), story.to_string(), now.0, editor_json])?;
        Ok(())
    }

    /// Our own stories that link to this address target, for "linked headlines".
    pub fn headlines_of(&self, links: &[LinkTo]) -> Result<Vec<(StoryId, String)>> {
        let mut out = Vec::new();
        for link in links {
            if let LinkTo::Story(story) = link
                && let Some(headline) = self.headline_of(*story)?
            {
                out.push((*story, headline));
            }
        }
        Ok(out)
    }
}

/// The names of a byline in one line, for lists and search.
pub(super) fn byline_line(s: &Story) -> String {
    let names: Vec<&str> = s.bylines.iter().map(|b| b.name.as_str()).collect();
    if names.is_empty() { s.agency.clone() } else { names.join(", ") }
}
