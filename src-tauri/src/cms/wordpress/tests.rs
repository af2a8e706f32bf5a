//! The mapping of a story, read as it will stand on the site.

use super::*;
use crate::body::{Doc, Marks};
use crate::story::{Byline, Dateline};

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.into(), marks: Marks::default(), link: None }]
}

fn story() -> Story {
    let mut story = Story::new("en-GB", UtcMillis(0));
    story.headline = "Harbour & wall <to close>".into();
    story.standfirst = words("Engineers found cracks.");
    story
}

#[test]
fn the_furniture_finds_its_place() {
    let mut s = story();
    s.agency = "Calder News Network".into();
    s.bylines = vec![Byline { name: "Asha Rao".into(), role: "Health correspondent".into() }];
    s.dateline = Dateline { place: "Calder".into(), text: String::new() };
    let post = post(&s, None, &|_| None);
    assert_eq!(post.title, "Harbour &amp; wall &lt;to close&gt;");
    assert_eq!(post.excerpt, "Engineers found cracks.");
    assert_eq!(post.url_slug, "harbour-wall-to-close");
    assert_eq!(post.opening, "Calder News Network - Asha Rao (Health correspondent) - Calder");
    assert!(post.content(&|_| None).contains("<p class=\"stet-byline\">Calder News Network - Asha Rao"));
}

#[test]
fn a_link_to_a_story_that_is_not_there_is_left_out_and_said() {
    let (there, missing) = (StoryId::new(), StoryId::new());
    let mut s = story();
    s.body = vec![Block::Related { to: missing.to_string(), headline: "Ferry".into() }] as Doc;
    s.also_read = vec![
        AlsoRead { headline: String::new(), to: LinkTo::Story(there) },
        AlsoRead { headline: "Elsewhere".into(), to: LinkTo::Url("https://x.example/".into()) },
    ];
    let post = post(&s, None, &|id| {
        (id == there)
            .then(|| Link { address: "https://calder.example/ferry/".into(), headline: "Ferry back".into() })
    });
    assert_eq!(post.body, []);
    assert_eq!(
        post.foot,
        [
            ("https://calder.example/ferry/".to_owned(), "Ferry back".to_owned()),
            ("https://x.example/".to_owned(), "Elsewhere".to_owned())
        ]
    );
    assert_eq!(post.notices.len(), 1);
    assert_eq!(
        post.notices[0].sentence,
        "The link to our story “Ferry” was left out: it is not on that site."
    );
}

#[test]
fn a_picture_used_twice_is_sent_once() {
    let figure = |media: &str| Block::Figure {
        media: media.into(),
        alt: String::new(),
        caption: Vec::new(),
        credit: String::new(),
    };
    let mut s = story();
    s.lead = Some(PictureUse {
        media: MediaId("aa".into()),
        caption: words("Lead"),
        credit: String::new(),
        alt: String::new(),
    });
    s.body = vec![figure("bb"), Block::Quote(vec![figure("aa")]), figure("bb")];
    let pictures = post(&s, None, &|_| None).pictures();
    assert_eq!(pictures.iter().map(|p| p.media.0.as_str()).collect::<Vec<_>>(), ["aa", "bb"]);
    assert_eq!(pictures[0].caption, words("Lead"), "the lead's own words win");
}
