//! Where things are in the site, as links from one place in it.
//!
//! Links between pages are relative, so that the folder works at any address, under any
//! path, and from disk.

use crate::body::lawful_url;
use crate::site::edition::SiteSettings;
use crate::site::list::PLACE;

/// The folder of the picture files.
pub const PICTURES: &str = "pictures";

/// Makes links from one place in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Links {
    /// What leads from here to the top: nothing, `../`, or an address.
    up: String,
    /// What ends a link to a page: nothing, or `index.html` where there is no server to add it.
    index: &'static str,
}

impl Links {
    /// Links from a page that many folders below the top.
    pub fn from_depth(settings: &SiteSettings, depth: usize) -> Self {
        Self { up: up(depth), index: index(settings) }
    }

    /// Links of a card that goes into many pages: where they lead from is put in later.
    pub fn from_any_list(settings: &SiteSettings) -> Self {
        Self { up: PLACE.to_string(), index: index(settings) }
    }

    /// Links for a reader who is not on the site (a feed, a search engine); relative from
    /// that depth where the site has no address.
    pub fn from_outside(settings: &SiteSettings, depth: usize) -> Self {
        match base(settings) {
            Some(up) => Self { up, index: "" },
            None => Self::from_depth(settings, depth),
        }
    }

    /// Links for the 404 page, which a server may show at any depth: from the root of the host.
    pub fn from_anywhere(settings: &SiteSettings) -> Self {
        let Some(base) = base(settings) else { return Self::from_depth(settings, 0) };
        let host = base.find("://").map_or(0, |at| at + 3);
        let path = base[host..].find('/').map_or("/", |at| &base[host + at..]);
        Self { up: path.to_owned(), index: "" }
    }

    /// A page, by its folder; the front page by an empty one.
    pub fn page(&self, folder: &str) -> String {
        let link = match folder {
            "" => format!("{}{}", self.up, self.index),
            folder => format!("{}{folder}/{}", self.up, self.index),
        };
        if link.is_empty() { "./".to_owned() } else { link }
    }

    /// A file, by its path.
    pub fn file(&self, path: &str) -> String {
        format!("{}{path}", self.up)
    }

    /// A picture file, by its name.
    pub fn picture(&self, name: &str) -> String {
        format!("{}{PICTURES}/{name}", self.up)
    }
}

/// The way from a page so many folders down to the top.
pub(super) fn up(depth: usize) -> String {
    "../".repeat(depth)
}

/// The address of the site with a slash at its end; none while it is not known.
pub(super) fn base(settings: &SiteSettings) -> Option<String> {
    let address = settings.address.trim_end_matches('/');
    (!address.is_empty()).then(|| format!("{address}/"))
}

fn index(settings: &SiteSettings) -> &'static str {
    if settings.address.is_empty() { "index.html" } else { "" }
}

/// Whether the address may stand in a link: the web, mail and telephone only.
pub(super) fn is_safe_address(address: &str) -> bool {
    lawful_url(address)
        && !address.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("story:"))
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Whether it is an address of the web.
pub(super) fn is_web_address(address: &str) -> bool {
    is_safe_address(address) && address.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(address: &str) -> SiteSettings {
        SiteSettings { address: address.into(), ..SiteSettings::titled("Calder Star") }
    }

    #[test]
    fn without_an_address_links_open_from_disk() {
        let links = Links::from_depth(&settings(""), 1);
        assert_eq!(
            (links.page("cup-final"), links.page("")),
            ("../cup-final/index.html".into(), "../index.html".into())
        );
    }

    #[test]
    fn with_an_address_links_stay_relative_and_short() {
        let links = Links::from_depth(&settings("https://star.example/news"), 0);
        assert_eq!((links.page("cup-final"), links.page("")), ("cup-final/".into(), "./".into()));
    }

    #[test]
    fn the_404_page_links_from_the_root_of_the_host() {
        let links = |address| Links::from_anywhere(&settings(address)).page("about");
        assert_eq!(links("https://star.example/news"), "/news/about/");
        assert_eq!(links("https://star.example"), "/about/");
    }

    #[test]
    fn a_link_never_carries_a_script() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            " javascript:x",
            "http:",
            "java\nscript:x",
        ] {
            assert!(!is_safe_address(bad), "{bad}");
        }
        assert!(!is_safe_address("story:no-id") && !is_safe_address("Story:01a22617"));
        assert!(is_safe_address("https://a.example/?q=1") && is_safe_address("mailto:desk@star.example"));
    }
}
