//! The house style as text: a file that a sub-editor can read and change in any editor.
//!
//! A rule begins with its `rule:` line and goes on to the next one. Lines that begin with `#`
//! are remarks. What is above the first rule holds for all of them. A line that cannot be read
//! is said with its number, and the other rules go on. Changing one rule leaves every other
//! line as it is.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The name of the file in the newsroom's folder.
pub const FILE: &str = "style.txt";

/// The rules a new newsroom starts with.
pub const STARTER: &str = include_str!("starter-style.txt");

/// A rule of the house, as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StyleRule {
    /// Its name, and what "switch off" remembers.
    pub id: String,
    /// Words to find, one or more forms; empty where there is a pattern.
    pub find: Vec<String>,
    /// A pattern to find (regular expression); empty where there are words.
    pub pattern: String,
    /// What to write instead, one or more; `$1` is a group of the pattern. May be empty.
    pub suggest: Vec<String>,
    /// Why, one sentence.
    pub why: String,
    /// An example of what it catches.
    pub wrong: String,
    /// The same, put right.
    pub right: String,
    /// The language it is for, `en` or `en-GB`; empty: every language.
    pub language: String,
    /// Whether it looks inside quotes too.
    pub in_quotes: bool,
    /// Whether capitals and small letters must be as written.
    pub exact_case: bool,
    /// The fields it looks at; empty: all of `headline standfirst body caption eyebrow alt`.
    pub fields: Vec<String>,
    /// The line of the file that it begins on; 0 for one that is not in the file yet.
    pub line: u32,
}

/// A line that could not be read, or a rule that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct StyleFault {
    /// The line, from 1; 0 for a rule that is not in the file yet.
    pub line: u32,
    /// What is wrong with it, one sentence.
    pub sentence: String,
}

/// The fields that a rule may name.
pub const FIELDS: [&str; 6] = ["headline", "standfirst", "body", "caption", "eyebrow", "alt"];

const KEYS: [&str; 11] =
    ["rule", "find", "pattern", "use", "why", "wrong", "right", "language", "quotes", "case", "fields"];

/// A line's key and value, where it has a key.
fn key_of(line: &str) -> Option<(String, &str)> {
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.starts_with('#') {
        return None;
    }
    let (key, value) = line.split_once(':')?;
    Some((key.trim().to_ascii_lowercase(), value.trim()))
}

/// Reads the rules of a file, and what could not be read.
pub fn read(text: &str) -> (Vec<StyleRule>, Vec<StyleFault>) {
    let mut all = StyleRule::default();
    let mut rules: Vec<StyleRule> = Vec::new();
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let number = number as u32 + 1;
        let bare = line.trim_start_matches('\u{feff}').trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let mut fault = |sentence: String| faults.push(StyleFault { line: number, sentence });
        let Some((key, value)) = key_of(line) else {
            fault(format!("“{}” is no line of a rule: write “find: …”, “use: …” or “why: …”.", short(bare)));
            continue;
        };
        if key == "rule" {
            if value.is_empty() {
                fault("This rule has no name: write “rule: ” and a short name.".to_owned());
            } else if let Some(first) = rules.iter().find(|r| r.id == value) {
                fault(format!(
                    "There is a rule “{value}” on line {} already: give this one another name.",
                    first.line
                ));
            }
            rules.push(StyleRule { id: value.to_owned(), line: number, ..all.clone() });
            continue;
        }
        let in_head = rules.is_empty();
        let rule = rules.last_mut().unwrap_or(&mut all);
        if in_head && !matches!(key.as_str(), "language" | "quotes" | "case" | "fields") {
            fault(format!(
                "“{}” stands above the first rule: begin with “rule: ” and a short name.",
                short(bare)
            ));
            continue;
        }
        if let Err(sentence) = set(rule, &key, value) {
            fault(sentence);
        }
    }
    // Of two rules of one name the first stands; a nameless one cannot be switched off.
    let mut seen = std::collections::HashSet::new();
    rules.retain(|r| !r.id.is_empty() && seen.insert(r.id.clone()));
    (rules, faults)
}

