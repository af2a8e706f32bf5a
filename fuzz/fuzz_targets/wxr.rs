//! Any bytes as a WordPress export: no post of it makes the reader fall, and every body that it
//! gives reads back from its Markdown as it was written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;
use stet::body;
use stet::import::archive::{story_id, story_of, wxr};
use stet::story::UtcMillis;

fuzz_target!(|bytes: &[u8]| {
    let mut survey = wxr::Survey::default();
    let _ = wxr::read(&mut &bytes[..], &mut |piece, _| {
        survey.add(piece);
        ControlFlow::Continue(())
    });
    let origin = survey.origin();
    let link = |url: &str| Some(story_id(&origin, survey.addresses.key(url)?));
    let _ = wxr::read(&mut &bytes[..], &mut |piece, _| {
        let wxr::Piece::Item(Ok(item)) = piece else { return ControlFlow::Continue(()) };
        if let Some(post) = item.post(&survey, chrono_tz::Tz::UTC) {
            let id = story_id(&origin, &post.key);
            let made = story_of(post, id, "en", UtcMillis(1_795_165_200_000), &link);
            assert_eq!(body::read(&body::write(&made.story.body)), made.story.body);
        }
        ControlFlow::Continue(())
    });
});
