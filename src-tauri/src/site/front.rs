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

/// How many of the newest stories of a list the front may show.
pub const ON_A_FRONT: usize = 1 + 3 * SECOND_ROW + LATEST;

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
    let teasers = &plan.edition.teasers;
    let newest = plan.latest().map(|all| all.newest(ON_A_FRONT)).unwrap_or_default();
    let teaser = |story: &u32| teasers.get(&i64::from(*story));
    let has_picture =
        |story: &u32| teaser(story).and_then(|t| t.lead.as_ref()).is_some_and(|lead| !lead.files.is_empty());
    let lead = newest.iter().take(LEAD_AMONG).find(|i| has_picture(i)).or(newest.first()).copied();
    let rest = || newest.iter().copied().filter(move |&i| Some(i) != lead);
    // The second row is a row of pictures: where the newest have none, they go to the latest.
    let pictured: Vec<u32> = rest().take(3 * SECOND_ROW).filter(has_picture).take(SECOND_ROW).collect();
    let latest: Vec<u32> = rest().filter(|i| !pictured.contains(i)).take(LATEST).collect();
    let card = |story: &u32| teaser(story).map(|teaser| Card::of(plan, teaser, &links));
    let cards = |of: &[u32]| -> Vec<Card> { of.iter().filter_map(card).collect() };
    let lists = plan.edition.sections.iter().filter_map(|s| Some((s, plan.list_of_section(s.id)?)));
    let blocks: Vec<SectionBlock> = lists
        .map(|(section, list)| (section, list.newest(IN_A_BLOCK)))
        .filter(|(section, newest)| plan.is_shown(section) && !newest.is_empty())
        .map(|(section, newest)| {
            // A picture stands once on a front.
            let shown_above = |i: &u32| Some(*i) == lead || pictured.contains(i);
            let first = newest.iter().copied().find(|i| !shown_above(i));
            let lines = newest.iter().copied().filter(|&i| Some(i) != first);
            let lines: Vec<u32> = lines.take(IN_A_BLOCK - usize::from(first.is_some())).collect();
            SectionBlock {
                name: section.name.clone(),
                href: links.page(&section.slug),
                first: first.as_ref().and_then(card),
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
        chrome => plan.chrome(0, None)?,
        title => settings.title, words => plan.words().value(),
        day => plan.dates.day(plan.edition.now, &settings.language),
        lead => lead.as_ref().and_then(card),
        second => cards(&pictured), latest => cards(&latest), blocks,
        all => links.page("latest"),
    };
    plan.theme.fill("front.html", with, "the front page")
}
