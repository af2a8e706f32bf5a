//! The picture files that stories and their teasers show.

use crate::publish::folder::{OnPage, PictureFile};
use crate::publish::pictures::{Use, for_readers};
use crate::site::{LiveStory, PictureRights, Teaser, story_path};
use crate::store::{MediaRow, Tx};
use crate::story::MediaId;
use crate::{Error, Result, body, check};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// The pictures that those stories show.
pub(super) fn media_of<'a>(
    tx: &Tx,
    stories: impl Iterator<Item = &'a LiveStory>,
    teasers: impl Iterator<Item = &'a Teaser>,
) -> Result<HashMap<MediaId, MediaRow>> {
    let mut wanted: BTreeSet<MediaId> = stories.flat_map(LiveStory::pictures).collect();
    wanted.extend(teasers.filter_map(|teaser| Some(teaser.lead.as_ref()?.media.clone())));
    let mut found = HashMap::new();
    for id in wanted {
        found.extend(tx.media(&id)?.map(|row| (id, row)));
    }
    Ok(found)
}

/// Where picture files come from.
pub(super) struct Shelf<'a> {
    pub folder: &'a Path,
    pub media: &'a HashMap<MediaId, MediaRow>,
    /// Whether the newsroom wants AVIF too.
    pub avif: bool,
}

impl Shelf<'_> {
    /// Makes the files of a story's pictures, told what the story says of them, and answers them. One
    /// that cannot be made has none: its page goes without it.
    pub fn draw(&self, story: &mut LiveStory) -> (Vec<OnPage>, Vec<Error>) {
        let mut uses: Vec<(MediaId, Use)> = Vec::new();
        let avif = self.avif;
        let mut note = |media: &str, alt: &str, caption: &[body::Inline], credit: &str, is_lead: bool| {
            let (caption, credit, alt) = (body::inline_text(caption), credit.to_owned(), alt.to_owned());
            uses.push((MediaId(media.to_owned()), Use { caption, credit, alt, is_lead, avif }));
        };
        if let Some(lead) = &story.lead {
            note(&lead.media.0, &lead.alt, &lead.caption, &lead.credit, true);
        }
        check::figures(&story.body, &mut |media, alt, caption, credit| {
            note(media, alt, caption, credit, false)
        });
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for (media, told) in uses {
            if story.files.contains_key(&media) {
                continue; // one picture has one file a page: as it stands there first
            }
            if let Some(row) = self.media.get(&media) {
                let (copyright, creator, licence) =
                    (row.copyright.clone(), row.creator.clone(), row.licence.clone());
                story.rights.insert(media.clone(), PictureRights { copyright, creator, licence });
            }
            let drawn = self.media.get(&media).map(|row| for_readers(self.folder, row, &told));
            let drawn = drawn.unwrap_or(Ok(Vec::new())).unwrap_or_else(|why| {
                problems.push(why);
                Vec::new()
            });
            let (renditions, made): (Vec<_>, Vec<PictureFile>) = drawn.into_iter().unzip();
            story.files.insert(media, renditions);
            files.extend(made.into_iter().map(|file| (story_path(&story.url_slug), file)));
        }
        (files, problems)
    }

    /// The same for what lists show of a story.
    pub fn draw_teaser(&self, teaser: &mut Teaser) -> Vec<OnPage> {
        let Some(lead) = &mut teaser.lead else { return Vec::new() };
        let (caption, credit, alt) = (lead.caption.clone(), lead.credit.clone(), lead.alt.clone());
        let told = Use { caption, credit, alt, is_lead: true, avif: self.avif };
        let drawn = self.media.get(&lead.media).and_then(|row| for_readers(self.folder, row, &told).ok());
        let (renditions, made): (Vec<_>, Vec<PictureFile>) = drawn.unwrap_or_default().into_iter().unzip();
        lead.files = renditions;
        made.into_iter().map(|file| (story_path(&teaser.url_slug), file)).collect()
    }
}
