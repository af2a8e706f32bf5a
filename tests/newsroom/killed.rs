//! The process is killed while it saves, again and again: what it said was saved is there.

use crate::room::{MORNING, TestNewsroom, words};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;
use stet::body::{self, Block};
use stet::newsroom::Newsroom;
use stet::story::StoryId;

const ROUNDS: usize = 25;

/// The line of a shell script that starts this test program again as one ignored test.
pub fn again_as(test: &str) -> String {
    let program = std::env::current_exe().unwrap();
    format!("exec '{}' --exact --ignored --nocapture {test}\n", program.display())
}

/// Saves a story over and over and says each time what was saved, until it is killed.
#[test]
#[ignore = "started by the test below, which kills it"]
fn saves_until_it_is_killed() {
    let (Some(folder), Ok(id)) = (std::env::var_os("STET_TEST_FOLDER"), std::env::var("STET_TEST_STORY"))
    else {
        return;
    };
    let id: StoryId = id.parse().unwrap();
    let mut n = Newsroom::open(folder.as_ref()).unwrap();
    let mut out = std::io::stdout();
    for count in n.story(id).unwrap().edit + 1.. {
        let now = stet::story::UtcMillis(MORNING.0 + count * 60_000); // a revision every fifth save
        n.edit_story(id, count - 1, now, |s| {
            s.headline = format!("Save {count}");
            s.tags = vec![format!("tag {count}"), "wall".into()];
            s.body = (0..40)
                .map(|p| Block::Paragraph(words(&format!("Paragraph {p} of save {count}, in Calder."))))
                .collect();
            Ok(())
        })
        .unwrap();
        writeln!(out, "saved {count}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn whatever_was_saved_is_there_after_twenty_five_kills() {
    let mut n = TestNewsroom::new();
    let id = n.story("First");
    let mut saves = 0;
    for round in 0..ROUNDS {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "--nocapture", "killed::saves_until_it_is_killed"])
            .env("STET_TEST_FOLDER", n.folder())
            .env("STET_TEST_STORY", id.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let number = |line: &str| line.rsplit_once("saved ")?.1.parse::<i64>().ok();
        let mut last = lines.find_map(|line| number(&line.unwrap())).expect("it saves");
        std::thread::sleep(Duration::from_micros(RandomState::new().build_hasher().finish() % 60_000));
        writer.kill().unwrap();
        writer.wait().unwrap();
        last = lines.map_while(Result::ok).filter_map(|line| number(&line)).last().unwrap_or(last);
        saves += 1;

        let mut found = n.reopened();
        let state = found.story(id).unwrap();
        let count = state.edit;
        assert!(
            count == last || count == last + 1,
            "round {round}: it said {last} was saved, {count} is there"
        );
        assert_eq!(state.story.headline, format!("Save {count}"), "round {round}");
        assert_eq!(state.story.tags, [format!("tag {count}"), "wall".to_owned()], "round {round}");
        let text = body::plain_text(&state.story.body);
        assert_eq!(
            text.matches(&format!("of save {count},")).count(),
            40,
            "round {round}: the body is of one save"
        );
        assert_eq!(found.faults().unwrap(), [], "round {round}: the newsroom is whole");
    }
    println!(
        "{saves} kills while saving, {} saves in all, nothing lost",
        n.reopened().story(id).unwrap().edit
    );
}
