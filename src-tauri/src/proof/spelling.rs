//! Which words of a text are looked up, and which are not: addresses, figures, acronyms and
//! words of another script say nothing about spelling.

use crate::story::Script;
use std::ops::Range;

/// The words that the speller does not know, in bytes of the text.
pub fn unknown(text: &str, language: &str, knows: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let script = Script::of_language(language);
    let mut out = Vec::new();
    for run in runs(text) {
        let chunk = &text[run.clone()];
        if is_address(chunk) {
            continue;
        }
        for word in words(chunk) {
            let letters = &chunk[word.clone()];
            if !is_to_be_looked_up(letters, script) {
                continue;
            }
            let range = run.start + word.start..run.start + word.end;
            if is_known(letters, knows) {
                continue;
            }
            // Of a compound only the part that is not known is marked.
            let parts: Vec<Range<usize>> = parts(letters).collect();
            if parts.len() == 1 {
                out.push(range);
                continue;
            }
            for part in parts {
                let bare = &letters[part.clone()];
                if is_to_be_looked_up(bare, script) && bare.chars().count() > 1 && !is_known(bare, knows) {
                    out.push(range.start + part.start..range.start + part.end);
                }
            }
        }
    }
    out
}

/// Stretches between spaces.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |run| {
        let start = text.len().min(at);
        at = start + run.len() + text[start + run.len()..].chars().next().map_or(0, char::len_utf8);
        (!run.is_empty()).then_some(start..start + run.len())
    })
}

/// Web and mail addresses, handles, topics, paths and file names.
fn is_address(run: &str) -> bool {
    let bare = run.trim_start_matches(|c: char| "([{“‘\"'«".contains(c));
    let inner = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
    bare.starts_with(['@', '#'])
        || inner.contains("://")
        || inner.contains('@')
        || inner.contains('\\')
        || inner.starts_with("www.")
        || inner.starts_with('/')
        || (inner.contains('.')
            && inner.split('.').all(|p| {
                p.chars().count() > 1 && p.chars().all(|c| c.is_alphanumeric() || "/-_".contains(c))
            }))
}

fn is_word_char(c: char) -> bool {
    // Marks on letters and the joiners of Indic and Arabic scripts are parts of a word.
    c.is_alphanumeric() || is_mark(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}')
}

fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x483..=0x487 | 0x591..=0x5c7 | 0x610..=0x61a | 0x64b..=0x65f | 0x670
        | 0x6d6..=0x6ed | 0x900..=0x903 | 0x93a..=0x94f | 0x951..=0x957 | 0x962..=0x963 | 0x981..=0xdff)
}

/// Words of a run: letters and digits, joined by apostrophes and hyphens.
fn words(run: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    let chars: Vec<(usize, char)> = run.char_indices().collect();
    for (i, (at, c)) in chars.iter().enumerate() {
        let joins = matches!(c, '\'' | '’' | '-' | '‑')
            && start.is_some()
            && chars.get(i + 1).is_some_and(|(_, next)| is_word_char(*next));
        if is_word_char(*c) || joins {
            start.get_or_insert(*at);
        } else if let Some(from) = start.take() {
            out.push(from..*at);
        }
    }
    out.extend(start.map(|from| from..run.len()));
    out
}

/// The parts of a compound.
fn parts(word: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    word.split(['-', '‑']).filter_map(move |part| {
        let start = word[at..].find(part).map_or(at, |n| at + n);
        at = start + part.len();
        (!part.is_empty()).then_some(start..start + part.len())
    })
}

fn is_to_be_looked_up(word: &str, script: Script) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let count = letters().count();
    if count < 2 || word.chars().any(|c| c.is_numeric()) || !letters().all(|c| Script::of(c) == script) {
        return false;
    }
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    let small = letters().filter(|c| c.is_lowercase()).count();
    // BBC, BBC’s, MPs; and iPhone, WordPress: names with capitals inside.
    let bare = without_possessive(word);
    let acronym =
        capitals >= 2 && (small == 0 || bare.trim_end_matches('s').chars().all(|c| !c.is_lowercase()));
    let inner = bare.split(['-', '‑']).any(|part| {
        let mut inside = part.chars().skip(1).filter(|c| c.is_alphabetic());
        inside.any(char::is_uppercase) && part.chars().any(char::is_lowercase) && !is_patronymic(part)
    });
    !(acronym || inner)
}

/// McKay, MacLeod, O’Brien, D’Souza: capitals inside, and yet words to look up.
fn is_patronymic(part: &str) -> bool {
    ["Mc", "Mac", "O’", "O'", "D’", "D'"].iter().any(|start| part.starts_with(start))
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word)
}

fn is_known(word: &str, knows: &dyn Fn(&str) -> bool) -> bool {
    let plain = word.replace('’', "'").replace('‑', "-").replace('\u{ad}', "");
    knows(&plain) || plain.strip_suffix("'s").is_some_and(knows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown_in<'a>(text: &'a str, language: &str, known: &[&str]) -> Vec<&'a str> {
        unknown(text, language, &|word| known.contains(&word)).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn only_words_are_looked_up() {
        let nothing_said: [&str; 0] = [];
        for text in [
            "BBC MPs NHS’s GCSEs",
            "12th 3pm 4x4 £4.2m 2026",
            "https://calder.example/abc desk@calder.example www.calder.example calder.example/news",
            "@calderstar #savetheqay (@calderstar)",
            "iPhone WordPress YouTube",
            "a I é",
            "नदी को बचाने کالڈر Москва",
            "photo_012.jpg C:\\temp\\qqq",
        ] {
            assert_eq!(unknown_in(text, "en-GB", &[]), nothing_said, "{text}");
        }
    }

    #[test]
    fn an_unknown_word_is_marked_without_what_stands_around_it() {
        assert_eq!(unknown_in("He “recieve” it, (quikly).", "en-GB", &["He", "it"]), ["recieve", "quikly"]);
        assert_eq!(unknown_in("one\u{a0}twoo\nthree", "en-GB", &["one", "three"]), ["twoo"]);
    }

    #[test]
    fn possessives_contractions_and_compounds_go_by_their_parts() {
        let known = ["council", "don't", "storm", "hit", "Adeyemi-Lund"];
        assert_eq!(unknown_in("council’s don’t storm-hit Adeyemi-Lund", "en-GB", &known), Vec::<&str>::new());
        assert_eq!(unknown_in("storm-hitt the", "en-GB", &["storm", "the"]), ["hitt"]);
        assert_eq!(unknown_in("MacLeodd", "en-GB", &[]), ["MacLeodd"]);
    }

    #[test]
    fn each_language_looks_at_its_own_script() {
        assert_eq!(unknown_in("नदी का WordPress रंग", "hi", &["नदी", "का"]), ["रंग"]);
        assert_eq!(unknown_in("پانی hello", "ur", &[]), ["پانی"]);
    }
}
