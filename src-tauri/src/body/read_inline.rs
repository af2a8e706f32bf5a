//! Running text in: marks, links and breaks from Markdown's inline events.

use super::link::clean_link;
use super::normal::norm_inline;
use super::{Inline, Marks};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// The running text of a one-line field (a caption, a standfirst). The text is never
/// taken for a block: `# 1`, `- x` and `1. First` are words here.
pub fn read_inline(markdown: &str) -> Vec<Inline> {
    // A word in front makes any line a paragraph; it is taken off again.
    let line = format!("{FRONT} {}", markdown.replace(['\n', '\r'], " "));
    let parser = Parser::new_ext(&line, Options::ENABLE_TABLES);
    let mut text = norm_inline(&inlines(parser.filter(is_inline).collect()));
    if let Some(Inline::Text { text, .. }) = text.first_mut()
        && let Some(rest) = text.strip_prefix(FRONT)
    {
        *text = rest.to_owned();
    }
    norm_inline(&text)
}

const FRONT: &str = "x";

/// Whether the event is of running text.
pub(super) fn is_inline(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => true,
        Event::Start(tag) => {
            matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => matches!(tag, TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image),
        _ => false,
    }
}

/// A link or a picture being read.
struct Reference {
    address: String,
    link: Option<String>,
    title: String,
    is_picture: bool,
    /// How much had been read when it began.
    from: usize,
}

/// The text that a run of inline events says.
pub(super) fn inlines(events: Vec<Event>) -> Vec<Inline> {
    let paired = paired_tags(&events);
    let mut out: Vec<Inline> = Vec::new();
    let (mut strong, mut em) = (0_usize, 0_usize);
    let mut references: Vec<Reference> = Vec::new();
    for (at, event) in events.into_iter().enumerate() {
        let marks = Marks { strong: strong > 0, em: em > 0 };
        let link = references.iter().rev().find_map(|reference| reference.link.clone());
        match event {
            Event::Text(text) | Event::Code(text) => {
                out.push(Inline::Text { text: text.into_string(), marks, link });
            }
            Event::SoftBreak => out.push(Inline::Text { text: " ".into(), marks, link }),
            Event::HardBreak => out.push(Inline::Break),
            Event::InlineHtml(tag) => match (&*tag, paired[at]) {
                ("<strong>", true) => strong += 1,
                ("</strong>", true) => strong -= 1,
                ("<em>", true) => em += 1,
                ("</em>", true) => em -= 1,
                ("<br>" | "<br/>" | "<br />", _) => out.push(Inline::Break),
                _ => out.push(Inline::Text { text: tag.into_string(), marks, link }),
            },
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong = strong.saturating_sub(1),
            Event::Start(Tag::Emphasis) => em += 1,
            Event::End(TagEnd::Emphasis) => em = em.saturating_sub(1),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                let link = clean_link(&format!("{mail}{dest_url}"));
                references.push(Reference {
                    address: dest_url.into_string(),
                    link,
                    title: title.into_string(),
                    is_picture: false,
                    from: out.len(),
                });
            }
            // The words for a picture stay; fetching it is the importer's work.
            Event::Start(Tag::Image { title, .. }) => references.push(Reference {
                address: String::new(),
                link: None,
                title: title.into_string(),
                is_picture: true,
                from: out.len(),
            }),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(reference) = references.pop() {
                    reference.keep_words(&mut out, marks);
                }
            }
            _ => {}
        }
    }
    out
}

impl Reference {
    /// Adds what would be lost with the link: its address where it has no words or is
    /// not lawful, and its title.
    fn keep_words(self, out: &mut Vec<Inline>, marks: Marks) {
        let words: String = out[self.from..].iter().map(words_of).collect();
        let mut add = |text: String, link: Option<String>| out.push(Inline::Text { text, marks, link });
        if words.trim().is_empty() && !self.is_picture {
            add(self.address, self.link);
        } else if self.link.is_none() && !self.address.is_empty() && words != self.address {
            add(format!(" ({})", self.address), None);
        }
        if !self.title.is_empty() {
            add(format!(" ({})", self.title), None);
        }
    }
}

fn words_of(inline: &Inline) -> &str {
    match inline {
        Inline::Text { text, .. } => text,
        Inline::Break => "",
    }
}

/// Which events are a `<strong>` or `<em>` that has its partner; one without is words.
fn paired_tags(events: &[Event]) -> Vec<bool> {
    let mut paired = vec![false; events.len()];
    let (mut strong, mut em) = (Vec::new(), Vec::new());
    for (at, event) in events.iter().enumerate() {
        let Event::InlineHtml(tag) = event else { continue };
        let opened = match &**tag {
            "<strong>" => {
                strong.push(at);
                None
            }
            "<em>" => {
                em.push(at);
                None
            }
            "</strong>" => strong.pop(),
            "</em>" => em.pop(),
            _ => None,
        };
        if let Some(opened) = opened {
            paired[opened] = true;
            paired[at] = true;
        }
    }
    paired
}
