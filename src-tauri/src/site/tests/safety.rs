//! What never happens: a script in a page, two pages at one address, a held story.

use super::*;
use crate::body::{Block, Fact, Inline, Marks};
use crate::site::sample::{NIGHT, edition, paragraph, picture, story_id, text};
use crate::story::{
    AlsoRead, Byline, Correction, CorrectionKind, Dateline, Embargo, LinkTo, Publication, Story,
};
use insta::assert_snapshot;
use std::collections::BTreeMap;
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
        |s: &mut Story| s.handling.embargo = Some(Embargo::Indefinite),
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
fn a_script_in_any_field_comes_out_as_words() {
    let evil = "</script><script>alert('x')</script>\"><img src=x onerror=alert(1)>\u{0}&amp;";
    let mut edition = edition();
    let s = &mut edition.settings;
    for field in [&mut s.title, &mut s.tagline, &mut s.publisher, &mut s.default_agency, &mut s.copyright] {
        *field = evil.to_owned();
    }
    (s.feeds_in_full, s.ninjs) = (true, true);
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
    story.corrections =
        vec![Correction { kind: CorrectionKind::default(), at: NIGHT, text: evil.to_owned() }];
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
            media: crate::site::sample::media(2).0,
            alt: evil.to_owned(),
            caption: text(evil),
            credit: evil.to_owned(),
        },
        Block::Embed { url: "https://a.example/\"><script>".to_owned(), title: evil.to_owned() },
        Block::Embed { url: "javascript:alert(1)".to_owned(), title: evil.to_owned() },
        Block::Related { to: "javascript:alert(1)".to_owned(), headline: evil.to_owned() },
        Block::Related { to: "https://a.example/".to_owned(), headline: evil.to_owned() },
        Block::Table { head: vec![text(evil)], rows: vec![vec![text(evil)]] },
        Block::Keypoints(vec![text(evil)]),
        Block::Factbox {
            title: evil.to_owned(),
            lines: vec![
                Fact { is_point: false, text: text(evil) },
                Fact { is_point: true, text: text(evil) },
            ],
        },
        Block::Paragraph(vec![Inline::Text {
            text: evil.to_owned(),
            marks: Marks::default(),
            link: Some("javascript:alert(1)".to_owned()),
        }]),
    ];
    for page in render(&edition).unwrap() {
        let Ok(text) = String::from_utf8(page.bytes) else { continue };
        let scripts = text.matches("<script").count();
        // What a story says of itself to machines, and the script of the search.
        let is_story = edition.stories.iter().any(|s| page.path == story_path(&s.url_slug));
        let own = usize::from(is_story || page.path == "search/index.html");
        assert_eq!(scripts, own, "{} has scripts that are not ours", page.path);
        assert_eq!(text.matches("</script>").count(), own, "{}", page.path);
        for bad in ["<img src=x", "javascript:alert(1)\"", "<b onclick", "\u{0}"] {
            assert!(!text.contains(bad), "{} carries {bad}", page.path);
        }
    }
}

#[test]
fn a_broken_theme_is_named_by_file_line_and_story() {
    let theme = |source: &str| Theme::with(&BTreeMap::from([("story.html".to_owned(), source.to_owned())]));
    let edition = edition();
    let misspelt = theme("<p>\n{{ headlin }}").unwrap();
    let error = edition.pages(&misspelt).unwrap_err();
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
    assert_snapshot!(edition.stories[0].problem().unwrap().sentence,
        @"2 pictures of the story “Engineers warned of harbour wall” could not be shown.");
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
