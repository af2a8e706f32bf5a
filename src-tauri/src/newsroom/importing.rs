//! Taking stories in from outside, one transaction a call. A story that cannot be taken in is
//! said and leaves nothing behind; the others go on.

use super::editing::{taken_by, write};
use super::{Changed, Newsroom, Section, history, review};
use crate::import::manuscript::{Comment, Proposed};
use crate::proof::placeholders;
use crate::revision::{Why, full_hash};
use crate::store::{MediaRow, Origin, StoryRow, Tx};
use crate::story::{Embargo, Legal, LinkTo, Publication, Story, StoryId, UtcMillis};
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
    /// Where it came from. The first names the copy itself: what came from there already is not
    /// taken in again. May be empty.
    pub origins: Vec<Origin>,
    /// What others said about it.
    pub comments: Vec<Comment>,
    /// The text that others propose for it.
    pub proposed: Option<Proposed>,
}

impl Incoming {
    /// A story alone, from that file.
    pub fn new(file: impl Into<String>, story: Story) -> Self {
        Self {
            file: file.into(),
            story,
            section: String::new(),
            has_own_id: false,
            origins: Vec::new(),
            comments: Vec::new(),
            proposed: None,
        }
    }
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// Stories taken in.
    pub stories: Vec<StoryId>,
    /// Stories that were here already.
    pub already_here: Vec<StoryId>,
    /// Sections that were made for them.
    pub new_sections: Vec<String>,
    /// What did not come in, a sentence each that names the file and the place.
    pub faults: Vec<Error>,
    /// What came in and wants a look, a sentence each that names the file.
    pub notices: Vec<Error>,
    /// Somebody said stop before the end; what had come in stays.
    pub stopped: bool,
}

impl Imported {
    /// The story to show when all that was asked for is one.
    pub fn one(&self) -> Option<StoryId> {
        match (&self.stories[..], &self.already_here[..]) {
            ([one], []) | ([], [one]) => Some(*one),
            _ => None,
        }
    }

    /// Adds what a later step did.
    pub fn add(&mut self, more: Imported) {
        self.stories.extend(more.stories);
        self.already_here.extend(more.already_here);
        self.new_sections.extend(more.new_sections);
        self.faults.extend(more.faults);
        self.notices.extend(more.notices);
        self.stopped |= more.stopped;
    }
}

impl Newsroom {
    /// Takes stories in. A published story keeps its dates; an unknown section is made; a story
    /// that is here word for word, or came from the same place before, is not doubled. One that
    /// cannot be taken in (`story-here-already`, `url-slug-taken`, `published-in-future`) is
    /// among the faults.
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
            incoming.retain(|one| {
                let fault = in_future(one, now);
                let early = fault.is_some();
                done.faults.extend(fault);
                !early
            });
            let mut sections = tx.sections()?;
            for Incoming { story, section, .. } in &mut incoming {
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
            }
            let here = here_already(tx, &incoming)?;
            for one in incoming {
                match tx.attempt(|tx| take_in_one(tx, one, &here, now)) {
                    Ok(Taken::In(story, stopped)) => {
                        done.stories.push(story);
                        done.notices.extend(stopped);
                    }
                    Ok(Taken::Here(story)) => done.already_here.push(story),
                    Err(fault) if fault.code.starts_with("newsroom-") => return Err(fault),
                    Err(fault) => done.faults.push(fault),
                }
            }
            let changed =
                Changed { stories: done.stories.clone(), desk: true, settings: true, publications: true };
            Ok((done, changed))
        })
    }

    /// Whether a page other than this story's has that URL slug.
    pub fn url_slug_is_taken(&mut self, slug: &str, story: &Story) -> Result<bool> {
        self.reading(|tx| Ok(taken_by(tx, slug, story.id, story.is_page())?.is_some()))
    }

    /// The story that came from there before, with the seal of what was read then.
    pub fn story_of_origin(&mut self, origin: &str, key: &str) -> Result<Option<(StoryId, String)>> {
        self.reading(|tx| tx.story_of_origin(origin, key))
    }
}

/// Why a story waits outside that says it was seen, or put right, at a time that has not come.
fn in_future(one: &Incoming, now: UtcMillis) -> Option<Error> {
    let story = &one.story;
    let corrected = story.corrections.iter().map(|c| c.at).max();
    let (what, hint) = if story.first_published_at.is_some_and(|at| at > now) {
        ("time of publication", "Take out `published` and publish the story in Stet when its time comes.")
    } else if story.updated_at.is_some_and(|at| at > now) {
        ("time of its last update", "Put `updated` right in the file.")
    } else if corrected.is_some_and(|at| at > now) {
        ("time of a correction", "Put `at` right under `corrections` in the file.")
    } else {
        return None;
    };
    let sentence = format!("{}: the story’s {what} has not come yet.", one.file);
    Some(Error::new("published-in-future", sentence, hint))
}

