//! Plain text and Markdown without front matter, in whatever encoding they were saved.

use super::asides::{self, Open};
use super::manuscript::{FilePicture, Manuscript, picture_name};
use crate::Result;
use crate::body::{self, Block, Doc, Inline, Marks};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// A first line of so many characters or fewer, without a full stop, is a headline.
const LONGEST_HEADLINE: usize = 160;
/// A line longer than this is a paragraph by itself: nobody breaks lines so late.
const LONGEST_WRAPPED: usize = 100;

/// Reads plain text. A short first line that stands alone is the headline.
pub fn read(_name: &str, bytes: &[u8]) -> Result<Manuscript> {
    let text = decode(bytes);
    let mut blocks: Vec<&[&str]> = Vec::new();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    for block in lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()) {
        blocks.push(block);
    }
    let mut out = Manuscript::default();
    if let Some((first, rest)) = blocks.split_first()
        && (!rest.is_empty() || first.len() > 1)
        && is_headline(first[0])
        && (first.len() == 1 || blocks.len() == 1)
    {
        out.headline = body::field(first[0]);
        blocks[0] = &first[1..];
    }
    let mut doc = Doc::new();
    for block in blocks.into_iter().filter(|block| !block.is_empty()) {
        if is_wrapped(block) {
            let mut words = Vec::new();
            for line in block {
                if !words.is_empty() {
                    words.push(plain(" "));
                }
                words.push(plain(line));
            }
            doc.push(Block::Paragraph(words));
        } else {
            doc.extend(block.iter().map(|line| Block::Paragraph(vec![plain(line)])));
        }
    }
    out.body = body::norm(&doc);
    Ok(out)
}

/// Reads Markdown. A heading of level 1 at the top is the headline; a paragraph that is one
/// picture alone becomes that picture.
pub fn read_markdown(_name: &str, bytes: &[u8]) -> Result<Manuscript> {
    let text = decode(bytes);
    let mut out = Manuscript::default();
    let mut rest: &str = &text;
    if let Some((headline, after)) = first_heading(&text) {
        out.headline = body::field(&body::inline_text(&body::read_inline(headline)));
        rest = after;
    }
    let mut place = 0;
    let (markdown, pictures) = lift_pictures(rest, &mut |_| {
        place += 1;
        Some(picture_name(place - 1))
    });
    let open = asides::to_notes(&markdown, true);
    out.notices.extend(said_of(&open));
    out.body = body::read(&open.markdown);
    out.pictures = pictures.into_iter().map(|name| FilePicture { name, bytes: Vec::new() }).collect();
    Ok(out)
}

/// The bytes as text: by their byte order mark, as UTF-8, as UTF-16 without a mark, else by
/// what the letters look like.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Cow::Borrowed(text);
    }
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 5 > head.len();
    match (zeros(1), zeros(0)) {
        (true, false) => return UTF_16LE.decode_without_bom_handling(bytes).0,
        (false, true) => return UTF_16BE.decode_without_bom_handling(bytes).0,
        _ => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0
}

/// Words without marks.
pub(super) fn plain(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), marks: Marks::default(), link: None }
}

fn is_headline(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADLINE && !line.ends_with(['.', '।', '۔', '。', ':', ',', ';'])
}

/// Whether the lines of a block are one paragraph that a mail program or an agency broke at a
/// fixed width: all but the last are about as long.
fn is_wrapped(block: &[&str]) -> bool {
    let Some((_, full)) = block.split_last() else { return false };
    let lengths: Vec<usize> = full.iter().map(|line| line.chars().count()).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let bulleted = |line: &&str| line.starts_with(['-', '*', '•', '–']);
    (40..=LONGEST_WRAPPED).contains(&longest)
        && lengths.iter().all(|length| *length * 10 >= longest * 6)
        && !block.iter().any(bulleted)
}

/// The words of a heading of level 1 with nothing before it, and what comes after.
fn first_heading(text: &str) -> Option<(&str, &str)> {
    let top = text.trim_start_matches(['\n', '\r', ' ', '\t']);
    let (first, after) = top.split_once('\n').unwrap_or((top, ""));
    if let Some(words) = first.trim_end().strip_prefix("# ") {
        return Some((words.trim().trim_end_matches('#').trim_end(), after));
    }
    let (under, rest) = after.split_once('\n').unwrap_or((after, ""));
    let under = under.trim_end();
    (!under.is_empty() && under.chars().all(|c| c == '=') && !first.trim().is_empty())
        .then_some((first.trim(), rest))
}

/// What a person should be told of Markdown that was opened, a sentence each.
pub(super) fn said_of(open: &Open) -> Vec<String> {
    let mut said = Vec::new();
    if open.asides > 0 {
        said.push(
            "What was a comment in the file is a note to the desk now: readers do not get it.".to_owned(),
        );
    }
    if open.pictures > 0 {
        said.push("A picture that is on the web, not beside the file or within a line left its words; put it in by hand.".to_owned());
    }
    said
}

