//! Copy as word processors hold it: paragraphs in a row, each with a role, tables among them,
//! tracked changes and remarks in them. From it the manuscript is made twice: as it stood, and
//! with every change taken.

use super::manuscript::{Comment, FilePicture, Manuscript, Proposed, picture_name};
use crate::body::{self, Block, Doc, Inline, Marks};
use crate::story::{Byline, UtcMillis};
use std::collections::HashMap;

/// A first line of so many letters or fewer that is all bold is a headline.
const LONGEST_HEADLINE: usize = 200;
/// Cells of one table; a larger one becomes lines.
const MOST_CELLS: usize = 100_000;
/// How deep lists nest; deeper ones stay there.
const DEEPEST_LIST: u8 = 9;
/// Runs and breaks that one file may hold.
pub const MOST_PIECES: usize = 1_000_000;

/// Whose a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change {
    /// It stood there and stays.
    #[default]
    None,
    /// Somebody proposes it.
    Added,
    /// Somebody would take it out.
    Removed,
    /// Proposed by one and taken out by another: in neither text.
    Never,
}

impl Change {
    /// A change inside another.
    pub fn within(self, outer: Change) -> Change {
        match (outer, self) {
            (Change::None, own) => own,
            (outer, Change::None) => outer,
            (outer, own) if outer == own => own,
            _ => Change::Never,
        }
    }

    fn stands(self, proposed: bool) -> bool {
        match self {
            Change::None => true,
            Change::Added => proposed,
            Change::Removed => !proposed,
            Change::Never => false,
        }
    }
}

/// How a run of text looks, and whose it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Style {
    /// Bold, italic.
    pub marks: Marks,
    /// Where it leads, cleaned.
    pub link: Option<String>,
    /// Whose it is.
    pub change: Change,
}

/// A piece of a paragraph.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Text.
    Text(String, Style),
    /// A line break.
    Break(Change),
    /// A picture, by its place among the pictures; alternative text.
    Picture(usize, String, Change),
    /// Here the words begin that a remark is on.
    Open(usize),
    /// Here they end.
    Close(usize),
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// The title.
    Title,
    /// The line under it.
    Subtitle,
    /// Who wrote it.
    Byline,
    /// A heading of that level, from 1.
    Heading(u8),
    /// A quotation.
    Quote,
    /// An item of a list.
    Item {
        /// How deep, from 0.
        level: u8,
        /// Whether it is numbered.
        ordered: bool,
        /// The number the list begins with.
        start: u64,
        /// Which list.
        list: u64,
    },
    /// More of the item before it.
    Continued,
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// What stands in it.
    pub pieces: Vec<Piece>,
    /// Whose its end is: without it, it and the next are one.
    pub end: Change,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Whose it is.
    pub change: Change,
    /// Its cells.
    pub cells: Vec<Vec<Part>>,
}

/// A part of the copy.
#[derive(Debug, Clone)]
pub enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Vec<Row>),
    /// A block that is finished already.
    Block(Block),
}

/// The copy of one file.
#[derive(Debug, Default)]
pub struct Flow {
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// Its pictures.
    pub pictures: Vec<FilePicture>,
    /// The remarks on it; their words are found while the text is made.
    pub remarks: Vec<Comment>,
    /// Who changed it, in the order they appear.
    pub authors: Vec<String>,
    /// When it was last changed so.
    pub changed_at: Option<UtcMillis>,
    /// Who wrote it, as the file says of itself.
    pub author: String,
    /// What a person should be told.
    pub notices: Vec<String>,
    /// How many pieces of text and pictures it has so far.
    pub pieces: usize,
}

impl Flow {
    /// One piece more of the file of that name.
    ///
    /// # Errors
    /// `copy-too-large` over [`MOST_PIECES`].
    pub fn count(&mut self, file: &str) -> crate::Result<()> {
        self.pieces += 1;
        if self.pieces > MOST_PIECES {
            return Err(super::too_large(file, "it has more pieces than a book"));
        }
        Ok(())
    }

    /// What a person should be told, once.
    pub fn notice(&mut self, what: &str) {
        if self.notices.len() < 50 && !self.notices.iter().any(|said| said == what) {
            self.notices.push(what.to_owned());
        }
    }

