//! Finding and putting in: the strip, snippets, templates, links to our own stories, and two stories side by side.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet, wait_until};

const FERRY: &str = "---\nheadline: Ferry returns to the north quay\nslug: ferry returns\nstandfirst: The *ferry* is back after four months\n---\n\nThe **fer**ry came back on Monday. A ferryman waved.\n\n## The ferry timetable\n\nThe FERRY leaves at 6.10 and 6.50.\n\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n";
const HINDI: &str = "---\nheadline: कल से घाट पर नई नाव\nslug: nav\nlanguage: hi\n---\n\nकल सुबह से उत्तरी घाट पर नई नाव चलेगी। यह कला का नमूना है, और कल तक सब तैयार होगा।\n\nयात्रियों ने कहा कि वे चार महीने से इसकी राह देख रहे थे।\n";

/// A newsroom with the two stories, and its folder.
fn newsroom(home: &Home) -> PathBuf {
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    for (name, story) in [("nav.md", HINDI), ("ferry.md", FERRY)] {
        let file = home.file(name);
        std::fs::File::create(&file).and_then(|mut f| f.write_all(story.as_bytes())).expect("a story file");
        stet(&["import", "--newsroom", text(&folder), text(&file)]);
    }
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in Unicode")
}

fn open(app: &App, headline: &str) {
    wait_until("the story is in the list", || !row(app, headline).is_null());
    app.js("arguments[0].click()", json!([row(app, headline)]));
    wait_until("it is open", || {
        app.js("return document.querySelector('#headline')?.value", json!([])) == headline
    });
}

fn row(app: &App, headline: &str) -> Value {
    app.js(
        "return [...document.querySelectorAll('.row')].find((r) => r.innerText.includes(arguments[0])) ?? null",
        json!([headline]),
    )
}

fn body(app: &App, nth: u32) -> String {
    let said = app.js(
        "return document.querySelectorAll('.pane')[arguments[0]].querySelector('.body-text').innerText",
        json!([nth]),
    );
    said.as_str().expect("its text").to_owned()
}

fn field(app: &App, css: &str, words: &str) {
    app.wait(css).click();
    app.press("ctrl+a");
    app.keys(words);
}

#[test]
fn a_word_is_found_and_replaced_in_every_field_and_one_undo_brings_it_back() {
    let home = Home::new();
    let folder = newsroom(&home);
    let app = Launch::new(&home).newsroom(&folder).start();
    open(&app, "Ferry returns to the north quay");
    let before = body(&app, 0);

    app.press("ctrl+f");
    app.wait("[role=search] input:focus");
    app.keys("ferry");
    app.wait_text(".strip .count", "1 of 6");
    app.wait_text(".strip .says", "In the headline");
    app.press("enter");
    app.wait_text(".strip .says", "In the standfirst");
    app.press("shift+enter");
    app.press("shift+f3");
    app.wait_text(".strip .count", "6 of 6");
    app.press("f3");
    app.press("f3");
    app.press("f3");
    app.wait_text(".strip .count", "3 of 6");
    app.screenshot(&picture("find-bar.png"));
    app.press("escape");
    app.wait_gone("[role=search]");
    assert_eq!(
        app.js("return document.activeElement.className + '|' + getSelection().toString()", json!([])),
        "ProseMirror body-text ProseMirror-focused|ferry",
        "the text has the focus, with the hit selected"
    );
    app.press("f3");
    app.wait_text(".strip .count", "4 of 6");
    app.press("escape");

    app.press("ctrl+h");
    app.wait("[role=search] input:focus");
    app.press("alt+w");
    app.wait_text(".strip .count", "of 5");
    app.named("Replace with").click();
    app.keys("boat");
    app.press("alt+enter");
    app.wait_text(".strip .says", "Replaced 5 hits");
    assert!(
        body(&app, 0).starts_with("The boat came back on Monday. A ferryman waved."),
        "{}",
        body(&app, 0)
    );
    assert_eq!(
        app.js("return document.querySelector('.body-text strong').innerText", json!([])),
        "boat",
        "the marks are those of the first letter that was replaced"
    );
    assert_eq!(
        app.js("return document.querySelector('#headline').value", json!([])),
        "boat returns to the north quay"
    );
    app.screenshot(&picture("find-replaced.png"));
    app.press("escape");
    app.wait(".body-text").click();
    app.press("ctrl+z");
    assert_eq!(body(&app, 0), before, "one step of undo in the body");

    // A pattern that never ends is ended, and the window goes on meanwhile.
    app.press("ctrl+f");
    app.wait("[role=search] input:focus");
    app.press("alt+w");
    app.press("alt+r");
    field(&app, "[aria-label='Find in the story']:is(input)", "(a+)+$");
    // The engine gives up by itself, or is ended: whichever comes first, the window goes on.
    wait_until("a pattern without an end ends", || {
        let says = app.js("return document.querySelector('.strip').innerText", json!([]));
        says.as_str().is_some_and(|s| s.contains("takes too long") || s.contains("Not found"))
    });
    field(&app, "[aria-label='Find in the story']:is(input)", "(6");
    app.wait_text(".strip .says", "not a pattern yet");
    field(&app, "[aria-label='Find in the story']:is(input)", "6\\.(\\d+)");
    app.wait_text(".strip .count", "of 2");
    app.press("ctrl+h");
    field(&app, "[aria-label='Replace with']", "18:$1");
    app.named("Replace all").click();
    app.wait_text(".body-text", "leaves at 18:10 and 18:50");
    app.press("escape");
    app.wait_saved();
    let shown = stet(&["show", "--newsroom", text(&folder), "ferry returns"]);
    assert!(shown.contains("leaves at 18:10 and 18:50"), "and it is on disk:\n{shown}");
}

