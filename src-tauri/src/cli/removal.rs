//! Commands that take a story from readers everywhere.

use super::print::{self, Said};
use super::{Where, stories, work};
use crate::newsroom::{Newsroom, wall_clock};
use crate::publish::{self, Removal, Rid};
use crate::story::{Move, StoryId};
use crate::{Error, Result};

/// Kills a story, or lifts that.
pub(super) fn kill(place: &Where, name: &str, why: String, lift: bool) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let story = stories::named(&mut newsroom, name)?;
    if lift {
        newsroom.make_move(story, Move::Kill(None), wall_clock())?;
        return Ok(Said::line("The kill is lifted. Nothing is published by that.".to_owned()));
    }
    newsroom.make_move(story, Move::Kill(Some(why)), wall_clock())?;
    carry_out(newsroom, story, place.json)
}

/// Takes a story down everywhere.
pub(super) fn take_down(place: &Where, name: &str) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let story = stories::named(&mut newsroom, name)?;
    newsroom.take_down_everywhere(story, wall_clock())?;
    carry_out(newsroom, story, place.json)
}

/// Goes to every place at once, and says of each whether the story is gone there.
fn carry_out(mut newsroom: Newsroom, story: StoryId, as_json: bool) -> Result<Said> {
    // One folder that cannot be read or written must not keep the sites from being asked.
    let wrote = publish::write_away(&mut newsroom, wall_clock());
    let sent = publish::send_away(&mut newsroom, &wall_clock);
    let mut newsroom = work(newsroom)?;
    sent?;
    let places = publish::removals(&mut newsroom, story)?;
    let open = places.iter().any(|p| !matches!(p.state, Rid::Gone | Rid::GoneByHand));
    if as_json {
        wrote?;
        return Ok(Said::json(&places)?.failed_if(open));
    }
    for fault in places.iter().flat_map(|p| p.error.iter().chain(&p.left)) {
        print::fault(fault);
    }
    wrote?;
    let text = match places.len() {
        0 => "It went to no place, so there is none to take it from.".to_owned(),
        _ => places.iter().map(line).collect::<Vec<_>>().join("\n"),
    };
    Ok(Said::line(text).failed_if(open))
}

fn line(p: &Removal) -> String {
    let what = match p.state {
        Rid::Gone => "gone     ",
        Rid::GoneByHand => "by hand  ",
        Rid::Going | Rid::Waits => "waits    ",
        Rid::ByHand => "NOT GONE ",
    };
    let where_to = if p.by_hand.is_empty() { &p.link } else { &p.by_hand };
    match p.state {
        Rid::ByHand if !where_to.is_empty() => format!("{what} {}  {where_to}", p.name),
        _ => format!("{what} {}", p.name),
    }
}

/// What is still not gone of any story, as one sentence for `stet due`; none where all is.
pub(super) fn left_over(newsroom: &mut Newsroom) -> Result<Option<Error>> {
    let stories = newsroom.stories_not_gone()?;
    let Some(first) = stories.first() else { return Ok(None) };
    let headline = newsroom.story(*first)?.story.headline;
    let more = match stories.len() {
        1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    Ok(Some(Error::new(
        "not-gone",
        format!("“{headline}”{more} was to be taken from readers and is not gone everywhere."),
        "It is tried again by itself; `stet kill` or `stet take-down` again says where and why.",
    )))
}