    /// Takes note of who made a change, and when.
    pub fn changed_by(&mut self, author: &str, at: Option<UtcMillis>) {
        let author = body::field(author);
        if !author.is_empty() && !self.authors.contains(&author) && self.authors.len() < 50 {
            self.authors.push(author);
        }
        self.changed_at = self.changed_at.max(at);
    }

    /// The copy as it stood, and with the changes.
    pub fn manuscript(mut self) -> Manuscript {
        let mut words = HashMap::new();
        let was = Reading::of(&self.parts, false, &mut words).sheet();
        let mut later = HashMap::new();
        let proposed = Reading::of(&self.parts, true, &mut later).sheet();
        for (place, remark) in self.remarks.iter_mut().enumerate() {
            let found = words.remove(&place).filter(|w| !w.quote.is_empty());
            let found = found.or_else(|| later.remove(&place)).unwrap_or_default();
            (remark.before, remark.quote, remark.after) = (found.before, found.quote, found.after);
        }
        let changed = (&was.headline, &was.standfirst, &was.body)
            != (&proposed.headline, &proposed.standfirst, &proposed.body);
        let mut bylines = was.bylines;
        if bylines.is_empty() && !self.author.is_empty() {
            bylines.push(Byline { name: body::field(&self.author), role: String::new() });
        }
        Manuscript {
            headline: was.headline,
            standfirst: was.standfirst,
            bylines,
            body: was.body,
            pictures: self.pictures,
            comments: self.remarks,
            proposed: changed.then_some(Proposed {
                headline: proposed.headline,
                standfirst: proposed.standfirst,
                body: proposed.body,
                authors: self.authors,
                made_at: self.changed_at,
            }),
            notices: self.notices,
        }
    }
}

/// The words that a remark is on.
#[derive(Debug, Default)]
struct Words {
    before: String,
    quote: String,
    after: String,
}

/// A line of one reading: text, a picture, a table.
enum Line {
    Text(Role, Vec<Inline>),
    Block(Role, Block),
}

/// A finished text.
#[derive(Default)]
struct Sheet {
    headline: String,
    standfirst: Vec<Inline>,
    bylines: Vec<Byline>,
    body: Doc,
}

/// One of the two readings of the copy.
struct Reading<'a> {
    proposed: bool,
    lines: Vec<Line>,
    /// Pieces of paragraphs whose end does not stand, waiting for the next one.
    waiting: Vec<&'a Piece>,
    words: &'a mut HashMap<usize, Words>,
    /// Remarks whose words have begun and not ended.
    open: Vec<usize>,
}

impl<'a> Reading<'a> {
    fn of(parts: &'a [Part], proposed: bool, words: &'a mut HashMap<usize, Words>) -> Self {
        let mut reading = Self { proposed, lines: Vec::new(), waiting: Vec::new(), words, open: Vec::new() };
        reading.parts(parts);
        reading
    }

    fn parts(&mut self, parts: &'a [Part]) {
        for part in parts {
            match part {
                Part::Paragraph(p) => {
                    self.waiting.extend(&p.pieces);
                    if p.end.stands(self.proposed) {
                        self.paragraph(p.role);
                    }
                }
                Part::Table(rows) => {
                    self.paragraph(Role::Body);
                    self.table(rows);
                }
                Part::Block(block) => {
                    self.paragraph(Role::Body);
                    self.lines.push(Line::Block(Role::Body, block.clone()));
                }
            }
        }
        self.paragraph(Role::Body);
    }

