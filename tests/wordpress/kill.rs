//! A kill: the post in the trash, its pictures off the site, whatever breaks on the way.

use crate::desk::{Desk, in_minutes};
use crate::paper::{Paper, complained, said};
use crate::proxy::{Fate, Proxy};
use crate::server::wordpress;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use stet::Error;
use stet::cms::{Act, FailureKind, RemoteState, SendFailure};

/// Readers get nothing of it, and its pictures are gone.
fn assert_gone(desk: &Desk, id: u64, link: &str, what: &str) {
    assert_eq!(wordpress().post(id)["status"], "trash", "{what}");
    assert_eq!(wordpress().as_a_stranger(link), 404, "{what}: {link}");
    for media in desk.files.keys() {
        assert_eq!(wordpress().copies_of(&media.0), [0u64; 0], "{what}: a picture of it is there");
    }
    assert!(desk.kept.pictures.is_empty(), "{what}: and none is remembered");
}

#[test]
fn a_killed_post_is_in_the_trash_and_its_pictures_are_gone() {
    let mut desk = Desk::new("editor").with_three_pictures();
    let live = desk.send(Act::Publish).unwrap().remote;
    assert_eq!(wordpress().as_a_stranger(&live.link), 200);
    wordpress().change(live.id, json!({"title": "Changed by the web desk"}));
    let killed = desk.send(Act::Kill).unwrap();
    assert_eq!(
        (killed.remote.state, killed.notices),
        (RemoteState::Trashed, vec![]),
        "it asks about no change"
    );
    assert_gone(&desk, live.id, &live.link, "killed");
    assert_eq!(desk.send(Act::Kill).unwrap().remote.state, RemoteState::Trashed, "twice is no harm");
}

#[test]
fn each_request_of_a_kill_is_lost_in_turn_and_its_reply() {
    let whole = Proxy::before(&wordpress().url, |_, _| None);
    let publish = |address: &str| {
        let mut desk = Desk::new("editor").with_three_pictures();
        let live = desk.send(Act::Publish).unwrap().remote;
        (desk.through(address, "editor"), live)
    };
    let (mut desk, live) = publish(&whole.address);
    desk.send(Act::Kill).unwrap();
    assert_gone(&desk, live.id, &live.link, "a whole line");
    let requests = whole.seen().iter().filter(|line| line.contains("/wp-json/")).count();
    assert!(requests >= 6, "{:?}", whole.seen());
    for broken in 1..=requests {
        for fate in [Fate::LostBefore, Fate::LostReply] {
            let proxy = Proxy::before(&wordpress().url, move |n, _| (n == broken).then_some(fate));
            let (mut desk, live) = publish(&proxy.address);
            let (killed, tries) = desk.send_until_done(Act::Kill);
            assert_eq!(tries, 2, "the broken line was noticed, once");
            assert_eq!(killed.remote.state, RemoteState::Trashed);
            assert_gone(&desk, live.id, &live.link, &format!("{fate:?} at {}", proxy.seen()[broken - 1]));
        }
    }
}

#[test]
fn what_waits_there_for_its_hour_or_as_a_draft_is_killed_too() {
    for act in [Act::Draft, Act::Schedule(in_minutes(60))] {
        let mut desk = Desk::new("editor").with_three_pictures();
        let id = desk.send(act).unwrap().remote.id;
        let killed = desk.send(Act::Kill).unwrap();
        assert_eq!((killed.remote.state, killed.notices), (RemoteState::Trashed, vec![]));
        assert_eq!(wordpress().post(id)["status"], "trash");
    }
}

#[test]
fn a_post_that_we_do_not_know_is_found_by_its_mark_and_none_is_no_fault() {
    let mut desk = Desk::new("editor");
    let live = desk.send(Act::Publish).unwrap().remote;
    desk.kept = Default::default();
    desk.send(Act::Kill).unwrap();
    assert_eq!(wordpress().post(live.id)["status"], "trash");
    assert_eq!(Desk::new("editor").refusal(Act::Kill), ("cms-not-sent".into(), FailureKind::Gone));
}