/// Pictures that stand alone in their line, as figures; what they name lies beside the file.
/// `media` gives what the figure shows, or none: the line stays as it is. Answers the names too.
pub(super) fn lift_pictures(
    markdown: &str,
    media: &mut dyn FnMut(&str) -> Option<String>,
) -> (String, Vec<String>) {
    let mut pictures = Vec::new();
    let mut out = String::with_capacity(markdown.len());
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        let trimmed = line.trim();
        let ticks = &trimmed[..trimmed.len() - trimmed.trim_start_matches('`').len()];
        match fence {
            None if ticks.len() >= 3 => fence = Some(ticks),
            Some(open) if trimmed == ticks && ticks.len() >= open.len() => fence = None,
            _ => {}
        }
        let line_alone = fence.is_none().then(|| picture_line(trimmed)).flatten();
        let lifted =
            line_alone.filter(|(_, file, _)| !file.contains("://")).and_then(|(alt, file, title)| {
                let name = file.replace("%20", " ");
                Some((alt, media(&name)?, name, title))
            });
        match lifted {
            Some((alt, media, name, title)) => {
                pictures.push(name);
                let figure = Block::Figure {
                    media,
                    alt: body::field(alt),
                    caption: body::read_inline(title),
                    credit: String::new(),
                };
                out.push('\n');
                out.push_str(&body::write(&[figure]));
                out.push('\n');
            }
            _ => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    (out, pictures)
}

/// `![alt](file "title")` and nothing else.
fn picture_line(line: &str) -> Option<(&str, &str, &str)> {
    let (alt, rest) = line.strip_prefix("![")?.split_once("](")?;
    let inside = rest.strip_suffix(')')?;
    let (file, title) = inside.split_once(" \"").unwrap_or((inside, ""));
    let file = file.trim().trim_start_matches('<').trim_end_matches('>');
    (!file.is_empty() && !file.contains("](")).then(|| (alt, file, title.trim_end_matches('"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(m: &Manuscript) -> String {
        format!("# {}\n\n{}", m.headline, body::write(&m.body))
    }

    #[test]
    fn a_short_first_line_is_the_headline_and_blank_lines_part_paragraphs() {
        let m =
            read("a.txt", b"Harbour wall falls\r\n\r\nThe wall fell.\r\n\r\nNobody was hurt.\r\n").unwrap();
        assert_eq!(markdown(&m), "# Harbour wall falls\n\nThe wall fell.\n\nNobody was hurt.");
    }

    #[test]
    fn a_first_line_that_is_a_sentence_is_no_headline() {
        let m = read("a.txt", "The wall fell.\n\nNobody was hurt.".as_bytes()).unwrap();
        assert_eq!(markdown(&m), "# \n\nThe wall fell.\n\nNobody was hurt.");
        let hindi = read("a.txt", "दीवार गिरी।\n\nकोई घायल नहीं।".as_bytes()).unwrap();
        assert_eq!(hindi.headline, "");
    }

    #[test]
    fn a_line_a_paragraph_and_lines_broken_by_a_mail_program_are_told_apart() {
        let lines = "Headline\nFirst paragraph.\nSecond paragraph, which is a good deal longer than the first one was, and goes on.\n";
        assert_eq!(read("a.txt", lines.as_bytes()).unwrap().body.len(), 2);
        let wrapped = "Headline\n\nThe council of Calder met on Monday and heard the\nengineers on the harbour wall, the tide and the cost of\nall of it.\n";
        let m = read("a.txt", wrapped.as_bytes()).unwrap();
        assert_eq!(m.body.len(), 1);
        assert!(body::plain_text(&m.body).contains("heard the engineers"), "{:?}", m.body);
    }

    #[test]
    fn old_encodings_are_read() {
        assert_eq!(decode(b"caf\xe9 \x93quoted\x94"), "café “quoted”");
        assert_eq!(decode(b"\xff\xfec\0a\0f\0\xe9\0"), "café");
        assert_eq!(decode(b"\xfe\xff\0c\0a\0f\0\xe9"), "café");
        assert_eq!(decode(b"c\0a\0f\0\xe9\0"), "café", "UTF-16 without a mark");
        assert_eq!(decode("\u{feff}दीवार".as_bytes()), "दीवार");
        let (russian, _, _) =
            encoding_rs::WINDOWS_1251.encode("Стена гавани обрушилась ночью, никто не пострадал.");
        assert_eq!(decode(&russian), "Стена гавани обрушилась ночью, никто не пострадал.");
    }

    #[test]
    fn markdown_gives_its_first_heading_for_the_headline() {
        let m = read_markdown("a.md", b"\n# The *wall* falls\n\nIt fell.\n\n## Why\n\nRust.\n").unwrap();
        assert_eq!(markdown(&m), "# The wall falls\n\nIt fell.\n\n## Why\n\nRust.");
        let m = read_markdown("a.md", b"The wall falls\n===\n\nIt fell.\n").unwrap();
        assert_eq!(m.headline, "The wall falls");
        let m = read_markdown("a.md", b"It fell.\n\n# Not at the top\n").unwrap();
        assert_eq!(markdown(&m), "# \n\nIt fell.\n\n## Not at the top");
    }

    #[test]
    fn a_picture_alone_in_its_line_becomes_a_picture_and_one_on_the_web_does_not() {
        let m = read_markdown("a.md", b"# A\n\n![The wall](pictures/my%20wall.jpg \"The *wall* on Monday\")\n\n![x](https://cdn.example/x.jpg)\n").unwrap();
        assert_eq!(m.pictures, [FilePicture { name: "pictures/my wall.jpg".into(), bytes: Vec::new() }]);
        let Block::Figure { media, alt, caption, .. } = &m.body[0] else { panic!("{:?}", m.body) };
        assert_eq!(
            (media.as_str(), alt.as_str(), body::write_inline(caption).as_str()),
            ("picture:0", "The wall", "The *wall* on Monday")
        );
        assert!(matches!(m.body[1], Block::Paragraph(_)), "no address of the web is a picture of ours");
    }
}
