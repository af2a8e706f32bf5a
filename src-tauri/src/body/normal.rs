//! The normal form: what "saved copy" means.
//!
//! Runs of ASCII space become one, paragraphs lose the spaces at their ends, empty
//! paragraphs go, spaces move out of marks, and control characters become spaces.
//! Everything else that a reporter can type stays: no-break spaces, joiners, direction
//! marks, every script. A normal body reads the same however often it is saved.

use super::link::clean_link;
use super::{Block, Doc, Fact, Inline, Marks};

/// How deep quotes and lists may stand in one another; what is deeper moves up, words
/// whole. Nobody writes so; a damaged file may.
pub(super) const DEEPEST: usize = 20;

/// The largest number that a numbered list may start from: nine digits, as in CommonMark.
pub(super) const LARGEST_NUMBER: u64 = 999_999_999;

/// The normal form of a body.
pub fn norm(doc: &[Block]) -> Doc {
    norm_at(doc, 0)
}

/// The normal form of one line of running text, such as a caption or a standfirst: a
/// break in it becomes a space.
pub fn norm_inline(inlines: &[Inline]) -> Vec<Inline> {
    tidy(inlines, ' ')
}

/// The normal form of a plain field of one line, such as a headline or a credit.
pub fn field(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(clean) {
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The character as saved copy holds it: control characters, and the line and paragraph
/// separators, are spaces.
fn clean(c: char) -> char {
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { known_character(c) }
}

/// A code point that Unicode promises never to make a character cannot go into a page
/// or a feed; the replacement character marks its place.
pub(super) fn known_character(c: char) -> char {
    let code = c as u32;
    if code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code) { '\u{fffd}' } else { c }
}

fn norm_at(doc: &[Block], level: usize) -> Doc {
    let mut out = Vec::with_capacity(doc.len());
    for block in doc {
        match block {
            Block::Paragraph(text) => {
                let text = tidy(text, '\n');
                if !text.is_empty() {
                    out.push(Block::Paragraph(text));
                }
            }
            Block::Heading(depth, text) => {
                let text = norm_inline(text);
                if !text.is_empty() {
                    out.push(Block::Heading((*depth).clamp(2, 4), text));
                }
            }
            Block::Quote(inner) if level >= DEEPEST => out.extend(norm_at(inner, level)),
            Block::Quote(inner) => {
                let inner = norm_at(inner, level + 1);
                if !inner.is_empty() {
                    out.push(Block::Quote(inner));
                }
            }
            Block::Bullets(items) | Block::Ordered(_, items) if level >= DEEPEST => {
                out.extend(items.iter().flat_map(|item| norm_at(item, level)));
            }
            Block::Bullets(items) if items.is_empty() => {}
            Block::Ordered(_, items) if items.is_empty() => {}
            Block::Bullets(items) => out.push(Block::Bullets(norm_items(items, level + 1))),
            Block::Ordered(start, items) => {
                out.push(Block::Ordered((*start).min(LARGEST_NUMBER), norm_items(items, level + 1)));
            }
            Block::Rule => out.push(Block::Rule),
            Block::Pullquote { quote, cite } => {
                out.push(Block::Pullquote { quote: norm_inline(quote), cite: field(cite) });
            }
            Block::Figure { media, alt, caption, credit } => out.push(Block::Figure {
                media: field(media),
                alt: field(alt),
                caption: norm_inline(caption),
                credit: field(credit),
            }),
            Block::Embed { url, title } => out.push(Block::Embed { url: field(url), title: field(title) }),
            Block::Related { to, headline } => {
                out.push(Block::Related { to: field(to), headline: field(headline) });
            }
            Block::Table { head, rows } => out.extend(norm_table(head, rows)),
            Block::Keypoints(points) => {
                let points = norm_lines(points);
                if !points.is_empty() {
                    out.push(Block::Keypoints(points));
                }
            }
            Block::Factbox { title, lines } => {
                let title = field(title);
                let lines: Vec<_> = lines
                    .iter()
                    .map(|line| Fact { is_point: line.is_point, text: norm_inline(&line.text) })
                    .filter(|line| !line.text.is_empty())
                    .collect();
                if !title.is_empty() || !lines.is_empty() {
                    out.push(Block::Factbox { title, lines });
                }
            }
            Block::Note(lines) => {
                let lines = norm_lines(lines);
                if !lines.is_empty() {
                    out.push(Block::Note(lines));
                }
            }
        }
    }
    out
}

/// Every item begins with a paragraph, if an empty one: the editor's schema asks for it,
/// and the cursor needs a place to stand.
fn norm_items(items: &[Vec<Block>], level: usize) -> Vec<Vec<Block>> {
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        let mut item = norm_at(item, level);
        if !matches!(item.first(), Some(Block::Paragraph(_))) {
            item.insert(0, Block::Paragraph(Vec::new()));
        }
        out.push(item);
    }
    out
}

/// Lines that say something, each in normal form.
fn norm_lines(lines: &[Vec<Inline>]) -> Vec<Vec<Inline>> {
    lines.iter().map(|line| norm_inline(line)).filter(|line| !line.is_empty()).collect()
}

