//! A newsroom in a folder of its own, with stories that are made in one line.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use stet::body::{self, Inline, Marks};
use stet::newsroom::{Newsroom, Section, Settings, StoryState};
use stet::publish::{self, Exported};
use stet::story::{Story, StoryId, UtcMillis};

/// 2026-11-20T09:00Z: the first moment of every test.
pub const MORNING: UtcMillis = UtcMillis(1_795_165_200_000);
/// A minute, to count on from `MORNING`.
pub const MINUTE: i64 = 60_000;

/// So many minutes after `MORNING`.
pub fn minutes_on(minutes: i64) -> UtcMillis {
    UtcMillis(MORNING.0 + minutes * MINUTE)
}

/// A newsroom that goes when the test ends.
pub struct TestNewsroom {
    folder: tempfile::TempDir,
    pub newsroom: Newsroom,
}

impl TestNewsroom {
    /// The Calder Star, with News, Sport and Culture.
    pub fn new() -> Self {
        Self::with_sections(&["News", "Sport", "Culture"])
    }

    pub fn with_sections(sections: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sections: Vec<Section> = sections.iter().map(|name| Section::named(name)).collect();
        let newsroom =
            Newsroom::create(&folder.path().join("paper"), calder_star(), &sections, false).unwrap();
        Self { folder, newsroom }
    }

    /// The folder of the newsroom.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("paper")
    }

    /// A path beside the newsroom, for what a test writes or exports.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The newsroom as another start of the program finds it.
    pub fn reopened(&self) -> Newsroom {
        Newsroom::open(&self.folder()).unwrap()
    }

    /// A new story of that headline with a sentence of body, not published.
    pub fn story(&mut self, headline: &str) -> StoryId {
        self.story_with(|s| s.headline = headline.to_owned())
    }

    /// A new story with a sentence of body, changed by `change`.
    pub fn story_with(&mut self, change: impl FnOnce(&mut Story)) -> StoryId {
        let id = self.newsroom.new_story(MORNING).unwrap().0.story.id;
        self.edit(id, MORNING, |s| {
            s.body = body::read("The council met in Calder on Monday.");
            change(s);
        });
        id
    }

    /// A new story that readers see from `MORNING` on.
    pub fn live(&mut self, headline: &str) -> StoryId {
        let id = self.story(headline);
        self.publish(id, MORNING);
        id
    }

    /// Changes a story as the window does.
    pub fn edit(&mut self, story: StoryId, now: UtcMillis, change: impl FnOnce(&mut Story)) -> StoryState {
        let edit = self.state(story).edit;
        let made = self.newsroom.edit_story(story, edit, now, |s| {
            change(s);
            Ok(())
        });
        made.unwrap().0.state
    }

    pub fn publish(&mut self, story: StoryId, now: UtcMillis) {
        publish::publish_story(&mut self.newsroom, story, now).unwrap();
    }

    pub fn state(&mut self, story: StoryId) -> StoryState {
        self.newsroom.story(story).unwrap()
    }

    /// The id of a section by its name.
    pub fn section(&mut self, name: &str) -> stet::story::SectionId {
        let sections = self.newsroom.opened().unwrap().sections;
        sections.into_iter().find(|(s, _)| s.name == name).expect(name).0.id
    }

    /// Exports the site as it is an hour after `MORNING`.
    pub fn export(&mut self) -> Site {
        self.export_at(minutes_on(60))
    }

    pub fn export_at(&mut self, now: UtcMillis) -> Site {
        let out = self.beside("site");
        let done = publish::export(&mut self.newsroom, &out, now).unwrap();
        Site { folder: out, done }
    }

    /// Runs the `stet` program on this newsroom: `list --json`.
    pub fn stet(&self, command: &[&str]) -> Output {
        let folder = self.folder();
        let (first, rest) = command.split_first().unwrap();
        let mut args = vec![*first, "--newsroom", folder.to_str().unwrap()];
        args.extend(rest);
        stet(&args)
    }

    /// Puts a statement straight into the file, as a failing disk or another program would.
    pub fn sqlite(&self, statement: &str) {
        sqlite(&self.folder().join(stet::newsroom::FILE), statement);
    }

    /// What the file answers to a statement that it may refuse.
    pub fn sqlite_says(&self, statement: &str) -> String {
        let file = self.folder().join(stet::newsroom::FILE);
        let done = Command::new("sqlite3").arg(file).arg(statement).output().unwrap();
        String::from_utf8_lossy(&done.stderr).into_owned() + &said(&done)
    }
}

/// The settings of the Calder Star.
pub fn calder_star() -> Settings {
    Settings {
        title: "Calder Star".into(),
        zone: "Asia/Kolkata".into(),
        language: "en-GB".into(),
        author: String::new(),
        ..Settings::default()
    }
}

/// An exported site.
pub struct Site {
    pub folder: PathBuf,
    pub done: Exported,
}

impl Site {
    /// The text of a file of the site.
    pub fn file(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    pub fn has(&self, path: &str) -> bool {
        self.folder.join(path).exists()
    }

    /// The files in which the words stand, by their path.
    pub fn files_with(&self, words: &str) -> Vec<String> {
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(words);
        let found = tree(&self.folder).into_iter().filter(|(_, bytes)| holds(bytes));
        found.map(|(path, _)| path).collect()
    }
}

/// Every file under a folder by its path with `/`, with its bytes; in the order of the paths.
/// What Stet writes for itself (names that begin with a dot) is left out.
pub fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            if !name.starts_with('.') {
                let bytes = std::fs::read(&path).unwrap();
                found.push((name, bytes));
            }
        }
    }
    found.sort();
    found
}

/// Words without marks.
pub fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.into(), marks: Marks::default(), link: None }]
}

/// Writes a file for a test, and the folders it stands in.
pub fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    File::create(path).unwrap().write_all(bytes.as_ref()).unwrap();
}

/// Runs the `stet` program.
pub fn stet(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_stet")).args(args).output().unwrap()
}

/// What a program printed.
pub fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a program complained of.
pub fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Runs SQL with the `sqlite3` program.
pub fn sqlite(file: &Path, statement: &str) -> String {
    let done = Command::new("sqlite3").arg(file).arg(statement).output();
    let done = done.expect("the package sqlite3 is installed (scripts/packages.txt)");
    assert!(done.status.success(), "sqlite3 {statement}: {}", complained(&done));
    said(&done)
}

/// A picture file of that many pixels, different for each `seed`.
pub fn jpeg(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let picture =
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 251) as u8, (y % 241) as u8, seed]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}
