//! A reporter and a desk without a server: a story goes out as a locked file, both work on it, it
//! comes back, and one question is answered.

use std::path::Path;

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet};
use serde_json::json;

const COPY: &str = "---\nheadline: Fire at Hadley\n---\n12 people died in the fire at Hadley. The council denied the \
    claim.\n\nThe mayor will speak on Tuesday.\n";

/// Says in the window's own newsroom who works there.
fn called(app: &App, author: &str) {
    let mut settings = app.invoke("newsroom", json!({})).expect("it answers")["settings"].take();
    settings["author"] = json!(author);
    app.invoke("save_settings", json!({ "settings": settings })).expect("it is saved");
}

fn send(app: &App, file: &Path, passphrase: &str) {
    let mut story = app.invoke("desk_list", json!({ "ask": {}, "after": null })).expect("a list");
    let story = story["rows"][0]["id"].take();
    let path = file.to_str().expect("a path in Unicode");
    let ask = json!({ "story": story, "path": path, "passphrase": passphrase, "pictures": "clean" });
    let sent = app.invoke("send_story", ask).expect("the file is written");
    assert_eq!(sent["locked"], json!(!passphrase.is_empty()));
}

fn hand_over(app: &App, file: &Path) {
    let bytes = std::fs::read(file).expect("the file that was sent");
    app.drop_file("main", "fire-at-hadley.stet", "application/octet-stream", &bytes);
}

/// Types over the number at the beginning of the body, and a sentence at its end.
fn work(app: &App, number: &str, sentence: &str) {
    app.wait(".body-text").click();
    app.press("ctrl+home");
    app.press("ctrl+shift+right");
    app.keys(number);
    app.wait_text(".body-text", &format!("{number} people"));
    app.press("ctrl+end");
    app.keys(sentence);
    app.wait_text(".body-text", sentence.trim());
    app.wait_saved();
}

#[test]
fn a_story_goes_to_the_desk_as_a_file_and_comes_back_merged() {
    let (ann_home, bo_home) = (Home::new(), Home::new());
    let (ann_room, bo_room) = (ann_home.file("Ann"), bo_home.file("Bo"));
    new_newsroom(&ann_room);
    new_newsroom(&bo_room);
    let copy = ann_home.file("fire.md");
    stet::newsroom::write_whole(&copy, COPY.as_bytes()).expect("a file of copy");
    let text = |path: &Path| path.to_string_lossy().into_owned();
    stet(&["import", &text(&copy), "--newsroom", &text(&ann_room)]);
    let (out, back) = (ann_home.file("out.stet"), ann_home.file("back.stet"));

    // Ann sends it, locked.
    let ann = Launch::new(&ann_home).newsroom(&ann_room).start();
    ann.wait("nav [role=option]").click();
    called(&ann, "Ann Rao");
    ann.wait_text(".body-text", "12 people died");
    ann.named("Newsroom menu").click();
    ann.named("Send to…").click();
    ann.wait("dialog input[type=password]").click();
    ann.keys("correct horse");
    ann.named("The same again").click();
    ann.keys("correct");
    ann.wait_text("dialog", "The two are not the same yet.");
    ann.screenshot(&picture("handoff-send.png"));
    ann.press("escape");
    ann.wait_gone("dialog[open]");
    send(&ann, &out, "correct horse");

    // Bo opens it with its passphrase, works on it, and sends it back.
    let bo = Launch::new(&bo_home).newsroom(&bo_room).dark().start();
    bo.wait(".window");
    called(&bo, "Bo Lind");
    hand_over(&bo, &out);
    bo.wait("dialog input[type=password]").click();
    bo.keys("wrong\n");
    bo.wait_text("dialog", "That is not the passphrase");
    bo.wait("dialog input[type=password]").click();
    bo.press("ctrl+a");
    bo.keys("correct horse\n");
    bo.wait_text(".says", "came in from Ann Rao");
    bo.wait_text(".body-text", "12 people died");
    bo.screenshot(&picture("handoff-came-in.png"));
    work(&bo, "15", " She will not take questions.");
    send(&bo, &back, "");

    // Ann has gone on meanwhile. Her text stays while the merge waits.
    work(&ann, "13", " The inquiry opens in March.");
    hand_over(&ann, &back);
    ann.wait_text("dialog", "Merge what Bo Lind sent");
    ann.wait_text("dialog", "0 of 2 answered");
    ann.screenshot(&picture("handoff-merge.png"));
    ann.named("Later").click();
    ann.wait_text(".says", "What Bo Lind sent waits to be merged with this story.");
    ann.wait_text(".body-text", "13 people died");
    ann.screenshot(&picture("handoff-waits.png"));

    // The first question by key, the second likewise: both new sentences stand.
    ann.named_in(".says", "Merge…").click();
    ann.wait("dialog .question:focus");
    ann.press("right");
    ann.wait_text("dialog", "1 of 2 answered");
    ann.keys("b");
    ann.wait_text("dialog", "2 of 2 answered");
    ann.screenshot(&picture("handoff-answered.png"));
    ann.wait("dialog button.go:focus");
    ann.press("enter");
    ann.wait_text(".says", "The two are one story now.");
    ann.wait_text(".body-text", "15 people died in the fire at Hadley. The council denied the claim.");
    ann.wait_text(".body-text", "The inquiry opens in March.");
    ann.wait_text(".body-text", "She will not take questions.");
    ann.press("ctrl+5");
    ann.wait_text("aside", "Merged");
    ann.screenshot(&picture("handoff-merged.png"));

    // The same file once more changes nothing; and Bo gets the whole without a question.
    hand_over(&ann, &back);
    ann.wait_text(".says", "were here already");
    send(&ann, &out, "");
    hand_over(&bo, &out);
    bo.wait_text("dialog", "nothing to decide");
    bo.screenshot(&picture("handoff-merge-dark.png"));
    bo.named("Merge").click();
    bo.wait_text(".body-text", "The inquiry opens in March.");
    bo.wait_text(".body-text", "15 people died");
}
