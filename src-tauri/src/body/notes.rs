//! Notes stand in the copy and reach no reader: this is the gate.
//!
//! Whatever leaves the newsroom (a page, a post, the hash of what readers see) is made of
//! a body without them. A second fence is in `html` and in every other writer: each writes
//! nothing for a note that came through all the same.

use super::{Block, Doc};

/// The body as readers may have it. A quote, a list or an item that held nothing but notes
/// goes with them; a body without a note comes back as it is.
pub fn without_notes(doc: &[Block]) -> Doc {
    doc.iter().filter_map(open_to_readers).collect()
}

/// Whether a note stands anywhere in the body.
pub fn has_notes(doc: &[Block]) -> bool {
    doc.iter().any(|block| match block {
        Block::Note(_) => true,
        Block::Quote(inner) => has_notes(inner),
        Block::Bullets(items) | Block::Ordered(_, items) => items.iter().any(|item| has_notes(item)),
        _ => false,
    })
}

fn open_to_readers(block: &Block) -> Option<Block> {
    match block {
        Block::Note(_) => None,
        block if !has_notes(std::slice::from_ref(block)) => Some(block.clone()),
        Block::Quote(inner) => Some(without_notes(inner)).filter(|inner| !inner.is_empty()).map(Block::Quote),
        Block::Bullets(all) => Some(items(all)).filter(|all| !all.is_empty()).map(Block::Bullets),
        Block::Ordered(start, all) => {
            Some(items(all)).filter(|all| !all.is_empty()).map(|all| Block::Ordered(*start, all))
        }
        block => Some(block.clone()),
    }
}

fn items(all: &[Vec<Block>]) -> Vec<Vec<Block>> {
    let says_nothing = |item: &Vec<Block>| match &item[..] {
        [] => true,
        [Block::Paragraph(text)] => text.is_empty(),
        _ => false,
    };
    all.iter()
        .filter_map(|item| {
            let open = without_notes(item);
            (!has_notes(item) || !says_nothing(&open)).then_some(open)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{WordsOnly, count, html, minutes, plain_text, read, stories_in, write};

    const NOTE: &str = "```note\ntext: SECRET: ask the lawyer\n```";

    #[test]
    fn a_note_goes_from_wherever_it_stands_and_takes_no_copy_with_it() {
        let body = |note: &str| {
            let inside = |margin: &str| note.replace('\n', &format!("\n{margin}"));
            format!(
                "One\n\n{note}\n\n> quoted\n>\n> {}\n\n- point\n\n  {}\n\n  more\n\nEnd",
                inside("> "),
                inside("  ")
            )
        };
        let open = without_notes(&read(&body(NOTE)));
        assert_eq!(write(&open), "One\n\n> quoted\n\n- point\n\n  more\n\nEnd");
    }

    #[test]
    fn what_held_nothing_but_notes_goes_and_other_emptiness_stays() {
        let inside = |margin: &str| NOTE.replace('\n', &format!("\n{margin}"));
        let doc = read(&format!(
            "> {}\n\n1. one\n2. {}\n3. three\n\n- {}\n",
            inside("> "),
            inside("   "),
            inside("  ")
        ));
        assert_eq!(write(&without_notes(&doc)), "1. one\n2. three");
        let empty = read("- a\n-\n- b");
        assert_eq!(without_notes(&empty), empty);
    }

    #[test]
    fn a_note_is_no_word_of_the_story_for_anyone_who_counts_or_reads() {
        let link = "story:0198c0de-0000-7000-8000-000000000001";
        let doc = read(&format!(
            "Four words of copy\n\n```note\ntext: SECRET [there]({link}) {}\n```",
            "x ".repeat(900)
        ));
        assert_eq!(count(&doc), 4);
        assert_eq!(minutes(&doc), 1);
        assert_eq!(plain_text(&doc), "Four words of copy");
        assert!(stories_in(&doc).is_empty());
        assert_eq!(html(&doc, &WordsOnly), "<p>Four words of copy</p>\n", "html is the second fence");
    }

    #[test]
    fn a_note_written_by_hand_is_a_note_to_its_last_word() {
        for written in [
            "```note\nSECRET one\ntext: SECRET two\nwhy: SECRET three\n```",
            "```note SECRET to the desk\ntext: SECRET\n```",
            "```Note\n\n  text: SECRET\n\nSECRET\n```",
            "~~~note\nSECRET\n\n- SECRET\n~~~",
            "```note\nSECRET without an end",
        ] {
            let doc = read(&format!("Copy\n\n{written}"));
            assert!(write(&doc).matches("SECRET").count() >= 1, "{written} keeps its words: {doc:?}");
            assert_eq!(write(&without_notes(&doc)), "Copy", "{written}");
            assert_eq!(read(&write(&doc)), doc);
        }
    }
}
