//! The newsroom's content profiles: listed, kept.

use super::{Changed, Newsroom};
use crate::Result;
use crate::store::Tx;
use crate::story::profile::{Profile, check_profiles, profile_of};

/// The profiles in the newsroom's order, each with how many stories are written to it.
pub(crate) fn with_stories(tx: &Tx) -> Result<Vec<(Profile, i64)>> {
    let profiles = tx.profiles()?;
    let counts = tx.stories_by_profile()?;
    let stories = |profile: &Profile| {
        let of = |id: &str| profile_of(&profiles, id).is_some_and(|p| p.id == profile.id);
        counts.iter().filter(|(id, _)| of(id)).map(|(_, n)| n).sum()
    };
    Ok(profiles.iter().map(|p| (p.clone(), stories(p))).collect())
}

/// The profile that a story of this id is written to; one that asks for nothing more than every
/// story needs, should the newsroom have none.
pub(crate) fn profile_named(tx: &Tx, id: &str) -> Result<Profile> {
    Ok(profile_of(&tx.profiles()?, id).cloned().unwrap_or_default())
}

impl Newsroom {
    /// The content profiles in order, each with how many stories are written to it.
    pub fn profiles(&mut self) -> Result<Vec<(Profile, i64)>> {
        self.reading(with_stories)
    }

    /// Makes these the content profiles, in this order. The stories of one that is left out are
    /// those of `profile_of` from then on; none of their words is touched. A profile without an id is new.
    ///
    /// # Errors
    /// `profile-none`, `profile-nameless`, `profile-twice`, `profile-limits`.
    pub fn save_profiles(&mut self, mut profiles: Vec<Profile>) -> Result<Changed> {
        check_profiles(&mut profiles)?;
        for profile in profiles.iter_mut().filter(|p| p.id.is_empty()) {
            profile.id = uuid::Uuid::now_v7().to_string();
        }
        self.transact(|tx| {
            tx.save_profiles(&profiles)?;
            Ok(Changed::settings())
        })
    }
}
