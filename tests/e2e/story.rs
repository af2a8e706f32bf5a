//! A reporter's day, whole: a story is begun, typed, cut off, finished, published three times.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::driver::{App, Bus, Home, Launch, new_newsroom, picture, png_bytes, stet, wait_until};
use crate::text::{CLOSING, HEADLINE, INTERRUPTED, OPENING, STANDFIRST, words};
use crate::wordpress::{Server, wordpress};

const ALTS: [&str; 3] =
    ["A white ferry at a quay", "Cars in line on a wet quay", "A man with a clipboard counts cars"];

#[test]
fn a_story_typed_killed_finished_is_whole_on_disk_on_the_site_and_in_wordpress() {
    let site = std::thread::spawn(wordpress);
    let home = Home::new();
    let bus = Bus::start(&home);
    let folder = home.file("Calder Star");
    new_newsroom(&folder);

    let app = Launch::new(&home).bus(&bus).newsroom(&folder).start();
    begins(&app);
    let (sent, killed) = is_cut_off(app);
    let app = Launch::new(&home).bus(&bus).newsroom(&folder).start();
    goes_on(&app, &sent, killed);
    adds_pictures(&app, &home);
    app.wait_saved();
    app.screenshot(&picture("story-written.png"));

    is_whole_on_disk(&app, &folder);
    publishes(&app, &home);
    let server = site.join().expect("WordPress starts");
    sends(&app, server);
    app.close();
    assert_eq!(stet(&["check", "--newsroom", text(&folder)]).trim(), "Everything is whole.");
}

/// The furniture, in its place and in Details, and the first half of the body.
fn begins(app: &App) {
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.wait(".eyebrow textarea").click();
    app.keys("Estuary\n");
    app.keys(&format!("{HEADLINE}\n{STANDFIRST}\n"));
    app.wait(".body-text:focus");

    app.named("Slug").click();
    app.keys("ferry returns");
    app.named("Sport").click();
    app.named_in("aside", "Add a byline").click();
    app.wait("[aria-label='Name of byline 1']:focus");
    app.keys("Mira Sandoval");
    app.named("Dateline place").click();
    app.keys("Calder");
    app.named("Tags").click();
    app.keys("ferry\nestuary\n");

    app.wait(".body-text").click();
    app.keys(OPENING);
    app.wait_saved();
}

/// Types word by word until the power goes: when each word was sent, and when that was.
fn is_cut_off(app: App) -> (Vec<Instant>, Instant) {
    let mut sent = Vec::new();
    for word in words(INTERRUPTED).into_iter().take(30) {
        sent.push(Instant::now());
        app.keys(&format!("{word} "));
        std::thread::sleep(Duration::from_millis(90));
    }
    app.kill();
    (sent, Instant::now())
}

/// Finds all but the last second, and writes the rest.
fn goes_on(app: &App, sent: &[Instant], killed: Instant) {
    app.wait(".body-text");
    let there = words(&text_of(app, ".body-text"));
    let before = words(OPENING);
    assert_eq!(there[..before.len()], before, "what was saved long before is all there");
    // The last word may have been saved when half of it was typed.
    let kept = there[before.len()..].join(" ");
    let rest = INTERRUPTED.strip_prefix(&kept).expect("and so is the beginning of what came after");
    let whole = kept.split(' ').count() - usize::from(!rest.starts_with(' '));
    let lost = sent.get(whole).map_or(Duration::ZERO, |at| killed.duration_since(*at));
    assert!(
        lost <= Duration::from_secs(1),
        "at most a second of typing is lost, not {} ms",
        lost.as_millis()
    );

    at_the_end(app);
    app.keys(rest);
}

/// Three pictures by three ways, each with its words; the last part of the body between them.
fn adds_pictures(app: &App, home: &Home) {
    app.drop_file(".headline", "ferry.jpg", "image/jpeg", &jpeg_bytes());
    app.wait("figure img[src*='stet-media']");
    app.named("Caption of the lead picture").click();
    app.keys("The Hester Dunmow at the north quay");
    app.named("Credit of the lead picture").click();
    app.keys("Mira Sandoval/Calder Star");
    app.named("Alt text of the lead picture").click();
    app.keys(ALTS[0]);

    at_the_end(app);
    app.paste_file(".body-text", "queue.png", "image/png", &png_bytes(640, 400, [120, 130, 150]));
    describe(app, 1, "The queue at noon", ALTS[1]);
    app.keys(CLOSING.trim_start());
    app.press("ctrl+shift+left");
    app.press("ctrl+k");
    app.wait("[aria-label=Link] input:focus");
    app.keys("https://ferries.example/calder\n");
    app.wait(".body-text a[href='https://ferries.example/calder']");

    at_the_end(app);
    let file = home.file("counting.png");
    std::fs::File::create(&file)
        .and_then(|mut f| std::io::Write::write_all(&mut f, &png_bytes(800, 500, [70, 110, 90])))
        .expect("a picture file");
    app.press("ctrl+3");
    app.wait("aside input[type=file]").choose_files(&[&file]);
    describe(app, 2, "Tomas Ashgrove counts", ALTS[2]);
}

