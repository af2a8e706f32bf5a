//! Merging by example, and by chance: a thousand triples of texts, each told by its number.

use super::*;
use crate::story::UtcMillis;

fn story(headline: &str, markdown: &str) -> Story {
    let mut story = Story::new("en-GB", UtcMillis(0));
    story.headline = headline.to_owned();
    story.body = body::read(markdown);
    story
}

fn merged(base: &str, ours: &str, theirs: &str) -> Merge {
    Merge::of(story("H", base), story("H", ours), story("H", theirs), true)
}

fn text(story: &Story) -> String {
    body::write(&story.body).trim_end().to_owned()
}

/// The text that every question answered with `choice` gives.
fn all(merge: &Merge, choice: Choice) -> String {
    text(&merge.answered(&vec![choice; merge.questions()]).unwrap())
}

/// The two wordings of each question.
fn asked(merge: &Merge) -> Vec<(String, String)> {
    let said = |hunks: &[Hunk]| hunks.iter().map(|h| h.text.as_str()).collect::<String>().trim().to_owned();
    let met = merge.met(&|_| String::new());
    met.iter().filter(|m| m.outcome == Outcome::Asked).map(|m| (said(&m.ours), said(&m.theirs))).collect()
}

const FIRE: &str = "Police said 12 people died in the fire. The council denied the claim.\n\nThe mayor will speak on \
    Tuesday.\n\nA second inquiry opens in March.";

#[test]
fn changes_of_different_paragraphs_are_taken_without_a_question() {
    let m = merged(
        FIRE,
        &FIRE.replace("Tuesday", "Wednesday"),
        &format!("{}\n\nResidents met on Sunday.", FIRE.replace("March", "April")),
    );
    assert_eq!(m.questions(), 0);
    assert_eq!(
        all(&m, Choice::Ours),
        format!(
            "{}\n\nResidents met on Sunday.",
            FIRE.replace("Tuesday", "Wednesday").replace("March", "April")
        )
    );
    let outcomes: Vec<Outcome> = m.met(&|_| String::new()).iter().map(|m| m.outcome).collect();
    assert_eq!(outcomes, [Outcome::TakenOurs, Outcome::TakenTheirs, Outcome::TakenTheirs]);
}

#[test]
fn different_sentences_of_one_paragraph_are_taken_without_a_question() {
    let m = merged(FIRE, &FIRE.replace("12", "13"), &FIRE.replace("denied the claim", "confirmed the claim"));
    assert_eq!(m.questions(), 0);
    assert_eq!(all(&m, Choice::Ours), FIRE.replace("12", "13").replace("denied", "confirmed"));
}

#[test]
fn one_sentence_is_one_question_and_numbers_are_never_run_together() {
    let m = merged(FIRE, &FIRE.replace("12", "13"), &FIRE.replace("12", "15"));
    assert_eq!(
        asked(&m),
        [(
            "Police said 13 people died in the fire.".to_owned(),
            "Police said 15 people died in the fire.".to_owned()
        )]
    );
    assert_eq!(all(&m, Choice::Ours), FIRE.replace("12", "13"));
    assert_eq!(all(&m, Choice::Theirs), FIRE.replace("12", "15"));
    let both = all(&m, Choice::Both);
    assert!(
        both.starts_with(
            "Police said 13 people died in the fire. Police said 15 people died in the fire. The council"
        ),
        "{both}"
    );
}

#[test]
fn two_changes_of_one_sentence_are_asked_though_they_touch_other_words() {
    let base = "The council denied that the report was late.";
    let m =
        merged(base, &base.replace("denied", "did not deny"), &base.replace("was late", "was never late"));
    assert_eq!(asked(&m).len(), 1, "together they would say what nobody wrote");
}

