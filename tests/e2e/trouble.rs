//! The disk is full, the file is taken, newer or broken: a sentence is said and no text is lost.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::json;
use stet::newsroom::Newsroom;

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet, wait_until};

#[test]
fn on_a_full_disk_the_text_stays_on_screen_and_is_saved_when_there_is_room_again() {
    // Where this user may mount nothing, this is the next test once more.
    stays_on_screen(&["-m", "-rm"]);
}

#[test]
fn on_a_disk_that_takes_no_more_the_text_stays_on_screen_and_is_saved_when_it_does() {
    stays_on_screen(&[]);
}

/// `ways` are the flags of `unshare` by which a disk of its own is tried.
fn stays_on_screen(ways: &[&str]) {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let script = small_disk(&home, &folder, ways);
    let app = Launch::new(&home).newsroom(&folder).by(&script).start();
    begin(&app, "Ferry returns");
    app.wait_saved();

    let disk = Disk::of(&app, &folder);
    disk.fill();
    // More than the room that SQLite has set aside already.
    let long = "The boat sailed again. ".repeat(400);
    app.paste(".body-text", "", &long);
    app.wait_text(".status .bad", disk.sentence());
    app.screenshot(&picture("trouble-full.png"));
    app.named("Save a copy elsewhere…");
    refuses_to_leave(&app, disk.sentence());
    assert_eq!(words_on_screen(&app), 1600, "the text is still on screen");

    disk.empty();
    app.wait_saved();
    app.wait_text(".status", "1,600 words");
    // SQLite follows links: what the program sees through its own is copied out first.
    let copy = home.file("copy");
    std::fs::create_dir(&copy).expect("a folder");
    for name in ["newsroom.sqlite", "newsroom.sqlite-wal"] {
        std::fs::copy(disk.room().join(name), copy.join(name)).expect("a copy");
    }
    let mut newsroom = Newsroom::open(&copy).expect("the newsroom opens");
    assert!(newsroom.faults().expect("it is looked over").is_empty(), "and is whole");
    let story = newsroom.story_named("ferry-returns").expect("it is asked").expect("the story is there");
    assert_eq!(newsroom.story(story).expect("it is read").words, 1600, "every word is on disk");
}

#[test]
fn a_newsroom_that_another_program_holds_is_said_and_saved_when_it_lets_go() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).start();
    begin(&app, "Ferry returns");
    app.wait_saved();

    let mut other = sqlite(&folder);
    let mut tell = other.stdin.take().expect("its ear");
    writeln!(tell, "BEGIN IMMEDIATE;\n.print taken").expect("it hears");
    let mut said = [0; 5];
    std::io::Read::read_exact(other.stdout.as_mut().expect("its mouth"), &mut said).expect("it answers");
    app.wait(".body-text").click();
    app.keys("The boat sailed again.");
    app.wait_text(".status .bad", "Another program is using this newsroom’s file.");
    assert_eq!(words_on_screen(&app), 4, "the text is still on screen");
    app.press("ctrl+n");
    app.wait_text(".says", "This story stays open: its last changes could not be saved.");
    app.screenshot(&picture("trouble-locked.png"));

    drop(tell); // it ends, and its transaction with it
    assert!(other.wait().is_ok_and(|s| s.success()), "sqlite3 ends well");
    app.wait_saved();
    let shown = stet(&["show", "--newsroom", text(&folder), "ferry-returns"]);
    assert!(shown.contains("The boat sailed again."), "saved by itself: {shown}");
}

#[test]
fn closing_the_window_right_after_a_key_loses_nothing() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).start();
    begin(&app, "Ferry returns");
    app.wait(".body-text").click();
    app.wait_saved();
    app.keys("The last word");
    app.close();
    let shown = stet(&["show", "--newsroom", text(&folder), "ferry-returns"]);
    assert!(shown.contains("The last word"), "the window saved before it went: {shown}");
}

#[test]
fn a_newsroom_that_cannot_be_opened_says_why_and_opens_once_it_can() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let file = folder.join("newsroom.sqlite");
    let version = query(&folder, "PRAGMA user_version");
    query(&folder, "PRAGMA user_version = 999");
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait_text("main.closed", "This newsroom was last opened by a newer Stet.");
    app.screenshot(&picture("trouble-newer.png"));

    query(&folder, &format!("PRAGMA user_version = {version}"));
    let whole = std::fs::read(&file).expect("the file");
    overwrite(&file, 0, &[0x5A; 4096]);
    app.named("Try again").click();
    app.wait_text("main.closed", "The newsroom’s file is damaged.");

    overwrite(&file, 0, &whole);
    app.named("Try again").click();
    app.wait(".window");
    app.wait_text("main", "A new newsroom. It starts with a headline.");
}

#[test]
fn one_damaged_story_is_named_and_the_others_open() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).start();
    for headline in ["Ferry returns", "Bakery opens"] {
        begin(&app, headline);
        app.wait_saved();
    }
    app.close();
    query(&folder, "UPDATE story SET body = 'Not what was written.' WHERE headline = 'Ferry returns'");
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait_text(".rows", "Bakery opens");
    app.wait(".row:not(.on)").click();
    app.wait_text(".says", "The stored copy of this story is not what was last saved");
    app.wait_text(".body-text", "Not what was written.");
    app.screenshot(&picture("trouble-damaged-story.png"));
    begin(&app, "Third story");
    app.wait_saved();
}

