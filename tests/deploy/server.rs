//! The servers under test: each test has its own, which ends with it.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

pub const USER: &str = "desk";
pub const PASSWORD: &str = "korrekt";

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    S3,
    WebDav,
    Sftp,
}

pub struct Server {
    pub kind: Kind,
    pub address: String,
    /// Where their programs and keys are.
    pub servers: PathBuf,
    /// Of SFTP: the key that is shown.
    pub key: &'static str,
    child: Child,
    /// What it serves, and what it is told.
    pub root: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    pub fn start(kind: Kind) -> Server {
        let root = tempfile::Builder::new().prefix("place").tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let servers = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/target")), PathBuf::from)
            .join("deploy-servers");
        let programs = servers.join("bin");
        let mut command = match kind {
            Kind::S3 => {
                let mut moto = Command::new(programs.join("moto_server"));
                moto.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
                moto
            }
            Kind::WebDav => {
                let config = root.path().join("wsgidav.json");
                let share = root.path().join("share");
                std::fs::create_dir(&share).unwrap();
                let text = serde_json::json!({
                    "provider_mapping": { "/": share.to_str().unwrap() },
                    "simple_dc": { "user_mapping": { "*": { USER: { "password": PASSWORD } } } },
                    "http_authenticator": { "accept_basic": true, "accept_digest": false, "default_to_digest": false },
                });
                stet::newsroom::write_whole(&config, text.to_string().as_bytes()).unwrap();
                let mut dav = Command::new(programs.join("wsgidav"));
                dav.args([
                    "--host",
                    "127.0.0.1",
                    "--port",
                    &port.to_string(),
                    "--config",
                    config.to_str().unwrap(),
                ]);
                dav
            }
            Kind::Sftp => sshd(&servers.join("ssh"), root.path(), port),
        };
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("scripts/deploy-servers.sh ran");
        let server = Server { kind, address: address(kind, port), servers, key: "key", child, root };
        for _ in 0..300 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                if kind == Kind::Sftp {
                    server.is_known_as(port);
                }
                if kind == Kind::S3 {
                    assert_eq!(server.ask("PUT", "/bucket", b"").0, 200);
                }
                return server;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{kind:?} did not start");
    }

    /// Writes down that this computer knows the SSH server at a port of its own.
    pub fn is_known_as(&self, port: u16) {
        self.known("host-key.pub", port);
    }

    /// Writes down another key for the SSH server at a port.
    pub fn was_another_at(&self, port: u16) {
        self.known("strange-key.pub", port);
    }

    fn known(&self, key: &str, port: u16) {
        let ssh = self.servers.join("ssh");
        let key = std::fs::read_to_string(ssh.join(key)).unwrap();
        let mut list = std::fs::OpenOptions::new().append(true).open(ssh.join("known_hosts")).unwrap();
        std::io::Write::write_all(&mut list, format!("[127.0.0.1]:{port} {key}").as_bytes()).unwrap();
    }

    /// Asks the server as its owner.
    fn ask(&self, method: &str, path: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        // A request without one is a stranger's to the S3 server; it does not prove the signature.
        let owner = "AWS4-HMAC-SHA256 Credential=desk/20261128/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";
        let request = request.header("Authorization", owner);
        let mut answer = agent.run(request.body(body.to_vec()).unwrap()).unwrap();
        let read = if method == "HEAD" { Vec::new() } else { answer.body_mut().read_to_vec().unwrap() };
        (answer.status().as_u16(), read)
    }

    /// What stands at a path of the site's folder.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        match self.kind {
            Kind::WebDav | Kind::Sftp => std::fs::read(self.root.path().join("share/news").join(path)).ok(),
            Kind::S3 => match self.ask("GET", &format!("/bucket/news/{path}"), b"") {
                (200, bytes) => Some(bytes),
                _ => None,
            },
        }
    }

    /// Puts somebody else's file there.
    pub fn put_foreign(&self, path: &str, bytes: &[u8]) {
        match self.kind {
            Kind::WebDav | Kind::Sftp => {
                let at = self.root.path().join("share/news").join(path);
                std::fs::create_dir_all(at.parent().unwrap()).unwrap();
                std::io::Write::write_all(&mut std::fs::File::create(at).unwrap(), bytes).unwrap();
            }
            Kind::S3 => assert_eq!(self.ask("PUT", &format!("/bucket/news/{path}"), bytes).0, 200),
        }
    }
}

fn address(kind: Kind, port: u16) -> String {
    let scheme = if kind == Kind::Sftp { "sftp" } else { "http" };
    format!("{scheme}://127.0.0.1:{port}")
}

/// An SSH server of this user's own, which lets in whoever has the key.
fn sshd(ssh: &Path, root: &Path, port: u16) -> Command {
    let asked = Command::new("which").arg("ssh").output().unwrap();
    let ours = String::from_utf8(asked.stdout).unwrap();
    assert!(ours.contains("deploy-servers"), "`make deploy` gives the tests an ssh of their own");
    std::fs::create_dir(root.join("share")).unwrap();
    let config = root.join("sshd_config");
    let text = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {ssh}/host-key\nAuthorizedKeysFile {ssh}/key.pub\n\
         PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
         PermitRootLogin yes\nMaxStartups 100\nSubsystem sftp internal-sftp\n",
        ssh = ssh.display()
    );
    stet::newsroom::write_whole(&config, text.as_bytes()).unwrap();
    let mut sshd = Command::new("/usr/sbin/sshd");
    sshd.args(["-D", "-f", config.to_str().unwrap()]);
    sshd
}
