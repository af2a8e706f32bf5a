//! Markdown in: CommonMark with tables, and our own fenced elements.
//!
//! Total: any Markdown gives some body, and what our body has no place for (raw HTML, a
//! code block, an unknown fence, a link definition nobody uses, a cell beyond the last
//! column) is kept as words.

use super::normal::{DEEPEST, norm};
use super::read_inline::{inlines, is_inline, read_inline};
use super::{Block, Doc, Fact, Inline, Marks};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;

/// The body that the Markdown says, in normal form.
pub fn read(markdown: &str) -> Doc {
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter();
    let definitions: Vec<_> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_owned(), definition.span.clone()))
        .collect();
    let events: Vec<_> = parser.collect();
    let stray =
        if definitions.is_empty() { Vec::new() } else { stray_definitions(markdown, &definitions, &events) };
    let reader = Reader {
        source: markdown,
        events: events.into_iter().peekable(),
        stray: stray.into_iter().peekable(),
        open: vec![Open { kind: Kind::Body, blocks: Vec::new(), items: Vec::new() }],
        levels: 0,
    };
    norm(&reader.body())
}

/// A paragraph of lines as they stand.
pub(super) fn lines_as_paragraph<'a>(lines: impl IntoIterator<Item = &'a str>) -> Block {
    let mut text = Vec::new();
    for line in lines {
        if !text.is_empty() {
            text.push(Inline::Break);
        }
        text.push(Inline::Text { text: line.to_owned(), marks: Marks::default(), link: None });
    }
    Block::Paragraph(text)
}

/// What holds blocks.
enum Kind {
    Body,
    Quote,
    List(Option<u64>),
    Item,
    /// Too deep: its blocks go to what holds it.
    TooDeep,
}

struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
}

type Spanned<'a> = (Event<'a>, Range<usize>);

/// Text of the source that the parser gives no event for, and where it stood.
struct Stray {
    at: usize,
    block: Block,
}

struct Reader<'a> {
    source: &'a str,
    events: Peekable<std::vec::IntoIter<Spanned<'a>>>,
    stray: Peekable<std::vec::IntoIter<Stray>>,
    open: Vec<Open>,
    /// How many quotes and lists are open.
    levels: usize,
}

impl<'a> Reader<'a> {
    fn body(mut self) -> Vec<Block> {
        while let Some((event, span)) = self.events.next() {
            let reached = if matches!(event, Event::End(_)) { span.end } else { span.start };
            self.place_stray(reached);
            match event {
                Event::Start(Tag::BlockQuote(_)) => self.enter(Kind::Quote),
                Event::Start(Tag::List(start)) => self.enter(Kind::List(start)),
                Event::Start(Tag::Item) => self.enter(Kind::Item),
                Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => self.leave(),
                Event::Start(Tag::Heading { level, .. }) => {
                    let text = self.inlines(None);
                    self.push(Block::Heading(level as u8, text));
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let code = self.raw();
                    let info = match &kind {
                        CodeBlockKind::Fenced(info) => info,
                        CodeBlockKind::Indented => "",
                    };
                    for block in element(info.trim(), &code) {
                        self.push(block);
                    }
                }
                Event::Start(Tag::HtmlBlock) => {
                    let raw = self.raw();
                    self.push(lines_as_paragraph(raw.lines()));
                }
                Event::Start(Tag::Table(_)) => {
                    let table = self.table();
                    self.push(table);
                }
                Event::Rule => self.push(Block::Rule),
                Event::Start(Tag::Paragraph) => {
                    let text = self.inlines(None);
                    self.push(Block::Paragraph(text));
                }
                // The text of a tight list item comes without a paragraph around it.
                event if is_inline(&event) => {
                    let text = self.inlines(Some(event));
                    self.push(Block::Paragraph(text));
                }
                _ => {}
            }
        }
        self.place_stray(self.source.len());
        while self.open.len() > 1 {
            self.leave();
        }
        self.open.pop().map(|body| body.blocks).unwrap_or_default()
    }

