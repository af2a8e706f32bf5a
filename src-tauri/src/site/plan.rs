//! Which pages a site has, and what they share: made once, then each page by itself.

use crate::Result;
use crate::site::card::Card;
use crate::site::dates::Dates;
use crate::site::edition::{Edition, Known, LiveStory, STANDING_PAGES, SiteSection};
use crate::site::head::SiteHead;
use crate::site::links::{Links, is_web_address, up};
use crate::site::list::List;
use crate::site::teaser::{ListKind, Teaser};
use crate::site::text_pages::TextPage;
use crate::site::theme::{Theme, markup};
use crate::site::words::{Words, filled};
use crate::site::{
    Page, feed, front, list, manifest, ninjs, put_right, redirects, search, sitemap, story, text_pages,
};
use crate::story::{LinkTo, SectionId, StoryId, UtcMillis};
use minijinja::Value;
use serde::Serialize;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// Where the page of the story at that address stands.
pub fn story_path(url_slug: &str) -> String {
    format!("{url_slug}/index.html")
}

/// Where all files of the story at that address stand.
pub fn story_files(url_slug: &str) -> [String; 2] {
    [story_path(url_slug), ninjs::path(url_slug)]
}

/// The pages that are no story and no list.
const STANDING: [(&str, TextPage); 7] = [
    ("about/index.html", TextPage::About),
    ("contact/index.html", TextPage::Contact),
    ("corrections-policy/index.html", TextPage::CorrectionsPolicy),
    ("privacy/index.html", TextPage::Privacy),
    ("terms/index.html", TextPage::Terms),
    ("404.html", TextPage::NotFound),
    ("sitemap/index.html", TextPage::SiteIndex),
];

/// Names a page of the site, or a few files that change together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageKey {
    /// The theme's own files, robots.txt, and the pages that are no story and no list.
    Standing,
    /// The story at an address.
    Story(String),
    /// An address that a story has left.
    Moved(String),
    /// A page of a list, by the list's number and the page's; 0 is the list's front.
    List(i64, usize),
    /// The feeds of a list.
    Feeds(i64),
    /// The page that names all lists of a kind.
    AllOf(ListKind),
    /// The front page.
    Front,
    /// A page of what was put right; 0 is the front of it.
    Corrections(usize),
    /// What servers are told of addresses that stories have left.
    Redirects,
    /// Stories of a month for search engines, by the list of the month, and the part.
    Sitemap(i64, usize),
    /// Stories of a month as the search knows them, by the list of the month, and the part.
    Search(i64, usize),
    /// The index of those, and the stories of the last two days.
    Sitemaps,
}

impl fmt::Display for PageKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            PageKey::Standing => f.write_str("standing"),
            PageKey::Story(slug) => write!(f, "story/{slug}"),
            PageKey::Moved(slug) => write!(f, "moved/{slug}"),
            PageKey::List(list, page) => write!(f, "list/{list}/{page}"),
            PageKey::Feeds(list) => write!(f, "feeds/{list}"),
            PageKey::AllOf(kind) => write!(f, "all-of/{}", kind.word()),
            PageKey::Front => f.write_str("front"),
            PageKey::Corrections(page) => write!(f, "corrections/{page}"),
            PageKey::Redirects => f.write_str("redirects"),
            PageKey::Sitemap(list, part) => write!(f, "sitemap/{list}/{part}"),
            PageKey::Search(list, part) => write!(f, "search/{list}/{part}"),
            PageKey::Sitemaps => f.write_str("sitemaps"),
        }
    }
}

