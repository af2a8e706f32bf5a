//! Proofreading: the dictionaries found on this machine, the newsroom's style file, its names
//! and what it remembers, put together for `proof`, which does the looking.
//!
//! A [`Proofreader`] is kept beside the newsroom, not in it: a check must not hold the lock that
//! a save waits for. It reads its files when they are first needed, and again when they change.

use super::{Changed, Newsroom, write_whole};
use crate::body;
use crate::proof::dictionary::{self, Dictionary};
use crate::proof::names::Names;
use crate::proof::style::House;
use crate::proof::style_file::{self, StyleFault, StyleRule};
use crate::proof::{self, Known, Mark, Piece};
use crate::store::DictionaryWord;
use crate::story::{StoryId, UtcMillis, language_name};
use crate::{Error, Result};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

/// The newsroom's own folder of dictionaries.
const DICTIONARIES: &str = "dictionaries";
/// A style file larger than any house has; more is a mistake.
const STYLE_BYTES: u64 = 4 << 20;

/// What a check needs from the newsroom's file: one short reading.
#[derive(Debug, Default)]
pub struct ProofTerms {
    off: HashSet<String>,
    let_stand: HashSet<(String, String)>,
    words: HashSet<String>,
    links_here: HashSet<String>,
}

/// Whether spelling can be checked in a language, and by what.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ProofReady {
    /// The language asked for.
    pub language: String,
    /// Where its dictionary comes from; none: there is none here.
    pub dictionary: Option<String>,
    /// What to do where there is none, or what is wrong with one; may be empty.
    pub hint: String,
    /// How many house rules look at this language, those switched off aside.
    pub rules: u32,
    /// Whether the newsroom has a style file.
    pub has_style_file: bool,
    /// What in the style file could not be read.
    pub faults: Vec<StyleFault>,
}

/// The house style as the window edits it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HouseStyle {
    /// The file.
    pub path: String,
    /// Whether it is there.
    pub exists: bool,
    /// Its rules, in its order.
    pub rules: Vec<StyleRule>,
    /// The ids of those that are switched off.
    pub off: Vec<String>,
    /// What could not be read.
    pub faults: Vec<StyleFault>,
}

/// What a rule does when it is tried.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RuleTrial {
    /// What is wrong with the rule; empty: nothing.
    pub faults: Vec<String>,
    /// What it finds in the sample.
    pub marks: Vec<Mark>,
    /// Whether it catches its own wrong example; none where it has none.
    pub catches_wrong: Option<bool>,
    /// Whether it passes its own right example; none where it has none.
    pub passes_right: Option<bool>,
}

/// One language's dictionary, and where it is from.
struct Found {
    words: Option<Dictionary>,
    from: String,
    fault: String,
}

/// When a file was last written and how long it is: whether it must be read again.
type Stamp = Option<(std::time::SystemTime, u64)>;

/// The house's rules, and the file's stamp they were read at.
type Kept = Option<(Stamp, Arc<House>)>;

/// Looks texts over for one newsroom.
pub struct Proofreader {
    folder: PathBuf,
    dictionaries: Mutex<HashMap<String, Arc<Found>>>,
    house: Mutex<Kept>,
    names: Mutex<(UtcMillis, Names)>,
}

fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(|broken| broken.into_inner())
}

