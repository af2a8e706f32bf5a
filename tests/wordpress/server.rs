//! The WordPress under test: started once, ended with the test run, asked as its administrator.

use base64::Engine;
use serde_json::Value;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use stet::cms::{Secret, Site};

pub struct Server {
    pub url: String,
    state: String,
    users: Value,
}

/// The one WordPress of this run.
pub fn wordpress() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(start)
}

fn start() -> Server {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/wordpress.sh");
    let started = Command::new(script).arg("start").output().expect("the script runs");
    assert!(started.status.success(), "{}", String::from_utf8_lossy(&started.stderr));
    let said: Value = serde_json::from_slice(&started.stdout).expect("one line of JSON");
    // Ends the server when this process ends, however it ends: the pipe to it closes then.
    use std::os::unix::process::CommandExt;
    let guard = Command::new("sh")
        .args(["-c", "read -r forever; \"$0\" stop \"$1\"", script, said["state"].as_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("a shell");
    std::mem::forget(guard);
    let text = |key: &str| said[key].as_str().unwrap().to_owned();
    Server { url: text("url"), state: text("state"), users: said["users"].clone() }
}

impl Server {
    pub fn password(&self, user: &str) -> &str {
        self.users[user].as_str().expect("a user of the script")
    }

    /// The site as a destination of this user.
    pub fn site(&self, user: &str) -> Site {
        self.site_at(&self.url, user)
    }

    /// The same at another address, such as a proxy's.
    pub fn site_at(&self, address: &str, user: &str) -> Site {
        Site {
            address: address.to_owned(),
            user: user.to_owned(),
            password: Secret::new(self.password(user)),
        }
    }

    /// Puts a statement straight into the site's database, as its own programs would.
    pub fn sql(&self, statement: &str) {
        let socket = format!("{}/db.sock", self.state);
        let done = Command::new("mariadb")
            .args(["--no-defaults", "-S", socket.as_str(), "-u", "root", "wp", "-e", statement])
            .output()
            .expect("the package mariadb-client is installed");
        assert!(done.status.success(), "{statement}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Puts a page in the place of an address, as a cache in front of a site does.
    pub fn cache(&self, link: &str, page: &str) {
        let path = link.strip_prefix(&self.url).expect("an address of the site").trim_matches('/');
        let folder = std::path::Path::new(&self.state).join("root").join(path);
        std::fs::create_dir_all(&folder).unwrap();
        let mut file = std::fs::File::create(folder.join("index.php")).unwrap();
        std::io::Write::write_all(&mut file, page.as_bytes()).unwrap();
    }

    /// The status that a reader without a password gets at an address.
    pub fn as_a_stranger(&self, address: &str) -> u16 {
        let request = ureq::http::Request::builder().uri(address).body(()).unwrap();
        match ureq::run(request) {
            Ok(answer) => answer.status().as_u16(),
            Err(ureq::Error::StatusCode(status)) => status,
            Err(e) => panic!("{address}: {e}"),
        }
    }

    /// Asks the site's interface as this user; anything but success fails the test.
    pub fn ask(&self, user: &str, method: &str, path: &str, body: Option<Value>) -> Value {
        let pair = format!("{user}:{}", self.password(user));
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}/wp-json/wp/v2{path}", self.url))
            .header(
                "Authorization",
                format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair)),
            )
            .header("Content-Type", "application/json")
            .body(body.map(|b| b.to_string()).unwrap_or_default())
            .unwrap();
        let mut answer = ureq::run(request).unwrap_or_else(|e| panic!("{method} {path}: {e}"));
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).expect("JSON")
    }

    pub fn post(&self, id: u64) -> Value {
        self.ask("admin", "GET", &format!("/posts/{id}?context=edit"), None)
    }

    pub fn change(&self, id: u64, fields: Value) -> Value {
        self.ask("admin", "POST", &format!("/posts/{id}"), Some(fields))
    }

    /// Every post of a story, in whatever state, also in the trash.
    pub fn posts_of(&self, marker: &str) -> Vec<u64> {
        let all = "publish,future,draft,pending,private,trash";
        let path = format!("/posts?search={marker}&status={all}&context=edit&per_page=100");
        ids(&self.ask("admin", "GET", &path, None))
    }

    /// Every copy of a picture, by the name that its file was sent under.
    pub fn copies_of(&self, media: &str) -> Vec<u64> {
        let stem = format!("stet-{}", &media[..16]);
        let found = self.ask("admin", "GET", "/media?per_page=100&orderby=id", None);
        let of_it = |m: &&Value| m["source_url"].as_str().is_some_and(|u| u.contains(&stem));
        found.as_array().unwrap().iter().filter(of_it).filter_map(|m| m["id"].as_u64()).collect()
    }
}

fn ids(list: &Value) -> Vec<u64> {
    list.as_array().expect("a list").iter().filter_map(|p| p["id"].as_u64()).collect()
}
