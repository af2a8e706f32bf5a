//! Rules of the code that a machine can hold: who may name what, and that the papers are true.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every file under a folder with one of these endings, by its path from there; what is
/// built or fetched is left out.
fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let base = root().join(folder);
    let (mut open, mut found) = (vec![base.clone()], Vec::new());
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["node_modules", "target", "dist", "gen"].contains(&name.as_str())
                    && !name.starts_with('.')
                {
                    open.push(path);
                }
            } else if endings.iter().any(|e| name.ends_with(e)) {
                found.push(path.strip_prefix(&base).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// The code of a Rust file: without comments, and without the tests at its end.
fn code(path: &str) -> String {
    let whole = text(&format!("src-tauri/src/{path}"));
    let code = whole.split("#[cfg(test)]\nmod tests {").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether a source file is built for tests alone.
fn is_test(path: &str) -> bool {
    ["test", "property", "pitfalls", "sample"].iter().any(|word| path.contains(word))
}

/// The source files that name a word followed by `::`, tests aside.
fn naming(word: &str) -> Vec<String> {
    let named = |path: &String| {
        let code = code(path);
        code.match_indices(&format!("{word}::"))
            .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    files("src-tauri/src", &[".rs"]).into_iter().filter(named).collect()
}

fn assert_only(word: &str, allowed: &[&str]) {
    let found = naming(word);
    assert!(!found.is_empty(), "nobody names {word} at all: is this rule still of use?");
    let others: Vec<&String> = found.iter().filter(|p| !allowed.iter().any(|a| p.starts_with(a))).collect();
    assert!(others.is_empty(), "only {allowed:?} may name {word}, but {others:?} do");
}

#[test]
fn only_the_window_names_tauri() {
    assert_only("tauri", &["ipc.rs", "ipc/", "main.rs"]);
}

#[test]
fn only_the_store_names_rusqlite() {
    assert_only("rusqlite", &["store.rs", "store/"]);
}

#[test]
fn only_the_cms_and_deploy_reach_the_network() {
    assert_only("ureq", &["cms.rs", "cms/"]);
    assert_only("opendal", &["deploy/"]);
    assert_only("reqwest", &["deploy/"]);
}

#[test]
fn only_the_keychain_names_keyring() {
    assert_only("keyring", &["publish/keychain.rs"]);
}

#[test]
fn the_site_the_story_and_the_body_touch_no_disk_no_network_and_no_clock() {
    let pure = [
        "site.rs",
        "site/",
        "story.rs",
        "story/",
        "body.rs",
        "body/",
        "revision.rs",
        "revision/",
        "check.rs",
        "proof.rs",
        "proof/",
        "import/front_matter",
        "import/archive",
    ];
    let paths = files("src-tauri/src", &[".rs"]);
    let files: Vec<&String> =
        paths.iter().filter(|p| pure.iter().any(|a| p.starts_with(a)) && !is_test(p)).collect();
    assert!(files.len() > 30);
    for path in files {
        let code = code(path);
        for touched in [
            "std::fs",
            "std::net",
            "std::env",
            "std::time::Instant",
            "SystemTime",
            "Utc::now",
            "Local::now",
            "std::process",
            "File::",
        ] {
            assert!(!code.contains(touched), "{path} names {touched}");
        }
    }
}

#[test]
fn the_core_prints_nothing() {
    for path in files("src-tauri/src", &[".rs"]) {
        if ["cli", "main.rs"].iter().any(|a| path.starts_with(a)) || is_test(&path) {
            continue;
        }
        for print in ["println!", "print!(", "dbg!("] {
            assert!(!code(&path).contains(print), "{path} has {print}");
        }
    }
}

#[test]
fn no_file_is_named_for_its_kind() {
    let kinds = [
        "utils", "util", "helpers", "helper", "common", "services", "service", "manager", "managers",
        "models", "types", "misc", "shared",
    ];
    for folder in ["src-tauri", "ui/src", "tests", "scripts"] {
        for path in files(folder, &[".rs", ".ts", ".svelte", ".sh", ".mjs", ".css"]) {
            let path = Path::new(folder).join(path);
            let stem = |part: &Path| part.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
            let bad = path.components().find(|c| kinds.contains(&stem(Path::new(c)).as_str()));
            assert!(bad.is_none(), "{} says what kind of code it is, not what it is about", path.display());
        }
    }
}

#[test]
fn no_file_is_longer_than_can_be_read() {
    for path in files("src-tauri/src", &[".rs"]) {
        let lines = text(&format!("src-tauri/src/{path}")).lines().count();
        assert!(lines <= 800, "{path} has {lines} lines: split it by noun");
    }
}

#[test]
fn every_module_says_what_belongs_in_it() {
    for path in files("src-tauri/src", &[".rs"]).into_iter().filter(|path| !is_test(path)) {
        let whole = text(&format!("src-tauri/src/{path}"));
        assert!(whole.starts_with("//!"), "{path} does not open with a line that begins with //!");
    }
}

/// The names between quotes of `invoke…("name"`.
fn asked_by_the_window() -> BTreeSet<String> {
    let ipc = text("ui/src/ipc.ts");
    let calls = ipc.split("invoke").skip(1).filter_map(|after| {
        let call = after.split_once("(\"")?;
        let between_is_a_type = call.0.is_empty() || (call.0.starts_with('<') && call.0.ends_with('>'));
        between_is_a_type.then(|| call.1.split('"').next().unwrap().to_owned())
    });
    calls.collect()
}

#[test]
fn the_window_asks_for_what_the_core_answers_and_nothing_else() {
    let ipc = text("src-tauri/src/ipc.rs");
    let list = ipc.split_once("generate_handler![").unwrap().1.split_once(']').unwrap().0;
    let answered: BTreeSet<String> =
        list.split(',').map(|name| name.trim().to_owned()).filter(|n| !n.is_empty()).collect();
    assert!(answered.len() > 30);
    assert_eq!(asked_by_the_window(), answered);
}

#[test]
fn every_module_is_on_the_map() {
    let map = text("ARCHITECTURE.md");
    let lib = text("src-tauri/src/lib.rs");
    let modules =
        lib.lines().filter_map(|l| l.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    let missing: Vec<&str> =
        modules.filter(|m| !map.contains(&format!("`{m}")) && !map.contains(&format!("{m}.rs"))).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not name {missing:?}");
}

#[test]
fn every_command_and_every_setting_is_in_the_papers() {
    let papers = ["README.md", "ARCHITECTURE.md", "docs/words.md"].map(text).join("\n");
    let commands: Vec<String> =
        stet::cli::commands().into_iter().filter(|c| !papers.contains(c.as_str())).collect();
    assert!(commands.is_empty(), "no paper names the commands {commands:?}");
    let settings = serde_json::to_value(stet::newsroom::Settings::default()).unwrap();
    // `dateFormat` in the window is `date_format` on disk and in the papers.
    let on_paper = |key: &str| {
        let parts = key
            .chars()
            .map(|c| if c.is_uppercase() { format!("_{}", c.to_lowercase()) } else { c.to_string() });
        format!("`{}`", parts.collect::<String>())
    };
    let missing: Vec<&String> =
        settings.as_object().unwrap().keys().filter(|key| !papers.contains(&on_paper(key))).collect();
    assert!(missing.is_empty(), "no paper names the settings {missing:?}");
}
