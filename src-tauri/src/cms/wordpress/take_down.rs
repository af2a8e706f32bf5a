//! Away from the readers of a site, whatever else changed there: a take-down leaves a draft, a kill
//! puts the post into the trash and takes the story's own pictures off the site.

use super::api::For;
use super::remote::There;
use super::send::{IN_SIGHT, Sending};
use super::words;
use crate::Error;
use crate::cms::http::host_of;
use crate::cms::{Act, FailureKind, Receipt, RemoteState, SendFailure};
use serde_json::json;

impl Sending<'_> {
    /// Carries out a take-down or a kill: it waits for nobody and asks about no change.
    pub(super) fn take_down(mut self) -> Result<Receipt, SendFailure> {
        let Some(there) = self.find(self.order.remote.as_ref())? else {
            return Err(SendFailure { kind: FailureKind::Gone, ..self.never_sent() });
        };
        let kills = self.order.act == Act::Kill;
        let was_live = there.state() == RemoteState::Live;
        let known = self.order.remote.as_ref().and_then(|r| r.known.clone());
        let untouched = there.changed_since(known.as_deref()).is_empty();
        let link = there.link.clone();
        let after = match there.state() {
            RemoteState::Trashed => there,
            RemoteState::Draft if !kills => there,
            _ if kills => self.put_into_trash(there)?,
            _ => self.to_draft(&there)?,
        };
        if after.state() == RemoteState::Live {
            return Err(SendFailure::refused(Error::new(
                "cms-still-live",
                format!("{} left the story where readers see it.", self.api.host()),
                "Take it down in the site's own editor, at once if it must go.",
            )));
        }
        // What somebody changed there is still theirs: the next push asks.
        let known = if untouched { Some(after.fingerprint()) } else { known };
        let id = after.id;
        let remote = self.record(after.remote(known))?;
        if kills {
            self.remove_pictures()?;
            self.look_for_others(id)?;
        }
        if was_live {
            self.look_as_a_reader(&link);
        }
        Ok(Receipt { remote, notices: self.notices })
    }

    fn to_draft(&self, there: &There) -> Result<There, SendFailure> {
        let answer = self.api.write(&format!("/wp/v2/posts/{}", there.id), &json!({"status": "draft"}))?;
        self.understood(&self.api.read(&answer, For::Writing)?)
    }

    /// Into the trash, where nobody there publishes it by mistake; where this user or this site
    /// has no trash, a draft is off the readers' pages too.
    fn put_into_trash(&mut self, there: There) -> Result<There, SendFailure> {
        let answer = self.api.delete(&format!("/wp/v2/posts/{}", there.id), &[])?;
        if answer.is_success() {
            return self.understood(&self.api.read(&answer, For::Writing)?);
        }
        let no_trash = answer.status == 501;
        match self.api.read(&answer, For::Writing) {
            Err(failure) if !no_trash && matches!(failure.kind, FailureKind::Retry { .. }) => Err(failure),
            Err(SendFailure { kind: FailureKind::Gone, .. }) => {
                Ok(There { status: "trash".to_owned(), ..there })
            }
            _ if answer.status == 410 => Ok(There { status: "trash".to_owned(), ..there }),
            _ => {
                self.notices.push(Error::new(
                    "cms-not-trashed",
                    format!(
                        "{} let the story be made a draft and not be put into the trash.",
                        self.api.host()
                    ),
                    "Readers do not see it. An editor of the site can put the draft into the trash.",
                ));
                if there.state() == RemoteState::Draft { Ok(there) } else { self.to_draft(&there) }
            }
        }
    }

    /// A picture of a killed story can be seen at its own address as long as its file is there.
    fn remove_pictures(&mut self) -> Result<(), SendFailure> {
        let mut left = 0;
        for (media, id) in &self.order.unwanted {
            let answer = self.api.delete(&format!("/wp/v2/media/{id}"), &[("force", "true")])?;
            match self.api.read(&answer, For::Writing) {
                Ok(_) => {}
                _ if answer.status == 404 => {}
                Err(failure) if matches!(failure.kind, FailureKind::Retry { .. }) => return Err(failure),
                Err(_) => {
                    left += 1;
                    continue;
                }
            }
            self.ledger.forget_picture(media).map_err(|error| SendFailure::retry(error, 30))?;
        }
        if left > 0 {
            let pictures = if left == 1 { "a picture".to_owned() } else { format!("{left} pictures") };
            self.notices.push(Error::new(
                "cms-picture-stays",
                format!("{} kept {pictures} of the story: this user may not delete them.", self.api.host()),
                "Ask an editor of the site to delete them in its media library.",
            ));
        }
        Ok(())
    }

    /// A copy that somebody made on the site carries the mark of our story, and is theirs to remove.
    fn look_for_others(&mut self, ours: u64) -> Result<(), SendFailure> {
        let marker = self.post().marker();
        let query = [("search", marker.as_str()), ("status", IN_SIGHT), ("context", "edit")];
        let found = self.api.list("/wp/v2/posts", &query)?;
        let copies: Vec<String> = found
            .iter()
            .filter_map(There::read)
            .filter(|there| there.id != ours && there.content.contains(&marker))
            .map(|there| there.link)
            .collect();
        if !copies.is_empty() {
            self.notices.push(Error::new(
                "cms-copies-there",
                format!("A copy of the story stands on {} too: {}.", self.api.host(), copies.join(", ")),
                "Somebody made it there. Look at it in the site's own editor, and take it down.",
            ));
        }
        Ok(())
    }

    /// Whether the page is still answered at its address: a cache in front of a site does that.
    /// Asked without the password, of the site's own host alone; no answer is no news.
    fn look_as_a_reader(&mut self, link: &str) {
        if link.is_empty() || host_of(link) != self.api.host() {
            return;
        }
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let title = letters(&words::plain(&self.post().title));
        let shown =
            self.api.as_a_reader(link).is_some_and(|page| letters(&words::plain(&page)).contains(&title));
        if shown && !title.is_empty() {
            self.notices.push(Error::new(
                "cms-still-shown",
                format!("The post is off, and {} still shows its page: a cache keeps it.", self.api.host()),
                format!("Have the site's cache emptied, then look at {link}."),
            ));
        }
    }
}
