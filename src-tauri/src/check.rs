//! What is looked at before a story goes out: each with its reason and its place.
//!
//! Pure: the newsroom hands in what the story alone does not say.

use crate::body::{self, Block, Inline};
use crate::proof::placeholders;
use crate::story::profile::{Field, Profile, Unit};
use crate::story::{LinkTo, MediaId, PictureNeed, Story, StoryId, UtcMillis, kept_in};
use serde::Serialize;

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct Check {
    /// Stable, kebab-case.
    pub code: String,
    /// Whether it stops, asks, or is well.
    pub level: Level,
    /// What is so, one sentence.
    pub sentence: String,
    /// What to do; may be empty.
    pub hint: String,
    /// The field to jump to, as the window knows it; may be empty.
    pub field: String,
    /// The picture it is about.
    pub media: Option<String>,
}

/// What a check does to publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing publishes the story until it is put right.
    Block,
    /// A person should look; publishing goes on.
    Ask,
    /// It is as it should be.
    Ok,
}

/// What the newsroom knows beside the story.
#[derive(Debug, Default)]
pub struct Known {
    /// Who else has the story's URL slug, in words.
    pub url_slug_taken_by: Option<String>,
    /// The URL slug readers would get.
    pub effective_url_slug: String,
    /// Our own stories it links to that readers cannot see.
    pub unseen_links: Vec<(StoryId, String)>,
    /// Its pictures that cannot be shown.
    pub missing_pictures: Vec<MediaId>,
    /// The content profile that it is written to.
    pub profile: Profile,
    /// When it would go out: now, or at its hour.
    pub going_at: UtcMillis,
    /// The same on the newsroom's wall: `2026-11-29 14:05`.
    pub going_wall: String,
    /// The story that it updates, where readers have not seen that one.
    pub unseen_original: Option<String>,
    /// Suggestions that nobody has settled.
    pub open_suggestions: usize,
    /// Comments that nobody has resolved.
    pub open_comments: usize,
}

/// Looks a story over. What stops comes first, then what asks, then what is well.
pub fn checks(story: &Story, known: &Known) -> Vec<Check> {
    let mut out = Vec::new();
    let mut say = |level, code: &str, field: &str, sentence: String, hint: &str| {
        out.push(Check {
            code: code.to_owned(),
            level,
            sentence,
            hint: hint.to_owned(),
            field: field.to_owned(),
            media: None,
        });
    };
    if let Some(kept) = kept_in(story, known.going_at) {
        let field = match kept.code.as_ref() {
            "held" => "hold",
            "not-for-publication" => "notForPublication",
            "embargoed" => "embargo",
            "legal-open" => "legal",
            _ => "",
        };
        say(Level::Block, &kept.code, field, kept.sentence, &kept.hint);
    }
    if let Some(original) = &known.unseen_original {
        let sentence = format!("It updates “{original}”, which readers have not seen.");
        say(Level::Block, "original-unseen", "updates", sentence, "Publish that story first.");
    }
    match known.open_suggestions {
        0 => {}
        n => {
            let sentence = match n {
                1 => "A suggestion is open.".to_owned(),
                n => format!("{n} suggestions are open."),
            };
            say(Level::Block, "suggestions-open", "review", sentence, "Take or leave them in Review.");
        }
    }
    match known.open_comments {
        0 => {}
        n => {
            let sentence = match n {
                1 => "A comment is open.".to_owned(),
                n => format!("{n} comments are open."),
            };
            say(Level::Ask, "comments-open", "review", sentence, "Answer or resolve them in Review.");
        }
    }
    if story.handling.pictures == PictureNeed::Needed {
        let sentence = "The story is marked as needing pictures.".into();
        say(Level::Ask, "pictures-needed", "pictures", sentence, "Put them in, and mark them checked.");
    }
    if story.headline.is_empty() {
        say(Level::Block, "headline-missing", "headline", "There is no headline.".into(), "Write one.");
    }
    if let Some(owner) = &known.url_slug_taken_by {
        let sentence = format!("The URL slug “{}” belongs to {owner}.", known.effective_url_slug);
        say(Level::Block, "url-slug-taken", "urlSlug", sentence, "Choose another in Details.");
    } else if known.effective_url_slug.is_empty() && !story.headline.is_empty() {
        let sentence = "No URL slug can be made from this headline.".into();
        say(Level::Block, "url-slug-missing", "urlSlug", sentence, "Type one in Details.");
    }
    if body::count(&story.body) == 0 {
        say(Level::Block, "body-missing", "body", "The body is empty.".into(), "Write the story first.");
    }
    let section = known.profile.rule(Field::Section);
    if story.section.is_none() && section.shown && !section.required {
        let sentence = "The story has no section, so it stands on the front page alone.".into();
        say(Level::Ask, "section-missing", "section", sentence, "Choose one in Details.");
    }
    for (_, headline) in &known.unseen_links {
        let sentence = format!("It links to “{headline}”, which readers cannot see.");
        say(
            Level::Ask,
            "link-unseen",
            "alsoRead",
            sentence,
            "The link is left out until that story is published.",
        );
    }
    for (code, sentence, hint) in entry_checks(story, &known.going_wall) {
        say(Level::Ask, code, "body", sentence, hint);
    }
    for found in placeholders::sweep(story) {
        let sentence = format!("“{}” stands in {}.", found.words, found.place);
        let (level, code, hint) = if found.blocks {
            (Level::Block, "not-to-go", "Take it out when the story may go.")
        } else {
            (Level::Ask, "placeholder", "Fill in what is missing, or put it right.")
        };
        out.push(Check {
            code: code.to_owned(),
            level,
            sentence,
            hint: hint.to_owned(),
            field: found.field.to_owned(),
            media: found.media,
        });
    }
    out.extend(profile_checks(story, &known.profile));
    out.extend(picture_checks(story, known));
    if !out.iter().any(|c| c.level == Level::Block) {
        out.push(Check {
            code: "may-go".into(),
            level: Level::Ok,
            sentence: "No hold, a headline, and an address of its own.".into(),
            hint: String::new(),
            field: String::new(),
            media: None,
        });
    }
    out.sort_by_key(|c| match c.level {
        Level::Block => 0,
        Level::Ask => 1,
        Level::Ok => 2,
    });
    out
}

