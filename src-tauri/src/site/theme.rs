//! A theme: templates, a style sheet and icons. The default one is built in.
//!
//! Everything a template prints is escaped unless Rust has marked it as HTML, and a
//! name that a template misspells is an error that says where.

use crate::site::list::PLACE;
use crate::site::search;
use crate::site::teaser::ListKind;
use crate::site::words::{self, Languages, Words};
use crate::{Error, Result};
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};

const TEMPLATES: [(&str, &str); 23] = [
    ("base.html", include_str!("theme/base.html")),
    ("parts.html", include_str!("theme/parts.html")),
    ("masthead.html", include_str!("theme/masthead.html")),
    ("footer.html", include_str!("theme/footer.html")),
    ("story.html", include_str!("theme/story.html")),
    ("front.html", include_str!("theme/front.html")),
    ("list.html", include_str!("theme/list.html")),
    ("text.html", include_str!("theme/text.html")),
    ("corrections.html", include_str!("theme/corrections.html")),
    ("entry.html", include_str!("theme/entry.html")),
    ("figure.html", include_str!("theme/figure.html")),
    ("related.html", include_str!("theme/related.html")),
    ("keypoints.html", include_str!("theme/keypoints.html")),
    ("factbox.html", include_str!("theme/factbox.html")),
    ("embed.html", include_str!("theme/embed.html")),
    ("rss.xml", include_str!("theme/rss.xml")),
    ("sitemap.xml", include_str!("theme/sitemap.xml")),
    ("sitemap-index.xml", include_str!("theme/sitemap-index.xml")),
    ("sitemap-news.xml", include_str!("theme/sitemap-news.xml")),
    ("card.html", include_str!("theme/card.html")),
    ("moved.html", include_str!("theme/moved.html")),
    ("search.html", include_str!("theme/search.html")),
    ("opensearch.xml", include_str!("theme/opensearch.xml")),
];
const CSS: &str = include_str!("theme/theme.css");
/// The folder of the theme with words of further languages.
const WORDS: &str = "words/";
/// Says what the theme makes.
const MAKES: &str = "theme.json";
/// What the page of the search runs.
const SCRIPT: &str = "search.js";
const OTHER_FILES: [&str; 3] = ["theme.css", SCRIPT, MAKES];
const ICON_SVG: &[u8] = include_bytes!("theme/favicon.svg");
const ICON_ICO: &[u8] = include_bytes!("theme/favicon.ico");

/// Templates, read once, and the files that go with them.
#[derive(Debug)]
pub struct Theme {
    templates: Environment<'static>,
    css: String,
    css_path: String,
    script: String,
    script_path: String,
    /// Tells it from every other theme.
    fingerprint: String,
    makes: Makes,
    languages: Languages,
    /// Whatever its templates ask for by name.
    asked: HashSet<String>,
}

/// What a theme makes besides stories, the front, the sections and the standing pages: `theme.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Makes {
    /// Lists of stories.
    pub lists: Vec<ListKind>,
    /// Lists that have feeds.
    pub feeds: Vec<ListKind>,
    /// Whether the site can be searched.
    pub search: bool,
}

impl Default for Makes {
    fn default() -> Self {
        use ListKind::{Author, Latest, Section, Tag};
        Self { lists: ListKind::ALL.to_vec(), feeds: vec![Latest, Section, Tag, Author], search: true }
    }
}

/// The files of the default theme that a newsroom may change, by name. Words of languages are not among them:
/// a file of words says only what it changes.
pub fn default_files() -> Vec<(&'static str, String)> {
    let makes = serde_json::to_string_pretty(&Makes::default()).unwrap_or_default() + "\n";
    let texts = TEMPLATES.into_iter().chain([("theme.css", CSS), (SCRIPT, search::SCRIPT)]);
    texts.map(|(name, text)| (name, text.to_owned())).chain([(MAKES, makes)]).collect()
}

impl Theme {
    /// The default theme.
    pub fn built_in() -> Result<Self> {
        Self::with(&BTreeMap::new())
    }

    /// The default theme with some of its files replaced, by name: `story.html`, `theme.css`.
    pub fn with(replaced: &BTreeMap<String, String>) -> Result<Self> {
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.set_trim_blocks(true);
        templates.set_lstrip_blocks(true);
        templates.set_keep_trailing_newline(true);
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        templates.set_formatter(print);
        for (name, built_in) in TEMPLATES {
            let source = replaced.get(name).cloned().unwrap_or_else(|| built_in.to_owned());
            templates.add_template_owned(name, source).map_err(|e| broken(name, "", &e))?;
        }
        if let Some(unknown) = replaced.keys().find(|name| {
            !OTHER_FILES.contains(&name.as_str())
                && !name.starts_with(WORDS)
                && TEMPLATES.iter().all(|(known, _)| known != name)
        }) {
            return Err(Error::new(
                "theme-file-unknown",
                format!("The theme has a file “{unknown}”, which no page uses."),
                "Rename it to one of the default theme's files, or take it out of the theme folder.",
            ));
        }
        let asked =
            templates.templates().flat_map(|(_, template)| template.undeclared_variables(false)).collect();
        let css = replaced.get("theme.css").map_or(CSS, String::as_str).to_owned();
        let script = replaced.get(SCRIPT).map_or(search::SCRIPT, String::as_str).to_owned();
        let makes = match replaced.get(MAKES) {
            None => Makes::default(),
            Some(json) => serde_json::from_str(json).map_err(|fault| {
                Error::new(
                    "theme-broken",
                    format!("The theme's file {MAKES} could not be used: {fault}."),
                    "Correct that line, or take the file out of the theme's folder.",
                )
            })?,
        };
        let own_words = replaced.iter().filter(|(name, _)| name.starts_with(WORDS));
        let languages = Languages::with(own_words.map(|(name, text)| (name.as_str(), text.as_str())))?;
        let mut all = Sha256::new();
        let built_in = TEMPLATES.iter().map(|(name, text)| (*name, *text));
        let own = replaced.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        for (name, text) in
            built_in.chain([("theme.css", CSS), (SCRIPT, search::SCRIPT)]).chain(words::BUILT_IN).chain(own)
        {
            all.update(name);
            all.update([0]);
            all.update(text);
            all.update([0]);
        }
        Ok(Self {
            templates,
            css_path: format!("theme.{}.css", hex(&Sha256::digest(css.as_bytes())[..5])),
            css,
            script_path: format!("search/search.{}.js", hex(&Sha256::digest(script.as_bytes())[..5])),
            script,
            fingerprint: hex(&all.finalize()),
            makes,
            languages,
            asked,
        })
    }