fn at_the_end(app: &App) {
    app.wait(".body-text > :last-child").click();
    app.press("ctrl+end");
}

/// Caption, credit and alt text of the newest picture of the body, from field to field by keys.
fn describe(app: &App, nth: u64, caption: &str, alt: &str) {
    wait_until("the picture is in the body", || app.count(".body-text figure") == nth);
    let newest = newest_figure(app);
    app.wait(&format!("{newest} figcaption")).click();
    app.keys(caption);
    app.press("tab");
    app.keys("Mira Sandoval/Calder Star\n");
    app.keys(&format!("{alt}\n"));
}

fn newest_figure(app: &App) -> String {
    let media = "return [...document.querySelectorAll('.body-text figure')]
        .find((f) => f.querySelector('figcaption').textContent === '').dataset.media";
    format!(".body-text figure[data-media='{}']", app.js(media, json!([])).as_str().expect("its name"))
}

fn is_whole_on_disk(app: &App, folder: &Path) {
    let wanted = [words(OPENING), words(INTERRUPTED), words(CLOSING)].concat();
    assert!(wanted.len() >= 600, "a story of 600 words, not {}", wanted.len());
    assert_in_order(&text_of(app, ".body-text"), &wanted, "the window");

    let shown = stet(&["show", "--newsroom", text(folder), "ferry returns"]);
    let (_, body) = shown.split_once("\n---\n").expect("front matter, then the body");
    assert_in_order(&body.replace(['*', '#', '>', '['], "").replace(']', " "), &wanted, "the disk");
    for part in [
        &format!("headline: {HEADLINE}"),
        "eyebrow: Estuary",
        "byline: Mira Sandoval",
        "dateline: Calder",
        "section: Sport",
        "  - ferry\n  - estuary",
        "The *Hester Dunmow* left",
        "**what had gone wrong**",
        "\n## Four months on the slip\n",
        "\n- A bus was laid on, at two hours each way.\n- A water taxi",
        "\n> We were told it would be a fortnight.",
        "\n1. Ten past six, then every forty minutes.\n2. The last boat",
        "(https://ferries.example/calder)",
        "caption: The queue at noon",
        "credit: Mira Sandoval/Calder Star",
    ] {
        assert!(shown.contains(part), "{part:?} is in the story on disk:\n{shown}");
    }
    assert!(shown.contains(STANDFIRST), "the standfirst is on disk:\n{shown}");
    for alt in ALTS {
        assert_eq!(shown.matches(alt).count(), 1, "the picture of {alt:?} is there once:\n{shown}");
    }
    assert_eq!(stet(&["check", "--newsroom", text(folder)]).trim(), "Everything is whole.");
}

/// On the newsroom's own site, with the window's button, and out into a folder.
fn publishes(app: &App, home: &Home) {
    app.press("ctrl+enter");
    app.wait("button[data-publish]:not(:disabled)").click();
    app.wait_text("aside .where", "Live");
    app.screenshot(&picture("story-published.png"));

    let out = home.file("public");
    let done = app.invoke("export_site", json!({ "folder": text(&out) })).expect("the site is written");
    assert_eq!(done["problems"], json!([]), "with nothing to say about it");
    let page = page_of(&out, "ferry-returns");
    let html = std::fs::read_to_string(&page).expect("the story's page");
    assert_in_order(
        &without_tags(&html),
        &[words(HEADLINE), words(STANDFIRST), words(OPENING), words(INTERRUPTED), words(CLOSING)].concat(),
        "the page",
    );
    for alt in ALTS {
        let found = html.split("<img").skip(1).filter(|img| img.contains(&format!("alt=\"{alt}\""))).count();
        assert_eq!(found, 1, "the picture of {alt:?} is on the page once");
    }
    assert!(html.contains("href=\"https://ferries.example/calder\""), "the link is on the page");
}

