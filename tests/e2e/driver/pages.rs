//! What a test does with the page in the window: find, wait, click, type, paste, drop, look.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use super::keys;
use super::window::App;

/// The name that W3C gave to the field which holds an element's id.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How long something may take to come true before it is a failure.
const PATIENCE: Duration = Duration::from_secs(20);

/// Polls until `true`, or panics with what was waited for.
#[track_caller]
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < PATIENCE, "waited {} s in vain until {what}", PATIENCE.as_secs());
        std::thread::sleep(Duration::from_millis(30));
    }
}

/// An element of the page.
pub struct Element<'a> {
    app: &'a App,
    id: String,
}

impl App {
    /// The element, if it is there now.
    pub fn find(&self, css: &str) -> Option<Element<'_>> {
        let question = json!({ "using": "css selector", "value": css });
        match self.ask("POST", "/element", &question) {
            Ok(v) => Some(Element { app: self, id: v[ELEMENT].as_str()?.to_owned() }),
            Err(e) if e.contains("no such element") => None,
            Err(e) => panic!("{e}"),
        }
    }

    /// The element, waited for.
    #[track_caller]
    pub fn wait(&self, css: &str) -> Element<'_> {
        let mut found = None;
        wait_until(&format!("{css} is on the page"), || {
            found = self.find(css);
            found.is_some()
        });
        found.expect("it was found a moment ago")
    }

    /// Waits until no such element is there.
    #[track_caller]
    pub fn wait_gone(&self, css: &str) {
        wait_until(&format!("{css} is gone from the page"), || self.find(css).is_none());
    }

    /// Waits until the text of the element holds `part`.
    #[track_caller]
    pub fn wait_text(&self, css: &str, part: &str) {
        wait_until(&format!("{css} says “{part}”"), || {
            let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
            self.js(script, json!([css])).as_str().is_some_and(|text| text.contains(part))
        });
    }

    /// How many elements match now.
    pub fn count(&self, css: &str) -> u64 {
        let n = self.js("return document.querySelectorAll(arguments[0]).length", json!([css]));
        n.as_u64().expect("a number of elements")
    }

    /// Presses keys together at what has the focus: `press("ctrl+shift+z")`.
    #[track_caller]
    pub fn press(&self, chord: &str) {
        self.ask("POST", "/actions", &keys::chord(chord)).unwrap_or_else(|e| panic!("{e}"));
    }

    /// Presses the keys of a text one after the other, as fingers do, at what has the focus.
    #[track_caller]
    pub fn keys(&self, text: &str) {
        self.try_keys(text).unwrap_or_else(|e| panic!("{e}"));
    }

    /// The same, where the program may be gone before the last key.
    pub fn try_keys(&self, text: &str) -> Result<(), String> {
        let letters: Vec<char> = text.chars().collect();
        for some in letters.chunks(200) {
            self.ask("POST", "/actions", &keys::run(&some.iter().collect::<String>()))?;
        }
        Ok(())
    }

    /// What a screen reader calls by this name: a button, a field, a tab. In a dialog, if one is open.
    #[track_caller]
    pub fn named(&self, name: &str) -> Element<'_> {
        self.named_in("dialog[open], body", name)
    }

    /// The same, in a part of the page: the first that matches.
    #[track_caller]
    pub fn named_in(&self, css: &str, name: &str) -> Element<'_> {
        let script = "const [css, name] = arguments;
            const part = document.querySelector(css.split(',')[0]) ?? document.querySelector(css);
            const label = (l) => (l.querySelector('span') ?? l).textContent;
            const says = (e) => (e.ariaLabel ?? ([...(e.labels ?? [])].map(label).join(' ') || e.textContent)).trim();
            const all = part?.querySelectorAll('button, input, select, textarea, option, [role=tab], [role=textbox]') ?? [];
            return [...all].find((e) => says(e) === name && (e.tagName === 'OPTION' || e.getClientRects().length > 0)) ?? null;";
        let mut found = Value::Null;
        wait_until(&format!("there is “{name}” in {css}"), || {
            found = self.js(script, json!([css, name]));
            !found.is_null()
        });
        Element { app: self, id: found[ELEMENT].as_str().expect("an element").to_owned() }
    }

    /// Waits until the status line says that all on screen is saved.
    #[track_caller]
    pub fn wait_saved(&self) {
        // The line changes with the first key after a save: what is typed is never behind it.
        self.wait(".status .save .ok");
    }

    /// Types at what has the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let id = self.ask("GET", "/element/active", &Value::Null).unwrap_or_else(|e| panic!("{e}"));
        let id = id[ELEMENT].as_str().expect("something has the focus").to_owned();
        Element { app: self, id }.type_text(text);
    }

    /// Waits until a page in a frame shows this text, and gives all that it shows.
    #[track_caller]
    pub fn wait_frame_text(&self, css: &str, part: &str) -> String {
        let mut shown = String::new();
        wait_until(&format!("the page in {css} shows “{part}”"), || {
            let frame = self.wait(css);
            let into = json!({ "id": { ELEMENT: frame.id } });
            self.ask("POST", "/frame", &into).unwrap_or_else(|e| panic!("{e}"));
            shown = self.find("body").map(|body| body.text()).unwrap_or_default();
            self.ask("POST", "/frame", &json!({ "id": null })).unwrap_or_else(|e| panic!("{e}"));
            shown.contains(part)
        });
        shown
    }

    /// Runs a function body in the page; `arguments` holds `args`.
    #[track_caller]
    pub fn js(&self, script: &str, args: Value) -> Value {
        self.ask("POST", "/execute/sync", &json!({ "script": script, "args": args }))
            .unwrap_or_else(|e| panic!("{e}"))
    }

    /// The same for a script that ends by calling its last argument with the answer.
    #[track_caller]
    pub fn js_later(&self, script: &str, args: Value) -> Value {
        self.ask("POST", "/execute/async", &json!({ "script": script, "args": args }))
            .unwrap_or_else(|e| panic!("{e}"))
    }

    /// Calls a command of the core straight, past the page: what it answers, or its error.
    #[track_caller]
    pub fn invoke(&self, command: &str, args: Value) -> Result<Value, Value> {
        let script = "const [command, args, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, args)
              .then((ok) => done({ ok: ok ?? null }), (error) => done({ error }));";
        let mut said = self
            .ask("POST", "/execute/async", &json!({ "script": script, "args": [command, args] }))
            .unwrap_or_else(|e| panic!("{e}"));
        if said.get("error").is_some() { Err(said["error"].take()) } else { Ok(said["ok"].take()) }
    }

    /// Pastes as from another program: what it offers as HTML and as plain text.
    #[track_caller]
    pub fn paste(&self, css: &str, html: &str, text: &str) {
        self.js(
            "const [css, html, text] = arguments;
             const data = new DataTransfer();
             if (html) data.setData('text/html', html);
             data.setData('text/plain', text);
             const at = document.querySelector(css);
             at.focus();
             at.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));",
            json!([css, html, text]),
        );
    }

    /// Pastes a file, as after “copy picture” elsewhere.
    #[track_caller]
    pub fn paste_file(&self, css: &str, name: &str, kind: &str, bytes: &[u8]) {
        self.give_file(css, name, kind, bytes, "paste");
    }

    /// Drops a file from the file manager on the middle of the element.
    #[track_caller]
    pub fn drop_file(&self, css: &str, name: &str, kind: &str, bytes: &[u8]) {
        self.give_file(css, name, kind, bytes, "drop");
    }

    #[track_caller]
    fn give_file(&self, css: &str, name: &str, kind: &str, bytes: &[u8], how: &str) {
        self.js(
            "const [css, name, type, base64, how] = arguments;
             const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
             const data = new DataTransfer();
             data.items.add(new File([bytes], name, { type }));
             const at = document.querySelector(css);
             const options = { bubbles: true, cancelable: true, composed: true };
             if (how === 'paste') {
               at.focus();
               at.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
               return;
             }
             const box = at.getBoundingClientRect();
             const place = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
             for (const step of ['dragenter', 'dragover', 'drop'])
               at.dispatchEvent(new DragEvent(step, { ...options, ...place, dataTransfer: data }));",
            json!([css, name, kind, BASE64.encode(bytes), how]),
        );
    }

    /// Zooms the page as the reader of small print does: 2.0 is 200 %.
    #[track_caller]
    pub fn zoom(&self, factor: f64) {
        let args = json!({ "label": "main", "value": factor });
        self.invoke("plugin:webview|set_webview_zoom", args).unwrap_or_else(|e| panic!("zoom: {e}"));
    }

    /// Saves what the window shows as a PNG file.
    #[track_caller]
    pub fn screenshot(&self, file: &Path) {
        self.try_screenshot(file).unwrap_or_else(|e| panic!("no screenshot in {}: {e}", file.display()));
    }

    pub(super) fn try_screenshot(&self, file: &Path) -> Result<(), String> {
        // WebKit takes the picture with the next frame that it paints, and paints none where nothing moves.
        let stir = "let n = 0; const stirring = setInterval(() => {
            document.documentElement.style.opacity = n % 2 ? '' : '0.9999';
            if (++n === 60) clearInterval(stirring);
        }, 50);";
        self.ask("POST", "/execute/sync", &json!({ "script": stir, "args": [] }))?;
        let png = self.ask("GET", "/screenshot", &Value::Null)?;
        let png = BASE64.decode(png.as_str().unwrap_or_default()).map_err(|e| e.to_string())?;
        std::fs::create_dir_all(file.parent().unwrap_or(file)).map_err(|e| e.to_string())?;
        let written = File::create(file).and_then(|mut out| out.write_all(&png));
        written.map_err(|e| e.to_string())
    }
}

