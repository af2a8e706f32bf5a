//! `Test connection`: what works, and what is wrong in its own sentence.

use crate::proxy::{Fate, Proxy};
use crate::server::wordpress;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use stet::cms::wordpress::{Tested, test_connection};
use stet::cms::{Patience, Secret, Site};

const PATIENCE: Patience = Patience { connect: Duration::from_secs(5), answer: Duration::from_secs(30) };

fn test(site: &Site) -> Result<Tested, String> {
    test_connection(site, PATIENCE).map_err(|e| {
        assert!(
            e.sentence.ends_with('.') && !e.sentence.contains('<'),
            "a sentence for people: {}",
            e.sentence
        );
        e.code.to_string()
    })
}

/// Answers every request with the same bytes, and keeps what it was asked.
fn always(reply: String) -> (String, std::sync::mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (asked, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 8192];
            let n = stream.read(&mut request).unwrap_or(0);
            let _ = asked.send(String::from_utf8_lossy(&request[..n]).into_owned());
            let _ = stream.write_all(reply.as_bytes());
        }
    });
    (address, receive)
}

#[test]
fn each_role_is_told_what_it_may_do() {
    let may = |user: &str| {
        let t = test(&wordpress().site(user)).unwrap();
        assert_eq!(
            (t.site_title.as_str(), t.address.as_str()),
            ("The Calder Star", wordpress().url.as_str())
        );
        assert_eq!(
            t.advice.len(),
            [t.can_publish, t.can_upload, t.can_make_terms].iter().filter(|x| !**x).count()
        );
        (t.can_publish, t.can_upload, t.can_make_terms)
    };
    assert_eq!(may("admin"), (true, true, true));
    assert_eq!(may("editor"), (true, true, true));
    assert_eq!(may("author"), (true, true, false));
    assert_eq!(may("contributor"), (false, false, false));
    assert_eq!(test(&wordpress().site("subscriber")).unwrap_err(), "cms-cannot-write");
}

#[test]
fn an_address_is_taken_as_it_was_copied_from_the_browser() {
    let site = wordpress().site_at(&format!("{}/wp-admin/profile.php", wordpress().url), "editor");
    assert_eq!(test(&site).unwrap().address, wordpress().url);
}

#[test]
fn what_is_wrong_is_said() {
    let with = |address: &str| test(&wordpress().site_at(address, "editor")).unwrap_err();
    assert_eq!(with("our site"), "cms-not-an-address");
    assert_eq!(with("https://no-such-site.invalid"), "cms-host-not-found");
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(with(&format!("http://{free}")), "cms-site-down");
    let (page, _) = always("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello".into());
    assert_eq!(with(&page), "cms-not-wordpress");
    let mut wrong = wordpress().site("editor");
    wrong.password = Secret::new("not it");
    assert_eq!(test(&wrong).unwrap_err(), "cms-wrong-password");
}

#[test]
fn a_site_without_pretty_addresses_is_reached() {
    // As a web server answers where WordPress's pretty addresses are off.
    let proxy = Proxy::before(&wordpress().url, |_, line| match line {
        // Its front page would send us from the proxy to the site itself.
        line if line.starts_with("GET / HTTP") => Some(Fate::Instead(200, "<h1>Front page</h1>")),
        line => line.contains(" /wp-json").then_some(Fate::Instead(404, "<h1>Not Found</h1>")),
    });
    let site = wordpress().site_at(&proxy.address, "editor");
    assert!(test(&site).unwrap().can_publish);
    let mut desk = crate::desk::Desk::new("editor").with_three_pictures().through(&proxy.address, "editor");
    desk.send(stet::cms::Act::Publish).expect("and takes a story");
    assert_eq!(wordpress().posts_of(&desk.post().marker()).len(), 1);
}

#[test]
fn a_site_that_sends_us_on_is_named_and_gets_no_password() {
    let (elsewhere, heard) =
        always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi".into());
    let moved = format!(
        "HTTP/1.1 301 Moved\r\nLocation: {elsewhere}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    let (here, asked) = always(moved);
    let error = test_connection(&wordpress().site_at(&here, "editor"), PATIENCE).unwrap_err();
    assert_eq!(error.code, "cms-address-moved");
    assert!(error.sentence.contains(&elsewhere), "{error}");
    let all: Vec<String> = asked.try_iter().chain(heard.try_iter()).collect();
    assert!(all.len() >= 2 && all.iter().all(|r| !r.to_lowercase().contains("authorization")), "{all:?}");
}

#[test]
fn a_site_with_its_interface_switched_off_is_said() {
    let off = r#"{"code":"rest_disabled","message":"REST is off.","data":{"status":403}}"#;
    let reply = format!(
        "HTTP/1.1 403 F\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{off}",
        off.len()
    );
    let (address, _) = always(reply);
    assert_eq!(test(&wordpress().site_at(&address, "editor")).unwrap_err(), "cms-rest-off");
}

/// An https server with a certificate that it signed itself.
struct SelfSigned {
    server: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl SelfSigned {
    fn start() -> SelfSigned {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"])
            .current_dir(folder.path())
            .output()
            .expect("openssl is installed");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let server = Command::new("openssl")
            .args(["s_server", "-quiet", "-www", "-key", "key.pem", "-cert", "cert.pem"])
            .args(["-accept", &format!("127.0.0.1:{port}")])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let give_up = Instant::now() + Duration::from_secs(20);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < give_up, "the https server does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        SelfSigned { server, address: format!("https://localhost:{port}"), _folder: folder }
    }
}

impl Drop for SelfSigned {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused() {
    let server = SelfSigned::start();
    assert_eq!(test(&wordpress().site_at(&server.address, "editor")).unwrap_err(), "cms-certificate");
    let mut desk = crate::desk::Desk::new("editor").through(&server.address, "editor");
    let (code, kind) = desk.refusal(stet::cms::Act::Publish);
    assert_eq!((code.as_str(), kind), ("cms-certificate", stet::cms::FailureKind::Refused));
}

#[test]
fn https_asked_of_a_plain_http_site_is_said() {
    let (plain, _) =
        always("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".into());
    let address = plain.replace("http://", "https://");
    assert_eq!(test(&wordpress().site_at(&address, "editor")).unwrap_err(), "cms-not-https");
}
