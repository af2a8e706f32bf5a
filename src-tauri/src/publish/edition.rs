//! Reading the newsroom into an edition: one transaction, then the pictures.

use super::folder::PictureFile;
use crate::media::{self, ReaderFacts};
use crate::newsroom::{Newsroom, Section, Settings, pictures, settings_row, write_whole};
use crate::site::{
    DateStyle, Edition, LiveStory, PICTURES, RESERVED, Rendition, SiteSection, SiteSettings, Trending,
    is_device_name,
};
use crate::store::MediaRow;
use crate::story::{MediaId, Publication, UtcMillis, url_slug_is_lawful};
use crate::{Error, Result, body, check, revision};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// All that the site needs, read at one moment.
#[derive(Debug)]
pub struct Reading {
    /// Which newsroom it is of.
    pub newsroom_id: String,
    /// What the pages are made from.
    pub edition: Edition,
    /// The picture files that go with them.
    pub pictures: Vec<PictureFile>,
    /// Stories and pictures that could not be read; the rest went on.
    pub problems: Vec<Error>,
}

/// A picture's sizes: as the pages name them, and as files.
type Drawn = Vec<(Rendition, PictureFile)>;

/// What one use says about a picture; the use in the newest story speaks for the file.
struct Use {
    caption: String,
    credit: String,
    alt: String,
}

