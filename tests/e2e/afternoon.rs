//! A reporter's afternoon, whole: a press release pasted from Word is cut to length, put right, given
//! its pictures, a link to an old story and an alert, and has nothing left to fill in.

use std::path::Path;

use serde_json::{Value, json};

use crate::driver::{App, Home, Launch, picture, png_bytes, stet, wait_until};
use crate::paste::copy;

/// As Word puts a press release on the clipboard: tracking links, double spaces, a bulleted list,
/// two placeholders of the writer's, a slip of the pen, and a page of small print.
const RELEASE: &str = include_str!("../fixtures/paste/press-release-word.html");
/// Names that no dictionary has: right as they stand.
const NAMES: [&str; 4] = ["Pettigrew", "Dafydd", "Roke", "Dunmow"];
const PUSH: &str = "Sunday boats are back: two sailings from Calder from 1 March";

#[test]
fn a_press_release_becomes_a_story_that_may_go() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    stet(&["demo", text(&folder)]);
    let app = Launch::new(&home).newsroom(&folder).size(1440, 900).start();

    pastes_the_release(&app);
    cuts_it_to_length(&app);
    puts_spelling_and_style_right(&app);
    adds_the_pictures(&app);
    links_to_an_old_story(&app);
    writes_the_alert(&app);
    fills_in_what_is_missing(&app);
    publishes(&app, &home, &folder);
    app.close();
    assert_eq!(stet(&["check", "--newsroom", text(&folder)]).trim(), "Everything is whole.");
}

fn pastes_the_release(app: &App) {
    app.wait(".row");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys("Sunday ferry returns to Calder after TK years\n");
    app.wait(".stand [contenteditable=true]:focus");
    app.keys("The island boat will call at the north quay twice on Sundays from March");
    app.press("ctrl+1");
    app.named("Slug").click();
    app.keys("sunday ferry");
    app.named("News").click();
    app.named("Commissioned length").click();
    app.keys("300");

    copy(app, RELEASE);
    app.wait(".body-text").click();
    app.press("ctrl+v");
    app.wait_text(".body-text", "ENDS");
    app.wait_saved();
    assert_eq!(app.count(".body-text ul > li"), 3, "Word's bullets are a list");
    assert_eq!(hrefs(app), json!(["https://estuaryline.example/book"]), "nothing tracks the reader");
    assert!(!text_of(app, ".body-text").contains("  "), "two spaces are one");
    app.wait_text(".status .length.far", "over");
    app.screenshot(&picture("afternoon-1-pasted.png"));
}

/// The small print goes in one cut, then a paragraph, and the line at the foot says when it fits.
fn cuts_it_to_length(app: &App) {
    app.wait(".body-text > h2:nth-of-type(2)").click();
    app.press("home");
    app.press("ctrl+shift+end");
    app.press("delete");
    wait_until("the small print is gone", || !text_of(app, ".body-text").contains("Notes to editors"));
    app.press("backspace");
    wait_until("the length is told again", || app.find(".status .length.far").is_none());
    let church = app.js(
        "const p = [...document.querySelectorAll('.body-text > p')].find((p) => p.textContent.startsWith('Not everyone'));
         getSelection().selectAllChildren(p); return p.textContent",
        json!([]),
    );
    assert!(church.as_str().is_some_and(|c| c.contains("church council")), "{church}");
    app.press("delete");
    app.press("backspace");
    app.wait_text(".status .length.near, .status .length.fine", "left");
    app.wait_saved();
    app.screenshot(&picture("afternoon-2-to-length.png"));
}

