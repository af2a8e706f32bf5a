//! What several runs do in the same way.

use serde_json::{Value, json};

use super::App;

impl App {
    /// Puts the selection on some words of the body, as a drag of the mouse does.
    #[track_caller]
    pub fn select_words(&self, words: &str) {
        self.wait(".body-text").click();
        let script = "const [words] = arguments;
            const walk = document.createTreeWalker(document.querySelector('.body-text'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const at = walk.currentNode.data.indexOf(words);
                if (at === -1) continue;
                getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
                return true;
            }
            return false;";
        assert_eq!(self.js(script, json!([words])), true, "“{words}” is in the body");
    }

    /// Types over some words of the body.
    #[track_caller]
    pub fn replace_words(&self, words: &str, by: &str) {
        self.select_words(words);
        self.keys(by);
        self.wait_text(".body-text", by);
    }

    /// The next minute that is at least ten seconds away, as the newsroom's clock on the wall has it.
    #[track_caller]
    pub fn next_minute(&self) -> String {
        self.on_the_wall("Math.ceil((Date.now() + 10000) / 60000) * 60000")
    }

    /// A time as the newsroom's clock on the wall has it, `2026-11-29 18:40`. The time is asked of the
    /// window, as a sum in milliseconds since 1970.
    #[track_caller]
    pub fn on_the_wall(&self, time: &str) -> String {
        let zone = self.invoke("newsroom", json!({})).expect("the newsroom")["settings"]["zone"].take();
        let script = format!(
            "const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', {{ timeZone: arguments[0], year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }}).formatToParts(new Date({time})).map((p) => [p.type, p.value]));
             return `${{parts.year}}-${{parts.month}}-${{parts.day}} ${{parts.hour}}:${{parts.minute}}`;"
        );
        self.js(&script, json!([zone])).as_str().expect("a time").to_owned()
    }
}