impl PageKey {
    /// The page of that name, as [`fmt::Display`] writes it; none where this Stet knows no such page.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let kind = parts.next()?;
        let rest: Vec<&str> = parts.collect();
        Some(match (kind, rest.as_slice()) {
            ("standing", []) => PageKey::Standing,
            ("front", []) => PageKey::Front,
            ("corrections", [page]) => PageKey::Corrections(page.parse().ok()?),
            ("redirects", []) => PageKey::Redirects,
            ("sitemaps", []) => PageKey::Sitemaps,
            ("story", [slug]) => PageKey::Story((*slug).to_owned()),
            ("moved", [slug]) => PageKey::Moved((*slug).to_owned()),
            ("list", [list, page]) => PageKey::List(list.parse().ok()?, page.parse().ok()?),
            ("feeds", [list]) => PageKey::Feeds(list.parse().ok()?),
            ("all-of", [kind]) => PageKey::AllOf(ListKind::from_word(kind)?),
            ("sitemap", [list, part]) => PageKey::Sitemap(list.parse().ok()?, part.parse().ok()?),
            ("search", [list, part]) => PageKey::Search(list.parse().ok()?, part.parse().ok()?),
            _ => return None,
        })
    }

    /// Whether it points at other pages, and so is written after them.
    pub fn points_at_others(&self) -> bool {
        !matches!(self, PageKey::Standing | PageKey::Story(_) | PageKey::Moved(_))
    }
}

/// The site of one edition in one theme, ready to make any of its pages.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(super) edition: &'a Edition,
    pub(super) theme: &'a Theme,
    pub(super) dates: Dates,
    section_by_id: HashMap<SectionId, usize>,
    /// Colours and faces of the newsroom's own, as a style element.
    pub(super) dress: Value,
    /// Masthead and footer of pages that deep, with that section marked.
    chrome: HashMap<(usize, Option<usize>), Chrome>,
    /// What the heads of all pages say that are that deep, by the depth.
    pub(super) heads: Vec<Arc<SiteHead>>,
    /// The cards of lists: as lists of one section show them, and as others do.
    cards: HashMap<i64, String>,
}

/// The icon that browsers ask for by themselves.
pub(super) const ICO: &str = "favicon.ico";

/// How many folders down a page may stand: `archive/2025/10/28/page/2`.
const DEEPEST: usize = 6;

/// Masthead and footer, filled.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Chrome {
    masthead: Value,
    footer: Value,
}

/// A feed named in `<head>`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FeedLink {
    pub title: String,
    pub href: String,
    /// Its kind: `application/rss+xml`.
    pub mime: &'static str,
}

/// A time, for people and for machines.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Time {
    pub text: String,
    pub machine: String,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub text: String,
    pub href: String,
    pub language: String,
    pub direction: &'static str,
    pub current: bool,
}

impl<'a> Plan<'a> {
    /// What files without masthead and footer need.
    pub fn for_data(edition: &'a Edition, theme: &'a Theme) -> Result<Self> {
        let section_by_id = edition.sections.iter().enumerate().map(|(i, s)| (s.id, i)).collect();
        let dates = Dates::new(&edition.settings.zone, &edition.settings.date_style)?;
        let (chrome, cards) = (HashMap::new(), HashMap::new());
        let dress = edition.settings.dress.style()?;
        Ok(Self { edition, theme, dates, section_by_id, dress, chrome, heads: Vec::new(), cards })
    }

    /// Checks the edition and makes what pages share.
    pub fn new(edition: &'a Edition, theme: &'a Theme) -> Result<Self> {
        edition.check()?;
        let mut plan = Self::for_data(edition, theme)?;
        plan.heads =
            (0..=DEEPEST).map(|depth| plan.make_head(&Links::from_depth(&edition.settings, depth))).collect();
        let links = Links::from_any_list(&edition.settings);
        for section in (0..edition.sections.len()).map(Some).chain([None]) {
            let (masthead, footer) = plan.fill_chrome(&links, section)?;
            for depth in 1..=DEEPEST {
                let placed = |html: &str| markup(html.replace(list::PLACE, &up(depth)));
                plan.chrome.insert(
                    (depth, section),
                    Chrome { masthead: placed(&masthead), footer: placed(&footer) },
                );
            }
        }
        Ok(plan)
    }

