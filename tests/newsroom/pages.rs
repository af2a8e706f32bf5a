//! Pages of the site that are written as stories.

use crate::room::{MORNING, TestNewsroom, minutes_on, words};
use stet::publish;
use stet::story::profile::PAGE;
use stet::story::{Correction, CorrectionKind, StoryId};

fn written(n: &mut TestNewsroom, slug: &str) -> StoryId {
    publish::write_page(&mut n.newsroom, slug, MORNING).unwrap().0
}

#[test]
fn a_page_begins_with_what_stands_at_its_address_and_takes_its_place_once_published() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    let before = n.export();
    assert!(before.file("about/index.html").contains("has not written about itself yet"));
    let about = written(&mut n, "about");
    assert_eq!(written(&mut n, "about"), about, "there is one already");
    let site = n.export_at(minutes_on(1));
    assert_eq!(site.file("about/index.html"), before.file("about/index.html"), "readers see no draft");

    n.edit(about, minutes_on(2), |s| {
        assert_eq!(
            (s.profile.as_str(), s.headline.as_str(), s.slug.as_str(), s.url_slug.as_str()),
            (PAGE, "About us", "about", "about")
        );
        s.standfirst = words("A paper of six");
        s.body = stet::body::read("Printed in Calder since 1894.\n\n## Who we are\n\nSix people and a dog.");
    });
    n.publish(about, minutes_on(3));
    let site = n.export_at(minutes_on(4));
    let page = site.file("about/index.html");
    assert!(page.contains("<h2>Who we are</h2>") && page.contains("<h1>About us</h1>"), "{page}");
    assert!(page.contains("<p class=\"standfirst\">A paper of six</p>"), "{page}");
    assert!(!page.contains("NewsArticle") && !page.contains("min read"));
    // It is no news: no list, no feed, no search names it.
    for file in ["latest/index.html", "rss.xml", "feed.json", "atom.xml", "sitemap-news.xml"] {
        assert!(
            !site.file(file).contains("Six people") && !site.file(file).contains("<title>About us"),
            "{file}"
        );
    }
    assert_eq!(site.file("sitemap-pages.xml").matches("about/").count(), 1);

    n.edit(about, minutes_on(5), |s| s.hold = true);
    let site = n.export_at(minutes_on(6));
    assert_eq!(
        site.file("about/index.html"),
        before.file("about/index.html"),
        "a page stands there all the same"
    );
}

#[test]
fn a_page_of_its_own_is_named_at_the_foot_of_every_page() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    n.export();
    let id = n.story("Advertise with us");
    n.edit(id, minutes_on(1), |s| s.profile = PAGE.to_owned());
    n.publish(id, minutes_on(2));
    let site = n.export_at(minutes_on(3));
    let foot = |page: &str| site.file(page).split("<footer").nth(1).unwrap().to_owned();
    assert!(foot("index.html").contains("advertise-with-us/"));
    assert!(foot("harbour-wall/index.html").contains("Advertise with us"));
    assert!(site.file("advertise-with-us/index.html").contains("<h1>Advertise with us</h1>"));
    assert!(!site.file("latest/index.html").split("<footer").next().unwrap().contains("Advertise with us"));
}

#[test]
fn no_story_takes_the_address_of_a_standing_page() {
    let mut n = TestNewsroom::new();
    let id = n.story("Privacy");
    let state = n.newsroom.story(id).unwrap();
    assert_ne!(state.effective_url_slug, "privacy");
    assert_eq!(publish::write_page(&mut n.newsroom, "latest", MORNING).unwrap_err().code, "page-unknown");
}

#[test]
fn a_live_page_that_leaves_its_address_leaves_no_two_pages_there() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    let about = written(&mut n, "about");
    n.edit(about, minutes_on(0), |s| {
        assert!(s.body.is_empty(), "a page that says that nothing is written is nothing to begin with");
        s.body = stet::body::read("We are six.");
    });
    n.publish(about, minutes_on(1));
    n.export_at(minutes_on(2));
    n.edit(about, minutes_on(3), |s| {
        s.url_slug = "about-us".into();
        s.headline = "All about us".into();
    });
    n.publish(about, minutes_on(4));
    let site = n.export_at(minutes_on(5));
    assert!(site.file("about-us/index.html").contains("<h1>All about us</h1>"));
    assert!(site.file("about/index.html").contains("<h1>About us</h1>"), "every site has such a page");
    let policy = written(&mut n, "corrections-policy");
    assert!(!n.state(policy).story.body.is_empty());
    assert!(!site.has("_redirects"), "nothing moved from where a page stands");
    let whole = n.beside("anew");
    publish::export(&mut n.newsroom, &whole, minutes_on(5)).unwrap();
    assert_eq!(
        std::fs::read_to_string(whole.join("about/index.html")).unwrap(),
        site.file("about/index.html")
    );
}

#[test]
fn a_page_says_what_was_put_right_and_whether_readers_see_it() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    let about = written(&mut n, "about");
    n.edit(about, minutes_on(0), |s| s.body = stet::body::read("We are six."));
    let is_live = |n: &mut TestNewsroom, at| {
        let all = publish::standing_pages(&mut n.newsroom, minutes_on(at)).unwrap();
        all.iter().map(|page| (page.slug, page.story.is_some(), page.is_live)).collect::<Vec<_>>()[0]
    };
    assert_eq!(is_live(&mut n, 1), ("about", true, false));
    n.publish(about, minutes_on(1));
    assert_eq!(is_live(&mut n, 2), ("about", true, true));
    let line =
        Correction { kind: CorrectionKind::Correction, at: minutes_on(2), text: "It was 1893.".into() };
    n.edit(about, minutes_on(2), |s| s.corrections.push(line));
    n.publish(about, minutes_on(3));
    let site = n.export_at(minutes_on(4));
    assert!(site.file("about/index.html").contains("<bdi>It was 1893.</bdi>"));
    n.edit(about, minutes_on(5), |s| s.hold = true);
    assert_eq!(is_live(&mut n, 6), ("about", true, false), "what is held is not what readers see");
}
