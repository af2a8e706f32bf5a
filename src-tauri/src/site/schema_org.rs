//! What search engines are told of a story: schema.org NewsArticle as JSON-LD.

use crate::body::Block;
use crate::media::Shape;
use crate::site::edition::{LiveStory, PictureRights, Rendition};
use crate::site::json;
use crate::site::links::{Links, base};
use crate::site::picture::{largest, largest_in};
use crate::site::plan::Plan;
use crate::site::running::{LiveBlog, live_blog};
use crate::site::story::{authors, one_line};
use crate::story::{MediaId, StoryId};
use serde_json::{Map, Value, json};

/// The side of the logo that search engines are told of, in pixels.
const SQUARE: u32 = 512;

/// The JSON-LD of a story, safe inside `<script>`: no `<`, `>` or `&` is left in it.
pub(super) fn article(plan: &Plan, story: &LiveStory, summary: &str) -> String {
    let settings = &plan.edition.settings;
    let links = Links::from_outside(settings, 1);
    let section = plan.section(story.section).map(|(_, s)| s.name.as_str()).unwrap_or_default();
    let writers: Vec<Value> = authors(plan, &story.agency, &story.bylines)
        .iter()
        .map(|a| {
            let mut author =
                json!({ "@type": if a.is_agency { "Organization" } else { "Person" }, "name": a.name });
            if let Some(page) = plan.page_of_author(a, &links) {
                author["url"] = json!(page);
            }
            author
        })
        .collect();
    let mut article = Map::new();
    let mut put = |key: &str, value: Value| {
        // An empty property says nothing; validators call it wrong.
        let is_empty = value.is_null()
            || value.as_str().is_some_and(str::is_empty)
            || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            article.insert(key.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    // A running story is both, so that who knows one of the two words alone reads it still.
    let live_blog = live_blog(plan, story, &links);
    match &live_blog {
        Some(_) => put("@type", json!(["NewsArticle", "LiveBlogPosting"])),
        None => put("@type", json!("NewsArticle")),
    }
    put("mainEntityOfPage", json!({ "@type": "WebPage", "@id": links.page(&story.url_slug) }));
    put("url", json!(base(settings).map(|_| links.page(&story.url_slug)).unwrap_or_default()));
    put("headline", json!(story.headline));
    put("description", json!(summary));
    put("image", json!(images(story, &links)));
    put("datePublished", json!(plan.dates.machine(story.published_at)));
    put("dateModified", json!(plan.dates.machine(story.updated().unwrap_or(story.published_at))));
    put("author", json!(writers));
    put("publisher", publisher(plan, &links));
    put("copyrightHolder", json!({ "@type": "Organization", "name": settings.publisher_name() }));
    put("copyrightYear", json!(plan.dates.year(story.published_at).parse::<u32>().unwrap_or_default()));
    put("copyrightNotice", json!(settings.copyright));
    put("dateline", json!(story.dateline.printed()));
    put("articleSection", json!(section));
    put("keywords", json!(story.tags));
    put("inLanguage", json!(story.language));
    put("wordCount", json!(story.length.words));
    put("isAccessibleForFree", json!(true));
    let work = |id: &StoryId| {
        let other = plan.known(*id)?;
        let at = links.page(&other.url_slug);
        Some(json!({ "@type": "NewsArticle", "@id": at, "url": at, "inLanguage": other.language }))
    };
    match &story.translates {
        Some(original) => put("translationOfWork", json!(work(original))),
        None => {
            put("workTranslation", json!(story.translations.iter().filter_map(work).collect::<Vec<_>>()));
        }
    }
    let corrections = story.corrections.iter().filter(|c| c.kind.puts_right()).map(|c| {
        json!({ "@type": "CorrectionComment", "text": c.text, "datePublished": plan.dates.machine(c.at) })
    });
    put("correction", json!(corrections.collect::<Vec<_>>()));
    if let Some(LiveBlog { begins, ends, updates }) = live_blog {
        put("coverageStartTime", json!(begins));
        put("coverageEndTime", json!(ends));
        put("liveBlogUpdate", json!(updates));
    }
    json::written(&Value::Object(article))
}

/// Who publishes; the policy where the newsroom has written one.
fn publisher(plan: &Plan, links: &Links) -> Value {
    let settings = &plan.edition.settings;
    let mut publisher = json!({
        "@type": "NewsMediaOrganization", "name": settings.publisher_name(), "url": links.page(""),
    });
    let policy = "corrections-policy";
    if !settings.corrections_policy.trim().is_empty() || plan.edition.pages.contains_key(policy) {
        publisher["correctionsPolicy"] = json!(links.page(policy));
    }
    // The square: search engines want both sides of some size, and show it on white.
    if let Some(logo) = plan.edition.logo.as_ref().and_then(|logo| logo.icon(SQUARE)) {
        publisher["logo"] = json!({
            "@type": "ImageObject", "url": links.picture(logo), "width": SQUARE, "height": SQUARE,
        });
    }
    let elsewhere: Vec<&str> = settings.dress.social.iter().map(|(_, url)| url.as_str()).collect();
    if !elsewhere.is_empty() {
        publisher["sameAs"] = json!(elsewhere);
    }
    publisher
}

/// Whose a picture is, where its file says.
fn say_rights(image: &mut Value, rights: &PictureRights) {
    if !rights.copyright.is_empty() {
        image["copyrightNotice"] = json!(rights.copyright);
    }
    if !rights.creator.is_empty() {
        image["creator"] = json!({ "@type": "Person", "name": rights.creator });
    }
    if !rights.licence.is_empty() {
        image["license"] = json!(rights.licence);
    }
}

/// The pictures of the story, lead first, each with its words. The lead stands in the three shapes that
/// search engines ask for; they choose.
fn images(story: &LiveStory, links: &Links) -> Vec<Value> {
    let image = |media: &MediaId, file: &Rendition, caption: String, credit: &str| {
        let mut image = json!({
            "@type": "ImageObject", "url": links.picture(&file.file), "width": file.width, "height": file.height,
        });
        if !caption.is_empty() {
            image["caption"] = json!(caption);
        }
        if !credit.is_empty() {
            image["creditText"] = json!(credit);
        }
        if let Some(rights) = story.rights.get(media) {
            say_rights(&mut image, rights);
        }
        image
    };
    let whole = |media: &MediaId| largest(story.files.get(media)?);
    let lead = story.lead.iter().flat_map(|lead| {
        let files = story.files.get(&lead.media).map_or(&[][..], Vec::as_slice);
        let cut = Shape::CUT.into_iter().filter_map(|shape| largest_in(files, shape));
        let files: Vec<&Rendition> = cut.collect();
        let files = if files.is_empty() { whole(&lead.media).into_iter().collect() } else { files };
        files
            .into_iter()
            .map(|file| image(&lead.media, file, one_line(&lead.caption), &lead.credit))
            .collect::<Vec<_>>()
    });
    let inside = story.body.iter().filter_map(|block| match block {
        Block::Figure { media, caption, credit, .. } => {
            let media = MediaId(media.clone());
            let file = whole(&media)?;
            Some(image(&media, file, one_line(caption), credit))
        }
        _ => None,
    });
    lead.chain(inside).collect()
}