#[test]
fn two_stories_side_by_side_are_both_on_disk_after_a_kill() {
    let home = Home::new();
    let folder = newsroom(&home);
    let app = Launch::new(&home).newsroom(&folder).size(1600, 900).start();
    open(&app, "Ferry returns to the north quay");
    app.press("ctrl+\\");
    app.wait("dialog input:focus");
    app.keys("नाव");
    app.wait_text("dialog [role=option]", "नई नाव");
    app.screenshot(&picture("beside-palette.png"));
    app.press("enter");
    wait_until("two stories stand side by side", || app.count(".pane .body-text") == 2);
    app.wait_text(".pane:nth-child(2) .head.active", "कल से घाट");

    // The same story twice is refused, and nothing changes.
    let twice = row(&app, "कल से घाट");
    app.js(
        "arguments[0].dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }))",
        json!([twice]),
    );
    app.wait_text(".says", "both sides would be one text");
    assert_eq!(app.count(".pane .body-text"), 2);

    app.wait(".pane:nth-child(1) .body-text").click();
    app.press("ctrl+end");
    app.wait_text(".pane:nth-child(1) .head.active", "Ferry returns");
    wait_until("the panel speaks of the story with the focus", || {
        app.js("return document.querySelector('aside [data-field=slug] input')?.value", json!([]))
            == "ferry returns"
    });
    app.keys(" A line for the first.");
    app.wait(".pane:nth-child(2) .body-text").click();
    app.press("ctrl+end");
    wait_until("and turns to the other", || {
        app.js("return document.querySelector('aside [data-field=slug] input')?.value", json!([])) == "nav"
    });
    app.keys(" A line for the second.");
    app.screenshot(&picture("beside.png"));
    let typed = Instant::now();
    // Back to the first in one key, and on: the second saves itself behind.
    app.press("ctrl+\\");
    app.wait(".pane:nth-child(1):focus-within .head.active");
    let ids = app.js("return [...document.querySelectorAll('[id]')].map((e) => e.id)", json!([]));
    let mut ids: Vec<String> = serde_json::from_value(ids).expect("ids");
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "every id is there once");
    std::thread::sleep(Duration::from_secs(1).saturating_sub(typed.elapsed()));
    app.kill();

    let shown = |slug: &str| stet(&["show", "--newsroom", text(&folder), slug]);
    assert!(shown("ferry returns").contains("A line for the first."), "{}", shown("ferry returns"));
    assert!(shown("nav").contains("A line for the second."), "{}", shown("nav"));
    assert_eq!(stet(&["check", "--newsroom", text(&folder)]).trim(), "Everything is whole.");

    // Closing one saves it first; the other stays.
    let app = Launch::new(&home).newsroom(&folder).dark().start();
    app.wait(".pane");
    open(&app, "Ferry returns to the north quay");
    app.press("ctrl+\\");
    app.wait("dialog input:focus");
    app.wait_text("dialog [role=option]", "नई नाव");
    app.press("enter");
    wait_until("two stories stand side by side", || app.count(".pane .body-text") == 2);
    app.wait(".pane:nth-child(2) .body-text").click();
    app.press("ctrl+end");
    app.screenshot(&picture("beside-dark.png"));
    app.keys(" And the last word.");
    app.wait(".pane:nth-child(2) [aria-label^='Close this story']").click();
    wait_until("one story stands alone", || app.count(".pane .body-text") == 1);
    assert!(shown("nav").contains("And the last word."), "{}", shown("nav"));
    app.wait_text(".pane .body-text", "A line for the first.");
    app.close();
}

