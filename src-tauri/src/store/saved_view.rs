//! Saved views of the desk list.

use super::{Tx, id, text};
use crate::Result;
use crate::desk::{Ask, Deadline, SavedView, Sort, State, View};
use crate::story::{Stage, ViewId};
use rusqlite::{Row, params};

fn row(r: &Row) -> rusqlite::Result<SavedView> {
    let stages = text(r, "stages")?;
    let states = text(r, "states")?;
    Ok(SavedView {
        id: id(r, "id")?,
        name: text(r, "name")?,
        is_first: r.get("is_first")?,
        ask: Ask {
            view: View::from_word(&text(r, "view")?).unwrap_or_default(),
            find: text(r, "find")?,
            sort: Sort::from_word(&text(r, "sort")?).unwrap_or_default(),
            reversed: r.get("reversed")?,
            mine: r.get("mine")?,
            deadline: Deadline::from_word(&text(r, "deadline")?),
            stages: stages.split_whitespace().filter_map(Stage::from_word).collect(),
            states: states.split_whitespace().filter_map(State::from_word).collect(),
            picture: r.get("picture")?,
            legal: r.get("legal")?,
            held: r.get("held")?,
            look_again: r.get("look_again")?,
        },
    })
}

impl Tx<'_> {
    /// All saved views, by name.
    pub fn saved_views(&self) -> Result<Vec<SavedView>> {
        let mut ask =
            self.conn.prepare_cached("SELECT * FROM saved_view ORDER BY name COLLATE NOCASE, id")?;
        Ok(ask.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes a saved view; where it is the first, no other is.
    pub fn keep_view(&self, view: &SavedView) -> Result<()> {
        if view.is_first {
            self.conn.execute("UPDATE saved_view SET is_first = 0", [])?;
        }
        let ask = &view.ask;
        let stages: Vec<&str> = ask.stages.iter().map(|s| s.word()).collect();
        let states: Vec<&str> = ask.states.iter().map(|s| s.word()).collect();
        self.conn
            .prepare_cached(
                "INSERT INTO saved_view (id, name, is_first, view, find, sort, reversed, mine, deadline, stages,
                                         states, picture, legal, held, look_again)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
                 ON CONFLICT (id) DO UPDATE SET name = ?2, is_first = ?3, view = ?4, find = ?5, sort = ?6,
                   reversed = ?7, mine = ?8, deadline = ?9, stages = ?10, states = ?11, picture = ?12, legal = ?13,
                   held = ?14, look_again = ?15",
            )?
            .execute(params![
                view.id.to_string(),
                view.name,
                view.is_first,
                ask.view.word(),
                ask.find,
                ask.sort.word(),
                ask.reversed,
                ask.mine,
                ask.deadline.map(Deadline::word).unwrap_or_default(),
                stages.join(" "),
                states.join(" "),
                ask.picture,
                ask.legal,
                ask.held,
                ask.look_again,
            ])?;
        Ok(())
    }

    /// Removes a saved view.
    pub fn remove_view(&self, view: ViewId) -> Result<()> {
        self.conn.prepare_cached("DELETE FROM saved_view WHERE id = ?1")?.execute([view.to_string()])?;
        Ok(())
    }
}
