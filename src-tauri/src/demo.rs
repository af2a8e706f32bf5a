//! The demo newsroom: the Calder Star, a paper of a town that does not exist. Its stories,
//! its pictures and its settings, as plain data; `make` turns them into a newsroom.
//!
//! Every person, place and company here is invented.

use crate::story::UtcMillis;

mod canvas;
mod logo;
mod make;
mod pictures;

pub use make::make;

/// What the demo newsroom is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The paper's name.
    pub title: &'static str,
    /// Under the name on the site.
    pub tagline: &'static str,
    /// Its time zone, by IANA name.
    pub zone: &'static str,
    /// The language of a new story.
    pub language: &'static str,
    /// The agency line it uses.
    pub agency: &'static str,
    /// At the foot of each page, Markdown.
    pub footer: &'static str,
    /// Where else its readers find it: name and address.
    pub social: Vec<(&'static str, &'static str)>,
    /// Sections in the order of the site's navigation.
    pub sections: Vec<Section>,
    /// The trending strip, first to last.
    pub trending: Vec<Trending>,
}

/// A section of the demo's site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name, as the stories' front matter says it.
    pub name: &'static str,
    /// When a temporary section leaves the navigation.
    pub show_until: Option<UtcMillis>,
}

/// One item of the trending strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trending {
    /// Its words.
    pub headline: &'static str,
    /// The URL slug of the story it goes to.
    pub url_slug: &'static str,
}

/// The demo's settings.
pub fn settings() -> Settings {
    let lasting = |name| Section { name, show_until: None };
    let trending = |headline, url_slug| Trending { headline, url_slug };
    Settings {
        title: "Calder Star",
        tagline: "News of the town, the valley and the sea",
        zone: "Asia/Kolkata",
        language: "en-GB",
        agency: "Calder News Network",
        footer: "Printed in Calder every weekday since 1894. [Write to the editors](mailto:editors@calderstar.example).",
        social: vec![
            ("Mastodon", "https://social.example/@calderstar"),
            ("Bluesky", "https://sky.example/profile/calderstar.example"),
        ],
        sections: vec![
            lasting("News"),
            // Until the end of January 2027, when the new council has met.
            Section { name: "Election 2026", show_until: Some(UtcMillis(1_801_420_200_000)) },
            lasting("Politics"),
            lasting("Business"),
            lasting("Sport"),
            lasting("Culture"),
            lasting("Science"),
        ],
        trending: vec![
            trending("Every ward contested", "every-ward-contested-calder-polls-2026"),
            trending("First train over Harrow Gill", "first-train-in-58-years-crosses-harrow-gill"),
            trending("The harbour wall vote", "council-votes-by-one-to-rebuild-harbour-wall"),
            trending("A comet from Cold Tor", "hilltop-telescope-faintest-comet"),
            trending("नदी यात्रा", "nadi-ko-bachane-nikle-gaon"),
        ],
    }
}

/// The stories, from those that readers saw first to those not yet published.
const STORIES: [(&str, &str); 13] = [
    ("harbour-wall.md", include_str!("../../demo/harbour-wall.md")),
    ("budget.md", include_str!("../../demo/budget.md")),
    ("observatory.md", include_str!("../../demo/observatory.md")),
    ("turbines.md", include_str!("../../demo/turbines.md")),
    ("derby.md", include_str!("../../demo/derby.md")),
    ("ferry.md", include_str!("../../demo/ferry.md")),
    ("theatre.md", include_str!("../../demo/theatre.md")),
    ("viaduct.md", include_str!("../../demo/viaduct.md")),
    ("hindi-river.md", include_str!("../../demo/hindi-river.md")),
    ("urdu-rain.md", include_str!("../../demo/urdu-rain.md")),
    ("election.md", include_str!("../../demo/election.md")),
    ("library.md", include_str!("../../demo/library.md")),
    ("orchard.md", include_str!("../../demo/orchard.md")),
];

