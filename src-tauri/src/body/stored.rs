//! The text that is kept, and the proof that it says what the reporter wrote.

use super::write::blocks;
use super::{Block, Doc, norm, read};
use crate::Error;
use std::fmt;

/// A body with the Markdown that is kept for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The body in normal form.
    pub doc: Doc,
    /// What is kept; it reads back as `doc`.
    pub markdown: String,
}

/// The Markdown to keep for this body, once it has been read back and found to be the
/// same.
///
/// Where it is not, a fault of ours must not cost copy: the error carries the Markdown,
/// and whoever saves keeps the editor's own document beside it.
pub fn stored(doc: &[Block]) -> Result<Stored, Unstorable> {
    let doc = norm(doc);
    let markdown = blocks(&doc);
    proven(doc, markdown)
}

fn proven(doc: Doc, markdown: String) -> Result<Stored, Unstorable> {
    if read(&markdown) == doc { Ok(Stored { doc, markdown }) } else { Err(Unstorable { markdown }) }
}

/// A body whose Markdown does not read back as the same body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unstorable {
    /// What the writer made of it: to be kept, and the editor's document beside it.
    pub markdown: String,
}

impl fmt::Display for Unstorable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The text could not be written in its usual form.")
    }
}

impl std::error::Error for Unstorable {}

impl From<Unstorable> for Error {
    fn from(unstorable: Unstorable) -> Self {
        Error::new(
            "body-unstorable",
            unstorable.to_string(),
            "The editor’s own copy is kept beside it; nothing is lost. Please report it.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_reads_back_is_stored() {
        let doc = read("Calder **Council**\n\n- one\n- two");
        let markdown = "Calder **Council**\n\n- one\n- two".to_owned();
        assert_eq!(stored(&doc).unwrap(), Stored { doc, markdown });
    }

    #[test]
    fn markdown_that_says_something_else_is_handed_back_with_an_error() {
        let wrong = proven(read("Fifteen people"), "Fifty people".into()).unwrap_err();
        assert_eq!(wrong.markdown, "Fifty people");
        assert_eq!(Error::from(wrong).code, "body-unstorable");
    }
}
