//! The plan never reads a whole table, however many stories there are.

use super::plan::{HOURS, LEFT, LOOKS};
use super::{Store, Within};
use crate::story::UtcMillis;

/// How SQLite goes about it.
fn way(store: &Store, sql: &str) -> Vec<String> {
    let mut ask = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let binds = ask.parameter_count();
    let rows = ask.query_map(rusqlite::params_from_iter(vec![0_i64; binds]), |r| r.get(3)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn hours_are_found_by_their_own_index_and_no_table_is_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path()).unwrap();
    for (sql, indexes) in [
        (
            HOURS,
            &[
                "story_by_deadline",
                "story_by_schedule",
                "publication_by_hour",
                "story_by_embargo",
                "story_by_look_again",
            ][..],
        ),
        (LEFT, &["story_to_file", "story_by_schedule", "story_by_look_again"]),
        (LOOKS, &["story_by_look_again"]),
    ] {
        let way = way(&store, sql);
        for index in indexes {
            let found = way.iter().any(|step| step.contains("SEARCH") && step.contains(index));
            assert!(found, "{index} is not searched in: {way:#?}");
        }
        // What a limit was put on is read again from its few rows.
        let whole = way.iter().find(|step| step.contains("SCAN") && !step.contains("(subquery"));
        assert!(whole.is_none(), "a table is read whole: {way:#?}");
        assert!(way.iter().all(|step| !step.contains("TEMP B-TREE")), "it is sorted: {way:#?}");
    }
}

#[test]
fn what_is_to_be_looked_at_again_is_listed_from_the_few_that_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path()).unwrap();
    let within = Within { look_again: true, ..Within::default() };
    let sql = format!("SELECT number FROM desk_entry e NOT INDEXED WHERE {}", within.sql());
    let way = way(&store, &sql);
    assert!(way.iter().any(|s| s.contains("SEARCH e USING INTEGER PRIMARY KEY")), "{way:#?}");
    assert!(way.iter().any(|s| s.contains("story_by_look_again")), "{way:#?}");
    assert_eq!(store.read(|tx| tx.desk_total(&within)).unwrap(), (0, false));
    assert_eq!(store.read(|tx| tx.looks_due(UtcMillis(0))).unwrap(), []);
}
