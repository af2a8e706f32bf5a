//! Sections and tags: found by name, made where allowed, else said.

use crate::desk::Desk;
use crate::server::wordpress;
use serde_json::{Value, json};
use stet::cms::Act;
use stet::cms::wordpress::SectionName;

fn section(name: &str, slug: &str) -> Option<SectionName> {
    Some(SectionName { name: name.into(), slug: slug.into() })
}

fn names(path: &str, ids: &Value) -> Vec<String> {
    let ids: Vec<String> = ids.as_array().unwrap().iter().map(Value::to_string).collect();
    let found =
        wordpress().ask("admin", "GET", &format!("{path}?include={}&orderby=include", ids.join(",")), None);
    found.as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_editor_makes_what_is_missing_and_finds_it_again() {
    let mut ids = Vec::new();
    for _ in 0..2 {
        let mut desk = Desk::new("editor");
        desk.section = section("Arts & Entertainment", "arts");
        desk.story.tags = vec!["चुनाव 2026".into(), "A&E \"live\"".into(), "ferry".into()];
        let receipt = desk.send(Act::Publish).unwrap();
        assert_eq!(receipt.notices, []);
        let there = wordpress().post(receipt.remote.id);
        assert_eq!(names("/categories", &there["categories"]), ["Arts &amp; Entertainment"]);
        assert_eq!(there["tags"].as_array().unwrap().len(), 3);
        ids.push((there["categories"].clone(), there["tags"].clone()));
    }
    assert_eq!(ids[0], ids[1], "nothing is made twice");
}

#[test]
fn a_name_within_another_name_is_not_that_name() {
    wordpress().ask("admin", "POST", "/categories", Some(json!({"name": "World Sport Weekly"})));
    let mut desk = Desk::new("editor");
    desk.section = section("World Sport", "world-sport");
    let receipt = desk.send(Act::Draft).unwrap();
    assert_eq!(names("/categories", &wordpress().post(receipt.remote.id)["categories"]), ["World Sport"]);
}

#[test]
fn an_author_is_told_what_the_story_went_without() {
    let mut desk = Desk::new("author");
    desk.section = section("Weather desk", "weather-desk");
    desk.story.tags = vec!["Storm warning".into()];
    let receipt = desk.send(Act::Publish).unwrap();
    let codes: Vec<&str> = receipt.notices.iter().map(|n| n.code.as_ref()).collect();
    assert_eq!(codes, ["cms-section-missing"], "an author may make tags, but no categories");
    assert_eq!(
        receipt.notices[0].sentence,
        "The site has no category “Weather desk”, and this user may not make one."
    );

    wordpress().ask("admin", "POST", "/categories", Some(json!({"name": "weather DESK"})));
    let receipt = desk.send(Act::Update).unwrap();
    assert_eq!(
        receipt.notices,
        [],
        "once they are there, they are taken, whatever the case of their letters"
    );
    assert_eq!(names("/categories", &wordpress().post(receipt.remote.id)["categories"]), ["weather DESK"]);
}
