//! Hindi and Chinese typed as their writers do: through a real input method (IBus with m17n), by
//! real keys. What is being composed stands in the text, and what is chosen is stored once.

use std::process::{Command, Stdio};

use serde_json::json;

use crate::driver::{App, Bus, Ended, Home, Launch, new_newsroom, picture, stet, wait_until};

/// IBus on the test's own bus; ended when dropped.
struct InputMethods<'a> {
    home: &'a Home,
    bus: &'a Bus,
    address: String,
    _daemon: Ended,
}

impl<'a> InputMethods<'a> {
    fn start(home: &'a Home, bus: &'a Bus) -> Self {
        let address = format!("unix:path={}", home.file("ibus.sock").display());
        let mut daemon = Command::new("ibus-daemon");
        home.of(&mut daemon);
        bus.of(&mut daemon);
        let daemon = daemon
            .args(["--panel=disable", "--emoji-extension=disable", "--address", &address])
            .env("IBUS_ADDRESS", &address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("ibus-daemon did not start: {e} (Debian packages ibus, ibus-m17n)"));
        Self { home, bus, address, _daemon: Ended(daemon) }
    }

    /// Chooses an engine, and waits until it is the one.
    fn choose(&self, engine: &str) {
        let ask = |args: &[&str]| {
            let mut ask = Command::new("ibus");
            self.home.of(&mut ask);
            self.bus.of(&mut ask);
            let out = ask.args(args).env("IBUS_ADDRESS", &self.address).output().expect("ibus runs");
            String::from_utf8_lossy(&out.stdout).trim().to_owned()
        };
        wait_until(&format!("the input method is {engine}"), || {
            ask(&["engine", engine]);
            ask(&["engine"]) == engine
        });
    }
}

/// Presses real keys on the screen: WebDriver's own pass the input method by.
fn real_keys(app: &App, args: &[&str]) {
    let done = Command::new("xdotool").args(args).env("DISPLAY", app.display()).status();
    assert!(done.is_ok_and(|done| done.success()), "xdotool {args:?} (Debian package xdotool)");
}

fn text(app: &App) -> String {
    let text = app.js("return document.querySelector('.body-text').innerText.trim()", json!([]));
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn hindi_and_chinese_composed_through_an_input_method_show_in_the_text_and_are_stored_once() {
    let home = Home::new();
    let bus = Bus::start(&home);
    let methods = InputMethods::start(&home, &bus);
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let app = Launch::new(&home)
        .newsroom(&folder)
        .bus(&bus)
        .env("IBUS_ADDRESS", &methods.address)
        .env("GTK_IM_MODULE", "ibus")
        .start();
    app.wait(".window");
    app.press("ctrl+n");
    app.wait("#headline:focus");
    app.keys("Composed");
    app.wait_saved();
    app.wait(".body-text").click();
    real_keys(&app, &["search", "--onlyvisible", "--name", "Stet", "windowfocus", "--sync"]);
    app.js(
        "window.composed = [];
         for (const kind of ['compositionstart', 'compositionupdate', 'compositionend'])
           document.addEventListener(kind, (e) => window.composed.push([kind, e.data]), true);",
        json!([]),
    );

    methods.choose("m17n:hi:itrans");
    real_keys(&app, &["type", "--delay", "120", "namast"]);
    wait_until("a syllable is being composed", || {
        app.js("return window.composed.some(([kind]) => kind === 'compositionupdate')", json!([])) == true
    });
    // A save comes and goes while the syllable is open.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(text(&app).starts_with("नमस"), "what is being composed stands in the text: {:?}", text(&app));
    app.screenshot(&picture("input-method-hindi.png"));
    real_keys(&app, &["type", "--delay", "120", "e nadI "]);
    wait_until("the words are there", || text(&app) == "नमस्ते नदी");
    real_keys(&app, &["key", "Return"]);
    wait_until("the Enter key is a new line", || app.count(".body-text > p") == 2);

    methods.choose("m17n:zh:tonepy");
    real_keys(&app, &["type", "--delay", "150", "zhong1"]);
    std::thread::sleep(std::time::Duration::from_millis(1500));
    app.screenshot(&picture("input-method-chinese.png"));
    let composing = text(&app);
    assert!(composing.len() > "नमस्ते नदी\n".len(), "what is being composed stands in the text: {composing:?}");
    real_keys(&app, &["key", "1"]);
    wait_until("a character is chosen", || {
        text(&app).chars().last().is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
    });
    app.wait_saved();
    std::thread::sleep(std::time::Duration::from_millis(700));
    app.wait_saved();
    app.screenshot(&picture("input-method-stored.png"));
    let shown = text(&app);
    let path = folder.to_str().expect("a path in Unicode");
    let all: serde_json::Value =
        serde_json::from_str(&stet(&["list", "--newsroom", path, "--json"])).expect("JSON");
    let id = all.pointer("/0/id").or(all.pointer("/stories/0/id")).and_then(|id| id.as_str()).expect("it");
    let stored = stet(&["show", "--newsroom", path, id]);
    let stored = stored.split_once("\n---\n").expect("front matter first").1.trim();
    let lines = |text: &str| {
        text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(lines(stored), lines(&shown), "what stands on the screen is stored, and once");
    assert_eq!(stored.matches("नमस्ते").count(), 1);
}
