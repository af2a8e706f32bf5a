//! What others say about a story: comments on its words, and texts that they propose for it.
//!
//! Both stand beside the story, never in it: no page, feed, export or push can show them.

use super::setup::settings_row;
use super::{Changed, Newsroom, deciding, history, suggesting};
use crate::body::{self, Anchor, Spot};
use crate::import::manuscript::{self, Proposed};
use crate::revision::{self, Suggested, Why};
use crate::store::{CommentRow, RevisionRow, StoryRow, SuggestionRow, Tx};
use crate::story::{CommentId, RevisionId, Story, StoryId, SuggestionId, UtcMillis};
use crate::{Error, Result};

/// All that is said about a story.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// The remarks, oldest first, each with its answers.
    pub threads: Vec<Thread>,
    /// The proposed texts that nobody has settled.
    pub suggestions: Vec<Suggestion>,
    /// Who can be named in a comment.
    pub people: Vec<String>,
}

/// A remark, where its words stand now, and what was answered.
#[derive(Debug, Clone)]
pub struct Thread {
    /// The remark.
    pub comment: CommentRow,
    /// Where its words stand in the field as last saved; none where they are gone.
    pub spot: Option<Spot>,
    /// The answers, oldest first.
    pub replies: Vec<CommentRow>,
}

/// A proposed text, change by change.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// Its row.
    pub row: SuggestionRow,
    /// Whether whoever works here writes it.
    pub is_own: bool,
    /// What it would change in the story as it stands now.
    pub changes: Vec<Suggested>,
    /// What was decided about each of those; none: nothing yet.
    pub decided: Vec<Option<Decided>>,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Decided {
    /// It came into the story.
    Taken,
    /// It was left out.
    Left,
}

impl Newsroom {
    /// What is said about a story: its comments with where their words stand now, and the
    /// suggestions that are open.
    pub fn review(&mut self, story: StoryId) -> Result<Review> {
        self.reading(|tx| {
            let rows = tx.comments(story)?;
            let open = tx.open_suggestions(story)?;
            let people = tx.people(story)?;
            if rows.is_empty() && open.is_empty() {
                return Ok(Review { people, ..Review::default() });
            }
            let on = tx.story(story)?;
            let me = settings_row(tx)?.settings.author;
            let texts = body::texts(&on.story.body);
            let (first, answers): (Vec<_>, Vec<_>) = rows.into_iter().partition(|c| c.reply_to.is_none());
            let mut threads: Vec<Thread> = first
                .into_iter()
                .map(|comment| {
                    let replies =
                        answers.iter().filter(|a| a.reply_to == Some(comment.id)).cloned().collect();
                    Thread { spot: spot(&comment, &on.story, &texts), comment, replies }
                })
                .collect();
            // In the order of the page; those whose words are gone at the end.
            threads.sort_by_key(|t| match (t.spot, t.comment.field.as_str()) {
                (Some(spot), "headline") => (0, 0, spot.start),
                (Some(spot), "standfirst") => (1, 0, spot.start),
                (Some(spot), _) => (2, spot.block, spot.start),
                (None, _) => (3, t.comment.block, t.comment.start),
            });
            let mut suggestions: Vec<Suggestion> = open
                .into_iter()
                .map(|row| {
                    let changes = deciding::changes_of(tx, &row, &on)?;
                    let choices = tx.choices(row.id)?;
                    let decided = changes
                        .iter()
                        .map(|c| {
                            let made = choices.iter().find(|d| d.change == c.id)?;
                            Some(if made.revision.is_some() { Decided::Taken } else { Decided::Left })
                        })
                        .collect();
                    Ok(Suggestion { is_own: suggesting::is_own(tx, &row, &me)?, changes, decided, row })
                })
                .collect::<Result<_>>()?;
            // One that was only begun proposes nothing yet.
            suggestions.retain(|s| !s.changes.is_empty());
            Ok(Review { threads, suggestions, people })
        })
    }

    /// Remarks on some words of a story.
    pub fn add_comment(
        &mut self,
        story: StoryId,
        field: &str,
        on: Anchor,
        text: &str,
        now: UtcMillis,
    ) -> Result<(CommentId, Changed)> {
        let text = said(text)?;
        self.transact(|tx| {
            let here = tx.story(story)?.story;
            let texts = texts_of(&here, field);
            let made = CommentRow {
                id: CommentId::new(),
                story,
                reply_to: None,
                revision: tx.newest_revision(story)?.map(|r| r.id),
                author: settings_row(tx)?.settings.author,
                text,
                made_at: now,
                resolved_at: None,
                ..anchored(field, on, &texts)
            };
            tx.save_comment(&made)?;
            Ok((made.id, Changed::story(story)))
        })
    }

    /// Answers a remark; an answer to a settled one opens it again.
    pub fn reply(&mut self, to: CommentId, text: &str, now: UtcMillis) -> Result<Changed> {
        let text = said(text)?;
        self.transact(|tx| {
            let mut first = tx.comment(to)?;
            if let Some(thread) = first.reply_to {
                first = tx.comment(thread)?;
            }
            tx.save_comment(&CommentRow {
                id: CommentId::new(),
                reply_to: Some(first.id),
                author: settings_row(tx)?.settings.author,
                text,
                made_at: now,
                ..first.clone()
            })?;
            let story = first.story;
            tx.save_comment(&CommentRow { resolved_at: None, ..first })?;
            Ok(Changed::story(story))
        })
    }

    /// Settles a remark, or opens it again.
    pub fn resolve_comment(&mut self, comment: CommentId, resolved: bool, now: UtcMillis) -> Result<Changed> {
        self.transact(|tx| {
            let mut row = tx.comment(comment)?;
            row.resolved_at = resolved.then_some(now);
            tx.save_comment(&row)?;
            Ok(Changed::story(row.story))
        })
    }