    /// Makes a line of what waits.
    fn paragraph(&mut self, role: Role) {
        let pieces = std::mem::take(&mut self.waiting);
        if pieces.is_empty() {
            return;
        }
        self.find_words(&pieces);
        let mut text = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(words, style) if style.change.stands(self.proposed) => {
                    text.push(Inline::Text {
                        text: words.clone(),
                        marks: style.marks,
                        link: style.link.clone(),
                    });
                }
                Piece::Break(change) if change.stands(self.proposed) => text.push(Inline::Break),
                Piece::Picture(place, alt, change) if change.stands(self.proposed) => {
                    self.lines.push(Line::Text(role, std::mem::take(&mut text)));
                    let (media, alt) = (picture_name(*place), body::field(alt));
                    let figure = Block::Figure { media, alt, caption: Vec::new(), credit: String::new() };
                    self.lines.push(Line::Block(role, figure));
                }
                _ => {}
            }
        }
        self.lines.push(Line::Text(role, text));
    }

    /// Notes the words of the remarks that begin, go on or end in a paragraph: those in the first
    /// one of theirs that has any.
    fn find_words(&mut self, pieces: &[&Piece]) {
        let mut text = String::new();
        let mut runs = 0;
        // Where each began, and after how many runs: one that spans none is on the paragraph.
        let mut begun: Vec<(usize, usize, usize)> =
            self.open.drain(..).map(|remark| (remark, 0, 0)).collect();
        let mut ended: Vec<(usize, usize, usize)> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(words, style) => {
                    runs += 1;
                    if style.change.stands(self.proposed) {
                        text.push_str(words);
                    }
                }
                Piece::Break(change) if change.stands(self.proposed) => text.push('\n'),
                Piece::Open(remark) => begun.push((*remark, text.len(), runs)),
                Piece::Close(remark) => {
                    if let Some(at) = begun.iter().position(|(open, ..)| open == remark) {
                        let (_, from, before) = begun.swap_remove(at);
                        let from = if before == runs { 0 } else { from };
                        ended.push((*remark, from, if before == runs { usize::MAX } else { text.len() }));
                    }
                }
                _ => {}
            }
        }
        for (remark, from, _) in begun {
            if text[from..].trim().is_empty() {
                self.open.push(remark); // its words begin in a paragraph to come
            } else {
                ended.push((remark, from, text.len()));
            }
        }
        for (remark, from, to) in ended {
            let to = to.min(text.len());
            let before = text[..from].char_indices().rev().nth(80).map_or(0, |(at, _)| at);
            self.words.entry(remark).or_insert_with(|| Words {
                before: text[before..from].to_owned(),
                quote: text[from..to].to_owned(),
                after: text[to..].chars().take(80).collect(),
            });
        }
    }

    fn table(&mut self, rows: &'a [Row]) {
        let outside = std::mem::take(&mut self.lines);
        let mut cells: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut others = Vec::new();
        let mut plain = Vec::new();
        let proposed = self.proposed;
        for row in rows.iter().filter(|row| row.change.stands(proposed)) {
            let mut line = Vec::new();
            for cell in &row.cells {
                self.parts(cell);
                let mut text: Vec<Inline> = Vec::new();
                for inside in std::mem::take(&mut self.lines) {
                    match inside {
                        Line::Text(role, words) => {
                            if !text.is_empty() && !words.is_empty() {
                                text.push(Inline::Break);
                            }
                            text.extend(words.iter().cloned());
                            plain.push(Line::Text(role, words));
                        }
                        Line::Block(role, block) => {
                            others.push(Line::Block(role, block.clone()));
                            plain.push(Line::Block(role, block));
                        }
                    }
                }
                line.push(text);
            }
            cells.push(line);
        }
        self.lines = outside;
        let width = cells.iter().map(Vec::len).max().unwrap_or(0);
        // A table of one column frames something, and one too large for a page is lines.
        if width <= 1 || width.saturating_mul(cells.len()) > MOST_CELLS {
            self.lines.extend(plain);
            return;
        }
        let head = if cells.len() > 1 { cells.remove(0) } else { vec![Vec::new(); width] };
        self.lines.push(Line::Block(Role::Body, Block::Table { head, rows: cells }));
        self.lines.extend(others);
    }

    fn sheet(self) -> Sheet {
        let mut sheet = Sheet::default();
        let mut lines = self.lines;
        lines.retain(|line| !matches!(line, Line::Text(_, text) if body::norm_inline(text).is_empty()));
        if let Some(at) = headline(&lines)
            && let Line::Text(_, text) = lines.remove(at)
        {
            sheet.headline = body::field(&body::inline_text(&text));
        }
        if let Some(at) = lines.iter().position(|l| matches!(l, Line::Text(Role::Subtitle, _)))
            && let Line::Text(_, text) = lines.remove(at)
        {
            sheet.standfirst = body::norm_inline(&text);
        }
        lines.retain(|line| match line {
            Line::Text(Role::Byline, text) => {
                sheet.bylines.extend(names(&body::inline_text(text)));
                false
            }
            _ => true,
        });
        sheet.body = body::norm(&blocks(lines));
        sheet
    }
}

