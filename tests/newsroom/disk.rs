//! Disks that are full, read-only, failing; files of others, newer files, locked files.

use crate::killed::again_as;
use crate::room::{MORNING, TestNewsroom, minutes_on, put, sqlite, words};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use stet::body::Block;
use stet::newsroom::{FILE, Newsroom};
use stet::story::{Move, Story, StoryId};

fn code_of<T>(opened: stet::Result<T>) -> String {
    let refused = opened.err().expect("it is refused");
    assert!(
        refused.sentence.ends_with('.') && !refused.hint.is_empty(),
        "a sentence and what to do: {refused}"
    );
    refused.code.into_owned()
}

#[test]
fn a_newer_newsroom_is_left_alone() {
    let n = TestNewsroom::new();
    n.sqlite("PRAGMA user_version = 99");
    let before = std::fs::read(n.folder().join(FILE)).unwrap();
    assert_eq!(code_of(Newsroom::open(&n.folder())), "newsroom-newer");
    assert_eq!(std::fs::read(n.folder().join(FILE)).unwrap(), before);
}

#[test]
fn a_database_of_another_program_is_left_alone_whatever_its_version() {
    for version in [0, 1, 99] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        sqlite(&file, &format!("CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = {version}"));
        let before = std::fs::read(&file).unwrap();
        assert_eq!(code_of(Newsroom::open(folder.path())), "newsroom-not-ours", "version {version}");
        assert_eq!(std::fs::read(&file).unwrap(), before);
    }
}

#[test]
fn what_is_no_newsroom_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code_of(Newsroom::open(folder.path())), "newsroom-missing");
    put(
        &folder.path().join(FILE),
        "this is no database at all, only some words in a file of that name\n".repeat(40),
    );
    assert_eq!(code_of(Newsroom::open(folder.path())), "newsroom-damaged");
    let n = TestNewsroom::new();
    let made = Newsroom::create(&n.folder(), crate::room::calder_star(), &[], false);
    assert_eq!(code_of(made), "newsroom-exists");
}

#[test]
fn a_damaged_story_is_shown_with_a_warning_and_the_others_are_whole() {
    let mut n = TestNewsroom::new();
    let (good, bad) =
        (n.story("Good"), n.story_with(|s| s.body = vec![Block::Paragraph(words("Fifteen people died."))]));
    let before = n.state(good).story;
    n.sqlite("PRAGMA wal_checkpoint(TRUNCATE)");
    flip(&n.folder().join(FILE), b"Fifteen people died.");
    let mut newsroom = n.reopened();
    let state = newsroom.story(bad).unwrap();
    let damage = state.damage.expect("it is seen that this is not what was saved");
    assert_eq!(damage.code, "story-damaged");
    assert_eq!(newsroom.story(good).unwrap().story, before);
    assert_eq!(newsroom.desk(stet::desk::View::Desk, "", None).unwrap().rows.len(), 2);
    let codes: Vec<String> = newsroom.faults().unwrap().into_iter().map(|f| f.code.into_owned()).collect();
    assert!(codes.contains(&"story-damaged".to_owned()), "`stet check` says it: {codes:?}");

    let checks = stet::publish::checks(&mut newsroom, bad, MORNING).unwrap();
    assert_eq!(stet::publish::refusal(&checks).unwrap().code, "story-damaged", "nobody publishes it unread");
    // Read through and saved, it is a story like any other.
    newsroom
        .edit_story(bad, state.edit, minutes_on(1), |s| {
            s.headline = "Read".into();
            Ok(())
        })
        .unwrap();
    assert!(newsroom.story(bad).unwrap().damage.is_none());
}

/// Changes one byte in the middle of some words in a file, wherever they stand.
fn flip(file: &Path, words: &[u8]) {
    let mut bytes = std::fs::read(file).unwrap();
    let found: Vec<usize> =
        (0..bytes.len() - words.len()).filter(|at| bytes[*at..].starts_with(words)).collect();
    assert!(!found.is_empty(), "the words are in the file");
    found.into_iter().for_each(|at| bytes[at + 3] ^= 0x20);
    put(file, bytes);
}