/// That an hour of a running story is none that readers can follow: each a code, a sentence and a hint.
fn entry_checks(story: &Story, now: &str) -> Vec<(&'static str, String, &'static str)> {
    let (_, entries) = body::entries(&story.body);
    let mut found = Vec::new();
    if let Some(early) = entries.iter().find(|entry| !now.is_empty() && entry.wall.as_str() > now) {
        let sentence = format!("The entry of {} has an hour that is still to come.", early.wall);
        found.push(("entry-ahead", sentence, "Put its hour right in the text."));
    }
    if let Some(pair) = entries.windows(2).find(|pair| pair[0].wall < pair[1].wall) {
        let sentence =
            format!("The entry of {} stands below the older one of {}.", pair[1].wall, pair[0].wall);
        found.push((
            "entries-mixed",
            sentence,
            "Readers expect the newest at the top: move it, or put its hour right.",
        ));
    }
    found
}

/// What the story's profile asks for beyond what every story needs. The words of a picture are
/// looked at with the picture.
fn profile_checks(story: &Story, profile: &Profile) -> Vec<Check> {
    let mut out = Vec::new();
    let mut say = |level, code: &str, field: Field, sentence: String, hint: &str| {
        out.push(Check {
            code: code.to_owned(),
            level,
            sentence,
            hint: hint.to_owned(),
            field: field.jump().to_owned(),
            media: None,
        });
    };
    for rule in &profile.fields {
        let (field, name) = (rule.field, &profile.name);
        if rule.required && !field.is_always() && !field.is_of_a_picture() && !field.is_held(story) {
            let sentence = format!("{name} needs {}.", field.a_one());
            let hint = "Fill it in, or choose another profile in Details.";
            say(Level::Block, "field-required", field, sentence, hint);
        }
        let part = match field {
            Field::Subheads => "subheads",
            Field::PullQuote => "pull quotes",
            _ => "",
        };
        if !part.is_empty() && !rule.shown && field.is_held(story) {
            let sentence = format!("{name} has no {part}, and there are some.");
            let hint = "Make them paragraphs, or choose another profile in Details.";
            say(Level::Ask, "field-unwanted", field, sentence, hint);
        }
        let Some((hard, unit)) = rule.hard.zip(field.unit()) else { continue };
        let length = field.length(story);
        if length > hard as usize {
            let unit = match unit {
                Unit::Characters => "characters",
                Unit::Words => "words",
            };
            let what = field.a_one().split_once(' ').map_or(field.word(), |(_, word)| word);
            let sentence = format!("The {what} has {length} {unit}; {name} allows {hard}.");
            say(Level::Ask, "field-too-long", field, sentence, "Cut it, or let it stand.");
        }
    }
    out
}

