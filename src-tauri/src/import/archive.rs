//! A whole archive: what an export of WordPress or Ghost says, post by post, and what of it
//! becomes a story. The forms are in `wxr` and `ghost`, the text in `html` and `wordpress_text`;
//! reading files and taking stories in is in `bring_in`. Pure.

pub mod ghost;
pub mod html;
pub mod wordpress_text;
pub mod wxr;

use crate::body::{self, Block, Inline, Marks};
use crate::story::{Byline, Publication, Stage, Story, StoryId, UtcMillis};
use crate::{Error, body::Doc};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The longest post that is read, in bytes: a book is shorter.
pub const LONGEST_POST: usize = 32 * 1024 * 1024;

/// What a post was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Everyone could read it.
    Live,
    /// It was being written.
    #[default]
    Draft,
    /// It waited for an editor.
    Filed,
    /// It was to appear later.
    Scheduled,
    /// Only staff could read it.
    Private,
    /// Only readers with a password or a subscription could.
    Locked,
    /// It was in the bin.
    Trashed,
}

/// A picture as an archive names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Its address there.
    pub url: String,
    /// Caption, as HTML.
    pub caption: String,
    /// For readers who cannot see it.
    pub alt: String,
    /// Who to thank.
    pub credit: String,
}

/// One post as an archive says it, its text as HTML.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Post {
    /// Its name there, that stays.
    pub key: String,
    /// What kind it is, where it is no ordinary post: `page`, or a site's own word.
    pub other_kind: String,
    /// What it was there.
    pub status: Status,
    /// The headline, plain.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// The summary, as HTML.
    pub excerpt: String,
    /// The text.
    pub html: String,
    /// Whether blank lines part its paragraphs, as WordPress's older editor has it.
    pub by_lines: bool,
    /// Names, in order.
    pub authors: Vec<String>,
    /// Where it stood on the site.
    pub section: String,
    /// Topics.
    pub tags: Vec<String>,
    /// The picture above the text.
    pub lead: Option<Picture>,
    /// The headline for search engines, and for social sites.
    pub search_headline: String,
    /// The headline for social sites.
    pub social_headline: String,
    /// When readers first saw it, or are to.
    pub published: Option<UtcMillis>,
    /// When it was last changed.
    pub changed: Option<UtcMillis>,
    /// BCP 47; empty: not said.
    pub language: String,
    /// What a person should be told of it, after its title.
    pub remarks: Vec<&'static str>,
    /// SHA-256 of what was read.
    pub seal: String,
}

/// Where an archive's reading stands, for the sentence on a post that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spot {
    /// Bytes read.
    pub byte: u64,
    /// The line, from 1.
    pub line: u64,
}

/// What a post cannot be read for.
pub fn fault(title: &str, spot: Spot, why: &str) -> Error {
    let named = if title.is_empty() { "A post without a title".to_owned() } else { format!("“{title}”") };
    Error::new(
        "post-unreadable",
        format!("{named} (line {}) could not be read: {why}.", spot.line),
        "The other posts are not touched by it.",
    )
}

