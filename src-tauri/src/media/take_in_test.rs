//! Pictures as newsrooms get them: every format, every turn, every way of writing facts.

use jpeg_encoder::ColorType;

use super::samples::*;
use super::*;

fn largest(bytes: &[u8], name: &str) -> (Examined, Rendition) {
    let Taken { examined, renditions, .. } = take_in(bytes, name, &[2000]).unwrap();
    assert_eq!(renditions.len(), 1, "{name}: one width asked, one rendition made");
    (examined, renditions.into_iter().next().unwrap())
}

#[test]
fn each_of_the_six_formats_is_taken_and_drawn() {
    for (bytes, extension) in six_formats() {
        let (examined, rendition) = largest(&bytes, &format!("scene.{extension}"));
        assert_eq!(examined.format.extension(), extension);
        assert_eq!((examined.width, examined.height), (48, 32), "{extension}");
        assert_eq!((rendition.width, rendition.height), (48, 32), "{extension}: never enlarged");
        assert_eq!(rendition.extension, "jpg", "{extension}");
        assert!(is_upright_scene(&rendition.bytes), "{extension}: {:?}", corners(&rendition.bytes));
        assert_eq!(examined.notices, [], "{extension}");
        assert_eq!(
            examined,
            examine(&bytes, &format!("scene.{extension}")).unwrap(),
            "looking twice says the same"
        );
    }
}

#[test]
fn the_eight_orientations_give_the_same_upright_picture() {
    let upright = scene(48, 32);
    for number in 1..=8 {
        // As the camera stores it: the turn undone.
        let stored: DynImage = upright.clone().into();
        let stored = match number {
            2 => stored.fliph(),
            3 => stored.rotate180(),
            4 => stored.flipv(),
            5 => stored.rotate90().fliph(),
            6 => stored.rotate270(),
            7 => stored.rotate270().fliph(),
            8 => stored.rotate90(),
            _ => stored,
        };
        let (w, h) = (stored.width(), stored.height());
        let bytes = with_orientation(&jpeg_of(&stored.to_rgb8(), w, h, ColorType::Rgb, false), number);
        let Taken { examined, renditions, .. } = take_in(&bytes, "turned.jpg", &[24, 48]).unwrap();
        assert_eq!(examined.orientation.number(), number);
        assert_eq!((examined.width, examined.height), (48, 32), "orientation {number}");
        for rendition in renditions {
            assert_eq!(rendition.height * 3, rendition.width * 2, "orientation {number}");
            assert!(
                is_upright_scene(&rendition.bytes),
                "orientation {number}: {:?}",
                corners(&rendition.bytes)
            );
        }
    }
}

type DynImage = image::DynamicImage;

#[test]
fn widths_come_widest_first_once_each_and_never_wider_than_the_picture() {
    let Taken { renditions, .. } = take_in(&jpeg(1000, 500), "wide.jpg", &[400, 800, 1200, 2000]).unwrap();
    let sizes: Vec<_> = renditions.iter().map(|r| (r.width, r.height)).collect();
    assert_eq!(sizes, [(1000, 500), (800, 400), (400, 200)]);
    assert!(renditions.iter().all(|rendition| is_upright_scene(&rendition.bytes)));
}

#[test]
fn a_picture_one_pixel_high_keeps_its_pixel() {
    let Taken { renditions, .. } = take_in(&jpeg(1000, 1), "line.jpg", &[400]).unwrap();
    assert_eq!((renditions[0].width, renditions[0].height), (400, 1));
}

#[test]
fn the_same_bytes_are_the_same_picture_and_others_are_not() {
    let bytes = jpeg(48, 32);
    let id = examine(&bytes, "one.jpg").unwrap().id;
    assert_eq!(id, examine(&bytes, "other name.jpg").unwrap().id);
    assert_ne!(id, examine(&with_orientation(&bytes, 1), "one.jpg").unwrap().id);
    assert_eq!(id_of(b"").0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn the_kinds_of_jpeg_that_desks_get_are_drawn_in_their_colours() {
    let rgb = scene(48, 32);
    let inks: Vec<u8> = rgb.pixels().flat_map(|p| [255 - p[0], 255 - p[1], 255 - p[2], 0]).collect();
    let mut tight = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut tight, 95);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&rgb, 48, 32, ColorType::Rgb).unwrap();
    let files = [
        ("with tables made for it, which some decoders misread", tight),
        ("progressive", jpeg_of(&rgb, 48, 32, ColorType::Rgb, true)),
        ("CMYK, inverted as Adobe does", jpeg_of(&inks, 48, 32, ColorType::Cmyk, false)),
        ("CMYK as YCCK", jpeg_of(&inks, 48, 32, ColorType::CmykAsYcck, false)),
    ];
    for (kind, bytes) in files {
        let (_, rendition) = largest(&bytes, "scene.jpg");
        assert!(is_upright_scene(&rendition.bytes), "{kind}: {:?}", corners(&rendition.bytes));
    }
    let grey = jpeg_of(&vec![120; 48 * 32], 48, 32, ColorType::Luma, false);
    assert_eq!(corners(&largest(&grey, "grey.jpg").1.bytes), [[120; 3]; 4]);
}

