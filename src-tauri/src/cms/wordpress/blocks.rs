//! A body as the block editor writes it: each block in its comment, and inside it exactly
//! the markup that the editor would save, so that it opens without a complaint.
//!
//! The markup is also what WordPress's filter for authors leaves as it is (a space before
//! `/>`, three digits in `&#091;`), so that the site gives back the bytes that it was given.
//! Pure: no picture is looked up here; where each one stands on the site is passed in.

use crate::body::{Block, Fact, Inline, host_of};
use crate::story::{Direction, MediaId};
use std::fmt::Write;

/// A picture as it stands on the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePicture {
    /// Its number in the site's media library.
    pub id: u64,
    /// The address of the file to show.
    pub url: String,
    /// Which of the site's sizes that is: `large`, `full`.
    pub size: String,
}

/// What the blocks need to know beside the text.
pub struct Setting<'a> {
    /// The direction its text runs in.
    pub direction: Direction,
    /// Travels in the comment of the first block, unseen by readers and in the editor.
    pub marker: &'a str,
    /// Where each picture of the text stands on the site.
    pub picture: &'a dyn Fn(&MediaId) -> Option<SitePicture>,
}

/// The whole content of a post: `opening` (a line of names, where there is one), the body, and
/// links at the foot.
pub fn content(opening: &str, body: &[Block], foot: &[(String, String)], setting: &Setting) -> String {
    let mut out = Writer { out: String::new(), marker: Some(setting.marker), setting };
    if !opening.is_empty() {
        out.paragraph(&text(opening), "stet-byline");
    }
    out.blocks(body);
    if !foot.is_empty() {
        let items: Vec<String> = foot
            .iter()
            .map(|(url, words)| format!("<a href=\"{}\">{}</a>", attribute(url), text(words)))
            .collect();
        out.open("list", "\"className\":\"stet-also-read\"");
        out.out.push_str("<ul class=\"stet-also-read\">");
        out.items(&items);
        out.out.push_str("</ul>");
        out.close("list");
    }
    if out.out.is_empty() {
        out.paragraph("", "");
    }
    out.out
}

/// Inline text as HTML: links outside, then strong, then em.
pub fn inline(runs: &[Inline]) -> String {
    let mut out = String::new();
    let same_link = |a: &Inline, b: &Inline| link_of(a) == link_of(b);
    for linked in runs.chunk_by(same_link) {
        let link = link_of(&linked[0]).filter(|url| is_web_link(url));
        if let Some(url) = link {
            let _ = write!(out, "<a href=\"{}\">", attribute(url));
        }
        for strong in linked.chunk_by(|a, b| marks(a).0 == marks(b).0) {
            out.push_str(if marks(&strong[0]).0 { "<strong>" } else { "" });
            for em in strong.chunk_by(|a, b| marks(a).1 == marks(b).1) {
                out.push_str(if marks(&em[0]).1 { "<em>" } else { "" });
                for run in em {
                    match run {
                        Inline::Text { text: words, .. } => out.push_str(&text(words)),
                        Inline::Break => out.push_str("<br>"),
                    }
                }
                out.push_str(if marks(&em[0]).1 { "</em>" } else { "" });
            }
            out.push_str(if marks(&strong[0]).0 { "</strong>" } else { "" });
        }
        out.push_str(if link.is_some() { "</a>" } else { "" });
    }
    out
}

/// Caption and credit under a picture: `Residents outside Castle Square (Jane Doe/Agency)`.
/// The brackets speak every language.
pub fn caption(caption: &[Inline], credit: &str) -> String {
    match (caption.is_empty(), credit.is_empty()) {
        (_, true) => inline(caption),
        (true, false) => text(credit),
        (false, false) => format!("{} ({})", inline(caption), text(credit)),
    }
}

/// Words as HTML text. A `[` that could open a shortcode of the site is written as its
/// number: copy such as “[gallery]” must stay copy.
pub fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '[' if rest.peek().is_some_and(|n| n.is_alphabetic() || matches!(n, '/' | '[')) => {
                out.push_str("&#091;");
            }
            _ => out.push(c),
        }
    }
    out
}

/// Words as the value of an attribute in double quotes.
pub fn attribute(words: &str) -> String {
    text(words).replace('"', "&quot;")
}

fn link_of(run: &Inline) -> Option<&str> {
    match run {
        Inline::Text { link, .. } => link.as_deref(),
        Inline::Break => None,
    }
}

fn marks(run: &Inline) -> (bool, bool) {
    match run {
        Inline::Text { marks, .. } => (marks.strong, marks.em),
        Inline::Break => (false, false),
    }
}

fn is_web_link(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    ["http", "https", "mailto", "tel"].iter().any(|ok| scheme.eq_ignore_ascii_case(ok))
}

struct Writer<'a> {
    out: String,
    /// Still to be put into the first comment.
    marker: Option<&'a str>,
    setting: &'a Setting<'a>,
}

