//! `stet bench desk`: a newsroom of years, made from a seed, and how long its desk list takes.

use super::bench::profile;
use super::bench_import::{resident, shown, status};
use super::print::Said;
use crate::body::{Block, Inline, Marks};
use crate::desk::{Ask, Deadline, Sort, View};
use crate::newsroom::{Filled, Newsroom, Section, Settings, wall_clock};
use crate::story::{
    Byline, Embargo, Legal, MediaId, PictureNeed, PictureUse, Publication, Stage, Story, UtcMillis, WallTime,
};
use crate::{Error, Result};
use std::path::Path;
use std::time::{Duration, Instant};

const PEOPLE: [&str; 8] =
    ["Ann Hardy", "Tom Ives", "Asha Rao", "Bilal Khan", "Mei Chen", "Jonas Berg", "Ruth Obi", "Lena Sand"];
const HINDI: [&str; 12] =
    ["नदी", "बाढ़", "सरकार", "स्कूल", "ज़मीन", "किसान", "मंत्री", "अदालत", "बाज़ार", "पुल", "में", "पर"];
const URDU: [&str; 12] =
    ["دریا", "سیلاب", "حکومت", "سکول", "زمین", "کسان", "وزیر", "عدالت", "بازار", "پل", "میں", "پر"];
/// Different words of the made-up language.
const VOCABULARY: usize = 12_000;
/// A word of one story in a thousand.
const RARE: &str = "zugzwang";
/// A word that only older revisions have.
const OLDER: &str = "quondam";

/// Numbers from a seed, the same in every run.
pub(super) struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    /// A word: the first of the list are met the most, as in any language.
    pub fn word(&mut self) -> String {
        let part = self.below(1 << 20) as f64 / f64::from(1 << 20);
        let mut n = (part.powi(4) * VOCABULARY as f64) as usize;
        let mut word = String::new();
        for _ in 0..3 {
            word.push(char::from(b"bcdfghklmnprstvw"[n % 16]));
            word.push(char::from(b"aeiou"[(n / 16) % 5]));
            n /= 80;
            if n == 0 {
                break;
            }
        }
        word
    }

    pub fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn of<'a>(&mut self, list: &[&'a str], count: usize) -> String {
        (0..count).map(|_| list[self.below(list.len())]).collect::<Vec<&'a str>>().join(" ")
    }
}

/// Makes a newsroom of so many stories in a folder: the same stories in every run.
pub(super) fn make(folder: &Path, stories: usize, now: UtcMillis) -> Result<Newsroom> {
    let settings = Settings {
        title: "The Long Run".into(),
        zone: "Europe/London".into(),
        language: "en-GB".into(),
        author: PEOPLE[0].into(),
        ..Settings::default()
    };
    let sections: Vec<Section> =
        ["News", "Sport", "Business", "Culture", "Science"].map(Section::named).to_vec();
    let mut newsroom = Newsroom::create(folder, settings, &sections, false)?;
    let mut dice = Dice(0x5EED);
    newsroom.fill((0..stories).map(|n| filled(&mut dice, n, stories, &sections, now)))?;
    Ok(newsroom)
}