/// What became of one story.
enum Taken {
    /// It came in, and is not before readers for this reason though its file says so.
    In(StoryId, Option<Error>),
    Here(StoryId),
}

fn take_in_one(tx: &Tx, one: Incoming, here: &HashMap<StoryId, StoryId>, now: UtcMillis) -> Result<Taken> {
    let Incoming { file, story, has_own_id, origins, comments, proposed, .. } = one;
    // Asked again, though others have asked: a file of this import may have said the same.
    if let Some(first) = origins.first()
        && let Some((known, _)) = tx.story_of_origin(&first.origin, &first.key)?
    {
        return Ok(Taken::Here(known));
    }
    let id = story.id;
    let known = here.get(&id).copied();
    let story = linked_to(story, here);
    let known = match known {
        _ if has_own_id => is_here_by_id(tx, &story, &file)?.then_some(id),
        // What comes with remarks is not the same as its words alone.
        _ if !comments.is_empty() || proposed.is_some() => None,
        Some(known) => Some(known),
        None => of_that_slug(tx, &story)?.iter().find(|s| same_words(&story, s)).map(|s| s.id),
    };
    let to = known.unwrap_or(id);
    let mut stopped = None;
    if known.is_none() {
        stopped = take_in(tx, story, &file, now)?;
        review::take_in(tx, id, comments, proposed, now)?;
    }
    origins.iter().try_for_each(|origin| tx.save_origin(origin, to))?;
    Ok(if known.is_some() { Taken::Here(to) } else { Taken::In(id, stopped) })
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
    // What readers do not see counts too: a note, an alert, a hold that the file asks for.
    let asked = |own: &str, other: &str| own.is_empty() || own == other;
    full_hash(&incoming) == full_hash(&here)
        && body::write(&incoming.body) == body::write(&here.body)
        && asked(&incoming.headlines.push, &here.headlines.push)
        && asked(&incoming.headlines.sms, &here.headlines.sms)
        && (!incoming.hold || here.hold)
        && (!incoming.not_for_publication || here.not_for_publication)
        && (incoming.handling.killed.is_none() || here.handling.killed.is_some())
        && (incoming.handling.embargo.is_none() || incoming.handling.embargo == here.handling.embargo)
        && (incoming.handling.legal == Legal::No || incoming.handling.legal == here.handling.legal)
}

/// Why a story may not be before readers, whatever its file says. A file may stop a story and never let
/// one out: what is killed is off, and what no lawyer has passed, or says itself that it is not to go,
/// comes in and waits.
fn stopped_by_itself(story: &Story) -> Option<String> {
    if story.handling.killed.is_some() {
        return Some("it is killed".to_owned());
    }
    if story.handling.legal == Legal::Needed {
        return Some("no lawyer has passed it".to_owned());
    }
    if story.headline.is_empty() || body::count(&story.body) == 0 {
        return Some("it has no headline or no text".to_owned());
    }
    let found = placeholders::sweep(story).into_iter().find(|found| found.blocks)?;
    Some(format!("“{}” stands in {}", found.words, found.place))
}

fn take_in(tx: &Tx, mut story: Story, file: &str, now: UtcMillis) -> Result<Option<Error>> {
    let mut stopped = None;
    if story.publication == Publication::Live
        && let Some(why) = stopped_by_itself(&story)
    {
        story.publication = Publication::TakenDown;
        stopped = Some(Error::new(
            "came-in-unpublished",
            format!("{file}: it came in unpublished, because {why}."),
            "Publish it when that is put right.",
        ));
    }
    if let Some(Embargo::Until(until)) = &mut story.handling.embargo {
        // The later of what the clock on the wall says and what the file says that it means.
        until.at = until.at.max(until.reckoned().map_or(until.at, |time| time.at));
    }
    let live = story.publication == Publication::Live;
    let (first, changed_at) = (story.first_published_at, story.changed_at);
    let mut row = StoryRow::of(story);
    // Nothing goes to readers at some hour because a file says so.
    row.story.handling.schedule = None;
    row.edit = 1;
    let at = if changed_at.0 > 0 { changed_at.min(now) } else { now };
    row.story.created_at = row.story.created_at.min(now);
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
        // All else that is live about it came with the file and is written.
        tx.save_published(row.story.id, kept.id, &row.full_hash)?;
    }
    Ok(stopped)
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
