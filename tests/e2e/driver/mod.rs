//! Drives the real window: an X server of its own, WebKit's own driver, the real program.
//!
//! ```ignore
//! let home = Home::new();
//! let app = Launch::new(&home).newsroom(&folder).start();
//! app.wait("[data-field=headline]").type_text("Ferry returns to Calder");
//! app.press("ctrl+s");
//! ```
//!
//! Everything here panics with a sentence: in a test that is the answer. A test that panics
//! leaves a screenshot and the program's log in `target/e2e/`.
//! Debian packages: xvfb, webkit2gtk-driver; dbus-daemon and gnome-keyring for `Bus`.

// Each test uses a part of this.
#![allow(dead_code, unused_imports, reason = "a driver is used by some tests here and some there")]

mod acts;
mod bus;
mod commands;
mod home;
mod keys;
mod pages;
mod process;
mod screen;
mod window;
mod wire;

pub use bus::Bus;
pub use commands::{new_newsroom, new_newsroom_in, stet};
pub use home::Home;
pub use keys::png_bytes;
pub use pages::{Element, wait_until};
pub use process::{Ended, alive, kill_at_once, memory_kib};
pub use window::{App, Launch};

/// Where a run leaves its pictures.
pub fn picture(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("e2e").join(name)
}
