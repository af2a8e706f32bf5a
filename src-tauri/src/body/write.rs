//! Markdown out: one form for each body, blocks with a blank line between.

use super::normal::{LARGEST_NUMBER, norm};
use super::write_inline::{Place, markdown};
use super::{Block, Fact, Inline};

/// The body as canonical Markdown, without a newline at the end; empty for an empty body.
pub fn write(doc: &[Block]) -> String {
    blocks(&norm(doc))
}

/// A body that is in normal form as canonical Markdown.
pub(super) fn blocks(doc: &[Block]) -> String {
    let mut out = String::new();
    // Two lists of one kind in a row are told apart by their markers.
    let (mut bullet, mut point) = ('-', '.');
    for (at, block) in doc.iter().enumerate() {
        if at > 0 {
            out.push_str("\n\n");
        }
        let before = at.checked_sub(1).and_then(|at| doc.get(at));
        match block {
            Block::Paragraph(text) => out.push_str(&markdown(text, Place::Paragraph)),
            Block::Heading(level, text) => {
                out.extend(std::iter::repeat_n('#', usize::from(*level)));
                out.push(' ');
                out.push_str(&markdown(text, Place::Heading));
            }
            Block::Quote(inner) => push_indented(&mut out, &blocks(inner), "> ", "> "),
            Block::Bullets(all) => {
                bullet = if matches!(before, Some(Block::Bullets(_))) && bullet == '-' { '*' } else { '-' };
                items(&mut out, all, |_| format!("{bullet} "));
            }
            Block::Ordered(start, all) => {
                point = if matches!(before, Some(Block::Ordered(..))) && point == '.' { ')' } else { '.' };
                items(&mut out, all, |at| format!("{}{point} ", (start + at).min(LARGEST_NUMBER)));
            }
            Block::Rule => out.push_str("***"),
            Block::Pullquote { quote, cite } => {
                let quote = markdown(quote, Place::Field);
                fence(&mut out, "pullquote", &[("quote", &quote), ("cite", cite)]);
            }
            Block::Figure { media, alt, caption, credit } => {
                let caption = markdown(caption, Place::Field);
                let fields = [("media", &**media), ("alt", alt), ("caption", &caption), ("credit", credit)];
                fence(&mut out, "figure", &fields);
            }
            Block::Embed { url, title } => fence(&mut out, "embed", &[("url", url), ("title", title)]),
            Block::Related { to, headline } => {
                fence(&mut out, "related", &[("to", to), ("headline", headline)]);
            }
            Block::Table { head, rows } => table(&mut out, head, rows),
            Block::Keypoints(points) => {
                let points: Vec<_> = points.iter().map(|point| markdown(point, Place::Field)).collect();
                fence(&mut out, "keypoints", &points.iter().map(|p| ("point", &**p)).collect::<Vec<_>>());
            }
            Block::Factbox { title, lines } => {
                let key = |line: &Fact| if line.is_point { "point" } else { "text" };
                let lines: Vec<_> =
                    lines.iter().map(|line| (key(line), markdown(&line.text, Place::Field))).collect();
                let mut fields = vec![("title", &**title)];
                fields.extend(lines.iter().map(|(key, text)| (*key, &**text)));
                fence(&mut out, "factbox", &fields);
            }
            Block::Note(lines) => {
                let lines: Vec<_> = lines.iter().map(|line| markdown(line, Place::Field)).collect();
                fence(&mut out, "note", &lines.iter().map(|line| ("text", &**line)).collect::<Vec<_>>());
            }
        }
    }
    out
}

/// The items of a list: one under another, or with blank lines where one holds blocks.
fn items(out: &mut String, items: &[Vec<Block>], marker: impl Fn(u64) -> String) {
    let loose = items.iter().any(|item| item.len() > 1);
    for (at, item) in (0_u64..).zip(items) {
        if at > 0 {
            out.push_str(if loose { "\n\n" } else { "\n" });
        }
        let marker = marker(at);
        let margin = " ".repeat(marker.len());
        match &item[..] {
            // An item that begins with an empty paragraph has its blocks on the next line.
            [Block::Paragraph(text), rest @ ..] if text.is_empty() => {
                out.push_str(marker.trim_end());
                if !rest.is_empty() {
                    out.push('\n');
                    push_indented(out, &blocks(rest), &margin, &margin);
                }
            }
            item => push_indented(out, &blocks(item), &marker, &margin),
        }
    }
}

/// Adds lines, each behind its margin; an empty line gets no space at its end.
fn push_indented(out: &mut String, text: &str, first: &str, margin: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let margin = if at == 0 { first } else { margin };
        out.push_str(if line.is_empty() { margin.trim_end() } else { margin });
        out.push_str(line);
    }
}

/// A fenced element, `key: value` a line, empty values left out. The fence is longer than
/// any run of backticks inside.
fn fence(out: &mut String, kind: &str, fields: &[(&str, &str)]) {
    let runs = fields.iter().flat_map(|(_, value)| value.split(|c| c != '`').map(str::len));
    let ticks = "`".repeat(runs.fold(2, usize::max) + 1);
    out.push_str(&ticks);
    out.push_str(kind);
    out.push('\n');
    for (key, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(key);
        out.push_str(": ");
        out.push_str(value);
        out.push('\n');
    }
    out.push_str(&ticks);
}

fn table(out: &mut String, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
    push_row(out, head);
    out.push('\n');
    out.extend(head.iter().map(|_| "| --- "));
    out.push('|');
    for row in rows {
        out.push('\n');
        push_row(out, row);
    }
}

fn push_row(out: &mut String, cells: &[Vec<Inline>]) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(&markdown(cell, Place::Cell));
        out.push(' ');
    }
    out.push('|');
}
