//! Copy that others have worked on: its comments, its suggestion, and what becomes of them.

use std::path::Path;

use crate::driver::{Home, Launch, new_newsroom, picture, stet};

#[test]
fn comments_lead_to_their_words_and_a_suggestion_is_taken() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/copy/reviewed.docx");
    let (file, newsroom) = (file.to_string_lossy().into_owned(), folder.to_string_lossy().into_owned());
    stet(&["import", &file, "--newsroom", &newsroom]);
    for dark in [true, false] {
        let launch = Launch::new(&home).newsroom(&folder);
        let app = if dark { launch.dark().start() } else { launch.start() };
        app.wait("nav [role=option]").click();
        app.wait_text(".body-text", "The wall fell on Monday night.");
        app.named_in("aside", "Review\u{a0}2").click();
        app.wait_text("aside article", "The port says Tuesday.");
        app.named_in("aside article", "Monday night").click();
        app.wait(".body-text .remark.flashes");
        app.screenshot(&picture(if dark { "review-dark.png" } else { "review.png" }));
        if dark {
            continue;
        }
        app.named_in("aside article", "Answer").click();
        app.wait("aside article textarea:focus");
        app.keys("It was Monday.");
        app.named_in("aside article", "Answer").click();
        app.wait_text("aside article .reply:last-of-type", "It was Monday.");
        app.named_in("aside section", "Accept all").click();
        app.wait_text(".says", "The changes are in the story.");
        app.wait_text(".body-text", "Engineers had warned of the wall in 2025.");
        app.wait_text(".body-text .remark", "Monday night");
        app.screenshot(&picture("review-taken.png"));
    }
}
