//! Stet: a desktop newsroom editor. Write offline, lose nothing, publish once.
//!
//! The modules in reading order: what a story is, how it is kept, how it leaves.

pub mod body;
pub mod check;
pub mod cli;
pub mod cms;
pub mod demo;
pub mod deploy;
pub mod desk;
pub mod error;
pub mod handoff;
pub mod import;
#[cfg(feature = "desktop")]
pub mod ipc;
pub mod media;
pub mod newsroom;
pub mod proof;
pub mod publish;
pub mod revision;
pub mod site;
mod store;
pub mod story;

pub use error::{Error, Result};
