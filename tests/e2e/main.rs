//! A handful of runs through the real window. Each test is a sentence about what a person does.

mod driver;
mod kill;
mod opening;
mod wire;
