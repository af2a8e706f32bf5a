//! Makes the demo newsroom in a folder: all of it, or nothing.

use super::{files, logo, settings};
use crate::import::files as import;
use crate::newsroom::{Dress, Newsroom, Section, Settings, SocialLink, TrendingItem, write_whole};
use crate::story::{LinkTo, UtcMillis};
use crate::{Error, Result};
use std::path::Path;

const MAKING: &str = ".making-";
const STORIES: &str = ".stories-";

/// Makes the demo newsroom in a folder that holds none, and opens it. It is made in a
/// folder inside and moved into place at the end, so that a start that was cut short
/// begins again.
pub fn make(folder: &Path, now: UtcMillis) -> Result<Newsroom> {
    let unwritable = |fault: std::io::Error| {
        Error::new(
            "folder-unwritable",
            format!("The folder “{}” cannot be written to: {fault}.", folder.display()),
            "Choose a folder where you may write, or free some space.",
        )
    };
    if crate::newsroom::is_newsroom(folder) {
        return Err(Error::new(
            "newsroom-exists",
            format!("There is a newsroom in “{}” already.", folder.display()),
            "Open it, or choose an empty folder.",
        ));
    }
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    remove_leftovers(folder);
    let making = tempfile::Builder::new().prefix(MAKING).tempdir_in(folder).map_err(unwritable)?;
    let stories = tempfile::Builder::new().prefix(STORIES).tempdir_in(folder).map_err(unwritable)?;
    for (name, bytes) in files() {
        write_whole(&stories.path().join(name), &bytes)?;
    }
    fill(making.path(), stories.path(), now)?;
    let style = crate::proof::style_file::FILE;
    if !folder.join(style).exists() {
        std::fs::rename(making.path().join(style), folder.join(style)).map_err(unwritable)?;
    }
    // The pictures first: the folder is a newsroom from the moment its file is there.
    move_in(&making.path().join("media"), &folder.join("media")).map_err(unwritable)?;
    std::fs::rename(making.path().join(crate::newsroom::FILE), folder.join(crate::newsroom::FILE))
        .map_err(unwritable)?;
    Newsroom::open(folder)
}

/// What a start that was cut short left in the folder; that it cannot be removed stops nothing.
fn remove_leftovers(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(MAKING) || name.starts_with(STORIES) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Moves a folder to its place, file by file where one stands there already.
fn move_in(from: &Path, to: &Path) -> std::io::Result<()> {
    if !to.is_dir() {
        return std::fs::rename(from, to);
    }
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            move_in(&entry.path(), &place)?
        } else {
            std::fs::rename(entry.path(), place)?
        }
    }
    Ok(())
}

fn fill(folder: &Path, stories: &Path, now: UtcMillis) -> Result<()> {
    let said = settings();
    let settings = Settings {
        title: said.title.to_owned(),
        tagline: said.tagline.to_owned(),
        zone: said.zone.to_owned(),
        language: said.language.to_owned(),
        default_agency: said.agency.to_owned(),
        ..Settings::default()
    };
    let sections: Vec<Section> = said
        .sections
        .iter()
        .map(|s| Section { show_until: s.show_until, ..Section::named(s.name) })
        .collect();
    let mut newsroom = Newsroom::create(folder, settings, &sections, true)?;
    // A machine whose clock is behind ours must get its stories too.
    let at = now.max(UtcMillis(DEMO_MADE_AT));
    let (logo, _) = newsroom.add_picture(&logo::draw(), "calder-star.png", at)?;
    let mut settings = newsroom.opened()?.settings;
    settings.dress = Dress {
        logo: Some(logo.row.id),
        logo_with_name: true,
        footer: said.footer.to_owned(),
        social: (said.social.iter())
            .map(|(name, url)| SocialLink { name: (*name).to_owned(), url: (*url).to_owned() })
            .collect(),
        ..Dress::default()
    };
    newsroom.save_settings(settings)?;
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    let done = import::import(&mut newsroom, &[stories.to_owned()], at, go_on)?;
    // A demo with a hole in it is none.
    if let Some(fault) = done.faults.into_iter().chain(done.notices).next() {
        return Err(fault);
    }
    let mut trending = Vec::new();
    for item in said.trending {
        if let Some(story) = newsroom.story_named(item.url_slug)? {
            trending.push(TrendingItem { headline: item.headline.to_owned(), to: LinkTo::Story(story) });
        }
    }
    newsroom.save_trending(&trending)?;
    Ok(())
}

/// 2026-11-19T12:00Z: no story of the demo is newer.
const DEMO_MADE_AT: i64 = 1_795_089_600_000;
