//! A killed story goes from every place that the site was sent to, before anything else.

use crate::place::export;
use crate::proxy::Proxy;
use crate::room::{TestNewsroom, minutes_on};
use crate::server::{Kind, PASSWORD, Server};
use stet::cms::Secret;
use stet::newsroom::wall_clock;
use stet::publish::{self, Rid};
use stet::story::Move;

#[test]
fn a_killed_story_goes_first_and_the_place_says_so() {
    for kind in [Kind::S3, Kind::WebDav, Kind::Sftp] {
        let server = Server::start(kind);
        let proxy = (kind != Kind::Sftp).then(|| Proxy::before(&server.address, |_, _| None));
        let seen = || proxy.as_ref().map(Proxy::seen).unwrap_or_default();
        let mut n = TestNewsroom::new();
        n.live("Bridge opens");
        let story = n.live("Wrong man named");
        let slug = n.state(story).effective_url_slug;
        export(&mut n, 1);
        let place = server.place(&mut n, proxy.as_ref().map_or(&server.address, |proxy| &proxy.address));
        let send = |n: &mut TestNewsroom| {
            publish::send(&mut n.newsroom, place, &Secret::new(PASSWORD), &wall_clock, &mut |_| true)
        };
        send(&mut n).unwrap();
        let page = format!("{slug}/index.html");
        assert!(server.file(&page).is_some(), "the story was there");

        n.newsroom.make_move(story, Move::Kill(Some("Wrong man".into())), minutes_on(2)).unwrap();
        // The folder still holds it: nothing is sent from there.
        assert_eq!(send(&mut n).unwrap_err().code, "site-folder-first");
        let of_place = |n: &mut TestNewsroom| {
            let all = publish::removals(&mut n.newsroom, story).unwrap();
            all.into_iter().find(|r| r.place == place.to_string()).expect("the place is a row")
        };
        assert_ne!(of_place(&mut n).state, Rid::Gone);

        publish::write_away(&mut n.newsroom, minutes_on(3)).unwrap();
        let before = seen().len();
        send(&mut n).unwrap();
        assert_eq!(server.file(&page), None);
        let row = of_place(&mut n);
        assert_eq!((row.state, row.name.as_str()), (Rid::Gone, "Readers"));
        let asked = seen().split_off(before);
        let write = asked.iter().find(|line| ["PUT", "MOVE", "DELETE"].iter().any(|w| line.starts_with(w)));
        assert!(write.is_none_or(|line| line.starts_with("DELETE")), "what is killed goes before all else");
        assert!(kind == Kind::Sftp || write.is_some());
        server.has_the_site(&n);
    }
}

#[test]
fn its_page_goes_though_the_folder_is_away_and_its_slug_was_changed_since() {
    let server = Server::start(Kind::WebDav);
    let mut n = TestNewsroom::new();
    n.live("Bridge opens");
    let story = n.live("Wrong man named");
    let page = format!("{}/index.html", n.state(story).effective_url_slug);
    export(&mut n, 1);
    let place = server.place(&mut n, &server.address);
    let send = |n: &mut TestNewsroom| {
        publish::send(&mut n.newsroom, place, &Secret::new(PASSWORD), &wall_clock, &mut |_| true)
    };
    send(&mut n).unwrap();
    assert!(server.file(&page).is_some());
    // The working copy has another address, which readers never saw.
    n.edit(story, minutes_on(2), |s| s.url_slug = "man-named".into());
    std::fs::rename(n.beside("public"), n.beside("away")).unwrap();
    n.newsroom.make_move(story, Move::Kill(Some("Wrong man".into())), minutes_on(3)).unwrap();
    publish::write_away(&mut n.newsroom, minutes_on(3)).unwrap();
    assert!(send(&mut n).is_err(), "the site cannot be sent");
    assert_eq!(server.file(&page), None);
}
