//! Which pages a site has, and what they share: made once, then each page by itself.

use crate::Result;
use crate::site::dates::Dates;
use crate::site::edition::{Edition, LiveStory, SiteSection};
use crate::site::links::{Links, base, is_web_address};
use crate::site::list::List;
use crate::site::text_pages::TextPage;
use crate::site::theme::{Theme, markup};
use crate::site::{Page, PageKind, feed, front, list, sitemap, story, text_pages};
use crate::story::{Direction, LinkTo, SectionId, StoryId, UtcMillis};
use minijinja::Value;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Names one file of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageKey {
    /// The style sheet.
    Css,
    /// An icon, by its place in the theme.
    Icon(usize),
    /// robots.txt.
    Robots,
    /// A story, by its place in the edition.
    Story(usize),
    /// About us.
    About,
    /// Privacy policy.
    Privacy,
    /// Terms & conditions.
    Terms,
    /// What a wrong address shows.
    NotFound,
    /// A page of a list: the list by its place (sections in order, then all stories), the
    /// page by its number from the oldest; 0 is the list's front, with the newest.
    List(usize, usize),
    /// The feed of a section by its place; of the whole site after the last.
    Feed(usize),
    /// The front page.
    Front,
    /// The sitemap for people.
    SiteIndex,
    /// sitemap.xml.
    SitemapXml,
}

/// The site of one edition in one theme, ready to make any of its pages.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(super) edition: &'a Edition,
    pub(super) theme: &'a Theme,
    pub(super) dates: Dates,
    /// The sections in order, then the list of all stories.
    pub(super) lists: Vec<List>,
    by_id: HashMap<StoryId, usize>,
    section_by_id: HashMap<SectionId, usize>,
    /// Masthead and footer as they stand that deep, with that section marked.
    chrome: HashMap<(usize, Option<usize>), Chrome>,
}

/// Masthead and footer, filled.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Chrome {
    masthead: Value,
    footer: Value,
}

/// What every page tells its `<head>`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Head {
    pub title: String,
    pub description: String,
    pub canonical: Option<String>,
    pub language: String,
    pub direction: &'static str,
    pub css: String,
    pub icon_svg: String,
    pub icon_ico: String,
    pub feeds: Vec<FeedLink>,
    pub site_title: String,
    pub site_language: String,
    pub site_direction: &'static str,
}

