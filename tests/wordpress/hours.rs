//! An hour that was handed to the site: looked at after it, and called live only when it is.

use crate::desk::{in_minutes, now};
use crate::paper::{Paper, complained, said};
use crate::proxy::{Fate, Proxy};
use crate::server::wordpress;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use stet::newsroom::Newsroom;
use stet::story::{Embargo, Move, WallTime};

/// A story that is scheduled there for an hour from now.
fn scheduled(paper: &Paper, headline: &str) -> String {
    let slug = paper.story(headline);
    let at = time(60);
    let sent = paper.stet(&["publish", &slug, "--to", "Online", "--as", "schedule", "--at", &at]);
    assert!(sent.status.success(), "{}", complained(&sent));
    assert_eq!(paper.there(&slug)["status"], "future");
    slug
}

fn time(minutes: i64) -> String {
    chrono::DateTime::from_timestamp_millis(in_minutes(minutes).0).unwrap().to_rfc3339()
}

/// The site's own hour for the post comes, and its cron does not: the well-known fault.
fn hour_passes(paper: &Paper, slug: &str, minutes_ago: i64) {
    let gmt = chrono::DateTime::from_timestamp_millis(in_minutes(-minutes_ago).0).unwrap();
    wordpress().sql(&format!(
        "UPDATE wp_posts SET post_date_gmt = '{0}', post_date = '{0}' WHERE ID = {1}",
        gmt.format("%Y-%m-%d %H:%M:%S"),
        paper.post(slug)
    ));
    paper.look_now();
}

#[test]
fn a_post_that_is_not_due_by_the_sites_own_clock_is_looked_at_later() {
    let paper = Paper::before(&wordpress().url);
    let slug = scheduled(&paper, "Clock ahead");
    paper.look_now();
    let due = paper.stet(&["due"]);
    assert!(due.status.success(), "{}{}", said(&due), complained(&due));
    assert_eq!(paper.ledger(&slug, "remote_state"), "scheduled");
    let next: i64 = paper.ledger(&slug, "look_at").parse().unwrap();
    assert!((in_minutes(61).0..in_minutes(65).0).contains(&next), "{} s", (next - now().0) / 1000);
}

#[test]
fn an_hour_that_the_site_missed_by_minutes_is_made_up_for_with_the_text_that_it_has() {
    let paper = Paper::before(&wordpress().url);
    let slug = scheduled(&paper, "Missed by minutes");
    // What is written since stays here.
    paper.sqlite(&format!("UPDATE story SET headline = 'Not read by anybody' WHERE url_slug = '{slug}'"));
    hour_passes(&paper, &slug, 4);
    let due = paper.stet(&["due"]);
    assert!(due.status.success(), "{}{}", said(&due), complained(&due));
    let there = paper.there(&slug);
    assert_eq!((&there["status"], &there["title"]["raw"]), (&json!("publish"), &json!("Missed by minutes")));
    assert_eq!(paper.ledger(&slug, "remote_state"), "live");
    let told = paper.journal(&slug);
    assert_eq!(told[told.len() - 2..], ["hour-missed", "publish"]);
}

#[test]
fn an_hour_missed_by_more_is_said_and_asked_about() {
    let paper = Paper::before(&wordpress().url);
    let slug = scheduled(&paper, "Missed by hours");
    hour_passes(&paper, &slug, 120);
    let due = paper.stet(&["due"]);
    assert_eq!(due.status.code(), Some(1));
    let said = complained(&due);
    assert!(said.contains("Online did not publish “Missed by hours” at its hour."), "{said}");
    assert_eq!(paper.there(&slug)["status"], "future", "nothing is published that nobody asked for");
    assert_ne!(paper.ledger(&slug, "missed_at"), "");
    // The site wakes late after all.
    wordpress().sql(&format!("UPDATE wp_posts SET post_status = 'publish' WHERE ID = {}", paper.post(&slug)));
    paper.look_now();
    assert!(paper.stet(&["due"]).status.success());
    assert_eq!(
        (paper.ledger(&slug, "remote_state"), paper.ledger(&slug, "missed_at")),
        ("live".into(), "".into())
    );
}

#[test]
fn a_held_story_is_not_made_up_for() {
    let paper = Paper::before(&wordpress().url);
    let slug = scheduled(&paper, "Held since");
    hour_passes(&paper, &slug, 4);
    // Held by another program, at a moment when nobody gave an order to call it back.
    paper.sqlite(&format!("UPDATE story SET hold = 1 WHERE url_slug = '{slug}'"));
    paper.stet(&["due"]);
    assert_eq!(paper.there(&slug)["status"], "future");
}

