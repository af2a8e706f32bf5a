//! `stet due`: the hours of stories without a window.

use super::print::{self, Said};
use super::{Where, removal, work};
use crate::newsroom::{Newsroom, wall_clock};
use crate::publish;
use crate::story::StoryId;
use crate::{Error, Result};
use std::path::Path;

/// How to have `stet due` run by itself.
pub(super) const HELP: &str = "\
    AT ITS HOUR\n  \
    This computer must be awake. With cron, every minute:\n    \
    * * * * *  stet due --newsroom /srv/paper\n  \
    With systemd, stet-due.service:\n    \
    [Service]\n    \
    Type=oneshot\n    \
    ExecStart=/usr/bin/stet due --newsroom /srv/paper\n  \
    and stet-due.timer:\n    \
    [Timer]\n    \
    OnCalendar=minutely\n    \
    AccuracySec=1s\n    \
    Persistent=true\n    \
    [Install]\n    \
    WantedBy=timers.target";

/// Publishes what is due, writes the site, and looks at what others were to publish.
pub(super) fn due(place: &Where, late: i64, out: Option<&Path>, clock_is_right: bool) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let now = wall_clock();
    if clock_is_right {
        publish::clock_is_right(&mut newsroom, now)?;
    }
    let late_ms = late.saturating_mul(60_000);
    let (done, _) = publish::due(&mut newsroom, now, late_ms, late_ms)?;
    let written = match out {
        _ if done.published.is_empty() => None,
        Some(out) => Some(publish::export(&mut newsroom, out, now)?),
        None => publish::export_again(&mut newsroom, now)?,
    };
    let mut named = |stories: &[StoryId]| -> Result<Vec<String>> {
        stories.iter().map(|id| Ok(newsroom.story(*id)?.story.headline)).collect()
    };
    let (published, missed) = (named(&done.published)?, named(&done.missed)?);
    for (_, why) in &done.refused {
        print::fault(why);
    }
    for headline in &missed {
        print::fault(&Error::new(
            "hour-missed",
            format!(
                "The hour of “{headline}” passed while nobody looked for more than {late} minutes, and it was not published."
            ),
            "Publish it, or give it another hour; --late allows more.",
        ));
    }
    // What sites were to publish by themselves is looked at, and what is to be away from readers goes.
    publish::write_away(&mut newsroom, now)?;
    publish::send_away(&mut newsroom, &wall_clock)?;
    let mut newsroom = work(newsroom)?;
    let mut sites: Vec<Error> = Vec::new();
    for publish::MissedPost { story, name, .. } in publish::missed_posts(&mut newsroom)? {
        let headline = newsroom.story(story)?.story.headline;
        sites.push(Error::new(
            "hour-missed-there",
            format!("{name} did not publish “{headline}” at its hour."),
            "Open the story in Stet and publish it there, or take its hour off.",
        ));
    }
    sites.extend(removal::left_over(&mut newsroom)?);
    sites.iter().chain(&done.clock).for_each(print::fault);
    let trouble = !missed.is_empty() || !done.refused.is_empty() || !sites.is_empty() || done.clock.is_some();
    if place.json {
        let refused: Vec<&Error> = done.refused.iter().map(|(_, why)| why).collect();
        let said = serde_json::json!({
            "published": published, "missed": missed, "refused": refused,
            "sites": sites, "clock": done.clock,
            "folder": written.map(|w| w.folder),
        });
        return Ok(Said::json(&said)?.failed_if(trouble));
    }
    let site = match written {
        Some(written) => format!(" The site is in “{}”.", written.folder.display()),
        None if published.is_empty() => String::new(),
        None => " The site was never exported: name its folder with --out.".to_owned(),
    };
    let said = match published.len() {
        0 => "Nothing was due.".to_owned(),
        1 => format!("“{}” is published.", published[0]),
        n => format!("{n} stories are published."),
    };
    Ok(Said::line(said + &site).failed_if(trouble))
}
