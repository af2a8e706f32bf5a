//! A story on a WordPress site: the pure mapping. How it gets there, step by step, is in
//! `send`; what stands in a post is in `blocks`.
//!
//! | of the story | on the site |
//! |---|---|
//! | headline | title |
//! | standfirst | excerpt |
//! | agency, bylines, dateline | the first line of the content; the author stays the user |
//! | body | content, in the block editor's own markup |
//! | also read | a list of links at the foot |
//! | lead picture | featured picture, with its alt text, caption and credit |
//! | section, tags | category, tags |
//! | URL slug, first published | slug, date |
//!
//! The eyebrow has no place in a stock WordPress and is not sent.

mod api;
pub mod blocks;
mod connection;
mod look;
mod otherwise;
pub mod pictures;
mod remote;
mod send;
mod take_down;
mod terms;
mod words;

pub use connection::{Tested, test_connection};
pub use look::{Looked, look};
pub use send::send;

use crate::Error;
use crate::body::{Block, Inline, Marks, without_notes};
use crate::story::{AlsoRead, Correction, Direction, LinkTo, MediaId, PictureUse, Story, StoryId, UtcMillis};
use blocks::{Setting, SitePicture};

/// Where a person edits a post of the site, signed in there.
pub fn edit_address(site: &str, post: &str) -> String {
    format!("{}/wp-admin/post.php?post={post}&action=edit", site.trim_end_matches('/'))
}

/// Where a link to a story or an address goes, and its words where the story names none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// A web address.
    pub address: String,
    /// The headline of what is there; may be empty.
    pub headline: String,
}

/// A section as its name and slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionName {
    /// As shown: `Arts & Entertainment`.
    pub name: String,
    /// As in an address: `arts-entertainment`.
    pub slug: String,
}

/// A story as a WordPress site will hold it.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// Whose story it is; it travels with the post.
    pub story: StoryId,
    /// The title, as HTML text.
    pub title: String,
    /// The excerpt, as HTML.
    pub excerpt: String,
    /// The last part of its address.
    pub url_slug: String,
    /// Becomes a category.
    pub section: Option<SectionName>,
    /// Become tags.
    pub tags: Vec<String>,
    /// The line of names and place above the text; may be empty.
    pub opening: String,
    /// The text without the newsroom's notes, every link in it to a web address.
    pub body: Vec<Block>,
    /// Address and words of each link at the foot.
    pub foot: Vec<(String, String)>,
    /// The featured picture.
    pub lead: Option<PictureUse>,
    /// The direction its text runs in.
    pub direction: Direction,
    /// When readers first saw it, wherever that was.
    pub first_published_at: Option<UtcMillis>,
    /// What of the story could not be mapped, each in a sentence.
    pub notices: Vec<Error>,
}

/// Maps a story. `link` says where a link to one of our own stories goes on that site; a
/// story that is not there has none, and the link is left out and said.
pub fn post(story: &Story, section: Option<SectionName>, link: &dyn Fn(StoryId) -> Option<Link>) -> Post {
    let mut notices = Vec::new();
    let mut left_out = |headline: &str| {
        let named = if headline.is_empty() { String::new() } else { format!(" “{headline}”") };
        notices.push(Error::new(
            "cms-link-left-out",
            format!("The link to our story{named} was left out: it is not on that site."),
            "Publish that story there first, then send an update of this one.",
        ));
    };
    let mut resolve = |to: &LinkTo, headline: &str| -> Option<(String, String)> {
        match to {
            LinkTo::Url(url) => {
                Some((url.clone(), if headline.is_empty() { url } else { headline }.to_owned()))
            }
            LinkTo::Story(id) => match link(*id) {
                Some(there) if headline.is_empty() => Some((there.address, there.headline)),
                Some(there) => Some((there.address, headline.to_owned())),
                None => {
                    left_out(headline);
                    None
                }
            },
        }
    };
    let mut body = with_addresses(&without_notes(&story.body), &mut resolve);
    body.extend(story.corrections.iter().map(|c| corrected(c, &story.language)));
    let foot = story.also_read.iter().filter_map(|AlsoRead { headline, to }| resolve(to, headline)).collect();
    Post {
        story: story.id,
        title: blocks::text(&story.headline),
        excerpt: blocks::inline(&story.standfirst),
        url_slug: story.effective_url_slug(),
        section,
        tags: story.tags.clone(),
        opening: opening(story),
        body,
        foot,
        lead: story.lead.clone(),
        direction: story.reading_direction(),
        first_published_at: story.first_published_at,
        notices,
    }
}

