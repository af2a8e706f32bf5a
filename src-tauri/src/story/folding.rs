//! What the word index holds of a text, and what a person's words are looked up as. Both go
//! through here, so that a word is found however it was typed: with or without accents, vowel
//! points and stretching; in an older or a newer way of writing the same letter.
//!
//! Pure. How the index is asked is in `store/words.rs`; how words are counted is in `body/text.rs`.

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

const DECOMPOSED: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const COMPOSED: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const MARKS: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMapBorrowed::new();

/// A piece of folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A word of a script that puts spaces between words.
    Word(String),
    /// A run of a script without spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
    Run(String),
}

/// A text as it is compared: one form for each letter, lower case, European accents, Arabic and
/// Hebrew vowel points, stretching and invisible characters gone, digits of every script as 0 to 9.
///
/// ```
/// assert_eq!(stet::story::folded("Zürich"), "zurich");
/// ```
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in DECOMPOSED.normalize_iter(text.chars()).flat_map(char::to_lowercase) {
        if is_dropped(c) {
            continue;
        }
        if let Some(letters) = spelt_out(c) {
            out.push_str(letters);
            continue;
        }
        let c = one_form(c);
        if let Some(nasal) = nasal_of(c) {
            // हिन्दी and हिंदी: a half nasal before a consonant of its own row is the dot.
            let mut before = out.chars().rev();
            if before.next() == Some('\u{94D}') && before.next() == Some(nasal) {
                out.truncate(out.len() - nasal.len_utf8() - '\u{94D}'.len_utf8());
                out.push('\u{902}');
            }
        }
        out.push(c);
    }
    // Kana and Hangul were taken apart above: put them together again.
    COMPOSED.normalize(&out).into_owned()
}

/// The words and runs of a text, folded, in order.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut piece = String::new();
    let mut is_run = false;
    let mut end = |piece: &mut String, is_run: bool| {
        if !piece.is_empty() {
            let whole = std::mem::take(piece);
            out.push(if is_run { Piece::Run(whole) } else { Piece::Word(whole) });
        }
    };
    for c in folded(text).chars() {
        let joins = !piece.is_empty() && !c.is_ascii() && MARKS.get_u8(c) != 0;
        if !c.is_alphanumeric() && !joins {
            end(&mut piece, is_run);
            continue;
        }
        let runs = if joins { is_run } else { is_unspaced(c) };
        if runs != is_run {
            end(&mut piece, is_run);
            is_run = runs;
        }
        piece.push(c);
    }
    end(&mut piece, is_run);
    out
}

/// Whether words of this character's script are written without spaces between them.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF
        | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Signs that make no other word: accents of Latin, Greek and Cyrillic, points of Hebrew and
/// Arabic, tatweel, the dot under Indic consonants, joiners, direction marks, soft hyphens.
fn is_dropped(c: char) -> bool {
    matches!(c as u32,
        0x00AD | 0x0300..=0x036F | 0x0591..=0x05BD | 0x05BF | 0x05C1..=0x05C2 | 0x05C4..=0x05C5 | 0x05C7
        | 0x0610..=0x061C | 0x0640 | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC | 0x06DF..=0x06E4
        | 0x06E7..=0x06E8 | 0x06EA..=0x06ED
        | 0x093C | 0x09BC | 0x0A3C | 0x0ABC | 0x0B3C | 0x0CBC
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
        | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF)
}

/// Letters that Unicode does not take apart, but people do.
fn spelt_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// One of several forms of the same letter, for all of them.
fn one_form(c: char) -> char {
    match c {
        'ς' => 'σ',
        '’' | '‘' | 'ʼ' | '＇' => '\'',
        // Arabic, Persian and Urdu keyboards give different codes for what is read as one letter.
        '\u{649}' | '\u{64A}' => '\u{6CC}',
        '\u{643}' | '\u{6AA}' => '\u{6A9}',
        '\u{629}' | '\u{6C1}' | '\u{6C3}' | '\u{6D5}' => '\u{647}',
        '\u{671}' => '\u{627}',
        // Candrabindu is written as a plain dot by many: हँसी, हंसी.
        '\u{901}' => '\u{902}',
        '\u{981}' => '\u{982}',
        _ => digit(c).unwrap_or(c),
    }
}

