//! The front page: a lead, a second row, the latest, then a block a section.

use crate::Result;
use crate::site::card::Card;
use crate::site::links::Links;
use crate::site::plan::Plan;
use serde::Serialize;

const SECOND_ROW: usize = 3;
const LATEST: usize = 8;
const IN_A_BLOCK: usize = 5;
/// How far back the lead may be looked for: older news leads no front.
const LEAD_AMONG: usize = 4;

/// A section's block on the front.
#[derive(Debug, Serialize)]
struct SectionBlock {
    name: String,
    href: String,
    /// Shown with its picture; none where all of its stories are shown so above.
    first: Option<Card>,
    lines: Vec<Card>,
}

/// The HTML of the front page.
pub(super) fn page(plan: &Plan) -> Result<String> {
    let settings = &plan.edition.settings;
    let links = Links::from_depth(settings, 0);
    let stories = &plan.edition.stories;
    let newest: &[usize] = plan.lists.last().map_or(&[], |all| &all.stories);
    let has_picture = |i: &usize| {
        let lead = stories[*i].lead.as_ref();
        lead.is_some_and(|lead| plan.edition.pictures.get(&lead.media).is_some_and(|files| !files.is_empty()))
    };
    let lead = newest.iter().take(LEAD_AMONG).find(|i| has_picture(i)).or(newest.first()).copied();
    let rest = || newest.iter().copied().filter(move |&i| Some(i) != lead);
    // The second row is a row of pictures: where the newest have none, they go to the latest.
    let pictured: Vec<usize> = rest().take(3 * SECOND_ROW).filter(has_picture).take(SECOND_ROW).collect();
    let latest: Vec<usize> = rest().filter(|i| !pictured.contains(i)).take(LATEST).collect();
    let cards =
        |of: &[usize]| -> Vec<Card> { of.iter().map(|&i| Card::of(plan, &stories[i], &links)).collect() };
    let blocks: Vec<SectionBlock> = (plan.edition.sections.iter().zip(&plan.lists))
        .filter(|(section, list)| plan.is_shown(section) && !list.stories.is_empty())
        .map(|(section, list)| {
            // A picture stands once on a front.
            let shown_above = |i: &usize| Some(*i) == lead || pictured.contains(i);
            let first = list.stories.iter().take(IN_A_BLOCK).copied().find(|i| !shown_above(i));
            let lines = list.stories.iter().copied().filter(|&i| Some(i) != first);
            let lines: Vec<usize> = lines.take(IN_A_BLOCK - usize::from(first.is_some())).collect();
            SectionBlock {
                name: section.name.clone(),
                href: links.page(&section.slug),
                first: first.map(|i| Card::of(plan, &stories[i], &links)),
                lines: cards(&lines),
            }
        })
        .collect();
    let title = match settings.tagline.as_str() {
        "" => settings.title.clone(),
        tagline => format!("{} - {tagline}", settings.title),
    };
    let with = minijinja::context! {
        head => plan.head(&title, &settings.tagline, Some(""), &links),
        chrome => plan.chrome(0, None),
        title => settings.title,
        day => plan.dates.day(plan.edition.now, &settings.language),
        lead => lead.map(|i| Card::of(plan, &stories[i], &links)),
        second => cards(&pictured), latest => cards(&latest), blocks,
        all => links.page("latest"),
    };
    plan.theme.fill("front.html", with, "the front page")
}