#[test]
fn a_copy_that_somebody_made_there_is_said() {
    let mut desk = Desk::new("editor");
    let id = desk.send(Act::Publish).unwrap().remote.id;
    let content = wordpress().post(id)["content"]["raw"].clone();
    let copy =
        json!({"title": "The same again", "content": content, "status": "publish", "slug": "the-same-again"});
    wordpress().ask("admin", "POST", "/posts", Some(copy));
    let killed = desk.send(Act::Kill).unwrap();
    assert_eq!(killed.notices.len(), 1, "{:?}", killed.notices);
    assert_eq!(killed.notices[0].code, "cms-copies-there");
    assert!(killed.notices[0].sentence.contains("/the-same-again/"), "{}", killed.notices[0].sentence);
}

#[test]
fn a_page_that_a_cache_still_shows_is_said() {
    let mut desk = Desk::new("editor");
    let live = desk.send(Act::Publish).unwrap().remote;
    wordpress().cache(&live.link, &format!("<h1>{}</h1>", desk.story.headline));
    let killed = desk.send(Act::Kill).unwrap();
    assert_eq!(killed.notices.iter().map(|n| n.code.as_ref()).collect::<Vec<_>>(), ["cms-still-shown"]);
    assert!(killed.notices[0].hint.contains(&live.link), "{}", killed.notices[0].hint);
}

#[test]
fn a_story_that_is_held_while_it_is_on_its_way_stays_a_draft() {
    let mut desk = Desk::new("editor").with_three_pictures();
    let mut asked = 0;
    desk.kept.stopped = Some(Box::new(move || {
        asked += 1;
        (asked > 2).then(|| SendFailure::refused(Error::new("held", "The story is on hold.", "Release it.")))
    }));
    let failure = desk.send(Act::Publish).unwrap_err();
    assert_eq!((failure.error.code.as_ref(), failure.kind), ("held", FailureKind::Refused));
    let id = desk.kept.remote.as_ref().unwrap().id;
    assert_eq!(wordpress().post(id)["status"], "draft", "readers got nothing");
}

#[test]
fn a_picture_of_a_story_that_waits_is_told_to_no_stranger() {
    let mut desk = Desk::new("editor").with_three_pictures();
    desk.send(Act::Schedule(in_minutes(60))).unwrap();
    let ids: Vec<u64> = desk.kept.pictures.values().map(|sent| sent.id).collect();
    let media =
        |id: &u64| wordpress().as_a_stranger(&format!("{}/wp-json/wp/v2/media/{id}", wordpress().url));
    assert!(
        ids.iter().all(|id| matches!(media(id), 401 | 403)),
        "its caption is in the site's list of pictures"
    );
    desk.send(Act::Publish).unwrap();
    assert!(ids.iter().all(|id| media(id) == 200), "readers of the page may see it");
}

#[test]
fn the_command_kills_on_the_site_through_a_line_that_breaks() {
    let broken = Arc::new(AtomicBool::new(false));
    let breaks = broken.clone();
    let proxy = Proxy::before(&wordpress().url, move |_, line| {
        (breaks.load(Ordering::Relaxed) && line.starts_with("DELETE")).then_some(Fate::LostReply)
    });
    let paper = Paper::before(&proxy.address);
    let slug = paper.story("Wrong man named");
    assert!(paper.stet(&["publish", &slug, "--to", "Online"]).status.success());
    broken.store(true, Ordering::Relaxed);
    let killed = paper.stet(&["kill", &slug, "--why", "The wrong man"]);
    assert_eq!(killed.status.code(), Some(1));
    assert!(said(&killed).contains("waits     Online"), "{}{}", said(&killed), complained(&killed));
    broken.store(false, Ordering::Relaxed);
    let again = paper.stet(&["publish"]);
    assert!(again.status.success(), "{}", complained(&again));
    assert_eq!(paper.there(&slug)["status"], "trash");
    assert_eq!(paper.ledger(&slug, "remote_state"), "trashed");
    assert_eq!(paper.journal(&slug).last().unwrap(), "gone");
    let refused = paper.stet(&["publish", &slug, "--to", "Online"]);
    assert!(
        complained(&refused).contains("The story was killed: The wrong man."),
        "{}",
        complained(&refused)
    );
    // The kill is lifted, and the story goes out anew when somebody asks for that.
    assert!(paper.stet(&["kill", &slug, "--lift"]).status.success());
    paper.stet(&["publish", &slug, "--to", "Online"]);
    assert!(paper.stet(&["publish", &slug, "--to", "Online"]).status.success());
    assert_eq!(paper.there(&slug)["status"], "publish");
}
