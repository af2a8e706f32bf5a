//! A post as the site gave it back: read, compared with what we knew, shown beside ours.

use super::api::Api;
use super::{Post, words};
use crate::cms::{Changed, ChangedField, Remote, RemoteState, SendFailure};
use crate::story::UtcMillis;
use chrono::{DateTime, NaiveDateTime};
use serde_json::Value;

/// The fields that are compared, in the order of the fingerprint.
const FIELDS: [&str; 7] = ["headline", "standfirst", "body", "url-slug", "lead-picture", "section", "tags"];
/// The form of times in WordPress, always UTC.
const TIME: &str = "%Y-%m-%dT%H:%M:%S";

/// A post on the site.
#[derive(Debug, Clone)]
pub(super) struct There {
    pub id: u64,
    pub slug: String,
    pub status: String,
    pub title: String,
    pub excerpt: String,
    pub content: String,
    pub link: String,
    pub date: Option<UtcMillis>,
    pub modified_gmt: String,
    pub featured: u64,
    pub categories: Vec<u64>,
    pub tags: Vec<u64>,
}

impl There {
    /// Reads a post asked for with `context=edit`.
    pub(super) fn read(json: &Value) -> Option<There> {
        let text = |field: &str| json[field]["raw"].as_str().unwrap_or_default().to_owned();
        let numbers = |field: &str| {
            let mut ids: Vec<u64> =
                json[field].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
            ids.sort_unstable();
            ids
        };
        Some(There {
            id: json["id"].as_u64()?,
            slug: json["slug"].as_str()?.to_owned(),
            status: json["status"].as_str()?.to_owned(),
            title: text("title"),
            excerpt: text("excerpt"),
            content: json["content"]["raw"].as_str()?.to_owned(),
            link: json["link"].as_str().unwrap_or_default().to_owned(),
            date: json["date_gmt"].as_str().and_then(read_time),
            modified_gmt: json["modified_gmt"].as_str().unwrap_or_default().to_owned(),
            featured: json["featured_media"].as_u64().unwrap_or_default(),
            categories: numbers("categories"),
            tags: numbers("tags"),
        })
    }

    pub(super) fn state(&self) -> RemoteState {
        match self.status.as_str() {
            "publish" => RemoteState::Live,
            "future" => RemoteState::Scheduled,
            "trash" => RemoteState::Trashed,
            // `pending` and `private` are, like a draft, for editors of the site only.
            _ => RemoteState::Draft,
        }
    }

    /// What we now know of it, after a write of ours or before.
    pub(super) fn remote(&self, known: Option<String>) -> Remote {
        let state = self.state();
        Remote {
            id: self.id,
            link: self.link.clone(),
            state,
            scheduled_for: self.date.filter(|_| state == RemoteState::Scheduled),
            modified_gmt: self.modified_gmt.clone(),
            known,
            intended: None,
        }
    }

    /// One short hash a field, so that it can be said which was changed.
    pub(super) fn fingerprint(&self) -> String {
        let ids = |ids: &[u64]| ids.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
        let featured = self.featured.to_string();
        let (categories, tags) = (ids(&self.categories), ids(&self.tags));
        [&self.title, &self.excerpt, &self.content, &self.slug, &featured, &categories, &tags]
            .map(|field| words::fingerprint(&[field])[..16].to_owned())
            .join(".")
    }

