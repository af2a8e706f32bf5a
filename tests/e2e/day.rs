//! Two newsrooms through one day, with nothing between them but files: the desk commissions, the
//! reporter writes and files, the desk subs, both go on working, it comes together, goes out at its
//! hour, is put right in the evening and killed at night.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use stet::newsroom::Newsroom;

use crate::driver::{App, Home, Launch, new_newsroom, picture, png_bytes, stet};

/// Where the camera stood, as a camera writes it: no file that leaves the reporter may say it.
const PLACE: &[u8] = b"51.5073 N, 0.1277 W: the kitchen of a source";

struct Room {
    home: Home,
    app: App,
}

#[test]
fn two_newsrooms_bring_a_story_through_a_day() {
    let (reporter, desk) = (opened("Mira Sandoval", false), opened("Bo Lind", true));
    let story = commissions(&desk);
    let file = desk.send(&story, "1-commission");
    writes_and_files(&reporter, &file);
    let file = reporter.send(&story, "2-filed");
    subs(&desk, &file);
    let file = desk.send(&story, "3-subbed");
    answers(&reporter, &file);
    let file = reporter.send(&story, "4-answered");
    let site = goes_out_at_its_hour(&desk, &file);
    puts_right(&desk, &site);
    kills(&desk, &site);
    for room in [reporter, desk] {
        let folder = room.folder();
        room.app.close();
        assert_eq!(stet(&["check", "--newsroom", &folder]).trim(), "Everything is whole.");
    }
}

fn opened(author: &str, dark: bool) -> Room {
    let home = Home::new();
    let folder = home.file("newsroom");
    new_newsroom(&folder);
    let mut n = Newsroom::open(&folder).expect("the newsroom");
    let mut settings = n.opened().expect("its settings").settings;
    settings.author = author.to_owned();
    n.save_settings(settings).expect("settings are saved");
    drop(n);
    let launch = Launch::new(&home).newsroom(&folder).size(1440, 900);
    let app = if dark { launch.dark().start() } else { launch.start() };
    app.wait(".window");
    Room { app, home }
}

impl Room {
    fn folder(&self) -> String {
        self.home.file("newsroom").to_string_lossy().into_owned()
    }

    /// What `Send to…` writes; no file that leaves says where a picture was taken.
    fn send(&self, story: &str, name: &str) -> Vec<u8> {
        let file = self.home.file(&format!("{name}.stet"));
        let path = file.to_str().expect("a path in Unicode");
        let ask = json!({ "story": story, "path": path, "passphrase": "", "pictures": "clean" });
        self.app.invoke("send_story", ask).expect("the file is written");
        let bytes = std::fs::read(file).expect("the file that was sent");
        assert!(!has(&bytes, PLACE), "{name} says where the picture was taken");
        bytes
    }

    fn open(&self, file: &[u8]) {
        self.app.drop_file("main", "ferry.stet", "application/octet-stream", file);
    }

    /// Opens a file and merges it: nothing in it is a question.
    fn takes(&self, file: &[u8], shown: &str) {
        self.open(file);
        self.app.wait_text("dialog", "nothing to decide");
        self.app.screenshot(&picture(shown));
        self.app.named("Merge").click();
        self.app.wait_text(".says", "The two are one story now.");
    }
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|w| w == part)
}

/// Nine o'clock: the desk asks for a story.
fn commissions(desk: &Room) -> String {
    let app = &desk.app;
    app.press("ctrl+alt+n");
    app.wait("dialog[open] input:focus");
    for asked in
        ["sunday ferry", "The harbour board votes today. What do the islanders say?", "Mira Sandoval"]
    {
        app.keys(asked);
        app.press("tab");
    }
    app.press("tab");
    app.keys("300");
    app.named_in("dialog[open] footer", "Commission").click();
    app.wait_text("dialog[open] .sheet", "300 words");
    app.press("escape");
    app.wait_gone("dialog[open]");
    app.wait_text("nav [role=option]", "Assigned");
    app.wait("nav [role=option]").click();
    app.press("ctrl+1");
    app.named_in("aside [data-field=legal]", "Needed").click();
    app.wait_saved();
    app.screenshot(&picture("day-1-commissioned.png"));
    let mut list = app.invoke("desk_list", json!({ "ask": {}, "after": null })).expect("a list");
    list["rows"][0]["id"].take().as_str().expect("its id").to_owned()
}

