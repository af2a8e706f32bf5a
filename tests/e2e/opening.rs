//! The window opens, is itself, talks with the core, and is the only one on its newsroom.

use serde_json::json;

use crate::driver::{Home, Launch, new_newsroom};

#[test]
fn the_window_opens_with_its_name_and_hears_the_core() {
    let home = Home::new();
    let app = Launch::new(&home).start();
    app.wait("body");
    assert_eq!(app.js("return document.title", json!([])), "Stet");
    let answer = app.invoke("opening", json!({})).expect("the core answers");
    assert_eq!(answer["kind"], "open", "on a first run there is a newsroom to work in: {answer}");
}

#[test]
fn a_second_stet_on_the_same_newsroom_brings_the_first_to_the_front_and_ends() {
    let (home, folder) = two_folders();
    let first = Launch::new(&home).newsroom(&folder).start();
    let (well, said) = Launch::new(&home).newsroom(&folder).start_beside(&first);
    assert!(well, "being the second is no failure");
    assert!(said.contains("already open"), "it says what happened: {said:?}");
    assert_eq!(first.js("return document.title", json!([])), "Stet", "the first goes on");
}

#[test]
fn after_a_kill_the_newsroom_opens_again_at_once() {
    let (home, folder) = two_folders();
    Launch::new(&home).newsroom(&folder).start().kill();
    let again = Launch::new(&home).newsroom(&folder).start();
    let answer = again.invoke("opening", json!({})).expect("the core answers");
    assert_eq!(answer["kind"], "open", "the lock of the killed one is gone with it: {answer}");
}

#[test]
fn on_a_small_screen_the_window_is_as_large_as_the_screen() {
    let home = Home::new();
    let app = Launch::new(&home).size(1024, 700).start();
    app.wait("body");
    crate::driver::wait_until("the window fits", || {
        app.js("return [innerWidth, innerHeight]", json!([])) == json!([1024, 700])
    });
}

fn two_folders() -> (Home, std::path::PathBuf) {
    let home = Home::new();
    let newsroom = home.file("Calder Star");
    new_newsroom(&newsroom);
    (home, newsroom)
}