/// Reads the edition of this moment.
pub fn edition(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Reading> {
    let mut problems = Vec::new();
    let (row, sections, trending, live, all_media) = newsroom.reading(|tx| {
        Ok((settings_row(tx)?, tx.sections()?, tx.trending()?, tx.live_stories(now)?, tx.all_media()?))
    })?;
    let stories: Vec<LiveStory> = live
        .into_par_iter()
        .map(|kept| {
            let mut story = revision::read(&kept.text?)?;
            story.id = kept.id;
            story.section = kept.section;
            story.publication = Publication::Live;
            story.first_published_at = Some(kept.first_published_at);
            story.updated_at = kept.updated_at;
            LiveStory::as_if_live(&story, kept.first_published_at).ok_or_else(|| {
                Error::new(
                    "url-slug-missing",
                    format!("The story “{}” has no URL slug, so it has no page.", story.headline),
                    "Open it, give it a URL slug, and publish it again.",
                )
            })
        })
        .collect::<Vec<Result<LiveStory>>>()
        .into_iter()
        .filter_map(|read| read.map_err(|fault| problems.push(fault)).ok())
        .collect();
    let stories = with_addresses(stories, &sections, &mut problems);

    let mut uses: HashMap<MediaId, Use> = HashMap::new();
    for story in &stories {
        let mut note = |media: &str, alt: &str, caption: &[body::Inline], credit: &str| {
            uses.entry(MediaId(media.to_owned())).or_insert_with(|| Use {
                caption: body::inline_text(caption),
                credit: credit.to_owned(),
                alt: alt.to_owned(),
            });
        };
        if let Some(lead) = &story.lead {
            note(&lead.media.0, &lead.alt, &lead.caption, &lead.credit);
        }
        check::figures(&story.body, &mut note);
    }
    let known: HashMap<&MediaId, &MediaRow> = all_media.iter().map(|m| (&m.id, m)).collect();
    let folder = newsroom.folder().to_owned();
    let made: Vec<Result<(MediaId, Drawn)>> = uses
        .par_iter()
        .filter_map(|(id, told)| known.get(id).map(|row| (id, told, *row)))
        .map(|(id, told, row)| Ok((id.clone(), for_readers(&folder, row, told)?)))
        .collect();
    let mut files = Vec::new();
    let mut shown: BTreeMap<MediaId, Vec<Rendition>> = BTreeMap::new();
    for picture in made {
        match picture {
            Ok((id, drawn)) => {
                let (renditions, made): (Vec<Rendition>, Vec<PictureFile>) = drawn.into_iter().unzip();
                shown.insert(id, renditions);
                files.extend(made);
            }
            Err(fault) => problems.push(fault),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));

    let edition = Edition {
        settings: site_settings(&row.settings),
        sections: sections
            .into_iter()
            .map(|s| SiteSection { id: s.id, slug: s.slug, name: s.name, show_until: s.show_until })
            .collect(),
        trending: trending.into_iter().map(|t| Trending { headline: t.headline, to: t.to }).collect(),
        stories,
        pictures: shown,
        now,
    };
    Ok(Reading { newsroom_id: row.id, edition, pictures: files, problems })
}

/// The stories that have an address of their own: where two would stand at the same one, the
/// story that readers saw first keeps it. One such story must not keep the site from going out.
fn with_addresses(
    stories: Vec<LiveStory>,
    sections: &[Section],
    problems: &mut Vec<Error>,
) -> Vec<LiveStory> {
    let mut taken: HashSet<String> = sections.iter().map(|s| s.slug.clone()).collect();
    let mut kept: Vec<LiveStory> = Vec::with_capacity(stories.len());
    for story in stories.into_iter().rev() {
        let own = is_story_address(&story.url_slug) && taken.insert(story.url_slug.clone());
        if own {
            kept.push(story);
        } else {
            problems.push(Error::new(
                "url-slug-taken",
                format!(
                    "The story “{}” has no page: its URL slug “{}” is taken.",
                    story.headline, story.url_slug
                ),
                "Open it, choose another URL slug, and publish it again.",
            ));
        }
    }
    kept.reverse(); // newest first again
    kept
}

fn is_story_address(slug: &str) -> bool {
    url_slug_is_lawful(slug) && !RESERVED.contains(&slug) && !is_device_name(slug)
}

/// The files of one picture as readers get them, widest first: drawn anew, told only what
/// its use says. Made once and kept in the media store; the name tells file and words.
fn for_readers(folder: &Path, row: &MediaRow, told: &Use) -> Result<Drawn> {
    let facts = ReaderFacts {
        caption: told.caption.clone(),
        credit: told.credit.clone(),
        copyright: row.copyright.clone(),
        alt: told.alt.clone(),
        creator: row.creator.clone(),
    };
    let said = [&facts.caption, &facts.credit, &facts.copyright, &facts.alt, &facts.creator];
    let words = media::id_of(said.map(String::as_str).join("\u{1f}").as_bytes());
    let stem =
        format!("{}-{}", row.file.0.get(..16).unwrap_or(&row.file.0), words.0.get(..8).unwrap_or_default());
    let shelf = folder.join("media").join("readers").join(stem.get(..2).unwrap_or("00"));
    let file = |width: u32, extension: &str| format!("{stem}-{width}.{extension}");
    let entry = |width: u32, height: u32, extension: &str| {
        let name = file(width, extension);
        let from = shelf.join(&name);
        (
            Rendition { width, height, file: name.clone() },
            PictureFile { path: format!("{PICTURES}/{name}"), from },
        )
    };
    let kept = |(width, height): (u32, u32)| {
        let extension = ["jpg", "png"].into_iter().find(|e| shelf.join(file(width, e)).exists())?;
        Some(entry(width, height, extension))
    };
    if let Some(all) = pictures::sizes(row).into_iter().map(kept).collect() {
        return Ok(all);
    }
    pictures::drawn(folder, row)?
        .iter()
        .map(|drawn| {
            let made = entry(drawn.width, drawn.height, drawn.extension);
            write_whole(&made.1.from, &media::publishable(drawn, &facts)?)?;
            Ok(made)
        })
        .collect()
}

fn site_settings(s: &Settings) -> SiteSettings {
    SiteSettings {
        title: s.title.clone(),
        tagline: s.tagline.clone(),
        address: s.address.clone(),
        zone: s.zone.clone(),
        date_style: DateStyle::from_word(&s.date_format),
        language: s.language.clone(),
        publisher: String::new(),
        default_agency: s.default_agency.clone(),
        copyright: s.copyright.clone(),
        about: s.about.clone(),
        privacy: s.privacy.clone(),
        terms: s.terms.clone(),
    }
}
