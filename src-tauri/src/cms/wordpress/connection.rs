//! `Test connection`: what is wrong with a destination, each its own sentence.

use super::api::{Api, not_wordpress, password_is_safe, plain_http, site_address};
use super::words;
use crate::Error;
use crate::cms::http::{Http, Sending, host_of};
use crate::cms::{Patience, Site};
use serde_json::Value;

/// A connection that works, and what the user may do there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested {
    /// The address to keep for the site.
    pub address: String,
    /// What the site calls itself.
    pub site_title: String,
    /// What the site calls the user.
    pub user_name: String,
    /// May put stories before readers.
    pub can_publish: bool,
    /// May put pictures on the site.
    pub can_upload: bool,
    /// May make categories.
    pub can_make_terms: bool,
    /// What will not work, each in a sentence.
    pub advice: Vec<Error>,
}

/// Tries a destination. The password goes to no other host and to no plain http address.
pub fn test_connection(site: &Site, patience: Patience) -> crate::Result<Tested> {
    let address = site_address(&site.address)?;
    let http = Http::new(patience);
    stays_here(&http, &address)?;
    if !password_is_safe(&address) {
        return Err(plain_http(&address));
    }
    let (title, passwords_on) = index(&http, &address)?;
    let api = Api::new(&Site { address, ..site.clone() }, patience)?;
    let user = api.me().map_err(|failure| match failure.error.code.as_ref() {
        "cms-wrong-password" if !passwords_on => Error::new(
            "cms-app-passwords-off",
            format!("{} has application passwords switched off.", api.host()),
            "Ask the person who runs the site to allow them; they need https and no plugin that forbids them.",
        ),
        _ => failure.error,
    })?;
    if !user.may("edit_posts") {
        return Err(Error::new(
            "cms-cannot-write",
            format!("{} may not write stories on {}.", user.name, api.host()),
            "Ask an administrator of the site for the role of author or editor.",
        ));
    }
    let tested = Tested {
        address: api.base().to_owned(),
        site_title: title,
        can_publish: user.may("publish_posts"),
        can_upload: user.may("upload_files"),
        can_make_terms: user.may("manage_categories"),
        user_name: user.name,
        advice: Vec::new(),
    };
    Ok(Tested { advice: advice(&tested), ..tested })
}

fn advice(tested: &Tested) -> Vec<Error> {
    let all = [
        (
            tested.can_publish,
            "cms-cannot-publish",
            "may not publish: stories go as drafts for an editor there.",
        ),
        (
            tested.can_upload,
            "cms-cannot-upload",
            "may not put pictures on the site: stories with pictures cannot be sent.",
        ),
        (
            tested.can_make_terms,
            "cms-cannot-make-sections",
            "may not make categories: a section that is not there is left out and said.",
        ),
    ];
    all.into_iter()
        .filter(|(may, ..)| !may)
        .map(|(_, code, what)| {
            let sentence = format!("{} {what}", tested.user_name);
            Error::new(code, sentence, "An administrator of the site can give another role.")
        })
        .collect()
}

/// Follows where the site's front page sends us, without the password, and proposes the
/// address it ends at where that is another.
fn stays_here(http: &Http, address: &str) -> crate::Result<()> {
    let mut url = format!("{address}/");
    for _ in 0..5 {
        let answer = http.ask("GET", &url, None, Sending::Nothing).map_err(|failure| failure.error)?;
        let Some(location) = answer.location.filter(|_| (300..400).contains(&answer.status)) else {
            break;
        };
        url = match location.as_str() {
            whole if whole.contains("://") => location,
            path if path.starts_with('/') => format!("{}{path}", origin(&url)),
            _ => break,
        };
    }
    if origin(&url) == origin(address) {
        return Ok(());
    }
    Err(Error::new(
        "cms-address-moved",
        format!("{} sends us on to {}.", host_of(address), origin(&url)),
        format!(
            "Your password was not sent there. Where that is your site, use {} as its address.",
            origin(&url)
        ),
    ))
}

fn origin(url: &str) -> String {
    super::api::host_and_scheme(url)
}

/// What the site says of itself, and whether it takes application passwords.
fn index(http: &Http, address: &str) -> crate::Result<(String, bool)> {
    let host = host_of(address);
    let mut closed = false;
    for url in [format!("{address}/wp-json/"), format!("{address}/?rest_route=/")] {
        let answer = http.ask("GET", &url, None, Sending::Nothing).map_err(|failure| failure.error)?;
        let Some(json) = answer.json() else {
            continue;
        };
        let speaks = |v: &Value| v["namespaces"].as_array().is_some_and(|n| n.iter().any(|n| n == "wp/v2"));
        if speaks(&json) {
            let title = words::decode(json["name"].as_str().unwrap_or_default());
            let passwords = json["authentication"]["application-passwords"].is_object();
            return Ok((title, passwords));
        }
        if json["code"].as_str().is_some_and(|c| c.starts_with("rest_")) && answer.status == 401 {
            // Closed to strangers; with the password it may be open.
            return Ok((host, true));
        }
        closed |= json["code"].is_string();
    }
    Err(match closed {
        true => Error::new(
            "cms-rest-off",
            format!("{host} has switched off the interface that Stet sends by (REST)."),
            "Ask the person who runs the site to allow it for signed-in users.",
        ),
        false => not_wordpress(&host),
    })
}