impl Proofreader {
    /// For the newsroom in that folder. Reads nothing yet.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            dictionaries: Mutex::default(),
            house: Mutex::default(),
            names: Mutex::new((UtcMillis(i64::MIN), Names::default())),
        }
    }

    /// The newsroom it is for.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Loads what a story in that language needs, and learns the newest names. The first time
    /// takes its time; call it beside the typing, on a connection of its own.
    pub fn ready(&self, newsroom: &mut Newsroom, language: &str) -> Result<ProofReady> {
        self.learn(newsroom)?;
        let found = self.dictionary(language);
        let house = self.house()?;
        let off = newsroom.reading(|tx| tx.style_rules_off())?;
        let rules = house.as_ref().map_or(0, |h| {
            let looks = |r: &&StyleRule| {
                (r.language.is_empty() || language.starts_with(r.language.as_str())) && !off.contains(&r.id)
            };
            h.rules().iter().filter(looks).count() as u32
        });
        let hint = if found.words.is_some() {
            String::new()
        } else if found.fault.is_empty() {
            let file = file_names(language).pop().unwrap_or_default();
            let place = self.folder.join(DICTIONARIES);
            format!("Put {file}.aff and {file}.dic (Hunspell) into “{}”.", place.display())
        } else {
            found.fault.clone()
        };
        Ok(ProofReady {
            language: language.to_owned(),
            dictionary: found.words.is_some().then(|| found.from.clone()),
            hint,
            rules,
            has_style_file: house.is_some(),
            faults: house.map(|h| h.faults().to_vec()).unwrap_or_default(),
        })
    }

    fn learn(&self, newsroom: &mut Newsroom) -> Result<()> {
        let mut kept = held(&self.names);
        let (since, names) = &mut *kept;
        newsroom.reading(|tx| {
            tx.names_by_place()?.iter().for_each(|name| names.sure(name));
            *since = tx.texts_since(*since, &mut |id, text| names.story(id, text))?;
            Ok(())
        })
    }

    /// Marks what is to be marked in each piece.
    pub fn check(&self, terms: &ProofTerms, language: &str, pieces: &[Piece]) -> Result<Vec<Vec<Mark>>> {
        let house = self.house()?;
        let found = self.dictionary(language);
        let names = held(&self.names);
        // Many words come again and again: each is looked up once a call.
        let asked = std::cell::RefCell::new(HashMap::<String, bool>::new());
        let knows = |word: &str| {
            if let Some(known) = asked.borrow().get(word) {
                return *known;
            }
            let added = |word: &str| terms.words.contains(word) || terms.words.contains(&word.to_lowercase());
            let known =
                found.words.as_ref().is_some_and(|d| d.knows(word)) || added(word) || names.1.knows(word);
            asked.borrow_mut().insert(word.to_owned(), known);
            known
        };
        let known = Known {
            language,
            house: house.as_deref(),
            off: &terms.off,
            let_stand: &terms.let_stand,
            speller: found.words.is_some().then_some(&knows),
            story_is_here: &|href| terms.links_here.contains(href),
        };
        Ok(pieces.iter().map(|piece| proof::marks(piece, &known)).collect())
    }

    /// Words like one that the dictionary does not know, up to five.
    pub fn suggest(&self, language: &str, word: &str) -> Vec<String> {
        let plain = word.replace('’', "'");
        let found = self.dictionary(language);
        let mut out = found.words.as_ref().map(|d| d.suggest(&plain)).unwrap_or_default();
        if word.contains('’') {
            out.iter_mut().for_each(|word| *word = word.replace('\'', "’"));
        }
        out
    }

    /// The dictionary of a language: the newsroom's own first, then the one that comes with
    /// Stet, then the system's.
    fn dictionary(&self, language: &str) -> Arc<Found> {
        let mut kept = held(&self.dictionaries);
        if let Some(found) = kept.get(language)
            && (found.words.is_some() || !self.folder.join(DICTIONARIES).exists())
        {
            return found.clone();
        }
        let found = Arc::new(self.look_for(language));
        kept.insert(language.to_owned(), found.clone());
        found
    }

    fn look_for(&self, language: &str) -> Found {
        let mut fault = String::new();
        let mut read = |folder: &Path, from: &str| {
            for name in file_names(language) {
                let (aff, dic) = (folder.join(format!("{name}.aff")), folder.join(format!("{name}.dic")));
                let (Ok(aff), Ok(dic)) = (std::fs::read(aff), std::fs::read(dic)) else { continue };
                match Dictionary::read(&aff, &dic, &name) {
                    Ok(words) => {
                        let from = format!("{} ({from})", language_name(language));
                        return Some(Found { words: Some(words), from, fault: String::new() });
                    }
                    Err(why) => fault = why.to_string(),
                }
            }
            None
        };
        if let Some(found) = read(&self.folder.join(DICTIONARIES), "this newsroom’s own") {
            return found;
        }
        match dictionary::bundled(language) {
            Ok(Some(words)) => {
                let from = format!("{} (comes with Stet)", language_name(language));
                return Found { words: Some(words), from, fault: String::new() };
            }
            Ok(None) => {}
            Err(why) => return Found { words: None, from: String::new(), fault: why.to_string() },
        }
        for folder in system_folders() {
            if let Some(found) = read(&folder, "from this machine") {
                return found;
            }
        }
        Found { words: None, from: String::new(), fault }
    }

    /// The rules of the house, read again where the file has changed; none without a file.
    fn house(&self) -> Result<Option<Arc<House>>> {
        let path = self.folder.join(style_file::FILE);
        let stamp: Stamp = std::fs::metadata(&path).ok().and_then(|m| Some((m.modified().ok()?, m.len())));
        let mut kept = held(&self.house);
        if stamp.is_none() {
            *kept = None;
            return Ok(None);
        }
        if let Some((was, house)) = &*kept
            && *was == stamp
        {
            return Ok(Some(house.clone()));
        }
        let house = Arc::new(House::read(&style_text(&path)?));
        *kept = Some((stamp, house.clone()));
        Ok(Some(house))
    }

    /// The house style as it stands.
    pub fn style(&self, newsroom: &mut Newsroom) -> Result<HouseStyle> {
        let house = self.house()?;
        Ok(HouseStyle {
            path: self.folder.join(style_file::FILE).display().to_string(),
            exists: house.is_some(),
            off: newsroom.reading(|tx| tx.style_rules_off())?,
            rules: house.as_ref().map(|h| h.rules().to_vec()).unwrap_or_default(),
            faults: house.map(|h| h.faults().to_vec()).unwrap_or_default(),
        })
    }

    /// Keeps a rule as edited: in the place of the rule `was`, or at the end of the file.
    ///
    /// # Errors
    /// `style-rule-nameless`, `style-rule-twice`, `style-rule-wrong`, `style-file-unreadable`.
    pub fn save_rule(&self, was: &str, rule: &StyleRule) -> Result<()> {
        let rule =
            &StyleRule { id: rule.id.split_whitespace().collect::<Vec<_>>().join(" "), ..rule.clone() };
        if rule.id.is_empty() {
            return Err(Error::new("style-rule-nameless", "The rule has no name.", "Give it a short name."));
        }
        if let Some(sentence) = fault_of(rule) {
            return Err(Error::new("style-rule-wrong", sentence, "Nothing was changed."));
        }
        let path = self.folder.join(style_file::FILE);
        let text = if path.exists() { style_text(&path)? } else { String::new() };
        if rule.id != was && style_file::read(&text).0.iter().any(|r| r.id == rule.id) {
            return Err(Error::new(
                "style-rule-twice",
                format!("There is a rule “{}” already.", rule.id),
                "Give this one another name, or change that one.",
            ));
        }
        write_whole(&path, style_file::put(&text, was, rule).as_bytes())
    }

    /// Takes a rule out of the file.
    pub fn remove_rule(&self, id: &str) -> Result<()> {
        let path = self.folder.join(style_file::FILE);
        write_whole(&path, style_file::without(&style_text(&path)?, id).as_bytes())
    }

    /// Tries a rule on a sample, and on its own example, whether it is kept or not.
    pub fn try_rule(&self, rule: &StyleRule, language: &str, sample: &str) -> RuleTrial {
        let house = House::of_one(rule.clone());
        let none = (HashSet::new(), HashSet::new());
        // A rule for headlines is tried in one.
        let field = rule.fields.first().map_or("body", String::as_str);
        let language = if rule.language.is_empty() { language } else { rule.language.as_str() };
        let look = |text: &str| {
            let known = Known {
                language,
                house: Some(&house),
                off: &none.0,
                let_stand: &none.1,
                speller: None,
                story_is_here: &|_| true,
            };
            let piece =
                Piece { field: field.to_owned(), text: text.to_owned(), quoted: false, links: Vec::new() };
            let mut marks = proof::marks(&piece, &known);
            marks.retain(|m| m.kind == proof::MarkKind::Style);
            marks
        };
        let tried = |text: &str| (!text.trim().is_empty()).then(|| !look(text).is_empty());
        RuleTrial {
            faults: house
                .faults()
                .iter()
                .map(|f| f.sentence.clone())
                .chain(fault_of(rule))
                .collect::<Vec<_>>(),
            marks: look(sample),
            catches_wrong: tried(&rule.wrong),
            passes_right: tried(&rule.right).map(|caught| !caught),
        }
        .without_doubles()
    }
}

