//! A story as lists show it.

use crate::media::Shape;
use crate::site::links::Links;
use crate::site::picture::Picture;
use crate::site::plan::{Plan, Time};
use crate::site::teaser::Teaser;
use serde::Serialize;

/// What a list shows of a story.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Card {
    pub href: String,
    pub headline: String,
    pub eyebrow: String,
    pub section: String,
    pub standfirst: String,
    pub time: Time,
    pub picture: Option<Picture>,
    pub language: String,
    pub direction: &'static str,
    /// The word that says that it goes on; empty where it does not.
    pub live: String,
    /// Whether its language is not the list's own.
    pub foreign: bool,
    /// The list's own language, in which the time is printed.
    pub list_language: String,
    pub list_direction: &'static str,
}

impl Card {
    /// The story from that place.
    pub fn of(plan: &Plan, story: &Teaser, links: &Links) -> Self {
        let settings = &plan.edition.settings;
        Self {
            href: links.page(&story.url_slug),
            headline: story.headline.clone(),
            eyebrow: story.eyebrow.clone(),
            section: plan.section(story.section).map(|(_, s)| s.name.clone()).unwrap_or_default(),
            standfirst: story.standfirst.clone(),
            time: Time {
                text: plan.dates.short(story.published_at, &settings.language),
                machine: plan.dates.machine(story.published_at),
            },
            // The headline beside it says what the story is; the same words twice help nobody.
            picture: story.lead.as_ref().and_then(|l| Picture::of(&l.files, Shape::Wide, "", links)),
            live: if story.running { plan.theme.words(&story.language).live.clone() } else { String::new() },
            language: story.language.clone(),
            direction: story.direction.html(),
            foreign: story.language != settings.language,
            list_language: settings.language.clone(),
            list_direction: plan.edition.direction().html(),
        }
    }
}
