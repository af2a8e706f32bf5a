//! The headlines for other places, the length while one writes, and the content profiles.

use serde_json::json;

use crate::driver::{App, Home, Launch, new_newsroom, picture, stet};

const HEADLINE: &str = "Ferry returns to the estuary after eleven years away";

#[test]
fn headlines_length_and_profiles_are_set_in_the_window_and_kept() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home).newsroom(&folder).size(1280, 1000).start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys(&format!("{HEADLINE}\n\u{9}"));
    counts_while_it_is_typed(&app);
    writes_headlines(&app);
    changes_a_profile(&app);
    app.wait_saved();
    app.close();

    let found = stet(&["list", "--newsroom", folder.to_str().expect("a path in Unicode"), "--json"]);
    let id = serde_json::from_str::<serde_json::Value>(&found).expect("JSON")[0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let kept = stet(&["show", "--newsroom", folder.to_str().expect("a path in Unicode"), &id]);
    for line in [
        "push_headline: Eleven years on, the ferry is back",
        "sms_headline: \"“It’s back”\"",
        "profile: brief",
        "commissioned_words: 60",
    ] {
        assert!(kept.contains(line), "{line} in {kept}");
    }
}

/// The line at the foot follows the keys, in the four bands.
fn counts_while_it_is_typed(app: &App) {
    app.press("ctrl+1");
    app.wait("[data-commission]").click();
    app.keys("60");
    app.wait_text(".status .length", "0/60 words, 60 left");
    app.wait(".status .length.fine");
    app.wait(".body-text").click();
    app.keys(&"ferry ".repeat(11));
    app.wait_text(".status .length.near", "11/60 words, 49 left");
    app.paste(".body-text", "", &"again ".repeat(50));
    app.wait_text(".status .length.over", "61/60 words, 1 over");
    app.press("shift+home");
    app.wait_text(".status", "selected");
    app.press("end");
    app.press("enter");
    // As many words as the core counts: a caption is none, a Hindi word is one, a character of Chinese is one.
    app.keys("प्रधानमंत्री ने कहा 東京都");
    app.wait_text(".status .length.over", "67/60 words, 7 over");
    app.wait_saved();
    app.wait_text(".status .length.over", "67/60 words, 7 over");
}

fn writes_headlines(app: &App) {
    app.press("ctrl+shift+l");
    app.wait_text("aside [role=tab][aria-selected=true]", "Headlines");
    app.wait_text("aside .title", HEADLINE);
    let greyed = app.named_in("aside", "Push headline").property("placeholder");
    assert_eq!(greyed, HEADLINE, "an empty one shows what it follows");
    app.screenshot(&picture("headlines-empty.png"));
    app.named_in("aside", "Push headline").click();
    app.keys("Eleven years on, the ferry is back");
    app.wait_text("aside .alert .words", "Eleven years on, the ferry is back");
    app.named_in("aside", "SMS headline").click();
    app.keys("“It’s back”");
    app.wait_text("aside", "One message, 11 of 70 Unicode units.");
    app.screenshot(&picture("headlines.png"));
}

fn changes_a_profile(app: &App) {
    app.named("Newsroom menu").click();
    app.named("Content profiles…").click();
    app.wait("dialog[open] table");
    app.wait_text("dialog .which [aria-current=true]", "1 story");
    app.screenshot(&picture("profiles.png"));
    app.js("document.querySelectorAll('dialog .which li button')[4].click()", json!([]));
    app.wait_text("dialog .which [aria-current=true]", "Brief");
    app.named_in("dialog", "Tags: required").click();
    app.named_in("dialog", "Save").click();
    app.wait_gone("dialog[open]");

    app.press("ctrl+1");
    app.named_in("aside", "Brief").click();
    app.wait_gone("[aria-label=Eyebrow]");
    app.press("ctrl+enter");
    app.wait_text("aside", "Brief needs a tag.");
    app.screenshot(&picture("field-required.png"));
    app.js("[...document.querySelectorAll('aside li')].find((e) => e.textContent.includes('needs a tag')).querySelector('button').click()", json!([]));
    app.wait("aside [data-field=tags] input:focus");
}

#[test]
fn a_hindi_story_has_its_headlines_in_its_own_script_and_counts_messages_by_seventy() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    stet(&["demo", folder.to_str().expect("a path in Unicode")]);
    for (dark, find, language, way) in [(false, "hindi", "hi", "ltr"), (true, "urdu", "ur", "rtl")] {
        let launch = Launch::new(&home).newsroom(&folder);
        let app = if dark { launch.dark() } else { launch }.start();
        app.wait(".row");
        let script = "const open = [...document.querySelectorAll('.row')].find((r) => r.querySelector(`:lang(${arguments[0]})`) ?? r.matches(`:lang(${arguments[0]})`));
             (open?.querySelector('button') ?? open)?.click(); return open !== undefined";
        crate::driver::wait_until(&format!("the {find} story is in the list"), || {
            app.js(script, json!([language])) == true
        });
        app.wait(&format!(".body-text[lang^={language}]"));
        app.press("ctrl+shift+l");
        app.wait(&format!("aside .bubble[lang^={language}][dir={way}]"));
        app.wait_text("aside figure:has(.bubble) + .says", "Unicode units");
        app.screenshot(&picture(&format!("headlines-{find}.png")));
        app.js("document.querySelector('aside .panel').scrollTop = 1e6", json!([]));
        app.screenshot(&picture(&format!("headlines-{find}-foot.png")));
        app.named("Newsroom menu").click();
        app.named("Content profiles…").click();
        app.wait("dialog[open] table");
        app.screenshot(&picture(&format!("profiles-{find}.png")));
        app.zoom(2.0);
        app.screenshot(&picture(&format!("profiles-{find}-200.png")));
        app.press("escape");
        app.wait_gone("dialog[open]");
        app.press("ctrl+shift+l");
        app.screenshot(&picture(&format!("headlines-{find}-200.png")));
    }
}
