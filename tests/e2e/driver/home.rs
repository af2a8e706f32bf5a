//! A home folder for one test: the program finds nothing of this user's and leaves nothing.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Outlives the window, so that a killed program can be started again where it was.
pub struct Home(tempfile::TempDir);

impl Home {
    /// A fresh, empty home.
    pub fn new() -> Self {
        let home = tempfile::Builder::new().prefix("stet-e2e-").tempdir().expect("a temporary folder");
        for part in ["data", "config", "cache", "run", "files"] {
            std::fs::create_dir(home.path().join(part)).expect("a folder in the temporary folder");
        }
        // WebKit and the bus refuse a run folder that others can read.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let own = std::fs::Permissions::from_mode(0o700);
            std::fs::set_permissions(home.path().join("run"), own).expect("a private run folder");
        }
        Self(home)
    }

    /// A path in the home, for the test's own files.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join("files").join(name)
    }

    /// The folder where the program keeps what is this user's.
    pub fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    pub(super) fn log(&self) -> PathBuf {
        self.0.path().join("program.log")
    }

    /// Makes `command` live here.
    pub fn of(&self, command: &mut Command) {
        let at = |part: &str| Path::new(self.0.path()).join(part);
        command
            .env("HOME", self.0.path())
            .env("XDG_DATA_HOME", at("data"))
            .env("XDG_CONFIG_HOME", at("config"))
            .env("XDG_CACHE_HOME", at("cache"))
            .env("XDG_RUNTIME_DIR", at("run"))
            // Nothing may reach the desktop of whoever runs the tests.
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("STET_NEWSROOM");
    }
}