impl Element<'_> {
    #[track_caller]
    fn ask(&self, method: &str, what: &str, body: &Value) -> Value {
        let path = format!("/element/{}/{what}", self.id);
        self.app.ask(method, &path, body).unwrap_or_else(|e| panic!("{e}"))
    }

    /// Clicks its middle.
    #[track_caller]
    pub fn click(&self) -> &Self {
        let path = format!("/element/{}/click", self.id);
        match self.app.ask("POST", &path, &json!({})) {
            Ok(_) => {}
            // WebKit's driver does not bring what a part of the page scrolls away into view.
            Err(e) if e.contains("not interactable") => self.click_in_view(),
            Err(e) => panic!("{e}"),
        }
        self
    }

    /// Brings it into view and presses the mouse at its middle.
    #[track_caller]
    fn click_in_view(&self) {
        let script = "const at = arguments[0];
            at.scrollIntoView({ block: 'center' });
            const box = at.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round)";
        let place = self.app.js(script, json!([{ ELEMENT: self.id }]));
        let mouse = json!({ "actions": [{ "type": "pointer", "id": "mouse", "actions": [
            { "type": "pointerMove", "x": place[0], "y": place[1], "origin": "viewport" },
            { "type": "pointerDown", "button": 0 }, { "type": "pointerUp", "button": 0 } ] }] });
        self.app.ask("POST", "/actions", &mouse).unwrap_or_else(|e| panic!("{e}"));
    }

    /// Types at its end; a line break is the Enter key.
    #[track_caller]
    pub fn type_text(&self, text: &str) -> &Self {
        let text = text.replace('\n', "\u{E007}");
        self.ask("POST", "value", &json!({ "text": text }));
        self
    }

    /// Chooses files in a file field, as the dialog would.
    #[track_caller]
    pub fn choose_files(&self, files: &[&Path]) {
        let paths: Vec<_> = files.iter().map(|f| f.to_str().expect("a path in Unicode")).collect();
        self.ask("POST", "value", &json!({ "text": paths.join("\n") }));
    }

    /// The text it shows.
    #[track_caller]
    pub fn text(&self) -> String {
        self.ask("GET", "text", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// A property of it, such as `value` or `checked`.
    #[track_caller]
    pub fn property(&self, name: &str) -> Value {
        self.ask("GET", &format!("property/{name}"), &Value::Null)
    }
}
