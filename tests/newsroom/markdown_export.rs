//! Export as Markdown, import elsewhere: the same stories, the same pictures, the same site.

use crate::room::{MORNING, TestNewsroom, calder_star, complained, jpeg, minutes_on, stet, tree, words};
use stet::body::{self, Block};
use stet::newsroom::{Newsroom, Section};
use stet::publish;
use stet::revision;
use stet::story::{AlsoRead, LinkTo, PictureUse, Stage, StoryId};

fn canonical(n: &mut Newsroom, id: StoryId) -> String {
    let story = n.story(id).unwrap().story;
    let sections = n.opened().unwrap().sections;
    let section = sections.into_iter().find(|(s, _)| Some(s.id) == story.section).map(|(s, _)| s.name);
    revision::canonical(&story, &section.unwrap_or_default())
}

/// A newsroom with one of everything, and the sections it has.
fn full() -> TestNewsroom {
    let mut n = TestNewsroom::new();
    let picture = n.newsroom.add_picture(&jpeg(900, 600, 1), "a.jpg", MORNING).unwrap().0.row.id;
    let second = n.newsroom.add_picture(&jpeg(700, 500, 2), "b.jpg", MORNING).unwrap().0.row.id;
    let sport = n.section("Sport");
    let first = n.live("Cup final");
    n.live("Cup final");
    n.story("Cup final");
    let id = n.story_with(|s| {
        s.headline = "नदी को बचाने निकले गाँव".into();
        s.language = "hi".into();
        s.section = Some(sport);
        s.lead = Some(PictureUse {
            media: picture,
            caption: words("गाँव"),
            credit: "Jane Doe".into(),
            alt: "River".into(),
        });
        s.also_read = vec![AlsoRead { headline: String::new(), to: LinkTo::Story(first) }];
        s.body.push(Block::Figure {
            media: second.0,
            alt: "a".into(),
            caption: words("b"),
            credit: "c".into(),
        });
        s.body.push(Block::Related { to: first.to_string(), headline: "Cup".into() });
    });
    n.publish(id, minutes_on(1));
    n.edit(id, minutes_on(2), |s| s.standfirst = words("Updated."));
    n.publish(id, minutes_on(3));
    let down = n.live("Taken down");
    publish::take_down_story(&mut n.newsroom, down, minutes_on(4)).unwrap();
    let spiked = n.story("Spiked");
    n.newsroom.spike(spiked, true, minutes_on(5)).unwrap();
    n.story_with(|s| {
        s.slug = "notes only".into();
        s.stage = Stage::Pitch;
        s.hold = true;
        s.body = body::read("A note.");
    });
    n
}

#[test]
fn stories_exported_as_markdown_and_imported_elsewhere_are_the_same_and_so_is_the_site() {
    let mut n = full();
    let out = n.beside("markdown");
    let done = n.stet(&["export", "--as", "markdown", "--out", out.to_str().unwrap()]);
    assert!(done.status.success(), "{}", complained(&done));

    let other = n.beside("other");
    let sections: Vec<Section> = n.newsroom.opened().unwrap().sections.into_iter().map(|(s, _)| s).collect();
    let mut copy = Newsroom::create(&other, calder_star(), &sections, false).unwrap();
    let done = stet(&["import", "--newsroom", other.to_str().unwrap(), out.to_str().unwrap()]);
    assert!(done.status.success(), "{}", complained(&done));

    let mut ids = n.newsroom.all_stories().unwrap();
    let mut theirs = copy.all_stories().unwrap();
    ids.sort();
    theirs.sort();
    assert_eq!(theirs, ids);
    for id in ids {
        assert_eq!(canonical(&mut copy, id), canonical(&mut n.newsroom, id));
        assert_eq!(copy.story(id).unwrap().seen, n.state(id).seen);
    }
    assert_eq!(copy.faults().unwrap(), []);
    let site = n.export();
    let copied = n.beside("copied site");
    publish::export(&mut copy, &copied, minutes_on(60)).unwrap();
    assert!(site.has("cup-final-2/index.html"));
    let (ours, copied) = (tree(&site.folder), tree(&copied));
    let names = |t: &[(String, Vec<u8>)]| t.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&copied), names(&ours));
    // The feeds of two newsrooms are two feeds: an Atom feed's own id differs, and nothing else.
    let but_the_feed = |(path, bytes): &(String, Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let id = path.ends_with("atom.xml").then(|| text.split("<id>").nth(1)?.split("</id>").next());
        match id.flatten() {
            Some(id) => text.replacen(id, "", 1).into_bytes(),
            None => bytes.clone(),
        }
    };
    for (ours, copied) in ours.iter().zip(&copied) {
        assert!(but_the_feed(ours) == but_the_feed(copied), "{} is not the same, byte for byte", ours.0);
    }
    // And once more into the same newsroom: nothing is doubled.
    let again = stet(&["import", "--json", "--newsroom", other.to_str().unwrap(), out.to_str().unwrap()]);
    let said: serde_json::Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(said["stories"], serde_json::json!([]), "{said}");
}

#[test]
fn a_draft_whose_made_address_is_taken_by_a_live_story_travels_too() {
    let mut n = TestNewsroom::new();
    n.live("Cup final");
    n.story("Cup final");
    let out = n.beside("markdown");
    assert!(n.stet(&["export", "--as", "markdown", "--out", out.to_str().unwrap()]).status.success());
    let names: Vec<String> = tree(&out).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["cup-final-2.md", "cup-final.md"]);
    let copy = TestNewsroom::new();
    let done = copy.stet(&["import", out.to_str().unwrap()]);
    assert!(done.status.success(), "{}", complained(&done));
}

#[test]
fn a_mistyped_address_leaves_no_file_outside_the_folder_and_can_be_imported() {
    let mut n = TestNewsroom::new();
    n.story_with(|s| s.url_slug = "../../Escaped Story".into());
    let out = n.beside("a").join("b");
    assert!(n.stet(&["export", "--as", "markdown", "--out", out.to_str().unwrap()]).status.success());
    let names: Vec<String> = tree(&out).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["escaped-story.md"]);
    let copy = TestNewsroom::new();
    let done = copy.stet(&["import", out.to_str().unwrap()]);
    assert!(done.status.success(), "{}", complained(&done));
}

#[test]
fn what_readers_have_not_seen_is_not_made_live_by_going_out_and_in() {
    let mut n = TestNewsroom::new();
    let id = n.live("Cup final");
    n.edit(id, minutes_on(5), |s| s.standfirst = words("Not for readers yet."));
    let out = n.beside("markdown");
    let done = n.stet(&["export", "--as", "markdown", "--out", out.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&done.stdout).contains("are in “unsent”"), "it is said");
    let names: Vec<String> = tree(&out).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["cup-final.md", "unsent/cup-final.unsent"]);
    let kept = std::fs::read_to_string(out.join("unsent/cup-final.unsent")).unwrap();
    assert!(kept.contains("Not for readers yet."), "the unsent words are not lost: {kept}");

    let mut copy = TestNewsroom::new();
    assert!(copy.stet(&["import", out.to_str().unwrap()]).status.success());
    let site = copy.export();
    assert!(site.has("cup-final/index.html"), "the live page is there");
    let pages = tree(&site.folder);
    let early =
        pages.iter().find(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Not for readers yet"));
    assert_eq!(early.map(|(name, _)| name), None, "published early");
}
