//! What a newsroom calls the stages of its work. The eight stages are the same everywhere; their
//! names are the newsroom's own. The word that is kept on disk never changes.

use super::{Stage, folded};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// No name of a stage is longer: it stands in a column of the list.
const LONGEST: usize = 24;

/// What a newsroom calls one stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct StageName {
    /// The stage.
    pub stage: Stage,
    /// Its own name; empty: the usual one.
    pub name: String,
    /// Not offered; a story that stands there stays there.
    pub hidden: bool,
}

/// What this newsroom calls the stage.
pub fn stage_name(names: &[StageName], stage: Stage) -> &str {
    let own = names.iter().find(|n| n.stage == stage).map_or("", |n| n.name.as_str());
    if own.is_empty() { stage.name() } else { own }
}

/// The stages that somebody means who types this (folded): by the newsroom's own name, the usual
/// one or the word on disk, or the beginning of one.
pub fn stages_called(names: &[StageName], typed: &str) -> Vec<Stage> {
    let called = |stage: &Stage| {
        let all = [stage_name(names, *stage), stage.name(), stage.word()];
        all.iter().any(|name| folded(name).starts_with(typed))
    };
    Stage::ALL.into_iter().filter(called).collect()
}

/// Whether a stage may be left out. Every story begins in Writing, is filed, and is ready in the
/// end: from there all other stages can be reached, whatever is left out.
pub fn may_hide(stage: Stage) -> bool {
    !matches!(stage, Stage::Writing | Stage::Filed | Stage::Ready)
}

/// The names as they are kept: trimmed, in the order of the work, without those that say nothing.
///
/// # Errors
/// `stage-name-long`, `stage-name-taken`, `stage-needed`.
pub fn kept_names(names: &[StageName]) -> Result<Vec<StageName>> {
    let mut kept = Vec::new();
    for stage in Stage::ALL {
        let Some(given) = names.iter().find(|n| n.stage == stage) else { continue };
        let name = given.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if name == stage.name() { String::new() } else { name };
        if name.chars().count() > LONGEST {
            return Err(Error::new(
                "stage-name-long",
                format!("“{name}” is longer than {LONGEST} characters."),
                "Choose a shorter name: it stands in a column of the desk list.",
            ));
        }
        if given.hidden && !may_hide(stage) {
            return Err(Error::new(
                "stage-needed",
                format!("The stage {} cannot be left out.", stage.name()),
                "Stories begin in Writing, are filed, and are ready in the end. You can give it another name.",
            ));
        }
        if !name.is_empty() || given.hidden {
            kept.push(StageName { stage, name, hidden: given.hidden });
        }
    }
    for (n, stage) in Stage::ALL.into_iter().enumerate() {
        let name = folded(stage_name(&kept, stage));
        // Its usual name still means a stage in a search, whatever that one is called now.
        let taken = Stage::ALL.into_iter().enumerate().find(|(other, of)| {
            *other != n && (folded(of.name()) == name || folded(stage_name(&kept, *of)) == name)
        });
        if let Some((_, other)) = taken {
            return Err(Error::new(
                "stage-name-taken",
                format!(
                    "“{}” would be a name of both {} and {}.",
                    stage_name(&kept, stage),
                    stage.name(),
                    other.name()
                ),
                "Give one of them another name.",
            ));
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(stage: Stage, name: &str) -> StageName {
        StageName { stage, name: name.into(), hidden: false }
    }

    #[test]
    fn an_own_name_stands_for_the_stage_and_the_usual_one_still_finds_it() {
        let names = kept_names(&[named(Stage::Subs, "  Production  "), named(Stage::Desk, "संपादन")]).unwrap();
        assert_eq!(stage_name(&names, Stage::Subs), "Production");
        assert_eq!(stage_name(&names, Stage::Filed), "Filed");
        assert_eq!(stages_called(&names, "prod"), [Stage::Subs]);
        assert_eq!(stages_called(&names, "subs"), [Stage::Subs]);
        assert_eq!(stages_called(&names, &folded("संपा")), [Stage::Desk]);
        assert_eq!(stages_called(&names, "nowhere"), []);
    }

    #[test]
    fn what_says_nothing_is_not_kept_and_what_two_would_be_called_is_refused() {
        assert_eq!(kept_names(&[named(Stage::Subs, "Subs"), named(Stage::Desk, " ")]).unwrap(), []);
        let code = |names: &[StageName]| kept_names(names).unwrap_err().code;
        assert_eq!(code(&[named(Stage::Subs, "desk")]), "stage-name-taken", "that is another stage");
        assert_eq!(code(&[named(Stage::Subs, "Back"), named(Stage::Desk, "BACK")]), "stage-name-taken");
        assert_eq!(code(&[named(Stage::Subs, &"long ".repeat(9))]), "stage-name-long");
        let hidden = |stage| [StageName { stage, name: String::new(), hidden: true }];
        assert_eq!(code(&hidden(Stage::Filed)), "stage-needed");
        assert!(kept_names(&hidden(Stage::Legal)).unwrap()[0].hidden);
    }

    #[test]
    fn whatever_is_left_out_every_stage_that_is_offered_can_be_reached() {
        for skipped in 0..256_u32 {
            let offered = |s: Stage| !may_hide(s) || skipped & (1 << s as u32) == 0;
            let mut reached = vec![Stage::Writing];
            loop {
                let next = reached.iter().flat_map(|s| s.next()).copied();
                let more = next.into_iter().find(|s| offered(*s) && !reached.contains(s));
                let Some(more) = more else { break };
                reached.push(more);
            }
            for stage in Stage::ALL.into_iter().filter(|s| offered(*s)) {
                assert!(reached.contains(&stage), "{stage:?} without {skipped:b}");
            }
        }
    }
}
