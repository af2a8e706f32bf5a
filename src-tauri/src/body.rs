//! The body: a small document tree that owns the stored form of a story's text.
//!
//! Markdown in and out ([`read`], [`write`]), ProseMirror JSON in and out
//! ([`prosemirror`]), HTML ([`html`]), plain text and counts out. The window speaks
//! ProseMirror JSON only; the store holds Markdown only.
//!
//! The promise that the newsroom rests on: for every body `d`, `read(write(d))` is
//! `norm(d)`, and `norm` changes no word: only spaces, control characters, empty blocks
//! and links that are not lawful. [`stored`] asserts it at each save. What goes around
//! the body (the standfirst, the byline) is in `story`; pages are in `site`.

mod anchor;
mod entry;
mod html;
mod link;
mod nest;
mod normal;
mod notes;
#[cfg(test)]
mod pitfalls;
#[cfg(test)]
mod property;
pub mod prosemirror;
mod read;
mod read_inline;
mod stored;
mod text;
mod write;
mod write_inline;

pub use anchor::{Anchor, Spot};
pub use entry::{Entry, entries};
pub use html::{HtmlParts, WordsOnly, escape_html, html, inline_html};
pub use link::{host_of, lawful_url, story_of};
pub use normal::{field, norm, norm_inline};
pub use notes::{has_notes, without_notes};
pub use read::read;
pub use read_inline::read_inline;
pub use stored::{Stored, Unstorable, stored};
pub(crate) use text::each_block;
pub use text::{
    Length, count, inline_text, media_in, minutes, plain_text, plain_text_with_notes, stories_in, texts,
    words,
};
pub use write::write;
pub use write_inline::write_inline;

/// Which marks a run of text carries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, serde::Serialize, serde::Deserialize)]
pub struct Marks {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub em: bool,
}

/// A piece of running text.
#[derive(Clone, PartialEq, Eq, Debug, Hash, serde::Serialize, serde::Deserialize)]
pub enum Inline {
    /// Text under the same marks and link.
    Text {
        /// The words.
        text: String,
        /// Their marks.
        marks: Marks,
        /// The address they link to.
        link: Option<String>,
    },
    /// A line break inside a paragraph.
    Break,
}

/// A block of the body.
#[derive(Clone, PartialEq, Eq, Debug, Hash, serde::Serialize, serde::Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A subhead, level 2 to 4.
    Heading(u8, Vec<Inline>),
    /// A block quote.
    Quote(Vec<Block>),
    /// A bulleted list; each item is blocks, the first a paragraph.
    Bullets(Vec<Vec<Block>>),
    /// A numbered list from the given number.
    Ordered(u64, Vec<Vec<Block>>),
    /// A rule between parts.
    Rule,
    /// A pull quote.
    Pullquote {
        /// The words pulled.
        quote: Vec<Inline>,
        /// Who said them.
        cite: String,
    },
    /// A picture in the text.
    Figure {
        /// SHA-256 of the file, 64 hex digits.
        media: String,
        /// For readers who cannot see it.
        alt: String,
        /// Shown under it.
        caption: Vec<Inline>,
        /// Who to thank.
        credit: String,
    },
    /// Something of another site, shown as a card that links there.
    Embed {
        /// Its address.
        url: String,
        /// Its words.
        title: String,
    },
    /// A link to another story, set between paragraphs.
    Related {
        /// One of ours by id, or a web address.
        to: String,
        /// Its words.
        headline: String,
    },
    /// A table: a head row and rows of as many cells.
    Table {
        /// The head cells.
        head: Vec<Vec<Inline>>,
        /// The rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// The story in a few points.
    Keypoints(Vec<Vec<Inline>>),
    /// Facts set apart from the run of the story.
    Factbox {
        /// What they are about.
        title: String,
        /// The facts, in order.
        lines: Vec<Fact>,
    },
    /// Words of the newsroom between the paragraphs, a line each, for no reader
    /// ([`without_notes`]).
    Note(Vec<Vec<Inline>>),
}

/// A line of a fact box.
#[derive(Clone, PartialEq, Eq, Debug, Hash, serde::Serialize, serde::Deserialize)]
pub struct Fact {
    /// Whether it is one point of a list, and no paragraph.
    pub is_point: bool,
    /// Its words.
    pub text: Vec<Inline>,
}

/// A whole body.
pub type Doc = Vec<Block>;
