//! The front page as an editor arranges it: which stories stand at its top and until when, and which
//! sections have a block.

use super::{Changed, Newsroom};
use crate::site::ARRANGED;
use crate::story::{SectionId, StoryId, WallTime};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// How many stories a section's block can show.
const MOST_IN_A_BLOCK: u8 = 10;

/// How the front page is arranged. Empty: it arranges itself, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct FrontPage {
    /// The stories at the top, the lead first.
    pub slots: Vec<FrontSlot>,
    /// The blocks of sections, in order; a section that is not named follows with the usual number.
    pub blocks: Vec<FrontBlock>,
}

/// A story at the top of the front.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct FrontSlot {
    /// Which.
    pub story: StoryId,
    /// Until when; none: until somebody takes it away.
    pub until: Option<WallTime>,
}

/// A section's block on the front.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct FrontBlock {
    /// Which section.
    pub section: SectionId,
    /// How many stories it shows; 0: it has no block.
    pub stories: u8,
}

impl FrontPage {
    /// The arrangement as it can be kept: times worked out anew, no more stories than have room.
    ///
    /// # Errors
    /// `front-too-full`, `front-story-twice`, `time-unreadable`, `zone-unknown`.
    pub fn checked(mut self) -> Result<Self> {
        if self.slots.len() > ARRANGED {
            return Err(Error::new(
                "front-too-full",
                format!("The top of the front has room for {ARRANGED} stories."),
                "Take one away first.",
            ));
        }
        let mut seen = HashSet::new();
        for slot in &mut self.slots {
            if !seen.insert(slot.story) {
                return Err(Error::new(
                    "front-story-twice",
                    "A story can stand at the top of the front once.",
                    "Take one of the two away.",
                ));
            }
            if let Some(until) = &mut slot.until {
                *until = until.reckoned()?;
            }
        }
        let mut named = HashSet::new();
        self.blocks.retain(|block| named.insert(block.section));
        for block in &mut self.blocks {
            block.stories = block.stories.min(MOST_IN_A_BLOCK);
        }
        Ok(self)
    }
}

impl Newsroom {
    /// How the front page is arranged.
    pub fn front_page(&mut self) -> Result<FrontPage> {
        self.reading(|tx| tx.front_page())
    }

    /// Arranges the front page so; readers see it from the next export on.
    ///
    /// # Errors
    /// Those of [`FrontPage::checked`].
    pub fn save_front_page(&mut self, front: FrontPage) -> Result<Changed> {
        let front = front.checked()?;
        self.transact(|tx| {
            tx.save_front_page(&front)?;
            Ok(Changed { publications: true, ..Changed::settings() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::UtcMillis;

    fn slot(until: Option<WallTime>) -> FrontSlot {
        FrontSlot { story: StoryId::new(), until }
    }

    #[test]
    fn what_cannot_be_kept_is_refused_and_a_time_is_worked_out() {
        let one = slot(None);
        let twice = FrontPage { slots: vec![one.clone(), one], blocks: Vec::new() };
        assert_eq!(twice.checked().unwrap_err().code, "front-story-twice");
        let full = FrontPage { slots: (0..=ARRANGED).map(|_| slot(None)).collect(), blocks: Vec::new() };
        assert_eq!(full.checked().unwrap_err().code, "front-too-full");
        let meant = WallTime::chosen("2031-01-01T10:00", "Asia/Kolkata").unwrap().0;
        let said = WallTime { at: UtcMillis(0), ..meant.clone() };
        let kept = FrontPage { slots: vec![slot(Some(said))], blocks: Vec::new() }.checked().unwrap();
        assert_eq!(kept.slots[0].until, Some(meant));
    }
}
