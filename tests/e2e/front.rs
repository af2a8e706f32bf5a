//! An editor arranges the front page and looks at it, and at a story, before anything is written.

use serde_json::json;

use crate::driver::{App, Home, Launch, picture, stet, wait_until};

fn headline(app: &App, story: &str) -> String {
    let found = app.invoke("find_stories", json!({ "find": story })).expect("stories");
    found[0]["headline"].as_str().expect("a headline").to_owned()
}

#[test]
fn the_front_is_arranged_looked_at_and_kept() {
    let home = Home::new();
    let folder = home.file("demo");
    stet(&["demo", folder.to_str().expect("a path in Unicode")]);
    let app = Launch::new(&home).newsroom(&folder).size(1440, 900).start();
    app.wait(".window");
    app.named("Newsroom menu").click();
    app.named("Front page…").click();
    app.wait_text("dialog[open]", "the newest stories stand here by themselves");
    app.wait_frame_text("dialog[open] iframe", "Calder Star");
    app.screenshot(&picture("front-by-itself.png"));

    // A story is found, set, and leads in the picture beside it at once.
    app.wait("dialog[open] input[role=combobox]").type_text("ferry");
    app.wait("dialog[open] [role=option]");
    app.press("enter");
    app.wait("dialog[open] ol li");
    let set = app.wait("dialog[open] ol .hed").text();
    let shown = app.wait_frame_text("dialog[open] iframe", &set);
    let lead = shown.find(&set).expect("it is there");
    assert!(lead < shown.len() / 3, "it leads: {shown}");
    app.wait("dialog[open] .until input").type_text("2020-01-01 10:00");
    app.wait_text("dialog[open] ol", "That time has passed.");
    app.wait("dialog[open] .until input").click();
    app.press("ctrl+a");
    app.press("delete");
    // An hour that cannot be read is not saved, and Escape does not lose the arrangement.
    app.wait("dialog[open] .until input").type_text("2026-02-30 09:00");
    app.named_in("dialog[open] footer", "Save").click();
    app.wait_text("dialog[open] .notice", "2026-02-30 09:00");
    app.press("ctrl+a");
    app.press("delete");
    app.press("escape");
    app.wait_text("dialog[open]", "The arrangement is not saved.");
    app.screenshot(&picture("front-not-saved.png"));
    app.named_in("dialog[open] .notice", "Go on").click();
    app.named_in("dialog[open]", "Phone").click();
    app.screenshot(&picture("front-phone.png"));
    app.named_in("dialog[open]", "Desktop").click();
    app.screenshot(&picture("front-arranged.png"));
    app.named_in("dialog[open] footer", "Save").click();
    app.wait_gone("dialog[open]");
    let kept = app.invoke("front_page", json!({})).expect("the front");
    let story = kept["slots"][0]["story"].as_str().expect("a story").to_owned();
    assert_eq!(headline(&app, &story), set);

    // The open story as a page, before anybody else has it.
    app.press("ctrl+n");
    app.wait(".headline textarea:focus");
    app.keys("बंदरगाह की दीवार एक साल से कमज़ोर थी");
    app.wait_saved();
    app.named("Newsroom menu").click();
    app.named("Preview of this story…").click();
    app.wait_frame_text("dialog[open] iframe", "बंदरगाह की दीवार एक साल से कमज़ोर थी");
    app.screenshot(&picture("preview-of-a-draft.png"));
    app.named_in("dialog[open]", "Close").click();
    app.wait_gone("dialog[open]");
}

#[test]
fn keys_typed_while_a_story_is_made_are_its_headline() {
    let home = Home::new();
    let folder = home.file("demo");
    stet(&["demo", folder.to_str().expect("a path in Unicode")]);
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait(".headline textarea:focus");
    let before = "The story before";
    app.keys(before);
    app.wait_saved();
    // The menu's act and the keys after it without a pause, as fast fingers have it.
    app.js(
        "document.querySelector('.window').dispatchEvent(new KeyboardEvent('keydown', { key: 'n', code: 'KeyN', ctrlKey: true, bubbles: true, cancelable: true }));
         document.execCommand('insertText', false, 'Typed at once');",
        json!([]),
    );
    wait_until("the new story has what was typed", || {
        // One question: the field of the story before goes in between two.
        let script = "return document.querySelector('.headline textarea')?.value ?? '';";
        app.js(script, json!([])) == "Typed at once"
    });
    app.wait_saved();
    let found = app.invoke("find_stories", json!({ "find": before })).expect("stories");
    assert!(found.as_array().is_some_and(|all| !all.is_empty()), "the story before is as it was: {before}");
}
