//! One order carried out, step by step: look, make, terms, pictures, look again, write.
//!
//! Every step can be taken again. What is learned is written down before the next step,
//! and nothing is made before it was looked for (docs/decisions/0007).

use super::api::{Api, For, User};
use super::blocks::SitePicture;
use super::otherwise::{Wanted, otherwise, same_second};
use super::pictures::{self, PictureSource};
use super::remote::{There, words_of, write_time};
use super::{Post, terms};
use crate::Error;
use crate::cms::{
    Act, FailureKind, Ledger, Order, Patience, Receipt, Remote, RemoteState, SendFailure, Site,
};
use crate::story::{MediaId, UtcMillis};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A post due sooner than this would go live at once instead of at its hour.
const SOONEST_SCHEDULE_MS: i64 = 120_000;
/// Every status a post of ours can have, but the trash.
pub(super) const IN_SIGHT: &str = "publish,future,draft,pending,private";

/// Carries out one order. Safe to call again with the same order until it succeeds,
/// whatever was lost on the way; `now` serves where the site does not tell its own time.
pub fn send(
    site: &Site,
    patience: Patience,
    order: &Order,
    ledger: &mut dyn Ledger,
    pictures: &PictureSource,
    now: UtcMillis,
) -> Result<Receipt, SendFailure> {
    let api = Api::new(site, patience).map_err(SendFailure::refused)?;
    let user = api.me()?;
    let sending =
        Sending { now: user.site_now.unwrap_or(now), api, user, order, ledger, notices: Vec::new() };
    match order.act {
        Act::TakeDown | Act::Kill => sending.take_down(),
        _ => sending.write(pictures),
    }
}

/// An order on its way.
pub(super) struct Sending<'a> {
    pub api: Api,
    user: User,
    pub order: &'a Order,
    pub ledger: &'a mut dyn Ledger,
    now: UtcMillis,
    pub notices: Vec<Error>,
}

