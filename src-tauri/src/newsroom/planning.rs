//! The plan as it is asked for, and stories that are commissioned: asked for in one act.

use super::editing::{begun, state, write};
use super::moves::{make, note};
use super::{Changed, Newsroom, StoryState};
use crate::desk::plan::{self, Calendar, NewsList};
use crate::store::{LookDue, StoryRow};
use crate::story::{Move, PictureNeed, SectionId, Stage, UtcMillis, WallTime};
use crate::{Error, Result};
use serde::Deserialize;

/// A story that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Commission {
    /// Its working name.
    pub slug: String,
    /// What is wanted.
    pub brief: String,
    /// From whom; empty: from nobody yet.
    pub assigned_to: String,
    /// By when.
    pub deadline: Option<WallTime>,
    /// How long, in words.
    pub words: Option<u32>,
    /// Whether it needs pictures.
    pub pictures: PictureNeed,
    /// Where on the site it will appear.
    pub section: Option<SectionId>,
}

impl Newsroom {
    /// So many days from one (`2026-11-28`) on, with how many hours each has.
    ///
    /// # Errors
    /// `day-unreadable`.
    pub fn calendar(&mut self, from: &str, days: u32, now: UtcMillis) -> Result<Calendar> {
        let from = plan::read_day(from)?;
        self.reading(|tx| plan::calendar(tx, from, days, now))
    }

    /// The news list of a day (`2026-11-28`); none: of today.
    ///
    /// # Errors
    /// `day-unreadable`.
    pub fn news_list(&mut self, day: Option<&str>, now: UtcMillis) -> Result<NewsList> {
        let day = day.map(plan::read_day).transpose()?;
        self.reading(|tx| plan::news_list(tx, day, now))
    }

    /// What somebody wanted looked at again by now.
    pub fn looks_due(&mut self, now: UtcMillis) -> Result<Vec<LookDue>> {
        self.reading(|tx| tx.looks_due(now))
    }

    /// Asks for a story: it is there, with all that was asked, in one transaction. With a name it
    /// is assigned, without one it is a pitch.
    ///
    /// # Errors
    /// `commission-empty`, `deadline-past`.
    pub fn commission(&mut self, asked: Commission, now: UtcMillis) -> Result<(StoryState, Changed)> {
        let trimmed = |text: &str| text.trim().to_owned();
        let (slug, brief, who) = (trimmed(&asked.slug), trimmed(&asked.brief), trimmed(&asked.assigned_to));
        if slug.is_empty() && brief.is_empty() {
            return Err(Error::new(
                "commission-empty",
                "The commission does not say what is wanted.",
                "Write a brief, or at least a slug.",
            ));
        }
        if asked.deadline.as_ref().is_some_and(|deadline| deadline.at <= now) {
            return Err(Error::new(
                "deadline-past",
                "That deadline is over, so nobody could meet it.",
                "Choose a later time, or leave it empty.",
            ));
        }
        self.transact(|tx| {
            let mut story = begun(tx, &who, now)?;
            story.slug = slug;
            story.section = asked.section;
            story.commissioned_words = asked.words.filter(|words| *words > 0);
            story.stage = if who.is_empty() { Stage::Pitch } else { Stage::Assigned };
            let id = story.id;
            let mut row = StoryRow::of(story);
            write(tx, &mut row, now)?;
            note(tx, id, "commission", "", row.story.stage.word(), now)?;
            for to in [
                Move::Brief(brief),
                Move::AssignedTo(who),
                Move::Deadline(asked.deadline),
                Move::Pictures(asked.pictures),
            ] {
                make(tx, id, to, now)?;
            }
            Ok((state(tx, id)?, Changed::publication(id)))
        })
    }
}
