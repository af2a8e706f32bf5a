//! Addresses in copy from outside: only those a story may have, without what follows its reader
//! around. The same rule as the window's for pasted links (ui/src/body/links.ts).

use crate::body::lawful_url;

/// Parameters that only say where a reader came from.
const TRACKERS: [&str; 26] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "twclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "yclid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "ref_src",
    "ref_url",
    "at_medium",
    "at_campaign",
    "cmpid",
    "smid",
    "vero_id",
    "wickedid",
];
/// Pages that only forward to the address in one of their parameters.
const REDIRECTS: [(&str, &str); 8] = [
    ("safelinks.protection.outlook.com", "url"),
    ("l.facebook.com", "u"),
    ("lm.facebook.com", "u"),
    ("l.instagram.com", "u"),
    ("slack-redir.net", "url"),
    ("www.google.com/url", "q"),
    ("google.com/url", "q"),
    ("www.youtube.com/redirect", "q"),
];

/// The address as a story may hold it; none where it leads nowhere that a reader can go.
pub fn clean(raw: &str) -> Option<String> {
    let text: String = raw.chars().filter(|c| !c.is_control()).collect();
    let mut text = text.trim().to_owned();
    if text.len() > 4_000 || text.to_ascii_lowercase().starts_with("story:") || !lawful_url(&text) {
        return None; // a file from outside knows no story of ours
    }
    for _ in 0..4 {
        match inner(&text) {
            Some(inside) => text = inside,
            None => break,
        }
    }
    Some(untracked(&text))
}

/// Where a forwarding page leads.
fn inner(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let (place, query) = rest.split_once('?')?;
    let host = place.split('/').next().unwrap_or_default();
    let (_, wanted) = REDIRECTS.iter().find(|(known, _)| {
        *known == host || *known == place || host.strip_suffix(known).is_some_and(|sub| sub.ends_with('.'))
    })?;
    let query = query.split('#').next().unwrap_or_default();
    let value = query.split('&').find_map(|pair| pair.strip_prefix(wanted)?.strip_prefix('='))?;
    let inside = percent_decoded(value);
    let web = inside.starts_with("http://") || inside.starts_with("https://");
    (web && lawful_url(&inside)).then_some(inside)
}

fn untracked(address: &str) -> String {
    let (before, hash) = match address.split_once('#') {
        Some((before, hash)) => (before, Some(hash)),
        None => (address, None),
    };
    let mut out = match before.split_once('?') {
        None => before.to_owned(),
        Some((path, query)) => {
            let follows = |pair: &str| {
                let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
                name.starts_with("utm_") || name.starts_with("ns_") || TRACKERS.contains(&name.as_str())
            };
            let kept: Vec<&str> = query.split('&').filter(|p| !p.is_empty() && !follows(p)).collect();
            if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
        }
    };
    if let Some(hash) = hash.filter(|hash| !hash.is_empty()) {
        out.push('#');
        out.push_str(hash);
    }
    out
}

pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|h| std::str::from_utf8(h).ok());
        match hex.filter(|_| *first == b'%').and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_a_reader_can_go_to_are_kept_and_nothing_follows_them() {
        for (raw, kept) in [
            (
                "https://calder.example/a?utm_source=x&id=7&fbclid=q#top",
                Some("https://calder.example/a?id=7#top"),
            ),
            ("https://calder.example/a?utm_source=x", Some("https://calder.example/a")),
            ("mailto:desk@calder.example", Some("mailto:desk@calder.example")),
            ("java\nscript:alert(1)", None),
            ("file:///home/anita/notes.docx", None),
            ("#_Toc1", None),
            ("story:0198c0de-0000-7000-8000-000000000001", None),
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcalder.example%2Fa%3Futm_medium%3Dmail&data=05",
                Some("https://calder.example/a"),
            ),
            (
                "https://www.google.com/url?q=https%3A%2F%2Fcalder.example%2Fb&sa=D",
                Some("https://calder.example/b"),
            ),
            ("https://www.google.com/search?q=wall", Some("https://www.google.com/search?q=wall")),
        ] {
            assert_eq!(clean(raw).as_deref(), kept, "{raw}");
        }
    }
}