#[test]
fn deep_grey_and_palette_pictures_are_drawn() {
    let picture: DynImage = scene(48, 32).into();
    for (name, format) in [("deep.png", image::ImageFormat::Png), ("deep.tif", image::ImageFormat::Tiff)] {
        let deep = written_as(&picture.to_rgb16().into(), format);
        assert!(is_upright_scene(&largest(&deep, name).1.bytes), "16 bits: {name}");
        let grey = written_as(&picture.to_luma16().into(), format);
        let shades = corners(&largest(&grey, name).1.bytes);
        assert!(
            shades.iter().all(|[r, g, b]| r == g && g == b) && shades[0] != shades[3],
            "{name}: {shades:?}"
        );
    }
    let mut palette = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut palette, 48, 32);
    encoder.set_color(::png::ColorType::Indexed);
    encoder.set_depth(::png::BitDepth::Two);
    encoder.set_palette(CORNERS.concat());
    // Two bits a pixel: 12 bytes a row, half of one number and half of the next.
    let row = |left: u8, right: u8| [[left * 0x55; 6], [right * 0x55; 6]].concat();
    let rows = [vec![row(0, 1); 16], vec![row(2, 3); 16]].concat().concat();
    encoder.write_header().unwrap().write_image_data(&rows).unwrap();
    assert!(is_upright_scene(&largest(&palette, "palette.png").1.bytes));
}

#[test]
fn transparency_makes_a_png_and_an_unused_alpha_channel_does_not() {
    let hole = written_as(&scene_with_hole(48, 32).into(), image::ImageFormat::Png);
    assert_eq!(largest(&hole, "hole.png").1.extension, "png");
    assert_eq!(largest(&avif("hole.avif"), "hole.avif").1.extension, "png");
    let opaque: DynImage = scene(48, 32).into();
    let opaque = written_as(&opaque.to_rgba8().into(), image::ImageFormat::Png);
    assert_eq!(largest(&opaque, "opaque.png").1.extension, "jpg");
}

#[test]
fn the_kinds_of_avif_are_drawn() {
    for name in ["scene.avif", "ten-bit.avif", "limited.avif", "lossless.avif"] {
        let (_, rendition) = largest(&avif(name), name);
        assert!(is_upright_scene(&rendition.bytes), "{name}: {:?}", corners(&rendition.bytes));
    }
    let (examined, rendition) = largest(&avif("grid.avif"), "grid.avif");
    assert_eq!((examined.width, examined.height), (128, 64));
    assert!(is_upright_scene(&rendition.bytes), "two tiles make one picture");
    let shades = corners(&largest(&avif("grey.avif"), "grey.avif").1.bytes);
    assert!(shades.iter().all(|[r, g, b]| r == g && g == b), "{shades:?}");
}

#[test]
fn an_avif_is_turned_by_its_own_rules() {
    // A quarter against the clock, then top and bottom swapped: EXIF's 5, a mirror along the diagonal.
    let (examined, rendition) = largest(&avif("turned.avif"), "turned.avif");
    assert_eq!((examined.width, examined.height), (32, 48));
    assert_eq!(examined.orientation.number(), 5);
    let [top_left, top_right, bottom_left, _] = corners(&rendition.bytes)[..] else { panic!("four corners") };
    assert!(top_left[0] > 180, "red stays: {top_left:?}");
    assert!(top_right[2] > 180, "blue and green change places: {top_right:?}");
    assert!(bottom_left[1] > 140, "{bottom_left:?}");
}

#[test]
fn what_was_cropped_away_in_an_avif_stays_away() {
    let (examined, rendition) = largest(&avif("cropped.avif"), "cropped.avif");
    assert_eq!((examined.width, examined.height), (24, 32));
    let red_or_blue = |[r, g, b]: &[u8; 3]| g < r.max(b) && !(*r > 180 && *g > 150);
    let corners = corners(&rendition.bytes);
    assert!(!corners.iter().any(red_or_blue), "only the green and yellow half is left: {corners:?}");
}

#[test]
fn an_animation_becomes_its_first_frame_and_says_so() {
    let (examined, rendition) = largest(&gif(48, 32, 3), "flash.gif");
    assert_eq!(examined.notices.len(), 1);
    assert_eq!(examined.notices[0].code, "picture-moves");
    assert!(is_upright_scene(&rendition.bytes));
}

