//! A whole archive comes in: WordPress's export and Ghost's, once, whole stories only, and nothing
//! by accident where readers see it.

use crate::room::{TestNewsroom, complained, jpeg, minutes_on, put, said};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use stet::body::{self, Block};
use stet::import::{Progress, bring_in};
use stet::newsroom::Imported;
use stet::story::{Publication, Stage, Story, UtcMillis};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archives").join(name)
}

fn bring(n: &mut TestNewsroom, paths: &[PathBuf]) -> Imported {
    bring_in(&mut n.newsroom, paths, minutes_on(0), &mut |_| ControlFlow::Continue(())).unwrap()
}

/// The WordPress export in a folder, with its uploads beside it.
fn wordpress_with_pictures(n: &TestNewsroom) -> PathBuf {
    let folder = n.beside("archive");
    let file = folder.join("export.xml");
    put(&file, std::fs::read(fixture("calder-star.wordpress.xml")).unwrap());
    put(&folder.join("uploads/2024/05/wall.jpg"), jpeg(60, 40, 1));
    put(&folder.join("uploads/2024/05/second.jpg"), jpeg(60, 40, 2));
    file
}

fn stories(n: &mut TestNewsroom) -> Vec<Story> {
    let ids = n.newsroom.all_stories().unwrap();
    ids.into_iter().map(|id| n.state(id).story).collect()
}

fn titled(n: &mut TestNewsroom, headline: &str) -> Story {
    let all = stories(n);
    all.into_iter().find(|s| s.headline == headline).unwrap_or_else(|| panic!("no story “{headline}”"))
}

fn at(text: &str) -> Option<UtcMillis> {
    Some(UtcMillis(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()))
}

#[test]
fn a_published_post_of_wordpress_is_live_with_its_dates_its_names_and_its_pictures() {
    let mut n = TestNewsroom::new();
    let file = wordpress_with_pictures(&n);
    let done = bring(&mut n, &[file]);
    assert_eq!(done.faults, []);
    assert_eq!(done.new_sections, ["Harbour"]);
    let story = titled(&mut n, "Harbour wall – the warnings nobody read");
    assert_eq!(story.publication, Publication::Live);
    assert_eq!(story.first_published_at, at("2024-05-03T03:00:00Z"));
    assert_eq!(story.updated_at, at("2024-05-04T04:30:00Z"));
    assert_eq!(story.url_slug, "harbour-wall-warnings");
    assert_eq!(body::write_inline(&story.standfirst), "The council says it was *never* told.");
    assert_eq!(story.bylines.iter().map(|b| b.name.as_str()).collect::<Vec<_>>(), ["Anita Rao"]);
    assert_eq!(story.section, Some(n.section("Harbour")));
    assert_eq!(story.tags, ["council", "Inquiries"], "other categories are topics");
    assert_eq!(story.headlines.search, "Calder harbour wall: the warnings");
    let lead = story.lead.expect("the featured picture");
    assert_eq!(body::write_inline(&lead.caption), "The wall on *Monday*");
    assert_eq!((lead.alt.as_str(), lead.credit.as_str()), ("A broken sea wall", "Jane Doe"));
    let market = titled(&mut n, "Market reopens");
    let tide = titled(&mut n, "ज्वार की तालिका");
    let second = body::media_in(&story.body)[0].to_owned();
    let wall = lead.media.0;
    let text = body::write(&story.body);
    let expected = format!(
        "Engineers warned of the wall **a year** before it fell.\\\n\
         The council says it was never told.\n\n\
         ```figure\nmedia: {second}\nalt: Residents behind a rope\ncaption: Residents at the *harbour* on Friday\n```\n\n\
         ### What the report says\n\n\
         See [the market story](story:{}) and [the tide table](story:{}).\n\n\
         ```figure\nmedia: {wall}\nalt: A broken sea wall\ncaption: The wall on *Monday*\n```\n\n\
         ```figure\nmedia: {second}\nalt: Residents\n```\n\n\
         \\[contact-form-7 id=\"5\" title=\"Write to us\"\\]\n\n\
         ```embed\nurl: https://www.youtube.com/watch?v=abc123\ntitle: youtube.com\n```",
        market.id, tide.id
    );
    assert_eq!(text, expected);
    assert!(!text.contains("A reader"), "what readers said there stays there");
}