    fn enter(&mut self, kind: Kind) {
        let too_deep = match kind {
            Kind::Item => matches!(self.open.last(), Some(Open { kind: Kind::TooDeep, .. })),
            _ => self.levels >= DEEPEST,
        };
        if !too_deep && !matches!(kind, Kind::Item) {
            self.levels += 1;
        }
        let kind = if too_deep { Kind::TooDeep } else { kind };
        self.open.push(Open { kind, blocks: Vec::new(), items: Vec::new() });
    }

    fn leave(&mut self) {
        // The body itself is never left: every end has had its start.
        if self.open.len() < 2 {
            return;
        }
        let (Some(closed), Some(holder)) = (self.open.pop(), self.open.last_mut()) else { return };
        match closed.kind {
            Kind::Item => {
                holder.items.push(closed.blocks);
                return;
            }
            Kind::Body | Kind::TooDeep => {
                holder.blocks.extend(closed.blocks);
                return;
            }
            Kind::Quote => holder.blocks.push(Block::Quote(closed.blocks)),
            Kind::List(None) => holder.blocks.push(Block::Bullets(closed.items)),
            Kind::List(Some(start)) => holder.blocks.push(Block::Ordered(start, closed.items)),
        }
        self.levels -= 1;
    }

    fn push(&mut self, block: Block) {
        if let Some(holder) = self.open.last_mut() {
            holder.blocks.push(block);
        }
    }

    /// Puts stray text that stood before `reached` among the blocks, once the reader is
    /// where blocks can stand.
    fn place_stray(&mut self, reached: usize) {
        while !matches!(self.open.last(), Some(Open { kind: Kind::List(_), .. }))
            && let Some(stray) = self.stray.next_if(|stray| stray.at < reached)
        {
            self.push(stray.block);
        }
    }

    /// The running text from here to the first event that is not of it.
    fn inlines(&mut self, first: Option<Event<'a>>) -> Vec<Inline> {
        let mut events: Vec<_> = first.into_iter().collect();
        while let Some((event, _)) = self.events.next_if(|(event, _)| is_inline(event)) {
            events.push(event);
        }
        inlines(events)
    }

    /// The text of a code or HTML block, as it stands.
    fn raw(&mut self) -> String {
        let mut raw = String::new();
        while let Some((Event::Text(text) | Event::Html(text), _)) =
            self.events.next_if(|(event, _)| matches!(event, Event::Text(_) | Event::Html(_)))
        {
            raw.push_str(&text);
        }
        raw
    }

    fn table(&mut self) -> Block {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((event, span)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => head = self.row(&span),
                Event::Start(Tag::TableRow) => rows.push(self.row(&span)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { head, rows }
    }

    /// The cells of a row. The parser drops those beyond the head's last column; we read
    /// them from the source.
    fn row(&mut self, span: &Range<usize>) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        let mut end = span.start;
        while let Some((event, cell)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    end = cell.end;
                    cells.push(self.inlines(None));
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => break,
                _ => {}
            }
        }
        let rest = self.source.get(end..span.end).unwrap_or_default().trim();
        let rest = rest.strip_prefix('|').unwrap_or(rest);
        if !rest.trim().is_empty() {
            let mut from = 0;
            let mut escaped = false;
            for (at, c) in rest.char_indices() {
                if c == '|' && !escaped {
                    cells.push(read_inline(&rest[from..at]));
                    from = at + 1;
                }
                escaped = c == '\\' && !escaped;
            }
            if !rest[from..].trim().is_empty() {
                cells.push(read_inline(&rest[from..]));
            }
        }
        cells
    }
}

