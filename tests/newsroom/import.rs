//! Stories from files: every key, every fault said while the rest go on, never twice.

use crate::room::{TestNewsroom, jpeg, minutes_on, put, words};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;
use stet::body::{self, Block};
use stet::import::files;
use stet::newsroom::{Imported, Seen};
use stet::story::{AlsoRead, Byline, Dateline, LinkTo, Publication, Stage, StoryId, UtcMillis};

fn import(n: &mut TestNewsroom, paths: &[PathBuf]) -> Imported {
    files::import(&mut n.newsroom, paths, minutes_on(600), &mut |_| ControlFlow::Continue(())).unwrap()
}

/// As `import`, where nothing may be wrong.
fn import_all(n: &mut TestNewsroom, paths: &[PathBuf]) -> Imported {
    let done = import(n, paths);
    assert!(done.faults.is_empty(), "{:#?}", done.faults);
    done
}

/// Puts one file into a folder of its own and imports it.
fn import_text(n: &mut TestNewsroom, text: &str) -> Imported {
    let file = n.beside("one").join("story.md");
    put(&file, text);
    import(n, &[file])
}

fn titles(n: &mut TestNewsroom) -> Vec<String> {
    let ids = n.newsroom.all_stories().unwrap();
    ids.into_iter().map(|id| n.state(id).story.headline).collect()
}