fn set(rule: &mut StyleRule, key: &str, value: &str) -> Result<(), String> {
    let list = |value: &str| -> Vec<String> {
        value.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    match key {
        "find" => rule.find.extend(list(value)),
        "pattern" => rule.pattern = value.to_owned(),
        "use" => rule.suggest.extend(list(value)),
        "why" => rule.why = value.to_owned(),
        "wrong" => rule.wrong = value.to_owned(),
        "right" => rule.right = value.to_owned(),
        "language" => rule.language = if value == "any" { String::new() } else { value.to_owned() },
        "quotes" => match value {
            "skip" => rule.in_quotes = false,
            "look" => rule.in_quotes = true,
            _ => return Err(format!("“quotes: {value}” is neither “quotes: skip” nor “quotes: look”.")),
        },
        "case" => match value {
            "any" => rule.exact_case = false,
            "exact" => rule.exact_case = true,
            _ => return Err(format!("“case: {value}” is neither “case: any” nor “case: exact”.")),
        },
        "fields" => {
            let fields: Vec<String> =
                value.split([',', ' ']).filter(|f| !f.is_empty()).map(str::to_owned).collect();
            if let Some(other) = fields.iter().find(|f| !FIELDS.contains(&f.as_str())) {
                return Err(format!("There is no field “{other}”: use {}.", FIELDS.join(", ")));
            }
            rule.fields = fields;
        }
        _ => {
            return Err(format!("A rule has no “{}:”; it may have {}.", short(key), KEYS.join(", ")));
        }
    }
    Ok(())
}

fn short(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(39).chain(['…']).collect() }
}

/// The lines of a rule, in the order they are written.
fn lines_of(rule: &StyleRule, head: &StyleRule) -> Vec<(&'static str, String)> {
    let mut out = vec![("rule", rule.id.clone())];
    let mut say = |key: &'static str, value: String, wanted: bool| {
        if wanted {
            out.push((key, value));
        }
    };
    say("find", rule.find.join(" | "), !rule.find.is_empty());
    say("pattern", rule.pattern.clone(), !rule.pattern.is_empty());
    say("use", rule.suggest.join(" | "), !rule.suggest.is_empty());
    say("why", rule.why.clone(), !rule.why.is_empty());
    say("wrong", rule.wrong.clone(), !rule.wrong.is_empty());
    say("right", rule.right.clone(), !rule.right.is_empty());
    let language = if rule.language.is_empty() { "any".to_owned() } else { rule.language.clone() };
    say("language", language, rule.language != head.language);
    say("quotes", if rule.in_quotes { "look" } else { "skip" }.into(), rule.in_quotes != head.in_quotes);
    say("case", if rule.exact_case { "exact" } else { "any" }.into(), rule.exact_case != head.exact_case);
    say("fields", rule.fields.join(", "), rule.fields != head.fields && !rule.fields.is_empty());
    // A value is one line: what was pasted with breaks is drawn together.
    out.iter_mut().for_each(|(_, value)| *value = value.split_whitespace().collect::<Vec<_>>().join(" "));
    out
}

/// The file with a rule changed, or added at its end where `was` names none of its rules.
/// Remarks and every line of other rules stay.
pub fn put(text: &str, was: &str, rule: &StyleRule) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut wanted = lines_of(rule, &head_of(text));
    let Some(range) = block(&lines, was) else {
        if lines.last().is_some_and(|last| !last.trim().is_empty()) {
            lines.push(String::new());
        }
        lines.extend(wanted.into_iter().map(|(key, value)| format!("{key}: {value}")));
        return lines.join(end) + end;
    };
    let mut new = Vec::new();
    let mut after_last_key = 0;
    for line in &lines[range.clone()] {
        match key_of(line) {
            None => new.push(line.clone()),
            Some((key, _)) => {
                if let Some(at) = wanted.iter().position(|(k, _)| *k == key) {
                    let (key, value) = wanted.remove(at);
                    new.push(format!("{key}: {value}"));
                    after_last_key = new.len();
                }
            }
        }
    }
    for (key, value) in wanted.into_iter().rev() {
        new.insert(after_last_key, format!("{key}: {value}"));
    }
    lines.splice(range, new);
    lines.join(end) + end
}

/// The file without a rule; remarks inside it go with it.
pub fn without(text: &str, id: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if let Some(range) = block(&lines, id) {
        lines.drain(range);
    }
    lines.join(end) + end
}

fn head_of(text: &str) -> StyleRule {
    let mut head = StyleRule::default();
    for line in text.lines() {
        match key_of(line) {
            Some((key, _)) if key == "rule" => break,
            // What cannot be set was said when the file was read.
            Some((key, value)) => drop(set(&mut head, &key, value)),
            None => {}
        }
    }
    head
}