/// Noon: the reporter has it, writes it, puts a picture in and files.
fn writes_and_files(reporter: &Room, file: &[u8]) {
    let app = &reporter.app;
    reporter.open(file);
    app.wait_text(".says", "came in from Bo Lind");
    app.wait_text("nav [role=option]", "sunday ferry");
    app.wait("#headline").click();
    app.keys("Ferry to run on Sundays again\n");
    app.wait(".stand [contenteditable=true]:focus");
    app.keys("The island boat calls twice from March");
    app.wait(".body-text").click();
    app.keys("The harbour board voted by 7 to 4 on Monday to bring the Sunday boat back.\n");
    app.keys("Islanders had asked for it for TK years.\n");
    app.keys("The chair of the board was alleged to have stayed away.");
    app.drop_file("#headline", "quay.png", "image/png", &png_with_a_place());
    app.wait("figure img[src*='stet-media']");
    for (field, words) in [
        ("Caption of the lead picture", "The boat at the north quay"),
        ("Credit of the lead picture", "Mira Sandoval/Calder Star"),
        ("Alt text of the lead picture", "A white ferry at a stone quay"),
    ] {
        app.named(field).click();
        app.keys(words);
    }
    app.press("ctrl+1");
    app.named_in("aside [data-field=stage]", "Filed").click();
    app.wait_text("nav [role=option]", "Filed");
    app.wait_saved();
    app.screenshot(&picture("day-2-filed.png"));
    app.named("Newsroom menu").click();
    app.named("Send to…").click();
    app.wait_text("dialog", "drawn anew");
    app.wait("dialog input[value=as-they-came]").click();
    app.wait_text("dialog [role=status]", "could give a source away");
    app.screenshot(&picture("day-2-send.png"));
    app.press("escape");
    app.wait_gone("dialog[open]");
}

/// Four o'clock: the desk subs it, as a suggestion, and asks.
fn subs(desk: &Room, file: &[u8]) {
    let app = &desk.app;
    desk.takes(file, "day-3-came-back.png");
    app.wait_text(".body-text", "by 7 to 4");
    app.named_in("aside [data-field=stage]", "Subs").click();
    app.press("ctrl+shift+e");
    app.wait_text("[role=region][aria-label=Suggesting]", "The story stays as it is");
    app.replace_words("alleged", "said");
    app.wait_saved();
    app.press("ctrl+shift+e");
    app.wait(".body-text .proposed-del");
    app.select_words("7 to 4");
    app.wait("[data-comment]").click();
    app.wait("[aria-label='Your comment']:focus");
    app.keys("@Mira Sandoval Who voted against?");
    app.named("Add comment").click();
    app.wait_text("aside article", "Who voted against?");
    app.screenshot(&picture("day-4-subbed.png"));
}

/// Five o'clock: the reporter had gone on, and answers.
fn answers(reporter: &Room, file: &[u8]) {
    let app = &reporter.app;
    app.select_words("TK");
    app.keys("nine");
    app.wait_saved();
    reporter.open(file);
    app.wait_text(".says", "were here already");
    app.wait_text(".body-text", "nine years");
    app.named_in("aside", "Review\u{a0}2").click();
    app.wait_text("aside section", "Bo Lind");
    app.screenshot(&picture("day-5-suggested.png"));
    app.press("alt+down");
    app.wait_text("[data-said]", "deleted alleged, added said, by Bo Lind");
    app.press("alt+enter");
    app.wait_text(".body-text", "was said to have stayed away");
    app.named_in("aside article", "Answer").click();
    app.wait("aside article textarea:focus");
    app.keys("The four from the mainland. It is in the minutes.");
    app.named_in("aside article", "Answer").click();
    app.wait_text("aside article .reply:last-of-type", "in the minutes");
    app.named_in("aside article", "Resolve").click();
    app.wait_text("aside", "1 resolved comment");
    app.wait_saved();
    app.screenshot(&picture("day-6-answered.png"));
}