#[test]
fn a_story_whose_very_name_is_damaged_hides_no_other() {
    let mut n = TestNewsroom::new();
    let good = n.live("Good");
    let bad = n.live("Bad");
    n.sqlite(&format!("PRAGMA foreign_keys = OFF; UPDATE story SET id = 'x' WHERE id = '{bad}'"));
    let mut newsroom = n.reopened();
    let page = newsroom.desk(stet::desk::View::Desk, "", None).unwrap();
    assert_eq!(page.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [good]);
    assert_eq!(page.problems[0].code, "newsroom-damaged", "and the list says that one is missing");
    assert_eq!(newsroom.all_stories().unwrap(), [good]);
    assert!(newsroom.faults().unwrap().iter().any(|f| f.code == "story-damaged"));
    assert!(n.export().has("good/index.html"));
}

#[test]
fn a_file_locked_by_another_program_is_said_within_four_seconds_and_saved_to_after() {
    let mut n = TestNewsroom::new();
    let id = n.story("Before");
    let mut other = Command::new("sqlite3")
        .arg(n.folder().join(FILE))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the package sqlite3 is installed (scripts/packages.txt)");
    let mut typed = other.stdin.take().unwrap();
    typed.write_all(b"BEGIN IMMEDIATE;\nSELECT 'held';\n").unwrap();
    let mut heard = String::new();
    BufReader::new(other.stdout.take().unwrap()).read_line(&mut heard).unwrap();
    assert_eq!(heard, "held\n");

    let edit = n.state(id).edit;
    let headline = |s: &mut Story| {
        s.headline = "After".into();
        Ok(())
    };
    let began = Instant::now();
    let refused = n.newsroom.edit_story(id, edit, minutes_on(1), headline).unwrap_err();
    assert_eq!(refused.code, "newsroom-busy");
    assert!(began.elapsed() < Duration::from_secs(4), "it took {:?}", began.elapsed());
    assert_eq!(n.state(id).story.headline, "Before", "reading goes on");

    typed.write_all(b"ROLLBACK;\n.quit\n").unwrap();
    drop(typed);
    other.wait().unwrap();
    n.newsroom.edit_story(id, edit, minutes_on(2), headline).unwrap();
    assert_eq!(n.reopened().story(id).unwrap().story.headline, "After");
}

/// What this test program does when it is started again on a disk of its own.
#[test]
#[ignore = "started by the tests below, on a disk of its own"]
fn on_a_small_disk() {
    let Some(disk) = std::env::var_os("STET_TEST_DISK") else { return };
    let disk = Path::new(&disk);
    let mut n = Newsroom::create(&disk.join("paper"), crate::room::calder_star(), &[], false).unwrap();
    let id = n.new_story(MORNING).unwrap().0.story.id;
    let text: String = (0..20_000).map(|n| format!("word{n} ")).collect();
    let save = |n: &mut Newsroom, headline: String, text: &str| -> stet::Result<()> {
        let edit = n.story(id)?.edit;
        n.edit_story(id, edit, MORNING, |s| {
            s.headline = headline;
            s.body = vec![Block::Paragraph(words(text))];
            Ok(())
        })?;
        n.keep_revision(id, "", MORNING).map(drop)
    };
    save(&mut n, "Saved".into(), &text).unwrap();
    let ballast = disk.join("ballast");
    let mut filling = std::fs::File::create(&ballast).unwrap();
    while filling.write_all(&[7; 4096]).is_ok() {}
    drop(filling);
    let refused =
        (0..200).find_map(|k| save(&mut n, format!("Saved {k}"), &text).err()).expect("the disk fills up");
    assert_eq!(refused.code, "newsroom-disk-full", "{refused}");
    let standing = n.story(id).unwrap();
    assert!(
        standing.damage.is_none() && standing.story.headline.starts_with("Saved"),
        "what was saved stands"
    );
    assert_eq!(code_of(n.add_picture(&crate::room::jpeg(600, 400, 1), "a.jpg", MORNING)), "disk-full");

    std::fs::remove_file(&ballast).unwrap();
    save(&mut n, "After".into(), "Room again.").unwrap();
    drop(n);
    let mut again = Newsroom::open(&disk.join("paper")).unwrap();
    assert_eq!(again.story(id).unwrap().story.headline, "After");
    assert_eq!(again.faults().unwrap(), []);
    println!("held on a small disk");
}

#[test]
#[ignore = "started by the tests below, on a disk of its own"]
fn on_a_read_only_disk() {
    let (Some(disk), Ok(id)) = (std::env::var_os("STET_TEST_DISK"), std::env::var("STET_TEST_STORY")) else {
        return;
    };
    let id: StoryId = id.parse().unwrap();
    match Newsroom::open(&Path::new(&disk).join("paper")) {
        Err(refused) => assert_eq!(refused.code, "newsroom-read-only", "{refused}"),
        Ok(mut n) => {
            assert_eq!(n.story(id).unwrap().story.headline, "Saved", "it can be read");
            assert_eq!(code_of(n.new_story(MORNING)), "newsroom-read-only");
        }
    }
    println!("held on a read-only disk");
}