/// Names the story of a post the same in every run, so that posts may link to each other
/// before they are here, and an import that was stopped goes on.
pub fn story_id(origin: &str, key: &str) -> StoryId {
    let digest = Sha256::digest(format!("{origin}\n{key}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    StoryId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// SHA-256 of some parts, each told from the next.
pub(crate) fn seal(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A post on its way to become a story: its pictures still go by their address.
#[derive(Debug)]
pub struct Arriving {
    /// The post's name there.
    pub key: String,
    /// What was read.
    pub seal: String,
    /// Its title, for sentences.
    pub title: String,
    /// The story; a figure in it has the address of its picture for `media`.
    pub story: Story,
    /// The section's name; empty: none.
    pub section: String,
    /// The picture above the text.
    pub lead: Option<Picture>,
    /// What a person should know of it.
    pub notices: Vec<Error>,
}

/// What marks a part of a post's HTML that its site showed to some readers only: Ghost's gated
/// blocks, paid blocks of WordPress plugins, and what a style sheet hid.
const GATES: [&str; 6] = [
    "kg-gated-block:begin nonMember:false",
    "wp:jetpack/paywall",
    "wp:premium-content/",
    "\"blockVisibility\":",
    "display:none",
    "display: none",
];

/// Makes a story of a post. `link` finds our story for an address of the archive's site.
pub fn story_of(
    post: Post,
    id: StoryId,
    language: &str,
    now: UtcMillis,
    link: &(dyn Fn(&str) -> Option<StoryId> + Sync),
) -> Arriving {
    let mut notices = Vec::new();
    let named = if post.title.is_empty() {
        "A post without a title".to_owned()
    } else {
        format!("“{}”", post.title)
    };
    let mut notice = |code, said: String, hint: &'static str| {
        notices.push(Error::new(code, format!("{named} {said}."), hint));
    };
    for remark in &post.remarks {
        notice("post-changed", (*remark).to_owned(), "Look it over.");
    }
    // Held once too often is better than read by all: what a site kept for some readers is marked so.
    let gated = GATES.iter().any(|mark| post.html.contains(mark));
    let status = if post.status == Status::Live && gated { Status::Locked } else { post.status };
    let made = html::read(&post.html, post.by_lines, link);
    for what in &made.left_out {
        notice("part-left-out", format!("had {what}, which stays out"), "Look it over.");
    }
    let text = body::plain_text(&made.doc);
    let site_language = if post.language.is_empty() { language } else { &post.language };
    let mut story =
        Story::new(&language_of(&text, site_language), post.changed.or(post.published).unwrap_or(now));
    story.id = id;
    story.created_at = post.published.or(post.changed).filter(|at| *at <= now).unwrap_or(now);
    story.headline = post.title.clone();
    story.headlines.search = post.search_headline;
    story.headlines.social = post.social_headline;
    story.standfirst = html::line(&post.excerpt, link);
    story.bylines = post.authors.into_iter().map(|name| Byline { name, role: String::new() }).collect();
    story.tags = post.tags;
    story.body = made.doc;
    story.url_slug = if crate::story::url_slug_is_lawful(&post.slug) {
        post.slug.clone()
    } else {
        crate::story::url_slug_from(&post.slug.replace(['-', '_'], " "))
    };
    let early = post.published.is_none_or(|at| at > now);
    match status {
        _ if !post.other_kind.is_empty() => {
            let what = if post.other_kind == "page" {
                "is a page there, not a story: it came in unpublished".to_owned()
            } else {
                format!("is of the site’s own kind “{}”: it came in unpublished", post.other_kind)
            };
            notice(
                "not-a-post",
                what,
                "Publish it as a story, or move its text into Newsroom settings, Pages.",
            );
            story.not_for_publication = post.status == Status::Private;
            story.hold = post.status == Status::Locked;
            story.spiked_at = (post.status == Status::Trashed).then_some(now);
        }
        Status::Live if early => notice(
            "published-in-future",
            "says it was published at a time that has not come: it came in unpublished".to_owned(),
            "Publish it when its time comes.",
        ),
        Status::Live => {
            story.publication = Publication::Live;
            story.first_published_at = post.published;
            story.updated_at = post.changed.filter(|at| Some(*at) > post.published && *at <= now);
        }
        Status::Draft => {}
        Status::Filed => story.stage = Stage::Filed,
        Status::Scheduled => {
            story.stage = Stage::Ready;
            notice(
                "was-scheduled",
                "was to appear later there: it came in unpublished, and nothing will publish it by itself"
                    .to_owned(),
                "Publish or schedule it in Stet when its time comes.",
            );
        }
        Status::Private => story.not_for_publication = true,
        Status::Locked => {
            story.hold = true;
            notice(
                "was-locked",
                "was not open to everyone there: it came in on hold".to_owned(),
                "Take the hold off if every reader may see it.",
            );
        }
        Status::Trashed => story.spiked_at = Some(now),
    }
    story.changed_at = post.changed.or(post.published).filter(|at| *at <= now).unwrap_or(now);
    drop_repeated_lead(&mut story.body, post.lead.as_ref());
    Arriving {
        key: post.key,
        seal: post.seal,
        title: post.title,
        section: if post.other_kind.is_empty() { post.section } else { String::new() },
        story,
        lead: post.lead,
        notices,
    }
}

/// The lead picture again at the head of the text is once too often.
fn drop_repeated_lead(doc: &mut Doc, lead: Option<&Picture>) {
    if let (Some(Block::Figure { media, caption, .. }), Some(lead)) = (doc.first(), lead)
        && full_size(media) == full_size(&lead.url)
        && (caption.is_empty() || !lead.caption.is_empty())
    {
        doc.remove(0);
    }
}

/// The addresses of the pictures that a body shows, lists and quotes too.
pub fn picture_addresses(doc: &[Block], out: &mut Vec<String>) {
    for block in doc {
        match block {
            Block::Figure { media, .. } => out.push(media.clone()),
            Block::Quote(inner) => picture_addresses(inner, out),
            Block::Bullets(items) | Block::Ordered(_, items) => {
                items.iter().for_each(|item| picture_addresses(item, out));
            }
            _ => {}
        }
    }
}

/// Gives each figure to `change`; where that says none, the figure’s caption stays as a paragraph.
pub fn change_figures(doc: Doc, change: &mut dyn FnMut(Block) -> Option<Block>) -> Doc {
    let mut out = Vec::with_capacity(doc.len());
    for block in doc {
        match block {
            Block::Figure { ref caption, .. } => {
                let words = caption.clone();
                match change(block) {
                    Some(figure) => out.push(figure),
                    None if !words.is_empty() => out.push(Block::Paragraph(words)),
                    None => {}
                }
            }
            Block::Quote(inner) => out.push(Block::Quote(change_figures(inner, change))),
            Block::Bullets(items) => {
                out.push(Block::Bullets(
                    items.into_iter().map(|item| change_figures(item, change)).collect(),
                ));
            }
            Block::Ordered(from, items) => {
                out.push(Block::Ordered(
                    from,
                    items.into_iter().map(|item| change_figures(item, change)).collect(),
                ));
            }
            other => out.push(other),
        }
    }
    out
}

/// A run of text without marks.
pub(crate) fn plain(text: impl Into<String>) -> Inline {
    Inline::Text { text: text.into(), marks: Marks::default(), link: None }
}

/// The path of a picture inside the folder of uploads: `2024/05/x.jpg`. None where the address
/// leads elsewhere.
pub fn upload_path(url: &str) -> Option<String> {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let at = ["/wp-content/uploads/", "/content/images/", "/files/"]
        .iter()
        .find_map(|mark| url.find(mark).map(|at| &url[at + mark.len()..]))?;
    let decoded = percent_decoded(at);
    let lawful = decoded.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !decoded.contains(['\\', '\0', ':']);
    // Ghost keeps what it made smaller under `size/w600/`.
    let path = match decoded.strip_prefix("size/") {
        Some(sized) => sized.split_once('/').map(|(_, rest)| rest.to_owned())?,
        None => decoded,
    };
    lawful.then_some(path)
}

/// The names a picture's file may have, best first: what WordPress made smaller (`x-300x200.jpg`)
/// or scaled (`x-scaled.jpg`) stands for the original.
pub fn file_names(path: &str) -> Vec<String> {
    let full = full_size(path);
    let mut names = vec![full.clone()];
    if let Some((stem, ending)) = full.rsplit_once('.') {
        match stem.strip_suffix("-scaled") {
            Some(original) => names.insert(0, format!("{original}.{ending}")),
            None => names.push(format!("{stem}-scaled.{ending}")),
        }
        // Ghost keeps the original under `x_o.jpg`.
        names.push(format!("{stem}_o.{ending}"));
    }
    if full != path {
        names.push(path.to_owned());
    }
    names
}

/// An address of a picture without the size that WordPress adds to it.
fn full_size(url: &str) -> String {
    let Some((stem, ending)) = url.rsplit_once('.') else { return url.to_owned() };
    let Some((base, size)) = stem.rsplit_once('-') else { return url.to_owned() };
    let is_size = size.split_once('x').is_some_and(|(w, h)| {
        [w, h].iter().all(|n| !n.is_empty() && n.len() <= 5 && n.bytes().all(|b| b.is_ascii_digit()))
    });
    if is_size { format!("{base}.{ending}") } else { url.to_owned() }
}

/// Percent signs and UTF-8 undone.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The addresses of an archive's own posts, to the names they have there.
#[derive(Debug, Default)]
pub struct Addresses {
    /// The site, without scheme and `www.`: `calderstar.example/blog`. Empty: not known.
    site: String,
    keys: HashMap<String, String>,
}

impl Addresses {
    /// Of that site.
    pub fn of(site: &str) -> Self {
        Self { site: bare(site), keys: HashMap::new() }
    }

    /// The site they are of.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// A post stands at that address.
    pub fn add(&mut self, url: &str, key: &str) {
        if let Some(path) = self.path(url) {
            self.keys.entry(path).or_insert_with(|| key.to_owned());
        }
    }

    /// The post that stands at that address.
    pub fn key(&self, url: &str) -> Option<&str> {
        self.keys.get(&self.path(url)?).map(String::as_str)
    }

    /// What tells an address of this site from its others; none for another site's, and for the
    /// front page.
    fn path(&self, url: &str) -> Option<String> {
        let url = url.split('#').next().unwrap_or(url);
        let inside = match url.strip_prefix('/') {
            Some(path) if !path.starts_with('/') => path.to_owned(),
            _ => {
                let bare = bare(url);
                let rest = bare.strip_prefix(self.site.as_str()).filter(|_| !self.site.is_empty())?;
                rest.strip_prefix('/').or(rest.strip_prefix('?').map(|_| rest))?.to_owned()
            }
        };
        let (path, query) = inside.split_once('?').unwrap_or((&inside, ""));
        let wanted = query.split('&').find(|part| part.starts_with("p=") || part.starts_with("page_id="));
        let path = path.trim_matches('/');
        let path = path.strip_suffix("/amp").unwrap_or(path);
        match (path, wanted) {
            ("" | "index.php", Some(id)) => Some(format!("?{}", id.replace("page_id=", "p="))),
            ("", None) => None,
            (path, _) => Some(percent_decoded(path).to_lowercase()),
        }
    }
}

/// An address without its scheme, `www.` and the slash at its end.
fn bare(url: &str) -> String {
    let rest = url.trim();
    let rest = rest.strip_prefix("https:").or(rest.strip_prefix("http:")).unwrap_or(rest);
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    format!("{}/{path}", host.to_lowercase()).trim_end_matches('/').to_owned()
}

/// The language of a text by its script, where the site's own is written in another.
fn language_of(text: &str, site: &str) -> String {
    let (mut letters, mut devanagari, mut arabic, mut urdu) = (0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(2000) {
        letters += 1;
        match c {
            '\u{0900}'..='\u{097f}' => devanagari += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' | 'ھ' => (arabic, urdu) = (arabic + 1, urdu + 1),
            '\u{0600}'..='\u{06ff}' => arabic += 1,
            _ => {}
        }
    }
    let base = site.split('-').next().unwrap_or(site);
    if devanagari * 2 > letters && !["hi", "mr", "ne", "sa", "kok", "mai"].contains(&base) {
        "hi".to_owned()
    } else if arabic * 2 > letters && !["ar", "ur", "fa", "ps", "sd", "ks", "ckb", "ug"].contains(&base) {
        if urdu > 0 { "ur" } else { "ar" }.to_owned()
    } else {
        site.to_owned()
    }
}

/// A time as both programs write it: `2024-05-03 06:12:00`, or RFC 3339.
pub(crate) fn time(text: &str, zone: chrono_tz::Tz) -> Option<UtcMillis> {
    use chrono::TimeZone;
    let text = text.trim();
    if let Ok(full) = chrono::DateTime::parse_from_rfc3339(text) {
        return Some(UtcMillis(full.timestamp_millis()));
    }
    let naive = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok()?;
    let local = zone.from_local_datetime(&naive);
    local.earliest().map(|at| UtcMillis(at.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_in_a_picture_s_name_stands_for_the_original() {
        assert_eq!(
            upload_path("https://calder.example/wp-content/uploads/2024/05/wall-300x200.jpg?x=1").as_deref(),
            Some("2024/05/wall-300x200.jpg")
        );
        assert_eq!(file_names("2024/05/wall-300x200.jpg")[0], "2024/05/wall.jpg");
        assert_eq!(file_names("wall-scaled.jpg")[..2], ["wall.jpg", "wall-scaled.jpg"]);
        assert_eq!(file_names("mi-17x.jpg")[0], "mi-17x.jpg", "no size");
    }

    #[test]
    fn a_path_that_leaves_the_folder_is_none() {
        for bad in ["../../etc/passwd", "2024/../../x.jpg", "%2e%2e/x.jpg", "a//b.jpg", "c:\\x.jpg"] {
            let url = format!("https://calder.example/wp-content/uploads/{bad}");
            assert_eq!(upload_path(&url), None, "{bad} must not be looked for");
        }
    }

    #[test]
    fn an_address_of_the_site_finds_its_post_however_it_is_written() {
        let mut known = Addresses::of("http://www.calderstar.example");
        known.add("https://calderstar.example/2024/05/wall/", "7");
        known.add("https://calderstar.example/?p=7", "7");
        for url in [
            "https://www.calderstar.example/2024/05/wall",
            "http://calderstar.example/2024/05/wall/#more",
            "/2024/05/wall/",
            "https://calderstar.example/?p=7",
            "https://calderstar.example/2024/05/wall/amp/",
        ] {
            assert_eq!(known.key(url), Some("7"), "{url}");
        }
        for other in [
            "https://calderstar.example/",
            "https://calderstar.example.evil.example/2024/05/wall/",
            "https://other.example/2024/05/wall/",
            "mailto:desk@calderstar.example",
        ] {
            assert_eq!(known.key(other), None, "{other}");
        }
    }

    #[test]
    fn a_text_in_another_script_than_the_site_s_has_its_own_language() {
        assert_eq!(language_of("बंदरगाह की दीवार ढही", "en-GB"), "hi");
        assert_eq!(language_of("बंदरगाह की दीवार ढही", "mr"), "mr");
        assert_eq!(language_of("بندرگاہ کی دیوار گر گئی ہے", "en-GB"), "ur");
        assert_eq!(language_of("The wall, or दीवार, fell", "en-GB"), "en-GB");
    }

    #[test]
    fn the_same_post_has_the_same_story_in_every_run() {
        assert_eq!(story_id("wordpress calder.example", "7"), story_id("wordpress calder.example", "7"));
        assert_ne!(story_id("wordpress calder.example", "7"), story_id("wordpress calder.example", "8"));
    }
}
