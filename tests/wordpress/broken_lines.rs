//! Whatever is lost on the way, the site has one post and one copy of each picture.

use crate::desk::{Desk, in_minutes};
use crate::proxy::{Fate, Proxy};
use crate::server::wordpress;
use std::time::Duration;
use stet::cms::wordpress::SectionName;
use stet::cms::{Act, RemoteState};
use stet::story::MediaId;

/// What must hold at the end: one post, in full, and each picture once.
fn assert_once(desk: &Desk, what: &str) {
    let post = desk.post();
    let posts = wordpress().posts_of(&post.marker());
    assert_eq!(posts.len(), 1, "{what}: one post, not {posts:?}");
    for media in desk.files.keys() {
        let copies = wordpress().copies_of(&media.0);
        assert_eq!(copies.len(), 1, "{what}: one copy of a picture, not {copies:?}");
        assert_eq!(desk.kept.pictures[media].id, copies[0], "{what}: and it is the one we know");
    }
    let there = wordpress().post(posts[0]);
    assert_eq!(there["slug"], post.url_slug, "{what}");
    let lead = &desk.story.lead.as_ref().unwrap().media;
    assert_eq!(there["featured_media"], desk.kept.pictures[lead].id, "{what}");
    let content = there["content"]["raw"].as_str().unwrap();
    assert_eq!(content.matches("<img ").count(), 2, "{what}: {content}");
}

/// A story that needs everything: pictures to send, a category and a tag to make.
fn whole_story(proxy: &Proxy) -> Desk {
    let mut desk = Desk::new("editor").with_three_pictures().through(&proxy.address, "editor");
    let own = &desk.story.id.to_string()[24..];
    desk.story.tags = vec![format!("Harbour {own}")];
    desk.section = Some(SectionName { name: format!("Coast {own}"), slug: format!("coast-{own}") });
    desk
}

/// Publishes once through a whole line and tells how many requests that takes.
fn requests_of_a_publish() -> usize {
    let proxy = Proxy::before(&wordpress().url, |_, _| None);
    let mut desk = whole_story(&proxy);
    desk.send(Act::Publish).expect("a whole line");
    assert_once(&desk, "a whole line");
    proxy.seen().len()
}

/// Breaks each request of a publish in turn, and tries again until it is done.
fn break_each(fate: Fate) {
    let requests = requests_of_a_publish();
    assert!(requests >= 12, "a publish with three pictures is not {requests} requests");
    for broken in 1..=requests {
        let proxy = Proxy::before(&wordpress().url, move |n, _| (n == broken).then_some(fate));
        let mut desk = whole_story(&proxy);
        let (receipt, tries) = desk.send_until_done(Act::Publish);
        let line = proxy.seen()[broken - 1].clone();
        assert_eq!(tries, 2, "the broken line {line} was noticed, once");
        assert_eq!(receipt.remote.state, RemoteState::Live);
        assert_once(&desk, &format!("{fate:?} at request {broken}, {line}"));
    }
}

#[test]
fn each_reply_in_turn_is_lost() {
    break_each(Fate::LostReply);
}

#[test]
fn each_request_in_turn_never_arrives() {
    break_each(Fate::LostBefore);
}

#[test]
fn each_reply_in_turn_is_cut() {
    break_each(Fate::CutReply);
}

#[test]
fn every_write_loses_its_reply_once() {
    // The worst line: each write is acted on and each reply to it lost, one after the other.
    let seen: std::sync::Mutex<std::collections::HashSet<usize>> = Default::default();
    let writes = std::sync::atomic::AtomicUsize::new(0);
    let proxy = Proxy::before(&wordpress().url, move |n, line| {
        let write = line.starts_with("POST") && seen.lock().unwrap().insert(n);
        let odd = write && writes.fetch_add(1, std::sync::atomic::Ordering::Relaxed).is_multiple_of(2);
        odd.then_some(Fate::LostReply)
    });
    let mut desk = Desk::new("author").with_three_pictures().through(&proxy.address, "author");
    let (_, tries) = desk.send_until_done(Act::Publish);
    assert!(tries > 3, "the line broke again and again, not {tries} times");
    assert_once(&desk, "every write lost its reply");
}

