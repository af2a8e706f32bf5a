//! The wire: W3C WebDriver over HTTP on this computer, one blocking question at a time.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// A driver that listens on this port.
#[derive(Clone, Copy)]
pub struct Wire {
    pub port: u16,
}

impl Wire {
    /// Asks, and gives the `value` of the answer; an error names the question.
    pub fn ask(self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let (status, answer) =
            self.exchange(method, path, body).map_err(|e| format!("{method} {path}: {e}"))?;
        let mut answer: Value =
            serde_json::from_slice(&answer).map_err(|e| format!("{method} {path}: {e} in the answer"))?;
        let value = answer["value"].take();
        if status == 200 {
            return Ok(value);
        }
        let text = |key: &str| value[key].as_str().unwrap_or("no reason given").to_owned();
        Err(format!("{method} {path}: {}: {}", text("error"), text("message")))
    }

    fn exchange(self, method: &str, path: &str, body: &Value) -> std::io::Result<(u16, Vec<u8>)> {
        let bad = |what: &'static str| std::io::Error::new(std::io::ErrorKind::InvalidData, what);
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(40)))?;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes())?;

        let mut answer = BufReader::new(stream);
        let mut line = String::new();
        answer.read_line(&mut line)?;
        let status =
            line.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(|| bad("no status line"))?;
        let mut length = None;
        loop {
            line.clear();
            if answer.read_line(&mut line)? == 0 || line.trim_end().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse::<usize>().ok();
            }
        }
        let mut content = vec![0; length.ok_or_else(|| bad("an answer without its length"))?];
        answer.read_exact(&mut content)?;
        Ok((status, content))
    }
}
