//! The rules of the house at work: words by one automaton, patterns by regular expressions
//! that take time in line with the text, never more.

use super::style_file::{self, StyleFault, StyleRule};
use aho_corasick::AhoCorasick;
use regex::{Regex, RegexBuilder};
use std::collections::HashSet;
use std::ops::Range;

/// What a compiled pattern may take; ten times what any of ours does.
const PATTERN_BYTES: usize = 1 << 20;
/// Longer ones are a mistake.
const PATTERN_LETTERS: usize = 500;
/// More rules than any house has; each beyond is said.
const MOST_RULES: usize = 5_000;

/// The rules of a house, ready to look.
pub struct House {
    rules: Vec<StyleRule>,
    faults: Vec<StyleFault>,
    words: Option<AhoCorasick>,
    /// Which rule each word of the automaton is of, and the word as written.
    word_of: Vec<(usize, String)>,
    patterns: Vec<(usize, Regex)>,
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// The rule's id.
    pub rule: String,
    /// Why, as the rule says.
    pub why: String,
    /// What to write instead.
    pub suggestions: Vec<String>,
}

impl House {
    /// The rules of a file. What cannot be read or built is among its faults.
    pub fn read(text: &str) -> House {
        let (rules, faults) = style_file::read(text);
        House::of(rules, faults)
    }

    /// One rule alone, to try it.
    pub fn of_one(rule: StyleRule) -> House {
        House::of(vec![rule], Vec::new())
    }

    fn of(rules: Vec<StyleRule>, mut faults: Vec<StyleFault>) -> House {
        let (mut all, mut word_of, mut patterns) = (Vec::new(), Vec::new(), Vec::new());
        for (at, rule) in rules.iter().enumerate() {
            let mut fault = |sentence: String| faults.push(StyleFault { line: rule.line, sentence });
            if at >= MOST_RULES {
                fault(format!("There are more than {MOST_RULES} rules; this one and those after it rest."));
                break;
            }
            if rule.find.is_empty() && rule.pattern.is_empty() {
                fault(format!(
                    "The rule “{}” finds nothing: give it a line “find: …” or “pattern: …”.",
                    rule.id
                ));
            }
            for word in &rule.find {
                // A word is found with the apostrophe of a typewriter and with that of a printer.
                let mut forms = vec![word.replace('’', "'"), word.replace('\'', "’")];
                forms.dedup();
                for form in forms {
                    all.push(form.clone());
                    word_of.push((at, form));
                }
            }
            if !rule.pattern.is_empty() {
                match compiled(rule) {
                    Ok(pattern) => patterns.push((at, pattern)),
                    Err(why) => {
                        fault(format!("The pattern of the rule “{}” cannot be used: {why}.", rule.id))
                    }
                }
            }
        }
        let words = if all.is_empty() {
            None
        } else {
            let built = AhoCorasick::builder().ascii_case_insensitive(true).build(&all);
            if built.is_err() {
                faults.push(StyleFault { line: 0, sentence: "There are too many words to find.".to_owned() });
            }
            built.ok()
        };
        faults.sort_by_key(|f| f.line);
        House { rules, faults, words, word_of, patterns }
    }

    /// Its rules, as written.
    pub fn rules(&self) -> &[StyleRule] {
        &self.rules
    }

    /// What could not be read or built, by line.
    pub fn faults(&self) -> &[StyleFault] {
        &self.faults
    }

