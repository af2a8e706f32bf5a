//! What stands beside the text of a .docx: styles, numbering, relationships, comments, notes,
//! headers, and what the file says of itself.

use super::lines;
use crate::Result;
use crate::body::{self, Marks};
use crate::import::flow::Role;
use crate::import::manuscript::{Comment, Reply};
use crate::import::package::Package;
use crate::import::xml::Element;
use crate::story::UtcMillis;
use std::collections::HashMap;

/// Remarks that one file may hold.
const MOST_REMARKS: usize = 5_000;
/// How long a chain of styles may be.
const LONGEST_CHAIN: usize = 12;

/// How a level of a list counts: whether it is numbered, and from where; none: it is no list.
type Counts = Option<(bool, u64)>;

/// What was read of the parts.
#[derive(Default)]
pub(super) struct Parts {
    folder: String,
    styles: HashMap<String, StyleOf>,
    /// By list and level: whether it is numbered, and from where; none: not a list.
    numbering: HashMap<(String, u8), Counts>,
    relations: HashMap<String, Relation>,
    notes: HashMap<&'static str, Element>,
    note_places: HashMap<(&'static str, String), usize>,
    /// The threads, each with its answers.
    pub remarks: Vec<Comment>,
    threads: HashMap<String, usize>,
    margins: Vec<String>,
    /// Who wrote it.
    pub author: String,
}

struct Relation {
    kind: String,
    target: String,
    outside: bool,
}

#[derive(Default)]
struct StyleOf {
    name: String,
    based_on: String,
    outline: Option<u8>,
    list: Option<(String, u8)>,
    bold: Option<bool>,
    italic: Option<bool>,
}

impl Parts {
    /// Reads the parts; the document itself is given back as it is.
    pub fn open(package: &mut Package) -> Result<(Element, Self)> {
        let top = package.xml("_rels/.rels")?.unwrap_or_default();
        let top = relations(&top);
        let of_kind = |kind: &str| {
            top.values().find(|r| r.kind == kind).map(|r| r.target.trim_start_matches('/').to_owned())
        };
        let main = of_kind("officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
        let document = package.needed(&main)?;
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let mut parts = Parts { folder: folder.to_owned(), ..Parts::default() };
        let rels = package.xml(&format!("{folder}/_rels/{file}.rels"))?.unwrap_or_default();
        parts.relations = relations(&rels);
        let mut part = |kind: &str| -> Result<Option<Element>> {
            let named = parts.relations.values().find(|r| r.kind == kind && !r.outside);
            let Some(path) = named.map(|r| parts.path(&r.target)) else { return Ok(None) };
            package.xml(&path)
        };
        let styles = part("styles")?;
        let numbering = part("numbering")?;
        let comments = part("comments")?;
        let extended = part("commentsExtended")?;
        let footnotes = part("footnotes")?;
        let endnotes = part("endnotes")?;
        if let Some(styles) = styles {
            parts.read_styles(&styles);
        }
        if let Some(numbering) = numbering {
            parts.read_numbering(&numbering);
        }
        if let Some(comments) = comments {
            parts.read_comments(&comments, extended.as_ref());
        }
        for (kind, element) in [("footnote", footnotes), ("endnote", endnotes)] {
            let Some(root) = element else { continue };
            let holder = root.elements().next();
            for (place, note) in holder.iter().flat_map(|h| h.elements()).enumerate() {
                if let (Some(id), None | Some("normal")) = (note.get("id"), note.get("type")) {
                    parts.note_places.insert((kind, id.to_owned()), place);
                }
            }
            parts.notes.insert(kind, root);
        }
        let mut margins: Vec<String> = parts
            .relations
            .values()
            .filter(|r| matches!(r.kind.as_str(), "header" | "footer"))
            .map(|r| parts.path(&r.target))
            .collect();
        margins.sort();
        for path in margins.into_iter().take(20) {
            if let Some(margin) = package.xml(&path)? {
                let said = margin.elements().next().map(lines).unwrap_or_default();
                parts.margins.push(body::field(&said));
            }
        }
        if let Some(core) = of_kind("core-properties") {
            let core = package.xml(&core)?.unwrap_or_default();
            parts.author = author(&core.find("creator").map(Element::text).unwrap_or_default());
        }
        Ok((document, parts))
    }

    fn path(&self, target: &str) -> String {
        match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None if self.folder.is_empty() => target.to_owned(),
            None => {
                let mut steps: Vec<&str> = self.folder.split('/').collect();
                for step in target.split('/') {
                    match step {
                        ".." => {
                            steps.pop();
                        }
                        "." => {}
                        step => steps.push(step),
                    }
                }
                steps.join("/")
            }
        }
    }