/// The disk that the site is on fills up in the middle of its first export; then a story in it is killed.
#[test]
#[ignore = "started by the test below, with a disk of its own for the site"]
fn a_kill_on_a_small_disk() {
    let Some(disk) = std::env::var_os("STET_TEST_DISK") else { return };
    let out = Path::new(&disk).join("site");
    let mut n = TestNewsroom::new();
    let secret = n.live("Quite secret");
    for number in 0..120 {
        n.live(&format!("Another story, number {number}"));
    }
    let refused = stet::publish::export(&mut n.newsroom, &out, minutes_on(5)).unwrap_err();
    assert_eq!(refused.code, "disk-full", "{refused}");
    // As if it had got as far as that page; then there is no room for a single byte more.
    for number in 0..40 {
        let _ = std::fs::remove_dir_all(out.join(format!("another-story-number-{number}")));
    }
    let page = out.join("quite-secret/index.html");
    put(&page, "Quite secret");
    let mut filling = std::fs::File::create(Path::new(&disk).join("ballast")).unwrap();
    while filling.write_all(&[7; 4096]).is_ok() {}
    n.newsroom.make_move(secret, Move::Kill(Some("Wrong man".into())), minutes_on(6)).unwrap();
    stet::publish::write_away(&mut n.newsroom, minutes_on(6)).unwrap();
    let places = stet::publish::removals(&mut n.newsroom, secret).unwrap();
    assert_eq!(places.len(), 1, "the folder of an export that broke off is known: {places:?}");
    assert!(!page.exists(), "the page is gone though nothing can be written");
    println!("killed on a small disk");
}

#[test]
fn a_story_is_killed_in_the_folder_of_an_export_that_broke_off_on_a_full_disk() {
    let disk = tempfile::tempdir().unwrap();
    let script = format!(
        "mount -t tmpfs -o size=600k none \"$STET_TEST_DISK\"\n{}",
        again_as("disk::a_kill_on_a_small_disk")
    );
    let vars = [("STET_TEST_DISK", disk.path().display().to_string())];
    if let Some(done) = with_mounts(&script, &vars) {
        assert_held(&done, "killed on a small disk");
    }
}

/// Runs a shell script in a mount namespace of its own; none where the system allows none.
fn with_mounts(script: &str, vars: &[(&str, String)]) -> Option<std::process::Output> {
    let allowed = Command::new("unshare").args(["-rm", "sh", "-c", "mount -t tmpfs none /mnt"]).output();
    if !allowed.is_ok_and(|o| o.status.success()) {
        println!("this system lets no test mount a disk: not looked at");
        return None;
    }
    let mut run = Command::new("unshare");
    run.args(["-rm", "sh", "-ec", script]).envs(vars.iter().map(|(k, v)| (k, v)));
    Some(run.output().unwrap())
}

fn assert_held(done: &std::process::Output, words: &str) {
    let out = crate::room::said(done) + &crate::room::complained(done);
    assert!(done.status.success() && out.contains(words), "{out}");
}

#[test]
fn a_full_disk_is_said_loses_nothing_and_is_saved_to_again_when_there_is_room() {
    let disk = tempfile::tempdir().unwrap();
    let script =
        format!("mount -t tmpfs -o size=3m none \"$STET_TEST_DISK\"\n{}", again_as("disk::on_a_small_disk"));
    let vars = [("STET_TEST_DISK", disk.path().display().to_string())];
    if let Some(done) = with_mounts(&script, &vars) {
        assert_held(&done, "held on a small disk");
    }
}

#[test]
fn a_read_only_folder_is_said() {
    let mut n = TestNewsroom::new();
    let id = n.story("Saved");
    drop(std::mem::replace(&mut n.newsroom, TestNewsroom::new().reopened()));
    let disk = n.beside("").display().to_string();
    let script = format!(
        "mount --bind \"$STET_TEST_DISK\" \"$STET_TEST_DISK\"\nmount -o remount,bind,ro \"$STET_TEST_DISK\"\n{}",
        again_as("disk::on_a_read_only_disk")
    );
    let vars =
        [("STET_TEST_DISK", disk.trim_end_matches('/').to_owned()), ("STET_TEST_STORY", id.to_string())];
    if let Some(done) = with_mounts(&script, &vars) {
        assert_held(&done, "held on a read-only disk");
    }
}