/// A feed named in `<head>`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FeedLink {
    pub title: String,
    pub href: String,
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
    /// Checks the edition, puts the stories in order, and makes what pages share.
    pub fn new(edition: &'a Edition, theme: &'a Theme) -> Result<Self> {
        edition.check()?;
        let section_by_id: HashMap<_, _> =
            edition.sections.iter().enumerate().map(|(i, s)| (s.id, i)).collect();
        let mut order: Vec<usize> = (0..edition.stories.len()).collect();
        order.sort_by_key(|&i| Reverse((edition.stories[i].published_at, edition.stories[i].id)));
        let mut lists: Vec<List> = edition.sections.iter().map(List::of_section).collect();
        for &i in &order {
            if let Some(&section) = edition.stories[i].section.as_ref().and_then(|id| section_by_id.get(id)) {
                lists[section].stories.push(i);
            }
        }
        lists.push(List::of_all(order));
        let by_id = edition.stories.iter().enumerate().map(|(i, s)| (s.id, i)).collect();
        let dates = Dates::new(&edition.settings.zone, &edition.settings.date_style)?;
        let mut plan = Self { edition, theme, dates, lists, by_id, section_by_id, chrome: HashMap::new() };
        for depth in [0, 1, 3] {
            for section in (0..edition.sections.len()).map(Some).chain([None]) {
                let links = Links::from_depth(&edition.settings, depth);
                plan.chrome.insert((depth, section), plan.make_chrome(&links, section)?);
            }
        }
        Ok(plan)
    }

    /// Every file of the site, what is pointed at before what points.
    pub fn keys(&self) -> Vec<PageKey> {
        let mut keys = vec![PageKey::Css];
        keys.extend((0..self.theme.icons().len()).map(PageKey::Icon));
        keys.push(PageKey::Robots);
        keys.extend((0..self.edition.stories.len()).map(PageKey::Story));
        keys.extend([PageKey::About, PageKey::Privacy, PageKey::Terms, PageKey::NotFound]);
        for (i, list) in self.lists.iter().enumerate() {
            keys.extend((0..=list.numbered_pages()).rev().map(|page| PageKey::List(i, page)));
        }
        keys.push(PageKey::Front);
        keys.extend((0..self.lists.len()).map(PageKey::Feed));
        keys.extend([PageKey::SiteIndex, PageKey::SitemapXml]);
        keys
    }

    /// Makes one page.
    pub fn page(&self, key: PageKey) -> Result<Page> {
        let text =
            |path: &str, text: String, kind| Page { path: path.to_owned(), bytes: text.into_bytes(), kind };
        Ok(match key {
            PageKey::Css => text(self.theme.css_path(), self.theme.css().to_owned(), PageKind::Theme),
            PageKey::Icon(i) => {
                let (path, bytes) = self.theme.icons()[i];
                Page { path: path.to_owned(), bytes: bytes.to_vec(), kind: PageKind::Theme }
            }
            PageKey::Robots => text("robots.txt", sitemap::robots(self.edition), PageKind::Theme),
            PageKey::Story(i) => {
                let story = &self.edition.stories[i];
                text(&format!("{}/index.html", story.url_slug), story::page(self, story)?, PageKind::Story)
            }
            PageKey::About => {
                text("about/index.html", text_pages::page(self, TextPage::About)?, PageKind::Text)
            }
            PageKey::Privacy => {
                text("privacy/index.html", text_pages::page(self, TextPage::Privacy)?, PageKind::Text)
            }
            PageKey::Terms => {
                text("terms/index.html", text_pages::page(self, TextPage::Terms)?, PageKind::Text)
            }
            PageKey::NotFound => {
                text("404.html", text_pages::page(self, TextPage::NotFound)?, PageKind::Text)
            }
            PageKey::List(i, number) => {
                let (path, html) = list::page(self, i, number)?;
                text(&path, html, PageKind::List)
            }
            PageKey::Feed(i) => text(&feed::path(self, i), feed::page(self, i)?, PageKind::Feed),
            PageKey::Front => text("index.html", front::page(self)?, PageKind::Front),
            PageKey::SiteIndex => {
                text("sitemap/index.html", text_pages::page(self, TextPage::SiteIndex)?, PageKind::Sitemap)
            }
            PageKey::SitemapXml => text("sitemap.xml", sitemap::page(self)?, PageKind::Sitemap),
        })
    }

    /// The live story of that id.
    pub(super) fn story(&self, id: StoryId) -> Option<&'a LiveStory> {
        self.by_id.get(&id).map(|&i| &self.edition.stories[i])
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
            LinkTo::Story(id) => self.story(*id).map(|story| Link {
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
    pub(super) fn chrome(&self, depth: usize, section: Option<usize>) -> &Chrome {
        // Every depth and section was made in `new`.
        &self.chrome[&(depth, section)]
    }

    /// Masthead and footer with links of another kind (the 404 page).
    pub(super) fn make_chrome(&self, links: &Links, section: Option<usize>) -> Result<Chrome> {
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
        let quick = [
            own("About us", links.page("about"), false),
            own("RSS feed", links.file("rss.xml"), false),
            own("Sitemap", links.page("sitemap"), false),
            own("Privacy policy", links.page("privacy"), false),
            own("Terms & conditions", links.page("terms"), false),
        ];
        let copyright = match settings.copyright.as_str() {
            "" => format!("© {} {}", self.dates.year(self.edition.now), settings.publisher_name()),
            line => line.to_owned(),
        };
        let with = minijinja::context! {
            title => settings.title, tagline => settings.tagline, home => links.page(""),
            language => settings.language, direction => self.edition.direction().html(),
            sections, trending, quick, copyright,
        };
        Ok(Chrome {
            masthead: markup(self.theme.fill("masthead.html", &with, "")?),
            footer: markup(self.theme.fill("footer.html", &with, "")?),
        })
    }

    /// What a page in the newsroom's own language tells its `<head>`.
    pub(super) fn head(&self, title: &str, description: &str, folder: Option<&str>, links: &Links) -> Head {
        let settings = &self.edition.settings;
        let canonical = folder.and_then(|folder| {
            let slash = if folder.is_empty() { "" } else { "/" };
            base(settings).map(|base| format!("{base}{folder}{slash}"))
        });
        let direction: Direction = self.edition.direction();
        Head {
            title: title.to_owned(),
            description: description.to_owned(),
            canonical,
            language: settings.language.clone(),
            direction: direction.html(),
            css: links.file(self.theme.css_path()),
            icon_svg: links.file("favicon.svg"),
            icon_ico: links.file("favicon.ico"),
            feeds: vec![FeedLink { title: settings.title.clone(), href: links.file("rss.xml") }],
            site_title: settings.title.clone(),
            site_language: settings.language.clone(),
            site_direction: direction.html(),
        }
    }
}
