//! Rich text, .rtf (1.9.1), as Word, LibreOffice, TextEdit and old systems write it: text with its
//! structure, tracked changes, annotations, pictures, notes, in every encoding it comes in.

mod state;
mod tokens;

use super::docx::link_of;
use super::flow::{Change, Flow, Paragraph, Part, Piece, Role, Row, Style};
use super::manuscript::{Comment, FilePicture, Manuscript};
use super::{too_large, unreadable};
use crate::Result;
use crate::body::{self, Marks};
use encoding_rs::Encoding;
use state::{Dest, State, Tables, dttm, encoding_of_page};
use std::collections::HashMap;
use tokens::{Token, Tokens};

/// How deep groups nest; Word's own stay under 30.
const DEEPEST: usize = 500;
/// Remarks that one file may hold.
const MOST_REMARKS: usize = 5_000;

/// Reads an .rtf.
pub fn read(name: &str, bytes: &[u8]) -> Result<Manuscript> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !text.trim_ascii_start().starts_with(b"{\\rtf") {
        let hint = "Open it in the program that made it, save it again as RTF, and bring that in.";
        return Err(unreadable(name, "it does not begin as RTF does", hint));
    }
    let mut reader = Reader { name, ..Reader::default() };
    for token in (Tokens { rest: text }) {
        reader.token(token)?;
    }
    while !reader.stack.is_empty() {
        reader.close()?;
    }
    Ok(reader.finish())
}

/// Copy that stands apart: a note, an annotation, a text box, a header.
struct Aside {
    kind: Dest,
    /// The group it is.
    depth: usize,
    sheet: Sheet,
}

/// Copy that is being written.
#[derive(Default)]
struct Sheet {
    out: Vec<Part>,
    now: Paragraph,
    rows: Vec<Row>,
    cells: Vec<Vec<Part>>,
    cell: Vec<Part>,
}

#[derive(Default)]
struct Reader<'a> {
    name: &'a str,
    flow: Flow,
    state: State,
    stack: Vec<State>,
    sheet: Sheet,
    asides: Vec<Aside>,
    notes: Vec<Vec<Part>>,
    boxes: Vec<Part>,
    margins: Vec<String>,
    tables: Tables,
    /// Bytes that wait to be decoded together.
    bytes: Vec<u8>,
    high: Option<u16>,
    skip: usize,
    starred: bool,
    /// What a destination collects as text.
    text: String,
    fields: Vec<String>,
    picture: Vec<u8>,
    picture_kind: &'static str,
    half: Option<u8>,
    alt: String,
    remarks: HashMap<String, usize>,
    remark: Option<usize>,
    remark_author: String,
    remark_at: Option<crate::story::UtcMillis>,
}

