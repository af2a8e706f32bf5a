//! How the site is dressed, and the default theme to be changed.

use super::Where;
use super::print::Said;
use crate::newsroom::{Dress, Newsroom, SocialLink, wall_clock};
use crate::publish;
use crate::site::{Accent, Face, Paper, contrast_figure};
use crate::{Error, Result};
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// What of the dress is set; the rest stays.
#[derive(Args, Clone, PartialEq)]
pub(super) struct Set {
    /// The accent, such as #8a1c1c; empty for the theme's own
    #[arg(long, value_name = "COLOUR")]
    accent: Option<String>,
    /// warm or white
    #[arg(long, value_parser = ["warm", "white"])]
    paper: Option<String>,
    /// The typeface of headlines: serif, old-style, slab, sans or humanist
    #[arg(long, value_name = "FACE", value_parser = ["serif", "old-style", "slab", "sans", "humanist"])]
    headlines: Option<String>,
    /// The typeface of what is read: the same words
    #[arg(long, value_name = "FACE", value_parser = ["serif", "old-style", "slab", "sans", "humanist"])]
    text: Option<String>,
    /// A picture for the masthead: PNG, JPEG or another that Stet draws
    #[arg(long, value_name = "FILE", conflicts_with = "no_logo")]
    logo: Option<PathBuf>,
    /// The name stands under the logo
    #[arg(long, value_name = "YES-OR-NO", value_parser = ["yes", "no"])]
    logo_with_name: Option<String>,
    /// The masthead has no logo
    #[arg(long)]
    no_logo: bool,
    /// Paragraphs at the foot of each page, as Markdown
    #[arg(long, value_name = "MARKDOWN")]
    footer: Option<String>,
    /// Where else readers find you, such as Mastodon=https://social.example/@star; once for each. One that is
    /// empty takes all away
    #[arg(long, value_name = "NAME=ADDRESS")]
    social: Vec<String>,
}

/// What is done with the theme.
#[derive(Subcommand)]
pub(super) enum ThemeWhat {
    /// Copy the files of the default theme into the folder `theme` of the newsroom; a file that is there stays
    Copy,
}

pub(super) fn dress(place: &Where, set: Set) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let mut settings = newsroom.opened()?.settings;
    let before = settings.dress.clone();
    let dress = &mut settings.dress;
    if let Some(accent) = set.accent {
        dress.accent = accent;
    }
    // The words are those that the command takes.
    let face = |word: Option<String>, old: Face| word.and_then(|w| Face::from_word(&w)).unwrap_or(old);
    dress.headlines = face(set.headlines, dress.headlines);
    dress.text = face(set.text, dress.text);
    dress.paper = set.paper.and_then(|word| Paper::from_word(&word)).unwrap_or(dress.paper);
    if let Some(footer) = set.footer {
        dress.footer = footer;
    }
    if !set.social.is_empty() {
        let given = set.social.iter().filter(|text| !text.is_empty());
        dress.social = given.map(|text| social_link(text)).collect::<Result<_>>()?;
    }
    if let Some(word) = set.logo_with_name {
        dress.logo_with_name = word == "yes";
    }
    if set.no_logo {
        dress.logo = None;
    }
    if let Some(file) = set.logo {
        dress.logo = Some(taken_in(&mut newsroom, &file)?);
    }
    if *dress != before {
        newsroom.save_settings(settings)?;
    }
    let dress = newsroom.opened()?.settings.dress;
    if place.json {
        return Said::json(&dress);
    }
    Ok(Said::line(shown(&dress)?))
}

fn social_link(text: &str) -> Result<SocialLink> {
    let (name, url) = text.split_once('=').ok_or_else(|| {
        Error::new(
            "social-unlawful",
            format!("“{text}” is no name with an address."),
            "Write it as Mastodon=https://social.example/@star.",
        )
    })?;
    Ok(SocialLink { name: name.to_owned(), url: url.to_owned() })
}

fn taken_in(newsroom: &mut Newsroom, file: &Path) -> Result<crate::story::MediaId> {
    let bytes = std::fs::read(file).map_err(|fault| {
        Error::new(
            "file-unreadable",
            format!("“{}” could not be read: {fault}.", file.display()),
            "See that the file is there and that you may read it.",
        )
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (added, _) = newsroom.add_picture(&bytes, &name, wall_clock())?;
    Ok(added.row.id)
}

fn shown(dress: &Dress) -> Result<String> {
    let accent = match dress.accent()? {
        None => "the theme’s own".to_owned(),
        Some(chosen) => {
            let accent = Accent::on(dress.paper, chosen)?;
            format!(
                "{} ({:.1}:1 on the paper), by night {} ({:.1}:1)",
                accent.day,
                contrast_figure(accent.day_contrast),
                accent.night,
                contrast_figure(accent.night_contrast)
            )
        }
    };
    let logo = match (&dress.logo, dress.logo_with_name) {
        (None, _) => "none".to_owned(),
        (Some(logo), false) => logo.to_string(),
        (Some(logo), true) => format!("{logo}, the name under it"),
    };
    let mut lines = vec![
        format!("accent     {accent}"),
        format!("paper      {}", dress.paper.word()),
        format!("headlines  {}", dress.headlines.word()),
        format!("text       {}", dress.text.word()),
        format!("logo       {logo}"),
        format!("footer     {}", dress.footer),
    ];
    lines.extend(dress.social.iter().map(|link| format!("social     {}: {}", link.name, link.url)));
    Ok(lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n"))
}

pub(super) fn theme(place: &Where, what: &ThemeWhat) -> Result<Said> {
    let newsroom = Newsroom::open(&place.newsroom)?;
    let ThemeWhat::Copy = what;
    let copied = publish::copy_default_theme(newsroom.folder())?;
    if place.json {
        return Said::json(&copied);
    }
    let files = |n: usize| if n == 1 { "1 file".to_owned() } else { format!("{n} files") };
    let mut text = format!("{} copied into “{}”.", files(copied.written.len()), copied.folder);
    if !copied.kept.is_empty() {
        text += &format!(" {} there already: left as they were.", files(copied.kept.len()));
    }
    Ok(Said::line(text))
}
