//! Making a newsroom, and what its users can set: settings, sections, trending strip.

use super::dress::{Dress, check_dress};
use super::{Changed, Newsroom, pictures, profiles};
use crate::store::{SettingsRow, Store, Tx};
use crate::story::profile::Profile;
use crate::story::{
    LinkTo, Publication, SectionId, StageName, StoryId, UtcMillis, is_language_tag, kept_names,
    url_slug_from, url_slug_is_lawful,
};
use crate::{Error, Result, body, site};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What a user can set for the newsroom and its site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// The masthead.
    pub title: String,
    /// The small line under it.
    pub tagline: String,
    /// `https://…` of the finished site; empty while it has none.
    pub address: String,
    /// IANA zone that times are printed in.
    pub zone: String,
    /// Form of printed times: `month-first` (also where empty), `day-first`, `iso`, or a
    /// strftime pattern.
    pub date_format: String,
    /// BCP 47, of new stories and of the site's own words.
    pub language: String,
    /// Who works at this machine; goes into revisions.
    pub author: String,
    /// Agency line of a story without names.
    pub default_agency: String,
    /// The line at the foot of each page.
    pub copyright: String,
    /// Markdown of the page About us; empty means a plain default.
    pub about: String,
    /// Markdown of the page Privacy policy.
    pub privacy: String,
    /// Markdown of the page Terms & conditions.
    pub terms: String,
    /// Markdown of the page Contact.
    pub contact: String,
    /// Markdown of the page Corrections policy.
    pub corrections_policy: String,
    /// The folder whose new files come in while the window is open; empty: none.
    pub watched_folder: String,
    /// After so many days a spiked story leaves the lists and the search; 0: never.
    pub spike_days: u32,
    /// Whether feeds carry the whole text of a story, not its summary alone.
    pub feeds_in_full: bool,
    /// Whether a file of each story for news software (ninjs) stands beside its page.
    pub ninjs: bool,
    /// Whether pictures of the site are drawn as AVIF too: smaller, and ten times the work.
    pub avif: bool,
    /// What the stages are called here: those alone that are renamed or left out.
    pub stages: Vec<StageName>,
    /// How the site is dressed: colours, typefaces, logo, foot.
    pub dress: Dress,
}

/// Days that a story stays on the spike where nobody has said otherwise.
const SPIKE_DAYS: u32 = 30;
/// Ten years: more is a slip of the finger.
const MOST_SPIKE_DAYS: u32 = 3650;

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: String::new(),
            tagline: String::new(),
            address: String::new(),
            zone: String::new(),
            date_format: String::new(),
            language: String::new(),
            author: String::new(),
            default_agency: String::new(),
            copyright: String::new(),
            about: String::new(),
            privacy: String::new(),
            terms: String::new(),
            contact: String::new(),
            corrections_policy: String::new(),
            watched_folder: String::new(),
            spike_days: SPIKE_DAYS,
            feeds_in_full: false,
            ninjs: false,
            avif: false,
            stages: Vec::new(),
            dress: Dress::default(),
        }
    }
}

impl Settings {
    /// What was spiked at this moment or before has left the spike by now; none: nothing ever does.
    pub(crate) fn spike_ends(&self, now: UtcMillis) -> Option<UtcMillis> {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        (self.spike_days > 0).then(|| UtcMillis(now.0.saturating_sub(i64::from(self.spike_days) * DAY)))
    }
}

/// A section of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name on every machine.
    pub id: SectionId,
    /// Its part of the address.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// Out of the navigation after this; none means it stays.
    pub show_until: Option<UtcMillis>,
}

impl Section {
    /// A section of that name, its address made from it.
    pub fn named(name: &str) -> Self {
        Self {
            id: SectionId::new(),
            slug: url_slug_from(name),
            name: name.trim().to_owned(),
            show_until: None,
        }
    }
}

/// A line of the trending strip, chosen by an editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct TrendingItem {
    /// Its words; empty means the story's own headline.
    pub headline: String,
    /// Where it goes.
    pub to: LinkTo,
}

