//! The promise, tried on generated bodies: news-like ones and hostile ones.
//!
//! Deterministic: case `n` is always the same body. A body that fails is made smaller
//! while it still fails, and printed so. `STET_BODIES=1000000` tries more.

mod dice;
mod shorter;

use self::dice::{Dice, HOSTILE, LINE_STARTS};
use self::shorter::shortest;
use super::normal::{is_tidy, letter_by_letter};
use super::prosemirror;
use super::{Block, Inline, has_notes, norm, read, without_notes, write};
use std::sync::atomic::{AtomicUsize, Ordering};

const BODIES: usize = 100_000;
const BYTE_STRINGS: usize = 20_000;

#[test]
fn what_is_written_reads_back_as_the_normal_form_in_100_000_bodies() {
    let bodies = std::env::var("STET_BODIES").ok().and_then(|n| n.parse().ok()).unwrap_or(BODIES);
    let (tried, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    in_parallel(bodies, |case| {
        let doc = Dice::new(case as u64).doc(case % 2 == 1);
        if failed.load(Ordering::Relaxed) > 0 {
            return;
        }
        if let Some(fault) = fault(&doc) {
            failed.fetch_add(1, Ordering::Relaxed);
            let doc = shortest(doc, |smaller| self::fault(smaller).is_some());
            let why = self::fault(&doc).unwrap_or(fault);
            panic!(
                "case {case}: {why}\nbody     {doc:#?}\nmarkdown {:?}\nback     {:#?}",
                write(&doc),
                read(&write(&doc))
            );
        }
        tried.fetch_add(1, Ordering::Relaxed);
    });
    assert_eq!(tried.into_inner(), bodies, "every body must have been tried");
}

#[test]
fn any_text_at_all_is_read_and_is_then_stable() {
    in_parallel(BYTE_STRINGS, |case| {
        let text = Dice::new(!(case as u64)).any_text(case % 3);
        let unstable = |text: &str| {
            let doc = read(text);
            read(&write(&doc)) != doc
        };
        if unstable(&text) {
            let mut text: Vec<char> = text.chars().collect();
            let mut at = 0;
            while at < text.len() {
                let c = text.remove(at);
                if !unstable(&text.iter().collect::<String>()) {
                    text.insert(at, c);
                    at += 1;
                }
            }
            let text: String = text.into_iter().collect();
            let doc = read(&text);
            panic!("case {case}: {text:?}\nreads {doc:#?}\nthen  {:#?}", read(&write(&doc)));
        }
    });
}

#[test]
fn no_word_of_any_markdown_is_lost_in_reading_it() {
    in_parallel(BYTE_STRINGS, |case| {
        let mut dice = Dice::new((case as u64) << 32 | 7);
        let words: Vec<String> = (0..1 + dice.below(30)).map(|n| format!("w{n}w")).collect();
        let mut pieces = Vec::new();
        for word in &words {
            for _ in 0..dice.below(4) {
                let sign = if dice.percent(40) { dice.pick(LINE_STARTS) } else { dice.pick(HOSTILE) };
                // The address of a picture is no word of the story: the importer has it.
                pieces.extend((!sign.contains('!')).then_some(sign));
            }
            pieces.push(word);
        }
        let lost = |pieces: &[&str]| {
            let kept = write(&read(&pieces.concat()));
            pieces.iter().any(|piece| words.iter().any(|word| word == piece) && !kept.contains(piece))
        };
        if lost(&pieces) {
            let mut at = 0;
            while at < pieces.len() {
                let piece = pieces.remove(at);
                if !lost(&pieces) {
                    pieces.insert(at, piece);
                    at += 1;
                }
            }
            let text = pieces.concat();
            panic!("case {case}: {text:?} loses a word, it reads {:#?}", read(&text));
        }
    });
}

#[test]
fn running_text_that_is_taken_for_normal_is_so_letter_by_letter() {
    let (taken, all) = (AtomicUsize::new(0), AtomicUsize::new(0));
    in_parallel(BYTE_STRINGS, |case| {
        let doc = Dice::new(case as u64).doc(case % 2 == 1);
        for (lines, is_normal) in [(running_text(&doc), false), (running_text(&norm(&doc)), true)] {
            for line in lines {
                for at_break in [' ', '\n'] {
                    let told = is_tidy(&line, at_break);
                    assert!(!told || letter_by_letter(&line, at_break) == line, "case {case}: {line:#?}");
                    if is_normal && at_break == '\n' {
                        all.fetch_add(1, Ordering::Relaxed);
                        taken.fetch_add(usize::from(told), Ordering::Relaxed);
                    }
                }
            }
        }
    });
    let (taken, all) = (taken.into_inner(), all.into_inner());
    assert!(taken * 10 > all * 8, "the quick way is of no use: {taken} of {all}");
}

/// The running text of a body's paragraphs and subheads.
fn running_text(doc: &[Block]) -> Vec<Vec<Inline>> {
    let mut out = Vec::new();
    for block in doc {
        match block {
            Block::Paragraph(text) | Block::Heading(_, text) => out.push(text.clone()),
            Block::Quote(inner) => out.extend(running_text(inner)),
            Block::Bullets(items) | Block::Ordered(_, items) => {
                items.iter().for_each(|item| out.extend(running_text(item)));
            }
            _ => {}
        }
    }
    out
}

/// What is wrong with the way a body is kept, if anything.
fn fault(doc: &[Block]) -> Option<&'static str> {
    let normal = norm(doc);
    if norm(&normal) != normal {
        return Some("the normal form of the normal form is another");
    }
    let open = without_notes(&normal);
    if has_notes(&open) || (!has_notes(&normal) && open != normal) {
        return Some("the notes are not taken out, or more than they");
    }
    if read(&write(&open)) != norm(&open) {
        return Some("what is left without the notes does not read back");
    }
    if letters(doc) != letters(&normal) {
        return Some("the normal form has lost a letter");
    }
    if read(&write(doc)) != normal {
        return Some("what is written does not read back");
    }
    if prosemirror::read(&prosemirror::write(&normal)).as_ref() != Ok(&normal) {
        return Some("the editor's document does not read back");
    }
    None
}

