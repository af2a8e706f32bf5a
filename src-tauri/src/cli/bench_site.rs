//! `stet bench site`: a seeded newsroom of ten years, and how long its site takes to write.

use super::bench::profile;
use super::bench_desk::{Dice, line, paragraph};
use super::bench_import::{shown, status};
use super::print::Said;
use crate::newsroom::{Filled, Newsroom, Section, Settings, wall_clock};
use crate::story::{Byline, Publication, Stage, Story, StoryId, UtcMillis};
use crate::{Error, Result, body, publish};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

const SECTIONS: [&str; 9] =
    ["World", "Nation", "City", "Business", "Sport", "Culture", "Science", "Health", "Opinion"];
const TAGS: usize = 500;
const AUTHORS: usize = 50;
const YEARS_MS: i64 = 10 * 365 * 24 * 60 * 60 * 1000;
/// Stories that are corrected, one after the other, each with an export.
const ROUNDS: usize = 150;

/// Makes the newsroom and measures its exports.
pub fn run(
    stories: usize,
    theme: Option<&Path>,
    out: Option<&Path>,
    content: Option<&Path>,
    only_whole: bool,
) -> Result<Said> {
    let place = tempfile::tempdir().map_err(|fault| unwritable(&fault))?;
    let home = place.path().join("newsroom");
    let now = wall_clock();
    let mut newsroom = make(&home, stories, now)?;
    if let Some(theme) = theme {
        let own = home.join("theme");
        fs::create_dir_all(&own).map_err(|fault| unwritable(&fault))?;
        for file in fs::read_dir(theme).map_err(|fault| unwritable(&fault))?.flatten() {
            fs::copy(file.path(), own.join(file.file_name())).map_err(|fault| unwritable(&fault))?;
        }
    }
    if let Some(content) = content {
        write_content(&mut newsroom, content)?;
    }
    let mut said = vec![format!("{stories} stories of 450 words, {} build", profile())];
    let (first, _) = timed(|| publish::bring_up_to_date(&mut newsroom, now))?;
    said.push(format!("read what readers may see, for the first time: {first}"));
    let kept;
    let site = match out {
        Some(out) => out,
        None => {
            kept = place.path().join("site");
            &kept
        }
    };
    forget_peak();
    let before = status("VmRSS:");
    let (took, done) = timed(|| publish::export(&mut newsroom, site, now))?;
    said.push(format!(
        "whole, into an empty folder: {took}; {} files; memory at most {}, before it {}",
        done.written,
        shown(status("VmHWM:")),
        shown(before)
    ));
    if only_whole {
        return Ok(Said::line(said.join("\n")));
    }
    let (took, done) = timed(|| publish::export(&mut newsroom, site, now))?;
    said.push(format!("unchanged: {took}; {} files written", done.written));
    let ids = newsroom.all_stories()?;
    let mut dice = Dice(0xC0DE);
    said.push(change(&mut newsroom, site, "one story corrected", ROUNDS, |newsroom, at| {
        let id = ids[dice.below(ids.len())];
        again(newsroom, id, at, |s| s.body.push(paragraph("It was put right.".to_owned())))
    })?);
    let Some(newest) = ids.iter().copied().max() else { return Ok(Said::line(said.join("\n"))) };
    said.push(change(&mut newsroom, site, "the headline that leads the front", 20, |newsroom, at| {
        again(newsroom, newest, at, |s| s.headline.push('!'))
    })?);
    let mut dice = Dice(0xBEEF);
    said.push(change(&mut newsroom, site, "a new story", 20, |newsroom, at| {
        let state = newsroom.new_story(at)?.0;
        let sections = newsroom.opened()?.sections.into_iter().map(|(s, _)| s).collect::<Vec<_>>();
        newsroom.edit_story(state.story.id, state.edit, at, |s| {
            fill(s, &mut dice, at.0 as usize, &sections);
            Ok(())
        })?;
        publish::publish_story(newsroom, state.story.id, at).map(drop)
    })?);
    Ok(Said::line(said.join("\n")))
}

pub(super) fn unwritable(fault: &std::io::Error) -> Error {
    Error::new("folder-unwritable", format!("A folder could not be made or read: {fault}."), "Set TMPDIR.")
}

fn make(home: &Path, stories: usize, now: UtcMillis) -> Result<Newsroom> {
    let settings = Settings {
        title: "The Long Run".into(),
        address: "https://longrun.example".into(),
        zone: "Europe/London".into(),
        language: "en-GB".into(),
        ..Settings::default()
    };
    let sections: Vec<Section> = SECTIONS.map(Section::named).to_vec();
    let mut newsroom = Newsroom::create(home, settings, &sections, false)?;
    let mut dice = Dice(0x51DE);
    let step = YEARS_MS / stories.max(1) as i64;
    newsroom.fill((0..stories).map(|n| {
        let at = UtcMillis(now.0 - (stories - n) as i64 * step);
        let mut story = Story::new("en-GB", at);
        fill(&mut story, &mut dice, n, &sections);
        story.stage = Stage::Ready;
        story.publication = Publication::Live;
        story.first_published_at = Some(at);
        Filled { story, before: None }
    }))?;
    Ok(newsroom)
}

