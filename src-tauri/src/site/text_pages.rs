//! Pages that are not stories: about, privacy, terms, the sitemap for people, the 404 page.

use crate::Result;
use crate::body::{self, Block};
use crate::site::body_parts::BodyParts;
use crate::site::edition::{LiveStory, SiteSettings};
use crate::site::links::Links;
use crate::site::list::List;
use crate::site::plan::{Link, Plan};
use crate::site::story::{beginning, correction_lines, summary};
use crate::site::teaser::ListKind;
use crate::site::theme::Theme;
use crate::site::words::Words;
use crate::story::{HeadlineSet, direction_of, language_of_name};
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

impl TextPage {
    /// What it is called, and where it stands.
    fn name_and_folder(self, words: &Words) -> (&str, Option<&'static str>) {
        match self {
            TextPage::About => (&words.about, Some("about")),
            TextPage::Privacy => (&words.privacy, Some("privacy")),
            TextPage::Terms => (&words.terms, Some("terms")),
            TextPage::Contact => (&words.contact, Some("contact")),
            TextPage::CorrectionsPolicy => (&words.corrections_policy, Some("corrections-policy")),
            TextPage::SiteIndex => (&words.sitemap, Some("sitemap")),
            TextPage::NotFound => (&words.not_found, None),
        }
    }

    /// Its text as Markdown: the newsroom's own, else what comes with Stet.
    fn text(self, settings: &SiteSettings) -> String {
        let own = |text: &str, otherwise: fn(&str) -> String| match text.trim() {
            "" => otherwise(&publisher(settings)),
            _ => text.to_owned(),
        };
        match self {
            TextPage::About => own(&settings.about, about),
            TextPage::Privacy => own(&settings.privacy, privacy),
            TextPage::Terms => own(&settings.terms, terms),
            TextPage::Contact => own(&settings.contact, contact),
            TextPage::CorrectionsPolicy => own(&settings.corrections_policy, corrections_policy),
            TextPage::SiteIndex | TextPage::NotFound => String::new(),
        }
    }
}

impl Theme {
    /// What the page at one of [`STANDING_PAGES`](super::STANDING_PAGES) is called in the newsroom's
    /// language, and the text as Markdown that a story of it begins with; none where no such page is.
    pub fn standing_page(&self, settings: &SiteSettings, slug: &str) -> Option<(String, String)> {
        let words = self.words(&settings.language);
        let all = [
            TextPage::About,
            TextPage::Privacy,
            TextPage::Terms,
            TextPage::Contact,
            TextPage::CorrectionsPolicy,
        ];
        let which = all.into_iter().find(|which| which.name_and_folder(words).1 == Some(slug))?;
        let text = match which {
            // What stands there only says that nothing was written yet.
            TextPage::About => settings.about.clone(),
            TextPage::Contact => settings.contact.clone(),
            _ => which.text(settings),
        };
        Some((which.name_and_folder(words).0.to_owned(), text))
    }
}

/// The HTML of the page.
pub(super) fn page(plan: &Plan, which: TextPage) -> Result<String> {
    let settings = &plan.edition.settings;
    let words = plan.words();
    let (name, folder) = which.name_and_folder(words);
    let text = match which {
        TextPage::NotFound => words.not_found_text.clone(),
        which => which.text(settings),
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
    let text = body::read(&text);
    let html = parts.body(&text);
    parts.finish()?;
    let described = match beginning(&text) {
        none if none.is_empty() => plan.described(name),
        beginning => beginning,
    };
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
            ("corrections-policy", &words.corrections_policy),
        ];
        let standing = standing.into_iter().chain(corrections);
        let standing = standing.map(|(folder, name)| own(name, links.page(folder)));
        groups.push((&words.the_newsroom, standing.chain(plan.more_pages(&links)).collect()));
    }
    let chrome = match which {
        TextPage::NotFound => plan.make_chrome(&links, None)?,
        _ => plan.chrome(depth, None)?,
    };
    let with = minijinja::context! {
        head => plan.head(&format!("{name} - {}", settings.title), &described, folder, &links).value(),
        chrome, name, body => html, groups,
        is_missing => which == TextPage::NotFound,
    };
    fill(plan, with, &whose)
}

/// Fills the template of such pages; what is not given, the page has not.
fn fill(plan: &Plan, with: minijinja::Value, whose: &str) -> Result<String> {
    let nothing = minijinja::context! {
        standfirst => "", body => "", corrections => (), groups => (), is_missing => false,
    };
    plan.theme.fill("text.html", minijinja::context! { ..with, ..nothing }, whose)
}

