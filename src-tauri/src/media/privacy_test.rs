//! The worst day: a picture that gives away where a source lives. What is published is read
//! back by exiftool, which knows more hiding places than we do.

use super::samples::{
    avif, exiftool, is_upright_scene, jpeg, leaky, png, scene_with_hole, tiff, webp, written_as,
};
use super::*;

const WIDTHS: [u32; 2] = [24, 48];

fn facts() -> ReaderFacts {
    ReaderFacts {
        caption: "The bridge at dawn – “Castle Square”, कैल्डर".into(),
        credit: "Jane Doe/Calder Star".into(),
        copyright: "© 2026 Calder Star".into(),
        alt: "A stone bridge in mist".into(),
        creator: "Jane Doe".into(),
        licence: "https://calder.example/licences/by".into(),
    }
}

/// Everything exiftool finds, with embedded documents, and without the file system's own.
fn dump(file: &[u8], extension: &str) -> String {
    exiftool(file, extension, &["-a", "-u", "-G1", "-s", "-ee3", "--System:all", "--ExifTool:all"]).0
}

/// The groups that a published file may have, and nothing beside them.
const ALLOWED_GROUPS: [&str; 12] = [
    "[File]",
    "[JFIF]",
    "[PNG]",
    "[RIFF]",
    "[IPTC]",
    "[Photoshop]",
    "[XMP-x]",
    "[XMP-dc]",
    "[XMP-photoshop]",
    "[XMP-iptcCore]",
    "[XMP-xmpRights]",
    "[Composite]",
];

