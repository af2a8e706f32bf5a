//! An export is killed at any moment, again and again: the site is then the old one or the new one.

use crate::room::{MINUTE, MORNING, TestNewsroom, minutes_on, tree};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use stet::newsroom::{Newsroom, Settings};
use stet::publish;
use stet::story::{StoryId, UtcMillis};

const STORIES: usize = 45;
/// In `make test`; `make soak` says how many more in `STET_SITE_KILLS`.
const ROUNDS: usize = 5;

type Tree = BTreeMap<String, Vec<u8>>;

/// Exports once, and says when it begins.
#[test]
#[ignore = "started by the tests below, which kill it"]
fn exports_until_it_is_killed() {
    let (Some(folder), Some(site), Ok(minute)) = (
        std::env::var_os("STET_TEST_FOLDER"),
        std::env::var_os("STET_TEST_SITE"),
        std::env::var("STET_TEST_MINUTE"),
    ) else {
        return;
    };
    let mut n = Newsroom::open(folder.as_ref()).unwrap();
    println!("begins");
    match publish::export(&mut n, Path::new(&site), minutes_on(minute.parse().unwrap())) {
        Ok(_) => println!("ended"),
        Err(busy) => assert_eq!(busy.code, "folder-busy", "{busy}"),
    }
}

/// A desk whose site stands in `site`.
struct Desk {
    n: TestNewsroom,
    stories: Vec<StoryId>,
    minute: i64,
}

impl Desk {
    fn new() -> Self {
        let mut n = TestNewsroom::new();
        let news = n.section("News");
        let stories = (0..STORIES).map(|i| {
            let id = n.story_with(|s| {
                s.headline = format!("Story number {i}");
                s.section = Some(news);
                s.tags = vec![format!("topic {}", i % 5)];
            });
            n.publish(id, UtcMillis(MORNING.0 - (STORIES - i) as i64 * 60 * MINUTE));
            id
        });
        let stories = stories.collect();
        n.export_at(minutes_on(0));
        Self { n, stories, minute: 0 }
    }

    fn site(&self) -> std::path::PathBuf {
        self.n.beside("site")
    }

    /// What readers can get: what lies beside its place has a name with a dot, and no server sends it.
    fn stands(&self) -> Tree {
        tree(&self.site()).into_iter().filter(|(path, _)| !path.contains("/.")).collect()
    }

    /// Changes some stories and makes a new one; in every second round all pages change.
    fn change(&mut self, round: usize) {
        self.minute += 2;
        let at = minutes_on(self.minute - 1);
        for &story in self.stories.iter().skip(round % 3).step_by(3) {
            self.n.edit(story, at, |s| s.headline = format!("Told again in round {round}: {}", s.url_slug));
            self.n.publish(story, at);
        }
        let new = self.n.story_with(|s| {
            s.headline = format!("New in round {round}");
            s.tags = vec![format!("topic of round {round}")];
        });
        self.n.publish(new, at);
        // What came in three rounds ago goes, with its topic.
        self.stories.push(new);
        if self.stories.len() > STORIES + 3 {
            let gone = self.stories.remove(STORIES);
            publish::take_down_story(&mut self.n.newsroom, gone, at).unwrap();
        }
        if round % 2 == 1 {
            let settings = self.n.newsroom.opened().unwrap().settings;
            let tagline = format!("In round {round}");
            self.n.newsroom.save_settings(Settings { tagline, ..settings }).unwrap();
        }
    }

    /// What a whole export of the newsroom as it is would make.
    fn wanted(&mut self) -> Tree {
        let (pages, _) = publish::whole_site(&mut self.n.newsroom, minutes_on(self.minute)).unwrap();
        pages.into_iter().map(|page| (page.path, page.bytes)).collect()
    }

    /// Another process, which exports this newsroom.
    fn exporter(&self) -> (Child, impl Iterator<Item = String> + use<>) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "--nocapture", "site_killed::exports_until_it_is_killed"])
            .env("STET_TEST_FOLDER", self.n.folder())
            .env("STET_TEST_SITE", self.site())
            .env("STET_TEST_MINUTE", self.minute.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert!(lines.any(|line| line.contains("begins")), "it begins");
        (child, lines)
    }
}

