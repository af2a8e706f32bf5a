//! What pages say of themselves, and what a front shows once.

use super::*;
use crate::site::sample::{NIGHT, edition, story};
use crate::story::{Correction, CorrectionKind, UtcMillis};

const DAY: i64 = 24 * 3_600_000;

fn description(page: &str) -> &str {
    between(page, "<meta name=\"description\" content=\"", "\"")
}

#[test]
fn a_story_that_leads_a_front_stands_there_once() {
    let mut edition = edition();
    edition.stories = vec![story(1, "The only story")];
    let front = file(&edition, "index.html");
    assert_eq!(front.matches(">The only story<").count(), 1);
    assert!(!front.contains("class=\"block\""), "a block with nothing else is none");
    // With enough of them, a block is as full as it was asked for.
    edition.stories = (1..=30).map(|n| story(n, &format!("Story number {n}"))).collect();
    let front = file(&edition, "index.html");
    let block = between(&front, "class=\"block\"", "</section>");
    assert_eq!(block.matches("Story number").count(), 5);
    assert!(!block.contains("Story number 1<") && block.contains("Story number 5<"));
}

#[test]
fn a_front_without_pictures_has_a_second_row_of_words() {
    let mut edition = edition();
    let picture = edition.stories[0].lead.clone();
    edition.stories = (1..=30).map(|n| story(n, &format!("Story number {n}"))).collect();
    let front = file(&edition, "index.html");
    assert_eq!(between(&front, "class=\"second\"", "class=\"blocks\"").matches("<article").count(), 3);
    assert_eq!(between(&front, "class=\"latest\"", "</section>").matches("<li>").count(), 4);
    // Beside a lead with its picture the latest go on, and only pictures stand under it.
    edition.stories[0].lead = picture;
    let front = file(&edition, "index.html");
    assert!(!front.contains("class=\"second\""));
    assert_eq!(between(&front, "class=\"latest\"", "</section>").matches("<li>").count(), 8);
}

#[test]
fn a_page_behind_a_list_says_from_when_its_stories_are() {
    let mut edition = edition();
    edition.stories = (1..=65).map(|n| story(n, &format!("Story number {n}"))).collect();
    for (n, story) in edition.stories.iter_mut().enumerate() {
        story.published_at = UtcMillis(NIGHT.0 - n as i64 * DAY);
    }
    let page = file(&edition, "news/page/2/index.html");
    let span = "September 14, 2025 – October 3, 2025";
    assert_eq!(between(&page, "<title>", "</title>"), format!("News, {span} - Calder Star"));
    assert!(between(&page, "list-head", "</header>").contains(span));
    assert!(!file(&edition, "news/index.html").contains(" – "), "the front of a list is of today");
}

#[test]
fn other_pages_lead_to_no_list_that_is_not_there() {
    let mut edition = edition();
    edition.stories.clear();
    for path in ["tags/index.html", "authors/index.html", "archive/index.html"] {
        assert!(file(&edition, path).contains("Nothing has been published here yet."), "{path}");
    }
}

#[test]
fn a_name_in_other_letters_says_its_language_and_stands_after_the_others() {
    let mut edition = edition();
    let tags = ["Ports", "बंदरगाह", "Élections", "ہڑتال"];
    edition.stories[0].tags = tags.map(str::to_owned).into();
    let all = file(&edition, "tags/index.html");
    assert!(all.contains("lang=\"hi\" dir=\"ltr\">बंदरगाह</a>"), "{all}");
    assert!(all.contains("lang=\"ur\" dir=\"rtl\">ہڑتال</a>"));
    let places: Vec<usize> =
        ["Élections", "Ports", "बंदरगाह", "ہڑتال"].iter().map(|name| all.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    let address = between(&all, "<a href=\"", "\" lang=\"ur\"").rsplit_once("href=\"").unwrap().1;
    let page = file(&edition, &format!("{}index.html", address.trim_start_matches("../")));
    assert!(page.contains("<h1 lang=\"ur\" dir=\"rtl\">ہڑتال</h1>"), "{page}");
    assert_eq!(description(&file(&edition, "tags/ports/index.html")), "Stories about Ports in Calder Star");
    assert_eq!(
        description(&file(&edition, "authors/anita-rao/index.html")),
        "Stories by Anita Rao in Calder Star"
    );
}

#[test]
fn a_page_without_a_standfirst_says_how_its_text_begins() {
    let mut edition = edition();
    let cup = "calder-town-reach-the-cup-final/index.html";
    assert_eq!(description(&file(&edition, cup)), "The town council met on Monday.");
    edition.stories[1].body =
        crate::body::read(&format!("## First\n\n{}", "Twenty **words** follow. ".repeat(20)));
    let page = file(&edition, cup);
    let said = description(&page);
    assert!(said.starts_with("Twenty words follow. Twenty") && said.ends_with("words…"), "{said}");
    assert!(said.chars().count() <= 161);
    edition.stories[1].body.clear();
    assert!(!file(&edition, cup).contains("name=\"description\""));
    assert!(description(&file(&edition, "about/index.html")).starts_with("This site is published by"));
}

#[test]
fn a_story_was_updated_when_it_was_last_put_right() {
    let mut edition = edition();
    let at = UtcMillis(NIGHT.0 + DAY);
    edition.stories[1].corrections =
        vec![Correction { kind: CorrectionKind::Correction, at, text: "It was 1931.".to_owned() }];
    let page = file(&edition, "calder-town-reach-the-cup-final/index.html");
    assert!(page.contains("\"dateModified\":\"2025-10-29T23:26:00+05:30\""), "{page}");
    assert!(file(&edition, "sitemap-2025-10.xml").contains("<lastmod>2025-10-29T23:26:00+05:30</lastmod>"));
}

#[test]
fn a_page_without_a_picture_shows_the_logo_elsewhere() {
    let mut edition = edition();
    let share = "<meta property=\"og:image\" content=\"https://calderstar.example/pictures/512-logo.png\">";
    assert!(!file(&edition, "news/index.html").contains("og:image"));
    edition.logo = Some(SiteLogo {
        file: "logo.png".to_owned(),
        width: 200,
        height: 80,
        icons: vec![(192, "192-logo.png".to_owned()), (512, "512-logo.png".to_owned())],
        ico: Vec::new(),
        hashes: [].into(),
    });
    for path in ["news/index.html", "calder-town-reach-the-cup-final/index.html"] {
        assert!(file(&edition, path).contains(share), "{path}");
    }
    for path in ["index.html", "harbour-wall/index.html"] {
        let pictured = file(&edition, path);
        assert!(
            pictured.contains("content=\"https://calderstar.example/pictures/1-16x9-1200.jpg\""),
            "{path}"
        );
        assert!(pictured.contains("summary_large_image") && !pictured.contains(share), "{path}");
    }
    edition.stories.remove(0);
    assert!(file(&edition, "index.html").contains(share), "a front without pictures");
}
