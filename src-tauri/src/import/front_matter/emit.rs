//! From front matter to its one canonical text.
//!
//! Written by hand and not by a YAML library, because every revision keeps this text: the
//! same story must give the same bytes whichever library reads it in fifty years.

use super::{AlsoReadTo, FrontMatter, INDEFINITE, when};
use crate::story::{Direction, Embargo, Handling, UtcMillis, WallTime};

/// The canonical text of a story: keys in the order of [`KEYS`](super::KEYS), empty ones
/// left out, times in UTC, then the body.
///
/// A string is written bare only where every YAML reader sees the same text in it;
/// otherwise in double quotes, with control characters, line breaks and U+2028 escaped,
/// so that any string comes back as it was. [`parse_kept`](super::parse_kept) undoes it.
/// In `body`, only CRLF line ends do not come back: they become LF.
pub fn write(front_matter: &FrontMatter, body: &str) -> String {
    let f = front_matter;
    let mut out = String::with_capacity(512 + body.len());
    out.push_str("---\n");
    if let Some(id) = f.id {
        line(&mut out, "", "id", &id.to_string());
    }
    text(&mut out, "", "headline", &f.headline);
    text(&mut out, "", "search_headline", &f.headlines.search);
    text(&mut out, "", "social_headline", &f.headlines.social);
    text(&mut out, "", "push_headline", &f.headlines.push);
    text(&mut out, "", "sms_headline", &f.headlines.sms);
    text(&mut out, "", "standfirst", &f.standfirst);
    text(&mut out, "", "eyebrow", &f.eyebrow);
    text(&mut out, "", "agency", &f.agency);
    match f.bylines.as_slice() {
        [] => {}
        [one] if one.role.is_empty() && !one.name.is_empty() => text(&mut out, "", "byline", &one.name),
        several => {
            out.push_str("byline:\n");
            for byline in several {
                if byline.role.is_empty() {
                    out.push_str("  - ");
                    scalar(&mut out, &byline.name);
                    out.push('\n');
                } else {
                    field(&mut out, "  - ", "name", &byline.name);
                    field(&mut out, "    ", "role", &byline.role);
                }
            }
        }
    }
    if f.dateline.text.is_empty() {
        text(&mut out, "", "dateline", &f.dateline.place);
    } else {
        out.push_str("dateline:\n");
        text(&mut out, "  ", "place", &f.dateline.place);
        text(&mut out, "  ", "text", &f.dateline.text);
    }
    text(&mut out, "", "section", &f.section);
    if !f.tags.is_empty() {
        out.push_str("tags:\n");
        for tag in &f.tags {
            out.push_str("  - ");
            scalar(&mut out, tag);
            out.push('\n');
        }
    }
    text(&mut out, "", "slug", &f.slug);
    text(&mut out, "", "url_slug", &f.url_slug);
    text(&mut out, "", "language", &f.language);
    if let Some(direction) = f.direction {
        line(&mut out, "", "direction", Direction::html(direction));
    }
    text(&mut out, "", "profile", &f.profile);
    if let Some(words) = f.commissioned_words {
        line(&mut out, "", "commissioned_words", &words.to_string());
    }
    if let Some(stage) = f.stage {
        line(&mut out, "", "stage", stage.word());
    }
    for (key, yes) in
        [("hold", f.hold), ("not_for_publication", f.not_for_publication), ("taken_down", f.taken_down)]
    {
        if yes {
            line(&mut out, "", key, "true");
        }
    }
    handling(&mut out, &f.handling);
    time(&mut out, "spiked", f.spiked);
    time(&mut out, "published", f.published);
    time(&mut out, "updated", f.updated);
    time(&mut out, "created", f.created);
    time(&mut out, "changed", f.changed);
    if let Some(picture) = &f.picture {
        let fields = [
            ("file", &picture.file),
            ("media", &picture.media),
            ("caption", &picture.caption),
            ("credit", &picture.credit),
            ("alt", &picture.alt),
        ];
        if fields.iter().all(|(_, value)| value.is_empty()) {
            out.push_str("picture: {}\n");
        } else {
            out.push_str("picture:\n");
            for (key, value) in fields {
                text(&mut out, "  ", key, value);
            }
        }
    }
    if !f.also_read.is_empty() {
        out.push_str("also_read:\n");
        for link in &f.also_read {
            let (key, value) = match &link.to {
                AlsoReadTo::UrlSlug(slug) => ("slug", slug.clone()),
                AlsoReadTo::Story(story) => ("story", story.to_string()),
                AlsoReadTo::Url(url) => ("url", url.clone()),
            };
            field(&mut out, "  - ", key, &value);
            text(&mut out, "    ", "headline", &link.headline);
        }
    }
    if !f.corrections.is_empty() {
        out.push_str("corrections:\n");
        for correction in &f.corrections {
            line(&mut out, "  - ", "kind", correction.kind.word());
            field_time(&mut out, "    ", "at", &when::write_time(correction.at));
            text(&mut out, "    ", "text", &correction.text);
        }
    }
    out.push_str("---\n");
    if !body.is_empty() {
        out.push('\n');
        out.push_str(body);
    }
    out
}