    fn read_styles(&mut self, root: &Element) {
        for style in root.elements().flat_map(Element::elements).filter(|e| &*e.name == "style") {
            let Some(id) = style.get("styleId") else { continue };
            let value = |name: &str| style.child(name).and_then(|e| e.get("val")).unwrap_or_default();
            let (paragraph, run) = (style.child("pPr"), style.child("rPr"));
            let on = |name: &str| run.and_then(|r| r.child(name)).map(super::is_on);
            let of = StyleOf {
                name: value("name").to_lowercase(),
                based_on: value("basedOn").to_owned(),
                outline: paragraph.and_then(outline),
                list: paragraph.and_then(list),
                bold: on("b"),
                italic: on("i"),
            };
            self.styles.insert(id.to_owned(), of);
        }
    }

    /// A style and those it is made from.
    fn chain(&self, style: Option<&str>) -> impl Iterator<Item = &StyleOf> {
        let first = style.and_then(|id| self.styles.get(id));
        std::iter::successors(first, |s| self.styles.get(&s.based_on)).take(LONGEST_CHAIN)
    }

    /// What a paragraph is.
    pub fn role(&self, about: Option<&Element>) -> Role {
        let style = about.and_then(|a| a.child("pStyle")).and_then(|s| s.get("val"));
        for known in self.chain(style) {
            match known.name.as_str() {
                "title" | "headline" => return Role::Title,
                "subtitle" | "standfirst" => return Role::Subtitle,
                "byline" | "author" => return Role::Byline,
                "quote" | "intense quote" | "block text" | "quotations" => return Role::Quote,
                name => {
                    if let Some(level) = name.strip_prefix("heading ").and_then(|n| n.parse().ok()) {
                        return Role::Heading(u8::clamp(level, 1, 9));
                    }
                }
            }
        }
        let own = about.and_then(outline);
        if let Some(level) = own.or_else(|| self.chain(style).find_map(|s| s.outline)) {
            return Role::Heading(level);
        }
        let listed = about.and_then(list).or_else(|| self.chain(style).find_map(|s| s.list.clone()));
        let Some((number, level)) = listed.filter(|(number, _)| number != "0") else { return Role::Body };
        let Some(Some((ordered, start))) = self.numbering.get(&(number.clone(), level)).copied() else {
            return Role::Body;
        };
        Role::Item { level, ordered, start, list: number.parse().unwrap_or(0) }
    }

    /// Bold and italic as a style says them.
    pub fn marks(&self, style: Option<&str>) -> Marks {
        Marks {
            strong: self.chain(style).find_map(|s| s.bold).unwrap_or(false),
            em: self.chain(style).find_map(|s| s.italic).unwrap_or(false),
        }
    }

    fn read_numbering(&mut self, root: &Element) {
        let holder = root.elements().next();
        let all = || holder.iter().flat_map(|h| h.elements());
        let level = |lvl: &Element| {
            let value = |name: &str| lvl.child(name).and_then(|e| e.get("val"));
            let place: u8 = lvl.get("ilvl").and_then(|v| v.parse().ok()).unwrap_or(0);
            let start: u64 = value("start").and_then(|v| v.parse().ok()).unwrap_or(1);
            let kind = match value("numFmt") {
                Some("bullet") => Some((false, 1)),
                Some("none") => None,
                _ => Some((true, start)),
            };
            (place, kind)
        };
        let mut abstracts: HashMap<&str, Vec<(u8, Counts)>> = HashMap::new();
        for made in all().filter(|e| &*e.name == "abstractNum") {
            let levels = made.elements().filter(|e| &*e.name == "lvl").take(9).map(level).collect();
            abstracts.insert(made.get("abstractNumId").unwrap_or_default(), levels);
        }
        for num in all().filter(|e| &*e.name == "num").take(20_000) {
            let Some(id) = num.get("numId") else { continue };
            let of = num.child("abstractNumId").and_then(|e| e.get("val")).unwrap_or_default();
            for (place, kind) in abstracts.get(of).into_iter().flatten() {
                self.numbering.insert((id.to_owned(), *place), *kind);
            }
            for over in num.elements().filter(|e| &*e.name == "lvlOverride").take(9) {
                let place: u8 = over.get("ilvl").and_then(|v| v.parse().ok()).unwrap_or(0);
                let start =
                    over.child("startOverride").and_then(|e| e.get("val")).and_then(|v| v.parse().ok());
                if let (Some(start), Some(Some((_, from)))) =
                    (start, self.numbering.get_mut(&(id.to_owned(), place)))
                {
                    *from = start;
                }
            }
        }
    }

