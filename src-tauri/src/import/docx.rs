//! Word's .docx (ECMA-376, transitional and strict): text with its structure, tracked changes,
//! comments with their answers, pictures with their alt text, notes.

mod parts;

use super::address;
use super::flow::{Change, Flow, Paragraph, Part, Piece, Role, Row, Style};
use super::manuscript::{FilePicture, Manuscript};
use super::package::Package;
use super::xml::{Element, Node};
use crate::Result;
use crate::body::Marks;
use parts::Parts;
pub(super) use parts::{author, time};
use std::collections::HashMap;

/// How deep tables and text boxes stand in one another; deeper ones are read as lines.
const DEEPEST: usize = 24;

/// Reads a .docx.
pub fn read(name: &str, bytes: &[u8]) -> Result<Manuscript> {
    let mut package = Package::open(name, bytes)?;
    let (document, parts) = Parts::open(&mut package)?;
    let mut reader = Reader {
        name,
        flow: Flow { author: parts.author.clone(), remarks: parts.remarks.clone(), ..Flow::default() },
        parts: &parts,
        package: &mut package,
        pictures: HashMap::new(),
        fields: Vec::new(),
        notes: Vec::new(),
        boxes: Vec::new(),
        depth: 0,
        hidden: false,
        opened: vec![false; parts.remarks.len()],
    };
    let body = document.child("document").and_then(|d| d.child("body")).unwrap_or(&document);
    let mut out = Vec::new();
    reader.blocks(body, Change::None, &mut out)?;
    reader.place_notes(&mut out)?;
    let Reader { mut flow, hidden, .. } = reader;
    flow.parts = out;
    if hidden {
        flow.notices.push("Text that is hidden in Word was left out.".to_owned());
    }
    flow.notices.extend(parts.margins());
    Ok(flow.manuscript())
}

/// A field that is being read: `HYPERLINK "…"` and the like.
struct Field {
    instruction: String,
    shows: bool,
    link: Option<String>,
}

struct Reader<'a, 'p> {
    name: &'a str,
    flow: Flow,
    parts: &'a Parts,
    package: &'a mut Package<'p>,
    pictures: HashMap<String, usize>,
    fields: Vec<Field>,
    /// Footnotes and endnotes in the order they are called: kind and id.
    notes: Vec<(&'static str, String)>,
    /// Text boxes of the paragraph that is being read: they follow it.
    boxes: Vec<Part>,
    depth: usize,
    hidden: bool,
    opened: Vec<bool>,
}

impl<'a> Reader<'a, '_> {
    /// What stands between paragraphs.
    fn blocks(&mut self, holder: &'a Element, change: Change, out: &mut Vec<Part>) -> Result<()> {
        for element in holder.elements() {
            match &*element.name {
                "p" => {
                    let paragraph = self.paragraph(element, change)?;
                    out.push(Part::Paragraph(paragraph));
                    out.append(&mut self.boxes);
                }
                "tbl" if self.depth < DEEPEST => {
                    self.depth += 1;
                    let mut rows = Vec::new();
                    self.rows(element, change, &mut rows)?;
                    out.push(Part::Table(rows));
                    self.depth -= 1;
                }
                "altChunk" => {
                    self.flow.notice("A part that Word would fetch from another file inside was left out.");
                }
                _ => self.blocks(element, self.changed(element, change), out)?,
            }
        }
        Ok(())
    }

    fn rows(&mut self, table: &'a Element, change: Change, out: &mut Vec<Row>) -> Result<()> {
        for element in table.elements() {
            if &*element.name != "tr" {
                self.rows(element, self.changed(element, change), out)?;
                continue;
            }
            let about = element.child("trPr");
            let mut row = Row { change, cells: Vec::new() };
            for mark in about.iter().flat_map(|about| about.elements()) {
                let own = self.changed(mark, Change::None);
                self.note_author(mark, own);
                row.change = own.within(row.change);
            }
            self.cells(element, &mut row)?;
            out.push(row);
        }
        Ok(())
    }

