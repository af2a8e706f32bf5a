//! The search of the site, without a server: the stories of a month, two hundred a file, each with its
//! words. A page loads the newest files first and stops when it has found enough.
//!
//! Files are parted as the sitemaps are, by places counted from the oldest: a story that changes or
//! goes changes one file. Nothing is folded here: the page folds what it reads and what is typed alike.

use crate::Result;
use crate::body;
use crate::site::edition::LiveStory;
use crate::site::links::Links;
use crate::site::plan::Plan;
use crate::site::story::one_line;
use crate::story::UtcMillis;
use serde::Serialize;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// How many stories stand in one file.
pub const IN_A_PART: usize = 200;
/// Where the page stands.
pub(super) const PAGE: &str = "search/index.html";
/// Where the names of all files stand.
pub(super) const PARTS: &str = "search/parts.json";
/// Where browsers read how to search.
pub(super) const DESCRIPTION: &str = "opensearch.xml";
/// The script of the page that searches.
pub(super) const SCRIPT: &str = include_str!("theme/search.js");

/// A story as the search knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The last part of its address.
    pub url_slug: String,
    /// Its headline.
    pub headline: String,
    /// The summary as one line of plain words.
    pub standfirst: String,
    /// When readers first saw it.
    pub published_at: UtcMillis,
    /// BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its other words, each once.
    pub words: String,
}

/// One story of a file, under names of one letter.
#[derive(Serialize)]
struct Line<'a> {
    a: String,
    h: &'a str,
    s: &'a str,
    d: String,
    t: String,
    l: &'a str,
    r: &'a str,
    w: &'a str,
}

/// The words of a story that are not in its headline or standfirst, each once and in lower case, in the
/// order in which they stand: who wrote it, where, on what, captions and text.
pub fn words_of_story(story: &LiveStory) -> String {
    let mut text = String::new();
    let mut add = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    add(&story.eyebrow);
    story.bylines.iter().for_each(|byline| add(&byline.name));
    add(&story.dateline.place);
    story.tags.iter().for_each(|tag| add(tag));
    if let Some(lead) = &story.lead {
        add(&one_line(&lead.caption));
        add(&lead.credit);
    }
    add(&body::plain_text(&story.body));
    let above = format!("{}\n{}", story.headline, one_line(&story.standfirst)).to_lowercase();
    let text = text.to_lowercase();
    let mut seen: HashSet<&str> = HashSet::with_capacity(text.len() / 8); // most words come more than once
    seen.extend(above.unicode_words());
    let mut words = String::new();
    for word in text.unicode_words() {
        // One letter of an alphabet finds nothing; of Chinese it is a word.
        let is_letter = word.len() == 1 && !word.as_bytes()[0].is_ascii_digit();
        if !is_letter && seen.insert(word) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    }
    words
}

/// Where a part of a month stands.
pub(super) fn path(month: &str, part: usize) -> String {
    format!("search/{}-{}.json", month.replace('/', "-"), part + 1)
}

/// The path and JSON of one part of a month; none where nothing of it is shown.
pub(super) fn month(plan: &Plan, list: i64, part: usize) -> Result<Option<(String, String)>> {
    let (Some(month), Some(found)) = (plan.edition.lists.get(&list), plan.edition.found.get(&(list, part)))
    else {
        return Ok(None);
    };
    let links = Links::from_depth(&plan.edition.settings, 1);
    let lines = found.iter().map(|story| {
        let line = Line {
            a: links.page(&story.url_slug),
            h: &story.headline,
            s: &story.standfirst,
            d: plan.dates.machine(story.published_at),
            t: plan.dates.full(story.published_at, &story.language),
            l: &story.language,
            r: story.direction,
            w: &story.words,
        };
        serde_json::to_string(&line).unwrap_or_default()
    });
    let text = lines.collect::<Vec<_>>().join(",\n");
    Ok((!found.is_empty()).then(|| (path(&month.slug, part), format!("[{text}]\n"))))
}

/// The names of all files, the newest first, as JSON.
pub(super) fn parts(plan: &Plan) -> String {
    let months = plan.edition.lists.values().filter(|list| list.kind == super::ListKind::Month);
    let mut names: Vec<(String, usize)> = months
        .flat_map(|list| (0..list.stories.div_ceil(IN_A_PART)).map(|part| (list.slug.clone(), part)))
        .collect();
    names.sort_by(|a, b| b.cmp(a));
    let names: Vec<String> = names
        .iter()
        .map(|(month, part)| path(month, *part).trim_start_matches("search/").to_owned())
        .collect();
    serde_json::to_string(&names).unwrap_or_default() + "\n"
}

/// The HTML of the page.
pub(super) fn page(plan: &Plan) -> Result<String> {
    let settings = &plan.edition.settings;
    let links = Links::from_depth(settings, 1);
    let words = plan.words();
    let title = format!("{} - {}", words.search, settings.title);
    let with = minijinja::context! {
        head => plan.head(&title, &plan.described(&words.find_a_story), Some("search"), &links).value(),
        chrome => plan.chrome(1, None)?,
        words => words.value(),
        archive => links.page("archive"),
        script => links.file(plan.theme.script_path()),
    };
    plan.theme.fill("search.html", with, "the page of the search")
}

/// How a browser searches the site from its address bar (OpenSearch 1.1); none while the site has no address.
pub(super) fn description(plan: &Plan) -> Result<Option<String>> {
    let settings = &plan.edition.settings;
    if settings.address.is_empty() {
        return Ok(None);
    }
    let links = Links::from_outside(settings, 0);
    let with = minijinja::context! {
        // The bounds of the format.
        short => settings.title.chars().take(16).collect::<String>(),
        long => settings.title.chars().take(48).collect::<String>(),
        title => settings.title, language => settings.language,
        page => links.page("search"), icon => links.file("favicon.ico"),
    };
    plan.theme.fill("opensearch.xml", with, "the description of the search").map(Some)
}

#[cfg(test)]
mod tests {
    use crate::site::sample::edition;
    use std::collections::HashSet;

    #[test]
    fn each_word_stands_once_and_none_of_the_headline() {
        let sample = edition();
        let words = super::words_of_story(&sample.stories[0]);
        let all: Vec<&str> = words.split(' ').collect();
        let once: HashSet<&str> = all.iter().copied().collect();
        assert!(all.len() > 5 && once.len() == all.len(), "{words}");
        let headline = sample.stories[0].headline.to_lowercase();
        assert!(headline.split(' ').all(|word| !all.contains(&word)), "{headline}: {words}");
    }
}
