//! What stands for copy still to come, in any text, slug or link; and the sweep of a whole
//! story that the checks and the Proof panel share.

use crate::body::{self, Block, Inline};
use crate::check::figures;
use crate::story::{LinkTo, Story};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Something to fill in or take out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Why it is marked.
    pub why: &'static str,
    /// Whether nothing may go out while it stands.
    pub blocks: bool,
}

/// Built from a fixed text: what cannot be built would be seen by the first test.
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

// TK alone or doubled, in capitals; in brackets also small, as it is typed in a hurry.
static TO_COME: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?:TK)+|[\[({<](?i:tk[ \-]?)+[^\])}>\n]{0,40}[\])}>]"));
// Two or more X in capitals, perhaps with the unit that the figure will have: £XXm, XXpc.
static FIGURE: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"XX+(?:m|bn|tn|k|pc|st|nd|rd|th|am|pm|p|km|kg|ft)?"));
static NOT_TO_GO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(r"(?i)do[\s\-]+not[\s\-]+publish|not[\s\-]+for[\s\-]+publication|lorem\s+ipsum")
});
static UNSURE: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"\?{3,}"));
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r#"(?i)https?://[^\s<>"”’)\]]+"#));

/// Everything in a text that stands for copy to come, in order.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    // Most paragraphs hold none of the letters: look at the bytes once before the patterns.
    let bytes = text.as_bytes();
    let has = |two: &[u8; 2]| bytes.windows(2).any(|w| w.eq_ignore_ascii_case(two));
    let mut all =
        |of: &Option<Regex>, why: &'static str, blocks: bool, keep: &dyn Fn(&Range<usize>) -> bool| {
            for hit in of.iter().flat_map(|p| p.find_iter(text)) {
                if keep(&hit.range()) {
                    found.push(Found { range: hit.range(), why, blocks });
                }
            }
        };
    if has(b"tk") {
        let keep = |r: &Range<usize>| stands_alone(text, r) && !is_the_shop(text, r);
        all(&TO_COME, "Something is still to come here.", false, &keep);
    }
    if has(b"xx") {
        let keep =
            |r: &Range<usize>| stands_alone(text, r) && !text[r.end..].trim_start().starts_with("chromosome");
        all(&FIGURE, "A figure or name is still to come here.", false, &keep);
    }
    if has(b"no") || has(b"lo") {
        all(&NOT_TO_GO, "Nothing is published while this stands.", true, &|r| stands_alone(text, r));
    }
    if has(b"??") {
        all(&UNSURE, "Somebody was not sure here.", false, &|_| true);
    }
    if has(b"//") {
        for hit in ADDRESS.iter().flat_map(|p| p.find_iter(text)) {
            if let Some(why) = link(hit.as_str()) {
                found.push(Found { range: hit.range(), why, blocks: false });
            }
        }
    }
    found.sort_by_key(|f| f.range.start);
    found
}

/// No letter or digit on either side.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let bare = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    bare(text[..range.start].chars().next_back()) && bare(text[range.end..].chars().next())
}

fn is_the_shop(text: &str, range: &Range<usize>) -> bool {
    let after = text[range.end..].trim_start_matches([' ', '\u{a0}']);
    after.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("maxx"))
}

/// Parts of a URL slug that stand for words to come.
pub fn in_slug(slug: &str) -> Vec<Found> {
    let mut at = 0;
    let mut found = Vec::new();
    for part in slug.split('-') {
        let range = at..at + part.len();
        at = range.end + 1;
        let repeats = part.len() >= 2
            && part.len().is_multiple_of(2)
            && part.as_bytes().chunks(2).all(|two| two == b"tk");
        if repeats || matches!(part, "xx" | "xxx" | "lorem") {
            found.push(Found { range, why: "This part of the address is still to come.", blocks: false });
        }
    }
    found
}

/// Why a link is not one for readers; none where it may be.
pub fn link(href: &str) -> Option<&'static str> {
    let lower = href.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"))?;
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = host.rsplit('@').next().unwrap_or(host);
    let host = host.split(':').next().unwrap_or(host).trim_end_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    // A name that ends in .example is one of a made-up town, as in our demo; example.com is a gap.
    if labels.iter().find(|l| **l != "www").is_some_and(|l| *l == "example") {
        return Some("This link goes to an example address.");
    }
    let private = host.starts_with("127.") || host.starts_with("10.") || host.starts_with("192.168.");
    if private
        || host.starts_with('[')
        || matches!(last, "localhost" | "local" | "test" | "invalid" | "internal")
    {
        return Some("This link goes to a machine that readers cannot reach.");
    }
    let is_trial = |label: &str| {
        label.split('-').any(|part| {
            matches!(part, "staging" | "stage" | "stg" | "dev" | "test" | "preview" | "preprod" | "uat")
        })
    };
    if labels.len() > 2 && labels[..labels.len() - 2].iter().any(|l| is_trial(l)) {
        return Some("This link goes to a test site, not the one for readers.");
    }
    let is_preview =
        ["preview=", "preview_id=", "previewtoken=", "/wp-admin/"].iter().any(|sign| path.contains(sign));
    is_preview.then_some("This link goes to a preview, which readers cannot open.")
}

