//! The newsroom's own row, its sections and its trending strip.

use super::{Tx, id, text};
use crate::Result;
use crate::newsroom::{Dress, Section, Settings, SocialLink, TrendingItem};
use crate::site::{Face, Paper};
use crate::story::{LinkTo, MediaId, SectionId, Stage, StageName, UtcMillis};
use rusqlite::{OptionalExtension, params};

/// The newsroom's row: its settings, and what identifies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsRow {
    /// UUIDv7 of the newsroom.
    pub id: String,
    /// What a user can set.
    pub settings: Settings,
    /// Whether `stet demo` made it.
    pub is_demo: bool,
    /// The machine's name, as revisions give it.
    pub device: String,
    /// The story that was open last; may be gone.
    pub last_story: String,
}

/// What a newsroom has seen of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clock {
    /// The latest moment at which somebody looked for stories whose hour had come.
    pub looked_at: Option<UtcMillis>,
    /// The newest stretch in which nobody did.
    pub unseen: Option<(UtcMillis, UtcMillis)>,
}

impl Clock {
    /// The same, once somebody has looked at `now`; a clock set back takes nothing back.
    pub fn seen_at(self, now: UtcMillis) -> Self {
        Self { looked_at: Some(self.looked_at.map_or(now, |at| at.max(now))), ..self }
    }
}