impl Sending<'_> {
    pub(super) fn post(&self) -> &Post {
        &self.order.post
    }

    fn write(mut self, pictures: &PictureSource) -> Result<Receipt, SendFailure> {
        self.notices.extend(self.order.post.notices.iter().cloned());
        self.check_role()?;
        let mut remote = self.order.remote.clone();
        let mut there = self.find(remote.as_ref())?;
        if let Some(there) = &there {
            if let Some(done) = self.settled(there)? {
                return Ok(done);
            }
            self.check_ours(there, remote.as_ref(), None)?;
        } else if self.order.act == Act::Update {
            return Err(self.never_sent());
        }
        self.check_hour()?;
        self.go_on()?;
        let there_now = match there.take() {
            Some(there) => there,
            None => self.make_first_draft()?,
        };
        if remote.is_none() {
            let known = there_now.is_first_draft_of(self.post()).then(|| there_now.fingerprint());
            remote = Some(self.record(there_now.remote(known))?);
        }
        let mut remote = remote.unwrap_or_else(|| there_now.remote(None));

        let mut wanted = self.terms()?;
        let uses = self.post().pictures();
        let standing = pictures::send(
            &self.api,
            &self.user,
            remote.id,
            &uses,
            self.ledger,
            pictures,
            &mut self.notices,
        )?;
        wanted.featured = featured(self.post(), &standing);
        wanted.content = self.post().content(&|media| standing.get(media).cloned());

        // Pictures take minutes on a slow line: look again just before writing.
        let there_now = self.look_again(&remote, &there_now)?;
        self.check_ours(&there_now, Some(&remote), Some(&wanted.content))?;

        // Pictures take minutes: somebody may have held or killed the story meanwhile.
        self.go_on()?;
        remote.intended = Some(words_of(&self.post().title, &self.post().excerpt, &wanted.content));
        self.record(remote.clone())?;
        let (fields, status, date) = self.fields(&there_now, &wanted);
        let answer = self.api.write(&format!("/wp/v2/posts/{}", remote.id), &fields)?;
        let json = self.api.read(&answer, For::Writing)?;
        let after = self.understood(&json)?;
        let receipt = self.record(after.remote(Some(after.fingerprint())))?;
        let otherwise = otherwise(&self.api.host(), self.post(), &after, &wanted, status, date);
        self.notices.extend(otherwise);
        Ok(Receipt { remote: receipt, notices: self.notices })
    }

    /// Stops before anything is made where the user's role would stop us at the end.
    fn check_role(&self) -> Result<(), SendFailure> {
        if !self.user.may("edit_posts") {
            return Err(SendFailure::refused(Error::new(
                "cms-cannot-write",
                format!("{} may not write stories on {}.", self.user.name, self.api.host()),
                "Ask an administrator of the site for the role of author or editor.",
            )));
        }
        if matches!(self.order.act, Act::Publish | Act::Schedule(_)) && !self.user.may("publish_posts") {
            return Err(SendFailure::refused(Error::new(
                "cms-cannot-publish",
                format!("{} may write stories on {}, but not publish them.", self.user.name, self.api.host()),
                "Send it as a draft for an editor of the site to publish, or ask for the role of author or editor.",
            )));
        }
        Ok(())
    }

    /// Stops where the newsroom wants this order no more.
    fn go_on(&mut self) -> Result<(), SendFailure> {
        self.ledger.stopped().map_or(Ok(()), Err)
    }

    fn check_hour(&self) -> Result<(), SendFailure> {
        match self.order.act {
            Act::Schedule(at) if at.0 < self.now.0 + SOONEST_SCHEDULE_MS => {
                Err(SendFailure::refused(Error::new(
                    "cms-hour-too-near",
                    "A story can be scheduled for two minutes from now at the earliest: sooner, the site would publish it at once.",
                    "Choose a later time, or publish it now.",
                )))
            }
            _ => Ok(()),
        }
    }

    /// The post on the site: by its number where we know it, else by what travels with it.
    pub(super) fn find(&self, remote: Option<&Remote>) -> Result<Option<There>, SendFailure> {
        if let Some(remote) = remote {
            let json = self.api.get(&format!("/wp/v2/posts/{}", remote.id), &[("context", "edit")]);
            return match json {
                Ok(json) => self.understood(&json).map(Some),
                // What is deleted is off the readers' pages, which is all that was asked.
                Err(SendFailure { kind: FailureKind::Gone, .. })
                    if matches!(self.order.act, Act::TakeDown | Act::Kill) =>
                {
                    Ok(Some(deleted(remote)))
                }
                Err(failure) => Err(failure),
            };
        }
        let made = self.first_drafts()?;
        if let Some(oldest) = made.into_iter().min_by_key(|t| t.id) {
            return Ok(Some(oldest));
        }
        // It may be known to the site and not to us: a newsroom restored from a backup.
        let marker = self.post().marker();
        let query = [("search", marker.as_str()), ("status", IN_SIGHT), ("context", "edit")];
        let found = self.api.list("/wp/v2/posts", &query)?;
        let ours = found.iter().filter_map(There::read).filter(|t| t.content.contains(&marker));
        Ok(ours.min_by_key(|t| t.id))
    }

    /// Drafts made for this story that have not yet got their own slug.
    fn first_drafts(&self) -> Result<Vec<There>, SendFailure> {
        let slug = self.post().first_slug();
        let slugs = format!("{slug},{slug}-2,{slug}-3");
        let query = [("slug", slugs.as_str()), ("status", IN_SIGHT), ("context", "edit")];
        Ok(self.api.list("/wp/v2/posts", &query)?.iter().filter_map(There::read).collect())
    }

    fn make_first_draft(&mut self) -> Result<There, SendFailure> {
        let post = self.post();
        let fields = json!({
            "title": post.title,
            "content": post.first_content(),
            "slug": post.first_slug(),
            "status": "draft",
        });
        let answer = self.api.write("/wp/v2/posts", &fields)?;
        let json = self.api.read(&answer, For::Writing)?;
        self.understood(&json)
    }

    /// The post as it is now. While it is still the first draft, a second one is looked
    /// for: a site that answers late may have made one after we stopped waiting.
    fn look_again(&mut self, remote: &Remote, before: &There) -> Result<There, SendFailure> {
        if !before.is_first_draft_of(self.post()) {
            let found = self.find(Some(remote))?;
            return found.ok_or_else(|| self.never_sent());
        }
        let mut ours = None;
        for draft in self.first_drafts()? {
            if draft.id == remote.id {
                ours = Some(draft);
            } else if draft.is_first_draft_of(self.post()) {
                // An empty draft of our own making; nobody has seen or touched it.
                let answer = self.api.delete(&format!("/wp/v2/posts/{}", draft.id), &[("force", "true")])?;
                self.api.read(&answer, For::Writing)?;
            }
        }
        match ours {
            Some(there) => Ok(there),
            None => self.find(Some(remote))?.ok_or_else(|| self.never_sent()),
        }
    }

    /// What the act means for a post that is already seen, or gone. Some receipt where
    /// there is nothing left to do.
    fn settled(&mut self, there: &There) -> Result<Option<Receipt>, SendFailure> {
        let live = there.state() == RemoteState::Live;
        match (self.order.act, there.state()) {
            (_, RemoteState::Trashed) => Err(SendFailure {
                error: Error::new(
                    "cms-post-trashed",
                    format!("The post of this story was put in the trash on {}.", self.api.host()),
                    "Restore it there and send again, or send it anew to make another post.",
                ),
                kind: FailureKind::Gone,
            }),
            // The reply to this order was lost, and its hour is near or has come.
            (Act::Schedule(at), RemoteState::Live | RemoteState::Scheduled)
                if same_second(there.date, at) && (live || wrote(self.order.remote.as_ref(), there)) =>
            {
                let remote = self.record(there.remote(Some(there.fingerprint())))?;
                Ok(Some(Receipt { remote, notices: std::mem::take(&mut self.notices) }))
            }
            (Act::Draft | Act::Schedule(_), RemoteState::Live) if live => {
                Err(SendFailure::refused(Error::new(
                    "cms-live-already",
                    format!(
                        "Readers of {} already see this story; this would take it from them.",
                        self.api.host()
                    ),
                    "Send an update to change it, or take it down first.",
                )))
            }
            (Act::Update, RemoteState::Live | RemoteState::Scheduled)
                if !self.user.may("edit_published_posts") =>
            {
                Err(SendFailure::refused(Error::new(
                    "cms-cannot-publish",
                    format!("{} may not change a published story on {}.", self.user.name, self.api.host()),
                    "Ask an editor of the site, or for the role of author or editor.",
                )))
            }
            _ => Ok(None),
        }
    }

    /// Stops where somebody changed the post on the site since our last write.
    fn check_ours(
        &self,
        there: &There,
        remote: Option<&Remote>,
        content: Option<&str>,
    ) -> Result<(), SendFailure> {
        if there.state() == RemoteState::Trashed && remote.is_some() {
            return Err(SendFailure {
                error: Error::new(
                    "cms-post-trashed",
                    format!("The post of this story was put in the trash on {}.", self.api.host()),
                    "Restore it there and send again, or send it anew to make another post.",
                ),
                kind: FailureKind::Gone,
            });
        }
        let changed = there.changed_since(remote.and_then(|r| r.known.as_deref()));
        if self.order.overwrite
            || changed.is_empty()
            || wrote(remote, there)
            || there.is_first_draft_of(self.post())
        {
            return Ok(());
        }
        let without_pictures;
        let content = match content {
            Some(content) => content,
            None => {
                without_pictures = self.post().content(&|_| None);
                &without_pictures
            }
        };
        // Known to the site and not to us, and it says what we would send.
        let the_same = remote.is_none_or(|r| r.known.is_none())
            && there.words() == words_of(&self.post().title, &self.post().excerpt, content);
        if the_same {
            return Ok(());
        }
        let beside = there.beside(&self.api, self.post(), content, &changed)?;
        Err(SendFailure {
            error: Error::new(
                "cms-changed-there",
                format!("The story was changed on {} since it was last sent.", self.api.host()),
                "Compare the two; then send yours over it, or take the changes into the story first.",
            ),
            kind: FailureKind::Conflict(Box::new(beside)),
        })
    }

    fn terms(&mut self) -> Result<Wanted, SendFailure> {
        let post = &self.order.post;
        let category = match &post.section {
            Some(section) => terms::category(&self.api, section, &mut self.notices)?,
            None => None,
        };
        let tags = terms::tags(&self.api, &post.tags, &mut self.notices)?;
        Ok(Wanted { content: String::new(), featured: 0, categories: category.into_iter().collect(), tags })
    }

    /// The fields to write, with the status and date they ask for.
    fn fields(&self, there: &There, wanted: &Wanted) -> (Value, Option<&'static str>, Option<UtcMillis>) {
        let post = self.post();
        let carried = post.first_published_at.filter(|at| at.0 <= self.now.0);
        let in_future = there.date.is_some_and(|at| at.0 > self.now.0);
        let (status, date) = match self.order.act {
            Act::Draft => (Some("draft"), carried),
            Act::Publish if there.state() == RemoteState::Live => (None, None),
            // A date left over from a schedule would put it back into the queue.
            Act::Publish => (Some("publish"), carried.or(in_future.then_some(self.now))),
            Act::Schedule(at) => (Some("future"), Some(at)),
            Act::Update | Act::TakeDown | Act::Kill => (None, None),
        };
        let mut fields = json!({
            "title": post.title,
            "excerpt": post.excerpt,
            "content": wanted.content,
            "slug": post.url_slug,
            "tags": wanted.tags,
            "featured_media": wanted.featured,
        });
        // Without a category of ours the site keeps its own; sent none, it would keep none
        // for now and put its default back at the next save there.
        if !wanted.categories.is_empty() {
            fields["categories"] = json!(wanted.categories);
        }
        if let Some(status) = status {
            fields["status"] = json!(status);
        }
        if let Some(date) = date {
            fields["date_gmt"] = json!(write_time(date));
        }
        (fields, status, date)
    }

    pub(super) fn record(&mut self, remote: Remote) -> Result<Remote, SendFailure> {
        let story = self.order.post.story;
        self.ledger.record_post(story, &remote).map_err(|error| SendFailure::retry(error, 30))?;
        Ok(remote)
    }

    pub(super) fn understood(&self, json: &Value) -> Result<There, SendFailure> {
        There::read(json).ok_or_else(|| {
            SendFailure::retry(
                Error::new(
                    "cms-not-json",
                    format!("{} gave an answer that cannot be read.", self.api.host()),
                    "What was sent is looked for before anything is sent again.",
                ),
                60,
            )
        })
    }

    pub(super) fn never_sent(&self) -> SendFailure {
        SendFailure::refused(Error::new(
            "cms-not-sent",
            format!("This story is not on {}.", self.api.host()),
            "Send it as a draft, publish it or schedule it first.",
        ))
    }
}

fn featured(post: &Post, standing: &HashMap<MediaId, SitePicture>) -> u64 {
    post.lead.as_ref().and_then(|lead| standing.get(&lead.media)).map_or(0, |picture| picture.id)
}

/// Whether the post is what we were about to write when the line broke.
fn wrote(remote: Option<&Remote>, there: &There) -> bool {
    remote.and_then(|r| r.intended.as_deref()).is_some_and(|words| words == there.words())
}

/// A deleted post, as far as it can be told.
fn deleted(remote: &Remote) -> There {
    There {
        id: remote.id,
        slug: String::new(),
        status: "trash".to_owned(),
        title: String::new(),
        excerpt: String::new(),
        content: String::new(),
        link: String::new(),
        date: None,
        modified_gmt: remote.modified_gmt.clone(),
        featured: 0,
        categories: Vec::new(),
        tags: Vec::new(),
    }
}
