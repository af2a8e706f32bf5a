//! What the site did otherwise than asked: it says nothing of it, so answer and wish are compared.

use super::remote::There;
use super::{Post, words};
use crate::Error;
use crate::cms::RemoteState;
use crate::story::UtcMillis;

/// What the post is to be, once terms and pictures have their numbers.
pub(super) struct Wanted {
    pub content: String,
    pub featured: u64,
    pub categories: Vec<u64>,
    pub tags: Vec<u64>,
}

/// One notice for each thing that is not as it was asked for.
pub(super) fn otherwise(
    host: &str,
    post: &Post,
    after: &There,
    wanted: &Wanted,
    status: Option<&str>,
    date: Option<UtcMillis>,
) -> Vec<Error> {
    let mut notices = Vec::new();
    let mut say = |code, sentence: String, hint: &str| notices.push(Error::new(code, sentence, hint));
    if status.is_some_and(|s| s != after.status) {
        let is = match after.state() {
            RemoteState::Live => "readers see it now",
            RemoteState::Scheduled => "it is scheduled",
            RemoteState::Draft => "it waits there as a draft",
            RemoteState::Trashed => "it is in the trash",
        };
        say("cms-other-status", format!("{host} decided otherwise: {is}."), "Look at the post on the site.");
    }
    if date.is_some_and(|at| !same_second(after.date, at)) {
        say(
            "cms-other-date",
            format!("{host} gave the story another date."),
            "Look at the post on the site.",
        );
    }
    let slug = &post.url_slug;
    if !slug.is_empty() && after.slug != *slug {
        say(
            "cms-other-slug",
            format!("The URL slug “{slug}” is taken on {host}; the story is there as “{}”.", after.slug),
            "Choose another URL slug and send an update, where the address matters.",
        );
    }
    let by_hand = "Choose it in the site's own editor.";
    if wanted.featured != after.featured {
        say("cms-lead-dropped", format!("{host} did not take the lead picture."), by_hand);
    }
    if wanted.categories.iter().any(|id| !after.categories.contains(id)) {
        say("cms-section-dropped", format!("{host} did not take the section."), by_hand);
    }
    if wanted.tags.iter().any(|id| !after.tags.contains(id)) {
        say(
            "cms-tags-dropped",
            format!("{host} did not take all tags."),
            "Choose them in the site's own editor.",
        );
    }
    if words::plain(&wanted.content) != words::plain(&after.content) {
        let hint = "Read it on the site before you rely on it.";
        say("cms-words-changed", format!("{host} changed the words of the story."), hint);
    } else if wanted.content != after.content {
        let hint = "Look at the story on the site.";
        say("cms-markup-changed", format!("{host} kept the words and changed their markup."), hint);
    }
    notices
}

/// Whether two times are the same to WordPress, which knows no parts of a second.
pub(super) fn same_second(a: Option<UtcMillis>, b: UtcMillis) -> bool {
    a.is_some_and(|a| a.0 / 1000 == b.0 / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Story;

    #[test]
    fn what_the_site_dropped_or_changed_is_said() {
        let mut story = Story::new("en-GB", UtcMillis(0));
        story.url_slug = "harbour".into();
        let post = super::super::post(&story, None, &|_| None);
        let after = There::read(&serde_json::json!({
            "id": 4, "slug": "harbour-2", "status": "pending", "title": {"raw": ""}, "excerpt": {"raw": ""},
            "content": {"raw": "<p>One two</p>"}, "date_gmt": "2026-11-23T08:32:01",
            "featured_media": 0, "categories": [1], "tags": []
        }))
        .unwrap();
        let wanted = Wanted {
            content: "<p>One <em>two</em></p>".into(),
            featured: 7,
            categories: vec![2],
            tags: vec![3],
        };
        let said = otherwise("calder.example", &post, &after, &wanted, Some("publish"), Some(UtcMillis(0)));
        assert_eq!(said[0].sentence, "calder.example decided otherwise: it waits there as a draft.");
        assert_eq!(
            said.iter().map(|n| n.code.as_ref()).collect::<Vec<_>>(),
            [
                "cms-other-status",
                "cms-other-date",
                "cms-other-slug",
                "cms-lead-dropped",
                "cms-section-dropped",
                "cms-tags-dropped",
                "cms-markup-changed"
            ]
        );
        let other = Wanted { content: "<p>One</p>".into(), featured: 0, categories: vec![], tags: vec![] };
        let said = otherwise("calder.example", &post, &after, &other, None, None);
        assert_eq!(said.last().unwrap().code, "cms-words-changed");
    }
}
