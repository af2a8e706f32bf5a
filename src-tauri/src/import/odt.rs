//! OpenDocument text, .odt (ODF 1.3): text with its structure, tracked changes, annotations with
//! their answers, pictures with their alt text, notes.

mod styles;

use super::address;
use super::docx::{author, time};
use super::flow::{Change, Flow, Paragraph, Part, Piece, Role, Row, Style};
use super::manuscript::{Comment, FilePicture, Manuscript, Reply};
use super::package::Package;
use super::xml::{Element, Node};
use crate::Result;
use crate::body::{self, Marks};
use std::collections::HashMap;
use styles::Styles;

/// How deep lists, tables and boxes stand in one another; what is deeper is read as lines.
const DEEPEST: usize = 24;
/// Remarks that one file may hold.
const MOST_REMARKS: usize = 5_000;
/// Cells that one repeated cell may stand for.
const MOST_REPEATED: usize = 64;

/// Reads an .odt.
pub fn read(name: &str, bytes: &[u8]) -> Result<Manuscript> {
    let mut package = Package::open(name, bytes)?;
    let content = package.needed("content.xml")?;
    let named = package.xml("styles.xml")?.unwrap_or_default();
    let about = package.xml("meta.xml")?.unwrap_or_default();
    let styles = Styles::of(&[&named, &content]);
    let text = content.find("body").and_then(|b| b.child("text"));
    let Some(text) = text else {
        let hint = "Bring in a text document: a table or a presentation is no copy.";
        return Err(super::unreadable(name, "there is no text in it", hint));
    };
    let mut changes = HashMap::new();
    for region in text.child("tracked-changes").iter().flat_map(|t| t.elements()) {
        let Some(change) = region.elements().next() else { continue };
        if let Some(id) = region.get("id").or_else(|| change.get("id")) {
            changes.insert(id, change);
        }
    }
    let mut reader = Reader {
        name,
        styles: &styles,
        package: &mut package,
        flow: Flow::default(),
        changes,
        added: Vec::new(),
        out: Vec::new(),
        now: Paragraph::default(),
        remarks: HashMap::new(),
        notes: Vec::new(),
        after: Vec::new(),
        pictures: HashMap::new(),
        depth: 0,
        lists: 0,
    };
    reader.blocks(text, Role::Body)?;
    reader.place_notes()?;
    let Reader { mut flow, out, .. } = reader;
    flow.parts = out;
    let creator = about.find("initial-creator").or_else(|| about.find("creator"));
    flow.author = author(&creator.map(Element::text).unwrap_or_default());
    flow.notices.extend(margins(&named));
    Ok(flow.manuscript())
}

/// What is said of text that the file's writer kept from view.
const HIDDEN: &str = "Text that was hidden was left out.";

/// Whether a section or a field is not shown (OpenDocument 1.3, part 3: `text:display` and
/// `text:is-hidden`); a condition that was not worked out shows it.
fn is_hidden(element: &Element) -> bool {
    element.get("display") == Some("none") || element.get("is-hidden") == Some("true")
}

/// Whether a field in the paragraph keeps the whole of it from view.
fn holds_hidden_paragraph(holder: &Element) -> bool {
    let mut open: Vec<&Element> = holder.elements().collect();
    while let Some(element) = open.pop() {
        if &*element.name == "hidden-paragraph" && is_hidden(element) {
            return true;
        }
        open.extend(element.elements());
    }
    false
}

struct Reader<'a, 'p> {
    name: &'a str,
    styles: &'a Styles,
    package: &'a mut Package<'p>,
    flow: Flow,
    /// Tracked changes by id: `insertion`, or `deletion` with what was taken out.
    changes: HashMap<&'a str, &'a Element>,
    /// Insertions that have begun and not ended.
    added: Vec<&'a str>,
    out: Vec<Part>,
    now: Paragraph,
    /// Remarks by their names.
    remarks: HashMap<String, usize>,
    notes: Vec<&'a Element>,
    /// What stands after the paragraph that is being read.
    after: Vec<&'a Element>,
    pictures: HashMap<String, usize>,
    depth: usize,
    lists: u64,
}