/// A digit of another script as 0 to 9.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 13] = [
        0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50,
        0x1040,
    ];
    let code = c as u32;
    let zero = ZEROS.into_iter().find(|zero| (*zero..*zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// The nasal of a Devanagari consonant's row.
fn nasal_of(c: char) -> Option<char> {
    Some(match c as u32 {
        0x0915..=0x0918 => '\u{919}',
        0x091A..=0x091D => '\u{91E}',
        0x091F..=0x0922 => '\u{923}',
        0x0924..=0x0927 => '\u{928}',
        0x092A..=0x092D => '\u{92E}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_however_it_was_typed() {
        for (one, other) in [
            ("Zürich", "ZURICH"),
            ("Zu\u{308}rich", "zürich"),
            ("Straße", "STRASSE"),
            ("Łódź", "lodz"),
            ("Bjørnson", "bjornson"),
            ("İstanbul", "istanbul"),
            ("Ἀθῆναι", "αθηναι"),
            ("ΛΟΓΟΣ", "λόγος"),
            ("Königs\u{AD}berg", "Königsberg"),
            ("ﬁnal", "final"),
            ("ＣＯＶＩＤ", "covid"),
            // Hindi: dot under, composed or not; half nasal or dot; joiners; digits.
            ("क़ानून", "क\u{93C}ानून"),
            ("ज़मीन", "जमीन"),
            ("हिन्दी", "हिंदी"),
            ("चम्पा", "चंपा"),
            ("हँसी", "हंसी"),
            ("क्\u{200D}या", "क्या"),
            ("२०२६", "2026"),
            // Arabic and Urdu: points, stretching, hamza, and the letters of other keyboards.
            ("مُحَمَّد", "محمد"),
            ("محـــمد", "محمد"),
            ("أخبار", "اخبار"),
            ("كتاب", "کتاب"),
            ("علي", "علی"),
            ("علی", "على"),
            ("مدرسة", "مدرسه"),
            ("شہر", "شهر"),
            ("٢٠٢٦", "۲۰۲۶"),
            ("ﺍﻟﺴﻼﻡ", "السلام"),
            ("שָׁלוֹם", "שלום"),
            // Japanese: half and full width.
            ("ｶﾞｽ", "ガス"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} and {other}");
        }
    }

    #[test]
    fn words_that_differ_stay_apart() {
        for (one, other) in [
            ("मन", "मान"),
            ("अन्न", "अंन"),
            ("かき", "がき"),
            ("بھائی", "بہائی"),
            ("kat", "cat"),
            ("서울", "서을"),
        ] {
            assert_ne!(folded(one), folded(other), "{one} and {other}");
        }
    }

    #[test]
    fn scripts_without_spaces_make_runs() {
        let word = |w: &str| Piece::Word(w.to_owned());
        let run = |w: &str| Piece::Run(w.to_owned());
        assert_eq!(pieces("It’s 3.2m"), [word("it"), word("s"), word("3"), word("2m")]);
        assert_eq!(pieces("台风“海燕”2026年"), [run("台风"), run("海燕"), word("2026"), run("年")]);
        assert_eq!(pieces("東京タワー"), [run("東京タワー")]);
        assert_eq!(pieces("กรุงเทพฯ"), [run("กรุงเทพฯ")]);
        assert_eq!(pieces("नदी का पानी।"), [word("नदी"), word("का"), word("पानी")]);
        assert_eq!(pieces("…?! 🌊"), []);
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Zürich ﬁ ½ Å", "हिन्दी क़", "مُحَمَّد ﷲ", "ｶﾞｽ 各", "ẞ İ ŉ"]
        {
            assert_eq!(folded(&folded(text)), folded(text), "{text}");
        }
    }
}
