//! Pictures: stored once, told what their use says, never telling where they were taken.

use crate::room::{MORNING, TestNewsroom, jpeg, minutes_on, put, tree, words};
use std::path::{Path, PathBuf};
use std::process::Command;
use stet::body::Block;
use stet::media::Focus;
use stet::newsroom::AddedPicture;
use stet::publish;
use stet::story::{MediaId, PictureUse, StoryId};

fn exiftool(args: &[&str], file: &Path) -> String {
    let done = Command::new("exiftool").args(args).arg(file).output();
    let done = done.expect("the package libimage-exiftool-perl is installed (scripts/packages.txt)");
    assert!(done.status.success(), "exiftool {args:?}: {}", crate::room::complained(&done));
    crate::room::said(&done)
}

/// A photograph as it comes out of a telling camera.
fn telling_photograph(folder: &Path) -> Vec<u8> {
    let (photograph, thumbnail) = (folder.join("DSC_0001.jpg"), folder.join("thumb.jpg"));
    put(&photograph, jpeg(1600, 1000, 9));
    put(&thumbnail, jpeg(160, 100, 200));
    let thumb = format!("-ThumbnailImage<={}", thumbnail.display());
    let args = [
        "-q",
        "-overwrite_original",
        "-GPSLatitude=51.5",
        "-GPSLatitudeRef=N",
        "-GPSLongitude=0.12",
        "-GPSLongitudeRef=W",
        "-SerialNumber=SN-314159",
        "-BodySerialNumber=BSN-271828",
        "-Make=Calderflex",
        "-OwnerName=Jo Source",
        "-IPTC:City=Secretville",
        "-IPTC:Sub-location=Back door",
        "-XMP:City=Secretville",
        "-XMP-exif:GPSLatitude=51.5",
        "-IPTC:Caption-Abstract=The wall on Monday",
        "-IPTC:Credit=Jane Doe",
        "-IPTC:CopyrightNotice=(c) Calder Pictures",
        "-XMP-iptcCore:AltTextAccessibility=A broken sea wall",
        "-XMP-dc:Rights=(c) Calder Pictures",
        &thumb,
    ];
    exiftool(&args, &photograph);
    std::fs::read(photograph).unwrap()
}

fn lead(n: &mut TestNewsroom, added: &AddedPicture) -> StoryId {
    let facts = added.facts.clone();
    let media = added.row.id.clone();
    let id = n.story_with(|s| {
        s.headline = "Wall falls".into();
        s.lead =
            Some(PictureUse { media, caption: words(&facts.caption), credit: facts.credit, alt: facts.alt });
    });
    n.publish(id, MORNING);
    id
}

#[test]
fn a_published_picture_says_who_took_it_and_never_where() {
    let mut n = TestNewsroom::new();
    let bytes = telling_photograph(&n.beside("camera"));
    let added = n.newsroom.add_picture(&bytes, "DSC_0001.jpg", MORNING).unwrap().0;
    assert_eq!(
        (added.facts.caption.as_str(), added.facts.credit.as_str()),
        ("The wall on Monday", "Jane Doe")
    );
    assert_eq!(added.facts.alt, "A broken sea wall");
    lead(&mut n, &added);
    let site = n.export();
    let files: Vec<PathBuf> = tree(&site.folder)
        .into_iter()
        .filter(|(p, _)| p.starts_with("pictures/"))
        .map(|(p, _)| site.folder.join(p))
        .collect();
    assert_eq!(
        files.len(),
        16,
        "four widths whole, three cut, in two formats; and two cuts for search engines"
    );
    for file in files {
        let told = exiftool(&["-a", "-G1", "-s"], &file);
        for wanted in ["The wall on Monday", "Jane Doe", "(c) Calder Pictures"] {
            assert!(told.contains(wanted), "{wanted} is not in {told}");
        }
        for secret in [
            "GPS",
            "Secretville",
            "Back door",
            "SN-314159",
            "BSN-271828",
            "Calderflex",
            "Jo Source",
            "Thumbnail",
        ] {
            assert!(!told.contains(secret), "{secret} is in {told}");
        }
    }
}

fn picture_names(folder: &Path) -> Vec<String> {
    let names = tree(folder).into_iter().map(|(path, _)| path);
    names.filter_map(|path| path.strip_prefix("pictures/").map(str::to_owned)).collect()
}

