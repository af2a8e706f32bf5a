//! What is sent, and what is not.

use crate::cutter::Cutter;
use crate::place::{export, send};
use crate::proxy::Proxy;
use crate::room::{TestNewsroom, minutes_on};
use crate::server::{Kind, PASSWORD, Server};
use stet::cms::Secret;
use stet::newsroom::wall_clock;
use stet::publish;

fn sends_what_changed(kind: Kind) {
    let server = Server::start(kind);
    let proxy = (kind != Kind::Sftp).then(|| Proxy::before(&server.address, |_, _| None));
    let seen = || proxy.as_ref().map(Proxy::seen).unwrap_or_default();
    let address = proxy.as_ref().map_or(&server.address, |proxy| &proxy.address);
    let mut n = TestNewsroom::new();
    let story = n.live("Bridge opens");
    n.live("कालका में बाढ़");
    export(&mut n, 1);
    let place = server.place(&mut n, address);
    server.put_foreign("notes.txt", b"somebody else's");

    let first = send(&mut n, place).unwrap();
    assert_eq!((first.unchanged, first.removed, first.put), (0, 0, first.to_put));
    server.has_the_site(&n);
    let wrote = seen();
    let writes: Vec<&String> = wrote
        .iter()
        .filter(|l| if kind == Kind::S3 { l.starts_with("PUT") } else { l.starts_with("MOVE") })
        .collect();
    assert!(
        kind == Kind::Sftp || writes.last().unwrap().contains("index.html"),
        "the front page goes last: {writes:?}"
    );

    // Nothing changed: nothing is asked at all.
    let asked = seen().len();
    let again = send(&mut n, place).unwrap();
    assert_eq!((again.put, again.removed), (0, 0));
    assert_eq!(seen().len(), asked, "no request where nothing changed");

    // One story changed, one gone.
    n.edit(story, minutes_on(2), |s| s.headline = "Bridge opens late".to_owned());
    n.publish(story, minutes_on(2));
    let gone = n.live("Fair is off");
    export(&mut n, 3);
    send(&mut n, place).unwrap();
    server.has_the_site(&n);
    let slug = n.state(gone).effective_url_slug;
    publish::take_down_story(&mut n.newsroom, gone, minutes_on(4)).unwrap();
    export(&mut n, 5);
    let third = send(&mut n, place).unwrap();
    assert!(third.removed > 0 && third.unchanged > 0, "{third:?}");
    server.has_the_site(&n);
    assert_eq!(server.file(&format!("{slug}/index.html")), None);
    assert_eq!(server.file("notes.txt").unwrap(), b"somebody else's", "what is not ours stays");
}

#[test]
fn s3_gets_what_changed_and_nothing_else() {
    sends_what_changed(Kind::S3);
}

#[test]
fn web_dav_gets_what_changed_and_nothing_else() {
    sends_what_changed(Kind::WebDav);
}

#[test]
fn sftp_gets_what_changed_and_nothing_else() {
    sends_what_changed(Kind::Sftp);
}

#[test]
fn a_file_of_others_is_never_replaced() {
    for kind in [Kind::S3, Kind::WebDav, Kind::Sftp] {
        let server = Server::start(kind);
        let mut n = TestNewsroom::new();
        n.live("Bridge opens");
        export(&mut n, 1);
        server.put_foreign("index.html", b"an older site");
        let place = server.place(&mut n, &server.address);
        assert_eq!(send(&mut n, place).unwrap_err().code, "place-file-foreign");
        assert_eq!(server.file("index.html").unwrap(), b"an older site");
    }
}

