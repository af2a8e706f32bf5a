//! WordPress's export (WXR): RSS with a namespace of its own, versions 1.0 to 1.2, whose name has
//! been spelt with `http` and with `https`. Read item by item, so that a file of any length takes
//! the memory of its longest post, and one broken post keeps no other from coming in.
//!
//! Reads from any `BufRead`; touches no disk.

use super::{Addresses, LONGEST_POST, Picture, Post, Spot, Status, fault, html, seal, time, wordpress_text};
use crate::body::{self, escape_html};
use crate::story::is_language_tag;
use crate::{Error, Result};
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

/// How much is taken from the file at a time where no `>` comes.
const STEP: u64 = 256 * 1024;

/// What the file gives, in its order.
#[derive(Debug)]
pub enum Piece {
    /// The head of the file: the site, its people.
    Head(Box<Head>),
    /// A post, or why it could not be read.
    Item(std::result::Result<Box<Item>, Error>),
}

/// What stands before the posts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The site's address.
    pub site: String,
    /// BCP 47; empty: not said.
    pub language: String,
    /// Names by login.
    pub people: HashMap<String, String>,
}

/// An item of the file, as it stands.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Item {
    title: String,
    link: String,
    guid: String,
    creator: String,
    content: String,
    excerpt: String,
    id: String,
    date: String,
    date_gmt: String,
    modified: String,
    modified_gmt: String,
    pub_date: String,
    name: String,
    status: String,
    kind: String,
    password: String,
    attachment_url: String,
    /// Domain, nicename, words.
    terms: Vec<(String, String, String)>,
    meta: Vec<(String, String)>,
    /// Whether bytes were no UTF-8.
    mended: bool,
    seal: String,
}

/// Which of the four namespaces a prefix stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Rss,
    Wp,
    Content,
    Excerpt,
    Dc,
    Other,
}

type Prefixes = HashMap<String, Space>;

/// Whether the head of a file is that of a WordPress export.
pub fn is_one(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    head.contains("<rss") && head.contains("wordpress.org/export/")
}

/// Reads the file, and gives each piece to `each`, with where it began. Ends early where `each`
/// says so.
///
/// # Errors
/// `file-unreadable` where the file itself cannot be read on, and `archive-cut-off` where it ends
/// inside a post; what came before has been given.
pub fn read(input: &mut dyn BufRead, each: &mut dyn FnMut(Piece, Spot) -> ControlFlow<()>) -> Result<()> {
    let mut at = Spot { byte: 0, line: 1 };
    let mut begun = at;
    let mut held: Vec<u8> = Vec::new();
    let mut inside = Inside::Head;
    let mut markup = Markup::Plain;
    let mut prefixes = known_prefixes();
    let mut too_long = false;
    loop {
        let from = held.len();
        let took = input.take(STEP).read_until(b'>', &mut held).map_err(|fault| {
            Error::new(
                "file-unreadable",
                format!("The file could not be read on after line {}: {fault}.", at.line),
                "What came before is in. Check the disk, and bring the file in again.",
            )
        })?;
        if took == 0 {
            break;
        }
        at.byte += took as u64;
        at.line += held[from..].iter().filter(|b| **b == b'\n').count() as u64;
        let tag = markup.go_on(&held, from);
        match (inside, tag) {
            (Inside::Head | Inside::Between, Some(Tag::Opens)) => {
                if inside == Inside::Head {
                    let text = String::from_utf8_lossy(&held);
                    prefixes = prefixes_of(&text);
                    if each(Piece::Head(Box::new(head_of(&text, &prefixes))), Spot::default()).is_break() {
                        return Ok(());
                    }
                }
                held.clear();
                held.extend_from_slice(b"<item>");
                begun = at;
                inside = Inside::Item;
                too_long = false;
            }
            (Inside::Item, Some(Tag::Closes)) => {
                let item = if too_long {
                    let title = title_in(&held, &prefixes);
                    Err(fault(&title, begun, "it is longer than 32 MB"))
                } else {
                    item_of(&held, &prefixes, begun).map(Box::new)
                };
                if each(Piece::Item(item), begun).is_break() {
                    return Ok(());
                }
                held.clear();
                inside = Inside::Between;
            }
            (Inside::Between, _) => keep_tail(&mut held, 16, 0),
            (Inside::Item | Inside::Head, _) if held.len() > LONGEST_POST => {
                too_long = true;
                // The first words hold the title; the last bytes tell where the post ends.
                keep_tail(&mut held, 16, 4096);
            }
            _ => {}
        }
    }
    match inside {
        Inside::Item => {
            let title = title_in(&held, &prefixes);
            let named = if title.is_empty() { "a post".to_owned() } else { format!("“{title}”") };
            Err(Error::new(
                "archive-cut-off",
                format!("The file ends in the middle of {named} (line {}): it is not whole.", begun.line),
                "What came before is in. Export it again there, and bring that file in: nothing is doubled.",
            ))
        }
        Inside::Head => {
            let text = String::from_utf8_lossy(&held);
            let head = head_of(&text, &prefixes_of(&text));
            let _ = each(Piece::Head(Box::new(head)), Spot::default());
            Ok(())
        }
        Inside::Between => Ok(()),
    }
}

