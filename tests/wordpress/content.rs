//! The words and pictures of a story as the site gives them back.

use crate::desk::{Desk, now, paragraph, words};
use crate::paper::{Paper, complained};
use crate::server::wordpress;
use stet::body::{Block, Fact, Inline, Marks};
use stet::cms::Act;
use stet::cms::wordpress::blocks::SitePicture;
use stet::newsroom::Newsroom;
use stet::story::{AlsoRead, Byline, Dateline, LinkTo};

fn run(text: &str, strong: bool, em: bool, link: Option<&str>) -> Inline {
    Inline::Text { text: text.into(), marks: Marks { strong, em }, link: link.map(str::to_owned) }
}

fn words_of_nobody() -> Vec<Vec<Inline>> {
    vec![words("No reader of the site may have this note")]
}

/// A fact box; a line that begins with a hyphen is a point.
fn facts(title: &str, lines: &[&str]) -> Block {
    let fact = |line: &&str| match line.strip_prefix("- ") {
        Some(point) => Fact { is_point: true, text: words(point) },
        None => Fact { is_point: false, text: words(line) },
    };
    Block::Factbox { title: title.into(), lines: lines.iter().map(fact).collect() }
}

/// A story with every kind of block and every troublesome character.
pub fn everything(user: &str) -> Desk {
    let mut desk = Desk::new(user).with_three_pictures();
    desk.story.headline = format!("A&E: “cracks” <5 mm> 'n' \"quay\" {}", &desk.story.id.to_string()[24..]);
    desk.story.standfirst = vec![run("Engineers & ", false, false, None), run("divers", false, true, None)];
    desk.story.agency = "Calder News Network".into();
    desk.story.bylines = vec![Byline { name: "Asha Rao".into(), role: "Health & science".into() }];
    desk.story.dateline = Dateline { place: "Calder".into(), text: String::new() };
    desk.story.also_read = vec![AlsoRead {
        headline: "Ferry & tide".into(),
        to: LinkTo::Url("https://calder.example/?a=1&b=2".into()),
    }];
    let item = |text: &str| vec![paragraph(text)];
    desk.story.body.extend([
        Block::Heading(2, words("What broke & why")),
        Block::Heading(3, words("The “old” wall")),
        Block::Heading(4, words("Detail")),
        Block::Paragraph(vec![
            run("Plain, ", false, false, None),
            run("bold ", true, false, None),
            run("both", true, true, None),
            run(" and a ", false, false, None),
            run("link", false, false, Some("https://calder.example/x?y=1&z=\"2\"")),
            Inline::Break,
            run("<script>alert(1)</script> [gallery] a\u{a0}b \\ back\\slash {brace} 100 % --> -- 😀 &amp; &copy; $1", false, false, None),
        ]),
        paragraph("https://video.example/watch"),
        Block::Bullets(vec![
            item("one"),
            vec![paragraph("two"), Block::Ordered(1, vec![item("two a"), item("two b")])],
            item("three"),
        ]),
        Block::Ordered(4, vec![item("four"), item("five")]),
        Block::Quote(vec![paragraph("We saw it coming."), paragraph("Nobody listened.")]),
        Block::Pullquote { quote: words("Nobody \"listened\""), cite: "Ben Cole, diver".into() },
        Block::Pullquote { quote: words("No name"), cite: String::new() },
        Block::Rule,
        Block::Table {
            head: vec![words("Year"), words("Cracks & gaps")],
            rows: vec![vec![words("2025"), words("3")], vec![words("2026"), vec![run("14", true, false, None)]]],
        },
        Block::Embed { url: "https://video.example/1".into(), title: "The wall, filmed".into() },
        Block::Keypoints(vec![words("The wall & <gate> fell"), vec![run("Nobody", true, false, None)]]),
        Block::Note(words_of_nobody()),
        facts("The \"wall\" & [gallery]", &["Built --> 1931", "- 400 m", "- 9 m"]),
        facts("", &["- No title"]),
        Block::Related { to: "https://calder.example/ferry".into(), headline: "Ferry returns".into() },
    ]);
    desk
}

