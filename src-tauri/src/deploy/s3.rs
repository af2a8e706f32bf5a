//! A bucket of S3, of Amazon or of anybody who speaks as it does. A file is there whole or not at
//! all; the server itself checks its SHA-256, and keeps it beside the file for us to ask.

use super::http::{Answer, Line};
use super::{Far, File, Stands, base, content_type, encoded, hex, refused, unchecked};
use crate::Result;
use crate::cms::Secret;
use crate::story::UtcMillis;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The header in which a file's SHA-256 is kept.
const SHA: &str = "x-amz-meta-sha256";

/// A folder in a bucket.
pub struct S3<'a> {
    line: Line,
    /// The address with bucket and folder.
    base: String,
    /// The address with the bucket.
    bucket: String,
    region: String,
    key: String,
    secret: &'a Secret,
    clock: &'a dyn Fn() -> UtcMillis,
}

impl<'a> S3<'a> {
    /// A folder in a bucket (`folder` is the bucket, then the folder), for this access key. Each
    /// request is signed with the time, which `clock` gives.
    pub fn new(
        address: &str,
        folder: &str,
        region: &str,
        key: &str,
        secret: &'a Secret,
        clock: &'a dyn Fn() -> UtcMillis,
    ) -> Result<Self> {
        let folder = folder.trim().trim_matches('/');
        if folder.is_empty() {
            return Err(crate::Error::new(
                "place-folder",
                "The name of the bucket is missing.",
                "Give the bucket, and after a slash the folder in it, such as calder-star/site.",
            ));
        }
        let region = if region.trim().is_empty() { "us-east-1" } else { region.trim() };
        Ok(Self {
            line: Line::to(&base(address, "")?),
            base: base(address, folder)?,
            bucket: base(address, folder.split('/').next().unwrap_or_default())?,
            region: region.to_owned(),
            key: key.trim().to_owned(),
            secret,
            clock,
        })
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{}", self.base, encoded(path))
    }

    /// Asks with the request signed (AWS Signature Version 4).
    fn ask(&self, method: &str, url: &str, more: &[(&str, String)], body: &[u8]) -> Result<Answer> {
        let moment = chrono::DateTime::from_timestamp_millis((self.clock)().0).unwrap_or_default();
        let (time, day) = (moment.format("%Y%m%dT%H%M%SZ").to_string(), moment.format("%Y%m%d").to_string());
        let payload = hex(&Sha256::digest(body));
        let mut headers: Vec<(&str, String)> = more.to_vec();
        headers.push(("host", self.line.host().to_owned()));
        headers.push(("x-amz-content-sha256", payload.clone()));
        headers.push(("x-amz-date", time.clone()));
        headers.sort();
        let names = headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
        let listed: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let after_host = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        let path = after_host.unwrap_or("/");
        let asked = format!("{method}\n{path}\n\n{listed}\n{names}\n{payload}");
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let to_sign =
            format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hex(&Sha256::digest(asked.as_bytes())));
        let secret = format!("AWS4{}", self.secret.reveal());
        let signing = [day.as_str(), &self.region, "s3", "aws4_request"]
            .iter()
            .fold(secret.into_bytes(), |key, word| signed(&key, word.as_bytes()));
        let signature = hex(&signed(&signing, to_sign.as_bytes()));
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
            self.key
        );
        // The line itself writes the host.
        headers.retain(|(name, _)| *name != "host");
        headers.push(("authorization", authorization));
        self.line.ask(method, url, &headers, body, SHA)
    }

    fn no(&self, status: u16, what: &str) -> crate::Error {
        refused(self.line.host(), status, what)
    }
}

/// The HMAC-SHA-256 of a message.
fn signed(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

impl Far for S3<'_> {
    fn look(&self, path: &str, file: &File) -> Result<Stands> {
        let found = self.ask("HEAD", &self.url(path), &[], &[])?;
        match found.status {
            404 => Ok(Stands::Nothing),
            _ if !found.is_success() => Err(self.no(found.status, "look at a file")),
            _ if found.noted.as_deref() == Some(&file.sha256)
                && found.length.is_none_or(|length| length == file.bytes.len() as u64) =>
            {
                Ok(Stands::Same)
            }
            _ => Ok(Stands::Other),
        }
    }

    fn put(&self, path: &str, file: &File) -> Result<()> {
        let more = [("content-type", content_type(path).to_owned()), (SHA, file.sha256.clone())];
        let sent = self.ask("PUT", &self.url(path), &more, &file.bytes)?;
        if !sent.is_success() {
            return Err(self.no(sent.status, "take a file"));
        }
        match self.look(path, file)? {
            Stands::Same => Ok(()),
            _ => Err(unchecked(self.line.host(), path)),
        }
    }

    fn remove(&self, path: &str) -> Result<()> {
        let gone = self.ask("DELETE", &self.url(path), &[], &[])?;
        if !gone.is_success() && gone.status != 404 {
            return Err(self.no(gone.status, "take a file away"));
        }
        let left = self.ask("HEAD", &self.url(path), &[], &[])?;
        match left.status {
            404 => Ok(()),
            status if left.is_success() => Err(self.no(status, "take a file away")),
            status => Err(self.no(status, "say whether a file is gone")),
        }
    }

    fn knock(&self) -> Result<()> {
        let there = self.ask("HEAD", &self.bucket, &[], &[])?;
        if there.is_success() { Ok(()) } else { Err(self.no(there.status, "look into the bucket")) }
    }
}
