//! The program without its window: what it answers, and with which code it ends.

use crate::room::{TestNewsroom, complained, put, said, stet};
use serde_json::Value;
use std::process::Output;

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}{}", said(output), complained(output)))
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let help = stet(&["--help"]);
    assert_eq!(code(&help), 0);
    let text = said(&help);
    for command in stet::cli::commands() {
        assert!(text.contains(&format!("  {command} ")), "{command} is not in {text}");
        assert_eq!(code(&stet(&[&command, "--help"])), 0, "{command} --help");
    }
    for line in
        ["0  done", "1  not done", "2  the command was not understood", "3  the newsroom could not be opened"]
    {
        assert!(text.contains(line), "{line}");
    }
}

#[test]
fn init_makes_a_newsroom_and_says_where() {
    let home = tempfile::tempdir().unwrap();
    let paper = home.path().join("a/paper");
    let args = [
        "init",
        paper.to_str().unwrap(),
        "--title",
        "Calder Star",
        "--zone",
        "Asia/Kolkata",
        "--section",
        "News",
        "--section",
        "Sport",
    ];
    let done = stet(&args);
    assert_eq!((code(&done), said(&done)), (0, format!("The newsroom is in “{}”.\n", paper.display())));
    let mut n = stet::newsroom::Newsroom::open(&paper).unwrap();
    let opened = n.opened().unwrap();
    assert_eq!(opened.settings.zone, "Asia/Kolkata");
    assert_eq!(opened.sections.iter().map(|(s, _)| s.name.as_str()).collect::<Vec<_>>(), ["News", "Sport"]);
    let again = stet(&args);
    assert_ne!(code(&again), 0);
    assert!(
        complained(&again).contains("There is a newsroom in")
            && complained(&again).contains("[newsroom-exists]")
    );
}

#[test]
fn a_wrong_zone_makes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let paper = home.path().join("paper");
    let done = stet(&["init", paper.to_str().unwrap(), "--title", "Calder Star", "--zone", "Calder"]);
    assert_eq!(code(&done), 1);
    assert!(complained(&done).contains("There is no time zone “Calder”."));
    assert!(!paper.exists());
}

#[test]
fn each_exit_code_means_what_the_help_says() {
    let mut n = TestNewsroom::new();
    n.story("One");
    assert_eq!(code(&n.stet(&["list"])), 0);
    assert_eq!(code(&n.stet(&["show", "nobody"])), 1);
    assert_eq!(code(&n.stet(&["list", "--view", "sideways"])), 1);
    assert_eq!(code(&n.stet(&["publish", "one", "--to", "nowhere"])), 1);
    assert_eq!(code(&n.stet(&["list", "--sideways"])), 2);
    assert_eq!(code(&stet(&["sing"])), 2);
    let none = n.beside("none");
    assert_eq!(code(&stet(&["list", "--newsroom", none.to_str().unwrap()])), 3);
    let said = complained(&stet(&["list", "--newsroom", none.to_str().unwrap()]));
    assert!(
        said.starts_with("stet: There is no newsroom in") && said.contains("[newsroom-missing]"),
        "{said}"
    );
}

#[test]
fn list_and_show_answer_people_and_programs() {
    let mut n = TestNewsroom::new();
    let id = n.story_with(|s| {
        s.headline = "नदी: the river".into();
        s.slug = "river".into();
        s.hold = true;
    });
    assert!(
        said(&n.stet(&["list"])).contains("HOLD river                नदी: the river"),
        "{}",
        said(&n.stet(&["list"]))
    );
    let list = json(&n.stet(&["list", "--json"]));
    assert_eq!(
        (&list[0]["headline"], &list[0]["hold"]),
        (&Value::from("नदी: the river"), &Value::from(true))
    );
    assert_eq!(json(&n.stet(&["list", "--json", "--view", "live"])), serde_json::json!([]));
    assert_eq!(json(&n.stet(&["list", "--json", "--find", "river"]))[0]["id"], id.to_string());
    let url_slug = n.state(id).effective_url_slug;
    for name in ["river", &id.to_string(), &url_slug] {
        let shown = n.stet(&["show", name, "--json"]);
        assert_eq!(json(&shown)["id"], id.to_string(), "{name}");
    }
    let text = said(&n.stet(&["show", "river"]));
    assert!(
        text.starts_with("---\nid: ") && text.contains("\nhold: true\n") && text.contains("The council met"),
        "{text}"
    );
}