/// Keeps the first and last bytes of what is not needed.
fn keep_tail(held: &mut Vec<u8>, last: usize, first: usize) {
    if held.len() > first + 2 * last {
        held.drain(first..held.len() - last);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Head,
    Between,
    Item,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Opens,
    Closes,
}

/// Where the splitting stands in XML: a tag inside CDATA or a comment is none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    Plain,
    Cdata,
    Comment,
}

impl Markup {
    /// Goes on over what was read, which ends in `>` or at the end of a step.
    fn go_on(&mut self, held: &[u8], from: usize) -> Option<Tag> {
        // What opens something has no `>` in it: it began in the step before only where that
        // ended without one.
        let back = if held[..from].ends_with(b">") { 0 } else { 12 };
        let new = &held[from.saturating_sub(back)..];
        match *self {
            Markup::Cdata => {
                if held.ends_with(b"]]>") {
                    *self = Markup::Plain;
                }
                None
            }
            Markup::Comment => {
                if held.ends_with(b"-->") {
                    *self = Markup::Plain;
                }
                None
            }
            Markup::Plain => {
                let opens = |mark: &[u8]| new.windows(mark.len()).rposition(|w| w == mark);
                if let Some(at) = opens(b"<![CDATA[") {
                    if !new[at..].ends_with(b"]]>") {
                        *self = Markup::Cdata;
                    }
                } else if let Some(at) = opens(b"<!--") {
                    if !new[at + 4..].ends_with(b"-->") {
                        *self = Markup::Comment;
                    }
                } else if held.ends_with(b"</item>") {
                    return Some(Tag::Closes);
                } else if held.ends_with(b"<item>") {
                    return Some(Tag::Opens);
                }
                None
            }
        }
    }
}

fn known_prefixes() -> Prefixes {
    [("wp", Space::Wp), ("content", Space::Content), ("excerpt", Space::Excerpt), ("dc", Space::Dc)]
        .into_iter()
        .map(|(prefix, space)| (prefix.to_owned(), space))
        .collect()
}

/// What the prefixes of this file stand for; WordPress’s own where it does not say.
fn prefixes_of(head: &str) -> Prefixes {
    let mut prefixes = known_prefixes();
    let Some(at) = head.find("<rss") else { return prefixes };
    let tag = &head[at..];
    let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
    for part in tag.split("xmlns:").skip(1) {
        let Some((prefix, value)) = part.split_once('=') else { continue };
        let value = value.trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let name = value[1..].split(quote).next().unwrap_or_default();
        let space = match name {
            name if name.contains("wordpress.org/export/")
                && name.trim_end_matches('/').ends_with("excerpt") =>
            {
                Space::Excerpt
            }
            name if name.contains("wordpress.org/export/") => Space::Wp,
            name if name.contains("rss/1.0/modules/content") => Space::Content,
            name if name.contains("dc/elements/1.1") => Space::Dc,
            _ => Space::Other,
        };
        prefixes.insert(prefix.trim().to_owned(), space);
    }
    prefixes
}

fn named<'a>(name: &'a str, prefixes: &Prefixes) -> (Space, &'a str) {
    match name.split_once(':') {
        None => (Space::Rss, name),
        Some((prefix, local)) => (prefixes.get(prefix).copied().unwrap_or(Space::Other), local),
    }
}

/// An element that is open: its attributes, and its words so far.
type Open = (Vec<(String, String)>, String);

