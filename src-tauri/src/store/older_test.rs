//! A newsroom that an older Stet made: its file is brought up to date, and its stories are found.

use super::*;
use crate::desk::Sort;
use crate::desk::typed::Typed;

/// A file as the first Stet wrote it, with so many stories; every tenth has a Chinese headline.
fn older(folder: &Path, stories: usize) {
    let conn = Connection::open(folder.join(FILE)).unwrap();
    conn.execute_batch(MIGRATIONS[0]).unwrap();
    conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    conn.pragma_update(None, "user_version", 1).unwrap();
    let mut add = conn
        .prepare("INSERT INTO story (id, headline, body, created_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?4)")
        .unwrap();
    conn.execute_batch("BEGIN").unwrap();
    for n in 0..stories {
        let headline = if n % 10 == 0 { "台风海燕逼近" } else { "Zürich ferry" };
        let id = uuid::Uuid::now_v7().to_string();
        add.execute((id, headline, "The *café* on the quay", n as i64)).unwrap();
    }
    conn.execute_batch("COMMIT").unwrap();
}

fn found(store: &mut Store, find: &str) -> i64 {
    let typed = Typed::read(find);
    store.read(|tx| tx.desk_matches(&typed, &Within::default(), Sort::Changed, i64::MAX, 100)).unwrap().len()
        as i64
}

#[test]
fn its_stories_are_found_by_the_words_of_today() {
    let place = tempfile::tempdir().unwrap();
    older(place.path(), 20);
    let mut store = Store::open(place.path()).unwrap();
    for (find, stories) in [("海燕", 2), ("zurich", 18), ("cafe", 20), ("quay", 20), ("harbour", 0)] {
        assert_eq!(found(&mut store, find), stories, "{find}");
    }
    assert_eq!(store.faults().unwrap(), Vec::<String>::new());
}

#[test]
fn a_large_one_opens_at_once_and_is_indexed_bit_by_bit_the_newest_first() {
    let place = tempfile::tempdir().unwrap();
    older(place.path(), STALE_AT_OPEN + 150);
    let mut store = Store::open(place.path()).unwrap();
    let count = |store: &Store| -> i64 {
        store.conn.query_row("SELECT count(*) FROM story_words_stale", [], |r| r.get(0)).unwrap()
    };
    assert_eq!(count(&store), 150, "no more than {STALE_AT_OPEN} before the newsroom is open");
    let newest: i64 =
        store.conn.query_row("SELECT max(number) FROM story_words_stale", [], |r| r.get(0)).unwrap();
    assert_eq!(newest, 150, "the oldest wait");
    assert!(store.index_stale_words(100).unwrap(), "some are left");
    assert!(!store.index_stale_words(100).unwrap(), "none is");
    let all =
        store.conn.query_row("SELECT count(*) FROM story_words WHERE story_words MATCH 'quay'", [], |r| {
            r.get::<_, i64>(0)
        });
    assert_eq!(all.unwrap(), STALE_AT_OPEN as i64 + 150);
}

#[test]
fn a_story_that_cannot_be_read_keeps_neither_the_newsroom_shut_nor_the_others_unfound() {
    let place = tempfile::tempdir().unwrap();
    older(place.path(), 5);
    let conn = Connection::open(place.path().join(FILE)).unwrap();
    conn.execute("UPDATE story SET id = 'scratched' WHERE number = 3", []).unwrap();
    drop(conn);
    let mut store = Store::open(place.path()).unwrap();
    assert!(!store.index_stale_words(100).unwrap(), "it is passed over");
    assert_eq!(found(&mut store, "quay"), 4);
}