fn picture_checks(story: &Story, known: &Known) -> Vec<Check> {
    let mut pictures: Vec<(String, &str, &str, bool, &'static str)> = Vec::new();
    if let Some(lead) = &story.lead {
        pictures.push((lead.media.0.clone(), &lead.credit, &lead.alt, lead.caption.is_empty(), "lead"));
    }
    figures(&story.body, &mut |media, alt, caption, credit| {
        pictures.push((media.to_owned(), credit, alt, caption.is_empty(), "body"));
    });
    let mut out = Vec::new();
    let count = pictures.len();
    let mut whole = 0;
    for (number, (media, credit, alt, no_caption, field)) in pictures.into_iter().enumerate() {
        let which =
            if field == "lead" { "The lead picture".to_owned() } else { format!("Picture {}", number + 1) };
        let mut say = |level, code: &str, sentence: String, hint: &str| {
            out.push(Check {
                code: code.to_owned(),
                level,
                sentence,
                hint: hint.to_owned(),
                field: field.to_owned(),
                media: Some(media.clone()),
            });
        };
        if known.missing_pictures.iter().any(|m| m.0 == media) {
            say(
                Level::Ask,
                "picture-missing",
                format!("{which} cannot be shown."),
                "Put the file in again, or remove it.",
            );
        }
        let empty: Vec<(Field, &str)> = [
            (credit.is_empty(), Field::Credit, "credit"),
            (alt.is_empty(), Field::Alt, "alt text"),
            (no_caption, Field::Caption, "caption"),
        ]
        .into_iter()
        .filter_map(|(gap, field, word)| gap.then_some((field, word)))
        .collect();
        let of = |required: bool| -> Vec<&str> {
            empty
                .iter()
                .filter(|(f, _)| known.profile.rule(*f).required == required)
                .map(|(_, w)| *w)
                .collect()
        };
        if empty.is_empty() {
            whole += 1;
        }
        for (level, code, gaps) in
            [(Level::Block, "field-required", of(true)), (Level::Ask, "picture-words-missing", of(false))]
        {
            if gaps.is_empty() {
                continue;
            }
            let mut sentence = format!("{which} has no {}", gaps.join(", no "));
            if level == Level::Block {
                sentence += &format!(", which {} needs", known.profile.name);
            }
            sentence.push('.');
            say(level, code, sentence, "Fill it in beside the picture.");
        }
    }
    if count > 0 && whole == count {
        out.push(Check {
            code: "picture-words".into(),
            level: Level::Ok,
            sentence: format!("Caption, credit and alt text on {whole} of {count}."),
            hint: String::new(),
            field: String::new(),
            media: None,
        });
    }
    out
}

/// Calls `see` with media, alt, caption and credit of each picture in the body, in order.
pub fn figures<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a str, &'a str, &'a [Inline], &'a str)) {
    for block in blocks {
        match block {
            Block::Figure { media, alt, caption, credit } => see(media, alt, caption, credit),
            Block::Quote(inside) => figures(inside, see),
            Block::Bullets(items) | Block::Ordered(_, items) => {
                items.iter().for_each(|item| figures(item, see))
            }
            _ => {}
        }
    }
}

/// Our own stories that the story links to.
pub fn own_links(story: &Story) -> Vec<StoryId> {
    let also = story.also_read.iter().filter_map(|a| match a.to {
        LinkTo::Story(id) => Some(id),
        LinkTo::Url(_) => None,
    });
    let mut ids: Vec<StoryId> = also.collect();
    ids.extend(body::stories_in(&story.body));
    ids.sort_unstable();
    ids.dedup();
    ids
}