#[test]
fn a_name_that_lies_is_a_notice_and_no_more() {
    let (examined, _) = largest(&png(48, 32), "Desktop/bridge.jpeg");
    assert_eq!(examined.format, Format::Png);
    assert_eq!(examined.notices[0].code, "picture-mislabelled");
    let sentence = "“bridge.jpeg” is named like a JPEG file but is a PNG; it was taken as that.";
    assert_eq!(examined.notices[0].sentence, sentence);
    assert_eq!(largest(&png(48, 32), "clipboard").0.notices, [], "no extension claims nothing");
}

#[test]
fn the_facts_of_a_leaky_file_are_read_in_every_format_that_holds_them() {
    let originals =
        [(jpeg(48, 32), "jpg"), (png(48, 32), "png"), (webp(48, 32), "webp"), (tiff(48, 32), "tif")];
    let expected = FileFacts {
        caption: "The bridge at dawn".into(),
        credit: "Jane Doe/Calder Star".into(),
        alt: "A stone bridge".into(),
        copyright: "© Calder Star".into(),
        creator: "Jane Doe".into(),
        licence: String::new(),
    };
    for (bytes, extension) in originals {
        let examined = examine(&leaky(&bytes, extension), "bridge").unwrap();
        assert_eq!(examined.facts, expected, "{extension}");
    }
    let (_, gif) =
        exiftool(&gif(48, 32, 1), "gif", &["-q", "-overwrite_original", "-XMP-dc:Description=The bridge"]);
    assert_eq!(examine(&gif, "bridge.gif").unwrap().facts.caption, "The bridge");
}

#[test]
fn xmp_is_believed_before_iim_and_iim_before_exif() {
    let write = ["-q", "-overwrite_original", "-EXIF:ImageDescription=By EXIF", "-EXIF:Copyright=By EXIF"];
    let (_, bytes) = exiftool(&jpeg(48, 32), "jpg", &write);
    assert_eq!(examine(&bytes, "a.jpg").unwrap().facts.caption, "By EXIF");
    let (_, bytes) = exiftool(&bytes, "jpg", &["-q", "-overwrite_original", "-IPTC:Caption-Abstract=By IIM"]);
    assert_eq!(examine(&bytes, "a.jpg").unwrap().facts.caption, "By IIM");
    let (_, bytes) = exiftool(&bytes, "jpg", &["-q", "-overwrite_original", "-XMP-dc:Description=By XMP"]);
    let facts = examine(&bytes, "a.jpg").unwrap().facts;
    assert_eq!((facts.caption.as_str(), facts.copyright.as_str()), ("By XMP", "By EXIF"));
}

#[test]
fn old_iim_in_latin_letters_and_new_in_utf8_read_alike() {
    for charset in [&["-charset", "iptc=Latin"][..], &["-IPTC:CodedCharacterSet=UTF8"]] {
        let write =
            [charset, &["-q", "-overwrite_original", "-IPTC:By-line=Zoë Müller", "-IPTC:Credit=Agência"]];
        let (_, bytes) = exiftool(&jpeg(48, 32), "jpg", &write.concat());
        assert_eq!(examine(&bytes, "a.jpg").unwrap().facts.credit, "Zoë Müller/Agência");
    }
}

#[test]
fn a_credit_says_no_name_twice() {
    assert_eq!(credit_line("Jane Doe", "Agency"), "Jane Doe/Agency");
    assert_eq!(credit_line("Jane Doe", "JANE DOE/Agency"), "JANE DOE/Agency");
    assert_eq!(credit_line("Jane Doe for Agency", "Agency"), "Jane Doe for Agency");
    assert_eq!(credit_line("", "Agency"), "Agency");
    assert_eq!(credit_line("Jane Doe", ""), "Jane Doe");
}

#[test]
fn what_cameras_write_by_themselves_is_no_caption() {
    let write = ["-q", "-overwrite_original", "-EXIF:ImageDescription=OLYMPUS DIGITAL CAMERA"];
    let (_, bytes) = exiftool(&jpeg(48, 32), "jpg", &write);
    assert_eq!(examine(&bytes, "a.jpg").unwrap().facts.caption, "");
}

#[test]
fn where_the_terms_are_is_taken_if_it_is_an_address_of_the_web() {
    let with = |address: &str| {
        let told = format!("-XMP-xmpRights:WebStatement={address}");
        let (_, file) = exiftool(&jpeg(48, 32), "jpg", &["-q", "-overwrite_original", &told]);
        examine(&file, "a.jpg").unwrap().facts.licence
    };
    assert_eq!(
        with("https://calder.example/licences/by?a=1&b=2"),
        "https://calder.example/licences/by?a=1&b=2"
    );
    for bad in [
        "javascript:alert(1)",
        "All rights reserved",
        "https://calder.example/a b",
        "https://a.example/\"onload",
    ] {
        assert_eq!(with(bad), "", "{bad}");
    }
}