impl Reader<'_> {
    fn token(&mut self, token: Token) -> Result<()> {
        match token {
            Token::Text(bytes) => {
                let skipped = self.skip.min(bytes.len());
                self.skip -= skipped;
                self.say_bytes(&bytes[skipped..])?;
            }
            Token::Hex(byte) => match self.skip {
                0 => self.say_bytes(&[byte])?,
                _ => self.skip -= 1,
            },
            Token::Open => {
                self.flush()?;
                self.skip = 0;
                if self.stack.len() >= DEEPEST {
                    return Err(too_large(self.name, "its groups nest deeper than any program writes them"));
                }
                self.stack.push(self.state.clone());
                self.state.fresh = true;
            }
            Token::Close => {
                self.flush()?;
                self.skip = 0;
                self.close()?;
            }
            Token::Symbol(b'*') => self.starred = true,
            Token::Symbol(sign) => {
                let said = match sign {
                    b'~' => "\u{a0}",
                    b'_' => "\u{2011}",
                    b'\\' => "\\",
                    b'{' => "{",
                    b'}' => "}",
                    _ => "",
                };
                self.say(said)?;
            }
            Token::Binary(bytes) => {
                if self.state.dest == Dest::Picture {
                    self.picture.extend_from_slice(bytes);
                }
            }
            Token::Word(word, number) => {
                self.flush()?;
                let starred = std::mem::take(&mut self.starred);
                let fresh = std::mem::take(&mut self.state.fresh);
                if !(fresh && self.destination(word, starred)) {
                    self.word(word, number)?;
                }
            }
        }
        Ok(())
    }

    /// Whether the word says what the group it opens is for.
    fn destination(&mut self, word: &str, starred: bool) -> bool {
        if self.state.dest == Dest::Skip {
            return true;
        }
        let dest = match word {
            "fonttbl" => Dest::Fonts,
            "stylesheet" => Dest::Styles,
            "listtable" => Dest::Lists,
            "listoverridetable" => Dest::Overrides,
            "revtbl" => Dest::Revisers,
            "author" => Dest::Author,
            "fldinst" => Dest::Instruction,
            "pict" => Dest::Picture,
            "sn" => Dest::PropertyName,
            "sv" => Dest::PropertyValue,
            "atnauthor" => Dest::RemarkAuthor,
            "atndate" => Dest::RemarkDate,
            "atnref" => Dest::RemarkRef,
            "atrfstart" => Dest::RemarkStart,
            "atrfend" => Dest::RemarkEnd,
            "footnote" | "annotation" | "shptxt" | "header" | "headerl" | "headerr" | "headerf"
            | "footer" | "footerl" | "footerr" | "footerf" => {
                let kind = match word {
                    "footnote" => Dest::Note,
                    "annotation" => Dest::Remark,
                    "shptxt" => Dest::Box,
                    _ => Dest::Margin,
                };
                self.aside(kind);
                return true;
            }
            "field" => {
                self.fields.push(String::new());
                return true;
            }
            "fldrslt" => {
                self.state.link = self.fields.last().and_then(|f| link_of(f)).or(self.state.link.take());
                return true;
            }
            // What is inside says by itself what it is.
            "info" | "shp" | "shpinst" | "shppict" | "picprop" | "sp" => return true,
            "ud" => Dest::Body,
            "pn" => {
                self.state.dest = Dest::OldList;
                return true;
            }
            "colortbl" | "nonshppict" | "listtext" | "pntext" | "objdata" | "filetbl" | "xe" | "tc"
            | "rxe" | "title" | "subject" | "operator" | "keywords" | "comment" | "doccomm" | "atnid"
            | "bkmkstart" | "bkmkend" | "ftnsep" | "ftnsepc" | "pgptbl" | "aftnsep" | "aftnsepc"
            | "themedata" | "private" => Dest::Skip,
            "upr" => Dest::Twice,
            _ if starred => Dest::Skip,
            _ => return false,
        };
        self.text.clear();
        if dest == Dest::Picture {
            self.picture.clear();
            self.picture_kind = "";
            self.half = None;
        }
        self.state.dest = dest;
        true
    }

    fn aside(&mut self, kind: Dest) {
        if kind == Dest::Note {
            let number = self.notes.len() + self.asides.iter().filter(|a| a.kind == Dest::Note).count() + 1;
            let style = Style { change: self.state.change(), ..Style::default() };
            self.sheet.now.pieces.push(Piece::Text(format!("[{number}]"), style));
            self.flow.notice("Footnotes and endnotes stand at the end of the text, numbered in brackets.");
        }
        let sheet = std::mem::take(&mut self.sheet);
        self.asides.push(Aside { kind, depth: self.stack.len(), sheet });
        self.state.dest = Dest::Body;
        self.state.plain();
        self.state.in_table = false;
    }

    fn close(&mut self) -> Result<()> {
        if self.stack.is_empty() {
            return Ok(());
        }
        let depth = self.stack.len();
        let closed = std::mem::take(&mut self.state);
        self.state = self.stack.pop().unwrap_or_default();
        if self.state.dest != closed.dest {
            self.collected(closed.dest)?;
        }
        if self.asides.last().is_some_and(|a| a.depth == depth)
            && let Some(aside) = self.asides.pop()
        {
            let change = closed.change();
            self.end_paragraph(&closed, change);
            self.end_table();
            let made = std::mem::replace(&mut self.sheet, aside.sheet);
            self.place(aside.kind, made.out);
        }
        if closed.dest == Dest::Body && matches!(self.state.dest, Dest::OldList) {
            self.state.dest = Dest::Skip;
        }
        if closed.old_list.is_some() && closed.dest == Dest::OldList {
            self.state.old_list = closed.old_list;
        }
        Ok(())
    }

    /// What a group held that collects text or a picture.
    fn collected(&mut self, dest: Dest) -> Result<()> {
        let text = body::field(&std::mem::take(&mut self.text));
        match dest {
            Dest::Author => self.flow.author = super::docx::author(&text),
            Dest::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    field.push_str(&text);
                }
            }
            Dest::Revisers => self.tables.revisers = text.split(';').map(body::field).collect(),
            Dest::PropertyName => self.tables.property = text,
            Dest::PropertyValue if self.tables.property == "wzDescription" => self.alt = text,
            Dest::RemarkAuthor => self.remark_author = text,
            Dest::RemarkDate => self.remark_at = text.parse().ok().and_then(dttm),
            Dest::RemarkRef => self.remark = self.remarks.get(&text).copied(),
            Dest::RemarkStart if self.flow.remarks.len() < MOST_REMARKS => {
                self.flow.remarks.push(Comment::default());
                let remark = self.flow.remarks.len() - 1;
                self.remarks.insert(text, remark);
                self.sheet.now.pieces.push(Piece::Open(remark));
            }
            Dest::RemarkEnd => {
                let of = self.remarks.get(&text).copied();
                self.sheet.now.pieces.extend(of.map(Piece::Close));
            }
            Dest::Picture => self.keep_picture()?,
            _ => {}
        }
        Ok(())
    }

    fn keep_picture(&mut self) -> Result<()> {
        let (bytes, alt) = (std::mem::take(&mut self.picture), std::mem::take(&mut self.alt));
        if bytes.is_empty() {
            return Ok(());
        }
        if self.picture_kind.is_empty() {
            self.flow.notice("A drawing of a kind that no page shows was left out.");
            return Ok(());
        }
        let name = format!("picture-{}.{}", self.flow.pictures.len() + 1, self.picture_kind);
        self.flow.pictures.push(FilePicture { name, bytes });
        self.flow.count(self.name)?;
        self.sheet.now.pieces.push(Piece::Picture(self.flow.pictures.len() - 1, alt, self.state.change()));
        Ok(())
    }

    /// Puts copy that stood apart where it belongs.
    fn place(&mut self, kind: Dest, mut parts: Vec<Part>) {
        let said = || lines(&parts);
        match kind {
            Dest::Note => {
                let number = self.notes.len() + 1;
                if let Some(Part::Paragraph(first)) = parts.first_mut() {
                    first.pieces.insert(0, Piece::Text(format!("[{number}] "), Style::default()));
                }
                self.notes.push(parts);
            }
            Dest::Box => {
                self.flow.notice("A text box stands after the paragraph it was beside.");
                self.boxes.append(&mut parts);
            }
            Dest::Margin => self.margins.push(body::field(&said())),
            _ => {
                let text = said();
                let (author, made_at) = (std::mem::take(&mut self.remark_author), self.remark_at.take());
                let remark = self.remark.take().or_else(|| {
                    (self.flow.remarks.len() < MOST_REMARKS).then(|| {
                        self.flow.remarks.push(Comment::default());
                        let remark = self.flow.remarks.len() - 1;
                        self.sheet.now.pieces.extend([Piece::Open(remark), Piece::Close(remark)]);
                        remark
                    })
                });
                if let Some(remark) = remark {
                    self.flow.remarks[remark] = Comment { author, text, made_at, ..Comment::default() };
                }
            }
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<()> {
        if self.tables.word(&mut self.state, word, number) {
            return Ok(());
        }
        let on = number != Some(0);
        match word {
            "ansicpg" => self.tables.page = encoding_of_page(number.unwrap_or(1252)),
            "mac" => self.tables.page = encoding_rs::MACINTOSH,
            "uc" => self.state.unicode_skip = Some(number.unwrap_or(1).clamp(0, 16) as usize),
            "u" => self.unicode(number.unwrap_or(0))?,
            "par" | "sect" => self.paragraph(),
            "cell" => {
                self.paragraph_of_cell();
                let cell = std::mem::take(&mut self.sheet.cell);
                self.sheet.cells.push(cell);
                self.flow.count(self.name)?;
            }
            "row" => {
                let cells = std::mem::take(&mut self.sheet.cells);
                self.sheet.rows.push(Row { change: Change::None, cells });
            }
            "nestcell" => self.paragraph_of_cell(),
            "line" | "lbr" if self.state.dest == Dest::Body => {
                self.sheet.now.pieces.push(Piece::Break(self.state.change()));
            }
            "tab" | "page" | "column" | "emspace" | "enspace" | "qmspace" => self.say(" ")?,
            "emdash" => self.say("—")?,
            "endash" => self.say("–")?,
            "lquote" => self.say("‘")?,
            "rquote" => self.say("’")?,
            "ldblquote" => self.say("“")?,
            "rdblquote" => self.say("”")?,
            "bullet" => self.say("•")?,
            "zwj" => self.say("\u{200d}")?,
            "zwnj" => self.say("\u{200c}")?,
            "ltrmark" => self.say("\u{200e}")?,
            "rtlmark" => self.say("\u{200f}")?,
            "pngblip" => self.picture_kind = "png",
            "jpegblip" => self.picture_kind = "jpg",
            "pard" => self.state.paragraph_plain(),
            "plain" => self.state.plain(),
            "b" => self.state.marks.strong = on,
            "i" => self.state.marks.em = on,
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "revised" => self.state.revised = on,
            "revauth" | "revauthdel" => {
                let who = self.tables.revisers.get(number.unwrap_or(0).max(0) as usize).cloned();
                self.flow.changed_by(&who.unwrap_or_default(), None);
            }
            "revdttm" | "revdttmdel" => self.flow.changed_by("", number.and_then(|n| dttm(n.into()))),
            "s" => self.state.style = number,
            "outlinelevel" => self.state.outline = number.and_then(|n| u8::try_from(n).ok()),
            "ls" => self.state.list = number,
            "ilvl" => self.state.level = number.unwrap_or(0).clamp(0, 8) as u8,
            "intbl" => self.state.in_table = true,
            "itap" => self.state.in_table = number.unwrap_or(1) > 0,
            _ => {}
        }
        Ok(())
    }

    fn unicode(&mut self, code: i32) -> Result<()> {
        self.skip = self.state.unicode_skip.unwrap_or(1);
        let unit = (code & 0xffff) as u16;
        let units: &[u16] = match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => {
                self.high = Some(unit);
                return Ok(());
            }
            (Some(high), 0xdc00..=0xdfff) => &[high, unit],
            _ => &[unit],
        };
        let said: String =
            char::decode_utf16(units.iter().copied()).map(|c| c.unwrap_or('\u{fffd}')).collect();
        // Word puts the letters of symbol fonts into a private range.
        if !matches!(unit, 0xf000..=0xf0ff) {
            self.say(&said)?;
        }
        Ok(())
    }

    fn say_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.state.fresh = false;
        match self.state.dest {
            Dest::Skip | Dest::Lists | Dest::Overrides | Dest::OldList | Dest::Twice => {}
            Dest::Picture => {
                for digit in bytes.iter().filter_map(|b| char::from(*b).to_digit(16)) {
                    match self.half.take() {
                        None => self.half = Some(digit as u8),
                        Some(high) => self.picture.push(high << 4 | digit as u8),
                    }
                }
            }
            _ => self.bytes.extend_from_slice(bytes),
        }
        Ok(())
    }

    /// Decodes what waits, by the font it is set in.
    fn flush(&mut self) -> Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding: &'static Encoding =
            self.state.font.and_then(|f| self.tables.fonts.get(&f)).copied().unwrap_or(self.tables.page);
        let (said, _) = encoding.decode_without_bom_handling(&bytes);
        self.say(&said)
    }

    fn say(&mut self, words: &str) -> Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        self.flush()?;
        match self.state.dest {
            Dest::Body if self.state.hidden => self.flow.notice("Text that was hidden was left out."),
            Dest::Body => {
                let is_title = matches!(self.tables.role(&self.state), Role::Heading(_) | Role::Title);
                let marks = Marks { strong: self.state.marks.strong && !is_title, ..self.state.marks };
                let style = Style { marks, link: self.state.link.clone(), change: self.state.change() };
                match self.sheet.now.pieces.last_mut() {
                    Some(Piece::Text(text, same)) if *same == style => text.push_str(words),
                    _ => {
                        self.flow.count(self.name)?;
                        self.sheet.now.pieces.push(Piece::Text(words.to_owned(), style));
                    }
                }
            }
            Dest::Styles => self.tables.style_name(&self.state, words),
            Dest::Fonts
            | Dest::Skip
            | Dest::Picture
            | Dest::Lists
            | Dest::Overrides
            | Dest::OldList
            | Dest::Twice => {}
            _ if self.text.len() < 100_000 => self.text.push_str(words),
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self) {
        if self.state.dest == Dest::Body {
            let state = self.state.clone();
            let change = state.change();
            self.end_paragraph(&state, change);
        }
    }

    fn paragraph_of_cell(&mut self) {
        let state = State { in_table: true, ..self.state.clone() };
        self.end_paragraph(&state, Change::None);
    }

    fn end_paragraph(&mut self, state: &State, end: Change) {
        let mut now = std::mem::take(&mut self.sheet.now);
        now.role = self.tables.role(state);
        now.end = end;
        let mut after = std::mem::take(&mut self.boxes);
        if state.in_table {
            self.sheet.cell.push(Part::Paragraph(now));
            self.sheet.cell.append(&mut after);
        } else {
            self.end_table();
            self.sheet.out.push(Part::Paragraph(now));
            self.sheet.out.append(&mut after);
        }
    }

    fn end_table(&mut self) {
        let sheet = &mut self.sheet;
        if !sheet.cell.is_empty() {
            sheet.cells.push(std::mem::take(&mut sheet.cell));
        }
        if !sheet.cells.is_empty() {
            let cells = std::mem::take(&mut sheet.cells);
            sheet.rows.push(Row { change: Change::None, cells });
        }
        if !sheet.rows.is_empty() {
            sheet.out.push(Part::Table(std::mem::take(&mut sheet.rows)));
        }
    }

    fn finish(mut self) -> Manuscript {
        let state = State::default();
        let _ = self.flush();
        self.end_paragraph(&state, Change::None);
        self.end_table();
        let mut parts = std::mem::take(&mut self.sheet.out);
        parts.extend(self.notes.into_iter().flatten());
        self.flow.parts = parts;
        self.margins.retain(|line| !line.is_empty());
        self.margins.dedup();
        let margins: String = self.margins.join(" / ").chars().take(300).collect();
        if !margins.is_empty() {
            self.flow.notices.push(format!("Left out, as it stands at the edge of each page: “{margins}”."));
        }
        self.flow.manuscript()
    }
}

/// The words of some parts, a line a paragraph.
fn lines(parts: &[Part]) -> String {
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        match part {
            Part::Paragraph(p) => {
                let words = p.pieces.iter().map(|piece| match piece {
                    Piece::Text(text, _) => text.as_str(),
                    Piece::Break(_) => "\n",
                    _ => "",
                });
                out.push(words.collect());
            }
            Part::Table(rows) => out.extend(rows.iter().flat_map(|r| &r.cells).map(|cell| lines(cell))),
            Part::Block(_) => {}
        }
    }
    out.join("\n").trim().to_owned()
}
