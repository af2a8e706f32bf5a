//! The plan as a desk uses it: a story is commissioned, is seen on its day, warns, and is looked at again.

use serde_json::{Value, json};
use stet::newsroom::wall_clock;

use crate::driver::{App, Home, Launch, new_newsroom_in, picture, stet};

#[test]
fn a_story_is_commissioned_found_on_its_day_warned_about_and_looked_at_again_by_keys() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom_in(&where_it_is_noon(), &folder);
    let newsroom = folder.to_str().expect("a path in Unicode");
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".window");

    // An empty day says so.
    app.press("ctrl+alt+p");
    app.wait("[data-calendar]:focus");
    app.wait_text("[aria-labelledby=plan-day]", "Nothing is planned for this day.");
    app.screenshot(&picture("plan-empty.png"));

    // Asked for in one act; the sheet is there to be printed.
    app.press("ctrl+alt+n");
    app.wait("dialog[open] input:focus");
    app.keys("harbour-wall");
    app.press("tab");
    app.keys("Who knew, and when? Ask the harbour master.");
    app.press("tab");
    app.keys("Anita Rao");
    app.press("tab");
    app.keys(&hour(&app, 40));
    app.press("tab");
    app.keys("600");
    app.press("tab");
    app.named_in("dialog[open]", "Needed").click();
    app.screenshot(&picture("plan-commission.png"));
    app.named_in("dialog[open] footer", "Commission").click();
    app.wait_text("dialog[open] .sheet", "Anita Rao");
    app.wait_text("dialog[open] .sheet", "600 words");
    app.screenshot(&picture("plan-commission-sheet.png"));
    app.press("escape");
    app.wait_gone("dialog[open]");

    // It stands on its day, and its last hour has begun.
    app.wait_text("nav .plan .line", "harbour-wall");
    app.wait_text("nav .plan .line", "Due in");
    for (headline, slug, minutes, asked) in [
        ("बंदरगाह की दीवार एक साल से कमज़ोर थी, इंजीनियरों ने पहले ही चेताया था", "deewar", -95, "deadline"),
        (
            "Ferry to run on Sundays again after a vote that nobody on the harbour board had expected to win",
            "ferry",
            -30,
            "look-again",
        ),
        ("Every ward contested", "wards", 200, "deadline"),
        ("Tide tables for the spring", "tides", 26 * 60, "schedule"),
    ] {
        let story = app.invoke("new_story", json!({})).expect("a story");
        let id = story["id"].clone();
        let mut draft = story["draft"].clone();
        (draft["headline"], draft["slug"]) = (json!(headline), json!(slug));
        if slug == "deewar" {
            draft["language"] = json!("hi");
        }
        app.invoke("save_story", json!({ "story": id, "edit": story["edit"], "draft": draft }))
            .expect("saved");
        let zone = zone(&app);
        let local = hour(&app, minutes).replace(' ', "T");
        let time = app.invoke("chosen_time", json!({ "local": local, "zone": zone })).expect("a time");
        let to = json!({ "what": asked, "to": time["time"] });
        app.invoke("make_move", json!({ "story": id, "to": to })).expect("moved");
    }
    app.wait_text("nav .plan", "Late by 1 h");
    app.wait_text("nav .plan", "look again");
    app.screenshot(&picture("plan-day.png"));

    // The news list as it prints.
    app.named_in("nav .plan", "Print…").click();
    app.wait_text("dialog[open] table", "harbour-wall");
    app.screenshot(&picture("plan-news-sheet.png"));
    app.press("escape");
    app.wait_gone("dialog[open]");

    // Keys alone: a day on and back, into the list, into the story.
    app.wait("[data-calendar]").click();
    app.press("right");
    app.press("home");
    app.wait_text("[aria-labelledby=plan-day]", "harbour-wall");
    app.press("enter");
    app.wait("[data-news-list]:focus");
    app.press("end");
    app.press("home");
    app.press("enter");
    app.wait(".body-text");
    app.wait_gone("nav .plan");
    app.wait_text(".says", "is to be looked at again.");
    app.wait_text("nav [role=listbox]", "Due in");
    app.screenshot(&picture("plan-warned.png"));
    app.named_in(".says", "Done").click();
    app.wait_gone(".says .notice");

    // The desk's own words for its stages, in the list, the story and the search.
    app.named("Newsroom menu").click();
    app.named("Newsroom settings…").click();
    app.named_in("dialog[open]", "Desk").click();
    app.wait("dialog[open] [data-stage=assigned]").type_text("बाँटा गया");
    app.screenshot(&picture("plan-stages.png"));
    app.named_in("dialog[open] footer", "Save").click();
    app.wait_gone("dialog[open]");
    app.wait_text("nav [role=listbox]", "बाँटा गया");
    app.press("ctrl+shift+f");
    app.keys("stage:बाँटा");
    app.wait_text("nav .views", "1 story found");
    app.press("escape");

    // Spiked, it says how long it has. The list is whole again first, and another story opens: else the
    // panel of the one before may still stand there, and takes the click with it.
    app.wait_text("nav [role=listbox]", "Tide tables");
    app.wait("nav .row").click();
    app.wait_text("nav .row.on", "ferry");
    app.press("ctrl+1");
    app.named_in("aside", "Spike this story").click();
    app.wait_text(".says", "In 30 days it leaves the lists");
    app.named_in("nav .views", "Spiked").click();
    app.wait_text("nav .row", "30 days left");
    app.screenshot(&picture("plan-spiked.png"));
    app.named_in("nav .views", "Expired").click();
    app.wait_text("nav .empty", "Nothing has left the spike.");
    app.close();
    assert!(stet(&["plan", "--newsroom", newsroom]).contains("News list, "));
}

fn zone(app: &App) -> Value {
    app.invoke("newsroom", json!({})).expect("the newsroom")["settings"]["zone"].clone()
}

/// So many minutes from now, on the newsroom's wall.
fn hour(app: &App, minutes: i64) -> String {
    app.on_the_wall(&format!("Date.now() + {minutes} * 60000"))
}

/// A zone in which it is about noon: what is asked for within the hours around now stands on one day, at
/// whatever hour the test runs.
fn where_it_is_noon() -> String {
    let hour = wall_clock().0 / 3_600_000 % 24;
    // East of Greenwich has the minus sign in these names.
    format!("Etc/GMT{:+}", hour - 12)
}
