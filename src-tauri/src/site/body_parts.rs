//! What in a body is the site's to show: pictures, links, "Also read" lines, cards of
//! other sites. The rest of the body's HTML is `body`'s.

use crate::body::{self, Block, HtmlParts, Inline, host_of, story_of};
use crate::media::Shape;
use crate::site::edition::Rendition;
use crate::site::links::{Links, is_safe_address, is_web_address};
use crate::site::picture::Picture;
use crate::site::plan::Plan;
use crate::site::running::{Timed, timed};
use crate::site::theme::markup;
use crate::site::words::Words;
use crate::story::{LinkTo, MediaId, direction_of};
use crate::{Error, Result};
use minijinja::{Value, context};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Shows the parts of one body from one place of the site.
pub(super) struct BodyParts<'a> {
    plan: &'a Plan<'a>,
    links: &'a Links,
    whose: &'a str,
    language: &'a str,
    files: &'a BTreeMap<MediaId, Vec<Rendition>>,
    /// The first part that could not be shown: parts answer with text, so it waits here.
    failed: RefCell<Option<Error>>,
}

impl<'a> BodyParts<'a> {
    /// For a body in that language.
    pub fn new(
        plan: &'a Plan<'a>,
        links: &'a Links,
        whose: &'a str,
        language: &'a str,
        files: &'a BTreeMap<MediaId, Vec<Rendition>>,
    ) -> Self {
        Self { plan, links, whose, language, files, failed: RefCell::new(None) }
    }

    /// The body as HTML, each entry of a running story in a part of its own.
    pub fn body(&self, doc: &[Block]) -> Value {
        let (before, entries) = timed(self.plan, doc);
        let mut html = self.blocks(before);
        for Timed { id, at, entry } in &entries {
            let (time, text) = (self.plan.time(*at, self.language), markup(self.blocks(entry.text)));
            let headline = self.inline(&entry.headline);
            let direction = direction_of(self.language).html();
            html += &self.fill("entry.html", context! { id, time, headline, text, direction });
            html.push('\n');
        }
        markup(html)
    }

    fn blocks(&self, doc: &[Block]) -> String {
        // A wide table scrolls by itself, by keyboard too. All text is escaped, so a bare
        // `<table>` is one that `body` wrote.
        let table = "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"";
        let html = without_controls(body::html(doc, self));
        if !html.contains("<table>") {
            return html;
        }
        html.replace("<table>", &format!("{table}{}\"><table>", body::escape_html(&self.words().table)))
            .replace("</table>", "</table></div>")
    }

    /// Running text as HTML.
    pub fn inline(&self, text: &[Inline]) -> Value {
        markup(without_controls(body::inline_html(text, self)))
    }

    /// The first failure, if any part failed.
    pub fn finish(self) -> Result<()> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    fn words(&self) -> &'a Words {
        self.plan.theme.words(self.language)
    }

    fn fill(&self, template: &str, with: Value) -> String {
        self.plan.theme.fill(template, with, self.whose).unwrap_or_else(|error| {
            self.failed.borrow_mut().get_or_insert(error);
            String::new()
        })
    }
}

impl HtmlParts for BodyParts<'_> {
    fn figure(&self, media: &str, alt: &str, caption_html: &str, credit: &str) -> String {
        let files = self.files.get(&MediaId(media.to_owned()));
        let Some(picture) = files.and_then(|files| Picture::of(files, Shape::Whole, alt, self.links)) else {
            // Said by `LiveStory::problem`; the page goes without it.
            return String::new();
        };
        let caption = markup(caption_html.to_owned());
        self.fill("figure.html", context! { picture, caption, credit, is_lead => false })
    }

    fn related(&self, to: &str, headline: &str) -> String {
        let to = story_of(to).map_or_else(|| LinkTo::Url(to.to_owned()), LinkTo::Story);
        // A story that readers cannot see is no link for them.
        let Some(link) = self.plan.link_to(&to, headline, self.links) else { return String::new() };
        self.fill("related.html", context! { link, words => self.words().value() })
    }

    fn embed(&self, url: &str, title: &str) -> String {
        if !is_web_address(url) {
            return String::new();
        }
        let address = url.split_once("//").map_or(url, |(_, rest)| rest).trim_start_matches("www.");
        let host = host_of(url);
        let (before, after) = self.words().opens.split_once("{site}").unwrap_or_default();
        self.fill("embed.html", context! { url, address, title, host, before, after })
    }

    fn keypoints(&self, points_html: &[String]) -> String {
        let points: Vec<_> = points_html.iter().map(|point| markup(point.clone())).collect();
        self.fill("keypoints.html", context! { points, words => self.words().value() })
    }

    fn factbox(&self, title: &str, lines_html: &str) -> String {
        self.fill("factbox.html", context! { title, lines => markup(lines_html.trim_end().to_owned()) })
    }

    fn link(&self, href: &str) -> Option<String> {
        match story_of(href) {
            Some(id) => self.plan.known(id).map(|story| self.links.page(&story.url_slug)),
            None => is_safe_address(href).then(|| href.to_owned()),
        }
    }
}

/// Saved copy has no control characters; a body that came another way may.
fn without_controls(html: String) -> String {
    let is_wrong = |c: char| c.is_control() && c != '\n';
    // Bytes are quicker to look at; 0xc2 begins the longer ones.
    let may_be = |byte: u8| byte < b' ' && byte != b'\n' || byte == 0x7f || byte == 0xc2;
    if html.bytes().fold(false, |found, byte| found | may_be(byte)) && html.contains(is_wrong) {
        html.replace(is_wrong, "")
    } else {
        html
    }
}
