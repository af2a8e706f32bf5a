use super::disk::points_at_others;
use super::*;
use std::collections::BTreeMap;
use std::io::Write;
use tempfile::TempDir;

fn page(path: &str, text: &str) -> Page {
    Page { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn folder() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("site");
    (dir, out)
}

/// A whole export of these pages.
fn write(
    out: &Path,
    newsroom: &str,
    pages: impl IntoIterator<Item = Page>,
    pictures: &[PictureFile],
) -> Result<Written> {
    let pages: Vec<Page> = pages.into_iter().collect();
    let mut folder = SiteFolder::open(out, newsroom, &home(out), None)?;
    let staging = folder.begin(pages.iter().map(|page| page.path.clone()).collect(), false)?;
    pages.into_par_iter().try_for_each(|page| staging.put(page))?;
    let pictures: Vec<OnPage> = pictures.iter().map(|p| ("a/index.html".to_owned(), p.clone())).collect();
    Ok(staging.switch(&mut folder, &pictures, state(1), &mut || Ok(true))?.unwrap_or_default())
}

/// An export of what changed.
fn change(out: &Path, pages: Vec<Page>, pictures: &[OnPage], gone: &[&str]) -> Result<Written> {
    let mut folder = SiteFolder::open(out, "calder", &home(out), None)?;
    assert!(folder.state().is_some(), "what stands there is known");
    let gone: Vec<String> = gone.iter().map(|path| (*path).to_owned()).collect();
    Ok(folder.change(pages, pictures, &gone, false, state(2), &mut || Ok(true))?.unwrap_or_default())
}

fn state(edition: i64) -> FolderState {
    FolderState { stamp: uuid::Uuid::now_v7().to_string(), edition, made_of: "theme".to_owned() }
}

/// Where the newsroom is that keeps what is known of sites.
fn home(out: &Path) -> PathBuf {
    let home = out.with_file_name("home");
    fs::create_dir_all(&home).unwrap();
    home
}

/// Every file of the folder but our own notes.
fn tree(out: &Path) -> BTreeMap<String, String> {
    fn walk(at: &Path, root: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                if !name.starts_with(".stet-site") {
                    found.insert(name, fs::read_to_string(&path).unwrap());
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(out, out, &mut found);
    found
}

fn names(out: &Path) -> Vec<String> {
    tree(out).into_keys().collect()
}

#[test]
fn a_second_export_writes_only_what_differs() {
    let (_dir, out) = folder();
    write(&out, "calder", [page("a/index.html", "one"), page("index.html", "front")], &[]).unwrap();
    let before = fs::metadata(out.join("index.html")).unwrap().modified().unwrap();
    let done =
        write(&out, "calder", [page("a/index.html", "two"), page("index.html", "front")], &[]).unwrap();
    assert_eq!(done, Written { written: 1, unchanged: 1, written_pages: 1, ..Written::default() });
    assert_eq!(fs::metadata(out.join("index.html")).unwrap().modified().unwrap(), before);
    assert_eq!(tree(&out)["a/index.html"], "two");
}

#[test]
fn the_page_of_a_story_that_is_gone_goes_with_its_folder() {
    let (_dir, out) = folder();
    write(&out, "calder", [page("a/index.html", "one"), page("b/index.html", "two")], &[]).unwrap();
    let done = write(&out, "calder", [page("b/index.html", "two")], &[]).unwrap();
    assert_eq!(done.removed, 1);
    assert_eq!(names(&out), ["b/index.html"]);
    assert!(!out.join("a").exists());
}

#[test]
fn a_file_that_we_did_not_write_is_never_removed_or_replaced() {
    let (_dir, out) = folder();
    write(&out, "calder", [page("a/index.html", "one")], &[]).unwrap();
    File::create(out.join("CNAME")).unwrap().write_all(b"star.example").unwrap();
    File::create(out.join("a/notes.txt")).unwrap();
    write(&out, "calder", [page("b/index.html", "two")], &[]).unwrap();
    assert_eq!(names(&out), ["CNAME", "a/notes.txt", "b/index.html"]);
    let refused = write(&out, "calder", [page("CNAME", "x")], &[]).unwrap_err();
    assert_eq!(refused.code, "file-not-ours");
    assert_eq!(names(&out), ["CNAME", "a/notes.txt", "b/index.html"], "a refusal changes nothing");
}

#[test]
fn a_folder_with_somebody_elses_files_is_refused_and_left_as_it_was() {
    let (_dir, out) = folder();
    fs::create_dir_all(&out).unwrap();
    File::create(out.join("thesis.odt")).unwrap();
    let refused = write(&out, "calder", [page("index.html", "front")], &[]).unwrap_err();
    assert_eq!(refused.code, "folder-not-ours");
    assert!(refused.sentence.contains("thesis.odt"));
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
}

#[test]
fn the_folder_of_another_newsroom_is_refused() {
    let (_dir, out) = folder();
    write(&out, "calder", [page("index.html", "front")], &[]).unwrap();
    let refused = write(&out, "brook", [page("index.html", "other")], &[]).unwrap_err();
    assert_eq!(refused.code, "folder-not-ours");
    assert_eq!(tree(&out)["index.html"], "front");
}

#[test]
fn no_path_leaves_the_folder_or_breaks_a_windows_disk() {
    let (_dir, out) = folder();
    for bad in [
        "../x",
        "a/../../x",
        "/etc/x",
        "a//b",
        "",
        ".",
        "a/./b",
        "C:/x",
        "a\\b",
        "con/index.html",
        "aux.html",
        "a./x",
        "a /x",
        "LPT1/index.html",
        ".stet-site.json",
        "a/\u{0}b",
        "nul.tar.gz",
    ] {
        let refused = write(&out, "calder", [page(bad, "x")], &[]).unwrap_err();
        assert_eq!(refused.code, "path-leaves-folder", "{bad}");
    }
    assert!(names(&out).is_empty(), "a refused export writes nothing");
}

#[test]
fn two_pages_at_one_address_are_refused_even_by_letter_case() {
    let (_dir, out) = folder();
    let refused =
        write(&out, "calder", [page("a/index.html", "1"), page("A/index.html", "2")], &[]).unwrap_err();
    assert_eq!(refused.code, "path-twice");
}

#[cfg(unix)]
#[test]
fn a_link_to_elsewhere_is_not_followed() {
    let (dir, out) = folder();
    let elsewhere = dir.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    File::create(elsewhere.join("index.html")).unwrap();
    write(&out, "calder", [page("a/index.html", "one"), page("index.html", "front")], &[]).unwrap();
    fs::remove_file(out.join("a/index.html")).unwrap();
    fs::remove_dir(out.join("a")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, out.join("a")).unwrap();
    let refused = write(&out, "calder", [page("a/index.html", "two")], &[]).unwrap_err();
    assert_eq!(refused.code, "path-leaves-folder");
    write(&out, "calder", [page("index.html", "front")], &[]).unwrap();
    assert!(elsewhere.join("index.html").exists(), "removing a story did not reach through the link");
}

#[test]
fn a_second_export_at_the_same_time_gets_a_sentence() {
    let (_dir, out) = folder();
    write(&out, "calder", [page("index.html", "front")], &[]).unwrap();
    let first = lock(&out).unwrap();
    let refused = write(&out, "calder", [page("index.html", "other")], &[]).unwrap_err();
    assert_eq!(refused.code, "folder-busy");
    drop(first);
    write(&out, "calder", [page("index.html", "other")], &[]).unwrap();
}

#[test]
fn after_a_crash_the_next_export_knows_every_file_for_its_own() {
    let (_dir, out) = folder();
    write(&out, "calder", [page("a/index.html", "one")], &[]).unwrap();
    // The state in the middle of an export that was to add b: the manifest names both, a
    // half-written file is beside b, and b's page is there.
    let files = ["a/index.html", "b/index.html"].map(str::to_owned).into();
    Manifest { finished: false, files, ..Manifest::new("calder") }.save(&out).unwrap();
    Mark { staging: true, ..Mark::read(&out).unwrap() }.save(&out).unwrap();
    fs::create_dir(out.join("b")).unwrap();
    File::create(out.join("b/index.html")).unwrap().write_all(b"two").unwrap();
    File::create(out.join("b/.index.html.stet-new")).unwrap().write_all(b"tw").unwrap();
    let done = write(&out, "calder", [page("a/index.html", "one")], &[]).unwrap();
    assert_eq!(done.removed, 1);
    assert_eq!(names(&out), ["a/index.html"]);
    assert!(!out.join("b").exists());
}

#[test]
fn a_manifest_that_names_files_outside_removes_nothing_there() {
    let (dir, out) = folder();
    File::create(dir.path().join("diary.txt")).unwrap();
    write(&out, "calder", [page("index.html", "front")], &[]).unwrap();
    let files = ["../diary.txt", "index.html"].map(str::to_owned).into();
    Manifest { files, ..Manifest::new("calder") }.save(&out).unwrap();
    write(&out, "calder", [page("index.html", "front")], &[]).unwrap();
    assert!(dir.path().join("diary.txt").exists());
}

#[test]
fn a_manifest_that_cannot_be_read_stops_the_export() {
    let (_dir, out) = folder();
    write(&out, "calder", [page("index.html", "front")], &[]).unwrap();
    File::create(out.join(".stet-site.json")).unwrap().write_all(b"{").unwrap();
    assert_eq!(write(&out, "calder", [page("index.html", "x")], &[]).unwrap_err().code, "folder-not-ours");
}

#[test]
fn a_picture_is_copied_once_and_goes_when_nothing_shows_it() {
    let (dir, out) = folder();
    let from = dir.path().join("store.jpg");
    File::create(&from).unwrap().write_all(b"picture").unwrap();
    let picture = PictureFile { path: "pictures/ab-800.jpg".to_owned(), from, hash: hash_of(b"picture") };
    let pages = || [page("index.html", "front")];
    assert_eq!(write(&out, "calder", pages(), std::slice::from_ref(&picture)).unwrap().pictures, 1);
    assert_eq!(write(&out, "calder", pages(), &[picture]).unwrap().pictures, 0);
    assert_eq!(tree(&out)["pictures/ab-800.jpg"], "picture");
    assert_eq!(write(&out, "calder", pages(), &[]).unwrap().removed, 1);
    assert!(!out.join("pictures").exists());
}

#[test]
fn a_picture_that_is_not_there_stops_the_export_before_any_page_changes() {
    let (dir, out) = folder();
    write(&out, "calder", [page("index.html", "front")], &[]).unwrap();
    let from = dir.path().join("gone.jpg");
    let picture = PictureFile { path: "pictures/x.jpg".to_owned(), from, hash: [0; 16] };
    let refused = write(&out, "calder", [page("index.html", "new")], &[picture]).unwrap_err();
    assert_eq!(refused.code, "file-missing");
    assert_eq!(tree(&out)["index.html"], "front");
}

#[test]
fn what_changed_is_written_what_is_gone_goes_and_all_else_is_not_touched() {
    let (dir, out) = folder();
    let pages = ["a/index.html", "b/index.html", "index.html"].map(|path| page(path, "one"));
    write(&out, "calder", pages, &[]).unwrap();
    File::create(out.join("CNAME")).unwrap();
    let from = dir.path().join("store.jpg");
    File::create(&from).unwrap().write_all(b"picture").unwrap();
    let picture = |page: &str| {
        let hash = hash_of(b"picture");
        (page.to_owned(), PictureFile { path: "pictures/p.jpg".into(), from: from.clone(), hash })
    };
    let new = vec![page("c/index.html", "new"), page("d/index.html", "new"), page("index.html", "two")];
    let done =
        change(&out, new, &[picture("c/index.html"), picture("d/index.html")], &["b/index.html"]).unwrap();
    assert_eq!(done, Written { written: 3, written_pages: 3, unchanged: 0, pictures: 1, removed: 1 });
    let stands = ["CNAME", "a/index.html", "c/index.html", "d/index.html", "index.html", "pictures/p.jpg"];
    assert_eq!(names(&out), stands);
    // A picture goes with the last page that shows it.
    change(&out, vec![page("c/index.html", "without")], &[], &[]).unwrap();
    assert!(out.join("pictures/p.jpg").exists());
    change(&out, Vec::new(), &[], &["d/index.html"]).unwrap();
    assert_eq!(names(&out), ["CNAME", "a/index.html", "c/index.html", "index.html"]);
    let none = change(&out, vec![page("c/index.html", "without")], &[], &["d/index.html"]).unwrap();
    assert_eq!(none, Written { unchanged: 1, ..Written::default() });
    let files = Manifest::read(&out).unwrap().unwrap();
    assert!(files.finished && !files.files.contains("d/index.html"), "no name of what is gone is left");
}

#[test]
fn a_switch_that_a_crash_left_half_done_is_brought_to_its_end() {
    let (_dir, out) = folder();
    let pages = ["a/index.html", "b/index.html", "index.html"].map(|path| page(path, "one"));
    write(&out, "calder", pages, &[]).unwrap();
    // Everything is staged and written down, one of two files has taken its place.
    let mut site = SiteFolder::open(&out, "calder", &home(&out), None).unwrap();
    let stamp = site.state().unwrap().stamp.clone();
    Mark { staging: true, ..Mark::new("calder", &stamp) }.save(&site.root).unwrap();
    let mut steps: Vec<Step> = Vec::new();
    for path in ["a/index.html", "index.html"] {
        site.folder().stage(path, b"two", true).unwrap();
        steps.push((path.to_owned(), Some(file_row(b"two"))));
    }
    steps.push(("b/index.html".to_owned(), None));
    site.files.begin_switch(&steps, &[], Some(&[]), &state(2)).unwrap();
    site.folder().take_place("a/index.html").unwrap();
    drop(site);
    let site = SiteFolder::open(&out, "calder", &home(&out), None).unwrap();
    assert_eq!(site.state().map(|state| state.edition), Some(2));
    let two = |path: &str| (path.to_owned(), "two".to_owned());
    assert_eq!(tree(&out), BTreeMap::from([two("a/index.html"), two("index.html")]));
}

#[test]
fn a_switch_to_what_readers_may_not_see_any_more_is_not_brought_to_its_end() {
    let (_dir, out) = folder();
    write(&out, "calder", [page("index.html", "one")], &[]).unwrap();
    let mut site = SiteFolder::open(&out, "calder", &home(&out), Some(1)).unwrap();
    let stamp = site.state().unwrap().stamp.clone();
    let new = BTreeSet::from(["held/index.html".to_owned()]);
    Mark { staging: true, ..Mark::new("calder", &stamp) }.save(&site.root).unwrap();
    Manifest::note(&site.root, &new, &[]).unwrap();
    site.folder().make_room(new.iter().map(String::as_str)).unwrap();
    site.folder().stage("held/index.html", b"told too early", true).unwrap();
    let steps: Vec<Step> = vec![("held/index.html".to_owned(), Some(file_row(b"told too early")))];
    site.files.begin_switch(&steps, &[], Some(&[]), &state(2)).unwrap();
    drop(site);
    // It was put on hold since.
    let site = SiteFolder::open(&out, "calder", &home(&out), Some(3)).unwrap();
    assert_eq!(site.state(), None);
    assert_eq!(tree(&out), BTreeMap::from([("index.html".to_owned(), "one".to_owned())]));
}

#[test]
fn the_front_of_a_first_site_comes_when_all_that_it_leads_to_is_there() {
    let (_dir, out) = folder();
    let mut site = SiteFolder::open(&out, "calder", &home(&out), None).unwrap();
    let paths = ["a/index.html", "index.html", "rss.xml"];
    let staging = site.begin(paths.map(str::to_owned).to_vec(), false).unwrap();
    for path in paths {
        staging.put(page(path, "one")).unwrap();
    }
    assert!(out.join("a/index.html").is_file() && !out.join("index.html").exists());
    staging.switch(&mut site, &[], state(1), &mut || Ok(true)).unwrap();
    assert_eq!(names(&out), paths);
}

#[test]
fn what_somebody_else_wrote_since_is_looked_at_and_made_right() {
    let (_dir, out) = folder();
    write(&out, "calder", [page("a/index.html", "one"), page("index.html", "front")], &[]).unwrap();
    // The newsroom on another machine has written there.
    Mark::new("calder", "another").save(&out).unwrap();
    File::create(out.join("a/index.html")).unwrap().write_all(b"theirs").unwrap();
    let site = SiteFolder::open(&out, "calder", &home(&out), None).unwrap();
    assert!(site.state().is_none() && site.was_written_elsewhere());
    drop(site);
    let done =
        write(&out, "calder", [page("a/index.html", "one"), page("index.html", "front")], &[]).unwrap();
    assert_eq!((done.written, done.unchanged), (1, 1));
}

#[test]
fn a_reader_never_meets_half_a_page() {
    let (_dir, out) = folder();
    let long = |letter: &str| letter.repeat(200_000);
    write(&out, "calder", [page("index.html", &long("a"))], &[]).unwrap();
    let at = out.join("index.html");
    let reader = std::thread::spawn(move || {
        (0..1_000).all(|_| {
            let read = fs::read(&at).unwrap();
            read.len() == 200_000 && read.iter().all(|byte| *byte == read[0])
        })
    });
    for round in 0..20 {
        let letter = if round % 2 == 0 { "b" } else { "a" };
        write(&out, "calder", [page("index.html", &long(letter))], &[]).unwrap();
    }
    assert!(reader.join().unwrap());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_the_old_page_stands() {
    // /dev/full answers every write as a full disk does.
    let refused = OpenOptions::new().write(true).open("/dev/full").unwrap().write_all(b"x").unwrap_err();
    let error = trouble(Path::new("site/index.html"), &refused);
    assert_eq!(error.code, "disk-full");
    let (_dir, out) = folder();
    write(&out, "calder", [page("index.html", "old")], &[]).unwrap();
    let failed = place(&out.join("index.html"), |file| {
        file.write_all(b"ne")?;
        Err(io::ErrorKind::StorageFull.into())
    });
    assert!(failed.is_err());
    assert_eq!(tree(&out), BTreeMap::from([("index.html".to_owned(), "old".to_owned())]));
}

#[test]
fn what_points_at_others_takes_its_place_after_them() {
    for path in ["index.html", "rss.xml", "news/rss.xml", "news/page/2/index.html", "tags/harbour/index.html"]
    {
        assert!(points_at_others(path), "{path}");
    }
    for path in ["harbour-wall/index.html", "theme.ab12.css", "404.html", "pictures/a-800.jpg"] {
        assert!(!points_at_others(path), "{path}");
    }
}
