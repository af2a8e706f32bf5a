//! The HTML of an archive as a body: what has a block of ours becomes it, the words of everything
//! else stay, and what cannot be a part of copy (scripts, forms) is named.
//!
//! A figure that comes out has the address of its picture for `media`. Pure.

use super::plain;
use crate::body::{self, Block, Doc, Inline, Marks, lawful_url};
use crate::import::html::is_bottomless;
use crate::story::StoryId;
use scraper::node::Element;
use scraper::{Html, Node};
use std::borrow::Cow;

type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;

/// How deep elements may stand in one another; what is deeper gives its words alone.
const DEEPEST: usize = 120;

/// A body as read.
#[derive(Debug, Default)]
pub struct Made {
    /// The body.
    pub doc: Doc,
    /// What is no part of it, each named once.
    pub left_out: Vec<&'static str>,
}

/// Reads HTML. With `by_lines`, a blank line parts paragraphs and a line break breaks the line,
/// as in WordPress's older editor. `link` finds our story for an address.
pub fn read(html: &str, by_lines: bool, link: &dyn Fn(&str) -> Option<StoryId>) -> Made {
    if is_bottomless(html) {
        let doc = body::norm(&[Block::Paragraph(vec![plain(html)])]);
        return Made { doc, left_out: vec!["what its HTML means, nested beyond reason"] };
    }
    let page = Html::parse_fragment(html);
    let mut walk = Walk { by_lines, link, left_out: Vec::new() };
    let mut flow = Flow::default();
    walk.children(page.tree.root(), &Style::default(), &mut flow, 0);
    let doc = body::norm(&flow.end());
    Made { doc, left_out: walk.left_out }
}

/// Reads HTML as one line of running text, such as a standfirst.
pub fn line(html: &str, link: &dyn Fn(&str) -> Option<StoryId>) -> Vec<Inline> {
    running(read(html, false, link).doc)
}

/// The running text of blocks, one after the other; of what is no text, its words.
fn running(blocks: Doc) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in blocks {
        if !out.is_empty() {
            out.push(plain(" "));
        }
        match block {
            Block::Paragraph(text) | Block::Heading(_, text) => out.extend(text),
            Block::Embed { url, .. } => out.push(plain(url)),
            other => out.push(plain(body::plain_text(&[other]))),
        }
    }
    body::norm_inline(&out)
}

/// The words of a piece of HTML that ought to be plain: a title, a caption for a field.
pub fn words(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return body::field(html);
    }
    body::field(&text_of(Html::parse_fragment(html).tree.root()))
}

#[derive(Clone, Default)]
struct Style {
    marks: Marks,
    link: Option<String>,
}

/// Blocks under way, and the paragraph that is open.
#[derive(Default)]
struct Flow {
    blocks: Doc,
    open: Vec<Inline>,
}

impl Flow {
    fn text(&mut self, text: &str, style: &Style) {
        self.open.push(Inline::Text { text: text.to_owned(), marks: style.marks, link: style.link.clone() });
    }

    /// Ends the open paragraph.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.open);
        if let Some(url) = address_alone(&text) {
            self.blocks.push(embed(&url, ""));
        } else if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    fn block(&mut self, block: Block) {
        self.close();
        self.blocks.push(block);
    }

    fn end(mut self) -> Doc {
        self.close();
        self.blocks
    }
}

/// A paragraph that is nothing but a web address: both programs show the thing itself.
fn address_alone(text: &[Inline]) -> Option<String> {
    let mut words = String::new();
    for inline in text {
        if let Inline::Text { text, .. } = inline {
            words.push_str(text);
        }
    }
    let words = words.trim();
    let is_web = words.starts_with("https://") || words.starts_with("http://");
    (is_web && lawful_url(words) && !words.contains(char::is_whitespace)).then(|| words.to_owned())
}