/// Six o'clock: legalled, ready, and out at its hour by itself.
fn goes_out_at_its_hour(desk: &Room, file: &[u8]) -> std::path::PathBuf {
    let app = &desk.app;
    let site = desk.home.file("site");
    stet(&["export", "--newsroom", &desk.folder(), "--out", site.to_str().expect("a path in Unicode")]);
    desk.takes(file, "day-7-came-together.png");
    app.wait_text(".body-text", "nine years");
    app.wait_text(".body-text", "was said to have stayed away");
    app.press("ctrl+1");
    app.named_in("aside [data-field=stage]", "Ready").click();
    app.wait_text("aside [data-field=stage]", "none has passed it");
    app.named_in("aside [data-field=legal]", "Approved").click();
    app.named_in("aside [data-field=stage]", "Ready").click();
    app.wait_text("nav [role=option]", "Ready");
    app.named("News").click();
    app.named_in("aside", "Publish").click();
    app.wait("[data-schedule]").click();
    app.wait("aside .when input").click();
    app.press("ctrl+a");
    app.keys(&app.next_minute());
    app.named_in("aside .when", "Schedule").click();
    app.wait_text("aside .when", "This computer must be awake then");
    app.screenshot(&picture("day-8-scheduled.png"));
    let page = site.join("ferry-to-run-on-sundays-again/index.html");
    let began = Instant::now();
    while !page.exists() {
        assert!(began.elapsed() < Duration::from_secs(180), "it did not go out at its hour");
        std::thread::sleep(Duration::from_millis(500));
    }
    let page = std::fs::read_to_string(page).expect("the page");
    for said in ["by 7 to 4", "nine years", "was said to have stayed away", "The boat at the north quay"] {
        assert!(page.contains(said), "“{said}” is on the page");
    }
    for kept in ["alleged", "Who voted against?", "What do the islanders say?"] {
        assert!(!page.contains(kept), "“{kept}” is nothing for readers");
    }
    app.wait_text("aside .where", "Live");
    site
}

/// Nine in the evening: a line for the readers.
fn puts_right(desk: &Room, site: &Path) {
    let app = &desk.app;
    app.wait("[data-correct]").click();
    app.named("What it says").click();
    app.keys("An earlier version said that the board voted by 7 to 4. It was 8 to 4.");
    app.named("Add").click();
    app.replace_words("7 to 4", "8 to 4");
    app.wait_saved();
    app.wait("[data-publish]").click();
    app.wait_text("aside .where", "Live");
    stet(&["export", "--newsroom", &desk.folder(), "--out", site.to_str().expect("a path in Unicode")]);
    let page = std::fs::read_to_string(site.join("ferry-to-run-on-sundays-again/index.html"));
    let page = page.expect("the page");
    assert!(page.contains("8 to 4 on Monday") && page.contains("An earlier version said"), "{page}");
    app.screenshot(&picture("day-9-corrected.png"));
    app.named_in("aside", "History").click();
    app.wait("aside summary").click();
    for line in ["Assigned → Filed", "Filed → Subs", "Legal: approved", "Published"] {
        app.wait_text("aside details", line);
    }
    app.screenshot(&picture("day-10-journal.png"));
}

/// Midnight: the minutes were forged, and the story goes from readers at once.
fn kills(desk: &Room, site: &Path) {
    let app = &desk.app;
    app.named_in("aside", "Publish").click();
    app.wait("[data-kill]").click();
    app.wait_text("dialog", "goes from readers at once");
    app.keys("The minutes were forged");
    app.wait("dialog [data-field=sure] input").click();
    app.keys("kill");
    app.wait("[data-remove]").click();
    app.wait_text("aside .killed", "The minutes were forged");
    app.wait_text("[data-removals]", "Gone");
    app.wait_text("nav [role=option]", "Killed");
    assert!(!site.join("ferry-to-run-on-sundays-again").exists(), "its page is off the site");
    let front = std::fs::read_to_string(site.join("index.html")).expect("the front");
    assert!(!front.contains("Sundays again"), "no list names it");
    app.screenshot(&picture("day-11-killed.png"));
    app.press("ctrl+1");
    app.wait_text(".body-text", "8 to 4 on Monday");
}

/// A PNG with a text of the camera's in it.
fn png_with_a_place() -> Vec<u8> {
    let plain = png_bytes(1200, 800, [96, 122, 140]);
    // Behind the header: its eight bytes of signature and its one chunk of thirteen.
    let (head, rest) = plain.split_at(8 + 25);
    let named = [b"tEXtComment\0".as_slice(), PLACE].concat();
    let length = (named.len() as u32 - 4).to_be_bytes();
    [head, &length, &named, &crc(&named).to_be_bytes(), rest].concat()
}

/// CRC-32 as PNG has it (RFC 2083, 3.4).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}
