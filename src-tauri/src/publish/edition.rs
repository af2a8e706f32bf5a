//! Reading the newsroom into an edition: one transaction, then the pictures.

use crate::media::{self, ReaderFacts};
use crate::newsroom::{Newsroom, Settings, pictures, settings_row};
use crate::site::{DateStyle, Edition, LiveStory, Rendition, SiteSection, SiteSettings, Trending};
use crate::store::MediaRow;
use crate::story::{MediaId, Publication, UtcMillis};
use crate::{Error, Result, body, check, revision};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// A picture file of the site, as readers get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// Its name in the site's `pictures` folder.
    pub file: String,
    /// The file: no place, device or thumbnail; caption, credit and copyright.
    pub bytes: Vec<u8>,
}

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
        Ok((settings_row(tx)?, tx.sections()?, tx.trending()?, tx.live_stories()?, tx.all_media()?))
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
    let made: Vec<Result<(MediaId, Vec<(Rendition, PictureFile)>)>> = uses
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
    files.sort_by(|a, b| a.file.cmp(&b.file));

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

/// The files of one picture as readers get them, widest first.
fn for_readers(folder: &Path, row: &MediaRow, told: &Use) -> Result<Vec<(Rendition, PictureFile)>> {
    let facts = ReaderFacts {
        caption: told.caption.clone(),
        credit: told.credit.clone(),
        copyright: row.copyright.clone(),
        alt: told.alt.clone(),
        creator: row.creator.clone(),
    };
    let name = row.id.0.get(..16).unwrap_or(&row.id.0);
    pictures::drawn(folder, row)?
        .iter()
        .map(|drawn| {
            let file = format!("{name}-{}.{}", drawn.width, drawn.extension);
            let bytes = media::publishable(drawn, &facts)?;
            let rendition = Rendition { width: drawn.width, height: drawn.height, file: file.clone() };
            Ok((rendition, PictureFile { file, bytes }))
        })
        .collect()
}

fn site_settings(s: &Settings) -> SiteSettings {
    SiteSettings {
        title: s.title.clone(),
        tagline: s.tagline.clone(),
        address: s.address.clone(),
        zone: s.zone.clone(),
        date_style: if s.date_format.is_empty() { DateStyle::default() } else { DateStyle::Pattern(s.date_format.clone()) },
        language: s.language.clone(),
        publisher: String::new(),
        default_agency: s.default_agency.clone(),
        copyright: s.copyright.clone(),
        about: s.about.clone(),
        privacy: s.privacy.clone(),
        terms: s.terms.clone(),
    }
}