#[test]
fn a_moved_focal_point_moves_the_cuts_and_touches_only_what_shows_them() {
    let mut n = TestNewsroom::new();
    let added = n.newsroom.add_picture(&jpeg(1600, 1000, 9), "a.jpg", MORNING).unwrap().0;
    lead(&mut n, &added);
    let other = n.story_with(|s| {
        s.headline = "The same wall, further down".into();
        let media = added.row.id.0.clone();
        s.body.push(Block::Figure { media, alt: "x".into(), caption: words("y"), credit: "z".into() });
    });
    n.publish(other, MORNING);
    let before = n.export();
    let (names, inside) =
        (picture_names(&before.folder), before.file("the-same-wall-further-down/index.html"));
    assert!(names.iter().any(|name| name.contains("-16x9-50-40-")), "a little above the middle: {names:?}");
    assert!(!inside.contains("16x9"), "a picture inside a story is whole");

    n.newsroom.set_focus(&added.row.id, Some(Focus::new(20, 70))).unwrap();
    let moved = n.export();
    let now = picture_names(&moved.folder);
    assert!(!now.iter().any(|name| name.contains("-50-40-")), "the old cuts are gone: {now:?}");
    let whole =
        |names: &[String]| names.iter().filter(|name| !name.contains('x')).cloned().collect::<Vec<_>>();
    assert_eq!(whole(&now), whole(&names), "the whole picture is where it was");
    for page in ["index.html", "latest/index.html", "wall-falls/index.html"] {
        assert!(moved.file(page).contains("-16x9-20-70-"), "{page}");
    }
    assert_eq!(moved.file("the-same-wall-further-down/index.html"), inside);
    let again = n.export();
    assert_eq!((again.done.written, again.done.removed), (0, 0), "the same point again changes nothing");

    n.newsroom.set_focus(&added.row.id, None).unwrap();
    assert_eq!(picture_names(&n.export().folder), names, "as if nobody had chosen");
    let unknown = n.newsroom.set_focus(&MediaId("ab".repeat(32)), None).unwrap_err();
    assert_eq!(unknown.code, "picture-missing");
}

#[test]
fn a_file_for_readers_is_made_once_and_from_what_importing_kept() {
    let mut n = TestNewsroom::new();
    let added = n.newsroom.add_picture(&jpeg(1600, 1000, 9), "a.jpg", MORNING).unwrap().0;
    let id = lead(&mut n, &added);
    // The original is not read again: it is not even there.
    let original = n.folder().join("media").join(&added.row.id.0[..2]).join(format!("{}.jpg", added.row.id));
    let bytes = std::fs::read(&original).unwrap();
    std::fs::remove_file(&original).unwrap();
    assert_eq!(picture_names(&n.export().folder).len(), 16);
    put(&original, bytes);

    let drawn = |n: &TestNewsroom| -> Vec<(PathBuf, std::time::SystemTime)> {
        let folder = n.folder().join("media");
        let at = |path: String| folder.join(path);
        let all = tree(&folder).into_iter().map(|(path, _)| at(path));
        all.map(|path| (path.clone(), path.metadata().unwrap().modified().unwrap())).collect()
    };
    let before = drawn(&n);
    let elsewhere = n.beside("another-site");
    publish::export(&mut n.newsroom, &elsewhere, minutes_on(61)).unwrap();
    assert_eq!(drawn(&n), before, "a second site is made of the same files");

    // Other words make other files, of the same pixels.
    n.edit(id, minutes_on(69), |s| s.lead.as_mut().unwrap().alt = "A wall in two pieces".into());
    n.publish(id, minutes_on(70));
    publish::export(&mut n.newsroom, &elsewhere, minutes_on(71)).unwrap();
    let after = drawn(&n);
    assert!(before.iter().all(|file| after.contains(file)), "nothing was drawn again");
    assert_eq!(
        after.len(),
        before.len() + 17,
        "each file has been told the new words, and a list names them"
    );
}

#[test]
fn a_file_that_another_program_replaced_goes_to_no_reader() {
    let mut n = TestNewsroom::new();
    let telling = telling_photograph(&n.beside(""));
    let (added, _) = n.newsroom.add_picture(&telling, "wall.jpg", MORNING).unwrap();
    let story = lead(&mut n, &added);
    n.publish(story, MORNING);
    let first = n.export();
    let names = picture_names(&first.folder);
    // Somebody's tool puts the original, with all that it tells, where the files for readers are kept.
    let kept = n.folder().join("media/readers");
    let mut replaced = 0;
    for shelf in std::fs::read_dir(&kept).unwrap() {
        for file in std::fs::read_dir(shelf.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|e| e == "jpg") {
                put(&path, &telling);
                replaced += 1;
            }
        }
    }
    assert!(replaced > 0);
    std::fs::remove_dir_all(&first.folder).unwrap();
    // Each file that was replaced is drawn anew; a person is told where that took too many tries.
    let mut tries = 0;
    while let Err(refused) = stet::publish::export(&mut n.newsroom, &first.folder, minutes_on(61)) {
        assert_eq!(refused.code, "picture-replaced");
        tries += 1;
        assert!(tries < 5, "it is made good by itself");
    }
    assert_eq!(picture_names(&first.folder), names);
    for name in names.iter().filter(|name| name.ends_with(".jpg")) {
        let told = exiftool(&["-a", "-G1", "-s"], &first.folder.join("pictures").join(name));
        assert!(!told.contains("GPS"), "{name}: {told}");
    }
}

