//! A story's page: its parts, its lines, its words.

use super::*;
use crate::site::PictureRights;
use crate::site::sample::{HOUR, NIGHT, edition, story_id};
use crate::story::{Correction, CorrectionKind, Direction, UtcMillis};
use insta::assert_snapshot;
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
        "Contact",
        "RSS feed",
        "Sitemap",
        "Corrections policy",
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
    <picture><source type="image/webp" srcset="../pictures/1-400.webp 400w, ../pictures/1-800.webp 800w, ../pictures/1-1200.webp 1200w" sizes="(min-width: 44rem) 42rem, 100vw"><img src="../pictures/1-1200.jpg" srcset="../pictures/1-400.jpg 400w, ../pictures/1-800.jpg 800w, ../pictures/1-1200.jpg 1200w" sizes="(min-width: 44rem) 42rem, 100vw" width="1200" height="800" alt="People beside a broken wall" fetchpriority="high" decoding="async"></picture>
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
      "copyrightHolder": {
        "@type": "Organization",
        "name": "Calder Star"
      },
      "copyrightYear": 2025,
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
          "height": 675,
          "url": "https://calderstar.example/pictures/1-16x9-1200.jpg",
          "width": 1200
        },
        {
          "@type": "ImageObject",
          "caption": "Residents look at the wall",
          "creditText": "Jane Doe/Calder Star",
          "height": 900,
          "url": "https://calderstar.example/pictures/1-4x3-1200.jpg",
          "width": 1200
        },
        {
          "@type": "ImageObject",
          "caption": "Residents look at the wall",
          "creditText": "Jane Doe/Calder Star",
          "height": 1200,
          "url": "https://calderstar.example/pictures/1-1x1-1200.jpg",
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
      "url": "https://calderstar.example/harbour-wall/",
      "wordCount": 14
    }
    "#);
}

#[test]
fn search_engines_are_told_who_wrote_it_whose_the_pictures_are_and_what_was_put_right() {
    let mut edition = edition();
    edition.settings.corrections_policy = "We own up.".to_owned();
    edition.settings.copyright = "© Calder Star Ltd".to_owned();
    edition.stories[1].lead = Some(crate::site::sample::picture(1, "The team", "Jane Doe", "Eleven people"));
    edition.stories[1].corrections = vec![
        Correction { kind: CorrectionKind::Correction, at: NIGHT, text: "It was 2-1.".to_owned() },
        Correction { kind: CorrectionKind::EditorsNote, at: NIGHT, text: "We sponsor them.".to_owned() },
    ];
    edition.stories[1].rights = std::collections::BTreeMap::from([(
        crate::site::sample::media(1),
        PictureRights {
            copyright: "© Jane Doe 2025".to_owned(),
            creator: "Jane Doe".to_owned(),
            licence: "https://jane.example/terms".to_owned(),
        },
    )]);
    let page = file(&edition, "calder-town-reach-the-cup-final/index.html");
    let json: serde_json::Value =
        serde_json::from_str(between(&page, "<script type=\"application/ld+json\">", "</script>")).unwrap();
    assert_eq!(json["author"][0]["url"], "https://calderstar.example/authors/anita-rao/");
    assert_eq!(json["publisher"]["correctionsPolicy"], "https://calderstar.example/corrections-policy/");
    assert_eq!(json["copyrightNotice"], "© Calder Star Ltd");
    assert_eq!(json["image"][0]["copyrightNotice"], "© Jane Doe 2025");
    assert_eq!(json["image"][0]["creator"]["name"], "Jane Doe");
    assert_eq!(json["image"][0]["license"], "https://jane.example/terms");
    assert_eq!(json["correction"].as_array().unwrap().len(), 1, "a note is no correction");
    assert_eq!(json["correction"][0]["text"], "It was 2-1.");
    for line in [
        "<meta property=\"og:locale\" content=\"en_GB\">",
        "<meta name=\"author\" content=\"Anita Rao\">",
        "<meta name=\"twitter:image:alt\" content=\"Eleven people\">",
    ] {
        assert!(page.contains(line), "{line}");
    }
}

