//! Looking at a post and writing nothing: did the site publish it at its hour?

use super::api::Api;
use super::remote::There;
use crate::cms::{Patience, Remote, RemoteState, SendFailure, Site};
use crate::story::UtcMillis;

/// What stands there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What we now know of the post. Its fingerprint is the one we knew: what somebody changed
    /// there is asked about at the next push.
    pub remote: Remote,
    /// Whether it was changed there since our last write.
    pub changed: bool,
    /// Since when readers see it, as the site says; none while they do not.
    pub live_at: Option<UtcMillis>,
    /// The site's own clock.
    pub site_now: Option<UtcMillis>,
}

/// Looks at a post that we know.
///
/// # Errors
/// `Gone` where it was deleted; `Retry` where the site could not be asked.
pub fn look(site: &Site, patience: Patience, remote: &Remote) -> Result<Looked, SendFailure> {
    let api = Api::new(site, patience).map_err(SendFailure::refused)?;
    let user = api.me()?;
    let json = api.get(&format!("/wp/v2/posts/{}", remote.id), &[("context", "edit")])?;
    let there =
        There::read(&json).ok_or_else(|| SendFailure::retry(super::api::not_wordpress(&api.host()), 60))?;
    let changed = remote.known.is_some() && !there.changed_since(remote.known.as_deref()).is_empty();
    Ok(Looked {
        changed,
        live_at: there.date.filter(|_| there.state() == RemoteState::Live),
        site_now: user.site_now,
        remote: Remote { intended: remote.intended.clone(), ..there.remote(remote.known.clone()) },
    })
}
