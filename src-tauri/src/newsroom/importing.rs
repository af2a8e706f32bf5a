//! Taking stories in from files: all of them in one transaction, or none.

use super::editing::{mark_live, write};
use super::{Changed, Newsroom, Section, history};
use crate::revision::{Why, full_hash};
use crate::store::{MediaRow, StoryRow, Tx};
use crate::story::{LinkTo, Publication, Story, StoryId, UtcMillis};
use crate::{Error, Result, body, site};
use std::collections::HashMap;

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
        mut incoming: Vec<Incoming>,
        pictures: Vec<MediaRow>,
        now: UtcMillis,
    ) -> Result<(Imported, Changed)> {
        // A chosen URL slug comes before one that is made from a headline: that one can give way.
        incoming.sort_by_key(|one| one.story.url_slug.is_empty());
        self.transact(|tx| {
            let mut done = Imported::default();
            pictures.iter().try_for_each(|picture| tx.save_media(picture))?;
            let mut sections = tx.sections()?;
            for Incoming { file, story, section, .. } in &mut incoming {
                if !section.is_empty() {
                    let known =
                        sections.iter().find(|s| s.name.to_lowercase() == section.to_lowercase()).cloned();
                    let known = match known {
                        Some(known) => known,
                        None => {
                            let made = new_section(tx, section, &sections)?;
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
            }
            let here = here_already(tx, &incoming)?;
            for Incoming { file, story, has_own_id, .. } in incoming {
                let known = here.contains_key(&story.id);
                let story = linked_to(story, &here);
                // Asked again: a file of this import may have said the same.
                let is_here = if has_own_id {
                    is_here_by_id(tx, &story, &file)?
                } else {
                    known || of_that_slug(tx, &story)?.iter().any(|s| same_words(&story, s))
                };
                if is_here {
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

fn is_here_by_id(tx: &Tx, story: &Story, file: &str) -> Result<bool> {
    let Some(here) = tx.story_if_here(story.id)? else { return Ok(false) };
    if same_words(story, &here.story) {
        return Ok(true);
    }
    Err(Error::new(
        "story-here-already",
        format!("{file}: this story is in the newsroom already, with another text."),
        "Take the line `id` out of the file to bring it in as a new story.",
    ))
}

/// Of the stories without an id of their own, those that are here word for word, with the id
/// they have here. Links between the stories count by what they lead to: two files that link
/// to each other are here when both are.
fn here_already(tx: &Tx, incoming: &[Incoming]) -> Result<HashMap<StoryId, StoryId>> {
    let mut here: HashMap<StoryId, StoryId> = HashMap::new();
    let mut stored: HashMap<StoryId, Vec<Story>> = HashMap::new();
    for one in incoming.iter().filter(|one| !one.has_own_id) {
        let alike = of_that_slug(tx, &one.story)?;
        if let Some(first) = alike.first() {
            here.insert(one.story.id, first.id);
            stored.insert(one.story.id, alike);
        }
    }
    // Whoever is not here makes those that link to it differ too: until nothing changes.
    loop {
        let mut next = HashMap::new();
        for one in incoming.iter().filter(|one| here.contains_key(&one.story.id)) {
            let story = linked_to(one.story.clone(), &here);
            let same = stored[&one.story.id].iter().find(|s| same_words(&story, s));
            next.extend(same.map(|s| (one.story.id, s.id)));
        }
        if next == here {
            return Ok(here);
        }
        here = next;
    }
}

/// The stories whose URL slug is this one's, or this one's with a number after it.
fn of_that_slug(tx: &Tx, story: &Story) -> Result<Vec<Story>> {
    let base = story.effective_url_slug();
    let mut found = Vec::new();
    let mut slug = base.clone();
    while let Some((owner, _)) = tx.url_slug_owner(&slug, story.id)? {
        found.push(tx.story(owner)?.story);
        slug = format!("{base}-{}", found.len() + 1);
        if base.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// The story with its links to stories of this import led to those that are here.
fn linked_to(mut story: Story, here: &HashMap<StoryId, StoryId>) -> Story {
    for link in &mut story.also_read {
        if let LinkTo::Story(to) = &mut link.to {
            *to = here.get(to).copied().unwrap_or(*to);
        }
    }
    let moved: Vec<_> =
        body::stories_in(&story.body).into_iter().filter_map(|to| Some((to, here.get(&to)?))).collect();
    if !moved.is_empty() {
        // The ids were made for this import a moment ago: they stand nowhere but in links.
        let text = moved.iter().fold(body::write(&story.body), |text, (from, to)| {
            text.replace(&from.to_string(), &to.to_string())
        });
        story.body = body::read(&text);
    }
    story
}

/// Whether a reader of the one reads what the other says, wherever the newsroom put it: a
/// file that chose no URL slug says nothing about it.
fn same_words(incoming: &Story, here: &Story) -> bool {
    let mut here = here.clone();
    let mut incoming = incoming.clone();
    if incoming.url_slug.is_empty() {
        incoming.url_slug = incoming.effective_url_slug();
        here.url_slug.clone_from(&incoming.url_slug);
    }
    full_hash(&incoming) == full_hash(&here)
}

fn take_in(tx: &Tx, story: Story, file: &str, now: UtcMillis) -> Result<()> {
    let live = story.publication == Publication::Live;
    let (first, updated, changed_at) = (story.first_published_at, story.updated_at, story.changed_at);
    let mut row = StoryRow::of(story);
    row.edit = 1;
    let at = if changed_at.0 > 0 { changed_at } else { now };
    if row.story.created_at.0 == 0 {
        row.story.created_at = at; // the file does not say
    }
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
    // No story has the nil id: this asks about every one.
    let story_has =
        |slug: &str| Ok::<_, Error>(tx.url_slug_owner(slug, StoryId(uuid::Uuid::nil()))?.is_some());
    let needed = |slug: &str| site::RESERVED.contains(&slug) || site::is_device_name(slug);
    while sections.iter().any(|s| s.slug == made.slug) || needed(&made.slug) || story_has(&made.slug)? {
        made.slug = format!("{base}-{count}");
        count += 1;
    }
    Ok(made)
}
