//! The line breaks at each request in turn.

use crate::cutter::Cutter;
use crate::place::{export, send};
use crate::proxy::{Fate, Proxy};
use crate::room::{TestNewsroom, minutes_on};
use crate::server::{Kind, Server};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use stet::publish;

/// More requests than one file takes, at any place.
const LONGEST: usize = 15;

/// Breaks the line at the first request, sends again with it broken at the second, and so on. Each
/// sending begins where the one before it broke, so every request that a file takes is met by a
/// break, and in the end all stands there.
fn breaks_everywhere(kind: Kind, fate: Fate) {
    let server = Server::start(kind);
    let (at, count) = (Arc::new(AtomicUsize::new(1)), Arc::new(AtomicUsize::new(0)));
    let (break_at, counted) = (at.clone(), count.clone());
    let proxy = Proxy::before(&server.address, move |_, _| {
        let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
        (number == break_at.load(Ordering::SeqCst)).then_some(fate)
    });
    let mut n = TestNewsroom::new();
    n.live("Bridge opens");
    let gone = n.live("Fair is off");
    export(&mut n, 1);
    let place = server.place(&mut n, &proxy.address);
    let mut broke = 0;
    for round in 0..2 {
        // The whole first sending, then one in which files are changed and taken away.
        if round == 1 {
            publish::take_down_story(&mut n.newsroom, gone, minutes_on(2)).unwrap();
            export(&mut n, 3);
        }
        let mut within = 1;
        loop {
            at.store(within, Ordering::SeqCst);
            count.store(0, Ordering::SeqCst);
            match send(&mut n, place) {
                Ok(_) => break,
                Err(fault) => {
                    assert_eq!(fault.code, "place-line-broke");
                    broke += 1;
                    within += 1;
                }
            }
            assert!(broke < 200, "it gets on");
        }
        server.has_the_site(&n);
    }
    assert!(broke > LONGEST, "it broke {broke} times");
    let slug = n.state(gone).effective_url_slug;
    assert_eq!(server.file(&format!("{slug}/index.html")), None);
}

#[test]
fn s3_loses_nothing_where_requests_are_lost() {
    breaks_everywhere(Kind::S3, Fate::LostBefore);
}

#[test]
fn s3_loses_nothing_where_replies_are_lost() {
    breaks_everywhere(Kind::S3, Fate::LostReply);
}

#[test]
fn web_dav_loses_nothing_where_requests_are_lost() {
    breaks_everywhere(Kind::WebDav, Fate::LostBefore);
}

#[test]
fn web_dav_loses_nothing_where_replies_are_lost() {
    breaks_everywhere(Kind::WebDav, Fate::LostReply);
}

#[test]
fn sftp_loses_nothing_where_the_line_is_cut_anywhere() {
    let server = Server::start(Kind::Sftp);
    let cutter = Cutter::before(&server.address, 1500);
    server.is_known_as(cutter.port);
    let mut n = TestNewsroom::new();
    n.live("Bridge opens");
    n.live("Fair is off");
    export(&mut n, 1);
    let place = server.place(&mut n, &cutter.address);
    for _ in 0..200 {
        match send(&mut n, place) {
            Ok(_) => break,
            Err(fault) => assert_eq!(fault.code, "place-line-broke", "{fault:?}"),
        }
    }
    let cut = cutter.cut.load(Ordering::SeqCst);
    assert!(cut > 7, "it was cut {cut} times");
    server.has_the_site(&n);
}
