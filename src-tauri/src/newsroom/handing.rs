//! Handing a story on as a file, and taking in one that came. The file's own form is in `handoff`;
//! making one story of two is in `merging`.
//!
//! A file brings words, never power: what readers see, what is published and what waits in the
//! outbox are this newsroom's own. It can stop a story here (hold, not for publication) and never
//! let one go.

use super::editing::write;
use super::merging;
use super::setup::settings_row;
use super::{Changed, Newsroom, history, moves, pictures};
use crate::handoff::{self, HandOff, Picture, PicturesAlong};
use crate::import::front_matter;
use crate::revision::{self, Graph, Why, same_words};
use crate::store::{CommentRow, MediaRow, RevisionRow, StoryRow, SuggestionRow, Tx, WaitingRow};
use crate::story::{
    Legal, LinkTo, MediaId, Move, Publication, RevisionId, SectionId, Stage, Story, StoryId, UtcMillis,
    is_language_tag,
};
use crate::{Error, Result, body, media};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

/// A file that is ready to be sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its bytes, not locked.
    pub bytes: Vec<u8>,
    /// How many pictures it holds.
    pub pictures: usize,
    /// What could not go along, a sentence each.
    pub notices: Vec<Error>,
}

/// What came of a file.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// The story.
    pub story: StoryId,
    /// Its headline here; may be empty.
    pub headline: String,
    /// Who made the file, as it says; may be empty.
    pub sent_by: String,
    /// What the file was to this newsroom.
    pub arrival: Arrival,
    /// Whether the story is on hold here now.
    pub hold: bool,
    /// Whether it is not for publication here now.
    pub not_for_publication: bool,
    /// Comments that were not here before.
    pub new_comments: usize,
    /// What a person should know, a sentence each.
    pub notices: Vec<Error>,
}

/// What a file was to this newsroom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Arrival {
    /// The story was not here.
    New,
    /// All of its words were here.
    Here,
    /// Its state waits to be merged with ours.
    Waits,
}

/// Kept states that are nobody's before the story was first handed on: what a writer tried alone.
fn is_private(why: Why) -> bool {
    match why {
        Why::Named | Why::Filed | Why::Published | Why::Merged | Why::Restored | Why::Sent => false,
        Why::Autosave | Why::OtherCopy | Why::BeforeRestore | Why::Imported | Why::Proposed => true,
    }
}

impl Newsroom {
    /// Makes the file that hands a story on, as it stands now. What was kept by itself before the
    /// story was first sent or filed stays here. A picture that cannot be made clean stays here too.
    ///
    /// # Errors
    /// `handoff-too-large`; `story-damaged` and its like.
    pub fn send_story(
        &mut self,
        story: StoryId,
        along: PicturesAlong,
        now: UtcMillis,
    ) -> Result<(Sent, Changed)> {
        let (mut parcel, wanted) = self.transact(|tx| {
            let row = tx.story(story)?;
            let head = head_to_send(tx, &row, now)?;
            let settings = settings_row(tx)?;
            let all = tx.every_revision(story)?;
            let first_out = first_out(&all);
            let suggestions = tx.suggestions_to_send(story, first_out, &settings.device)?;
            let kept = going_along(&all, head.id, first_out, &settings.device, &suggestions);
            let family: Graph = all.iter().map(|r| (r.id, r.parents.clone())).collect();
            let mut revisions = Vec::new();
            let mut wanted: BTreeSet<_> = BTreeSet::new();
            for row in all.into_iter().filter(|r| kept.contains(&r.id)) {
                let text = tx.revision(row.id)?.text;
                wanted.extend(revision::read(&text)?.pictures());
                let mut parents = family.parents_among(row.id, &kept);
                parents.truncate(2);
                revisions.push((RevisionRow { parents, ..row }, text));
            }
            let media =
                wanted.iter().map(|id| Ok((id.clone(), tx.media(id)?))).collect::<Result<Vec<_>>>()?;
            let parcel = HandOff {
                story,
                head: head.id,
                made_at: now,
                made_by: settings.settings.author,
                newsroom: settings.id,
                revisions,
                comments: tx.comments(story)?,
                suggestions,
                pictures: Vec::new(),
            };
            Ok((parcel, media))
        })?;
        let mut notices = Vec::new();
        let ready = |(id, row): (MediaId, Option<MediaRow>)| {
            let row = row.ok_or_else(|| pictures::missing(&id))?;
            picture_to_send(&self.folder, row, along == PicturesAlong::Clean)
        };
        let wanted = if along == PicturesAlong::Without { Vec::new() } else { wanted };
        for picture in wanted.into_par_iter().map(ready).collect::<Vec<Result<Picture>>>() {
            match picture {
                Ok(picture) => parcel.pictures.push(picture),
                Err(fault) => notices.push(fault),
            }
        }
        let sent = Sent { bytes: handoff::pack(&parcel)?, pictures: parcel.pictures.len(), notices };
        Ok((sent, Changed::story(story)))
    }

