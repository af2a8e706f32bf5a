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

/// The scripts that are told apart, by blocks of Unicode.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // they are named
pub enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Devanagari,
    /// Any of the others.
    Other,
}

impl Script {
    /// The script of a letter.
    pub fn of(c: char) -> Script {
        match c as u32 {
            0x41..=0x24f | 0x1e00..=0x1eff => Script::Latin,
            0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
            0x400..=0x52f => Script::Cyrillic,
            0x590..=0x5ff => Script::Hebrew,
            0x600..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Script::Arabic,
            0x900..=0x97f => Script::Devanagari,
            _ => Script::Other,
        }
    }

    /// The script that a language is written in, by its primary subtag and script.
    pub fn of_language(language: &str) -> Script {
        let mut parts = language.split('-');
        let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
        if parts.any(|p| p.eq_ignore_ascii_case("Latn")) {
            return Script::Latin;
        }
        match primary.as_str() {
            "el" => Script::Greek,
            "ru" | "uk" | "be" | "bg" | "mk" | "sr" | "kk" | "ky" | "mn" => Script::Cyrillic,
            "he" | "yi" => Script::Hebrew,
            "ar" | "ur" | "fa" | "ps" | "sd" | "ug" | "ckb" | "ks" => Script::Arabic,
            "hi" | "mr" | "ne" | "sa" | "kok" => Script::Devanagari,
            "bn" | "ta" | "te" | "ml" | "kn" | "gu" | "pa" | "or" | "si" | "th" | "lo" | "km" | "my"
            | "ka" | "hy" | "am" | "zh" | "ja" | "ko" | "dv" | "bo" | "dz" => Script::Other,
            _ => Script::Latin,
        }
    }
}

/// The language of a name that nobody told the language of: by the script of its first letter, where that
/// is another than the one `otherwise` is written in. Only the scripts that the site has words for.
pub fn language_of_name<'a>(name: &str, otherwise: &'a str) -> &'a str {
    let language = |c: char| match Script::of(c) {
        Script::Latin => Some("en"),
        Script::Arabic => Some("ur"),
        Script::Devanagari => Some("hi"),
        _ => None,
    };
    let own = match Script::of_language(otherwise) {
        Script::Devanagari => "hi",
        _ if direction_of(otherwise) == Direction::Rtl => "ur",
        _ => "en",
    };
    let found = name.chars().filter(|c| c.is_alphabetic()).find_map(language);
    found.filter(|language| *language != own).unwrap_or(otherwise)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_in_the_language_of_its_letters() {
        for (name, otherwise, language) in [
            ("Harbour", "en-GB", "en-GB"),
            ("Élodie", "fr", "fr"),
            ("“2026” 14", "en-GB", "en-GB"),
            ("2026 चुनाव", "en-GB", "hi"),
            ("زرینہ ہالم", "en-GB", "ur"),
            ("زرینہ ہالم", "ar", "ar"),
            ("Ines Marlowe", "hi", "en"),
            ("बंदरगाह", "mr", "mr"),
            ("Nadi", "hi-Latn", "hi-Latn"),
            ("海港", "en-GB", "en-GB"),
        ] {
            assert_eq!(language_of_name(name, otherwise), language, "{name} in {otherwise}");
        }
    }
}