/// The lines of a rule: from its `rule:` line to the last that is its own. Remarks and empty
/// lines before the next rule belong to that one.
fn block(lines: &[String], id: &str) -> Option<Range<usize>> {
    let starts =
        |line: &str| key_of(line).filter(|(key, _)| key == "rule").map(|(_, value)| value.to_owned());
    let start = lines.iter().position(|line| starts(line).as_deref() == Some(id))?;
    let next = lines[start + 1..]
        .iter()
        .position(|line| starts(line).is_some())
        .map_or(lines.len(), |n| start + 1 + n);
    let last = (start..next).rev().find(|at| key_of(&lines[*at]).is_some()).unwrap_or(start);
    Some(start..last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# Ours.
language: en

rule: amongst
find: amongst | amidst
use: among
# asked for by the night desk
why: Shorter.

# About numbers
rule: per cent
pattern: (\\d) per cent
use: $1%
why: Figures take the sign.
";

    #[test]
    fn a_file_reads_as_it_is_written() {
        let (rules, faults) = read(TEXT);
        assert_eq!(faults, []);
        assert_eq!(
            rules.iter().map(|r| (r.id.as_str(), r.line)).collect::<Vec<_>>(),
            [("amongst", 4), ("per cent", 11)]
        );
        assert_eq!(rules[0].find, ["amongst", "amidst"]);
        assert_eq!(rules[1].language, "en", "what stands above the first rule holds for all");
    }

    #[test]
    fn a_bad_line_is_said_with_its_number_and_the_other_rules_go_on() {
        let (rules, faults) =
            read("rule: a\nfind: x\nwhat is this\nquotes: maybe\nrule: b\nfinds: y\nfind: z\n");
        assert_eq!(rules.len(), 2);
        assert_eq!(faults.iter().map(|f| f.line).collect::<Vec<_>>(), [3, 4, 6]);
        insta::assert_snapshot!(faults[0].sentence, @"“what is this” is no line of a rule: write “find: …”, “use: …” or “why: …”.");
        insta::assert_snapshot!(faults[2].sentence, @"A rule has no “finds:”; it may have rule, find, pattern, use, why, wrong, right, language, quotes, case, fields.");
    }

    #[test]
    fn two_rules_of_one_name_are_said_and_the_first_stands() {
        let (rules, faults) = read("rule: a\nfind: x\n\nrule: a\nfind: y\n");
        assert_eq!(rules.iter().map(|r| r.find[0].as_str()).collect::<Vec<_>>(), ["x"]);
        assert_eq!(faults[0].line, 4);
    }

    #[test]
    fn changing_a_rule_leaves_every_other_line_and_remark() {
        let mut rule = read(TEXT).0.remove(0);
        rule.find = vec!["amongst".into()];
        rule.why = "One letter pair less.".into();
        rule.in_quotes = true;
        insta::assert_snapshot!(put(TEXT, "amongst", &rule), @"
        # Ours.
        language: en

        rule: amongst
        find: amongst
        use: among
        # asked for by the night desk
        why: One letter pair less.
        quotes: look

        # About numbers
        rule: per cent
        pattern: (\\d) per cent
        use: $1%
        why: Figures take the sign.
        ");
    }

    #[test]
    fn a_new_rule_goes_to_the_end_and_a_removed_one_takes_nothing_with_it() {
        let rule = StyleRule {
            id: "whilst".into(),
            find: vec!["whilst".into()],
            language: "en".into(),
            ..StyleRule::default()
        };
        let longer = put(TEXT, "", &rule);
        assert!(longer.ends_with("the sign.\n\nrule: whilst\nfind: whilst\n"), "{longer}");
        let shorter = without(&longer, "amongst");
        assert!(
            shorter.starts_with("# Ours.\nlanguage: en\n\n\n# About numbers\nrule: per cent"),
            "{shorter}"
        );
    }

    #[test]
    fn a_file_from_notepad_keeps_its_line_ends() {
        let text = "\u{feff}# x\r\nrule: a\r\nfind: b\r\n";
        let (rules, faults) = read(text);
        assert_eq!((rules.len(), faults.len()), (1, 0));
        let mut rule = rules[0].clone();
        rule.suggest = vec!["c".into()];
        assert_eq!(put(text, "a", &rule), "\u{feff}# x\r\nrule: a\r\nfind: b\r\nuse: c\r\n");
    }
}
