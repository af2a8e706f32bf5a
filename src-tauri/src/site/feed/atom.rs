//! A feed as Atom, RFC 4287.

use super::{ATOM, Feed, Item, printable};
use crate::site::dates::Dates;
use crate::story::UtcMillis;
use crate::{Error, Result};
use atom_syndication::{Category, Content, Entry, Link, Person, Text, WriteConfig};

/// The feed as XML.
pub(super) fn xml(feed: &Feed, dates: &Dates, whose: &str) -> Result<String> {
    let mut links = vec![link("alternate", &feed.page, Some("text/html"))];
    links.extend(
        feed.myself.as_ref().map(|at| link("self", &format!("{at}{ATOM}"), Some("application/atom+xml"))),
    );
    let atom = atom_syndication::Feed {
        title: text(&feed.title),
        id: feed.id.clone(),
        // A feed without a story has never changed.
        updated: dates.moment(feed.changed.unwrap_or(UtcMillis(0))),
        authors: vec![Person { name: feed.publisher.clone(), ..Person::default() }],
        icon: Some(feed.icon.clone()),
        links,
        rights: said(&feed.copyright).map(text),
        subtitle: said(&feed.description).map(text),
        entries: feed.items.iter().map(|item| entry(item, dates)).collect(),
        lang: Some(feed.language.clone()),
        ..atom_syndication::Feed::default()
    };
    let mut bytes = Vec::new();
    let form = WriteConfig { write_document_declaration: true, indent_size: None };
    let failed = |why: String| {
        Error::new(
            "feed-not-made",
            format!("The Atom file of {whose} could not be made: {why}."),
            "This is a fault of Stet: please report it.",
        )
    };
    atom.write_with_config(&mut bytes, form).map_err(|fault| failed(fault.to_string()))?;
    String::from_utf8(bytes).map(|text| printable(&text)).map_err(|fault| failed(fault.to_string()))
}

fn entry(item: &Item, dates: &Dates) -> Entry {
    let in_its_language = |words: &str| Text { lang: Some(item.language.clone()), ..text(words) };
    let mut links = vec![Link {
        hreflang: Some(item.language.clone()),
        ..link("alternate", &item.link, Some("text/html"))
    }];
    links.extend(item.picture.as_ref().map(|picture| link("enclosure", &picture.url, Some(picture.mime))));
    let topics = said(&item.section).into_iter().chain(item.tags.iter().map(String::as_str));
    Entry {
        title: in_its_language(&item.title),
        id: item.guid.clone(),
        updated: dates.moment(item.changed),
        published: Some(dates.moment(item.published)),
        authors: item
            .authors
            .iter()
            .map(|author| Person { name: author.name.clone(), uri: author.page.clone(), ..Person::default() })
            .collect(),
        categories: topics.map(|term| Category { term: term.to_owned(), ..Category::default() }).collect(),
        links,
        summary: said(&item.summary).map(in_its_language),
        content: said(&item.content).map(|html| Content {
            lang: Some(item.language.clone()),
            value: Some(html.to_owned()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn link(rel: &str, href: &str, mime: Option<&str>) -> Link {
    Link { href: href.to_owned(), rel: rel.to_owned(), mime_type: mime.map(str::to_owned), ..Link::default() }
}

fn text(words: &str) -> Text {
    Text::plain(words)
}

fn said(words: &str) -> Option<&str> {
    (!words.is_empty()).then_some(words)
}
