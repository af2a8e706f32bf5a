//! What a file of outside copy says, once read: a headline, a body, pictures, what others
//! remarked and what they propose. Plain values; the newsroom makes a story of them.

use crate::body::{Doc, Inline};
use crate::story::{Byline, UtcMillis};

/// Copy as a file says it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manuscript {
    /// The title, else the first heading; plain.
    pub headline: String,
    /// The subtitle under it.
    pub standfirst: Vec<Inline>,
    /// Whoever the file says wrote it.
    pub bylines: Vec<Byline>,
    /// The text without any tracked change. A picture in it is a figure whose `media` is
    /// [`picture_name`] of its place in `pictures`.
    pub body: Doc,
    /// The pictures in it.
    pub pictures: Vec<FilePicture>,
    /// What others said about it.
    pub comments: Vec<Comment>,
    /// The text with every tracked change taken; none where nothing was changed.
    pub proposed: Option<Proposed>,
    /// What a person should be told: one sentence each.
    pub notices: Vec<String>,
}

/// A picture inside a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilePicture {
    /// Its name in the file.
    pub name: String,
    /// Its bytes; empty where only its name is known, and it may lie beside the file.
    pub bytes: Vec<u8>,
}

/// What a figure of a manuscript has for `media`.
pub fn picture_name(place: usize) -> String {
    format!("picture:{place}")
}

/// The place of the picture that a figure of a manuscript shows.
pub fn picture_place(media: &str) -> Option<usize> {
    media.strip_prefix("picture:")?.parse().ok()
}

/// A remark on some words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comment {
    /// The words it is on; empty: on the whole paragraph.
    pub quote: String,
    /// What stands before them in their paragraph, as much as is known.
    pub before: String,
    /// What stands after them.
    pub after: String,
    /// Who says it.
    pub author: String,
    /// What is said.
    pub text: String,
    /// When, if the file says so.
    pub made_at: Option<UtcMillis>,
    /// Whether it has been settled.
    pub resolved: bool,
    /// What was answered, in order.
    pub replies: Vec<Reply>,
}

/// An answer to a remark.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// Who says it.
    pub author: String,
    /// What is said.
    pub text: String,
    /// When, if the file says so.
    pub made_at: Option<UtcMillis>,
}

/// A text proposed for a story.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proposed {
    /// The headline with the changes.
    pub headline: String,
    /// The standfirst with the changes.
    pub standfirst: Vec<Inline>,
    /// The body with the changes.
    pub body: Doc,
    /// Who proposes it.
    pub authors: Vec<String>,
    /// When the last change was made, if the file says so.
    pub made_at: Option<UtcMillis>,
}