#[test]
fn the_same_file_is_stored_once() {
    let mut n = TestNewsroom::new();
    let bytes = jpeg(640, 400, 1);
    let first = n.newsroom.add_picture(&bytes, "a.jpg", MORNING).unwrap().0;
    let second = n.newsroom.add_picture(&bytes, "b.jpg", MORNING).unwrap().0;
    assert!(!first.was_here && second.was_here);
    assert_eq!(first.row.id, second.row.id);
    let originals =
        tree(&n.folder().join("media")).into_iter().filter(|(_, stored)| *stored == bytes).count();
    assert_eq!(originals, 1);
}

#[test]
fn a_missing_picture_stops_neither_the_story_nor_the_site() {
    let mut n = TestNewsroom::new();
    let added = n.newsroom.add_picture(&jpeg(640, 400, 1), "a.jpg", MORNING).unwrap().0;
    let id = lead(&mut n, &added);
    std::fs::remove_dir_all(n.folder().join("media")).unwrap();
    assert!(n.reopened().story(id).unwrap().damage.is_none());
    let state = &n.newsroom.picture_states(std::slice::from_ref(&added.row.id)).unwrap()[0];
    assert_eq!(state.problem.as_ref().unwrap().code, "picture-missing");
    let checks = publish::checks(&mut n.newsroom, id, minutes_on(0)).unwrap();
    assert!(
        checks
            .iter()
            .any(|c| c.code == "picture-missing" && c.sentence == "The lead picture cannot be shown.")
    );
    let site = n.export();
    assert!(site.file("wall-falls/index.html").contains("Wall falls"));
    assert!(site.done.problems.iter().any(|p| p.code == "picture-missing"), "{:?}", site.done.problems);
    assert_eq!(n.newsroom.faults().unwrap()[0].code, "picture-missing");
    n.newsroom.add_picture(&jpeg(640, 400, 1), "a.jpg", MORNING).unwrap();
    assert_eq!(n.newsroom.faults().unwrap(), [], "put in again, all is well");
    assert!(n.export().done.problems.is_empty());
}

#[test]
fn a_damaged_picture_is_left_out_and_said() {
    let mut n = TestNewsroom::new();
    let added = n.newsroom.add_picture(&jpeg(640, 400, 1), "a.jpg", MORNING).unwrap().0;
    lead(&mut n, &added);
    std::fs::remove_dir_all(n.folder().join("media/drawn")).unwrap();
    let shelf = n.folder().join("media").join(&added.row.id.0[..2]);
    put(&shelf.join(format!("{}.jpg", added.row.id)), "not what it was");
    let site = n.export();
    assert!(site.has("wall-falls/index.html"));
    assert!(site.done.problems.iter().any(|p| p.code == "picture-damaged"), "{:?}", site.done.problems);
    assert_eq!(n.newsroom.faults().unwrap()[0].code, "picture-damaged");
}

#[test]
fn a_picture_that_the_newsroom_never_had_stops_nothing() {
    let mut n = TestNewsroom::new();
    let unknown = "ab".repeat(32);
    let id = n.story_with(|s| {
        s.headline = "Wall falls".into();
        s.body.push(Block::Figure {
            media: unknown.clone(),
            alt: "x".into(),
            caption: words("y"),
            credit: "z".into(),
        });
    });
    n.publish(id, MORNING);
    let site = n.export();
    assert!(site.has("wall-falls/index.html"));
    assert_eq!(site.done.problems[0].sentence, "A picture of the story “Wall falls” could not be shown.");
    assert!(n.newsroom.picture_bytes(&MediaId(unknown)).is_err());
}

#[test]
fn what_is_no_picture_gets_a_sentence_and_leaves_nothing_behind() {
    let mut n = TestNewsroom::new();
    let whole = jpeg(640, 400, 1);
    for (bytes, name) in
        [(&b""[..], "empty.jpg"), (&whole[..whole.len() / 2], "half.jpg"), (b"%PDF-1.7 words", "a.jpg")]
    {
        let taken = n.newsroom.add_picture(bytes, name, MORNING);
        if let Err(refused) = taken {
            assert!(refused.sentence.ends_with('.') && !refused.hint.is_empty(), "{name}: {refused}");
        } else {
            assert_eq!(name, "half.jpg", "only half a picture may be shown as far as it goes");
        }
    }
    assert_eq!(n.newsroom.faults().unwrap(), []);
}