#[test]
fn a_post_of_the_block_editor_keeps_its_parts() {
    let mut n = TestNewsroom::new();
    let file = wordpress_with_pictures(&n);
    let done = bring(&mut n, &[file]);
    let story = titled(&mut n, "Market reopens");
    let kinds: Vec<&str> = story
        .body
        .iter()
        .map(|block| match block {
            Block::Paragraph(_) => "paragraph",
            Block::Heading(..) => "heading",
            Block::Figure { .. } => "figure",
            Block::Bullets(_) => "bullets",
            Block::Pullquote { .. } => "pullquote",
            Block::Table { .. } => "table",
            Block::Embed { .. } => "embed",
            _ => "other",
        })
        .collect();
    assert_eq!(
        kinds,
        ["paragraph", "heading", "figure", "figure", "bullets", "pullquote", "table", "embed", "paragraph"]
    );
    assert_eq!(story.section, None, "“Uncategorized” is no section");
    assert_eq!(
        story.bylines.iter().map(|b| b.name.as_str()).collect::<Vec<_>>(),
        ["Tom Okafor", "Anita Rao"],
        "several names come from Co-Authors Plus"
    );
    assert_eq!(story.updated_at, None, "never changed after it was published");
    let wall = titled(&mut n, "Harbour wall – the warnings nobody read");
    assert!(body::write(&story.body).ends_with(&format!("Before that: [the warnings](story:{}).", wall.id)));
    let about: Vec<&str> =
        done.notices.iter().map(|n| n.sentence.as_str()).filter(|s| s.contains("Market")).collect();
    assert_eq!(
        about,
        [
            "export.xml: “Market reopens” had a block that the site itself filled: it stays out.",
            "export.xml: “Market reopens” had a script, which stays out."
        ]
    );
}

#[test]
fn nothing_that_was_not_open_to_every_reader_there_is_open_here() {
    let mut n = TestNewsroom::new();
    bring(&mut n, &[fixture("calder-star.wordpress.xml"), fixture("calder-star.ghost.json")]);
    let live: Vec<String> = stories(&mut n)
        .into_iter()
        .filter(|s| s.publication == Publication::Live)
        .map(|s| s.headline)
        .collect();
    assert_eq!(
        live,
        [
            "Harbour wall – the warnings nobody read",
            "Market reopens",
            "ज्वार की तालिका",
            "Ferry returns",
            "The tide mill"
        ]
    );
    let private = titled(&mut n, "Salaries, for the desk alone");
    assert!(private.not_for_publication, "a private post is not for publication");
    assert!(titled(&mut n, "For members").hold, "one behind a password is on hold");
    assert!(titled(&mut n, "For subscribers").hold, "one for subscribers is on hold");
    assert!(titled(&mut n, "A story that was dropped").spiked_at.is_some(), "one in the bin is on the spike");
    assert_eq!(titled(&mut n, "Waiting for the desk").stage, Stage::Filed);
    assert_eq!(titled(&mut n, "Budget day").first_published_at, None, "nothing will publish it by itself");
    assert_eq!(titled(&mut n, "About us").section, None);
    let site = n.export();
    assert_eq!(site.files_with("Paid words"), Vec::<String>::new());
    assert_eq!(site.files_with("Not for readers"), Vec::<String>::new());
    assert_eq!(site.files_with("It begins at ten"), Vec::<String>::new());
}

#[test]
fn what_a_site_kept_for_some_readers_or_for_its_staff_is_no_one_elses_here() {
    let mut n = TestNewsroom::new();
    let whole = std::fs::read_to_string(fixture("calder-star.wordpress.xml")).unwrap();
    let tag = "<category domain=\"post_tag\" nicename=\"council\">";
    let staff = "<category domain=\"following_users\" nicename=\"anita\"><![CDATA[anita.login]]></category>";
    let gated = whole.replacen(tag, &format!("{staff}{tag}"), 1).replacen(
        "Engineers warned of the wall",
        "[members]For members.[/members] Engineers warned of the wall",
        1,
    );
    assert_ne!(gated, whole);
    let file = n.beside("gated.xml");
    put(&file, gated.as_bytes());
    bring(&mut n, &[file]);
    let wall = titled(&mut n, "Harbour wall – the warnings nobody read");
    assert_eq!(wall.publication, Publication::NotPublished, "a part of it was for members");
    assert!(wall.hold);
    assert_eq!(wall.tags, ["council", "Inquiries"], "who follows a story is no topic of it");

    let post = |title: &str, html: &str| {
        serde_json::json!({
            "id": title, "uuid": title, "title": title, "slug": title, "status": "published", "visibility": "public",
            "html": html, "published_at": "2024-05-03T08:00:00.000Z", "created_at": "2024-05-03T08:00:00.000Z",
        })
    };
    let paid = "<p>Open.</p><!--kg-gated-block:begin nonMember:false memberSegment:\"status:free\"--><p>Paid.</p><!--kg-gated-block:end-->";
    let export = serde_json::json!({ "db": [{ "meta": { "version": "5.0.0" }, "data": {
        "posts": [post("open", "<p>Open.</p>"), post("paid", paid)], "users": [], "tags": [], "posts_tags": [], "posts_authors": [],
    } }] });
    let file = n.beside("ghost.json");
    put(&file, export.to_string().as_bytes());
    let done = bring(&mut n, &[file]);
    assert_eq!(done.faults, []);
    assert_eq!(titled(&mut n, "open").publication, Publication::Live);
    let paid = titled(&mut n, "paid");
    assert_eq!((paid.publication, paid.hold), (Publication::NotPublished, true));
}

