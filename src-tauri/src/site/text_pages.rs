//! Pages that are not stories: about, privacy, terms, the sitemap for people, the 404 page.

use crate::Result;
use crate::body;
use crate::site::body_parts::BodyParts;
use crate::site::links::Links;
use crate::site::plan::{Link, Plan};
use crate::site::teaser::ListKind;
use std::collections::BTreeMap;

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextPage {
    About,
    Privacy,
    Terms,
    Contact,
    CorrectionsPolicy,
    SiteIndex,
    NotFound,
}

/// The HTML of the page.
pub(super) fn page(plan: &Plan, which: TextPage) -> Result<String> {
    let settings = &plan.edition.settings;
    let words = plan.words();
    let (folder, name, text) = match which {
        TextPage::About => (Some("about"), words.about.as_str(), or(&settings.about, about(plan))),
        TextPage::Privacy => (Some("privacy"), words.privacy.as_str(), or(&settings.privacy, privacy(plan))),
        TextPage::Terms => (Some("terms"), words.terms.as_str(), or(&settings.terms, terms(plan))),
        TextPage::Contact => (Some("contact"), words.contact.as_str(), or(&settings.contact, contact(plan))),
        TextPage::CorrectionsPolicy => (
            Some("corrections/policy"),
            words.corrections_policy.as_str(),
            or(&settings.corrections_policy, corrections_policy(plan)),
        ),
        TextPage::SiteIndex => (Some("sitemap"), words.sitemap.as_str(), String::new()),
        TextPage::NotFound => (None, words.not_found.as_str(), words.not_found_text.clone()),
    };
    let (depth, links) = match folder {
        None => (0, Links::from_anywhere(settings)),
        Some(folder) => {
            let depth = folder.split('/').count();
            (depth, Links::from_depth(settings, depth))
        }
    };
    let whose = format!("the page “{name}”");
    let no_pictures = BTreeMap::new();
    let parts = BodyParts::new(plan, &links, &whose, &settings.language, &no_pictures);
    let html = parts.body(&body::read(&text));
    parts.finish()?;
    let mut groups: Vec<(&str, Vec<Link>)> = Vec::new();
    let own = |text: &str, href: String| Link {
        text: text.to_owned(),
        href,
        language: settings.language.clone(),
        direction: plan.edition.direction().html(),
        current: false,
    };
    let sections = || plan.edition.sections.iter();
    if matches!(which, TextPage::SiteIndex | TextPage::NotFound) {
        // Sections that left the navigation are still found here: their pages stay.
        let all = sections().map(|s| own(&s.name, links.page(&s.slug)));
        groups.push((&words.sections, all.chain([own(&words.latest, links.page("latest"))]).collect()));
    }
    if which == TextPage::SiteIndex {
        let more = [(ListKind::Tag, &words.topics, "tags"), (ListKind::Author, &words.authors, "authors")];
        let more = more.into_iter().chain([(ListKind::Month, &words.archive, "archive")]);
        let more = more.filter(|(kind, ..)| plan.makes(*kind));
        groups.push((
            &words.find_a_story,
            more.map(|(_, name, folder)| own(name, links.page(folder))).collect(),
        ));
        let feeds = sections().map(|s| own(&s.name, links.file(&format!("{}/rss.xml", s.slug))));
        let whole = own(&settings.title, links.file("rss.xml"));
        groups.push((&words.rss_feeds, std::iter::once(whole).chain(feeds).collect()));
        let corrections = (plan.edition.corrections_count > 0).then_some(("corrections", &words.corrections));
        let standing = [
            ("about", &words.about),
            ("contact", &words.contact),
            ("privacy", &words.privacy),
            ("terms", &words.terms),
            ("corrections/policy", &words.corrections_policy),
        ];
        let standing = standing.into_iter().chain(corrections);
        groups.push((
            &words.the_newsroom,
            standing.map(|(folder, name)| own(name, links.page(folder))).collect(),
        ));
    }
    let chrome = match which {
        TextPage::NotFound => plan.make_chrome(&links, None)?,
        _ => plan.chrome(depth, None)?,
    };
    let with = minijinja::context! {
        head => plan.head(&format!("{name} - {}", settings.title), &plan.described(name), folder, &links).value(),
        chrome, name, body => html, groups,
        is_missing => which == TextPage::NotFound,
    };
    plan.theme.fill("text.html", with, &whose)
}

