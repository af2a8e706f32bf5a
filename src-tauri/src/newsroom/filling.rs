//! Many stories at once, already as they should stand: for `stet bench desk`, which measures a
//! newsroom of years. Written by the store's own functions, a thousand in a transaction.

use super::{Newsroom, history};
use crate::revision::{self, Why};
use crate::store::StoryRow;
use crate::story::{Publication, Story};
use crate::{Result, body};

/// Stories in one transaction.
const AT_ONCE: usize = 1000;

/// A story with what it was before, where that was kept.
pub struct Filled {
    /// As it stands.
    pub story: Story,
    /// As a revision has it.
    pub before: Option<Story>,
}

impl Newsroom {
    /// Adds the stories. A live one gets the revision that readers see.
    pub fn fill(&mut self, stories: impl Iterator<Item = Filled>) -> Result<()> {
        let mut stories = stories.peekable();
        while stories.peek().is_some() {
            self.transact(|tx| {
                for filled in stories.by_ref().take(AT_ONCE) {
                    if let Some(before) = filled.before {
                        let row = row_of(before);
                        tx.save_story(&row.0, &row.1)?;
                        history::keep(tx, &row.0, Why::Filed, "As filed", row.0.story.changed_at)?;
                    }
                    let (mut row, markdown) = row_of(filled.story);
                    tx.save_story(&row, &markdown)?;
                    if row.story.publication == Publication::Live {
                        let kept = history::keep(tx, &row, Why::Published, "", row.story.changed_at)?;
                        row.story.published_revision = Some(kept.id);
                        tx.save_published(row.story.id, kept.id, &row.full_hash)?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

fn row_of(mut story: Story) -> (StoryRow, String) {
    story.tidy();
    let markdown = body::write(&story.body);
    let mut row = StoryRow::of(story);
    row.effective_url_slug = row.story.url_slug.clone();
    row.words = body::count(&row.story.body) as i64;
    row.full_hash = revision::full_hash_with(&row.story, &markdown);
    row.seal = revision::seal_with(&row.story, &markdown);
    (row, markdown)
}