impl RuleTrial {
    fn without_doubles(mut self) -> Self {
        self.faults.dedup();
        self
    }
}

/// What would be said of the rule once it is in the file.
fn fault_of(rule: &StyleRule) -> Option<String> {
    let written = style_file::put("", "", rule);
    House::read(&written).faults().first().map(|f| f.sentence.clone())
}

/// Writes the rules that every new newsroom starts with, where it has none.
///
/// # Errors
/// `style-file-exists`; `folder-unwritable` and its like.
pub fn put_starter_rules(folder: &Path) -> Result<()> {
    let path = folder.join(style_file::FILE);
    if path.exists() {
        return Err(Error::new(
            "style-file-exists",
            format!("“{}” is there already.", path.display()),
            "It was left as it is.",
        ));
    }
    write_whole(&path, style_file::STARTER.as_bytes())
}

fn style_text(path: &Path) -> Result<String> {
    let unreadable = |why: String| {
        Error::new(
            "style-file-unreadable",
            format!("The house style in “{}” cannot be read: {why}.", path.display()),
            "Save it as plain text (UTF-8). The rest of Stet works without it.",
        )
    };
    let length = std::fs::metadata(path).map_err(|fault| unreadable(fault.to_string()))?.len();
    if length > STYLE_BYTES {
        return Err(unreadable("it is longer than 4 MB".to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|fault| unreadable(fault.to_string()))?;
    String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))
}