#[test]
fn news_software_gets_the_story_as_ninjs() {
    let mut edition = edition();
    assert!(!paths(&edition).contains(&"harbour-wall/story.json".to_owned()));
    assert!(!file(&edition, "harbour-wall/index.html").contains("story.json"));
    edition.settings.ninjs = true;
    assert!(
        file(&edition, "harbour-wall/index.html")
            .contains("type=\"application/json\" title=\"ninjs\" href=\"story.json\"")
    );
    let json: serde_json::Value = serde_json::from_str(&file(&edition, "harbour-wall/story.json")).unwrap();
    assert_eq!(json["uri"], "urn:uuid:01900000-0000-7000-8000-000000000001");
    assert_eq!(json["standard"]["version"], "3.1");
    assert_eq!(json["pubStatus"], "usable");
    assert_eq!(
        (&json["firstCreated"], &json["versionCreated"]),
        (&"2025-10-28T22:26:00+05:30".into(), &"2025-10-28T23:26:00+05:30".into())
    );
    assert_eq!(json["headlines"][0]["value"], "Engineers warned of harbour wall");
    assert_eq!(json["by"], "Calder News Network");
    assert_eq!(json["located"], "Calder");
    let html = json["bodies"][0]["value"].as_str().unwrap();
    assert!(
        html.contains("src=\"https://calderstar.example/pictures/2-800.jpg\"") && !html.contains("../"),
        "{html}"
    );
    assert_eq!(json["associations"][0]["name"], "lead");
    assert_eq!(json["associations"][1]["by"], "Port of Calder");
    assert_eq!(
        json["associations"][1]["renditions"][0]["href"],
        "https://calderstar.example/pictures/2-800.jpg"
    );
    edition.settings.address.clear();
    assert!(!paths(&edition).contains(&"harbour-wall/story.json".to_owned()), "no whole address, no file");
}

#[test]
fn a_story_in_several_languages_names_each_that_readers_may_see() {
    let mut edition = edition();
    let mut hindi = edition.stories[1].clone();
    (hindi.id, hindi.url_slug, hindi.language) = (story_id(3), "cup-hindi".to_owned(), "hi".to_owned());
    hindi.headline = "कप का फ़ाइनल".to_owned();
    hindi.translates = Some(story_id(2));
    hindi.translations = vec![story_id(2), story_id(99)];
    edition.stories[1].translations = vec![story_id(3), story_id(99)];
    edition.stories.push(hindi);
    for (slug, own, other) in [
        ("calder-town-reach-the-cup-final", "en-GB", "cup-hindi"),
        ("cup-hindi", "hi", "calder-town-reach-the-cup-final"),
    ] {
        let page = file(&edition, &format!("{slug}/index.html"));
        assert!(page.contains(&format!(
            "<link rel=\"alternate\" hreflang=\"{own}\" href=\"https://calderstar.example/{slug}/\">"
        )));
        assert_eq!(page.matches("<link rel=\"alternate\" hreflang=").count(), 2, "{slug}");
        assert!(page.contains(&format!("href=\"../{other}/\" hreflang=")), "{slug}");
    }
    let page = file(&edition, "cup-hindi/index.html");
    assert!(page.contains("<b>दूसरी भाषा में:</b>") && page.contains("og:locale:alternate\" content=\"en_GB\""));
    assert!(page.contains(
        "\"translationOfWork\":{\"@id\":\"https://calderstar.example/calder-town-reach-the-cup-final/\""
    ));
    assert!(
        file(&edition, "calder-town-reach-the-cup-final/index.html")
            .contains("\"workTranslation\":[{\"@id\":\"https://calderstar.example/cup-hindi/\"")
    );
    edition.stories.remove(1);
    let alone = file(&edition, "cup-hindi/index.html");
    assert!(
        !alone.contains("hreflang=\"en-GB\"")
            && !alone.contains("translationOfWork")
            && !alone.contains("दूसरी भाषा"),
        "{alone}"
    );
}

#[test]
fn a_link_to_a_live_story_takes_its_headline() {
    let page = file(&edition(), "harbour-wall/index.html");
    let link = r#"<a href="../calder-town-reach-the-cup-final/"><bdi lang="en-GB" dir="ltr">Calder Town reach the cup final</bdi></a>"#;
    assert_eq!(page.matches(link).count(), 2, "in the body and at the foot");
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
    assert_snapshot!(meta_line(&edition, "harbour-wall"), @"Calder News Network - Calder - تازہ کاری: 28 اکتوبر 2025، 23:26 - 1 منٹ کا مطالعہ");
    assert!(
        file(&edition, "index.html").contains("lang=\"ur\" dir=\"rtl\""),
        "lists say the language of each headline"
    );
}

#[test]
fn an_older_update_than_the_publication_is_no_update() {
    let mut edition = edition();
    edition.stories[0].updated_at = Some(UtcMillis(NIGHT.0 - 5 * HOUR));
    assert!(meta_line(&edition, "harbour-wall").contains("PUBLISHED: October 28, 2025, 10:26 PM"));
}

