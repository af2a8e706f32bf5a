//! The REST interface of one WordPress: its addresses, who we are there, and what its
//! refusals mean in a newsroom's words.

use super::words;
use crate::Error;
use crate::cms::http::{Answer, Http, Sending, host_of, not_an_address};
use crate::cms::{Patience, SendFailure, Site};
use crate::story::UtcMillis;
use base64::Engine;
use serde_json::Value;
use std::cell::Cell;

type Outcome<T> = std::result::Result<T, SendFailure>;

/// One WordPress, as one of its users.
pub(super) struct Api {
    http: Http,
    base: String,
    authorization: String,
    /// The site has no pretty addresses: `?rest_route=` instead of `/wp-json`.
    plain: Cell<bool>,
}

/// Who we are on the site.
#[derive(Debug)]
pub(super) struct User {
    pub name: String,
    pub capabilities: Vec<String>,
    /// The site's clock when it said so.
    pub site_now: Option<UtcMillis>,
}

impl User {
    pub(super) fn may(&self, capability: &str) -> bool {
        self.capabilities.iter().any(|c| c == capability)
    }
}

/// What a request was for, to say what its refusal means.
#[derive(Clone, Copy)]
pub(super) enum For<'a> {
    Reading,
    Writing,
    /// A picture with its name and size in bytes.
    Picture(&'a str, usize),
}

/// The address of a site from what was typed: a scheme, and nothing after the site's own path.
pub(super) fn site_address(typed: &str) -> Result<String, Error> {
    let typed = typed.trim();
    let with_scheme = match typed.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => format!("http://{rest}"),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => format!("https://{rest}"),
        Some(_) => return Err(not_an_address(typed)),
        None => format!("https://{typed}"),
    };
    let no_query = with_scheme.split(['?', '#']).next().unwrap_or_default();
    let site = ["/wp-json", "/wp-admin", "/wp-login.php"]
        .iter()
        .filter_map(|tail| no_query.find(tail))
        .min()
        .map_or(no_query, |at| &no_query[..at]);
    let site = site.trim_end_matches('/');
    let host = host_of(site);
    let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
    let lawful = !name.is_empty()
        && !site.contains(char::is_whitespace)
        && !site.contains('@')
        && (name.contains('.') || name == "localhost" || name.starts_with('['))
        && site.parse::<ureq::http::Uri>().is_ok();
    if lawful { Ok(site.to_owned()) } else { Err(not_an_address(typed)) }
}

/// Whether a password may travel there: https, or a machine on this desk or in this house.
pub(super) fn password_is_safe(address: &str) -> bool {
    let host = host_of(address);
    let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
    let in_house = match name.trim_matches(['[', ']']).parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private(),
        Ok(std::net::IpAddr::V6(ip)) => ip.is_loopback(),
        Err(_) => {
            name == "localhost"
                || [".localhost", ".local", ".test", ".internal"].iter().any(|end| name.ends_with(end))
        }
    };
    address.starts_with("https://") || in_house
}

/// The sentence for a site that would have the password sent in the open.
pub(super) fn plain_http(address: &str) -> Error {
    Error::new(
        "cms-not-https",
        format!(
            "{} is not reached by https, so your password would travel where others can read it.",
            host_of(address)
        ),
        "Nothing was sent. Use the https address of the site.",
    )
}

