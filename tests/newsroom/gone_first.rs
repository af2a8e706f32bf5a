//! What is to be away from readers goes before anything else, whatever fails after it.

use crate::room::{TestNewsroom, minutes_on, put};
use std::path::{Path, PathBuf};
use stet::newsroom::Newsroom;
use stet::publish::{self, Rid};
use stet::story::{Move, StoryId};

fn kill(newsroom: &mut Newsroom, story: StoryId, minutes: i64) {
    newsroom.make_move(story, Move::Kill(Some("Wrong man named".into())), minutes_on(minutes)).unwrap();
    publish::write_away(newsroom, minutes_on(minutes)).unwrap();
}

/// How each place stands, and the code of what keeps it.
fn told(newsroom: &mut Newsroom, story: StoryId) -> Vec<(Rid, String)> {
    let all = publish::removals(newsroom, story).unwrap();
    all.into_iter().map(|r| (r.state, r.error.map(|e| e.code.to_string()).unwrap_or_default())).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let at = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &at);
        } else {
            std::fs::copy(entry.path(), at).unwrap();
        }
    }
}

#[test]
fn a_theme_that_fails_keeps_no_killed_story() {
    let mut n = TestNewsroom::new();
    n.live("Something else");
    let id = n.story_with(|s| {
        s.headline = "Quite secret".into();
        s.tags = vec!["Harbour".into()];
        s.body = stet::body::read("The informer lives in Quay Street.");
    });
    n.publish(id, minutes_on(1));
    let mut settings = n.newsroom.opened().unwrap().settings;
    settings.feeds_in_full = true;
    n.newsroom.save_settings(settings).unwrap();
    let site = n.export_at(minutes_on(2));
    assert!(site.files_with("informer").len() > 4, "page, feeds, search: {:?}", site.files_with("informer"));
    put(&n.folder().join("theme/footer.html"), "{% broken");
    kill(&mut n.newsroom, id, 3);
    assert_eq!(told(&mut n.newsroom, id), [(Rid::ByHand, "theme-broken".to_owned())]);
    let none: [String; 0] = [];
    assert_eq!(site.files_with("informer"), none, "its text is nowhere");
    assert!(!site.has("quite-secret/index.html") && site.has("something-else/index.html"));
    // The theme is mended: what else names it is written anew, and all is as if it had never been.
    std::fs::remove_file(n.folder().join("theme/footer.html")).unwrap();
    publish::write_away(&mut n.newsroom, minutes_on(5)).unwrap();
    assert_eq!(told(&mut n.newsroom, id), [(Rid::Gone, String::new())]);
    assert_eq!(site.files_with("Quite secret"), none);
    assert_eq!(site.files_with("quite-secret"), none);
    for file in ["rss.xml", "atom.xml", "feed.json"] {
        assert!(site.file(file).contains("Something else"), "{file} is there again");
    }
}

#[test]
fn what_is_known_of_a_folder_may_be_damaged() {
    let mut n = TestNewsroom::new();
    n.live("Something else");
    let id = n.live("Quite secret");
    let folders: Vec<PathBuf> = ["one", "two"].map(|name| n.beside(name)).to_vec();
    for out in &folders {
        publish::export(&mut n.newsroom, out, minutes_on(61)).unwrap();
    }
    for entry in std::fs::read_dir(n.folder().join("sites")).unwrap().flatten() {
        if entry.path().extension().is_some_and(|e| e == "sqlite") {
            put(
                &entry.path(),
                "no database at all, and longer than the header of one, so that it is looked at".repeat(40),
            );
        }
    }
    kill(&mut n.newsroom, id, 62);
    assert!(told(&mut n.newsroom, id).iter().all(|(state, _)| *state == Rid::Gone));
    for out in &folders {
        assert!(!out.join("quite-secret").exists() && out.join("something-else/index.html").is_file());
    }
}

#[test]
fn a_copy_of_the_newsroom_writes_nothing_by_itself_over_what_was_written_since() {
    let mut n = TestNewsroom::new();
    let held = n.live("Held back");
    let other = n.live("Something else");
    let site = n.export();
    let backup = n.beside("backup");
    copy(&n.folder(), &backup);
    n.edit(held, minutes_on(61), |s| s.hold = true);
    n.export_at(minutes_on(62));
    assert!(!site.has("held-back/index.html"));
    // In the copy it is not held: a kill there would put it back.
    let mut copied = Newsroom::open(&backup).unwrap();
    kill(&mut copied, other, 63);
    let told = told(&mut copied, other);
    assert_eq!(told, [(Rid::ByHand, "site-written-elsewhere".to_owned())]);
    assert!(!site.has("held-back/index.html") && site.has("something-else/index.html"));
    // A person may say that the copy is the one to be read.
    publish::export(&mut copied, &site.folder, minutes_on(64)).unwrap();
    assert!(site.has("held-back/index.html") && !site.has("something-else/index.html"));
}