    fn cells(&mut self, holder: &'a Element, row: &mut Row) -> Result<()> {
        for element in holder.elements() {
            if &*element.name != "tc" {
                self.cells(element, row)?;
                continue;
            }
            let mut cell = Vec::new();
            self.blocks(element, Change::None, &mut cell)?;
            row.cells.push(cell);
            let span = element.child("tcPr").and_then(|p| p.child("gridSpan")).and_then(|s| s.get("val"));
            let span: usize = span.and_then(|s| s.parse().ok()).unwrap_or(1);
            row.cells.resize(row.cells.len() + span.clamp(1, 64) - 1, Vec::new());
        }
        Ok(())
    }

    fn paragraph(&mut self, element: &'a Element, change: Change) -> Result<Paragraph> {
        let about = element.child("pPr");
        let role = self.parts.role(about);
        let mut out = Paragraph { role, pieces: Vec::new(), end: change };
        for mark in about.and_then(|a| a.child("rPr")).iter().flat_map(|marks| marks.elements()) {
            let own = self.changed(mark, Change::None);
            self.note_author(mark, own);
            out.end = own.within(out.end);
        }
        let style = about.and_then(|a| a.child("pStyle")).and_then(|s| s.get("val"));
        // A heading is bold by being one.
        let marks = if role == Role::Body { self.parts.marks(style) } else { Marks::default() };
        let look = Look {
            style: Style { marks, link: None, change },
            plain: matches!(role, Role::Heading(_) | Role::Title),
        };
        self.inline(element, &look, &mut out.pieces)?;
        // A field that never says what it shows would hide all that follows.
        for field in &mut self.fields {
            (field.shows, field.link) = (true, None);
        }
        Ok(out)
    }

    /// What stands in a paragraph.
    fn inline(&mut self, holder: &'a Element, look: &Look, out: &mut Vec<Piece>) -> Result<()> {
        for element in holder.elements() {
            match &*element.name {
                "r" => self.run(element, look, out)?,
                "pPr" | "rPr" => {}
                "hyperlink" => {
                    let to = element.get("id").and_then(|id| self.parts.outside(id));
                    let mut inside = look.clone();
                    inside.style.link = to.and_then(address::clean).or_else(|| look.style.link.clone());
                    self.inline(element, &inside, out)?;
                }
                "fldSimple" => {
                    let mut inside = look.clone();
                    inside.style.link =
                        element.get("instr").and_then(link_of).or_else(|| look.style.link.clone());
                    self.inline(element, &inside, out)?;
                }
                "commentRangeStart" | "commentRangeEnd" => {
                    if let Some(remark) = element.get("id").and_then(|id| self.parts.remark(id)) {
                        let starts = &*element.name == "commentRangeStart";
                        self.opened[remark] = true;
                        out.push(if starts { Piece::Open(remark) } else { Piece::Close(remark) });
                    }
                }
                "oMath" | "oMathPara" => {
                    self.push(element.text(), look.style.clone(), out)?;
                    self.flow.notice("A formula is plain text now: look it over.");
                }
                _ => {
                    let mut inside = look.clone();
                    inside.style.change = self.changed(element, look.style.change);
                    self.note_author(element, self.changed(element, Change::None));
                    self.inline(element, &inside, out)?;
                }
            }
        }
        Ok(())
    }

    fn run(&mut self, run: &'a Element, look: &Look, out: &mut Vec<Piece>) -> Result<()> {
        let mut style = look.style.clone();
        if let Some(about) = run.child("rPr") {
            if about.child("vanish").is_some_and(is_on) {
                self.hidden |= run.elements().any(|e| &*e.name == "t");
                return Ok(());
            }
            let named = self.parts.marks(about.child("rStyle").and_then(|s| s.get("val")));
            style.marks.strong |= named.strong;
            style.marks.em |= named.em;
            if let Some(bold) = about.child("b") {
                style.marks.strong = is_on(bold);
            }
            if let Some(italic) = about.child("i") {
                style.marks.em = is_on(italic);
            }
        }
        if look.plain {
            style.marks.strong = false;
        }
        if let Some(link) = self.fields.iter().rev().find_map(|f| f.link.clone()) {
            style.link = Some(link);
        }
        self.run_pieces(run, &style, out)
    }