#[test]
fn a_hindi_post_is_in_hindi_and_its_address_can_be_read_aloud() {
    let mut n = TestNewsroom::new();
    bring(&mut n, &[fixture("calder-star.wordpress.xml")]);
    let story = titled(&mut n, "ज्वार की तालिका");
    assert_eq!(story.language, "hi");
    assert_eq!(story.url_slug, stet::story::url_slug_from("ज्वार की तालिका"));
    assert_eq!(body::write(&story.body).matches("\n\n").count(), 1, "two paragraphs");
}

#[test]
fn a_ghost_export_comes_in_from_html_lexical_and_mobiledoc() {
    let mut n = TestNewsroom::new();
    let folder = n.beside("ghost");
    let file = folder.join("export.json");
    put(&file, std::fs::read(fixture("calder-star.ghost.json")).unwrap());
    put(&folder.join("content/images/2024/05/ferry.jpg"), jpeg(50, 40, 3));
    let done = bring(&mut n, &[file]);
    let ferry = titled(&mut n, "Ferry returns");
    let mill = titled(&mut n, "The tide mill");
    let lead = ferry.lead.clone().expect("the feature image");
    assert_eq!(body::write_inline(&lead.caption), "The *Rosa* on Sunday");
    assert_eq!(
        ferry.bylines.iter().map(|b| b.name.as_str()).collect::<Vec<_>>(),
        ["Anita Rao", "Tom Okafor"]
    );
    assert_eq!(ferry.section, Some(n.section("Harbour")));
    assert_eq!(ferry.tags, ["transport"], "what only staff saw is no tag");
    assert_eq!(body::write_inline(&ferry.standfirst), "After two years & three tries.");
    assert_eq!(
        (ferry.headlines.search.as_str(), ferry.headlines.social.as_str()),
        ("Calder ferry returns", "The ferry is back")
    );
    assert_eq!(
        body::write(&ferry.body),
        format!(
            "The ferry is **back**. Read [about the mill](story:{}).\n\n\
             ```figure\nmedia: {}\nalt: The ferry\ncaption: On its first run\n```\n\n\
             ```embed\nurl: https://ferries.example/times\ntitle: Times\n```",
            mill.id, lead.media
        )
    );
    assert_eq!(
        body::write(&mill.body),
        "Built in **1790**.\n\n## Today\n\nThe mill at low tide",
        "a picture that was not given leaves its caption"
    );
    assert_eq!(
        body::write(&titled(&mut n, "An old draft").body),
        "From the *old* editor.\n\n***\n\n- one\n- two"
    );
    let torn = &done.faults[0];
    assert_eq!((done.faults.len(), torn.code.as_ref()), (1, "post-unreadable"));
    assert!(torn.sentence.starts_with("export.json: “A torn text” (line "), "{}", torn.sentence);
    let missing = done.notices.iter().find(|n| n.code == "picture-not-given").expect("it is told");
    assert!(missing.sentence.contains("“2024/05/mill.jpg”"), "{}", missing.sentence);
}