/// What was put right, as a paragraph under the text: “**Correction** 2026-11-24: …”.
fn corrected(correction: &Correction, language: &str) -> Block {
    let text = |text: String, strong| Inline::Text { text, marks: Marks { strong, em: false }, link: None };
    let day = chrono::DateTime::from_timestamp_millis(correction.at.0)
        .map(|at| format!(" {}", at.format("%Y-%m-%d")))
        .unwrap_or_default();
    Block::Paragraph(vec![
        text(correction.kind.label(language).to_owned(), true),
        text(format!("{day}: {}", correction.text), false),
    ])
}

/// The agency or the names, then the place: `Asha Rao (Health correspondent), Ben Cole - Calder`.
fn opening(story: &Story) -> String {
    let names: Vec<String> = story
        .bylines
        .iter()
        .filter(|b| !b.name.is_empty())
        .map(|b| if b.role.is_empty() { b.name.clone() } else { format!("{} ({})", b.name, b.role) })
        .collect();
    let parts = [story.agency.clone(), names.join(", "), story.dateline.printed().to_owned()];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" - ")
}

type Resolve<'a> = dyn FnMut(&LinkTo, &str) -> Option<(String, String)> + 'a;

fn with_addresses(blocks: &[Block], resolve: &mut Resolve) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        out.push(match block {
            Block::Related { to, headline } => {
                let to = to.parse().map(LinkTo::Story).unwrap_or_else(|_| LinkTo::Url(to.clone()));
                match resolve(&to, headline) {
                    Some((to, headline)) => Block::Related { to, headline },
                    None => continue,
                }
            }
            Block::Quote(inner) => Block::Quote(with_addresses(inner, resolve)),
            Block::Bullets(items) => {
                Block::Bullets(items.iter().map(|i| with_addresses(i, resolve)).collect())
            }
            Block::Ordered(start, items) => {
                Block::Ordered(*start, items.iter().map(|i| with_addresses(i, resolve)).collect())
            }
            other => other.clone(),
        });
    }
    out
}

impl Post {
    /// What travels in the content to say whose post it is.
    pub fn marker(&self) -> String {
        self.story.0.simple().to_string()
    }

    /// The slug it is made under, before it gets its own: where a lost reply is looked for.
    pub fn first_slug(&self) -> String {
        format!("stet-{}", self.marker())
    }

    /// The content, with each picture where it stands on the site.
    pub fn content(&self, picture: &dyn Fn(&MediaId) -> Option<SitePicture>) -> String {
        let setting = Setting { direction: self.direction, marker: &self.marker(), picture };
        blocks::content(&self.opening, &self.body, &self.foot, &setting)
    }

    /// The content it is made with, before its pictures are on the site.
    pub fn first_content(&self) -> String {
        let setting = Setting { direction: self.direction, marker: &self.marker(), picture: &|_| None };
        blocks::content("", &[], &[], &setting)
    }

    /// Every picture it shows, the lead first, each once, with the words of its first use.
    pub fn pictures(&self) -> Vec<PictureUse> {
        let mut found: Vec<PictureUse> = self.lead.iter().cloned().collect();
        collect_pictures(&self.body, &mut found);
        let mut seen = std::collections::HashSet::new();
        found.retain(|p| seen.insert(p.media.clone()));
        found
    }
}

fn collect_pictures(blocks: &[Block], found: &mut Vec<PictureUse>) {
    for block in blocks {
        match block {
            Block::Figure { media, alt, caption, credit } => found.push(PictureUse {
                media: MediaId(media.clone()),
                caption: caption.clone(),
                credit: credit.clone(),
                alt: alt.clone(),
            }),
            Block::Quote(inner) => collect_pictures(inner, found),
            Block::Bullets(items) | Block::Ordered(_, items) => {
                items.iter().for_each(|item| collect_pictures(item, found));
            }
            _ => {}
        }
    }
}

/// Inline text without its marks.
fn plain_inline(runs: &[Inline]) -> String {
    runs.iter()
        .map(|run| match run {
            Inline::Text { text, .. } => text.as_str(),
            Inline::Break => " ",
        })
        .collect()
}

#[cfg(test)]
mod tests;