impl<'a> Reader<'a, '_> {
    fn blocks(&mut self, holder: &'a Element, role: Role) -> Result<()> {
        if self.depth > DEEPEST {
            return self.as_text(holder);
        }
        self.depth += 1;
        for element in holder.elements() {
            self.block(element, role)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn block(&mut self, element: &'a Element, role: Role) -> Result<()> {
        match &*element.name {
            "p" | "h" => self.paragraph(element, role)?,
            "list" => {
                self.lists += 1;
                self.list(element, element.get("style-name"), 0, self.lists)?;
            }
            "table" => self.table(element)?,
            "change-start" | "change-end" => self.insertion(element),
            "change" => {
                self.deletion(element)?;
                if !self.now.pieces.is_empty() {
                    self.end(Change::Removed, role);
                }
            }
            "custom-shape" | "rect" | "ellipse" | "polygon" | "path" if element.child("p").is_some() => {
                self.after.push(element);
                self.boxes()?;
            }
            "frame" => {
                self.frame(element)?;
                if !self.now.pieces.is_empty() {
                    self.end(self.change(), role);
                }
                self.boxes()?;
            }
            "section" if is_hidden(element) => self.flow.notice(HIDDEN),
            "tracked-changes" | "sequence-decls" | "variable-decls" | "user-field-decls" | "forms" => {}
            _ => self.blocks(element, role)?,
        }
        Ok(())
    }

    /// Whose what is read now is.
    fn change(&self) -> Change {
        if self.added.is_empty() { Change::None } else { Change::Added }
    }

    fn paragraph(&mut self, element: &'a Element, role: Role) -> Result<()> {
        let style = element.get("style-name");
        if self.styles.is_hidden(style) || holds_hidden_paragraph(element) {
            self.flow.notice(HIDDEN);
            return Ok(());
        }
        let own = match &*element.name {
            "h" => {
                let level = element.get("outline-level").and_then(|l| l.parse().ok()).unwrap_or(1);
                Role::Heading(u8::clamp(level, 1, 9))
            }
            _ => self.styles.role(style),
        };
        let role = match (role, own) {
            (Role::Body, own) => own,
            (role, _) => role,
        };
        let mut look = Style { change: Change::None, ..Style::default() };
        if role == Role::Body || matches!(role, Role::Item { .. } | Role::Continued) {
            look.marks = self.styles.marks(style, Marks::default());
        }
        let plain = matches!(role, Role::Heading(_) | Role::Title);
        self.now.role = role;
        self.inline(element, &look, plain)?;
        self.end(self.change(), role);
        self.boxes()
    }

    fn end(&mut self, end: Change, role: Role) {
        self.now.end = end;
        self.now.role = role;
        self.out.push(Part::Paragraph(std::mem::take(&mut self.now)));
    }

    fn boxes(&mut self) -> Result<()> {
        for element in std::mem::take(&mut self.after) {
            if element.text().trim().is_empty() {
                continue;
            }
            self.flow.notice("A text box stands after the paragraph it was beside.");
            self.blocks(element, Role::Body)?;
        }
        Ok(())
    }

    fn inline(&mut self, holder: &'a Element, look: &Style, plain: bool) -> Result<()> {
        for node in &holder.nodes {
            let element = match node {
                Node::Text(text) => {
                    self.push(text.replace(['\n', '\r', '\t'], " "), look)?;
                    continue;
                }
                Node::Element(element) => element,
            };
            match &*element.name {
                "span" => {
                    let mut inside = look.clone();
                    let style = element.get("style-name");
                    if self.styles.is_hidden(style) {
                        self.flow.notice(HIDDEN);
                        continue;
                    }
                    inside.marks = self.styles.marks(style, look.marks);
                    inside.marks.strong &= !plain;
                    self.inline(element, &inside, plain)?;
                }
                "a" => {
                    let link = element.get("href").and_then(address::clean);
                    self.inline(
                        element,
                        &Style { link: link.or_else(|| look.link.clone()), ..look.clone() },
                        plain,
                    )?;
                }
                "s" => {
                    let count = element.get("c").and_then(|c| c.parse().ok()).unwrap_or(1_usize);
                    self.push(" ".repeat(count.min(8)), look)?;
                }
                "tab" => self.push(" ".to_owned(), look)?,
                "line-break" => {
                    let change = self.change().within(look.change);
                    self.now.pieces.push(Piece::Break(change));
                }
                "note" => {
                    if let Some(body) = element.child("note-body") {
                        self.notes.push(body);
                        let plain = Style { change: look.change, ..Style::default() };
                        self.push(format!("[{}]", self.notes.len()), &plain)?;
                    }
                }
                "annotation" => self.annotation(element),
                "annotation-end" => {
                    let of = element.get("name").and_then(|n| self.remarks.get(n));
                    self.now.pieces.extend(of.map(|remark| Piece::Close(*remark)));
                }
                "hidden-text" if is_hidden(element) => self.flow.notice(HIDDEN),
                "change-start" | "change-end" => self.insertion(element),
                "change" => self.deletion(element)?,
                "frame" => self.frame(element)?,
                // Drawn by Word or by hand, with text of its own.
                "custom-shape" | "rect" | "ellipse" | "polygon" | "path" | "caption" => {
                    self.after.push(element)
                }
                "ruby" => {
                    for (part, before, after) in [("ruby-base", "", ""), ("ruby-text", "(", ")")] {
                        let said = element.child(part).map(Element::text).unwrap_or_default();
                        if !said.is_empty() {
                            self.push(format!("{before}{said}{after}"), look)?;
                        }
                    }
                }
                "soft-page-break" | "tracked-changes" => {}
                _ => self.inline(element, look, plain)?,
            }
        }
        Ok(())
    }

    fn insertion(&mut self, mark: &'a Element) {
        let Some(id) = mark.get("change-id") else { return };
        if &*mark.name == "change-end" {
            self.added.retain(|open| *open != id);
        } else if let Some(change) = self.changes.get(id).copied().filter(|c| &*c.name == "insertion") {
            self.note_author(change);
            if self.added.len() < 1_000 {
                self.added.push(id);
            }
        }
    }

    /// Puts what was taken out where it stood.
    fn deletion(&mut self, mark: &'a Element) -> Result<()> {
        let change = mark.get("change-id").and_then(|id| self.changes.get(id)).copied();
        let Some(change) = change.filter(|c| &*c.name == "deletion") else { return Ok(()) };
        if self.depth > DEEPEST {
            return self.push(change.text(), &Style { change: Change::Removed, ..Style::default() });
        }
        self.depth += 1;
        self.note_author(change);
        let look = Style { change: Change::Removed, ..Style::default() };
        let role = self.now.role;
        let parts = change.elements().filter(|e| &*e.name != "change-info");
        for (place, part) in parts.enumerate() {
            if place > 0 {
                self.end(Change::Removed.within(self.change()), role);
                self.now.role = role;
            }
            match &*part.name {
                "p" | "h" => self.inline(part, &look, false)?,
                _ => self.push(part.text(), &look)?,
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn note_author(&mut self, change: &Element) {
        let info = change.child("change-info");
        let said = |name: &str| info.and_then(|i| i.child(name)).map(Element::text).unwrap_or_default();
        self.flow.changed_by(&said("creator"), time(&said("date")));
    }

    fn annotation(&mut self, element: &'a Element) {
        let said = |name: &str| element.child(name).map(Element::text).unwrap_or_default();
        let lines = element.elements().filter(|e| matches!(&*e.name, "p" | "list" | "h")).map(Element::text);
        let text = lines.collect::<Vec<_>>().join("\n");
        let (author, made_at) = (body::field(&said("creator")), time(&said("date")));
        let parent = element.get("parent-name").and_then(|n| self.remarks.get(n)).copied();
        let name = element.get("name").unwrap_or_default();
        if let Some(remark) = parent {
            self.flow.remarks[remark].replies.push(Reply { author, text, made_at });
            self.remarks.entry(name.to_owned()).or_insert(remark);
            return;
        }
        if self.flow.remarks.len() >= MOST_REMARKS {
            return;
        }
        let resolved = element.get("resolved") == Some("true");
        self.flow.remarks.push(Comment { author, text, made_at, resolved, ..Comment::default() });
        let remark = self.flow.remarks.len() - 1;
        self.now.pieces.push(Piece::Open(remark));
        if name.is_empty() {
            self.now.pieces.push(Piece::Close(remark));
        } else {
            self.remarks.insert(name.to_owned(), remark);
        }
    }

    fn frame(&mut self, frame: &'a Element) -> Result<()> {
        let said = |name: &str| frame.child(name).map(Element::text).filter(|t| !t.trim().is_empty());
        let alt = said("desc").or_else(|| said("title")).unwrap_or_default();
        for inside in frame.elements() {
            match &*inside.name {
                "image" => {
                    let href = inside.get("href").unwrap_or_default().trim_start_matches("./");
                    let place = match self.pictures.get(href) {
                        Some(place) => *place,
                        None => {
                            let Some(bytes) = self.package.picture(href) else {
                                self.flow.notice("A picture that is not in the file itself was left out.");
                                continue;
                            };
                            let name = href.rsplit('/').next().unwrap_or_default().to_owned();
                            self.flow.pictures.push(FilePicture { name, bytes });
                            self.pictures.insert(href.to_owned(), self.flow.pictures.len() - 1);
                            self.flow.pictures.len() - 1
                        }
                    };
                    let change = self.change();
                    self.flow.count(self.name)?;
                    self.now.pieces.push(Piece::Picture(place, alt.clone(), change));
                    return Ok(()); // the same picture again, in another format
                }
                "text-box" => self.after.push(inside),
                _ => {}
            }
        }
        Ok(())
    }

    fn list(&mut self, list: &'a Element, style: Option<&'a str>, level: u8, number: u64) -> Result<()> {
        if self.depth > DEEPEST {
            return self.as_text(list);
        }
        self.depth += 1;
        let style = list.get("style-name").or(style);
        let (ordered, start) = self.styles.list(style, level);
        for item in list.elements().filter(|e| matches!(&*e.name, "list-item" | "list-header")) {
            let start = item.get("start-value").and_then(|s| s.parse().ok()).unwrap_or(start);
            let mut role = Role::Item { level, ordered, start, list: number };
            for inside in item.elements() {
                match &*inside.name {
                    "list" => self.list(inside, style, level.saturating_add(1), number)?,
                    _ => {
                        self.block(inside, role)?;
                        role = Role::Continued;
                    }
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// What is nested too deep to be anything but its words.
    fn as_text(&mut self, element: &Element) -> Result<()> {
        self.push(element.text(), &Style::default())?;
        self.end(Change::None, Role::Body);
        self.flow.notice("What was nested very deep is plain text now.");
        Ok(())
    }

    fn table(&mut self, table: &'a Element) -> Result<()> {
        if self.depth > DEEPEST {
            return self.as_text(table);
        }
        let outside = std::mem::take(&mut self.out);
        let mut rows = Vec::new();
        self.depth += 1;
        self.rows(table, &mut rows)?;
        self.depth -= 1;
        self.out = outside;
        self.out.push(Part::Table(rows));
        Ok(())
    }

    fn rows(&mut self, holder: &'a Element, rows: &mut Vec<Row>) -> Result<()> {
        for element in holder.elements() {
            if &*element.name != "table-row" {
                self.rows(element, rows)?;
                continue;
            }
            let mut row = Row { change: self.change(), cells: Vec::new() };
            for cell in element.elements().filter(|e| matches!(&*e.name, "table-cell" | "covered-table-cell"))
            {
                self.blocks(cell, Role::Body)?;
                row.cells.push(std::mem::take(&mut self.out));
                let again =
                    cell.get("number-columns-repeated").and_then(|n| n.parse().ok()).unwrap_or(1_usize);
                row.cells.resize(row.cells.len() + again.clamp(1, MOST_REPEATED) - 1, Vec::new());
            }
            rows.push(row);
        }
        Ok(())
    }

    /// Footnotes and endnotes stand at the end, by their numbers.
    fn place_notes(&mut self) -> Result<()> {
        let mut at = 0;
        while at < self.notes.len() {
            let note = self.notes[at];
            at += 1;
            let from = self.out.len();
            self.blocks(note, Role::Body)?;
            if let Some(Part::Paragraph(first)) = self.out.get_mut(from) {
                first.pieces.insert(0, Piece::Text(format!("[{at}] "), Style::default()));
            }
            self.flow.notice("Footnotes and endnotes stand at the end of the text, numbered in brackets.");
        }
        Ok(())
    }

    fn push(&mut self, words: String, look: &Style) -> Result<()> {
        let change = self.change().within(look.change);
        let style = Style { change, ..look.clone() };
        match self.now.pieces.last_mut() {
            Some(Piece::Text(text, same)) if *same == style => text.push_str(&words),
            _ => {
                self.flow.count(self.name)?;
                self.now.pieces.push(Piece::Text(words, style));
            }
        }
        Ok(())
    }
}

/// What stands at the edges of the pages, said, so that no word goes unseen.
fn margins(styles: &Element) -> Option<String> {
    fn gather(element: &Element, out: &mut Vec<String>) {
        for inside in element.elements() {
            match &*inside.name {
                "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first" => {
                    out.push(body::field(&inside.text()));
                }
                _ => gather(inside, out),
            }
        }
    }
    let mut said = Vec::new();
    styles.find("master-styles").iter().for_each(|masters| gather(masters, &mut said));
    said.retain(|line| !line.is_empty());
    said.dedup();
    let all: String = said.join(" / ").chars().take(300).collect();
    (!all.is_empty()).then(|| format!("Left out, as it stands at the edge of each page: “{all}”."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn odt(text: &str) -> Vec<u8> {
        let content = format!(
            r#"<document-content xmlns:text="t" xmlns:style="s"><automatic-styles>
            <style:style style:name="Shy"><style:text-properties text:display="none"/></style:style>
            </automatic-styles><body><text>{text}</text></body></document-content>"#
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (part, bytes) in [("mimetype", MIMETYPE), ("content.xml", &content)] {
            zip.start_file(part, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    const MIMETYPE: &str = "application/vnd.oasis.opendocument.text";

    #[test]
    fn what_the_writer_hid_is_left_out_and_said() {
        for hidden in [
            r#"<text:section text:name="a" text:display="none"><text:p>SHY</text:p></text:section>"#,
            r#"<text:section text:display="condition" text:is-hidden="true"><text:p>SHY</text:p></text:section>"#,
            r#"<text:p><text:hidden-paragraph text:is-hidden="true"/>SHY</text:p>"#,
            r#"<text:p>Seen <text:hidden-text text:is-hidden="true">SHY</text:hidden-text></text:p>"#,
            r#"<text:p>Seen <text:span text:style-name="Shy">SHY</text:span></text:p>"#,
            r#"<text:p text:style-name="Shy">SHY</text:p>"#,
        ] {
            let made = read("a.odt", &odt(&format!("<text:p>First.</text:p>{hidden}"))).unwrap();
            let copy = body::plain_text(&made.body);
            assert!(copy.contains("First.") && !copy.contains("SHY"), "{hidden}: {copy}");
            assert!(made.notices.iter().any(|said| said == HIDDEN), "{hidden}: {:?}", made.notices);
        }
        let shown = r#"<text:section text:display="condition"><text:p>Seen</text:p></text:section>"#;
        assert!(body::plain_text(&read("a.odt", &odt(shown)).unwrap().body).contains("Seen"));
    }
}