#[test]
fn the_same_archive_again_makes_no_double_and_touches_no_one_s_work() {
    let mut n = TestNewsroom::new();
    let file = wordpress_with_pictures(&n);
    let first = bring(&mut n, std::slice::from_ref(&file));
    let worked_on = titled(&mut n, "Market reopens").id;
    n.edit(worked_on, minutes_on(1), |s| s.headline = "Market reopens at last".into());
    let before = stories(&mut n);
    let again = bring(&mut n, std::slice::from_ref(&file));
    assert_eq!(again.stories, []);
    assert_eq!(again.already_here.len(), first.stories.len());
    assert_eq!(again.notices, [], "nothing has changed there");

    // The site went on: one post has other words now, and the site has moved to https.
    let changed =
        std::fs::read_to_string(&file).unwrap().replace("The market opened at six", "It opened at seven");
    put(&file, changed.replace("http://wordpress.org", "https://wordpress.org"));
    let again = bring(&mut n, &[file]);
    assert_eq!(again.stories, []);
    assert_eq!(
        again.notices.iter().map(|n| n.sentence.as_str()).collect::<Vec<_>>(),
        ["export.xml: “Market reopens” was changed there since it came in; the story here stays as it is."]
    );
    assert_eq!(stories(&mut n), before);
}