/// The path and HTML of the page that names all lists of a kind: topics, authors, months.
pub(super) fn all_of(plan: &Plan, kind: ListKind) -> Result<Option<(String, String)>> {
    let settings = &plan.edition.settings;
    let links = Links::from_depth(settings, 1);
    let words = plan.words();
    let (folder, name) = match kind {
        ListKind::Tag => ("tags", &words.topics),
        ListKind::Author => ("authors", &words.authors),
        _ => ("archive", &words.archive),
    };
    let mut lists: Vec<_> = plan.edition.lists.values().filter(|l| l.kind == kind && l.stories > 0).collect();
    if lists.is_empty() {
        return Ok(None);
    }
    lists.sort_by(|a, b| if kind == ListKind::Month { b.slug.cmp(&a.slug) } else { a.slug.cmp(&b.slug) });
    let mut groups: Vec<(String, Vec<Link>)> = Vec::new();
    for list in lists {
        let group = match kind {
            ListKind::Month => list.slug.get(..4).unwrap_or_default().to_owned(),
            _ => list.name.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default(),
        };
        let link = Link {
            text: plan.name_of(list),
            href: links.page(&list.address()),
            language: settings.language.clone(),
            direction: "auto",
            current: false,
        };
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, links)) => links.push(link),
            None => groups.push((group, vec![link])),
        }
    }
    let with = minijinja::context! {
        head => plan.head(&format!("{name} - {}", settings.title), &plan.described(name), Some(folder), &links).value(),
        chrome => plan.chrome(1, None)?, name, groups, body => "", is_missing => false,
    };
    let html = plan.theme.fill("text.html", with, &format!("the page “{name}”"))?;
    Ok(Some((format!("{folder}/index.html"), html)))
}

fn or(text: &str, otherwise: String) -> String {
    if text.trim().is_empty() { otherwise } else { text.to_owned() }
}

/// The name as Markdown shows it word for word.
fn name(plan: &Plan) -> String {
    let mut out = String::new();
    for c in plan.edition.settings.publisher_name().chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

fn about(plan: &Plan) -> String {
    let name = name(plan);
    format!(
        "This site is published by {name}.\n\n\
         The newsroom has not written about itself yet. Who works here, who owns it and how to \
         reach the editors will stand on this page."
    )
}

fn privacy(plan: &Plan) -> String {
    let name = name(plan);
    format!(
        "{name} has not published a privacy policy of its own yet. This is what the pages themselves do.\n\n\
         ## What these pages collect\n\n\
         Nothing. They set no cookies, run no scripts, and load nothing from other sites.\n\n\
         ## What the server may keep\n\n\
         The company that serves these pages may keep a record of requests, as web servers do: \
         the page, the time and the address it was sent to.\n\n\
         ## Links to other sites\n\n\
         A link in a story may lead to another site, which has rules of its own."
    )
}

fn terms(plan: &Plan) -> String {
    let name = name(plan);
    format!(
        "{name} has not published terms of its own yet. Until it does, this much holds.\n\n\
         ## The stories and pictures\n\n\
         They belong to {name} or to those named in their credits. You may read them, link to \
         them and quote them as the law allows; ask before printing them elsewhere.\n\n\
         ## Mistakes\n\n\
         If something here is wrong, tell the newsroom. A corrected story carries the time it was updated."
    )
}

fn contact(plan: &Plan) -> String {
    let name = name(plan);
    format!(
        "{name} has not written yet how to reach it. Where to send a letter, a correction or something \
         that the newsroom should know will stand on this page."
    )
}

fn corrections_policy(plan: &Plan) -> String {
    let name = name(plan);
    format!(
        "{name} has not written a corrections policy of its own yet. This is what its pages do.\n\n\
         A story that was wrong says so under its text: what was wrong, what is right, and when it was \
         put right. A clarification says what could mislead; an editor’s note gives context. They stay \
         with the story, go out with the feeds, and are listed together on one page, the newest first."
    )
}