fn filled(dice: &mut Dice, n: usize, of: usize, sections: &[Section], now: UtcMillis) -> Filled {
    let at = UtcMillis(now.0 - ((of - n) as i64) * 600_000);
    let (language, headline, list): (_, _, Option<&[&str]>) = match n % 50 {
        7 => ("hi", dice.of(&HINDI, 7), Some(&HINDI)),
        8 => ("ur", dice.of(&URDU, 7), Some(&URDU)),
        _ => ("en-GB", dice.words(7), None),
    };
    let mut s = Story::new(language, at);
    s.changed_at = UtcMillis(at.0 + dice.below(86_400_000) as i64).min(now);
    s.headline = headline;
    s.slug = format!("{} {}", dice.word(), dice.word());
    s.url_slug = format!("story-{n}");
    s.bylines = vec![Byline { name: PEOPLE[dice.below(PEOPLE.len())].into(), role: String::new() }];
    s.section = Some(sections[dice.below(sections.len())].id);
    s.tags = vec![dice.word()];
    for _ in 0..6 {
        s.body.push(paragraph(match list {
            Some(list) => dice.of(list, 50),
            None => dice.words(50),
        }));
    }
    if n.is_multiple_of(1000) {
        s.body.push(paragraph(format!("{} {RARE} {}", dice.words(20), dice.words(20))));
    }
    if dice.below(2) == 0 {
        let media = MediaId(format!("{n:064x}"));
        s.lead =
            Some(PictureUse { media, caption: Vec::new(), credit: PEOPLE[1].into(), alt: dice.words(6) });
    }
    // The newest are at work, the others are out or were dropped.
    if of - n > of / 20 {
        match dice.below(20) {
            0 => s.spiked_at = Some(at),
            1 => s.publication = Publication::TakenDown,
            _ => s.publication = Publication::Live,
        }
        s.stage = Stage::Ready;
        s.first_published_at = (s.publication == Publication::Live).then_some(at);
    } else {
        s.stage = Stage::ALL[dice.below(Stage::ALL.len())];
        let desk = &mut s.handling;
        desk.priority = dice.below(6) as u8;
        desk.assigned_to =
            if dice.below(3) == 0 { String::new() } else { PEOPLE[dice.below(PEOPLE.len())].into() };
        desk.legal = [Legal::No, Legal::No, Legal::No, Legal::Needed, Legal::Approved][dice.below(5)];
        desk.pictures = [PictureNeed::No, PictureNeed::Needed, PictureNeed::Checked][dice.below(3)];
        desk.sensitive = dice.below(20) == 0;
        s.hold = dice.below(15) == 0;
        let hour = UtcMillis(now.0 + (dice.below(8 * 24) as i64 - 48) * 3_600_000);
        desk.deadline = WallTime::of(hour, chrono_tz::Europe::London).filter(|_| dice.below(2) == 0);
        desk.embargo = (dice.below(25) == 0).then_some(Embargo::Indefinite);
        s.commissioned_words = (dice.below(2) == 0).then(|| 200 + 50 * dice.below(6) as u32);
    }
    let before = n.is_multiple_of(20).then(|| {
        let mut before = s.clone();
        before.body.push(paragraph(format!("{} {OLDER} {}", dice.words(20), dice.words(20))));
        before
    });
    Filled { story: s, before }
}

pub(super) fn paragraph(text: String) -> Block {
    Block::Paragraph(vec![Inline::Text { text, marks: Marks::default(), link: None }])
}

/// Makes the newsrooms and measures them; with `keep`, makes one there and measures nothing.
pub fn run(stories: Option<usize>, keep: Option<&Path>) -> Result<Said> {
    if let Some(folder) = keep {
        let stories = stories.unwrap_or(10_000);
        make(folder, stories, wall_clock())?;
        return Ok(Said::line(format!(
            "A newsroom of {stories} made-up stories is in “{}”.",
            folder.display()
        )));
    }
    let sizes = stories.map_or(vec![10_000, 100_000], |n| vec![n]);
    let out = sizes.into_iter().map(measure).collect::<Result<Vec<_>>>()?;
    Ok(Said::line(out.join("\n\n")))
}