fn assert_gives_nothing_away(file: &[u8], extension: &str) {
    let dump = dump(file, extension);
    for line in dump.lines() {
        let mut words = line.split_whitespace();
        let (group, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        // The boxes of an AVIF, and the three facts that its Exif has room for.
        let is_of_avif = extension == "avif"
            && (matches!(group, "[QuickTime]" | "[Meta]")
                || group == "[IFD0]" && matches!(name, "ImageDescription" | "Artist" | "Copyright"));
        assert!(
            is_of_avif || ALLOWED_GROUPS.contains(&group),
            "a group that readers have no business with: {line}"
        );
        // Where the terms are is told on purpose; its name has a word in it that places have.
        let small = line.to_lowercase().replace("webstatement", "");
        for word in [
            "gps",
            "serial",
            "owner",
            "thumbnail",
            "preview",
            "location",
            "city",
            "state",
            "country",
            "region",
            "person",
            "history",
            "documentid",
            "ancestor",
            "makernote",
            "hostcomputer",
            "uniqueid",
            "creatortool",
            "toolkit",
            "planted",
            "51.507",
            "trailer",
        ] {
            assert!(!small.contains(word), "“{word}” is left in: {line}");
        }
    }
    let planted = file.windows(7).any(|window| window.eq_ignore_ascii_case(b"planted"));
    assert!(!planted, "something planted is in the bytes, where exiftool does not look");
}

fn assert_tells_the_facts(file: &[u8], extension: &str) {
    let facts = facts();
    let dump = dump(file, extension);
    let said = |group: &str, name: &str| {
        let line = dump.lines().find(|line| {
            let mut words = line.split_whitespace();
            words.next() == Some(group) && words.next() == Some(name)
        });
        line.and_then(|line| line.split_once(": ")).map(|(_, value)| value.to_owned())
    };
    if extension == "avif" {
        let artist = format!("{}; {}", facts.creator, facts.credit);
        assert_eq!(said("[IFD0]", "ImageDescription").as_ref(), Some(&facts.caption), "{dump}");
        assert_eq!(said("[IFD0]", "Copyright").as_ref(), Some(&facts.copyright), "{dump}");
        assert_eq!(said("[IFD0]", "Artist"), Some(artist), "{dump}");
        return;
    }
    let mut expected = vec![
        ("[XMP-dc]", "Description", &facts.caption),
        ("[XMP-dc]", "Creator", &facts.creator),
        ("[XMP-dc]", "Rights", &facts.copyright),
        ("[XMP-photoshop]", "Credit", &facts.credit),
        ("[XMP-iptcCore]", "AltTextAccessibility", &facts.alt),
        ("[XMP-xmpRights]", "WebStatement", &facts.licence),
    ];
    if extension == "jpg" {
        expected.extend([
            ("[IPTC]", "Caption-Abstract", &facts.caption),
            ("[IPTC]", "By-line", &facts.creator),
            ("[IPTC]", "CopyrightNotice", &facts.copyright),
            ("[IPTC]", "Credit", &facts.credit),
        ]);
    }
    for (group, name, value) in expected {
        assert_eq!(said(group, name).as_ref(), Some(value), "{group} {name} in\n{dump}");
    }
}

#[test]
fn the_planted_secrets_are_really_in_the_originals() {
    let original = leaky(&jpeg(48, 32), "jpg");
    let dump = dump(&original, "jpg");
    for inside in [b"PLANTED-UNCROPPED".as_slice(), b"PLANTED-BEHIND"] {
        assert!(
            original.windows(inside.len()).any(|window| window == inside),
            "the second pictures are there"
        );
    }
    for secret in [
        "PLANTED-SERIAL",
        "PLANTED-OWNER",
        "PLANTED-IIMCITY",
        "PLANTED-SHOWN",
        "PLANTED-CREATED",
        "PLANTED-REGION",
        "PLANTED-HISTORY",
        "[GPS]",
        "[XMP-exif]",
        "ThumbnailImage",
        "[IFD1]",
    ] {
        assert!(dump.contains(secret), "the test plants {secret}, or it proves nothing:\n{dump}");
    }
}

#[test]
fn a_published_picture_gives_nothing_away_and_tells_the_facts() {
    let originals = [
        (leaky(&jpeg(48, 32), "jpg"), "jpg"),
        (leaky(&png(48, 32), "png"), "png"),
        (leaky(&webp(48, 32), "webp"), "webp"),
        (leaky(&tiff(48, 32), "tif"), "tif"),
        (avif("leaky.avif"), "avif"),
    ];
    for (original, extension) in originals {
        let Taken { examined, renditions, .. } =
            take_in(&original, &format!("bridge.{extension}"), &WIDTHS).unwrap();
        assert_eq!(examined.facts.caption, "The bridge at dawn", "{extension}");
        assert_eq!(examined.facts.credit, "Jane Doe/Calder Star", "{extension}");
        assert_eq!(renditions.len(), 2);
        for rendition in renditions {
            let published = publishable(&rendition, &facts()).unwrap();
            assert_gives_nothing_away(&published, rendition.extension);
            assert_tells_the_facts(&published, rendition.extension);
        }
        let (mime, shown) = window_picture(&original, &examined, 400).unwrap();
        assert_eq!(mime, "image/jpeg");
        assert_gives_nothing_away(&shown, "jpg");
    }
}

#[test]
fn each_file_that_pages_need_gives_nothing_away_and_tells_the_facts() {
    let hole = written_as(&scene_with_hole(48, 32).into(), image::ImageFormat::Png);
    for (original, extension) in [(leaky(&jpeg(48, 32), "jpg"), "jpg"), (leaky(&hole, "png"), "png")] {
        let taken = take_in(&original, "bridge", &WIDTHS).unwrap();
        assert_gives_nothing_away(&taken.source.bytes, extension);
        let all = wanted(48, 32, &WIDTHS, true, true);
        let drawn = for_pages(&taken.source.bytes, "bridge", &all, Focus::default()).unwrap();
        assert_eq!(drawn.iter().filter(|file| file.extension == "webp").count(), 3);
        assert_eq!(drawn.iter().filter(|file| file.extension == "avif").count(), 3);
        for file in drawn {
            let published = publishable(&file, &facts()).unwrap();
            assert_gives_nothing_away(&published, file.extension);
            assert_tells_the_facts(&published, file.extension);
            let (complaints, _) =
                exiftool(&published, file.extension, &["-validate", "-warning", "-a", "-s3"]);
            assert_eq!(complaints.trim(), "OK", "{}", file.extension);
        }
    }
}

#[test]
fn a_webp_of_others_leaves_without_its_metadata_or_not_at_all() {
    let bytes = leaky(&webp(48, 32), "webp");
    let mistaken = Rendition { width: 48, height: 32, extension: "webp", bytes };
    let published = publishable(&mistaken, &facts()).unwrap();
    assert_gives_nothing_away(&published, "webp");
    assert_tells_the_facts(&published, "webp");
    assert!(is_upright_scene(&published), "and the picture itself is whole");
}

#[test]
fn a_clean_copy_gives_nothing_away_is_whole_and_says_whom_to_thank() {
    for (original, extension) in [
        (leaky(&jpeg(48, 32), "jpg"), "jpg"),
        (leaky(&png(48, 32), "png"), "png"),
        (leaky(&webp(48, 32), "webp"), "webp"),
        (leaky(&tiff(48, 32), "tif"), "tif"),
        (avif("leaky.avif"), "avif"),
    ] {
        let (kind, clean) = clean_copy(&original, "bridge").unwrap();
        assert_gives_nothing_away(&clean, kind);
        let Taken { examined: of_it, .. } = take_in(&clean, "clean", &[48]).unwrap();
        assert_eq!((of_it.width, of_it.height), (48, 32), "{extension}: at full size");
        assert_eq!(of_it.facts.credit, "Jane Doe/Calder Star", "{extension}");
        assert_eq!(of_it.facts.caption, "", "{extension}: a file's own caption may name the street");
    }
}

#[test]
fn a_published_picture_with_transparency_tells_the_facts_and_not_what_was_erased() {
    let erased = written_as(&scene_with_hole(48, 32).into(), image::ImageFormat::Png);
    let Taken { renditions, .. } = take_in(&leaky(&erased, "png"), "bridge.png", &[48]).unwrap();
    assert_eq!(renditions[0].extension, "png");
    let published = publishable(&renditions[0], &facts()).unwrap();
    assert_gives_nothing_away(&published, "png");
    assert_tells_the_facts(&published, "png");
    let drawn = image::load_from_memory(&published).unwrap().to_rgba8();
    assert_eq!(drawn.get_pixel(5, 5).0, [0, 0, 0, 0], "the red under the hole is gone");
    assert_eq!(drawn.get_pixel(40, 5).0, [30, 180, 30, 255], "the rest is as it was");
}

#[test]
fn even_an_original_handed_in_by_mistake_leaves_without_its_metadata() {
    let originals = [(leaky(&jpeg(48, 32), "jpg"), "jpg"), (leaky(&png(48, 32), "png"), "png")];
    for (bytes, extension) in originals {
        let mistaken = Rendition { width: 48, height: 32, extension, bytes };
        let published = publishable(&mistaken, &facts()).unwrap();
        assert_gives_nothing_away(&published, extension);
        assert_tells_the_facts(&published, extension);
        assert!(is_upright_scene(&published), "and the picture itself is whole");
    }
}

#[test]
fn what_is_no_rendition_is_not_published_at_all() {
    for bytes in
        [leaky(&tiff(48, 32), "tif"), leaky(&webp(48, 32), "webp"), Vec::new(), b"\xff\xd8\xff".to_vec()]
    {
        let wrong = Rendition { width: 48, height: 32, extension: "jpg", bytes };
        assert_eq!(publishable(&wrong, &facts()).unwrap_err().code, "picture-not-publishable");
    }
}

#[test]
fn exiftool_finds_nothing_against_the_rules_in_a_published_picture() {
    let Taken { renditions, .. } = take_in(&jpeg(48, 32), "bridge.jpg", &[48]).unwrap();
    let published = publishable(&renditions[0], &facts()).unwrap();
    let (complaints, _) = exiftool(&published, "jpg", &["-validate", "-warning", "-a", "-s3"]);
    assert_eq!(complaints.trim(), "OK");
}

#[test]
fn a_picture_without_facts_is_published_without_a_word() {
    let Taken { renditions, .. } = take_in(&jpeg(48, 32), "bridge.jpg", &[48]).unwrap();
    let published = publishable(&renditions[0], &ReaderFacts::default()).unwrap();
    let dump = dump(&published, "jpg");
    assert!(!dump.contains("[XMP-dc]") && !dump.contains("Caption"), "{dump}");
    assert!(is_upright_scene(&published));
}

#[test]
fn a_colour_profile_stays_behind_because_it_can_name_a_machine() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let segment = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
    let original = super::samples::with_segment(&jpeg(48, 32), 0xe2, &segment);
    let Taken { renditions, .. } = take_in(&original, "bridge.jpg", &[48]).unwrap();
    assert!(!dump(&renditions[0].bytes, "jpg").contains("[ICC"), "no profile goes out");
    let red = super::samples::corners(&renditions[0].bytes)[0];
    assert!(red[0] > 230, "the colours were brought to sRGB instead: {red:?}");
}