impl Writer<'_> {
    fn open(&mut self, name: &str, attributes: &str) {
        // Blocks stand a blank line apart, but the first inside another follows it closely.
        if self.out.ends_with("-->") {
            self.out.push_str("\n\n");
        }
        let mut json = attributes.to_owned();
        if let Some(marker) = self.marker.take() {
            let comma = if json.is_empty() { "" } else { "," };
            let _ = write!(json, "{comma}\"metadata\":{{\"stet\":\"{marker}\"}}");
        }
        let json = if json.is_empty() { String::new() } else { format!("{{{json}}} ") };
        let _ = writeln!(self.out, "<!-- wp:{name} {json}-->");
    }

    fn close(&mut self, name: &str) {
        let _ = write!(self.out, "\n<!-- /wp:{name} -->");
    }

    fn paragraph(&mut self, html: &str, class: &str) {
        let rtl = self.setting.direction == Direction::Rtl;
        // In the order that the editor writes them.
        let mut attributes = Vec::new();
        if rtl {
            attributes.push("\"direction\":\"rtl\"".to_owned());
        }
        if !class.is_empty() {
            attributes.push(format!("\"className\":\"{class}\""));
        }
        self.open("paragraph", &attributes.join(","));
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let dir = if rtl { " dir=\"rtl\"" } else { "" };
        // A bare address alone in a paragraph would be replaced by a player or a card.
        let html =
            if is_bare_address(html) { html.replacen("//", "&#047;&#047;", 1) } else { html.to_owned() };
        let _ = write!(self.out, "<p{class}{dir}>{html}</p>");
        self.close("paragraph");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(runs) => self.paragraph(&inline(runs), ""),
            Block::Heading(level, runs) => self.heading(*level, &inline(runs)),
            Block::Quote(inner) => {
                self.open("quote", "");
                self.out.push_str("<blockquote class=\"wp-block-quote\">");
                self.blocks(inner);
                self.out.push_str("</blockquote>");
                self.close("quote");
            }
            Block::Bullets(items) => self.list(None, items),
            Block::Ordered(start, items) => self.list(Some(*start), items),
            Block::Rule => {
                self.open("separator", "");
                self.out.push_str("<hr class=\"wp-block-separator has-alpha-channel-opacity\" />");
                self.close("separator");
            }
            Block::Pullquote { quote, cite } => {
                self.open("pullquote", "");
                let _ = write!(
                    self.out,
                    "<figure class=\"wp-block-pullquote\"><blockquote><p>{}</p>",
                    inline(quote)
                );
                if !cite.is_empty() {
                    let _ = write!(self.out, "<cite>{}</cite>", text(cite));
                }
                self.out.push_str("</blockquote></figure>");
                self.close("pullquote");
            }
            Block::Figure { media, alt, caption: words, credit } => {
                // A picture that is not on the site is an error of the sender, who asks for
                // every one before it writes; its words still stand.
                match (self.setting.picture)(&MediaId(media.clone())) {
                    Some(picture) => self.image(&picture, alt, &caption(words, credit)),
                    None => self.paragraph(&caption(words, credit), ""),
                }
            }
            Block::Embed { url, title } => {
                let leads = if title.is_empty() { "" } else { host_of(url) };
                self.card("stet-embed", url, title, leads);
            }
            Block::Related { to, headline } => self.card("stet-related", to, headline, ""),
            Block::Table { head, rows } => {
                self.open("table", "");
                self.out.push_str("<figure class=\"wp-block-table\"><table>");
                if !head.is_empty() {
                    self.out.push_str("<thead>");
                    self.row("th", head);
                    self.out.push_str("</thead>");
                }
                self.out.push_str("<tbody>");
                for row in rows {
                    self.row("td", row);
                }
                self.out.push_str("</tbody></table></figure>");
                self.close("table");
            }
            Block::Keypoints(points) => {
                self.open("list", "\"className\":\"stet-key-points\"");
                self.out.push_str("<ul class=\"stet-key-points\">");
                self.items(&points.iter().map(|point| inline(point)).collect::<Vec<_>>());
                self.out.push_str("</ul>");
                self.close("list");
            }
            Block::Factbox { title, lines } => self.factbox(title, lines),
            // The second fence: a post is made of a body without notes.
            Block::Note(_) => {}
        }
    }

    /// A group of the editor's own blocks, so that they can be edited there as any other.
    fn factbox(&mut self, title: &str, lines: &[Fact]) {
        self.open(
            "group",
            "\"tagName\":\"aside\",\"className\":\"stet-factbox\",\"layout\":{\"type\":\"constrained\"}",
        );
        self.out.push_str("<aside class=\"wp-block-group stet-factbox\">");
        if !title.is_empty() {
            self.heading(3, &text(title));
        }
        for run in lines.chunk_by(|a, b| a.is_point && b.is_point) {
            match run {
                [Fact { is_point: false, text }] => self.paragraph(&inline(text), ""),
                points => {
                    self.open_list(None);
                    self.items(&points.iter().map(|point| inline(&point.text)).collect::<Vec<_>>());
                    self.close_list(None);
                }
            }
        }
        self.out.push_str("</aside>");
        self.close("group");
    }

    fn heading(&mut self, level: u8, html: &str) {
        let level = level.clamp(2, 4);
        let rtl = self.setting.direction == Direction::Rtl;
        let mut attributes = Vec::new();
        if rtl {
            attributes.push("\"textAlign\":\"right\"".to_owned());
        }
        if level != 2 {
            attributes.push(format!("\"level\":{level}"));
        }
        self.open("heading", &attributes.join(","));
        let class = if rtl { " class=\"has-text-align-right\"" } else { "" };
        let _ = write!(self.out, "<h{level}{class}>{html}</h{level}>");
        self.close("heading");
    }

    fn row(&mut self, cell: &str, cells: &[Vec<Inline>]) {
        self.out.push_str("<tr>");
        for runs in cells {
            let _ = write!(self.out, "<{cell}>{}</{cell}>", inline(runs));
        }
        self.out.push_str("</tr>");
    }

    /// A link in a paragraph of its own; `leads` names the site that it leaves for.
    fn card(&mut self, class: &str, url: &str, words: &str, leads: &str) {
        let words = if words.is_empty() { url } else { words };
        let html = match is_web_link(url) {
            true => format!("<a href=\"{}\">{}</a>", attribute(url), text(words)),
            false => text(words),
        };
        let leads = if leads.is_empty() { String::new() } else { format!(" ({})", text(leads)) };
        self.paragraph(&format!("{html}{leads}"), class);
    }

    fn image(&mut self, picture: &SitePicture, alt: &str, caption: &str) {
        let (id, size) = (picture.id, &picture.size);
        self.open("image", &format!("\"id\":{id},\"sizeSlug\":\"{size}\",\"linkDestination\":\"none\""));
        let _ = write!(
            self.out,
            "<figure class=\"wp-block-image size-{size}\"><img src=\"{}\" alt=\"{}\" class=\"wp-image-{id}\" />",
            attribute(&picture.url),
            attribute(alt)
        );
        if !caption.is_empty() {
            let _ = write!(self.out, "<figcaption class=\"wp-element-caption\">{caption}</figcaption>");
        }
        self.out.push_str("</figure>");
        self.close("image");
    }

    /// A list. In the block editor an item holds words and lists alone: its paragraphs are
    /// joined by breaks, and what else stands in an item follows the list.
    fn list(&mut self, ordered: Option<u64>, items: &[Vec<Block>]) {
        let mut after = Vec::new();
        self.open_list(ordered);
        for item in items {
            self.item(item, &mut after);
        }
        self.close_list(ordered);
        self.blocks(&after);
    }

    fn open_list(&mut self, ordered: Option<u64>) {
        match ordered {
            None => {
                self.open("list", "");
                self.out.push_str("<ul>");
            }
            Some(1) => {
                self.open("list", "\"ordered\":true");
                self.out.push_str("<ol>");
            }
            Some(start) => {
                self.open("list", &format!("\"ordered\":true,\"start\":{start}"));
                let _ = write!(self.out, "<ol start=\"{start}\">");
            }
        }
    }

    fn close_list(&mut self, ordered: Option<u64>) {
        self.out.push_str(if ordered.is_some() { "</ol>" } else { "</ul>" });
        self.close("list");
    }

    fn item(&mut self, blocks: &[Block], after: &mut Vec<Block>) {
        let words: Vec<String> = blocks
            .iter()
            .filter_map(|b| match b {
                Block::Paragraph(runs) | Block::Heading(_, runs) => Some(inline(runs)),
                _ => None,
            })
            .collect();
        self.open("list-item", "");
        let _ = write!(self.out, "<li>{}", words.join("<br>"));
        for block in blocks {
            let (ordered, items) = match block {
                Block::Paragraph(_) | Block::Heading(..) => continue,
                Block::Bullets(items) => (None, items),
                Block::Ordered(start, items) => (Some(*start), items),
                other => {
                    after.push(other.clone());
                    continue;
                }
            };
            self.open_list(ordered);
            for item in items {
                self.item(item, after);
            }
            self.close_list(ordered);
        }
        self.out.push_str("</li>");
        self.close("list-item");
    }

    fn items(&mut self, items: &[String]) {
        for html in items {
            self.open("list-item", "");
            let _ = write!(self.out, "<li>{html}</li>");
            self.close("list-item");
        }
    }
}

fn is_bare_address(html: &str) -> bool {
    (html.starts_with("https://") || html.starts_with("http://"))
        && !html.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '"'))
}

#[cfg(test)]
mod tests;
