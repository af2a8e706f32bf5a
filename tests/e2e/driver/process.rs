//! Processes that a test starts and must end: each by its own id, never by name.

use std::path::Path;
use std::process::{Child, Command};

/// Ends and reaps the process when dropped, however the test ends.
pub struct Ended(pub Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The child of `parent` that runs `program`, found in /proc.
pub fn child_running(parent: u32, program: &Path) -> Option<u32> {
    let program = program.canonicalize().ok()?;
    std::fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
        let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
        let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
        // The name in brackets may hold anything: the fields start after the last bracket.
        let of: u32 = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
        (of == parent && std::fs::read_link(entry.path().join("exe")).ok()? == program).then_some(pid)
    })
}

/// The children of `parent`, with their names.
pub fn children_of(parent: u32) -> Vec<(u32, String)> {
    let Ok(all) = std::fs::read_dir("/proc") else { return Vec::new() };
    let child = |entry: std::fs::DirEntry| {
        let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
        let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
        let (name, rest) = stat.rsplit_once(')')?;
        let of: u32 = rest.split_whitespace().nth(1)?.parse().ok()?;
        (of == parent).then(|| (pid, name.split_once('(').map_or(name, |(_, n)| n).to_owned()))
    };
    all.flatten().filter_map(child).collect()
}

/// What is resident of a process, in KiB.
pub fn memory_kib(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).expect("the process still runs");
    line.trim().trim_end_matches(" kB").parse().expect("a number of KiB")
}

/// How long a process has been running, to a hundredth of a second.
pub fn age(pid: u32) -> std::time::Duration {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process still runs");
    let up = std::fs::read_to_string("/proc/uptime").expect("Linux says how long it is up");
    let up: f64 = up.split(' ').next().and_then(|s| s.parse().ok()).expect("seconds");
    // The 22nd field counts hundredths of a second since the system came up.
    let began =
        stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(19)?.parse::<f64>().ok());
    std::time::Duration::from_secs_f64((up - began.expect("when it began") / 100.0).max(0.0))
}

/// Whether the process is there and not a corpse that waits to be reaped.
pub fn alive(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(')')
        .is_some_and(|(_, rest)| !matches!(rest.trim_start().chars().next(), Some('Z' | 'X')))
}

/// SIGKILL: no goodbye, no flush, as when the power goes.
pub fn kill_at_once(pid: u32) {
    // The shell's own `kill`: there is no other on a slim Debian.
    let status = Command::new("sh").args(["-c", "kill -9 \"$0\"", &pid.to_string()]).status();
    assert!(status.is_ok_and(|s| s.success()), "process {pid} could not be killed");
}