/// What a window needs to know of an open newsroom.
#[derive(Debug, Clone)]
pub struct Opened {
    /// UUIDv7 of the newsroom.
    pub id: String,
    /// Its settings.
    pub settings: Settings,
    /// Its sections in order, each with how many stories it has.
    pub sections: Vec<(Section, i64)>,
    /// Its trending strip.
    pub trending: Vec<TrendingItem>,
    /// Its content profiles in order, each with how many stories are written to it.
    pub profiles: Vec<(Profile, i64)>,
    /// How many stories it has, spiked ones left out.
    pub stories: i64,
    /// Whether `stet demo` made it.
    pub is_demo: bool,
    /// The story that was open last.
    pub last_story: String,
}

/// Whether settings can be kept as they are.
///
/// # Errors
/// `title-missing`, `zone-unknown`, `language-unknown`, `date-format-unknown`, `address-unlawful`,
/// `spike-days-unlawful`, `stage-name-long`, `stage-name-taken`, `stage-needed`, and those of the dress:
/// `accent-unlawful`, `accent-unreadable`, `footer-unlawful`, `social-unlawful`.
pub fn check_settings(s: &Settings) -> Result<()> {
    if s.title.trim().is_empty() {
        return Err(Error::new(
            "title-missing",
            "The newsroom needs a name.",
            "Type the name of the paper or site.",
        ));
    }
    if s.zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Error::new(
            "zone-unknown",
            format!("There is no time zone “{}”.", s.zone),
            "Use a name such as Europe/London or Asia/Kolkata.",
        ));
    }
    if !is_language_tag(&s.language) {
        return Err(Error::new(
            "language-unknown",
            format!("“{}” is not a language tag.", s.language),
            "Use a tag such as en-GB, hi or ur.",
        ));
    }
    if site::DateStyle::from_word(&s.date_format).check().is_err() {
        return Err(Error::new(
            "date-format-unknown",
            format!("“{}” is not a date format.", s.date_format),
            "Leave it empty for “October 28, 2025, 11:26 PM”, or write a pattern such as %-d %B %Y, %H:%M.",
        ));
    }
    if !s.address.is_empty() && !site::is_site_address(&s.address) {
        return Err(Error::new(
            "address-unlawful",
            format!("“{}” is not the address of a site.", s.address),
            "Write it in full, such as https://www.calderstar.example, or leave it empty.",
        ));
    }
    if s.spike_days > MOST_SPIKE_DAYS {
        return Err(Error::new(
            "spike-days-unlawful",
            format!("{} days are more than ten years.", s.spike_days),
            "Choose fewer, or 0: then nothing ever leaves the spike by itself.",
        ));
    }
    check_dress(&s.dress)?;
    kept_names(&s.stages).map(|_| ())
}

fn check_sections(sections: &[Section]) -> Result<()> {
    for (n, s) in sections.iter().enumerate() {
        if s.name.trim().is_empty() || !url_slug_is_lawful(&s.slug) {
            return Err(Error::new(
                "section-nameless",
                format!("The section “{}” has no name or no lawful address part.", s.name),
                "Give it a name, and an address part of a–z, 0–9 and hyphens.",
            ));
        }
        if site::RESERVED.contains(&s.slug.as_str()) || site::is_device_name(&s.slug) {
            return Err(Error::new(
                "section-reserved",
                format!("The site needs the address part “{}” for itself.", s.slug),
                "Give the section another address part.",
            ));
        }
        if sections[..n].iter().any(|o| o.slug == s.slug || o.name == s.name) {
            return Err(Error::new(
                "section-twice",
                format!("There are two sections “{}”.", s.name),
                "Give one of them another name and address part.",
            ));
        }
    }
    Ok(())
}