    /// The files of a page that is no story.
    pub fn pages(&self, key: &PageKey) -> Result<Vec<Page>> {
        let page = |path: String, text: String| Page { path, bytes: text.into_bytes() };
        let maybe =
            |made: Option<(String, String)>| made.map(|(path, text)| page(path, text)).into_iter().collect();
        Ok(match key {
            PageKey::Standing => self.standing()?,
            PageKey::Story(_) => Vec::new(),
            PageKey::Moved(slug) => maybe(story::moved(self, slug)?),
            PageKey::List(list, number) => maybe(list::page(self, *list, *number)?),
            PageKey::Feeds(list) => feed::pages(self, *list)?,
            PageKey::AllOf(kind) => {
                let (path, html) = text_pages::all_of(self, *kind)?;
                vec![page(path, html)]
            }
            PageKey::Front => vec![page("index.html".to_owned(), front::page(self)?)],
            PageKey::Corrections(page) => maybe(put_right::page(self, *page)?),
            PageKey::Redirects => redirects::pages(self),
            PageKey::Sitemap(list, part) => maybe(sitemap::month(self, *list, *part)?),
            PageKey::Search(list, part) => maybe(search::month(self, *list, *part)?),
            PageKey::Sitemaps => {
                let mut pages = vec![
                    page("sitemap-news.xml".to_owned(), sitemap::news(self)?),
                    page("sitemap.xml".to_owned(), sitemap::index(self)?),
                ];
                if self.theme.makes_search() {
                    pages.push(page(search::PARTS.to_owned(), search::parts(self)));
                }
                pages
            }
        })
    }

    /// The files of a story.
    pub fn story(&self, story: &LiveStory) -> Result<Vec<Page>> {
        let page = |path: String, text: String| Page { path, bytes: text.into_bytes() };
        if story.is_page {
            return Ok(vec![page(story_path(&story.url_slug), text_pages::written(self, story)?)]);
        }
        let mut pages = vec![page(story_path(&story.url_slug), story::page(self, story)?)];
        if self.edition.settings.makes_ninjs() {
            pages.push(page(ninjs::path(&story.url_slug), ninjs::text(self, story)));
        }
        Ok(pages)
    }

    /// Where the files of a page stand, whether there are such files or not.
    pub fn paths(&self, key: &PageKey) -> Vec<String> {
        let list = |number: &i64| self.edition.lists.get(number);
        match key {
            PageKey::Standing => {
                let icons = self.theme.icons().map(|(path, _)| path);
                let own = [self.theme.css_path(), "robots.txt", manifest::PATH, "sitemap-pages.xml"];
                let own = own.into_iter().chain(icons);
                let search = self
                    .theme
                    .makes_search()
                    .then(|| [search::PAGE, self.theme.script_path(), search::DESCRIPTION, search::PARTS]);
                let own = own.chain(search.into_iter().flatten());
                own.chain(self.standing_pages().map(|(path, _)| path)).map(str::to_owned).collect()
            }
            PageKey::Front => vec!["index.html".to_owned()],
            PageKey::Corrections(page) => vec![format!("{}/index.html", put_right::folder(*page))],
            PageKey::Redirects => redirects::PATHS.map(str::to_owned).to_vec(),
            PageKey::Sitemaps => vec!["sitemap-news.xml".to_owned(), "sitemap.xml".to_owned()],
            PageKey::Story(slug)
                if self.edition.settings.makes_ninjs() && !self.edition.pages.contains_key(slug) =>
            {
                vec![story_path(slug), ninjs::path(slug)]
            }
            PageKey::Story(slug) | PageKey::Moved(slug) => vec![story_path(slug)],
            PageKey::List(number, page) => {
                list(number).map(|list| format!("{}/index.html", list.folder(*page))).into_iter().collect()
            }
            PageKey::Feeds(number) => list(number).map(feed::paths).unwrap_or_default(),
            PageKey::AllOf(kind) => vec![format!(
                "{}/index.html",
                match kind {
                    ListKind::Tag => "tags",
                    ListKind::Author => "authors",
                    _ => "archive",
                }
            )],
            PageKey::Sitemap(number, part) => {
                list(number).map(|list| sitemap::path(&list.slug, *part)).into_iter().collect()
            }
            PageKey::Search(number, part) => {
                list(number).map(|list| search::path(&list.slug, *part)).into_iter().collect()
            }
        }
    }

