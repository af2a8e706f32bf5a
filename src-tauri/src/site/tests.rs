use super::sample::{HOUR, NIGHT, edition, paragraph, picture, section_id, story, story_id, text};
use super::*;
use crate::body::{Block, Inline, Marks};
use crate::story::{AlsoRead, Byline, Dateline, Direction, LinkTo, Publication, Story, UtcMillis};
use insta::assert_snapshot;
use std::collections::BTreeMap;

/// The text of one file of the edition's site.
fn file(edition: &Edition, path: &str) -> String {
    let pages = render(edition).unwrap_or_else(|e| panic!("{e}"));
    let page = pages.into_iter().find(|page| page.path == path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(page.bytes).unwrap()
}

fn paths(edition: &Edition) -> Vec<String> {
    render(edition).unwrap().into_iter().map(|page| page.path).collect()
}

/// What stands between two marks of a page.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from} in {page}")) + from.len();
    &page[start..start + page[start..].find(to).unwrap_or_else(|| panic!("no {to} after {from}"))]
}

/// What a reader sees of a piece of HTML: no tags, spaces run together.
fn seen(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn meta_line(edition: &Edition, slug: &str) -> String {
    seen(between(&file(edition, &format!("{slug}/index.html")), "<p class=\"meta\">", "</p>"))
}

#[test]
fn the_parts_of_a_story_page_stand_in_the_papers_order() {
    let page = file(&edition(), "harbour-wall/index.html");
    let order = [
        "class=\"masthead\"",
        "aria-label=\"Sections\"",
        "aria-label=\"Trending\"",
        "class=\"breadcrumb\"",
        "class=\"section\"",
        "class=\"eyebrow\"",
        "<h1>",
        "class=\"standfirst\"",
        "class=\"meta\"",
        "class=\"picture lead\"",
        "class=\"caption\"",
        "class=\"credit\"",
        "class=\"body\"",
        "class=\"also-read\"",
        "<footer",
        "Top sections",
        "Quick links",
        "About us",
        "RSS feed",
        "Sitemap",
        "Privacy policy",
        "Terms &amp; conditions",
        "class=\"copyright\"",
    ];
    let places: Vec<usize> =
        order.iter().map(|part| page.find(part).unwrap_or_else(|| panic!("no {part}"))).collect();
    assert!(places.is_sorted(), "{:?}", order.iter().zip(places).collect::<Vec<_>>());
}

#[test]
fn the_meta_line_names_agency_place_update_and_length() {
    assert_snapshot!(meta_line(&edition(), "harbour-wall"),
        @"Calder News Network - Calder - UPDATED: October 28, 2025, 11:26 PM - 1 min read");
}

#[test]
fn the_meta_line_of_a_story_never_updated_says_published() {
    let mut edition = edition();
    edition.stories[0].updated_at = None;
    assert_snapshot!(meta_line(&edition, "harbour-wall"),
        @"Calder News Network - Calder - PUBLISHED: October 28, 2025, 10:26 PM - 1 min read");
    assert!(
        file(&edition, "harbour-wall/index.html").contains("<time datetime=\"2025-10-28T22:26:00+05:30\">")
    );
}

#[test]
fn names_and_their_roles_are_joined_as_a_sentence_would() {
    assert_snapshot!(meta_line(&edition(), "calder-town-reach-the-cup-final"),
        @"Anita Rao and Tom Okafor (photographs) - PUBLISHED: October 28, 2025, 9:26 PM - 1 min read");
}

#[test]
fn a_story_without_a_byline_is_by_the_newsroom() {
    let mut edition = edition();
    edition.stories[1].bylines.clear();
    assert!(meta_line(&edition, "calder-town-reach-the-cup-final").starts_with("Calder Star - "));
    edition.settings.default_agency = "Star Desk".to_owned();
    assert!(meta_line(&edition, "calder-town-reach-the-cup-final").starts_with("Star Desk - "));
}

#[test]
fn the_breadcrumb_is_home_and_the_url_slug() {
    let page = file(&edition(), "harbour-wall/index.html");
    assert_snapshot!(between(&page, "class=\"breadcrumb\" aria-label=\"You are here\">\n", "\n</nav>"),
        @r#"<ol><li><a href="../">Home</a></li><li><span aria-current="page" dir="ltr">harbour-wall</span></li></ol>"#);
}

#[test]
fn the_lead_picture_has_its_caption_credit_and_sizes() {
    let page = file(&edition(), "harbour-wall/index.html");
    assert_snapshot!(between(&page, "<figure class=\"picture lead\">\n", "</figure>"), @r#"
    <img src="../pictures/1-1200.jpg" srcset="../pictures/1-400.jpg 400w, ../pictures/1-800.jpg 800w, ../pictures/1-1200.jpg 1200w" sizes="(min-width: 46rem) 44rem, 100vw" width="1200" height="800" alt="People beside a broken wall" fetchpriority="high" decoding="async">
    <figcaption><span class="caption">Residents look at the wall</span> <span class="credit"><bdi>Jane Doe/Calder Star</bdi></span></figcaption>
    "#);
}

#[test]
fn search_engines_get_a_news_article() {
    let page = file(&edition(), "harbour-wall/index.html");
    let json: serde_json::Value =
        serde_json::from_str(between(&page, "<script type=\"application/ld+json\">", "</script>")).unwrap();
    assert_snapshot!(serde_json::to_string_pretty(&json).unwrap(), @r#"
    {
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      "articleSection": "News",
      "author": [
        {
          "@type": "Organization",
          "name": "Calder News Network"
        }
      ],
      "dateModified": "2025-10-28T23:26:00+05:30",
      "datePublished": "2025-10-28T22:26:00+05:30",
      "dateline": "Calder",
      "description": "A survey said the wall had “months, not years”.",
      "headline": "Engineers warned of harbour wall",
      "image": [
        {
          "@type": "ImageObject",
          "caption": "Residents look at the wall",
          "creditText": "Jane Doe/Calder Star",
          "height": 800,
          "url": "https://calderstar.example/pictures/1-1200.jpg",
          "width": 1200
        },
        {
          "@type": "ImageObject",
          "caption": "The crack in March",
          "creditText": "Port of Calder",
          "height": 533,
          "url": "https://calderstar.example/pictures/2-800.jpg",
          "width": 800
        }
      ],
      "inLanguage": "en-GB",
      "isAccessibleForFree": true,
      "keywords": [
        "harbour"
      ],
      "mainEntityOfPage": {
        "@id": "https://calderstar.example/harbour-wall/",
        "@type": "WebPage"
      },
      "publisher": {
        "@type": "NewsMediaOrganization",
        "name": "Calder Star",
        "url": "https://calderstar.example/"
      },
      "wordCount": 14
    }
    "#);
}

#[test]
fn a_feed_item_keeps_its_guid_when_headline_and_address_change() {
    let mut edition = edition();
    let item = |edition: &Edition| between(&file(edition, "news/rss.xml"), "<item>\n", "</item>").to_owned();
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
    paths.retain(|path| !path.starts_with("theme."));
    assert_eq!(
        paths,
        [
            "favicon.svg",
            "favicon.ico",
            "robots.txt",
            "harbour-wall/index.html",
            "calder-town-reach-the-cup-final/index.html",
            "about/index.html",
            "privacy/index.html",
            "terms/index.html",
            "404.html",
            "news/index.html",
            "sport/index.html",
            "latest/index.html",
            "index.html",
            "news/rss.xml",
            "sport/rss.xml",
            "rss.xml",
            "sitemap/index.html",
            "sitemap.xml",
        ]
    );
}

#[test]
fn what_points_is_written_after_what_is_pointed_at() {
    let pages = render(&edition()).unwrap();
    assert!(pages.is_sorted_by_key(|page| page.kind.points_at_others()));
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
    let navigation = |edition: &Edition| {
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
fn a_link_to_a_story_that_is_not_live_is_no_link() {
    let mut edition = edition();
    edition.stories.truncate(1);
    edition.stories[0].body.push(Block::Paragraph(vec![Inline::Text {
        text: "as we reported".to_owned(),
        marks: Marks::default(),
        link: Some(format!("story:{}", story_id(2))),
    }]));
    let page = file(&edition, "harbour-wall/index.html");
    assert!(
        !page.contains("cup-final") && !page.contains("Cup final"),
        "no trending item, no foot link, no body link"
    );
    assert!(page.contains("<p>as we reported</p>"), "the words stay");
    assert!(
        !page.contains("class=\"also-read\"") && !page.contains("aria-label=\"Trending\""),
        "no empty boxes"
    );
}

#[test]
fn a_link_to_a_live_story_takes_its_headline() {
    let page = file(&edition(), "harbour-wall/index.html");
    let link = r#"<a href="../calder-town-reach-the-cup-final/" lang="en-GB" dir="ltr">Calder Town reach the cup final</a>"#;
    assert_eq!(page.matches(link).count(), 2, "in the body and at the foot");
}

#[test]
fn a_held_story_is_in_no_edition() {
    let mut story = Story::new("en", NIGHT);
    story.headline = "Obituary".to_owned();
    story.publication = Publication::Live;
    story.first_published_at = Some(NIGHT);
    assert!(LiveStory::of(&story).is_some());
    for keep_back in [
        |s: &mut Story| s.hold = true,
        |s: &mut Story| s.not_for_publication = true,
        |s: &mut Story| s.spiked_at = Some(NIGHT),
        |s: &mut Story| s.publication = Publication::TakenDown,
        |s: &mut Story| s.publication = Publication::NotPublished,
        |s: &mut Story| s.first_published_at = None,
    ] {
        let mut kept = story.clone();
        keep_back(&mut kept);
        assert_eq!(LiveStory::of(&kept), None);
    }
}

#[test]
fn an_urdu_story_is_an_urdu_page_under_an_english_masthead() {
    let mut edition = edition();
    edition.stories[0].language = "ur".to_owned();
    edition.stories[0].direction = Direction::Rtl;
    edition.stories[0].headline = "کالڈر میں بارش".to_owned();
    let page = file(&edition, "harbour-wall/index.html");
    assert!(page.contains("<html lang=\"ur\" dir=\"rtl\">"));
    assert!(page.contains("<header class=\"masthead\" lang=\"en-GB\" dir=\"ltr\">"));
    assert_snapshot!(meta_line(&edition, "harbour-wall"), @"Calder News Network - Calder - تازہ کاری: 28 اکتوبر 2025, 11:26 PM - 1 منٹ کا مطالعہ");
    assert!(
        file(&edition, "index.html").contains("lang=\"ur\" dir=\"rtl\""),
        "lists say the language of each headline"
    );
}

#[test]
fn a_script_in_any_field_comes_out_as_words() {
    let evil = "</script><script>alert('x')</script>\"><img src=x onerror=alert(1)>\u{0}&amp;";
    let mut edition = edition();
    let s = &mut edition.settings;
    for field in [&mut s.title, &mut s.tagline, &mut s.publisher, &mut s.default_agency, &mut s.copyright] {
        *field = evil.to_owned();
    }
    for field in [&mut s.about, &mut s.privacy, &mut s.terms] {
        *field = format!("{evil}\n\n[x](javascript:alert(1)) <b onclick=alert(1)>");
    }
    edition.sections[0].name = evil.to_owned();
    edition.trending[0].headline = evil.to_owned();
    edition
        .trending
        .push(Trending { headline: evil.to_owned(), to: LinkTo::Url("javascript:alert(1)".to_owned()) });
    let story = &mut edition.stories[0];
    for field in [&mut story.eyebrow, &mut story.headline, &mut story.agency] {
        *field = evil.to_owned();
    }
    story.standfirst = text(evil);
    story.bylines = vec![Byline { name: evil.to_owned(), role: evil.to_owned() }];
    story.dateline = Dateline { place: evil.to_owned(), text: evil.to_owned() };
    story.tags = vec![evil.to_owned()];
    story.language = evil.to_owned();
    story.lead = Some(picture(1, evil, evil, evil));
    story.also_read = vec![
        AlsoRead {
            headline: evil.to_owned(),
            to: LinkTo::Url(format!("https://a.example/{evil}").replace(' ', "")),
        },
        AlsoRead { headline: evil.to_owned(), to: LinkTo::Url("javascript:alert(1)".to_owned()) },
    ];
    story.body = vec![
        paragraph(evil),
        Block::Heading(2, text(evil)),
        Block::Quote(vec![paragraph(evil)]),
        Block::Bullets(vec![vec![paragraph(evil)]]),
        Block::Pullquote { quote: text(evil), cite: evil.to_owned() },
        Block::Figure {
            media: super::sample::media(2).0,
            alt: evil.to_owned(),
            caption: text(evil),
            credit: evil.to_owned(),
        },
        Block::Embed { url: "https://a.example/\"><script>".to_owned(), title: evil.to_owned() },
        Block::Embed { url: "javascript:alert(1)".to_owned(), title: evil.to_owned() },
        Block::Related { to: "javascript:alert(1)".to_owned(), headline: evil.to_owned() },
        Block::Related { to: "https://a.example/".to_owned(), headline: evil.to_owned() },
        Block::Table { head: vec![text(evil)], rows: vec![vec![text(evil)]] },
        Block::Paragraph(vec![Inline::Text {
            text: evil.to_owned(),
            marks: Marks::default(),
            link: Some("javascript:alert(1)".to_owned()),
        }]),
    ];
    for page in render(&edition).unwrap() {
        let Ok(text) = String::from_utf8(page.bytes) else { continue };
        let scripts = text.matches("<script").count();
        let own = usize::from(page.kind == PageKind::Story);
        assert_eq!(scripts, own, "{} has scripts that are not ours", page.path);
        assert_eq!(text.matches("</script>").count(), own, "{}", page.path);
        for bad in ["<img src=x", "javascript:alert(1)\"", "<b onclick", "\u{0}"] {
            assert!(!text.contains(bad), "{} carries {bad}", page.path);
        }
    }
}

#[test]
fn a_story_and_a_section_cannot_share_an_address() {
    let mut edition = edition();
    edition.stories[1].url_slug = "news".to_owned();
    let error = render(&edition).unwrap_err();
    assert_eq!(error.code, "url-slug-taken");
    assert_eq!(
        error.sentence,
        "The address “news” belongs to the section “News”, and the story “Calder Town reach the cup final” has it too."
    );
}

#[test]
fn a_story_cannot_take_the_place_of_a_page_of_the_site() {
    for slug in ["about", "privacy", "terms", "sitemap", "latest", "pictures", "con", "lpt1"] {
        let mut edition = edition();
        edition.stories[1].url_slug = slug.to_owned();
        let error = render(&edition).unwrap_err();
        assert_eq!(error.code, "url-slug-reserved");
        assert!(error.sentence.contains("Calder Town reach the cup final"), "{}", error.sentence);
    }
}

#[test]
fn two_stories_cannot_share_an_address() {
    let mut edition = edition();
    edition.stories[1].url_slug = "harbour-wall".to_owned();
    assert_eq!(render(&edition).unwrap_err().code, "url-slug-taken");
}

#[test]
fn a_broken_theme_is_named_by_file_line_and_story() {
    let theme = |source: &str| Theme::with(&BTreeMap::from([("story.html".to_owned(), source.to_owned())]));
    let edition = edition();
    let misspelt = theme("<p>\n{{ headlin }}").unwrap();
    let error = render_with(&edition, &misspelt).unwrap_err();
    assert_eq!(error.code, "theme-broken");
    assert_snapshot!(error.sentence,
        @"The theme's file story.html, line 2 could not be used for the story “Engineers warned of harbour wall”: undefined value.");
    let unclosed = theme("{% if headline %}").unwrap_err();
    assert!(
        unclosed.sentence.starts_with("The theme's file story.html, line 1 could not be used: "),
        "{unclosed}"
    );
}

#[test]
fn a_picture_whose_file_is_missing_is_said_and_the_page_goes_without_it() {
    let mut edition = edition();
    edition.pictures.clear();
    assert!(!file(&edition, "harbour-wall/index.html").contains("<figure"));
    assert_snapshot!(edition.problems()[0].sentence,
        @"2 pictures of the story “Engineers warned of harbour wall” could not be shown.");
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
fn a_wrong_zone_or_address_is_said_before_any_page_is_made() {
    let with = |change: fn(&mut SiteSettings)| {
        let mut edition = edition();
        change(&mut edition.settings);
        render(&edition).unwrap_err().code
    };
    assert_eq!(with(|s| s.zone = "Calder/Centre".to_owned()), "zone-unknown");
    assert_eq!(with(|s| s.address = "calderstar.example".to_owned()), "site-address-wrong");
    assert_eq!(with(|s| s.date_style = DateStyle::from_word("%Q")), "date-format-wrong");
}

#[test]
fn the_preview_is_the_page_that_the_site_will_have() {
    let edition = edition();
    let preview = story_page(&edition, &Theme::built_in().unwrap(), story_id(1)).unwrap();
    assert_eq!(String::from_utf8(preview.bytes).unwrap(), file(&edition, "harbour-wall/index.html"));
}

#[test]
fn the_style_sheet_is_small_and_every_page_asks_for_it() {
    let edition = edition();
    let pages = render(&edition).unwrap();
    let css = pages.iter().find(|page| page.path.ends_with(".css")).unwrap();
    assert!(css.bytes.len() < 20_000, "{} bytes", css.bytes.len());
    for page in pages.iter().filter(|page| page.path.ends_with(".html")) {
        assert!(String::from_utf8_lossy(&page.bytes).contains(&css.path), "{}", page.path);
    }
}

#[test]
fn an_older_update_than_the_publication_is_no_update() {
    let mut edition = edition();
    edition.stories[0].updated_at = Some(UtcMillis(NIGHT.0 - 5 * HOUR));
    assert!(meta_line(&edition, "harbour-wall").contains("PUBLISHED: October 28, 2025, 10:26 PM"));
}

#[test]
fn a_story_of_no_section_is_on_the_front_and_in_the_list_of_all() {
    let mut edition = edition();
    edition.stories[1].section = Some(section_id(9));
    for path in ["index.html", "latest/index.html", "sitemap/index.html", "sitemap.xml", "rss.xml"] {
        assert!(file(&edition, path).contains("calder-town-reach-the-cup-final"), "{path}");
    }
}
