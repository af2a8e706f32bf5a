//! The program in a window of its own: started, asked, photographed, ended, killed.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use super::process::{Ended, age, alive, child_running, children_of, kill_at_once};
use super::screen::press_close_buttons;
use super::wire::Wire;
use super::{Bus, Home, wait_until};

/// How the program is to be started.
pub struct Launch<'a> {
    home: &'a Home,
    newsroom: Option<PathBuf>,
    bus: Option<&'a Bus>,
    size: (u32, u32),
    dark: bool,
    env: Vec<(String, String)>,
    program: PathBuf,
}

impl<'a> Launch<'a> {
    /// The program as cargo built it for this test, in a home of its own, 1280 × 800, light.
    pub fn new(home: &'a Home) -> Self {
        Self {
            home,
            newsroom: None,
            bus: None,
            size: (1280, 800),
            dark: false,
            env: Vec::new(),
            program: env!("CARGO_BIN_EXE_stet").into(),
        }
    }

    /// On this newsroom; without it the program finds or makes its own, as on a first run.
    pub fn newsroom(mut self, folder: &Path) -> Self {
        self.newsroom = Some(folder.to_owned());
        self
    }

    /// With a session bus and a keychain.
    pub fn bus(mut self, bus: &'a Bus) -> Self {
        self.bus = Some(bus);
        self
    }

    /// On a screen of this size.
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// On a desktop that prefers dark.
    pub fn dark(mut self) -> Self {
        self.dark = true;
        self
    }

    /// With this in the program's environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// By way of this script, which becomes the program in the end.
    pub fn by(mut self, script: &Path) -> Self {
        self.program = script.to_owned();
        self
    }

    /// Starts it and waits until its page can be asked.
    #[track_caller]
    pub fn start(self) -> App {
        let (screen, display) = open_screen(self.size);
        let log = File::create(self.home.log()).expect("a log file in the test's home");
        // Another test may take the free port in between: look again.
        let (driver, wire) = (0..5)
            .find_map(|_| self.start_driver(&display, &log))
            .expect("WebKitWebDriver did not listen on any of five ports");
        let binary = Path::new(env!("CARGO_BIN_EXE_stet"));
        let args: Vec<String> = self
            .newsroom
            .iter()
            .flat_map(|folder| {
                ["--newsroom".to_owned(), folder.to_str().expect("a path in Unicode").to_owned()]
            })
            .collect();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": self.program, "args": args } } } });
        let answer = wire.ask("POST", "/session", &wanted).unwrap_or_else(|e| {
            panic!(
                "the window did not open: {e}\n{}",
                std::fs::read_to_string(self.home.log()).unwrap_or_default()
            )
        });
        let session = answer["sessionId"].as_str().expect("a session id").to_owned();
        let pid = child_running(driver.0.id(), binary).expect("the program runs under its driver");
        App { wire, session, pid, display, log: self.home.log(), _driver: driver, _screen: screen }
    }

    /// Starts the program once more, as a second click on its icon does, on the screen of `first`:
    /// whether it ended well, and what it printed.
    #[track_caller]
    pub fn start_beside(self, first: &App) -> (bool, String) {
        let mut second = Command::new(env!("CARGO_BIN_EXE_stet"));
        self.home.of(&mut second);
        second
            .args(self.args())
            .env("DISPLAY", &first.display)
            .env("GDK_BACKEND", "x11")
            .stdin(Stdio::null());
        let output = second.output().expect("the program starts");
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn args(&self) -> Vec<String> {
        let folder = self.newsroom.as_deref().map(|f| f.to_str().expect("a path in Unicode").to_owned());
        folder.into_iter().flat_map(|folder| ["--newsroom".to_owned(), folder]).collect()
    }

    fn start_driver(&self, display: &str, log: &File) -> Option<(Ended, Wire)> {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = free.local_addr().expect("its number").port();
        drop(free);
        let mut driver = Command::new("WebKitWebDriver");
        self.home.of(&mut driver);
        if let Some(bus) = self.bus {
            bus.of(&mut driver);
        }
        // The program is the driver's child and inherits all of this.
        driver
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("DISPLAY", display)
            .env("GDK_BACKEND", "x11")
            .env("GTK_THEME", if self.dark { "Adwaita:dark" } else { "Adwaita" })
            // No graphics card here: steadier first paint and less memory.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the log file"))
            .stderr(log.try_clone().expect("the log file"));
        let mut driver = Ended(driver.spawn().unwrap_or_else(|e| {
            panic!("WebKitWebDriver did not start: {e} (Debian package webkit2gtk-driver)")
        }));
        for _ in 0..400 {
            if driver.0.try_wait().is_ok_and(|ended| ended.is_some()) {
                return None;
            }
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Some((driver, Wire { port }));
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        None
    }
}

fn open_screen((width, height): (u32, u32)) -> (Ended, String) {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|e| panic!("Xvfb did not start: {e} (Debian package xvfb)"));
    let mut number = String::new();
    let said = screen.stdout.take().map(|out| BufReader::new(out).read_line(&mut number));
    let screen = Ended(screen);
    assert!(matches!(said, Some(Ok(1..))), "Xvfb gave no display");
    (screen, format!(":{}", number.trim()))
}

/// The program in its window. Dropping it ends the driver, then the X server, which ends the
/// program if it is still there: the driver alone would leave it running.
pub struct App {
    wire: Wire,
    session: String,
    pid: u32,
    display: String,
    log: PathBuf,
    // Dropped in this order.
    _driver: Ended,
    _screen: Ended,
}

impl App {
    pub(super) fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.wire.ask(method, &format!("/session/{}{path}", self.session), body)
    }

    /// The program's own process.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// The X display that the window is on, as in `DISPLAY`.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// The program's children by name: what WebKit runs for it.
    pub fn children(&self) -> Vec<(u32, String)> {
        children_of(self.pid)
    }

    /// How long the program has been running.
    pub fn age(&self) -> Duration {
        age(self.pid)
    }

    /// What the program has printed so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Kills the program as a power cut would, and waits until it is gone.
    #[track_caller]
    pub fn kill(self) {
        kill_at_once(self.pid);
        self.wait_ended();
    }

    /// Closes the window as its close button does, and waits until the program has ended by itself.
    #[track_caller]
    pub fn close(self) {
        // Not the driver's own closing: that takes the page away and asks nobody.
        press_close_buttons(&self.display).expect("the screen hears");
        self.wait_ended();
    }

    /// Waits until the program has ended by itself.
    #[track_caller]
    pub fn wait_ended(&self) {
        wait_until("the program has ended", || !alive(self.pid));
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if std::thread::panicking() && alive(self.pid) {
            let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("e2e");
            let picture = folder.join(format!("{test}.png"));
            match self.try_screenshot(&picture) {
                Ok(()) => eprintln!("The window at that moment: {}", picture.display()),
                Err(e) => eprintln!("No picture of the window: {e}"),
            }
            eprintln!("The program said:\n{}", self.log());
        }
        if alive(self.pid) {
            kill_at_once(self.pid);
        }
    }
}
