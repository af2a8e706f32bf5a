//! Locking a hand-off with a passphrase: the age format, which any `age` program opens too.

use super::{LARGEST, unreadable};
use crate::{Error, Result};
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};
use std::io::{Read, Write};

/// How hard each try at a passphrase is: 2^17 rounds, about half a second and 128 MB.
const WORK: u8 = 17;
/// A file that asks for more is not opened: it would take this machine's memory.
const MOST_WORK: u8 = 19;

/// Whether the bytes are a locked file.
pub fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(b"age-encryption.org/v1\n")
}

/// Locks a file. There is no other way in than the passphrase.
///
/// # Errors
/// `passphrase-missing`.
pub fn lock(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>> {
    if passphrase.is_empty() {
        return Err(Error::new(
            "passphrase-missing",
            "There is no passphrase to lock the file with.",
            "Type one, or send the file without a lock.",
        ));
    }
    let failed = |fault: String| {
        Error::new("handoff-not-locked", format!("The file could not be locked: {fault}."), "Try again.")
    };
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(WORK);
    let locked = Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(|fault| failed(fault.to_string()))?;
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 1000 + 1024);
    locked
        .wrap_output(&mut out)
        .and_then(|mut to| to.write_all(bytes).and_then(|()| to.finish().map(|_| ())))
        .map_err(|fault| failed(fault.to_string()))?;
    Ok(out)
}

/// Opens a locked file.
///
/// # Errors
/// `passphrase-wrong`; `handoff-unreadable` where it was changed on the way.
pub fn unlock(name: &str, bytes: &[u8], passphrase: &str) -> Result<Vec<u8>> {
    let damaged = || unreadable(name, "it is damaged, or was changed on the way");
    let locked = Decryptor::new(bytes).map_err(|_| damaged())?;
    if !locked.is_scrypt() {
        return Err(unreadable(name, "it is locked with a key, and Stet locks with passphrases"));
    }
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    let open =
        locked.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|fault| match fault {
            DecryptError::ExcessiveWork { .. } => {
                unreadable(name, "its lock is harder than any that Stet makes")
            }
            DecryptError::DecryptionFailed
            | DecryptError::NoMatchingKeys
            | DecryptError::KeyDecryptionFailed => Error::new(
                "passphrase-wrong",
                format!("That is not the passphrase of “{name}”."),
                "Type it again. Whoever locked the file knows it; it cannot be recovered.",
            ),
            _ => damaged(),
        })?;
    let mut out = Vec::new();
    open.take(LARGEST + 1).read_to_end(&mut out).map_err(|_| damaged())?;
    if out.len() as u64 > LARGEST {
        return Err(super::too_large(name, "it unpacks to too much"));
    }
    Ok(out)
}
