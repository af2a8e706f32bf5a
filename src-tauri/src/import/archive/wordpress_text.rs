//! What WordPress keeps inside a post's text that is not HTML: shortcodes, and the comments of
//! its block editor. Both become HTML here; `html` reads that. Pure.

use crate::body::escape_html;

/// A text made ready.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// HTML.
    pub html: String,
    /// Whether blank lines part its paragraphs.
    pub by_lines: bool,
    /// Whether a shortcode that only the site knew stands in it as words.
    pub unknown_shortcode: bool,
    /// Whether one of those encloses words.
    pub encloses_unknown: bool,
    /// Whether a block that only the site could fill was in it.
    pub dynamic_block: bool,
}

/// A shortcode as it stands.
struct Shortcode<'a> {
    name: &'a str,
    attributes: &'a str,
    /// What it holds; none where it does not close.
    inside: Option<&'a str>,
    /// Bytes of the text that it takes.
    length: usize,
}

/// Makes a post's text ready. `attachment` gives a picture as HTML by its number there.
pub fn ready(text: &str, attachment: &dyn Fn(&str) -> Option<String>) -> Ready {
    let mut out = Ready {
        by_lines: !text.contains("<!-- wp:"),
        dynamic_block: text.match_indices("<!-- wp:").any(|(at, _)| is_dynamic(&text[at..])),
        ..Ready::default()
    };
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        out.html.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(escaped) = rest.strip_prefix("[[") {
            // `[[caption]]` is how a writer shows a shortcode.
            out.html.push('[');
            rest = escaped;
            continue;
        }
        match shortcode(rest) {
            Some(code) => match html_of(&code, attachment) {
                Some(html) => {
                    out.html.push_str(&html);
                    rest = &rest[code.length..];
                }
                None => {
                    // What it encloses may be for members alone.
                    out.encloses_unknown |= code.inside.is_some();
                    out.unknown_shortcode |= code.inside.is_some() || code.attributes.contains('=');
                    out.html.push('[');
                    rest = &rest[1..];
                }
            },
            None => {
                out.html.push('[');
                rest = &rest[1..];
            }
        }
    }
    out.html.push_str(rest);
    out
}

/// Whether a block holds nothing and is filled by the site: `<!-- wp:latest-posts {…} /-->`.
fn is_dynamic(block: &str) -> bool {
    let Some(end) = block.find("-->") else { return false };
    let name = block["<!-- wp:".len()..].split([' ', '/']).next().unwrap_or_default();
    block[..end].trim_end().ends_with('/') && !["more", "nextpage", "spacer", "separator"].contains(&name)
}

fn shortcode(text: &str) -> Option<Shortcode<'_>> {
    let inner = &text[1..];
    let length =
        inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(inner.len());
    let name = &inner[..length];
    if name.is_empty() || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let after = &inner[length..];
    if !after.starts_with([' ', ']', '\n', '\t', '\u{a0}', '/', '=']) {
        return None;
    }
    let mut quoted = None;
    let mut end = None;
    for (at, c) in after.char_indices().take(4000) {
        match (quoted, c) {
            (None, '"' | '\'') => quoted = Some(c),
            (Some(q), _) if c == q => quoted = None,
            (None, ']') => {
                end = Some(at);
                break;
            }
            (None, '[' | '<') => return None,
            _ => {}
        }
    }
    let end = end?;
    let attributes = after[..end].trim_end_matches('/').trim();
    let head = 1 + length + end + 1;
    let closing = format!("[/{name}]");
    let closes = !after[..end].ends_with('/');
    let inside = closes.then(|| text[head..].find(&closing).map(|at| &text[head..head + at])).flatten();
    // `[gallery] … [gallery]x[/gallery]`: the closing one is another's.
    let inside = inside.filter(|inside| !inside.contains(&format!("[{name}")));
    let length = head + inside.map_or(0, |inside| inside.len() + closing.len());
    Some(Shortcode { name, attributes, inside, length })
}

/// The value of an attribute, quoted or not.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let at = rest.find(name)?;
        let before = rest[..at].chars().next_back();
        let after = rest[at + name.len()..].trim_start();
        if before.is_none_or(|c| c.is_whitespace() || c == '"' || c == '\'')
            && let Some(value) = after.strip_prefix('=')
        {
            let value = value.trim_start();
            return Some(match value.chars().next() {
                Some(q @ ('"' | '\'')) => value[1..].split(q).next().unwrap_or_default(),
                _ => value.split_whitespace().next().unwrap_or_default(),
            });
        }
        rest = &rest[at + name.len()..];
    }
}

