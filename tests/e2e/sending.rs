//! The site is sent from the window, by key: to a real WebDAV server, stopped, gone on with, and told behind.

use crate::driver::{App, Bus, Home, Launch, picture, stet, wait_until};
use crate::place::{Kind, PASSWORD, Server, USER};
use serde_json::json;

const NAME: &str = "पाठकों की साइट, the web server of the Calder Star and the Calder Valley Reporter";

fn open(app: &App) {
    app.named("Newsroom menu").click();
    app.named("Send the site…").click();
    app.wait("dialog[open]");
}

/// What has the focus, as a screen reader calls it.
fn focused(app: &App) -> String {
    let says = "const e = document.activeElement; return (e.ariaLabel ?? e.labels?.[0]?.textContent ?? e.textContent).trim();";
    app.js(says, json!([])).as_str().unwrap_or_default().to_owned()
}

/// Goes on to the next field or button that has this name, by Tab alone.
#[track_caller]
fn tab_to(app: &App, name: &str) {
    for _ in 0..20 {
        if focused(app) == name {
            return;
        }
        app.press("tab");
    }
    panic!("Tab never comes to “{name}”");
}

/// Types the field of that name anew.
fn fill(app: &App, name: &str, text: &str) {
    tab_to(app, name);
    app.press("ctrl+a");
    app.keys(text);
}

#[test]
fn the_site_is_sent_to_a_place_stopped_gone_on_with_and_then_nothing_is_left_to_send() {
    let server = Server::start(Kind::WebDav);
    let home = Home::new();
    let bus = Bus::start(&home);
    let folder = home.file("demo");
    let site = home.file("public");
    stet(&["demo", folder.to_str().expect("a path in Unicode")]);
    let app = Launch::new(&home).newsroom(&folder).bus(&bus).start();
    app.wait(".window");
    open(&app);
    app.wait_text("dialog[open]", "The site is sent nowhere yet");
    app.screenshot(&picture("sending-1-nowhere.png"));

    // A place, typed and tried by key: with the wrong password first.
    app.named_in("dialog[open]", "Add a place…").click();
    app.wait_text("dialog[open]", "Kind of place");
    fill(&app, "Address of the server", &server.address);
    fill(&app, "Folder there", "news");
    fill(&app, "Name, as the desk knows it", NAME);
    fill(&app, "User name", USER);
    fill(&app, "Password", "falsch");
    tab_to(&app, "Try the connection");
    app.press("enter");
    app.wait_text("dialog[open] .result", "does not let this user look into its folder");
    app.screenshot(&picture("sending-2-refused.png"));
    assert_eq!(focused(&app), "Try the connection", "the focus stays where it was");
    app.press("shift+tab");
    fill(&app, "Password", PASSWORD);
    tab_to(&app, "Try the connection");
    app.press("enter");
    app.wait_text("dialog[open] .result", "The place lets us in.");
    app.screenshot(&picture("sending-3-tried.png"));
    tab_to(&app, "Save");
    app.press("enter");
    app.wait_text("dialog[open] .place", "Not sent yet");
    let send = format!("Send the site to {NAME}");

    // There is nothing to send yet, and the way to it is there.
    tab_to(&app, &send);
    app.press("enter");
    app.wait_text("dialog[open] .place", "The site was never exported");
    app.named_in("dialog[open]", "Export site…");
    app.screenshot(&picture("sending-4-not-exported.png"));
    app.invoke("export_site", json!({ "folder": site })).expect("the site is written");

    // Sent, and stopped on the way: Cancel stands where the button was, and has the focus.
    tab_to(&app, &send);
    app.press("enter");
    app.wait_text("dialog[open] .told", " files, ");
    app.screenshot(&picture("sending-5-under-way.png"));
    assert_eq!(focused(&app), "Cancel");
    app.press("enter");
    app.wait_text("dialog[open] .place", "Stopped: ");
    assert_eq!(focused(&app), send);
    app.screenshot(&picture("sending-6-stopped.png"));
    assert_eq!(server.file("index.html"), None, "the front page goes last");

    // It goes on from there, behind; what came of it is said at the top.
    tab_to(&app, &send);
    app.press("enter");
    app.wait_text("dialog[open]", "You can go on writing meanwhile.");
    app.named_in("dialog[open] footer", "Go on behind").click();
    app.wait_gone("dialog[open]");
    for _ in 0..24 {
        if server.file("index.html").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_secs(5));
    }
    app.wait_text("main", "as they were.");
    app.screenshot(&picture("sending-7-behind.png"));
    let front = std::fs::read(site.join("index.html")).expect("it was exported");
    assert_eq!(server.file("index.html"), Some(front), "what was exported stands there");

    open(&app);
    app.named_in("dialog[open]", &send).click();
    app.wait_text("dialog[open] .place", "Nothing to send: all ");
    app.wait_text("dialog[open] .place", "Last sent whole ");
    app.screenshot(&picture("sending-8-all-there.png"));
    app.close();

    // By night, after a new start: how it stands is known; where it stands is not changed; it is taken out of use.
    let app = Launch::new(&home).newsroom(&folder).bus(&bus).dark().start();
    app.wait(".window");
    open(&app);
    app.wait_text("dialog[open] .place", "Last sent whole ");
    app.screenshot(&picture("sending-9-dark.png"));
    app.named_in("dialog[open]", &format!("Edit… {NAME}")).click();
    app.wait_text("dialog[open]", "Where the site stands cannot be changed");
    app.screenshot(&picture("sending-10-edit-dark.png"));
    app.named_in("dialog[open]", "Try the connection").click();
    app.wait_text("dialog[open] .result", "The place lets us in.");
    app.named_in("dialog[open]", "Remove…").click();
    app.named_in("dialog[open] .result", "Remove").click();
    app.wait_text("dialog[open]", "The site is sent nowhere yet");
    assert!(server.file("index.html").is_some(), "what stands there stays");

    // What the other kinds ask for.
    app.named_in("dialog[open]", "Add a place…").click();
    app.wait_text("dialog[open]", "Kind of place");
    for (kind, asked) in [("s3", "Secret key"), ("sftp", "File with the key")] {
        let choose = "const s = document.querySelector('dialog[open] select'); s.value = arguments[0]; s.dispatchEvent(new Event('change', { bubbles: true }))";
        app.js(choose, json!([kind]));
        app.wait_text("dialog[open]", asked);
        app.screenshot(&picture(&format!("sending-11-{kind}.png")));
    }
    wait_until("the address begins as SSH wants it", || {
        app.js("return document.querySelector('dialog[open] input[type=url]').value", json!([])) == "sftp://"
    });
}
