//! Snippets (words put in again) and templates (stories to begin from).
//!
//! A template holds a story's canonical text. What belongs to one story alone (its id, its
//! slugs, what readers see of it) never goes from a template into a story.

use super::editing::{state, write};
use super::setup::settings_row;
use super::{Changed, Newsroom, StoryState};
use crate::body::{self, Block, Doc};
use crate::store::{SnippetRow, StoryRow, TemplateRow, Tx};
use crate::story::{Byline, Handling, Publication, SnippetId, Stage, Story, StoryId, TemplateId, UtcMillis};
use crate::{Error, Result, revision};

/// Words kept to be put in again.
#[derive(Debug, Clone, PartialEq)]
pub struct Snippet {
    /// Its name on every machine.
    pub id: SnippetId,
    /// What is typed to find it.
    pub name: String,
    /// What is put in.
    pub body: Doc,
}

/// A story to begin from, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name on every machine.
    pub id: TemplateId,
    /// What is typed to find it.
    pub name: String,
    /// The headline it brings; empty where it brings none.
    pub headline: String,
    /// Set where no story can be begun from it.
    pub damage: Option<Error>,
}

impl Newsroom {
    /// Every snippet, in the order they were made.
    pub fn snippets(&mut self) -> Result<Vec<Snippet>> {
        let rows = self.reading(|tx| tx.snippets())?;
        Ok(rows.into_iter().map(snippet).collect())
    }

    /// Keeps a snippet: a new one where `known` is none, else that one under these words.
    ///
    /// # Errors
    /// `snippet-nameless`, `snippet-empty`, `snippet-name-taken`, `snippet-missing`.
    pub fn save_snippet(
        &mut self,
        known: Option<SnippetId>,
        name: &str,
        words: &[Block],
    ) -> Result<(Snippet, Changed)> {
        self.transact(|tx| {
            let name = body::field(name).trim().to_owned();
            if name.is_empty() {
                return Err(Error::new(
                    "snippet-nameless",
                    "A snippet needs a name: it is what you type to find it.",
                    "Give it one or two words.",
                ));
            }
            let body = body::stored(words).map_or_else(|odd| odd.markdown, |kept| kept.markdown);
            if body.is_empty() {
                return Err(Error::new(
                    "snippet-empty",
                    "This snippet holds no words yet.",
                    "Write what is to be put in, or remove the snippet.",
                ));
            }
            let rows = tx.snippets()?;
            let same = |r: &&SnippetRow| r.name.to_lowercase() == name.to_lowercase();
            if let Some(taken) = rows.iter().filter(|r| Some(r.id) != known).find(same) {
                return Err(Error::new(
                    "snippet-name-taken",
                    format!("There is a snippet called “{}” already.", taken.name),
                    "Choose another name, or change that snippet.",
                ));
            }
            if known.is_some_and(|id| rows.iter().all(|r| r.id != id)) {
                return Err(missing());
            }
            let row = SnippetRow { id: known.unwrap_or_else(SnippetId::new), name, body };
            tx.save_snippet(&row)?;
            Ok((snippet(row), Changed::default()))
        })
    }

    /// Removes a snippet. Words that were put in from it stay where they are.
    ///
    /// # Errors
    /// `snippet-missing`.
    pub fn remove_snippet(&mut self, snippet: SnippetId) -> Result<Changed> {
        self.transact(|tx| if tx.remove_snippet(snippet)? { Ok(Changed::default()) } else { Err(missing()) })
    }

    /// Every template, in the order they were made; one that is damaged is in the list and says so.
    pub fn templates(&mut self) -> Result<Vec<Template>> {
        let rows = self.reading(|tx| tx.templates())?;
        Ok(rows.iter().map(template).collect())
    }

    /// Keeps a story as a template, as it stands now.
    ///
    /// # Errors
    /// `template-nameless`, `template-name-taken`.
    pub fn keep_template(&mut self, story: StoryId, name: &str) -> Result<(Template, Changed)> {
        self.transact(|tx| {
            let name = lawful_name(tx, None, name)?;
            let kept = cleared(tx.story(story)?.story, UtcMillis(0));
            let sections = tx.sections()?;
            let section = kept.section.and_then(|id| sections.into_iter().find(|s| s.id == id));
            let text = revision::canonical(&kept, &section.map(|s| s.name).unwrap_or_default());
            let row = TemplateRow { id: TemplateId::new(), name, text };
            tx.save_template(&row)?;
            Ok((template(&row), Changed::default()))
        })
    }

