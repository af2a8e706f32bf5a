//! An export writes what changed and nothing else, and the folder is then what a whole export would make.

use crate::room::{MINUTE, MORNING, Site, TestNewsroom, minutes_on, stet, tree, words};
use rayon::prelude::*;
use stet::newsroom::{FrontPage, FrontSlot, Settings};
use stet::publish;
use stet::story::{
    AlsoRead, Byline, Correction, CorrectionKind, Embargo, LinkTo, Move, Publication, StoryId, UtcMillis,
    WallTime,
};

/// splitmix64: each case can be run again by its number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// What a whole export into an empty folder would write.
fn whole(n: &mut TestNewsroom, now: UtcMillis) -> Vec<(String, Vec<u8>)> {
    let (pages, _) = publish::whole_site(&mut n.newsroom, now).unwrap();
    pages.into_iter().map(|page| (page.path, page.bytes)).collect()
}

/// Says where two sites differ: a path, or a line.
fn difference(stands: &[(String, Vec<u8>)], wanted: &[(String, Vec<u8>)]) -> Option<String> {
    for (path, bytes) in wanted {
        let Some((_, there)) = stands.iter().find(|(other, _)| other == path) else {
            return Some(format!("{path} is not there"));
        };
        if there != bytes {
            let (a, b) = (String::from_utf8_lossy(there), String::from_utf8_lossy(bytes));
            let line = a.lines().zip(b.lines()).find(|(a, b)| a != b);
            return Some(format!("{path}: {line:?}"));
        }
    }
    let left = |(path, _): &&(String, Vec<u8>)| !wanted.iter().any(|(other, _)| other == path);
    stands.iter().find(left).map(|(path, _)| format!("{path} is still there"))
}

fn a_desk_at_work(seed: u64) {
    let mut dice = Dice(seed);
    let mut n = TestNewsroom::new();
    let [news, sport] = ["News", "Sport"].map(|name| n.section(name));
    let mut stories: Vec<StoryId> = Vec::new();
    let count = 38 + dice.below(30);
    for i in 0..count {
        let (by, tag) = (dice.of(&["Ann Rao", "Bo Lind"]), dice.of(&["harbour", "ferry", "Rain"]));
        let section = dice.of(&[Some(news), Some(sport), None]);
        let id = n.story_with(|s| {
            s.headline = format!("Story number {i}");
            s.section = section;
            s.bylines = vec![Byline { name: by.into(), role: String::new() }];
            s.tags = vec![tag.into()];
        });
        n.publish(id, UtcMillis(MORNING.0 - (count - i) as i64 * 9 * 60 * MINUTE));
        stories.push(id);
    }
    if seed % 2 == 1 {
        let address = "https://calderstar.example".to_owned();
        let settings =
            Settings { feeds_in_full: true, ninjs: true, address, ..n.newsroom.opened().unwrap().settings };
        n.newsroom.save_settings(settings).unwrap();
    }
    let out = n.beside("site");
    let mut minute = 1;
    publish::export(&mut n.newsroom, &out, minutes_on(minute)).unwrap();
    for round in 0..12 {
        let mut told = String::new();
        for _ in 0..=dice.below(3) {
            minute += 1 + dice.below(40) as i64;
            told += &act(&mut n, &mut dice, &mut stories, minutes_on(minute));
        }
        minute += dice.below(90) as i64;
        let now = minutes_on(minute);
        publish::export(&mut n.newsroom, &out, now).unwrap();
        let differs = difference(&tree(&out), &whole(&mut n, now));
        assert_eq!(differs, None, "seed {seed}, round {round}: {told}");
    }
}