/// The names in a line such as “By Anita Rao and Tom Okafor”.
pub fn names(line: &str) -> Vec<Byline> {
    let line = body::field(line);
    let line = ["By ", "by ", "BY "].iter().find_map(|by| line.strip_prefix(by)).unwrap_or(&line);
    let parts = line.replace(" and ", ",").replace(" & ", ",");
    let named = parts.split([',', ';']).map(body::field).filter(|name| !name.is_empty());
    named.map(|name| Byline { name, role: String::new() }).collect()
}

/// Which line is the headline: the title, else a heading before any long text, else a first
/// line that is short and bold.
fn headline(lines: &[Line]) -> Option<usize> {
    let title = lines.iter().position(|l| matches!(l, Line::Text(Role::Title, _)));
    let top = || {
        let long = |l: &Line| match l {
            Line::Text(Role::Body, text) => body::inline_text(text).chars().count() > LONGEST_HEADLINE,
            Line::Text(_, _) => false,
            Line::Block(..) => true,
        };
        // A label or a date may stand over it; what comes later is a subhead.
        let end = lines.iter().position(long).unwrap_or(lines.len()).min(3);
        lines[..end].iter().position(|l| matches!(l, Line::Text(Role::Heading(1), _)))
    };
    let bold = || match lines {
        [Line::Text(Role::Body, text), _, ..] => {
            let strong = |i: &Inline| match i {
                Inline::Text { text, marks, .. } => marks.strong || text.trim().is_empty(),
                Inline::Break => false,
            };
            let short = body::inline_text(text).chars().count() <= LONGEST_HEADLINE;
            (short && text.iter().all(strong)).then_some(0)
        }
        _ => None,
    };
    title.or_else(top).or_else(bold)
}

/// The lines as blocks: subheads from level 2, lists and quotes put together.
fn blocks(lines: Vec<Line>) -> Doc {
    let levels = lines.iter().filter_map(|l| match l {
        Line::Text(Role::Heading(level), _) => Some(*level),
        _ => None,
    });
    let top = levels.min().unwrap_or(1);
    let mut out = Doc::new();
    let mut items: Vec<Item> = Vec::new();
    for line in lines {
        let (role, block) = match line {
            Line::Text(role @ Role::Heading(level), text) => {
                (role, Block::Heading((level - top).saturating_add(2).min(4), text))
            }
            Line::Text(Role::Title | Role::Subtitle, text) => (Role::Body, Block::Heading(2, text)),
            Line::Text(role, text) => (role, Block::Paragraph(text)),
            Line::Block(role, block) => (role, block),
        };
        if let (Role::Continued, Some(last)) = (role, items.last_mut()) {
            last.blocks.push(block);
            continue;
        }
        if let Role::Item { level, ordered, start, list } = role {
            let is_figure = matches!(block, Block::Figure { .. });
            match items.last_mut() {
                Some(last) if is_figure => last.blocks.push(block),
                _ => items.push(Item {
                    level: level.min(DEEPEST_LIST),
                    ordered,
                    start,
                    list,
                    blocks: vec![block],
                }),
            }
            continue;
        }
        out.extend(lists(std::mem::take(&mut items)));
        match (role, out.last_mut()) {
            (Role::Quote, Some(Block::Quote(inside))) => inside.push(block),
            (Role::Quote, _) => out.push(Block::Quote(vec![block])),
            _ => out.push(block),
        }
    }
    out.extend(lists(items));
    out
}

struct Item {
    level: u8,
    ordered: bool,
    start: u64,
    list: u64,
    blocks: Vec<Block>,
}