    /// Whether any of its templates prints what has that name; what none prints need not be made.
    pub(super) fn asks_for(&self, name: &str) -> bool {
        self.asked.contains(name)
    }

    /// Tells it from every other theme, and from itself with another line in it.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// What the theme leaves out, and the site goes without.
    pub fn notices(&self) -> &[Error] {
        &self.languages.notices
    }

    /// The site's own words in that language; English where it has none.
    pub(super) fn words(&self, language: &str) -> &Words {
        self.languages.words(language)
    }

    /// Whether the site has lists of that kind.
    pub fn makes_lists_of(&self, kind: ListKind) -> bool {
        self.makes.lists.contains(&kind)
    }

    /// Whether lists of that kind have feeds.
    pub fn makes_feeds_of(&self, kind: ListKind) -> bool {
        self.makes.feeds.contains(&kind)
    }

    /// The style sheet.
    pub(super) fn css(&self) -> &str {
        &self.css
    }

    /// Where the style sheet stands; its name changes with its content, so that no
    /// browser shows a new page in an old dress.
    pub(super) fn css_path(&self) -> &str {
        &self.css_path
    }

    /// The script of the search; it stands on that page alone.
    pub(super) fn script(&self) -> &str {
        &self.script
    }

    /// Where it stands; its name changes with its content.
    pub(super) fn script_path(&self) -> &str {
        &self.script_path
    }

    /// Whether the site can be searched.
    pub fn makes_search(&self) -> bool {
        self.makes.search
    }

    /// The icons, by path.
    pub(super) fn icons(&self) -> [(&'static str, &'static [u8]); 2] {
        [("favicon.svg", ICON_SVG), ("favicon.ico", ICON_ICO)]
    }

    /// Fills a template. `whose` says which story or page in an error.
    pub(super) fn fill(&self, template: &str, with: impl Serialize, whose: &str) -> Result<String> {
        let filled = self.fill_for_any_place(template, with, whose)?;
        // Copy has no such character; if one came in all the same, it is no way to anywhere.
        Ok(if filled.contains(PLACE) { filled.replace(PLACE, "") } else { filled })
    }

    /// [`Theme::fill`] of what stands on pages at any depth: links begin with [`PLACE`].
    pub(super) fn fill_for_any_place(
        &self,
        template: &str,
        with: impl Serialize,
        whose: &str,
    ) -> Result<String> {
        self.templates
            .get_template(template)
            .and_then(|found| found.render(Value::from_serialize(with)))
            .map_err(|e| broken(template, whose, &e))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Marks text as HTML that is already safe.
pub(super) fn markup(html: String) -> Value {
    Value::from_safe_string(html)
}

/// Prints a value into a page: HTML as it is, all else escaped; characters that neither
/// HTML nor XML allows are left out.
fn print(out: &mut Output, _: &State, value: &Value) -> std::result::Result<(), minijinja::Error> {
    if matches!(value.kind(), ValueKind::Undefined | ValueKind::None) {
        return Ok(());
    }
    match value.as_str() {
        Some(html) if value.is_safe() => out.write_str(html)?,
        Some(text) => escape(out, text)?,
        None => escape(out, &value.to_string())?,
    }
    Ok(())
}

fn escape(out: &mut Output, text: &str) -> std::fmt::Result {
    let is_plain = |byte: u8| {
        // 0xc2 and 0xef begin the longer characters that are left out.
        byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7f | 0xc2 | 0xef)
    };
    if text.bytes().fold(true, |all, byte| all & is_plain(byte)) {
        return out.write_str(text);
    }
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\n' | '\t' | PLACE => continue,
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => "",
            _ => continue,
        };
        out.write_str(&text[from..at])?;
        out.write_str(instead)?;
        from = at + c.len_utf8();
    }
    out.write_str(&text[from..])
}

/// The template's own complaint as one of ours: which file, which line, which story.
fn broken(template: &str, whose: &str, error: &minijinja::Error) -> Error {
    // The first cause knows best: an included file fails inside the one that includes it.
    let mut deepest = error;
    while let Some(cause) =
        std::error::Error::source(deepest).and_then(|e| e.downcast_ref::<minijinja::Error>())
    {
        deepest = cause;
    }
    let file = deepest.name().unwrap_or(template);
    let line = deepest.line().map(|n| format!(", line {n}")).unwrap_or_default();
    let story = if whose.is_empty() { String::new() } else { format!(" for {whose}") };
    let why = deepest.detail().map_or_else(|| deepest.kind().to_string(), str::to_owned);
    Error::new(
        "theme-broken",
        format!("The theme's file {file}{line} could not be used{story}: {why}."),
        "Correct that line, or put the default theme's file back.",
    )
}
