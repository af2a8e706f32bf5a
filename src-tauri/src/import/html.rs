//! HTML: saved pages, and what word processors export. Parsed as browsers do (html5ever); only
//! what a story may hold is taken. No script, no style, nothing is fetched.

use super::docx::author;
use super::flow::{Change, Flow, Paragraph, Part, Piece, Role, Row, Style};
use super::manuscript::{FilePicture, Manuscript, picture_name};
use super::{address, text, too_large};
use crate::Result;
use crate::body::{self, Block, Inline, Marks};
use base64::Engine;
use scraper::{ElementRef, Html, Node, Selector};

/// How deep elements nest before what is inside is read as plain text.
const DEEPEST: usize = 200;
/// How many elements may stand around another before the file is refused.
const MOST_AROUND: usize = 10_000;
/// No page is as large but for the pictures in it.
const LARGEST: usize = 64 << 20;

/// Reads a page.
pub fn read(name: &str, bytes: &[u8]) -> Result<Manuscript> {
    if bytes.len() > LARGEST {
        return Err(too_large(name, "more than 64 MB"));
    }
    let text = decoded(bytes);
    not_bottomless(name, &text)?;
    let page = Html::parse_document(&text);
    let root = page.root_element();
    let mut reader = Reader { name, ..Reader::default() };
    let only = |css: &str| {
        let selector = Selector::parse(css).ok()?;
        let mut found = page.select(&selector);
        found.next().filter(|_| found.next().is_none())
    };
    // A saved page is a menu, a story and a foot: where it says which is the story, that is it.
    match only("article").or_else(|| only("main")) {
        Some(story) => {
            reader
                .flow
                .notice("Only the article of the page came in: its menus and what stands around it did not.");
            reader.element(story, &Look::default())?;
        }
        None => reader.element(root, &Look::default())?,
    }
    reader.end();
    let attribute = |css: &str, name: &str| {
        let found = Selector::parse(css).ok().and_then(|s| page.select(&s).next());
        found.and_then(|e| e.attr(name)).map(str::to_owned)
    };
    reader.flow.author = author(&attribute("meta[name=author i]", "content").unwrap_or_default());
    reader.flow.parts = std::mem::take(&mut reader.out);
    let title = only("title").map(|t| t.text().collect::<String>()).unwrap_or_default();
    let mut out = reader.flow.manuscript();
    if out.headline.is_empty() {
        out.headline = body::field(&title);
        if let Some(proposed) = &mut out.proposed
            && proposed.headline.is_empty()
        {
            proposed.headline.clone_from(&out.headline);
        }
    }
    Ok(out)
}

/// Reads a piece of HTML, such as the text of a post. The first heading is a subhead like the
/// others; a picture's `name` is its address.
pub fn fragment(name: &str, html: &str) -> Result<Manuscript> {
    not_bottomless(name, html)?;
    let page = Html::parse_fragment(html);
    let mut reader = Reader { name, ..Reader::default() };
    // A rule at the top keeps a heading or a bold line from being taken for the headline.
    reader.out.push(Part::Block(Block::Rule));
    reader.element(page.root_element(), &Look::default())?;
    reader.end();
    reader.flow.parts = std::mem::take(&mut reader.out);
    let mut out = reader.flow.manuscript();
    let bodies = std::iter::once(&mut out.body).chain(out.proposed.as_mut().map(|p| &mut p.body));
    for body in bodies {
        if body.first() == Some(&Block::Rule) {
            body.remove(0);
        }
    }
    Ok(out)
}

fn not_bottomless(name: &str, html: &str) -> Result<()> {
    if is_bottomless(html) {
        return Err(too_large(name, "its elements nest more than 10,000 deep"));
    }
    Ok(())
}

