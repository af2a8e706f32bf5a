//! Passwords of destinations: in the OS keychain, never in the newsroom's file.

use crate::story::DestinationId;
use crate::{Error, Result};

/// The name our entries have in the keychain.
const ENTRY: &str = "Stet";

/// The environment variable that gives a destination's password where there is no
/// keychain, such as on a server: `STET_PASSWORD` or `STET_PASSWORD_<destination id>`.
const VARIABLE: &str = "STET_PASSWORD";

/// Keeps a destination's password.
pub fn keep(destination: DestinationId, password: &str) -> Result<()> {
    entry(destination)?.set_password(password).map_err(|fault| said(&fault))
}

/// The password of a destination; none where none was kept.
///
/// # Errors
/// `keychain-closed` where the keychain is there but does not open.
pub fn password(destination: DestinationId) -> Result<Option<String>> {
    let name = format!("{VARIABLE}_{}", destination.0.simple());
    if let Some(given) =
        std::env::var(name).or_else(|_| std::env::var(VARIABLE)).ok().filter(|p| !p.is_empty())
    {
        return Ok(Some(given));
    }
    match entry(destination)?.get_password() {
        Ok(password) => Ok(Some(password)),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(fault) => Err(said(&fault)),
    }
}

/// Forgets a destination's password; one that was never kept is no error.
pub fn forget(destination: DestinationId) -> Result<()> {
    match entry(destination)?.delete_credential() {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
        Err(fault) => Err(said(&fault)),
    }
}

fn entry(destination: DestinationId) -> Result<keyring::Entry> {
    keyring::Entry::new(ENTRY, &destination.to_string()).map_err(|fault| said(&fault))
}

fn said(fault: &keyring::Error) -> Error {
    Error::new(
        "keychain-closed",
        format!("The system’s keychain did not open, so the password is not kept: {fault}."),
        "Unlock the keychain and try again; on a server set STET_PASSWORD instead.",
    )
}
