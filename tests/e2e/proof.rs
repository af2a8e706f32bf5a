//! Marks in the real window: spelling, house style and what is to fill in, by keyboard alone.

use crate::driver::{Home, Launch, new_newsroom, picture, stet, wait_until};
use serde_json::json;

#[test]
fn marks_are_gone_through_put_right_let_stand_and_undone_by_keyboard_alone() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys("Council moves in order to recieve the TK ferry before it is too late for the winter\n");
    app.wait(".stand [contenteditable=true]:focus");
    app.keys("The boat, TK, sails on Monday and the quay is reopend\n");
    app.wait(".body-text:focus");
    app.keys("The council will utilise the quay whilst it is dry, said the harbour master.\nHe said “we will utilise it”, and paid XX for the boat. It was quikly done.\nCalder waits.");

    app.wait(".body-text .mark-style");
    app.wait(".body-text .mark-spelling");
    app.wait(".body-text .mark-fill-in");
    app.wait(".stand .mark-spelling");
    app.wait(".headline .mark-spelling");
    assert_eq!(app.count(".body-text .mark-style"), 2, "the quote is left alone");
    app.wait_text(".status", "3 to fill in");
    app.press("ctrl+4");
    app.wait_text("[role=tabpanel]", "quikly");
    app.screenshot(&picture("proof-marks.png"));

    // The next TK, from the headline on, wraps round.
    app.wait("#headline").click();
    app.press("ctrl+home");
    app.press("ctrl+alt+t");
    let selected = |app: &crate::driver::App| {
        app.js("const b = document.activeElement; return b.value !== undefined ? b.value.slice(b.selectionStart, b.selectionEnd) : String(getSelection())", json!([]))
    };
    wait_until("the TK of the headline is selected", || selected(&app) == "TK");
    app.press("ctrl+alt+t");
    app.wait(".stand [contenteditable=true]:focus");
    app.wait_text("[aria-live=polite]", "");
    wait_until("it is said aloud", || {
        app.js("return [...document.querySelectorAll('[aria-live]')].some(e => e.textContent === 'TK in the standfirst, 2 of 3')", json!([])) == true
    });
    app.press("ctrl+alt+t");
    wait_until("the XX of the body is selected", || selected(&app) == "XX");
    app.press("ctrl+alt+t");
    app.wait("#headline:focus");

    // F7 opens the mark, Enter takes the suggestion, one undo takes it back.
    app.wait(".body-text p").click();
    app.press("ctrl+home");
    app.press("f7");
    app.wait("[role=dialog].box button.take:focus");
    app.screenshot(&picture("proof-box.png"));
    app.press("enter");
    app.wait_gone("[role=dialog].box");
    app.wait_text(".body-text", "will use the quay");
    app.press("ctrl+z");
    app.wait_text(".body-text", "will utilise the quay");
    wait_until("its mark is back", || app.count(".body-text .mark-style") == 2);

    // Right this time keeps the words, and the mark goes.
    app.press("ctrl+home");
    app.press("f7");
    app.wait("[role=dialog].box button.take:focus");
    app.press("f7");
    wait_until("the next mark is open", || {
        app.find("[role=dialog].box").is_some_and(|b| b.text().contains("while"))
    });
    app.named_in(".box", "Right this time").click();
    wait_until("whilst stands", || app.count(".body-text .mark-style") <= 1);
    app.wait_text(".body-text", "whilst it is dry");

    app.wait("#headline").click();
    app.press("ctrl+home");
    app.press("f7");
    app.wait("[role=dialog].box button.take:focus");
    app.press("enter");
    wait_until("the headline is put right", || {
        app.wait("#headline")
            .property("value")
            .as_str()
            .is_some_and(|v| v.starts_with("Council moves to recieve"))
    });
    app.screenshot(&picture("proof-after.png"));
    app.wait_saved();
    app.close();
}

/// Opens the story of that slug from the desk list.
fn open(app: &crate::driver::App, slug: &str) {
    let script = "[...document.querySelectorAll('nav [role=option], nav button, nav a')].find((e) => e.textContent.includes(arguments[0]))?.click()";
    app.js(script, json!([slug]));
}

#[test]
fn the_rules_are_edited_and_tried_in_the_window_and_hindi_says_what_is_missing() {
    let home = Home::new();
    let folder = home.file("Demo");
    stet(&["demo", folder.to_str().expect("a path")]);
    let app = Launch::new(&home).newsroom(&folder).dark().start();
    app.wait_text("nav", "harbour wall");
    open(&app, "harbour wall");
    app.wait(".body-text");
    app.press("ctrl+4");
    app.wait("[role=tabpanel] .foot");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    app.screenshot(&picture("proof-demo-dark.png"));
    app.named_in("[aria-label='About this story']", "House style…").click();
    app.wait("dialog li");
    app.screenshot(&picture("proof-house-style-dark.png"));
    app.named_in("dialog", "New rule").click();
    app.named_in("dialog", "Name").click();
    app.keys("boatman");
    app.named_in("dialog", "Words to find").click();
    app.keys("boatmans");
    app.named_in("dialog", "Write instead").click();
    app.keys("boatmen");
    app.named_in("dialog", "Example, wrong").click();
    app.keys("Two boatmans came.");
    app.named_in("dialog", "Try it").click();
    app.keys("The boatmans sang.");
    app.wait("dialog .tried .mark-on");
    app.screenshot(&picture("proof-rule-dark.png"));
    app.named_in("dialog", "Save rule").click();
    app.wait("dialog input[type=search]");
    let file = std::fs::read_to_string(folder.join("style.txt")).expect("the style file");
    assert!(
        file.ends_with("\nrule: boatman\nfind: boatmans\nuse: boatmen\nwrong: Two boatmans came.\n"),
        "{}",
        &file[file.len() - 200..]
    );
    assert!(file.starts_with("# House style"), "the remarks stay");
    app.press("escape");

    open(&app, "nadi yatra");
    app.wait_text("[aria-label='About this story']", "No dictionary for Hindi here");
    app.screenshot(&picture("proof-hindi-dark.png"));
    app.close();
}
