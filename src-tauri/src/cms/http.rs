//! One request to a site and its answer, or a sentence that says why there is none.
//!
//! No redirect is followed with a password, no answer is read without a limit, and what
//! the wire says in its own words never reaches the user.

use super::{Patience, SendFailure};
use crate::Error;
use crate::story::UtcMillis;
use std::io::{ErrorKind, Read};
use std::time::Duration;

/// The largest answer we read; a page of posts is well under it.
const ANSWER_MAX: u64 = 16 * 1024 * 1024;
/// A line that moves fewer bytes a second than this is counted as stuck.
const SLOWEST_UPLOAD: u64 = 20_000;

/// A connection to sites, with its patience.
pub(super) struct Http {
    agent: ureq::Agent,
    patience: Patience,
}

/// What is sent along with a request.
pub(super) enum Sending {
    /// Nothing.
    Nothing,
    /// A body of this content type.
    Body(String, Vec<u8>),
}

/// What a site answered, whatever its status.
#[derive(Debug)]
pub(super) struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Where it sends us instead, for a redirect.
    pub location: Option<String>,
    /// The site's own clock.
    pub date: Option<UtcMillis>,
    /// How many pages a list has.
    pub pages: u32,
    /// How long the site asks us to wait.
    pub retry_after: Option<u64>,
    /// The body; JSON is looked for in it by `json`.
    pub body: Vec<u8>,
}

impl Http {
    pub(super) fn new(patience: Patience) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("Stet/", env!("CARGO_PKG_VERSION")))
            .timeout_resolve(Some(patience.connect))
            .timeout_connect(Some(patience.connect))
            .timeout_recv_response(Some(patience.answer))
            .timeout_recv_body(Some(patience.answer))
            // Shorter than any server keeps a quiet line open, so that a request never
            // goes out on a line that is already closed.
            .max_idle_age(Duration::from_secs(2));
        Self { agent: config.build().new_agent(), patience }
    }

    /// Asks, with the headers given. `host` names the site in sentences.
    pub(super) fn ask(
        &self,
        method: &str,
        url: &str,
        authorization: Option<&str>,
        sending: Sending,
    ) -> Result<Answer, SendFailure> {
        let host = host_of(url);
        let (kind, body) = match sending {
            Sending::Nothing => (None, Vec::new()),
            Sending::Body(kind, body) => (Some(kind), body),
        };
        let upload = self.patience.answer + Duration::from_secs(body.len() as u64 / SLOWEST_UPLOAD);
        let mut request =
            ureq::http::Request::builder().method(method).uri(url).header("Accept", "application/json");
        if let Some(authorization) = authorization {
            request = request.header("Authorization", authorization);
        }
        if let Some(kind) = kind {
            request = request.header("Content-Type", kind);
        }
        let request = request.body(body).map_err(|_| SendFailure::refused(not_an_address(url)))?;
        let request = self
            .agent
            .configure_request(request)
            .timeout_send_body(Some(upload))
            .timeout_recv_response(Some(upload))
            .build();
        let mut answer = self.agent.run(request).map_err(|e| unreached(e, &host))?;
        let header = |name: &str| answer.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let mut got = Answer {
            status: answer.status().as_u16(),
            location: header("location"),
            date: header("date")
                .and_then(|d| chrono::DateTime::parse_from_rfc2822(&d).ok())
                .map(|d| UtcMillis(d.timestamp_millis())),
            pages: header("x-wp-totalpages").and_then(|n| n.parse().ok()).unwrap_or(1),
            retry_after: header("retry-after").and_then(|n| n.parse().ok()),
            body: Vec::new(),
        };
        let mut reader = answer.body_mut().as_reader().take(ANSWER_MAX + 1);
        reader.read_to_end(&mut got.body).map_err(|e| unreached(ureq::Error::from(e), &host))?;
        if got.body.len() as u64 > ANSWER_MAX {
            return Err(SendFailure::refused(Error::new(
                "cms-answer-too-long",
                format!("{host} answered with far more than a story can be."),
                "Check that the address is that of the site, or ask the person who runs it.",
            )));
        }
        Ok(got)
    }
}

impl Answer {
    /// The JSON in the answer. A site that prints a warning of PHP's before its JSON has
    /// still done what was asked, so text before the JSON is passed over.
    pub(super) fn json(&self) -> Option<serde_json::Value> {
        let text = String::from_utf8_lossy(&self.body);
        let text = text.trim_start_matches('\u{feff}').trim();
        // Only the first beginning counts: a whole piece of a broken answer is no answer.
        let begins = ["{\"", "[{\"", "[]"].iter().filter_map(|b| text.find(b)).min();
        let start = if text.starts_with(['{', '[']) { 0 } else { begins? };
        serde_json::from_str(&text[start..]).ok()
    }
    /// Whether the site did what was asked.
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// The host in an address, for sentences.
pub(super) fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default().to_owned()
}

