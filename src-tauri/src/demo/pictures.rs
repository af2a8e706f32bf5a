//! The demo's pictures, drawn by code: the coast, the town, the land and indoors.

use rayon::prelude::*;

mod coast;
mod indoors;
mod land;
mod town;

/// Draws one picture, as a JPEG.
type Draw = fn() -> Vec<u8>;

/// Every picture by file name, and what draws it.
pub(super) const ALL: [(&str, Draw); 16] = [
    ("harbour-dusk.jpg", coast::harbour),
    ("ferry.jpg", coast::ferry),
    ("turbines.jpg", coast::turbines),
    ("council-house.jpg", town::council_house),
    ("rain-roofs.jpg", town::rain),
    ("market.jpg", town::market),
    ("skyline.jpg", town::skyline),
    ("pitch.jpg", town::pitch),
    ("river.jpg", land::river),
    ("mountains.jpg", land::mountains),
    ("viaduct.jpg", land::viaduct),
    ("observatory.jpg", land::observatory),
    ("orchard.jpg", land::orchard),
    ("theatre.jpg", indoors::theatre),
    ("ballot.jpg", indoors::ballot),
    ("library.jpg", indoors::library),
];

/// Draws them all.
pub(super) fn draw() -> Vec<(String, Vec<u8>)> {
    ALL.par_iter().map(|(name, draw)| (format!("pictures/{name}"), draw())).collect()
}
