//! The site's own words, in the language of a page. English, Hindi and Urdu come with Stet; a theme may
//! have files of further languages, or change words of these: `words/fr.txt`.

use crate::story::{CorrectionKind, is_language_tag};
use crate::{Error, Result};
use minijinja::Value;
use std::collections::BTreeMap;

/// Files of the languages that come with Stet.
pub(super) const BUILT_IN: [(&str, &str); 3] = [
    ("words/en.txt", include_str!("words/en.txt")),
    ("words/hi.txt", include_str!("words/hi.txt")),
    ("words/ur.txt", include_str!("words/ur.txt")),
];

macro_rules! site_words {
    ($($key:ident)+) => {
        /// The site's own words in one language.
        #[derive(Debug, Clone)]
        pub(super) struct Words {
            $(pub $key: String,)+
            /// All of them, for templates.
            value: Value,
        }

        /// The names of the words.
        const KEYS: &[&str] = &[$(stringify!($key)),+];

        impl Words {
            /// These words, and for what is left out those of another language.
            fn of(mut said: BTreeMap<&'static str, String>, otherwise: Option<&Words>) -> Self {
                $(
                    let other = otherwise.map(|words| words.$key.clone()).unwrap_or_default();
                    let $key = said.remove(stringify!($key)).unwrap_or(other);
                )+
                let all: BTreeMap<&str, &str> = [$((stringify!($key), $key.as_str())),+].into();
                let value = Value::from_serialize(&all);
                Self { $($key,)+ value }
            }

            fn word(&self, key: &str) -> &str {
                match key {
                    $(stringify!($key) => &self.$key,)+
                    _ => "",
                }
            }
        }
    };
}

site_words! {
    updated published live min_read also_read home breadcrumb and table key_points opens updated_by update_of in_language
    correction clarification update editors_note corrections newer_corrections older_corrections
    corrections_policy topics latest archive authors sections top_sections trending quick_links follow skip
    nothing_yet nothing_here_yet page more_stories newer_stories older_stories list_from topic_from author_from rss_feed
    rss_feeds find_a_story the_newsroom about contact privacy terms sitemap not_found not_found_text search
    search_for search_needs_script search_nothing search_away search_busy search_found search_older
}

impl Words {
    /// For a template.
    pub fn value(&self) -> Value {
        self.value.clone()
    }

    /// What a line that puts a story right is called.
    pub fn label(&self, kind: CorrectionKind) -> &str {
        match kind {
            CorrectionKind::Correction => &self.correction,
            CorrectionKind::Clarification => &self.clarification,
            CorrectionKind::Update => &self.update,
            CorrectionKind::EditorsNote => &self.editors_note,
        }
    }
}

/// A sentence with what stands for `{name}` put in.
pub(super) fn filled(words: &str, with: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(words.len() + 64);
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = with.iter().find(|(of, _)| *of == name)?;
            Some((value, after))
        });
        // What is put in is not looked at again: a topic may be called “{site}”.
        let (value, after) = named.unwrap_or((&"{", after));
        out.push_str(value);
        rest = after;
    }
    out + rest
}

/// The words of every language that the site knows.
#[derive(Debug)]
pub(super) struct Languages {
    by_tag: BTreeMap<String, Words>,
    english: Words,
    /// What a file of the theme leaves out.
    pub notices: Vec<Error>,
}

impl Languages {
    /// Those that come with Stet, and the files of a theme: `words/fr.txt` and its text.
    ///
    /// # Errors
    /// `words-broken` with file and line.
    pub fn with<'a>(own: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        let english = Words::of(read(BUILT_IN[0].0, BUILT_IN[0].1, None)?, None);
        let mut by_tag = BTreeMap::new();
        for (file, text) in BUILT_IN {
            by_tag.insert(tag_of(file)?, Words::of(read(file, text, Some(&english))?, Some(&english)));
        }
        let mut notices = Vec::new();
        for (file, text) in own {
            let tag = tag_of(file)?;
            let said = read(file, text, Some(&english))?;
            let known = by_tag.get(&tag).or_else(|| by_tag.get(primary(&tag)));
            if known.is_none() {
                notices.extend(left_out(file, &said));
            }
            let words = Words::of(said, Some(known.unwrap_or(&english)));
            by_tag.insert(tag, words);
        }
        Ok(Self { by_tag, english, notices })
    }

    /// The words of a language; English where there are none.
    pub fn words(&self, language: &str) -> &Words {
        let tag = language.to_ascii_lowercase();
        let found = self.by_tag.get(&tag).or_else(|| self.by_tag.get(primary(&tag)));
        found.unwrap_or(&self.english)
    }
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The language that a file is of.
fn tag_of(file: &str) -> Result<String> {
    let tag = file.strip_prefix("words/").and_then(|name| name.strip_suffix(".txt")).unwrap_or_default();
    if is_language_tag(tag) {
        return Ok(tag.to_ascii_lowercase());
    }
    Err(Error::new(
        "words-broken",
        format!("The theme has a file {file}, and no language is called so."),
        "Name it by the language's tag: words/fr.txt, words/mr.txt, words/pt-BR.txt.",
    ))
}

