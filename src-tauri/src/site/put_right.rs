//! The corrections page: every correction, clarification and editor's note that readers may see, the
//! newest first, each with the story it stands in. Numbered from the oldest, as lists are.

use crate::Result;
use crate::site::edition::Known;
use crate::site::links::Links;
use crate::site::list::{beside, folder_of, numbered_pages};
use crate::site::plan::{Link, Plan, Time};
use crate::site::words::filled;
use crate::story::Correction;
use serde::Serialize;

/// The folder of the page.
pub(super) const FOLDER: &str = "corrections";

/// A line that puts a story right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutRight {
    /// What it says, and when.
    pub correction: Correction,
    /// The story that it stands in.
    pub story: Known,
}

/// A line as the page shows it.
#[derive(Debug, Serialize)]
struct Line {
    kind: &'static str,
    label: String,
    time: Time,
    text: String,
    story: Link,
}

/// The folder of one page; 0 is the front.
pub(super) fn folder(page: usize) -> String {
    folder_of(FOLDER, page)
}

/// The path and HTML of one page; none where there is no such page.
pub(super) fn page(plan: &Plan, number: usize) -> Result<Option<(String, String)>> {
    let Some(lines) = plan.edition.corrections.get(&number).filter(|lines| !lines.is_empty()) else {
        return Ok(None);
    };
    let settings = &plan.edition.settings;
    let words = plan.words();
    let folder = folder(number);
    let depth = folder.split('/').count();
    let links = Links::from_depth(settings, depth);
    let lines: Vec<Line> = lines.iter().map(|line| shown(plan, line, &links)).collect();
    let last = numbered_pages(plan.edition.corrections_count);
    let [newer, older] = beside(number, last).map(|page| page.map(|page| links.page(&self::folder(page))));
    let name = &words.corrections;
    let title = match number {
        0 => format!("{name} - {}", settings.title),
        n => format!("{name}, {} - {}", filled(&words.page, &[("number", &n.to_string())]), settings.title),
    };
    let with = minijinja::context! {
        head => plan.head(&title, &plan.described(name), Some(&folder), &links).value(),
        chrome => plan.chrome(depth, None)?,
        policy => links.page("corrections-policy"),
        name, words => words.value(), lines, newer, older,
    };
    let html = plan.theme.fill("corrections.html", with, &format!("the page “{name}”"))?;
    Ok(Some((format!("{folder}/index.html"), html)))
}

fn shown(plan: &Plan, line: &PutRight, links: &Links) -> Line {
    let language = &plan.edition.settings.language;
    let PutRight { correction, story } = line;
    Line {
        kind: correction.kind.word(),
        label: plan.words().label(correction.kind).to_owned(),
        time: plan.time(correction.at, language),
        text: correction.text.clone(),
        story: Link {
            text: story.headline.clone(),
            href: links.page(&story.url_slug),
            language: story.language.clone(),
            direction: story.direction.html(),
            current: false,
        },
    }
}
