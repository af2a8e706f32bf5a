//! The entries of a running story: a subhead that begins with a day and an hour, and what follows it.
//!
//! The text says all there is to say of an entry, so that a running story is read, compared, merged and
//! sent on like any other: `## 2026-11-29 14:05 The ferry turns back`.

use super::{Block, Inline, inline_text, plain_text};
use chrono::NaiveDateTime;

/// How an entry's time stands in the text: the clock on the newsroom's wall.
const FORM: &str = "%Y-%m-%d %H:%M";
/// Its length in bytes; all of it is ASCII.
const LENGTH: usize = "2026-11-29 14:05".len();

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The clock on the wall: `2026-11-29 14:05`.
    pub wall: String,
    /// The subhead without its time; may be empty.
    pub headline: Vec<Inline>,
    /// What follows, up to the next entry.
    pub text: &'a [Block],
}

impl Entry<'_> {
    /// The subhead's words; where it has none, the first words of the text.
    pub fn title(&self) -> String {
        match inline_text(&self.headline) {
            words if !words.is_empty() => words,
            _ => plain_text(self.text).lines().next().unwrap_or_default().to_owned(),
        }
    }
}

/// The text before the first entry, and the entries in their order in the text.
pub fn entries(doc: &[Block]) -> (&[Block], Vec<Entry<'_>>) {
    let (mut found, mut end) = (Vec::new(), doc.len());
    for at in (0..doc.len()).rev() {
        if let Some((wall, headline)) = time_of(&doc[at]) {
            found.push(Entry { wall: wall.to_owned(), headline, text: &doc[at + 1..end] });
            end = at;
        }
    }
    found.reverse();
    (&doc[..end], found)
}

/// The time that a subhead begins with, and the rest of it.
fn time_of(block: &Block) -> Option<(&str, Vec<Inline>)> {
    let Block::Heading(2, line) = block else { return None };
    let Some(Inline::Text { text, marks, link: None }) = line.first() else { return None };
    let (wall, rest) = text.split_at_checked(LENGTH)?;
    NaiveDateTime::parse_from_str(wall, FORM).ok()?;
    if rest.starts_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    let mut headline = line.clone();
    match rest.trim_start() {
        "" => drop(headline.remove(0)),
        words => headline[0] = Inline::Text { text: words.to_owned(), marks: *marks, link: None },
    }
    Some((wall, headline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::read;

    fn found(markdown: &str) -> (usize, Vec<(String, String, usize)>) {
        let doc = read(markdown);
        let (before, entries) = entries(&doc);
        let said = |e: &Entry| (e.wall.clone(), e.title(), e.text.len());
        (before.len(), entries.iter().map(said).collect())
    }

    #[test]
    fn a_subhead_with_a_day_and_an_hour_begins_an_entry_that_ends_where_the_next_begins() {
        let text = "What we know.\n\n## 2026-11-29 14:05 The ferry turns back\n\nIt is in port.\n\n### Why\n\nWind.\n\n\
            ## 2026-11-29 13:40\n\nThe wind *rises*.\n";
        let said = |wall: &str, title: &str, n| (wall.to_owned(), title.to_owned(), n);
        assert_eq!(
            found(text),
            (
                1,
                vec![
                    said("2026-11-29 14:05", "The ferry turns back", 3),
                    said("2026-11-29 13:40", "The wind rises.", 1)
                ]
            )
        );
    }

    #[test]
    fn what_is_no_time_is_a_subhead() {
        for line in [
            "## 2026-11-29",
            "## 2026-13-29 14:05 No such month",
            "## 2026-11-29 25:05 No such hour",
            "## 2026-11-29 14:057 A number",
            "### 2026-11-29 14:05 A smaller subhead",
            "> ## 2026-11-29 14:05 Quoted",
            "2026-11-29 14:05 A paragraph",
            "## २०२६-११-२९ १४:०५",
        ] {
            assert_eq!(found(line).1, [], "{line}");
        }
    }

    #[test]
    fn marks_and_links_of_the_subhead_stay() {
        let doc = read("## 2026-11-29 14:05 *Now*: [the list](https://example.org/)\n");
        let (_, entries) = entries(&doc);
        assert_eq!(
            crate::body::write_inline(&entries[0].headline),
            "*Now*: [the list](https://example.org/)"
        );
        assert_eq!(found("").1, []);
    }
}
