//! Versions: named, compared by word, restored, and back again with one key.

use serde_json::json;

use crate::driver::{App, Home, Launch, new_newsroom, picture};

#[test]
fn a_named_version_is_compared_by_word_restored_and_undone_with_one_key() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys("Ferry returns\n\nThe boat left at six.");

    app.press("ctrl+s");
    app.wait("dialog[open] input:focus");
    app.keys("As filed\n");
    app.wait_gone("dialog[open]");
    app.wait(".body-text").click();
    app.press("ctrl+end");
    for _ in 0.."six.".len() {
        app.press("backspace");
    }
    app.keys("seven sharp.");
    app.wait_saved();

    app.press("ctrl+4");
    app.wait_text("aside li .why", "As filed");
    app.named_in("aside li", "Compare with now").click();
    app.wait("dialog[open] ins");
    assert_eq!(texts(&app, "dialog[open] section del"), ["six"], "the word that went is struck out");
    assert_eq!(texts(&app, "dialog[open] section ins"), ["seven sharp"], "what came is underlined");
    app.screenshot(&picture("history-compare.png"));
    app.press("escape");
    app.wait_gone("dialog[open]");

    app.named_in("aside li", "Restore…").click();
    app.named("Restore").click();
    app.wait_text(".body-text", "The boat left at six.");
    app.wait_text(".says", "Restored.");
    app.press("ctrl+shift+z");
    app.wait_text(".body-text", "The boat left at seven sharp.");
    app.wait_saved();
    app.wait_text("aside ol", "Before");
    app.screenshot(&picture("history-undone.png"));
}

fn texts(app: &App, css: &str) -> Vec<String> {
    // Without what is said to screen readers only.
    let script = "return [...document.querySelectorAll(arguments[0])].map((e) =>
        [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('').trim())";
    let said = app.js(script, json!([css]));
    serde_json::from_value(said).expect("texts")
}
