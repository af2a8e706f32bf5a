//! What the site does not take: each its sentence, and nothing half done.

use crate::desk::{Desk, file, in_minutes};
use crate::proxy::{Fate, Proxy};
use crate::server::wordpress;
use std::time::Duration;
use stet::body::Block;
use stet::cms::{Act, FailureKind, RemoteState, Secret};

#[test]
fn a_contributor_may_write_and_not_publish() {
    let mut desk = Desk::new("contributor");
    assert_eq!(desk.refusal(Act::Publish), ("cms-cannot-publish".into(), FailureKind::Refused));
    assert_eq!(desk.refusal(Act::Schedule(in_minutes(60))).0, "cms-cannot-publish");
    assert_eq!(wordpress().posts_of(&desk.post().marker()), [0u64; 0], "nothing was left behind");
    let receipt = desk.send(Act::Draft).unwrap();
    assert_eq!((receipt.remote.state, receipt.notices), (RemoteState::Draft, vec![]));
    desk.send(Act::Draft).expect("and again");
}

#[test]
fn a_contributor_may_not_send_pictures() {
    let mut desk = Desk::new("contributor").with_three_pictures();
    assert_eq!(desk.refusal(Act::Draft).0, "cms-cannot-upload");
}

#[test]
fn a_subscriber_may_do_nothing() {
    assert_eq!(
        Desk::new("subscriber").refusal(Act::Draft),
        ("cms-cannot-write".into(), FailureKind::Refused)
    );
}

#[test]
fn a_wrong_password_or_user_is_said() {
    let mut desk = Desk::new("editor");
    desk.site.password = Secret::new("abcd efgh ijkl mnop qrst uvwx");
    assert_eq!(desk.refusal(Act::Draft), ("cms-wrong-password".into(), FailureKind::Refused));
    desk.site = wordpress().site("editor");
    desk.site.user = "nobody".into();
    assert_eq!(desk.refusal(Act::Draft).0, "cms-wrong-password");
}

#[test]
fn a_picture_that_is_too_large_is_named_with_its_size() {
    // The site under test takes files up to 2 MB, and requests up to 8 MB.
    for megabytes in [3, 9] {
        let mut desk = Desk::new("author");
        let mut bytes = vec![0xff, 0xd8, 0xff];
        bytes.resize(megabytes * 1_000_000, megabytes as u8);
        let media = desk.add_picture(file(bytes, "image/jpeg"));
        desk.story.body.push(Block::Figure {
            media: media.0,
            alt: "The quay".into(),
            caption: vec![],
            credit: String::new(),
        });
        let failure = desk.send(Act::Publish).expect_err("too large");
        assert_eq!(
            (failure.error.code.as_ref(), failure.kind),
            ("cms-picture-too-large", FailureKind::Refused)
        );
        assert_eq!(
            failure.error.sentence,
            format!("The picture “The quay” is too large for the site ({megabytes}.0 MB).")
        );
    }
}

#[test]
fn a_kind_of_picture_that_the_site_does_not_take_is_named() {
    let mut desk = Desk::new("author");
    let media = desk.add_picture(file(b"not taken by 6.1".to_vec(), "image/avif"));
    desk.story.body.push(Block::Figure {
        media: media.0,
        alt: "The quay".into(),
        caption: vec![],
        credit: String::new(),
    });
    assert_eq!(desk.refusal(Act::Draft).0, "cms-picture-refused");
}

#[test]
fn a_site_that_is_down_is_tried_again() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut desk = Desk::new("editor").through(&format!("http://{free}"), "editor");
    let failure = desk.send(Act::Publish).expect_err("nobody there");
    assert_eq!(failure.error.code, "cms-site-down");
    assert_eq!(failure.kind, FailureKind::Retry { after: Duration::from_secs(30) });
    desk.site = wordpress().site("editor");
    desk.send(Act::Publish).expect("the order waited, and went");
}

#[test]
fn a_name_that_is_no_site_is_said() {
    let mut desk = Desk::new("editor").through("https://no-such-site.invalid", "editor");
    let failure = desk.send(Act::Publish).expect_err("no such name");
    assert_eq!(failure.error.code, "cms-host-not-found", "{}", failure.error);
    desk.site.address = "the Calder Star".into();
    assert_eq!(desk.refusal(Act::Publish).0, "cms-not-an-address");
    desk.site.address = "http://calder.example".into();
    assert_eq!(desk.refusal(Act::Publish).0, "cms-not-https");
}

/// Somebody in between answers a request whose first line has this in it.
fn instead(in_line: &'static str, status: u16, body: &'static str) -> (String, FailureKind) {
    let proxy = Proxy::before(&wordpress().url, move |_, line| {
        line.contains(in_line).then_some(Fate::Instead(status, body))
    });
    let mut desk = Desk::new("editor").with_three_pictures().through(&proxy.address, "editor");
    let refusal = desk.refusal(Act::Publish);
    desk.site = wordpress().site("editor");
    desk.send(Act::Publish).expect("afterwards it goes");
    assert_eq!(wordpress().posts_of(&desk.post().marker()).len(), 1);
    refusal
}

#[test]
fn a_page_instead_of_an_answer_is_said_without_its_html() {
    let page = "<html><h1>Closed for maintenance</h1></html>";
    let after = |seconds| FailureKind::Retry { after: Duration::from_secs(seconds) };
    assert_eq!(instead("/users/me", 503, page), ("cms-site-trouble".into(), after(60)));
    assert_eq!(instead("POST /wp-json/wp/v2/posts/", 500, page), ("cms-site-trouble".into(), after(60)));
    assert_eq!(instead("POST /wp-json/wp/v2/posts HTTP", 200, page), ("cms-not-json".into(), after(120)));
    assert_eq!(instead("/users/me", 429, page), ("cms-site-busy".into(), after(120)));
    assert_eq!(instead("POST", 403, page), ("cms-blocked".into(), FailureKind::Refused));
    assert_eq!(
        instead("/wp/v2/media HTTP", 413, page),
        ("cms-picture-too-large".into(), FailureKind::Refused)
    );
    assert_eq!(instead("/users/me", 404, page), ("cms-not-wordpress".into(), FailureKind::Refused));
    assert_eq!(instead("/users/me", 301, page), ("cms-address-moved".into(), FailureKind::Refused));
}
