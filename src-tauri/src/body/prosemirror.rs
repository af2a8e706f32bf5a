//! The window's form of a body: ProseMirror JSON, by the names of its one schema.
//!
//! What is read is checked as if a stranger had sent it: a node, a mark or an attribute
//! that we do not know is an error, never dropped, and a link that is not lawful loses
//! its address but keeps its words.

use super::normal::{norm, norm_inline};
use super::text::inline_text;
use super::{Block, Doc, Fact, Inline, Marks};
use crate::{Error, Result};
use serde_json::{Map, Value, json};

/// The body that the editor's document says, in normal form.
pub fn read(document: &Value) -> Result<Doc> {
    expect(document, "doc")?;
    Ok(norm(&blocks(document)?))
}

/// The running text of an inline document, in normal form.
pub fn read_inline(document: &Value) -> Result<Vec<Inline>> {
    expect(document, "doc")?;
    Ok(norm_inline(&inlines(document)?))
}

/// The body as the editor's document; an empty one is one empty paragraph.
pub fn write(doc: &[Block]) -> Value {
    let mut content: Vec<_> = norm(doc).iter().map(block_json).collect();
    if content.is_empty() {
        content.push(node("paragraph", json!({}), Vec::new()));
    }
    json!({"type": "doc", "content": content})
}

/// Running text as an inline document.
pub fn write_inline(text: &[Inline]) -> Value {
    json!({"type": "doc", "content": inline_json(&norm_inline(text))})
}

/// Widest span of a cell that is opened into cells; no table on paper is wider.
const WIDEST_SPAN: u64 = 100;

fn blocks(holder: &Value) -> Result<Vec<Block>> {
    content(holder)?.iter().map(block).collect()
}

fn block(node: &Value) -> Result<Block> {
    let (name, attrs) = (kind(node)?, Attrs::of(node)?);
    Ok(match name {
        "paragraph" => {
            attrs.only(&[])?;
            Block::Paragraph(inlines(node)?)
        }
        "heading" => {
            attrs.only(&["level"])?;
            Block::Heading(attrs.number("level")?.clamp(2, 4) as u8, inlines(node)?)
        }
        "blockquote" => {
            attrs.only(&[])?;
            Block::Quote(blocks(node)?)
        }
        "bullet_list" => {
            attrs.only(&[])?;
            Block::Bullets(items(node)?)
        }
        "ordered_list" => {
            attrs.only(&["order"])?;
            Block::Ordered(attrs.number("order")?, items(node)?)
        }
        "horizontal_rule" => {
            attrs.only(&[])?;
            leaf(node)?;
            Block::Rule
        }
        "pullquote" => {
            attrs.only(&["cite"])?;
            Block::Pullquote { quote: inlines(node)?, cite: attrs.text("cite")? }
        }
        "figure" => {
            attrs.only(&["media", "alt", "credit"])?;
            Block::Figure {
                media: attrs.text("media")?,
                alt: attrs.text("alt")?,
                caption: inlines(node)?,
                credit: attrs.text("credit")?,
            }
        }
        "embed" => {
            attrs.only(&["url", "title"])?;
            leaf(node)?;
            Block::Embed { url: attrs.text("url")?, title: attrs.text("title")? }
        }
        "related" => {
            attrs.only(&["to", "headline"])?;
            leaf(node)?;
            Block::Related { to: attrs.text("to")?, headline: attrs.text("headline")? }
        }
        "table" => {
            attrs.only(&[])?;
            table(node)?
        }
        "keypoints" => {
            attrs.only(&[])?;
            Block::Keypoints(lines(node, "keypoint")?)
        }
        "note" => {
            attrs.only(&[])?;
            Block::Note(lines(node, "note_text")?)
        }
        "factbox" => {
            attrs.only(&[])?;
            factbox(node)?
        }
        other => return Err(unknown(other)),
    })
}

fn items(list: &Value) -> Result<Vec<Vec<Block>>> {
    content(list)?
        .iter()
        .map(|item| {
            expect(item, "list_item")?;
            blocks(item)
        })
        .collect()
}

/// The running text of each line of a block that holds lines of one kind.
fn lines(holder: &Value, kind: &str) -> Result<Vec<Vec<Inline>>> {
    content(holder)?
        .iter()
        .map(|line| {
            expect(line, kind)?;
            inlines(line)
        })
        .collect()
}

/// The title is plain: what is bold or linked in it keeps its words.
fn factbox(node: &Value) -> Result<Block> {
    let (mut title, mut lines) = (String::new(), Vec::new());
    for (at, line) in content(node)?.iter().enumerate() {
        match kind(line)? {
            "factbox_title" if at == 0 => title = inline_text(&inlines(line)?),
            "factbox_text" => lines.push(Fact { is_point: false, text: inlines(line)? }),
            "factbox_point" => lines.push(Fact { is_point: true, text: inlines(line)? }),
            other => return Err(unknown(other)),
        }
    }
    Ok(Block::Factbox { title, lines })
}

