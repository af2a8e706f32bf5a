//! The rows of the arranged front page.

use super::story::wall_time;
use super::{Tx, id};
use crate::Result;
use crate::newsroom::{FrontBlock, FrontPage, FrontSlot};
use rusqlite::params;

impl Tx<'_> {
    /// How the front page is arranged.
    pub fn front_page(&self) -> Result<FrontPage> {
        let mut ask = self.conn.prepare_cached(
            "SELECT story, until_local, until_zone, until_at FROM front_slot ORDER BY position",
        )?;
        let slots =
            ask.query_map([], |r| Ok(FrontSlot { story: id(r, "story")?, until: wall_time(r, "until")? }))?;
        let slots = slots.collect::<rusqlite::Result<_>>()?;
        let mut ask =
            self.conn.prepare_cached("SELECT section, stories FROM front_block ORDER BY position")?;
        let blocks =
            ask.query_map([], |r| Ok(FrontBlock { section: id(r, "section")?, stories: r.get("stories")? }))?;
        Ok(FrontPage { slots, blocks: blocks.collect::<rusqlite::Result<_>>()? })
    }

    /// Makes this the arrangement.
    pub fn save_front_page(&self, front: &FrontPage) -> Result<()> {
        self.conn.execute("DELETE FROM front_slot", [])?;
        self.conn.execute("DELETE FROM front_block", [])?;
        for (position, slot) in front.slots.iter().enumerate() {
            let until = slot.until.as_ref();
            self.conn
                .prepare_cached(
                    "INSERT INTO front_slot (position, story, until_local, until_zone, until_at)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    position as i64,
                    slot.story.to_string(),
                    until.map(|t| t.local.as_str()).unwrap_or_default(),
                    until.map(|t| t.zone.as_str()).unwrap_or_default(),
                    until.map(|t| t.at.0)
                ])?;
        }
        for (position, block) in front.blocks.iter().enumerate() {
            self.conn
                .prepare_cached("INSERT INTO front_block (position, section, stories) VALUES (?1, ?2, ?3)")?
                .execute(params![position as i64, block.section.to_string(), block.stories])?;
        }
        Ok(())
    }
}
