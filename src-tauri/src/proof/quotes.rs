//! Which parts of a paragraph somebody said: what stands between quotation marks.
//!
//! A rule of the house does not change what a person said. A double mark that opens and is not
//! closed runs to the end of the paragraph, as a quote over several paragraphs is set.

use std::ops::Range;

/// The quoted parts, marks included, in order; none lies in another.
pub fn ranges(text: &str, language: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let german = ["de", "cs", "sk", "sl", "hr", "da"]
        .iter()
        .any(|l| language == *l || language.starts_with(&format!("{l}-")));
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let (start, c) = chars[i];
        let before = i.checked_sub(1).map(|b| chars[b].1);
        let after = chars.get(i + 1).map(|a| a.1);
        let opens = before.is_none_or(|b| !b.is_alphanumeric()) && after.is_some_and(|a| !a.is_whitespace());
        let (closing, runs_on): (&[char], bool) = match c {
            '“' if !german => (&['”'], true),
            '„' => (&['“', '”'], true),
            '«' if !german => (&['»'], true),
            '»' if german => (&['«'], true),
            '「' => (&['」'], true),
            '『' => (&['』'], true),
            '"' if opens => (&['"'], false),
            '‘' if opens => (&['’'], false),
            '\'' if opens => (&['\''], false),
            _ => {
                i += 1;
                continue;
            }
        };
        let single = matches!(c, '‘' | '\'');
        // An apostrophe inside a word closes nothing.
        let close = (i + 1..chars.len()).find(|&j| {
            let next = chars.get(j + 1).map(|n| n.1);
            closing.contains(&chars[j].1) && !(single && next.is_some_and(char::is_alphanumeric))
        });
        match close {
            Some(j) => {
                out.push(start..chars[j].0 + chars[j].1.len_utf8());
                i = j + 1;
            }
            None if runs_on => {
                out.push(start..text.len());
                break;
            }
            None => i += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
        ranges(text, language).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn what_was_said_is_found_in_the_marks_of_each_language() {
        assert_eq!(quoted("He said “no way” and “go”.", "en-GB"), ["“no way”", "“go”"]);
        assert_eq!(quoted("Called ‘the council’s wall’ by some", "en-GB"), ["‘the council’s wall’"]);
        assert_eq!(quoted("A \"straight\" one", "en-GB"), ["\"straight\""]);
        assert_eq!(quoted("Er sagte „nein“ und ging", "de"), ["„nein“"]);
        assert_eq!(quoted("Elle dit « non » hier", "fr"), ["« non »"]);
        assert_eq!(quoted("उन्होंने कहा, “बच्चे पूछते थे।”", "hi"), ["“बच्चे पूछते थे।”"]);
    }

    #[test]
    fn an_open_quote_runs_to_the_end_of_the_paragraph() {
        assert_eq!(quoted("She said: “It went on", "en-GB"), ["“It went on"]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotes() {
        assert!(quoted("the council’s plan, the ’90s, rock ’n’ roll", "en-GB").is_empty());
        assert!(quoted("a 6\" pipe and a 4\" pipe", "en-GB").is_empty());
        assert!(quoted("don't and won't", "en-GB").is_empty());
    }
}