/// A new story with its headline typed.
fn begin(app: &App, headline: &str) {
    app.wait(".window");
    app.press("ctrl+n");
    wait_until("a new story has the focus", || {
        app.js("const e = document.activeElement; return e.id + e.value", json!([])) == "headline"
    });
    app.keys(headline);
}

/// Another story is not opened over text that is on no disk.
fn refuses_to_leave(app: &App, sentence: &str) {
    app.press("ctrl+n");
    app.wait_text(".says", "This story stays open: its last changes could not be saved.");
    app.wait_text(".says", sentence);
    assert_eq!(app.js("return document.querySelector('#headline').value", json!([])), "Ferry returns");
}

fn words_on_screen(app: &App) -> usize {
    let said = app.js("return document.querySelector('.body-text').innerText", json!([]));
    said.as_str().expect("text").split_whitespace().count()
}

/// A script that starts the program with the newsroom on a disk of two megabytes, where one of
/// the ways lets it mount one; and so that a file that may not grow is an error, not the end.
fn small_disk(home: &Home, folder: &Path, ways: &[&str]) -> PathBuf {
    let script = home.file("on-a-small-disk");
    let (program, room) = (env!("CARGO_BIN_EXE_stet"), text(folder));
    let inside = "cp -r \"$ROOM\" \"$ROOM.was\" && mount -t tmpfs -o size=2m none \"$ROOM\" \\
          && cp \"$ROOM.was\"/* \"$ROOM\" && touch \"$ROOM.was/mounted\"; exec \"$0\" \"$@\"";
    let into = |way: &&str| {
        format!("unshare {way} true 2>/dev/null && exec unshare {way} sh -c '{inside}' '{program}' \"$@\"\n")
    };
    let tries: String = ways.iter().map(into).collect();
    let content = format!("#!/bin/sh\ntrap '' XFSZ\nexport ROOM='{room}'\n{tries}exec '{program}' \"$@\"\n");
    File::create(&script).and_then(|mut f| f.write_all(content.as_bytes())).expect("a script");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let runs = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(&script, runs).expect("a script that runs");
    }
    script
}

/// What the newsroom stands on, and how it is made to take nothing more.
enum Disk {
    /// A small disk of its own, filled up by a file beside the newsroom.
    Small { room: PathBuf },
    /// Where nothing can be mounted: the program's files may not grow.
    Limited { room: PathBuf, pid: String },
}

impl Disk {
    fn of(app: &App, folder: &Path) -> Self {
        // The folder as the program sees it, which may have mounted something there.
        let room = PathBuf::from(format!("/proc/{}/root{}", app.pid(), text(folder)));
        if folder.with_file_name("Calder Star.was/mounted").exists() {
            Disk::Small { room }
        } else {
            Disk::Limited { room, pid: app.pid().to_string() }
        }
    }

    fn fill(&self) {
        match self {
            Disk::Small { room } => {
                let mut filler = File::create(room.join("filler")).expect("a file beside the newsroom");
                while filler.write_all(&[0; 512]).is_ok() {}
            }
            Disk::Limited { room, pid } => {
                let log = room.join("newsroom.sqlite-wal").metadata().expect("the file that grows").len();
                limit(pid, &format!("--fsize={log}:"));
            }
        }
    }

    fn empty(&self) {
        match self {
            Disk::Small { room } => std::fs::remove_file(room.join("filler")).expect("room again"),
            Disk::Limited { pid, .. } => limit(pid, "--fsize=unlimited:"),
        }
    }

    fn sentence(&self) -> &'static str {
        match self {
            Disk::Small { .. } => "The disk is full, so nothing more can be saved.",
            Disk::Limited { .. } => "The disk did not take what was written.",
        }
    }

    fn room(&self) -> &Path {
        match self {
            Disk::Small { room } | Disk::Limited { room, .. } => room,
        }
    }
}

fn limit(pid: &str, what: &str) {
    let done = Command::new("prlimit").args(["--pid", pid, what]).status();
    assert!(done.is_ok_and(|s| s.success()), "prlimit --pid {pid} {what} (Debian package util-linux)");
}

/// The SQLite shell on the newsroom's file: another program.
fn sqlite(folder: &Path) -> Child {
    let shell = Command::new("sqlite3")
        .args(["-batch", text(&folder.join("newsroom.sqlite"))])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    shell.unwrap_or_else(|e| panic!("sqlite3 did not start: {e} (Debian package sqlite3)"))
}

fn query(folder: &Path, sql: &str) -> String {
    let mut shell = sqlite(folder);
    shell.stdin.take().map(|mut ear| ear.write_all(sql.as_bytes())).expect("its ear").expect("it hears");
    let said = shell.wait_with_output().expect("it ends");
    assert!(said.status.success(), "sqlite3: {sql}");
    String::from_utf8(said.stdout).expect("text").trim().to_owned()
}

fn overwrite(file: &Path, at: u64, bytes: &[u8]) {
    let mut file = OpenOptions::new().write(true).open(file).expect("the newsroom's file");
    file.seek(SeekFrom::Start(at)).and_then(|_| file.write_all(bytes)).expect("bytes in it");
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in Unicode")
}