    /// Removes a comment of one's own, with its answers.
    ///
    /// # Errors
    /// `comment-not-yours` where somebody else wrote it, or an answer to it.
    pub fn remove_comment(&mut self, comment: CommentId) -> Result<Changed> {
        self.transact(|tx| {
            let row = tx.comment(comment)?;
            let me = settings_row(tx)?.settings.author;
            let answers = tx.comments(row.story)?.into_iter().filter(|c| c.reply_to == Some(comment));
            if std::iter::once(row.clone()).chain(answers).any(|c| c.author != me) {
                return Err(Error::new(
                    "comment-not-yours",
                    "Somebody else wrote this comment, or answered it.",
                    "Resolve it instead: it stays on record.",
                ));
            }
            tx.remove_comment(comment)?;
            Ok(Changed::story(row.story))
        })
    }
}

/// Keeps what came with a story from outside. The story itself has just been written.
pub(super) fn take_in(
    tx: &Tx,
    story: StoryId,
    comments: Vec<manuscript::Comment>,
    proposed: Option<Proposed>,
    now: UtcMillis,
) -> Result<()> {
    if comments.is_empty() && proposed.is_none() {
        return Ok(());
    }
    let row = tx.story(story)?;
    let Some(base) = tx.newest_revision(story)? else { return Ok(()) };
    let texts = body::texts(&row.story.body);
    for comment in comments {
        let anchor = Anchor::of(&comment.before, &comment.quote, &comment.after);
        let in_body = anchor.find(&texts).is_some();
        let headline = std::slice::from_ref(&row.story.headline);
        let in_headline = !in_body && anchor.find(headline).is_some();
        let made_at = comment.made_at.unwrap_or(now);
        let first = CommentRow {
            id: CommentId::new(),
            story,
            reply_to: None,
            revision: Some(base.id),
            author: body::field(&comment.author),
            text: plain(&comment.text),
            made_at,
            resolved_at: comment.resolved.then_some(made_at),
            ..if in_headline {
                anchored("headline", anchor, headline)
            } else {
                anchored("body", anchor, &texts)
            }
        };
        tx.save_comment(&first)?;
        for reply in comment.replies {
            tx.save_comment(&CommentRow {
                id: CommentId::new(),
                reply_to: Some(first.id),
                author: body::field(&reply.author),
                text: plain(&reply.text),
                made_at: reply.made_at.unwrap_or(made_at),
                resolved_at: None,
                ..first.clone()
            })?;
        }
    }
    if let Some(proposed) = proposed {
        propose(tx, row, &base, proposed, now)?;
    }
    Ok(())
}

fn propose(tx: &Tx, on: StoryRow, base: &RevisionRow, proposed: Proposed, now: UtcMillis) -> Result<()> {
    let mut story = Story {
        headline: proposed.headline,
        standfirst: proposed.standfirst,
        body: proposed.body,
        ..on.story
    };
    story.tidy();
    story.body = body::read(&body::write(&story.body));
    let author = body::field(&proposed.authors.join(", "));
    let (_, was) = history::read(tx, base.id)?;
    if (&was.headline, &was.standfirst, &was.body) == (&story.headline, &story.standfirst, &story.body) {
        return Ok(()); // nothing that a story holds was changed
    }
    let made_at = proposed.made_at.unwrap_or(now);
    let kept = RevisionRow {
        id: RevisionId::new(),
        parents: vec![base.id],
        author: author.clone(),
        made_at,
        why: Why::Proposed,
        name: String::new(),
        words: body::count(&story.body) as i64,
        seal: revision::seal_of(&story),
        ..base.clone()
    };
    tx.keep_revision(&kept, &revision::canonical(&story, ""))?;
    tx.save_suggestion(&SuggestionRow {
        id: SuggestionId::new(),
        story: story.id,
        base: base.id,
        proposed: kept.id,
        author,
        made_at,
        settled_at: None,
        taken: false,
    })
}

/// What a comment holds on to, as its row keeps it.
fn anchored(field: &str, mut on: Anchor, texts: &[String]) -> CommentRow {
    let spot = on.find(texts);
    if let Some(spot) = spot {
        (on.block, on.start) = (spot.block, spot.start);
    }
    CommentRow {
        id: CommentId::new(),
        story: StoryId(uuid::Uuid::nil()),
        reply_to: None,
        revision: None,
        field: field.to_owned(),
        block: on.block,
        start: on.start,
        length: spot.map_or(0, |s| s.length),
        quote: on.quote,
        before: on.before,
        after: on.after,
        author: String::new(),
        text: String::new(),
        made_at: UtcMillis(0),
        resolved_at: None,
    }
}

fn spot(comment: &CommentRow, now: &Story, body: &[String]) -> Option<Spot> {
    let anchor = Anchor {
        block: comment.block,
        start: comment.start,
        quote: comment.quote.clone(),
        before: comment.before.clone(),
        after: comment.after.clone(),
    };
    match comment.field.as_str() {
        "body" => anchor.find(body),
        field => anchor.find(&texts_of(now, field)),
    }
}

fn texts_of(story: &Story, field: &str) -> Vec<String> {
    match field {
        "headline" => vec![story.headline.clone()],
        "standfirst" => vec![body::inline_text(&story.standfirst)],
        _ => body::texts(&story.body),
    }
}

/// What somebody says, its lines kept.
fn said(text: &str) -> Result<String> {
    let text = plain(text);
    if text.is_empty() {
        return Err(Error::new("comment-empty", "The comment says nothing.", "Write it, or close it."));
    }
    Ok(text)
}

fn plain(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(body::field).collect();
    lines.join("\n").trim().to_owned()
}
