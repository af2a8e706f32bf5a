//! The words alone: plain text, counts, and what a body points at.

use super::link::story_of;
use super::{Block, Inline};
use crate::story::StoryId;
use unicode_segmentation::UnicodeSegmentation;

/// How many words a reader takes in a minute.
const WORDS_A_MINUTE: u64 = 250;
/// How many characters of Chinese or Japanese.
const CHARACTERS_A_MINUTE: u64 = 600;

/// Everything in the body that a reader can read: blocks with a blank line between,
/// captions, alternative texts and credits included, notes not.
pub fn plain_text(doc: &[Block]) -> String {
    let mut parts = Vec::new();
    gather(doc, true, &mut parts);
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// As [`plain_text`], with the notes in their places: for the newsroom's own comparing.
pub fn plain_text_with_notes(doc: &[Block]) -> String {
    let mut parts = Vec::new();
    each_block(doc, &mut |block| match block {
        Block::Note(lines) => parts.extend(lines.iter().map(|line| inline_text(line))),
        block => gather_one(block, true, &mut parts),
    });
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// Running text without its marks; a break is a newline.
pub fn inline_text(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Text { text, .. } => text,
            Inline::Break => "\n",
        })
        .collect()
}

/// How many words a text has. One rule everywhere: the words of Unicode's word
/// segmentation (UAX 29). So “it’s” is one word, “2019–20” and “well-known” are two, a
/// number is a word and a dash is none; Hindi and Urdu words are counted as they are
/// spaced; in Chinese and Japanese each character is a word, but a run of katakana is one.
pub fn words(text: &str) -> usize {
    text.unicode_words().count()
}

/// How long a body is. What is counted: paragraphs, subheads, quotes, pull quotes, lists,
/// tables, key points and fact boxes. Captions, credits and alternative texts are not, nor are
/// embeds, related links and notes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Length {
    /// Its words, by the rule of [`words`].
    pub words: usize,
    /// How many of the words are characters of Chinese or Japanese, or runs of katakana.
    pub cjk_words: usize,
    /// The characters in those.
    pub cjk_characters: usize,
}

impl Length {
    /// How long the body is.
    pub fn of(doc: &[Block]) -> Self {
        let mut parts = Vec::new();
        gather(doc, false, &mut parts);
        let mut length = Self::default();
        for word in parts.iter().flat_map(|part| part.unicode_words()) {
            length.words += 1;
            if word.chars().all(is_chinese_or_japanese) {
                length.cjk_words += 1;
                length.cjk_characters += word.chars().count();
            }
        }
        length
    }

    /// How many minutes it takes to read: 250 words a minute, but Chinese and Japanese at 600
    /// characters a minute; rounded up, and at least 1.
    pub fn minutes(self) -> u32 {
        let words = self.words.saturating_sub(self.cjk_words) as u64;
        let scaled = words * CHARACTERS_A_MINUTE + self.cjk_characters as u64 * WORDS_A_MINUTE;
        u32::try_from(scaled.div_ceil(WORDS_A_MINUTE * CHARACTERS_A_MINUTE)).unwrap_or(u32::MAX).max(1)
    }
}

impl std::iter::Sum for Length {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| Self {
            words: a.words.saturating_add(b.words),
            cjk_words: a.cjk_words.saturating_add(b.cjk_words),
            cjk_characters: a.cjk_characters.saturating_add(b.cjk_characters),
        })
    }
}

/// How many words the body has.
pub fn count(doc: &[Block]) -> usize {
    Length::of(doc).words
}

/// How many minutes the body takes to read.
pub fn minutes(doc: &[Block]) -> u32 {
    Length::of(doc).minutes()
}

/// The pictures in the body, each once, in order.
pub fn media_in(doc: &[Block]) -> Vec<&str> {
    let mut found = Vec::new();
    each_block(doc, &mut |block| {
        if let Block::Figure { media, .. } = block
            && !media.is_empty()
            && !found.contains(&media.as_str())
        {
            found.push(media);
        }
    });
    found
}

