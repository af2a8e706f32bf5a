//! The family of a story's revisions: who comes from whom, on however many machines.

use crate::story::RevisionId;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Every revision of one story that is known here, with its parents. A parent may be unknown:
/// what was private to another machine never came.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    parents: HashMap<RevisionId, Vec<RevisionId>>,
}

impl FromIterator<(RevisionId, Vec<RevisionId>)> for Graph {
    fn from_iter<I: IntoIterator<Item = (RevisionId, Vec<RevisionId>)>>(rows: I) -> Self {
        Self { parents: rows.into_iter().collect() }
    }
}

impl Graph {
    /// Whether `later` is `earlier`, or came from it.
    pub fn descends(&self, later: RevisionId, earlier: RevisionId) -> bool {
        self.with_ancestors(later).contains(&earlier)
    }

    /// The newest revisions that both come from, in the order of their ids: the same on every
    /// machine, whatever came first. Mostly one; none where the two share nothing.
    pub fn nearest_common(&self, a: RevisionId, b: RevisionId) -> BTreeSet<RevisionId> {
        let (of_a, of_b) = (self.with_ancestors(a), self.with_ancestors(b));
        let both: HashSet<RevisionId> = of_a.intersection(&of_b).copied().collect();
        // What an ancestor of both comes from is one too: all but the nearest are somebody's parent.
        let farther: HashSet<RevisionId> =
            both.iter().flat_map(|one| self.parents_of(*one)).copied().collect();
        both.into_iter().filter(|one| !farther.contains(one) && self.parents.contains_key(one)).collect()
    }

    /// Whether some revision comes from itself, as none can that was made by Stet.
    pub fn has_circle(&self) -> bool {
        let mut children: HashMap<RevisionId, usize> = HashMap::new();
        for parent in self.parents.values().flatten() {
            *children.entry(*parent).or_default() += 1;
        }
        let mut free: Vec<RevisionId> =
            self.parents.keys().filter(|one| !children.contains_key(one)).copied().collect();
        let mut seen = 0;
        while let Some(one) = free.pop() {
            seen += 1;
            for parent in self.parents_of(one) {
                if let Some(left) = children.get_mut(parent) {
                    *left -= 1;
                    if *left == 0 && self.parents.contains_key(parent) {
                        free.push(*parent);
                    }
                }
            }
        }
        seen < self.parents.len()
    }

    /// The revisions of `kept` that stand for the parents of one where the others stay behind: the
    /// nearest of its ancestors that are kept.
    pub fn parents_among(&self, one: RevisionId, kept: &HashSet<RevisionId>) -> Vec<RevisionId> {
        let mut out: Vec<RevisionId> = Vec::new();
        for parent in self.parents_of(one) {
            let (mut open, mut seen) = (vec![*parent], HashSet::new());
            while let Some(at) = open.pop() {
                if kept.contains(&at) {
                    if !out.contains(&at) {
                        out.push(at);
                    }
                } else if seen.insert(at) {
                    open.extend(self.parents_of(at));
                }
            }
        }
        out
    }

    fn parents_of(&self, one: RevisionId) -> &[RevisionId] {
        self.parents.get(&one).map_or(&[], Vec::as_slice)
    }

    fn with_ancestors(&self, one: RevisionId) -> HashSet<RevisionId> {
        let (mut open, mut seen) = (vec![one], HashSet::new());
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                open.extend(self.parents_of(at));
            }
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> RevisionId {
        RevisionId(uuid::Uuid::from_u128(n))
    }

    fn graph(rows: &[(u128, &[u128])]) -> Graph {
        rows.iter().map(|(one, parents)| (id(*one), parents.iter().map(|p| id(*p)).collect())).collect()
    }

    fn common(g: &Graph, a: u128, b: u128) -> Vec<u128> {
        g.nearest_common(id(a), id(b)).into_iter().map(|one| one.0.as_u128()).collect()
    }

    #[test]
    fn the_nearest_that_both_come_from_is_the_base() {
        let g = graph(&[(1, &[]), (2, &[1]), (3, &[2]), (4, &[2])]);
        assert_eq!(common(&g, 3, 4), [2]);
        assert_eq!(common(&g, 4, 2), [2]);
        assert!(g.descends(id(3), id(1)) && !g.descends(id(1), id(3)));
    }

    #[test]
    fn two_merges_of_the_same_two_have_both_as_bases_in_one_order() {
        let g = graph(&[(1, &[]), (2, &[1]), (3, &[1]), (4, &[2, 3]), (5, &[3, 2])]);
        assert_eq!((common(&g, 4, 5), common(&g, 5, 4)), (vec![2, 3], vec![2, 3]));
    }

    #[test]
    fn what_nobody_sent_is_no_base() {
        let g = graph(&[(2, &[1]), (3, &[1])]);
        assert_eq!(common(&g, 2, 3), [0; 0]);
    }

    #[test]
    fn a_circle_is_found() {
        assert!(graph(&[(1, &[2]), (2, &[1]), (3, &[])]).has_circle());
        assert!(graph(&[(1, &[1])]).has_circle());
        assert!(!graph(&[(1, &[9]), (2, &[1]), (3, &[1, 2])]).has_circle());
    }

    #[test]
    fn who_stays_behind_is_stood_for_by_who_came_before() {
        let g = graph(&[(1, &[]), (2, &[1]), (3, &[2]), (4, &[3, 1])]);
        let kept = HashSet::from([id(1), id(4)]);
        assert_eq!(g.parents_among(id(4), &kept), [id(1)]);
    }
}
