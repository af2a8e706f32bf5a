//! Names that the newsroom writes: learnt from its own stories, so that the people and places
//! of its patch are not marked as spelling mistakes.

use std::collections::{HashMap, HashSet};

/// In how many stories a capitalised word stands before it counts as a name here.
const STORIES: u32 = 3;

/// The names known so far. Grows as stories are read; a story counts once.
#[derive(Debug, Default)]
pub struct Names {
    sure: HashSet<String>,
    seen: HashMap<String, u32>,
    counted: HashSet<String>,
}

impl Names {
    /// Takes in words that are names by where they stand: a byline, a tag, a dateline, a section.
    pub fn sure(&mut self, text: &str) {
        for word in text.split(|c: char| c.is_whitespace() || ",;/()".contains(c)) {
            let word = tidy(word);
            if word.chars().count() > 1 {
                self.sure.insert(word);
            }
        }
    }

    /// Takes in the text of a story: capitalised words that do not begin a sentence.
    pub fn story(&mut self, id: &str, text: &str) {
        if !self.counted.insert(id.to_owned()) {
            return;
        }
        let mut here = HashSet::new();
        for line in text.lines() {
            // The first word of a sentence has a capital whatever it is.
            let mut begins = true;
            for word in line.split_whitespace() {
                let bare = tidy(word);
                let ends =
                    word.trim_end_matches(['”', '’', '"', '\'', ')']).ends_with(['.', '!', '?', ':', '…']);
                let opens = word.starts_with(['“', '‘', '"', '\'', '#', '*', '-', '>', '|']);
                if !begins
                    && !opens
                    && bare.chars().next().is_some_and(char::is_uppercase)
                    && bare.chars().count() > 1
                {
                    here.insert(bare);
                }
                begins = ends;
            }
        }
        for word in here {
            *self.seen.entry(word).or_default() += 1;
        }
    }

    /// Whether the newsroom writes this name.
    pub fn knows(&self, word: &str) -> bool {
        let known =
            |word: &str| self.sure.contains(word) || self.seen.get(word).is_some_and(|n| *n >= STORIES);
        known(word) || word.strip_suffix("'s").is_some_and(known)
    }

    /// How many names are known.
    pub fn len(&self) -> usize {
        let often = self.seen.iter().filter(|(word, n)| **n >= STORIES && !self.sure.contains(*word));
        self.sure.len() + often.count()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A word without what stands around it, with the typewriter's apostrophe.
fn tidy(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
    bare.strip_suffix("'s").map(str::to_owned).unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_when_three_stories_have_it() {
        let mut names = Names::default();
        for story in ["a", "b"] {
            names.story(story, "He met Castellane’s brother. Nobody spoke.");
        }
        names.story("b", "Again Castellane");
        assert!(!names.knows("Castellane"), "one story counts once");
        names.story("c", "Then Castellane left");
        assert!(names.knows("Castellane") && names.knows("Castellane's"));
        assert!(!names.knows("Nobody"), "the first word of a sentence says nothing");
    }

    #[test]
    fn bylines_and_tags_count_at_once_and_as_they_are_written() {
        let mut names = Names::default();
        names.sure("Tobias Adeyemi-Lund");
        names.sure("storm Orla");
        assert!(names.knows("Adeyemi-Lund") && names.knows("Orla"));
        assert!(!names.knows("orla"));
    }
}