/// All rows as wide as the widest, so that no cell is lost; a table without a cell is none.
fn norm_table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Option<Block> {
    let width = rows.iter().map(Vec::len).fold(head.len(), usize::max);
    let row = |cells: &[Vec<Inline>]| {
        let mut cells: Vec<_> = cells.iter().map(|cell| norm_inline(cell)).collect();
        cells.resize(width, Vec::new());
        cells
    };
    (width > 0).then(|| Block::Table { head: row(head), rows: rows.iter().map(|r| row(r)).collect() })
}

/// What a letter carries besides itself.
#[derive(Clone, PartialEq, Default)]
struct Style {
    marks: Marks,
    link: Option<String>,
}

/// Running text in normal form; a break becomes `at_break` (a newline stays a break).
fn tidy(inlines: &[Inline], at_break: char) -> Vec<Inline> {
    if is_tidy(inlines, at_break) { inlines.to_vec() } else { letter_by_letter(inlines, at_break) }
}

/// Whether running text is in normal form already, as nearly all is that was saved before: told
/// in one reading. It may say no where it is, never yes where it is not.
pub(super) fn is_tidy(inlines: &[Inline], at_break: char) -> bool {
    let mut last = '\n';
    let mut before: Option<(&Marks, Option<&String>)> = None;
    for inline in inlines {
        let Inline::Text { text, marks, link } = inline else {
            // A break stands between words of one line and the next.
            if at_break != '\n' || before.is_none() || last.is_whitespace() {
                return false;
            }
            (last, before) = ('\n', None);
            continue;
        };
        let style = (marks, link.as_ref());
        let is_plain = *marks == Marks::default() && link.is_none();
        let space_at_an_end = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        let link_is_clean = || link.as_ref().is_none_or(|to| clean_link(to).as_ref() == Some(to));
        if text.is_empty() || before == Some(style) || (!is_plain && space_at_an_end) || !link_is_clean() {
            return false;
        }
        for c in text.chars() {
            if (c == ' ' && matches!(last, ' ' | '\n')) || clean(c) != c {
                return false;
            }
            last = c;
        }
        before = Some(style);
    }
    inlines.is_empty() || !last.is_whitespace()
}

/// The normal form of any running text at all.
pub(super) fn letter_by_letter(inlines: &[Inline], at_break: char) -> Vec<Inline> {
    let mut styles = vec![Style::default()];
    let mut letters: Vec<(char, usize)> = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Break => push_letter(&mut letters, at_break, 0),
            Inline::Text { text, marks, link } => {
                let style = Style { marks: *marks, link: link.as_deref().and_then(clean_link) };
                let known = styles.iter().position(|s| *s == style);
                let style = known.unwrap_or_else(|| {
                    styles.push(style);
                    styles.len() - 1
                });
                for c in text.chars() {
                    push_letter(&mut letters, clean(c), style);
                }
            }
        }
    }
    while letters.last().is_some_and(|(c, _)| matches!(c, ' ' | '\n')) {
        letters.pop();
    }
    move_space_out_of_marks(&mut letters, &mut styles);
    regroup(&letters, &styles)
}

/// Adds a letter, unless it is a space after a space, or at the start of a line.
fn push_letter(letters: &mut Vec<(char, usize)>, c: char, style: usize) {
    match c {
        ' ' if matches!(letters.last(), None | Some((' ' | '\n', _))) => {}
        '\n' => {
            while matches!(letters.last(), Some((' ', _))) {
                letters.pop();
            }
            if !letters.is_empty() {
                letters.push((c, 0));
            }
        }
        _ => letters.push((c, style)),
    }
}

/// A run of space keeps a mark or a link only where it and both its neighbours carry it:
/// `**bold **word` and `**bold** word` are the same copy, and Markdown can only write
/// the second.
fn move_space_out_of_marks(letters: &mut [(char, usize)], styles: &mut Vec<Style>) {
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].0.is_whitespace() {
            at += 1;
            continue;
        }
        let start = at;
        while at < letters.len() && letters[at].0.is_whitespace() {
            at += 1;
        }
        let (first, end) = (start.saturating_sub(1), (at + 1).min(letters.len()));
        let around = &letters[first..end];
        let bare = start == 0 || at == letters.len() || around.iter().any(|l| l.0 == '\n');
        let style = if bare || around.iter().all(|l| l.1 == 0) {
            0
        } else if around.iter().all(|l| l.1 == around[0].1) {
            around[0].1
        } else {
            let mut common = styles[around[0].1].clone();
            for (_, style) in &around[1..] {
                let style = &styles[*style];
                common.marks.strong &= style.marks.strong;
                common.marks.em &= style.marks.em;
                if common.link != style.link {
                    common.link = None;
                }
            }
            styles.push(common);
            styles.len() - 1
        };
        for letter in &mut letters[start..at] {
            letter.1 = style;
        }
    }
}

/// Letters of one style back into runs.
fn regroup(letters: &[(char, usize)], styles: &[Style]) -> Vec<Inline> {
    let mut out = Vec::new();
    for letter in
        letters.chunk_by(|a, b| a.0 != '\n' && b.0 != '\n' && (a.1 == b.1 || styles[a.1] == styles[b.1]))
    {
        out.push(match letter {
            [('\n', _), ..] => Inline::Break,
            _ => {
                let style = &styles[letter[0].1];
                let text = letter.iter().map(|l| l.0).collect();
                Inline::Text { text, marks: style.marks, link: style.link.clone() }
            }
        });
    }
    out
}
