//! A folder on a server that is reached by SSH, through the `ssh` program of this computer: its
//! settings, its agent and its list of known hosts count. A host that is not in that list is never
//! spoken to.

use super::far::{Far, Way};
use super::{Address, host_of, site_folder};
use crate::{Error, Result};
use opendal::{Operator, services};

/// The folder at an address, for this user. One that begins with `/` is counted from the top, every
/// other from where the user comes in.
pub(super) fn far(at: &Address) -> Result<Far> {
    let server = at.server.trim().trim_end_matches('/');
    let named = server.strip_prefix("sftp://").or_else(|| server.strip_prefix("ssh://")).unwrap_or(server);
    let (name, port) = named.rsplit_once(':').map_or((named, None), |(name, port)| (name, Some(port)));
    let letters = |c: char| c.is_alphanumeric() || "-._".contains(c);
    let is_one = !name.is_empty()
        && !name.starts_with('-')
        && name.chars().all(letters)
        && port.is_none_or(|port| port.parse::<u16>().is_ok());
    let user = at.user.trim();
    if !is_one || user.starts_with('-') || user.contains(char::is_whitespace) || user.contains('@') {
        return Err(Error::new(
            "place-address",
            format!("“{server}” with the user “{user}” is not the address of an SSH server."),
            "Give it as sftp://example.com or sftp://example.com:2222, and the user by itself.",
        ));
    }
    let folder = site_folder(at.folder)?;
    let from_top = at.folder.trim().starts_with('/');
    let sftp = services::Sftp::default()
        .endpoint(&format!("ssh://{named}"))
        .root(if from_top { "/" } else { "" })
        .user(user)
        .key(at.key_file.trim())
        .known_hosts_strategy("strict");
    let op = Operator::new(sftp).map_err(|fault| Far::unlawful(named, &fault))?;
    Far::new(op, Way::Beside, host_of(named), folder, super::line::Ear::default())
}

/// What `ssh` said, in words; none where it said nothing that we know.
pub(super) fn said(host: &str, text: &str) -> Option<Error> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let by_hand =
        host.rsplit_once(':').map_or(format!("ssh {name}"), |(_, port)| format!("ssh -p {port} {name}"));
    let has = |words: &str| text.contains(words);
    if has("HOST IDENTIFICATION HAS CHANGED") {
        return Some(Error::new(
            "place-host-changed",
            format!(
                "{host} is not the server it was: it shows another key than the one this computer knows."
            ),
            "Nothing was sent. Ask the person who runs it whether its key was changed; if so, have the old one taken out of known_hosts.",
        ));
    }
    if has("Host key verification failed") || has("host key is known for") {
        return Some(Error::new(
            "place-host-unknown",
            format!("This computer does not know {host}, so nothing was sent there."),
            format!(
                "Ask the person who runs it for the fingerprint of its key, type “{by_hand}” in a terminal, compare the two, and say yes. Then try again."
            ),
        ));
    }
    if has("Permission denied (") || has("Too many authentication failures") {
        return Some(Error::new(
            "place-password",
            format!("{host} does not let this user in with this key."),
            "Check the user and the key file, that the server has its public half, and that a key with a passphrase is in the ssh-agent.",
        ));
    }
    let nobody = [
        "Could not resolve hostname",
        "Connection refused",
        "Connection timed out",
        "Operation timed out",
        "No route to host",
        "Network is unreachable",
    ];
    if nobody.into_iter().any(has) {
        return Some(Error::new(
            "place-not-reached",
            format!("No server answers at {host}."),
            "Check the address and that this computer is online; then send the site again: it goes on where it stopped.",
        ));
    }
    None
}