fn embed(url: &str, title: &str) -> Block {
    let url = seen_at(url);
    let host = url.split_once("//").map_or("", |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let title = if title.trim().is_empty() { host.strip_prefix("www.").unwrap_or(host) } else { title };
    let title = title.to_owned();
    Block::Embed { url: url.into_owned(), title }
}

/// Where a reader sees what a player shows.
fn seen_at(url: &str) -> Cow<'_, str> {
    let url = url.trim();
    let tail = |mark: &str| {
        let rest = &url[url.find(mark)? + mark.len()..];
        rest.split(['?', '&', '/', '#']).next().filter(|id| !id.is_empty())
    };
    if let Some(id) = tail("youtube.com/embed/").or_else(|| tail("youtube-nocookie.com/embed/")) {
        return Cow::Owned(format!("https://www.youtube.com/watch?v={id}"));
    }
    if let Some(id) = tail("player.vimeo.com/video/") {
        return Cow::Owned(format!("https://vimeo.com/{id}"));
    }
    if url.starts_with("//") { Cow::Owned(format!("https:{url}")) } else { Cow::Borrowed(url) }
}

struct Walk<'a> {
    by_lines: bool,
    link: &'a dyn Fn(&str) -> Option<StoryId>,
    left_out: Vec<&'static str>,
}

