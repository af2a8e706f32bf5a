//! (to be written)
pub mod front_door;