/// The element that a fence says; what it says beyond the keys we know follows as words.
fn element(info: &str, body: &str) -> Vec<Block> {
    let (kind, beside) = info.split_once(char::is_whitespace).unwrap_or((info, ""));
    // However a note was written by hand, no word of it may land among the copy.
    let named = kind.trim_end_matches(':');
    if ["note", "notes"].iter().any(|name| named.eq_ignore_ascii_case(name)) {
        return vec![note(beside, body)];
    }
    let kind = info;
    let mut lines: Vec<&str> = body.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut take = |key: &str| {
        let value =
            |line: &&str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
        let Some(at) = lines.iter().position(value) else { return String::new() };
        lines.remove(at).trim_start()[key.len() + 1..].to_owned()
    };
    let block = match kind {
        "pullquote" => Block::Pullquote { quote: read_inline(&take("quote")), cite: take("cite") },
        "figure" => Block::Figure {
            media: take("media"),
            alt: take("alt"),
            caption: read_inline(&take("caption")),
            credit: take("credit"),
        },
        "embed" => Block::Embed { url: take("url"), title: take("title") },
        "related" => Block::Related { to: take("to"), headline: take("headline") },
        "keypoints" => Block::Keypoints(take_all(&mut lines, &["point"]).map(|(_, text)| text).collect()),
        "factbox" => Block::Factbox {
            title: take("title"),
            lines: take_all(&mut lines, &["text", "point"])
                .map(|(key, text)| Fact { is_point: key == "point", text })
                .collect(),
        },
        _ => {
            let info = Some(kind).filter(|info| !info.is_empty());
            return vec![lines_as_paragraph(info.into_iter().chain(body.lines()))];
        }
    };
    let mut blocks = vec![block];
    if !lines.is_empty() {
        blocks.push(lines_as_paragraph(lines));
    }
    blocks
}

/// Takes the lines under those keys out, in order.
fn take_all<'k>(
    lines: &mut Vec<&str>,
    keys: &[&'k str],
) -> impl Iterator<Item = (&'k str, Vec<Inline>)> + use<'k> {
    let mut found = Vec::new();
    lines.retain(|line| {
        let line = line.trim_start();
        let said = keys.iter().find_map(|key| Some((*key, line.strip_prefix(key)?.strip_prefix(':')?)));
        found.extend(said.map(|(key, text)| (key, read_inline(text))));
        said.is_none()
    });
    found.into_iter()
}

/// A note: every line of its fence, under a key or not.
fn note(beside: &str, body: &str) -> Block {
    let said = body.lines().map(|line| line.trim_start().strip_prefix("text:").unwrap_or(line));
    Block::Note(std::iter::once(beside).chain(said).map(read_inline).collect())
}

/// Link definitions (`[label]: address`) that no link uses, and second ones of a label:
/// the parser gives no event for them, but they may be a reporter's words.
fn stray_definitions(source: &str, definitions: &[(String, Range<usize>)], events: &[Spanned]) -> Vec<Stray> {
    let mut spans = HashMap::new();
    for (label, span) in definitions {
        spans.insert(plain_label(label), span.clone());
    }
    let mut unseen = source.as_bytes().to_vec();
    for (event, _) in events {
        if let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = event
            && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
            && let Some(used) = spans.remove(&plain_label(id))
        {
            unseen[used].fill(b' ');
        }
    }
    let mut stray = Vec::new();
    let mut gap = |from: usize, to: usize| {
        let Some(offset) = unseen.get(from..to).and_then(|gap| gap.iter().position(|b| *b == b'[')) else {
            return;
        };
        let text = String::from_utf8_lossy(&unseen[from + offset..to]);
        let lines: Vec<_> = text.lines().map(|line| line.trim_start_matches(['>', ' ', '\t'])).collect();
        let kept = lines.into_iter().filter(|line| !line.is_empty());
        stray.push(Stray { at: from + offset, block: lines_as_paragraph(kept) });
    };
    let mut seen = 0;
    for (event, span) in events {
        if matches!(event, Event::End(_)) {
            continue;
        }
        gap(seen, span.start);
        let holds_blocks = matches!(event, Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item));
        seen = seen.max(if holds_blocks { span.start } else { span.end });
    }
    gap(seen, source.len());
    stray
}

/// Labels match without case and with any space as one space.
fn plain_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