impl Walk<'_> {
    fn leave_out(&mut self, what: &'static str) {
        if !self.left_out.contains(&what) {
            self.left_out.push(what);
        }
    }

    fn children(&mut self, node: NodeRef, style: &Style, flow: &mut Flow, depth: usize) {
        for child in node.children() {
            match child.value() {
                Node::Text(text) => self.words(text, style, flow),
                Node::Element(_) if depth >= DEEPEST => self.words(&text_of(child), style, flow),
                Node::Element(element) => self.element(child, element, style, flow, depth + 1),
                // What parse_fragment puts around it all.
                Node::Document | Node::Fragment => self.children(child, style, flow, depth + 1),
                _ => {}
            }
        }
    }

    /// Text, with the line breaks that count.
    fn words(&self, text: &str, style: &Style, flow: &mut Flow) {
        if !self.by_lines || !text.contains('\n') {
            flow.text(text, style);
            return;
        }
        let mut blank = false;
        for (n, line) in text.split('\n').enumerate() {
            let empty = line.trim_matches([' ', '\t', '\r']).is_empty();
            if n > 0 && empty {
                blank = true;
                continue;
            }
            if n > 0 {
                if blank {
                    flow.close();
                } else if !flow.open.is_empty() {
                    flow.open.push(Inline::Break);
                }
            }
            blank = false;
            flow.text(line, style);
        }
        // The text ended in a line break: whether it parts is for what comes next to say.
        if blank {
            let breaks = text.len() - text.trim_end_matches([' ', '\t', '\r', '\n']).len();
            let ends = text[text.len() - breaks..].matches('\n').count();
            if ends > 1 {
                flow.close();
            } else if !flow.open.is_empty() {
                flow.open.push(Inline::Break);
            }
        }
    }

    fn inner(&mut self, node: NodeRef, depth: usize) -> Doc {
        let mut flow = Flow::default();
        self.children(node, &Style::default(), &mut flow, depth);
        flow.end()
    }

    /// The running text in a node, whatever blocks it has.
    fn inlines(&mut self, node: NodeRef, depth: usize) -> Vec<Inline> {
        running(self.inner(node, depth))
    }

    fn element(&mut self, node: NodeRef, e: &Element, style: &Style, flow: &mut Flow, depth: usize) {
        match e.name() {
            "strong" | "b" => {
                let style = Style { marks: Marks { strong: true, ..style.marks }, link: style.link.clone() };
                self.children(node, &style, flow, depth);
            }
            "em" | "i" | "cite" | "dfn" | "var" => {
                let style = Style { marks: Marks { em: true, ..style.marks }, link: style.link.clone() };
                self.children(node, &style, flow, depth);
            }
            "a" => {
                let style = Style { link: e.attr("href").and_then(|to| self.address(to)), ..style.clone() };
                self.children(node, &style, flow, depth);
            }
            "br" => flow.open.push(Inline::Break),
            "hr" => flow.block(Block::Rule),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = e.name().as_bytes()[1] - b'0';
                let figures = self.figures_in(node);
                let text = self.inlines(node, depth);
                flow.block(Block::Heading(level.clamp(2, 4), text));
                flow.blocks.extend(figures);
            }
            "blockquote"
                if has(e, "twitter-tweet") || has(e, "instagram-media") || has(e, "tiktok-embed") =>
            {
                let seen = self.last_link(node).or(e.attr("cite").map(str::to_owned));
                let words = body::field(&text_of(node));
                match seen.filter(|to| lawful_url(to)) {
                    Some(to) => flow.block(embed(&to, &words)),
                    None => flow.block(Block::Quote(vec![Block::Paragraph(vec![plain(words)])])),
                }
            }
            "blockquote" if has(e, "pullquote") || has(e, "wp-block-pullquote") => {
                self.pullquote(node, flow, depth)
            }
            "blockquote" => {
                let inner = self.inner(node, depth);
                flow.block(Block::Quote(inner));
            }
            "ul" | "ol" | "menu" | "dir" => {
                // A gallery of the block editor's first years is a list of figures.
                if node
                    .children()
                    .any(|item| item.value().as_element().is_some_and(|e| has(e, "blocks-gallery-item")))
                {
                    flow.close();
                    let inner = self.inner(node, depth);
                    flow.blocks.extend(inner);
                    return;
                }
                let items = self.items(node, depth);
                let from = e.attr("start").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                let is_numbered = e.name() == "ol";
                flow.block(if is_numbered { Block::Ordered(from, items) } else { Block::Bullets(items) });
            }
            "table" => self.table(node, flow, depth),
            "figure" => self.figure(node, e, flow, depth),
            "img" => {
                if let Some(figure) = picture(e, Vec::new()) {
                    flow.block(figure);
                }
            }
            "iframe" | "embed" | "object" | "video" | "audio" => self.player(node, e, flow),
            "script" | "style" | "noscript" | "template" | "head" | "title" | "svg" | "math" => {
                if e.name() == "script" && !e.attr("src").unwrap_or_default().contains("platform.twitter.com")
                {
                    self.leave_out("a script");
                }
            }
            "form" | "input" | "select" | "textarea" => self.leave_out("a form"),
            "pre" => {
                let mut text = Vec::new();
                for (n, line) in text_of(node).trim_matches('\n').split('\n').enumerate() {
                    if n > 0 {
                        text.push(Inline::Break);
                    }
                    text.push(plain(line));
                }
                flow.block(Block::Paragraph(text));
            }
            "td" | "th" | "tr" | "tbody" | "thead" | "li" | "dd" | "p" | "div" | "section" | "article"
            | "header" | "footer" | "main" | "aside" | "nav" | "center" | "figcaption" | "details"
            | "address" | "fieldset" | "dl" | "html" | "body" => {
                if has(e, "kg-audio-card") || has(e, "kg-video-card") {
                    // Around the player stand its buttons and its clock.
                    for player in elements_at(node, "audio").chain(elements_at(node, "video")) {
                        if let Some(e) = player.value().as_element() {
                            self.player(player, e, flow);
                        }
                    }
                } else if e.name() == "html" || e.name() == "body" {
                    self.children(node, style, flow, depth);
                } else if has(e, "wp-block-pullquote") || has(e, "pullquote") {
                    self.pullquote(node, flow, depth);
                } else {
                    flow.close();
                    self.children(node, style, flow, depth);
                    flow.close();
                }
            }
            "dt" | "summary" => {
                flow.close();
                let style = Style { marks: Marks { strong: true, ..style.marks }, link: None };
                self.children(node, &style, flow, depth);
                flow.close();
            }
            // Everything else gives its words: span, u, small, sub, sup, mark, del, code, abbr, q …
            _ => self.children(node, style, flow, depth),
        }
    }

    /// The items of a list. A list that stands between them, as careless pages have it, is part of
    /// the item before; words that stand between them are an item.
    fn items(&mut self, list: NodeRef, depth: usize) -> Vec<Doc> {
        let mut items: Vec<Doc> = Vec::new();
        for child in list.children() {
            let name = child.value().as_element().map(Element::name);
            let inner = match child.value() {
                Node::Text(text) if !text.trim().is_empty() => vec![Block::Paragraph(vec![plain(&**text)])],
                Node::Element(_) if name == Some("li") => self.inner(child, depth + 1),
                Node::Element(e) => {
                    let mut flow = Flow::default();
                    self.element(child, e, &Style::default(), &mut flow, depth + 1);
                    flow.end()
                }
                _ => continue,
            };
            match items.last_mut() {
                Some(before) if matches!(name, Some("ul" | "ol")) => before.extend(inner),
                _ if inner.is_empty() => {}
                _ => items.push(inner),
            }
        }
        items
    }

    /// The address as copy may have it: our own story, else as it stands.
    fn address(&self, to: &str) -> Option<String> {
        let to = to.trim();
        if let Some(story) = (self.link)(to) {
            return Some(format!("story:{story}"));
        }
        let full = if to.starts_with("//") { format!("https:{to}") } else { to.to_owned() };
        lawful_url(&full).then_some(full)
    }

    fn last_link(&self, node: NodeRef) -> Option<String> {
        elements(node, "a").filter_map(|a| a.attr("href").map(str::to_owned)).last()
    }

    fn figures_in(&self, node: NodeRef) -> Doc {
        elements(node, "img").filter_map(|img| picture(img, Vec::new())).collect()
    }

    fn pullquote(&mut self, node: NodeRef, flow: &mut Flow, depth: usize) {
        let cite = elements_at(node, "cite").next();
        let said = cite.map(|c| body::field(&text_of(c))).unwrap_or_default();
        let mut quote = Vec::new();
        let all = self.inlines(node, depth);
        quote.extend(all);
        if !said.is_empty() {
            drop_from_end(&mut quote, &said);
        }
        flow.block(Block::Pullquote { quote, cite: said });
    }

    fn figure(&mut self, node: NodeRef, e: &Element, flow: &mut Flow, depth: usize) {
        if has(e, "wp-block-pullquote") {
            return self.pullquote(node, flow, depth);
        }
        if has(e, "kg-bookmark-card") {
            let to = elements(node, "a").find_map(|a| a.attr("href")).filter(|to| lawful_url(to));
            let title = node
                .descendants()
                .find(|n| n.value().as_element().is_some_and(|e| has(e, "kg-bookmark-title")));
            if let Some(to) = to {
                return flow.block(embed(to, &title.map(|t| body::field(&text_of(t))).unwrap_or_default()));
            }
        }
        let inner_figures = elements(node, "figure").count();
        let pictures: Vec<&Element> = elements(node, "img").collect();
        let caption_at = elements_at(node, "figcaption").last();
        let is_plain = pictures.len() == 1 && inner_figures == 0 && elements(node, "table").next().is_none();
        if is_plain {
            let caption = caption_at.map(|c| self.inlines(c, depth)).unwrap_or_default();
            match picture(pictures[0], caption.clone()) {
                Some(figure) => flow.block(figure),
                None => flow.block(Block::Paragraph(caption)),
            }
            let beside = words_outside(node, "figcaption");
            if !beside.is_empty() {
                flow.block(Block::Paragraph(vec![plain(beside)]));
            }
        } else {
            // A gallery, a table or a player: each part by itself, its caption after it.
            flow.close();
            let inner = self.inner(node, depth);
            flow.blocks.extend(inner);
        }
    }

    fn player(&mut self, node: NodeRef, e: &Element, flow: &mut Flow) {
        let inner = || elements(node, "source").find_map(|s| s.attr("src"));
        let from = e.attr("src").or(e.attr("data-src")).or(e.attr("data")).or_else(inner).unwrap_or_default();
        let url = seen_at(from);
        if lawful_url(&url) && url.starts_with("http") {
            flow.block(embed(&url, e.attr("title").unwrap_or_default()));
        } else {
            self.leave_out("a player without a web address");
        }
    }

    fn table(&mut self, node: NodeRef, flow: &mut Flow, depth: usize) {
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut figures = Vec::new();
        for row in elements_at(node, "tr").filter(|row| nearest(*row, "table") == Some(node.id())) {
            figures.extend(self.figures_in(row));
            let cells = row
                .children()
                .filter(|cell| matches!(cell.value().as_element().map(Element::name), Some("td" | "th")))
                .map(|cell| self.inlines(cell, depth + 1))
                .collect();
            rows.push(cells);
        }
        flow.close();
        if !rows.is_empty() {
            let head = rows.remove(0);
            flow.blocks.push(Block::Table { head, rows });
        }
        flow.blocks.extend(figures);
        if let Some(caption) = elements_at(node, "caption").next() {
            let text = self.inlines(caption, depth);
            flow.blocks.push(Block::Paragraph(text));
        }
    }
}