    /// Every page of an edition that holds all lists, but for the stories: what is pointed at before
    /// what points.
    pub fn keys(&self) -> Vec<PageKey> {
        let mut keys = vec![PageKey::Standing];
        keys.extend(self.edition.moved.iter().map(|(slug, _)| PageKey::Moved(slug.clone())));
        for (&number, list) in self.edition.lists.iter().filter(|(_, list)| self.makes(list.kind)) {
            keys.extend(
                (0..=list::numbered_pages(list.stories)).rev().map(|page| PageKey::List(number, page)),
            );
        }
        keys.extend(
            ListKind::NAMED_TOGETHER.into_iter().filter(|kind| self.makes(*kind)).map(PageKey::AllOf),
        );
        if self.edition.corrections_count > 0 {
            let pages = 0..=list::numbered_pages(self.edition.corrections_count);
            keys.extend(pages.rev().map(PageKey::Corrections));
        }
        keys.push(PageKey::Front);
        keys.push(PageKey::Redirects);
        let fed = |list: &List| list.has_feeds() && self.theme.makes_feeds_of(list.kind);
        keys.extend(self.edition.lists.iter().filter(|(_, l)| fed(l)).map(|(n, _)| PageKey::Feeds(*n)));
        keys.extend(self.edition.entries.keys().map(|(list, part)| PageKey::Sitemap(*list, *part)));
        if self.theme.makes_search() {
            keys.extend(self.edition.found.keys().map(|(list, part)| PageKey::Search(*list, *part)));
        }
        keys.push(PageKey::Sitemaps);
        keys
    }

    /// Whether the site has that page at all: a theme may go without some lists.
    pub fn has(&self, key: &PageKey) -> bool {
        let kind = |number: &i64| self.edition.lists.get(number).map(|list| list.kind);
        match key {
            PageKey::List(list, _) => kind(list).is_some_and(|kind| self.makes(kind)),
            PageKey::Feeds(list) => kind(list).is_some_and(|kind| self.theme.makes_feeds_of(kind)),
            PageKey::AllOf(kind) => self.makes(*kind),
            PageKey::Search(..) => self.theme.makes_search(),
            _ => true,
        }
    }

    /// Whether the site has lists of that kind.
    pub(super) fn makes(&self, kind: ListKind) -> bool {
        self.theme.makes_lists_of(kind)
    }

    /// The standing pages that are not written as stories.
    fn standing_pages(&self) -> impl Iterator<Item = (&'static str, TextPage)> {
        let is_story = |path: &str| self.edition.pages.keys().any(|slug| story_path(slug) == path);
        STANDING.into_iter().filter(move |(path, _)| !is_story(path))
    }

    fn standing(&self) -> Result<Vec<Page>> {
        let page = |path: &str, bytes: Vec<u8>| Page { path: path.to_owned(), bytes };
        let mut pages = vec![page(self.theme.css_path(), self.theme.css().into())];
        for (path, bytes) in self.theme.icons() {
            let own = self.edition.logo.as_ref().filter(|_| path == ICO);
            pages.push(page(path, own.map_or(bytes, |logo| &logo.ico).to_vec()));
        }
        pages.push(page("robots.txt", sitemap::robots(self.edition).into_bytes()));
        pages.push(page(manifest::PATH, manifest::text(self).into_bytes()));
        for (path, which) in self.standing_pages() {
            pages.push(page(path, text_pages::page(self, which)?.into_bytes()));
        }
        pages.push(page("sitemap-pages.xml", sitemap::pages(self)?.into_bytes()));
        if self.theme.makes_search() {
            pages.push(page(search::PAGE, search::page(self)?.into_bytes()));
            pages.push(page(self.theme.script_path(), self.theme.script().into()));
            pages.extend(search::description(self)?.map(|text| page(search::DESCRIPTION, text.into_bytes())));
        }
        Ok(pages)
    }

