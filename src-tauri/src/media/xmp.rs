//! XMP: the facts as RDF in XML, read in all its spellings, written in one.

use std::fmt::Write;

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::FileFacts;
use super::publishable::ReaderFacts;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const IPTC: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
/// No field takes more than this, written out: five of them, an address and the frame then fit into the
/// one APP1 segment of 65,533 bytes that a JPEG allows for XMP.
const MOST_WRITTEN: usize = 12_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Caption,
    Credit,
    Creator,
    Copyright,
    Alt,
    Licence,
}

fn field(namespace: &str, local: &str) -> Option<Field> {
    Some(match (namespace, local) {
        (DC, "description") => Field::Caption,
        (DC, "creator") => Field::Creator,
        (DC, "rights") => Field::Copyright,
        (PHOTOSHOP, "Credit") => Field::Credit,
        (IPTC, "AltTextAccessibility") => Field::Alt,
        (RIGHTS, "WebStatement") => Field::Licence,
        _ => return None,
    })
}

/// Where in the packet we are: only what stands right under `rdf:RDF/rdf:Description` is
/// about this picture; deeper it is about another that went into it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Rdf,
    Description,
    Property(Field),
    Item,
    Other,
}

/// The facts, from attributes or elements, plain or in `rdf:Alt`, `rdf:Seq` and `rdf:Bag`.
/// What follows a mistake in the XML is not read; what stood before it is.
pub fn read(xmp: &[u8]) -> FileFacts {
    let text = String::from_utf8_lossy(&xmp[..xmp.len().min(super::MOST_METADATA_BYTES)]);
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}').trim_end_matches('\0'));
    let mut facts = FileFacts::default();
    let mut path: Vec<Step> = Vec::new();
    let mut items: Vec<(String, String)> = Vec::new();
    while let Ok(event) = reader.read_event() {
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let (bound, local) = reader.resolver().resolve_element(element.name());
                let step = step(&path, namespace(&bound), local.as_ref());
                let attributes = element.attributes().flatten().filter_map(|attribute| {
                    let (bound, local) = reader.resolver().resolve_attribute(attribute.key);
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
                    Some((namespace(&bound).to_owned(), local.as_ref().to_owned(), value))
                });
                match step {
                    Step::Description => {
                        for (namespace, local, value) in attributes {
                            if let Some(field) = field(&namespace, &local) {
                                keep(&mut facts, field, &[(String::new(), value)]);
                            }
                        }
                    }
                    Step::Property(_) => items = vec![(String::new(), String::new())],
                    Step::Item => {
                        let language = attributes.filter(|(_, local, _)| local == "lang").map(|(_, _, v)| v);
                        items.push((language.last().unwrap_or_default(), String::new()));
                    }
                    _ => {}
                }
                if !is_empty {
                    path.push(step);
                }
            }
            Event::End(_) => {
                if let Some(Step::Property(field)) = path.pop() {
                    keep(&mut facts, field, &items);
                    items.clear();
                }
            }
            Event::Text(text) => say(&path, &mut items, &text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => say(&path, &mut items, &text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                let named = quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned);
                say(&path, &mut items, &letter.or(named).unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    facts
}

fn namespace<'a>(bound: &'a ResolveResult) -> &'a str {
    match bound {
        ResolveResult::Bound(Namespace(name)) => name,
        _ => "",
    }
}

fn step(path: &[Step], namespace: &str, local: &str) -> Step {
    match (path, namespace, local) {
        (_, RDF, "RDF") if !path.contains(&Step::Rdf) => Step::Rdf,
        ([.., Step::Rdf], RDF, "Description") => Step::Description,
        ([.., Step::Rdf, Step::Description], ..) => {
            field(namespace, local).map_or(Step::Other, Step::Property)
        }
        ([.., Step::Property(_), Step::Other], RDF, "li") => Step::Item,
        _ => Step::Other,
    }
}

/// Text counts right in a property or in one of its items.
fn say(path: &[Step], items: &mut [(String, String)], text: &str) {
    if let (Some(Step::Property(_) | Step::Item), Some((_, item))) = (path.last(), items.last_mut()) {
        item.push_str(text);
    }
}

/// Of languages the default or the first; of several creators all.
fn keep(facts: &mut FileFacts, field: Field, items: &[(String, String)]) {
    let mut said = items.iter().filter(|(_, text)| !text.trim().is_empty());
    let text = if field == Field::Creator {
        said.map(|(_, text)| text.trim()).collect::<Vec<_>>().join(", ")
    } else {
        let by_default = said.clone().find(|(language, _)| language == "x-default");
        by_default.or_else(|| said.next()).map(|(_, text)| text.trim().to_owned()).unwrap_or_default()
    };
    let place = match field {
        Field::Caption => &mut facts.caption,
        Field::Credit => &mut facts.credit,
        Field::Creator => &mut facts.creator,
        Field::Copyright => &mut facts.copyright,
        Field::Alt => &mut facts.alt,
        Field::Licence => &mut facts.licence,
    };
    if place.is_empty() {
        *place = text;
    }
}