fn has(e: &Element, class: &str) -> bool {
    e.classes().any(|c| c == class)
}

/// A picture's figure; none where it has no address on the web.
fn picture(e: &Element, caption: Vec<Inline>) -> Option<Block> {
    let from = ["data-src", "data-lazy-src", "data-orig-file", "src"]
        .iter()
        .filter_map(|name| e.attr(name))
        .map(str::trim)
        .find(|src| !src.is_empty() && !src.starts_with("data:"))?;
    // A tracking pixel is no picture.
    if e.attr("width") == Some("1") && e.attr("height") == Some("1") {
        return None;
    }
    let media = from.to_owned();
    Some(Block::Figure {
        media,
        alt: e.attr("alt").unwrap_or_default().to_owned(),
        caption,
        credit: String::new(),
    })
}

fn elements_at<'a>(node: NodeRef<'a>, name: &'static str) -> impl Iterator<Item = NodeRef<'a>> {
    node.descendants().skip(1).filter(move |n| n.value().as_element().is_some_and(|e| e.name() == name))
}

fn elements<'a>(node: NodeRef<'a>, name: &'static str) -> impl Iterator<Item = &'a Element> {
    elements_at(node, name).filter_map(|n| n.value().as_element())
}

fn nearest(node: NodeRef, name: &str) -> Option<ego_tree::NodeId> {
    node.ancestors().find(|n| n.value().as_element().is_some_and(|e| e.name() == name)).map(|n| n.id())
}