/// Whether no person wrote it: for each element the parser looks at all those around it, so that a
/// hundred thousand of them, one in the other, would take hours. Browsers stop at 512.
pub(super) fn is_bottomless(html: &str) -> bool {
    const HOLDS: [&str; 12] =
        ["div", "span", "section", "article", "aside", "blockquote", "ul", "ol", "table", "font", "b", "i"];
    let (mut deep, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        if HOLDS.iter().any(|held| held.eq_ignore_ascii_case(&tag[..end])) {
            deep = if closes { deep.saturating_sub(1) } else { deep + 1 };
            deepest = deepest.max(deep);
        }
    }
    deepest > MOST_AROUND
}

/// The text of a page: as its byte order mark or itself says (`<meta charset>`), else by its letters.
fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let label = head.split("charset=").nth(1).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.split(['"', '\'', ' ', ';', '>', '/']).next().unwrap_or_default().to_owned()
    });
    let said = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    match said {
        Some(encoding)
            if encoding_rs::Encoding::for_bom(bytes).is_none()
                && std::str::from_utf8(bytes).is_err()
                && encoding != encoding_rs::UTF_16LE
                && encoding != encoding_rs::UTF_16BE =>
        {
            encoding.decode_without_bom_handling(bytes).0
        }
        _ => text::decode(bytes),
    }
}

/// What the elements around say.
#[derive(Clone, Default)]
struct Look {
    style: Style,
    role: Role,
    /// How many lists are around.
    lists: u8,
    /// How many elements are around.
    depth: usize,
    /// Spaces and line ends count.
    exact: bool,
}

#[derive(Default)]
struct Reader<'a> {
    name: &'a str,
    flow: Flow,
    out: Vec<Part>,
    now: Paragraph,
    numbers: u64,
}

