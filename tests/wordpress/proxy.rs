//! A line to the site that breaks where a test says.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fate {
    /// It never arrives.
    LostBefore,
    /// The site acts on it; the reply is lost.
    LostReply,
    /// The reply comes through but for its last byte.
    CutReply,
    /// The reply comes late.
    LateReply(Duration),
    /// It arrives late, after the sender has stopped waiting.
    LateArrival(Duration),
    /// Somebody in between answers instead of the site.
    Instead(u16, &'static str),
}

type Plan = dyn Fn(usize, &str) -> Option<Fate> + Send + Sync;

/// A proxy to one site.
pub struct Proxy {
    pub address: String,
    shared: Arc<Shared>,
}

struct Shared {
    target: String,
    plan: Box<Plan>,
    seen: Mutex<Vec<String>>,
}

impl Proxy {
    /// Stands before `target`. `plan` is asked for each request, counted from 1, with its
    /// first line; without a fate it goes through.
    pub fn before(target: &str, plan: impl Fn(usize, &str) -> Option<Fate> + Send + Sync + 'static) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let target = target.trim_start_matches("http://").to_owned();
        let shared = Arc::new(Shared { target, plan: Box::new(plan), seen: Mutex::default() });
        let for_thread = shared.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = for_thread.clone();
                std::thread::spawn(move || shared.carry(stream));
            }
        });
        Proxy { address, shared }
    }

    /// The first lines of all requests so far.
    pub fn seen(&self) -> Vec<String> {
        self.shared.seen.lock().unwrap().clone()
    }
}

impl Shared {
    fn carry(&self, mut client: TcpStream) {
        let Some(request) = read_request(&mut client) else { return };
        let line = String::from_utf8_lossy(&request).lines().next().unwrap_or_default().to_owned();
        let number = {
            let mut seen = self.seen.lock().unwrap();
            seen.push(line.clone());
            seen.len()
        };
        let fate = (self.plan)(number, &line);
        match fate {
            Some(Fate::LostBefore) => return,
            Some(Fate::Instead(status, body)) => {
                let head = format!(
                    "HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                let _ = client.write_all(head.as_bytes());
                let _ = client.write_all(body.as_bytes());
                return;
            }
            Some(Fate::LateArrival(late)) => std::thread::sleep(late),
            _ => {}
        }
        let mut site = TcpStream::connect(&self.target).unwrap();
        let _ = site.write_all(&request);
        let mut reply = Vec::new();
        let _ = site.read_to_end(&mut reply);
        match fate {
            Some(Fate::LostReply) => return,
            Some(Fate::CutReply) => reply.truncate(reply.len().saturating_sub(1)),
            Some(Fate::LateReply(late)) => std::thread::sleep(late),
            _ => {}
        }
        let _ = client.write_all(&reply);
    }
}

/// One whole request, asking the site to close after it answered.
fn read_request(client: &mut TcpStream) -> Option<Vec<u8>> {
    client.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let mut bytes = Vec::new();
    let mut buffer = [0; 65536];
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            break at + 4;
        }
        match client.read(&mut buffer) {
            Ok(0) => return None,
            Ok(n) => bytes.extend_from_slice(&buffer[..n]),
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).to_lowercase();
    let length =
        head.lines().find_map(|l| l.strip_prefix("content-length:")).and_then(|n| n.trim().parse().ok());
    let whole = head_end + length.unwrap_or(0usize);
    while bytes.len() < whole {
        match client.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(n) => bytes.extend_from_slice(&buffer[..n]),
        }
    }
    let closing = b"Connection: close\r\n";
    let first_line = bytes.windows(2).position(|w| w == b"\r\n")? + 2;
    let mut request = bytes[..first_line].to_vec();
    request.extend_from_slice(closing);
    request.extend_from_slice(&bytes[first_line..]);
    Some(request)
}
