//! Two states of a story that grew apart, made one: by field, by block, and by word inside a block
//! that both sides changed.
//!
//! What one side changed is taken, and shown. What both changed is asked. Nothing here decides by
//! the clock or by who came first: both machines get the same questions, and from the same answers
//! the same story.

mod blocks;
mod fields;
mod regions;
mod words;

pub use blocks::By;
pub use fields::same_words;

use super::compare::{Hunk, HunkKind, by_word};
use crate::body::{self, Block, Doc, Inline};
use crate::story::Story;
use blocks::Part;
use fields::FIELDS;
use serde::{Deserialize, Serialize};
use words::Piece;

/// Which wording of two stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// The one that was here.
    Ours,
    /// The one that came.
    Theirs,
    /// The one after the other, to be mended by hand.
    Both,
}

/// Something that was changed on the way from the base, as a person is shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Met {
    /// The field's name, as the window knows it.
    pub field: String,
    /// The field's name for people.
    pub label: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Taken: as it was and as it is now, by word. Asked: empty.
    pub words: Vec<Hunk>,
    /// Asked: as it was before both.
    pub was: String,
    /// Asked: the wording here; its own words are `removed`.
    pub ours: Vec<Hunk>,
    /// Asked: the wording that came; its own words are `added`.
    pub theirs: Vec<Hunk>,
    /// Asked: whether both can stand one after the other.
    pub can_be_both: bool,
}

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was changed here alone, and stands.
    TakenOurs,
    /// It was changed there alone, and is taken.
    TakenTheirs,
    /// Both say the same, or changed it in places apart.
    TakenBoth,
    /// A person decides.
    Asked,
}

/// Three states of a story against each other.
#[derive(Debug, Clone)]
pub struct Merge {
    base: Story,
    ours: Story,
    theirs: Story,
    /// Whether our wording stands first where both stand: the same on both machines.
    ours_first: bool,
    fields: Vec<Option<By>>,
    body: Vec<Part>,
}

impl Merge {
    /// What became of `base` here and there.
    pub fn of(base: Story, ours: Story, theirs: Story, ours_first: bool) -> Self {
        let by = |f: &fields::Field| {
            let (us, them) = (!(f.same)(&base, &ours), !(f.same)(&base, &theirs));
            match (us, them) {
                (false, false) => None,
                (true, false) => Some(By::Us),
                (false, true) => Some(By::Them),
                (true, true) => Some(By::Both),
            }
        };
        let fields = FIELDS.iter().map(by).collect();
        let body = blocks::merge(&base.body, &ours.body, &theirs.body);
        Self { base, ours, theirs, ours_first, fields, body }
    }

    /// How many questions a person has to answer.
    pub fn questions(&self) -> usize {
        self.met(&|_| String::new()).iter().filter(|m| m.outcome == Outcome::Asked).count()
    }

    /// The merged story; `choices` answer the questions in their order. None where they are not
    /// as many, or both are to stand where one alone can.
    pub fn answered(&self, choices: &[Choice]) -> Option<Story> {
        let met = self.met(&|_| String::new());
        let asked: Vec<&Met> = met.iter().filter(|m| m.outcome == Outcome::Asked).collect();
        if choices.len() != asked.len()
            || asked.iter().zip(choices).any(|(m, choice)| *choice == Choice::Both && !m.can_be_both)
        {
            return None;
        }
        let mut left = choices.iter().copied();
        Some(self.settled(&mut || left.next()))
    }

    /// The story with what one side changed; what is asked stays as it was. For a base that has to
    /// be made of two.
    pub fn with_questions_as_they_were(&self) -> Story {
        self.settled(&mut || None)
    }

    fn field_is_asked(&self, at: usize) -> bool {
        self.fields[at] == Some(By::Both) && !(FIELDS[at].same)(&self.ours, &self.theirs)
    }

    /// Asks `choice` once for each question, in their order.
    fn settled(&self, choice: &mut impl FnMut() -> Option<Choice>) -> Story {
        let mut out = self.ours.clone();
        for (at, field) in FIELDS.iter().enumerate() {
            let asked = self.field_is_asked(at);
            match (self.fields[at], asked.then(&mut *choice)) {
                (_, Some(None)) => (field.take)(&mut out, &self.base),
                (_, Some(Some(Choice::Theirs))) | (Some(By::Them), None) => {
                    (field.take)(&mut out, &self.theirs);
                }
                (_, Some(Some(Choice::Both))) => {
                    if let Some(join) = field.join {
                        let (first, second) = self.in_order(&self.ours, &self.theirs);
                        (field.take)(&mut out, first);
                        join(&mut out, second);
                    }
                }
                _ => {}
            }
        }
        out.body = Doc::new();
        for part in &self.body {
            match part {
                Part::Untouched(blocks) | Part::Taken { now: blocks, .. } => {
                    out.body.extend_from_slice(blocks)
                }
                Part::Words { shell, pieces, .. } => {
                    let mut text: Vec<Inline> = Vec::new();
                    for piece in pieces {
                        match piece {
                            Piece::Settled(words) => text.extend_from_slice(words),
                            Piece::Asked { base, ours, theirs } => text.extend(match choice() {
                                None => base.clone(),
                                Some(Choice::Ours) => ours.clone(),
                                Some(Choice::Theirs) => theirs.clone(),
                                Some(Choice::Both) => {
                                    let (first, second) = self.in_order(ours, theirs);
                                    words::both(first.clone(), second.clone())
                                }
                            }),
                        }
                    }
                    out.body.push(blocks::filled(shell, text));
                }
                Part::Asked { base, ours, theirs } => match choice() {
                    None => out.body.extend_from_slice(base),
                    Some(Choice::Ours) => out.body.extend_from_slice(ours),
                    Some(Choice::Theirs) => out.body.extend_from_slice(theirs),
                    Some(Choice::Both) => {
                        let (first, second) = self.in_order(ours, theirs);
                        out.body.extend_from_slice(first);
                        out.body.extend_from_slice(second);
                    }
                },
            }
        }
        out.tidy();
        out
    }

