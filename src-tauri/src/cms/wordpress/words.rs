//! HTML that a site gives back, read as words: to compare, to show, to name.

use sha2::{Digest, Sha256};

/// The characters that HTML text stands for: `A&amp;E` is `A&E`.
pub fn decode(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // No name that WordPress writes is longer than this.
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| character(&rest[1..end]).map(|c| (end, c))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => return None,
    })
}

/// HTML as plain text: no tags, no comments, a line for each block.
pub fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&decode(&rest[..at]));
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) = rest.find('>') else {
            break;
        };
        let name: String =
            rest[1..end].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let parts =
            ["p", "br", "li", "blockquote", "figure", "figcaption", "tr", "td", "th", "hr", "div", "cite"];
        if parts.contains(&name.as_str()) || (name.len() == 2 && name.starts_with('h')) {
            out.push('\n');
        }
        rest = &rest[end + 1..];
    }
    out.push_str(&decode(rest));
    let lines = out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Short and stable: the same for the same texts, different for others.
pub fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().take(16).fold(String::new(), |mut hex, byte| {
        use std::fmt::Write;
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_as_the_characters_they_stand_for() {
        assert_eq!(decode("A&amp;E &#8217;s &#x201C;x&nbsp;y &unknown; &"), "A&E ’s “x\u{a0}y &unknown; &");
        assert_eq!(decode("चुनाव & کالڈر"), "चुनाव & کالڈر", "an ampersand before many-byte letters stays");
    }

    #[test]
    fn a_post_reads_as_lines_of_words() {
        let html = "<!-- wp:paragraph {\"x\":1} -->\n<p>One <strong>two</strong></p>\n<!-- /wp:paragraph -->\n<h2>Three</h2><ul><li>a</li><li>b</li></ul>";
        assert_eq!(plain(html), "One two\nThree\na\nb");
    }

    #[test]
    fn moving_a_word_between_fields_changes_the_fingerprint() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
    }
}
