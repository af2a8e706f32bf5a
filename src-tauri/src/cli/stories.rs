//! Commands about stories: import, list, show, export as Markdown.

use super::print::{self, Said};
use super::{Where, shown_time};
use crate::desk::{Ask, View};
use crate::import::{self, Progress, files, front_matter};
use crate::newsroom::{Newsroom, Seen, wall_clock, write_whole};
use crate::revision;
use crate::story::{MediaId, Story, StoryId, UtcMillis, stage_name, url_slug_is_lawful};
use crate::{Error, Result, body};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The form of a file that `import` takes.
pub const FRONT_MATTER_HELP: &str = "\
THE FILES
  ---
  headline: Engineers warned of harbour wall a year before collapse
  standfirst: The council says it was never told.
  eyebrow: Harbour inquiry
  agency: Calder News Network
  byline: [Anita Rao, {name: Tom Okafor, role: Photographs}]
  dateline: {place: Calder, text: \"CALDER, Nov. 3\"}
  section: News
  tags: [harbour, council]
  slug: harbour-wall
  url_slug: harbour-wall-warning
  language: en-GB
  stage: ready
  published: 2025-10-28 23:26
  updated: 2025-10-29T08:10:00+05:30
  picture: {file: pictures/wall.jpg, caption: The wall on Monday, credit: Jane Doe, alt: A broken sea wall}
  also_read: [{headline: Port closed, slug: port-closed}, {headline: Tide table, url: https://tides.example}]
  ---
  The body, in Markdown.

  An unknown key is an error that names the key and its line. An unknown section is made and said. A picture's path
  is relative to its file. A story with `published` is live, with its dates. A file with a fault stays out;
  the others come in. Run again, no file comes in twice.

  Other copy comes in as well: .docx, .odt, .rtf, .html, .txt, and Markdown without front matter.

ARCHIVES
  A whole export of WordPress (.xml) or Ghost (.json), packed (.zip) or not, comes in post by post, of any length.
  Its pictures come in where the site's folder of uploads lies beside it, or is named as well:
  stet import --newsroom paper calder.xml backup/wp-content/uploads
  What every reader could see there is live here, with its dates; nothing else is. Interrupt it when you like:
  what is in stays, and the same command goes on from there.";

/// The story that a person names.
pub fn named(newsroom: &mut Newsroom, name: &str) -> Result<StoryId> {
    newsroom.story_named(name)?.ok_or_else(|| {
        Error::new(
            "story-missing",
            format!("There is no story “{name}” in this newsroom."),
            "`stet list` shows their slugs and ids.",
        )
    })
}

/// A time as typed, in the newsroom's zone where it names none.
pub fn time(newsroom: &mut Newsroom, text: &str) -> Result<UtcMillis> {
    let zone = newsroom.opened()?.settings.zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    front_matter::read_time(text, zone).ok_or_else(|| {
        Error::new(
            "time-unreadable",
            format!("“{text}” is no time."),
            "Write it as 2026-11-24 06:00, or as RFC 3339.",
        )
    })
}

pub(super) fn import(place: &Where, paths: &[PathBuf]) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let mut shown = (u64::MAX, 0);
    let mut show = |p: Progress| {
        let percent = p.done * 100 / p.of.max(1);
        if std::io::stderr().is_terminal() && shown != (percent, p.stories / 100) {
            shown = (percent, p.stories / 100);
            print::progress_line(&format!("{percent} %, {} stories", p.stories));
        }
        ControlFlow::Continue(())
    };
    let done = import::bring_in(&mut newsroom, paths, wall_clock(), &mut show)?;
    if shown.0 != u64::MAX {
        print::progress_line("");
    }
    let failed = !done.faults.is_empty();
    if place.json {
        return Ok(Said::json(&done)?.failed_if(failed));
    }
    done.notices.iter().chain(&done.faults).for_each(print::fault);
    let mut text = match done.stories.len() {
        1 => "1 story imported.".to_owned(),
        n => format!("{n} stories imported."),
    };
    match done.already_here.len() {
        0 => {}
        1 => text.push_str(" 1 was here already."),
        n => text.push_str(&format!(" {n} were here already.")),
    }
    match done.faults.len() {
        0 => {}
        1 => text.push_str(" 1 did not come in: see above."),
        n => text.push_str(&format!(" {n} did not come in: see above.")),
    }
    for section in &done.new_sections {
        text.push_str(&format!("\nThe section “{section}” was not known and has been made."));
    }
    Ok(Said::line(text).failed_if(failed))
}

pub(super) fn list(place: &Where, view: &str, find: &str) -> Result<Said> {
    let view = View::from_word(view).ok_or_else(|| {
        Error::new(
            "view-unknown",
            format!("There is no view “{view}”."),
            "Use desk, live, spiked or expired.",
        )
    })?;
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let settings = newsroom.opened()?.settings;
    let ask = Ask::of(view, find);
    while !find.is_empty() && newsroom.index_more_words()? {}
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = newsroom.desk_list(&ask, after.as_deref(), wall_clock())?;
        page.problems.iter().for_each(print::fault);
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    if place.json {
        let values: Vec<_> = rows
            .iter()
            .map(|r| {
                json!({
                    "id": r.id, "slug": r.slug, "headline": r.headline, "byline": r.byline_line,
                    "stage": r.stage, "publication": r.publication, "hold": r.hold, "words": r.words,
                    "language": r.language, "changedAt": r.changed_at,
                })
            })
            .collect();
        return Said::json(&values);
    }
    let line = |r: &crate::store::DeskRow| {
        let when = shown_time(r.changed_at, &settings.zone);
        let hold = if r.hold { " HOLD" } else { "" };
        format!(
            "{when}  {:<8} {:<13}{hold} {:<20} {}",
            stage_name(&settings.stages, r.stage),
            r.publication.word(),
            r.slug,
            r.headline
        )
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    Ok(Said::line(lines.join("\n")))
}

pub(super) fn show(place: &Where, name: &str) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let id = named(&mut newsroom, name)?;
    let state = newsroom.story(id)?;
    if let Some(damage) = &state.damage {
        print::fault(damage);
    }
    let section = section_name(&mut newsroom, &state.story)?;
    let text = revision::canonical(&state.story, &section);
    if place.json {
        return Said::json(&json!({
            "id": id, "headline": state.story.headline, "seen": state.seen, "words": state.words,
            "urlSlug": state.effective_url_slug, "stage": state.story.stage, "markdown": text,
        }));
    }
    Ok(Said::line(text))
}

/// Writes every story as a file that `import` takes, with its pictures beside.
pub(super) fn export_markdown(place: &Where, out: &Path) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let mut pictures: BTreeSet<MediaId> = BTreeSet::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut unsent = 0;
    let (ids, broken_off) = newsroom.readable_stories()?;
    broken_off.iter().for_each(print::fault);
    let mut unread = usize::from(broken_off.is_some());
    let mut written = 0;
    for id in ids {
        match write_story(&mut newsroom, id, out, &mut names, &mut pictures) {
            Ok(beside) => {
                written += 1;
                unsent += usize::from(beside);
            }
            // Of a damaged file, all that can be read is taken out.
            Err(fault) if matches!(fault.code.as_ref(), "newsroom-damaged" | "revision-damaged") => {
                print::fault(&fault);
                unread += 1;
            }
            Err(fault) => return Err(fault),
        }
    }
    let mut missing = 0;
    for media in &pictures {
        match newsroom.picture_bytes(media) {
            Ok((row, bytes)) => {
                write_whole(&out.join("pictures").join(format!("{media}.{}", row.extension)), &bytes)?;
            }
            Err(fault) => {
                print::fault(&fault);
                missing += 1;
            }
        }
    }
    let text =
        format!("{written} stories and {} pictures are in “{}”.", pictures.len() - missing, out.display());
    let beside = match unsent {
        0 => String::new(),
        1 => "\nOne live story has changes that readers have not seen: they are in “unsent”.".to_owned(),
        n => format!("\n{n} live stories have changes that readers have not seen: they are in “unsent”."),
    };
    Ok(Said::line(text + &beside).failed_if(missing > 0 || unread > 0))
}

/// Writes one story, and beside it what readers have not seen of it; answers whether there was any.
fn write_story(
    newsroom: &mut Newsroom,
    id: StoryId,
    out: &Path,
    names: &mut BTreeSet<String>,
    pictures: &mut BTreeSet<MediaId>,
) -> Result<bool> {
    let state = newsroom.story(id)?;
    state.damage.iter().for_each(print::fault);
    let mut story = state.story;
    let seen = story.published_revision.filter(|_| state.seen == Seen::LiveWithChanges);
    if !story.url_slug.is_empty() && !url_slug_is_lawful(&story.url_slug) {
        // What readers get; what was typed can stand neither in an address nor in a file's name.
        story.url_slug.clone_from(&state.effective_url_slug);
    }
    let section = section_name(newsroom, &story)?;
    let text = with_picture_files(newsroom, &story, &section)?;
    pictures.extend(story.pictures());
    let mut stem = state.effective_url_slug;
    if stem.is_empty() || !names.insert(stem.clone()) {
        stem = format!("{stem}-{}", id.0.simple());
    }
    let name = format!("{stem}.md");
    let Some(revision) = seen else {
        write_whole(&out.join(name), text.as_bytes())?;
        return Ok(false);
    };
    // Whoever imports the file makes it live: it must say what readers see, and no more. What they
    // have not seen lies beside, under a name that no import takes.
    let (_, mut published) = newsroom.revision(revision)?;
    published.url_slug.clone_from(&stem);
    published.first_published_at = story.first_published_at;
    published.updated_at = story.updated_at;
    let section = section_name(newsroom, &published)?;
    let live = with_picture_files(newsroom, &published, &section)?;
    pictures.extend(published.pictures());
    write_whole(&out.join(&name), live.as_bytes())?;
    write_whole(&out.join(format!("unsent/{stem}.unsent")), text.as_bytes())?;
    Ok(true)
}

/// The story's text with its pictures named as files beside it, as `import` takes them.
fn with_picture_files(newsroom: &mut Newsroom, story: &Story, section: &str) -> Result<String> {
    let mut known = BTreeMap::new();
    for state in newsroom.picture_states(&story.pictures())? {
        if let Some(row) = state.row.filter(|_| state.problem.is_none()) {
            known.insert(row.id.0.clone(), format!("pictures/{}.{}", row.id, row.extension));
        }
    }
    let mut front = revision::front_matter_of(story, section);
    if let Some(lead) = &mut front.picture
        && let Some(file) = known.get(&lead.media)
    {
        lead.file.clone_from(file);
        lead.media.clear();
    }
    let body = files::rewrite_fences(&body::write(&story.body), |kind, key, value| {
        let file = known.get(value).filter(|_| kind == "figure" && key == "media")?;
        Some(format!("file: {file}"))
    });
    Ok(front_matter::write(&front, body.trim_end()))
}

fn section_name(newsroom: &mut Newsroom, story: &crate::story::Story) -> Result<String> {
    let sections = newsroom.opened()?.sections;
    let found = sections.into_iter().find(|(s, _)| Some(s.id) == story.section);
    Ok(found.map(|(s, _)| s.name).unwrap_or_default())
}
