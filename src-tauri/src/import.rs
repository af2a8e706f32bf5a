//! Stories that come from files. One file per outside form; nothing here reads a disk
//! or a database: the newsroom hands in the text and keeps what comes back.

pub mod files;
pub mod front_matter;
