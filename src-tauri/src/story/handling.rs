//! Where a story stands with the desk: flags, plan, embargo and schedule; and the one table of
//! what may be done with it. None of it is text: it changes by a [`Move`] alone, which the
//! newsroom writes down with its author, so that no window with an old copy takes a hold off.

use super::{Publication, Stage, Story, StoryId, UtcMillis, WallTime, words};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

words! {
    /// Whether a lawyer must read it.
    Legal {
        /// No.
        #[default]
        No = "no",
        /// Yes, and nobody has: it does not go out.
        Needed = "needed",
        /// Read and passed.
        Approved = "approved",
    }
}
words! {
    /// Whether it needs pictures.
    PictureNeed {
        /// No.
        #[default]
        No = "no",
        /// Yes, and they are not here.
        Needed = "needed",
        /// They are here and were looked at.
        Checked = "checked",
    }
}
words! {
    /// What a line under a published story says of it. Four different things.
    CorrectionKind {
        /// What was said was wrong.
        #[default]
        Correction = "correction",
        /// It was true, and could mislead.
        Clarification = "clarification",
        /// New facts.
        Update = "update",
        /// Context by the editor.
        EditorsNote = "editors-note",
    }
}

impl CorrectionKind {
    /// What it is called on the page, in the story's language; English where we have no word.
    pub fn label(self, language: &str) -> &'static str {
        let of = |words: [&'static str; 4]| words[self as usize];
        match language.split('-').next().unwrap_or_default() {
            "hi" => of(["भूल सुधार", "स्पष्टीकरण", "अपडेट", "संपादक की टिप्पणी"]),
            "ur" => of(["تصحیح", "وضاحت", "تازہ کاری", "مدیر کا نوٹ"]),
            _ => of(["Correction", "Clarification", "Update", "Editor’s note"]),
        }
    }

    /// Whether it says that what stood there was wrong or misled.
    pub fn puts_right(self) -> bool {
        matches!(self, CorrectionKind::Correction | CorrectionKind::Clarification)
    }
}

/// A dated line that readers see with a story that was changed after publication.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct Correction {
    /// Which of the four it is.
    pub kind: CorrectionKind,
    /// When it was made.
    pub at: UtcMillis,
    /// What it says, plain text of one line.
    pub text: String,
}

/// Not before this time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "kind", content = "value")]
pub enum Embargo {
    /// Until then.
    Until(WallTime),
    /// Until somebody lifts it.
    Indefinite,
}

impl Embargo {
    /// Whether it still keeps the story in.
    pub fn holds(&self, now: UtcMillis) -> bool {
        match self {
            Embargo::Until(time) => now < time.at,
            Embargo::Indefinite => true,
        }
    }
}

/// That a story was killed: away from readers everywhere, and not to go again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct Killed {
    /// When.
    pub at: UtcMillis,
    /// Why; empty: nobody said.
    pub why: String,
}

/// Where a story stands with the desk, beside its stage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct Handling {
    /// Whether a lawyer must read it.
    pub legal: Legal,
    /// Whether it needs pictures.
    pub pictures: PictureNeed,
    /// To be handled with care: it may hurt or endanger somebody.
    pub sensitive: bool,
    /// 1, most urgent, to 5; 0: nobody said.
    pub priority: u8,
    /// Whose it is.
    pub assigned_to: String,
    /// When it must be filed.
    pub deadline: Option<WallTime>,
    /// What was asked for.
    pub brief: String,
    /// Not before.
    pub embargo: Option<Embargo>,
    /// Published on the newsroom's own site at this time.
    pub schedule: Option<WallTime>,
    /// The story that this one is an update of.
    pub updates: Option<StoryId>,
    /// The story that this one is a translation of.
    pub translates: Option<StoryId>,
    /// When somebody should look at it again.
    pub look_again: Option<WallTime>,
    /// Killed, until somebody lifts that.
    pub killed: Option<Killed>,
}

/// The least urgent.
pub const LAST_PRIORITY: u8 = 5;

/// One thing done with a story that is no change of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "what", content = "to")]
pub enum Move {
    /// To a stage of the work.
    Stage(Stage),
    /// On hold, or off it.
    Hold(bool),
    /// Never to be published, or no longer so.
    NotForPublication(bool),
    /// For the lawyer.
    Legal(Legal),
    /// For the picture desk.
    Pictures(PictureNeed),
    /// With care.
    Sensitive(bool),
    /// 1 to 5; 0: not said.
    Priority(u8),
    /// To somebody; empty: to nobody.
    AssignedTo(String),
    /// To be filed by.
    Deadline(Option<WallTime>),
    /// What is asked for.
    Brief(String),
    /// Not before; none: lifted.
    Embargo(Option<Embargo>),
    /// On the newsroom's own site at; none: not at any time.
    Schedule(Option<WallTime>),
    /// An update of that story.
    Updates(Option<StoryId>),
    /// A translation of that story.
    Translates(Option<StoryId>),
    /// To be looked at again.
    LookAgain(Option<WallTime>),
    /// Dropped, or taken back.
    Spike(bool),
    /// Away from readers everywhere, for this reason; none: the kill is lifted, and nothing comes back.
    Kill(Option<String>),
}

