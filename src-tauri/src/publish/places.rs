//! The places that the site is sent to: added, changed, tried, taken out of use.

use super::keychain;
use crate::cms::Secret;
use crate::deploy::{Address, Far};
use crate::newsroom::{Changed, Newsroom};
use crate::store::SitePlaceRow;
use crate::story::{DestinationId, UtcMillis};
use crate::{Error, Result};

/// The places the site is sent to.
pub fn site_places(newsroom: &mut Newsroom) -> Result<Vec<SitePlaceRow>> {
    newsroom.reading(|tx| tx.site_places())
}

/// One of them.
///
/// # Errors
/// `place-missing`.
pub fn site_place(newsroom: &mut Newsroom, place: DestinationId) -> Result<SitePlaceRow> {
    newsroom.reading(|tx| tx.site_place(place))
}

/// Adds a place, or changes its name, region and user; keeps its password in the keychain.
pub fn save_site_place(
    newsroom: &mut Newsroom,
    row: &SitePlaceRow,
    password: Option<&str>,
) -> Result<Changed> {
    if row.name.trim().is_empty() {
        return Err(Error::new("place-nameless", "The place has no name.", "Type what the desk calls it."));
    }
    // Says what is wrong with address and folder.
    far(row, &Secret::new(""))?;
    if let Some(password) = password {
        keychain::keep(row.id, password)?;
    }
    newsroom.transact(|tx| tx.save_site_place(row))?;
    Ok(Changed { publications: true, ..Changed::settings() })
}

/// Takes a place out of use; nothing there is touched.
pub fn remove_site_place(newsroom: &mut Newsroom, place: DestinationId, now: UtcMillis) -> Result<Changed> {
    newsroom.transact(|tx| {
        if tx.places_to_rid()?.iter().any(|r| r.place == place.to_string()) {
            return Err(Error::new(
                "place-not-rid",
                "A story is still to be taken from readers there.",
                "Wait until it is gone, or say that it is; without the place nothing could take it away.",
            ));
        }
        tx.remove_site_place(place, now)
    })?;
    // A keychain that is closed keeps a password that opens nothing here any more.
    let _ = keychain::forget(place);
    Ok(Changed { publications: true, ..Changed::settings() })
}

/// Whether the place lets us in. Nothing is written there.
pub fn try_site_place(row: &SitePlaceRow, password: &Secret) -> Result<()> {
    far(row, password)?.knock()
}

/// The password that is kept for a place; SFTP goes by key and has none.
pub fn password_of(row: &SitePlaceRow) -> Result<Secret> {
    if row.kind == "sftp" {
        return Ok(Secret::new(""));
    }
    Ok(Secret::new(&keychain::password(row.id)?.unwrap_or_default()))
}

/// How a place is spoken to.
pub(super) fn far(row: &SitePlaceRow, password: &Secret) -> Result<Far> {
    let SitePlaceRow { kind, address, folder, region, user, key_file, .. } = row;
    Address { kind, server: address, folder, region, user, key_file }.far(password)
}
