//! Content profiles: what a newsroom starts with, what can be kept, and what publishing asks for.

use crate::room::{MORNING, TestNewsroom, jpeg, minutes_on, words};
use stet::body;
use stet::check::{Check, Level};
use stet::publish;
use stet::story::profile::{Field, FieldRule, Profile};
use stet::story::{Byline, MediaId, PictureUse, StoryId};

fn profiles(n: &mut TestNewsroom) -> Vec<Profile> {
    n.newsroom.profiles().unwrap().into_iter().map(|(p, _)| p).collect()
}

fn names(n: &mut TestNewsroom) -> Vec<String> {
    profiles(n).into_iter().map(|p| p.name).collect()
}

/// What is found in a story under a code.
fn found(n: &mut TestNewsroom, story: StoryId, code: &str) -> Vec<Check> {
    publish::checks(&mut n.newsroom, story, minutes_on(0))
        .unwrap()
        .into_iter()
        .filter(|c| c.code == code)
        .collect()
}

fn sentences(checks: &[Check]) -> Vec<&str> {
    checks.iter().map(|c| c.sentence.as_str()).collect()
}

#[test]
fn a_newsroom_starts_with_profiles_and_the_first_asks_for_no_more_than_every_story_needs() {
    let mut n = TestNewsroom::new();
    assert_eq!(
        names(&mut n),
        ["News story", "Live update", "Opinion", "Photo story", "Brief", "Running story", "Page of the site"]
    );
    let all = profiles(&mut n);
    let required = |p: &Profile| -> Vec<&str> {
        p.fields.iter().filter(|r| r.required).map(|r| r.field.word()).collect()
    };
    assert_eq!(required(&all[0]), ["headline", "body"]);
    assert_eq!(required(&all[2]), ["headline", "standfirst", "byline", "body"]);
    assert_eq!(required(&all[3]), ["headline", "lead", "caption", "credit", "alt", "body"]);
    let brief = &all[4];
    assert!(!brief.rule(Field::Subheads).shown && !brief.rule(Field::Standfirst).shown);
    assert_eq!((brief.rule(Field::Body).soft, brief.rule(Field::Headline).soft), (Some(150), Some(45)));
    for profile in &all {
        let mut tidied = profile.clone();
        tidied.tidy();
        assert_eq!(&tidied, profile, "{} stands in its saved form", profile.name);
    }
}

#[test]
fn a_story_made_before_there_were_profiles_is_checked_as_it_was() {
    let mut n = TestNewsroom::new();
    let id = n.story("Council votes");
    assert_eq!(n.state(id).story.profile, "", "a new story names none: it is a news story");
    let found = publish::checks(&mut n.newsroom, id, minutes_on(0)).unwrap();
    let codes: Vec<&str> = found.iter().map(|c| c.code.as_str()).collect();
    assert_eq!(codes, ["section-missing", "may-go"]);
}

#[test]
fn publishing_stops_where_the_profile_needs_a_field_and_says_which() {
    let mut n = TestNewsroom::new();
    let id = n.story_with(|s| {
        s.headline = "Why the bridge matters".into();
        s.profile = "opinion".into();
    });
    let stops = found(&mut n, id, "field-required");
    assert_eq!(sentences(&stops), ["Opinion needs a standfirst.", "Opinion needs a byline."]);
    assert!(stops.iter().all(|c| c.level == Level::Block));
    assert_eq!(stops.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), ["standfirst", "bylines"]);
    let refused = publish::publish_story(&mut n.newsroom, id, minutes_on(1)).unwrap_err();
    assert_eq!(
        (refused.code.as_ref(), refused.sentence.as_str()),
        ("field-required", "Opinion needs a standfirst.")
    );

    n.edit(id, minutes_on(2), |s| {
        s.standfirst = words("A bridge is a promise.");
        s.bylines = vec![Byline { name: "Ann Ives".into(), role: String::new() }];
    });
    assert!(found(&mut n, id, "field-required").is_empty());
    n.publish(id, minutes_on(3));
}

#[test]
fn a_photo_story_needs_a_picture_with_its_words_and_a_news_story_only_asks_for_them() {
    let mut n = TestNewsroom::new();
    let id = n.story_with(|s| {
        s.headline = "The flood in pictures".into();
        s.profile = "photo".into();
    });
    assert_eq!(sentences(&found(&mut n, id, "field-required")), ["Photo story needs a lead picture."]);
    let picture = n.newsroom.add_picture(&jpeg(40, 30, 1), "flood.jpg", MORNING).unwrap().0.row.id;
    let lead = |alt: &str| PictureUse {
        media: MediaId(picture.0.clone()),
        caption: words("Boats in the street"),
        credit: String::new(),
        alt: alt.into(),
    };
    n.edit(id, minutes_on(1), |s| s.lead = Some(lead("")));
    let stops = found(&mut n, id, "field-required");
    assert_eq!(sentences(&stops), ["The lead picture has no credit, no alt text, which Photo story needs."]);
    assert_eq!((stops[0].level, stops[0].media.as_deref()), (Level::Block, Some(picture.0.as_str())));

    n.edit(id, minutes_on(2), |s| s.profile = String::new());
    assert!(found(&mut n, id, "field-required").is_empty());
    let asks = found(&mut n, id, "picture-words-missing");
    assert_eq!(sentences(&asks), ["The lead picture has no credit, no alt text."]);
    assert_eq!(asks[0].level, Level::Ask);
}

