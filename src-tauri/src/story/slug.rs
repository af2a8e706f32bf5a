//! URL slugs: from a headline in any script to `a-z 0-9 -`.

/// The longest URL slug we make or take, in bytes (Ghost's column is 191).
pub const URL_SLUG_MAX: usize = 191;
/// How long a slug made from a headline may grow before it is cut at a word.
const MADE_MAX: usize = 80;

/// Makes a URL slug from words in any script: transliterated, lower case, words joined
/// by hyphens, cut at a word under 80 bytes. Empty where nothing can be read aloud
/// (an emoji-only headline).
///
/// ```
/// assert_eq!(stet::story::url_slug_from("Mayor: “We’re €3m short”"), "mayor-were-eur3m-short");
/// assert_eq!(stet::story::url_slug_from("Żółw w Łodzi"), "zolw-w-lodzi");
/// ```
pub fn url_slug_from(words: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        // An apostrophe joins ("we’re" → "were"); any other mark parts.
        if matches!(c, '\'' | '’' | '‘' | '\u{200c}' | '\u{200d}') {
            continue;
        }
        let plain = arabic_vowel(c).unwrap_or_else(|| any_ascii::any_ascii_char(c));
        let is_word = c.is_alphanumeric() || is_mark(c) || c.is_ascii_digit() || is_currency(c);
        if !is_word || plain.is_empty() {
            gap = gap || !(is_word || is_mark(c));
            continue;
        }
        if (gap || is_han(c)) && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        gap = is_han(c);
        let speaks_a = is_indic_consonant(c) && rest.peek().is_some_and(|next| is_indic_letter(*next));
        out.extend(plain.chars().filter(char::is_ascii_alphanumeric).map(|p| p.to_ascii_lowercase()));
        if speaks_a {
            out.push('a');
        }
    }
    if out.len() > MADE_MAX {
        let cut = out[..=MADE_MAX].rfind('-').unwrap_or(MADE_MAX);
        out.truncate(cut);
    }
    out.trim_matches('-').to_owned()
}

/// Whether a slug can stand in an address as it is: 1 to 191 of `a-z 0-9 -`, no hyphen
/// first, last or doubled.
pub fn url_slug_is_lawful(slug: &str) -> bool {
    !slug.is_empty()
        && slug.len() <= URL_SLUG_MAX
        && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && !slug.contains("--")
}

/// Combining vowel signs of Indic and Arabic scripts belong to their word, and so do joiners.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F | 0x0610..=0x061A | 0x0640 | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06ED
        | 0x200B..=0x200F)
        || indic(c).is_some_and(
            |place| matches!(place, 0x00..=0x03 | 0x3A..=0x3C | 0x3E..=0x4D | 0x51..=0x57 | 0x62..=0x63),
        )
}

/// The letters of Arabic and Urdu that are read as a vowel.
fn arabic_vowel(c: char) -> Option<&'static str> {
    match c {
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ع' | 'ة' | 'ى' => Some("a"),
        'ے' | 'ۓ' => Some("e"),
        _ => None,
    }
}

/// The place of a letter in its block, for the scripts of India from Devanagari to Malayalam:
/// Unicode lays them all out alike.
fn indic(c: char) -> Option<u32> {
    let code = c as u32;
    (0x0900..0x0D80).contains(&code).then_some(code & 0x7F)
}

/// A consonant of Hindi, Bengali or Tamil speaks an “a” of its own where no vowel sign or virama
/// follows, but not at the end of a word (नदी is nadi, घर is ghar).
fn is_indic_consonant(c: char) -> bool {
    indic(c).is_some_and(|place| matches!(place, 0x15..=0x39 | 0x58..=0x5F))
}

/// A letter that stands by itself, not a sign that changes the one before.
fn is_indic_letter(c: char) -> bool {
    indic(c).is_some_and(|place| matches!(place, 0x04..=0x39 | 0x58..=0x61))
}

/// A Chinese character is a syllable, and parts from the next: shang-hai.
fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn is_currency(c: char) -> bool {
    matches!(c, '€' | '£' | '₹')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_in_any_script_give_a_lawful_slug() {
        for headline in
            ["चुनाव से पहले नदी किनारे की यात्रा", "کالڈر میں بارش", "台风", "It’s 5°C — again!", "Straße"]
        {
            let slug = url_slug_from(headline);
            assert!(url_slug_is_lawful(&slug), "{headline} gave {slug:?}");
        }
    }

    #[test]
    fn hindi_reads_aloud() {
        assert_eq!(url_slug_from("नदी घर सफर"), "nadi-ghar-saphar");
    }

    #[test]
    fn headlines_of_the_world_read_aloud() {
        let made = [
            "کالڈر میں بارش، بازار بند",
            "عودة العبّارة إلى كالدر",
            "المـــدينة",
            "上海港口周一重新开放",
            "COVID疫情2026年",
            "নদীর ধারে মেলা, কলকাতা",
            "Паром вернулся в Калдер",
            "Η γέφυρα έκλεισε",
            "서울 다리 폐쇄",
            "เรือข้ามฟาก",
            "カルダーの橋",
            "வானிலை",
            "סערה בחוף",
        ]
        .map(url_slug_from);
        assert_eq!(
            made.each_ref().map(String::as_str),
            [
                "kaldr-myn-barsh-bazar-bnd",
                "awda-alabara-ala-kaldr",
                "almdyna",
                "shang-hai-gang-kou-zhou-yi-zhong-xin-kai-fang",
                "covid-yi-qing-2026-nian",
                "nadir-dhare-mela-kalakata",
                "parom-vernulsya-v-kalder",
                "i-gefyra-ekleise",
                "seoul-dali-pyeswae",
                "erueokh-amfak",
                "karudano-qiao",
                "vanilai",
                "srh-vhvf",
            ]
        );
    }

    #[test]
    fn a_long_headline_is_cut_at_a_word() {
        let slug = url_slug_from(&"harbour wall ".repeat(20));
        assert!(slug.len() <= 80 && slug.ends_with("wall") || slug.ends_with("harbour"), "{slug}");
    }

    #[test]
    fn nothing_to_say_gives_nothing() {
        assert_eq!(url_slug_from("…?!"), "");
    }
}
