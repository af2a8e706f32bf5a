//! A handful of runs through the real window. Each test is a sentence about what a person does.

mod afternoon;
mod blocks;
mod day;
mod desk_list;
mod dress;
mod driver;
mod finding;
mod focal_point;
mod front;
mod gate;
mod handoff;
mod headlines;
mod history;
mod import;
mod input_methods;
mod keys;
mod kill;
mod opening;
mod paste;
/// The servers that the site is sent to, as the tests of that have them.
#[allow(
    dead_code,
    clippy::unwrap_used,
    reason = "they use more of it, and stop where something is not as they expect"
)]
#[path = "../deploy/server.rs"]
mod place;
mod plan;
mod proof;
mod removal;
mod review;
mod scripts;
mod sending;
mod site_pages;
mod speed;
mod story;
mod suggest;
mod text;
mod trouble;
mod wire;
/// The real WordPress, as the tests of the sending have it.
#[allow(
    dead_code,
    clippy::unwrap_used,
    reason = "they use more of it, and stop where something is not as they expect"
)]
#[path = "../wordpress/server.rs"]
mod wordpress;