    /// Gives a template another name.
    ///
    /// # Errors
    /// `template-nameless`, `template-name-taken`, `template-missing`.
    pub fn rename_template(&mut self, wanted: TemplateId, name: &str) -> Result<(Template, Changed)> {
        self.transact(|tx| {
            let name = lawful_name(tx, Some(wanted), name)?;
            let row = TemplateRow { name, ..tx.template(wanted)? };
            tx.save_template(&row)?;
            Ok((template(&row), Changed::default()))
        })
    }

    /// Removes a template. Stories that were begun from it stay as they are.
    ///
    /// # Errors
    /// `template-missing`.
    pub fn remove_template(&mut self, wanted: TemplateId) -> Result<Changed> {
        self.transact(|tx| {
            tx.template(wanted)?;
            tx.remove_template(wanted)?;
            Ok(Changed::default())
        })
    }

    /// A new story with what the template holds: a new id, no slugs, nothing published. Hold
    /// and "not for publication" come with it: a story is rather held once too often.
    ///
    /// # Errors
    /// `template-missing`, `template-damaged`.
    pub fn story_from_template(
        &mut self,
        wanted: TemplateId,
        now: UtcMillis,
    ) -> Result<(StoryState, Changed)> {
        self.transact(|tx| {
            let row = tx.template(wanted)?;
            let (kept, section) = read(&row)?;
            let mut story = cleared(kept, now);
            let section = section.to_lowercase();
            story.section = tx.sections()?.iter().find(|s| s.name.to_lowercase() == section).map(|s| s.id);
            let settings = settings_row(tx)?.settings;
            if story.language.is_empty() {
                story.language = settings.language;
            }
            if story.bylines.is_empty() && story.agency.is_empty() && !settings.author.is_empty() {
                story.bylines.push(Byline { name: settings.author, role: String::new() });
            }
            let id = story.id;
            let mut row = StoryRow::of(story);
            write(tx, &mut row, now)?;
            Ok((state(tx, id)?, Changed::story(id)))
        })
    }
}

/// The story as if it had just been begun: what is its own alone is taken off.
fn cleared(story: Story, now: UtcMillis) -> Story {
    Story {
        id: StoryId::new(),
        slug: String::new(),
        url_slug: String::new(),
        stage: Stage::default(),
        spiked_at: None,
        // No hour, no place in a chain and no correction of another story; what stops it stays.
        handling: Handling {
            legal: story.handling.legal,
            sensitive: story.handling.sensitive,
            brief: story.handling.brief.clone(),
            embargo: story.handling.embargo.clone(),
            ..Handling::default()
        },
        corrections: Vec::new(),
        publication: Publication::NotPublished,
        published_revision: None,
        first_published_at: None,
        updated_at: None,
        created_at: now,
        changed_at: now,
        ..story
    }
}

/// The story and the section's name that a template holds.
fn read(row: &TemplateRow) -> Result<(Story, String)> {
    let kept = crate::import::front_matter::parse_kept(&row.name, &row.text);
    let (front, markdown) = kept.map_err(|fault| {
        Error::new(
            "template-damaged",
            format!("The template “{}” cannot be read: {}", row.name, fault.sentence),
            "Begin from another, and keep this template anew from a story.",
        )
    })?;
    let section = front.section.clone();
    Ok((revision::story_of(front, &markdown), section))
}

fn template(row: &TemplateRow) -> Template {
    let (headline, damage) = match read(row) {
        Ok((story, _)) => (story.headline, None),
        Err(fault) => (String::new(), Some(fault)),
    };
    Template { id: row.id, name: row.name.clone(), headline, damage }
}

fn snippet(row: SnippetRow) -> Snippet {
    Snippet { id: row.id, name: row.name, body: body::read(&row.body) }
}

fn missing() -> Error {
    Error::new(
        "snippet-missing",
        "That snippet is not in this newsroom any more.",
        "Choose another, or keep the words anew.",
    )
}

fn lawful_name(tx: &Tx, own: Option<TemplateId>, name: &str) -> Result<String> {
    let name = body::field(name).trim().to_owned();
    if name.is_empty() {
        return Err(Error::new(
            "template-nameless",
            "A template needs a name: it is what you choose it by.",
            "Give it one or two words, such as “Match report”.",
        ));
    }
    let rows = tx.templates()?;
    let same = |r: &&TemplateRow| r.name.to_lowercase() == name.to_lowercase();
    match rows.iter().filter(|r| Some(r.id) != own).find(same) {
        None => Ok(name),
        Some(taken) => Err(Error::new(
            "template-name-taken",
            format!("There is a template called “{}” already.", taken.name),
            "Choose another name, or remove that template first.",
        )),
    }
}
