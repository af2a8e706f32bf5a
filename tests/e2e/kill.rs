//! The program is killed while somebody types: what is lost, and is the newsroom whole?
//!
//! `STET_KILL_ROUNDS=500` for a soak; `STET_KILL_SEED=n` goes the same way again.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use stet::newsroom::Newsroom;

use crate::driver::{Home, Launch, alive, kill_at_once, new_newsroom, wait_until};

/// What the window promises: no more of the typing than this is ever at risk.
const AT_RISK: Duration = Duration::from_secs(1);

/// One key that went out, and when; spaces and line breaks are not counted.
struct Key {
    letter: char,
    at: Instant,
}

#[test]
fn a_kill_while_typing_loses_a_second_at_most_and_the_newsroom_is_whole() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let rounds = number("STET_KILL_ROUNDS").unwrap_or(25);
    let seed = number("STET_KILL_SEED").unwrap_or_else(|| std::process::id().into());
    println!("kill: {rounds} rounds, STET_KILL_SEED={seed}");
    let mut dice = Dice(seed.wrapping_mul(2).wrapping_add(1));
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let began = Instant::now();
    let mut ages: Vec<Duration> = Vec::new();
    for round in 1..=rounds {
        let age = killed_once(&home, &folder, round, &mut dice);
        assert!(
            age <= AT_RISK,
            "round {round} with STET_KILL_SEED={seed} lost typing that was {} ms old",
            age.as_millis()
        );
        ages.push(age);
    }
    ages.sort();
    println!(
        "kill: {rounds} rounds in {} s, most lost {} ms, median {} ms, losses over a second 0, newsroom whole every time",
        began.elapsed().as_secs(),
        ages.last().map_or(0, Duration::as_millis),
        ages.get(ages.len() / 2).map_or(0, Duration::as_millis),
    );
}

/// Types a story until the program is killed: the age of the oldest key that is not on disk.
fn killed_once(home: &Home, folder: &Path, round: u64, dice: &mut Dice) -> Duration {
    let app = Launch::new(home).newsroom(folder).start();
    app.wait(".window");
    app.press("ctrl+n");
    wait_until("the headline has the focus", || {
        app.js("return document.activeElement.id", json!([])) == "headline"
    });
    let webkit = app.children();
    assert!(webkit.len() >= 2, "WebKit's processes are children of the program: {webkit:?}");

    let pid = app.pid();
    let wait = Duration::from_millis(dice.between(150, 2400));
    let in_headline = dice.between(2, 9);
    let killer = std::thread::spawn(move || {
        std::thread::sleep(wait);
        kill_at_once(pid);
        Instant::now()
    });
    let (mut headline, mut body) = (Vec::new(), Vec::new());
    'typing: for word in 1.. {
        let to_body = word == in_headline;
        let end = if to_body {
            "\n\n"
        } else if word % 9 == 0 {
            "\n"
        } else {
            " "
        };
        let typed = if word <= in_headline { &mut headline } else { &mut body };
        for letter in format!("r{round}w{word}{end}").chars() {
            let at = Instant::now();
            let went = app.try_keys(&letter.to_string());
            if !letter.is_whitespace() {
                typed.push(Key { letter, at });
            }
            if went.is_err() {
                break 'typing;
            }
            // A fast typist: twelve to twenty keys a second.
            std::thread::sleep(Duration::from_millis(dice.between(50, 80)));
        }
    }
    let killed = killer.join().expect("the kill went well");
    app.wait_ended();
    for (pid, name) in webkit {
        wait_until(&format!("{name} has ended with the program"), || !alive(pid));
    }
    drop(app);

    let mut newsroom = Newsroom::open(folder).expect("the newsroom opens after a kill");
    let faults = newsroom.faults().expect("it can be looked over");
    assert!(faults.is_empty(), "round {round}: {faults:?}");
    let newest = newsroom.all_stories().expect("its stories").pop().expect("the story that was begun");
    let story = newsroom.story(newest).expect("it can be read").story;
    let lost = [oldest_lost(&headline, &story.headline), oldest_lost(&body, &stet::body::write(&story.body))];
    lost.into_iter().flatten().map(|at| killed.duration_since(at)).max().unwrap_or_default()
}

/// When the first key was pressed that is not in what was kept; what was kept must be what was typed.
fn oldest_lost(typed: &[Key], kept: &str) -> Option<Instant> {
    let kept: Vec<char> = kept.chars().filter(|c| !c.is_whitespace()).collect();
    let same = typed.iter().zip(&kept).take_while(|(key, letter)| key.letter == **letter).count();
    assert_eq!(same, kept.len(), "what is on disk is the beginning of what was typed: {kept:?}");
    typed.get(same).map(|key| key.at)
}

/// Random enough, and the same again from the same seed.
struct Dice(u64);

impl Dice {
    fn between(&mut self, least: u64, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        least + self.0 % (most - least + 1)
    }
}