    /// Takes in what somebody sent; `bytes` are not locked. A story that is here stays as it is:
    /// what came waits to be merged. Twice the same file is once.
    ///
    /// # Errors
    /// `handoff-unreadable`, `-too-large`, `-newer`, `-contradicts`; nothing of it is taken in then.
    pub fn open_handoff(&mut self, file: &str, bytes: &[u8], now: UtcMillis) -> Result<(Arrived, Changed)> {
        let came = handoff::unpack(file, bytes)?;
        // Files are named by their bytes: one that is left over by a fault below harms nobody.
        let taken = came.pictures.iter().map(|p| {
            let name = format!("{}.{}", p.id, p.extension);
            pictures::take_in_for(&self.folder, &p.bytes, &p.id, &name, now).map(|t| t.row)
        });
        let media = taken.collect::<Result<Vec<MediaRow>>>()?;
        self.transact(|tx| {
            media.iter().try_for_each(|row| tx.save_media(row))?;
            take_in(tx, file, &came, now)
        })
    }
}

/// A picture as it goes along. One whose original is not here is a clean copy already.
fn picture_to_send(folder: &Path, row: MediaRow, clean: bool) -> Result<Picture> {
    let bytes = pictures::whole_original(folder, &row)?;
    if row.stands_in() || !clean {
        return Ok(Picture { clean: row.stands_in(), id: row.id, extension: row.extension, bytes });
    }
    let (extension, bytes) = media::clean_copy(&bytes, &format!("{}.{}", row.id, row.extension))?;
    Ok(Picture { id: row.id, clean: true, extension: extension.to_owned(), bytes })
}

/// The revision that says what the story says now: the newest, if others may see it, else a new one.
fn head_to_send(tx: &Tx, row: &StoryRow, now: UtcMillis) -> Result<RevisionRow> {
    if let Some(newest) = tx.newest_revision(row.story.id)?
        && !is_private(newest.why)
    {
        let said = merging::read(tx, newest.id)?.1;
        let stops = |s: &Story| (s.hold, s.not_for_publication);
        if same_words(&said, &row.story) && stops(&said) == stops(&row.story) {
            return Ok(newest);
        }
    }
    let parents = tx.newest_revision(row.story.id)?.iter().map(|r| r.id).collect();
    history::keep_with(tx, row, Why::Sent, "", now, parents)
}

/// When a story was first sent or filed.
fn first_out(all: &[RevisionRow]) -> Option<UtcMillis> {
    all.iter().filter(|r| matches!(r.why, Why::Filed | Why::Sent)).map(|r| r.made_at).min()
}

/// Which revisions go into the file.
fn going_along(
    all: &[RevisionRow],
    head: RevisionId,
    first_out: Option<UtcMillis>,
    device: &str,
    suggestions: &[SuggestionRow],
) -> HashSet<RevisionId> {
    let mut kept: HashSet<RevisionId> = all
        .iter()
        .filter(|r| {
            let came_here = r.device != device;
            let after = first_out.is_some_and(|at| r.made_at >= at);
            r.why != Why::Proposed && (!is_private(r.why) || came_here || after)
        })
        .map(|r| r.id)
        .collect();
    kept.insert(head);
    kept.extend(suggestions.iter().flat_map(|s| [s.base, s.proposed]));
    kept
}

