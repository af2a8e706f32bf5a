//! Languages by BCP 47 tag: their direction and their names.

use serde::{Deserialize, Serialize};

/// The way text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn html(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
    /// The direction of that word, or none.
    pub fn from_word(word: &str) -> Option<Direction> {
        match word {
            "ltr" => Some(Direction::Ltr),
            "rtl" => Some(Direction::Rtl),
            _ => None,
        }
    }
}

/// The direction a language is written in, by its primary subtag and script.
pub fn direction_of(language: &str) -> Direction {
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    if parts.any(|p| p.eq_ignore_ascii_case("Latn")) {
        return Direction::Ltr;
    }
    match primary.as_str() {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi" => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// Whether the text looks like a BCP 47 tag (RFC 5646: subtags of 1 to 8 letters or
/// digits joined by hyphens, the first of letters).
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The language's English name, else the tag itself.
pub fn language_name(tag: &str) -> &str {
    match tag {
        "en-GB" => "English (UK)",
        "en-US" => "English (US)",
        "en-IN" => "English (India)",
        "en" => "English",
        "hi" => "Hindi",
        "ur" => "Urdu",
        "ar" => "Arabic",
        "fr" => "French",
        "de" => "German",
        "es" => "Spanish",
        "zh" => "Chinese",
        _ => tag,
    }
}
