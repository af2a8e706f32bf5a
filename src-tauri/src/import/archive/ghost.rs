//! Ghost's export: one JSON file, with or without `db` around it. Read row by row, so that a file
//! of any length takes the memory of its longest post and of who wrote what.
//!
//! A post's text is its `html`; where that is missing, its Lexical or Mobiledoc in `ghost_text`.
//! Reads from any `BufRead`; touches no disk.

mod text;

use super::{Addresses, Picture, Post, Spot, Status, fault, html, seal, time};
use crate::body::{self, escape_html};
use crate::story::is_language_tag;
use crate::{Error, Result};
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

/// What Ghost writes for its own address.
pub const OWN: &str = "__GHOST_URL__";

/// The tables that are read before the posts.
const BEFORE: [&str; 7] = ["users", "tags", "posts_tags", "posts_authors", "posts_meta", "settings", "posts"];

/// Whether the head of a file is that of a Ghost export.
pub fn is_one(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let starts = head.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    starts
        && (head.contains("\"db\"")
            || (head.contains("\"meta\"") || head.contains("\"posts\"")) && head.contains("\"data\""))
}

/// Reads the file, and gives each row of the tables that count to `each`, with its table and
/// where it ends. Ends early where `each` says so.
///
/// # Errors
/// `archive-unreadable` where the JSON is broken, with line and column; what came before has been given.
pub fn read(
    input: &mut dyn BufRead,
    each: &mut dyn FnMut(&str, Value, Spot) -> ControlFlow<()>,
) -> Result<()> {
    let spot = Rc::new(Cell::new(Spot { byte: 0, line: 1 }));
    let stopped = Cell::new(false);
    let counted = Counted { input, spot: spot.clone() };
    let mut json = serde_json::Deserializer::from_reader(counted);
    let mut rows = Rows { each, spot: &spot, stopped: &stopped };
    match (Level { rows: &mut rows, depth: 0 }).deserialize(&mut json) {
        Ok(()) => Ok(()),
        Err(_) if stopped.get() => Ok(()),
        Err(broken) => Err(Error::new(
            "archive-unreadable",
            format!(
                "The file could not be read on at line {}, column {}: {}.",
                broken.line(),
                broken.column(),
                if broken.is_eof() { "it ends too early".to_owned() } else { plain_words(&broken) }
            ),
            "What came before is in. Export it again there, and bring that file in: nothing is doubled.",
        )),
    }
}

/// The parser’s words without the place, which stands before them.
fn plain_words(broken: &serde_json::Error) -> String {
    let said = broken.to_string();
    said.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Counts bytes and lines on their way to the parser, which takes them one by one.
struct Counted<'a> {
    input: &'a mut dyn BufRead,
    spot: Rc<Cell<Spot>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let took = self.input.read(into)?;
        let mut spot = self.spot.get();
        spot.byte += took as u64;
        spot.line += into[..took].iter().filter(|b| **b == b'\n').count() as u64;
        self.spot.set(spot);
        Ok(took)
    }
}

struct Rows<'a> {
    each: &'a mut dyn FnMut(&str, Value, Spot) -> ControlFlow<()>,
    spot: &'a Cell<Spot>,
    stopped: &'a Cell<bool>,
}

/// A level of the file: the whole, `db`, `data`; its tables are read, what else it holds is not.
struct Level<'r, 'a> {
    rows: &'r mut Rows<'a>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Level<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> std::result::Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an export of Ghost")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "db" | "data" if self.depth < 4 => {
                    map.next_value_seed(Level { rows: self.rows, depth: self.depth + 1 })?;
                }
                table if BEFORE.contains(&table) => {
                    map.next_value_seed(Table { rows: self.rows, table })?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> std::result::Result<(), A::Error> {
        while all.next_element_seed(Level { rows: self.rows, depth: self.depth + 1 })?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> std::result::Result<(), E> {
        Ok(())
    }
}

struct Table<'r, 'a, 't> {
    rows: &'r mut Rows<'a>,
    table: &'t str,
}

