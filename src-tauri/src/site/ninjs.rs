//! A story as news software reads it: ninjs 3.1 of the IPTC, a file beside the page.

use crate::body;
use crate::site::edition::{LiveStory, Rendition};
use crate::site::feed;
use crate::site::json;
use crate::site::links::Links;
use crate::site::list::PLACE;
use crate::site::plan::Plan;
use crate::site::story::{authors, one_line};
use crate::story::{HeadlineSet, MediaId};
use serde_json::{Map, Value, json};

const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json";

/// Where the file of the story at that address stands.
pub(super) fn path(url_slug: &str) -> String {
    format!("{url_slug}/story.json")
}

/// The story as JSON. The site has an address: no address in such a file may be relative.
pub(super) fn text(plan: &Plan, story: &LiveStory) -> String {
    let settings = &plan.edition.settings;
    let links = Links::from_outside(settings, 1);
    let page = links.page(&story.url_slug);
    let html = feed::content(plan, story).replace(PLACE, &links.file(""));
    let words = plan.theme.words(&story.language);
    let names = authors(plan, &story.agency, &story.bylines);
    let by: Vec<&str> = names.iter().map(|author| author.name.as_str()).collect();
    let sources = names.iter().map(
        |author| json!({ "name": author.name, "role": if author.is_agency { "agency" } else { "author" } }),
    );
    let section = plan.section(story.section).map(|(_, s)| json!({ "name": s.name, "rel": "section" }));
    let topics = story.tags.iter().map(|tag| json!({ "name": tag, "rel": "topic" }));
    let notes: Vec<String> = (story.corrections.iter())
        .map(|line| format!("{}, {}: {}", words.label(line.kind), plan.dates.machine(line.at), line.text))
        .collect();
    let text = |role: &str, value: &str| json!({ "role": role, "contentType": "text/plain", "value": value });
    let mut headlines = vec![text("main", &story.headline)];
    for (role, own) in [("search", &story.headlines.search), ("social", &story.headlines.social)] {
        if !own.is_empty() && *own != story.headline {
            headlines.push(text(role, HeadlineSet::or(own, &story.headline)));
        }
    }
    let summary = one_line(&story.standfirst);
    let summary = (!summary.is_empty()).then(|| text("summary", &summary));
    let item = object(vec![
        ("uri", json!(format!("urn:uuid:{}", story.id))),
        ("standard", json!({ "name": "ninjs", "version": "3.1", "schema": SCHEMA })),
        ("type", json!("text")),
        ("representationType", json!("full")),
        ("pubStatus", json!("usable")),
        ("firstCreated", json!(plan.dates.machine(story.published_at))),
        ("versionCreated", json!(plan.dates.machine(story.updated().unwrap_or(story.published_at)))),
        ("language", json!(story.language)),
        ("headlines", json!(headlines)),
        ("descriptions", json!(summary.into_iter().collect::<Vec<_>>())),
        (
            "bodies",
            json!([{
                "role": "main", "contentType": "text/html", "wordCount": story.length.words, "value": html,
            }]),
        ),
        ("by", json!(by.join(", "))),
        ("infoSources", json!(sources.collect::<Vec<_>>())),
        ("located", json!(story.dateline.place)),
        ("subjects", json!(section.into_iter().chain(topics).collect::<Vec<_>>())),
        ("edNote", json!(notes.join("\n"))),
        ("copyrightHolder", json!(settings.publisher_name())),
        ("copyrightNotice", json!(settings.copyright)),
        ("renditions", json!([{ "name": "page", "href": page, "contentType": "text/html" }])),
        ("associations", json!(pictures(story, &links))),
    ]);
    json::written(&item) + "\n"
}

/// The pictures of the story, lead first.
fn pictures(story: &LiveStory, links: &Links) -> Vec<Value> {
    let lead = story.lead.iter().map(|l| (l.media.clone(), one_line(&l.caption), l.credit.clone()));
    let inside = story.body.iter().filter_map(|block| match block {
        body::Block::Figure { media, caption, credit, .. } => {
            Some((MediaId(media.clone()), one_line(caption), credit.clone()))
        }
        _ => None,
    });
    let picture = |(n, (media, caption, credit)): (usize, (MediaId, String, String))| {
        let files = story.files.get(&media).filter(|files| !files.is_empty())?;
        let file = |of: &Rendition| {
            json!({
                "name": of.width.to_string(), "href": links.picture(&of.file),
                "width": of.width, "height": of.height,
            })
        };
        let notice = story.rights.get(&media).map(|rights| rights.copyright.clone()).unwrap_or_default();
        let caption = (!caption.is_empty())
            .then(|| json!({ "role": "caption", "contentType": "text/plain", "value": caption }));
        Some(object(vec![
            (
                "name",
                json!(if n == 0 && story.lead.is_some() {
                    "lead".to_owned()
                } else {
                    format!("picture-{n}")
                }),
            ),
            ("uri", json!(links.picture(&files.iter().max_by_key(|file| file.width)?.file))),
            ("type", json!("picture")),
            ("descriptions", json!(caption.into_iter().collect::<Vec<_>>())),
            ("by", json!(credit)),
            ("copyrightNotice", json!(notice)),
            ("renditions", json!(files.iter().map(file).collect::<Vec<_>>())),
        ]))
    };
    lead.chain(inside).enumerate().filter_map(picture).collect()
}

/// An object of what is said: nothing that is empty.
fn object(pairs: Vec<(&str, Value)>) -> Value {
    let is_empty = |value: &Value| {
        value.as_str().is_some_and(str::is_empty) || value.as_array().is_some_and(Vec::is_empty)
    };
    let said = pairs.into_iter().filter(|(_, value)| !is_empty(value));
    Value::Object(said.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
