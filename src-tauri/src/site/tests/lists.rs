//! Fronts, lists, feeds, sitemaps and the pages that are no story.

use super::*;
use crate::site::sample::{NIGHT, Sample, edition, section_id, story, story_id};
use crate::story::{Correction, CorrectionKind, UtcMillis};
use insta::assert_snapshot;
#[test]
fn a_feed_item_keeps_its_guid_when_headline_and_address_change() {
    let mut edition = edition();
    let item = |edition: &Sample| between(&file(edition, "news/rss.xml"), "<item>\n", "</item>").to_owned();
    let before = item(&edition);
    assert_snapshot!(before, @r#"
    <title>Engineers warned of harbour wall</title>
    <link>https://calderstar.example/harbour-wall/</link>
    <guid isPermaLink="false">urn:uuid:01900000-0000-7000-8000-000000000001</guid>
    <pubDate>Tue, 28 Oct 2025 22:26:00 +0530</pubDate>
    <dc:creator>Calder News Network</dc:creator>
    <dc:language>en-GB</dc:language>
    <category>News</category>
    <category>harbour</category>
    <description>A survey said the wall had “months, not years”.</description>
    <media:content url="https://calderstar.example/pictures/1-1200.jpg" type="image/jpeg" medium="image" width="1200" height="800">
    <media:description type="plain">Residents look at the wall</media:description>
    <media:credit>Jane Doe/Calder Star</media:credit>
    </media:content>
    "#);
    edition.stories[0].headline = "Harbour wall: what we know".to_owned();
    edition.stories[0].url_slug = "harbour-wall-inquiry".to_owned();
    let guid = |item: &str| between(item, "<guid isPermaLink=\"false\">", "</guid>").to_owned();
    assert_eq!(guid(&before), guid(&item(&edition)));
}

#[test]
fn a_feed_says_where_it_is_itself() {
    let edition = edition();
    for (path, address) in [("rss.xml", "rss.xml"), ("sport/rss.xml", "sport/rss.xml")] {
        let link = format!(r#"<atom:link href="https://calderstar.example/{address}" rel="self""#);
        assert!(file(&edition, path).contains(&link), "{path}");
    }
    assert!(
        !file(&edition, "sport/rss.xml").contains("harbour-wall"),
        "a section's feed has its own stories only"
    );
}

#[test]
fn every_kind_of_page_is_there() {
    let mut paths = paths(&edition());
    paths.retain(|path| !path.starts_with("theme.") && !path.ends_with(".js"));
    assert_eq!(
        paths,
        [
            "harbour-wall/index.html",
            "calder-town-reach-the-cup-final/index.html",
            "favicon.svg",
            "favicon.ico",
            "robots.txt",
            "site.webmanifest",
            "about/index.html",
            "contact/index.html",
            "corrections-policy/index.html",
            "privacy/index.html",
            "terms/index.html",
            "404.html",
            "sitemap/index.html",
            "sitemap-pages.xml",
            "search/index.html",
            "opensearch.xml",
            "latest/index.html",
            "news/index.html",
            "sport/index.html",
            "authors/anita-rao/index.html",
            "authors/tom-okafor/index.html",
            "archive/2025/index.html",
            "archive/2025/10/index.html",
            "archive/2025/10/28/index.html",
            "tags/harbour/index.html",
            "tags/index.html",
            "authors/index.html",
            "archive/index.html",
            "index.html",
            "rss.xml",
            "atom.xml",
            "feed.json",
            "news/rss.xml",
            "news/atom.xml",
            "news/feed.json",
            "sport/rss.xml",
            "sport/atom.xml",
            "sport/feed.json",
            "authors/anita-rao/rss.xml",
            "authors/anita-rao/atom.xml",
            "authors/anita-rao/feed.json",
            "authors/tom-okafor/rss.xml",
            "authors/tom-okafor/atom.xml",
            "authors/tom-okafor/feed.json",
            "tags/harbour/rss.xml",
            "tags/harbour/atom.xml",
            "tags/harbour/feed.json",
            "sitemap-2025-10.xml",
            "sitemap-news.xml",
            "sitemap.xml",
            "search/parts.json",
        ]
    );
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    assert_eq!(render(&edition()).unwrap(), render(&edition()).unwrap());
}

#[test]
fn sections_keep_the_newsrooms_own_order() {
    let mut edition = edition();
    edition.sections.reverse();
    assert_eq!(
        seen(
            between(&file(&edition, "index.html"), "aria-label=\"Sections\"", "</nav>")
                .split_once('>')
                .unwrap()
                .1
        ),
        "Sport News"
    );
}

#[test]
fn a_temporary_section_leaves_the_navigation_and_keeps_its_pages() {
    let mut edition = edition();
    edition.sections[1].show_until = Some(NIGHT);
    let navigation = |edition: &Sample| {
        between(&file(edition, "index.html"), "aria-label=\"Sections\"", "</nav>").to_owned()
    };
    assert!(!navigation(&edition).contains("Sport"));
    assert!(file(&edition, "sport/index.html").contains("Calder Town reach the cup final"));
    edition.now = UtcMillis(NIGHT.0 - 1);
    assert!(navigation(&edition).contains("Sport"), "until its hour it shows");
}

#[test]
fn a_section_with_many_stories_has_older_pages_that_link_on() {
    let mut edition = edition();
    edition.stories = (1..=65).map(|n| story(n, &format!("Story number {n}"))).collect();
    let paths = paths(&edition);
    assert!(
        paths.contains(&"news/page/1/index.html".to_owned())
            && paths.contains(&"news/page/2/index.html".to_owned())
    );
    assert!(!paths.iter().any(|path| path.starts_with("news/page/3")));
    let front = file(&edition, "news/index.html");
    assert!(
        front.contains("Story number 1<")
            && front.contains("Story number 25<")
            && !front.contains("Story number 26<")
    );
    assert_eq!(between(&front, "<a rel=\"next\" href=\"", "\""), "../news/page/2/");
    let newest = file(&edition, "news/page/2/index.html");
    assert_eq!(between(&newest, "<a rel=\"prev\" href=\"", "\""), "../../../news/");
    assert_eq!(between(&newest, "<a rel=\"next\" href=\"", "\""), "../../../news/page/1/");
    assert!(file(&edition, "news/page/1/index.html").contains("Story number 65<"));
}

#[test]
fn a_site_without_an_address_reads_from_disk_and_claims_no_address() {
    let mut edition = edition();
    edition.settings.address.clear();
    for page in render(&edition).unwrap() {
        let Ok(text) = String::from_utf8(page.bytes) else { continue };
        assert!(
            !text.contains("rel=\"canonical\"") && !text.contains("og:url") && !text.contains("og:image"),
            "{}",
            page.path
        );
    }
    assert!(file(&edition, "index.html").contains("href=\"harbour-wall/index.html\""));
    assert!(!file(&edition, "rss.xml").contains("atom:link href"));
    assert!(!file(&edition, "robots.txt").contains("Sitemap"));
}

#[test]
fn the_404_page_finds_its_style_sheet_from_any_depth() {
    let mut edition = edition();
    edition.settings.address = "https://calder.example/star".to_owned();
    let page = file(&edition, "404.html");
    assert!(page.contains("rel=\"stylesheet\" href=\"/star/theme."));
    assert!(page.contains("href=\"/star/news/\""));
}

#[test]
fn a_newsroom_that_wrote_no_about_page_gets_an_honest_one() {
    let mut edition = edition();
    edition.settings.title = "Star & *Sons*".to_owned();
    assert!(
        file(&edition, "about/index.html").contains("<p>This site is published by Star &amp; *Sons*.</p>")
    );
    edition.settings.about = "We are **three people**.".to_owned();
    assert!(file(&edition, "about/index.html").contains("<p>We are <strong>three people</strong>.</p>"));
}

#[test]
fn a_newsroom_without_a_story_has_a_whole_site() {
    let mut edition = edition();
    edition.stories.clear();
    edition.trending.clear();
    assert!(file(&edition, "index.html").contains("Nothing has been published yet."));
    assert!(file(&edition, "rss.xml").contains("</channel>"));
}

#[test]
fn the_style_sheet_is_small_and_every_page_asks_for_it() {
    let edition = edition();
    let pages = render(&edition).unwrap();
    let css = pages.iter().find(|page| page.path.ends_with(".css")).unwrap();
    assert!(css.bytes.len() < 20_480, "{} bytes", css.bytes.len());
    for page in pages.iter().filter(|page| page.path.ends_with(".html")) {
        assert!(String::from_utf8_lossy(&page.bytes).contains(&css.path), "{}", page.path);
    }
}

#[test]
fn a_story_of_no_section_is_on_the_front_and_in_the_list_of_all() {
    let mut edition = edition();
    edition.stories[1].section = Some(section_id(9));
    for path in
        ["index.html", "latest/index.html", "archive/2025/10/28/index.html", "sitemap-2025-10.xml", "rss.xml"]
    {
        assert!(file(&edition, path).contains("calder-town-reach-the-cup-final"), "{path}");
    }
}

#[test]
fn links_on_a_list_lead_from_its_own_depth() {
    let edition = edition();
    for (path, up) in [("news/index.html", "../"), ("archive/2025/10/28/index.html", "../../../../")] {
        let page = file(&edition, path);
        for link in ["harbour-wall/\"", "pictures/1-16x9-1200.jpg\"", "about/\""] {
            assert!(page.contains(&format!("\"{up}{link}")), "{path} has no {up}{link}");
        }
        assert!(!page.contains('\u{1}'));
    }
}

#[test]
fn servers_are_told_where_stories_have_moved_and_only_then() {
    let mut edition = edition();
    assert!(!paths(&edition).iter().any(|path| path.contains("redirects")));
    edition.moved = vec![
        ("old-wall".to_owned(), edition.stories[0].id),
        ("gone".to_owned(), story_id(99)),
        ("sport".to_owned(), edition.stories[0].id),
    ];
    edition.settings.address = "https://calder.example/star".to_owned();
    assert_snapshot!(file(&edition, "_redirects"), @r"
    /star/old-wall/ /star/harbour-wall/ 301
    /star/old-wall /star/harbour-wall/ 301
    ");
    assert_snapshot!(file(&edition, "redirects.map"), @r"
    # For nginx, inside http: map_hash_bucket_size 512; map $uri $moved_to { include PATH-OF-THIS-FILE; }
    # and inside server: if ($moved_to) { return 301 $moved_to; }
    /star/old-wall/ /star/harbour-wall/;
    /star/old-wall /star/harbour-wall/;
    ");
    assert!(file(&edition, "sport/index.html").contains("class=\"list\""), "a section has its own address");
    edition.settings.address.clear();
    assert!(file(&edition, "_redirects").starts_with("/old-wall/ /harbour-wall/ 301\n"));
}

#[test]
fn a_phone_is_told_what_the_site_is_called() {
    let mut edition = edition();
    let manifest: serde_json::Value = serde_json::from_str(&file(&edition, "site.webmanifest")).unwrap();
    assert_eq!(manifest["name"], "Calder Star");
    assert_eq!((&manifest["lang"], &manifest["dir"]), (&"en-GB".into(), &"ltr".into()));
    assert!(
        file(&edition, "harbour-wall/index.html")
            .contains("<link rel=\"manifest\" href=\"../site.webmanifest\">")
    );
    edition.settings.address.clear();
    assert!(!file(&edition, "index.html").contains("rel=\"manifest\""), "from disk no browser reads it");
}

#[test]
fn what_was_put_right_is_on_one_page_the_newest_first() {
    let mut edition = edition();
    assert!(!paths(&edition).contains(&"corrections/index.html".to_owned()));
    assert!(!file(&edition, "index.html").contains("href=\"corrections/\""));
    let line =
        |n: i64, kind, text: &str| Correction { kind, at: UtcMillis(NIGHT.0 + n), text: text.to_owned() };
    edition.stories[0].corrections = vec![
        line(1, CorrectionKind::Correction, "It was <i>1931</i>."),
        line(2, CorrectionKind::Update, "There is more."),
        line(4, CorrectionKind::EditorsNote, "The port owns part of us."),
    ];
    edition.stories[1].corrections = vec![line(3, CorrectionKind::Clarification, "Both teams won once.")];
    let page = file(&edition, "corrections/index.html");
    let places: Vec<usize> = ["The port owns", "Both teams", "It was &lt;i&gt;1931"]
        .iter()
        .map(|words| page.find(words).unwrap_or_else(|| panic!("no {words}")))
        .collect();
    assert!(places.is_sorted() && !page.contains("There is more"), "{places:?}");
    assert!(page.contains("<a href=\"../harbour-wall/\">Engineers warned of harbour wall</a>"));
    assert!(file(&edition, "index.html").contains("href=\"corrections/\">Corrections</a>"));
    assert!(file(&edition, "sitemap-pages.xml").contains("https://calderstar.example/corrections/<"));
    edition.stories[1].corrections =
        (0..60).map(|n| line(10 + n, CorrectionKind::Correction, &format!("Line {n}."))).collect();
    let newest = file(&edition, "corrections/index.html");
    assert!(newest.contains("Line 59.") && newest.contains("href=\"../corrections/page/2/\""));
    assert!(file(&edition, "corrections/page/1/index.html").contains("It was &lt;i&gt;1931"));
}

#[test]
fn a_newsroom_says_how_to_reach_it_and_how_it_puts_things_right() {
    let mut edition = edition();
    assert!(file(&edition, "contact/index.html").contains("Calder Star has not written yet"));
    edition.settings.contact = "Ring **01234**.".to_owned();
    edition.settings.corrections_policy = "We [own up](https://a.example/).".to_owned();
    assert!(file(&edition, "contact/index.html").contains("<p>Ring <strong>01234</strong>.</p>"));
    let policy = file(&edition, "corrections-policy/index.html");
    assert!(
        policy.contains("We <a href=\"https://a.example/\">own up</a>.")
            && policy.contains("href=\"../about/\"")
    );
    assert!(file(&edition, "index.html").contains("href=\"corrections-policy/\">Corrections policy</a>"));
}

#[test]
fn a_topic_or_name_that_no_disk_takes_has_an_address_all_the_same() {
    let mut edition = edition();
    edition.stories[0].tags = vec!["Con".to_owned()];
    edition.stories[1].bylines[0].name = "Nul".to_owned();
    let paths = paths(&edition);
    for path in ["tags/con-1/index.html", "authors/nul-1/index.html"] {
        assert!(paths.contains(&path.to_owned()), "{path}");
    }
    assert!(file(&edition, "harbour-wall/index.html").contains("../tags/con-1/"));
}