fn take_in(tx: &Tx, file: &str, came: &HandOff, now: UtcMillis) -> Result<(Arrived, Changed)> {
    let sections: HashMap<String, SectionId> =
        tx.sections()?.into_iter().map(|s| (s.name.to_lowercase(), s.id)).collect();
    let mut notices = Vec::new();
    let mut texts = Vec::new();
    for (row, text) in &came.revisions {
        // Most of a file that goes back and forth is here to the letter.
        if row.id != came.head && tx.has_revision(row.id)? {
            let here = tx.revision(row.id)?;
            if here.row.story == row.story && here.text == *text {
                continue;
            }
        }
        let (story, section) = words_of(text)?;
        let here = sections.get(&section.to_lowercase()).copied();
        if row.id == came.head && !section.is_empty() && here.is_none() {
            notices.push(Error::new(
                "section-unknown",
                format!("The story is in the section “{section}”, which this newsroom does not have."),
                "Choose one of yours, or make that section in Newsroom settings.",
            ));
        }
        texts.push((row, text, Story { section: here, ..story }));
    }
    let head = texts.iter().find(|(row, ..)| row.id == came.head).map(|(.., story)| story.clone());
    let head = head.ok_or_else(|| handoff::unreadable(file, "the story’s own state is not in it"))?;

    let (was_here, is_news) = (tx.story_if_here(came.story)?, !tx.has_revision(came.head)?);
    let ours = match &was_here {
        Some(row) => Some(merging::kept_as_it_stands(tx, row, now)?),
        None => {
            notices.extend(bring_in(tx, head.clone(), now)?);
            None
        }
    };
    for (row, text, story) in &texts {
        keep_as_it_came(tx, file, row, text, story)?;
    }
    let family = merging::family(tx, came.story)?;
    if family.has_circle() {
        return Err(handoff::unreadable(file, "a revision of it comes from itself"));
    }
    let arrival = match &ours {
        None => {
            tx.save_head(came.story, came.head)?;
            Arrival::New
        }
        Some(ours) if family.descends(*ours, came.head) => Arrival::Here,
        Some(_) => wait(tx, &family, came, now)?,
    };
    let new_comments = take_in_remarks(tx, came)?;
    let row = stop_as_it_says(tx, came.story, &head, is_news, now)?;
    let mut changed = Changed::story(came.story);
    changed.publications = true;
    let arrived = Arrived {
        story: came.story,
        headline: row.story.headline,
        sent_by: came.made_by.clone(),
        arrival,
        hold: row.story.hold,
        not_for_publication: row.story.not_for_publication,
        new_comments,
        notices,
    };
    Ok((arrived, changed))
}

/// A story that was not here. Readers see nothing of it, whatever they see elsewhere.
fn bring_in(tx: &Tx, mut story: Story, now: UtcMillis) -> Result<Vec<Error>> {
    let settings = settings_row(tx)?.settings;
    story.publication = Publication::NotPublished;
    story.published_revision = None;
    story.first_published_at = None;
    story.updated_at = None;
    story.handling.schedule = None;
    make_lawful(&mut story, &settings.language);
    let mut row = StoryRow::of(story);
    row.edit = 1;
    Ok(write(tx, &mut row, now)?.into_iter().map(|n| n.error).collect())
}

/// Takes out what the window would never have written.
pub(super) fn make_lawful(story: &mut Story, language: &str) {
    if !is_language_tag(&story.language) {
        language.clone_into(&mut story.language);
    }
    story.also_read.retain(|link| match &link.to {
        LinkTo::Story(_) => true,
        LinkTo::Url(url) => body::lawful_url(url),
    });
}

fn keep_as_it_came(tx: &Tx, file: &str, row: &RevisionRow, text: &str, story: &Story) -> Result<()> {
    if tx.has_revision(row.id)? {
        let (here, words) = merging::read(tx, row.id)?;
        if here.story == row.story && same_but_section(&words, story) {
            return Ok(());
        }
        return Err(Error::new(
            "handoff-contradicts",
            format!("“{file}” says otherwise about a kept version that is here: it was changed by hand."),
            "Nothing of it was taken in. Ask whoever sent it to send it again from Stet.",
        ));
    }
    let kept = RevisionRow {
        section: story.section.map(|s| s.to_string()).unwrap_or_default(),
        words: body::count(&story.body) as i64,
        seal: revision::seal_of(story),
        ..row.clone()
    };
    tx.keep_revision(&kept, text)
}

/// The section goes by its name, which is each newsroom's own.
fn same_but_section(here: &Story, came: &Story) -> bool {
    same_words(&Story { section: came.section, ..here.clone() }, came)
}

