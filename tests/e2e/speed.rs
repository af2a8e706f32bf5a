//! Figures of the real window, printed: a key until it is painted, the start, the memory.

use std::io::Write;

use serde_json::{Value, json};

use crate::driver::{Home, Launch, memory_kib, new_newsroom, stet, wait_until};
use crate::text::{CLOSING, OPENING};

/// Enough for a 99th percentile that is not the largest alone.
const KEYS: usize = 200;

#[test]
fn speed_of_a_key_in_a_story_of_fifteen_hundred_words() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let file = home.file("long.md");
    let paragraphs = format!("{OPENING}{CLOSING}").replace('\n', "\n\n").repeat(3);
    let story = format!("---\nheadline: Ferry returns\nslug: ferry\n---\n\n{paragraphs}");
    std::fs::File::create(&file).and_then(|mut f| f.write_all(story.as_bytes())).expect("a story file");
    let path = folder.to_str().expect("a path in Unicode");
    stet(&["import", "--newsroom", path, file.to_str().expect("a path in Unicode")]);

    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".row").click();
    app.wait_text(".body-text", "finest sound");
    app.wait_saved();
    let words =
        app.js("return document.querySelector('.body-text').innerText.split(/\\s+/).length", json!([]));
    assert!(words.as_u64() >= Some(1500), "a story of 1,500 words, not {words}");
    app.js(
        "const body = document.querySelector('.body-text');
         window.spans = [];
         window.work = [];
         let began = 0;
         document.addEventListener('keydown', () => (began = performance.now()), true);
         new MutationObserver(() => {
           if (began === 0) return;
           const from = began;
           began = 0;
           window.work.push(performance.now() - from);
           requestAnimationFrame(() => requestAnimationFrame(() => window.spans.push(performance.now() - from)));
         }).observe(body, { subtree: true, childList: true, characterData: true });",
        json!([]),
    );
    app.wait(".body-text > p:nth-of-type(12)").click();
    let letters = "the boat sailed on monday ";
    for letter in letters.chars().cycle().take(KEYS) {
        app.keys(&letter.to_string());
        // As at a hundred words a minute: saves and lists come in between as they do in life.
        std::thread::sleep(std::time::Duration::from_millis(40));
    }
    wait_until("every key is painted", || {
        app.js("return window.spans.length", json!([])).as_u64() >= Some(KEYS as u64 - 5)
    });
    let [paint, work] =
        ["spans", "work"].map(|name| sorted(&app.js("return window[arguments[0]]", json!([name]))));
    let at = |of: &[f64], part: f64| of[((of.len() - 1) as f64 * part) as usize];
    println!(
        "speed: key to second frame, {words} words, {} keys: median {:.0} ms, p95 {:.0} ms, p99 {:.0} ms (of it our work: {:.0}, {:.0}, {:.0} ms)",
        paint.len(),
        at(&paint, 0.5),
        at(&paint, 0.95),
        at(&paint, 0.99),
        at(&work, 0.5),
        at(&work, 0.95),
        at(&work, 0.99),
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
            let children = app.children();
            let of = |part: &str| {
                children
                    .iter()
                    .find(|(_, name)| name.contains(part))
                    .map_or(0, |(pid, _)| memory_kib(*pid) / 1024)
            };
            println!(
                "speed: memory with a story open: core {} MB, network {} MB, page {} MB",
                memory_kib(app.pid()) / 1024,
                of("Network"),
                of("WebPr"),
            );
        }
    }
}

fn sorted(list: &Value) -> Vec<f64> {
    let mut list: Vec<f64> = list.as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
    list.sort_by(f64::total_cmp);
    list
}