#[test]
fn snippets_templates_links_and_focus_mode_by_keys_alone() {
    let home = Home::new();
    let folder = newsroom(&home);
    let app = Launch::new(&home).newsroom(&folder).start();
    open(&app, "Ferry returns to the north quay");

    // Words kept from the text, and put in again from / and by the palette.
    app.wait(".body-text > p:nth-of-type(2)").click();
    app.press("home");
    app.press("shift+end");
    app.press("ctrl+alt+s");
    app.wait("dialog input:focus");
    app.press("enter");
    app.wait("dialog .field input:focus");
    app.keys("timetable");
    app.screenshot(&picture("snippet-keep.png"));
    app.named_in("dialog footer", "Keep snippet").click();
    app.wait_gone("dialog[open]");
    app.wait(".body-text > p:last-child").click();
    app.press("ctrl+end");
    app.press("enter");
    app.keys("/snip");
    app.press("enter");
    app.wait("dialog input:focus");
    app.keys("time");
    app.wait_text("dialog [role=option]", "leaves at 6.10");
    app.screenshot(&picture("snippet-palette.png"));
    app.press("enter");
    app.wait_gone("dialog[open]");
    app.wait_text(".body-text > p:last-child", "The FERRY leaves at 6.10 and 6.50.");

    // @ at a word start links in the line; Esc leaves the plain @.
    app.keys(" See @");
    app.wait("[aria-label='Link to a story'] input:focus");
    app.keys("नाव");
    app.wait_text("[aria-label='Link to a story'] [role=option]", "Not published");
    app.screenshot(&picture("link-at.png"));
    app.press("enter");
    app.wait(".body-text a[href^='story:']");
    app.keys(" or write to @");
    app.wait("[aria-label='Link to a story'] input:focus");
    app.keys("calder");
    app.press("escape");
    app.keys(" now, me@calder.example");
    app.wait_text(
        ".body-text > p:last-child",
        "See कल से घाट पर नई नाव or write to @calder now, me@calder.example",
    );

    // The words that are selected are what Ctrl+K looks for first.
    app.press("ctrl+home");
    app.press("ctrl+f");
    app.wait("[role=search] input:focus");
    app.keys("ferryman");
    app.wait_text(".strip .count", "1 of 1");
    app.press("escape");
    app.press("ctrl+k");
    app.wait("[aria-label=Link] input:focus");
    assert_eq!(app.js("return document.activeElement.value", json!([])), "ferryman");
    field(&app, "[aria-label=Link] input", "घाट");
    app.wait_text("[aria-label=Link] [role=option]", "▲ Not published");
    app.screenshot(&picture("link-box.png"));
    app.press("enter");
    wait_until("the word is linked", || {
        app.js(
            "return [...document.querySelectorAll('.body-text a')].some((a) => a.innerText === 'ferryman')",
            json!([]),
        ) == true
    });
    app.wait_saved();

    // Focus mode: nothing but the story and whether it is saved; it is there again at the next start.
    app.press("f11");
    wait_until("only the story stands there", || {
        app.js("return ['header', 'nav', 'aside'].every((p) => document.querySelector(`.window > ${p}`).getClientRects().length === 0)", json!([])) == true
    });
    app.wait_text("footer .save", "Saved");
    app.press("ctrl+alt+y");
    // What the window says stands above the page, and moves it when it goes.
    wait_until("the window has nothing more to say", || {
        app.js("return (document.querySelector('.says')?.innerText ?? '').trim()", json!([])) == ""
    });
    app.wait(".body-text > p:last-child").click();
    app.press("ctrl+end");
    app.press("enter");
    let heights: Vec<f64> = (0..6)
        .map(|n| {
            app.keys(&format!("Line {n}.\n"));
            std::thread::sleep(Duration::from_millis(400));
            let at = "const r = getSelection().getRangeAt(0).startContainer; return (r.nodeType === 1 ? r : r.parentElement).getBoundingClientRect().top";
            app.js(at, json!([])).as_f64().expect("a height")
        })
        .collect();
    app.screenshot(&picture("focus-mode.png"));
    let steady = heights[2..].iter().all(|h| (h - heights[2]).abs() < 6.0);
    assert!(steady, "the line stays where it is: {heights:?}");
    app.wait_saved();
    app.close();
    let app = Launch::new(&home).newsroom(&folder).dark().start();
    app.wait(".window.alone .scroll.typewriter");
    app.wait_text(".body-text", "Line 5.");
    app.screenshot(&picture("focus-mode-dark.png"));
    app.press("ctrl+f");
    app.wait("[role=search] input:focus");
    app.keys("ferry");
    app.wait_text(".strip .count", "1 of");
    app.press("f3");
    app.press("f3");
    app.screenshot(&picture("find-bar-dark.png"));
    app.press("escape");
    app.press("escape");
    app.wait_gone(".window.alone");

    // The story as a template, and one begun from it: new, unpublished, with the slug still to come.
    app.press("ctrl+shift+t");
    app.wait("dialog input:focus");
    app.press("enter");
    app.wait("#name-it input:focus");
    app.keys("Ferry piece\n");
    app.wait_text(".says", "Kept as the template");
    app.press("ctrl+shift+t");
    app.wait_text("dialog [role=option]", "Ferry piece");
    app.screenshot(&picture("template-palette.png"));
    app.press("enter");
    app.wait("#headline:focus");
    wait_until("a story was begun from it", || {
        app.js("return document.querySelector('aside input').value", json!([])) == ""
    });
    assert_eq!(
        app.js("return document.querySelector('#headline').value", json!([])),
        "Ferry returns to the north quay"
    );
    app.close();
}