/// The whole packet with the facts, and nothing but them: no ids, no history, no tool.
pub fn write(facts: &ReaderFacts) -> String {
    let mut packet = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"{RDF}\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"{DC}\" xmlns:photoshop=\"{PHOTOSHOP}\" xmlns:xmpRights=\"{RIGHTS}\" xmlns:Iptc4xmpCore=\"{IPTC}\">\n"
    );
    let properties = [
        ("dc:description", Some("Alt"), &facts.caption),
        ("dc:creator", Some("Seq"), &facts.creator),
        ("dc:rights", Some("Alt"), &facts.copyright),
        ("photoshop:Credit", None, &facts.credit),
        ("Iptc4xmpCore:AltTextAccessibility", Some("Alt"), &facts.alt),
        ("xmpRights:WebStatement", None, &facts.licence),
    ];
    for (name, holder, text) in properties {
        let text = escaped(text.trim());
        // Writing into a String cannot fail.
        let _ = match holder {
            _ if text.is_empty() => Ok(()),
            None => writeln!(packet, "<{name}>{text}</{name}>"),
            Some(holder) => {
                let language = if holder == "Alt" { " xml:lang=\"x-default\"" } else { "" };
                writeln!(
                    packet,
                    "<{name}><rdf:{holder}><rdf:li{language}>{text}</rdf:li></rdf:{holder}></{name}>"
                )
            }
        };
    }
    packet.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    packet
}

/// Text for an element: what XML cannot say is left out, and too much is cut between letters.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        let before = out.len();
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            '\n' | '\t' => out.push(letter),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
        if out.len() > MOST_WRITTEN {
            out.truncate(before);
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(inside: &str, attributes: &str) -> String {
        format!(
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><r:RDF xmlns:r='{RDF}'><r:Description xmlns:d='{DC}' \
             xmlns:p='{PHOTOSHOP}' xmlns:i='{IPTC}' xmlns:mm='http://ns.adobe.com/xap/1.0/mm/' {attributes}>\
             {inside}</r:Description></r:RDF></x:xmpmeta>"
        )
    }

    #[test]
    fn attributes_and_elements_say_the_same() {
        let attributes = read(packet("", "p:Credit='Calder Star &amp; Sons'").as_bytes());
        let elements = read(packet("<p:Credit>Calder Star &amp; Sons</p:Credit>", "").as_bytes());
        assert_eq!(attributes.credit, "Calder Star & Sons");
        assert_eq!(attributes, elements);
    }

    #[test]
    fn the_default_language_and_all_creators_are_taken() {
        let inside = "<d:description><r:Alt><r:li xml:lang='hi'>पुल</r:li>\
                      <r:li xml:lang='x-default'>The bridge &#x2014; &lt;at dawn&gt;</r:li></r:Alt></d:description>\
                      <d:creator><r:Seq><r:li>Jane Doe</r:li><r:li>Ravi Rao</r:li></r:Seq></d:creator>";
        let facts = read(packet(inside, "").as_bytes());
        assert_eq!(facts.caption, "The bridge — <at dawn>");
        assert_eq!(facts.creator, "Jane Doe, Ravi Rao");
    }

    #[test]
    fn the_caption_of_another_picture_inside_is_not_ours() {
        let inside = "<mm:Ingredients><r:Bag><r:li><r:Description><d:description><r:Alt>\
                      <r:li>The uncropped street</r:li></r:Alt></d:description></r:Description></r:li>\
                      </r:Bag></mm:Ingredients>";
        assert_eq!(read(packet(inside, "").as_bytes()), FileFacts::default());
    }

    #[test]
    fn what_is_written_reads_back_even_with_signs_that_xml_forbids() {
        let facts = ReaderFacts {
            caption: "A <b> & \"c\" ]]> \u{0}d\u{b} 🙂\nline two".into(),
            credit: "जेन डो/Agency".into(),
            copyright: "© Calder Star".into(),
            alt: "منظر".into(),
            creator: "Jane Doe".into(),
            licence: "https://calder.example/terms?a=1&b=2".into(),
        };
        let back = read(write(&facts).as_bytes());
        assert_eq!(back.caption, "A <b> & \"c\" ]]> d 🙂\nline two");
        assert_eq!((back.credit, back.alt), (facts.credit, facts.alt));
        assert_eq!((back.copyright, back.creator), (facts.copyright, facts.creator));
        assert_eq!(back.licence, facts.licence);
    }

    #[test]
    fn the_longest_facts_still_fit_into_one_segment() {
        let long = "<&> ".repeat(20_000);
        let facts = ReaderFacts {
            caption: long.clone(),
            credit: long.clone(),
            copyright: long.clone(),
            alt: long.clone(),
            creator: "é".repeat(40_000),
            licence: format!("https://calder.example/{}", "a".repeat(1977)),
        };
        let packet = write(&facts);
        assert!(packet.len() < 65_502, "{} bytes", packet.len());
        assert!(read(packet.as_bytes()).caption.starts_with("<&> <&> "));
        assert!(!read(packet.as_bytes()).creator.is_empty(), "one long word is cut, not dropped");
    }
}
