//! The gate as a desk editor meets it: what is held does not go, what has an hour goes by itself.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet};

#[test]
fn a_story_is_held_released_embargoed_and_goes_out_at_its_hour_by_itself() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let (newsroom, site) = (text(&folder), home.file("site"));
    stet(&["export", "--newsroom", newsroom, "--out", text(&site)]);

    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys("Ferry to run on Sundays again\n\n");
    app.wait(".body-text:focus");
    app.keys("The harbour board voted on Monday to bring the Sunday boat back.");
    app.wait_saved();

    // Held: the button is off, the check says why and leads to the place.
    app.named_in("aside", "Hold").click();
    app.named_in("aside", "Publish").click();
    app.wait_text("aside", "The story is on hold.");
    assert!(is_off(&app, "[data-publish]"), "what is held cannot be published");
    app.screenshot(&picture("gate-held.png"));
    app.named_in("aside", "Details").click();
    app.wait("aside [data-field=hold]");
    app.named_in("aside", "Hold").click();
    app.named_in("aside [data-field=stage]", "Filed").click();
    app.named_in("aside [data-field=legal]", "Needed").click();
    app.named_in("aside [data-field=stage]", "Ready").click();
    app.wait_text("aside [data-field=stage]", "none has passed it");
    app.screenshot(&picture("gate-legal.png"));
    app.named_in("aside [data-field=legal]", "Approved").click();
    app.named_in("aside [data-field=stage]", "Ready").click();
    app.wait_text("nav [role=option]", "Ready");

    // An embargo keeps it in, and is lifted.
    app.named_in("aside", "Publish").click();
    app.wait("[data-embargo]").click();
    app.named_in("aside", "Set embargo").click();
    app.wait_text("aside .when", "Under embargo until");
    app.wait_text("aside", "The story is under embargo until");
    assert!(is_off(&app, "[data-publish]"));
    app.screenshot(&picture("gate-embargo.png"));
    app.named_in("aside", "Lift embargo").click();
    app.wait("[data-embargo]");

    // Its hour: the next minute that is far enough away to set it.
    let typed = app.next_minute();
    app.wait("[data-schedule]").click();
    app.wait("aside .when input").click();
    app.press("ctrl+a");
    app.keys(&typed);
    app.named_in("aside .when", "Schedule").click();
    app.wait_text("aside .when", "This computer must be awake then");
    app.screenshot(&picture("gate-scheduled.png"));
    let began = Instant::now();
    let page = site.join("ferry-to-run-on-sundays-again/index.html");
    while !page.exists() {
        assert!(began.elapsed() < Duration::from_secs(180), "it did not go out at its hour");
        std::thread::sleep(Duration::from_millis(500));
    }
    app.wait_text("aside .where", "Live");

    // Who did what.
    app.named_in("aside", "History").click();
    app.wait("aside summary").click();
    for line in
        ["Put on hold", "Hold released", "Writing → Filed", "Legal: approved", "Embargo lifted", "Published"]
    {
        app.wait_text("aside details", line);
    }
    app.screenshot(&picture("gate-journal.png"));
    app.close();
    assert_eq!(stet(&["check", "--newsroom", newsroom]).trim(), "Everything is whole.");
}

fn is_off(app: &App, css: &str) -> bool {
    app.wait(css).property("disabled") == true
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