    fn in_order<'a, T: ?Sized>(&self, ours: &'a T, theirs: &'a T) -> (&'a T, &'a T) {
        if self.ours_first { (ours, theirs) } else { (theirs, ours) }
    }

    /// All that was changed, in the order of the page; the questions in the order of the answers.
    /// `section` names a section by its id.
    pub fn met(&self, section: &dyn Fn(crate::story::SectionId) -> String) -> Vec<Met> {
        let mut out = Vec::new();
        for (at, field) in FIELDS.iter().enumerate() {
            let Some(by) = self.fields[at] else { continue };
            let said = |story: &Story| (field.said)(story, section);
            out.push(if self.field_is_asked(at) {
                let joins = field.join.is_some();
                asked(
                    field.name,
                    field.label,
                    said(&self.base),
                    &said(&self.ours),
                    &said(&self.theirs),
                    joins,
                )
            } else {
                let now = if by == By::Them { &self.theirs } else { &self.ours };
                taken(field.name, field.label, by, by_word(&said(&self.base), &said(now)))
            });
        }
        for part in &self.body {
            match part {
                Part::Untouched(_) => {}
                Part::Taken { by, was, now } => out.push(taken("body", "Body", *by, shown(was, now))),
                Part::Words { shell, was, pieces } => {
                    // What is asked is shown by itself; the rest as it changed around it.
                    let now: Vec<Inline> = pieces
                        .iter()
                        .flat_map(|p| match p {
                            Piece::Settled(words) | Piece::Asked { base: words, .. } => words.clone(),
                        })
                        .collect();
                    let now = body::norm(&[blocks::filled(shell, now)]);
                    if now[..] != [was.clone()] {
                        let was = std::slice::from_ref(was);
                        out.push(taken("body", "Body", By::Both, shown(was, &now)));
                    }
                    out.extend(pieces.iter().filter_map(|p| match p {
                        Piece::Settled(_) => None,
                        Piece::Asked { base, ours, theirs } => {
                            let (b, o, t) = said_alike(base, ours, theirs);
                            Some(asked("body", "Body", b, &o, &t, true))
                        }
                    }));
                }
                Part::Asked { base, ours, theirs } => {
                    let plain = body::plain_text_with_notes;
                    // What is more than its running text is shown whole.
                    let whole = plain(ours) == plain(theirs) || !(is_plain(ours) && is_plain(theirs));
                    let text = |blocks: &Vec<Block>| if whole { body::write(blocks) } else { plain(blocks) };
                    out.push(asked("body", "Body", text(base), &text(ours), &text(theirs), true));
                }
            }
        }
        out
    }
}

/// The words; where the two differ in marks or links alone, the Markdown.
fn said_alike(base: &[Inline], ours: &[Inline], theirs: &[Inline]) -> (String, String, String) {
    if body::inline_text(ours) == body::inline_text(theirs) {
        return (body::write_inline(base), body::write_inline(ours), body::write_inline(theirs));
    }
    (body::inline_text(base), body::inline_text(ours), body::inline_text(theirs))
}

fn shown(was: &[Block], now: &[Block]) -> Vec<Hunk> {
    let (a, b) = (body::plain_text_with_notes(was), body::plain_text_with_notes(now));
    if a == b { by_word(&body::write(was), &body::write(now)) } else { by_word(&a, &b) }
}

fn is_plain(blocks: &[Block]) -> bool {
    blocks.iter().all(|b| matches!(b, Block::Paragraph(_) | Block::Heading(..) | Block::Note(_)))
}

fn taken(field: &str, label: &str, by: By, words: Vec<Hunk>) -> Met {
    Met {
        field: field.to_owned(),
        label: label.to_owned(),
        outcome: match by {
            By::Us => Outcome::TakenOurs,
            By::Them => Outcome::TakenTheirs,
            By::Both => Outcome::TakenBoth,
        },
        words,
        was: String::new(),
        ours: Vec::new(),
        theirs: Vec::new(),
        can_be_both: false,
    }
}

fn asked(field: &str, label: &str, was: String, ours: &str, theirs: &str, can_be_both: bool) -> Met {
    let words = by_word(ours, theirs);
    let side = |without: HunkKind| words.iter().filter(|h| h.kind != without).cloned().collect();
    Met {
        field: field.to_owned(),
        label: label.to_owned(),
        outcome: Outcome::Asked,
        words: Vec::new(),
        was,
        ours: side(HunkKind::Added),
        theirs: side(HunkKind::Removed),
        can_be_both,
    }
}

#[cfg(test)]
mod tests;
