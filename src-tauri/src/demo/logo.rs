//! The sign of the Calder Star: a star over the sea, drawn by code.

use std::f32::consts::{PI, TAU};
use tiny_skia::{Color, FillRule, LineCap, Paint, PathBuilder, Pixmap, Stroke, Transform};

const SIDE: u32 = 320;
/// The accent of the default theme, and its paper.
const RED: [u8; 3] = [0x8a, 0x1c, 0x1c];
const PAPER: [u8; 3] = [0xfd, 0xfc, 0xf9];

/// The sign as a PNG that lets the paper through around it.
pub(super) fn draw() -> Vec<u8> {
    let mut pixels = Pixmap::new(SIDE, SIDE).expect("the side is a constant above nothing");
    let middle = SIDE as f32 / 2.0;
    let paint = |rgb: [u8; 3]| {
        let mut paint = Paint { anti_alias: true, ..Paint::default() };
        paint.set_color(Color::from_rgba8(rgb[0], rgb[1], rgb[2], 255));
        paint
    };
    if let Some(disc) = PathBuilder::from_circle(middle, middle, middle - 2.0) {
        pixels.fill_path(&disc, &paint(RED), FillRule::Winding, Transform::identity(), None);
    }
    let mut star = PathBuilder::new();
    for point in 0..10 {
        let (reach, turn) =
            (if point % 2 == 0 { 0.62 } else { 0.25 } * middle, point as f32 * TAU / 10.0 - PI / 2.0);
        let (x, y) = (middle + reach * turn.cos(), middle * 0.86 + reach * turn.sin());
        if point == 0 { star.move_to(x, y) } else { star.line_to(x, y) }
    }
    star.close();
    if let Some(star) = star.finish() {
        pixels.fill_path(&star, &paint(PAPER), FillRule::Winding, Transform::identity(), None);
    }
    let stroke = Stroke { width: 13.0, line_cap: LineCap::Round, ..Stroke::default() };
    for (y, half) in [(1.46, 0.66), (1.66, 0.46)] {
        let (y, half) = (y * middle, half * middle);
        let mut wave = PathBuilder::new();
        wave.move_to(middle - half, y);
        wave.cubic_to(middle - half * 0.4, y - 34.0, middle + half * 0.4, y + 34.0, middle + half, y);
        if let Some(wave) = wave.finish() {
            pixels.stroke_path(&wave, &paint(PAPER), &stroke, Transform::identity(), None);
        }
    }
    let plain: Vec<u8> = pixels
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let c = pixel.demultiply();
            [c.red(), c.green(), c.blue(), c.alpha()]
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, SIDE, SIDE);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&plain));
    written.expect("a whole picture into memory");
    file
}