/// From mark to mark by one key: a suggestion is taken, a name is kept.
fn puts_spelling_and_style_right(app: &App) {
    app.wait(".body-text .mark-spelling");
    app.press("ctrl+4");
    app.wait_text("[role=tabpanel]", "recieve");
    app.screenshot(&picture("afternoon-3-marks.png"));
    app.wait(".body-text > p").click();
    app.press("ctrl+home");
    let left = || app.count(".sheet .mark-spelling, .sheet .mark-style");
    let mut steps = 0;
    while left() > 0 {
        steps += 1;
        assert!(steps < 60, "the marks come to an end, but {} are left", left());
        app.press("f7");
        app.wait(".box[role=dialog] button:focus");
        let said = app.js("return document.querySelector('.box[role=dialog]').ariaLabel", json!([]));
        let said = said.as_str().unwrap_or_default().to_owned();
        if NAMES.iter().any(|name| said.contains(name)) {
            app.named_in(".box", "Add to the newsroom’s dictionary").click();
        } else if app.count(".box .take") > 0 {
            app.press("enter");
        } else {
            // What is to fill in comes later.
            app.press("escape");
        }
        app.wait_gone(".box[role=dialog]");
        // A mark that was dealt with is drawn no more once its paragraph was looked at again.
        std::thread::sleep(std::time::Duration::from_millis(700));
    }
    let body = text_of(app, ".body-text");
    for (right, wrong) in [("receive", "recieve"), ("before the day of travel", "prior to")] {
        assert!(body.contains(right) && !body.contains(wrong), "“{right}”, not “{wrong}”:\n{body}");
    }
    assert!(body.contains("“We are absolutely delighted to be in a position"), "a quote is left alone");
    app.wait_saved();
    app.screenshot(&picture("afternoon-4-put-right.png"));
}

fn adds_the_pictures(app: &App) {
    app.js("document.querySelector('.headline').scrollIntoView({ block: 'center' })", json!([]));
    app.drop_file(".headline", "quay.png", "image/png", &png_bytes(1200, 800, [96, 122, 140]));
    app.wait("figure img[src*='stet-media']");
    wait_until("the picture is drawn, and moves the page no more", || {
        app.js(
            "const i = document.querySelector('figure img'); return i.complete && i.naturalWidth > 0",
            json!([]),
        ) == true
    });
    for (field, words) in [
        ("Caption of the lead picture", "The Hester Dunmow at the north quay on Tuesday"),
        ("Credit of the lead picture", "Mira Sandoval/Calder Star"),
        ("Alt text of the lead picture", "A white ferry at a stone quay"),
    ] {
        // The page was at its end: a click before it stands still would fall beside the field.
        let css = format!("[aria-label='{field}']:focus");
        wait_until(&format!("“{field}” has the focus"), || {
            app.named(field).click();
            std::thread::sleep(std::time::Duration::from_millis(150));
            app.find(&css).is_some()
        });
        app.keys(words);
    }
    app.wait_text("figure", "The Hester Dunmow at the north quay on Tuesday");
    app.wait(".body-text > p:nth-of-type(3)").click();
    app.press("end");
    app.paste_file(".body-text", "petition.png", "image/png", &png_bytes(800, 500, [150, 130, 100]));
    app.wait(".body-text figure img");
    // A picture without its words is one more thing to fill in.
    app.wait(".body-text figure.mark-block, .body-text figure .mark-fill-in, .body-text .mark-block figure");
    app.wait(".body-text figure figcaption").click();
    app.keys("Islanders hand in their petition in October");
    app.press("tab");
    app.keys("Mira Sandoval/Calder Star\n");
    app.keys("Four people hold a roll of paper on a quay\n");
    app.wait_saved();
    app.screenshot(&picture("afternoon-5-pictures.png"));
}

/// The words are found with the strip, and linked by typing what the old story is about.
fn links_to_an_old_story(app: &App) {
    app.press("ctrl+f");
    app.wait("[role=search] input:focus");
    app.keys("reopened its weekday service\n");
    app.wait_text(".strip .count", "1 of 1");
    app.press("escape");
    app.press("ctrl+k");
    app.wait("[aria-label=Link] input:focus");
    app.press("ctrl+a");
    app.keys("island ferry later boat");
    app.wait_text("[aria-label=Link]", "Island ferry returns with a later boat home");
    app.screenshot(&picture("afternoon-6-link.png"));
    app.press("down");
    app.press("enter");
    app.wait(".body-text a[href^='story:']");
    assert_eq!(text_of(app, ".body-text a[href^='story:']"), "reopened its weekday service");
    app.wait_saved();
}