#[test]
fn the_words_that_differ_are_marked_on_each_side() {
    let m = merged(FIRE, &FIRE.replace("12", "13"), &FIRE.replace("12", "15"));
    let met = m.met(&|_| String::new());
    let of = |hunks: &[Hunk], kind| {
        hunks.iter().filter(|h| h.kind == kind).map(|h| h.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(&met[0].ours, HunkKind::Removed), ["13"]);
    assert_eq!(of(&met[0].theirs, HunkKind::Added), ["15"]);
    assert_eq!(met[0].was.trim(), "Police said 12 people died in the fire.");
}

#[test]
fn both_sides_doing_the_same_is_no_question() {
    let m = merged(FIRE, &FIRE.replace("12", "13"), &FIRE.replace("12", "13"));
    assert_eq!((m.questions(), all(&m, Choice::Ours)), (0, FIRE.replace("12", "13")));
}

#[test]
fn a_paragraph_that_one_side_cut_and_the_other_mended_is_asked() {
    let cut = FIRE.replace("The mayor will speak on Tuesday.\n\n", "");
    let m = merged(FIRE, &cut, &FIRE.replace("Tuesday", "Wednesday"));
    assert_eq!(asked(&m), [(String::new(), "The mayor will speak on Wednesday.".to_owned())]);
    assert_eq!((all(&m, Choice::Ours), all(&m, Choice::Theirs)), (cut, FIRE.replace("Tuesday", "Wednesday")));
}

#[test]
fn two_new_paragraphs_at_one_place_are_asked_and_can_both_stand() {
    let m = merged("One.\n\nTwo.", "One.\n\nOurs.\n\nTwo.", "One.\n\nTheirs.\n\nTwo.");
    assert_eq!(all(&m, Choice::Both), "One.\n\nOurs.\n\nTheirs.\n\nTwo.");
}

#[test]
fn bold_alone_is_a_change_like_any_other() {
    let m = merged("It burned. It fell.", "It **burned**. It fell.", "It burned. It *fell*.");
    assert_eq!((m.questions(), all(&m, Choice::Ours)), (0, "It **burned**. It *fell*.".to_owned()));
    let m = merged("It burned.", "It **burned**.", "It *burned*.");
    assert_eq!(asked(&m), [("It **burned**.".to_owned(), "It *burned*.".to_owned())]);
}

#[test]
fn a_caption_and_a_credit_of_one_picture_merge() {
    let sha = "a".repeat(64);
    let figure = |caption: &str, credit: &str| {
        format!("```figure\nmedia: {sha}\nalt: A wall\ncaption: {caption}\ncredit: {credit}\n```")
    };
    let m = merged(
        &figure("The wall", "Doe"),
        &figure("The broken wall", "Doe"),
        &figure("The wall", "Jane Doe"),
    );
    assert_eq!((m.questions(), all(&m, Choice::Ours)), (0, figure("The broken wall", "Jane Doe")));
    let m = merged(&figure("The wall", "Doe"), &figure("The wall", "Roe"), &figure("The wall", "Jane Doe"));
    assert_eq!(m.questions(), 1);
}

#[test]
fn a_field_is_one_value_and_lists_can_be_joined() {
    let with = |headline: &str, tags: &[&str]| {
        let mut s = story(headline, "Body.");
        s.tags = tags.iter().map(|t| (*t).to_owned()).collect();
        s
    };
    let m = Merge::of(with("A", &["x"]), with("B", &["x", "y"]), with("C", &["x", "z"]), true);
    assert_eq!(m.questions(), 2);
    assert_eq!(m.answered(&[Choice::Both, Choice::Both]), None, "two headlines cannot both stand");
    let done = m.answered(&[Choice::Theirs, Choice::Both]).unwrap();
    assert_eq!((done.headline.as_str(), done.tags.join(" ")), ("C", "x y z".to_owned()));
    assert_eq!(m.answered(&[Choice::Ours]), None, "as many answers as questions");
}

#[test]
fn hindi_and_urdu_sentences_are_whole_ones() {
    let base = "पुलिस ने 12 कहा। परिषद ने इनकार किया।";
    let m = merged(base, &base.replace("12", "13"), &base.replace("इनकार", "स्वीकार"));
    assert_eq!(m.questions(), 0, "{:?}", asked(&m));
    let base = "پولیس نے 12 کہا۔ کونسل نے انکار کیا۔";
    let m = merged(base, &base.replace("12", "13"), &base.replace("12", "15"));
    assert_eq!(asked(&m).len(), 1);
}

#[test]
fn a_very_long_body_is_asked_whole_and_quickly() {
    let long = |word: &str| (0..12_000).map(|n| format!("{word} {n}.\n\n")).collect::<String>();
    let m = merged(&long("a"), &long("b"), &long("c"));
    assert_eq!(m.questions(), 1);
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    fn sentence(&mut self) -> String {
        let words =
            ["police", "said", "wall", "council", "**never**", "harbour", "not", "fire", "mayor", "was"];
        let mut out = format!("Some {}", 10 + self.below(90));
        for _ in 0..2 + self.below(6) {
            out.push(' ');
            out.push_str(words[self.below(words.len())]);
        }
        out + "."
    }

    fn paragraph(&mut self) -> String {
        let n = 1 + self.below(3);
        (0..n).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    fn edited(&mut self, paragraphs: &[String]) -> Vec<String> {
        let mut out = paragraphs.to_vec();
        for _ in 0..1 + self.below(3) {
            let at = self.below(out.len());
            match self.below(6) {
                0 => out.insert(at, self.paragraph()),
                1 if out.len() > 1 => {
                    out.remove(at);
                }
                2 => {
                    let more = self.sentence();
                    out[at] = format!("{} {more}", out[at]);
                }
                3 => out[at] = self.paragraph(),
                _ => {
                    let words: Vec<String> = out[at].split(' ').map(str::to_owned).collect();
                    let which = self.below(words.len());
                    let number = (10 + self.below(90)).to_string();
                    out[at] = words
                        .iter()
                        .enumerate()
                        .map(|(n, w)| if n == which { &number } else { w })
                        .cloned()
                        .collect::<Vec<_>>()
                        .join(" ");
                }
            }
        }
        out
    }
}

#[test]
fn by_chance_both_machines_get_the_same_and_no_number_is_made_of_two() {
    for case in 1..1000_u64 {
        let mut dice = Dice(case.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let base: Vec<String> = (0..1 + dice.below(5)).map(|_| dice.paragraph()).collect();
        let (ours, theirs) = (dice.edited(&base), dice.edited(&base));
        let [base, ours, theirs] = [base, ours, theirs].map(|p| story("H", &p.join("\n\n")));
        let here = Merge::of(base.clone(), ours.clone(), theirs.clone(), true);
        let there = Merge::of(base.clone(), theirs.clone(), ours.clone(), false);
        assert_eq!(here.questions(), there.questions(), "case {case}");
        let choices: Vec<Choice> = (0..here.questions())
            .map(|_| [Choice::Ours, Choice::Theirs, Choice::Both][dice.below(3)])
            .collect();
        let mirrored: Vec<Choice> = choices
            .iter()
            .map(|c| match c {
                Choice::Ours => Choice::Theirs,
                Choice::Theirs => Choice::Ours,
                Choice::Both => Choice::Both,
            })
            .collect();
        let (a, b) = (here.answered(&choices).unwrap(), there.answered(&mirrored).unwrap());
        assert_eq!(text(&a), text(&b), "case {case}");
        let inputs = [&base, &ours, &theirs].map(text).join(" ");
        let numbers = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(str::to_owned).collect()
        };
        let known = numbers(&inputs);
        for number in numbers(&text(&a)) {
            assert!(known.contains(&number), "case {case}: nobody wrote {number}\n{}", text(&a));
        }
        let both = all(&here, Choice::Both);
        for (word, by) in [(text(&ours), "ours"), (text(&theirs), "theirs")] {
            let new = |w: &&str| !text(&base).split_whitespace().any(|b| b == *w);
            for word in word.split_whitespace().filter(new) {
                assert!(both.contains(word), "case {case}: “{word}” of {by} is in no wording\n{both}");
            }
        }
        assert_eq!(
            text(&Merge::of(base.clone(), ours.clone(), base.clone(), true).answered(&[]).unwrap()),
            text(&ours)
        );
    }
}
