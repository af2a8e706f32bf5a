//! `stet bench`: figures of this machine, printed, never asserted.

use super::print::Said;
use crate::body::{Block, Inline, Marks};
use crate::desk::View;
use crate::newsroom::{Newsroom, Proofreader, Section, Settings, wall_clock};
use crate::proof::Piece;
use crate::story::{Story, StoryId, UtcMillis};
use crate::{Error, Result, publish};
use std::time::{Duration, Instant};

/// What made-up stories are made of.
pub(super) const WORDS: [&str; 24] = [
    "council",
    "harbour",
    "the",
    "said",
    "on",
    "Monday",
    "river",
    "vote",
    "of",
    "residents",
    "a",
    "school",
    "bridge",
    "and",
    "mayor",
    "report",
    "in",
    "market",
    "rain",
    "with",
    "station",
    "budget",
    "to",
    "engineers",
];

/// Makes a newsroom of made-up stories in a temporary folder and measures it.
pub fn run(stories: usize) -> Result<Said> {
    let folder = tempfile::tempdir().map_err(|fault| {
        Error::new("folder-unwritable", format!("No temporary folder could be made: {fault}."), "Set TMPDIR.")
    })?;
    let settings =
        Settings { title: "Bench".into(), zone: "UTC".into(), language: "en".into(), ..Settings::default() };
    let sections: Vec<Section> =
        ["News", "Sport", "Business", "Culture", "Science"].map(Section::named).to_vec();
    let mut newsroom = Newsroom::create(&folder.path().join("newsroom"), settings, &sections, false)?;
    let mut out = vec![format!("{stories} stories of 450 words, {} build", profile())];

    let now = wall_clock();
    let mut ids = Vec::with_capacity(stories);
    let began = Instant::now();
    for n in 0..stories {
        let at = UtcMillis(now.0 - ((stories - n) as i64) * 60_000);
        let id = newsroom.new_story(at)?.0.story.id;
        newsroom.edit_story(id, 0, at, |s| fill(s, n, &sections))?;
        publish::publish_story(&mut newsroom, id, at)?;
        ids.push(id);
    }
    out.push(format!("make, save and publish each: {:.1} ms", ms(began.elapsed()) / stories.max(1) as f64));

    let mut saves = Vec::new();
    let mut opens = Vec::new();
    for n in 0..stories.min(200) {
        let id = ids[(n * 37) % ids.len()];
        let began = Instant::now();
        let state = newsroom.story(id)?;
        opens.push(began.elapsed());
        let began = Instant::now();
        newsroom.edit_story(id, state.edit, wall_clock(), |s| {
            s.headline.push('!');
            Ok(())
        })?;
        saves.push(began.elapsed());
    }
    out.push(line("open a story", &mut opens));
    out.push(line("save a story (on disk)", &mut saves));
    if let Some(id) = ids.first() {
        out.push(line("save a story of 20,000 words (on disk)", &mut long_saves(&mut newsroom, *id)?));
    }

    out.extend(proof(&mut newsroom, ids.first().copied())?);

    let mut lists = Vec::new();
    let mut finds = Vec::new();
    for n in 0..50 {
        let began = Instant::now();
        newsroom.desk(View::Desk, "", None)?;
        lists.push(began.elapsed());
        let began = Instant::now();
        newsroom.desk(View::Desk, ["harbour", "bridge vote", "sta", "海燕"][n % 4], None)?;
        finds.push(began.elapsed());
    }
    out.push(line("first page of the desk list", &mut lists));
    out.push(line("search", &mut finds));

    let site = folder.path().join("site");
    for what in ["export to an empty folder", "export again, nothing changed"] {
        let began = Instant::now();
        let done = publish::export(&mut newsroom, &site, wall_clock())?;
        out.push(format!("{what}: {:.0} ms, {} files written", ms(began.elapsed()), done.written));
    }
    Ok(Said::line(out.join("\n")))
}

fn long_saves(newsroom: &mut Newsroom, id: StoryId) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    let mut edit = newsroom.story(id)?.edit;
    for n in 0..20 {
        let began = Instant::now();
        let (saved, _) = newsroom.edit_story(id, edit, wall_clock(), |s| {
            let part: Vec<Block> = s.body.iter().take(9).cloned().collect();
            while s.body.len() < 400 {
                s.body.extend(part.clone());
            }
            s.headline = format!("Longer {n}");
            Ok(())
        })?;
        times.push(began.elapsed());
        edit = saved.state.edit;
    }
    Ok(times)
}

fn fill(s: &mut Story, n: usize, sections: &[Section]) -> Result<()> {
    let word = |k: usize| WORDS[(n.wrapping_mul(31) + k.wrapping_mul(17) + k / 7) % WORDS.len()];
    let words = |from: usize, count: usize| (from..from + count).map(word).collect::<Vec<_>>().join(" ");
    s.headline = format!("{} {n}{}", words(0, 7), if n.is_multiple_of(50) { " 台风海燕" } else { "" });
    s.slug = format!("bench-{n}");
    s.section = Some(sections[n % sections.len()].id);
    s.body = (0..9)
        .map(|p| {
            let text = words(p * 50, 50);
            Block::Paragraph(vec![Inline::Text { text, marks: Marks::default(), link: None }])
        })
        .collect();
    Ok(())
}

fn line(what: &str, times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |part: f64| times.get(((times.len() as f64 - 1.0) * part) as usize).copied().unwrap_or_default();
    format!("{what}: median {:.2} ms, p95 {:.2} ms, p99 {:.2} ms", ms(at(0.5)), ms(at(0.95)), ms(at(0.99)))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Which build this is.
pub(super) fn profile() -> &'static str {
    if cfg!(debug_assertions) { "debug" } else { "release" }
}

/// Spelling and the starter rules over long stories, whole and by one changed paragraph.
fn proof(newsroom: &mut Newsroom, story: Option<StoryId>) -> Result<Vec<String>> {
    let Some(story) = story else { return Ok(Vec::new()) };
    let reader = Proofreader::new(newsroom.folder());
    let began = Instant::now();
    reader.ready(newsroom, "en-GB")?;
    let mut out = vec![format!("dictionary and names, once: {:.1} ms", ms(began.elapsed()))];
    for words in [1_500, 20_000] {
        let pieces: Vec<Piece> = (0..words / 50)
            .map(|n| {
                let text: Vec<&str> = (0..50).map(|w| WORDS[(n * 7 + w * 5 + w * w) % WORDS.len()]).collect();
                let text = format!("{} in order to recieve {n} per cent.", text.join(" "));
                Piece { field: "body".into(), text, quoted: false, links: Vec::new() }
            })
            .collect();
        let (mut whole, mut one) = (Vec::new(), Vec::new());
        for n in 0..20 {
            let began = Instant::now();
            let terms = newsroom.proof_terms(story, "en-GB", &pieces)?;
            reader.check(&terms, "en-GB", &pieces)?;
            whole.push(began.elapsed());
            let changed = std::slice::from_ref(&pieces[n % pieces.len()]);
            let began = Instant::now();
            let terms = newsroom.proof_terms(story, "en-GB", changed)?;
            reader.check(&terms, "en-GB", changed)?;
            one.push(began.elapsed());
        }
        out.push(line(&format!("proof {words} words, whole"), &mut whole));
        out.push(line("proof one changed paragraph of it", &mut one));
    }
    Ok(out)
}