#[test]
fn check_says_what_stops_and_what_asks() {
    let mut n = TestNewsroom::new();
    n.story_with(|s| {
        s.headline = "Held".into();
        s.hold = true;
    });
    let checked = n.stet(&["check", "held"]);
    assert_eq!(code(&checked), 1);
    assert!(said(&checked).starts_with("stops  The story is on hold."), "{}", said(&checked));
    assert_eq!(json(&n.stet(&["check", "held", "--json"]))[0]["level"], "block");
    let whole = n.stet(&["check"]);
    assert_eq!((code(&whole), said(&whole).as_str()), (0, "Everything is whole.\n"));
    n.sqlite("UPDATE story SET headline = 'Changed by a failing disk'");
    let faulty = n.stet(&["check"]);
    assert_eq!(code(&faulty), 1);
    assert!(complained(&faulty).contains("[story-damaged]"));
    assert_eq!(json(&n.stet(&["check", "--json"]))[0]["code"], "story-damaged");
}

#[test]
fn import_publish_export_and_take_down_are_one_line_each() {
    let n = TestNewsroom::new();
    let (file, out) = (n.beside("wall.md"), n.beside("public"));
    let out = out.to_str().unwrap();
    put(&file, "---\nheadline: Wall falls\nsection: Harbour\n---\nIt fell on Monday.\n");
    let imported = n.stet(&["import", file.to_str().unwrap()]);
    assert_eq!(
        said(&imported),
        "1 story imported.\nThe section “Harbour” was not known and has been made.\n"
    );
    assert_eq!(code(&n.stet(&["publish", "wall-falls"])), 0);
    let exported = json(&n.stet(&["export", "--out", out, "--json"]));
    assert!(
        exported["pages"].as_u64() > Some(8) && exported["problems"] == serde_json::json!([]),
        "{exported}"
    );
    assert!(n.beside("public/wall-falls/index.html").exists());
    assert_eq!(
        json(&n.stet(&["publish", "wall-falls", "--as", "take-down", "--json"]))["seen"],
        "taken-down"
    );
    assert_eq!(code(&n.stet(&["export", "--out", out])), 0);
    assert!(!n.beside("public/wall-falls").exists());
    let draft = n.stet(&["publish", "wall-falls", "--as", "draft"]);
    assert!(code(&draft) == 1 && complained(&draft).contains("“draft” needs a destination."));
}

#[test]
fn an_import_with_a_fault_ends_with_one_and_says_the_line() {
    let n = TestNewsroom::new();
    let file = n.beside("wall.md");
    put(&file, "---\nheadline: Wall falls\nheadlines: 2\n---\nIt fell.\n");
    let refused = n.stet(&["import", file.to_str().unwrap()]);
    assert_eq!(code(&refused), 1);
    assert!(
        complained(&refused).contains("wall.md, line 3: there is no key “headlines”."),
        "{}",
        complained(&refused)
    );
    assert_eq!(said(&refused), "0 stories imported. 1 did not come in: see above.\n");
}

#[test]
fn commands_work_while_the_newsroom_is_open_elsewhere() {
    let mut n = TestNewsroom::new();
    let id = n.story("One");
    let before = n.newsroom.other_changes().unwrap();
    assert_eq!(code(&n.stet(&["publish", "one"])), 0);
    assert_ne!(n.newsroom.other_changes().unwrap(), before, "and the open one notices");
    assert_eq!(n.state(id).seen, stet::newsroom::Seen::Live);
    n.edit(id, crate::room::minutes_on(1), |s| s.headline = "Two".into());
    assert!(said(&n.stet(&["list"])).contains("Two"));
}

#[test]
fn destinations_are_added_listed_and_removed() {
    let n = TestNewsroom::new();
    let added = n.stet(&[
        "destination",
        "add",
        "--name",
        "Calder Star online",
        "--address",
        "http://127.0.0.1:9",
        "--user",
        "desk",
    ]);
    assert_eq!(code(&added), 0, "{}", complained(&added));
    let list = json(&n.stet(&["destination", "--json", "list"]));
    assert_eq!(
        (&list[0]["name"], &list[0]["user"]),
        (&Value::from("Calder Star online"), &Value::from("desk"))
    );
    assert_eq!(
        code(&n.stet(&[
            "destination",
            "add",
            "--name",
            " ",
            "--address",
            "http://127.0.0.1:9",
            "--user",
            "desk"
        ])),
        1
    );
    n.stet(&["destination", "remove", "calder star online"]);
    assert_eq!(json(&n.stet(&["destination", "--json", "list"])), serde_json::json!([]));
    let gone = n.stet(&["destination", "test", "calder star online"]);
    assert!(code(&gone) == 1 && complained(&gone).contains("[destination-missing]"));
}