impl Tx<'_> {
    /// The newsroom's row; none in a file that was never initialised.
    pub fn settings(&self) -> Result<Option<SettingsRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id, title, tagline, address, zone, date_format, language, author, default_agency,
                    copyright, about, privacy, terms, watched_folder, spike_days, feeds_in_full, ninjs, contact,
                    corrections_policy, accent, paper, headline_face, text_face, logo, logo_with_name, footer, avif,
                    is_demo, device, last_story
             FROM newsroom WHERE only = 1",
        )?;
        let (stages, social) = (self.stage_names()?, self.social_links()?);
        // A word that this Stet does not know is the usual one.
        let face = |r: &rusqlite::Row, column| {
            Ok::<_, rusqlite::Error>(Face::from_word(&text(r, column)?).unwrap_or_default())
        };
        Ok(ask
            .query_row([], |r| {
                Ok(SettingsRow {
                    id: text(r, "id")?,
                    settings: Settings {
                        title: text(r, "title")?,
                        tagline: text(r, "tagline")?,
                        address: text(r, "address")?,
                        zone: text(r, "zone")?,
                        date_format: text(r, "date_format")?,
                        language: text(r, "language")?,
                        author: text(r, "author")?,
                        default_agency: text(r, "default_agency")?,
                        copyright: text(r, "copyright")?,
                        about: text(r, "about")?,
                        privacy: text(r, "privacy")?,
                        terms: text(r, "terms")?,
                        watched_folder: text(r, "watched_folder")?,
                        spike_days: r.get("spike_days")?,
                        feeds_in_full: r.get("feeds_in_full")?,
                        ninjs: r.get("ninjs")?,
                        avif: r.get("avif")?,
                        contact: text(r, "contact")?,
                        corrections_policy: text(r, "corrections_policy")?,
                        stages,
                        dress: Dress {
                            accent: text(r, "accent")?,
                            paper: Paper::from_word(&text(r, "paper")?).unwrap_or_default(),
                            headlines: face(r, "headline_face")?,
                            text: face(r, "text_face")?,
                            logo: Some(MediaId(text(r, "logo")?)).filter(|logo| !logo.0.is_empty()),
                            logo_with_name: r.get("logo_with_name")?,
                            footer: text(r, "footer")?,
                            social,
                        },
                    },
                    is_demo: r.get("is_demo")?,
                    device: text(r, "device")?,
                    last_story: text(r, "last_story")?,
                })
            })
            .optional()?)
    }

    /// Writes the newsroom's row.
    pub fn save_settings(&self, row: &SettingsRow) -> Result<()> {
        let s = &row.settings;
        self.conn
            .prepare_cached(
                "INSERT INTO newsroom (only, id, title, tagline, address, zone, date_format, language, author,
                                       default_agency, copyright, about, privacy, terms, is_demo, device, last_story,
                                       watched_folder, spike_days, feeds_in_full, contact, corrections_policy, ninjs,
                                       accent, paper, headline_face, text_face, logo, logo_with_name, footer, avif)
                 VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
                         ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)
                 ON CONFLICT (only) DO UPDATE SET
                   title = ?2, tagline = ?3, address = ?4, zone = ?5, date_format = ?6, language = ?7, author = ?8,
                   default_agency = ?9, copyright = ?10, about = ?11, privacy = ?12, terms = ?13, is_demo = ?14,
                   device = ?15, last_story = ?16, watched_folder = ?17, spike_days = ?18, feeds_in_full = ?19, contact = ?20,
                   corrections_policy = ?21, ninjs = ?22, accent = ?23, paper = ?24, headline_face = ?25, text_face = ?26,
                   logo = ?27, logo_with_name = ?28, footer = ?29, avif = ?30",
            )?
            .execute(params![
                row.id, s.title, s.tagline, s.address, s.zone, s.date_format, s.language, s.author,
                s.default_agency, s.copyright, s.about, s.privacy, s.terms, row.is_demo, row.device, row.last_story,
                s.watched_folder, s.spike_days, s.feeds_in_full, s.contact, s.corrections_policy, s.ninjs,
                s.dress.accent, s.dress.paper.word(), s.dress.headlines.word(), s.dress.text.word(),
                s.dress.logo.as_ref().map_or("", |logo| &logo.0), s.dress.logo_with_name, s.dress.footer, s.avif
            ])?;
        self.save_social_links(&s.dress.social)?;
        self.save_stage_names(&s.stages)
    }

    /// What this newsroom calls its stages. A word that this Stet does not know is passed over.
    fn stage_names(&self) -> Result<Vec<StageName>> {
        let mut ask = self.conn.prepare_cached("SELECT stage, name, hidden FROM stage_name")?;
        let rows = ask
            .query_map([], |r| Ok((text(r, "stage")?, text(r, "name")?, r.get::<_, bool>("hidden")?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let named = |stage: Stage| {
            let (_, name, hidden) = rows.iter().find(|(word, ..)| word == stage.word())?;
            Some(StageName { stage, name: name.clone(), hidden: *hidden })
        };
        Ok(Stage::ALL.into_iter().filter_map(named).collect())
    }

    fn save_stage_names(&self, names: &[StageName]) -> Result<()> {
        if self.stage_names()? == names {
            return Ok(());
        }
        self.conn.execute("DELETE FROM stage_name", [])?;
        for named in names {
            self.conn
                .prepare_cached("INSERT INTO stage_name (stage, name, hidden) VALUES (?1, ?2, ?3)")?
                .execute(params![named.stage.word(), named.name, named.hidden])?;
        }
        Ok(())
    }

    /// Where else readers find the newsroom.
    fn social_links(&self) -> Result<Vec<SocialLink>> {
        let mut ask = self.conn.prepare_cached("SELECT name, url FROM social_link ORDER BY position")?;
        let rows = ask.query_map([], |r| Ok(SocialLink { name: text(r, "name")?, url: text(r, "url")? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn save_social_links(&self, links: &[SocialLink]) -> Result<()> {
        if self.social_links()? == links {
            return Ok(());
        }
        self.conn.execute("DELETE FROM social_link", [])?;
        for (position, link) in links.iter().enumerate() {
            self.conn
                .prepare_cached("INSERT INTO social_link (position, name, url) VALUES (?1, ?2, ?3)")?
                .execute(params![position as i64, link.name, link.url])?;
        }
        Ok(())
    }

    /// The folder that the site was exported to last; empty: none.
    pub fn site_folder(&self) -> Result<String> {
        Ok(self
            .conn
            .query_row("SELECT site_folder FROM newsroom WHERE only = 1", [], |r| text(r, "site_folder"))?)
    }

    /// Remembers the folder of the site.
    pub fn save_site_folder(&self, folder: &str) -> Result<()> {
        self.conn
            .prepare_cached("UPDATE newsroom SET site_folder = ?1 WHERE site_folder <> ?1")?
            .execute([folder])?;
        Ok(())
    }

    /// What the newsroom has seen of time.
    pub fn clock(&self) -> Result<Clock> {
        let time = |r: &rusqlite::Row, column| {
            Ok::<_, rusqlite::Error>(r.get::<_, Option<i64>>(column)?.map(UtcMillis))
        };
        Ok(self.conn.query_row(
            "SELECT looked_at, unseen_from, unseen_until FROM newsroom WHERE only = 1",
            [],
            |r| {
                Ok(Clock {
                    looked_at: time(r, "looked_at")?,
                    unseen: time(r, "unseen_from")?.zip(time(r, "unseen_until")?),
                })
            },
        )?)
    }

    /// Writes down what the newsroom has seen of time.
    pub fn save_clock(&self, clock: Clock) -> Result<()> {
        self.conn
            .prepare_cached(
                "UPDATE newsroom SET looked_at = ?1, unseen_from = ?2, unseen_until = ?3 WHERE only = 1",
            )?
            .execute(params![
                clock.looked_at.map(|t| t.0),
                clock.unseen.map(|(from, _)| from.0),
                clock.unseen.map(|(_, until)| until.0)
            ])?;
        Ok(())
    }

    /// Remembers the story that is open.
    pub fn save_last_story(&self, story: &str) -> Result<()> {
        self.conn
            .prepare_cached("UPDATE newsroom SET last_story = ?1 WHERE last_story <> ?1")?
            .execute([story])?;
        Ok(())
    }

    /// The sections in the newsroom's order.
    pub fn sections(&self) -> Result<Vec<Section>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT id, slug, name, show_until FROM section ORDER BY position, id")?;
        let rows = ask.query_map([], |r| {
            Ok(Section {
                id: id::<SectionId>(r, "id")?,
                slug: text(r, "slug")?,
                name: text(r, "name")?,
                show_until: r.get::<_, Option<i64>>("show_until")?.map(UtcMillis),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many stories each section has, spiked ones left out.
    pub fn stories_by_section(&self) -> Result<Vec<(String, i64)>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT section, count(*) FROM story WHERE section IS NOT NULL AND spiked_at IS NULL GROUP BY section",
        )?;
        let rows = ask.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Makes these the sections, in this order. A section left out is gone; its stories
    /// keep their text and have no section.
    pub fn save_sections(&self, sections: &[Section]) -> Result<()> {
        // Names and slugs are unique: park the old ones so that two may trade names.
        self.conn.execute("UPDATE section SET name = id, slug = id", [])?;
        let mut kept = Vec::new();
        for (position, s) in sections.iter().enumerate() {
            kept.push(s.id.to_string());
            self.conn
                .prepare_cached(
                    "INSERT INTO section (id, slug, name, position, show_until) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (id) DO UPDATE SET slug = ?2, name = ?3, position = ?4, show_until = ?5",
                )?
                .execute(params![
                    s.id.to_string(),
                    s.slug,
                    s.name,
                    position as i64,
                    s.show_until.map(|t| t.0)
                ])?;
        }
        for old in self.sections()? {
            if !kept.contains(&old.id.to_string()) {
                self.conn.execute("DELETE FROM section WHERE id = ?1", [old.id.to_string()])?;
            }
        }
        Ok(())
    }

    /// The trending strip in order.
    pub fn trending(&self) -> Result<Vec<TrendingItem>> {
        let mut ask =
            self.conn.prepare_cached("SELECT headline, to_story, to_url FROM trending ORDER BY position")?;
        let rows =
            ask.query_map([], |r| Ok((text(r, "headline")?, text(r, "to_story")?, text(r, "to_url")?)))?;
        let mut items = Vec::new();
        for row in rows {
            let (headline, story, url) = row?;
            items.push(TrendingItem { headline, to: link(&story, url) });
        }
        Ok(items)
    }

    /// Makes this the trending strip.
    pub fn save_trending(&self, items: &[TrendingItem]) -> Result<()> {
        self.conn.execute("DELETE FROM trending", [])?;
        for (position, item) in items.iter().enumerate() {
            let (story, url) = link_columns(&item.to);
            self.conn
                .prepare_cached(
                    "INSERT INTO trending (position, headline, to_story, to_url) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![position as i64, item.headline, story, url])?;
        }
        Ok(())
    }
}

/// A link from its two columns: one of our stories, else a web address.
pub(super) fn link(story: &str, url: String) -> LinkTo {
    story.parse().map(LinkTo::Story).unwrap_or(LinkTo::Url(url))
}

/// The two columns of a link.
pub(super) fn link_columns(to: &LinkTo) -> (String, String) {
    match to {
        LinkTo::Story(id) => (id.to_string(), String::new()),
        LinkTo::Url(url) => (String::new(), url.clone()),
    }
}