/// Every character of a body that is not space, control or noncharacter, in order: what
/// the normal form may not touch. Addresses of links are not counted (unlawful ones go).
fn letters(doc: &[Block]) -> String {
    fn add_inlines(out: &mut String, text: &[Inline]) {
        for inline in text {
            if let Inline::Text { text, .. } = inline {
                add(out, text);
            }
        }
    }
    fn add(out: &mut String, text: &str) {
        let plain = |c: &char| {
            *c != ' ' && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{fffd}')
        };
        out.extend(text.chars().filter(plain));
    }
    let mut out = String::new();
    for block in doc {
        match block {
            Block::Paragraph(text) | Block::Heading(_, text) => add_inlines(&mut out, text),
            Block::Quote(inner) => out.push_str(&letters(inner)),
            Block::Bullets(items) | Block::Ordered(_, items) => {
                items.iter().for_each(|item| out.push_str(&letters(item)));
            }
            Block::Rule => out.push('―'),
            Block::Pullquote { quote, cite } => {
                add_inlines(&mut out, quote);
                add(&mut out, cite);
            }
            Block::Figure { media, alt, caption, credit } => {
                [media, alt, credit].into_iter().for_each(|text| add(&mut out, text));
                add_inlines(&mut out, caption);
            }
            Block::Embed { url: a, title: b } | Block::Related { to: a, headline: b } => {
                add(&mut out, a);
                add(&mut out, b);
            }
            Block::Keypoints(lines) | Block::Note(lines) => {
                lines.iter().for_each(|line| add_inlines(&mut out, line));
            }
            Block::Factbox { title, lines } => {
                add(&mut out, title);
                lines.iter().for_each(|line| add_inlines(&mut out, &line.text));
            }
            Block::Table { head, rows } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| add_inlines(&mut out, cell));
            }
        }
    }
    out
}

/// Runs the cases on all processors until one panics.
fn in_parallel(cases: usize, one: impl Fn(usize) + Sync) {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let case = next.fetch_add(1, Ordering::Relaxed);
                    if case >= cases {
                        break;
                    }
                    one(case);
                }
            });
        }
    });
}
