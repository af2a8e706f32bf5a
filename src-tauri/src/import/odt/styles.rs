//! The styles of an .odt: what a paragraph is, what a run looks like, how a list counts.

use crate::body::Marks;
use crate::import::flow::Role;
use crate::import::xml::Element;
use std::collections::HashMap;

/// How long a chain of styles may be.
const LONGEST_CHAIN: usize = 12;

/// The styles of one file, its own and those made while writing.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, StyleOf>,
    /// By list style and level, from 0: whether it is numbered, and from where.
    lists: HashMap<(String, u8), (bool, u64)>,
}

#[derive(Default)]
struct StyleOf {
    name: String,
    parent: String,
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: bool,
    outline: Option<u8>,
}

impl Styles {
    pub fn of(parts: &[&Element]) -> Self {
        let mut out = Self::default();
        for part in parts {
            out.gather(part);
        }
        out
    }

    fn gather(&mut self, holder: &Element) {
        for element in holder.elements() {
            match &*element.name {
                "style" => self.style(element),
                "list-style" => self.list_style(element),
                "body" | "master-styles" => {}
                _ => self.gather(element),
            }
        }
    }

    fn style(&mut self, style: &Element) {
        let Some(name) = style.get("name") else { return };
        let text = style.child("text-properties");
        let said = |name: &str| text.and_then(|t| t.get(name));
        let of = StyleOf {
            name: name.replace("_20_", " ").to_lowercase(),
            parent: style.get("parent-style-name").unwrap_or_default().to_owned(),
            bold: said("font-weight").map(|w| w == "bold" || w.parse::<u32>().is_ok_and(|w| w >= 600)),
            italic: said("font-style").map(|s| s == "italic" || s == "oblique"),
            hidden: said("display") == Some("none"),
            outline: style.get("default-outline-level").and_then(|l| l.parse().ok()),
        };
        self.styles.insert(name.to_owned(), of);
    }

    fn list_style(&mut self, style: &Element) {
        let Some(name) = style.get("name") else { return };
        for level in style.elements().take(10) {
            let Some(place) = level.get("level").and_then(|l| l.parse::<u8>().ok()) else { continue };
            let ordered = &*level.name == "list-level-style-number"
                && level.get("num-format").is_none_or(|f| !f.is_empty());
            let start = level.get("start-value").and_then(|s| s.parse().ok()).unwrap_or(1);
            self.lists.insert((name.to_owned(), place.saturating_sub(1)), (ordered, start));
        }
    }

    fn chain(&self, style: Option<&str>) -> impl Iterator<Item = &StyleOf> {
        let first = style.and_then(|name| self.styles.get(name));
        std::iter::successors(first, |s| self.styles.get(&s.parent)).take(LONGEST_CHAIN)
    }

    /// What a paragraph of that style is.
    pub fn role(&self, style: Option<&str>) -> Role {
        for known in self.chain(style) {
            match known.name.as_str() {
                "title" | "headline" => return Role::Title,
                "subtitle" | "standfirst" => return Role::Subtitle,
                "byline" | "author" => return Role::Byline,
                "quotations" | "quote" | "block text" => return Role::Quote,
                _ => {}
            }
            if let Some(level) = known.outline.filter(|l| (1..=9).contains(l)) {
                return Role::Heading(level);
            }
        }
        Role::Body
    }

    /// Bold and italic as a style says them, over what stands already.
    pub fn marks(&self, style: Option<&str>, before: Marks) -> Marks {
        Marks {
            strong: self.chain(style).find_map(|s| s.bold).unwrap_or(before.strong),
            em: self.chain(style).find_map(|s| s.italic).unwrap_or(before.em),
        }
    }

    /// Whether text of that style is not shown.
    pub fn is_hidden(&self, style: Option<&str>) -> bool {
        self.chain(style).any(|s| s.hidden)
    }

    /// Whether a list of that style is numbered at that level, and from where.
    pub fn list(&self, style: Option<&str>, level: u8) -> (bool, u64) {
        style.and_then(|name| self.lists.get(&(name.to_owned(), level)).copied()).unwrap_or((false, 1))
    }
}