fn html_of(code: &Shortcode, attachment: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let embed = |url: &str| {
        let url = url.trim();
        url.starts_with("http").then(|| format!("\n\n<p>{}</p>\n\n", escape_html(url)))
    };
    match code.name {
        "caption" | "wp_caption" => {
            let inside = code.inside?;
            let words = attribute(code.attributes, "caption").map(escape_html);
            // The picture ends at its own tag, or at the link around it.
            let end = inside.rfind("</a>").map(|at| at + 4).or_else(|| {
                let img = inside.find("<img")?;
                inside[img..].find('>').map(|at| img + at + 1)
            })?;
            let end = if inside[..end].contains("<img") { end } else { return None };
            let caption = words.unwrap_or_else(|| inside[end..].trim().to_owned());
            Some(format!("<figure>{}<figcaption>{caption}</figcaption></figure>", &inside[..end]))
        }
        "gallery" | "playlist" => {
            let ids = attribute(code.attributes, "ids").or(attribute(code.attributes, "include"))?;
            let pictures: Vec<String> = ids.split(',').filter_map(|id| attachment(id.trim())).collect();
            (!pictures.is_empty()).then(|| pictures.concat())
        }
        "embed" => embed(code.inside?),
        "youtube" | "vimeo" | "video" | "audio" | "soundcloud" | "tweet" | "instagram" => {
            let named = ["src", "mp4", "mp3", "url", "id"].iter().find_map(|n| attribute(code.attributes, n));
            embed(named.or(code.inside).unwrap_or(code.attributes.trim_start_matches('=').trim()))
        }
        "pullquote" => {
            let cite = attribute(code.attributes, "author").or(attribute(code.attributes, "cite"));
            let cite = cite.map(|c| format!("<cite>{}</cite>", escape_html(c))).unwrap_or_default();
            Some(format!("<blockquote class=\"pullquote\">{}{cite}</blockquote>", code.inside?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        ready(text, &|id| Some(format!("<figure><img src=\"{id}.jpg\"></figure>"))).html
    }

    #[test]
    fn a_caption_becomes_a_figure_in_both_of_its_spellings() {
        assert_eq!(
            html(
                "[caption id=\"a_1\" width=\"300\"]<a href=\"x\"><img src=\"a.jpg\" /></a> The <em>wall</em>[/caption]"
            ),
            "<figure><a href=\"x\"><img src=\"a.jpg\" /></a><figcaption>The <em>wall</em></figcaption></figure>"
        );
        assert_eq!(
            html("[caption caption='Old & grey']<img src=\"a.jpg\" />[/caption]"),
            "<figure><img src=\"a.jpg\" /><figcaption>Old &amp; grey</figcaption></figure>"
        );
    }

    #[test]
    fn a_gallery_is_its_pictures() {
        assert_eq!(
            html("[gallery columns=\"2\" ids=\"7, 9\"]"),
            "<figure><img src=\"7.jpg\"></figure><figure><img src=\"9.jpg\"></figure>"
        );
    }

    #[test]
    fn brackets_of_a_writer_are_words() {
        for text in ["He said: “[sic] no [laughs].”", "[1]", "a[0]", "[", "[[caption]]", "[see below](x)"]
        {
            let made = ready(text, &|_| None);
            assert!(!made.unknown_shortcode, "{text}");
            assert_eq!(made.html.replace("[[", "["), text.replace("[[", "["), "{text}");
        }
    }

    #[test]
    fn an_unknown_shortcode_stays_as_words_and_is_told() {
        let made = ready("Before [contact-form-7 id=\"3\"] and [box]inside[/box].", &|_| None);
        assert!(made.unknown_shortcode);
        assert_eq!(made.html, "Before [contact-form-7 id=\"3\"] and [box]inside[/box].");
    }

    #[test]
    fn a_text_of_the_block_editor_is_not_parted_by_lines() {
        let made = ready(
            "<!-- wp:paragraph -->\n<p>A</p>\n<!-- /wp:paragraph --><!-- wp:latest-posts {\"a\":1} /-->",
            &|_| None,
        );
        assert!(!made.by_lines);
        assert!(made.dynamic_block);
        assert!(ready("A\n\nB", &|_| None).by_lines);
    }
}
