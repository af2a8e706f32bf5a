//! What the writer of a Markdown file kept from its readers: comments of HTML, of Obsidian
//! (`%%so%%`), of CriticMarkup (`{>>so<<}`) and the old `[//]: # (so)`. Every one of them becomes a
//! note to the desk: its words stay, and no reader gets them.

use super::text::plain;
use crate::body::{self, Block};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// Markdown without its asides.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Open<'a> {
    /// The Markdown, each aside a note after the block it stood in.
    pub markdown: Cow<'a, str>,
    /// How many asides there were.
    pub asides: usize,
    /// How many pictures stand within a line, which a body has no place for.
    pub pictures: usize,
}

/// Takes asides out of the copy and puts them after it as notes. `foreign`: it was not written by
/// Stet, whose own files hold signs such as `%%` only as copy.
pub(super) fn to_notes(markdown: &str, foreign: bool) -> Open<'_> {
    let seen = Seen::of(markdown);
    let pictures = seen.pictures;
    let mut asides = seen.comments;
    if foreign {
        asides.extend(old_comments(markdown, &seen.code));
        asides.extend(between(markdown, "{>>", "<<}", &seen.code));
        asides.extend(between(markdown, "%%", "%%", &seen.code));
    }
    asides.sort_by_key(|aside| aside.whole.start);
    let mut end = 0;
    asides.retain(|aside| {
        let apart = aside.whole.start >= end;
        end = if apart { aside.whole.end } else { end };
        apart
    });
    if asides.is_empty() {
        return Open { markdown: Cow::Borrowed(markdown), asides: 0, pictures };
    }
    let mut out = String::with_capacity(markdown.len() + 64 * asides.len());
    let mut waiting = asides.iter().peekable();
    let mut from = 0;
    // The last block may hold asides that end at the end of the file.
    let ends = seen.blocks.into_iter().chain(std::iter::once(markdown.len()));
    for block_end in ends.filter(|end| *end >= asides[0].whole.start) {
        let mut notes = Vec::new();
        while let Some(aside) = waiting.next_if(|aside| aside.whole.start < block_end) {
            out.push_str(markdown.get(from..aside.whole.start).unwrap_or_default());
            from = aside.whole.end;
            let then = markdown[from..].chars().next();
            if out.ends_with([' ', '\n']) && then == Some(' ') {
                from += 1;
            } else if out.ends_with(' ')
                && then.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?'))
            {
                out.pop();
            }
            notes.extend(note(markdown.get(aside.words.clone()).unwrap_or_default()));
        }
        if !notes.is_empty() {
            let end = block_end.max(from);
            out.push_str(markdown.get(from..end).unwrap_or_default().trim_end());
            out.push_str("\n\n");
            out.push_str(&body::write(&notes));
            out.push_str("\n\n");
            from = end;
        }
    }
    out.push_str(markdown.get(from..).unwrap_or_default());
    Open { markdown: Cow::Owned(out), asides: asides.len(), pictures }
}

/// One aside, by where it stands in the Markdown.
struct Aside {
    /// With its signs.
    whole: Range<usize>,
    /// What it says.
    words: Range<usize>,
}

fn note(words: &str) -> Option<Block> {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<_> = lines.map(|line| vec![plain(line)]).collect();
    (!lines.is_empty()).then_some(Block::Note(lines))
}

/// What the parser sees.
#[derive(Default)]
struct Seen {
    comments: Vec<Aside>,
    /// Where no sign means anything: code, and HTML.
    code: Vec<Range<usize>>,
    /// Where each block of the file's own level ends.
    blocks: Vec<usize>,
    pictures: usize,
}

impl Seen {
    fn of(markdown: &str) -> Self {
        let mut seen = Self::default();
        let mut depth = 0_usize;
        for (event, span) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Start(tag) => {
                    depth += 1;
                    match tag {
                        Tag::CodeBlock(_) => seen.code.push(span),
                        Tag::HtmlBlock => {
                            seen.comments_in(markdown, &span);
                            seen.code.push(span);
                        }
                        Tag::Image { .. } => seen.pictures += 1,
                        _ => {}
                    }
                    continue;
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::InlineHtml(_) => {
                    seen.comments_in(markdown, &span);
                    seen.code.push(span.clone());
                }
                Event::Code(_) => seen.code.push(span.clone()),
                _ => {}
            }
            if depth == 0 {
                seen.blocks.push(span.end);
            }
        }
        seen
    }

    /// The comments in a stretch of HTML; one that never ends goes to its end.
    fn comments_in(&mut self, markdown: &str, span: &Range<usize>) {
        let mut from = span.start;
        while let Some(at) = markdown.get(from..span.end).and_then(|rest| rest.find("<!--")) {
            let start = from + at;
            let words = start + "<!--".len();
            let close = markdown[words.min(span.end)..span.end].find("-->");
            let end = close.map_or(span.end, |at| words + at);
            let whole = start..(end + "-->".len()).min(span.end);
            from = whole.end;
            self.comments.push(Aside { whole, words: words.min(end)..end });
        }
    }
}