/// The HTML of a page that is written as a story.
pub(super) fn written(plan: &Plan, story: &LiveStory) -> Result<String> {
    let settings = &plan.edition.settings;
    let links = Links::from_depth(settings, 1);
    let whose = format!("the page “{}”", story.headline);
    let parts = BodyParts::new(plan, &links, &whose, &story.language, &story.files);
    let lead = story.lead.as_ref().map(|lead| Block::Figure {
        media: lead.media.0.clone(),
        alt: lead.alt.clone(),
        caption: lead.caption.clone(),
        credit: lead.credit.clone(),
    });
    let body: Vec<Block> = lead.into_iter().chain(story.body.iter().cloned()).collect();
    let (html, standfirst) = (parts.body(&body), parts.inline(&story.standfirst));
    parts.finish()?;
    let name = HeadlineSet::or(&story.headlines.search, &story.headline);
    let described = match summary(story) {
        none if none.is_empty() => plan.described(&story.headline),
        summary => summary,
    };
    let title = format!("{name} - {}", settings.title);
    let mut head = plan.head(&title, &described, Some(&story.url_slug), &links);
    head.language = story.language.clone();
    head.direction = story.direction.html();
    let with = minijinja::context! {
        head => head.value(), chrome => plan.chrome(1, None)?,
        name => story.headline, standfirst, body => html, corrections => correction_lines(plan, story),
    };
    fill(plan, with, &whose)
}

/// The path and HTML of the page that names all lists of a kind: topics, authors, months. It stands where
/// there are none too: other pages lead to it.
pub(super) fn all_of(plan: &Plan, kind: ListKind) -> Result<(String, String)> {
    let settings = &plan.edition.settings;
    let links = Links::from_depth(settings, 1);
    let words = plan.words();
    let (folder, name) = match kind {
        ListKind::Tag => ("tags", &words.topics),
        ListKind::Author => ("authors", &words.authors),
        _ => ("archive", &words.archive),
    };
    let lists = plan.edition.lists.values().filter(|l| l.kind == kind && l.stories > 0);
    let mut lists: Vec<(&List, &str)> =
        lists.map(|list| (list, language_of_name(&list.name, &settings.language))).collect();
    lists.sort_by_cached_key(|(list, language)| {
        // The address is without accents; of a name in other letters than Latin ones it is in another order.
        let is_latin = language_of_name(&list.name, "en") == "en";
        let name = if is_latin { list.slug.clone() } else { list.name.to_lowercase() };
        (*language != settings.language, (*language).to_owned(), name)
    });
    if kind == ListKind::Month {
        lists.reverse();
    }
    let mut groups: Vec<(String, Vec<Link>)> = Vec::new();
    for (list, language) in lists {
        let group = match kind {
            ListKind::Month => list.slug.get(..4).unwrap_or_default().to_owned(),
            _ => list.name.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default(),
        };
        let link = Link {
            text: plan.name_of(list),
            href: links.page(&list.address()),
            language: language.to_owned(),
            direction: direction_of(language).html(),
            current: false,
        };
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, links)) => links.push(link),
            None => groups.push((group, vec![link])),
        }
    }
    let standfirst = if groups.is_empty() { words.nothing_here_yet.as_str() } else { "" };
    let with = minijinja::context! {
        head => plan.head(&format!("{name} - {}", settings.title), &plan.described(name), Some(folder), &links).value(),
        chrome => plan.chrome(1, None)?, name, standfirst, groups,
    };
    let html = fill(plan, with, &format!("the page “{name}”"))?;
    Ok((format!("{folder}/index.html"), html))
}

/// The name as Markdown shows it word for word.
fn publisher(settings: &SiteSettings) -> String {
    let mut out = String::new();
    for c in settings.publisher_name().chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

fn about(name: &str) -> String {
    format!(
        "This site is published by {name}.\n\n\
         The newsroom has not written about itself yet. Who works here, who owns it and how to \
         reach the editors will stand on this page."
    )
}

fn privacy(name: &str) -> String {
    format!(
        "{name} has not published a privacy policy of its own yet. This is what the pages themselves do.\n\n\
         ## What these pages collect\n\n\
         Nothing. They set no cookies and load nothing from other sites. The search runs in the \
         browser, and what is looked for stays there.\n\n\
         ## What the server may keep\n\n\
         The company that serves these pages may keep a record of requests, as web servers do: \
         the page, the time and the address it was sent to.\n\n\
         ## Links to other sites\n\n\
         A link in a story may lead to another site, which has rules of its own."
    )
}

fn terms(name: &str) -> String {
    format!(
        "{name} has not published terms of its own yet. Until it does, this much holds.\n\n\
         ## The stories and pictures\n\n\
         They belong to {name} or to those named in their credits. You may read them, link to \
         them and quote them as the law allows; ask before printing them elsewhere.\n\n\
         ## Mistakes\n\n\
         If something here is wrong, tell the newsroom. A corrected story carries the time it was updated."
    )
}

fn contact(name: &str) -> String {
    format!(
        "{name} has not written yet how to reach it. Where to send a letter, a correction or something \
         that the newsroom should know will stand on this page."
    )
}

fn corrections_policy(name: &str) -> String {
    format!(
        "{name} has not written a corrections policy of its own yet. This is what its pages do.\n\n\
         A story that was wrong says so under its text: what was wrong, what is right, and when it was \
         put right. A clarification says what could mislead; an editor’s note gives context. They stay \
         with the story, go out with the feeds, and are listed together on one page, the newest first."
    )
}
