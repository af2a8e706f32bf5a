//! The order of publishing: edition, render, write, send, record.

pub mod folder;
