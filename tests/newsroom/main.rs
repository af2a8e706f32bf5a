//! What the app promises, by noun, through the public door: the `stet` library and program.

#![allow(clippy::unwrap_used)] // a test that cannot go on says so by ending

mod command_line;
mod desk_list;
mod disk;
mod first_run;
mod import;
mod killed;
mod markdown_export;
mod nothing_lost;
mod outbox;
mod pictures;
mod proof;
mod publishing;
mod revisions;
mod room;
mod rules;
mod settings;