    /// How a list shows a story; its links have no place yet ([`list::PLACE`]).
    pub fn make_card(&self, teaser: &Teaser) -> Result<String> {
        let links = Links::from_any_list(&self.edition.settings);
        let with = minijinja::context! { card => Card::of(self, teaser, &links) };
        self.theme.fill_for_any_place("card.html", with, &format!("the story “{}”", teaser.headline))
    }

    /// The whole story as feeds carry it; nothing where they carry the summary.
    pub fn feed_content(&self, story: &LiveStory) -> String {
        if self.edition.settings.feeds_in_full { feed::content(self, story) } else { String::new() }
    }

    /// Takes the cards that lists are made of, by the stories' numbers.
    pub fn set_cards(&mut self, cards: HashMap<i64, String>) {
        self.cards = cards;
    }

    /// The card of a story.
    pub(super) fn card(&self, story: u32) -> Option<&str> {
        self.cards.get(&i64::from(story)).map(String::as_str)
    }

    /// The site's own words in the newsroom's language.
    pub(super) fn words(&self) -> &'a Words {
        self.theme.words(&self.edition.settings.language)
    }

    /// What a list is called.
    pub(super) fn name_of(&self, list: &List) -> String {
        let language = &self.edition.settings.language;
        match list.kind {
            ListKind::Latest => self.words().latest.clone(),
            ListKind::Section => self.section(list.section).map(|(_, s)| s.name.clone()).unwrap_or_default(),
            ListKind::Tag | ListKind::Author => list.name.clone(),
            ListKind::Year | ListKind::Month | ListKind::Day => self.dates.of_archive(&list.slug, language),
        }
    }

    /// The list of all stories.
    pub(super) fn latest(&self) -> Option<&'a List> {
        self.edition.lists.values().find(|list| list.kind == ListKind::Latest)
    }

    /// The list of a section.
    pub(super) fn list_of_section(&self, id: SectionId) -> Option<&'a List> {
        self.edition.lists.values().find(|list| list.section == Some(id))
    }

    /// What a link to that story says; none where readers cannot see it.
    pub(super) fn known(&self, id: StoryId) -> Option<&'a Known> {
        self.edition.known.get(&id)
    }

    /// The addresses that stories have left, and the stories: none that readers do not see, and none
    /// where a section is now.
    pub(super) fn moved(&self) -> impl Iterator<Item = (&'a str, &'a Known)> {
        let is_section = |slug: &str| self.edition.sections.iter().any(|section| section.slug == slug);
        let moved = self.edition.moved.iter().filter(move |(old, _)| !is_section(old));
        moved.filter_map(|(old, story)| Some((old.as_str(), self.known(*story)?)))
    }

    /// The section of that id and its place in the order.
    pub(super) fn section(&self, id: Option<SectionId>) -> Option<(usize, &'a SiteSection)> {
        let place = *self.section_by_id.get(&id?)?;
        Some((place, &self.edition.sections[place]))
    }

    /// Whether the section is in the navigation at the moment of the edition.
    pub(super) fn is_shown(&self, section: &SiteSection) -> bool {
        section.show_until.is_none_or(|until| self.edition.now < until)
    }

    /// The link of an "Also read" line or a trending item: none where the story is not
    /// live or the address is none of the web's.
    pub(super) fn link_to(&self, to: &LinkTo, words: &str, links: &Links) -> Option<Link> {
        match to {
            LinkTo::Story(id) => self.known(*id).map(|story| Link {
                text: if words.is_empty() { story.headline.clone() } else { words.to_owned() },
                href: links.page(&story.url_slug),
                language: story.language.clone(),
                direction: story.direction.html(),
                current: false,
            }),
            LinkTo::Url(url) if is_web_address(url) => Some(Link {
                text: if words.is_empty() { url.clone() } else { words.to_owned() },
                href: url.clone(),
                language: String::new(),
                direction: "auto",
                current: false,
            }),
            LinkTo::Url(_) => None,
        }
    }

    /// A time as a page in that language prints it in full.
    pub(super) fn time(&self, at: UtcMillis, language: &str) -> Time {
        Time { text: self.dates.full(at, language), machine: self.dates.machine(at) }
    }

    /// Masthead and footer for a page that deep, in that section.
    pub(super) fn chrome(&self, depth: usize, section: Option<usize>) -> Result<Chrome> {
        if depth == 0 {
            return self.make_chrome(&Links::from_depth(&self.edition.settings, 0), section);
        }
        // Every depth and section was made in `new`.
        Ok(self.chrome[&(depth, section)].clone())
    }

    /// Masthead and footer with links of another kind (the 404 page).
    pub(super) fn make_chrome(&self, links: &Links, section: Option<usize>) -> Result<Chrome> {
        let (masthead, footer) = self.fill_chrome(links, section)?;
        Ok(Chrome { masthead: markup(masthead), footer: markup(footer) })
    }

    fn fill_chrome(&self, links: &Links, section: Option<usize>) -> Result<(String, String)> {
        let settings = &self.edition.settings;
        let own = |text: &str, href: String, current: bool| Link {
            text: text.to_owned(),
            href,
            language: settings.language.clone(),
            direction: self.edition.direction().html(),
            current,
        };
        let sections: Vec<Link> = (self.edition.sections.iter().enumerate())
            .filter(|(_, s)| self.is_shown(s))
            .map(|(i, s)| own(&s.name, links.page(&s.slug), section == Some(i)))
            .collect();
        let trending: Vec<Link> =
            self.edition.trending.iter().filter_map(|t| self.link_to(&t.to, &t.headline, links)).collect();
        let words = self.words();
        let corrections = (self.edition.corrections_count > 0)
            .then(|| own(&words.corrections, links.page(put_right::FOLDER), false));
        let quick = [
            own(&words.about, links.page("about"), false),
            own(&words.contact, links.page("contact"), false),
            own(&words.rss_feed, links.file("rss.xml"), false),
            own(&words.sitemap, links.page("sitemap"), false),
            own(&words.corrections_policy, links.page("corrections-policy"), false),
            own(&words.privacy, links.page("privacy"), false),
            own(&words.terms, links.page("terms"), false),
        ];
        let more = self.more_pages(links);
        let quick: Vec<Link> = quick.into_iter().chain(corrections).chain(more).collect();
        let copyright = match settings.copyright.as_str() {
            "" => format!("© {} {}", self.dates.year(self.edition.now), settings.publisher_name()),
            line => line.to_owned(),
        };
        let social: Vec<Link> =
            settings.dress.social.iter().map(|(name, url)| own(name, url.clone(), false)).collect();
        let with = minijinja::context! {
            logo => self.masthead_logo(links), social, footer => self.own_footer(links)?,
            title => settings.title, tagline => settings.tagline, home => links.page(""),
            language => settings.language, direction => self.edition.direction().html(),
            sections, trending, quick, copyright, words => words.value(),
            search => self.theme.makes_search().then(|| links.page("search")),
        };
        Ok((
            self.theme.fill_for_any_place("masthead.html", &with, "")?,
            self.theme.fill_for_any_place("footer.html", &with, "")?,
        ))
    }

    /// Links to pages that are written as stories, besides those that every site has.
    pub(super) fn more_pages(&self, links: &Links) -> Vec<Link> {
        let more = self.edition.pages.iter().filter(|(slug, _)| !STANDING_PAGES.contains(&slug.as_str()));
        more.map(|(slug, page)| Link {
            text: page.headline.clone(),
            href: links.page(slug),
            language: page.language.clone(),
            direction: page.direction.html(),
            current: false,
        })
        .collect()
    }

    /// What a page of that name says of itself to search engines.
    pub(super) fn described(&self, name: &str) -> String {
        filled(&self.words().list_from, &[("list", name), ("site", &self.edition.settings.title)])
    }

    /// What a list of that kind and name says of itself there.
    pub(super) fn described_list(&self, kind: ListKind, name: &str) -> String {
        let sentence = match kind {
            ListKind::Tag => &self.words().topic_from,
            ListKind::Author => &self.words().author_from,
            _ => return self.described(name),
        };
        filled(sentence, &[("list", name), ("site", &self.edition.settings.title)])
    }
}
