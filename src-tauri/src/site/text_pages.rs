//! Pages that are not stories: about, privacy, terms, the sitemap for people, the 404 page.

use crate::Result;
use crate::body;
use crate::site::body_parts::BodyParts;
use crate::site::links::Links;
use crate::site::plan::{Link, Plan};

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextPage {
    About,
    Privacy,
    Terms,
    SiteIndex,
    NotFound,
}

/// How many of the newest stories the sitemap for people names; the rest are in the lists.
const IN_THE_INDEX: usize = 100;

/// The HTML of the page.
pub(super) fn page(plan: &Plan, which: TextPage) -> Result<String> {
    let settings = &plan.edition.settings;
    let (depth, links) = match which {
        TextPage::NotFound => (0, Links::from_anywhere(settings)),
        _ => (1, Links::from_depth(settings, 1)),
    };
    let (folder, name, text) = match which {
        TextPage::About => (Some("about"), "About us", or(&settings.about, about(plan))),
        TextPage::Privacy => (Some("privacy"), "Privacy policy", or(&settings.privacy, privacy(plan))),
        TextPage::Terms => (Some("terms"), "Terms & conditions", or(&settings.terms, terms(plan))),
        TextPage::SiteIndex => (Some("sitemap"), "Sitemap", String::new()),
        TextPage::NotFound => (None, "Page not found", not_found().to_owned()),
    };
    let whose = format!("the page “{name}”");
    let parts = BodyParts::new(plan, &links, &whose, &settings.language);
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
    if matches!(which, TextPage::SiteIndex | TextPage::NotFound) {
        // Sections that left the navigation are still found here: their pages stay.
        groups.push((
            "Sections",
            plan.lists.iter().map(|list| own(&list.name, links.page(&list.slug))).collect(),
        ));
    }
    if which == TextPage::SiteIndex {
        let feeds = plan.lists.iter().filter(|list| list.is_section);
        let feeds = feeds.map(|list| own(&list.name, links.file(&format!("{}/rss.xml", list.slug))));
        let whole = own(&settings.title, links.file("rss.xml"));
        groups.push(("RSS feeds", std::iter::once(whole).chain(feeds).collect()));
        let standing =
            [("about", "About us"), ("privacy", "Privacy policy"), ("terms", "Terms & conditions")];
        groups.push((
            "The newsroom",
            standing.iter().map(|(folder, name)| own(name, links.page(folder))).collect(),
        ));
        let newest = plan.lists.last().map_or(&[][..], |all| &all.stories);
        let link = |&i: &usize| {
            let story = &plan.edition.stories[i];
            Link {
                text: story.headline.clone(),
                href: links.page(&story.url_slug),
                language: story.language.clone(),
                direction: story.direction.html(),
                current: false,
            }
        };
        groups.push(("Newest stories", newest.iter().take(IN_THE_INDEX).map(link).collect()));
    }
    let chrome = match which {
        TextPage::NotFound => plan.make_chrome(&links, None)?,
        _ => plan.chrome(depth, None).clone(),
    };
    let with = minijinja::context! {
        head => plan.head(&format!("{name} - {}", settings.title), "", folder, &links),
        chrome, name, body => html, groups,
        is_missing => which == TextPage::NotFound,
    };
    plan.theme.fill("text.html", with, &whose)
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

fn not_found() -> &'static str {
    "There is no page at this address. The story may have been moved or taken down, or the link may be wrong."
}
