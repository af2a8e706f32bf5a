//! A kill and an update as an editor meets them: typed, told place by place, lifted; chosen, refused, opened.

use std::path::Path;

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet};

#[test]
fn a_story_is_made_an_update_killed_told_place_by_place_and_lifted() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let newsroom = text(&folder).to_owned();
    let site = home.file("site");
    let bring = |name: &str, headline: &str, slug: &str| {
        let file = home.file(name);
        let words =
            format!("---\nheadline: {headline}\nurl_slug: {slug}\n---\nThe harbour board voted on Monday.\n");
        std::io::Write::write_all(&mut std::fs::File::create(&file).expect("a file"), words.as_bytes())
            .expect("it is written");
        stet(&["import", "--newsroom", &newsroom, text(&file)]);
    };
    bring("a.md", "Ferry board to vote on Sunday boats", "ferry-vote");
    bring("b.md", "Calder नाव सेवा पर मतदान पूरा, रविवार की नावें लौटेंगी", "ferry-voted");
    stet(&["publish", "--newsroom", &newsroom, "ferry-vote"]);
    // A site that does not answer, and one that was taken out of the newsroom.
    for name in ["Calder Star online", "The old blog"] {
        stet(&[
            "destination",
            "--newsroom",
            &newsroom,
            "add",
            "--name",
            name,
            "--address",
            "http://127.0.0.1:9",
            "--user",
            "desk",
        ]);
    }
    stet(&["export", "--newsroom", &newsroom, "--out", text(&site)]);
    let told = std::process::Command::new("sqlite3").arg(folder.join("newsroom.sqlite")).arg(
        "INSERT INTO publication (story, destination, remote_id, remote_state, link)
         SELECT s.id, d.id, '7', 'live', 'https://online.example/2026/11/ferry-voted/' FROM story s, destination d WHERE s.url_slug = 'ferry-voted';
         UPDATE destination SET removed_at = 5 WHERE name = 'The old blog';"
    ).status().expect("sqlite3 runs");
    assert!(told.success());

    let app = Launch::new(&home).newsroom(&folder).env("STET_PASSWORD", "abcd efgh").start();
    app.wait(".window");
    open(&app, "Calder");
    app.named_in("aside", "Publish").click();

    // An update of another story: found by its words, shown in both, refused in a sentence.
    app.wait("aside [data-field=updates] input").click();
    app.keys("Ferry board");
    app.wait_text("aside [data-field=updates] [role=option]", "Ferry board to vote");
    app.press("enter");
    app.wait_text("aside [data-field=updates]", "It is an update of");
    show(&app, "aside [data-field=updates]");
    app.screenshot(&picture("removal-update-of.png"));
    app.wait("aside [data-field=updates] .link").click();
    app.wait_text("aside [data-field=updates]", "Updated by");
    app.wait("aside [data-field=updates] input").click();
    app.keys("Calder");
    app.wait("aside [data-field=updates] [role=option]");
    app.press("enter");
    app.wait_text("aside [data-field=updates] [role=alert]", "That story is itself an update of this one.");
    show(&app, "aside [data-field=updates]");
    app.screenshot(&picture("removal-update-refused.png"));
    app.wait("aside [data-field=updates] .link").click();
    app.wait("aside [data-publish]");
    app.named_in("aside .acts", "Publish").click();
    app.wait_text("aside .where", "Live");
    stet(&["export", "--newsroom", &newsroom, "--out", text(&site)]);
    assert!(site.join("ferry-voted/index.html").exists());

    // Killed: typed, not on a bare key; each place says how it stands.
    app.wait("[data-kill]").click();
    app.wait_text("dialog", "goes from readers at once");
    app.keys("The board has not voted yet");
    app.wait("dialog [data-field=sure] input").click();
    app.press("enter");
    assert!(app.wait("[data-remove]").property("disabled") == true, "nothing without the word");
    app.keys("kill");
    app.screenshot(&picture("removal-dialog.png"));
    app.wait("[data-remove]").click();
    app.wait_text("aside .killed", "The board has not voted yet");
    app.wait_text("[data-removals]", "Gone");
    app.wait_text("[data-removals]", "Waits, tried again");
    app.wait_text("[data-removals]", "was taken out of this newsroom");
    assert!(!site.join("ferry-voted").exists(), "the page is off the site at once");
    assert!(site.join("ferry-vote/index.html").exists());
    app.wait_text(".says", "This story was killed.");
    assert!(app.wait("[data-publish]").property("disabled") == true);
    show(&app, "aside .killed");
    app.screenshot(&picture("removal-places.png"));
    app.named_in("[data-removals] .by-hand", "It is gone there, The old blog").click();
    app.wait_text("[data-removals]", "Taken away by hand");
    app.wait_text("nav [role=option]", "Killed");

    // Who did what, and the way back.
    app.named_in("aside", "History").click();
    app.wait("aside summary").click();
    for line in ["Killed: The board has not voted yet", "Gone from", "Taken away by hand from The old blog"] {
        app.wait_text("aside details", line);
    }
    app.named_in("aside", "Publish").click();
    app.named_in("aside .killed", "Lift the kill…").click();
    app.named_in("aside .killed", "Lift the kill").click();
    app.wait_gone("aside .killed");
    app.screenshot(&picture("removal-lifted.png"));
    app.close();
    assert_eq!(stet(&["check", "--newsroom", &newsroom]).trim(), "Everything is whole.");
}

fn open(app: &App, words: &str) {
    app.wait("[data-find]").click();
    app.keys(words);
    app.wait_text("nav [role=option]", words);
    app.wait("nav [role=option]").click();
    app.wait("#headline");
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn show(app: &App, css: &str) {
    app.js(
        "document.querySelector(arguments[0]).scrollIntoView({ block: 'start' })",
        serde_json::json!([css]),
    );
}