/// One thing to fill in, and the field that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InField {
    /// The field, as the window knows it.
    pub field: &'static str,
    /// The field, in words: "the standfirst".
    pub place: &'static str,
    /// The words found, or the address.
    pub words: String,
    /// Whether it blocks.
    pub blocks: bool,
    /// Why it is marked.
    pub why: &'static str,
    /// The picture whose words it stands in.
    pub media: Option<String>,
}

/// Every field of a story, looked through. Pictures without words have a check of their own.
pub fn sweep(story: &Story) -> Vec<InField> {
    let mut out = Vec::new();
    let mut text = |field: &'static str, place: &'static str, media: Option<&str>, text: &str| {
        out.extend(find(text).into_iter().map(|f| InField {
            field,
            place,
            words: text[f.range].to_owned(),
            blocks: f.blocks,
            why: f.why,
            media: media.map(str::to_owned),
        }));
    };
    text("eyebrow", "the eyebrow", None, &story.eyebrow);
    text("headline", "the headline", None, &story.headline);
    text("searchHeadline", "the search headline", None, &story.headlines.search);
    text("socialHeadline", "the social headline", None, &story.headlines.social);
    text("pushHeadline", "the push headline", None, &story.headlines.push);
    text("smsHeadline", "the SMS headline", None, &story.headlines.sms);
    text("standfirst", "the standfirst", None, &body::inline_text(&story.standfirst));
    text("agency", "the agency line", None, &story.agency);
    for byline in &story.bylines {
        text("bylines", "a byline", None, &byline.name);
        text("bylines", "a byline", None, &byline.role);
    }
    text("dateline", "the dateline", None, &story.dateline.place);
    text("dateline", "the dateline", None, &story.dateline.text);
    story.tags.iter().for_each(|tag| text("tags", "a tag", None, tag));
    if let Some(lead) = &story.lead {
        let media = Some(lead.media.0.as_str());
        text("lead", "the caption of the lead picture", media, &body::inline_text(&lead.caption));
        text("lead", "the credit of the lead picture", media, &lead.credit);
        text("lead", "the alt text of the lead picture", media, &lead.alt);
    }
    text("body", "the body", None, &body::plain_text(&story.body));
    figures(&story.body, &mut |media, alt, caption, credit| {
        text("body", "a caption", Some(media), &body::inline_text(caption));
        text("body", "an alt text", Some(media), alt);
        text("body", "a credit", Some(media), credit);
    });
    for link in &story.also_read {
        text("alsoRead", "a link under Also read", None, &link.headline);
    }
    for found in in_slug(&story.url_slug) {
        let words = story.url_slug[found.range].to_owned();
        out.push(InField {
            field: "urlSlug",
            place: "the URL slug",
            words,
            blocks: false,
            why: found.why,
            media: None,
        });
    }
    let mut links = |field: &'static str, place: &'static str, href: &str| {
        if let Some(why) = link(href) {
            out.push(InField { field, place, words: href.to_owned(), blocks: false, why, media: None });
        }
    };
    links_of(&story.standfirst, &mut |href| links("standfirst", "the standfirst", href));
    if let Some(lead) = &story.lead {
        links_of(&lead.caption, &mut |href| links("lead", "the caption of the lead picture", href));
    }
    block_links(&story.body, &mut |href| links("body", "the body", href));
    for also in &story.also_read {
        if let LinkTo::Url(url) = &also.to {
            links("alsoRead", "a link under Also read", url);
        }
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|f| seen.insert((f.field, f.place, f.words.clone(), f.media.clone())));
    out
}

fn links_of(text: &[Inline], see: &mut dyn FnMut(&str)) {
    for inline in text {
        if let Inline::Text { link: Some(href), .. } = inline {
            see(href);
        }
    }
}

