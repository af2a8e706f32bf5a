//! What a reporter puts between paragraphs, and the signs that are typed: by real keys.

use serde_json::json;

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet, wait_until};

const FILM: &str = "https://www.youtube.com/watch?v=abc123&si=tracker";

#[test]
fn a_note_key_points_a_fact_box_and_a_card_are_written_by_keys_and_the_note_reaches_no_reader() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).size(1280, 1000).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys("Sea wall falls at Castle Square\n");
    app.wait(".body-text").click();
    app.keys("The wall fell at noon.");
    app.press("ctrl+shift+n");
    app.wait(".lines-note");
    app.keys("Ring the engineer before this goes\nLegal has seen the quote");
    app.press("ctrl+shift+n");
    insert(&app, "key points");
    app.keys("The wall fell at noon on Monday\nNobody was hurt\nThe square stays closed until Friday\n\n");
    insert(&app, "fact box");
    app.keys("The wall\nIt was built in 1931 by 200 men.\n- 400 metres long\n9 metres high\n\n\n");
    app.paste(".body-text", "", FILM);
    app.wait(".card-embed");
    app.press("ctrl+z");
    app.wait_text(".body-text", "si=tracker");
    app.press("ctrl+y");
    app.wait(".card-embed");
    app.keys("Work to mend it begins in spring.");
    app.wait_saved();
    let stored = "The wall fell at noon.\n\n\
        ```note\ntext: Ring the engineer before this goes\ntext: Legal has seen the quote\n```\n\n\
        ```keypoints\npoint: The wall fell at noon on Monday\npoint: Nobody was hurt\npoint: The square stays closed until Friday\n```\n\n\
        ```factbox\ntitle: The wall\ntext: It was built in 1931 by 200 men.\npoint: 400 metres long\npoint: 9 metres high\n```\n\n\
        ```embed\nurl: https://www.youtube.com/watch?v=abc123\n```\n\n\
        Work to mend it begins in spring.";
    assert_eq!(body(&home), stored);
    app.screenshot(&picture("blocks-light.png"));
    app.close();

    let app = Launch::new(&home).newsroom(&folder).size(1280, 1000).dark().start();
    app.wait(".row").click();
    app.wait(".lines-note");
    app.screenshot(&picture("blocks-dark.png"));
    app.close();
}

#[test]
fn signs_in_the_headline_become_those_of_the_language_and_one_undo_or_backspace_gives_back_what_was_typed() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys("\"It's over\" -- mayor");
    says(&app, "“It’s over” – mayor");
    for key in ["ctrl+z", "backspace"] {
        app.press("ctrl+a");
        app.press("delete");
        says(&app, "");
        app.keys("Mayor: \"");
        says(&app, "Mayor: “");
        app.press(key);
        says(&app, "Mayor: \"");
        app.keys("no");
        says(&app, "Mayor: \"no");
    }
    app.press("ctrl+z");
    wait_until("the undo of the field goes on", || headline(&app) != "Mayor: \"no");
    app.press("ctrl+shift+z");
    says(&app, "Mayor: \"no");
    app.keys(" \"Over\"");
    app.wait_saved();
    let folder = folder.to_str().expect("a path in Unicode");
    assert!(stet(&["list", "--newsroom", folder, "--json"]).contains("“Over”"), "it is saved as it is seen");
}

fn headline(app: &App) -> String {
    let value = app.js("return document.querySelector('#headline').value", json!([]));
    value.as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn says(app: &App, words: &str) {
    wait_until(&format!("the headline says {words}"), || headline(app) == words);
}

/// Takes an entry of the menu on an empty line.
fn insert(app: &App, name: &str) {
    app.keys("/");
    app.wait(".menu input:focus");
    app.keys(&format!("{name}\n"));
}

fn body(home: &Home) -> String {
    let folder = home.file("Calder Star");
    let folder = folder.to_str().expect("a path in Unicode");
    let all = stet(&["list", "--newsroom", folder, "--json"]);
    let all: serde_json::Value = serde_json::from_str(&all).expect("JSON");
    let id =
        all.pointer("/0/id").or(all.pointer("/stories/0/id")).and_then(|id| id.as_str()).expect("the story");
    let shown = stet(&["show", "--newsroom", folder, id]);
    shown.split_once("\n---\n").expect("front matter first").1.trim().to_owned()
}
