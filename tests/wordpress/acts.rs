//! Draft, publish, schedule, update, take down; and what was changed there in the meantime.

use crate::desk::{Desk, in_minutes, now, paragraph, words};
use crate::server::wordpress;
use serde_json::json;
use stet::cms::{Act, FailureKind, RemoteState};
use stet::story::UtcMillis;

#[test]
fn a_draft_is_seen_by_editors_alone_and_then_published() {
    let mut desk = Desk::new("author");
    let draft = desk.send(Act::Draft).unwrap();
    assert_eq!(draft.remote.state, RemoteState::Draft);
    assert_eq!(draft.notices, []);
    assert_eq!(
        wordpress().post(draft.remote.id)["slug"],
        desk.post().url_slug,
        "not the slug it was made under"
    );
    let live = desk.send(Act::Publish).unwrap();
    assert_eq!((live.remote.id, live.remote.state), (draft.remote.id, RemoteState::Live));
    assert!(live.remote.link.ends_with(&format!("/{}/", desk.post().url_slug)), "{}", live.remote.link);
}

#[test]
fn a_published_story_is_not_made_a_draft_by_accident() {
    let mut desk = Desk::new("editor");
    let id = desk.send(Act::Publish).unwrap().remote.id;
    assert_eq!(desk.refusal(Act::Draft), ("cms-live-already".into(), FailureKind::Refused));
    assert_eq!(desk.refusal(Act::Schedule(in_minutes(60))).0, "cms-live-already");
    assert_eq!(wordpress().post(id)["status"], "publish");
}

#[test]
fn the_site_publishes_a_scheduled_story_at_its_hour() {
    let mut desk = Desk::new("editor");
    let at = in_minutes(90);
    let receipt = desk.send(Act::Schedule(at)).unwrap();
    assert_eq!((receipt.remote.state, receipt.remote.scheduled_for), (RemoteState::Scheduled, Some(at)));
    let there = wordpress().post(receipt.remote.id);
    assert_eq!(there["status"], "future");
    let hour = chrono::DateTime::from_timestamp_millis(at.0).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string();
    assert_eq!(there["date_gmt"], hour);
    assert_eq!(receipt.notices, []);

    let later = in_minutes(120);
    assert_eq!(
        desk.send(Act::Schedule(later)).unwrap().remote.scheduled_for,
        Some(later),
        "moved to another hour"
    );
    desk.story.body.push(paragraph("More."));
    let updated = desk.send(Act::Update).unwrap();
    assert_eq!(updated.remote.scheduled_for, Some(later), "an update keeps the hour");
}

#[test]
fn an_hour_too_near_is_refused_before_anything_is_made() {
    let mut desk = Desk::new("editor");
    for minutes in [-5, 0, 1] {
        assert_eq!(desk.refusal(Act::Schedule(in_minutes(minutes))).0, "cms-hour-too-near");
    }
    assert_eq!(wordpress().posts_of(&desk.post().marker()), [0u64; 0]);
}

#[test]
fn a_scheduled_story_can_be_published_now() {
    let mut desk = Desk::new("author");
    desk.send(Act::Schedule(in_minutes(90))).unwrap();
    let receipt = desk.send(Act::Publish).unwrap();
    assert_eq!(receipt.remote.state, RemoteState::Live);
    assert_eq!(receipt.notices, []);
}

#[test]
fn a_story_unscheduled_and_then_published_goes_live_at_once() {
    // WordPress keeps the date of the schedule, and would queue it again.
    let mut desk = Desk::new("editor");
    desk.send(Act::Schedule(in_minutes(90))).unwrap();
    assert_eq!(desk.send(Act::Draft).unwrap().remote.state, RemoteState::Draft);
    assert_eq!(desk.send(Act::Publish).unwrap().remote.state, RemoteState::Live);
}

