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
    app.press("ctrl+shift+l");
    app.wait_text("aside [role=tab][aria-selected=true]", "Headlines");
    for (n, tab) in
        ["Details", "Headlines", "Pictures", "Proof", "History", "Publish"].into_iter().enumerate()
    {
        app.press(&format!("ctrl+{}", n + 1));
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
    for _ in 0..16 {
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
        is_clean(&app, &format!("the story, {colours}"));
        // Whatever tabs there are, and whatever each of them opens.
        for n in 0..app.count("aside [role=tab]") {
            let tab = pick(&app, "aside [role=tab]", n);
            is_clean(&app, &format!("{tab}, {colours}"));
            app.screenshot(&picture(&format!("axe-{colours}-{}.png", file_name(&tab))));
            let openers = app.js(OPENERS, json!([]));
            for opener in openers.as_array().into_iter().flatten().filter_map(Value::as_str) {
                app.js(CLICK_BY_NAME, json!(["aside", opener]));
                looks_through_the_dialog(&app, &format!("{tab}, {opener}"), colours);
            }
        }
        app.press("ctrl+h");
        app.wait("[role=search] input:focus");
        app.keys("the");
        app.wait_text(".strip .count", "1 of");
        is_clean(&app, &format!("finding, {colours}"));
        app.press("escape");
        app.press("ctrl+\\");
        app.wait("dialog[open] [role=option]");
        app.press("enter");
        app.wait(".pane:nth-child(2) .body-text");
        is_clean(&app, &format!("two stories, {colours}"));
        app.wait(".pane:nth-child(2) [aria-label^='Close this story']").click();
        app.wait_gone(".pane:nth-child(2)");
        app.wait(".body-text p").click();
        app.keys("qwzx ");
        app.wait(".body-text .mark-spelling");
        app.press("f7");
        app.wait("[role=dialog].box button:focus");
        is_clean(&app, &format!("the box at a mark, {colours}"));
        app.press("escape");
        // Whatever the newsroom's menu has.
        app.named("Newsroom menu").click();
        let items = app.js(
            "return [...document.querySelectorAll('header [role=menuitem]')].map((i) => i.querySelector('span').textContent)",
            json!([]),
        );
        is_clean(&app, &format!("the menu, {colours}"));
        app.press("escape");
        for item in items.as_array().into_iter().flatten().filter_map(Value::as_str) {
            if asks_the_system(item) {
                continue;
            }
            app.named("Newsroom menu").click();
            app.js(CLICK_BY_NAME, json!(["header [role=menu]", item]));
            looks_through_the_dialog(&app, item, colours);
            // Focus mode takes the menu away, and with it all that comes after.
            if app.find(".window.alone").is_some() {
                app.press("f11");
                app.wait_gone(".window.alone");
            }
            // So does the wide list, which lies over the text.
            if app.find(".window.whole").is_some() {
                app.press("ctrl+alt+l");
                app.wait_gone(".window.whole");
            }
        }
        // The bar, the boxes and the menu over the text.
        app.wait(".body-text > p").click();
        app.press("shift+end");
        is_clean(&app, &format!("the bar above a selection, {colours}"));
        app.press("ctrl+k");
        app.wait(".body-host input");
        is_clean(&app, &format!("the box for a link, {colours}"));
        app.press("escape");
        app.press("end");
        app.press("enter");
        app.keys("/");
        app.wait("[role=listbox], [role=menu]");
        is_clean(&app, &format!("the menu on an empty line, {colours}"));
        app.press("escape");
    }
}

/// What opens a dialog of ours: a button of the panel that ends in “…”. The file chooser is the system's.
const OPENERS: &str = "return [...document.querySelectorAll('aside button')]
    .filter((b) => b.getClientRects().length > 0 && !b.disabled && /…$/.test(b.textContent.trim()))
    .map((b) => b.textContent.trim()).filter((name) => !/file|folder|picture|image|browse|open|replace|import|bring|export/i.test(name))";

const CLICK_BY_NAME: &str = "const [css, name] = arguments;
    [...document.querySelectorAll(`${css} button`)].find((b) => (b.querySelector('span') ?? b).textContent.trim() === name || b.textContent.trim() === name)?.click()";

/// Menu items that show a window of the system's own, which no page can look at.
fn asks_the_system(item: &str) -> bool {
    ["Open another", "Bring in", "Import"].iter().any(|part| item.starts_with(part))
}

