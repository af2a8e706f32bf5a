//! What others say about a story, as the window shows it.

use super::StoryView;
use crate::body::Spot;
use crate::newsroom::{self, Decided};
use crate::revision::{ChangeKind, Hunk, Standing, Suggested};
use crate::store::CommentRow;
use crate::story::{CommentId, SuggestionId, UtcMillis};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where some words of the body stand.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WordsAt {
    /// Which text block, from 0; those without a word are not counted.
    pub block: usize,
    /// UTF-16 units into its text.
    pub start: usize,
    /// UTF-16 units.
    pub length: usize,
}

/// Words to comment on.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct WordsPicked {
    /// The field, as the window knows it.
    pub field: String,
    /// Which text block of the body.
    pub block: usize,
    /// UTF-16 units into its text.
    pub start: usize,
    /// The very words.
    pub quote: String,
    /// What stands before them in their block.
    pub before: String,
    /// What stands after them.
    pub after: String,
}

/// One thing somebody said.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Remark {
    /// Its id.
    pub id: CommentId,
    /// Who; empty where nobody is named.
    pub author: String,
    /// What.
    pub text: String,
    /// When.
    pub made_at: UtcMillis,
    /// Whether whoever works here said it.
    pub is_mine: bool,
}

/// A comment with its answers.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewThread {
    /// What was said first.
    pub first: Remark,
    /// The field it is about.
    pub field: String,
    /// The words it is about, as they were.
    pub quote: String,
    /// Where they stand in the text as last saved; none: they are gone.
    pub at: Option<WordsAt>,
    /// When it was settled.
    pub resolved_at: Option<UtcMillis>,
    /// The answers, oldest first.
    pub replies: Vec<Remark>,
}

/// One change that somebody proposes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SuggestedChange {
    /// Names it, for as long as the suggestion says this.
    pub id: String,
    /// The field, as the window knows it.
    pub field: String,
    /// The field's name for people.
    pub label: String,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The words around it, as they were and as proposed.
    pub words: Vec<Hunk>,
    /// Whether it can be taken.
    pub standing: Standing,
    /// What was decided about it; null: nothing yet.
    pub decided: Option<Decided>,
    /// Where the words that would go stand in the text as last saved; of no length where words
    /// would only come in.
    pub spots: Vec<WordsAt>,
}

/// A proposed text, change by change.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewSuggestion {
    /// Its id.
    pub id: SuggestionId,
    /// Who proposes.
    pub author: String,
    /// When.
    pub made_at: UtcMillis,
    /// Whether whoever works here writes it, and can go on with it.
    pub is_own: bool,
    /// What it would change.
    pub changes: Vec<SuggestedChange>,
}

/// A suggestion that is being written.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Suggesting {
    /// Which.
    pub suggestion: SuggestionId,
    /// The story with the proposed text in place of its own.
    pub view: StoryView,
}

impl From<newsroom::Suggesting> for Suggesting {
    fn from(s: newsroom::Suggesting) -> Self {
        Self { suggestion: s.suggestion, view: s.state.into() }
    }
}

/// All that is said about a story.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Review {
    /// The comments, in the order of the page.
    pub threads: Vec<ReviewThread>,
    /// The suggestions that are open.
    pub suggestions: Vec<ReviewSuggestion>,
    /// Who can be named in a comment: who wrote stories, comments, revisions or suggestions here.
    pub people: Vec<String>,
    /// Who works here; empty where nobody is named.
    pub me: String,
}

impl Review {
    /// As the window shows it; `me` is who works here.
    pub fn of(review: newsroom::Review, me: String) -> Self {
        let mine = me.clone();
        let remark = |c: CommentRow| Remark {
            is_mine: c.author == mine,
            id: c.id,
            author: c.author,
            text: c.text,
            made_at: c.made_at,
        };
        let at = |s: Spot| WordsAt { block: s.block, start: s.start, length: s.length };
        let change = |(c, decided): (Suggested, Option<Decided>)| SuggestedChange {
            id: c.id,
            field: c.field,
            label: c.label,
            kind: c.kind,
            words: c.words,
            standing: c.standing,
            decided,
            spots: c.spots.into_iter().map(at).collect(),
        };
        Self {
            threads: review
                .threads
                .into_iter()
                .map(|t| ReviewThread {
                    field: t.comment.field.clone(),
                    quote: t.comment.quote.clone(),
                    at: t.spot.map(at),
                    resolved_at: t.comment.resolved_at,
                    replies: t.replies.into_iter().map(remark).collect(),
                    first: remark(t.comment),
                })
                .collect(),
            suggestions: review
                .suggestions
                .into_iter()
                .map(|s| ReviewSuggestion {
                    id: s.row.id,
                    author: s.row.author,
                    made_at: s.row.made_at,
                    is_own: s.is_own,
                    changes: s.changes.into_iter().zip(s.decided).map(change).collect(),
                })
                .collect(),
            people: review.people,
            me,
        }
    }
}
