//! Without a mouse, and for those who do not see the screen.

use std::path::Path;

use serde_json::{Value, json};

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet, wait_until};

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/site/node_modules/axe-core/axe.min.js");

#[test]
fn every_part_of_the_window_is_reached_by_keys_and_shows_where_the_focus_is() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys("Ferry returns");
    app.wait_saved();

    let region = || app.js("return document.activeElement.closest('[data-region]')?.ariaLabel", json!([]));
    let round: Vec<Value> = (0..5)
        .map(|_| {
            app.press("f6");
            region()
        })
        .collect();
    assert_eq!(json!(round), json!(["About this story", "Status", "Stet", "Desk list", "Story"]));
    app.press("shift+f6");
    assert_eq!(region(), "Desk list", "and the other way round");

    app.press("ctrl+/");
    app.wait_text("dialog[open] h2", "Keys");
    for key in ["Ctrl+Enter", "F6", "Ctrl+Shift+Z", "Alt+F10"] {
        app.wait_text("dialog[open] .groups", key);
    }
    app.screenshot(&picture("keys-panel.png"));
    app.press("escape");
    app.wait_gone("dialog[open]");

    app.press("ctrl+enter");
    app.wait("button[data-publish]");
    for (chord, tab) in [
        ("ctrl+1", "Details"),
        ("ctrl+2", "Pictures"),
        ("ctrl+3", "Proof"),
        ("ctrl+4", "History"),
        ("ctrl+5", "Publish"),
    ] {
        app.press(chord);
        app.wait("aside [role=tab][aria-selected=true]:focus");
        app.wait_text("aside [role=tab][aria-selected=true]", tab);
        goes_round_by_tab(&app, tab);
    }
}

/// Tab alone reaches everything that can be reached, and what has the focus is marked.
fn goes_round_by_tab(app: &App, tab: &str) {
    app.js(
        "window.reached = new Set();
         window.unmarked = [];
         // An outline, or a rule at the edge: what is there with the focus and not without.
         const rule = (e, part) => getComputedStyle(e, part).content !== 'none' && e.matches(':has(:focus-visible)');
         const marked = (e) => getComputedStyle(e).outlineStyle !== 'none' || (e.role === 'separator' && getComputedStyle(e).boxShadow !== 'none');
         window.look = () => {
           const e = document.activeElement;
           window.reached.add(e);
           const row = e.querySelector('.at');
           const of = e.closest('.tokens');
           const text = e.closest('.body-host');
           if (e !== document.body && ![e, row, of].some((x) => x && marked(x)) && !(text && rule(text, '::before'))) window.unmarked.push(e.outerHTML.slice(0, 120));
         };
         document.removeEventListener('focusin', window.heard);
         window.heard = () => requestAnimationFrame(() => window.look());
         document.addEventListener('focusin', window.heard);",
        json!([]),
    );
    let left = "const can = [...document.querySelectorAll('button, input, select, textarea, a[href], [contenteditable=true], [tabindex]')]
          .filter((e) => e.tabIndex >= 0 && !e.disabled && e.getClientRects().length > 0 && !e.closest('[inert]'));
        return can.filter((e) => !window.reached.has(e)).map((e) => e.outerHTML.slice(0, 120))";
    for _ in 0..12 {
        for _ in 0..8 {
            app.press("tab");
        }
        if app.js(left, json!([])) == json!([]) {
            break;
        }
    }
    assert_eq!(app.js(left, json!([])), json!([]), "with {tab} in front the Tab key reaches all but these");
    assert_eq!(
        app.js("return window.unmarked", json!([])),
        json!([]),
        "with {tab} in front these hide the focus"
    );
}

#[test]
fn axe_finds_nothing_wrong_in_the_window_in_light_and_in_dark() {
    assert!(
        Path::new(AXE).exists(),
        "the window is looked over by axe: run `npm install --prefix tests/site` first"
    );
    let axe = std::fs::read_to_string(AXE).expect("axe");
    let home = Home::new();
    let folder = home.file("Calder Star");
    stet(&["demo", folder.to_str().expect("a path in Unicode")]);
    for dark in [false, true] {
        let launch = Launch::new(&home).newsroom(&folder);
        let app = if dark { launch.dark() } else { launch }.start();
        app.wait(".row").click();
        app.wait(".body-text");
        wait_until("the desktop's colours are on", || {
            app.js("return matchMedia('(prefers-color-scheme: dark)').matches", json!([])) == dark
        });
        app.js(&axe, json!([]));
        let colours = if dark { "dark" } else { "light" };
        for (n, tab) in ["details", "pictures", "proof", "history", "publish"].iter().enumerate() {
            app.press(&format!("ctrl+{}", n + 1));
            app.wait(&format!("aside [role=tab][aria-selected=true][id$={tab}]"));
            is_clean(&app, &format!("{tab}, {colours}"));
        }
        app.screenshot(&picture(&format!("window-{colours}.png")));
        app.wait(".body-text p").click();
        app.press("f7");
        app.wait("[role=dialog].box button:focus");
        is_clean(&app, &format!("the box at a mark, {colours}"));
        app.press("escape");
        app.named("Newsroom menu").click();
        app.named("House style…").click();
        app.wait("dialog[open] button.rule");
        is_clean(&app, &format!("house style, {colours}"));
        app.wait("dialog[open] button.rule").click();
        app.wait("dialog[open] .tried .mark-on");
        is_clean(&app, &format!("a rule of the house, {colours}"));
        app.press("escape");
        app.wait_gone("dialog[open]");
        app.named("Newsroom menu").click();
        app.named("Newsroom’s dictionary…").click();
        is_clean(&app, &format!("the dictionary, {colours}"));
        app.press("escape");
        app.wait_gone("dialog[open]");
        app.press("ctrl+/");
        app.wait("dialog[open]");
        is_clean(&app, &format!("the keys panel, {colours}"));
        app.press("escape");
        app.wait_gone("dialog[open]");
        app.named("Newsroom menu").click();
        app.named("Newsroom settings…").click();
        for tab in ["Site", "Sections", "Trending", "Pages"] {
            app.named(tab).click();
            is_clean(&app, &format!("settings, {tab}, {colours}"));
        }
        app.screenshot(&picture(&format!("settings-{colours}.png")));
    }
}

#[track_caller]
fn is_clean(app: &App, place: &str) {
    let found = app.js_later(
        "const done = arguments[arguments.length - 1];
         axe.run(document, { resultTypes: ['violations'] }).then(
           (r) => done(r.violations.map((v) => [v.id, v.help, v.nodes.map((n) => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? ''))])),
           (e) => done(String(e)));",
        json!([]),
    );
    assert_eq!(found, json!([]), "axe in the window, {place}: {found:#}");
}
