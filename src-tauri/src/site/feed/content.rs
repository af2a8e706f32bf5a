//! A whole story as the HTML of a feed: plain parts that any reader of feeds shows, and addresses
//! that lead back to the site.

use crate::body::{self, HtmlParts, Inline, escape_html, host_of, story_of};
use crate::site::edition::LiveStory;
use crate::site::links::{Links, is_safe_address, is_web_address};
use crate::site::picture::largest;
use crate::site::plan::Plan;
use crate::site::running::{Timed, timed};
use crate::story::{LinkTo, MediaId};

/// The lead picture, the body and what was put right since. Addresses begin with [`PLACE`], for feeds
/// stand at several depths.
///
/// [`PLACE`]: crate::site::list::PLACE
pub(in crate::site) fn content(plan: &Plan, story: &LiveStory) -> String {
    let links = Links::from_any_list(&plan.edition.settings);
    let parts = Parts { plan, links: &links, story };
    let mut html = String::new();
    if let Some(lead) = &story.lead {
        html += &parts.figure(&lead.media.0, &lead.alt, &parts.words(&lead.caption), &lead.credit);
    }
    let (before, entries) = timed(plan, &story.body);
    html += &body::html(before, &parts);
    for Timed { at, entry, .. } in &entries {
        let time = escape_html(&plan.dates.full(*at, &story.language));
        html +=
            &format!("<h2>{time} {}</h2>\n{}", parts.words(&entry.headline), body::html(entry.text, &parts));
    }
    for correction in &story.corrections {
        let label = escape_html(plan.theme.words(&story.language).label(correction.kind));
        let time = plan.dates.full(correction.at, &story.language);
        let text = escape_html(&correction.text);
        html += &format!("<p><strong>{label}</strong> {}: {text}</p>\n", escape_html(&time));
    }
    html
}

struct Parts<'a> {
    plan: &'a Plan<'a>,
    links: &'a Links,
    story: &'a LiveStory,
}

impl Parts<'_> {
    fn words(&self, text: &[Inline]) -> String {
        body::inline_html(text, self)
    }
}

impl HtmlParts for Parts<'_> {
    fn figure(&self, media: &str, alt: &str, caption_html: &str, credit: &str) -> String {
        let files = self.story.files.get(&MediaId(media.to_owned()));
        let Some(file) = files.and_then(|files| largest(files)) else { return String::new() };
        let (src, alt) = (escape_html(&self.links.picture(&file.file)), escape_html(alt));
        let credit = escape_html(credit);
        let caption = match (caption_html, credit.as_str()) {
            ("", "") => String::new(),
            ("", words) | (words, "") => format!("<figcaption>{words}</figcaption>"),
            (caption, credit) => format!("<figcaption>{caption} ({credit})</figcaption>"),
        };
        let (width, height) = (file.width, file.height);
        format!(
            "<figure><img src=\"{src}\" width=\"{width}\" height=\"{height}\" alt=\"{alt}\">{caption}</figure>\n"
        )
    }

    fn related(&self, to: &str, headline: &str) -> String {
        let to = story_of(to).map_or_else(|| LinkTo::Url(to.to_owned()), LinkTo::Story);
        let Some(link) = self.plan.link_to(&to, headline, self.links) else { return String::new() };
        let words = escape_html(&self.plan.theme.words(&self.story.language).also_read);
        let (href, text) = (escape_html(&link.href), escape_html(&link.text));
        format!("<p>{words}: <a href=\"{href}\">{text}</a></p>\n")
    }

    fn embed(&self, url: &str, title: &str) -> String {
        if !is_web_address(url) {
            return String::new();
        }
        let title = if title.is_empty() { host_of(url) } else { title };
        format!("<p><a href=\"{}\">{}</a></p>\n", escape_html(url), escape_html(title))
    }

    fn link(&self, href: &str) -> Option<String> {
        match story_of(href) {
            Some(id) => self.plan.known(id).map(|story| self.links.page(&story.url_slug)),
            None => is_safe_address(href).then(|| href.to_owned()),
        }
    }
}
