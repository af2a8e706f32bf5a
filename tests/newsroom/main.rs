//! What the app promises, by noun, through the public door: the `stet` library and program.

#![allow(clippy::unwrap_used)] // a test that cannot go on says so by ending

mod archives;
mod clock;
mod command_line;
mod copy;
mod desk_list;
mod disk;
mod dress;
mod edition;
mod first_run;
mod for_machines;
mod front_page;
mod gate;
mod gone_first;
mod handoff;
mod import;
mod killed;
mod markdown_export;
mod notes;
mod nothing_lost;
mod outbox;
mod pages;
mod pictures;
mod plan;
mod profiles;
mod proof;
mod publishing;
mod removal;
mod review;
mod revisions;
mod room;
mod rules;
mod running;
mod search;
mod settings;
mod site_killed;
mod site_search;
mod snippets;
mod suggesting;