/// Where a story stands with the desk: only what somebody set.
fn handling(out: &mut String, s: &Handling) {
    let none = Handling::default();
    if s.legal != none.legal {
        line(out, "", "legal", s.legal.word());
    }
    if s.pictures != none.pictures {
        line(out, "", "pictures", s.pictures.word());
    }
    if s.sensitive {
        line(out, "", "sensitive", "true");
    }
    if s.priority != 0 {
        line(out, "", "priority", &s.priority.to_string());
    }
    text(out, "", "assigned_to", &s.assigned_to);
    let wall = |out: &mut String, key: &str, time: &Option<WallTime>| {
        text(out, "", key, &time.as_ref().map(WallTime::written).unwrap_or_default());
    };
    wall(out, "deadline", &s.deadline);
    text(out, "", "brief", &s.brief);
    match &s.embargo {
        None => {}
        Some(Embargo::Indefinite) => line(out, "", "embargo", INDEFINITE),
        Some(Embargo::Until(time)) => text(out, "", "embargo", &time.written()),
    }
    wall(out, "schedule", &s.schedule);
    if let Some(story) = s.updates {
        line(out, "", "updates", &story.to_string());
    }
    if let Some(story) = s.translates {
        line(out, "", "translates", &story.to_string());
    }
    wall(out, "look_again", &s.look_again);
    if let Some(killed) = &s.killed {
        time(out, "killed", Some(killed.at));
        text(out, "", "killed_why", &killed.why);
    }
}

/// A key and a text, left out where empty.
fn text(out: &mut String, indent: &str, key: &str, value: &str) {
    if !value.is_empty() {
        field(out, indent, key, value);
    }
}

/// A key and a text, empty or not.
fn field(out: &mut String, indent: &str, key: &str, value: &str) {
    out.push_str(indent);
    out.push_str(key);
    out.push_str(": ");
    scalar(out, value);
    out.push('\n');
}

/// A key and a word of ours that needs no quotes.
fn line(out: &mut String, indent: &str, key: &str, word: &str) {
    for part in [indent, key, ": ", word, "\n"] {
        out.push_str(part);
    }
}

fn time(out: &mut String, key: &str, time: Option<UtcMillis>) {
    if let Some(time) = time {
        field_time(out, "", key, &when::write_time(time));
    }
}

fn field_time(out: &mut String, indent: &str, key: &str, written: &str) {
    if written.starts_with('@') { field(out, indent, key, written) } else { line(out, indent, key, written) }
}

fn scalar(out: &mut String, value: &str) {
    if is_plain(value) {
        return out.push_str(value);
    }
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_hidden(c) => out.push_str(&match c as u32 {
                n @ 0..=0xFF => format!("\\x{n:02X}"),
                n @ 0x100..=0xFFFF => format!("\\u{n:04X}"),
                n => format!("\\U{n:08X}"),
            }),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Whether every YAML reader, of 1.1 and of 1.2, takes the bare text as that text.
fn is_plain(value: &str) -> bool {
    // What YAML 1.1 reads as true, false or nothing, in any case.
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let Some(first) = value.chars().next() else { return false };
    first.is_alphabetic()
        && value.trim() == value
        && !value.ends_with(':')
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.chars().any(|c| is_hidden(c) || matches!(c, '\n' | '\t' | '\r' | '\\'))
        && !WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// Characters that YAML forbids, or that an editor would eat or hide: written by number.
fn is_hidden(c: char) -> bool {
    let n = c as u32;
    c.is_control()
        || matches!(n, 0x2028 | 0x2029 | 0xFEFF | 0xFFF9..=0xFFFB)
        || n & 0xFFFE == 0xFFFE
        || matches!(n, 0xFDD0..=0xFDEF)
}
