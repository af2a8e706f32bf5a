//! HTML out, for the site, for WordPress and for previews: every character escaped, no
//! link but a lawful one.
//!
//! What depends on where the page is (the address of a picture, of another story) is
//! asked of the caller, [`HtmlParts`].

use super::link::{lawful_url, story_of};
use super::nest::{Step, Wrap, nest};
use super::{Block, Fact, Inline, Marks};

/// How the parts of a body are written that depend on where it is shown. Text that comes
/// in is plain and must be escaped ([`escape_html`]), but for what is named `_html`.
pub trait HtmlParts {
    /// A picture in the text.
    fn figure(&self, media: &str, alt: &str, caption_html: &str, credit: &str) -> String;

    /// A link to another story between paragraphs. `to` is one of our stories by id, or a
    /// web address.
    fn related(&self, to: &str, headline: &str) -> String {
        let address = story_of(to).map_or_else(|| to.to_owned(), |story| format!("story:{story}"));
        card("related", Some(&address).filter(|a| lawful_url(a)).and_then(|a| self.link(a)), to, headline)
    }

    /// Something of another site, as a card that links there.
    fn embed(&self, url: &str, title: &str) -> String {
        card("embed", Some(url).filter(|url| lawful_url(url)).and_then(|url| self.link(url)), url, title)
    }

    /// A pull quote.
    fn pullquote(&self, quote_html: &str, cite: &str) -> String {
        let cite = match cite {
            "" => String::new(),
            cite => format!("<cite>{}</cite>", escape_html(cite)),
        };
        format!("<blockquote class=\"pullquote\"><p>{quote_html}</p>{cite}</blockquote>\n")
    }

    /// The story in a few points, each as HTML.
    fn keypoints(&self, points_html: &[String]) -> String {
        format!("<ul class=\"keypoints\">\n{}</ul>\n", self.items(points_html))
    }

    /// Facts set apart: a plain title, which may be empty, and paragraphs and lists as HTML.
    fn factbox(&self, title: &str, lines_html: &str) -> String {
        let title = match title {
            "" => String::new(),
            title => format!("<h2{}>{}</h2>\n", self.dir(), escape_html(title)),
        };
        format!("<aside class=\"factbox\">\n{title}{lines_html}</aside>\n")
    }

    /// The items of a list, a line each.
    fn items(&self, items_html: &[String]) -> String {
        items_html.iter().map(|item| format!("<li{}>{item}</li>\n", self.dir())).collect()
    }

    /// The attribute of a block of text, where blocks carry one.
    fn dir(&self) -> &'static str {
        if self.dir_auto() { " dir=\"auto\"" } else { "" }
    }

    /// Where a link goes, or none where its words stand without it. Asked only for lawful
    /// addresses; `story:` ones are for the caller to find a page for.
    fn link(&self, href: &str) -> Option<String> {
        story_of(href).is_none().then(|| href.to_owned())
    }

    /// Whether paragraphs carry `dir="auto"`, for text of mixed directions.
    fn dir_auto(&self) -> bool {
        false
    }
}

/// The plainest way to write a body: a picture is its caption and credit.
pub struct WordsOnly;

impl HtmlParts for WordsOnly {
    fn figure(&self, _media: &str, _alt: &str, caption_html: &str, credit: &str) -> String {
        let space = if caption_html.is_empty() || credit.is_empty() { "" } else { " " };
        format!("<p>{caption_html}{space}{}</p>\n", escape_html(credit))
    }
}

/// The body as HTML, a block a line.
pub fn html(doc: &[Block], parts: &dyn HtmlParts) -> String {
    let mut out = String::new();
    push_blocks(&mut out, doc, parts);
    out
}

/// Running text as HTML.
pub fn inline_html(text: &[Inline], parts: &dyn HtmlParts) -> String {
    let mut out = String::new();
    push_inline(&mut out, text, parts);
    out
}

