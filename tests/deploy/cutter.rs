//! Stands before a server and cuts each line after so many bytes, each a little later than the one before.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Cutter {
    pub address: String,
    pub port: u16,
    /// Lines that were cut.
    pub cut: Arc<AtomicUsize>,
}

impl Cutter {
    /// Before the server at `address`, with lines that grow by `step` bytes.
    pub fn before(address: &str, step: usize) -> Self {
        let to = address.rsplit('/').next().unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let cut = Arc::new(AtomicUsize::new(0));
        let counted = cut.clone();
        std::thread::spawn(move || {
            for (number, from) in listener.incoming().enumerate() {
                let (from, Ok(to)) = (from.unwrap(), TcpStream::connect(&to)) else { return };
                let (back, forth) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                let (left, counted) = (step.saturating_mul(number + 1), counted.clone());
                std::thread::spawn(move || pass(to, back, usize::MAX));
                std::thread::spawn(move || {
                    if pass(from, forth, left) {
                        counted.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        Self { address: format!("sftp://127.0.0.1:{port}"), port, cut }
    }
}

/// Passes on what comes, until so many bytes have; whether it was cut.
fn pass(mut from: TcpStream, mut to: TcpStream, mut left: usize) -> bool {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        let goes = count.min(left);
        left -= goes;
        if to.write_all(&bytes[..goes]).is_err() || left == 0 {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
    left == 0
}