/// From which stage to which. Work goes on, skips what it does not need, and goes back to whoever
/// must do it again; nothing is with the sub-editors or the lawyer that nobody has filed.
const STAGE_MOVES: [(Stage, &[Stage]); 8] = {
    use Stage::{Assigned, Desk, Filed, Legal, Pitch, Ready, Subs, Writing};
    [
        (Pitch, &[Assigned, Writing]),
        (Assigned, &[Pitch, Writing, Filed]),
        (Writing, &[Pitch, Assigned, Filed, Ready]),
        (Filed, &[Writing, Desk, Subs, Legal, Ready]),
        (Desk, &[Writing, Filed, Subs, Legal, Ready]),
        (Subs, &[Writing, Desk, Legal, Ready]),
        (Legal, &[Writing, Desk, Subs, Ready]),
        (Ready, &[Writing, Desk, Subs, Legal]),
    ]
};

impl Stage {
    /// The stages that a story may go to from here.
    pub fn next(self) -> &'static [Stage] {
        STAGE_MOVES.iter().find(|(from, _)| *from == self).map_or(&[], |(_, to)| to)
    }
}

impl Move {
    /// The word of the journal.
    pub fn word(&self) -> &'static str {
        match self {
            Move::Stage(_) => "stage",
            Move::Hold(_) => "hold",
            Move::NotForPublication(_) => "not-for-publication",
            Move::Legal(_) => "legal",
            Move::Pictures(_) => "pictures",
            Move::Sensitive(_) => "sensitive",
            Move::Priority(_) => "priority",
            Move::AssignedTo(_) => "assigned-to",
            Move::Deadline(_) => "deadline",
            Move::Brief(_) => "brief",
            Move::Embargo(_) => "embargo",
            Move::Schedule(_) => "schedule",
            Move::Updates(_) => "updates",
            Move::Translates(_) => "translates",
            Move::LookAgain(_) => "look-again",
            Move::Spike(_) => "spike",
            Move::Kill(_) => "kill",
        }
    }

    /// What it would set, in the words of the journal; empty: off, nobody, none.
    pub fn value(&self) -> String {
        let yes = |on: bool| if on { "yes".to_owned() } else { String::new() };
        let wall = |time: &Option<WallTime>| time.as_ref().map(WallTime::written).unwrap_or_default();
        match self {
            Move::Stage(stage) => stage.word().to_owned(),
            Move::Hold(on) | Move::NotForPublication(on) | Move::Sensitive(on) | Move::Spike(on) => yes(*on),
            Move::Legal(legal) => legal.word().to_owned(),
            Move::Pictures(need) => need.word().to_owned(),
            Move::Priority(0) => String::new(),
            Move::Priority(priority) => priority.to_string(),
            Move::AssignedTo(text) | Move::Brief(text) => text.clone(),
            Move::Deadline(time) | Move::Schedule(time) | Move::LookAgain(time) => wall(time),
            Move::Embargo(None) => String::new(),
            Move::Embargo(Some(Embargo::Indefinite)) => "indefinite".to_owned(),
            Move::Embargo(Some(Embargo::Until(time))) => time.written(),
            Move::Updates(story) | Move::Translates(story) => {
                story.map(|id| id.to_string()).unwrap_or_default()
            }
            Move::Kill(None) => String::new(),
            Move::Kill(Some(why)) => yes(why.trim().is_empty()) + why.trim(),
        }
    }

    /// The move that would set what stands in the story now: it takes this one back.
    pub fn now_in(&self, s: &Story) -> Move {
        let at = &s.handling;
        match self {
            Move::Stage(_) => Move::Stage(s.stage),
            Move::Hold(_) => Move::Hold(s.hold),
            Move::NotForPublication(_) => Move::NotForPublication(s.not_for_publication),
            Move::Legal(_) => Move::Legal(at.legal),
            Move::Pictures(_) => Move::Pictures(at.pictures),
            Move::Sensitive(_) => Move::Sensitive(at.sensitive),
            Move::Priority(_) => Move::Priority(at.priority),
            Move::AssignedTo(_) => Move::AssignedTo(at.assigned_to.clone()),
            Move::Deadline(_) => Move::Deadline(at.deadline.clone()),
            Move::Brief(_) => Move::Brief(at.brief.clone()),
            Move::Embargo(_) => Move::Embargo(at.embargo.clone()),
            Move::Schedule(_) => Move::Schedule(at.schedule.clone()),
            Move::Updates(_) => Move::Updates(at.updates),
            Move::Translates(_) => Move::Translates(at.translates),
            Move::LookAgain(_) => Move::LookAgain(at.look_again.clone()),
            Move::Spike(_) => Move::Spike(s.spiked_at.is_some()),
            Move::Kill(_) => Move::Kill(at.killed.as_ref().map(|killed| killed.why.clone())),
        }
    }

    /// The move with its time worked out anew from the clock on the wall and its zone: whoever hands a
    /// move in is not believed about the moment.
    ///
    /// # Errors
    /// `time-unreadable`, `zone-unknown`.
    pub fn reckoned(self) -> Result<Move> {
        let again = |time: WallTime| time.reckoned();
        Ok(match self {
            Move::Deadline(time) => Move::Deadline(time.map(again).transpose()?),
            Move::Schedule(time) => Move::Schedule(time.map(again).transpose()?),
            Move::LookAgain(time) => Move::LookAgain(time.map(again).transpose()?),
            Move::Embargo(Some(Embargo::Until(time))) => Move::Embargo(Some(Embargo::Until(again(time)?))),
            other => other,
        })
    }

    /// Whether the move may be made with the story as it stands. Killing, holding, spiking what is not
    /// live and taking a time away are never refused: the safe side is always open.
    ///
    /// # Errors
    /// `stage-unlawful`, `legal-open`, `embargo-past`, `embargo-after-publication`,
    /// `schedule-past`, `schedule-before-embargo`, `embargo-after-schedule`, `schedule-held`,
    /// `schedule-live`, `story-is-live`, `updates-itself`, `translates-itself`, `priority-unknown`.
    pub fn may(&self, s: &Story, now: UtcMillis) -> Result<()> {
        let no = |code: &'static str, sentence: String, hint: &str| Err(Error::new(code, sentence, hint));
        let live = s.publication == Publication::Live;
        match self {
            Move::Stage(to) if *to != s.stage && !s.stage.next().contains(to) => no(
                "stage-unlawful",
                format!("A story does not go from {} to {}.", s.stage.name(), to.name()),
                "Take it through the stage between.",
            ),
            Move::Stage(Stage::Ready) if s.handling.legal == Legal::Needed => no(
                "legal-open",
                "The story needs a lawyer, and none has passed it.".into(),
                "Send it to the lawyer, or set legal to approved.",
            ),
            Move::Priority(priority) if *priority > LAST_PRIORITY => no(
                "priority-unknown",
                format!("There is no priority {priority}."),
                "Choose 1, the most urgent, to 5, or none.",
            ),
            Move::Embargo(Some(_)) if live => no(
                "embargo-after-publication",
                "Readers can see this story, so it is too late for an embargo.".into(),
                "Take it down first if they should not.",
            ),
            Move::Embargo(Some(Embargo::Until(time))) if time.at <= now => no(
                "embargo-past",
                "That time is over, so it would keep nothing in.".into(),
                "Choose a later time, or put the story on hold.",
            ),
            Move::Embargo(Some(embargo)) => match (&s.handling.schedule, embargo) {
                (Some(schedule), Embargo::Until(time)) if schedule.at >= time.at => Ok(()),
                (None, _) => Ok(()),
                (Some(_), _) => no(
                    "embargo-after-schedule",
                    "The story is scheduled before that embargo ends.".into(),
                    "Take the schedule off or move it first.",
                ),
            },
            Move::Schedule(Some(_)) if live => no(
                "schedule-live",
                "Readers can see this story already.".into(),
                "Publish its changes now, or take it down and schedule it then.",
            ),
            Move::Schedule(Some(_))
                if s.hold
                    || s.not_for_publication
                    || s.spiked_at.is_some()
                    || s.handling.killed.is_some() =>
            {
                no(
                    "schedule-held",
                    "The story is on hold, spiked, killed or not for publication.".into(),
                    "Release it first.",
                )
            }
            Move::Schedule(Some(time)) if time.at <= now => no(
                "schedule-past",
                "That time is over.".into(),
                "Choose a later one, or publish the story now.",
            ),
            Move::Schedule(Some(time))
                if s.handling.embargo.as_ref().is_some_and(|embargo| embargo.holds(time.at)) =>
            {
                no(
                    "schedule-before-embargo",
                    "The embargo is not over at that time.".into(),
                    "Schedule it for later, or lift the embargo.",
                )
            }
            Move::Updates(Some(story)) if *story == s.id => {
                no("updates-itself", "A story cannot update itself.".into(), "Choose the story before it.")
            }
            Move::Translates(Some(story)) if *story == s.id => no(
                "translates-itself",
                "A story cannot be its own translation.".into(),
                "Choose the story that it was translated from.",
            ),
            Move::Spike(true) if live => no(
                "story-is-live",
                "Readers can see this story, so it cannot be spiked.".into(),
                "Take it down first.",
            ),
            _ => Ok(()),
        }
    }

    /// Makes the move. What holds a story takes its schedule away: it must not come back by itself
    /// at an hour that nobody remembers.
    pub fn make(self, s: &mut Story, now: UtcMillis) {
        let stops = matches!(
            self,
            Move::Hold(true) | Move::NotForPublication(true) | Move::Spike(true) | Move::Kill(Some(_))
        );
        if stops {
            s.handling.schedule = None;
        }
        let at = &mut s.handling;
        match self {
            Move::Stage(stage) => s.stage = stage,
            Move::Hold(on) => s.hold = on,
            Move::NotForPublication(on) => s.not_for_publication = on,
            Move::Legal(legal) => at.legal = legal,
            Move::Pictures(need) => at.pictures = need,
            Move::Sensitive(on) => at.sensitive = on,
            Move::Priority(priority) => at.priority = priority,
            Move::AssignedTo(name) => at.assigned_to = name,
            Move::Deadline(time) => at.deadline = time,
            Move::Brief(text) => at.brief = text,
            Move::Embargo(embargo) => at.embargo = embargo,
            Move::Schedule(time) => at.schedule = time,
            Move::Updates(story) => at.updates = story,
            Move::Translates(story) => at.translates = story,
            Move::LookAgain(time) => at.look_again = time,
            Move::Spike(on) => s.spiked_at = on.then_some(now),
            Move::Kill(why) => at.killed = why.map(|why| Killed { at: now, why: why.trim().to_owned() }),
        }
    }
}