#[test]
fn the_machine_dies_after_the_post_was_made() {
    // Nothing was written down: what the site holds is all that is known.
    let proxy =
        Proxy::before(&wordpress().url, |_, line| line.starts_with("POST").then_some(Fate::LostReply));
    let mut desk = Desk::new("editor").with_three_pictures().through(&proxy.address, "editor");
    desk.send(Act::Draft).expect_err("the reply is lost");
    assert!(desk.kept.remote.is_none());
    desk.site = wordpress().site("editor");
    desk.send(Act::Draft).expect("found, and finished");
    assert_once(&desk, "died after the post was made");
}

#[test]
fn a_newsroom_from_a_backup_finds_its_post_again() {
    let mut desk = Desk::new("editor").with_three_pictures();
    desk.send(Act::Publish).unwrap();
    desk.kept = Default::default();
    let receipt = desk.send(Act::Publish).expect("the same text is no conflict");
    assert_eq!(receipt.remote.state, RemoteState::Live);
    let first = desk.story.lead.as_ref().map(|l| MediaId(l.media.0.clone())).unwrap();
    assert!(desk.kept.pictures.contains_key(&first), "and its pictures");
    assert_once(&desk, "restored from a backup");
}

#[test]
fn a_slow_site_has_its_own_sentence_and_no_second_post() {
    let late = Duration::from_secs(6);
    let proxy = Proxy::before(&wordpress().url, move |_, line| {
        line.starts_with("POST /wp-json/wp/v2/posts HTTP").then_some(Fate::LateReply(late))
    });
    let mut desk = Desk::new("editor").with_three_pictures().through(&proxy.address, "editor");
    desk.patience.answer = Duration::from_secs(5);
    let failure = desk.send(Act::Publish).expect_err("too slow");
    assert_eq!(failure.error.code, "cms-site-slow");
    desk.site = wordpress().site("editor");
    desk.patience.answer = Duration::from_secs(60);
    desk.send(Act::Publish).unwrap();
    assert_once(&desk, "a slow site");
}

#[test]
fn a_post_that_is_made_late_is_found_and_its_double_goes() {
    // The site gets the request after we stopped waiting, and after we looked again.
    let proxy = Proxy::before(&wordpress().url, |n, line| {
        let creates = line.starts_with("POST /wp-json/wp/v2/posts HTTP");
        (creates && n < 6).then_some(Fate::LateArrival(Duration::from_millis(3500)))
    });
    let mut desk = Desk::new("editor").with_three_pictures().through(&proxy.address, "editor");
    desk.patience.answer = Duration::from_millis(3000);
    desk.send(Act::Publish).expect_err("too slow");
    // The second try has looked and makes its own; the first arrives while that is answered.
    let slow = Proxy::before(&wordpress().url, |_, line| {
        line.starts_with("POST /wp-json/wp/v2/posts HTTP").then_some(Fate::LateReply(Duration::from_secs(3)))
    });
    desk.site = wordpress().site_at(&slow.address, "editor");
    desk.patience.answer = Duration::from_secs(60);
    desk.send(Act::Publish).unwrap();
    assert_once(&desk, "a request that arrived late");
}

#[test]
fn an_update_whose_reply_is_lost_is_no_conflict() {
    let mut desk = Desk::new("author").with_three_pictures();
    desk.send(Act::Publish).unwrap();
    desk.story.headline.push_str(" & reopen");
    desk.story.url_slug = desk.post().url_slug;
    let proxy = Proxy::before(&wordpress().url, |_, line| {
        (line.starts_with("POST") && line.contains("/posts/")).then_some(Fate::LostReply)
    });
    desk.site = wordpress().site_at(&proxy.address, "author");
    desk.send(Act::Update).expect_err("the reply is lost");
    desk.site = wordpress().site("author");
    desk.send(Act::Update).expect("our own write is no conflict");
    assert_once(&desk, "an update");
}

#[test]
fn a_schedule_whose_reply_is_lost_is_scheduled_once() {
    let mut desk = Desk::new("editor").with_three_pictures();
    desk.story.url_slug = "x".to_owned() + &desk.post().url_slug;
    let at = in_minutes(30);
    let proxy = Proxy::before(&wordpress().url, |_, line| {
        (line.starts_with("POST") && line.contains("/posts/")).then_some(Fate::LostReply)
    });
    desk.site = wordpress().site_at(&proxy.address, "editor");
    desk.send(Act::Schedule(at)).expect_err("the reply is lost");
    desk.site = wordpress().site("editor");
    let receipt = desk.send(Act::Schedule(at)).unwrap();
    assert_eq!((receipt.remote.state, receipt.remote.scheduled_for), (RemoteState::Scheduled, Some(at)));
    assert_once(&desk, "a schedule");
}
