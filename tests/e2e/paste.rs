//! What comes from other programs, and from other keyboards, is stored as it should be.

use serde_json::json;

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet, wait_until};

/// As Word 16 puts it on the clipboard: lists as paragraphs, tracked changes, comments, a table.
const WORD: &str = include_str!("../../ui/src/body/paste/fixtures/word.html");

const AS_STORED: &str = "## Wall report

The wall **would** surely fail soon.

- East wall

  - cracks

- West wall

1. Close it

   1. at night

2. Mend it

Between

1. No marker, numbered

## The survey

> Nobody rang us

See [the report](https://example.org/report) by *Elena* Petrova

| Ward | Votes |
| --- | --- |
| East | 12 |";

#[test]
fn a_page_pasted_from_word_is_stored_as_clean_markdown_and_can_be_taken_back() {
    let home = Home::new();
    let app = begin(&home, "Wall report");
    copy(&app, WORD);
    app.wait(".body-text").click();
    app.press("ctrl+v");
    app.wait_text(".body-text", "Elena");
    app.wait_text(".says", "A picture of the page was not pasted.");
    app.wait_saved();
    app.screenshot(&picture("paste-word.png"));
    assert_eq!(body(&home), AS_STORED);

    app.press("ctrl+z");
    wait_until("the paste is taken back", || app.count(".body-text table, .body-text ul") == 0);
    app.wait_saved();
    assert_eq!(body(&home), "", "nothing of it is left on disk");
}

#[test]
fn hindi_and_urdu_typed_by_keys_are_stored_letter_by_letter() {
    const HINDI: &str = "नदी को बचाने निकले गाँव, सौ किलोमीटर की पदयात्रा।";
    const URDU: &str = "موسم کی پہلی بارش نے گلیوں کو جگا دیا۔";
    let home = Home::new();
    let app = begin(&home, "नदी");
    app.wait(".body-text").click();
    app.keys(&format!("{HINDI}\n{URDU}"));
    app.wait_saved();
    app.screenshot(&picture("paste-scripts.png"));
    assert_eq!(body(&home), format!("{HINDI}\n\n{URDU}"));
    let sides =
        "return [...document.querySelectorAll('.body-text p')].map((p) => getComputedStyle(p).direction)";
    assert_eq!(app.js(sides, json!([])), json!(["ltr", "rtl"]), "each paragraph runs its own way");
}

fn begin(home: &Home, headline: &str) -> App {
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(home).newsroom(&folder).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys(headline);
    app.wait_saved();
    app
}

/// Puts HTML on the real clipboard, by the page's own Ctrl+C.
fn copy(app: &App, html: &str) {
    app.js(
        "window.copied = false;
         document.addEventListener('copy', (event) => {
           event.clipboardData.setData('text/html', arguments[0]);
           event.clipboardData.setData('text/plain', 'Wall report');
           event.preventDefault();
           event.stopImmediatePropagation();
           window.copied = true;
         }, { once: true, capture: true });",
        json!([html]),
    );
    app.wait("#headline").click();
    app.press("ctrl+a");
    app.press("ctrl+c");
    wait_until("it is on the clipboard", || app.js("return window.copied", json!([])) == true);
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