    /// What the rules find in a text; where two overlap, the one that begins first, and of those
    /// the longest. `quoted` holds the parts that somebody said.
    pub fn find(
        &self,
        text: &str,
        field: &str,
        language: &str,
        quoted: &[Range<usize>],
        off: &HashSet<String>,
    ) -> Vec<Hit> {
        let field = if field.ends_with("Headline") { "headline" } else { field };
        let looks = |rule: &StyleRule, range: &Range<usize>| {
            (rule.fields.is_empty() || rule.fields.iter().any(|f| f == field))
                && is_for(&rule.language, language)
                && !off.contains(&rule.id)
                && (rule.in_quotes || !quoted.iter().any(|q| q.start < range.end && range.start < q.end))
        };
        let mut hits: Vec<(Range<usize>, usize, Vec<String>)> = Vec::new();
        for found in self.words.iter().flat_map(|w| w.find_overlapping_iter(text)) {
            let range = found.start()..found.end();
            let Some((at, word)) = self.word_of.get(found.pattern().as_usize()) else { continue };
            let rule = &self.rules[*at];
            if is_whole(text, &range)
                && (!rule.exact_case || text[range.clone()] == **word)
                && looks(rule, &range)
            {
                let instead =
                    rule.suggest.iter().map(|s| cased_like(&text[range.clone()], s, rule.exact_case));
                hits.push((range.clone(), *at, instead.collect()));
            }
        }
        for (at, pattern) in &self.patterns {
            let rule = &self.rules[*at];
            for found in pattern.captures_iter(text) {
                // A group named `mark` is the part to change; the rest is what must stand around it.
                let Some(whole) = found.name("mark").or_else(|| found.get(0)) else { continue };
                let range = whole.range();
                if range.is_empty() || !looks(rule, &range) {
                    continue;
                }
                let instead = rule.suggest.iter().map(|suggest| {
                    let mut made = String::new();
                    found.expand(suggest, &mut made);
                    cased_like(whole.as_str(), &made, rule.exact_case)
                });
                hits.push((range, *at, instead.collect()));
            }
        }
        hits.sort_by_key(|(range, at, _)| (range.start, usize::MAX - range.end, *at));
        let mut end = 0;
        let mut out = Vec::new();
        for (range, at, mut suggestions) in hits {
            let words = &text[range.clone()];
            // What already stands as the rule wants it is no fault.
            if range.start < end || suggestions.iter().any(|s| s == words) {
                continue;
            }
            end = range.end;
            suggestions.dedup();
            let rule = &self.rules[at];
            out.push(Hit { range, rule: rule.id.clone(), why: rule.why.clone(), suggestions });
        }
        out
    }
}

/// What is wrong with a rule's pattern; none where it can be used.
fn compiled(rule: &StyleRule) -> Result<Regex, String> {
    if rule.pattern.chars().count() > PATTERN_LETTERS {
        return Err(format!("it is longer than {PATTERN_LETTERS} letters"));
    }
    let pattern = RegexBuilder::new(&rule.pattern.replace(['\'', '’'], "['’]"))
        .case_insensitive(!rule.exact_case)
        .size_limit(PATTERN_BYTES)
        .dfa_size_limit(PATTERN_BYTES)
        .nest_limit(40)
        .build()
        .map_err(|fault| match fault {
            regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
            // The first lines draw the pattern; the last says what is wrong.
            other => other
                .to_string()
                .lines()
                .last()
                .map(|l| l.trim().trim_start_matches("error: ").to_owned())
                .unwrap_or_default(),
        })?;
    if pattern.is_match("") {
        return Err("it matches where there is nothing".to_owned());
    }
    Ok(pattern)
}

/// Whether a rule for `rule` holds in a story in `story`.
fn is_for(rule: &str, story: &str) -> bool {
    rule.is_empty()
        || story.eq_ignore_ascii_case(rule)
        || (story.len() > rule.len()
            && story.as_bytes()[rule.len()] == b'-'
            && story.as_bytes()[..rule.len()].eq_ignore_ascii_case(rule.as_bytes()))
}

/// Words stand alone: no letter or digit touches a letter or digit of the words.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let before = word(text[..range.start].chars().next_back()) && word(text[range.clone()].chars().next());
    let after = word(text[range.clone()].chars().next_back()) && word(text[range.end..].chars().next());
    !before && !after
}

