//! The furniture of a story in a merge: each field is one value.
//!
//! Where a story stands in the work and what readers see are not here: those are each newsroom's
//! own, and no file changes them.

use crate::body;
use crate::story::{Byline, LinkTo, SectionId, Story};

/// How one field is compared, shown, and taken from another state.
pub struct Field {
    /// As the window knows it.
    pub name: &'static str,
    /// For people.
    pub label: &'static str,
    /// Whether two states say the same.
    pub same: fn(&Story, &Story) -> bool,
    /// Takes the other's value.
    pub take: fn(&mut Story, &Story),
    /// What it says, for the screen.
    pub said: fn(&Story, &dyn Fn(SectionId) -> String) -> String,
    /// Adds the other's values, where a field holds several.
    pub join: Option<fn(&mut Story, &Story)>,
}

macro_rules! field {
    ($name:literal, $label:literal, $($part:ident).+, $said:expr) => {
        field!($name, $label, $($part).+, $said, None)
    };
    ($name:literal, $label:literal, $($part:ident).+, $said:expr, $join:expr) => {
        Field {
            name: $name,
            label: $label,
            same: |a, b| a.$($part).+ == b.$($part).+,
            take: |to, from| to.$($part).+.clone_from(&from.$($part).+),
            said: $said,
            join: $join,
        }
    };
}

/// Every field, in the order of the page.
pub const FIELDS: &[Field] = &[
    field!("slug", "Slug", slug, |s, _| s.slug.clone()),
    field!("eyebrow", "Eyebrow", eyebrow, |s, _| s.eyebrow.clone()),
    field!("headline", "Headline", headline, |s, _| s.headline.clone()),
    field!("standfirst", "Standfirst", standfirst, |s, _| body::write_inline(&s.standfirst)),
    field!(
        "bylines",
        "Byline",
        bylines,
        |s, _| bylines(&s.bylines),
        Some(|to, from| {
            to.bylines
                .extend(from.bylines.iter().filter(|b| !to.bylines.contains(b)).cloned().collect::<Vec<_>>());
        })
    ),
    field!("agency", "Agency", agency, |s, _| s.agency.clone()),
    field!("dateline", "Dateline", dateline, |s, _| match s.dateline.printed() {
        printed if printed == s.dateline.place => printed.to_owned(),
        printed => format!("{printed} ({})", s.dateline.place),
    }),
    field!("lead", "Lead picture", lead, |s, _| match &s.lead {
        None => "No picture".to_owned(),
        Some(lead) => format!(
            "Picture {}\nCaption: {}\nCredit: {}\nAlt text: {}",
            lead.media.0.get(..8).unwrap_or_default(),
            body::write_inline(&lead.caption),
            lead.credit,
            lead.alt
        ),
    }),
    field!("searchHeadline", "Search headline", headlines.search, |s, _| s.headlines.search.clone()),
    field!("socialHeadline", "Social headline", headlines.social, |s, _| s.headlines.social.clone()),
    field!("pushHeadline", "Push headline", headlines.push, |s, _| s.headlines.push.clone()),
    field!("smsHeadline", "SMS headline", headlines.sms, |s, _| s.headlines.sms.clone()),
    field!("section", "Section", section, |s, name| s.section.map(name).unwrap_or_default()),
    field!(
        "tags",
        "Tags",
        tags,
        |s, _| s.tags.join(", "),
        Some(|to, from| {
            to.tags.extend(from.tags.iter().cloned()); // doubled ones go when the story is tidied
        })
    ),
    field!("urlSlug", "URL slug", url_slug, |s, _| s.url_slug.clone()),
    field!("language", "Language", language, |s, _| s.language.clone()),
    field!("direction", "Direction", direction, |s, _| s
        .direction
        .map(|d| d.html())
        .unwrap_or("")
        .to_owned()),
    field!("profile", "Content profile", profile, |s, _| s.profile.clone()),
    field!("commissionedWords", "Commissioned length", commissioned_words, |s, _| {
        s.commissioned_words.map(|n| n.to_string()).unwrap_or_default()
    }),
    field!(
        "corrections",
        "Corrections",
        corrections,
        |s, _| s
            .corrections
            .iter()
            .map(|c| format!("{}: {}", c.kind.word(), c.text))
            .collect::<Vec<_>>()
            .join("\n"),
        Some(|to, from| {
            to.corrections.extend(
                from.corrections.iter().filter(|c| !to.corrections.contains(c)).cloned().collect::<Vec<_>>(),
            );
            to.corrections.sort_by_key(|c| c.at);
        })
    ),
    field!(
        "alsoRead",
        "Also read",
        also_read,
        |s, _| also_read(s),
        Some(|to, from| {
            to.also_read.extend(
                from.also_read.iter().filter(|a| !to.also_read.contains(a)).cloned().collect::<Vec<_>>(),
            );
        })
    ),
];

/// Whether two states say the same: every field, and the body.
pub fn same_words(a: &Story, b: &Story) -> bool {
    a.body == b.body && FIELDS.iter().all(|f| (f.same)(a, b))
}

fn bylines(bylines: &[Byline]) -> String {
    let one = |b: &Byline| if b.role.is_empty() { b.name.clone() } else { format!("{}, {}", b.name, b.role) };
    bylines.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn also_read(story: &Story) -> String {
    let one = |a: &crate::story::AlsoRead| {
        let to = match &a.to {
            LinkTo::Story(id) => id.to_string(),
            LinkTo::Url(url) => url.clone(),
        };
        if a.headline.is_empty() { to } else { format!("{} ({to})", a.headline) }
    };
    story.also_read.iter().map(one).collect::<Vec<_>>().join("\n")
}