/// Looks over the dialog that has just been asked for and every tab of it, then closes it. What
/// opened something else, or nothing, is looked over where it stands.
#[track_caller]
fn looks_through_the_dialog(app: &App, name: &str, colours: &str) {
    std::thread::sleep(std::time::Duration::from_millis(400));
    if app.count("dialog[open]") == 0 {
        is_clean(app, &format!("{name}, {colours}"));
        return;
    }
    is_clean(app, &format!("{name}, {colours}"));
    for n in 0..app.count("dialog[open] [role=tab]") {
        let tab = pick(app, "dialog[open] [role=tab]", n);
        is_clean(app, &format!("{name}, {tab}, {colours}"));
        app.screenshot(&picture(&format!("axe-{colours}-{}-{}.png", file_name(name), file_name(&tab))));
    }
    app.screenshot(&picture(&format!("axe-{colours}-{}.png", file_name(name))));
    app.press("escape");
    app.wait_gone("dialog[open]");
}

/// Picks a tab by its number, and says what it is called.
#[track_caller]
fn pick(app: &App, css: &str, n: u64) -> String {
    let name = app.js(
        "const tab = document.querySelectorAll(arguments[0])[arguments[1]]; tab.click(); return tab.textContent.replace('▲', '').trim()",
        json!([css, n]),
    );
    std::thread::sleep(std::time::Duration::from_millis(400));
    name.as_str().unwrap_or_default().to_owned()
}

fn file_name(words: &str) -> String {
    words.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_window_is_whole_at_two_hundred_per_cent_and_quiet_while_somebody_types() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys("Ferry returns to Calder after a winter on the slip");
    app.wait(".body-text").click();
    app.keys("The last car ferry on the estuary sailed again on Monday.");
    app.wait_saved();
    app.js(
        "window.spoken = [];
         for (const e of document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert]'))
           new MutationObserver(() => window.spoken.push(e.textContent)).observe(e, { subtree: true, childList: true, characterData: true });",
        json!([]),
    );
    assert!(app.count("[aria-live], [role=status]") >= 2, "there is a voice for what happens");
    for letter in "The boat sailed on Monday.".chars() {
        app.keys(&letter.to_string());
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    app.wait_saved();
    let spoken = app.js("return window.spoken.filter((words) => words.trim() !== '')", json!([]));
    assert!(
        spoken.as_array().is_some_and(|all| all.len() <= 2),
        "a screen reader is not talked over while its user types: {spoken}"
    );

    app.zoom(2.0);
    std::thread::sleep(std::time::Duration::from_millis(500));
    app.screenshot(&picture("window-200-per-cent.png"));
    let wide = app.js("return document.documentElement.scrollWidth > innerWidth + 1", json!([]));
    assert_eq!(wide, json!(false), "nothing has to be scrolled sideways to be read");
    app.keys(" Large print.");
    app.wait_text(".body-text", "Large print.");
    app.wait_saved();
    app.press("ctrl+1");
    app.wait("aside [role=tab][aria-selected=true]:focus");
    app.screenshot(&picture("window-200-per-cent-panel.png"));
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
    assert_eq!(app.js(NAMELESS, json!([])), json!([]), "controls without a name, {place}");
}

/// What can be operated and has no name for those who do not see it. A placeholder is no name.
const NAMELESS: &str = "
    const text = (e) => (e?.textContent ?? '').trim();
    const name = (e) => e.getAttribute('aria-label')?.trim()
      || (e.getAttribute('aria-labelledby') ?? '').split(/\\s+/).map((id) => text(document.getElementById(id))).join(' ').trim()
      || [...(e.labels ?? [])].map(text).join(' ').trim()
      || (/^(BUTTON|A)$/.test(e.tagName) || e.role === 'tab' || e.role === 'menuitem' || e.role === 'option' ? text(e) : '')
      || e.getAttribute('title')?.trim() || '';
    return [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, a[href], [role=textbox], [role=tab], [role=menuitem], [role=slider], [role=separator][tabindex], [contenteditable=true]')]
      .filter((e) => e.getClientRects().length > 0 && !e.closest('[aria-hidden=true], [inert]') && !(e.tagName === 'A' && e.closest('[contenteditable=true]')))
      .filter((e) => !/[\\p{L}\\p{N}]/u.test(name(e)))
      .map((e) => e.outerHTML.slice(0, 140));";