/// What `elements` gives of an element: the names on its path, its attributes, its words.
type Element<'a> = dyn FnMut(&[(Space, String)], &[(String, String)], String) + 'a;

/// Goes through the elements of a piece of XML and gives each with its path's last two names,
/// its attributes and its words.
fn elements(xml: &str, prefixes: &Prefixes, each: &mut Element) -> std::result::Result<(), (usize, String)> {
    let mut reader = Reader::from_str(xml);
    let mut path: Vec<(Space, String)> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    loop {
        let event =
            reader.read_event().map_err(|fault| (reader.error_position() as usize, fault.to_string()))?;
        match event {
            Event::Start(e) => {
                path.push({
                    let name = e.name();
                    let (space, local) = named(name.as_ref(), prefixes);
                    (space, local.to_owned())
                });
                open.push((attributes(&e), String::new()));
            }
            Event::Empty(e) => {
                let name = e.name();
                let (space, local) = named(name.as_ref(), prefixes);
                path.push((space, local.to_owned()));
                each(&path, &attributes(&e), String::new());
                path.pop();
            }
            Event::End(_) => {
                if let Some((attributes, words)) = open.pop() {
                    each(&path, &attributes, words);
                }
                path.pop();
            }
            Event::Text(text) => say(&mut open, &text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => say(&mut open, &text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                let known = quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned);
                // An entity of HTML is none of XML: `html` knows it.
                let name: &str = &reference;
                say(&mut open, &letter.or(known).unwrap_or_else(|| format!("&{name};")));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn say(open: &mut [Open], text: &str) {
    if let Some((_, words)) = open.last_mut() {
        words.push_str(text);
    }
}

fn attributes(e: &quick_xml::events::BytesStart) -> Vec<(String, String)> {
    e.attributes()
        .flatten()
        .filter_map(|a| {
            let value = a.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
            Some((a.key.as_ref().to_owned(), value))
        })
        .collect()
}

fn head_of(xml: &str, prefixes: &Prefixes) -> Head {
    let mut head = Head::default();
    let (mut blog, mut base, mut link) = (String::new(), String::new(), String::new());
    let (mut login, mut shown) = (String::new(), String::new());
    // The head is open-ended: its last tag is that of the first post.
    let _ = elements(xml, prefixes, &mut |path, _, words| {
        let Some((last, above)) = path.split_last() else { return };
        let in_channel = above.last().is_some_and(|(_, name)| name == "channel");
        match (last.0, last.1.as_str()) {
            (Space::Wp, "base_blog_url") => blog = words.trim().to_owned(),
            (Space::Wp, "base_site_url") => base = words.trim().to_owned(),
            (Space::Rss, "link") if in_channel => link = words.trim().to_owned(),
            (Space::Rss, "language") if in_channel => words.trim().clone_into(&mut head.language),
            (Space::Wp, "author_login") => login = words.trim().to_owned(),
            // WordPress keeps names with their signs escaped: “Rao &amp; Sons”.
            (Space::Wp, "author_display_name") => shown = html::words(&words),
            (Space::Wp, "author") => {
                let name = if shown.is_empty() { login.clone() } else { std::mem::take(&mut shown) };
                head.people.insert(std::mem::take(&mut login), name);
            }
            _ => {}
        }
    });
    head.site = [blog, link, base].into_iter().find(|url| !url.is_empty()).unwrap_or_default();
    if !is_language_tag(&head.language) {
        head.language.clear();
    }
    head
}

/// A post's title from the bytes of one that cannot be read whole.
fn title_in(bytes: &[u8], prefixes: &Prefixes) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let mut title = String::new();
    let _ = elements(&text, prefixes, &mut |path, _, words| {
        if matches!(path, [_, (Space::Rss, name)] if name == "title") && title.is_empty() {
            title = html::words(&words);
        }
    });
    title
}

fn item_of(bytes: &[u8], prefixes: &Prefixes, begun: Spot) -> Result<Item> {
    let text = String::from_utf8_lossy(bytes);
    let mut item = Item { mended: matches!(text, Cow::Owned(_)), ..Item::default() };
    let (mut key, mut value) = (String::new(), String::new());
    let read = elements(&text, prefixes, &mut |path, attributes, words| {
        let Some((last, above)) = path.split_last() else { return };
        let field = match (above.len(), last.0, last.1.as_str()) {
            (1, Space::Rss, "title") => &mut item.title,
            (1, Space::Rss, "link") => &mut item.link,
            (1, Space::Rss, "guid") => &mut item.guid,
            (1, Space::Rss, "pubDate") => &mut item.pub_date,
            (1, Space::Dc, "creator") => &mut item.creator,
            (1, Space::Content, "encoded") => &mut item.content,
            (1, Space::Excerpt, "encoded") => &mut item.excerpt,
            (1, Space::Wp, "post_id") => &mut item.id,
            (1, Space::Wp, "post_date") => &mut item.date,
            (1, Space::Wp, "post_date_gmt") => &mut item.date_gmt,
            (1, Space::Wp, "post_modified") => &mut item.modified,
            (1, Space::Wp, "post_modified_gmt") => &mut item.modified_gmt,
            (1, Space::Wp, "post_name") => &mut item.name,
            (1, Space::Wp, "status") => &mut item.status,
            (1, Space::Wp, "post_type") => &mut item.kind,
            (1, Space::Wp, "post_password") => &mut item.password,
            (1, Space::Wp, "attachment_url") => &mut item.attachment_url,
            (1, Space::Rss, "category") => {
                let of = |name: &str| attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
                let domain = of("domain").unwrap_or_default();
                item.terms.push((domain, of("nicename").unwrap_or_default(), html::words(&words)));
                return;
            }
            (2, Space::Wp, "meta_key") => &mut key,
            (2, Space::Wp, "meta_value") => &mut value,
            (1, Space::Wp, "postmeta") => {
                let (key, value) = (std::mem::take(&mut key), std::mem::take(&mut value));
                if is_wanted(&key) {
                    item.meta.push((key, value));
                }
                return;
            }
            _ => return,
        };
        *field = words;
    });
    if let Err((at, why)) = read {
        let title = html::words(&item.title);
        let line = begun.line + bytes[..at.min(bytes.len())].iter().filter(|b| **b == b'\n').count() as u64;
        let spot = Spot { byte: begun.byte + at as u64, line };
        return Err(fault(&title, spot, &format!("its XML is broken, {}", why.trim_end_matches('.'))));
    }
    // What readers did there (comments, counts) is no change of the post.
    let terms = item.terms.iter().flat_map(|(a, b, c)| [a.as_bytes(), b.as_bytes(), c.as_bytes()]);
    let meta = item.meta.iter().flat_map(|(a, b)| [a.as_bytes(), b.as_bytes()]);
    let parts: Vec<&[u8]> = [&item.title, &item.content, &item.excerpt, &item.creator, &item.status]
        .into_iter()
        .map(|text| text.as_bytes())
        .chain([item.name.as_bytes(), item.date.as_bytes(), item.password.as_bytes(), item.kind.as_bytes()])
        .chain(terms)
        .chain(meta)
        .collect();
    item.seal = seal(&parts);
    Ok(item)
}

/// The fields of plugins that say something of a story.
fn is_wanted(key: &str) -> bool {
    matches!(
        key,
        "_thumbnail_id"
            | "_wp_attachment_image_alt"
            | "_media_credit"
            | "media_credit"
            | "_image_credit"
            | "_yoast_wpseo_title"
            | "_yoast_wpseo_opengraph-title"
            | "_yoast_wpseo_primary_category"
            | "rank_math_title"
            | "rank_math_facebook_title"
    )
}

/// What is known of the whole file before its posts are read.
#[derive(Debug, Default)]
pub struct Survey {
    /// The head.
    pub head: Head,
    /// The addresses of the posts that come in.
    pub addresses: Addresses,
    /// The pictures by their number there.
    pub pictures: HashMap<String, Picture>,
}

impl Survey {
    /// Takes a piece of the first reading in.
    pub fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Head(head) => {
                self.addresses = Addresses::of(&head.site);
                self.head = *head;
            }
            Piece::Item(Ok(item)) if item.kind == "attachment" => {
                let alt = item.meta("_wp_attachment_image_alt").unwrap_or_default();
                let credit =
                    ["_media_credit", "media_credit", "_image_credit"].iter().find_map(|k| item.meta(k));
                let picture = Picture {
                    url: if item.attachment_url.is_empty() {
                        item.guid.clone()
                    } else {
                        item.attachment_url.clone()
                    },
                    caption: item.excerpt.clone(),
                    alt: body::field(alt),
                    credit: credit.map(html::words).unwrap_or_default(),
                };
                self.pictures.insert(item.id, picture);
            }
            Piece::Item(Ok(item)) if item.is_wanted() => {
                let key = item.key();
                for url in [&item.link, &item.guid] {
                    self.addresses.add(url, &key);
                }
            }
            Piece::Item(_) => {}
        }
    }

    /// Where the stories come from, for `story_origin`.
    pub fn origin(&self) -> String {
        format!("wordpress {}", self.addresses.site())
    }
}

impl Item {
    fn meta(&self, key: &str) -> Option<&str> {
        self.meta.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// Its name there: its number, which stays when its address changes.
    fn key(&self) -> String {
        [&self.id, &self.guid, &self.link].into_iter().find(|k| !k.is_empty()).unwrap_or(&self.seal).clone()
    }

    /// Whether it is something that people wrote for readers.
    fn is_wanted(&self) -> bool {
        let internal = matches!(
            self.kind.as_str(),
            "attachment"
                | "revision"
                | "nav_menu_item"
                | "custom_css"
                | "customize_changeset"
                | "oembed_cache"
                | "user_request"
                | "feedback"
                | "acf-field"
                | "acf-field-group"
                | "wpcf7_contact_form"
                | "guest-author"
        ) || self.kind.starts_with("wp_");
        let empty = self.title.trim().is_empty() && self.content.trim().is_empty();
        !internal && !empty && !matches!(self.status.as_str(), "auto-draft" | "inherit")
    }

    /// The post that it is; none where it is a picture, a menu, or nothing.
    pub fn post(self, survey: &Survey, zone: chrono_tz::Tz) -> Option<Post> {
        if !self.is_wanted() {
            return None;
        }
        let mut remarks = Vec::new();
        if self.mended {
            remarks.push("had bytes that are no text: they show as “\u{fffd}”");
        }
        let picture = |id: &str| {
            survey.pictures.get(id).map(|p| {
                format!(
                    "<figure><img src=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>",
                    escape_html(&p.url),
                    escape_html(&p.alt),
                    p.caption
                )
            })
        };
        let ready = wordpress_text::ready(&self.content, &picture);
        if ready.unknown_shortcode {
            remarks.push("has a shortcode that only the site knew: it stands in the text as words");
        }
        if ready.dynamic_block {
            remarks.push("had a block that the site itself filled: it stays out");
        }
        let local_time = |gmt: &str, local: &str| time(gmt, chrono_tz::Tz::UTC).or_else(|| time(local, zone));
        let sent = || {
            let at = chrono::DateTime::parse_from_rfc2822(self.pub_date.trim()).ok()?;
            Some(crate::story::UtcMillis(at.timestamp_millis()))
        };
        let status = match self.status.as_str() {
            "publish" if !self.password.is_empty() || ready.encloses_unknown => Status::Locked,
            "publish" => Status::Live,
            "pending" => Status::Filed,
            "future" => Status::Scheduled,
            "private" => Status::Private,
            "trash" => Status::Trashed,
            _ => Status::Draft,
        };
        let of = |domain: &'static str| self.terms.iter().filter(move |(d, ..)| d == domain);
        let mut authors: Vec<String> = of("author").map(|(.., name)| name.clone()).collect();
        if authors.is_empty() && !self.creator.trim().is_empty() {
            let login = self.creator.trim();
            authors.push(survey.head.people.get(login).cloned().unwrap_or_else(|| login.to_owned()));
        }
        let real = |(_, nicename, _): &&(String, String, String)| !nicename.starts_with("uncategor");
        let mut sections = of("category").filter(real).map(|(.., name)| name.clone());
        let section = sections.next().unwrap_or_default();
        let mut tags: Vec<String> = of("post_tag").map(|(.., name)| name.clone()).collect();
        tags.extend(sections);
        let known =
            ["category", "post_tag", "author", "post_format", "nav_menu", "language", "post_translations"];
        // Plugins keep who follows a story, and more, in terms of their own kinds: not for readers.
        if self.terms.iter().any(|(domain, ..)| !known.contains(&domain.as_str())) {
            remarks.push("had terms of the site's own kinds: they stay out");
        }
        let language = of("language").map(|(_, tag, _)| tag.clone()).find(|tag| is_language_tag(tag));
        // A headline that the plugin makes of parts is none.
        let headline = |keys: [&str; 2]| {
            let said = keys.iter().find_map(|k| self.meta(k)).filter(|text| !text.contains('%'));
            said.map(html::words).unwrap_or_default()
        };
        let (search_headline, social_headline) = (
            headline(["_yoast_wpseo_title", "rank_math_title"]),
            headline(["_yoast_wpseo_opengraph-title", "rank_math_facebook_title"]),
        );
        let lead = self.meta("_thumbnail_id").and_then(|id| survey.pictures.get(id)).cloned();
        let other_kind =
            if matches!(self.kind.as_str(), "post" | "") { String::new() } else { self.kind.clone() };
        Some(Post {
            key: self.key(),
            status,
            title: html::words(&self.title),
            slug: super::percent_decoded(self.name.trim()).trim_end_matches("__trashed").to_owned(),
            excerpt: self.excerpt.clone(),
            html: ready.html,
            by_lines: ready.by_lines,
            authors,
            section,
            tags,
            lead,
            search_headline,
            social_headline,
            published: local_time(&self.date_gmt, &self.date).or_else(sent),
            changed: local_time(&self.modified_gmt, &self.modified),
            language: language.unwrap_or_else(|| survey.head.language.clone()),
            remarks,
            other_kind,
            seal: self.seal,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> (Vec<String>, Result<()>) {
        let mut said = Vec::new();
        let end = read(&mut text.as_bytes(), &mut |piece, _| {
            said.push(match piece {
                Piece::Head(head) => format!("head {}", head.site),
                Piece::Item(Ok(item)) => item.title,
                Piece::Item(Err(fault)) => fault.sentence,
            });
            ControlFlow::Continue(())
        });
        (said, end)
    }

    const HEAD: &str = "<rss version=\"2.0\" xmlns:wp=\"https://wordpress.org/export/1.2/\"><channel>
<wp:base_blog_url>https://calderstar.example</wp:base_blog_url>";

    #[test]
    fn a_tag_in_cdata_or_a_comment_ends_no_post() {
        let (said, end) = items(&format!(
            "{HEAD}<item><title><![CDATA[One </item> <item>]]></title><!-- </item> --></item><item><title>Two</title></item></channel></rss>"
        ));
        assert_eq!(said, ["head https://calderstar.example", "One </item> <item>", "Two"]);
        assert!(end.is_ok());
    }

    #[test]
    fn a_broken_post_is_named_with_its_line_and_the_next_comes_in() {
        let (said, _) = items(&format!(
            "{HEAD}\n<item><title>One</title>\n<b></c></item>\n<item><title>Two</title></item>"
        ));
        assert!(said[1].starts_with("“One” (line 4) could not be read: its XML is broken, "), "{}", said[1]);
        assert_eq!(said[2], "Two");
    }

    #[test]
    fn a_file_that_was_cut_off_says_in_which_post() {
        let (said, end) =
            items(&format!("{HEAD}<item><title>One</title></item><item><title>Two</title><content"));
        assert_eq!(said.last().map(String::as_str), Some("One"));
        let fault = end.unwrap_err();
        assert_eq!(fault.code, "archive-cut-off");
        assert!(fault.sentence.contains("“Two” (line 2)"), "{}", fault.sentence);
    }

    #[test]
    fn a_post_that_ends_in_empty_cdata_ends() {
        let one = "<item><title>One</title><wp:post_password><![CDATA[]]></wp:post_password></item>";
        assert_eq!(items(&format!("{HEAD}{one}{one}")).0[1..], ["One", "One"]);
    }

    #[test]
    fn a_name_that_wordpress_keeps_escaped_is_read_plain() {
        let head = format!(
            "{HEAD}<wp:author><wp:author_login><![CDATA[anita]]></wp:author_login>\
             <wp:author_display_name><![CDATA[Rao &amp; Sons]]></wp:author_display_name></wp:author>"
        );
        assert_eq!(head_of(&head, &prefixes_of(&head)).people["anita"], "Rao & Sons");
    }

    #[test]
    fn cdata_that_holds_its_own_end_is_put_together_again() {
        let (said, _) = items(&format!("{HEAD}<item><title><![CDATA[a]]]]><![CDATA[>b]]></title></item>"));
        assert_eq!(said[1], "a]]>b");
    }
}
