//! Taking stories in from files: all of them in one transaction, or none.

use super::editing::{mark_live, write};
use super::{Changed, Newsroom, Section, history};
use crate::revision::{Why, full_hash};
use crate::store::{StoryRow, Tx};
use crate::story::{Publication, Story, StoryId, UtcMillis};
use crate::{Error, Result};

/// A story on its way in.
#[derive(Debug)]
pub struct Incoming {
    /// The file it came from, for sentences.
    pub file: String,
    /// The story; its section is still a name.
    pub story: Story,
    /// The section's name; empty: none.
    pub section: String,
    /// Whether the file itself names the story's id.
    pub has_own_id: bool,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// Stories taken in.
    pub stories: Vec<StoryId>,
    /// Files whose story was here already, word for word.
    pub already_here: usize,
    /// Sections that were made for them.
    pub new_sections: Vec<String>,
}

impl Newsroom {
    /// Takes stories in, all or none. A published story keeps its dates; an unknown
    /// section is made; a story that is here word for word is not doubled.
    ///
    /// # Errors
    /// `story-here-already`, `url-slug-taken` and `published-in-future`, each with the file's name.
    pub fn take_in_stories(
        &mut self,
        incoming: Vec<Incoming>,
        now: UtcMillis,
    ) -> Result<(Imported, Changed)> {
        self.transact(|tx| {
            let mut done = Imported::default();
            let mut sections = tx.sections()?;
            for one in incoming {
                let Incoming { file, mut story, section, has_own_id } = one;
                if !section.is_empty() {
                    let known = sections.iter().find(|s| s.name.eq_ignore_ascii_case(&section)).cloned();
                    let known = match known {
                        Some(known) => known,
                        None => {
                            let made = new_section(tx, &section, &sections)?;
                            sections.push(made.clone());
                            tx.save_sections(&sections)?;
                            done.new_sections.push(made.name.clone());
                            made
                        }
                    };
                    story.section = Some(known.id);
                }
                story.tidy();
                if story.first_published_at.is_some_and(|at| at > now) {
                    return Err(Error::new(
                        "published-in-future",
                        format!("{file}: the story’s time of publication has not come yet."),
                        "Take out `published` and publish the story in Stet when its time comes.",
                    ));
                }
                if is_here(tx, &story, has_own_id, &file)? {
                    done.already_here += 1;
                    continue;
                }
                done.stories.push(story.id);
                take_in(tx, story, &file, now)?;
            }
            let changed =
                Changed { stories: done.stories.clone(), desk: true, settings: true, publications: true };
            Ok((done, changed))
        })
    }
}

fn is_here(tx: &Tx, story: &Story, has_own_id: bool, file: &str) -> Result<bool> {
    if has_own_id {
        let Some(here) = tx.story_if_here(story.id)? else { return Ok(false) };
        if same_words(story, &here.story) {
            return Ok(true);
        }
        return Err(Error::new(
            "story-here-already",
            format!("{file}: this story is in the newsroom already, with another text."),
            "Take the line `id` out of the file to bring it in as a new story.",
        ));
    }
    let Some((owner, _)) = tx.url_slug_owner(&story.effective_url_slug(), Some(story.id))? else {
        return Ok(false);
    };
    Ok(same_words(story, &tx.story(owner)?.story))
}

/// Whether readers would see the same, whichever story it is.
fn same_words(a: &Story, b: &Story) -> bool {
    let slugless = |s: &Story| {
        let mut s = s.clone();
        s.url_slug = s.effective_url_slug();
        full_hash(&s)
    };
    slugless(a) == slugless(b)
}

fn take_in(tx: &Tx, story: Story, file: &str, now: UtcMillis) -> Result<()> {
    let live = story.publication == Publication::Live;
    let (first, updated, changed_at) = (story.first_published_at, story.updated_at, story.changed_at);
    let mut row = StoryRow::of(story);
    row.edit = 1;
    let at = if changed_at.0 > 0 { changed_at } else { now };
    if live && row.story.url_slug.is_empty() {
        // A live page needs an address that stays; `write` finds one that is free.
        row.story.first_published_at = None;
        write(tx, &mut row, at)?;
        row.story.url_slug = row.effective_url_slug.clone();
        row.story.first_published_at = first;
    }
    let notices = write(tx, &mut row, at)?;
    if let Some(taken) = notices.iter().find(|n| n.error.code == "url-slug-taken") {
        return Err(Error::new(
            "url-slug-taken",
            format!("{file}: {}", taken.error.sentence),
            "Give the file another `url_slug`.",
        ));
    }
    let kept = history::keep(tx, &row, Why::Imported, "", now)?;
    if live {
        mark_live(&mut row, kept.id, now);
        row.story.first_published_at = first;
        row.story.updated_at = updated;
        write(tx, &mut row, at)?;
    }
    Ok(())
}

/// A section for a name that the newsroom does not have; its address is free.
fn new_section(tx: &Tx, name: &str, sections: &[Section]) -> Result<Section> {
    let mut made = Section::named(name);
    if made.slug.is_empty() {
        made.slug = format!("section-{}", sections.len() + 1);
    }
    let base = made.slug.clone();
    let mut count = 2;
    while sections.iter().any(|s| s.slug == made.slug) || tx.url_slug_owner(&made.slug, None)?.is_some() {
        made.slug = format!("{base}-{count}");
        count += 1;
    }
    Ok(made)
}
