//! Which addresses copy may link to, and which of them are stories of ours.

use crate::story::StoryId;

/// Whether copy may link to this address: `http://` or `https://` with something after
/// it, `mailto:`, `tel:`, or `story:` (one of our own stories by id).
///
/// Everything else (`javascript:`, `data:`, a relative path) is refused: the words stay,
/// the link goes.
pub fn lawful_url(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|r| !r.is_empty() && !r.starts_with('/')),
        "mailto" | "tel" | "story" => !rest.is_empty(),
        _ => false,
    }
}

/// The site that a web address leads to, as people say it: `youtube.com`. As browsers read
/// it, so that no name before an `@` passes for the site.
pub fn host_of(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '\\', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit('@').next().unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}

/// The story of ours that an address names: `story:<id>`, or the bare id as a related
/// block has it.
pub fn story_of(address: &str) -> Option<StoryId> {
    let address = address.trim();
    address.strip_prefix("story:").unwrap_or(address).parse().ok()
}

/// The normal form of a link's address: no space or control character in it (they are
/// percent-encoded), and none at all where it is not lawful.
pub(super) fn clean_link(address: &str) -> Option<String> {
    let mut clean = String::with_capacity(address.len());
    for c in address.trim().chars() {
        if c.is_whitespace() || c.is_control() {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                clean.push_str(&format!("%{byte:02X}"));
            }
        } else {
            clean.push(super::normal::known_character(c));
        }
    }
    lawful_url(&clean).then_some(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_of_an_address_is_the_one_a_browser_would_go_to() {
        for (address, host) in [
            ("https://www.video.example/watch?v=1", "video.example"),
            ("https://video.example", "video.example"),
            ("https://video.example:8080/#a", "video.example:8080"),
            ("https://video.example@bad.example/", "bad.example"),
            ("https://bad.example\\@video.example/", "bad.example"),
            ("https://bad.example?@video.example/", "bad.example"),
        ] {
            assert_eq!(host_of(address), host, "{address}");
        }
    }

    #[test]
    fn only_web_mail_telephone_and_our_own_stories_may_be_linked() {
        for good in [
            "http://calder.example/",
            "https://calder.example/a(b)c?d=e#f",
            "HTTPS://Calder.example",
            "mailto:desk@calder.example",
            "tel:+441234567",
            "story:0198c0de-0000-7000-8000-000000000001",
        ] {
            assert!(lawful_url(good), "{good} should be lawful");
        }
        for bad in [
            "",
            "/about",
            "calder.example",
            "javascript:alert(1)",
            "JavaScript:x",
            " javascript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "http:",
            "http://",
            "http:///x",
            "https:calder",
            "mailto:",
            "vbscript:x",
        ] {
            assert!(!lawful_url(bad), "{bad} should not be lawful");
        }
    }

    #[test]
    fn a_space_in_an_address_is_encoded_and_the_ends_are_trimmed() {
        assert_eq!(clean_link(" https://c.example/a b\n"), Some("https://c.example/a%20b".into()));
        assert_eq!(clean_link("https://c.example/\u{a0}"), Some("https://c.example/".into()));
        assert_eq!(clean_link("java\nscript:alert(1)"), None);
    }

    #[test]
    fn a_story_is_known_by_its_link_and_by_its_bare_id() {
        let id = "0198c0de-0000-7000-8000-000000000001";
        assert_eq!(story_of(id), story_of(&format!("story:{id}")));
        assert!(story_of(id).is_some());
        assert_eq!(story_of("https://calder.example/"), None);
    }
}