/// Items in a row as lists in lists.
fn lists(items: Vec<Item>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut items = items.into_iter().peekable();
    while let Some(first) = items.next() {
        let (level, ordered, start, list) = (first.level, first.ordered, first.start, first.list);
        let mut made = vec![first.blocks];
        loop {
            let mut inside = Vec::new();
            while let Some(deeper) = items.next_if(|i| i.level > level) {
                inside.push(deeper);
            }
            if let Some(last) = made.last_mut()
                && !inside.is_empty()
            {
                last.extend(lists(inside));
            }
            let Some(next) = items.next_if(|i| i.level == level && i.ordered == ordered && i.list == list)
            else {
                break;
            };
            made.push(next.blocks);
        }
        out.push(if ordered { Block::Ordered(start, made) } else { Block::Bullets(made) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str, change: Change) -> Piece {
        Piece::Text(words.to_owned(), Style { change, ..Style::default() })
    }

    fn paragraph(role: Role, pieces: Vec<Piece>) -> Part {
        Part::Paragraph(Paragraph { role, pieces, end: Change::None })
    }

    fn item(level: u8, ordered: bool, words: &str) -> Part {
        paragraph(Role::Item { level, ordered, start: 1, list: 1 }, vec![text(words, Change::None)])
    }

    fn made(parts: Vec<Part>) -> Manuscript {
        Flow { parts, ..Flow::default() }.manuscript()
    }

    #[test]
    fn lists_nest_as_deep_as_their_items_say() {
        let m = made(vec![
            item(0, false, "a"),
            item(2, true, "b"),
            item(1, true, "c"),
            item(0, false, "d"),
            item(0, true, "e"),
        ]);
        assert_eq!(
            body::html(&m.body, &body::WordsOnly).replace('\n', ""),
            "<ul><li>a<ol><li>b</li></ol><ol><li>c</li></ol></li><li>d</li></ul><ol><li>e</li></ol>"
        );
    }

    #[test]
    fn the_two_readings_differ_by_the_changes_alone() {
        let parts = vec![
            paragraph(
                Role::Title,
                vec![
                    text("Wall ", Change::None),
                    text("falls", Change::Removed),
                    text("collapses", Change::Added),
                ],
            ),
            Part::Paragraph(Paragraph {
                pieces: vec![text("One.", Change::None)],
                end: Change::Removed,
                role: Role::Body,
            }),
            paragraph(Role::Body, vec![text(" Two.", Change::None), text(" Never.", Change::Never)]),
            Part::Paragraph(Paragraph {
                pieces: vec![text("New.", Change::Added)],
                end: Change::Added,
                role: Role::Body,
            }),
            paragraph(Role::Body, vec![text("Three.", Change::None)]),
        ];
        let m = made(parts);
        let proposed = m.proposed.unwrap();
        assert_eq!(
            (m.headline.as_str(), body::plain_text(&m.body).as_str()),
            ("Wall falls", "One.\n\nTwo.\n\nThree.")
        );
        assert_eq!(
            (proposed.headline.as_str(), body::plain_text(&proposed.body).as_str()),
            ("Wall collapses", "One. Two.\n\nNew.\n\nThree.")
        );
    }

    #[test]
    fn a_remark_holds_on_to_its_words_as_they_stood_or_to_those_proposed() {
        let parts = vec![
            paragraph(
                Role::Body,
                vec![
                    text("Before ", Change::None),
                    Piece::Open(0),
                    text("the words", Change::None),
                    Piece::Close(0),
                    text(" after.", Change::None),
                ],
            ),
            paragraph(
                Role::Body,
                vec![
                    text("Then ", Change::None),
                    Piece::Open(1),
                    text("new words", Change::Added),
                    Piece::Close(1),
                ],
            ),
            paragraph(Role::Body, vec![text("All of it.", Change::None), Piece::Open(2), Piece::Close(2)]),
        ];
        let remarks = vec![Comment::default(); 3];
        let m = Flow { parts, remarks, ..Flow::default() }.manuscript();
        let held: Vec<_> =
            m.comments.iter().map(|c| (c.before.as_str(), c.quote.as_str(), c.after.as_str())).collect();
        assert_eq!(held[0], ("Before ", "the words", " after."));
        assert_eq!(held[2], ("", "All of it.", ""));
        assert_eq!(held[1], ("Then ", "new words", ""), "they are found when the suggestion is taken");
    }

    #[test]
    fn a_table_of_one_column_frames_text_and_a_monstrous_one_is_lines() {
        let cell = |words: &str| vec![paragraph(Role::Body, vec![text(words, Change::None)])];
        let row = |cells: Vec<Vec<Part>>| Row { change: Change::None, cells };
        let m = made(vec![Part::Table(vec![row(vec![cell("Framed.")])])]);
        assert_eq!(body::write(&m.body), "Framed.");
        let mut rows = vec![row(vec![cell("x"); 1_000])];
        rows.extend(vec![row(vec![cell("y")]); 1_000]);
        let m = made(vec![Part::Table(rows)]);
        assert_eq!(m.body.len(), 2_000);
    }

    #[test]
    fn a_byline_is_names() {
        let names: Vec<String> =
            names("By Anita Rao, Tom Okafor and Jo Li").into_iter().map(|b| b.name).collect();
        assert_eq!(names, ["Anita Rao", "Tom Okafor", "Jo Li"]);
    }
}