/// All words in a node, without what no reader sees.
fn text_of(node: NodeRef) -> String {
    node.descendants().filter_map(seen).collect()
}

/// The words in a node that stand in no element of that name.
fn words_outside(node: NodeRef, name: &str) -> String {
    let inside = |n: &NodeRef| nearest(*n, name).is_some();
    body::field(&node.descendants().filter(|n| !inside(n)).filter_map(seen).collect::<String>())
}

/// The words of a text that a reader sees.
fn seen<'a>(node: NodeRef<'a>) -> Option<&'a str> {
    let around = node.parent().and_then(|p| p.value().as_element()).map(Element::name);
    let hidden = matches!(around, Some("script" | "style" | "noscript" | "template"));
    node.value().as_text().filter(|_| !hidden).map(|text| &**text)
}

/// Takes the words off the end of running text, where they stand there.
fn drop_from_end(text: &mut Vec<Inline>, words: &str) {
    let whole = body::inline_text(text);
    if !whole.trim_end().ends_with(words) {
        return;
    }
    let mut left = words.chars().count() + whole.chars().count() - whole.trim_end().chars().count();
    while let Some(Inline::Text { text: run, .. }) = text.last_mut() {
        let length = run.chars().count();
        if length > left {
            *run = run.chars().take(length - left).collect();
            return;
        }
        left -= length;
        text.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::write;

    fn markdown(html: &str, by_lines: bool) -> String {
        write(&read(html, by_lines, &|_| None).doc)
    }

    #[test]
    fn the_words_of_the_older_editor_are_parted_by_blank_lines() {
        let made = markdown(
            "First <b>bold</b>.\nSame paragraph.\n\nSecond.\n<h3>Sub</h3>\nThird\r\n\r\nFourth",
            true,
        );
        assert_eq!(made, "First **bold**.\\\nSame paragraph.\n\nSecond.\n\n### Sub\n\nThird\n\nFourth");
    }

    #[test]
    fn a_script_is_left_out_and_named_and_its_neighbours_stay() {
        let made = read("<p>One<script>steal()</script> two</p><form><input></form>", false, &|_| None);
        assert_eq!(write(&made.doc), "One two");
        assert_eq!(made.left_out, ["a script", "a form"]);
    }

    #[test]
    fn players_tweets_and_bare_addresses_become_embeds() {
        let html = r#"<iframe src="https://www.youtube.com/embed/abc123?rel=0" title="Flood"></iframe>
<blockquote class="twitter-tweet"><p>Wow</p><a href="https://x.example/a/status/1">May 3</a></blockquote>
<p>https://vimeo.com/42</p>"#;
        let doc = read(html, false, &|_| None).doc;
        let urls: Vec<&str> =
            doc.iter().map(|b| if let Block::Embed { url, .. } = b { url.as_str() } else { "" }).collect();
        assert_eq!(
            urls,
            [
                "https://www.youtube.com/watch?v=abc123",
                "https://x.example/a/status/1",
                "https://vimeo.com/42"
            ]
        );
    }

    #[test]
    fn a_picture_keeps_its_caption_and_alt_text_and_a_link_to_our_story_is_ours() {
        let id: StoryId = "0198c0de-0000-7000-8000-000000000001".parse().unwrap();
        let html = r#"<figure><a href="x"><img src="https://c.example/wp-content/uploads/a.jpg" alt="Wall"></a>
<figcaption>The <em>wall</em></figcaption></figure><p>See <a href="/old/">that</a>, <a href="javascript:x">this</a>.</p>"#;
        let made = read(html, false, &|to| (to == "/old/").then_some(id));
        assert_eq!(
            write(&made.doc),
            "```figure\nmedia: https://c.example/wp-content/uploads/a.jpg\nalt: Wall\ncaption: The *wall*\n```\n\n\
             See [that](story:0198c0de-0000-7000-8000-000000000001), this."
        );
    }

    #[test]
    fn words_that_stand_where_none_belong_stay() {
        let list = "<ul>Before<li>One</li><ul><li>Deeper</li></ul><li>Two</li></ul>";
        assert_eq!(markdown(list, false), "- Before\n\n- One\n\n  - Deeper\n\n- Two");
        let figure = "<figure><img src=\"https://c.example/a.jpg\"><p>Beside it.</p><noscript><img></noscript>\
                      <figcaption>Below it.</figcaption></figure>";
        let doc = read(figure, false, &|_| None).doc;
        assert!(matches!(&doc[0], Block::Figure { caption, .. } if *caption == [plain("Below it.")]));
        assert_eq!(doc[1..], [Block::Paragraph(vec![plain("Beside it.")])]);
        let excerpt = line("<p>Three things:</p><ul><li>one</li><li>two</li></ul>", &|_| None);
        assert_eq!(body::inline_text(&excerpt), "Three things: one two");
    }

    #[test]
    fn ten_thousand_nested_elements_keep_their_words() {
        let html = format!("{}words{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
        assert_eq!(markdown(&html, false), "words");
    }

    #[test]
    fn a_pull_quote_keeps_who_said_it_apart() {
        let html = "<figure class=\"wp-block-pullquote\"><blockquote><p>We warned them.</p><cite>Anita Rao</cite></blockquote></figure>";
        let doc = read(html, false, &|_| None).doc;
        assert_eq!(
            doc,
            [Block::Pullquote { quote: vec![plain("We warned them.")], cite: "Anita Rao".to_owned() }]
        );
    }
}