#[test]
fn what_is_far_too_long_is_asked_about_and_never_stops() {
    let mut n = TestNewsroom::new();
    let id = n.story_with(|s| {
        s.headline = "नदी ".repeat(30).trim_end().into();
        s.headlines.push = "p".repeat(121);
        s.profile = "brief".into();
        s.body = body::read(&format!("{}\n\n## And a subhead", "word ".repeat(200)));
    });
    let asks = found(&mut n, id, "field-too-long");
    assert_eq!(
        sentences(&asks),
        [
            "The headline has 89 characters; Brief allows 65.",
            "The push headline has 121 characters; Brief allows 120.",
            "The body has 203 words; Brief allows 200.",
        ]
    );
    assert!(asks.iter().all(|c| c.level == Level::Ask));
    assert_eq!(
        sentences(&found(&mut n, id, "field-unwanted")),
        ["Brief has no subheads, and there are some."]
    );
    n.publish(id, minutes_on(1));
}

#[test]
fn profiles_that_cannot_be_kept_are_refused_and_nothing_changes() {
    let mut n = TestNewsroom::new();
    let before = profiles(&mut n);
    let limits = |p: &mut Profile, soft, hard| {
        let rule = p.fields.iter_mut().find(|r| r.field == Field::Headline).unwrap();
        (rule.soft, rule.hard) = (Some(soft), Some(hard));
    };
    let (mut nameless, mut twice, mut upside_down) = (before.clone(), before.clone(), before.clone());
    nameless[1].name = " \n ".into();
    twice[1].name = " news STORY ".into();
    limits(&mut upside_down[2], 80, 60);
    for (code, wrong) in [
        ("profile-none", Vec::new()),
        ("profile-nameless", nameless),
        ("profile-twice", twice),
        ("profile-limits", upside_down),
    ] {
        let refused = n.newsroom.save_profiles(wrong).expect_err(code);
        assert_eq!(refused.code, code);
        assert!(!refused.hint.is_empty(), "{refused}");
    }
    assert_eq!(profiles(&mut n), before);
}

#[test]
fn profiles_are_added_renamed_reordered_and_trade_names() {
    let mut n = TestNewsroom::new();
    let mut all = profiles(&mut n);
    let (a, b) = (all[0].name.clone(), all[1].name.clone());
    (all[0].name, all[1].name) = (b, a);
    all.swap(2, 4);
    let rule = FieldRule { required: true, soft: Some(40), ..FieldRule::plain(Field::Eyebrow) };
    all.push(Profile::with(String::new(), "Obituary".into(), 30, &[rule]));
    assert!(n.newsroom.save_profiles(all).unwrap().settings);
    assert_eq!(
        names(&mut n),
        [
            "Live update",
            "News story",
            "Brief",
            "Photo story",
            "Opinion",
            "Running story",
            "Page of the site",
            "Obituary"
        ]
    );
    let reopened = n.reopened().profiles().unwrap();
    let obituary = &reopened[7].0;
    assert!(uuid::Uuid::parse_str(&obituary.id).is_ok(), "{}", obituary.id);
    assert_eq!((obituary.band_words, obituary.rule(Field::Eyebrow)), (30, rule));
}

#[test]
fn a_new_order_makes_nothing_else_of_the_stories_that_are_there() {
    let mut n = TestNewsroom::new();
    let old = n.story("Council votes");
    let mut all = profiles(&mut n);
    all.swap(0, 4);
    n.newsroom.save_profiles(all).unwrap();
    let new = n.story("Bus strike");
    let stories: Vec<(String, i64)> =
        n.newsroom.profiles().unwrap().into_iter().map(|(p, s)| (p.id, s)).filter(|(_, s)| *s > 0).collect();
    assert_eq!(stories, [("brief".to_owned(), 1), ("news".to_owned(), 1)]);
    assert_eq!((n.state(old).story.profile.as_str(), n.state(new).story.profile.as_str()), ("", "brief"));
}

#[test]
fn the_stories_of_a_profile_that_is_removed_are_the_firsts_and_lose_nothing() {
    let mut n = TestNewsroom::new();
    let id = n.story_with(|s| {
        s.headline = "Why the bridge matters".into();
        s.profile = "opinion".into();
        s.eyebrow = "Comment".into();
    });
    n.story("Council votes");
    let spiked = n.story_with(|s| s.profile = "opinion".into());
    n.newsroom.spike(spiked, true, MORNING).unwrap();
    let counts = |n: &mut TestNewsroom| -> Vec<(String, i64)> {
        let all = n.newsroom.profiles().unwrap().into_iter();
        all.map(|(p, stories)| (p.id, stories)).filter(|(_, stories)| *stories > 0).collect()
    };
    assert_eq!(counts(&mut n), [("news".to_owned(), 1), ("opinion".to_owned(), 1)]);
    let before = n.state(id);
    assert!(!found(&mut n, id, "field-required").is_empty());

    let left: Vec<Profile> = profiles(&mut n).into_iter().filter(|p| p.id != "opinion").collect();
    n.newsroom.save_profiles(left).unwrap();
    assert_eq!(counts(&mut n), [("news".to_owned(), 2)]);
    assert!(found(&mut n, id, "field-required").is_empty(), "the first asks for nothing more");
    let after = n.state(id);
    assert_eq!((after.story, after.edit, after.damage), (before.story, before.edit, None));
}