pub fn hindi(user: &str) -> Desk {
    let mut desk = Desk::new(user);
    desk.story.language = "hi".into();
    desk.story.headline = "काल्डर में चुनाव से पहले नदी किनारे की यात्रा".into();
    desk.story.url_slug = format!("hindi-{}", desk.story.id);
    desk.story.standfirst = words("क्‍या बदला? — “सब कुछ”");
    desk.story.body =
        vec![Block::Heading(2, words("नदी")), paragraph("पानी बढ़ा है; क्\u{200d}ष और क्\u{200c}ष अलग हैं।")];
    desk
}

pub fn urdu(user: &str) -> Desk {
    let mut desk = Desk::new(user);
    desk.story.language = "ur".into();
    desk.story.headline = "کالڈر میں بارش".into();
    desk.story.url_slug = format!("urdu-{}", desk.story.id);
    desk.story.standfirst = words("بندرگاہ بند ہے۔");
    desk.story.agency = "کالڈر نیوز".into();
    desk.story.body = vec![
        Block::Heading(2, words("بندرگاہ")),
        paragraph("پانی \u{200f}(3 میٹر)\u{200f} بڑھا۔"),
        Block::Bullets(vec![vec![paragraph("ایک")], vec![paragraph("دو")]]),
        Block::Quote(vec![paragraph("ہم نے دیکھا۔")]),
        Block::Keypoints(vec![words("ایک")]),
        facts("دیوار", &["پرانی دیوار", "- چار سو میٹر"]),
    ];
    desk
}

#[test]
fn every_byte_survives_for_every_role_that_publishes() {
    for user in ["admin", "editor", "author"] {
        for mut desk in [everything(user), hindi(user), urdu(user)] {
            let receipt = desk.send(Act::Publish).unwrap();
            let said: Vec<_> = receipt.notices.iter().map(|n| n.sentence.as_str()).collect();
            assert_eq!(said, [""; 0], "{user}: the site changed nothing");
            let (there, post) = (wordpress().post(receipt.remote.id), desk.post());
            let content = post.content(&|media| {
                let id = desk.kept.pictures.get(media)?.id;
                let item = wordpress().ask("admin", "GET", &format!("/media/{id}"), None);
                Some(SitePicture { id, url: item["source_url"].as_str()?.to_owned(), size: "full".into() })
            });
            assert_eq!(there["content"]["raw"].as_str().unwrap(), content, "{user}");
            assert_eq!(there["title"]["raw"].as_str().unwrap(), post.title, "{user}");
            assert_eq!(there["excerpt"]["raw"].as_str().unwrap(), post.excerpt, "{user}");
            assert_eq!(there["slug"].as_str().unwrap(), post.url_slug, "{user}");
        }
    }
}

#[test]
fn readers_see_the_copy_and_none_of_our_marks() {
    let mut desk = everything("editor");
    let receipt = desk.send(Act::Publish).unwrap();
    let page = ureq::get(&receipt.remote.link).call().unwrap().body_mut().read_to_string().unwrap();
    for words in
        ["[gallery] a", "&lt;script&gt;alert(1)", "Calder News Network", "Asha Rao (Health &amp; science)"]
    {
        let shown = page.replace("&#091;", "[").replace("&#038;", "&amp;");
        assert!(shown.contains(words), "a reader sees {words}");
    }
    assert!(!page.contains("No reader of the site"), "a note reaches no page of the site");
    assert!(!page.contains(&desk.post().marker()), "and not what travels for us");
    assert!(!page.contains("<iframe"), "and no player that nobody asked for");
}