/// The names a language's dictionary may have as a file, best first: `en_GB`, `en-GB`, `en`.
fn file_names(language: &str) -> Vec<String> {
    // What comes from a story goes into a path: letters, digits and hyphens only.
    if language.is_empty() || !language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Vec::new();
    }
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let mut names = Vec::new();
    if language.contains('-') {
        names.push(language.replace('-', "_"));
        names.push(language.to_owned());
    } else {
        // Dictionaries are named for a country even where a language has one main country.
        let home = match primary.as_str() {
            "hi" | "ta" | "te" | "mr" | "gu" | "pa" | "kn" | "ml" => "IN",
            "ur" => "PK",
            "bn" => "BD",
            "uk" => "UA",
            "cs" => "CZ",
            "da" => "DK",
            "sv" => "SE",
            "el" => "GR",
            "he" => "IL",
            "ne" => "NP",
            other => other,
        };
        names.push(format!("{primary}_{}", home.to_ascii_uppercase()));
    }
    names.push(primary);
    names
}

/// Where other programs keep their dictionaries.
fn system_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = ["/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/share/myspell"]
        .into_iter()
        .chain(["/usr/local/share/hunspell", "/opt/homebrew/share/hunspell", "/Library/Spelling"])
        .map(PathBuf::from)
        .collect();
    if let Some(dirs) = directories::BaseDirs::new() {
        folders.push(dirs.home_dir().join("Library/Spelling"));
        folders.push(dirs.data_dir().join("hunspell"));
    }
    folders
}

impl Newsroom {
    /// What a check of these pieces must know, in one short reading.
    pub fn proof_terms(&mut self, story: StoryId, language: &str, pieces: &[Piece]) -> Result<ProofTerms> {
        let primary = primary_of(language);
        self.reading(|tx| {
            let words = tx.dictionary_words()?.into_iter();
            let words = words.filter(|w| w.language.is_empty() || w.language == primary).map(|w| w.word);
            let mut links_here = HashSet::new();
            for link in pieces.iter().flat_map(|p| &p.links) {
                if let Some(to) = body::story_of(&link.href)
                    && tx.story_if_here(to)?.is_some()
                {
                    links_here.insert(link.href.clone());
                }
            }
            Ok(ProofTerms {
                off: tx.style_rules_off()?.into_iter().collect(),
                let_stand: tx.let_stand(story)?.into_iter().collect(),
                words: words.collect(),
                links_here,
            })
        })
    }

    /// Lets words stand in a story ("right this time"), or marks them again.
    pub fn set_let_stand(&mut self, story: StoryId, rule: &str, quote: &str, stands: bool) -> Result<()> {
        self.transact(|tx| tx.set_let_stand(story, rule, quote, stands))
    }

    /// Switches a rule of the house off, or on again.
    pub fn switch_style_rule(&mut self, rule: &str, on: bool) -> Result<()> {
        self.transact(|tx| tx.set_style_rule_off(rule, !on))
    }

    /// The words that were added by hand.
    pub fn dictionary_words(&mut self) -> Result<Vec<DictionaryWord>> {
        self.reading(|tx| tx.dictionary_words())
    }

    /// Adds a word to the newsroom's dictionary; `language` empty: for every language.
    ///
    /// # Errors
    /// `word-unlawful`.
    pub fn add_dictionary_word(&mut self, language: &str, word: &str, now: UtcMillis) -> Result<Changed> {
        let word = word.trim().replace('’', "'");
        let lawful = (1..=80).contains(&word.chars().count())
            && word.chars().any(char::is_alphabetic)
            && !word.contains(char::is_whitespace);
        if !lawful {
            return Err(Error::new(
                "word-unlawful",
                format!("“{word}” is not one word."),
                "Add words one by one, without spaces.",
            ));
        }
        let word = DictionaryWord { language: primary_of(language), word };
        self.transact(|tx| tx.add_dictionary_word(&word, now))?;
        Ok(Changed::default())
    }

    /// Takes a word out of the newsroom's dictionary.
    pub fn remove_dictionary_word(&mut self, language: &str, word: &str) -> Result<()> {
        let word = DictionaryWord { language: language.to_owned(), word: word.to_owned() };
        self.transact(|tx| tx.remove_dictionary_word(&word))
    }
}

fn primary_of(language: &str) -> String {
    language.split('-').next().unwrap_or_default().to_ascii_lowercase()
}