fn writes_the_alert(app: &App) {
    app.press("ctrl+shift+l");
    app.wait_text("aside [role=tab][aria-selected=true]", "Headlines");
    app.wait("aside [data-field=push-headline] textarea").click();
    app.keys(PUSH);
    app.wait_text("[role=tabpanel]", PUSH);
    app.wait_saved();
    app.js(
        "document.querySelector('aside [data-field=push-headline]').scrollIntoView({ block: 'start' })",
        json!([]),
    );
    app.screenshot(&picture("afternoon-7-alert.png"));
}

/// From one to the next by key, typing over each, until the foot of the window counts none.
fn fills_in_what_is_missing(app: &App) {
    app.wait_text(".status", "to fill in");
    let mut steps = 0;
    while app.find(".status .fill").is_some() {
        steps += 1;
        assert!(steps < 20, "what is to fill in comes to an end");
        app.press("ctrl+alt+t");
        wait_until("the placeholder is selected", || !selected(app).is_empty());
        let around = app.js(
            "const e = document.activeElement;
             if (e.value !== undefined) return e.value;
             return getSelection().anchorNode.parentElement.closest('p, li, h2').textContent",
            json!([]),
        );
        let around = around.as_str().unwrap_or_default().to_owned();
        app.keys(match selected(app).as_str() {
            "XX" => "180,000",
            _ if around.contains("owner") => "Mairi Calloway",
            _ => "six",
        });
        std::thread::sleep(std::time::Duration::from_millis(900));
    }
    app.wait_saved();
    app.press("ctrl+4");
    app.wait("[role=tabpanel] .foot");
    app.screenshot(&picture("afternoon-8-filled-in.png"));
    let body = text_of(app, ".body-text");
    for words in ["a grant of £180,000 a year", "for six years", "said its owner, Mairi Calloway"] {
        assert!(body.contains(words), "{words}:\n{body}");
    }
}

fn publishes(app: &App, home: &Home, folder: &Path) {
    app.press("ctrl+enter");
    app.wait("button[data-publish]:not(:disabled)");
    app.screenshot(&picture("afternoon-9-checks.png"));
    app.wait("button[data-publish]").click();
    app.wait_text("aside .where", "Live");

    let shown = stet(&["show", "--newsroom", text(folder), "sunday ferry"]);
    for line in [
        "headline: Sunday ferry returns to Calder after six years",
        &format!("push_headline: \"{PUSH}\""),
        "commissioned_words: 300",
        "section: News",
        "caption: Islanders hand in their petition in October",
        "](story:",
    ] {
        assert!(shown.contains(line), "{line:?} is in the story on disk:\n{shown}");
    }
    for gone in ["TK", "XX", "ENDS", "utm_", "fbclid", "recieve"] {
        assert!(!shown.contains(gone), "{gone:?} is not in the story on disk:\n{shown}");
    }
    let out = home.file("public");
    let done = app.invoke("export_site", json!({ "folder": text(&out) })).expect("the site is written");
    assert_eq!(done["problems"], json!([]), "with nothing to say about it");
    let page = std::fs::read_to_string(out.join("sunday-ferry-returns-to-calder-after-six-years/index.html"))
        .expect("the story's page");
    assert!(page.contains("island-ferry-returns-with-later-boat"), "the old story is linked");
    assert!(!page.contains(PUSH), "an alert is no part of the page");
}

fn hrefs(app: &App) -> Value {
    app.js(
        "return [...document.querySelectorAll('.body-text a')].map((a) => a.getAttribute('href'))",
        json!([]),
    )
}

fn selected(app: &App) -> String {
    let said = app.js(
        "const e = document.activeElement;
         return e.value !== undefined ? e.value.slice(e.selectionStart, e.selectionEnd) : String(getSelection())",
        json!([]),
    );
    said.as_str().unwrap_or_default().to_owned()
}

fn text_of(app: &App, css: &str) -> String {
    let said = app.js("return document.querySelector(arguments[0]).innerText", json!([css]));
    said.as_str().expect("its text").to_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in Unicode")
}