    fn read_comments(&mut self, root: &Element, extended: Option<&Element>) {
        let mut parents: HashMap<&str, (&str, bool)> = HashMap::new();
        for about in extended.iter().flat_map(|root| root.elements()).flat_map(Element::elements) {
            if let Some(id) = about.get("paraId") {
                let done = matches!(about.get("done"), Some("1" | "true"));
                parents.insert(id, (about.get("paraIdParent").unwrap_or_default(), done));
            }
        }
        let mut by_paragraph: HashMap<&str, usize> = HashMap::new();
        let all = root.elements().flat_map(Element::elements).filter(|e| &*e.name == "comment");
        for comment in all.take(MOST_REMARKS) {
            let last = comment.elements().filter(|e| &*e.name == "p").last().and_then(|p| p.get("paraId"));
            let (parent, done) = last.and_then(|id| parents.get(id)).copied().unwrap_or_default();
            let author = body::field(comment.get("author").unwrap_or_default());
            let (text, made_at) = (lines(comment), comment.get("date").and_then(time));
            if let Some(thread) = by_paragraph.get(parent).copied() {
                self.remarks[thread].replies.push(Reply { author, text, made_at });
                if let Some(last) = last {
                    by_paragraph.insert(last, thread);
                }
                continue;
            }
            let remark = Comment { author, text, made_at, resolved: done, ..Comment::default() };
            self.remarks.push(remark);
            let place = self.remarks.len() - 1;
            if let Some(last) = last {
                by_paragraph.insert(last, place);
            }
            if let Some(id) = comment.get("id") {
                self.threads.insert(id.to_owned(), place);
            }
        }
    }

    /// The place of the remark of that id; an answer has none of its own.
    pub fn remark(&self, id: &str) -> Option<usize> {
        self.threads.get(id).copied()
    }

    /// Where a link leads.
    pub fn outside(&self, id: &str) -> Option<&str> {
        self.relations.get(id).filter(|r| r.outside).map(|r| r.target.as_str())
    }

    /// The part that a picture is.
    pub fn inside(&self, id: &str) -> Option<String> {
        self.relations.get(id).filter(|r| !r.outside).map(|r| self.path(&r.target))
    }

    /// A note of that kind and id.
    pub fn note(&self, kind: &'static str, id: &str) -> Option<&Element> {
        let place = *self.note_places.get(&(kind, id.to_owned()))?;
        self.notes.get(kind)?.elements().next()?.elements().nth(place)
    }

    /// What stands in headers and footers, said, so that no word goes unseen.
    pub fn margins(&self) -> Option<String> {
        let mut said: Vec<String> = self.margins.iter().filter(|m| !m.is_empty()).cloned().collect();
        said.dedup();
        let all: String = said.join(" / ").chars().take(300).collect();
        (!all.is_empty()).then(|| format!("Left out, as it stands at the edge of each page: “{all}”."))
    }
}

/// A heading level by its place in the outline.
fn outline(about: &Element) -> Option<u8> {
    let level: u8 = about.child("outlineLvl")?.get("val")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// The list that a paragraph is in, and how deep.
fn list(about: &Element) -> Option<(String, u8)> {
    let of = about.child("numPr")?;
    let level = of.child("ilvl").and_then(|e| e.get("val")).and_then(|v| v.parse().ok()).unwrap_or(0);
    Some((of.child("numId")?.get("val")?.to_owned(), level))
}

fn relations(root: &Element) -> HashMap<String, Relation> {
    let mut out = HashMap::new();
    for relation in root.elements().flat_map(Element::elements) {
        if let (Some(id), Some(kind), Some(target)) =
            (relation.get("Id"), relation.get("Type"), relation.get("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let outside = relation.get("TargetMode") == Some("External");
            out.insert(id.to_owned(), Relation { kind, target: target.to_owned(), outside });
        }
    }
    out
}

/// The author, unless it is what a program puts there by itself.
pub(in crate::import) fn author(said: &str) -> String {
    const NOBODY: [&str; 8] = [
        "microsoft office user",
        "user",
        "windows user",
        "administrator",
        "admin",
        "unknown",
        "python-docx",
        "author",
    ];
    let said = body::field(said);
    if NOBODY.contains(&said.to_lowercase().as_str()) { String::new() } else { said }
}

/// A time as XML has it; one without a zone is taken for UTC.
pub(in crate::import) fn time(text: &str) -> Option<UtcMillis> {
    let whole = chrono::DateTime::parse_from_rfc3339(text).map(|t| t.timestamp_millis());
    let local = || {
        let read = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f");
        read.map(|t| t.and_utc().timestamp_millis())
    };
    whole.or_else(|_| local()).ok().filter(|at| (0..4_102_444_800_000).contains(at)).map(UtcMillis)
}