fn fill(s: &mut Story, dice: &mut Dice, n: usize, sections: &[Section]) {
    s.headline = dice.words(8);
    s.url_slug = format!("story-{n}");
    s.standfirst = match paragraph(dice.words(25)) {
        body::Block::Paragraph(text) => text,
        _ => Vec::new(),
    };
    s.section = Some(sections[dice.below(sections.len())].id);
    s.bylines = vec![Byline { name: format!("Author {}", dice.below(AUTHORS)), role: String::new() }];
    s.tags = (0..3).map(|_| format!("topic {}", dice.below(TAGS))).collect();
    s.dateline.place = "Calder".into();
    s.body = (0..9).map(|_| paragraph(format!("{}.", dice.words(50)))).collect();
}

/// Changes a story and makes readers see it.
fn again(newsroom: &mut Newsroom, id: StoryId, at: UtcMillis, change: impl FnOnce(&mut Story)) -> Result<()> {
    let edit = newsroom.story(id)?.edit;
    newsroom.edit_story(id, edit, at, |s| {
        change(s);
        Ok(())
    })?;
    publish::publish_story(newsroom, id, at).map(drop)
}

/// Makes one change after the other, and times what the site takes of each.
fn change(
    newsroom: &mut Newsroom,
    site: &Path,
    what: &str,
    rounds: usize,
    mut make: impl FnMut(&mut Newsroom, UtcMillis) -> Result<()>,
) -> Result<String> {
    let (mut times, mut files, mut pages) = (Vec::new(), Vec::new(), 0);
    for _ in 0..rounds {
        let at = wall_clock();
        make(newsroom, at)?;
        let began = Instant::now();
        let done = publish::export_change(newsroom, site, at)?;
        times.push(began.elapsed());
        files.push(done.written + done.removed);
        pages = pages.max(done.pages);
    }
    files.sort_unstable();
    let (most, all) = (files.last().copied().unwrap_or_default(), files.iter().sum::<usize>());
    let mean = all as f64 / files.len().max(1) as f64;
    let p99 = files.get(files.len() * 99 / 100).copied().unwrap_or(most);
    Ok(format!(
        "{}; {mean:.1} files each, p99 {p99}, at most {most}, of which at most {pages} pages",
        line(what, &mut times)
    ))
}

/// How long something took, by the clock and by the processors.
pub(super) fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(String, T)> {
    let (began, before) = (Instant::now(), processors());
    let done = work()?;
    let (wall, cpu) = (began.elapsed(), processors().saturating_sub(before));
    Ok((format!("{:.3} s, {:.2} s of the processors", wall.as_secs_f64(), cpu.as_secs_f64()), done))
}

/// What the processors have worked for this process, in the system's ticks of 10 ms.
pub(super) fn processors() -> Duration {
    let said = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = said.rsplit(')').next().unwrap_or_default();
    let ticks: u64 =
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The peak of memory is counted anew from here on, where the system can do that.
fn forget_peak() {
    // Where it cannot, the peak is of making the newsroom too: more, never less.
    let asked = fs::OpenOptions::new().write(true).open("/proc/self/clear_refs");
    drop(asked.and_then(|mut file| file.write_all(b"5")));
}

/// The same stories for another program: a file each in a folder for each section.
fn write_content(newsroom: &mut Newsroom, content: &Path) -> Result<()> {
    let sections = newsroom.opened()?.sections;
    for id in newsroom.all_stories()? {
        let story = newsroom.story(id)?.story;
        let section = sections.iter().find(|(s, _)| Some(s.id) == story.section);
        let section = section.map(|(s, _)| s.slug.clone()).unwrap_or_default();
        let at = chrono::DateTime::from_timestamp_millis(story.first_published_at.unwrap_or_default().0);
        let said = serde_json::json!({
            "title": story.headline, "slug": story.url_slug, "url": format!("/{}/", story.url_slug),
            "date": at.map(|at| at.to_rfc3339()), "description": body::inline_text(&story.standfirst),
            "tags": story.tags, "authors": story.bylines.iter().map(|b| &b.name).collect::<Vec<_>>(),
        });
        let folder = content.join(section);
        fs::create_dir_all(&folder).map_err(|fault| unwritable(&fault))?;
        let text = format!("{said:#}\n\n{}", body::write(&story.body));
        let mut file = fs::File::create(folder.join(format!("{}.md", story.url_slug)));
        file.as_mut()
            .map_err(|fault| unwritable(fault))?
            .write_all(text.as_bytes())
            .map_err(|f| unwritable(&f))?;
    }
    Ok(())
}