#[test]
fn a_story_published_elsewhere_keeps_its_date() {
    let mut desk = Desk::new("editor");
    desk.story.first_published_at = Some(UtcMillis(1_700_000_000_000));
    let receipt = desk.send(Act::Publish).unwrap();
    assert_eq!(wordpress().post(receipt.remote.id)["date_gmt"], "2023-11-14T22:13:20");
    desk.story.first_published_at = Some(UtcMillis(now().0 + 3_600_000));
    desk.kept = Default::default();
    desk.story.id = stet::story::StoryId::new();
    desk.story.url_slug = "clock-ahead".into();
    let live = desk.send(Act::Publish).unwrap();
    assert_eq!(live.remote.state, RemoteState::Live, "a clock that is ahead does not schedule by accident");
}

#[test]
fn an_update_changes_the_text_and_nothing_else() {
    let mut desk = Desk::new("author");
    desk.story.url_slug = format!("kept-{}", desk.post().marker());
    let first = desk.send(Act::Publish).unwrap();
    let date = wordpress().post(first.remote.id)["date_gmt"].clone();
    desk.story.headline = "Harbour wall: second edition".into();
    desk.story.standfirst = words("It is worse than thought.");
    let second = desk.send(Act::Update).unwrap();
    let there = wordpress().post(first.remote.id);
    assert_eq!(there["title"]["raw"], "Harbour wall: second edition");
    assert_eq!(there["excerpt"]["raw"], "It is worse than thought.");
    assert_eq!((&there["status"], &there["date_gmt"]), (&json!("publish"), &date));
    assert_eq!((second.remote.link, second.notices), (first.remote.link, vec![]));
}

#[test]
fn an_update_of_a_story_that_was_never_sent_says_so() {
    assert_eq!(Desk::new("editor").refusal(Act::Update), ("cms-not-sent".into(), FailureKind::Refused));
    assert_eq!(Desk::new("editor").refusal(Act::TakeDown).0, "cms-not-sent");
}

#[test]
fn a_takedown_leaves_a_draft_and_can_be_undone_at_the_same_address() {
    let mut desk = Desk::new("author");
    let live = desk.send(Act::Publish).unwrap();
    let date = wordpress().post(live.remote.id)["date_gmt"].clone();
    assert_eq!(desk.send(Act::TakeDown).unwrap().remote.state, RemoteState::Draft);
    assert_eq!(desk.send(Act::TakeDown).unwrap().remote.state, RemoteState::Draft, "twice is no harm");
    let again = desk.send(Act::Publish).unwrap();
    assert_eq!((again.remote.id, &again.remote.link), (live.remote.id, &live.remote.link));
    assert_eq!(wordpress().post(live.remote.id)["date_gmt"], date, "and keeps its date");
}

#[test]
fn a_takedown_waits_for_nobody() {
    let mut desk = Desk::new("editor");
    let id = desk.send(Act::Publish).unwrap().remote.id;
    wordpress().change(id, json!({"title": "Changed by the web desk"}));
    assert_eq!(desk.send(Act::TakeDown).unwrap().remote.state, RemoteState::Draft);
    assert_eq!(
        wordpress().post(id)["title"]["raw"],
        "Changed by the web desk",
        "only its status was touched"
    );
    assert_eq!(desk.refusal(Act::Publish).0, "cms-changed-there", "and their change is still asked about");
}

