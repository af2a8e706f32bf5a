//! The first start: the demo newsroom, all of it or nothing.

use crate::room::{MORNING, minutes_on, put, said, stet, tree};
use stet::desk::View;
use stet::newsroom::{FILE, Newsroom};
use stet::{demo, publish};

/// A start that was cut short when the pictures stood in place, then one that was not, and
/// one more: one test, because the pictures take seconds to draw.
#[test]
fn the_demo_newsroom_is_whole_also_after_a_start_that_was_cut_short() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("newsroom");
    put(&folder.join(".making-Ab12/newsroom.sqlite"), "half of one");
    put(&folder.join(".stories-Cd34/harbour-wall.md"), "---");
    put(&folder.join("media/ab/left.jpg"), "a picture that was moved in already");
    assert_eq!(Newsroom::open(&folder).err().unwrap().code, "newsroom-missing");

    let mut n = demo::make(&folder, MORNING).unwrap();
    let left: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, [""; 0], "what was begun and what was used is gone");
    assert_eq!(n.faults().unwrap(), []);
    assert_eq!(n.desk(View::Desk, "", None).unwrap().rows.len(), 13);
    assert_eq!(n.desk(View::Live, "", None).unwrap().rows.len(), 11);
    let opened = n.opened().unwrap();
    assert!(opened.is_demo && opened.sections.len() >= 5 && opened.trending.len() == 5);
    let languages: Vec<String> =
        n.desk(View::Desk, "", None).unwrap().rows.into_iter().map(|r| r.language).collect();
    assert!(["hi", "ur"].iter().all(|l| languages.iter().any(|have| have == l)), "{languages:?}");

    let out = home.path().join("site");
    let done = publish::export(&mut n, &out, minutes_on(60)).unwrap();
    assert_eq!(done.problems, []);
    assert!(
        done.index.exists() && tree(&out).iter().filter(|(p, _)| p.starts_with("pictures/")).count() >= 11
    );

    assert_eq!(demo::make(&folder, MORNING).err().unwrap().code, "newsroom-exists");
    let again = stet(&["demo", folder.to_str().unwrap()]);
    assert!(!again.status.success() && said(&again).is_empty());
    assert!(folder.join(FILE).exists());
}
