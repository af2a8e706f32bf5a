//! A bucket of S3, of Amazon or of anybody who speaks as it does. A file is there whole or not at
//! all; the server itself checks its MD5, and keeps its SHA-256 beside it for us to ask.

use super::far::{Far, Way};
use super::line::line;
use super::{Address, host_of, site_folder, web_address};
use crate::cms::Secret;
use crate::{Error, Result};
use opendal::{OperationContext, Operator, services};

/// A folder in a bucket: `folder` is the bucket, then the folder.
pub(super) fn far(at: &Address, secret: &Secret) -> Result<Far> {
    let server = web_address(at.server)?;
    let whole = site_folder(at.folder)?;
    let (bucket, folder) = whole.split_once('/').unwrap_or((whole, ""));
    if bucket.is_empty() {
        return Err(Error::new(
            "place-folder",
            "The name of the bucket is missing.",
            "Give the bucket, and after a slash the folder in it, such as calder-star/site.",
        ));
    }
    let region = if at.region.trim().is_empty() { "us-east-1" } else { at.region.trim() };
    let host = host_of(server);
    let s3 = services::S3::default()
        .endpoint(server)
        .bucket(bucket)
        .region(region)
        .access_key_id(at.user.trim())
        .secret_access_key(secret.reveal())
        .checksum_algorithm("md5")
        // Only what was typed counts, never what lies about on this computer.
        .disable_config_load()
        .disable_ec2_metadata();
    let (transport, ear) = line()?;
    let op = Operator::new(s3)
        .map_err(|fault| Far::unlawful(host, &fault))?
        .with_context(OperationContext::new().with_http_transport(transport));
    Far::new(op, Way::AtOnce, host, folder, ear)
}
