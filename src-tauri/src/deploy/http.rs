//! One request to a place and its answer. No redirect is followed, no answer is read without a limit.

use crate::{Error, Result};
use std::io::Read;
use std::time::Duration;

/// The largest file that is read back.
const ANSWER_MAX: u64 = 64 * 1024 * 1024;
/// How long nothing may happen; an upload gets more by its size.
const ANSWER: Duration = Duration::from_secs(60);
/// A line that moves fewer bytes a second than this is counted as stuck.
const SLOWEST_UPLOAD: u64 = 20_000;

/// A line to one place.
pub(super) struct Line {
    agent: ureq::Agent,
    host: String,
}

/// What a place answered, whatever its status.
pub(super) struct Answer {
    pub status: u16,
    /// The header that was asked for.
    pub noted: Option<String>,
    pub length: Option<u64>,
    pub body: Vec<u8>,
}

impl Answer {
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Line {
    pub(super) fn to(address: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .user_agent(concat!("Stet/", env!("CARGO_PKG_VERSION")))
            .timeout_resolve(Some(Duration::from_secs(10)))
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_recv_body(Some(ANSWER))
            // Shorter than any server keeps a quiet line open.
            .max_idle_age(Duration::from_secs(2));
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = rest.split('/').next().unwrap_or_default().to_owned();
        Self { agent: config.build().new_agent(), host }
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// Asks. `note` is the header of the answer that is wanted.
    pub(super) fn ask(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, String)],
        body: &[u8],
        note: &str,
    ) -> Result<Answer> {
        let patience = ANSWER + Duration::from_secs(body.len() as u64 / SLOWEST_UPLOAD);
        let mut request = ureq::http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let address = |_| {
            Error::new(
                "place-address",
                format!("“{url}” is not an address that can be asked."),
                "Check the address, the folder, and that user and secret have no spaces or other signs in them.",
            )
        };
        let request = request.body(body.to_vec()).map_err(address)?;
        let request = self
            .agent
            .configure_request(request)
            .timeout_send_body(Some(patience))
            .timeout_recv_response(Some(patience))
            .build();
        let mut answer = self.agent.run(request).map_err(|fault| self.unreached(&fault))?;
        let header = |name: &str| answer.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let mut got = Answer {
            status: answer.status().as_u16(),
            noted: header(note),
            length: header("content-length").and_then(|n| n.parse().ok()),
            body: Vec::new(),
        };
        if method != "HEAD" {
            let mut reader = answer.body_mut().as_reader().take(ANSWER_MAX);
            reader.read_to_end(&mut got.body).map_err(|e| self.unreached(&ureq::Error::from(e)))?;
        }
        Ok(got)
    }

    /// Why no answer came.
    fn unreached(&self, fault: &ureq::Error) -> Error {
        let host = &self.host;
        let text = fault.to_string();
        if text.contains("certificate") {
            return Error::new(
                "place-certificate",
                format!(
                    "{host} does not prove that it is {host}: its certificate is not one that can be trusted."
                ),
                "Nothing was sent. Ask the person who runs it to renew the certificate, and check the date of this computer.",
            );
        }
        let unknown = matches!(fault, ureq::Error::HostNotFound) || text.contains("lookup address");
        let refused = matches!(fault, ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::ConnectionRefused)
            || matches!(fault, ureq::Error::ConnectionFailed | ureq::Error::Timeout(ureq::Timeout::Connect));
        if unknown || refused {
            return Error::new(
                "place-not-reached",
                format!("No server answers at {host}."),
                "Check the address and that this computer is online; then send the site again: it goes on where it stopped.",
            );
        }
        Error::new(
            "place-line-broke",
            format!("The line to {host} broke before the answer came."),
            "Readers still have whole pages. Send the site again: it goes on where it stopped.",
        )
    }
}
