//! The front page as an editor arranges it, and any page of the site before it is exported.

use crate::room::{MORNING, TestNewsroom, minutes_on};
use stet::newsroom::{FrontBlock, FrontPage, FrontSlot};
use stet::publish::{self, Unkept};
use stet::story::{Move, StoryId, WallTime};

/// The headlines of a front, each with the tag it stands in, in the order of the page.
fn headlines(html: &str) -> Vec<String> {
    let main = html.split("<main").nth(1).expect("there is a main part");
    let mut found = Vec::new();
    for part in main.split("<a href=\"").skip(1) {
        let words = part.split('>').nth(1).unwrap_or_default().split('<').next().unwrap_or_default();
        if words.starts_with("Story ") {
            found.push(words.to_owned());
        }
    }
    found
}

fn stories(n: &mut TestNewsroom, count: usize) -> Vec<StoryId> {
    (0..count)
        .map(|i| {
            let id = n.story(&format!("Story {i}"));
            n.publish(id, minutes_on(i as i64));
            id
        })
        .collect()
}

fn slot(story: StoryId) -> FrontSlot {
    FrontSlot { story, until: None }
}

#[test]
fn what_an_editor_sets_leads_and_the_rest_fills_itself() {
    let mut n = TestNewsroom::new();
    let all = stories(&mut n, 12);
    assert_eq!(headlines(&n.export().file("index.html"))[..3], ["Story 11", "Story 10", "Story 9"]);
    let front = FrontPage { slots: vec![slot(all[0]), slot(all[5])], blocks: Vec::new() };
    n.newsroom.save_front_page(front).unwrap();
    let page = n.export().file("index.html");
    assert_eq!(
        headlines(&page)[..2],
        ["Story 0", "Story 11"],
        "the lead is oldest of all, the latest follow"
    );
    assert!(page.contains("class=\"second\"") && page.matches("Story 5").count() == 1, "it has a place once");
}

#[test]
fn a_story_leaves_its_place_at_its_hour_and_one_that_is_held_is_passed_over() {
    let mut n = TestNewsroom::new();
    let all = stories(&mut n, 6);
    let until = WallTime::of(minutes_on(120), chrono_tz::Asia::Kolkata);
    let front =
        FrontPage { slots: vec![FrontSlot { story: all[1], until }, slot(all[0])], blocks: Vec::new() };
    n.newsroom.save_front_page(front.clone()).unwrap();
    assert_eq!(headlines(&n.export_at(minutes_on(119)).file("index.html"))[0], "Story 1");
    assert_eq!(headlines(&n.export_at(minutes_on(120)).file("index.html"))[0], "Story 0");
    n.newsroom.make_move(all[0], Move::Hold(true), minutes_on(121)).unwrap();
    let site = n.export_at(minutes_on(122));
    assert_eq!(headlines(&site.file("index.html"))[0], "Story 5");
    assert_eq!(site.files_with("Story 0"), [""; 0], "what is held is on no front");
    assert_eq!(n.newsroom.front_page().unwrap(), front, "its place is kept for when it is released");
}

#[test]
fn sections_have_their_blocks_as_an_editor_orders_them() {
    let mut n = TestNewsroom::with_sections(&["News", "Sport", "Arts"]);
    let sections = ["News", "Sport", "Arts"].map(|name| n.section(name));
    for (i, section) in sections.into_iter().enumerate() {
        for j in 0..4 {
            let id = n.story_with(|s| {
                s.headline = format!("Story {i}{j}");
                s.section = Some(section);
            });
            n.publish(id, MORNING);
        }
    }
    let blocks = vec![
        FrontBlock { section: sections[2], stories: 2 },
        FrontBlock { section: sections[0], stories: 0 },
    ];
    n.newsroom.save_front_page(FrontPage { slots: Vec::new(), blocks }).unwrap();
    let page = n.export().file("index.html");
    let names: Vec<&str> = page
        .split("<section class=\"block\"")
        .skip(1)
        .map(|block| block.split("</a></h2>").next().unwrap().rsplit('>').next().unwrap())
        .collect();
    assert_eq!(names, ["Arts", "Sport"]);
    let arts = page.split("<section class=\"block\"").nth(1).unwrap();
    assert_eq!(arts.matches("Story 2").count(), 2, "{arts}");
}

#[test]
fn any_page_can_be_looked_at_before_the_export_and_is_what_the_export_writes() {
    let mut n = TestNewsroom::new();
    let all = stories(&mut n, 45);
    let now = minutes_on(60);
    let site = n.export();
    for path in
        ["index.html", "story-3/index.html", "latest/page/1/index.html", "rss.xml", "about/index.html"]
    {
        let shown = publish::preview(&mut n.newsroom, path, None, now).unwrap().expect(path);
        assert!(String::from_utf8_lossy(&shown) == site.file(path), "{path}");
    }
    let shown = |n: &mut TestNewsroom, path: &str, front: Option<&FrontPage>| {
        let unkept = Unkept { front: front.cloned(), settings: None };
        publish::preview(&mut n.newsroom, path, Some(&unkept), now)
            .unwrap()
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    assert_eq!(shown(&mut n, "/", None), Some(site.file("index.html")));
    assert_eq!(shown(&mut n, "/story-3/", None), Some(site.file("story-3/index.html")));
    assert_eq!(shown(&mut n, "nowhere/index.html", None), None);
    let front = FrontPage { slots: vec![slot(all[2])], blocks: Vec::new() };
    assert_eq!(headlines(&shown(&mut n, "", Some(&front)).unwrap())[0], "Story 2");
    assert_eq!(n.newsroom.front_page().unwrap(), FrontPage::default(), "looking keeps nothing");

    let draft = n.story("Nobody has seen this");
    let page = shown(&mut n, &format!("/draft-{draft}/"), None).unwrap();
    assert!(page.contains("Nobody has seen this") && page.contains("href=\"../"), "{page}");
    assert_eq!(n.export_at(now).files_with("Nobody has seen this"), [""; 0]);
}

#[test]
fn a_mistake_in_a_theme_is_said_where_the_page_would_be() {
    let mut n = TestNewsroom::new();
    stories(&mut n, 2);
    crate::room::put(&n.folder().join("theme/front.html"), "{% extends \"base.html\" %}\n{% nonsense %}");
    let said = publish::preview(&mut n.newsroom, "", None, MORNING).unwrap_err();
    assert!(said.sentence.contains("front.html") && said.sentence.contains('2'), "{said}");
}
