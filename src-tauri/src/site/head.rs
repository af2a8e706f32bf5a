//! What a page says of itself in its `<head>`. Most of it is the same on every page that is as deep, and
//! is made once; templates are handed only what they ask for.

use crate::site::feed;
use crate::site::links::{Links, base};
use crate::site::manifest;
use crate::site::plan::{FeedLink, ICO, Plan};
use crate::site::search;
use minijinja::Value;
use minijinja::value::{Enumerator, Object};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What every page tells its `<head>`, its own part first.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub title: String,
    pub description: String,
    pub canonical: Option<String>,
    pub language: String,
    pub direction: &'static str,
    /// The whole address of a wide picture of its own for social sites; where there is none they get the logo.
    pub wide: Option<String>,
    /// Feeds besides those of the site.
    pub feeds: Vec<FeedLink>,
    site: Arc<SiteHead>,
}

/// What all pages that are as deep tell their heads, by the names that templates have for it: `css`,
/// `dress` (colours and faces of the newsroom's own, as a style element), `paper` (its colour by day and by
/// night, for what the browser draws around the page), `icons` of the logo where there is one, `icon_svg`,
/// `icon_ico`, `share` (the logo's whole address, for social sites), `manifest` and `search` where the site
/// has an address (from disk no browser reads them), `site_title`, `site_language`, `site_direction`, and
/// `site_words`: the site's own words in the newsroom's language.
#[derive(Debug)]
pub(super) struct SiteHead {
    links: Links,
    said: BTreeMap<&'static str, Value>,
    feeds: Vec<Value>,
}

/// Width and height of the logo that social sites show: the largest square that is made of it.
const SHARE_PX: u32 = 512;

/// What a page says of its own.
const OWN: [&str; 7] = ["title", "description", "canonical", "language", "direction", "wide", "feeds"];

impl Head {
    /// As templates are handed it.
    pub fn value(self) -> Value {
        Value::from_object(self)
    }
}

impl Object for Head {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "title" => Value::from(self.title.as_str()),
            "description" => Value::from(self.description.as_str()),
            "canonical" => self.canonical.as_deref().map_or(Value::from(()), Value::from),
            "language" => Value::from(self.language.as_str()),
            "direction" => Value::from(self.direction),
            "wide" => self.wide.as_deref().map_or(Value::from(()), Value::from),
            "feeds" => {
                self.site.feeds.iter().cloned().chain(self.feeds.iter().map(Value::from_serialize)).collect()
            }
            other => return self.site.said.get(other).cloned(),
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let names = OWN.into_iter().chain(self.site.said.keys().copied());
        Enumerator::Values(names.map(Value::from).collect())
    }
}

impl Plan<'_> {
    /// What a page in the newsroom's own language tells its `<head>`.
    pub(super) fn head(&self, title: &str, description: &str, folder: Option<&str>, links: &Links) -> Head {
        let settings = &self.edition.settings;
        let canonical = folder.and_then(|folder| {
            let slash = if folder.is_empty() { "" } else { "/" };
            base(settings).map(|base| format!("{base}{folder}{slash}"))
        });
        let made = self.heads.iter().find(|head| head.links == *links).cloned();
        Head {
            title: title.to_owned(),
            description: description.to_owned(),
            canonical,
            language: settings.language.clone(),
            direction: self.edition.direction().html(),
            wide: None,
            feeds: Vec::new(),
            site: made.unwrap_or_else(|| self.make_head(links)),
        }
    }

    /// The whole address of a picture, for social sites: they fetch it from outside. None where the site has
    /// no address.
    pub(super) fn picture_to_share(&self, file: &str) -> Option<String> {
        base(&self.edition.settings)?;
        Some(Links::from_outside(&self.edition.settings, 0).picture(file))
    }

    /// What the heads of all pages say from which those links lead.
    pub(super) fn make_head(&self, links: &Links) -> Arc<SiteHead> {
        let settings = &self.edition.settings;
        let has_address = base(settings).is_some();
        let logo = self.edition.logo.as_ref().and_then(|logo| logo.icon(SHARE_PX));
        let searched = has_address && self.theme.makes_search();
        let said = BTreeMap::from([
            ("css", Value::from(links.file(self.theme.css_path()))),
            ("dress", self.dress.clone()),
            ("paper", Value::from_serialize(settings.dress.paper.by_day_and_night())),
            ("icons", Value::from_serialize(self.icons(links))),
            ("icon_svg", Value::from(links.file("favicon.svg"))),
            ("icon_ico", Value::from(links.file(ICO))),
            ("share", Value::from(logo.and_then(|file| self.picture_to_share(file)))),
            ("manifest", Value::from(has_address.then(|| links.file(manifest::PATH)))),
            ("search", Value::from(searched.then(|| links.file(search::DESCRIPTION)))),
            ("site_title", Value::from(settings.title.as_str())),
            ("site_language", Value::from(settings.language.as_str())),
            ("site_direction", Value::from(self.edition.direction().html())),
            ("site_words", self.words().value()),
        ]);
        let feeds = feed::links_to("", &settings.title, links).iter().map(Value::from_serialize).collect();
        Arc::new(SiteHead { links: links.clone(), said, feeds })
    }
}
