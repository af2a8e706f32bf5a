//! What pages get: every width in both formats, cuts around the point, and nothing of the camera.

use super::samples::*;
use super::*;

const WIDTHS: [u32; 4] = [2000, 1200, 800, 400];

fn made(bytes: &[u8], name: &str, focus: Focus) -> Vec<(Wanted, Rendition)> {
    let taken = take_in(bytes, name, &WIDTHS).unwrap();
    let Examined { width, height, .. } = taken.examined;
    // An AVIF is ten times the work, and shows nothing more where it is large.
    let wanted = wanted(width, height, &WIDTHS, true, width <= 600);
    let drawn = for_pages(&taken.source.bytes, name, &wanted, focus).unwrap();
    wanted.into_iter().zip(drawn).collect()
}

fn form_of(file: &Rendition) -> Form {
    match file.extension {
        "webp" => Form::WebP,
        "avif" => Form::Avif,
        _ => Form::Everywhere,
    }
}

/// The pixels of a file as a reader sees them.
fn seen(bytes: &[u8]) -> image::RgbaImage {
    if sniff(bytes) != Some(Format::Avif) {
        return image::load_from_memory(bytes).unwrap().to_rgba8();
    }
    let raster = decode(bytes, Format::Avif, &parts(bytes, Format::Avif).unwrap(), None).unwrap().raster;
    let (width, height) = (raster.width, raster.height);
    match raster.channels {
        raster::Channels::Rgba => image::RgbaImage::from_raw(width, height, raster.pixels).unwrap(),
        raster::Channels::Rgb => {
            let rgb = image::RgbImage::from_raw(width, height, raster.pixels).unwrap();
            image::DynamicImage::from(rgb).to_rgba8()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_file_has_the_size_that_was_said_before_it_was_made() {
    for (width, height) in [(3000, 2000), (900, 1400), (2500, 400), (50, 50), (3, 700)] {
        let all = made(&jpeg(width, height), "scene.jpg", Focus::default());
        for (wanted, file) in &all {
            let drawn = seen(&file.bytes);
            assert_eq!((drawn.width(), drawn.height()), (wanted.width, wanted.height), "{wanted:?}");
            assert_eq!((file.width, file.height), (wanted.width, wanted.height), "{wanted:?}");
            assert_eq!(form_of(file), wanted.form, "{wanted:?}");
            assert!(wanted.width <= width && wanted.height <= height.max(1), "never enlarged: {wanted:?}");
        }
        let shapes: std::collections::BTreeSet<Shape> = all.iter().map(|(wanted, _)| wanted.shape).collect();
        assert_eq!(shapes.len(), 4, "whole and three cuts of {width} × {height}");
    }
}

#[test]
fn a_photograph_of_the_usual_shape_becomes_sixteen_files_and_seven_more_as_avif() {
    let all = wanted(6000, 4000, &WIDTHS, true, false);
    let of = |shape: Shape, form: Form| -> Vec<(u32, u32)> {
        all.iter().filter(|w| w.shape == shape && w.form == form).map(|w| (w.width, w.height)).collect()
    };
    let whole = [(2000, 1333), (1200, 800), (800, 533), (400, 267)];
    assert_eq!(of(Shape::Whole, Form::Everywhere), whole);
    assert_eq!(of(Shape::Whole, Form::WebP), whole);
    assert_eq!(of(Shape::Wide, Form::Everywhere), [(1200, 675), (800, 450), (400, 225)]);
    assert_eq!(of(Shape::Wide, Form::WebP), of(Shape::Wide, Form::Everywhere));
    assert_eq!(of(Shape::Classic, Form::Everywhere), [(1200, 900)]);
    assert_eq!(of(Shape::Square, Form::Everywhere), [(1200, 1200)]);
    assert_eq!(all.len(), 16);
    assert_eq!(wanted(6000, 4000, &WIDTHS, true, true).len(), 23);
    assert_eq!(wanted(6000, 4000, &WIDTHS, false, false).len(), 8, "a picture inside a story is not cut");
}

#[test]
fn a_cut_shows_what_stands_around_the_point() {
    // Red, green / blue, yellow: the point says which of them a square of a long picture shows.
    for (focus, corner) in [(Focus::new(10, 10), 0), (Focus::new(90, 10), 1)] {
        let all = made(&jpeg(1600, 400), "scene.jpg", focus);
        let square = all.iter().find(|(wanted, _)| wanted.shape == Shape::Square).unwrap();
        let seen = corners(&square.1.bytes)[0];
        let near = seen.iter().zip(&CORNERS[corner]).all(|(a, b)| a.abs_diff(*b) <= 14);
        assert!(near, "{focus:?} shows {seen:?}");
    }
}

#[test]
fn what_shines_through_shines_through_in_every_form() {
    let hole = written_as(&scene_with_hole(600, 400).into(), image::ImageFormat::Png);
    for (wanted, file) in made(&hole, "hole.png", Focus::default()) {
        assert_eq!(form_of(&file), wanted.form);
        let published = publishable(&file, &ReaderFacts::default()).unwrap();
        let drawn = seen(&published);
        assert_eq!(drawn.get_pixel(2, 2).0[3], 0, "the hole is open: {wanted:?}");
        assert_eq!(drawn.get_pixel(wanted.width - 2, 2).0[3], 255, "the rest is closed: {wanted:?}");
    }
}

#[test]
fn a_grey_picture_stays_grey() {
    let light: Vec<u8> = (0..300 * 200).map(|n| (n % 251) as u8).collect();
    let grey = jpeg_of(&light, 300, 200, jpeg_encoder::ColorType::Luma, false);
    for (wanted, file) in made(&grey, "grey.jpg", Focus::default()) {
        let drawn = seen(&file.bytes);
        let coloured = drawn.pixels().filter(|p| p.0[0].abs_diff(p.0[1]) > 4 || p.0[1].abs_diff(p.0[2]) > 4);
        assert_eq!(coloured.count(), 0, "{wanted:?}");
    }
}

#[test]
fn a_picture_that_is_decoded_in_part_looks_as_one_decoded_whole() {
    let original = jpeg(5000, 3400);
    let part = take_in(&original, "scene.jpg", &[400]).unwrap();
    assert_eq!((part.examined.width, part.examined.height), (5000, 3400), "its size is the file's");
    assert_eq!((part.renditions[0].width, part.renditions[0].height), (400, 272));
    assert!(is_upright_scene(&part.renditions[0].bytes));
    // Turned on its side the other way round, which swaps what the decoder is asked for.
    let turned = with_orientation(&original, 6);
    let taken = take_in(&turned, "scene.jpg", &[400]).unwrap();
    assert_eq!((taken.examined.width, taken.examined.height), (3400, 5000));
    assert_eq!((taken.renditions[0].width, taken.renditions[0].height), (400, 588));
}