#[test]
fn a_story_changed_there_is_shown_beside_ours_and_not_overwritten() {
    let mut desk = Desk::new("author");
    let id = desk.send(Act::Publish).unwrap().remote.id;
    let content = wordpress().post(id)["content"]["raw"].as_str().unwrap().replace("noon", "three o’clock");
    wordpress().change(id, json!({"content": content, "title": "A & B"}));
    desk.story.body.push(paragraph("Ours alone."));

    let (code, kind) = desk.refusal(Act::Update);
    assert_eq!(code, "cms-changed-there");
    let FailureKind::Conflict(changed) = kind else { panic!("a conflict, not {kind:?}") };
    assert_eq!(changed.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["headline", "body"]);
    assert_eq!((&*changed.fields[0].ours, &*changed.fields[0].theirs), (&*desk.story.headline, "A & B"));
    assert_eq!(changed.fields[1].theirs, "The wall closes at three o’clock.\nIt opens in spring.");
    assert_eq!(changed.fields[1].ours, "The wall closes at noon.\nIt opens in spring.\nOurs alone.");
    assert!(changed.at.is_some());
    assert_eq!(wordpress().post(id)["title"]["raw"], "A & B", "nothing was written");

    desk.overwrite = true;
    desk.send(Act::Update).unwrap();
    assert_eq!(wordpress().post(id)["title"]["raw"], desk.post().title);
}

#[test]
fn a_change_of_a_single_mark_or_a_tag_there_is_a_change() {
    let mut desk = Desk::new("editor");
    let id = desk.send(Act::Publish).unwrap().remote.id;
    let content = wordpress().post(id)["content"]["raw"].as_str().unwrap().replace("noon", "<em>noon</em>");
    wordpress().change(id, json!({"content": content}));
    assert_eq!(desk.refusal(Act::Update).0, "cms-changed-there");

    let mut desk = Desk::new("editor");
    let id = desk.send(Act::Publish).unwrap().remote.id;
    let tag =
        wordpress().ask("admin", "POST", "/tags", Some(json!({"name": "Picked & chosen"})))["id"].clone();
    wordpress().change(id, json!({"tags": [tag]}));
    let (_, kind) = desk.refusal(Act::Update);
    let FailureKind::Conflict(changed) = kind else { panic!("a conflict, not {kind:?}") };
    assert_eq!((changed.fields[0].field, &*changed.fields[0].theirs), ("tags", "Picked & chosen"));
}

#[test]
fn a_save_there_that_changes_nothing_is_no_conflict() {
    let mut desk = Desk::new("editor");
    let first = desk.send(Act::Publish).unwrap();
    let title = wordpress().post(first.remote.id)["title"]["raw"].clone();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let saved = wordpress().change(first.remote.id, json!({"title": title}));
    assert_ne!(saved["modified_gmt"], first.remote.modified_gmt, "the site counts it as a change");
    desk.send(Act::Update).expect("we do not");
}

#[test]
fn a_post_in_the_trash_or_deleted_is_said_and_can_be_made_anew() {
    let mut desk = Desk::new("editor");
    let id = desk.send(Act::Publish).unwrap().remote.id;
    wordpress().ask("admin", "DELETE", &format!("/posts/{id}"), None);
    assert_eq!(desk.refusal(Act::Update), ("cms-post-trashed".into(), FailureKind::Gone));
    assert_eq!(
        desk.send(Act::TakeDown).unwrap().remote.state,
        RemoteState::Trashed,
        "nothing is left to take down"
    );
    wordpress().ask("admin", "DELETE", &format!("/posts/{id}?force=true"), None);
    assert_eq!(desk.refusal(Act::Publish), ("cms-post-gone".into(), FailureKind::Gone));
    desk.kept.remote = None;
    let anew = desk.send(Act::Publish).unwrap();
    assert_ne!(anew.remote.id, id);
    assert_eq!(anew.remote.state, RemoteState::Live);
}

#[test]
fn a_url_slug_that_is_taken_there_is_said() {
    let mut first = Desk::new("editor");
    first.story.url_slug = "ferry-returns".into();
    first.send(Act::Publish).unwrap();
    let mut second = Desk::new("editor");
    second.story.url_slug = "ferry-returns".into();
    let receipt = second.send(Act::Publish).unwrap();
    assert_eq!(receipt.notices.len(), 1);
    assert_eq!(receipt.notices[0].code, "cms-other-slug");
    assert!(receipt.notices[0].sentence.contains("“ferry-returns-2”"), "{}", receipt.notices[0].sentence);
    second.send(Act::Update).expect("its other slug is no conflict");
}
