//! Running stories: entries with their hour, on one page, while something goes on.

use crate::room::{MORNING, TestNewsroom, minutes_on};
use serde_json::{Value, json};
use stet::body;
use stet::publish;
use stet::story::StoryId;

const FERRY: &str = "What we know.\n\n## 2026-11-20 09:05 The ferry turns back\n\nIt is *in port*.\n\n\
    ## 2026-11-20 08:40 The wind rises\n\nGusts of ninety.\n\n## 2026-11-20 08:40 A warning\n\nStay ashore.\n";

fn ferry(n: &mut TestNewsroom) -> StoryId {
    let id = n.live("Ferry in the storm");
    n.edit(id, MORNING, |s| {
        s.profile = "running".into();
        s.body = body::read(FERRY);
    });
    n.publish(id, MORNING);
    id
}

/// What search engines are told on a page.
fn told(page: &str) -> Value {
    let (_, from) = page.split_once("<script type=\"application/ld+json\">").expect("a block of JSON-LD");
    serde_json::from_str(from.split_once("</script>").expect("its end").0).expect("JSON")
}

#[test]
fn each_entry_has_a_place_of_its_own_that_stays_when_another_is_added_above_it() {
    let mut n = TestNewsroom::new();
    let id = ferry(&mut n);
    let ids = |page: &str| -> Vec<String> {
        let found = page.split("<section class=\"entry\" id=\"").skip(1);
        found.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    let page = n.export_at(minutes_on(1)).file("ferry-in-the-storm/index.html");
    assert_eq!(ids(&page), ["u-2026-11-20-0905", "u-2026-11-20-0840-2", "u-2026-11-20-0840"], "{page}");
    assert!(page.contains("<time datetime=\"2026-11-20T09:05:00"), "{page}");
    assert!(!page.contains("2026-11-20 09:05"), "the time as typed is not shown: {page}");
    let now = told(&page);
    assert_eq!(now["@type"], json!(["NewsArticle", "LiveBlogPosting"]));
    assert!(now["coverageStartTime"].as_str().is_some_and(|at| at.starts_with("2026-11-20T08:40:00")));
    assert_eq!(now["coverageEndTime"], Value::Null, "it goes on");
    assert_eq!(now["liveBlogUpdate"][0]["headline"], "The ferry turns back");
    assert_eq!(now["liveBlogUpdate"][0]["articleBody"], "It is in port.");
    n.edit(id, minutes_on(2), |s| {
        let more = FERRY
            .replace("## 2026-11-20 09:05", "## 2026-11-20 08:40 Sails again\n\nNow.\n\n## 2026-11-20 09:05");
        s.body = body::read(&more);
    });
    n.publish(id, minutes_on(2));
    let page = n.export_at(minutes_on(3)).file("ferry-in-the-storm/index.html");
    assert_eq!(ids(&page)[1..], ["u-2026-11-20-0905", "u-2026-11-20-0840-2", "u-2026-11-20-0840"], "{page}");
}

#[test]
fn lists_say_live_until_the_story_is_written_to_another_profile() {
    let mut n = TestNewsroom::new();
    let id = ferry(&mut n);
    let live = "<b class=\"live\">Live</b>";
    let site = n.export_at(minutes_on(1));
    assert!(
        site.file("index.html").contains(live) && site.file("ferry-in-the-storm/index.html").contains(live)
    );
    n.edit(id, minutes_on(2), |s| s.profile = "news".into());
    n.publish(id, minutes_on(2));
    let site = n.export_at(minutes_on(3));
    assert_eq!(site.files_with(live), [""; 0]);
    let now = told(&site.file("ferry-in-the-storm/index.html"));
    assert!(now["coverageEndTime"].as_str().is_some_and(|at| at.starts_with("2026-11-20T09:05:00")), "{now}");
    assert!(
        site.file("ferry-in-the-storm/index.html").contains("id=\"u-2026-11-20-0905\""),
        "the entries stay"
    );
}

#[test]
fn whoever_publishes_is_asked_about_an_hour_to_come_and_about_an_older_entry_above_a_newer() {
    let mut n = TestNewsroom::new();
    let id = ferry(&mut n);
    let codes = |n: &mut TestNewsroom| -> Vec<String> {
        let found = publish::checks(&mut n.newsroom, id, minutes_on(5)).unwrap();
        found.into_iter().map(|c| c.code).filter(|code| code.starts_with("entr")).collect()
    };
    assert_eq!(codes(&mut n), [""; 0]);
    n.edit(id, minutes_on(2), |s| {
        s.body = body::read(&FERRY.replace("2026-11-20 08:40 A", "2099-01-01 00:00 A"))
    });
    assert_eq!(codes(&mut n), ["entry-ahead", "entries-mixed"]);
}

#[test]
fn a_feed_with_the_whole_text_has_the_hour_as_readers_read_it() {
    let mut n = TestNewsroom::new();
    ferry(&mut n);
    let mut settings = n.newsroom.opened().unwrap().settings;
    settings.feeds_in_full = true;
    n.newsroom.save_settings(settings).unwrap();
    let feed = n.export_at(minutes_on(1)).file("rss.xml");
    assert!(feed.contains("9:05 AM The ferry turns back") && !feed.contains("2026-11-20 09:05"), "{feed}");
}
