//! A newsroom’s file that goes away while it is open.

use super::*;

fn newsroom(folder: &Path) -> Store {
    std::fs::create_dir(folder).unwrap();
    Store::create(folder).unwrap()
}

#[test]
fn a_write_to_a_newsroom_that_was_moved_away_is_refused_until_it_is_back() {
    let place = tempfile::tempdir().unwrap();
    let (here, away) = (place.path().join("star"), place.path().join("away"));
    let mut store = newsroom(&here);
    store.write(|_| Ok(())).unwrap();

    std::fs::rename(&here, &away).unwrap();
    assert_eq!(
        store.write(|_| Ok(())).unwrap_err().code,
        "newsroom-gone",
        "nobody would find that text again"
    );

    std::fs::rename(&away, &here).unwrap();
    store.write(|_| Ok(())).unwrap();
}

#[cfg(unix)] // elsewhere an open file cannot be deleted
#[test]
fn a_write_never_goes_into_a_file_that_was_deleted_and_made_anew() {
    let place = tempfile::tempdir().unwrap();
    let here = place.path().join("star");
    let mut store = newsroom(&here);
    std::fs::remove_dir_all(&here).unwrap();
    assert_eq!(store.write(|_| Ok(())).unwrap_err().code, "newsroom-gone");
    let _other = newsroom(&here);
    assert_eq!(
        store.write(|_| Ok(())).unwrap_err().code,
        "newsroom-gone",
        "another newsroom stands there now"
    );
}