/// One thing that somebody does at a desk, and what it was. What is refused is no matter here.
fn act(n: &mut TestNewsroom, dice: &mut Dice, stories: &mut Vec<StoryId>, now: UtcMillis) -> String {
    let id = stories[dice.below(stories.len())];
    let other = stories[dice.below(stories.len())];
    let what = dice.below(18);
    let edit = |n: &mut TestNewsroom, change: &dyn Fn(&mut stet::story::Story)| {
        n.edit(id, now, |s| change(s));
        let _ = publish::publish_story(&mut n.newsroom, id, now);
    };
    match what {
        0 => edit(n, &|s| s.body.extend(stet::body::read("It was put right."))),
        1 => edit(n, &|s| s.headline.push('!')),
        2 => {
            let slug = format!("address-{}", dice.below(9));
            edit(n, &|s| s.url_slug = slug.clone());
        }
        3 => {
            let tag = dice.of(&["harbour", "ferry", "Rain", "new topic"]);
            edit(n, &|s| s.tags = vec![tag.into()]);
        }
        4 => {
            let section = dice.of(&["News", "Sport", "Culture"]);
            let section = n.section(section);
            edit(n, &|s| s.section = Some(section));
        }
        5 => edit(n, &|s| s.standfirst = words("A line under it.")),
        6 => edit(n, &|s| s.also_read = vec![AlsoRead { headline: String::new(), to: LinkTo::Story(other) }]),
        7 => {
            let hold = !n.state(id).story.hold;
            let _ = n.newsroom.make_move(id, Move::Hold(hold), now);
        }
        8 => {
            let end = UtcMillis(now.0 + (dice.below(120) as i64 - 30) * MINUTE);
            let end = WallTime::of(end, chrono_tz::UTC).map(Embargo::Until);
            let _ = n.newsroom.make_move(id, Move::Embargo(end), now);
        }
        9 => drop(publish::take_down_story(&mut n.newsroom, id, now)),
        10 => {
            let kill = (n.state(id).story.handling.killed.is_none()).then(String::new);
            let _ = n.newsroom.make_move(id, Move::Kill(kill), now);
        }
        11 => drop(n.newsroom.make_move(id, Move::Updates((other != id).then_some(other)), now)),
        12 => edit(n, &|s| s.body.extend(stet::body::read(&format!("See [that](story:{other}).")))),
        14 => {
            let _ = n.newsroom.make_move(id, Move::Translates((other != id).then_some(other)), now);
            edit(n, &|s| s.body.extend(stet::body::read("It is said in another language too.")));
        }
        13 => edit(n, &|s| {
            let kind = if s.corrections.len() % 3 == 2 {
                CorrectionKind::Update
            } else {
                CorrectionKind::Correction
            };
            s.corrections.push(Correction { kind, at: now, text: format!("It was {}.", now.0) });
        }),
        15 => {
            let until = WallTime::of(UtcMillis(now.0 + dice.below(90) as i64 * MINUTE), chrono_tz::UTC);
            let slots = vec![FrontSlot { story: id, until }, FrontSlot { story: other, until: None }];
            let _ = n.newsroom.save_front_page(FrontPage { slots, blocks: Vec::new() });
        }
        16 => edit(n, &|s| {
            s.profile = if s.profile == "running" { "news".into() } else { "running".into() };
            s.body.extend(stet::body::read("## 2026-11-20 08:40 An entry\n\nIt goes on."));
        }),
        _ => {
            let new = n.story(&format!("New at {}", now.0));
            n.publish(new, now);
            stories.push(new);
        }
    }
    if n.state(id).story.publication == Publication::TakenDown && dice.below(2) == 0 {
        let _ = publish::publish_story(&mut n.newsroom, id, now);
    }
    format!("{what} ")
}

#[test]
fn whatever_a_desk_does_the_folder_is_what_a_whole_export_would_make() {
    (0..20u64).into_par_iter().for_each(a_desk_at_work);
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    let mut n = TestNewsroom::new();
    for i in 0..3 {
        n.live(&format!("Story {i}"));
    }
    assert!(n.export().done.written > 10);
    let again = n.export();
    assert_eq!((again.done.written, again.done.removed), (0, 0));
}

#[test]
fn a_corrected_story_changes_its_own_page_and_no_list() {
    let mut n = TestNewsroom::new();
    let ids: Vec<StoryId> = (0..3).map(|i| n.live(&format!("Story {i}"))).collect();
    n.export();
    n.edit(ids[1], minutes_on(61), |s| s.body.extend(stet::body::read("It was put right.")));
    n.publish(ids[1], minutes_on(61));
    let site = n.export_at(minutes_on(61));
    // Its page, its month for search engines; the three feeds of the site say that something was updated.
    assert!(site.done.written <= 6, "{:?}", site.done);
    assert!(site.file("story-1/index.html").contains("It was put right."));
}

#[test]
fn a_story_that_moved_leaves_its_old_address_as_a_way_to_the_new_one() {
    let mut n = TestNewsroom::new();
    let id = n.live("Harbour wall");
    n.export();
    n.edit(id, minutes_on(61), |s| s.url_slug = "wall-inquiry".into());
    n.publish(id, minutes_on(61));
    let site = n.export_at(minutes_on(61));
    let old = site.file("harbour-wall/index.html");
    let redirects = site.file("_redirects");
    assert!(
        redirects.contains("/harbour-wall /wall-inquiry/ 301\n") && site.has("redirects.map"),
        "{redirects}"
    );
    assert!(old.contains("url=../wall-inquiry/") && !old.contains("The council met"), "{old}");
    // Another story may have that address now.
    let other = n.story_with(|s| {
        s.headline = "Another".into();
        s.url_slug = "harbour-wall".into();
    });
    n.publish(other, minutes_on(62));
    assert!(n.export_at(minutes_on(62)).file("harbour-wall/index.html").contains("<h1>Another</h1>"));
    // A story that is gone takes its old addresses with it.
    publish::take_down_story(&mut n.newsroom, other, minutes_on(63)).unwrap();
    publish::take_down_story(&mut n.newsroom, id, minutes_on(63)).unwrap();
    let site = n.export_at(minutes_on(63));
    assert!(!site.has("harbour-wall/index.html") && !site.has("wall-inquiry/index.html"));
    assert!(!site.has("_redirects") && !site.has("redirects.map"));
    // It comes back at a third address: all that readers ever had of it lead there.
    n.edit(id, minutes_on(64), |s| s.url_slug = "wall-report".into());
    n.publish(id, minutes_on(64));
    let site = n.export_at(minutes_on(64));
    let redirects = site.file("_redirects");
    assert!(redirects.contains("/wall-inquiry /wall-report/ 301\n"), "{redirects}");
    assert!(site.file("wall-inquiry/index.html").contains("url=../wall-report/"));
    // At an address that it had, it stands itself.
    publish::take_down_story(&mut n.newsroom, id, minutes_on(65)).unwrap();
    n.export_at(minutes_on(65));
    n.edit(id, minutes_on(66), |s| s.url_slug = "wall-inquiry".into());
    n.publish(id, minutes_on(66));
    let site = n.export_at(minutes_on(66));
    assert!(site.file("wall-inquiry/index.html").contains("The council met"));
    assert!(site.file("_redirects").contains("/wall-report /wall-inquiry/ 301\n"));
}

