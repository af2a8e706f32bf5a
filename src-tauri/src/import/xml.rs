//! XML parts of word processor files as small trees. Bounded: no entity is expanded, nothing
//! nests deeper or has more elements than copy could.

use super::{text, too_large, unreadable};
use crate::Result;
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// Elements in one part; a book of 200,000 words has some 300,000.
const MOST_ELEMENTS: usize = 800_000;
/// How deep elements may stand in one another; Word's own stay under 60.
const DEEPEST: usize = 160;

/// An element: its names without their prefixes, which every program chooses for itself.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name.
    pub name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    /// What is in it.
    pub nodes: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub enum Node {
    /// Another.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| &**known == name).map(|(_, value)| &**value)
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name in it.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| &*e.name == name)
    }

    /// The first element of that name at any depth.
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|e| if &*e.name == name { Some(e) } else { e.find(name) })
    }

    /// All text in it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.push_text(out),
            }
        }
    }
}

/// Reads one part of the file `name`.
pub fn parse(name: &str, part: &str, bytes: &[u8]) -> Result<Element> {
    let text = text::decode(bytes);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let at = reader.buffer_position();
        let broken = |_| {
            let hint = "Open it in the program that made it, save it again, and bring that in.";
            unreadable(name, &format!("its part “{part}” is broken near byte {at}"), hint)
        };
        let event = reader.read_event().map_err(|_| broken(()))?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(start) | Event::Empty(start) => {
                count += 1;
                if count > MOST_ELEMENTS || open.len() > DEEPEST {
                    return Err(too_large(
                        name,
                        &format!("its part “{part}” is built too large or too deep"),
                    ));
                }
                let mut element = Element { name: start.local_name().as_ref().into(), ..Element::default() };
                for attribute in start.attributes() {
                    let attribute = attribute.map_err(|_| broken(()))?;
                    let local = attribute.key.local_name();
                    let value =
                        attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| broken(()))?;
                    element.attributes.push((local.as_ref().into(), value.into()));
                }
                match (is_empty, open.last_mut()) {
                    (true, Some(holder)) => holder.nodes.push(Node::Element(element)),
                    _ => open.push(element),
                }
            }
            Event::End(_) => close(&mut open).ok_or_else(|| broken(()))?,
            Event::Text(said) => say(&mut open, &said.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(said) => say(&mut open, &said.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                let named = quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned);
                // An entity that the file defines for itself is left as it is written.
                say(&mut open, &letter.or(named).unwrap_or_else(|| format!("&{};", &*reference)));
            }
            Event::Eof if open.len() > 1 => return Err(broken(())),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(open.swap_remove(0))
}

/// Puts the element that ends into the one that holds it; none where nothing was open.
fn close(open: &mut Vec<Element>) -> Option<()> {
    let done = if open.len() > 1 { open.pop()? } else { return None };
    open.last_mut()?.nodes.push(Node::Element(done));
    Some(())
}

fn say(open: &mut [Element], words: &str) {
    let Some(holder) = open.last_mut() else { return };
    match holder.nodes.last_mut() {
        Some(Node::Text(text)) => text.push_str(words),
        _ => holder.nodes.push(Node::Text(words.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(xml: &str) -> String {
        parse("a.docx", "word/document.xml", xml.as_bytes()).unwrap_err().sentence
    }

    #[test]
    fn names_lose_their_prefix_and_entities_their_dress() {
        let xml = r#"<w:p xmlns:w="x" w:val="a &amp; b">One &lt;&#x915;&gt;<w:t> two</w:t></w:p>"#;
        let root = parse("a", "b", xml.as_bytes()).unwrap();
        let p = root.child("p").unwrap();
        assert_eq!((p.get("val"), p.text().as_str()), (Some("a & b"), "One <क> two"));
    }

    #[test]
    fn a_broken_part_says_where() {
        assert_eq!(
            fault("<a><b>"),
            "“a.docx” could not be read: its part “word/document.xml” is broken near byte 6."
        );
        assert!(fault("</a>").contains("near byte 0"));
    }

    #[test]
    fn an_attack_by_entities_or_by_depth_needs_no_memory() {
        let laughs = "<!DOCTYPE z [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><z>&b;&b;</z>";
        assert_eq!(parse("a", "b", laughs.as_bytes()).unwrap().text(), "&b;&b;");
        assert!(fault(&"<a>".repeat(500_000)).contains("too deep"));
    }
}
