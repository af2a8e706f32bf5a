//! The desk list over the whole window: sorted, filtered, searched, and many stories moved at once.

use serde_json::json;

use crate::driver::{App, Home, Launch, picture, stet};

#[test]
fn the_wide_list_sorts_searches_and_moves_several_by_keys_alone() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    stet(&["demo", folder.to_str().expect("a path in Unicode")]);
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".row");
    app.press("ctrl+alt+l");
    app.wait("[role=grid]:focus");
    app.wait(".wide [role=row].at");
    app.screenshot(&picture("desk-wide.png"));

    // Three are picked, held, and released by one undo.
    app.press("x");
    app.press("shift+down");
    app.press("shift+down");
    app.wait_text(".bulk", "3 stories picked");
    app.screenshot(&picture("desk-picked.png"));
    app.named_in(".bulk", "Hold").click();
    app.wait_text(".says", "3 moves made.");
    assert_eq!(held(&app), 3);
    app.screenshot(&picture("desk-held.png"));
    app.wait("[data-undo-moves]").click();
    app.wait_text(".says", "3 moves taken back.");
    assert_eq!(held(&app), 0);

    // A column says its order; a search shows the words that it found.
    app.named_in(".wide .head", "Headline").click();
    app.wait(".wide .head [aria-sort=ascending]");
    app.press("ctrl+shift+f");
    app.keys("harbour");
    app.wait_text(".wide .views", "found");
    app.screenshot(&picture("desk-found.png"));
    app.zoom(2.0);
    app.screenshot(&picture("desk-wide-200.png"));
}

/// How many stories of the list are on hold, as the core has it.
fn held(app: &App) -> usize {
    let page = app.invoke("desk_list", json!({ "ask": {}, "after": null })).expect("the desk");
    page["rows"].as_array().expect("rows").iter().filter(|row| row["hold"] == true).count()
}