/// The stories of ours that the body points at, by a related block or by a `story:` link
/// in any text or caption, each once, in order.
pub fn stories_in(doc: &[Block]) -> Vec<StoryId> {
    let mut found: Vec<StoryId> = Vec::new();
    let mut add = |address: &str| {
        if let Some(story) = story_of(address)
            && !found.contains(&story)
        {
            found.push(story);
        }
    };
    each_block(doc, &mut |block| {
        let runs: Vec<&[Inline]> = match block {
            Block::Paragraph(text) | Block::Heading(_, text) => vec![text],
            Block::Pullquote { quote, .. } => vec![quote],
            Block::Figure { caption, .. } => vec![caption],
            Block::Table { head, rows } => {
                head.iter().chain(rows.iter().flatten()).map(Vec::as_slice).collect()
            }
            Block::Keypoints(points) => points.iter().map(Vec::as_slice).collect(),
            Block::Factbox { lines, .. } => lines.iter().map(|line| line.text.as_slice()).collect(),
            Block::Related { to, .. } => {
                add(to);
                Vec::new()
            }
            // What a note points at is no reader's.
            Block::Note(_)
            | Block::Quote(_)
            | Block::Bullets(_)
            | Block::Ordered(..)
            | Block::Rule
            | Block::Embed { .. } => Vec::new(),
        };
        for inline in runs.into_iter().flatten() {
            if let Inline::Text { link: Some(href), .. } = inline {
                add(href);
            }
        }
    });
    found
}

/// The texts that running words stand in, in the order of reading, each by itself: paragraphs,
/// subheads, pull quotes, captions, cells, lines of boxes and notes. Those without a word are left out.
pub fn texts(doc: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    each_block(doc, &mut |block| match block {
        Block::Paragraph(text) | Block::Heading(_, text) => out.push(inline_text(text)),
        Block::Pullquote { quote, .. } => out.push(inline_text(quote)),
        Block::Figure { caption, .. } => out.push(inline_text(caption)),
        Block::Table { head, rows } => {
            out.extend(head.iter().chain(rows.iter().flatten()).map(|cell| inline_text(cell)));
        }
        Block::Keypoints(lines) | Block::Note(lines) => {
            out.extend(lines.iter().map(|line| inline_text(line)));
        }
        Block::Factbox { title, lines } => {
            out.push(title.clone());
            out.extend(lines.iter().map(|line| inline_text(&line.text)));
        }
        Block::Quote(_)
        | Block::Bullets(_)
        | Block::Ordered(..)
        | Block::Rule
        | Block::Embed { .. }
        | Block::Related { .. } => {}
    });
    out.retain(|text| !text.is_empty());
    out
}

/// Calls `see` with every block, those inside others after what holds them.
pub(crate) fn each_block<'a>(doc: &'a [Block], see: &mut impl FnMut(&'a Block)) {
    for block in doc {
        see(block);
        match block {
            Block::Quote(inner) => each_block(inner, see),
            Block::Bullets(items) | Block::Ordered(_, items) => {
                for item in items {
                    each_block(item, see);
                }
            }
            _ => {}
        }
    }
}

/// The text of each block; `all` adds what stands beside the body's own words.
fn gather(doc: &[Block], all: bool, parts: &mut Vec<String>) {
    each_block(doc, &mut |block| gather_one(block, all, parts));
}

fn gather_one(block: &Block, all: bool, parts: &mut Vec<String>) {
    match block {
        Block::Paragraph(text) | Block::Heading(_, text) => parts.push(inline_text(text)),
        Block::Pullquote { quote, cite } => parts.extend([inline_text(quote), cite.clone()]),
        Block::Table { head, rows } => {
            let row = |cells: &Vec<Vec<Inline>>| {
                cells.iter().map(|cell| inline_text(cell)).collect::<Vec<_>>().join("\t")
            };
            let lines: Vec<_> = std::iter::once(head).chain(rows).map(row).collect();
            parts.push(lines.join("\n").trim().to_owned());
        }
        Block::Figure { alt, caption, credit, .. } if all => {
            parts.extend([inline_text(caption), alt.clone(), credit.clone()]);
        }
        Block::Embed { title, .. } if all => parts.push(title.clone()),
        Block::Related { headline, .. } if all => parts.push(headline.clone()),
        Block::Keypoints(points) => parts.extend(points.iter().map(|point| inline_text(point))),
        Block::Factbox { title, lines } => {
            parts.push(title.clone());
            parts.extend(lines.iter().map(|line| inline_text(&line.text)));
        }
        _ => {}
    }
}

