//! An editor writes the page About us as a story, from the text that every site has.

use serde_json::json;

use crate::driver::{Home, Launch, picture, stet};

#[test]
fn a_page_of_the_site_is_written_as_a_story() {
    let home = Home::new();
    let folder = home.file("demo");
    stet(&["demo", folder.to_str().expect("a path in Unicode")]);
    let app = Launch::new(&home).newsroom(&folder).size(1440, 1000).start();
    app.wait(".window");
    app.named("Newsroom menu").click();
    app.named("Newsroom settings…").click();
    app.named_in("dialog[open]", "Pages").click();
    app.wait_text("dialog[open]", "About us");
    app.screenshot(&picture("pages-1-settings.png"));

    // What was changed beside it is kept as well, and the story opens.
    app.wait("dialog[open] textarea").click();
    app.press("ctrl+end");
    app.keys(" Ask for Ruth.");
    app.wait("dialog[open] .page button").click();
    app.wait_gone("dialog[open]");
    app.wait_text(".body .ProseMirror", "Ask for Ruth.");
    assert_eq!(app.wait(".headline textarea").property("value"), "About us");
    app.wait(".body .ProseMirror").click();
    app.press("ctrl+end");
    app.keys(" We meet on Mondays.");
    app.wait_saved();
    app.screenshot(&picture("pages-2-story.png"));
    app.named_in("aside", "Publish").click();
    app.wait("[data-publish]:not(:disabled)").click();
    app.wait_text("aside .where", "Live");
    app.screenshot(&picture("pages-3-published.png"));

    app.named("Newsroom menu").click();
    app.named("Newsroom settings…").click();
    app.named_in("dialog[open]", "Pages").click();
    app.wait_text("dialog[open]", "Readers see the story that it is written as.");
    app.screenshot(&picture("pages-4-live.png"));
    app.named_in("dialog[open]", "Open the story").click();
    app.wait_gone("dialog[open]");

    let site = home.file("site");
    app.invoke("export_site", json!({ "folder": site })).expect("the site");
    let page = std::fs::read_to_string(site.join("about/index.html")).expect("the page");
    assert!(page.contains("We meet on Mondays.") && !page.contains("NewsArticle"));
}