impl Api {
    pub(super) fn new(site: &Site, patience: Patience) -> Result<Self, Error> {
        let base = site_address(&site.address)?;
        if !password_is_safe(&base) {
            return Err(plain_http(&base));
        }
        let pair = format!("{}:{}", site.user.trim(), site.password.reveal());
        let authorization = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair));
        Ok(Self { http: Http::new(patience), base, authorization, plain: Cell::new(false) })
    }

    pub(super) fn host(&self) -> String {
        host_of(&self.base)
    }
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Who the site takes us for. Also finds out how its interface is reached. A wrong
    /// password still answers public questions, so this one is asked first, always.
    pub(super) fn me(&self) -> Outcome<User> {
        let query = [("context", "edit")];
        let mut answer = self.ask("GET", "/wp/v2/users/me", &query, Sending::Nothing)?;
        if answer.status == 404 && answer.json().is_none() {
            self.plain.set(true);
            answer = self.ask("GET", "/wp/v2/users/me", &query, Sending::Nothing)?;
        }
        let user = self.read(&answer, For::Reading)?;
        let capabilities = user["capabilities"]
            .as_object()
            .map(|c| c.iter().filter(|(_, v)| v.as_bool() == Some(true)).map(|(k, _)| k.clone()).collect());
        let Some(capabilities) = capabilities else {
            return Err(SendFailure::refused(not_wordpress(&self.host())));
        };
        let name = words::decode(user["name"].as_str().unwrap_or_default());
        Ok(User { name, capabilities, site_now: answer.date })
    }

    pub(super) fn get(&self, path: &str, query: &[(&str, &str)]) -> Outcome<Value> {
        let answer = self.ask("GET", path, query, Sending::Nothing)?;
        self.read(&answer, For::Reading)
    }

    /// A list with all its pages, at most 20 of a hundred.
    pub(super) fn list(&self, path: &str, query: &[(&str, &str)]) -> Outcome<Vec<Value>> {
        let mut all = Vec::new();
        for page in 1..=20u32 {
            let page_text = page.to_string();
            let mut query = query.to_vec();
            query.extend([("per_page", "100"), ("page", page_text.as_str())]);
            let answer = self.ask("GET", path, &query, Sending::Nothing)?;
            match self.read(&answer, For::Reading)? {
                Value::Array(items) => all.extend(items),
                _ => return Err(SendFailure::refused(not_wordpress(&self.host()))),
            }
            if page >= answer.pages {
                break;
            }
        }
        Ok(all)
    }

    /// Writes, and gives the answer whatever it says.
    pub(super) fn write(&self, path: &str, fields: &Value) -> Outcome<Answer> {
        let body = Sending::Body("application/json".to_owned(), fields.to_string().into_bytes());
        self.ask("POST", path, &[], body)
    }

    /// The page at an address of the site as any reader gets it, without the password; none where
    /// there is none.
    pub(super) fn as_a_reader(&self, link: &str) -> Option<String> {
        let answer = self.http.ask("GET", link, None, Sending::Nothing).ok()?;
        (answer.status == 200).then(|| String::from_utf8_lossy(&answer.body).into_owned())
    }

    pub(super) fn delete(&self, path: &str, query: &[(&str, &str)]) -> Outcome<Answer> {
        self.ask("DELETE", path, query, Sending::Nothing)
    }

    /// Sends a file with its fields in one request.
    pub(super) fn upload(
        &self,
        fields: &[(&str, &str)],
        file_name: &str,
        mime: &str,
        bytes: &[u8],
    ) -> Outcome<Answer> {
        // A boundary made of the file itself cannot stand in it by accident.
        let boundary =
            format!("stet-{}", words::fingerprint(&[file_name, &bytes.len().to_string(), "boundary"]));
        let mut body = Vec::with_capacity(bytes.len() + 2048);
        for (name, value) in fields {
            body.extend_from_slice(
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        }
        body.extend_from_slice(
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\nContent-Type: {mime}\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={boundary}");
        self.ask("POST", "/wp/v2/media", &[], Sending::Body(kind, body))
    }

    fn ask(&self, method: &str, path: &str, query: &[(&str, &str)], sending: Sending) -> Outcome<Answer> {
        let mut url = match self.plain.get() {
            false => format!("{}/wp-json{path}", self.base),
            true => format!("{}/?rest_route={path}", self.base),
        };
        for (name, value) in query {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(name);
            url.push('=');
            url.push_str(&percent(value));
        }
        self.http.ask(method, &url, Some(&self.authorization), sending)
    }

    /// The JSON of an answer that did what was asked, else what its refusal means.
    pub(super) fn read(&self, answer: &Answer, purpose: For) -> Outcome<Value> {
        match answer.json() {
            Some(value) if answer.is_success() => Ok(value),
            value => Err(refusal(&self.host(), answer, value.as_ref(), purpose)),
        }
    }
}

/// Percent-encodes everything but letters, digits and `-._~`.
pub(super) fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                use std::fmt::Write;
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// The sentence for a site that is no WordPress.
pub(super) fn not_wordpress(host: &str) -> Error {
    Error::new(
        "cms-not-wordpress",
        format!("{host} answers, but not as a WordPress."),
        "Check the address; where WordPress is in a folder of the site, the folder belongs to it.",
    )
}

/// What a refusal means.
fn refusal(host: &str, answer: &Answer, json: Option<&Value>, purpose: For) -> SendFailure {
    let refused = |code, sentence: String, hint: &str| SendFailure::refused(Error::new(code, sentence, hint));
    let code = json.and_then(|v| v["code"].as_str()).unwrap_or_default();
    let said = json.and_then(|v| v["message"].as_str()).map(words::plain).unwrap_or_default();
    if let For::Picture(name, size) = purpose
        && let Some(failure) = picture_refusal(answer.status, code, &said, name, size)
    {
        return failure;
    }
    match (answer.status, code) {
        (301 | 302 | 303 | 307 | 308, _) => refused(
            "cms-address-moved",
            format!(
                "{host} sends us on to {}.",
                answer.location.as_deref().map_or("another address".into(), host_and_scheme)
            ),
            "Nothing was sent there. Change the address of the destination to that one and test the connection.",
        ),
        (
            _,
            "incorrect_password" | "invalid_username" | "invalid_email" | "application_passwords_disabled",
        )
        | (401, _) => refused(
            "cms-wrong-password",
            format!("{host} does not know this user and application password."),
            "Make an application password in your profile on the site, and put it in with your user name.",
        ),
        (_, "rest_disabled" | "rest_cannot_access" | "rest_forbidden") if matches!(purpose, For::Reading) => {
            refused(
                "cms-rest-off",
                format!("{host} has switched off the interface that Stet sends by (REST)."),
                "Ask the person who runs the site to allow it for signed-in users.",
            )
        }
        (403, "") => refused(
            "cms-blocked",
            format!("Something in front of {host} turned the request away, such as a firewall."),
            "Ask the person who runs the site to let Stet through.",
        ),
        (403, _) => refused(
            "cms-not-allowed",
            format!("{host} does not allow this user to do that: {said}"),
            "Ask an administrator of the site for the right, or use another user.",
        ),
        (413, _) => refused(
            "cms-too-large",
            format!("{host} takes nothing of this size."),
            "Make the story or its pictures smaller, or ask the person who runs the site to raise its limit.",
        ),
        (404, "rest_post_invalid_id") => SendFailure {
            error: Error::new(
                "cms-post-gone",
                format!("The post of this story was deleted on {host}."),
                "Send it anew to make another post, or leave it deleted.",
            ),
            kind: crate::cms::FailureKind::Gone,
        },
        (404, "rest_no_route") => refused(
            "cms-rest-off",
            format!("{host} has switched off the interface for stories (REST)."),
            "Ask the person who runs the site to allow it for signed-in users.",
        ),
        (404 | 405 | 410, "") => refused_error(not_wordpress(host)),
        (429, _) => SendFailure::retry(
            Error::new("cms-site-busy", format!("{host} asks us to wait."), "It is tried again by itself."),
            answer.retry_after.unwrap_or(120),
        ),
        (500..=599, _) => SendFailure::retry(
            Error::new(
                "cms-site-trouble",
                format!("{host} is in trouble and could not answer (error {}).", answer.status),
                "It is tried again by itself. If it stays so, tell the person who runs the site.",
            ),
            answer.retry_after.unwrap_or(60),
        ),
        // A page where JSON was due: a maintenance page, a waiting room, a sign-in screen.
        (200..=299, _) => SendFailure::retry(
            Error::new(
                "cms-not-json",
                format!("{host} answered with a page for readers where Stet asked its interface."),
                "It may be closed for maintenance; it is tried again by itself.",
            ),
            120,
        ),
        (_, "") => refused(
            "cms-refused",
            format!("{host} refused (error {}).", answer.status),
            "Ask the person who runs the site.",
        ),
        _ => refused(
            "cms-refused",
            format!("{host} refused: {said}"),
            "Change the story accordingly, or ask the person who runs the site.",
        ),
    }
}

fn refused_error(error: Error) -> SendFailure {
    SendFailure::refused(error)
}

/// A refusal that is about the picture; WordPress says “too large” in four ways.
fn picture_refusal(status: u16, code: &str, said: &str, name: &str, size: usize) -> Option<SendFailure> {
    let too_large = status == 413
        || said.contains("upload_max_filesize")
        || said.contains("MAX_FILE_SIZE")
        || matches!(code, "rest_upload_file_too_big" | "rest_upload_limited_space")
        || (status == 400 && matches!(code, "rest_upload_no_content_disposition" | "rest_upload_no_data"));
    let megabytes = size as f64 / 1_000_000.0;
    let error = if too_large {
        Error::new(
            "cms-picture-too-large",
            format!("The picture “{name}” is too large for the site ({megabytes:.1} MB)."),
            "Put a smaller one in the story, or ask the person who runs the site to raise its limit.",
        )
    } else if matches!(code, "rest_cannot_create") {
        Error::new(
            "cms-cannot-upload",
            "This user may not put pictures on the site.",
            "Ask an administrator of the site for the role of author or editor.",
        )
    } else if code == "rest_upload_unknown_error" || code == "rest_upload_sideload_error" {
        Error::new(
            "cms-picture-refused",
            format!("The site did not take the picture “{name}”: {said}"),
            "Put another picture in the story, or ask the person who runs the site.",
        )
    } else {
        return None;
    };
    Some(SendFailure::refused(error))
}

/// `https://www.calder.example` of any address there.
pub(super) fn host_and_scheme(url: &str) -> String {
    match url.split_once("://") {
        Some((scheme, _)) => format!("{scheme}://{}", host_of(url)),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_as_people_type_it() {
        let taken = |typed| site_address(typed).map_err(|e| e.code);
        assert_eq!(taken(" calder.example/ ").unwrap(), "https://calder.example");
        assert_eq!(
            taken("HTTP://127.0.0.1:8081/blog/wp-admin/post.php?x=1").unwrap(),
            "http://127.0.0.1:8081/blog"
        );
        assert_eq!(taken("https://calder.example/wp-json/wp/v2").unwrap(), "https://calder.example");
        for wrong in
            ["", "calder", "ftp://calder.example", "https://a b.example", "https://u:p@calder.example"]
        {
            assert_eq!(taken(wrong).unwrap_err(), "cms-not-an-address", "{wrong}");
        }
    }

    #[test]
    fn a_password_never_travels_in_the_open() {
        assert!(password_is_safe("https://calder.example"));
        assert!(password_is_safe("http://127.0.0.1:8081") && password_is_safe("http://192.168.1.9"));
        assert!(
            !password_is_safe("http://calder.example")
                && !password_is_safe("http://127.0.0.1.calder.example")
        );
    }
}
