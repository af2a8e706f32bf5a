//! What comes from other programs, and from other keyboards, is stored as it should be.

use serde_json::json;

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet, wait_until};

/// As Word 16 puts it on the clipboard: lists as paragraphs, tracked changes, comments, a table.
const WORD: &str = include_str!("../../ui/src/body/paste/fixtures/word.html");

const HOSTILE: &str = include_str!("../../ui/src/body/paste/fixtures/hostile.html");
/// The same, with what marks a copy of our own.
const HOSTILE_SLICE: &str = include_str!("../../ui/src/body/paste/fixtures/hostile-slice.html");

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

#[test]
fn a_hostile_page_pasted_runs_nothing_and_asks_nobody() {
    // Every address of the page leads to a listener of ours: whatever asks is heard.
    let ear = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = format!("http://{}", ear.local_addr().expect("its address"));
    let heard = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = heard.clone();
    std::thread::spawn(move || {
        for caller in ear.incoming() {
            drop(caller);
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
    });
    let home = Home::new();
    let app = begin(&home, "Hostile");
    app.js(
        "window.ran = []; window.alert = (x) => window.ran.push(x);
         window.asked = []; new PerformanceObserver((l) => l.getEntries().forEach((e) => window.asked.push(e.name))).observe({ type: 'resource', buffered: false });",
        json!([]),
    );
    for page in [HOSTILE, HOSTILE_SLICE] {
        let page = page.replace("https://evil.example.com", &at);
        app.paste(".body-text", &page, "hostile");
        app.paste("#standfirst, .line-text", &page, "hostile");
        std::thread::sleep(std::time::Duration::from_millis(700));
    }
    app.wait_text(".body-text", "Two");
    app.wait_saved();
    app.screenshot(&picture("paste-hostile.png"));
    assert_eq!(heard.load(std::sync::atomic::Ordering::SeqCst), 0, "nobody was asked for anything");
    assert_eq!(app.js("return window.ran", json!([])), json!([]), "nothing ran");
    let asked = app.js(
        "return window.asked.filter((a) => !/^(ipc|tauri|stet-media|http:\\/\\/ipc\\.localhost)/.test(a))",
        json!([]),
    );
    assert_eq!(asked, json!([]), "no request left the page");
    let stored = body(&home);
    for bad in ["javascript", "evil", &at, "onclick", "<script", "utm_", "fbclid", "data:"] {
        assert!(!stored.contains(bad), "“{bad}” is in what is stored:\n{stored}");
    }
}

#[test]
fn ctrl_shift_v_pastes_plain_text_in_the_body_the_standfirst_and_a_caption() {
    let home = Home::new();
    let app = begin(&home, "Plain");
    copy(&app, "<h2>Wall <b>report</b></h2>");
    app.wait(".body-text").click();
    app.press("ctrl+shift+v");
    app.wait_text(".body-text", "Wall report");
    app.wait(".line-text").click();
    app.press("ctrl+shift+v");
    app.wait_text(".line-text", "Wall report");
    assert_eq!(app.count(".body-text h2, .body-text strong, .line-text strong"), 0, "words alone");
    let png = crate::driver::png_bytes(64, 48, [90, 90, 140]);
    app.drop_file(".body-text", "wall.png", "image/png", &png);
    app.wait(".body-text figcaption").click();
    app.press("ctrl+shift+v");
    app.wait_text(".body-text figcaption", "Wall report");
    assert_eq!(app.count("figcaption strong"), 0, "in a caption too");
    app.wait_saved();
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
pub fn copy(app: &App, html: &str) {
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