/// The sentence for an address that is none.
pub(super) fn not_an_address(typed: &str) -> Error {
    Error::new(
        "cms-not-an-address",
        format!("“{typed}” is not the address of a site."),
        "Give it as you see it in a browser, such as https://www.example.com.",
    )
}

/// Why no answer came.
fn unreached(error: ureq::Error, host: &str) -> SendFailure {
    let retry = |code, sentence: String, hint: &str, after| {
        SendFailure::retry(Error::new(code, sentence, hint), after)
    };
    let certificate = || {
        SendFailure::refused(Error::new(
            "cms-certificate",
            format!(
                "{host} does not prove that it is {host}: its certificate is not one that can be trusted."
            ),
            "Nothing was sent. Ask the person who runs the site to renew its certificate, and check the date of this computer.",
        ))
    };
    let not_https = || {
        retry(
            "cms-not-https",
            format!("{host} does not speak https there."),
            "Check the address, and whether it begins with http or https.",
            30,
        )
    };
    // The standard library has no kind of its own for a name that is not known.
    let name_unknown = |e: &std::io::Error| {
        matches!(e.raw_os_error(), Some(11001 | 11004)) || e.to_string().contains("lookup address")
    };
    let not_found = || {
        retry(
            "cms-host-not-found",
            format!("No site was found under the name {host}."),
            "Check the address and that this computer is online.",
            30,
        )
    };
    match error {
        ureq::Error::Io(e) if name_unknown(&e) => not_found(),
        ureq::Error::Rustls(e) if e.to_string().contains("certificate") => certificate(),
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => not_https(),
        ureq::Error::HostNotFound | ureq::Error::Timeout(ureq::Timeout::Resolve) => not_found(),
        ureq::Error::Timeout(ureq::Timeout::Connect) => retry(
            "cms-site-down",
            format!("{host} cannot be reached: nothing answers there."),
            "Check that this computer is online; the site may be down.",
            30,
        ),
        // The site may still be at work on what it was sent: leave it time to finish, so
        // that the next look finds it.
        ureq::Error::Timeout(_) => retry(
            "cms-site-slow",
            format!("{host} took too long to answer."),
            "It may be busy. What was sent is looked for before anything is sent again.",
            120,
        ),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => SendFailure::refused(not_an_address(host)),
        ureq::Error::Io(e) if e.get_ref().is_some_and(|inner| inner.to_string().contains("certificate")) => {
            certificate()
        }
        ureq::Error::Io(e) if e.kind() == ErrorKind::InvalidData => not_https(),
        ureq::Error::Io(e)
            if matches!(
                e.kind(),
                ErrorKind::ConnectionRefused
                    | ErrorKind::HostUnreachable
                    | ErrorKind::NetworkUnreachable
                    | ErrorKind::AddrNotAvailable
            ) =>
        {
            retry(
                "cms-site-down",
                format!("{host} cannot be reached: it takes no connection."),
                "Check that this computer is online; the site may be down.",
                30,
            )
        }
        ureq::Error::ConnectionFailed => retry(
            "cms-site-down",
            format!("{host} cannot be reached."),
            "Check that this computer is online; the site may be down.",
            30,
        ),
        ureq::Error::InvalidProxyUrl | ureq::Error::ConnectProxyFailed(_) => retry(
            "cms-proxy",
            "The proxy that this computer uses did not let the connection through.".to_owned(),
            "Check the proxy setting of this computer.",
            60,
        ),
        _ => retry(
            "cms-line-broke",
            format!("The line to {host} broke before the answer came."),
            "What was sent is looked for before anything is sent again.",
            30,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_found_behind_a_warning_of_php() {
        let answer = |text: &str| Answer {
            status: 200,
            location: None,
            date: None,
            pages: 1,
            retry_after: None,
            body: text.into(),
        };
        assert_eq!(answer("\u{feff}{\"id\":4}").json().unwrap()["id"], 4);
        assert_eq!(answer("<b>Warning</b>: x[1] in {y}\n{\"id\":4}").json().unwrap()["id"], 4);
        let broken = "[{\"id\":4,\"title\":{\"raw\":\"x\"}";
        assert_eq!(answer(broken).json(), None, "the whole title in a broken answer is not the answer");
        assert_eq!(answer("<!doctype html><p>Back soon</p>").json(), None);
    }

    #[test]
    fn the_host_is_what_a_person_calls_the_site() {
        assert_eq!(host_of("https://u:p@www.calder.example:8443/news?x"), "www.calder.example:8443");
    }
}
