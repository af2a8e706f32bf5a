//! An editor dresses the site, with its pages beside, and is told of a mistake in a theme where the page would be.

use crate::driver::{App, Home, Launch, picture, png_bytes, stet, wait_until};
use serde_json::json;

/// The dress that the newsroom keeps.
fn kept(app: &App) -> serde_json::Value {
    app.invoke("newsroom", json!({})).expect("the newsroom")["settings"]["dress"].clone()
}

/// Fills the field of that label anew.
fn fill(app: &App, css: &str, text: &str) {
    app.wait(css).click();
    app.press("ctrl+a");
    app.press("delete");
    app.keys(text);
}

#[test]
fn the_site_is_dressed_in_the_window_and_a_mistake_in_a_theme_is_said() {
    let home = Home::new();
    let folder = home.file("demo");
    stet(&["demo", folder.to_str().expect("a path in Unicode")]);
    let app = Launch::new(&home).newsroom(&folder).size(1440, 1000).start();
    app.wait(".window");
    app.named("Newsroom menu").click();
    app.named("Dress of the site…").click();
    app.wait_frame_text("dialog[open] iframe", "Calder Star");
    app.screenshot(&picture("dress-1-demo.png"));

    // A yellow that nobody can read is refused with its figure; a blue is taken, and made lighter for the night.
    let accent = "dialog[open] .accent input[type=text]";
    fill(&app, accent, "#ffcc00");
    app.wait_text("dialog[open] .accent", "has a contrast of 1.3:1 on the paper");
    app.screenshot(&picture("dress-2-refused.png"));
    fill(&app, accent, "#0b5394");
    app.wait_text("dialog[open] .read", "by night #");
    app.named_in("dialog[open]", "White").click();
    let chosen = "const of = [...document.querySelectorAll('dialog[open] select')]; \
         for (const [n, value] of [[0, 'sans'], [1, 'humanist'], [2, 'day-first']]) { of[n].value = value; \
         of[n].dispatchEvent(new Event('change', { bubbles: true })); }";
    app.js(chosen, json!([]));

    // A logo, by the same field that the button opens.
    let file = home.file("logo.png");
    std::fs::File::create(&file)
        .and_then(|mut f| std::io::Write::write_all(&mut f, &png_bytes(600, 150, [11, 83, 148])))
        .expect("a picture to choose");
    app.js("document.querySelector('dialog[open] input[type=file]').hidden = false", json!([]));
    app.wait("dialog[open] input[type=file]").choose_files(&[&file]);
    wait_until("the logo is drawn", || {
        let ratio = "const i = document.querySelector('dialog[open] .logo img'); return i !== null && i.naturalWidth === 4 * i.naturalHeight";
        app.js(ratio, json!([])) == true
    });
    app.screenshot(&picture("dress-3-blue.png"));

    fill(&app, "dialog[open] .at-foot textarea", "हर दिन छपता है");
    app.wait_frame_text("dialog[open] iframe", "हर दिन छपता है");
    app.screenshot(&picture("dress-4-foot.png"));
    app.named_in("dialog[open]", "Phone").click();
    app.screenshot(&picture("dress-5-phone.png"));
    app.named_in("dialog[open] footer", "Save").click();
    app.wait_gone("dialog[open]");
    let dress = kept(&app);
    assert_eq!(dress["accent"], "#0b5394");
    assert_eq!((&dress["headlines"], &dress["text"]), (&json!("sans"), &json!("humanist")));
    assert_eq!((&dress["paper"], &dress["footer"]), (&json!("white"), &json!("हर दिन छपता है")));
    assert_eq!(dress["social"].as_array().map(Vec::len), Some(2), "the links of the demo stay");

    // The default theme is copied, a template is broken, and the window says where.
    app.named("Newsroom menu").click();
    app.named("Dress of the site…").click();
    app.named_in("dialog[open]", "Copy the default theme").click();
    app.wait_text("dialog[open] .copied", "copied into");
    app.named_in("dialog[open] footer", "Cancel").click();
    app.wait_gone("dialog[open]");
    let template = folder.join("theme").join("story.html");
    let whole = std::fs::read_to_string(&template).expect("the copy is there");
    let broken = whole.replacen("{{ headline }}", "{{ haedline }}", 1);
    assert_ne!(broken, whole, "the template names the headline");
    stet::newsroom::write_whole(&template, broken.as_bytes()).expect("a theme can be changed");
    let line = whole[..whole.find("{{ headline }}").expect("it is there")].lines().count();
    app.press("ctrl+n");
    app.wait(".headline textarea:focus");
    app.keys("The tide tables");
    app.wait_saved();
    app.named("Newsroom menu").click();
    app.named("Preview of this story…").click();
    let said = app.wait_frame_text("dialog[open] iframe", "could not be used");
    assert!(said.contains(&format!("story.html, line {line} ")), "{said}");
    assert!(said.contains("for the story “The tide tables”"), "{said}");
    app.screenshot(&picture("dress-6-mistake.png"));
    let exported =
        app.invoke("export_site", json!({ "folder": home.file("site") })).expect_err("no site comes of it");
    assert_eq!(exported["code"], "theme-broken");
    assert!(exported["sentence"].as_str().is_some_and(|s| s.contains("story.html, line")), "{exported}");
    assert!(!home.file("site").join("index.html").exists(), "nothing was written");
    app.named_in("dialog[open]", "Close").click();
    app.wait_gone("dialog[open]");
}
