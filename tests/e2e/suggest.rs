//! Suggesting: a proposal beside the story that outlives a kill, is taken and left by key, and
//! reaches no reader.

use std::path::Path;

use stet::newsroom::{Newsroom, wall_clock};
use stet::story::StoryId;
use stet::{body, publish};

use crate::driver::{Home, Launch, kill_at_once, new_newsroom, picture};

const COPY: &str = "He was alleged to have met the mayor in Calder on Monday. Nobody was hurt.\n\n\
    The council meets again next week. It will hear the report.";

fn live_story(folder: &Path) -> StoryId {
    let mut n = Newsroom::open(folder).expect("the newsroom");
    let mut settings = n.opened().expect("its settings").settings;
    settings.author = "Ann Kaul".to_owned();
    n.save_settings(settings).expect("settings are saved");
    let story = n.new_story(wall_clock()).expect("a story").0.story.id;
    let write = |s: &mut stet::story::Story| {
        s.headline = "Mayor met him".to_owned();
        s.body = body::read(COPY);
        Ok(())
    };
    n.edit_story(story, 0, wall_clock(), write).expect("its text");
    publish::publish_story(&mut n, story, wall_clock()).expect("it is live");
    story
}

fn working_copy(folder: &Path, story: StoryId) -> String {
    let state = Newsroom::open(folder).expect("the newsroom").story(story).expect("the story");
    format!("{}\n\n{}", state.story.headline, body::plain_text(&state.story.body))
}

#[test]
fn a_suggestion_outlives_a_kill_is_decided_by_key_and_reaches_no_reader() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let story = live_story(&folder);
    let as_it_was = working_copy(&folder, story);

    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait("nav [role=option]").click();
    app.wait_text(".body-text", "alleged");
    app.press("ctrl+shift+e");
    app.wait_text("[role=region][aria-label=Suggesting]", "The story stays as it is");
    app.wait("#headline").click();
    app.press("ctrl+a");
    app.keys("Mayor met charged man");
    app.replace_words("alleged", "charged");
    app.replace_words("Monday", "Tuesday");
    app.select_words(" It will hear");
    app.press("enter");
    app.keys("It will hear");
    app.wait_saved();
    app.screenshot(&picture("suggesting.png"));
    kill_at_once(app.pid());
    app.wait_ended();
    drop(app);
    assert_eq!(working_copy(&folder, story), as_it_was, "the story itself was not touched");

    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait_text(".body-text", "alleged");
    app.press("ctrl+shift+e");
    app.wait_text(".body-text", "He was charged to have met the mayor in Calder on Tuesday.");
    app.press("ctrl+shift+e");
    app.wait_text(".body-text", "alleged");
    app.wait_text("aside section", "Ann Kaul");
    app.wait(".body-text .proposed-del");
    app.screenshot(&picture("suggestion.png"));

    app.press("alt+down");
    app.wait_text("[data-said]", "Headline: deleted him, added charged man, by Ann Kaul, change 1 of 4");
    app.press("alt+down");
    app.wait_text("[data-said]", "deleted alleged, added charged, by Ann Kaul, change 2 of 4");
    app.screenshot(&picture("suggestion-chosen.png"));
    app.press("alt+enter");
    app.wait_text("[data-said]", "Accepted: deleted alleged, added charged");
    app.wait_text(".body-text", "He was charged");
    app.press("alt+backspace");
    app.wait_text("[data-said]", "Rejected: deleted Monday, added Tuesday");
    app.screenshot(&picture("suggestion-decided.png"));
    app.press("ctrl+z");
    app.wait_text("[data-said]", "Undone");
    app.press("alt+up");
    app.press("alt+down");
    app.wait_text("[data-said]", "change 3 of 3");
    app.wait_text("[data-said]", "paragraph split in two");
    app.press("alt+enter");
    app.wait_text("[data-said]", "Accepted: paragraph split in two");
    app.press("ctrl+z");
    app.wait_text("[data-said]", "Undone");

    app.press("ctrl+5");
    app.named_in("aside li:last-of-type", "Compare with now").click();
    app.wait("dialog[open] ins");
    app.named("Side by side").click();
    app.wait("dialog[open] .sides");
    app.screenshot(&picture("compare-sides.png"));
    app.press("escape");
    drop(app);

    let now = working_copy(&folder, story);
    assert_eq!(
        now,
        as_it_was.replace("alleged", "charged"),
        "one change was taken, and undone ones are not there"
    );
    let mut n = Newsroom::open(&folder).expect("the newsroom");
    let out = home.file("site");
    publish::export(&mut n, &out, wall_clock()).expect("the site");
    let page = std::fs::read_to_string(out.join("mayor-met-him.html"))
        .or_else(|_| std::fs::read_to_string(out.join("mayor-met-him/index.html")))
        .expect("the story's page");
    assert!(page.contains("alleged") && !page.contains("charged"), "readers see what was published");
}