impl Reader<'_> {
    fn inside(&mut self, element: ElementRef, look: &Look) -> Result<()> {
        for child in element.children() {
            match child.value() {
                Node::Text(text) if look.exact => self.exact(text, look)?,
                Node::Text(text) => self.push(&text.replace(['\n', '\r', '\t'], " "), look)?,
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        self.element(element, look)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn element(&mut self, element: ElementRef, look: &Look) -> Result<()> {
        let name = element.value().name();
        if look.depth >= DEEPEST {
            let words: String = element.text().take(100_000).collect();
            return self.push(&words, look);
        }
        let mut look = Look { depth: look.depth + 1, ..look.clone() };
        if is_hidden(element) {
            if element.text().any(|t| !t.trim().is_empty())
                && !matches!(name, "script" | "style" | "template")
            {
                self.flow.notice("Text that the page does not show was left out.");
            }
            return Ok(());
        }
        match name {
            "script" | "style" | "template" | "head" | "noscript" | "select" | "button" | "textarea"
            | "svg" | "input" | "title" => {}
            "br" => self.now.pieces.push(Piece::Break(look.style.change)),
            "hr" => {
                self.end();
                self.out.push(Part::Block(Block::Rule));
            }
            "b" | "strong" => {
                look.style.marks.strong |= !matches!(look.role, Role::Heading(_) | Role::Title);
                self.inside(element, &look)?;
            }
            "i" | "em" | "cite" | "dfn" => {
                look.style.marks.em = true;
                self.inside(element, &look)?;
            }
            "ins" | "del" => {
                let own = if name == "ins" { Change::Added } else { Change::Removed };
                look.style.change = own.within(look.style.change);
                let at = element.attr("datetime").and_then(super::docx::time);
                self.flow.changed_by(
                    element.attr("cite").and_then(|c| c.strip_prefix("mailto:")).unwrap_or_default(),
                    at,
                );
                self.inside(element, &look)?;
            }
            "a" => {
                look.style.link = element.attr("href").and_then(address::clean).or(look.style.link);
                self.inside(element, &look)?;
            }
            "img" => self.picture(element, &look)?,
            "iframe" | "embed" | "video" | "audio" => self.elsewhere(element)?,
            "figure" => self.figure(element, &look)?,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.block(element, &Look { role: Role::Heading(level), ..look })?;
            }
            "p" | "dt" | "dd" | "summary" | "address" | "legend" => {
                let role = role_of(element).unwrap_or(look.role);
                self.block(element, &Look { role, ..look })?;
            }
            "blockquote" => {
                let role = if look.lists > 0 { look.role } else { Role::Quote };
                self.block(element, &Look { role, ..look })?;
            }
            "pre" => self.block(element, &Look { exact: true, ..look })?,
            "ul" | "ol" | "menu" => self.list(element, &look)?,
            "table" => self.table(element, &look)?,
            "rp" => {}
            "rt" => {
                self.push("(", &look)?;
                self.inside(element, &look)?;
                self.push(")", &look)?;
            }
            "q" => {
                self.push("“", &look)?;
                self.inside(element, &look)?;
                self.push("”", &look)?;
            }
            "html" | "body" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside"
            | "nav" | "details" | "center" | "form" | "fieldset" | "dl" | "figcaption" | "caption"
            | "hgroup" | "li" => {
                self.block(element, &look)?;
            }
            _ => self.inside(element, &look)?,
        }
        Ok(())
    }

    /// What stands in lines of its own.
    fn block(&mut self, element: ElementRef, look: &Look) -> Result<()> {
        self.end();
        self.now.role = look.role;
        self.inside(element, look)?;
        self.now.role = look.role;
        self.end();
        Ok(())
    }

    /// Ends the paragraph that is being written.
    fn end(&mut self) {
        let now = std::mem::take(&mut self.now);
        if !now.pieces.is_empty() {
            // Its end goes where all of it goes.
            let changes = now.pieces.iter().filter_map(|piece| match piece {
                Piece::Text(words, style) if !words.trim().is_empty() => Some(style.change),
                Piece::Picture(_, _, change) => Some(*change),
                _ => None,
            });
            let mut changes = changes.collect::<Vec<_>>();
            changes.dedup();
            let end = if let [one] = changes[..] { one } else { Change::None };
            self.out.push(Part::Paragraph(Paragraph { end, ..now }));
        }
    }

    fn list(&mut self, list: ElementRef, look: &Look) -> Result<()> {
        self.end();
        self.numbers += 1;
        let ordered = list.value().name() == "ol";
        let start = list.attr("start").and_then(|s| s.parse().ok()).unwrap_or(1);
        let (level, number) = (look.lists, self.numbers);
        let inner = Look { lists: look.lists.saturating_add(1), ..look.clone() };
        for child in list.children().filter_map(ElementRef::wrap) {
            if child.value().name() != "li" {
                self.element(child, &inner)?;
                continue;
            }
            let from = self.out.len();
            self.block(child, &Look { role: Role::Continued, depth: inner.depth + 1, ..inner.clone() })?;
            // The first paragraph of the item is the item.
            let first = self.out[from..].iter_mut().find_map(|part| match part {
                Part::Paragraph(p) => Some(p),
                _ => None,
            });
            if let Some(first) = first.filter(|p| p.role == Role::Continued) {
                first.role = Role::Item { level, ordered, start, list: number };
            }
        }
        Ok(())
    }

    fn table(&mut self, table: ElementRef, look: &Look) -> Result<()> {
        self.end();
        let mut rows = Vec::new();
        let look = Look { role: Role::Body, ..look.clone() };
        for part in table.children().filter_map(ElementRef::wrap) {
            match part.value().name() {
                "caption" => self.block(part, &look)?,
                "tr" => rows.push(self.row(part, &look)?),
                "thead" | "tbody" | "tfoot" => {
                    for row in part.children().filter_map(ElementRef::wrap) {
                        rows.push(self.row(row, &look)?);
                    }
                }
                _ => {}
            }
        }
        self.out.push(Part::Table(rows));
        Ok(())
    }

    fn row(&mut self, row: ElementRef, look: &Look) -> Result<Row> {
        let mut made = Row::default();
        let outside = std::mem::take(&mut self.out);
        for cell in row.children().filter_map(ElementRef::wrap) {
            self.block(cell, look)?;
            made.cells.push(std::mem::take(&mut self.out));
            let span: usize = cell.attr("colspan").and_then(|s| s.parse().ok()).unwrap_or(1);
            made.cells.resize(made.cells.len() + span.clamp(1, 64) - 1, Vec::new());
            self.flow.count(self.name)?;
        }
        self.out = outside;
        Ok(made)
    }

    /// The place of a picture among those of the page.
    fn kept(&mut self, img: ElementRef) -> Option<usize> {
        let from = ["data-src", "data-lazy-src", "src"].iter().filter_map(|name| img.attr(name));
        let from = from.filter(|src| !src.trim().is_empty()).collect::<Vec<_>>();
        let inline = |src: &&&str| src.starts_with("data:");
        let src = from.iter().find(|src| !inline(src)).or(from.first())?.trim();
        let picture = match src.strip_prefix("data:") {
            None => FilePicture { name: decoded_name(src), bytes: Vec::new() },
            Some(data) => {
                let (kind, data) = data.split_once(',')?;
                let data: Vec<u8> = data.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
                let bytes = base64::engine::general_purpose::STANDARD.decode(data).ok()?;
                let extension = kind.split([';', '/']).nth(1).unwrap_or("png").to_owned();
                let name = format!("picture-{}.{extension}", self.flow.pictures.len() + 1);
                FilePicture { name, bytes }
            }
        };
        if let Some(place) = self.flow.pictures.iter().position(|p| *p == picture) {
            return Some(place);
        }
        self.flow.pictures.push(picture);
        Some(self.flow.pictures.len() - 1)
    }

    fn picture(&mut self, img: ElementRef, look: &Look) -> Result<()> {
        let alt = img.attr("alt").unwrap_or_default().to_owned();
        let side = |name: &str| img.attr(name).and_then(|s| s.trim().parse::<u32>().ok());
        if side("width").is_some_and(|w| w <= 2) || side("height").is_some_and(|h| h <= 2) {
            return Ok(()); // a pixel that counts its readers
        }
        match self.kept(img) {
            Some(place) => {
                self.flow.count(self.name)?;
                self.now.pieces.push(Piece::Picture(place, alt, look.style.change));
            }
            None if img.attr("src").is_some() => self.push(&alt, look)?,
            None => {}
        }
        Ok(())
    }

    /// A picture with its caption; a figure of anything else is what is in it.
    fn figure(&mut self, figure: ElementRef, look: &Look) -> Result<()> {
        let all = |name: &'static str| {
            figure.descendants().filter_map(ElementRef::wrap).filter(move |e| e.value().name() == name)
        };
        let (mut pictures, caption) = (all("img"), all("figcaption").next());
        let (Some(img), None, 0) =
            (pictures.next(), pictures.next(), all("table").count() + all("blockquote").count())
        else {
            return self.block(figure, look);
        };
        let Some(place) = self.kept(img) else { return self.block(figure, look) };
        self.end();
        let outside = std::mem::take(&mut self.out);
        if let Some(caption) = caption {
            self.block(caption, &Look { role: Role::Body, ..look.clone() })?;
        }
        let parts = std::mem::replace(&mut self.out, outside);
        let mut words: Vec<Inline> = Vec::new();
        let inside = Flow { parts, ..Flow::default() }.manuscript();
        if !inside.headline.is_empty() {
            words.push(Inline::Text { text: inside.headline, marks: Marks::default(), link: None });
        }
        for block in inside.body {
            if let Block::Paragraph(text) = block {
                if !words.is_empty() {
                    words.push(Inline::Break);
                }
                words.extend(text);
            }
        }
        let alt = body::field(img.attr("alt").unwrap_or_default());
        self.flow.count(self.name)?;
        self.out.push(Part::Block(Block::Figure {
            media: picture_name(place),
            alt,
            caption: body::norm_inline(&words),
            credit: String::new(),
        }));
        Ok(())
    }

    /// A film or a frame of another site: a card that links there.
    fn elsewhere(&mut self, element: ElementRef) -> Result<()> {
        let from = element.attr("src").or_else(|| element.attr("data-src"));
        let inner = || element.descendants().filter_map(ElementRef::wrap).find_map(|e| e.attr("src"));
        let Some(src) = from.or_else(inner) else { return Ok(()) };
        let src =
            if let Some(rest) = src.strip_prefix("//") { format!("https://{rest}") } else { src.to_owned() };
        match address::clean(&src).filter(|a| a.starts_with("http")) {
            Some(url) => {
                self.end();
                let title = body::field(element.attr("title").unwrap_or_default());
                self.flow.count(self.name)?;
                self.out.push(Part::Block(Block::Embed { url, title }));
            }
            None => self.flow.notice("A film or a frame that is not on the web was left out."),
        }
        Ok(())
    }

    fn exact(&mut self, text: &str, look: &Look) -> Result<()> {
        for (place, line) in text.lines().enumerate() {
            if place > 0 {
                self.now.pieces.push(Piece::Break(look.style.change));
            }
            self.push(line, look)?;
        }
        Ok(())
    }

    fn push(&mut self, words: &str, look: &Look) -> Result<()> {
        if words.is_empty() || (self.now.pieces.is_empty() && words.trim_matches(' ').is_empty()) {
            return Ok(());
        }
        if self.now.pieces.is_empty() {
            self.now.role = look.role;
        }
        match self.now.pieces.last_mut() {
            Some(Piece::Text(text, same)) if *same == look.style => text.push_str(words),
            _ => {
                self.flow.count(self.name)?;
                self.now.pieces.push(Piece::Text(words.to_owned(), look.style.clone()));
            }
        }
        Ok(())
    }
}

