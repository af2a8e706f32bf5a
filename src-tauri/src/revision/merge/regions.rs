//! Three sequences against each other: where one side changed the base, where both did.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// What one side made of a piece of the base.
#[derive(Debug, Clone)]
pub struct Change {
    /// The piece of the base.
    pub old: Range<usize>,
    /// What stands for it.
    pub new: Range<usize>,
}

/// A piece of the base with what each side made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The piece of the base.
    pub base: Range<usize>,
    /// What is here.
    pub ours: Range<usize>,
    /// What came.
    pub theirs: Range<usize>,
    /// Whether we changed it.
    pub by_us: bool,
    /// Whether they did.
    pub by_them: bool,
}

/// How `old` became `new`.
pub fn changes<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<Change> {
    let mut numbers: HashMap<&T, usize> = HashMap::new();
    let mut number = |one| {
        let next = numbers.len();
        *numbers.entry(one).or_insert(next)
    };
    let old: Vec<usize> = old.iter().map(&mut number).collect();
    let new: Vec<usize> = new.iter().map(&mut number).collect();
    capture_diff_slices(Algorithm::Patience, &old, &new)
        .into_iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| Change { old: op.old_range(), new: op.new_range() })
        .collect()
}

/// All of the base in order, in pieces. Changes that `meet` become one piece: it is asked of the
/// piece so far and the next change, which does not begin before it.
pub fn regions(
    length: usize,
    ours: &[Change],
    theirs: &[Change],
    meet: impl Fn(&Range<usize>, &Range<usize>) -> bool,
) -> Vec<Region> {
    let mut all: Vec<(&Change, bool)> =
        ours.iter().map(|c| (c, true)).chain(theirs.iter().map(|c| (c, false))).collect();
    all.sort_by_key(|(c, _)| (c.old.start, c.old.end));
    let mut out = Vec::new();
    let (mut base, mut us, mut them) = (0, 0, 0);
    let untouched = |to: usize, base: &mut usize, us: &mut usize, them: &mut usize, out: &mut Vec<Region>| {
        let n = to - *base;
        if n > 0 {
            let (o, t) = (*us..*us + n, *them..*them + n);
            out.push(Region { base: *base..to, ours: o, theirs: t, by_us: false, by_them: false });
        }
        (*base, *us, *them) = (to, *us + n, *them + n);
    };
    let mut next = all.into_iter().peekable();
    while let Some((first, mine)) = next.next() {
        let mut piece = first.old.clone();
        let mut met = vec![(first, mine)];
        while let Some(more) = next.next_if(|(c, _)| meet(&piece, &c.old)) {
            piece.end = piece.end.max(more.0.old.end);
            met.push(more);
        }
        untouched(piece.start, &mut base, &mut us, &mut them, &mut out);
        let length_of = |side: bool| {
            let of_side = met.iter().filter(|(_, mine)| *mine == side);
            of_side.fold(piece.len(), |n, (c, _)| (n + c.new.len()).saturating_sub(c.old.len()))
        };
        let (o, t) = (us..us + length_of(true), them..them + length_of(false));
        (base, us, them) = (piece.end, o.end, t.end);
        out.push(Region {
            base: piece,
            ours: o,
            theirs: t,
            by_us: met.iter().any(|(_, mine)| *mine),
            by_them: met.iter().any(|(_, mine)| !*mine),
        });
    }
    untouched(length, &mut base, &mut us, &mut them, &mut out);
    out
}
