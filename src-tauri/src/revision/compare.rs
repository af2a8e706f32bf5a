//! How two states of a story differ, field by field and word by word.

use crate::body;
use crate::story::{LinkTo, Story};
use serde::Serialize;
use similar::{Algorithm, ChangeTag, TextDiff};
use std::time::Duration;

/// A run of words that both sides share, or that one side alone has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct Hunk {
    /// Which side has it.
    pub kind: HunkKind,
    /// The words, with the spaces between.
    pub text: String,
}

/// Which side has a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum HunkKind {
    /// Both.
    Same,
    /// The newer alone.
    Added,
    /// The older alone.
    Removed,
}

/// The differences in one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct FieldDiff {
    /// The field's name, as the window knows it.
    pub field: String,
    /// The field's name for people.
    pub label: String,
    /// The words in order.
    pub hunks: Vec<Hunk>,
}

/// A diff that takes longer than this is finished roughly: a window waits for it.
const PATIENCE: Duration = Duration::from_millis(500);

/// Compares two texts by word (Unicode words, UAX 29).
pub fn by_word(old: &str, new: &str) -> Vec<Hunk> {
    let diff =
        TextDiff::configure().algorithm(Algorithm::Patience).timeout(PATIENCE).diff_unicode_words(old, new);
    let mut hunks: Vec<Hunk> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => HunkKind::Same,
            ChangeTag::Insert => HunkKind::Added,
            ChangeTag::Delete => HunkKind::Removed,
        };
        match hunks.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => hunks.push(Hunk { kind, text: change.value().to_owned() }),
        }
    }
    hunks
}

/// The fields in which two states differ, in the order of the page; the body always, so
/// that the words can be read in their place. Where only marks, links or pictures of the
/// body differ, its Markdown is compared in a field of its own.
pub fn compare(old: &Story, old_section: &str, new: &Story, new_section: &str) -> Vec<FieldDiff> {
    let sides = fields(old, old_section).into_iter().zip(fields(new, new_section));
    let mut out: Vec<FieldDiff> = sides
        .filter(|((_, _, a), (_, _, b))| a != b)
        .map(|((field, label, a), (_, _, b))| FieldDiff {
            field: field.to_owned(),
            label: label.to_owned(),
            hunks: by_word(&a, &b),
        })
        .collect();
    let (a, b) = (body::plain_text_with_notes(&old.body), body::plain_text_with_notes(&new.body));
    if a == b && old.body != new.body {
        let (a, b) = (body::write(&old.body), body::write(&new.body));
        out.push(FieldDiff {
            field: "bodyMarks".to_owned(),
            label: "Bold, italic, links and pictures in the body".to_owned(),
            hunks: by_word(&a, &b),
        });
    }
    out.push(FieldDiff { field: "body".to_owned(), label: "Body".to_owned(), hunks: by_word(&a, &b) });
    out
}

fn fields(s: &Story, section: &str) -> Vec<(&'static str, &'static str, String)> {
    let bylines: Vec<String> = s
        .bylines
        .iter()
        .map(|b| if b.role.is_empty() { b.name.clone() } else { format!("{}, {}", b.name, b.role) })
        .collect();
    let also: Vec<String> = s
        .also_read
        .iter()
        .map(|a| match &a.to {
            LinkTo::Story(id) if a.headline.is_empty() => id.to_string(),
            LinkTo::Url(url) if a.headline.is_empty() => url.clone(),
            _ => a.headline.clone(),
        })
        .collect();
    let lead = s.lead.as_ref();
    vec![
        ("eyebrow", "Eyebrow", s.eyebrow.clone()),
        ("headline", "Headline", s.headline.clone()),
        ("searchHeadline", "Search headline", s.headlines.search.clone()),
        ("socialHeadline", "Social headline", s.headlines.social.clone()),
        ("pushHeadline", "Push alert", s.headlines.push.clone()),
        ("smsHeadline", "Text message", s.headlines.sms.clone()),
        ("standfirst", "Standfirst", body::inline_text(&s.standfirst)),
        ("agency", "Agency", s.agency.clone()),
        ("bylines", "Byline", bylines.join("; ")),
        ("dateline", "Dateline", s.dateline.printed().to_owned()),
        ("section", "Section", section.to_owned()),
        ("tags", "Tags", s.tags.join(", ")),
        ("slug", "Slug", s.slug.clone()),
        ("urlSlug", "URL slug", s.url_slug.clone()),
        ("language", "Language", s.language.clone()),
        ("lead", "Lead picture", lead.map(|l| l.media.0.clone()).unwrap_or_default()),
        (
            "leadCaption",
            "Lead picture, caption",
            lead.map(|l| body::inline_text(&l.caption)).unwrap_or_default(),
        ),
        ("leadCredit", "Lead picture, credit", lead.map(|l| l.credit.clone()).unwrap_or_default()),
        ("leadAlt", "Lead picture, alt text", lead.map(|l| l.alt.clone()).unwrap_or_default()),
        ("alsoRead", "Also read", also.join("; ")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_word_is_one_removed_and_one_added() {
        let hunks = by_word("He was alleged to be there.", "He was charged to be there.");
        let shown: Vec<(HunkKind, &str)> = hunks.iter().map(|h| (h.kind, h.text.as_str())).collect();
        assert_eq!(
            shown,
            [
                (HunkKind::Same, "He was "),
                (HunkKind::Removed, "alleged"),
                (HunkKind::Added, "charged"),
                (HunkKind::Same, " to be there."),
            ]
        );
    }

    #[test]
    fn hindi_is_compared_by_whole_words() {
        let hunks = by_word("मुख्यमंत्री ने कहा", "मुख्यमंत्री ने बताया");
        assert!(hunks.contains(&Hunk { kind: HunkKind::Added, text: "बताया".to_owned() }), "{hunks:?}");
    }
}