#[test]
fn search_engines_and_social_cards_get_the_headlines_written_for_them() {
    let mut edition = edition();
    edition.stories[0].headlines = crate::story::HeadlineSet {
        search: "Harbour wall: what engineers said".to_owned(),
        social: "They knew the wall would fall & said \"months\"".to_owned(),
        push: "Wall was known to be failing".to_owned(),
        sms: "Harbour wall story is up".to_owned(),
    };
    let page = file(&edition, "harbour-wall/index.html");
    let social = "They knew the wall would fall &amp; said &quot;months&quot;";
    for expected in [
        "<title>Harbour wall: what engineers said - Calder Star</title>".to_owned(),
        format!("<meta property=\"og:title\" content=\"{social}\">"),
        format!("<meta name=\"twitter:title\" content=\"{social}\">"),
        "<h1>Engineers warned of harbour wall</h1>".to_owned(),
        "\"headline\":\"Engineers warned of harbour wall\"".to_owned(),
    ] {
        assert!(page.contains(&expected), "{expected}");
    }
    assert!(!page.contains("failing") && !page.contains("is up"), "alerts and messages are not of the page");
}

#[test]
fn headlines_that_were_not_written_follow_the_page_headline() {
    let page = file(&edition(), "harbour-wall/index.html");
    for expected in [
        "<title>Engineers warned of harbour wall - Calder Star</title>",
        "<meta property=\"og:title\" content=\"Engineers warned of harbour wall\">",
        "<meta name=\"twitter:title\" content=\"Engineers warned of harbour wall\">",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
}

#[test]
fn a_fact_box_and_key_points_say_what_they_are_in_the_story_s_language() {
    let copy = "```keypoints\npoint: It *fell*\npoint: Nobody rang\n```\n\n\
                ```factbox\ntitle: The \"wall\"\ntext: Built in [1931](https://a.example/)\npoint: 400 m\n```";
    let body = |language: &str| {
        let mut edition = edition();
        edition.stories[0].body = crate::body::read(copy);
        edition.stories[0].language = language.to_owned();
        between(&file(&edition, "harbour-wall/index.html"), "<div class=\"body\">\n", "\n</div>").to_owned()
    };
    assert_snapshot!(body("en"), @r#"
    <section class="keypoints" aria-label="Key points">
    <h2>Key points</h2>
    <ul>
    <li>It <em>fell</em></li>
    <li>Nobody rang</li>
    </ul>
    </section>
    <aside class="factbox" aria-label="The &quot;wall&quot;">
    <h2>The &quot;wall&quot;</h2>
    <p>Built in <a href="https://a.example/">1931</a></p>
    <ul>
    <li>400 m</li>
    </ul>
    </aside>
    "#);
    assert!(body("hi").contains("<h2>मुख्य बातें</h2>"));
    assert!(body("ur").contains("aria-label=\"اہم نکات\""));
}

#[test]
fn a_card_of_another_site_is_a_link_that_says_where_it_leads_and_loads_nothing() {
    let page = |language: &str| {
        let mut edition = edition();
        edition.stories[0].body = crate::body::read(
            "```embed\nurl: https://www.youtube.com/watch?v=1\ntitle: The wall falls\n```\n\n\
             ```embed\nurl: https://youtube.com@bad.example/\n```",
        );
        edition.stories[0].language = language.to_owned();
        file(&edition, "harbour-wall/index.html")
    };
    let english = page("en");
    assert_snapshot!(between(&english, "<div class=\"body\">\n", "\n</div>"), @r#"
    <p class="embed"><a href="https://www.youtube.com/watch?v=1" rel="noopener"><bdi>The wall falls</bdi> <span class="opens">Opens <bdi dir="ltr">youtube.com</bdi></span></a></p>
    <p class="embed"><a href="https://youtube.com@bad.example/" rel="noopener"><bdi>youtube.com@bad.example/</bdi> <span class="opens">Opens <bdi dir="ltr">bad.example</bdi></span></a></p>
    "#);
    for loads in
        ["<iframe", "<embed", "<object", "src=\"https://www.youtube", "ytimg", "preconnect", "dns-prefetch"]
    {
        assert!(!english.contains(loads), "{loads}");
    }
    assert_eq!(seen(between(&page("hi"), "<span class=\"opens\">", "</span>")), "youtube.com पर खुलेगा");
    assert_eq!(seen(between(&page("ur"), "<span class=\"opens\">", "</span>")), "youtube.com پر کھلے گا");
}
