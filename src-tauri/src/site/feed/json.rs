//! A feed as JSON Feed 1.1 (jsonfeed.org).

use super::{Feed, Item, JSON, printable};
use crate::site::dates::Dates;
use crate::site::json;
use serde_json::{Map, Value, json};

/// The feed as JSON.
pub(super) fn text(feed: &Feed, dates: &Dates) -> String {
    let items: Vec<Value> = feed.items.iter().map(|of| item(of, dates)).collect();
    let all = object([
        ("version", json!("https://jsonfeed.org/version/1.1")),
        ("title", json!(printable(&feed.title))),
        ("home_page_url", json!(feed.page)),
        ("feed_url", json!(feed.myself.as_ref().map(|at| format!("{at}{JSON}")))),
        ("description", json!(printable(&feed.description))),
        ("favicon", json!(feed.icon)),
        ("authors", json!([{ "name": printable(&feed.publisher), "url": feed.home }])),
        ("language", json!(feed.language)),
        ("items", json!(items)),
    ]);
    json::written(&all) + "\n"
}

fn item(item: &Item, dates: &Dates) -> Value {
    let authors: Vec<Value> = (item.authors.iter())
        .map(|a| object([("name", json!(printable(&a.name))), ("url", json!(a.page))]))
        .collect();
    let topics: Vec<String> = [&item.section]
        .into_iter()
        .chain(&item.tags)
        .filter(|topic| !topic.is_empty())
        .map(|topic| printable(topic))
        .collect();
    // An item has words of one kind or the other; a story without a summary has its headline.
    let words = [&item.summary, &item.title].into_iter().find(|words| !words.is_empty());
    let plain = words.filter(|_| item.content.is_empty()).map(|words| printable(words));
    let changed = (item.changed > item.published).then(|| dates.machine(item.changed));
    object([
        ("id", json!(item.guid)),
        ("url", json!(item.link)),
        ("title", json!(printable(&item.title))),
        ("content_html", json!(printable(&item.content))),
        ("content_text", json!(plain)),
        ("summary", json!(printable(&item.summary))),
        ("image", json!(item.picture.as_ref().map(|picture| &picture.url))),
        ("date_published", json!(dates.machine(item.published))),
        ("date_modified", json!(changed)),
        ("authors", json!(authors)),
        ("tags", json!(topics)),
        ("language", json!(item.language)),
    ])
}

/// An object of what is said: nothing that is empty. An empty list of stories is said.
fn object<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (key, value) in pairs {
        let is_empty = value.is_null()
            || value.as_str().is_some_and(str::is_empty)
            || (value.as_array().is_some_and(Vec::is_empty) && key != "items");
        if !is_empty {
            object.insert(key.to_owned(), value);
        }
    }
    Value::Object(object)
}