#[test]
fn what_is_wrong_is_said() {
    let server = Server::start(Kind::WebDav);
    let mut n = TestNewsroom::new();
    n.live("Bridge opens");
    let place = server.place(&mut n, &server.address);
    assert_eq!(send(&mut n, place).unwrap_err().code, "site-not-exported");
    export(&mut n, 1);
    let wrong = publish::send(&mut n.newsroom, place, &Secret::new("falsch"), &wall_clock, &mut |_| true);
    assert_eq!(wrong.unwrap_err().code, "place-password");
    let nobody = server.place(&mut n, "http://127.0.0.1:9");
    assert_eq!(send(&mut n, nobody).unwrap_err().code, "place-not-reached");
    let full = Proxy::before(&server.address, |_, line| {
        line.starts_with("PUT").then_some(crate::proxy::Fate::Instead(507, "full"))
    });
    let full = server.place(&mut n, &full.address);
    assert_eq!(send(&mut n, full).unwrap_err().code, "place-full");
    let row = publish::site_places(&mut n.newsroom).unwrap().into_iter().find(|p| p.id == full).unwrap();
    assert_eq!(row.error.unwrap().code, "place-full", "the newsroom remembers why");
}

#[test]
fn a_host_that_is_not_known_gets_nothing() {
    let mut server = Server::start(Kind::Sftp);
    let mut n = TestNewsroom::new();
    n.live("Bridge opens");
    export(&mut n, 1);
    for (known, code) in [(false, "place-host-unknown"), (true, "place-host-changed")] {
        let through = Cutter::before(&server.address, usize::MAX);
        if known {
            server.was_another_at(through.port);
        }
        let place = server.place(&mut n, &through.address);
        let fault = send(&mut n, place).unwrap_err();
        assert_eq!(fault.code, code, "{fault:?}");
        assert_eq!(server.file("index.html"), None);
    }
    server.key = "strange-key";
    let place = server.place(&mut n, &server.address);
    assert_eq!(send(&mut n, place).unwrap_err().code, "place-password");
    let nobody = server.place(&mut n, "sftp://127.0.0.1:9");
    assert_eq!(send(&mut n, nobody).unwrap_err().code, "place-not-reached");
}

#[test]
fn a_site_that_is_exported_meanwhile_goes_as_it_is_then() {
    let server = Server::start(Kind::WebDav);
    let mut n = TestNewsroom::new();
    let story = n.live("Bridge opens");
    export(&mut n, 1);
    let place = server.place(&mut n, &server.address);
    n.edit(story, minutes_on(2), |s| s.headline = "Bridge opens late".to_owned());
    n.publish(story, minutes_on(2));
    let (mut other, folder) = (n.reopened(), n.beside("public"));
    let mut tell = |sent: publish::Sent| {
        if sent.put == 4 {
            publish::export(&mut other, &folder, minutes_on(3)).unwrap();
        }
        true
    };
    publish::send(&mut n.newsroom, place, &Secret::new(PASSWORD), &wall_clock, &mut tell).unwrap();
    server.has_the_site(&n);
    let front = String::from_utf8(server.file("index.html").unwrap()).unwrap();
    assert!(front.contains("Bridge opens late"), "the front is the later one");
}

#[test]
fn a_sending_that_was_stopped_goes_on() {
    let server = Server::start(Kind::WebDav);
    let mut n = TestNewsroom::new();
    n.live("Bridge opens");
    export(&mut n, 1);
    let place = server.place(&mut n, &server.address);
    let mut tell = |sent: publish::Sent| sent.put < 5;
    let stopped = publish::send(&mut n.newsroom, place, &Secret::new(PASSWORD), &wall_clock, &mut tell);
    assert_eq!(stopped.unwrap_err().code, "sending-stopped");
    let rest = send(&mut n, place).unwrap();
    assert_eq!(rest.unchanged, 5, "what had gone is not sent again");
    server.has_the_site(&n);
}

#[test]
fn two_sendings_do_not_have_one_place() {
    let server = Server::start(Kind::S3);
    let mut n = TestNewsroom::new();
    n.live("Bridge opens");
    export(&mut n, 1);
    let place = server.place(&mut n, &server.address);
    let mut other = n.reopened();
    let mut refused = None;
    let mut tell = |_| {
        let went = publish::send(&mut other, place, &Secret::new(PASSWORD), &wall_clock, &mut |_| true);
        refused.get_or_insert(went.unwrap_err().code);
        true
    };
    publish::send(&mut n.newsroom, place, &Secret::new(PASSWORD), &wall_clock, &mut tell).unwrap();
    assert_eq!(refused.unwrap(), "place-busy");
    server.has_the_site(&n);
}
