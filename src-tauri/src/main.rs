//! The window with no arguments, commands with them.
fn main() {}
