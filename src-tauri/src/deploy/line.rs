//! The way to a place by HTTP: OpenDAL asks, we listen to what became of it, so that a person can be
//! told. No redirect is followed: a password goes nowhere that nobody typed.

use crate::{Error, Result};
use opendal::{Buffer, HttpBody, HttpTransport, HttpTransporter};
use opendal_http_transport_reqwest::ReqwestTransport;
use std::error::Error as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a server has to let us in, and then between two bytes.
const CONNECT: Duration = Duration::from_secs(10);
const QUIET: Duration = Duration::from_secs(60);
/// Shorter than any server keeps a quiet line open.
const IDLE: Duration = Duration::from_secs(2);

/// What came of the last request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Heard {
    /// Nothing was asked, or no word came back and the line broke.
    #[default]
    Nothing,
    /// This status.
    Status(u16),
    /// Nobody is there.
    Nobody,
    /// The server does not prove who it is.
    Stranger,
}

/// Where it is kept.
#[derive(Clone, Default)]
pub(super) struct Ear(Arc<Mutex<Heard>>);

impl Ear {
    pub(super) fn heard(&self) -> Heard {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn forget(&self) {
        self.note(Heard::Nothing);
    }

    fn note(&self, heard: Heard) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = heard;
    }
}

struct Line {
    inner: ReqwestTransport,
    ear: Ear,
}

/// A line, and where it keeps what it heard last.
pub(super) fn line() -> Result<(HttpTransporter, Ear)> {
    // Another part of the program may have said so already: it is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT)
        .read_timeout(QUIET)
        .pool_idle_timeout(IDLE)
        .user_agent(concat!("Stet/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|fault| {
            Error::new(
                "place-no-line",
                format!("This computer gives no encrypted line: {fault}."),
                "Look whether its certificates are installed, then try again.",
            )
        })?;
    let ear = Ear::default();
    let line = Line { inner: ReqwestTransport::from(client), ear: ear.clone() };
    Ok((HttpTransporter::new(line), ear))
}

impl HttpTransport for Line {
    async fn fetch(&self, request: http::Request<Buffer>) -> opendal::Result<http::Response<HttpBody>> {
        self.ear.forget();
        let answer = self.inner.fetch(request).await;
        self.ear.note(match &answer {
            Ok(answer) => Heard::Status(answer.status().as_u16()),
            Err(fault) => why(fault),
        });
        answer
    }
}

/// Why no answer came.
fn why(fault: &opendal::Error) -> Heard {
    let mut causes = Vec::new();
    let mut cause = fault.source();
    while let Some(inner) = cause {
        causes.push(inner);
        cause = inner.source();
    }
    if causes.iter().any(|cause| cause.to_string().contains("certificate")) {
        return Heard::Stranger;
    }
    let connecting = causes.iter().filter_map(|cause| cause.downcast_ref::<reqwest::Error>());
    if connecting.into_iter().any(reqwest::Error::is_connect) { Heard::Nobody } else { Heard::Nothing }
}
