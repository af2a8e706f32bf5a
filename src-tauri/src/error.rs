//! One error for the whole core: what happened, what to do next, and a code.
//!
//! The window and programs decide by `code`; people read `sentence` and `hint`.

use std::borrow::Cow;
use std::fmt;

/// What every fallible call in the core returns.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, for a person on deadline.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS), ts(rename = "StetError"))]
pub struct Error {
    /// Stable, kebab-case, what programs decide by: `url-slug-taken`.
    #[cfg_attr(feature = "desktop", ts(type = "string"))]
    pub code: Cow<'static, str>,
    /// What happened, one sentence.
    pub sentence: String,
    /// What to do next, one sentence; may be empty.
    pub hint: String,
}

impl Error {
    /// An error with its code, what happened, and what to do next.
    pub fn new(code: &'static str, sentence: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code: Cow::Borrowed(code), sentence: sentence.into(), hint: hint.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        if !self.hint.is_empty() {
            write!(f, " {}", self.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
