//! Bodies that both sides changed: by block, then by word inside one that both changed.

use super::regions::{Change, changes, regions};
use super::words;
use crate::body::{self, Block, Inline};
use std::collections::HashMap;
use std::ops::Range;

/// Bodies of more blocks are not taken apart.
const MOST_BLOCKS: usize = 10_000;

/// Who changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// We did.
    Us,
    /// They did.
    Them,
    /// Both did, in the same way or in places apart.
    Both,
}

/// A piece of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Nobody changed it.
    Untouched(Vec<Block>),
    /// It stands as it is now.
    Taken {
        /// Who changed it.
        by: By,
        /// As it was.
        was: Vec<Block>,
        /// As it is now.
        now: Vec<Block>,
    },
    /// One block of running text that both changed.
    Words {
        /// The block, its text aside.
        shell: Block,
        /// As it was.
        was: Block,
        /// Its text.
        pieces: Vec<words::Piece>,
    },
    /// Both changed it, each otherwise.
    Asked {
        /// As it was.
        base: Vec<Block>,
        /// As it is here.
        ours: Vec<Block>,
        /// As it came.
        theirs: Vec<Block>,
    },
}

/// The body with what both sides did to it.
pub fn merge(base: &[Block], ours: &[Block], theirs: &[Block]) -> Vec<Part> {
    if base.len().max(ours.len()).max(theirs.len()) > MOST_BLOCKS {
        return vec![one(base, ours, theirs, true, true)];
    }
    let (o, t) = (by_block(base, ours), by_block(base, theirs));
    let meet = |piece: &Range<usize>, next: &Range<usize>| {
        // Two insertions at one place meet: nobody but a person knows their order.
        next.start < piece.end || (piece.is_empty() && next.is_empty() && next.start == piece.start)
    };
    let mut out = Vec::new();
    for r in regions(base.len(), &o, &t, meet) {
        let (b, o, t) = (&base[r.base], &ours[r.ours], &theirs[r.theirs]);
        if r.by_us && r.by_them && o != t && b.len() == o.len() && b.len() == t.len() && b.len() > 1 {
            let each = b.iter().zip(o).zip(t);
            out.extend(each.map(|((b, o), t)| {
                one(std::slice::from_ref(b), std::slice::from_ref(o), std::slice::from_ref(t), b != o, b != t)
            }));
        } else {
            out.push(one(b, o, t, r.by_us, r.by_them));
        }
    }
    out
}

fn one(base: &[Block], ours: &[Block], theirs: &[Block], by_us: bool, by_them: bool) -> Part {
    let taken = |by, now: &[Block]| Part::Taken { by, was: base.to_vec(), now: now.to_vec() };
    match (by_us, by_them) {
        (false, false) => Part::Untouched(base.to_vec()),
        (true, false) => taken(By::Us, ours),
        (false, true) => taken(By::Them, theirs),
        _ if ours == theirs => taken(By::Both, ours),
        _ => match (base, ours, theirs) {
            ([b], [o], [t]) => inside(b, o, t),
            _ => None,
        }
        .unwrap_or_else(|| Part::Asked {
            base: base.to_vec(),
            ours: ours.to_vec(),
            theirs: theirs.to_vec(),
        }),
    }
}

/// The words of one block that both changed; none where it is no running text, or became
/// something else.
fn inside(base: &Block, ours: &Block, theirs: &Block) -> Option<Part> {
    let (b, o, t) = (text_of(base)?, text_of(ours)?, text_of(theirs)?);
    let shell = shell_of(base, ours, theirs)?;
    Some(Part::Words { shell, was: base.clone(), pieces: words::merge(b, o, t)? })
}

fn text_of(block: &Block) -> Option<&[Inline]> {
    match block {
        Block::Paragraph(text) | Block::Heading(_, text) | Block::Figure { caption: text, .. } => Some(text),
        Block::Pullquote { quote, .. } => Some(quote),
        _ => None,
    }
}

/// All of a block but its running text, as it stands after both changes.
fn shell_of(base: &Block, ours: &Block, theirs: &Block) -> Option<Block> {
    let whole = |b: &String, o: &String, t: &String| match () {
        () if o == t || t == b => Some(o.clone()),
        () if o == b => Some(t.clone()),
        () => None,
    };
    match (base, ours, theirs) {
        (Block::Paragraph(_), Block::Paragraph(_), Block::Paragraph(_)) => Some(Block::Paragraph(Vec::new())),
        (Block::Heading(b, _), Block::Heading(o, _), Block::Heading(t, _)) if b == o && b == t => {
            Some(Block::Heading(*b, Vec::new()))
        }
        (
            Block::Figure { media, alt: ba, credit: bc, .. },
            Block::Figure { media: om, alt: oa, credit: oc, .. },
            Block::Figure { media: tm, alt: ta, credit: tc, .. },
        ) if media == om && media == tm => Some(Block::Figure {
            media: media.clone(),
            alt: whole(ba, oa, ta)?,
            caption: Vec::new(),
            credit: whole(bc, oc, tc)?,
        }),
        (
            Block::Pullquote { cite: b, .. },
            Block::Pullquote { cite: o, .. },
            Block::Pullquote { cite: t, .. },
        ) => Some(Block::Pullquote { quote: Vec::new(), cite: whole(b, o, t)? }),
        _ => None,
    }
}

/// The block with that text.
pub fn filled(shell: &Block, text: Vec<Inline>) -> Block {
    match shell.clone() {
        Block::Heading(level, _) => Block::Heading(level, text),
        Block::Figure { media, alt, credit, .. } => Block::Figure { media, alt, caption: text, credit },
        Block::Pullquote { cite, .. } => Block::Pullquote { quote: text, cite },
        _ => Block::Paragraph(text),
    }
}

/// The changes, one block at a time as far as blocks can be told apart: where some stand for
/// others, those alike by their words are one change each.
fn by_block(base: &[Block], side: &[Block]) -> Vec<Change> {
    let mut out = Vec::new();
    for change in changes(base, side) {
        let (mut old, mut new) = (change.old, change.new);
        let even = old.len() == new.len();
        let mut after = Vec::new();
        let single = |o: usize, n: usize| Change { old: o..o + 1, new: n..n + 1 };
        while !old.is_empty() && !new.is_empty() && (even || alike(&base[old.start], &side[new.start])) {
            out.push(single(old.start, new.start));
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        while !old.is_empty() && !new.is_empty() && alike(&base[old.end - 1], &side[new.end - 1]) {
            (old.end, new.end) = (old.end - 1, new.end - 1);
            after.push(single(old.end, new.end));
        }
        if !old.is_empty() || !new.is_empty() {
            out.push(Change { old, new });
        }
        out.extend(after.into_iter().rev());
    }
    out
}

/// Whether two blocks have more than half of their words in common.
fn alike(a: &Block, b: &Block) -> bool {
    let (a, b) = (body::plain_text(std::slice::from_ref(a)), body::plain_text(std::slice::from_ref(b)));
    let mut words: HashMap<&str, isize> = HashMap::new();
    a.split_whitespace().for_each(|word| *words.entry(word).or_default() += 1);
    let (mut same, mut count) = (0, a.split_whitespace().count());
    for word in b.split_whitespace() {
        count += 1;
        if let Some(left) = words.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            same += 1;
        }
    }
    same * 4 > count
}