#[test]
fn a_site_that_does_not_answer_leaves_it_unsure_and_never_live() {
    let down = Arc::new(AtomicBool::new(false));
    let broken = down.clone();
    let proxy = Proxy::before(&wordpress().url, move |_, _| {
        broken.load(Ordering::Relaxed).then_some(Fate::LostBefore)
    });
    let paper = Paper::before(&proxy.address);
    let slug = scheduled(&paper, "Site away");
    wordpress().sql(&format!("UPDATE wp_posts SET post_status = 'publish' WHERE ID = {}", paper.post(&slug)));
    paper.look_now();
    down.store(true, Ordering::Relaxed);
    paper.stet(&["due"]);
    assert_eq!(paper.ledger(&slug, "remote_state"), "scheduled", "nobody knows, so nobody says");
    assert!(paper.ledger(&slug, "look_error").contains("cms-"), "{}", paper.ledger(&slug, "look_error"));
    let next: i64 = paper.ledger(&slug, "look_at").parse().unwrap();
    assert!(next > now().0, "it is tried again in a while");
    down.store(false, Ordering::Relaxed);
    paper.look_now();
    paper.stet(&["due"]);
    assert_eq!(
        (paper.ledger(&slug, "remote_state"), paper.ledger(&slug, "look_error")),
        ("live".into(), "".into())
    );
}

#[test]
fn what_somebody_changed_there_meanwhile_is_said_and_asked_about_at_the_next_update() {
    let paper = Paper::before(&wordpress().url);
    let slug = scheduled(&paper, "Changed there");
    let id = paper.post(&slug);
    wordpress().change(id, json!({"title": "Changed by the web desk"}));
    wordpress().sql(&format!("UPDATE wp_posts SET post_status = 'publish' WHERE ID = {id}"));
    paper.look_now();
    assert!(paper.stet(&["due"]).status.success());
    assert_eq!(paper.ledger(&slug, "remote_state"), "live");
    assert!(paper.ledger(&slug, "notices").contains("cms-changed-since"));
    let hour: i64 = paper.ledger(&slug, "live_at").parse().unwrap();
    let there = paper.there(&slug)["date_gmt"].as_str().unwrap().to_owned();
    let said = chrono::DateTime::from_timestamp_millis(hour).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string();
    assert_eq!(said, there, "live since when the site says");
    let update = paper.stet(&["publish", &slug, "--to", "Online", "--as", "update"]);
    assert!(complained(&update).contains("was changed on"), "{}", complained(&update));
    assert_eq!(paper.there(&slug)["title"]["raw"], "Changed by the web desk");
}

#[test]
fn an_hour_that_somebody_took_away_there_is_said() {
    let paper = Paper::before(&wordpress().url);
    let [draft, gone] = ["Made a draft", "Deleted there"].map(|headline| scheduled(&paper, headline));
    wordpress().change(paper.post(&draft), json!({"status": "draft"}));
    wordpress().ask("admin", "DELETE", &format!("/posts/{}?force=true", paper.post(&gone)), None);
    paper.look_now();
    paper.stet(&["due"]);
    assert_eq!(paper.ledger(&draft, "remote_state"), "draft");
    assert!(paper.ledger(&draft, "notices").contains("cms-hour-gone"));
    assert_eq!(paper.ledger(&gone, "remote_state"), "none");
    assert!(paper.ledger(&gone, "notices").contains("cms-post-gone"));
}

#[test]
fn a_call_back_that_gave_way_to_an_order_the_site_refused_is_given_again() {
    let refuses = Arc::new(AtomicBool::new(false));
    let refusing = refuses.clone();
    let proxy = Proxy::before(&wordpress().url, move |_, _| {
        let refusal = Fate::Instead(403, r#"{"code":"rest_forbidden","message":"No."}"#);
        refusing.swap(false, Ordering::Relaxed).then_some(refusal)
    });
    let paper = Paper::before(&proxy.address);
    let slug = scheduled(&paper, "Under embargo since");
    // The post waits for an hour that the embargo does not allow any more, so it is called back …
    let mut newsroom = Newsroom::open(&paper.newsroom()).unwrap();
    let story = newsroom.story_named(&slug).unwrap().unwrap();
    let end = WallTime::of(in_minutes(90), chrono_tz::UTC).unwrap();
    newsroom.make_move(story, Move::Embargo(Some(Embargo::Until(end))), now()).unwrap();
    assert_eq!(paper.sqlite("SELECT act FROM outbox WHERE state = 'waiting'"), "take-down");
    // … and before that goes, somebody gives it an hour that is allowed, which the site refuses.
    refuses.store(true, Ordering::Relaxed);
    paper.stet(&["publish", &slug, "--to", "Online", "--as", "schedule", "--at", &time(120)]);
    assert!(!refuses.load(Ordering::Relaxed), "the site refused its first request");
    paper.stet(&["publish"]);
    let told = paper.sqlite("SELECT act || ' ' || state FROM outbox ORDER BY created_at");
    assert_eq!(told, "schedule done\ntake-down cancelled\nschedule cancelled\ntake-down done");
    assert_ne!(paper.there(&slug)["status"], "future", "nothing is left that publishes under the embargo");
}