const WHOLE: &str = "---
headline: Engineers warned of harbour wall a year before collapse
standfirst: The council says it was *never* told.
eyebrow: Harbour inquiry
agency: Calder News Network
byline: [Anita Rao, {name: Tom Okafor, role: Photographs}]
dateline: {place: Calder, text: \"CALDER, Nov. 3\"}
section: Harbours
tags: [harbour, council]
slug: harbour-wall
url_slug: harbour-wall-warning
language: en-GB
stage: ready
published: 2025-10-28 23:26
updated: 2025-10-29T08:10:00+05:30
picture: {file: pictures/wall.jpg, caption: The wall on *Monday*, credit: Jane Doe, alt: A broken sea wall}
also_read: [{headline: Port closed, slug: port-closed}, {headline: Tide table, url: https://tides.example}]
---
First paragraph.

```figure
file: pictures/second.jpg
alt: Placards
caption: Residents
credit: Jane Doe
```
";

#[test]
fn every_key_of_a_file_reaches_the_story() {
    let mut n = TestNewsroom::new();
    let folder = n.beside("copy");
    put(&folder.join("wall.md"), WHOLE);
    put(&folder.join("port.md"), "---\nheadline: Port closed\n---\nShut.\n");
    put(&folder.join("pictures/wall.jpg"), jpeg(900, 600, 1));
    put(&folder.join("pictures/second.jpg"), jpeg(900, 600, 2));
    let done = import_all(&mut n, &[folder]);
    assert_eq!(
        (done.stories.len(), done.already_here.len(), done.new_sections),
        (2, 0, vec!["Harbours".to_owned()])
    );

    let id = n.newsroom.story_named("harbour-wall-warning").unwrap().unwrap();
    let port = n.newsroom.story_named("port-closed").unwrap().unwrap();
    let section = n.section("Harbours");
    let state = n.state(id);
    let s = state.story;
    assert_eq!(s.headline, "Engineers warned of harbour wall a year before collapse");
    assert_eq!(body::write_inline(&s.standfirst), "The council says it was *never* told.");
    assert_eq!((s.eyebrow.as_str(), s.agency.as_str()), ("Harbour inquiry", "Calder News Network"));
    let byline = |name: &str, role: &str| Byline { name: name.into(), role: role.into() };
    assert_eq!(s.bylines, [byline("Anita Rao", ""), byline("Tom Okafor", "Photographs")]);
    assert_eq!(s.dateline, Dateline { place: "Calder".into(), text: "CALDER, Nov. 3".into() });
    assert_eq!((s.section, s.tags), (Some(section), vec!["harbour".to_owned(), "council".into()]));
    assert_eq!(
        (s.slug.as_str(), s.url_slug.as_str(), s.language.as_str()),
        ("harbour-wall", "harbour-wall-warning", "en-GB")
    );
    assert_eq!((s.stage, state.seen), (Stage::Ready, Seen::Live));
    // 23:26 in Calder is 17:56 in UTC.
    assert_eq!(
        (s.first_published_at, s.updated_at),
        (Some(UtcMillis(1_761_674_160_000)), Some(UtcMillis(1_761_705_600_000)))
    );
    let lead = s.lead.unwrap();
    assert_eq!(
        (body::write_inline(&lead.caption), lead.credit, lead.alt),
        ("The wall on *Monday*".into(), "Jane Doe".into(), "A broken sea wall".into())
    );
    assert!(n.newsroom.picture_bytes(&lead.media).is_ok());
    let tides = AlsoRead { headline: "Tide table".into(), to: LinkTo::Url("https://tides.example".into()) };
    assert_eq!(s.also_read, [AlsoRead { headline: "Port closed".into(), to: LinkTo::Story(port) }, tides]);
    let Block::Figure { media, caption, .. } = &s.body[1] else { panic!("{:?}", s.body) };
    assert_eq!((media.len(), caption), (64, &words("Residents")));
}

#[test]
fn one_byline_is_text_and_tags_may_be_one_line() {
    let mut n = TestNewsroom::new();
    let done = import_text(
        &mut n,
        "---\nheadline: A\nbyline: Anita Rao\ntags: wall, tide\ndateline: Calder\n---\nWords.\n",
    );
    let s = n.state(done.stories[0]).story;
    assert_eq!(
        (s.bylines[0].name.as_str(), s.tags.join("|"), s.dateline.place.as_str()),
        ("Anita Rao", "wall|tide".into(), "Calder")
    );
    assert_eq!(s.published_revision, None);
}

#[test]
fn an_unknown_key_names_file_line_and_key_and_that_file_alone_stays_out() {
    let mut n = TestNewsroom::new();
    let folder = n.beside("copy");
    put(&folder.join("a-good.md"), "---\nheadline: Good\n---\nWords.\n");
    put(
        &folder.join("b-bad.md"),
        "---\nheadline: Bad\nsection: Brand new\nheadlin: y\npicture: p.jpg\n---\nWords.\n",
    );
    put(&folder.join("p.jpg"), jpeg(640, 400, 1));
    let done = import(&mut n, std::slice::from_ref(&folder));
    assert_eq!(done.faults.len(), 1);
    let fault = &done.faults[0];
    assert_eq!(fault.code, "front-matter-unknown-key");
    assert!(fault.sentence.ends_with("b-bad.md, line 4: there is no key “headlin”."), "{fault}");
    assert_eq!(fault.hint, "Did you mean “headline”?");
    assert_eq!(titles(&mut n), ["Good"]);
    let opened = n.newsroom.opened().unwrap();
    assert!(opened.sections.iter().all(|(s, _)| s.name != "Brand new"));
    let picture = stet::media::id_of(&jpeg(640, 400, 1));
    assert!(
        n.newsroom.picture_states(&[picture]).unwrap()[0].row.is_none(),
        "no picture of it is known either"
    );

    put(
        &folder.join("b-bad.md"),
        "---\nheadline: Bad no more\nsection: Brand new\npicture: p.jpg\n---\nWords.\n",
    );
    let again = import_all(&mut n, &[folder]);
    assert_eq!(
        (again.stories.len(), again.already_here.len()),
        (1, 1),
        "put right, it comes in; the other is here"
    );
}

#[test]
fn every_fault_of_every_file_is_said_and_the_rest_go_on() {
    let mut n = TestNewsroom::new();
    let folder = n.beside("copy");
    for (name, front) in [
        ("a", "headline: A\nstage: almost"),
        ("b", "headline: B\npublished: yesterday"),
        ("c", "headline: C\npicture: gone.jpg"),
        ("e", "headline: E\nurl_slug: Not Lawful"),
        ("g", "headline: G\nalso_read: [{slug: nowhere}, {slug: c}]"),
    ] {
        put(&folder.join(format!("{name}.md")), format!("---\n{front}\n---\nWords.\n"));
    }
    put(&folder.join("f.md"), "No front matter at all.\n");
    put(&folder.join("h.docx"), "This is no package.");
    put(&folder.join("i.pages"), "A program that Stet cannot read.");
    let missing = folder.join("missing.md");
    let done = import(&mut n, &[folder.clone(), missing]);
    let mut files: Vec<&str> = done.faults.iter().map(|f| f.code.as_ref()).collect();
    files.sort();
    assert_eq!(
        files,
        [
            "copy-kind-unknown",
            "copy-unreadable",
            "file-unreadable",
            "front-matter-bad-value",
            "front-matter-bad-value",
            "front-matter-bad-value",
            "picture-unreadable"
        ],
        "{:#?}",
        done.faults
    );
    for name in ["a.md", "b.md", "c.md", "e.md", "h.docx", "i.pages", "missing.md"] {
        assert!(done.faults.iter().any(|f| f.sentence.contains(name)), "{name} is named");
    }
    let picture = done.faults.iter().find(|f| f.code == "picture-unreadable").unwrap();
    assert!(picture.sentence.contains("gone.jpg") && picture.hint == "Put it there, or put it in by hand.");
    assert_eq!(titles(&mut n).len(), 2, "f and g came in");
    let links: Vec<&str> = done.notices.iter().map(|f| f.code.as_ref()).collect();
    assert_eq!(
        links,
        ["link-unknown", "link-unknown"],
        "a link that leads nowhere is said, and holds nothing back"
    );
}

#[test]
fn a_story_may_name_no_picture_outside_its_folder() {
    let mut n = TestNewsroom::new();
    let folder = n.beside("copy");
    let private = n.beside("private").join("source.jpg");
    put(&private, jpeg(64, 48, 1));
    put(&folder.join("a.md"), "---\nheadline: A\npicture: ../private/source.jpg\n---\nWords.\n");
    put(
        &folder.join("b.md"),
        format!("---\nheadline: B\n---\nWords.\n\n```figure\nfile: {}\n```\n", private.display()),
    );
    let done = import(&mut n, &[folder]);
    assert_eq!(done.faults.len(), 2, "{:#?}", done.faults);
    for (fault, name) in done.faults.iter().zip(["a.md", "b.md"]) {
        assert_eq!(fault.code, "picture-unreadable");
        assert!(fault.sentence.contains(name) && fault.sentence.contains("outside the folder"), "{fault:?}");
    }
    assert_eq!(titles(&mut n), [""; 0], "the stories wait outside");
}

#[test]
fn a_story_of_the_future_is_refused() {
    let mut n = TestNewsroom::new();
    let refused = import_text(&mut n, "---\nheadline: A\npublished: 2031-01-01\n---\nWords.\n");
    assert_eq!(refused.faults[0].code, "published-in-future");
    assert!(refused.faults[0].sentence.contains("story.md"));
}

#[test]
fn an_update_or_a_correction_of_the_future_is_refused() {
    let mut n = TestNewsroom::new();
    for (line, what) in [
        ("updated: 2031-01-01", "last update"),
        ("corrections: [{kind: correction, at: 2031-01-01, text: Wrong name.}]", "correction"),
    ] {
        let text = format!("---\nheadline: A\npublished: 2025-01-01\n{line}\n---\nWords.\n");
        let refused = import_text(&mut n, &text);
        assert_eq!(refused.faults[0].code, "published-in-future", "{line}");
        assert!(refused.faults[0].sentence.contains(what), "{}", refused.faults[0]);
    }
}

#[test]
fn a_file_that_says_itself_that_it_is_not_to_go_comes_in_unpublished() {
    let mut n = TestNewsroom::new();
    for text in ["DO NOT PUBLISH before Monday.", ""] {
        let done = import_text(&mut n, &format!("---\nheadline: A\npublished: 2025-01-01\n---\n{text}\n"));
        assert_eq!(done.notices[0].code, "came-in-unpublished", "{done:#?}");
        let story = n.state(done.stories[0]).story;
        assert_eq!((story.publication, story.published_revision), (Publication::TakenDown, None));
    }
}

#[test]
fn what_a_file_keeps_from_its_readers_is_a_note_and_on_no_page() {
    let mut n = TestNewsroom::new();
    let text = "---\nheadline: Wall\npublished: 2025-01-01\n---\nSeen <!-- ASIDE one --> here.\n\n[//]: # (ASIDE two)\n\n%%ASIDE three%%\n";
    let done = import_text(&mut n, text);
    assert_eq!(done.notices[0].code, "copy-look", "{done:#?}");
    let site = n.export();
    assert_eq!(site.files_with("Seen here.").len(), 1);
    assert_eq!(site.files_with("ASIDE"), [""; 0]);
    let kept = body::plain_text_with_notes(&n.state(done.stories[0]).story.body);
    for words in ["ASIDE one", "ASIDE two", "ASIDE three"] {
        assert!(kept.contains(words), "{kept}");
    }
}

#[test]
fn a_picture_that_markdown_names_in_any_way_comes_in_where_it_lies_beside() {
    let mut n = TestNewsroom::new();
    let folder = n.beside("copy");
    put(&folder.join("pictures/wall.jpg"), jpeg(64, 48, 1));
    put(
        &folder.join("a.md"),
        "---\nheadline: A\n---\n![The wall](pictures/wall.jpg \"On Monday\")\n\n```figure\nmedia: pictures/wall.jpg\nalt: x\n```\n\n![gone](gone.jpg)\n",
    );
    let done = import_all(&mut n, &[folder]);
    assert_eq!(done.faults, [], "a picture that is not there keeps no story out");
    let body = n.state(done.stories[0]).story.body;
    let figures =
        body.iter().filter(|b| matches!(b, Block::Figure { media, .. } if media.len() == 64)).count();
    assert_eq!(figures, 2, "{body:#?}");
    assert!(done.notices.iter().any(|said| said.sentence.contains("left its words")), "{done:#?}");
}

#[test]
fn a_second_import_of_the_same_files_doubles_nothing() {
    let mut n = TestNewsroom::new();
    let folder = n.beside("copy");
    // Two of one headline, two that lead to each other, one live, one without a headline.
    put(&folder.join("a.md"), "---\nheadline: Same\n---\nFirst text.\n");
    put(&folder.join("b.md"), "---\nheadline: Same\n---\nSecond text.\n");
    put(&folder.join("c.md"), "---\nheadline: Same\npublished: 2025-10-28\n---\nThird text.\n");
    put(&folder.join("d.md"), "---\nheadline: To e\nalso_read: [{slug: to-d}]\n---\nWords.\n");
    put(
        &folder.join("e.md"),
        "---\nheadline: To d\nsection: New\n---\nWords.\n\n```related\nto: slug:to-e\n```\n",
    );
    put(&folder.join("f.md"), "---\nslug: notes\n---\nOnly notes.\n");
    let first = import_all(&mut n, std::slice::from_ref(&folder));
    assert_eq!((first.stories.len(), first.already_here.len()), (6, 0));
    let second = import_all(&mut n, std::slice::from_ref(&folder));
    assert_eq!((second.stories.len(), second.already_here.len(), second.new_sections.len()), (0, 6, 0));
    assert_eq!(n.newsroom.all_stories().unwrap().len(), 6);

    put(
        &folder.join("e.md"),
        "---\nheadline: To d\nsection: New\n---\nOther words.\n\n```related\nto: slug:to-e\n```\n",
    );
    let third = import_all(&mut n, std::slice::from_ref(&folder));
    assert_eq!(
        (third.stories.len(), third.already_here.len()),
        (1, 5),
        "the changed one alone comes in anew"
    );
    assert_eq!(third.notices[0].code, "copy-changed-since");
    assert!(
        third.notices[0].sentence.contains("e.md") && third.notices[0].hint.contains("“To d”"),
        "{}",
        third.notices[0]
    );
}

#[test]
fn a_chosen_address_comes_before_one_made_from_a_headline() {
    let mut n = TestNewsroom::new();
    let folder = n.beside("copy");
    put(&folder.join("a.md"), "---\nheadline: Cup final\n---\nA draft.\n");
    put(
        &folder.join("b.md"),
        "---\nheadline: Report\nurl_slug: cup-final\npublished: 2025-10-28\n---\nWords.\n",
    );
    import_all(&mut n, std::slice::from_ref(&folder));
    let live = n.newsroom.story_named("cup-final").unwrap().unwrap();
    assert_eq!(n.state(live).story.headline, "Report");
    put(&folder.join("c.md"), "---\nheadline: Third\nurl_slug: cup-final\n---\nWords.\n");
    let refused = import(&mut n, &[folder]);
    assert_eq!(refused.faults[0].code, "url-slug-taken");
    assert!(refused.faults[0].sentence.contains("c.md"));
    assert_eq!(titles(&mut n).len(), 2, "nothing of it is left behind");
}

#[test]
fn a_section_whose_name_the_site_needs_gets_another_address() {
    let mut n = TestNewsroom::new();
    n.live("Cup final");
    let folder = n.beside("copy");
    put(&folder.join("a.md"), "---\nheadline: A\nsection: About\npublished: 2025-10-28\n---\nWords.\n");
    put(&folder.join("b.md"), "---\nheadline: B\nsection: Cup final\npublished: 2025-10-28\n---\nWords.\n");
    put(&folder.join("c.md"), "---\nheadline: C\nsection: 🌊\npublished: 2025-10-28\n---\nWords.\n");
    put(&folder.join("d.md"), "---\nheadline: D\nsection: ABOUT\npublished: 2025-10-28\n---\nWords.\n");
    let done = import_all(&mut n, &[folder]);
    assert_eq!(done.new_sections, ["About", "Cup final", "🌊"]);
    let site = n.export();
    assert!(site.done.problems.is_empty(), "{:?}", site.done.problems);
    assert!(
        site.has("about-2/index.html")
            && site.has("cup-final-2/index.html")
            && site.has("cup-final/index.html")
    );
}

#[test]
fn files_as_other_programs_save_them_are_read() {
    let mut n = TestNewsroom::new();
    let done = import_text(&mut n, "\u{feff}---\r\nheadline: Windows\r\n---\r\nOne.\r\n\r\nTwo.\r\n");
    assert_eq!(n.state(done.stories[0]).story.body.len(), 2);
    let file = n.beside("latin").join("l.md");
    put(&file, b"---\nheadline: Caf\xe9\n---\n");
    let done = import_all(&mut n, &[file]);
    assert_eq!(n.state(done.stories[0]).story.headline, "Café", "an old encoding is no reason to refuse");
}

#[test]
fn ten_thousand_files_come_in_at_one_go() {
    let mut n = TestNewsroom::new();
    let folder = n.beside("copy");
    let sentence = "The council of Calder met on Monday and heard the engineers on the harbour wall, the tide and the cost. ";
    for k in 0..10_000 {
        let live = if k % 2 == 0 { "published: 2025-10-28 09:00\n" } else { "" };
        let text = format!(
            "---\nheadline: Story number {k}\nsection: News\ntags: [wall, t{}]\n{live}---\n{}\n",
            k % 50,
            sentence.repeat(12)
        );
        put(&folder.join(format!("{}/{k}.md", k % 20)), text);
    }
    let (mut told, began) = (Vec::new(), Instant::now());
    let paths = [folder];
    let done = files::import(&mut n.newsroom, &paths, minutes_on(600), &mut |p| {
        told.push(p.done);
        ControlFlow::Continue(())
    })
    .unwrap();
    println!("10,000 files imported in {:.1} s", began.elapsed().as_secs_f64());
    assert_eq!(done.stories.len(), 10_000);
    assert!(
        told.len() > 10 && told.is_sorted() && told.last() == Some(&10_000),
        "progress is told: {told:?}"
    );
    let ids = n.newsroom.all_stories().unwrap();
    assert_eq!(ids.len(), 10_000);
    let last = n.newsroom.story_named("story-number-9998").unwrap().unwrap();
    assert_eq!(n.state(last).seen, Seen::Live);
    assert_eq!(n.newsroom.desk(stet::desk::View::Live, "", None).unwrap().total, 5_000);
    let began = Instant::now();
    assert_eq!(import_all(&mut n, &paths).already_here.len(), 10_000);
    println!("and found there already in {:.1} s", began.elapsed().as_secs_f64());
}

#[test]
fn a_story_keeps_its_id_on_the_way() {
    let mut n = TestNewsroom::new();
    let id = StoryId::new();
    let text = format!("---\nid: {id}\nheadline: A\n---\nWords.\n");
    assert_eq!(import_text(&mut n, &text).stories, [id]);
    assert_eq!(import_text(&mut n, &text).already_here, [id]);
    let other = text.replace("Words", "Other words");
    assert_eq!(import_text(&mut n, &other).faults[0].code, "story-here-already");
}
