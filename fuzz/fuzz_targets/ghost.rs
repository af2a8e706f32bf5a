//! Any bytes as a Ghost export: no row of it makes the reader fall, and every body that it gives
//! reads back from its Markdown as it was written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;
use stet::body;
use stet::import::archive::{ghost, story_id, story_of};
use stet::story::UtcMillis;

fuzz_target!(|bytes: &[u8]| {
    let mut survey = ghost::Survey::default();
    let _ = ghost::read(&mut &bytes[..], &mut |table, row, _| {
        survey.add(table, &row);
        ControlFlow::Continue(())
    });
    let origin = survey.origin();
    let link = |url: &str| Some(story_id(&origin, survey.key(url)?));
    let _ = ghost::read(&mut &bytes[..], &mut |_, row, spot| {
        if let Ok(post) = ghost::post(&row, &survey, spot) {
            let id = story_id(&origin, &post.key);
            let made = story_of(post, id, "en", UtcMillis(1_795_165_200_000), &link);
            assert_eq!(body::read(&body::write(&made.story.body)), made.story.body);
        }
        ControlFlow::Continue(())
    });
});