fn measure(stories: usize) -> Result<String> {
    let place = tempfile::tempdir().map_err(|fault| {
        Error::new("folder-unwritable", format!("No temporary folder could be made: {fault}."), "Set TMPDIR.")
    })?;
    let folder = place.path().join("newsroom");
    let now = wall_clock();
    let began = Instant::now();
    make(&folder, stories, now)?;
    let made = began.elapsed();
    let began = Instant::now();
    let mut newsroom = Newsroom::open(&folder)?;
    newsroom.opened()?;
    let mut out = vec![
        format!("{stories} stories of 300 words, {} build; made in {:.1} s", profile(), made.as_secs_f64()),
        format!("open the newsroom: {:.1} ms", began.elapsed().as_secs_f64() * 1000.0),
    ];
    let list = |sort| Ask { sort, ..Ask::default() };
    let deep = deep_place(&mut newsroom, &list(Sort::Headline), now)?;
    let filter = |change: &dyn Fn(&mut Ask)| {
        let mut ask = Ask::default();
        change(&mut ask);
        ask
    };
    let find = |text: &str| Ask::of(View::Desk, text);
    let common = Dice(7).word();
    let asks: Vec<(&str, Ask, Option<String>)> = vec![
        ("list, first page", Ask::default(), None),
        ("list by headline, first page", list(Sort::Headline), None),
        ("list by headline, from the middle", list(Sort::Headline), deep),
        ("filter: mine", filter(&|a| a.mine = true), None),
        ("filter: deadline today", filter(&|a| a.deadline = Some(Deadline::Today)), None),
        (
            "filter: Subs, by slug",
            filter(&|a| {
                a.stages = vec![Stage::Subs];
                a.sort = Sort::Slug;
            }),
            None,
        ),
        (
            "filter: needs legal and held",
            filter(&|a| {
                a.legal = true;
                a.held = true;
            }),
            None,
        ),
        (
            "filter: with picture, by length",
            filter(&|a| {
                a.picture = true;
                a.sort = Sort::Length;
            }),
            None,
        ),
        ("search: a rare word", find(RARE), None),
        ("search: a common word", find(&format!("{common} ")), None),
        (
            "search: a common word, by headline",
            Ask { sort: Sort::Headline, ..find(&format!("{common} ")) },
            None,
        ),
        ("search: a beginning", find(&common[..3.min(common.len())]), None),
        ("search: a phrase", find("\"ba be\""), None),
        ("search: headline: and by:", find("headline:bade by:\"Ann Hardy\""), None),
        ("search: a Hindi word", find("किसान "), None),
        ("search: a word of older revisions", find(OLDER), None),
    ];
    for (what, ask, after) in asks {
        let (mut times, mut total) = (Vec::new(), 0);
        for _ in 0..100 {
            let began = Instant::now();
            let page = newsroom.desk_list(&ask, after.as_deref(), now)?;
            times.push(began.elapsed());
            total = page.total;
        }
        out.push(format!("{} ({total} stories)", line(what, &mut times)));
    }
    out.extend(plan(&mut newsroom, now)?);
    out.extend(open_and_save(&mut newsroom, now)?);
    out.push(format!("memory: {} now, {} at most", shown(resident()), shown(status("VmHWM:"))));
    Ok(out.join("\n"))
}

fn deep_place(newsroom: &mut Newsroom, ask: &Ask, now: UtcMillis) -> Result<Option<String>> {
    let (mut after, mut seen, mut total) = (None, 0, 2);
    while seen < total / 2 {
        let page = newsroom.desk_list(ask, after.as_deref(), now)?;
        (seen, total, after) = (seen + page.rows.len() as i64, page.total, page.next);
        if after.is_none() {
            break;
        }
    }
    Ok(after)
}

fn plan(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Vec<String>> {
    let today = newsroom.news_list(None, now)?.date;
    let (mut weeks, mut lists, mut hours, mut lines) = (Vec::new(), Vec::new(), 0u32, 0);
    for _ in 0..100 {
        let began = Instant::now();
        let calendar = newsroom.calendar(&today, 35, now)?;
        weeks.push(began.elapsed());
        hours = calendar.days.iter().map(|d| d.deadlines + d.schedules + d.embargoes + d.look_agains).sum();
        let began = Instant::now();
        let list = newsroom.news_list(Some(&today), now)?;
        lists.push(began.elapsed());
        lines = list.before.len() + list.lines.len();
    }
    Ok(vec![
        line(&format!("plan, five weeks ({hours} hours)"), &mut weeks),
        line(&format!("plan, news list of today ({lines} lines)"), &mut lists),
    ])
}

fn open_and_save(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Vec<String>> {
    let ids = newsroom.all_stories()?;
    let (mut opens, mut saves, mut dice) = (Vec::new(), Vec::new(), Dice(0xF00D));
    for _ in 0..200 {
        let id = ids[dice.below(ids.len())];
        let began = Instant::now();
        let state = newsroom.story(id)?;
        opens.push(began.elapsed());
        let began = Instant::now();
        newsroom.edit_story(id, state.edit, now, |s| {
            s.headline.push('!');
            Ok(())
        })?;
        saves.push(began.elapsed());
    }
    Ok(vec![line("open a story", &mut opens), line("save a story (on disk)", &mut saves)])
}

pub(super) fn line(what: &str, times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |part: f64| {
        let time = times.get(((times.len() as f64 - 1.0) * part) as usize).copied().unwrap_or_default();
        time.as_secs_f64() * 1000.0
    };
    format!("{what}: p50 {:.2} ms, p99 {:.2} ms", at(0.5), at(0.99))
}
