//! What a user can set: refused with a sentence where it cannot be, kept where it can.

use crate::room::{MORNING, TestNewsroom, calder_star, minutes_on};
use stet::newsroom::{Dress, Section, Settings, SocialLink, TrendingItem};
use stet::site::{Face, Paper};
use stet::story::{LinkTo, Stage, StageName, UtcMillis};

/// The code of the refusal, and the change that earns it.
type Wrong = (&'static str, fn(&mut Settings));

#[test]
fn settings_that_cannot_be_are_refused_with_a_sentence() {
    let wrong: [Wrong; 11] = [
        ("title-missing", |s| s.title = "  ".into()),
        ("zone-unknown", |s| s.zone = "Calder/Harbour".into()),
        ("zone-unknown", |s| s.zone = String::new()),
        ("language-unknown", |s| s.language = "English, please".into()),
        ("date-format-unknown", |s| s.date_format = "%Q".into()),
        ("date-format-unknown", |s| s.date_format = "day month year".into()),
        ("address-unlawful", |s| s.address = "www.calderstar.example".into()),
        ("address-unlawful", |s| s.address = "https://".into()),
        ("address-unlawful", |s| s.address = "https://calder star.example".into()),
        ("address-unlawful", |s| s.address = "javascript:alert(1)".into()),
        ("address-unlawful", |s| s.address = "https://calderstar.example/\"><script>".into()),
    ];
    let mut n = TestNewsroom::new();
    for (code, change) in wrong {
        let mut settings = calder_star();
        change(&mut settings);
        let refused = n
            .newsroom
            .save_settings(settings.clone())
            .err()
            .unwrap_or_else(|| panic!("{code}: {settings:?}"));
        assert_eq!(refused.code, code);
        assert!(!refused.hint.is_empty(), "{refused}");
    }
    assert_eq!(n.newsroom.opened().unwrap().settings, calder_star(), "and nothing has changed");
}

#[test]
fn every_setting_is_there_after_a_new_start_and_the_site_goes_out_with_it() {
    let mut n = TestNewsroom::new();
    let all = Settings {
        title: "कैल्डर स्टार & Sons".into(),
        tagline: "News <of> the town".into(),
        address: "https://www.calderstar.example/news".into(),
        zone: "America/St_Johns".into(),
        date_format: "%-d %B %Y, %H:%M %Z".into(),
        language: "hi".into(),
        author: "Anita Rao".into(),
        default_agency: "Calder News Network".into(),
        copyright: "© Calder Star".into(),
        about: "## Who we are\n\nA *small* paper.".into(),
        privacy: "Nothing is kept.".into(),
        terms: "Be kind.".into(),
        watched_folder: "/srv/copy".into(),
        spike_days: 7,
        feeds_in_full: true,
        ninjs: true,
        avif: true,
        contact: "Ring us.".into(),
        corrections_policy: "We own up.".into(),
        stages: vec![StageName {
            stage: Stage::Subs, name: "उप-संपादन".into(), hidden: false
        }],
        dress: Dress {
            accent: "#0b5394".into(),
            paper: Paper::White,
            headlines: Face::Slab,
            text: Face::Humanist,
            logo: None,
            logo_with_name: true,
            footer: "Printed *daily*.".into(),
            social: vec![SocialLink { name: "Mastodon".into(), url: "https://social.example/@star".into() }],
        },
    };
    n.newsroom.save_settings(all.clone()).unwrap();
    assert_eq!(n.reopened().opened().unwrap().settings, all);
    let id = n.live("One");
    assert_eq!(n.state(id).story.bylines[0].name, "Anita Rao", "a new story is by who works here");
    let site = n.export();
    assert!(site.file("about/index.html").contains("<em>small</em>"));
    assert!(site.file("one/story.json").contains("\"version\":\"3.1\""));
    assert!(site.file("index.html").contains("News &lt;of&gt; the town"));
    assert!(site.file("sitemap-2026-11.xml").contains("https://www.calderstar.example/news/one/"));
}

#[test]
fn no_date_format_that_is_taken_stops_the_site() {
    let mut n = TestNewsroom::new();
    n.live("One");
    for format in ["%+", "%#z", "%c", "%:::z", "%3f", "%e %b", "%s", "100%% %Y"] {
        let settings = Settings { date_format: format.into(), ..calder_star() };
        if n.newsroom.save_settings(settings).is_ok() {
            assert!(n.export().has("one/index.html"), "{format}");
        }
    }
}

#[test]
fn sections_are_renamed_reordered_and_trade_names() {
    let mut n = TestNewsroom::with_sections(&["News", "Sport"]);
    let sport = n.section("Sport");
    let id = n.story_with(|s| s.section = Some(sport));
    let [news, sport]: [Section; 2] = n
        .newsroom
        .opened()
        .unwrap()
        .sections
        .into_iter()
        .map(|(s, _)| s)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let traded = [
        Section { id: sport.id, show_until: Some(minutes_on(30)), ..news.clone() },
        Section { id: news.id, ..sport.clone() },
    ];
    n.newsroom.save_sections(&traded).unwrap();
    let now: Vec<Section> = n.reopened().opened().unwrap().sections.into_iter().map(|(s, _)| s).collect();
    assert_eq!(now, traded);
    assert_eq!(n.state(id).story.section, Some(sport.id), "the story stays where it is");
}

#[test]
fn a_temporary_section_leaves_the_navigation_at_its_hour() {
    let mut n = TestNewsroom::with_sections(&["News", "Election 2026"]);
    let sections: Vec<Section> = n.newsroom.opened().unwrap().sections.into_iter().map(|(s, _)| s).collect();
    let until = Section { show_until: Some(minutes_on(30)), ..sections[1].clone() };
    n.newsroom.save_sections(&[sections[0].clone(), until]).unwrap();
    n.live("One");
    let shown =
        |n: &mut TestNewsroom, at: UtcMillis| n.export_at(at).file("index.html").contains("Election 2026");
    assert!(shown(&mut n, minutes_on(29)));
    assert!(!shown(&mut n, minutes_on(31)));
}

#[test]
fn sections_that_would_stand_in_each_others_way_are_refused() {
    let mut n = TestNewsroom::new();
    n.live("Cup final");
    let before = n.newsroom.opened().unwrap().sections;
    let cases: [(&str, Vec<Section>); 5] = [
        ("section-twice", vec![Section::named("News"), Section::named("news")]),
        ("section-nameless", vec![Section::named(" ")]),
        ("section-nameless", vec![Section { slug: "A B".into(), ..Section::named("News") }]),
        ("section-reserved", vec![Section::named("About")]),
        ("section-slug-taken", vec![Section::named("Cup final")]),
    ];
    for (code, sections) in cases {
        assert_eq!(n.newsroom.save_sections(&sections).unwrap_err().code, code);
    }
    assert_eq!(n.newsroom.opened().unwrap().sections, before);
    assert!(n.export().has("cup-final/index.html"));
}

#[test]
fn the_trending_strip_takes_stories_and_web_addresses_and_nothing_else() {
    let mut n = TestNewsroom::new();
    let id = n.live("Cup final");
    let to = |headline: &str, to: LinkTo| TrendingItem { headline: headline.into(), to };
    for url in ["javascript:alert(1)", "calder.example", "", "mailto:desk@calder.example"] {
        let refused = n.newsroom.save_trending(&[to("Words", LinkTo::Url(url.into()))]).unwrap_err();
        assert_eq!(refused.code, "trending-unlawful", "{url}");
    }
    assert!(
        n.newsroom.save_trending(&[to("", LinkTo::Url("https://calder.example".into()))]).is_err(),
        "no words"
    );
    let strip =
        vec![to("", LinkTo::Story(id)), to("The tides", LinkTo::Url("https://tides.example/".into()))];
    n.newsroom.save_trending(&strip).unwrap();
    assert_eq!(n.reopened().opened().unwrap().trending, strip);
    let front = n.export_at(MORNING).file("index.html");
    assert!(front.contains("Cup final") && front.contains("https://tides.example/"));
}