#[test]
fn a_file_that_somebody_deleted_is_written_again() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    let Site { folder, .. } = n.export();
    std::fs::remove_file(folder.join("harbour-wall/index.html")).unwrap();
    let site = n.export();
    assert_eq!(site.done.written, 1);
    assert!(site.has("harbour-wall/index.html"));
}

#[test]
fn a_folder_that_was_left_out_for_a_while_is_brought_up_to_date() {
    let mut n = TestNewsroom::new();
    let id = n.live("Harbour wall");
    let [first, second] = ["first", "second"].map(|name| n.beside(name));
    for out in [&first, &second] {
        publish::export(&mut n.newsroom, out, minutes_on(1)).unwrap();
    }
    n.live("Ferry back");
    publish::export(&mut n.newsroom, &first, minutes_on(2)).unwrap();
    publish::take_down_story(&mut n.newsroom, id, minutes_on(3)).unwrap();
    for out in [&first, &second] {
        publish::export(&mut n.newsroom, out, minutes_on(4)).unwrap();
    }
    assert_eq!(difference(&tree(&first), &tree(&second)), None);
    assert!(!second.join("harbour-wall").exists() && second.join("ferry-back").exists());
}

#[test]
fn settings_and_sections_change_every_page() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    n.export();
    let mut settings = n.newsroom.opened().unwrap().settings;
    settings.title = "The Calder Post".into();
    n.newsroom.save_settings(settings).unwrap();
    let site = n.export();
    assert!(site.file("harbour-wall/index.html").contains("The Calder Post"));
    assert!(site.file("about/index.html").contains("The Calder Post"));
}

#[test]
fn of_two_stories_at_one_address_the_first_has_it_and_the_other_waits() {
    let mut n = TestNewsroom::new();
    let first = n.live("Harbour wall");
    let second = n.live("Another story");
    // Two machines may give two stories one address.
    n.sqlite(&format!(
        "UPDATE revision SET text = (SELECT text FROM revision WHERE story = '{first}' AND why = 'published')
         WHERE story = '{second}' AND why = 'published'"
    ));
    n.sqlite(&format!("INSERT OR IGNORE INTO edition_stale (story) VALUES ('{second}')"));
    let done = n.export().done;
    assert!(done.problems.iter().any(|p| p.code == "url-slug-taken"), "{:?}", done.problems);
    publish::take_down_story(&mut n.newsroom, first, minutes_on(61)).unwrap();
    let site = n.export_at(minutes_on(62));
    assert!(site.has("harbour-wall/index.html"), "it was free for the other");
    assert_eq!(site.done.problems, []);
}

#[test]
fn the_site_of_the_demo_newsroom_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let demo = dir.path().join("demo");
    assert!(stet(&["demo", demo.to_str().unwrap()]).status.success());
    let mut n = stet::newsroom::Newsroom::open(&demo).unwrap();
    let out = dir.path().join("site");
    let done = publish::export(&mut n, &out, stet::newsroom::wall_clock()).unwrap();
    assert_eq!(done.problems, []);
    for path in ["archive/index.html", "tags/index.html", "authors/index.html", "sitemap-news.xml"] {
        assert!(out.join(path).exists(), "{path}");
    }
}

#[test]
fn a_story_whose_kept_text_is_damaged_is_read_from_its_revision() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    n.live("Ferry turns back");
    let before = n.export();
    let wanted = whole(&mut n, minutes_on(61));
    n.sqlite("UPDATE edition_text SET text = x'00ff' WHERE number = (SELECT max(number) FROM edition_text)");
    assert_eq!(whole(&mut n, minutes_on(61)), wanted);
    n.sqlite("DELETE FROM edition_text");
    assert_eq!(whole(&mut n, minutes_on(61)), wanted);
    assert!(before.has("harbour-wall/index.html"));
}

#[test]
fn what_readers_may_not_see_any_more_is_kept_nowhere_for_the_site() {
    let mut n = TestNewsroom::new();
    let story = n.live("Harbour wall");
    n.export();
    let kept = |n: &TestNewsroom| n.sqlite_says("SELECT count(*) FROM edition_text");
    assert_eq!(kept(&n).trim(), "1");
    n.edit(story, minutes_on(61), |s| s.hold = true);
    n.export_at(minutes_on(62));
    assert_eq!(kept(&n).trim(), "0");
}
