//! A session bus with an unlocked keychain on it, for tests that keep a password.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use super::home::Home;
use super::process::Ended;
use super::wait_until;

/// Its own bus and its own keychain, both in the test's home; ended when dropped.
pub struct Bus {
    address: String,
    // Dropped in this order: the keychain leaves the bus before the bus ends.
    _keychain: Ended,
    _bus: Ended,
}

impl Bus {
    /// Starts `dbus-daemon` and an unlocked `gnome-keyring-daemon`, and waits for both.
    pub fn start(home: &Home) -> Self {
        let mut bus = Command::new("dbus-daemon");
        home.of(&mut bus);
        let mut bus = bus
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("dbus-daemon did not start: {e} (Debian package dbus-daemon)"));
        let mut address = String::new();
        let said = bus.stdout.take().map(|out| BufReader::new(out).read_line(&mut address));
        let bus = Ended(bus);
        assert!(matches!(said, Some(Ok(1..))), "dbus-daemon said no address");
        let address = address.trim().to_owned();

        let log = File::create(home.file("keychain.log")).expect("a log file");
        let mut keychain = Command::new("gnome-keyring-daemon");
        home.of(&mut keychain);
        let mut keychain = keychain
            .args(["--foreground", "--unlock", "--components=secrets"])
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|e| {
                panic!("gnome-keyring-daemon did not start: {e} (Debian package gnome-keyring)")
            });
        // The first password it hears makes the keychain; closing its ear says that was all.
        let told = keychain.stdin.take().map(|mut ear| ear.write_all(b"calder"));
        let keychain = Ended(keychain);
        assert!(matches!(told, Some(Ok(()))), "the keychain did not take its password");

        let bus = Self { address, _keychain: keychain, _bus: bus };
        wait_until("the keychain is on the bus", || {
            let mut ask = Command::new("dbus-send");
            bus.of(&mut ask);
            ask.args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"])
                .args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"])
                .output()
                .is_ok_and(|o| String::from_utf8_lossy(&o.stdout).contains("boolean true"))
        });
        bus
    }

    /// Puts `command` on this bus.
    pub fn of(&self, command: &mut Command) {
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
    }
}
