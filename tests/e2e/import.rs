//! A morning with an old site's archive: it is dropped on the window, and the reporter goes on
//! writing while it comes in.

use crate::driver::{App, Home, Launch, new_newsroom, picture, wait_until};
use serde_json::json;

/// A WordPress export of so many posts, one of them broken.
fn archive(posts: usize) -> String {
    let mut out = String::from(
        "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel><link>https://calderstar.example</link>\n",
    );
    for n in 1..=posts {
        let text = "The council met on Monday, and the harbour was on its list again. ".repeat(12);
        let broken = if n == 40 { "<b>" } else { "" };
        out.push_str(&format!(
            "<item><title>Harbour notes {n}</title>{broken}<wp:post_id>{n}</wp:post_id><wp:status>publish</wp:status>\
             <wp:post_name>harbour-notes-{n}</wp:post_name><wp:post_type>post</wp:post_type>\
             <wp:post_date_gmt>2024-05-03 03:00:00</wp:post_date_gmt>\
             <content:encoded><![CDATA[{text}<img src=\"https://calderstar.example/wp-content/uploads/2024/05/{n}.jpg\">]]></content:encoded></item>\n"
        ));
    }
    out + "</channel></rss>"
}

#[test]
fn an_archive_comes_in_while_its_reporter_writes_and_copy_is_dropped_and_watched() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let whole = archive(3000);
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".window");

    // One small file opens as a story.
    app.drop_file(
        "main",
        "statement.txt",
        "text/plain",
        b"Council statement\n\nThe wall is safe, it says.\n",
    );
    app.wait_text(".body-text", "The wall is safe, it says.");

    // An archive shows how far it is, and lets its reporter go on.
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.drop_file("main", "calder-star.xml", "text/xml", whole.as_bytes());
    app.wait("dialog [role=progressbar]");
    wait_until("stories are in", || {
        app.js("return document.querySelector('dialog .told')?.textContent", json!([]))
            .as_str()
            .is_some_and(|t| !t.starts_with('0'))
    });
    app.screenshot(&picture("import-under-way.png"));
    app.named("Go on behind").click();
    app.wait("#headline").click();
    app.keys("Written while the archive comes in\n");
    app.wait_saved();
    assert_eq!(
        app.invoke("import_state", json!({})).expect("it answers")["running"],
        true,
        "the save did not wait for its end"
    );

    // Stopped, it keeps what is in; the same file goes on from there.
    app.press("ctrl+o");
    app.named("Cancel").click();
    app.wait_text("dialog", "Stopped.");
    app.screenshot(&picture("import-stopped.png"));
    app.named("Close").click();
    app.drop_file("main", "calder-star.xml", "text/xml", whole.as_bytes());
    app.wait_text("dialog", "were here already, 1 could not be read.");
    app.wait_text("dialog", "“Harbour notes 40” (line 41) could not be read");
    app.screenshot(&picture("import-outcome.png"));
    app.named("Open the first").click();
    app.wait_text("main", "The council met on Monday");
    is_dark(&home, &whole);
    watches(&app, &home);
    app.close();
}

/// The same archive in another newsroom, in the dark.
fn is_dark(home: &Home, whole: &str) {
    let other = home.file("Evening Star");
    new_newsroom(&other);
    let app = Launch::new(home).newsroom(&other).dark().start();
    app.wait(".window");
    app.drop_file("main", "calder-star.xml", "text/xml", whole.as_bytes());
    app.wait("dialog [role=progressbar]");
    wait_until("stories are in", || {
        app.js("return document.querySelector('dialog .told')?.textContent", json!([]))
            .as_str()
            .is_some_and(|t| !t.starts_with('0'))
    });
    app.screenshot(&picture("import-under-way-dark.png"));
    app.wait_text("dialog", "2,999 stories came in, 1 could not be read.");
    app.screenshot(&picture("import-outcome-dark.png"));
    app.close();
}

/// Copy that another program puts into the watched folder comes in by itself.
fn watches(app: &App, home: &Home) {
    let drop = home.file("drop");
    std::fs::create_dir_all(&drop).expect("a folder");
    let mut settings = app.invoke("newsroom", json!({})).expect("the newsroom answers")["settings"].take();
    settings["watchedFolder"] = json!(drop);
    app.invoke("save_settings", json!({ "settings": settings })).expect("settings are kept");
    stet::newsroom::write_whole(&drop.join("tides.txt"), b"Tide tables\n\nHigh water at six.\n")
        .expect("a file");
    app.wait_text(".says", "“tides.txt” came in.");
    app.screenshot(&picture("import-watched.png"));
    app.named_in(".says", "Open").click();
    app.wait_text(".body-text", "High water at six.");
}
