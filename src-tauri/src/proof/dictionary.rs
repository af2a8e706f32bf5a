//! A Hunspell dictionary in memory, and the ones that come with Stet.

use crate::{Error, Result};

/// A dictionary of one language, ready to ask.
pub struct Dictionary {
    words: spellbook::Dictionary,
}

/// How many suggestions a person is shown.
const SUGGESTIONS: usize = 5;

impl Dictionary {
    /// Reads the two parts of a Hunspell dictionary.
    ///
    /// # Errors
    /// `dictionary-unreadable`.
    pub fn read(aff: &[u8], dic: &[u8], name: &str) -> Result<Dictionary> {
        let aff = decoded(aff, aff);
        let dic = decoded(dic, aff.as_bytes());
        // The text is UTF-8 from here on, whatever the file said of itself.
        let aff: String = aff.lines().filter(|l| !l.trim_start_matches('\u{feff}').starts_with("SET ")).fold(
            "SET UTF-8\n".to_owned(),
            |mut all, line| {
                all.push_str(line.trim_start_matches('\u{feff}'));
                all.push('\n');
                all
            },
        );
        let words = spellbook::Dictionary::new(&aff, &dic).map_err(|fault| {
            Error::new(
                "dictionary-unreadable",
                format!("The dictionary “{name}” cannot be read: {fault}."),
                "Take another copy of its .aff and .dic files.",
            )
        })?;
        Ok(Dictionary { words })
    }

    /// Whether it knows the word.
    pub fn knows(&self, word: &str) -> bool {
        self.words.check(word)
    }

    /// Words like it, best first.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let mut out = Vec::new();
        self.words.suggest(word, &mut out);
        out.truncate(SUGGESTIONS);
        out
    }
}

/// Hunspell files name their encoding on a `SET` line; most are UTF-8, old ones a Latin one.
fn decoded(bytes: &[u8], aff: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let set = String::from_utf8_lossy(aff);
    let set = set.lines().find_map(|l| l.strip_prefix("SET ")).unwrap_or_default().trim().to_owned();
    let latin9 = set.eq_ignore_ascii_case("ISO8859-15");
    bytes
        .iter()
        .map(|b| match (*b, latin9) {
            (0xa4, true) => '€',
            (0xa6, true) => 'Š',
            (0xa8, true) => 'š',
            (0xb4, true) => 'Ž',
            (0xb8, true) => 'ž',
            (0xbc, true) => 'Œ',
            (0xbd, true) => 'œ',
            (0xbe, true) => 'Ÿ',
            (b, _) => char::from(b),
        })
        .collect()
}

const ENGLISH: &[u8] = include_bytes!("../../dictionaries/en.aff");
const BRITISH: &[u8] = include_bytes!("../../dictionaries/en-GB.dic.zst");
const AMERICAN: &[u8] = include_bytes!("../../dictionaries/en-US.dic.zst");
const AUSTRALIAN: &[u8] = include_bytes!("../../dictionaries/en-AU.dic.zst");
const CANADIAN: &[u8] = include_bytes!("../../dictionaries/en-CA.dic.zst");

/// The dictionary of that language which comes with Stet; none where none does. English of
/// other places, and of no place, is spelled as in Britain.
///
/// # Errors
/// `dictionary-unreadable`.
pub fn bundled(language: &str) -> Result<Option<Dictionary>> {
    let lower = language.to_ascii_lowercase();
    let mut parts = lower.split('-');
    if parts.next() != Some("en") {
        return Ok(None);
    }
    let packed = match parts.next() {
        Some("us" | "ph" | "pr") => AMERICAN,
        Some("au" | "nz") => AUSTRALIAN,
        Some("ca") => CANADIAN,
        _ => BRITISH,
    };
    let words = zstd::decode_all(packed).map_err(|fault| {
        Error::new(
            "dictionary-unreadable",
            format!("The English dictionary cannot be unpacked: {fault}."),
            "Install Stet again.",
        )
    })?;
    Dictionary::read(ENGLISH, &words, language).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn britain_and_america_spell_as_they_do() {
        let (gb, us) = (bundled("en-GB").unwrap().unwrap(), bundled("en-US").unwrap().unwrap());
        for word in ["harbour", "organise", "centre", "council's", "Monday", "don't"] {
            assert!(gb.knows(word), "{word}");
        }
        assert!(us.knows("harbor") && us.knows("organize") && !us.knows("harbour"));
        assert!(!gb.knows("harbor") && !gb.knows("recieve"));
        assert_eq!(gb.suggest("recieve").first().map(String::as_str), Some("receive"));
        assert!(gb.suggest("harbor").len() <= 5);
        assert!(bundled("hi").unwrap().is_none());
    }

    #[test]
    fn a_dictionary_in_latin_1_reads_as_one_in_utf_8() {
        let aff = b"SET ISO8859-1\nTRY abc\n";
        let dictionary = Dictionary::read(aff, b"1\ncaf\xe9\n", "fr").unwrap();
        assert!(dictionary.knows("café") && !dictionary.knows("cafe"));
    }

    #[test]
    fn a_file_that_is_no_dictionary_says_so() {
        let Err(fault) = Dictionary::read(b"SET UTF-8\nPFX A Y x\n", b"1\na\n", "xx") else {
            panic!("it was read")
        };
        assert_eq!(fault.code, "dictionary-unreadable");
    }
}