/// Stories that pages of lists name and that are not there.
fn named_and_not_there(site: &Tree) -> Vec<String> {
    let is_list =
        |path: &str| path == "index.html" || path.starts_with("latest/") || path.starts_with("news/");
    let mut missing = Vec::new();
    for (path, bytes) in site.iter().filter(|(path, _)| is_list(path) && path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let name = link.trim_start_matches("../").trim_end_matches("index.html").trim_end_matches('/');
            let is_story = name.starts_with("story-number-") || name.starts_with("new-in-round-");
            if is_story && !site.contains_key(&format!("{name}/index.html")) {
                missing.push(format!("{path} names {name}"));
            }
        }
    }
    missing
}

#[test]
fn an_export_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let rounds = std::env::var("STET_SITE_KILLS").map_or(ROUNDS, |n| n.parse().unwrap());
    let mut desk = Desk::new();
    // How long one takes that nobody kills.
    desk.change(0);
    let began = Instant::now();
    let (mut child, mut lines) = desk.exporter();
    assert!(lines.any(|line| line.contains("ended")), "it ends");
    child.wait().unwrap();
    let most = began.elapsed().as_micros() as u64 * 5 / 4;
    let (mut old_stood, mut new_stood, mut between) = (0, 0, 0);
    for round in 1..=rounds {
        let old = desk.stands();
        desk.change(round);
        let (mut child, _lines) = desk.exporter();
        std::thread::sleep(Duration::from_micros(RandomState::new().build_hasher().finish() % most));
        child.kill().unwrap();
        child.wait().unwrap();

        let new = desk.wanted();
        // What a web server would send at this moment: whole files of either, and no list names a story
        // that is not there.
        let met = desk.stands();
        for (path, bytes) in &met {
            let whole = old.get(path) == Some(bytes) || new.get(path) == Some(bytes);
            assert!(whole, "round {round}: {path} is of neither site");
        }
        assert_eq!(named_and_not_there(&met), [] as [String; 0], "round {round}");
        between += usize::from(met != old && met != new);
        // The next start ends what was begun.
        publish::end_broken_off(&mut desk.n.newsroom, minutes_on(desk.minute)).unwrap();
        let stands = desk.stands();
        let differs =
            || stands.iter().filter(|(path, bytes)| new.get(*path) != Some(*bytes)).map(|(path, _)| path);
        match (stands == old, stands == new) {
            (true, _) => old_stood += 1,
            (_, true) => new_stood += 1,
            _ => panic!("round {round}: a mix; not of the new site: {:?}", differs().collect::<Vec<_>>()),
        }
        desk.n.export_at(minutes_on(desk.minute));
        assert_eq!(desk.stands(), new, "round {round}: the next export makes it the new one");
    }
    assert_eq!(left_beside(&desk.site()), 0, "nothing is left beside the files");
    println!(
        "{rounds} kills while exporting: {old_stood} times the old site, {new_stood} the new one; {between} in mid-switch"
    );
    assert!(rounds < 50 || (old_stood > 0 && new_stood > 0), "kills came before the switch and after it");
}

#[test]
fn two_exports_at_once_leave_the_new_site() {
    let mut desk = Desk::new();
    for round in 1..=3 {
        desk.change(round);
        let both =
            [desk.exporter(), desk.exporter()].map(|(child, lines)| (child, lines.collect::<Vec<_>>()));
        let ended = both.map(|(mut child, lines)| {
            assert!(child.wait().unwrap().success(), "{lines:?}");
            lines.iter().any(|line| line.contains("ended"))
        });
        assert!(ended.contains(&true), "one of them exports");
        let new = desk.wanted();
        assert_eq!(desk.stands(), new, "round {round}");
        let again = desk.n.export_at(minutes_on(desk.minute)).done;
        assert_eq!((again.written, again.removed), (0, 0), "what stands there is known");
    }
}

/// Files that were written beside their places and never took them.
fn left_beside(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| match path.is_dir() {
            true => left_beside(&path),
            false => usize::from(path.to_string_lossy().ends_with(".stet-new")),
        })
        .sum()
}
