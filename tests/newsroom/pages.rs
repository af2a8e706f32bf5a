//! Pages of the site that are written as stories.

use crate::room::{MORNING, TestNewsroom, minutes_on};
use stet::publish;
use stet::story::StoryId;
use stet::story::profile::PAGE;

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
        s.standfirst = "A paper of *six*".into();
        s.body = stet::body::read("Printed in Calder since 1894.\n\n## Who we are\n\nSix people and a dog.");
    });
    n.publish(about, minutes_on(3));
    let site = n.export_at(minutes_on(4));
    let page = site.file("about/index.html");
    assert!(page.contains("<h2>Who we are</h2>") && page.contains("<h1>About us</h1>"), "{page}");
    assert!(page.contains("<p class=\"standfirst\">A paper of <em>six</em></p>"), "{page}");
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