fn block_links(blocks: &[Block], see: &mut dyn FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading(_, text) => links_of(text, see),
            Block::Pullquote { quote, .. } => links_of(quote, see),
            Block::Figure { caption, .. } => links_of(caption, see),
            Block::Quote(inside) => block_links(inside, see),
            Block::Bullets(items) | Block::Ordered(_, items) => {
                items.iter().for_each(|i| block_links(i, see))
            }
            Block::Embed { url, .. } => see(url),
            Block::Related { to, .. } => see(to),
            Block::Table { head, rows } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| links_of(cell, see))
            }
            Block::Keypoints(points) => points.iter().for_each(|point| links_of(point, see)),
            Block::Factbox { lines, .. } => lines.iter().for_each(|line| links_of(&line.text, see)),
            // A note reaches no reader: nothing in it has to be filled in.
            Block::Note(_) | Block::Rule => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{AlsoRead, Byline, MediaId, PictureUse, UtcMillis};

    fn words(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|f| &text[f.range]).collect()
    }

    #[test]
    fn what_is_to_come_is_found_as_newsrooms_write_it() {
        for (text, found) in [
            ("The mayor, TK, said", "TK"),
            ("age TKTK, of Calder", "TKTK"),
            ("paid [TK amount] for it", "[TK amount]"),
            ("paid (tk) for it", "(tk)"),
            ("It cost £XX", "XX"),
            ("It cost £XXm.", "XXm"),
            ("up XXpc", "XXpc"),
            ("Mr XXX said", "XXX"),
            ("PREP. DO NOT PUBLISH", "DO NOT PUBLISH"),
            ("not for publication", "not for publication"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("is it 40???", "???"),
            ("see http://localhost:3000/x for it", "http://localhost:3000/x"),
        ] {
            assert_eq!(words(text), [found], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for text in [
            "Bought at TK Maxx on Friday",
            "The TKO came in round two",
            "a 2xx answer, xx and tk",
            "size XXL, XXI and XXII",
            "women have two XX chromosomes",
            "Really?? he asked",
            "He will not publish it. Do not. Publication is on Monday",
            "नदी को बचाने निकले गाँव",
            "کالڈر میں بارش",
            "https://calderstar.example/x and https://latest.news.example/development",
        ] {
            assert_eq!(words(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn links_that_readers_cannot_follow_are_told_from_those_they_can() {
        for href in [
            "http://example.com/a",
            "https://www.example.org",
            "http://example",
            "http://localhost:8080/x",
            "http://127.0.0.1/",
            "https://192.168.1.4/x",
            "https://staging.calder.example/x",
            "https://www-dev.calder.gov.uk",
            "https://site.test/x",
            "https://calder.example/?p=12&preview=true",
            "https://calder.example/wp-admin/post.php?post=3",
        ] {
            assert!(link(href).is_some(), "{href}");
        }
        for href in [
            "https://calder.example/tests/preview-of-the-season",
            "https://test.example/x",
            "https://development.calder.gov.uk",
            "https://exampleschool.org",
            "story:0190",
            "mailto:desk@example.com",
            "tel:+44",
        ] {
            assert_eq!(link(href), None, "{href}");
        }
    }

    #[test]
    fn the_sweep_reaches_every_field() {
        let mut story = Story::new("en-GB", UtcMillis(0));
        let plain =
            |text: &str| vec![Inline::Text { text: text.into(), marks: body::Marks::default(), link: None }];
        story.eyebrow = "TK".into();
        story.headline = "TK".into();
        story.headlines.search = "TK".into();
        story.headlines.social = "TK".into();
        story.headlines.push = "TK".into();
        story.headlines.sms = "TK".into();
        story.standfirst = plain("TK");
        story.agency = "TK".into();
        story.bylines = vec![Byline { name: "TK".into(), role: "XX".into() }];
        story.dateline.place = "TK".into();
        story.dateline.text = "TKTK".into();
        story.tags = vec!["TK".into()];
        story.lead = Some(PictureUse {
            media: MediaId("a".repeat(64)),
            caption: plain("TK"),
            credit: "TK".into(),
            alt: "TK".into(),
        });
        story.also_read =
            vec![AlsoRead { headline: "TK".into(), to: LinkTo::Url("http://localhost/".into()) }];
        story.url_slug = "tk".into();
        story.body =
            body::read("TK\n\n> XX\n\n| a | b |\n|---|---|\n| TKTK | ??? |\n\n[x](http://example.com/)\n");
        let places: std::collections::BTreeSet<_> =
            sweep(&story).into_iter().map(|f| format!("{} {}", f.place, f.words)).collect();
        insta::assert_snapshot!(places.into_iter().collect::<Vec<_>>().join("\n"), @r"
        a byline TK
        a byline XX
        a link under Also read TK
        a link under Also read http://localhost/
        a tag TK
        the SMS headline TK
        the URL slug tk
        the agency line TK
        the alt text of the lead picture TK
        the body ???
        the body TK
        the body TKTK
        the body XX
        the body http://example.com/
        the caption of the lead picture TK
        the credit of the lead picture TK
        the dateline TK
        the dateline TKTK
        the eyebrow TK
        the headline TK
        the push headline TK
        the search headline TK
        the social headline TK
        the standfirst TK
        ");
    }
}