    fn run_pieces(&mut self, holder: &'a Element, style: &Style, out: &mut Vec<Piece>) -> Result<()> {
        let shown = self.fields.iter().all(|f| f.shows);
        for element in holder.elements() {
            match &*element.name {
                "t" | "delText" if shown => self.push(element.text(), style.clone(), out)?,
                "tab" | "ptab" if shown => self.push(" ".to_owned(), style.clone(), out)?,
                "noBreakHyphen" => self.push("\u{2011}".to_owned(), style.clone(), out)?,
                "br" | "cr" => match element.get("type") {
                    Some("page" | "column") => self.push(" ".to_owned(), style.clone(), out)?,
                    _ => out.push(Piece::Break(style.change)),
                },
                "sym" => {
                    let code = element.get("char").and_then(|c| u32::from_str_radix(c, 16).ok());
                    match code.filter(|c| *c < 0xf000).and_then(char::from_u32) {
                        Some(letter) => self.push(letter.to_string(), style.clone(), out)?,
                        None => self.flow.notice("A sign of a symbol font was left out."),
                    }
                }
                "fldChar" => match element.get("fldCharType") {
                    Some("begin") if self.fields.len() < 50 => {
                        self.fields.push(Field { instruction: String::new(), shows: false, link: None });
                    }
                    Some("separate") => {
                        if let Some(field) = self.fields.last_mut() {
                            field.link = link_of(&field.instruction);
                            field.shows = true;
                        }
                    }
                    Some("end") => {
                        self.fields.pop();
                    }
                    _ => {}
                },
                "instrText" | "delInstrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        field.instruction.push_str(&element.text());
                    }
                }
                "footnoteReference" => self.call_note("footnote", element, style, out)?,
                "endnoteReference" => self.call_note("endnote", element, style, out)?,
                "commentReference" => {
                    if let Some(remark) = element.get("id").and_then(|id| self.parts.remark(id))
                        && !std::mem::replace(&mut self.opened[remark], true)
                    {
                        out.extend([Piece::Open(remark), Piece::Close(remark)]);
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(element, style, out)?,
                "AlternateContent" => {
                    // The same thing for newer and for older programs: one of the two.
                    let choice = element.child("Choice").or_else(|| element.child("Fallback"));
                    if let Some(choice) = choice {
                        self.run_pieces(choice, style, out)?;
                    }
                }
                "ruby" => {
                    for (part, before, after) in [("rubyBase", "", ""), ("rt", "(", ")")] {
                        let said = element.child(part).map(Element::text).unwrap_or_default();
                        if !said.is_empty() {
                            self.push(format!("{before}{said}{after}"), style.clone(), out)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A picture, or a box with text of its own.
    fn drawing(&mut self, drawing: &'a Element, style: &Style, out: &mut Vec<Piece>) -> Result<()> {
        let alt = drawing.find("docPr").or_else(|| drawing.find("shape"));
        let alt = alt.and_then(|a| a.get("descr").or_else(|| a.get("alt"))).unwrap_or_default();
        let mut found = Vec::new();
        pictures_in(drawing, &mut found);
        for id in found {
            let Some(target) = self.parts.inside(id) else {
                self.flow.notice("A picture that is not in the file itself was left out.");
                continue;
            };
            let place = match self.pictures.get(&target) {
                Some(place) => *place,
                None => {
                    let Some(bytes) = self.package.picture(&target) else {
                        self.flow.notice(&format!("The picture “{target}” in it is missing or damaged."));
                        continue;
                    };
                    let name = target.rsplit('/').next().unwrap_or_default().to_owned();
                    self.flow.pictures.push(FilePicture { name, bytes });
                    self.pictures.insert(target, self.flow.pictures.len() - 1);
                    self.flow.pictures.len() - 1
                }
            };
            self.flow.count(self.name)?;
            out.push(Piece::Picture(place, alt.to_owned(), style.change));
        }
        let mut texts = Vec::new();
        boxes_in(drawing, &mut texts);
        for text in texts {
            if self.depth >= DEEPEST {
                break;
            }
            self.depth += 1;
            // What is in the box is read as paragraphs of their own, with their own boxes after them.
            let outer = std::mem::take(&mut self.boxes);
            let mut inside = Vec::new();
            self.blocks(text, style.change, &mut inside)?;
            self.boxes = outer;
            self.boxes.append(&mut inside);
            self.depth -= 1;
            self.flow.notice("A text box stands after the paragraph it was beside.");
        }
        Ok(())
    }

    fn call_note(
        &mut self,
        kind: &'static str,
        element: &Element,
        style: &Style,
        out: &mut Vec<Piece>,
    ) -> Result<()> {
        let Some(id) = element.get("id") else { return Ok(()) };
        self.notes.push((kind, id.to_owned()));
        let plain = Style { change: style.change, ..Style::default() };
        self.push(format!("[{}]", self.notes.len()), plain, out)
    }

    /// Footnotes and endnotes stand at the end, by their numbers.
    fn place_notes(&mut self, out: &mut Vec<Part>) -> Result<()> {
        let parts = self.parts;
        let mut at = 0;
        // A note may call another: those follow in their turn.
        while at < self.notes.len() {
            let (kind, id) = self.notes[at].clone();
            at += 1;
            let Some(note) = parts.note(kind, &id) else { continue };
            let mut inside = Vec::new();
            self.blocks(note, Change::None, &mut inside)?;
            if let Some(Part::Paragraph(first)) = inside.first_mut() {
                first.pieces.insert(0, Piece::Text(format!("[{at}] "), Style::default()));
            }
            out.append(&mut inside);
            self.flow.notice("Footnotes and endnotes stand at the end of the text, numbered in brackets.");
        }
        Ok(())
    }

    /// Whose what the element holds is.
    fn changed(&self, element: &Element, outer: Change) -> Change {
        match &*element.name {
            "ins" | "moveTo" | "cellIns" => Change::Added.within(outer),
            "del" | "moveFrom" | "cellDel" => Change::Removed.within(outer),
            _ => outer,
        }
    }

    fn note_author(&mut self, element: &Element, own: Change) {
        if own != Change::None {
            let at = element.get("date").and_then(parts::time);
            self.flow.changed_by(element.get("author").unwrap_or_default(), at);
        }
    }

    fn push(&mut self, words: String, style: Style, out: &mut Vec<Piece>) -> Result<()> {
        match out.last_mut() {
            Some(Piece::Text(text, same)) if *same == style => text.push_str(&words),
            _ => {
                self.flow.count(self.name)?;
                out.push(Piece::Text(words, style));
            }
        }
        Ok(())
    }
}

/// How the text of a paragraph looks before its runs say more.
#[derive(Clone)]
struct Look {
    style: Style,
    /// Bold says nothing here.
    plain: bool,
}

/// Whether a switch such as `<w:b/>` is on.
fn is_on(element: &Element) -> bool {
    !matches!(element.get("val"), Some("0" | "false" | "off" | "none"))
}

/// Where a field leads: `HYPERLINK "https://…" \o "…"`.
pub(super) fn link_of(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
    let to = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    address::clean(to)
}

/// The pictures of a drawing, by relationship; those in its text boxes come with their text.
fn pictures_in<'a>(element: &'a Element, out: &mut Vec<&'a str>) {
    for inside in element.elements() {
        match &*inside.name {
            "blip" => out.extend(inside.get("embed").or_else(|| inside.get("link"))),
            "imagedata" => out.extend(inside.get("id").or_else(|| inside.get("pict"))),
            "txbxContent" | "Fallback" => {}
            _ => pictures_in(inside, out),
        }
    }
}

fn boxes_in<'a>(element: &'a Element, out: &mut Vec<&'a Element>) {
    for inside in element.elements() {
        match &*inside.name {
            "txbxContent" => out.push(inside),
            "Fallback" => {}
            _ => boxes_in(inside, out),
        }
    }
}

/// The words of a comment: its paragraphs, a line each.
fn lines(element: &Element) -> String {
    fn push(element: &Element, out: &mut String) {
        for node in &element.nodes {
            match node {
                Node::Element(e) if &*e.name == "t" => out.push_str(&e.text()),
                Node::Element(e) if matches!(&*e.name, "br" | "cr") => out.push('\n'),
                Node::Element(e) if &*e.name == "tab" => out.push(' '),
                Node::Element(e) if &*e.name == "del" => {}
                Node::Element(e) => push(e, out),
                Node::Text(_) => {}
            }
        }
    }
    let paragraphs = element.elements().filter(|e| &*e.name == "p").map(|p| {
        let mut line = String::new();
        push(p, &mut line);
        line
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}
