//! `stet plan`: the news list of a day, as text.

use super::Where;
use super::print::Said;
use crate::Result;
use crate::desk::plan::{HourKind, Line, NewsList, read_day};
use crate::newsroom::{Newsroom, wall_clock};
use crate::story::{Legal, PictureNeed, Publication, StageName, UtcMillis, stage_name};
use serde_json::json;

/// A brief that stands for a headline is cut here.
const BRIEF: usize = 60;

pub(super) fn print(place: &Where, day: Option<&str>) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let now = wall_clock();
    let list = newsroom.news_list(day, now)?;
    let settings = newsroom.opened()?.settings;
    if place.json {
        return Said::json(&as_values(&list));
    }
    let zone: chrono_tz::Tz = settings.zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let form = |at: UtcMillis, form: &str| {
        let moment = chrono::DateTime::from_timestamp_millis(at.0);
        moment.map(|t| t.with_timezone(&zone).format(form).to_string()).unwrap_or_default()
    };
    let day = read_day(&list.date)?.format("%A %-d %B %Y");
    let mut text = format!("News list, {day} ({zone})");
    if list.lines.is_empty() && list.before.is_empty() {
        return Ok(Said::line(text + "\nNothing is planned."));
    }
    let mut part = |title: &str, lines: &[Line], hour: &str| {
        if lines.is_empty() {
            return;
        }
        text.push_str(title);
        let rows: Vec<[String; 7]> =
            lines.iter().map(|l| columns(l, &settings.stages, now, |at| form(at, hour))).collect();
        let wide = |n: usize| rows.iter().map(|r| r[n].chars().count()).max().unwrap_or_default();
        let widths: Vec<usize> = (0..7).map(wide).collect();
        for row in &rows {
            let mut line = String::new();
            for (n, cell) in row.iter().enumerate().filter(|(n, _)| widths[*n] > 0) {
                line.push_str(&format!("  {cell:<width$}", width = widths[n]));
            }
            text.push('\n');
            text.push_str(line.trim_end());
        }
    };
    part("\n\nFrom before", &list.before, "%-d %b %H:%M");
    part(if list.before.is_empty() { "\n" } else { "\n\nThis day" }, &list.lines, "%H:%M");
    if list.more {
        text.push_str("\n\nThere is more than is listed here.");
    }
    Ok(Said::line(text))
}

/// Hours, slug, headline or brief, who, stage, length, and what is to be known.
fn columns(
    line: &Line,
    names: &[StageName],
    now: UtcMillis,
    time: impl Fn(UtcMillis) -> String,
) -> [String; 7] {
    let r = &line.row;
    let hour = |h: &crate::desk::plan::Hour| match h.kind {
        HourKind::Deadline if r.to_file && h.at < now => format!("{} LATE", time(h.at)),
        HourKind::Deadline if r.to_file => format!("{} due", time(h.at)),
        HourKind::Deadline => format!("{} was due", time(h.at)),
        HourKind::Schedule if h.place.is_empty() => format!("{} out", time(h.at)),
        HourKind::Schedule => format!("{} out at {}", time(h.at), h.place),
        HourKind::Embargo => format!("{} embargo ends", time(h.at)),
        HourKind::LookAgain => format!("{} look again", time(h.at)),
    };
    let hours: Vec<String> = line.hours.iter().map(hour).collect();
    let name = if r.headline.is_empty() {
        line.brief.lines().next().unwrap_or_default()
    } else {
        r.headline.as_str()
    };
    let name = match name.char_indices().nth(BRIEF) {
        Some((end, _)) if r.headline.is_empty() => format!("{}…", name[..end].trim_end()),
        _ => name.to_owned(),
    };
    let who = if r.assigned_to.is_empty() { &r.byline_line } else { &r.assigned_to };
    let stage = match r.publication {
        Publication::Live => "Live",
        Publication::TakenDown => "Taken down",
        Publication::NotPublished => stage_name(names, r.stage),
    };
    let length = match r.commissioned_words {
        Some(asked) => format!("{}/{asked}", r.words),
        None => r.words.to_string(),
    };
    let flags = [
        (r.hold, "HOLD"),
        (r.not_for_publication, "NOT FOR PUBLICATION"),
        (r.legal == Legal::Needed, "legal needed"),
        (r.embargo && r.embargo_at.is_none_or(|at| now < at), "embargo"),
        (r.pictures == PictureNeed::Needed, "pictures needed"),
        (r.pictures != PictureNeed::Needed && r.has_picture, "picture"),
        (r.sensitive, "sensitive"),
    ];
    let flags: Vec<&str> = flags.into_iter().filter(|(on, _)| *on).map(|(_, words)| words).collect();
    [hours.join(", "), r.slug.clone(), name, who.clone(), stage.to_owned(), length, flags.join(", ")]
}

fn as_values(list: &NewsList) -> serde_json::Value {
    let line = |l: &Line| {
        let r = &l.row;
        json!({
            "id": r.id, "slug": r.slug, "headline": r.headline, "brief": l.brief, "assignedTo": r.assigned_to,
            "byline": r.byline_line, "stage": r.stage, "publication": r.publication, "toFile": r.to_file,
            "words": r.words, "commissionedWords": r.commissioned_words, "pictures": r.pictures,
            "hold": r.hold, "notForPublication": r.not_for_publication, "legal": r.legal,
            "sensitive": r.sensitive, "hours": l.hours,
        })
    };
    json!({
        "date": list.date, "today": list.is_today, "more": list.more,
        "before": list.before.iter().map(line).collect::<Vec<_>>(),
        "lines": list.lines.iter().map(line).collect::<Vec<_>>(),
    })
}