/// The words of a file, a line each: `home = Accueil`. Empty lines and lines that begin with # say nothing.
fn read(file: &str, text: &str, english: Option<&Words>) -> Result<BTreeMap<&'static str, String>> {
    let mut said = BTreeMap::new();
    for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let broken = |why: String| {
            Error::new(
                "words-broken",
                format!("The theme’s file {file}, line {} could not be used: {why}.", n + 1),
                "Correct that line, or take it out: then the site has its own word there.",
            )
        };
        let Some((key, words)) = line.split_once('=') else {
            return Err(broken("it has no =".to_owned()));
        };
        let (key, words) = (key.trim(), words.trim());
        let Some(known) = KEYS.iter().copied().find(|known| *known == key) else {
            return Err(broken(format!("the site has no word “{key}”")));
        };
        if words.is_empty() {
            return Err(broken(format!("“{key}” has no words")));
        }
        for name in english.map(|english| places(english.word(known))).unwrap_or_default() {
            if !words.contains(&name) {
                return Err(broken(format!("“{key}” needs {name} in it")));
            }
        }
        if said.insert(known, words.to_owned()).is_some() {
            return Err(broken(format!("“{key}” stands there twice")));
        }
    }
    Ok(said)
}

/// What stands in a sentence for something else: `{site}`.
fn places(words: &str) -> Vec<String> {
    let parts = words.split('{').skip(1);
    parts.filter_map(|part| Some(format!("{{{}}}", part.split_once('}')?.0))).collect()
}

fn left_out(file: &str, said: &BTreeMap<&'static str, String>) -> Option<Error> {
    let missing: Vec<&str> = KEYS.iter().copied().filter(|key| !said.contains_key(key)).collect();
    (!missing.is_empty()).then(|| {
        Error::new(
            "words-missing",
            format!("The theme’s file {file} leaves out: {}.", missing.join(", ")),
            "Those words stand in English until the file has them.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(file: &str, text: &str) -> Result<Languages> {
        Languages::with([(file, text)].into_iter())
    }

    #[test]
    fn what_is_put_into_a_sentence_is_not_read_as_a_place_in_it() {
        let with = [("list", "{site} {list}"), ("site", "{list}")];
        assert_eq!(filled("{list} from {site}, {page} {", &with), "{site} {list} from {list}, {page} {");
    }

    #[test]
    fn the_languages_that_come_with_stet_leave_nothing_out() {
        for (file, text) in BUILT_IN {
            assert_eq!(left_out(file, &read(file, text, None).unwrap()), None);
        }
        let languages = Languages::with(std::iter::empty()).unwrap();
        assert_eq!(languages.words("hi-IN").home, "होम");
        assert_eq!(languages.words("ur").home, "صفحۂ اول");
        assert_eq!(languages.words("fr").home, "Home");
    }

    #[test]
    fn a_file_adds_a_language_and_says_what_it_leaves_out() {
        let languages = with("words/fr.txt", "# Français\nhome = Accueil\n\nopens = Ouvre {site}\n").unwrap();
        let french = languages.words("fr-CA");
        assert_eq!((french.home.as_str(), french.topics.as_str()), ("Accueil", "Topics"));
        let notice = &languages.notices[0];
        assert_eq!(notice.code, "words-missing");
        assert!(notice.sentence.contains("fr.txt") && notice.sentence.contains("topics"), "{notice}");
        assert!(!notice.sentence.contains("home"));
    }

    #[test]
    fn a_file_of_a_language_that_we_have_changes_words_of_it() {
        let languages = with("words/hi.txt", "home = मुखपृष्ठ").unwrap();
        assert_eq!(languages.words("hi").home, "मुखपृष्ठ");
        assert_eq!(languages.words("hi").topics, "विषय");
        assert_eq!(languages.notices, []);
        let british = with("words/en-GB.txt", "home = Front page").unwrap();
        assert_eq!(
            (british.words("en-GB").home.as_str(), british.words("en").home.as_str()),
            ("Front page", "Home")
        );
    }

    #[test]
    fn a_mistake_is_named_by_its_line() {
        for (text, line, why) in [
            ("home = Accueil\nhome", 2, "no ="),
            ("\n\nhoem = Accueil", 3, "no word “hoem”"),
            ("home =", 1, "no words"),
            ("home = A\nhome = B", 2, "twice"),
            ("opens = Ouvre", 1, "needs {site}"),
        ] {
            let error = with("words/fr.txt", text).unwrap_err();
            assert_eq!(error.code, "words-broken");
            assert!(error.sentence.contains(&format!("words/fr.txt, line {line} ")), "{error}");
            assert!(error.sentence.contains(why), "{error}");
        }
        assert_eq!(with("words/french words.txt", "home = A").unwrap_err().code, "words-broken");
    }
}