impl<'de> DeserializeSeed<'de> for Table<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> std::result::Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Table<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a table of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> std::result::Result<(), A::Error> {
        while let Some(row) = all.next_element::<Value>()? {
            if (self.rows.each)(self.table, row, self.rows.spot.get()).is_break() {
                self.rows.stopped.set(true);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> std::result::Result<(), E> {
        Ok(())
    }
}

/// The words of a field; empty where it has none.
fn field<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// An id: a word, or a number in old exports.
fn id(row: &Value, name: &str) -> String {
    match row.get(name) {
        Some(Value::String(word)) => word.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// What is known of the whole file before its posts are read.
#[derive(Debug, Default)]
pub struct Survey {
    /// The addresses of the posts.
    pub addresses: Addresses,
    language: String,
    people: HashMap<String, String>,
    /// A tag's name; none where only staff saw it.
    tags: HashMap<String, Option<String>>,
    of_post: HashMap<String, Lists>,
}

#[derive(Debug, Default)]
struct Lists {
    /// Place in the list, and id.
    authors: Vec<(i64, String)>,
    tags: Vec<(i64, String)>,
    meta: Option<Box<Meta>>,
}

#[derive(Debug, Default)]
struct Meta {
    title: String,
    social: String,
    alt: String,
    caption: String,
}

impl Survey {
    /// Takes a row of the first reading in.
    pub fn add(&mut self, table: &str, row: &Value) {
        let order = || row.get("sort_order").and_then(Value::as_i64).unwrap_or_default();
        match table {
            "users" => {
                self.people.insert(id(row, "id"), body::field(field(row, "name")));
            }
            "tags" => {
                let name = body::field(field(row, "name"));
                let hidden = field(row, "visibility") == "internal" || name.starts_with('#');
                self.tags.insert(id(row, "id"), (!hidden).then_some(name));
            }
            "posts_authors" => {
                let list = &mut self.of_post.entry(id(row, "post_id")).or_default().authors;
                list.push((order(), id(row, "author_id")));
            }
            "posts_tags" => {
                let list = &mut self.of_post.entry(id(row, "post_id")).or_default().tags;
                list.push((order(), id(row, "tag_id")));
            }
            "posts_meta" => {
                let title = first_of(row, &["meta_title"]);
                let social = first_of(row, &["og_title", "twitter_title"]);
                let alt = body::field(field(row, "feature_image_alt"));
                let caption = field(row, "feature_image_caption").to_owned();
                if [&title, &social, &alt, &caption].iter().any(|text| !text.is_empty()) {
                    let meta = Some(Box::new(Meta { title, social, alt, caption }));
                    self.of_post.entry(id(row, "post_id")).or_default().meta = meta;
                }
            }
            "settings" if matches!(field(row, "key"), "locale" | "lang" | "default_locale") => {
                let tag = field(row, "value").trim_matches('"');
                if is_language_tag(tag) {
                    tag.clone_into(&mut self.language);
                }
            }
            "posts" => {
                // Ghost leaves its own address out, so a post is known by the end of its path.
                self.addresses.add(&format!("/{}/", field(row, "slug")), &key(row));
            }
            _ => {}
        }
    }

    /// Where the stories come from, for `story_origin`: a post's own name is the same nowhere else.
    pub fn origin(&self) -> String {
        "ghost".to_owned()
    }

    /// The post that an address of the file means.
    pub fn key(&self, url: &str) -> Option<&str> {
        let path = url.strip_prefix(OWN)?.split(['?', '#']).next()?;
        let last = path.trim_matches('/').rsplit('/').next().filter(|last| !last.is_empty())?;
        self.addresses.key(&format!("/{last}/"))
    }
}

fn first_of(row: &Value, names: &[&str]) -> String {
    names.iter().map(|name| body::field(field(row, name))).find(|text| !text.is_empty()).unwrap_or_default()
}

fn key(row: &Value) -> String {
    let uuid = field(row, "uuid");
    if uuid.is_empty() { format!("{} {}", id(row, "id"), field(row, "slug")) } else { uuid.to_owned() }
}

/// The post of a row.
///
/// # Errors
/// `post-unreadable`: what stands there is no post.
pub fn post(row: &Value, survey: &Survey, spot: Spot) -> Result<Post> {
    let title = body::field(field(row, "title"));
    if !row.is_object() || (title.is_empty() && id(row, "id").is_empty()) {
        return Err(fault(&title, spot, "it is no post of Ghost"));
    }
    let mut remarks = Vec::new();
    let rendered = field(row, "html");
    let html = if !rendered.trim().is_empty() {
        rendered.to_owned()
    } else {
        let made = text::html(field(row, "lexical"), field(row, "mobiledoc"))
            .map_err(|why| fault(&title, spot, &format!("its text is broken, {why}")))?;
        if made.unknown {
            remarks.push("had a card that only the site could show: it stays out");
        }
        made.html
    };
    let none = Lists::default();
    let lists = survey.of_post.get(&id(row, "id")).unwrap_or(&none);
    let in_order = |list: &[(i64, String)]| {
        let mut list = list.to_vec();
        list.sort_by_key(|(place, _)| *place);
        list
    };
    let mut authors: Vec<String> =
        in_order(&lists.authors).iter().filter_map(|(_, id)| survey.people.get(id).cloned()).collect();
    if authors.is_empty() {
        authors.extend(survey.people.get(&id(row, "author_id")).cloned());
    }
    let mut topics =
        in_order(&lists.tags).into_iter().filter_map(|(_, id)| survey.tags.get(&id).cloned().flatten());
    let section = topics.next().unwrap_or_default();
    let tags: Vec<String> = topics.collect();
    let meta = lists.meta.as_deref();
    let of_meta = |own: &str, of: fn(&Meta) -> &String| {
        let own = body::field(field(row, own));
        if own.is_empty() { meta.map(|m| of(m).clone()).unwrap_or_default() } else { own }
    };
    let image = [field(row, "feature_image"), field(row, "image")].into_iter().find(|url| !url.is_empty());
    let lead = image.map(|url| Picture {
        url: url.to_owned(),
        caption: meta.map(|m| m.caption.clone()).unwrap_or_default(),
        alt: meta.map(|m| m.alt.clone()).unwrap_or_default(),
        credit: String::new(),
    });
    let open = matches!(field(row, "visibility"), "" | "public");
    let status = match field(row, "status") {
        "published" if !open => Status::Locked,
        "published" => Status::Live,
        "scheduled" => Status::Scheduled,
        "sent" => {
            remarks.push("went out by mail alone there: it came in unpublished");
            Status::Draft
        }
        _ => Status::Draft,
    };
    let is_page =
        field(row, "type") == "page" || row.get("page").is_some_and(|p| p == &Value::Bool(true) || p == 1);
    let at = |name: &str| match row.get(name) {
        Some(Value::Number(millis)) => millis.as_i64().map(crate::story::UtcMillis),
        _ => time(field(row, name), chrono_tz::Tz::UTC),
    };
    let locale = field(row, "locale");
    let excerpt = field(row, "custom_excerpt");
    let seal = seal(
        &[
            &title,
            field(row, "slug"),
            &html,
            excerpt,
            field(row, "status"),
            field(row, "visibility"),
            &section,
        ]
        .map(str::as_bytes),
    );
    Ok(Post {
        key: key(row),
        other_kind: if is_page { "page".to_owned() } else { String::new() },
        status,
        slug: field(row, "slug").to_owned(),
        excerpt: escape_html(excerpt),
        html,
        by_lines: false,
        authors,
        section,
        tags,
        lead,
        search_headline: of_meta("meta_title", |m| &m.title),
        social_headline: of_meta("og_title", |m| &m.social),
        published: at("published_at"),
        changed: at("updated_at"),
        language: if is_language_tag(locale) { locale.to_owned() } else { survey.language.clone() },
        remarks,
        seal,
        title: html::words(&escape_html(&title)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<String>, Result<()>) {
        let mut said = Vec::new();
        let end = read(&mut text.as_bytes(), &mut |table, row, spot| {
            said.push(format!("{table} {} {}", field(&row, "title"), spot.line));
            ControlFlow::Continue(())
        });
        (said, end)
    }

    #[test]
    fn the_rows_are_found_with_and_without_db_around_them() {
        let data = "{\"posts\":[{\"title\":\"One\"},\n{\"title\":\"Two\"}],\"emails\":[{}]}";
        let expected = ["posts One 1", "posts Two 2"];
        for whole in [
            format!("{{\"db\":[{{\"meta\":{{}},\"data\":{data}}}]}}"),
            format!("{{\"meta\":{{\"version\":\"003\"}},\"data\":{data}}}"),
            data.to_owned(),
        ] {
            let (said, end) = rows(&whole);
            assert_eq!(said, expected, "{whole}");
            assert!(end.is_ok());
        }
    }

    #[test]
    fn a_file_that_was_cut_off_gives_what_came_before_and_says_where() {
        let (said, end) = rows("{\"data\":{\"posts\":[{\"title\":\"One\"},\n{\"title\":");
        assert_eq!(said, ["posts One 1"]);
        let fault = end.unwrap_err();
        assert_eq!(fault.code, "archive-unreadable");
        assert!(fault.sentence.contains("line 2, column 9: it ends too early"), "{}", fault.sentence);
    }

    #[test]
    fn a_post_for_subscribers_is_locked_not_live() {
        let row =
            serde_json::json!({"id": "1", "title": "Paid", "status": "published", "visibility": "paid"});
        assert_eq!(post(&row, &Survey::default(), Spot::default()).unwrap().status, Status::Locked);
    }
}
