//! The front page: a lead, a second row, the latest, then a block a section. What an editor chose
//! comes first, in their order; the rest fills itself with the newest.

use crate::Result;
use crate::media::Shape;
use crate::site::card::Card;
use crate::site::links::Links;
use crate::site::picture::largest_in;
use crate::site::plan::Plan;
use serde::Serialize;

const SECOND_ROW: usize = 3;
const LATEST: usize = 8;
/// How many where the lead beside them has no picture and is as low.
const LATEST_BESIDE_WORDS: usize = 4;
/// How many stories a section's block shows where nobody said.
const IN_A_BLOCK: usize = 5;
/// How far back the lead may be looked for: older news leads no front.
const LEAD_AMONG: usize = 4;

/// How many stories an editor may set at the top: the lead and two rows.
pub const ARRANGED: usize = 1 + 2 * SECOND_ROW;

/// How many of the newest stories of a list the front may show.
pub const ON_A_FRONT: usize = ARRANGED + 1 + 3 * SECOND_ROW + LATEST;

/// A section's block on the front.
#[derive(Debug, Serialize)]
struct SectionBlock {
    name: String,
    href: String,
    /// Shown with its picture.
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
    let front = &plan.edition.front;
    let arranged: Vec<u32> = front.slots.iter().copied().filter(|i| teaser(i).is_some()).collect();
    let by_itself = || newest.iter().take(LEAD_AMONG).find(|i| has_picture(i)).or(newest.first()).copied();
    let lead = arranged.first().copied().or_else(by_itself);
    let rest = || newest.iter().copied().filter(|&i| Some(i) != lead && !arranged.contains(&i));
    let mut second: Vec<u32> = arranged.iter().copied().skip(1).take(ARRANGED - 1).collect();
    // The second row is a row of pictures: where the newest have none, they go to the latest. Under a lead
    // without one it is of words, of those that come after the latest.
    let is_of_words = lead.as_ref().is_some_and(|lead| !has_picture(lead));
    let gaps = second.len().next_multiple_of(SECOND_ROW).max(SECOND_ROW) - second.len();
    let latest: Vec<u32> = if is_of_words {
        second.extend(rest().skip(LATEST_BESIDE_WORDS).take(gaps));
        rest().take(LATEST_BESIDE_WORDS).collect()
    } else {
        second.extend(rest().take(3 * SECOND_ROW).filter(has_picture).take(gaps).collect::<Vec<_>>());
        rest().filter(|i| !second.contains(i)).take(LATEST).collect()
    };
    let card = |story: &u32| teaser(story).map(|teaser| Card::of(plan, teaser, &links));
    let cards = |of: &[u32]| -> Vec<Card> { of.iter().filter_map(card).collect() };
    let named = front.blocks.iter().map(|(id, most)| (*id, *most));
    let others = plan.edition.sections.iter().map(|section| (section.id, IN_A_BLOCK));
    let others = others.filter(|(id, _)| !front.blocks.iter().any(|(named, _)| named == id));
    let blocks: Vec<SectionBlock> = named
        .chain(others)
        .filter_map(|(id, most)| {
            let (_, section) = plan.section(Some(id))?;
            // What stands above at its full size stands there once.
            let is_above = |i: &u32| Some(*i) == lead || second.contains(i);
            let newest = plan.list_of_section(id)?.newest(most + ARRANGED);
            Some((section, newest.into_iter().filter(|i| !is_above(i)).take(most).collect::<Vec<u32>>()))
        })
        .filter(|(section, newest)| plan.is_shown(section) && !newest.is_empty())
        .map(|(section, newest)| SectionBlock {
            name: section.name.clone(),
            href: links.page(&section.slug),
            first: newest.first().and_then(card),
            lines: cards(newest.get(1..).unwrap_or_default()),
        })
        .collect();
    let title = match settings.tagline.as_str() {
        "" => settings.title.clone(),
        tagline => format!("{} - {tagline}", settings.title),
    };
    let description = match settings.tagline.as_str() {
        "" => plan.described(&plan.words().latest),
        tagline => tagline.to_owned(),
    };
    let mut head = plan.head(&title, &description, Some(""), &links);
    let files =
        lead.as_ref().and_then(teaser).and_then(|teaser| teaser.lead.as_ref()).map(|lead| &lead.files);
    let wide = files.and_then(|files| largest_in(files, Shape::Wide));
    head.wide = wide.and_then(|picture| plan.picture_to_share(&picture.file));
    let with = minijinja::context! {
        head => head.value(),
        chrome => plan.chrome(0, None)?,
        title => settings.title, words => plan.words().value(),
        day => plan.dates.day(plan.edition.now, &settings.language),
        lead => lead.as_ref().and_then(card),
        second => cards(&second), latest => cards(&latest), blocks,
        all => links.page("latest"),
    };
    plan.theme.fill("front.html", with, "the front page")
}
