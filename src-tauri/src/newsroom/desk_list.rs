//! The desk list as it is asked for, and the views of it that somebody saved.

use super::{Changed, Newsroom};
use crate::desk::{self, Ask, Page, SavedView};
use crate::story::{UtcMillis, ViewId};
use crate::{Error, Result};

/// No name of a view is longer: it stands on a button.
const LONGEST_NAME: usize = 60;

impl Newsroom {
    /// A page of what is asked of the desk list; `after` is the `next` of the page before.
    pub fn desk_list(&mut self, ask: &Ask, after: Option<&str>, now: UtcMillis) -> Result<Page> {
        desk::page(&mut self.store, ask, after, now)
    }

    /// The saved views, by name.
    pub fn saved_views(&mut self) -> Result<Vec<SavedView>> {
        self.reading(|tx| tx.saved_views())
    }

    /// Keeps a view under its name. One of the same name is replaced.
    ///
    /// # Errors
    /// `view-unnamed`, `view-name-long`.
    pub fn save_view(&mut self, name: &str, ask: Ask, is_first: bool) -> Result<(SavedView, Changed)> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(Error::new(
                "view-unnamed",
                "The view has no name.",
                "Write what it shows, such as Subs tonight.",
            ));
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(Error::new(
                "view-name-long",
                format!("The name of the view is longer than {LONGEST_NAME} characters."),
                "Choose a shorter one.",
            ));
        }
        self.transact(|tx| {
            let there = tx.saved_views()?.into_iter().find(|view| view.name == name);
            let view = SavedView { id: there.map_or_else(ViewId::new, |v| v.id), name, is_first, ask };
            tx.keep_view(&view)?;
            Ok((view, Changed { desk: true, ..Changed::default() }))
        })
    }

    /// Removes a saved view; no story is touched by it.
    pub fn remove_view(&mut self, view: ViewId) -> Result<Changed> {
        self.transact(|tx| {
            tx.remove_view(view)?;
            Ok(Changed { desk: true, ..Changed::default() })
        })
    }
}
