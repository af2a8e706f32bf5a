//! Content profiles: which fields a kind of story has, which it must have, how long each may be.
//!
//! Pure. A profile is data of the newsroom (`store/profile.rs`), never a constant; only the
//! words of the fields, and how each is read off a story, stand here.

use super::Story;
use crate::body::{self, Block, Inline, Length};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

macro_rules! fields {
    ($($name:ident $word:literal $a_one:literal $unit:expr;)*) => {
        /// A field of a story that a profile has a rule for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
        #[serde(rename_all = "kebab-case")]
        pub enum Field { $(#[doc = concat!("“", $word, "”.")] $name),* }
        impl Field {
            /// Every field, in the order that a profile lists them.
            pub const ALL: &'static [Field] = &[$(Field::$name),*];
            /// The word kept on disk.
            pub fn word(self) -> &'static str {
                match self { $(Field::$name => $word),* }
            }
            /// The field within a sentence: “a standfirst”.
            pub fn a_one(self) -> &'static str {
                match self { $(Field::$name => $a_one),* }
            }
            /// What its limits count; none where it has no limits.
            pub fn unit(self) -> Option<Unit> {
                match self { $(Field::$name => $unit),* }
            }
        }
    };
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Characters as a reader sees them ([`characters`]).
    Characters,
    /// Words ([`body::words`]).
    Words,
}

const CHARACTERS: Option<Unit> = Some(Unit::Characters);

fields! {
    Slug "slug" "a slug" CHARACTERS;
    Eyebrow "eyebrow" "an eyebrow" CHARACTERS;
    Headline "headline" "a headline" CHARACTERS;
    Standfirst "standfirst" "a standfirst" CHARACTERS;
    SearchHeadline "search-headline" "a search headline" CHARACTERS;
    SocialHeadline "social-headline" "a social headline" CHARACTERS;
    PushHeadline "push-headline" "a push headline" CHARACTERS;
    SmsHeadline "sms-headline" "an SMS headline" CHARACTERS;
    Section "section" "a section" None;
    Byline "byline" "a byline" None;
    Agency "agency" "an agency line" None;
    Dateline "dateline" "a dateline" None;
    UrlSlug "url-slug" "a URL slug" CHARACTERS;
    Tags "tags" "a tag" None;
    Lead "lead" "a lead picture" None;
    Caption "caption" "a caption" CHARACTERS;
    Credit "credit" "a credit" CHARACTERS;
    Alt "alt" "an alt text" CHARACTERS;
    AlsoRead "also-read" "an “Also read” link" None;
    Length "length" "a commissioned length" None;
    Body "body" "a body" Some(Unit::Words);
    Subheads "subheads" "a subhead" CHARACTERS;
    PullQuote "pull-quote" "a pull quote" CHARACTERS;
}

impl Field {
    /// The field of that word, or none.
    pub fn from_word(word: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|f| f.word() == word)
    }

    /// Whether every story must have it: no profile can hide it or do without.
    pub fn is_always(self) -> bool {
        matches!(self, Field::Headline | Field::Body)
    }

    /// Whether it is of the words that stand with each picture.
    pub fn is_of_a_picture(self) -> bool {
        matches!(self, Field::Caption | Field::Credit | Field::Alt)
    }

    /// Whether no profile can hide it: the words of a picture are shown where a picture is, and
    /// the URL slug must be in reach where the made one cannot stand.
    pub fn is_always_shown(self) -> bool {
        self.is_always() || self.is_of_a_picture() || self == Field::UrlSlug
    }

    /// The field as the window's checks jump to it.
    pub fn jump(self) -> &'static str {
        match self {
            Field::UrlSlug => "urlSlug",
            Field::AlsoRead => "alsoRead",
            Field::Byline => "bylines",
            Field::Length => "commissionedWords",
            Field::Caption | Field::Credit | Field::Alt => "lead",
            Field::Subheads | Field::PullQuote => "body",
            other => other.word(),
        }
    }

    /// Whether the story has anything there.
    pub fn is_held(self, story: &Story) -> bool {
        match self {
            Field::Section => story.section.is_some(),
            Field::Byline => story.bylines.iter().any(|b| !b.name.is_empty()),
            Field::Agency => !story.agency.is_empty(),
            Field::Dateline => !story.dateline.printed().is_empty(),
            Field::Tags => !story.tags.is_empty(),
            Field::Lead => story.lead.is_some(),
            Field::AlsoRead => !story.also_read.is_empty(),
            Field::Length => story.commissioned_words.is_some(),
            _ => self.length(story) > 0,
        }
    }

    /// How long it is, in its unit; of what a story may have several of, the longest.
    pub fn length(self, story: &Story) -> usize {
        let longest = |texts: Vec<String>| texts.iter().map(|t| characters(t)).max().unwrap_or(0);
        match self {
            Field::Slug => characters(&story.slug),
            Field::Eyebrow => characters(&story.eyebrow),
            Field::Headline => characters(&story.headline),
            Field::Standfirst => characters(&body::inline_text(&story.standfirst)),
            Field::SearchHeadline => characters(&story.headlines.search),
            Field::SocialHeadline => characters(&story.headlines.social),
            Field::PushHeadline => characters(&story.headlines.push),
            Field::SmsHeadline => characters(&story.headlines.sms),
            Field::UrlSlug => characters(&story.url_slug),
            Field::Caption => longest(picture_words(story, |caption, _, _| body::inline_text(caption))),
            Field::Credit => longest(picture_words(story, |_, credit, _| credit.to_owned())),
            Field::Alt => longest(picture_words(story, |_, _, alt| alt.to_owned())),
            Field::Body => Length::of(&story.body).words,
            Field::Subheads => longest(blocks(story, |block| match block {
                Block::Heading(_, text) => Some(body::inline_text(text)),
                _ => None,
            })),
            Field::PullQuote => longest(blocks(story, |block| match block {
                Block::Pullquote { quote, .. } => Some(body::inline_text(quote)),
                _ => None,
            })),
            Field::Section
            | Field::Byline
            | Field::Agency
            | Field::Dateline
            | Field::Tags
            | Field::Lead
            | Field::AlsoRead
            | Field::Length => 0,
        }
    }
}