impl Newsroom {
    /// Makes a newsroom in a folder that holds none, and opens it. The folder is made
    /// where it is missing.
    pub fn create(folder: &Path, settings: Settings, sections: &[Section], is_demo: bool) -> Result<Self> {
        check_settings(&settings)?;
        check_sections(sections)?;
        std::fs::create_dir_all(folder).map_err(|fault| {
            Error::new(
                "folder-unwritable",
                format!("The folder “{}” could not be made: {fault}.", folder.display()),
                "Choose a folder where you may write.",
            )
        })?;
        let mut store = Store::create(folder)?;
        let device = std::env::var("HOSTNAME").or_else(|_| std::env::var("COMPUTERNAME")).unwrap_or_default();
        let id = uuid::Uuid::now_v7().to_string();
        store.write(|tx| {
            tx.save_settings(&SettingsRow { id, settings, is_demo, device, last_story: String::new() })?;
            tx.save_sections(sections)
        })?;
        // A style file that is there already is the newsroom's own.
        if !folder.join(crate::proof::style_file::FILE).exists() {
            super::put_starter_rules(folder)?;
        }
        Ok(Self { folder: folder.to_owned(), store })
    }

    /// What a window needs to know.
    pub fn opened(&mut self) -> Result<Opened> {
        self.store.read(|tx| {
            let row = settings_row(tx)?;
            let counts = tx.stories_by_section()?;
            let count =
                |s: &Section| counts.iter().find(|(id, _)| *id == s.id.to_string()).map_or(0, |(_, n)| *n);
            Ok(Opened {
                id: row.id,
                settings: row.settings,
                sections: tx.sections()?.into_iter().map(|s| (s.clone(), count(&s))).collect(),
                trending: tx.trending()?,
                profiles: profiles::with_stories(tx)?,
                stories: tx.desk_total(&crate::store::Within::default())?.0,
                is_demo: row.is_demo,
                last_story: row.last_story,
            })
        })
    }

    /// Keeps new settings.
    pub fn save_settings(&mut self, settings: Settings) -> Result<Changed> {
        check_settings(&settings)?;
        self.transact(|tx| {
            let mut row = settings_row(tx)?;
            if let Some(logo) = &settings.dress.logo
                && tx.media(logo)?.is_none()
            {
                return Err(pictures::missing(logo));
            }
            let (stages, dress) = (kept_names(&settings.stages)?, settings.dress.tidy());
            row.settings = Settings { stages, dress, ..settings };
            tx.save_settings(&row)?;
            // What has left the spike, and which day it is, rest on settings.
            Ok(Changed { desk: true, ..Changed::settings() })
        })
    }

    /// Makes these the sections, in this order.
    pub fn save_sections(&mut self, sections: &[Section]) -> Result<Changed> {
        check_sections(sections)?;
        self.transact(|tx| {
            for s in sections {
                // No story has the nil id: this asks about every one.
                let owner = tx.url_slug_owner(&s.slug, StoryId(uuid::Uuid::nil()))?;
                let Some((owner, headline)) = owner else { continue };
                if tx.story(owner)?.story.publication == Publication::Live {
                    return Err(Error::new(
                        "section-slug-taken",
                        format!("The address part “{}” belongs to the story “{headline}”.", s.slug),
                        "Give the section or the story another.",
                    ));
                }
            }
            tx.save_sections(sections)?;
            Ok(Changed { desk: true, ..Changed::settings() })
        })
    }

    /// Makes this the trending strip.
    pub fn save_trending(&mut self, items: &[TrendingItem]) -> Result<Changed> {
        for item in items {
            let LinkTo::Url(url) = &item.to else { continue };
            let lawful = body::lawful_url(url) && url.to_ascii_lowercase().starts_with("http");
            if !lawful || item.headline.trim().is_empty() {
                return Err(Error::new(
                    "trending-unlawful",
                    format!(
                        "The trending line “{}” goes to “{url}”, which is no web address with words.",
                        item.headline
                    ),
                    "Write the words, and the address in full with http:// or https://, or choose a story.",
                ));
            }
        }
        self.transact(|tx| {
            tx.save_trending(items)?;
            Ok(Changed::settings())
        })
    }
}

/// The newsroom's row; an opened newsroom has one.
pub(crate) fn settings_row(tx: &Tx) -> Result<SettingsRow> {
    tx.settings()?.ok_or_else(|| {
        Error::new("newsroom-empty", "The newsroom was never finished.", "Make it again with `stet init`.")
    })
}