/// The first row is the head where it has a header cell in it; a table without one gets a
/// head of empty cells, since Markdown has no table without a head.
fn table(node: &Value) -> Result<Block> {
    let rows = content(node)?;
    let mut grid: Vec<Vec<Option<Vec<Inline>>>> = vec![Vec::new(); rows.len()];
    let mut has_head = false;
    for (at, row) in rows.iter().enumerate() {
        expect(row, "table_row")?;
        let mut column = 0;
        for cell in content(row)? {
            match kind(cell)? {
                "table_header" => has_head |= at == 0,
                "table_cell" => {}
                other => return Err(unknown(other)),
            }
            let attrs = Attrs::of(cell)?;
            attrs.only(&["colspan", "rowspan", "colwidth"])?;
            while grid[at].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let across = attrs.span("colspan").min(WIDEST_SPAN) as usize;
            let down = attrs.span("rowspan").min((rows.len() - at) as u64) as usize;
            // What a wide cell covers is kept as empty cells, so that columns stay in line.
            for covered in &mut grid[at..at + down] {
                if covered.len() < column + across {
                    covered.resize(column + across, None);
                }
                for place in &mut covered[column..column + across] {
                    place.get_or_insert_default();
                }
            }
            grid[at][column] = Some(inlines(cell)?);
            column += across;
        }
    }
    let mut rows: Vec<Vec<_>> =
        grid.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect();
    let head = if has_head { rows.remove(0) } else { Vec::new() };
    Ok(Block::Table { head, rows })
}

fn inlines(holder: &Value) -> Result<Vec<Inline>> {
    content(holder)?.iter().map(inline).collect()
}

fn inline(node: &Value) -> Result<Inline> {
    match kind(node)? {
        "hard_break" => Ok(Inline::Break),
        "text" => {
            let text = node.get("text").and_then(Value::as_str).ok_or_else(|| missing("text", "text"))?;
            let (mut marks, mut link) = (Marks::default(), None);
            for mark in list(node, "marks")? {
                match kind(mark)? {
                    "strong" => marks.strong = true,
                    "em" => marks.em = true,
                    "link" => link = Some(Attrs::of(mark)?.text("href")?),
                    other => return Err(unknown(other)),
                }
            }
            Ok(Inline::Text { text: text.to_owned(), marks, link })
        }
        other => Err(unknown(other)),
    }
}

/// The attributes of a node, with its name for the sentence of an error.
struct Attrs<'a> {
    name: &'a str,
    values: Option<&'a Map<String, Value>>,
}

impl<'a> Attrs<'a> {
    fn of(node: &'a Value) -> Result<Self> {
        let name = kind(node)?;
        match node.get("attrs") {
            None | Some(Value::Null) => Ok(Self { name, values: None }),
            Some(Value::Object(values)) => Ok(Self { name, values: Some(values) }),
            Some(_) => Err(unknown(&format!("{name} attrs"))),
        }
    }

    /// Refuses an attribute beyond these, unless it says nothing.
    fn only(&self, known: &[&str]) -> Result<()> {
        let stranger = self
            .values
            .into_iter()
            .flatten()
            .find(|(key, value)| !known.contains(&key.as_str()) && !value.is_null());
        stranger.map_or(Ok(()), |(key, _)| Err(unknown(&format!("{} {key}", self.name))))
    }

    fn get(&self, key: &str) -> Option<&'a Value> {
        self.values.and_then(|values| values.get(key))
    }

    fn text(&self, key: &str) -> Result<String> {
        match self.get(key) {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Null) => Ok(String::new()),
            _ => Err(missing(self.name, key)),
        }
    }

    fn number(&self, key: &str) -> Result<u64> {
        let value = self.get(key).ok_or_else(|| missing(self.name, key))?;
        // A list numbered from below nought starts at nought; words are not at stake.
        value.as_u64().or(value.as_f64().map(|n| n as u64)).ok_or_else(|| missing(self.name, key))
    }

    fn span(&self, key: &str) -> u64 {
        self.get(key).and_then(Value::as_u64).unwrap_or(1).max(1)
    }
}

fn kind(node: &Value) -> Result<&str> {
    node.get("type").and_then(Value::as_str).ok_or_else(|| missing("node", "type"))
}

fn expect(node: &Value, name: &str) -> Result<()> {
    match kind(node)? {
        found if found == name => Ok(()),
        found => Err(unknown(found)),
    }
}

fn content(node: &Value) -> Result<&[Value]> {
    list(node, "content")
}

