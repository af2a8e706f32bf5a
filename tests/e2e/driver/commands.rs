//! The program's commands, run as a person runs them in a terminal.

use std::path::Path;
use std::process::Command;

/// Runs `stet` with these arguments and gives what it printed; a command that fails, fails the test.
#[track_caller]
pub fn stet(args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_stet")).args(args).output().expect("the program starts");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "stet {} failed: {said}", args.join(" "));
    String::from_utf8(run.stdout).expect("text")
}

/// An empty newsroom of the Calder Star.
#[track_caller]
pub fn new_newsroom(folder: &Path) {
    new_newsroom_in("Asia/Kolkata", folder);
}

/// The same, with its clock in another zone.
#[track_caller]
pub fn new_newsroom_in(zone: &str, folder: &Path) {
    let folder = folder.to_str().expect("a path in Unicode");
    let sections = ["--section", "News", "--section", "Sport"];
    stet(&[&["init", folder, "--title", "Calder Star", "--zone", zone], &sections[..]].concat());
}