#[test]
fn a_picture_carries_its_alt_text_caption_and_credit() {
    let mut desk = Desk::new("author").with_three_pictures();
    desk.send(Act::Publish).unwrap();
    let lead = desk.story.lead.clone().unwrap();
    let id = desk.kept.pictures[&lead.media].id;
    let there = || wordpress().ask("admin", "GET", &format!("/media/{id}?context=edit"), None);
    assert_eq!(there()["alt_text"], "A wall & the \"old\" quay");
    assert_eq!(there()["caption"]["raw"], "The wall &amp; the \"old\" quay (Jane Doe/Agency)");
    assert_eq!(there()["description"]["raw"], "Jane Doe/Agency");
    assert_eq!(there()["mime_type"], "image/png");
    let bytes =
        ureq::get(there()["source_url"].as_str().unwrap()).call().unwrap().body_mut().read_to_vec().unwrap();
    assert_eq!(bytes, desk.files[&lead.media].bytes, "the file as it was given");

    desk.story.lead.as_mut().unwrap().alt = "A wall".into();
    desk.send(Act::Update).unwrap();
    assert_eq!(there()["alt_text"], "A wall", "corrected with the story");
    assert_eq!(wordpress().copies_of(&lead.media.0).len(), 1);
}

#[test]
fn a_picture_of_another_user_is_used_and_not_sent_again() {
    let mut first = Desk::new("editor").with_three_pictures();
    first.send(Act::Publish).unwrap();
    let lead = first.story.lead.clone().unwrap();
    let mut second = Desk::new("author");
    second.files = first.files.clone();
    second.story.lead = Some(lead.clone());
    let receipt = second.send(Act::Publish).unwrap();
    assert_eq!(
        receipt.notices.iter().map(|n| n.code.as_ref()).collect::<Vec<_>>(),
        ["cms-picture-of-another"]
    );
    assert_eq!(wordpress().copies_of(&lead.media.0).len(), 1);
    assert_eq!(wordpress().post(receipt.remote.id)["featured_media"], first.kept.pictures[&lead.media].id);
}

#[test]
fn a_picture_deleted_there_is_sent_again() {
    let mut desk = Desk::new("editor").with_three_pictures();
    desk.send(Act::Publish).unwrap();
    let lead = desk.story.lead.clone().unwrap().media;
    let id = desk.kept.pictures[&lead].id;
    wordpress().ask("admin", "DELETE", &format!("/media/{id}?force=true"), None);
    desk.overwrite = true; // the site dropped the featured picture with it, which is a change there
    let receipt = desk.send(Act::Update).unwrap();
    assert_ne!(desk.kept.pictures[&lead].id, id);
    assert_eq!(wordpress().post(receipt.remote.id)["featured_media"], desk.kept.pictures[&lead].id);
}

#[test]
fn a_link_to_a_story_gives_away_no_headline_that_is_still_being_written() {
    let paper = Paper::before(&wordpress().url);
    let first = paper.story("Ferry back in service");
    assert!(paper.stet(&["publish", &first, "--to", "Online"]).status.success());
    paper.sqlite(&format!("UPDATE story SET headline = 'Captain to be charged' WHERE url_slug = '{first}'"));
    let second = paper.story("Harbour reopens");
    let mut newsroom = Newsroom::open(&paper.newsroom()).unwrap();
    let [first, story] = [&first, &second].map(|slug| newsroom.story_named(slug).unwrap().unwrap());
    let edit = newsroom.story(story).unwrap().edit;
    let linked = newsroom.edit_story(story, edit, now(), |s| {
        s.also_read = vec![AlsoRead { headline: String::new(), to: LinkTo::Story(first) }];
        Ok(())
    });
    linked.unwrap();
    let sent = paper.stet(&["publish", &second, "--to", "Online"]);
    assert!(sent.status.success(), "{}", complained(&sent));
    let there = paper.there(&second)["content"]["raw"].as_str().unwrap().to_owned();
    assert!(there.contains("Ferry back in service") && !there.contains("Captain"), "{there}");
}
