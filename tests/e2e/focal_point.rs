//! The focal point of a picture: set by keys and by a click, kept, and seen in what is exported.

use crate::driver::{App, Home, Launch, picture, stet, wait_until};
use serde_json::json;

#[test]
fn the_focal_point_is_moved_by_keys_and_by_a_click_and_the_site_is_cut_around_it() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    stet(&["demo", folder.to_str().expect("a name")]);
    let app = Launch::new(&home).newsroom(&folder).size(1440, 900).start();
    // A story that readers see, so that the site has its picture.
    app.wait(".row");
    let live = "[...document.querySelectorAll('.row')].find((row) => row.textContent.includes('polls open'))";
    app.js(&format!("{live}.click()"), json!([]));
    wait_until("it is open", || {
        let shown = "const h = document.querySelector('#headline'); \
             return h !== null && (h.value ?? h.textContent).includes('polls')";
        app.js(shown, json!([])) == true
    });
    app.wait("figure img[src*='stet-media']");

    // By keys alone: from the button under the picture to the point and back.
    app.named("Focal point").click();
    app.wait("figure [role=slider]:focus");
    assert_eq!(said(&app, "figure"), "50 % across, 40 % down", "where nobody chose");
    app.press("left");
    app.press("shift+down");
    wait_until("the point has moved", || said(&app, "figure") == "49 % across, 50 % down");
    app.screenshot(&picture("focal-point-1-story.png"));
    app.press("escape");
    app.wait_gone("figure [role=slider]");
    let back = app.js("return document.activeElement.textContent", json!([]));
    assert_eq!(back, "Focal point", "the focus is where it came from");

    // The panel shows the same point; a click sets another.
    app.js(
        "[...document.querySelectorAll('[role=tab]')].find((t) => t.textContent.includes('Pictures')).click()",
        json!([]),
    );
    app.wait(".choosing [role=slider]");
    wait_until("the panel has the point", || said(&app, ".choosing") == "49 % across, 50 % down");
    wait_until("the cuts are drawn", || {
        app.js(
            "return [...document.querySelectorAll('.cuts img')].every((i) => i.naturalWidth > 0)",
            json!([]),
        ) == true
    });
    app.wait(".choosing [role=slider]").click();
    // Half of an odd number of pixels is on this side or on that.
    wait_until("a click in the middle", || said(&app, ".choosing").starts_with("50 % across, "));
    let clicked = said(&app, ".choosing");
    assert!(["50 % across, 49 % down", "50 % across, 50 % down"].contains(&clicked.as_str()), "{clicked}");
    app.screenshot(&picture("focal-point-2-panel.png"));
    app.close();

    let app = Launch::new(&home).newsroom(&folder).size(1440, 900).dark().start();
    app.wait("#headline");
    app.named("Focal point").click();
    wait_until("it was kept", || said(&app, "figure") == clicked);
    app.named_in("figure", "As usual").click();
    wait_until("as if nobody had chosen", || said(&app, "figure") == "50 % across, 40 % down");
    app.js("document.querySelector('figure [role=slider]').focus()", json!([]));
    app.press("shift+right");
    wait_until("and chosen again", || said(&app, "figure") == "60 % across, 40 % down");
    app.screenshot(&picture("focal-point-3-dark.png"));
    app.close();

    let site = home.file("site");
    stet(&[
        "export",
        "--newsroom",
        folder.to_str().expect("a name"),
        "--out",
        site.to_str().expect("a name"),
    ]);
    let names = std::fs::read_dir(site.join("pictures")).expect("the site has pictures");
    let names: Vec<String> =
        names.map(|f| f.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|name| name.contains("-16x9-60-40-")), "{names:?}");
}

/// Where the point is, as it is said aloud.
fn said(app: &App, within: &str) -> String {
    let script = "return document.querySelector(`${arguments[0]} [role=slider]`)?.getAttribute('aria-valuetext') ?? ''";
    app.js(script, json!([within])).as_str().unwrap_or_default().to_owned()
}