fn is_chinese_or_japanese(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30ff | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::read;

    #[test]
    fn words_are_counted_by_one_rule_in_every_language() {
        for (text, expected) in [
            ("", 0),
            ("— … !", 0),
            ("It’s over", 2),
            ("don't", 1),
            ("2019–20", 2),
            ("well-known", 2),
            ("£3.2m in 1,000 U.S. homes", 5),
            ("प्रधानमंत्री ने कहा", 3),
            ("اردو خبریں", 2),
            ("می\u{200c}خواهم", 1),
            ("東京都", 3),
            ("ニュース", 1),
            ("한국 뉴스", 2),
            ("a\u{a0}b", 2),
        ] {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_count_is_of_the_body_s_own_words() {
        let doc = read(
            "**Half**way *there*\n\n## Two words\n\n> three quoted words\n\n- one\n- two\n\n| a | b |\n| - | - |\n| c | d |\n\n\
             ```pullquote\nquote: big words\ncite: Ann\n```\n\n\
             ```figure\nmedia: x\nalt: no\ncaption: not these\ncredit: nor this\n```\n\n\
             ```related\nto: x\nheadline: nor these\n```",
        );
        assert_eq!(count(&doc), 2 + 2 + 3 + 2 + 4 + 3);
    }

    #[test]
    fn reading_takes_a_minute_for_each_250_words_begun() {
        let minutes_of = |words| Length { words, ..Length::default() }.minutes();
        assert_eq!([0, 1, 250, 251, 500, 501].map(minutes_of), [1, 1, 1, 2, 2, 3]);
        assert_eq!(minutes(&read(&"東".repeat(1200))), 2);
        assert_eq!(minutes(&read(&"word ".repeat(501))), 3);
    }

    #[test]
    fn a_body_is_as_long_as_its_blocks_together() {
        let doc = read(
            "Mixed 東京都 ニュース text\n\n> two words\n\n| a | b |\n| - | - |\n| c | d |\n\n- प्रधानमंत्री ने\n- اردو خبریں\n\nlast",
        );
        let apart: Length = doc.iter().map(|block| Length::of(std::slice::from_ref(block))).sum();
        assert_eq!(apart, Length::of(&doc));
        assert_eq!(apart, Length { words: 2 + 3 + 1 + 2 + 4 + 2 + 2 + 1, cjk_words: 4, cjk_characters: 7 });
    }

    #[test]
    fn the_plain_text_has_all_that_can_be_read() {
        let doc = read(
            "Half **bold**\\\nline\n\n> q\n\n- i\n\n| a | b |\n| - | - |\n| c |  |\n\n\
             ```figure\nmedia: 5f\nalt: smoke\ncaption: The *fire*\ncredit: Ann\n```",
        );
        assert_eq!(plain_text(&doc), "Half bold\nline\n\nq\n\ni\n\na\tb\nc\n\nThe fire\n\nsmoke\n\nAnn");
    }

    #[test]
    fn pictures_and_stories_are_found_wherever_they_stand() {
        let id = |n: u8| format!("0198c0de-0000-7000-8000-{n:012}");
        let doc = read(&format!(
            "> [a](story:{})\n>\n> ```figure\n> media: aa\n> caption: [b](story:{})\n> ```\n\n\
             - x\n\n  ```figure\n  media: bb\n  ```\n\n```figure\nmedia: aa\n```\n\n\
             | [c](story:{}) |\n| --- |\n\n```related\nto: {}\n```\n\n```related\nto: https://calder.example/\n```\n\n[again](story:{})",
            id(1),
            id(2),
            id(3),
            id(4),
            id(1)
        ));
        assert_eq!(media_in(&doc), ["aa", "bb"]);
        let found: Vec<_> = stories_in(&doc).iter().map(ToString::to_string).collect();
        assert_eq!(found, [1, 2, 3, 4].map(id));
    }
}
