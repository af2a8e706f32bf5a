//! Running text out: escapes, links and marks as Markdown.
//!
//! Stars first. CommonMark gives a run of stars its meaning by the letters around it, so
//! half a word in bold, or bold that ends in a quotation mark, may not be writable with
//! them: each text with marks is read again, and where it does not say the same, the
//! next notation is tried, down to `<strong>` and `<em>`, which always work.

use super::nest::{Step, Wrap, nest};
use super::normal::norm_inline;
use super::read::read;
use super::read_inline::read_inline;
use super::{Block, Inline, Marks};

/// One line of running text as Markdown; [`read_inline`] reads it back.
pub fn write_inline(inlines: &[Inline]) -> String {
    markdown(&norm_inline(inlines), Place::Field)
}

/// Where the text will stand, which decides what must be escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph, whose lines could be taken for blocks.
    Paragraph,
    /// After `##`.
    Heading,
    /// Between the bars of a table.
    Cell,
    /// After `key:`, or alone on a line that is never read as blocks.
    Field,
}

/// How bold and italic are written: opening and closing.
struct Notation {
    strong: [&'static str; 2],
    em: [&'static str; 2],
}

const STARS: Notation = Notation { strong: ["**", "**"], em: ["*", "*"] };

/// What to try in turn where stars do not read back.
const OTHERS: [Notation; 4] = [
    Notation { strong: ["**", "**"], em: ["_", "_"] },
    Notation { strong: ["**", "**"], em: ["<em>", "</em>"] },
    Notation { strong: ["<strong>", "</strong>"], em: ["*", "*"] },
    Notation { strong: ["<strong>", "</strong>"], em: ["<em>", "</em>"] },
];

/// Text in normal form as Markdown for its place.
pub(super) fn markdown(inlines: &[Inline], place: Place) -> String {
    let steps = nest(inlines);
    let first = with(&STARS, &steps, place);
    let plain = Marks::default();
    if inlines.iter().all(|i| !matches!(i, Inline::Text { marks, .. } if *marks != plain)) {
        return first;
    }
    let mut tried = first;
    for notation in &OTHERS {
        if reads_back(&tried, inlines, place) {
            return tried;
        }
        tried = with(notation, &steps, place);
    }
    tried
}

fn reads_back(markdown: &str, inlines: &[Inline], place: Place) -> bool {
    match place {
        Place::Paragraph => matches!(&read(markdown)[..], [Block::Paragraph(back)] if back == inlines),
        Place::Heading | Place::Cell | Place::Field => read_inline(markdown) == inlines,
    }
}

fn with(notation: &Notation, steps: &[Step], place: Place) -> String {
    let mut out = String::new();
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Open(Wrap::Strong) => out.push_str(notation.strong[0]),
            Step::Close(Wrap::Strong) => out.push_str(notation.strong[1]),
            Step::Open(Wrap::Em) => out.push_str(notation.em[0]),
            Step::Close(Wrap::Em) => out.push_str(notation.em[1]),
            Step::Open(Wrap::Link(_)) => out.push('['),
            Step::Close(Wrap::Link(address)) => {
                out.push_str("](");
                push_address(&mut out, address, place);
                out.push(')');
            }
            Step::Break => out.push_str("\\\n"),
            Step::Text(text) => {
                let link_follows = matches!(steps.get(at + 1), Some(Step::Open(Wrap::Link(_))));
                push_text(&mut out, text, place, link_follows);
            }
        }
    }
    if place == Place::Heading && out.ends_with('#') {
        // Else the last signs are taken for the end mark of the heading.
        out.insert(out.len() - 1, '\\');
    }
    out
}

/// Adds the text, with a backslash before each character that Markdown would read as more
/// than itself.
fn push_text(out: &mut String, text: &str, place: Place, link_follows: bool) {
    let mut before: Option<char> = None;
    let mut rest = text;
    while let Some(at) = rest.find(may_mean_more) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        before = plain.chars().next_back().or(before);
        let mut signs = from.chars();
        let Some(c) = signs.next() else { break };
        rest = signs.as_str();
        let after = signs.next();
        let line_start = place == Place::Paragraph && (out.is_empty() || out.ends_with('\n'));
        let escaped = match c {
            '\\' | '`' | '*' | '[' | ']' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '<' => !after.is_some_and(|a| a.is_whitespace() || (a.is_ascii_digit() && is_number(rest))),
            '&' => begins_entity(rest),
            '!' => link_follows && after.is_none(),
            '|' => line_start || place == Place::Cell,
            '~' => before == Some('~') || after == Some('~'),
            '>' | '=' | ':' => line_start,
            '#' | '+' | '-' => line_start && !after.is_some_and(char::is_alphanumeric),
            '.' | ')' => {
                place == Place::Paragraph && !after.is_some_and(char::is_alphanumeric) && is_list_number(out)
            }
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out.push_str(rest);
}

/// Whether Markdown reads the character as more than itself anywhere.
fn may_mean_more(c: char) -> bool {
    #[rustfmt::skip]
    let more = matches!(c, '\\' | '`' | '*' | '[' | ']' | '_' | '<' | '&' | '!' | '|' | '~' | '>' | '=' | ':' | '#' | '+' | '-' | '.' | ')');
    more
}

/// Whether the line so far is a number that a point would make a list of.
fn is_list_number(out: &str) -> bool {
    let digits = out.bytes().rev().take(10).take_while(u8::is_ascii_digit).count();
    let before = out.len() - digits;
    (1..=9).contains(&digits) && (before == 0 || out.as_bytes()[before - 1] == b'\n')
}

/// Whether the text begins with a word that ends in it and is no address: `5 per cent`, not `5@home>`.
fn is_number(rest: &str) -> bool {
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>'));
    end.is_some_and(|end| !rest[..end].contains('@'))
}

/// Whether an ampersand before this text could be read as the start of an entity.
fn begins_entity(rest: &str) -> bool {
    let name = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

/// Adds a link's address; in normal form it has no space in it and is not empty.
fn push_address(out: &mut String, address: &str, place: Place) {
    let mut rest = address.chars();
    while let Some(c) = rest.next() {
        let escaped = match c {
            '\\' | '(' | ')' | '<' | '>' | '`' => true,
            '&' => begins_entity(rest.as_str()),
            '|' => place == Place::Cell,
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
    }
}