/// What stands between two signs in one paragraph, or between two lines that are the signs alone.
fn between(markdown: &str, open: &str, close: &str, code: &[Range<usize>]) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = markdown.get(from..).and_then(|rest| rest.find(open)) {
        let start = from + at;
        let words = start + open.len();
        from = words;
        // A per cent sign typed twice after a number opens nothing.
        let stands_free =
            open != close || markdown[..start].chars().next_back().is_none_or(char::is_whitespace);
        let Some(length) = markdown.get(words..).and_then(|rest| rest.find(close)) else { break };
        let whole = start..words + length + close.len();
        let said = &markdown[words..words + length];
        let in_one_paragraph = !said.contains("\n\n") || said.starts_with('\n') && said.ends_with('\n');
        let is_code = code.iter().any(|code| code.start < whole.end && whole.start < code.end);
        if stands_free && in_one_paragraph && !said.trim().is_empty() && !is_code {
            from = whole.end;
            found.push(Aside { words: words..words + length, whole });
        }
    }
    found
}

/// Lines such as `[//]: # (so)`: a link definition that nothing can use.
fn old_comments(markdown: &str, code: &[Range<usize>]) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in markdown.split_inclusive('\n') {
        let whole = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        let said = ["[//]:", "[comment]:"].iter().find_map(|sign| line.strip_prefix(sign));
        let Some(said) = said.filter(|_| !code.iter().any(|code| code.contains(&whole.start))) else {
            continue;
        };
        let said = said.trim().trim_start_matches(['#', '<', '>', ' ']);
        let said = said.trim_start_matches(['(', '"', '\'']).trim_end_matches([')', '"', '\'']);
        let at = said.as_ptr() as usize - markdown.as_ptr() as usize;
        found.push(Aside { whole, words: at..at + said.len() });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{plain_text, plain_text_with_notes, read};

    fn read_open(markdown: &str) -> Vec<Block> {
        read(&to_notes(markdown, true).markdown)
    }

    #[test]
    fn no_reader_gets_what_the_writer_of_a_file_kept_from_them() {
        for (markdown, copy, aside) in [
            ("Seen <!-- ask Ravi --> and read.", "Seen and read.", "ask Ravi"),
            ("<!--\nTwo lines\n\nand two\n-->\n\nSeen.", "Seen.", "and two"),
            ("Seen.\n\n<!-- at the end", "Seen.", "at the end"),
            ("- One <!-- why? -->\n- Two\n\nSeen.", "Two", "why?"),
            ("> Quoted. <!-- by whom -->\n\nSeen.", "Quoted.", "by whom"),
            ("Seen.\n\n[//]: # (not for print)\n\nRead.", "Read.", "not for print"),
            ("[//]: # not for print\n\nSeen.", "Seen.", "not for print"),
            ("[comment]: <> (not for print)\n\nSeen.", "Seen.", "not for print"),
            ("Seen{>>who says?<<} here.", "Seen here.", "who says?"),
            ("Seen. %%call her first%%", "Seen.", "call her first"),
            ("%%\ncall her\n\nfirst\n%%\n\nSeen.", "Seen.", "call her"),
            ("``` note\nask Ravi\n```\n\nSeen.", "Seen.", "ask Ravi"),
            ("```NOTE: desk\nask Ravi\n```\n\nSeen.", "Seen.", "ask Ravi"),
            ("```notes\nask Ravi\n```\n\nSeen.", "Seen.", "ask Ravi"),
        ] {
            let doc = read_open(markdown);
            assert!(plain_text(&doc).contains(copy), "{markdown:?}: {doc:?}");
            assert!(!plain_text(&doc).contains(aside), "{markdown:?}: {doc:?}");
            assert!(plain_text_with_notes(&doc).contains(aside), "{markdown:?} loses no word: {doc:?}");
        }
    }

    #[test]
    fn copy_that_looks_a_little_like_an_aside_is_copy() {
        for markdown in [
            "Prices rose 50%% and fell 20%% since.",
            "`<!-- shown -->` is how a comment is written.",
            "    <!-- in a code block -->",
            "It said {>> and never closed.",
            "One %% here.\n\nAnother %% there.",
            "\\<!-- typed -->",
        ] {
            assert_eq!(to_notes(markdown, true), Open { markdown: markdown.into(), asides: 0, pictures: 0 });
        }
        let own = "A sign such as %%this%% in copy that Stet wrote.";
        assert_eq!(to_notes(own, false).asides, 0);
    }

    #[test]
    fn asides_in_one_block_follow_it_in_order_and_blocks_stay_as_they_are() {
        let doc = read_open(
            "## Head <!-- a -->\n\n| A | B |\n| --- | --- |\n| x <!-- b --> | y |\n\nLast <!-- c --> word <!-- d -->.",
        );
        let said: Vec<String> =
            doc.iter().map(|block| plain_text_with_notes(std::slice::from_ref(block))).collect();
        assert_eq!(said, ["Head", "a", "A\tB\nx\ty", "b", "Last word.", "c", "d"]);
    }
}