/// Whether its copy is still to come, so that a deadline counts: nobody has filed it, readers never
/// saw it, and it is not spiked. Whoever sends it back to its writer sets the clock going again.
pub fn still_to_file(stage: Stage, publication: Publication, spiked: bool) -> bool {
    !spiked
        && publication == Publication::NotPublished
        && matches!(stage, Stage::Pitch | Stage::Assigned | Stage::Writing)
}

/// Why nothing may bring the story to readers now, the gravest first; none: it may go. This is
/// the gate: every way out asks it, whatever else is checked.
pub fn kept_in(s: &Story, now: UtcMillis) -> Option<Error> {
    if let Some(killed) = &s.handling.killed {
        let why = if killed.why.is_empty() { String::new() } else { format!(": {}", killed.why) };
        return Some(Error::new(
            "killed",
            format!("The story was killed{}.", why.trim_end_matches('.')),
            "Lift the kill in Publish, if it may really go to readers again.",
        ));
    }
    if s.not_for_publication {
        return Some(Error::new(
            "not-for-publication",
            "The story is marked not for publication.",
            "Take the mark off in Details first.",
        ));
    }
    if s.hold {
        return Some(Error::new("held", "The story is on hold.", "Release the hold in Details first."));
    }
    if s.spiked_at.is_some() {
        return Some(Error::new("spiked", "The story is spiked.", "Take it back from Spiked first."));
    }
    match &s.handling.embargo {
        Some(Embargo::Indefinite) => {
            return Some(Error::new(
                "embargoed",
                "The story is under an embargo that has no end.",
                "Lift the embargo in Details when it may go.",
            ));
        }
        Some(Embargo::Until(time)) if now < time.at => {
            return Some(Error::new(
                "embargoed",
                format!("The story is under embargo until {} ({}).", time.typed(), time.zone),
                "Schedule it for then, or lift the embargo.",
            ));
        }
        _ => {}
    }
    if s.handling.legal == Legal::Needed {
        return Some(Error::new(
            "legal-open",
            "The story needs a lawyer, and none has passed it.",
            "Send it to the lawyer, and set legal to approved when it is passed.",
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

    fn minutes_on(n: i64) -> WallTime {
        WallTime::of(UtcMillis(NOW.0 + n * 60_000), chrono_tz::Tz::UTC).unwrap()
    }

    fn refused(m: &Move, s: &Story) -> String {
        m.may(s, NOW).err().map(|e| e.code.into_owned()).unwrap_or_default()
    }

    #[test]
    fn the_moment_of_a_time_is_worked_out_and_not_believed() {
        let said =
            WallTime { at: UtcMillis(0), ..WallTime::chosen("2031-01-01T10:00", "Asia/Kolkata").unwrap().0 };
        let meant = WallTime::chosen("2031-01-01T10:00", "Asia/Kolkata").unwrap().0;
        let until = |time: &WallTime| Move::Embargo(Some(Embargo::Until(time.clone())));
        assert_eq!(until(&said).reckoned(), Ok(until(&meant)));
        assert_eq!(Move::Schedule(Some(said)).reckoned(), Ok(Move::Schedule(Some(meant))));
        let nowhere = WallTime { local: "2031-01-01T10:00".into(), zone: "Calder".into(), at: UtcMillis(9) };
        assert_eq!(Move::Schedule(Some(nowhere)).reckoned().unwrap_err().code, "zone-unknown");
    }

    #[test]
    fn every_stage_leads_somewhere_and_back_to_the_writer() {
        for from in Stage::ALL {
            assert!(!from.next().is_empty() && !from.next().contains(&from), "{from:?}");
            assert!(from == Stage::Writing || from.next().contains(&Stage::Writing), "{from:?}");
        }
        let s = Story::new("en", NOW);
        assert_eq!(refused(&Move::Stage(Stage::Subs), &s), "stage-unlawful", "nobody has filed it");
        assert_eq!(refused(&Move::Stage(Stage::Writing), &s), "", "it is there");
    }

    #[test]
    fn schedule_and_embargo_may_both_be_set_and_never_against_each_other() {
        let mut s = Story::new("en", NOW);
        let until = |n| Move::Embargo(Some(Embargo::Until(minutes_on(n))));
        let at = |n| Move::Schedule(Some(minutes_on(n)));
        assert_eq!(refused(&until(-1), &s), "embargo-past");
        assert_eq!(refused(&at(-1), &s), "schedule-past");
        until(60).make(&mut s, NOW);
        assert_eq!(refused(&at(59), &s), "schedule-before-embargo");
        assert_eq!(refused(&at(60), &s), "", "the minute it ends");
        at(90).make(&mut s, NOW);
        assert_eq!(refused(&until(91), &s), "embargo-after-schedule");
        assert_eq!(refused(&Move::Embargo(Some(Embargo::Indefinite)), &s), "embargo-after-schedule");
        assert_eq!(refused(&Move::Embargo(None), &s), "");
        Move::Hold(true).make(&mut s, NOW);
        assert_eq!(s.handling.schedule, None, "what is held has no hour");
        assert_eq!(refused(&at(90), &s), "schedule-held");
    }

    type Kept = (&'static str, fn(&mut Story));

    #[test]
    fn each_thing_that_keeps_a_story_in_does_and_no_other() {
        let held: [Kept; 7] = [
            ("killed", |s| s.handling.killed = Some(Killed { at: NOW, why: "Wrong man named".into() })),
            ("not-for-publication", |s| s.not_for_publication = true),
            ("held", |s| s.hold = true),
            ("spiked", |s| s.spiked_at = Some(NOW)),
            ("embargoed", |s| s.handling.embargo = Some(Embargo::Indefinite)),
            ("embargoed", |s| s.handling.embargo = Some(Embargo::Until(minutes_on(1)))),
            ("legal-open", |s| s.handling.legal = Legal::Needed),
        ];
        for (code, set) in held {
            let mut s = Story::new("en", NOW);
            set(&mut s);
            assert_eq!(kept_in(&s, NOW).map(|e| e.code.into_owned()).as_deref(), Some(code));
        }
        let mut s = Story::new("en", NOW);
        s.handling.embargo = Some(Embargo::Until(minutes_on(1)));
        s.handling.legal = Legal::Approved;
        assert_eq!(kept_in(&s, minutes_on(1).at), None, "its minute has come");
    }

    #[test]
    fn a_move_is_taken_back_by_the_one_that_was_there() {
        let mut s = Story::new("en", NOW);
        let moves = [
            Move::Stage(Stage::Filed),
            Move::Hold(true),
            Move::Legal(Legal::Needed),
            Move::Priority(2),
            Move::AssignedTo("Ann".into()),
            Move::Embargo(Some(Embargo::Until(minutes_on(9)))),
            Move::Spike(true),
            Move::Kill(Some("Wrong man named".into())),
        ];
        for one in moves {
            let before = s.clone();
            let back = one.now_in(&s);
            one.make(&mut s, NOW);
            assert_ne!(s, before);
            back.make(&mut s, NOW);
            assert_eq!(s, before);
        }
    }
}
