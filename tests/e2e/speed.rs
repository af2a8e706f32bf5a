//! Figures of the real window, printed: a key until it is painted, the start, the memory.

use std::io::Write;

use serde_json::{Value, json};

use crate::driver::{App, Home, Launch, memory_kib, new_newsroom, png_bytes, stet, wait_until};
use crate::text::{CLOSING, OPENING};

/// Enough for a 99th percentile that is not the largest alone.
const KEYS: usize = 300;
/// How often each story is opened.
const OPENINGS: usize = 9;

#[test]
fn speed_of_a_key_and_of_opening_in_stories_of_fifteen_hundred_and_of_twenty_thousand_words() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let path = folder.to_str().expect("a path in Unicode");
    let stories = [("Shorter", 3), ("Longer", 39)];
    for (name, times) in stories {
        let file = long_story(&home, name, times);
        stet(&["import", "--newsroom", path, &file]);
    }
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".row");

    let mut opened = [Vec::new(), Vec::new()];
    for n in 0..OPENINGS * 2 {
        let (name, _) = stories[n % 2];
        opened[n % 2].push(open(&app, name));
        app.wait_saved();
    }
    for (n, (name, _)) in stories.iter().enumerate() {
        open(&app, name);
        app.wait_saved();
        let words =
            app.js("return document.querySelector('.body-text').innerText.split(/\\s+/).length", json!([]));
        let spans: Vec<f64> = opened[n].iter().filter_map(Value::as_f64).collect();
        print(&format!("a click on its row until the story is painted, {words} words"), spans);
        for (what, spans) in keys_in_the_middle(&app) {
            print(&format!("a key until {what}, {words} words"), spans);
        }
        print_memory(&app, &format!("{words} words typed in"));
    }
}

/// A story in a file: subheads, links, lists, quotes, and a picture with its caption in each part.
fn long_story(home: &Home, name: &str, times: usize) -> String {
    let part = format!("{OPENING}{CLOSING}").replace('\n', "\n\n");
    let folder = home.file(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let write = |file: &std::path::Path, bytes: &[u8]| {
        std::fs::File::create(file).and_then(|mut f| f.write_all(bytes)).expect("a file");
    };
    let mut text = format!("---\nheadline: {name} ferry story\nslug: {name}\n---\n");
    for n in 0..times {
        write(&folder.join(format!("{n}.png")), &png_bytes(240, 160, [n as u8 * 6, 90, 140]));
        text.push_str(&format!(
            "\n## Part {n}\n\n{part}\n\nRead [the survey](https://example.org/survey/{n}) and [the minutes](https://example.org/minutes/{n}).\n\n```figure\nfile: {n}.png\nalt: The slip, seen from the quay\ncaption: The slip at *Orchard Bank* on day {n}\ncredit: Jane Doe/Calder Star\n```\n"
        ));
    }
    text.push_str(&format!("\nEnd of {name}\n"));
    let file = folder.join("story.md");
    write(&file, text.as_bytes());
    file.to_str().expect("a path in Unicode").to_owned()
}

/// Opens the story by a click on its row; says after how many milliseconds its end is painted.
fn open(app: &App, name: &str) -> Value {
    app.js_later(
        "const [name, done] = arguments;
         const row = [...document.querySelectorAll('.row')].find((r) => r.textContent.includes(name));
         const from = performance.now();
         row.click();
         const look = () => {
           const last = document.querySelector('.body-text')?.lastElementChild?.textContent ?? '';
           if (last.includes(`End of ${name}`)) requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from)));
           else requestAnimationFrame(look);
         };
         look();",
        json!([name]),
    )
}

/// Types in the middle of the open story, at a hundred words a minute, so that saves and lists
/// come in between as they do in life.
fn keys_in_the_middle(app: &App) -> Vec<(&'static str, Vec<f64>)> {
    let middle = app.js(
        "const body = document.querySelector('.body-text');
         for (const kind of ['work', 'frame', 'paint']) window[kind] = [];
         let began = 0;
         window.heard ??= document.addEventListener('keydown', () => (window.began = performance.now()), true) ?? true;
         window.began = 0;
         window.seen?.disconnect();
         window.seen = new MutationObserver(() => {
           if (window.began === 0) return;
           const from = window.began;
           window.began = 0;
           window.work.push(performance.now() - from);
           requestAnimationFrame(() => {
             window.frame.push(performance.now() - from);
             requestAnimationFrame(() => window.paint.push(performance.now() - from));
           });
         });
         window.seen.observe(body, { subtree: true, childList: true, characterData: true });
         const all = body.querySelectorAll(':scope > p');
         const middle = [...all].slice(all.length / 2).find((p) => p.textContent.length > 200);
         middle.scrollIntoView({ block: 'center' });
         return [...body.children].indexOf(middle) + 1",
        json!([]),
    );
    app.wait(&format!(".body-text > :nth-child({middle})")).click();
    let letters = "the boat sailed on monday ";
    for letter in letters.chars().cycle().take(KEYS) {
        app.keys(&letter.to_string());
        std::thread::sleep(std::time::Duration::from_millis(40));
    }
    wait_until("every key is painted", || {
        app.js("return window.paint.length", json!([])).as_u64() >= Some(KEYS as u64 - 8)
    });
    app.wait_saved();
    [
        ("our own work is done", "work"),
        ("the next frame", "frame"),
        ("the second frame, when it is surely painted", "paint"),
    ]
    .map(|(what, name)| (what, sorted(&app.js("return window[arguments[0]]", json!([name])))))
    .into()
}

fn print(what: &str, mut spans: Vec<f64>) {
    spans.sort_by(f64::total_cmp);
    let at = |part: f64| spans[((spans.len() - 1) as f64 * part) as usize];
    println!(
        "speed: {what}: median {:.0} ms, p95 {:.0} ms, p99 {:.0} ms ({} times)",
        at(0.5),
        at(0.95),
        at(0.99),
        spans.len()
    );
}

fn print_memory(app: &App, when: &str) {
    let children = app.children();
    let of = |part: &str| {
        children.iter().find(|(_, name)| name.contains(part)).map_or(0, |(pid, _)| memory_kib(*pid) / 1024)
    };
    println!(
        "speed: memory, {when}: core {} MB, network {} MB, page {} MB",
        memory_kib(app.pid()) / 1024,
        of("Network"),
        of("WebPr"),
    );
}

#[test]
fn speed_of_the_start_and_memory_on_the_demo_newsroom() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    stet(&["demo", folder.to_str().expect("a path in Unicode")]);
    // The first start fills WebKit's own caches; the second is the one of every other day.
    for start in ["first", "second"] {
        let app = Launch::new(&home).newsroom(&folder).start();
        app.wait(".row");
        println!(
            "speed: {start} start, from the process to the rows of the desk: at most {} ms",
            app.age().as_millis()
        );
        if start == "second" {
            app.wait(".row").click();
            app.wait(".body-text");
            app.wait_saved();
            print_memory(&app, "a story open");
        }
    }
}

fn sorted(list: &Value) -> Vec<f64> {
    let mut list: Vec<f64> = list.as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
    list.sort_by(f64::total_cmp);
    list
}