fn list<'a>(node: &'a Value, key: &str) -> Result<&'a [Value]> {
    match node.get(key) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(values)) => Ok(values),
        Some(_) => Err(unknown(&format!("{} {key}", kind(node)?))),
    }
}

fn leaf(node: &Value) -> Result<()> {
    content(node)?.first().map_or(Ok(()), |inner| Err(unknown(kind(inner)?)))
}

fn unknown(name: &str) -> Error {
    Error::new(
        "unknown-node",
        format!("The text holds a part that this Stet does not know: “{name}”."),
        "Update Stet, or take that part out of the text. Nothing has been dropped.",
    )
}

fn missing(name: &str, key: &str) -> Error {
    Error::new(
        "unknown-node",
        format!("A part of the text, “{name}”, came without its “{key}”."),
        "Undo the last change, or update Stet. Nothing has been dropped.",
    )
}

fn block_json(block: &Block) -> Value {
    match block {
        Block::Paragraph(text) => node("paragraph", json!({}), inline_json(text)),
        Block::Heading(level, text) => node("heading", json!({"level": level}), inline_json(text)),
        Block::Quote(inner) => node("blockquote", json!({}), inner.iter().map(block_json).collect()),
        Block::Bullets(items) => node("bullet_list", json!({}), items_json(items)),
        Block::Ordered(start, items) => node("ordered_list", json!({"order": start}), items_json(items)),
        Block::Rule => node("horizontal_rule", json!({}), Vec::new()),
        Block::Pullquote { quote, cite } => node("pullquote", json!({"cite": cite}), inline_json(quote)),
        Block::Figure { media, alt, caption, credit } => {
            let attrs = json!({"media": media, "alt": alt, "credit": credit});
            node("figure", attrs, inline_json(caption))
        }
        Block::Embed { url, title } => node("embed", json!({"url": url, "title": title}), Vec::new()),
        Block::Related { to, headline } => {
            node("related", json!({"to": to, "headline": headline}), Vec::new())
        }
        Block::Table { head, rows } => {
            let mut content = vec![row_json("table_header", head)];
            content.extend(rows.iter().map(|row| row_json("table_cell", row)));
            node("table", json!({}), content)
        }
        Block::Keypoints(points) => node("keypoints", json!({}), lines_json("keypoint", points)),
        Block::Note(lines) => node("note", json!({}), lines_json("note_text", lines)),
        Block::Factbox { title, lines } => {
            let words = Some(title).filter(|title| !title.is_empty());
            let words = words.map(|title| json!({"type": "text", "text": title}));
            let mut content = vec![node("factbox_title", json!({}), words.into_iter().collect())];
            content.extend(lines.iter().map(|line| {
                let kind = if line.is_point { "factbox_point" } else { "factbox_text" };
                node(kind, json!({}), inline_json(&line.text))
            }));
            node("factbox", json!({}), content)
        }
    }
}

fn lines_json(kind: &str, lines: &[Vec<Inline>]) -> Vec<Value> {
    lines.iter().map(|line| node(kind, json!({}), inline_json(line))).collect()
}

fn items_json(items: &[Vec<Block>]) -> Vec<Value> {
    items.iter().map(|item| node("list_item", json!({}), item.iter().map(block_json).collect())).collect()
}

fn row_json(kind: &str, cells: &[Vec<Inline>]) -> Value {
    let cell = |text: &Vec<Inline>| {
        node(kind, json!({"colspan": 1, "rowspan": 1, "colwidth": null}), inline_json(text))
    };
    node("table_row", json!({}), cells.iter().map(cell).collect())
}

/// A node as the editor writes it: no attributes and no content where there are none.
fn node(kind: &str, attrs: Value, content: Vec<Value>) -> Value {
    let mut node = json!({"type": kind});
    if attrs.as_object().is_some_and(|attrs| !attrs.is_empty()) {
        node["attrs"] = attrs;
    }
    if !content.is_empty() {
        node["content"] = Value::Array(content);
    }
    node
}

fn inline_json(text: &[Inline]) -> Vec<Value> {
    let one = |inline: &Inline| match inline {
        Inline::Break => json!({"type": "hard_break"}),
        Inline::Text { text, marks, link } => {
            // In the order of the schema, which is how the editor keeps them.
            let mut all = Vec::new();
            all.extend(link.as_ref().map(|href| json!({"type": "link", "attrs": {"href": href}})));
            all.extend(marks.em.then(|| json!({"type": "em"})));
            all.extend(marks.strong.then(|| json!({"type": "strong"})));
            let mut node = json!({"type": "text", "text": text});
            if !all.is_empty() {
                node["marks"] = Value::Array(all);
            }
            node
        }
    };
    text.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