fn push_inline(out: &mut String, text: &[Inline], parts: &dyn HtmlParts) {
    // Most paragraphs are one run of plain words.
    if let [Inline::Text { text, marks: Marks { strong: false, em: false }, link: None }] = text {
        return push_escaped(out, text);
    }
    // Links are found first, so that one that goes nowhere does not divide a bold phrase.
    let found: Vec<_> = text
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, marks, link: Some(href) } => {
                let link = Some(href).filter(|href| lawful_url(href)).and_then(|href| parts.link(href));
                Inline::Text { text: text.clone(), marks: *marks, link }
            }
            inline => inline.clone(),
        })
        .collect();
    for step in nest(&found) {
        match step {
            Step::Open(Wrap::Link(href)) => {
                out.push_str("<a href=\"");
                push_escaped(out, href);
                out.push_str("\">");
            }
            Step::Open(Wrap::Strong) => out.push_str("<strong>"),
            Step::Open(Wrap::Em) => out.push_str("<em>"),
            Step::Close(Wrap::Link(_)) => out.push_str("</a>"),
            Step::Close(Wrap::Strong) => out.push_str("</strong>"),
            Step::Close(Wrap::Em) => out.push_str("</em>"),
            Step::Text(text) => push_escaped(out, text),
            Step::Break => out.push_str("<br>"),
        }
    }
}

/// Text made safe for a page, between tags and inside a double-quoted attribute.
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(&mut out, text);
    out
}