/// To a WordPress that is added, tried and chosen in the window; then read back from the site.
fn sends(app: &App, server: &Server) {
    app.named("Add a destination…").click();
    app.wait("dialog[open]");
    app.press("ctrl+a");
    app.keys(&server.url);
    app.named("Name, as the desk knows it").click();
    app.keys("Calder Star online");
    app.named("User name").click();
    app.keys("editor");
    app.named("Application password").click();
    app.keys(server.password("editor"));
    app.named("Test connection").click();
    app.wait_text("dialog .result", "Connected to The Calder Star as ");
    let answer = text_of(app, "dialog .result");
    for may in ["May publish stories", "May upload pictures", "May make new categories and tags"] {
        assert!(answer.contains(may), "{may}: {answer}");
    }
    app.screenshot(&picture("story-destination.png"));
    app.named("Save").click();
    app.wait_gone("dialog[open]");

    app.wait("section.place");
    app.named_in("section.place", "Publish").click();
    app.wait_text("section.place", "Live");
    app.screenshot(&picture("story-sent.png"));
    let story = app.invoke("desk_list", json!({ "ask": {}, "after": null })).expect("the desk");
    let story = story["rows"][0]["id"].clone();
    let state = app.invoke("publish_state", json!({ "story": story })).expect("its state");
    let id: u64 =
        state["destinations"][0]["remoteId"].as_str().and_then(|id| id.parse().ok()).expect("its id");
    is_whole_in_wordpress(server, id);
}

fn is_whole_in_wordpress(server: &Server, id: u64) {
    let post = server.post(id);
    assert_eq!(post["status"], "publish");
    assert_eq!(post["title"]["raw"], HEADLINE);
    assert_eq!(post["excerpt"]["raw"], STANDFIRST);
    let html = post["content"]["rendered"].as_str().expect("its content");
    let wanted = [words(OPENING), words(INTERRUPTED), words(CLOSING)].concat();
    assert_in_order(&without_tags(html), &wanted, "the post");

    let media = server.ask("editor", "GET", "/media?per_page=100&context=edit", None);
    let alts = media.as_array().expect("a list").iter().filter_map(|m| m["alt_text"].as_str());
    let mut alts: Vec<&str> = alts.filter(|alt| ALTS.contains(alt)).collect();
    alts.sort_unstable();
    let mut once = ALTS;
    once.sort_unstable();
    assert_eq!(alts, once, "each picture is in the site's library once");
    let lead = server.ask("editor", "GET", &format!("/media/{}?context=edit", post["featured_media"]), None);
    assert_eq!(lead["alt_text"], ALTS[0], "the lead picture is the featured one");
    assert_eq!(lead["caption"]["raw"].as_str().map(|c| c.contains("north quay")), Some(true));
    for alt in &ALTS[1..] {
        assert_eq!(html.matches(&format!("alt=\"{alt}\"")).count(), 1, "{alt:?} stands in the text once");
    }
}

fn jpeg_bytes() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(1200, 800, |x, y| {
        image::Rgb([(y / 5) as u8, (90 + y / 8) as u8, (120 + x / 12) as u8])
    })
    .write_to(&mut bytes, image::ImageFormat::Jpeg)
    .expect("a plain picture");
    bytes.into_inner()
}

fn text_of(app: &App, css: &str) -> String {
    let said = app.js("return document.querySelector(arguments[0]).innerText", json!([css]));
    said.as_str().expect("its text").to_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in Unicode")
}

/// Every word is there in this order; other words (captions, labels) may stand between.
#[track_caller]
fn assert_in_order(page: &str, wanted: &[String], place: &str) {
    // What stood between a word and its full stop was a sign, and is a space now.
    let page = page.replace(" .", ".").replace(" ,", ",");
    let mut rest = page.split_whitespace();
    for (n, word) in wanted.iter().enumerate() {
        let near = wanted[n.saturating_sub(4)..=n].join(" ");
        assert!(
            rest.any(|there| there == word),
            "{place} has every word in order, but not “{near}”:\n{page}"
        );
    }
}

fn without_tags(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut text = String::new();
    for part in body.split('<') {
        text.push(' ');
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    text
}

fn page_of(folder: &Path, part: &str) -> PathBuf {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the site's folder").flatten() {
            let path = entry.path();
            let is_page = path.extension().is_some_and(|e| e == "html") && text(&path).contains(part);
            if path.is_dir() {
                folders.push(path);
            } else if is_page {
                return path;
            }
        }
    }
    panic!("there is no page of {part} in {}", folder.display())
}
