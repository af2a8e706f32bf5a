//! The window opens, is itself, and talks with the core.

use serde_json::json;

use crate::driver::{Home, Launch};

#[test]
fn the_window_opens_with_its_name_and_hears_the_core() {
    let home = Home::new();
    let app = Launch::new(&home).start();
    app.wait("body");
    assert_eq!(app.js("return document.title", json!([])), "Stet");
    let answer = app.invoke("opening", json!({})).expect("the core answers");
    assert_eq!(answer["kind"], "open", "on a first run there is a newsroom to work in: {answer}");
}