fn push_escaped(out: &mut String, text: &str) {
    let mut from = 0;
    // No byte of a longer character is one of these.
    for (at, byte) in text.bytes().enumerate() {
        let instead = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(instead);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

fn card(class: &str, link: Option<String>, address: &str, words: &str) -> String {
    let words = escape_html(if words.is_empty() { address } else { words });
    match link {
        Some(href) => format!("<p class=\"{class}\"><a href=\"{}\">{words}</a></p>\n", escape_html(&href)),
        None => format!("<p class=\"{class}\">{words}</p>\n"),
    }
}

fn push_blocks(out: &mut String, doc: &[Block], parts: &dyn HtmlParts) {
    for block in doc {
        match block {
            Block::Paragraph(text) => push_text(out, "p", text, parts),
            Block::Heading(level, text) => push_text(out, &format!("h{level}"), text, parts),
            Block::Quote(inner) => {
                out.push_str("<blockquote>\n");
                push_blocks(out, inner, parts);
                out.push_str("</blockquote>\n");
            }
            Block::Bullets(items) => {
                out.push_str("<ul>\n");
                push_items(out, items, parts);
                out.push_str("</ul>\n");
            }
            Block::Ordered(start, items) => {
                match start {
                    1 => out.push_str("<ol>\n"),
                    start => out.push_str(&format!("<ol start=\"{start}\">\n")),
                }
                push_items(out, items, parts);
                out.push_str("</ol>\n");
            }
            Block::Rule => out.push_str("<hr>\n"),
            Block::Pullquote { quote, cite } => {
                out.push_str(&parts.pullquote(&inline_html(quote, parts), cite));
            }
            Block::Figure { media, alt, caption, credit } => {
                out.push_str(&parts.figure(media, alt, &inline_html(caption, parts), credit));
            }
            Block::Embed { url, title } => out.push_str(&parts.embed(url, title)),
            Block::Related { to, headline } => out.push_str(&parts.related(to, headline)),
            Block::Table { head, rows } => push_table(out, head, rows, parts),
            Block::Keypoints(points) => {
                let points: Vec<_> = points.iter().map(|point| inline_html(point, parts)).collect();
                out.push_str(&parts.keypoints(&points));
            }
            Block::Factbox { title, lines } => {
                out.push_str(&parts.factbox(title, &facts(lines, parts)));
            }
            // The second fence: whoever writes a page has taken the notes out already.
            Block::Note(_) => {}
        }
    }
}

fn push_text(out: &mut String, tag: &str, text: &[Inline], parts: &dyn HtmlParts) {
    for piece in ["<", tag, parts.dir(), ">"] {
        out.push_str(piece);
    }
    push_inline(out, text, parts);
    for piece in ["</", tag, ">\n"] {
        out.push_str(piece);
    }
}

/// The items of a list. An item of one paragraph, or of one with lists under it, is
/// written without `<p>`, as web pages and the block editor of WordPress have it.
fn push_items(out: &mut String, items: &[Vec<Block>], parts: &dyn HtmlParts) {
    let dir = parts.dir();
    for item in items {
        out.push_str(&format!("<li{dir}>"));
        match &item[..] {
            [Block::Paragraph(text), rest @ ..]
                if text.is_empty()
                    || rest.iter().all(|b| matches!(b, Block::Bullets(_) | Block::Ordered(..))) =>
            {
                out.push_str(&inline_html(text, parts));
                if !rest.is_empty() {
                    out.push('\n');
                    push_blocks(out, rest, parts);
                }
            }
            blocks => {
                out.push('\n');
                push_blocks(out, blocks, parts);
            }
        }
        out.push_str("</li>\n");
    }
}

/// The lines of a fact box: paragraphs, and points in a row as one list.
fn facts(lines: &[Fact], parts: &dyn HtmlParts) -> String {
    let mut out = String::new();
    for run in lines.chunk_by(|a, b| a.is_point && b.is_point) {
        match run {
            [Fact { is_point: false, text }] => push_text(&mut out, "p", text, parts),
            points => {
                let points: Vec<_> = points.iter().map(|point| inline_html(&point.text, parts)).collect();
                out.push_str(&format!("<ul>\n{}</ul>\n", parts.items(&points)));
            }
        }
    }
    out
}

/// A table. A head without a word is left out, and an empty cell of a head is a plain
/// cell: a header that says nothing only troubles those who hear the page.
fn push_table(out: &mut String, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], parts: &dyn HtmlParts) {
    let dir = parts.dir();
    out.push_str("<table>\n");
    if rows.is_empty() || head.iter().any(|cell| !cell.is_empty()) {
        out.push_str("<thead>\n<tr>");
        for cell in head {
            out.push_str(&match &cell[..] {
                [] => "<td></td>".to_owned(),
                cell => format!("<th scope=\"col\"{dir}>{}</th>", inline_html(cell, parts)),
            });
        }
        out.push_str("</tr>\n</thead>\n");
    }
    if !rows.is_empty() {
        out.push_str("<tbody>\n");
        for row in rows {
            out.push_str("<tr>");
            for cell in row {
                out.push_str(&format!("<td{dir}>{}</td>", inline_html(cell, parts)));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::read;
    use insta::assert_snapshot;

    /// A page that knows the address of one story and of no other.
    struct Page;
    impl HtmlParts for Page {
        fn figure(&self, media: &str, alt: &str, caption_html: &str, credit: &str) -> String {
            let (alt, credit) = (escape_html(alt), escape_html(credit));
            format!(
                "<figure><img src=\"/{media}.jpg\" alt=\"{alt}\"><figcaption>{caption_html} {credit}</figcaption></figure>\n"
            )
        }
        fn link(&self, href: &str) -> Option<String> {
            match href.strip_prefix("story:") {
                Some("0198c0de-0000-7000-8000-000000000001") => Some("/calder-fire/".into()),
                Some(_) => None,
                None => Some(href.into()),
            }
        }
        fn dir_auto(&self) -> bool {
            true
        }
    }

    #[test]
    fn every_kind_of_block_is_written() {
        let doc = read(
            "One **bold *and* [a link](https://calder.example/?a=1&b=2)**\\\nnew line\n\n## Head\n\n> quoted\n\n- a\n  - b\n- c\n\n\
             7. x\n\n   y\n\n***\n\n```pullquote\nquote: It *burned*\ncite: Ann Calder\n```\n\n\
             ```embed\nurl: https://video.example/1\ntitle: The fire\n```\n\n\
             ```keypoints\npoint: It *burned*\n```\n\n```note\ntext: no reader's\n```\n\n\
             ```factbox\ntitle: Fire & smoke\ntext: Once\npoint: a\npoint: b\ntext: Twice\n```\n\n| h |  |\n| --- | --- |\n| 1 | 2 |",
        );
        assert_snapshot!(html(&doc, &WordsOnly), @r#"
        <p>One <strong>bold <em>and</em> <a href="https://calder.example/?a=1&amp;b=2">a link</a></strong><br>new line</p>
        <h2>Head</h2>
        <blockquote>
        <p>quoted</p>
        </blockquote>
        <ul>
        <li>a
        <ul>
        <li>b</li>
        </ul>
        </li>
        <li>c</li>
        </ul>
        <ol start="7">
        <li>
        <p>x</p>
        <p>y</p>
        </li>
        </ol>
        <hr>
        <blockquote class="pullquote"><p>It <em>burned</em></p><cite>Ann Calder</cite></blockquote>
        <p class="embed"><a href="https://video.example/1">The fire</a></p>
        <ul class="keypoints">
        <li>It <em>burned</em></li>
        </ul>
        <aside class="factbox">
        <h2>Fire &amp; smoke</h2>
        <p>Once</p>
        <ul>
        <li>a</li>
        <li>b</li>
        </ul>
        <p>Twice</p>
        </aside>
        <table>
        <thead>
        <tr><th scope="col">h</th><td></td></tr>
        </thead>
        <tbody>
        <tr><td>1</td><td>2</td></tr>
        </tbody>
        </table>
        "#);
    }

    #[test]
    fn the_page_decides_where_pictures_and_stories_are() {
        let id = "0198c0de-0000-7000-8000-000000000001";
        let doc = read(&format!(
            "[Fire](story:{id}) and [gone](story:0198c0de-0000-7000-8000-000000000002)\n\n\
             ```related\nto: {id}\nheadline: Fire in Calder\n```\n\n```related\nto: https://calder.example/\n```\n\n\
             ```figure\nmedia: 5f\nalt: \"Smoke\"\ncaption: [See](story:{id})\ncredit: A & B\n```"
        ));
        assert_snapshot!(html(&doc, &Page), @r#"
        <p dir="auto"><a href="/calder-fire/">Fire</a> and gone</p>
        <p class="related"><a href="/calder-fire/">Fire in Calder</a></p>
        <p class="related"><a href="https://calder.example/">https://calder.example/</a></p>
        <figure><img src="/5f.jpg" alt="&quot;Smoke&quot;"><figcaption><a href="/calder-fire/">See</a> A &amp; B</figcaption></figure>
        "#);
    }

    #[test]
    fn nothing_a_reporter_types_becomes_a_tag_or_a_script() {
        let bad = "<script>alert('1')</script>\" onclick=\"x";
        let text = vec![Inline::Text {
            text: bad.into(),
            marks: Default::default(),
            link: Some("javascript:x".into()),
        }];
        let doc = [
            Block::Paragraph(text.clone()),
            Block::Pullquote { quote: text.clone(), cite: bad.into() },
            Block::Figure { media: bad.into(), alt: bad.into(), caption: text, credit: bad.into() },
            Block::Embed { url: "javascript:alert(1)".into(), title: bad.into() },
            Block::Related { to: "javascript:alert(1)".into(), headline: bad.into() },
        ];
        let page = html(&doc, &WordsOnly);
        assert!(
            !page.contains("<script") && !page.contains("href") && !page.contains("\" onclick"),
            "{page}"
        );
    }

    #[test]
    fn a_table_whose_head_says_nothing_has_no_head() {
        let page = html(&read("|  |\n| --- |\n| x |"), &WordsOnly);
        assert_eq!(page, "<table>\n<tbody>\n<tr><td>x</td></tr>\n</tbody>\n</table>\n");
    }
}
