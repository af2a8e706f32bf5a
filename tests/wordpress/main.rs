//! What is promised of a WordPress destination, against a real WordPress.
//!
//! `scripts/wordpress.sh` starts one for the whole run and it ends with it. A small proxy
//! of our own stands between where a line is to break. Needs the Debian packages in
//! `scripts/packages.txt`, and for the block editor `npm install --no-save` in tests/tools.

#![allow(clippy::unwrap_used)] // a test stops where something is not as it expects

mod acts;
mod broken_lines;
mod connection;
mod content;
mod desk;
mod editor;
mod hours;
mod kill;
mod paper;
mod proxy;
mod refusals;
mod server;
mod terms;