fn is_hidden(element: ElementRef) -> bool {
    let style = element.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    element.attr("hidden").is_some() || style.contains("display:none") || style.contains("mso-list:ignore")
}

/// What a paragraph is by the class that a word processor gives it.
fn role_of(element: ElementRef) -> Option<Role> {
    let class = element.attr("class")?.to_ascii_lowercase();
    match class.split_whitespace().next()? {
        "msotitle" | "title" => Some(Role::Title),
        "msosubtitle" | "subtitle" => Some(Role::Subtitle),
        "msoquote" | "msointensequote" => Some(Role::Quote),
        name if name.starts_with("msolist") => {
            let style = element.attr("style")?.to_ascii_lowercase();
            let level = style.split("mso-list:").nth(1)?.split("level").nth(1)?;
            let level: u8 =
                level.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()?;
            let mark = element.text().collect::<String>();
            let ordered = mark.trim_start().starts_with(|c: char| c.is_ascii_digit());
            Some(Role::Item { level: level.saturating_sub(1), ordered, start: 1, list: 0 })
        }
        _ => None,
    }
}

/// The name of a file beside the page, its percent signs read.
fn decoded_name(src: &str) -> String {
    if src.contains("://") || src.starts_with("//") {
        src.to_owned()
    } else {
        address::percent_decoded(src.split(['?', '#']).next().unwrap_or(src))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_without_end_is_refused_and_what_a_page_nests_is_read() {
        let nested = |n: usize| format!("{}Seen{}", "<div>".repeat(n), "</div>".repeat(n));
        assert_eq!(read("a.html", nested(200_000).as_bytes()).unwrap_err().code, "copy-too-large");
        assert_eq!(fragment("a", &nested(200_000)).unwrap_err().code, "copy-too-large");
        let page = format!("{}<p>Seen</p>", nested(40).repeat(300));
        assert!(body::plain_text(&read("a.html", page.as_bytes()).unwrap().body).contains("Seen"));
    }
}