/// Lets the head wait to be merged. Where it would change no word here, the two are one at once:
/// nobody has anything to look at.
fn wait(tx: &Tx, family: &Graph, came: &HandOff, now: UtcMillis) -> Result<Arrival> {
    let waiting = tx.waiting_merges(came.story)?;
    for older in waiting.iter().filter(|w| family.descends(came.head, w.revision)) {
        tx.remove_waiting(came.story, older.revision)?;
    }
    if waiting.iter().any(|w| w.revision != came.head && family.descends(w.revision, came.head)) {
        return Ok(Arrival::Waits);
    }
    tx.save_waiting(&WaitingRow {
        story: came.story,
        revision: came.head,
        sent_by: came.made_by.clone(),
        came_at: now,
    })?;
    let row = tx.story(came.story)?;
    let ours = merging::kept_as_it_stands(tx, &row, now)?;
    let merged = merging::merge(tx, &row, ours, came.head)?.answered(&[]);
    if merged.is_some_and(|merged| same_words(&merged, &row.story)) {
        merging::settle(tx, came.story, came.head, &[], now)?;
        return Ok(Arrival::Here);
    }
    Ok(Arrival::Waits)
}

/// Comments and suggestions: who has none gets them, who has them hears that they are settled.
fn take_in_remarks(tx: &Tx, came: &HandOff) -> Result<usize> {
    let here: HashMap<_, CommentRow> = tx.comments(came.story)?.into_iter().map(|c| (c.id, c)).collect();
    let mut new = 0;
    for comment in &came.comments {
        let answers = came.comments.iter().chain(here.values()).filter(|c| c.reply_to == Some(comment.id));
        let last_answer = answers.map(|c| c.made_at).max();
        let ours = here.get(&comment.id);
        new += usize::from(ours.is_none());
        let settled = ours.and_then(|c| c.resolved_at).max(comment.resolved_at);
        // An answer opens a settled thread again, on every machine.
        let resolved_at = settled.filter(|at| last_answer.is_none_or(|answer| answer <= *at));
        match ours {
            Some(ours) => tx.save_comment(&CommentRow { resolved_at, ..ours.clone() })?,
            None if tx.comment(comment.id).is_ok() => {} // of another story: not this file's to change
            None => tx.save_comment(&CommentRow { resolved_at, ..comment.clone() })?,
        }
    }
    for suggestion in &came.suggestions {
        match tx.suggestion(suggestion.id) {
            Err(_) => tx.save_suggestion(suggestion)?,
            Ok(mut ours) => {
                if ours.story == came.story && ours.settled_at.is_none() && suggestion.settled_at.is_some() {
                    (ours.settled_at, ours.taken) = (suggestion.settled_at, suggestion.taken);
                    tx.save_suggestion(&ours)?;
                }
            }
        }
    }
    Ok(new)
}

/// A file can stop a story, and never let one go. A state that is news and was filed there is filed
/// here, where it is still being written; every other stage is each newsroom's own.
fn stop_as_it_says(tx: &Tx, story: StoryId, came: &Story, is_news: bool, now: UtcMillis) -> Result<StoryRow> {
    let mut row = tx.story(story)?;
    let embargo = came.handling.embargo.clone().filter(|_| row.story.handling.embargo.is_none());
    let lawyer = came.handling.legal == Legal::Needed && row.story.handling.legal == Legal::No;
    let being_written = matches!(row.story.stage, Stage::Assigned | Stage::Writing);
    if is_news && came.stage == Stage::Filed && being_written {
        // Its “As filed” came along: what stands here may be something else.
        let was = row.story.stage.word();
        Move::Stage(Stage::Filed).make(&mut row.story, now);
        write(tx, &mut row, now)?;
        moves::note(tx, story, "stage", was, Stage::Filed.word(), now)?;
    }
    let stops = [
        // A kill elsewhere is a reason to stop here; to take anything from readers is for people here.
        (came.hold || came.handling.killed.is_some()).then_some(Move::Hold(true)),
        came.not_for_publication.then_some(Move::NotForPublication(true)),
        came.handling.sensitive.then_some(Move::Sensitive(true)),
        lawyer.then_some(Move::Legal(Legal::Needed)),
        embargo.map(|embargo| Move::Embargo(Some(embargo))),
    ];
    for stop in stops.into_iter().flatten() {
        // What is too late here (an embargo on a story that readers see) stops nothing and is no fault.
        if stop.may(&row.story, now).is_ok() {
            moves::make(tx, story, stop, now)?;
            row = tx.story(story)?;
        }
    }
    Ok(row)
}

/// A canonical text as a story, and the name of its section; empty: none.
fn words_of(text: &str) -> Result<(Story, String)> {
    let (front, markdown) = front_matter::parse_kept("revision", text)?;
    let section = front.section.clone();
    Ok((revision::story_of(front, &markdown), section))
}