    /// The fields that are not as they were when the fingerprint was taken.
    pub(super) fn changed_since(&self, known: Option<&str>) -> Vec<&'static str> {
        let now = self.fingerprint();
        let then: Vec<&str> = known.unwrap_or_default().split('.').collect();
        let same = |at: usize, hash: &str| then.get(at).is_some_and(|h| *h == hash);
        now.split('.').enumerate().filter(|(at, hash)| !same(*at, hash)).map(|(at, _)| FIELDS[at]).collect()
    }

    /// Fingerprint of the words alone, whatever the site did to their markup.
    pub(super) fn words(&self) -> String {
        words_of(&self.title, &self.excerpt, &self.content)
    }

    /// Whether it still is the empty draft that we make first.
    pub(super) fn is_first_draft_of(&self, post: &Post) -> bool {
        self.status == "draft"
            && self.slug.starts_with(&post.first_slug())
            && self.excerpt.is_empty()
            && words::plain(&self.content).is_empty()
    }

    /// Ours beside theirs, for the fields named.
    pub(super) fn beside(
        &self,
        api: &Api,
        post: &Post,
        content: &str,
        fields: &[&str],
    ) -> Result<Changed, SendFailure> {
        let mut shown = Vec::new();
        for field in FIELDS.into_iter().filter(|f| fields.contains(f)) {
            let (ours, theirs) = match field {
                "headline" => (words::plain(&post.title), words::plain(&self.title)),
                "standfirst" => (words::plain(&post.excerpt), words::plain(&self.excerpt)),
                "body" => (words::plain(content), words::plain(&self.content)),
                "url-slug" => (post.url_slug.clone(), self.slug.clone()),
                "section" => (
                    post.section.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
                    names(api, "/wp/v2/categories", &self.categories)?,
                ),
                "tags" => (post.tags.join(", "), names(api, "/wp/v2/tags", &self.tags)?),
                _ => (
                    post.lead.as_ref().map(|p| super::plain_inline(&p.caption)).unwrap_or_default(),
                    if self.featured == 0 {
                        String::new()
                    } else {
                        format!("picture {} of the site", self.featured)
                    },
                ),
            };
            shown.push(ChangedField { field, ours, theirs });
        }
        Ok(Changed { at: read_time(&self.modified_gmt), fields: shown })
    }
}

/// The names behind numbers, for people.
fn names(api: &Api, path: &str, ids: &[u64]) -> Result<String, SendFailure> {
    if ids.is_empty() {
        return Ok(String::new());
    }
    let include = ids.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
    let found = api.list(path, &[("include", include.as_str()), ("_fields", "id,name")])?;
    let names = found.iter().filter_map(|t| t["name"].as_str()).map(words::decode);
    Ok(names.collect::<Vec<_>>().join(", "))
}

/// Fingerprint of the words of a post.
pub(super) fn words_of(title: &str, excerpt: &str, content: &str) -> String {
    words::fingerprint(&[&words::plain(title), &words::plain(excerpt), &words::plain(content)])
}

/// A time as WordPress writes it, in UTC.
pub(super) fn read_time(text: &str) -> Option<UtcMillis> {
    NaiveDateTime::parse_from_str(text, TIME).ok().map(|t| UtcMillis(t.and_utc().timestamp_millis()))
}

/// A time as WordPress reads it, to the second.
pub(super) fn write_time(at: UtcMillis) -> String {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default().format(TIME).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_there_and_back_to_the_second() {
        let at = UtcMillis(1_795_422_721_999);
        assert_eq!(write_time(at), "2026-11-23T08:32:01");
        assert_eq!(read_time("2026-11-23T08:32:01"), Some(UtcMillis(1_795_422_721_000)));
    }

    #[test]
    fn a_changed_field_is_named() {
        let json = serde_json::json!({
            "id": 4, "slug": "x", "status": "publish", "title": {"raw": "T"}, "excerpt": {"raw": ""},
            "content": {"raw": "<p>a</p>"}, "categories": [2, 1], "tags": []
        });
        let before = There::read(&json).unwrap();
        let mut after = before.clone();
        assert_eq!(after.changed_since(Some(&before.fingerprint())), [""; 0]);
        after.title = "T2".into();
        after.tags = vec![9];
        assert_eq!(after.changed_since(Some(&before.fingerprint())), ["headline", "tags"]);
        assert_eq!(after.changed_since(None).len(), 7, "nothing known: everything may have changed");
    }
}