#[test]
fn a_run_that_was_stopped_anywhere_and_begun_again_gives_the_same_stories() {
    let whole = {
        let mut n = TestNewsroom::new();
        bring(&mut n, &[fixture("calder-star.wordpress.xml"), fixture("calder-star.ghost.json")]);
        seals(&mut n)
    };
    let mut stop_after = 1;
    loop {
        let mut n = TestNewsroom::new();
        let paths = [fixture("calder-star.wordpress.xml"), fixture("calder-star.ghost.json")];
        let mut told = 0;
        let mut stop = |_: Progress| {
            told += 1;
            if told >= stop_after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let first = bring_in(&mut n.newsroom, &paths, minutes_on(0), &mut stop).unwrap();
        let second = bring(&mut n, &paths);
        assert_eq!(seals(&mut n), whole, "stopped at {stop_after}");
        assert_eq!(first.stories.len() + second.stories.len(), whole.len(), "stopped at {stop_after}");
        if !first.stopped {
            break;
        }
        stop_after += 1;
    }
    assert!(stop_after > 20, "it can be stopped at every post");
}

/// What each story says, without what a run gives anew.
fn seals(n: &mut TestNewsroom) -> Vec<(String, String)> {
    let mut all: Vec<_> = stories(n)
        .into_iter()
        .map(|mut s| {
            s.section = None;
            s.published_revision = None;
            (s.id.to_string(), stet::revision::canonical(&s, ""))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn an_archive_whose_end_is_missing_gives_what_is_there_and_says_where_it_ends() {
    let mut n = TestNewsroom::new();
    let whole = std::fs::read_to_string(fixture("calder-star.wordpress.xml")).unwrap();
    let cut = whole.find("Notes only").unwrap();
    let file = n.beside("cut.xml");
    put(&file, &whole[..cut]);
    let done = bring(&mut n, &[file]);
    assert_eq!(done.stories.len(), 3);
    assert_eq!(done.faults.len(), 1);
    let said = &done.faults[0].sentence;
    assert!(
        said.starts_with("cut.xml: The file ends in the middle of “A draft about the ferry” (line "),
        "{said}"
    );
}

#[test]
fn a_url_slug_that_a_page_here_has_gives_way_and_that_is_told() {
    let mut n = TestNewsroom::new();
    n.live("Market reopens");
    let done = bring(&mut n, &[fixture("calder-star.wordpress.xml")]);
    let ids: Vec<_> = done.stories.clone();
    let slugs: Vec<String> = ids.into_iter().map(|id| n.state(id).effective_url_slug).collect();
    assert!(slugs.contains(&"market-reopens-2".to_owned()), "{slugs:?}");
    assert!(
        done.notices.iter().any(|n| n.code == "other-url-slug" && n.sentence.contains("“market-reopens-2”"))
    );
    assert_eq!(done.faults, []);
}

#[test]
fn the_command_takes_archives_and_a_packed_one_and_says_what_became_of_them() {
    let n = TestNewsroom::new();
    let packed = n.beside("calder.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&packed).unwrap());
    let plain = zip::write::SimpleFileOptions::default();
    zip.start_file("calder/export.xml", plain).unwrap();
    std::io::Write::write_all(&mut zip, &std::fs::read(fixture("calder-star.wordpress.xml")).unwrap())
        .unwrap();
    zip.finish().unwrap();
    let done = n.stet(&["import", packed.to_str().unwrap()]);
    assert!(done.status.success(), "{}", complained(&done));
    assert!(said(&done).starts_with("10 stories imported."), "{}", said(&done));
    let other = n.beside("other.xml");
    put(&other, "<opml></opml>");
    let refused = n.stet(&["import", other.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(complained(&refused).contains("is no export of WordPress or Ghost. In WordPress"));
}

#[test]
fn whoever_writes_meanwhile_saves_and_the_import_goes_on() {
    let mut n = TestNewsroom::new();
    let mine = n.story("Mine");
    let mut other = n.reopened();
    let importing = std::thread::spawn(move || {
        let paths = [fixture("calder-star.wordpress.xml"), fixture("calder-star.ghost.json")];
        bring_in(&mut other, &paths, minutes_on(0), &mut |_| ControlFlow::Continue(())).unwrap()
    });
    let mut saves = 0;
    while !importing.is_finished() || saves == 0 {
        saves += 1;
        n.edit(mine, minutes_on(saves), |s| s.headline = format!("Mine {saves}"));
        // A hundred saves a second, where nobody types so fast: not a race for the file.
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(importing.join().unwrap().stories.len(), 16);
    assert_eq!(n.state(mine).story.headline, format!("Mine {saves}"));
    assert_eq!(stories(&mut n).len(), 17);
}

#[test]
fn no_cut_and_no_broken_byte_makes_a_reader_fall() {
    let mut dice: u32 = 7;
    for name in ["calder-star.wordpress.xml", "calder-star.ghost.json"] {
        let whole = std::fs::read(fixture(name)).unwrap();
        for cut in (0..whole.len()).step_by(211) {
            let mut broken = whole[..cut].to_vec();
            for _ in 0..3 {
                dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if let Some(byte) = broken.get_mut(dice as usize % whole.len()) {
                    *byte = (dice >> 24) as u8;
                }
            }
            read_all(&broken);
        }
    }
}

/// What the fuzz targets do: both readers on the same bytes, and every post made a story.
fn read_all(bytes: &[u8]) {
    use stet::import::archive::{ghost, story_id, story_of, wxr};
    let now = minutes_on(0);
    let check = |post: stet::import::archive::Post| {
        let made = story_of(post, story_id("x", "y"), "en", now, &|_| None);
        assert_eq!(body::read(&body::write(&made.story.body)), made.story.body);
    };
    let mut survey = wxr::Survey::default();
    let _ = wxr::read(&mut &bytes[..], &mut |piece, _| {
        survey.add(piece);
        ControlFlow::Continue(())
    });
    let _ = wxr::read(&mut &bytes[..], &mut |piece, _| {
        if let wxr::Piece::Item(Ok(item)) = piece {
            item.post(&survey, chrono_tz::Tz::UTC).into_iter().for_each(check);
        }
        ControlFlow::Continue(())
    });
    let mut survey = ghost::Survey::default();
    let _ = ghost::read(&mut &bytes[..], &mut |table, row, spot| {
        survey.add(table, &row);
        ghost::post(&row, &survey, spot).into_iter().for_each(check);
        ControlFlow::Continue(())
    });
}

#[test]
fn copy_in_the_watched_folder_comes_in_once_and_never_to_readers() {
    use stet::import::{files, watch};
    let mut n = TestNewsroom::new();
    let folder = n.beside("drop");
    put(&folder.join("statement.txt"), "Council statement\n\nThe wall is safe.\n");
    put(&folder.join("old.md"), "---\nheadline: Old\npublished: 2024-05-03 08:00\n---\nWas live.\n");
    // Front matter makes a whole story of a .txt too.
    put(&folder.join("older.txt"), "---\nheadline: Older\npublished: 2023-05-03 08:00\n---\nWas live.\n");
    put(&folder.join("again.txt"), "Council statement\n\nThe wall is safe.\n");
    let mut looks = watch::Watch::default();
    let began = SystemTime::UNIX_EPOCH;
    assert_eq!(looks.look(&folder, began), watch::Found::default());
    let ready = looks.look(&folder, began + watch::STILL).ready;
    assert_eq!(ready.len(), 4);
    let done: Vec<Imported> =
        ready.iter().map(|path| files::take_watched(&mut n.newsroom, path, minutes_on(0)).unwrap()).collect();
    let faults: Vec<&str> = done.iter().flat_map(|d| &d.faults).map(|f| f.code.as_ref()).collect();
    assert_eq!(faults, ["watched-published", "watched-published"]);
    let all = stories(&mut n);
    assert_eq!(all.len(), 1, "the same bytes under two names are one story");
    assert_eq!(all[0].publication, Publication::NotPublished);
    assert!(folder.join("old.md").exists(), "nothing in the folder is touched");
    // Another start of the program looks at the same files: they are known by their bytes.
    let again: usize = ready
        .iter()
        .map(|path| files::take_watched(&mut n.newsroom, path, minutes_on(1)).unwrap().stories.len())
        .sum();
    assert_eq!(again, 0);
}
