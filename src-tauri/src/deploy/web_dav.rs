//! A folder on a WebDAV server.

use super::far::{Far, Way};
use super::line::line;
use super::{Address, host_of, site_folder, web_address};
use crate::Result;
use crate::cms::Secret;
use opendal::{OperationContext, Operator, services};

/// The folder at an address, for this user.
pub(super) fn far(at: &Address, password: &Secret) -> Result<Far> {
    let server = web_address(at.server)?;
    let folder = site_folder(at.folder)?;
    let host = host_of(server);
    let dav =
        services::Webdav::default().endpoint(server).username(at.user.trim()).password(password.reveal());
    let (transport, ear) = line()?;
    let op = Operator::new(dav)
        .map_err(|fault| Far::unlawful(host, &fault))?
        .with_context(OperationContext::new().with_http_transport(transport));
    Far::new(op, Way::Beside, host, folder, ear)
}