/// The suggestion with a capital where the words found had one.
fn cased_like(found: &str, suggest: &str, exact: bool) -> String {
    let mut letters = found.chars().filter(|c| c.is_alphabetic());
    let (first, second) = (letters.next(), letters.next());
    if exact || !first.is_some_and(char::is_uppercase) {
        return suggest.to_owned();
    }
    if second.is_some_and(char::is_uppercase) && found.chars().all(|c| !c.is_lowercase()) {
        return suggest.to_uppercase();
    }
    let mut out = suggest.chars();
    out.next().map(|c| c.to_uppercase().chain(out).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rules: &str, text: &str) -> Vec<(String, Vec<String>)> {
        let house = House::read(rules);
        assert_eq!(house.faults(), []);
        let quoted = crate::proof::quotes::ranges(text, "en-GB");
        house
            .find(text, "body", "en-GB", &quoted, &HashSet::new())
            .into_iter()
            .map(|h| (text[h.range].to_owned(), h.suggestions))
            .collect()
    }

    fn one(words: &str, instead: &str) -> Vec<(String, Vec<String>)> {
        vec![(words.to_owned(), vec![instead.to_owned()])]
    }

    #[test]
    fn words_are_found_whole_and_the_suggestion_takes_their_capital() {
        let rules = "rule: utilise\nfind: utilise | utilises\nuse: use\n";
        assert_eq!(found(rules, "Utilise it"), one("Utilise", "Use"));
        assert_eq!(found(rules, "they utilised it, reutilise"), []);
        assert_eq!(found(rules, "WE UTILISE"), one("UTILISE", "USE"));
    }

    #[test]
    fn a_pattern_hands_its_groups_to_the_suggestion() {
        let rules = "rule: pc\npattern: \\b(\\d+) ?percent\\b\nuse: $1%\n";
        assert_eq!(found(rules, "up 12 percent on it"), one("12 percent", "12%"));
        let part = "rule: pm\npattern: \\d(?P<mark> ?p\\.m\\.)\nuse: pm\n";
        assert_eq!(
            found(part, "at 9 p.m. today"),
            one(" p.m.", "pm"),
            "the part named mark alone is changed"
        );
    }

    #[test]
    fn quotes_are_skipped_unless_the_rule_looks_into_them() {
        let skip = "rule: a\nfind: amongst\nuse: among\n";
        assert_eq!(found(skip, "He said “amongst us”"), []);
        assert_eq!(found(&format!("{skip}quotes: look\n"), "He said “amongst us”"), one("amongst", "among"));
    }

    #[test]
    fn an_apostrophe_is_found_in_both_its_forms() {
        let rules = "rule: o\nfind: 1990's\nuse: 1990s\n";
        assert_eq!(found(rules, "the 1990’s"), one("1990’s", "1990s"));
        assert_eq!(found(rules, "the 1990's"), one("1990's", "1990s"));
    }

    #[test]
    fn the_longest_of_two_rules_wins() {
        let rules = "rule: a\nfind: in order\nuse: x\n\nrule: b\nfind: in order to\nuse: to\n";
        assert_eq!(found(rules, "in order to win"), one("in order to", "to"));
    }

    #[test]
    fn a_rule_keeps_to_its_fields_and_its_language() {
        let house = House::read("language: en-GB\nrule: a\nfind: color\nuse: colour\nfields: headline\n");
        let none = HashSet::new();
        let hits = |field: &str, language: &str| house.find("color", field, language, &[], &none).len();
        assert_eq!(hits("headline", "en-GB"), 1);
        assert_eq!(hits("pushHeadline", "en-GB"), 1, "every headline is a headline");
        assert_eq!(hits("body", "en-GB"), 0);
        assert_eq!(hits("headline", "en-US"), 0);
        assert_eq!(hits("headline", "en"), 0);
        let off = HashSet::from(["a".to_owned()]);
        assert!(house.find("color", "headline", "en-GB", &[], &off).is_empty());
    }

    #[test]
    fn a_bad_pattern_is_said_with_its_line_and_the_rest_go_on() {
        let house = House::read(
            "rule: a\npattern: (unclosed\n\nrule: b\nfind: amongst\nuse: among\n\nrule: c\npattern: x*\n\nrule: d\npattern: (\\w{90}){90}{90}\n",
        );
        let said: Vec<String> = house.faults().iter().map(|f| format!("{} {}", f.line, f.sentence)).collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        1 The pattern of the rule “a” cannot be used: unclosed group.
        8 The pattern of the rule “c” cannot be used: it matches where there is nothing.
        11 The pattern of the rule “d” cannot be used: it is too large.
        ");
        assert_eq!(house.find("amongst", "body", "en", &[], &HashSet::new()).len(), 1);
    }

    #[test]
    fn every_starter_rule_catches_its_wrong_and_passes_its_right() {
        let house = House::read(style_file::STARTER);
        assert_eq!(house.faults(), []);
        assert_eq!(house.rules().len(), 100, "the starter set is a hundred rules");
        for rule in house.rules() {
            assert!(
                !rule.why.is_empty() && !rule.wrong.is_empty() && !rule.right.is_empty(),
                "{} is not whole",
                rule.id
            );
            let hits = |text: &str| {
                let quoted = crate::proof::quotes::ranges(text, "en-GB");
                house.find(
                    text,
                    rule.fields.first().map_or("body", String::as_str),
                    "en-GB",
                    &quoted,
                    &HashSet::new(),
                )
            };
            let wrong = hits(&rule.wrong);
            assert_eq!(
                wrong.iter().map(|h| h.rule.as_str()).collect::<Vec<_>>(),
                [rule.id.as_str()],
                "in “{}”",
                rule.wrong
            );
            assert_eq!(hits(&rule.right), [], "in “{}”", rule.right);
            if let (1, Some(suggestion)) = (rule.suggest.len(), wrong[0].suggestions.first()) {
                let mut put = rule.wrong.clone();
                put.replace_range(wrong[0].range.clone(), suggestion);
                assert_eq!(put, rule.right, "the suggestion makes the right side of {}", rule.id);
            }
        }
    }
}
