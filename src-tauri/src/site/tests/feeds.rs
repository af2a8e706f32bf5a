//! Feeds: RSS, Atom and JSON Feed of the same stories.

use super::*;
use crate::site::sample::{Sample, edition, story_id};
use crate::story::{AlsoRead, LinkTo};
use insta::assert_snapshot;
use serde_json::Value;

fn json_feed(edition: &Sample, path: &str) -> Value {
    serde_json::from_str(&file(edition, path)).unwrap()
}

#[test]
fn an_atom_entry_says_what_a_reader_of_feeds_needs() {
    let feed = file(&edition(), "news/atom.xml");
    assert_snapshot!(between(&feed, "<entry>", "</entry>").replace("><", ">\n<"), @r#"
    <title xml:lang="en-GB">Engineers warned of harbour wall</title>
    <id>urn:uuid:01900000-0000-7000-8000-000000000001</id>
    <updated>2025-10-28T23:26:00+05:30</updated>
    <author>
    <name>Calder News Network</name>
    </author>
    <category term="News"/>
    <category term="harbour"/>
    <link href="https://calderstar.example/harbour-wall/" rel="alternate" hreflang="en-GB" type="text/html"/>
    <link href="https://calderstar.example/pictures/1-1200.jpg" rel="enclosure" type="image/jpeg"/>
    <published>2025-10-28T22:26:00+05:30</published>
    <summary xml:lang="en-GB">A survey said the wall had “months, not years”.</summary>
    "#);
    assert_snapshot!(feed.split("<entry>").next().unwrap().replace("><", ">\n<"), @r#"
    <?xml version="1.0"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
    <title>Calder Star - News</title>
    <id>urn:uuid:3417a506-c1a6-8f5d-a080-85c946c0eb4c</id>
    <updated>2025-10-28T23:26:00+05:30</updated>
    <author>
    <name>Calder Star</name>
    </author>
    <icon>https://calderstar.example/favicon.ico</icon>
    <link href="https://calderstar.example/news/" rel="alternate" type="text/html"/>
    <link href="https://calderstar.example/news/atom.xml" rel="self" type="application/atom+xml"/>
    <subtitle>News of the harbour and the hills</subtitle>
    "#);
}

#[test]
fn a_json_feed_has_the_same_story() {
    let feed = json_feed(&edition(), "sport/feed.json");
    assert_snapshot!(serde_json::to_string_pretty(&feed).unwrap(), @r#"
    {
      "authors": [
        {
          "name": "Calder Star",
          "url": "https://calderstar.example/"
        }
      ],
      "description": "News of the harbour and the hills",
      "favicon": "https://calderstar.example/favicon.ico",
      "feed_url": "https://calderstar.example/sport/feed.json",
      "home_page_url": "https://calderstar.example/sport/",
      "items": [
        {
          "authors": [
            {
              "name": "Anita Rao",
              "url": "https://calderstar.example/authors/anita-rao/"
            },
            {
              "name": "Tom Okafor",
              "url": "https://calderstar.example/authors/tom-okafor/"
            }
          ],
          "content_text": "Calder Town reach the cup final",
          "date_published": "2025-10-28T21:26:00+05:30",
          "id": "urn:uuid:01900000-0000-7000-8000-000000000002",
          "language": "en-GB",
          "tags": [
            "Sport"
          ],
          "title": "Calder Town reach the cup final",
          "url": "https://calderstar.example/calder-town-reach-the-cup-final/"
        }
      ],
      "language": "en-GB",
      "title": "Calder Star - Sport",
      "version": "https://jsonfeed.org/version/1.1"
    }
    "#);
}

#[test]
fn the_three_forms_name_the_same_stories_by_the_same_guids() {
    let edition = edition();
    for folder in ["", "news/", "tags/harbour/", "authors/anita-rao/"] {
        let rss = file(&edition, &format!("{folder}rss.xml"));
        let guids: Vec<&str> =
            rss.split("<guid isPermaLink=\"false\">").skip(1).map(|g| g.split('<').next().unwrap()).collect();
        let atom = file(&edition, &format!("{folder}atom.xml"));
        let ids: Vec<&str> =
            atom.split("<entry>").skip(1).map(|entry| between(entry, "<id>", "</id>")).collect();
        let json = json_feed(&edition, &format!("{folder}feed.json"));
        let of_json: Vec<&str> =
            json["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert!(
            !guids.is_empty() && guids == ids && guids == of_json,
            "{folder}: {guids:?} {ids:?} {of_json:?}"
        );
    }
}

#[test]
fn a_feed_is_the_same_feed_when_the_site_and_its_section_have_another_name_and_address() {
    let id = |edition: &Sample, path: &str| between(&file(edition, path), "<id>", "</id>").to_owned();
    let mut edition = edition();
    let before = (id(&edition, "atom.xml"), id(&edition, "sport/atom.xml"));
    edition.settings.title = "The Post".to_owned();
    edition.settings.address = "https://post.example/news".to_owned();
    edition.sections[1].slug = "games".to_owned();
    assert_eq!(before, (id(&edition, "atom.xml"), id(&edition, "games/atom.xml")));
    assert_ne!(before.0, before.1);
}

#[test]
fn pages_name_their_feeds_in_every_form() {
    let edition = edition();
    let page = file(&edition, "harbour-wall/index.html");
    let named: Vec<&str> = page.lines().filter(|line| line.contains("rel=\"alternate\" type=")).collect();
    assert_snapshot!(named.join("\n"), @r#"
    <link rel="alternate" type="application/rss+xml" title="Calder Star" href="../rss.xml">
    <link rel="alternate" type="application/atom+xml" title="Calder Star (Atom)" href="../atom.xml">
    <link rel="alternate" type="application/feed+json" title="Calder Star (JSON Feed)" href="../feed.json">
    <link rel="alternate" type="application/rss+xml" title="Calder Star - News" href="../news/rss.xml">
    <link rel="alternate" type="application/atom+xml" title="Calder Star - News (Atom)" href="../news/atom.xml">
    <link rel="alternate" type="application/feed+json" title="Calder Star - News (JSON Feed)" href="../news/feed.json">
    "#);
    let topic = file(&edition, "tags/harbour/index.html");
    assert!(topic.contains("type=\"application/feed+json\" title=\"Calder Star - harbour (JSON Feed)\" href=\"../../tags/harbour/feed.json\""));
}

#[test]
fn a_full_feed_carries_the_text_with_addresses_that_lead_back_to_the_site() {
    let mut edition = edition();
    edition.settings.feeds_in_full = true;
    edition.stories[0].body.extend(crate::body::read(&format!(
        "See [the final](story:{}) and [a story that nobody may see](story:{}).",
        story_id(2),
        story_id(99)
    )));
    let feed = json_feed(&edition, "news/feed.json");
    let item = &feed["items"][0];
    assert_snapshot!(item["content_html"].as_str().unwrap(), @r#"
    <figure><img src="https://calderstar.example/pictures/1-1200.jpg" width="1200" height="800" alt="People beside a broken wall"><figcaption>Residents look at the wall (Jane Doe/Calder Star)</figcaption></figure>
    <p>The council was told in writing that the wall would fail.</p>
    <h2>“Nobody rang us”</h2>
    <figure><img src="https://calderstar.example/pictures/2-800.jpg" width="800" height="533" alt="A crack as wide as a hand"><figcaption>The crack in March (Port of Calder)</figcaption></figure>
    <p>Also Read: <a href="https://calderstar.example/calder-town-reach-the-cup-final/">Calder Town reach the cup final</a></p>
    <p>See <a href="https://calderstar.example/calder-town-reach-the-cup-final/">the final</a> and a story that nobody may see.</p>
    "#);
    assert_eq!(item["content_text"], Value::Null);
    for path in ["rss.xml", "news/rss.xml", "news/atom.xml"] {
        let feed = file(&edition, path);
        let unescaped =
            feed.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        assert!(unescaped.contains("src=\"https://calderstar.example/pictures/2-800.jpg\""), "{path}");
        assert!(!unescaped.contains("=\"../"), "{path}");
    }
}

#[test]
fn a_full_feed_of_a_site_without_an_address_leads_from_where_it_stands() {
    let mut edition = edition();
    edition.settings.feeds_in_full = true;
    edition.settings.address.clear();
    let src = |path: &str| {
        let html = json_feed(&edition, path)["items"][0]["content_html"].as_str().unwrap().to_owned();
        between(&html, "<img src=\"", "\"").to_owned()
    };
    assert_eq!(
        (src("feed.json"), src("news/feed.json")),
        ("pictures/1-1200.jpg".into(), "../pictures/1-1200.jpg".into())
    );
    assert_eq!(src("tags/harbour/feed.json"), "../../pictures/1-1200.jpg");
}

#[test]
fn summaries_are_what_feeds_carry_where_nobody_chose_otherwise() {
    let mut edition = edition();
    edition.stories[0].also_read = vec![AlsoRead { headline: String::new(), to: LinkTo::Story(story_id(2)) }];
    for path in ["rss.xml", "atom.xml", "feed.json"] {
        assert!(!file(&edition, path).contains("The council was told in writing"), "{path}");
    }
}