/// How many characters a text has, as a reader would count: an emoji, or a letter of Hindi with
/// its signs, is one (the grapheme clusters of UAX 29).
pub fn characters(text: &str) -> usize {
    text.graphemes(true).count()
}

fn picture_words(story: &Story, word: impl Fn(&[Inline], &str, &str) -> String) -> Vec<String> {
    let mut found: Vec<String> = story.lead.iter().map(|l| word(&l.caption, &l.credit, &l.alt)).collect();
    found.extend(blocks(story, |block| match block {
        Block::Figure { caption, credit, alt, .. } => Some(word(caption, credit, alt)),
        _ => None,
    }));
    found
}

fn blocks(story: &Story, words: impl Fn(&Block) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    body::each_block(&story.body, &mut |block| found.extend(words(block)));
    found
}

/// What a profile says of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldRule {
    /// The field.
    pub field: Field,
    /// Whether the window shows it while it is empty.
    pub shown: bool,
    /// Whether publishing stops without it.
    pub required: bool,
    /// Amber above this.
    pub soft: Option<u32>,
    /// Red above this; it never stops anybody typing.
    pub hard: Option<u32>,
}

impl FieldRule {
    /// The rule of a field that a profile says nothing of.
    pub fn plain(field: Field) -> Self {
        let always = field.is_always();
        Self { field, shown: true, required: always, soft: None, hard: None }
    }
}

/// A kind of story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name on every machine: a UUIDv7, or a word.
    pub id: String,
    /// As shown.
    pub name: String,
    /// So near to the commissioned length is amber; so far over it is red.
    pub band_words: u32,
    /// One rule a field, in the order of [`Field::ALL`].
    pub fields: Vec<FieldRule>,
}

impl Default for Profile {
    /// A profile that shows all and asks for nothing more than every story needs.
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            band_words: 50,
            fields: Field::ALL.iter().copied().map(FieldRule::plain).collect(),
        }
    }
}

impl Profile {
    /// The profile of these rules; a field without one gets the plain rule, and of two for a
    /// field the last holds.
    pub fn with(id: String, name: String, band_words: u32, rules: &[FieldRule]) -> Self {
        let mut made = Self { id, name, band_words, ..Self::default() };
        for rule in rules {
            made.fields.iter_mut().filter(|r| r.field == rule.field).for_each(|r| *r = *rule);
        }
        made
    }

    /// What it says of a field.
    pub fn rule(&self, field: Field) -> FieldRule {
        self.fields.iter().copied().find(|r| r.field == field).unwrap_or_else(|| FieldRule::plain(field))
    }

    /// Brings it to its saved form: one line for a name, no limit of nothing, and what must be
    /// filled can be seen.
    pub fn tidy(&mut self) {
        self.name = body::field(&self.name);
        for rule in &mut self.fields {
            rule.required |= rule.field.is_always();
            rule.shown |= rule.required || rule.field.is_always_shown();
            for limit in [&mut rule.soft, &mut rule.hard] {
                limit.take_if(|n| *n == 0 || rule.field.unit().is_none());
            }
        }
    }
}

