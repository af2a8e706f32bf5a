//! Snippets and templates.

use crate::Error;
use crate::body::prosemirror;
use crate::newsroom;
use crate::story::{SnippetId, TemplateId};
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

/// Words kept to be put in again.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Snippet {
    /// Its id.
    pub id: SnippetId,
    /// What is typed to find it.
    pub name: String,
    /// What is put in.
    #[ts(type = "PmDoc")]
    pub body: Value,
}

impl From<newsroom::Snippet> for Snippet {
    fn from(s: newsroom::Snippet) -> Self {
        Self { id: s.id, name: s.name, body: prosemirror::write(&s.body) }
    }
}

/// A story to begin from.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// What is typed to find it.
    pub name: String,
    /// The headline it brings; empty where it brings none.
    pub headline: String,
    /// Why no story can be begun from it.
    pub damage: Option<Error>,
}

impl From<newsroom::Template> for Template {
    fn from(t: newsroom::Template) -> Self {
        Self { id: t.id, name: t.name, headline: t.headline, damage: t.damage }
    }
}