/// Every file of the demo, as if from a folder: stories as Markdown with front matter, in
/// the form `stet import` takes, and the pictures they name (`pictures/ferry.jpg`), drawn
/// now. The same files each time.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> =
        STORIES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    files.extend(pictures::draw());
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::front_matter::{AlsoReadTo, FrontMatter, parse};
    use crate::story::{Direction, direction_of, url_slug_is_lawful};
    use std::collections::HashSet;

    fn stories() -> Vec<(FrontMatter, String)> {
        let zone = settings().zone.parse().unwrap();
        STORIES.iter().map(|(name, text)| parse(name, text, zone).unwrap_or_else(|e| panic!("{e}"))).collect()
    }

    /// The values of `key:` lines in the fenced blocks of a body.
    fn block_lines<'a>(body: &'a str, key: &'a str) -> impl Iterator<Item = &'a str> {
        body.lines().filter_map(move |line| line.strip_prefix(key)?.strip_prefix(": "))
    }

    #[test]
    fn every_story_is_whole() {
        for (f, body) in stories() {
            let name = &f.headline;
            assert!(!name.is_empty() && !f.standfirst.is_empty() && !f.slug.is_empty(), "{name}: furniture");
            assert!(url_slug_is_lawful(&f.url_slug), "{name}: {}", f.url_slug);
            let picture = f.picture.as_ref().unwrap();
            assert!(!picture.credit.is_empty() && !picture.alt.is_empty(), "{name}: credit and alt");
            assert!(f.published <= f.updated || f.updated.is_none(), "{name}: updated after published");
            let words = body.split_whitespace().count();
            assert!((230..=600).contains(&words), "{name}: {words} words");
            assert_eq!(body.matches("```").count() % 2, 0, "{name}: every fence is closed");
        }
    }

    #[test]
    fn the_front_page_shows_every_kind_of_story() {
        let stories = stories();
        let published = stories.iter().filter(|(f, _)| f.published.is_some()).count();
        assert_eq!((stories.len(), published), (13, 11), "two are still being worked on");
        let sections: HashSet<_> = settings().sections.iter().map(|s| s.name).collect();
        let used: HashSet<_> = stories.iter().map(|(f, _)| f.section.as_str()).collect();
        assert_eq!(used, sections, "each section has a story, and each story a section of ours");
        let languages: HashSet<_> = stories.iter().map(|(f, _)| f.language.as_str()).collect();
        assert_eq!(languages, HashSet::from(["en-GB", "hi", "ur"]));
        assert!(stories.iter().any(|(f, _)| direction_of(&f.language) == Direction::Rtl));
        assert!(stories.iter().any(|(f, _)| f.bylines.is_empty() && !f.agency.is_empty()), "agency alone");
        assert!(stories.iter().any(|(f, _)| f.bylines.len() >= 3), "several authors");
        let all: String = stories.iter().map(|(_, body)| body.as_str()).collect();
        for form in
            ["\n- ", "\n1. ", "\n| ---", "\n> ", "```figure", "```pullquote", "```embed", "```related"]
        {
            assert!(all.contains(form), "no story has {form:?}");
        }
    }

    #[test]
    fn every_link_and_picture_is_there() {
        let stories = stories();
        let slugs: HashSet<_> = stories.iter().map(|(f, _)| f.url_slug.as_str()).collect();
        assert_eq!(slugs.len(), stories.len(), "no URL slug twice");
        let pictures: HashSet<_> =
            pictures::ALL.into_iter().map(|(name, _)| format!("pictures/{name}")).collect();
        for (f, body) in &stories {
            for link in &f.also_read {
                if let AlsoReadTo::UrlSlug(slug) = &link.to {
                    assert!(slugs.contains(slug.as_str()), "also_read {slug}");
                }
            }
            for slug in block_lines(body, "to").filter_map(|to| to.strip_prefix("slug:")) {
                assert!(slugs.contains(slug), "related {slug}");
            }
            for file in block_lines(body, "file").chain([f.picture.as_ref().unwrap().file.as_str()]) {
                assert!(pictures.contains(file), "{file} is drawn");
            }
        }
        for item in settings().trending {
            let story = stories.iter().find(|(f, _)| f.url_slug == item.url_slug);
            assert!(story.is_some_and(|(f, _)| f.published.is_some()), "trending {}", item.url_slug);
        }
    }

    #[test]
    fn the_pictures_are_the_same_each_time_and_no_two_alike() {
        let once = pictures::draw();
        let (name, draw_again) = pictures::ALL[0];
        assert_eq!(once[0], (format!("pictures/{name}"), draw_again()));
        let different: HashSet<_> = once.iter().map(|(_, bytes)| bytes).collect();
        assert_eq!(different.len(), once.len());
        for (name, bytes) in &once {
            let picture = image::load_from_memory(bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!((picture.width(), picture.height()), (1600, 1000), "{name}");
        }
    }
}