/// Brings the newsroom's profiles to their saved form, and says what cannot be kept.
///
/// # Errors
/// `profile-none`, `profile-nameless`, `profile-twice`, `profile-limits`.
pub fn check_profiles(profiles: &mut [Profile]) -> Result<()> {
    profiles.iter_mut().for_each(Profile::tidy);
    if profiles.is_empty() {
        return Err(Error::new(
            "profile-none",
            "A newsroom needs one content profile at least.",
            "Keep one; it may show every field and ask for nothing.",
        ));
    }
    for (n, profile) in profiles.iter().enumerate() {
        if profile.name.is_empty() {
            return Err(Error::new(
                "profile-nameless",
                "A content profile has no name.",
                "Give each one a name, such as News story.",
            ));
        }
        let same = |other: &&Profile| other.name.to_lowercase() == profile.name.to_lowercase();
        if profiles[..n].iter().any(|other| same(&other)) {
            return Err(Error::new(
                "profile-twice",
                format!("There are two content profiles “{}”.", profile.name),
                "Give one of them another name.",
            ));
        }
        for rule in &profile.fields {
            if let (Some(soft), Some(hard)) = (rule.soft, rule.hard)
                && hard < soft
            {
                return Err(Error::new(
                    "profile-limits",
                    format!(
                        "In {} the hard limit of “{}”, {hard}, is below its soft limit, {soft}.",
                        profile.name,
                        rule.field.word()
                    ),
                    "Amber comes first: make the soft limit the lower one, or leave one out.",
                ));
            }
        }
    }
    Ok(())
}

/// The profile of a story that names none: the one that comes with Stet for a news story, so
/// that a new order of the profiles makes nothing else of it.
pub const UNNAMED: &str = "news";

/// The profile of running stories: one page to which entries are added while something goes on.
pub const RUNNING: &str = "running";

/// The profile of pages of the site: About us, Contact and the like.
pub const PAGE: &str = "page";

/// The profile that a story is written to: its own, else that of a news story, else the first.
pub fn profile_of<'a>(profiles: &'a [Profile], id: &str) -> Option<&'a Profile> {
    let named = |id: &str| profiles.iter().find(|p| p.id == id);
    named(id).or_else(|| named(UNNAMED)).or(profiles.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Byline, UtcMillis};

    #[test]
    fn every_field_has_a_word_of_its_own_and_is_found_by_it() {
        for field in Field::ALL {
            assert_eq!(Field::from_word(field.word()), Some(*field));
            assert_eq!(serde_json::to_value(field).unwrap(), field.word(), "disk and window say the same");
        }
        assert_eq!(Field::from_word("horoscope"), None);
    }

    #[test]
    fn characters_are_counted_as_a_reader_would() {
        let cases =
            [("", 0), ("Bus strike", 10), ("👩‍👩‍👧 ok", 4), ("नदी", 2), ("क्षेत्र", 2), ("دریا", 4), ("é", 1)];
        for (text, expected) in cases {
            assert_eq!(characters(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_field_is_held_and_measured_wherever_it_stands() {
        let mut story = Story::new("en-GB", UtcMillis(0));
        for field in Field::ALL {
            assert!(!field.is_held(&story), "a new story has {} already", field.a_one());
        }
        story.bylines.push(Byline { name: String::new(), role: "Reporter".into() });
        assert!(!Field::Byline.is_held(&story), "a role alone is no byline");
        story.body = body::read(
            "Five words are in here\n\n> ## Inside\n\n## A longer subhead\n\n```figure\nmedia: x\ncaption: Rain\n```",
        );
        assert_eq!(Field::Body.length(&story), 5 + 1 + 3);
        assert_eq!(Field::Subheads.length(&story), "A longer subhead".len());
        assert_eq!(Field::Caption.length(&story), 4);
        assert!(!Field::Credit.is_held(&story));
    }

    #[test]
    fn what_must_be_filled_is_shown_and_what_has_no_length_has_no_limit() {
        let rule = |field, shown, required, soft| FieldRule { field, shown, required, soft, hard: None };
        let rules = [
            rule(Field::Headline, false, false, Some(0)),
            rule(Field::Standfirst, false, true, Some(160)),
            rule(Field::Section, false, false, Some(5)),
        ];
        let mut profile = Profile::with("x".into(), "  Opinion \n piece ".into(), 50, &rules);
        profile.tidy();
        assert_eq!(profile.name, "Opinion piece");
        assert_eq!(profile.rule(Field::Headline), FieldRule::plain(Field::Headline));
        assert_eq!(profile.rule(Field::Standfirst), rule(Field::Standfirst, true, true, Some(160)));
        assert_eq!(profile.rule(Field::Section), rule(Field::Section, false, false, None));
    }

    #[test]
    fn a_story_of_no_profile_is_a_news_story_and_where_there_is_none_of_the_first() {
        let named = |id: &str| Profile { id: id.into(), name: id.into(), ..Profile::default() };
        let mut all = vec![named("brief"), named("news")];
        for (id, expected) in [("brief", "brief"), ("", "news"), ("gone", "news")] {
            assert_eq!(profile_of(&all, id).unwrap().id, expected);
        }
        all.truncate(1);
        assert_eq!(profile_of(&all, "").unwrap().id, "brief");
    }
}
