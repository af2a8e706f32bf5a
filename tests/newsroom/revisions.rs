//! Revisions: kept, listed, compared by word, restored; what stood before is one step away.

use crate::room::{TestNewsroom, minutes_on};
use stet::body;
use stet::newsroom::Section;
use stet::publish;
use stet::revision::{HunkKind, Why};
use stet::story::{Publication, Stage};

#[test]
fn restoring_keeps_what_stood_there_and_one_step_back_gives_it_back() {
    let mut n = TestNewsroom::new();
    let culture = n.section("Culture");
    let id = n.story("First");
    let first = n.newsroom.keep_revision(id, "as filed", minutes_on(1)).unwrap();
    let standing = n.edit(id, minutes_on(2), |s| {
        s.headline = "Second".into();
        s.section = Some(culture);
        s.tags = vec!["wall".into()];
        s.body = body::read("All *new* text.");
    });
    let (restored, _) = n.newsroom.restore(first.id, minutes_on(3)).unwrap();
    assert_eq!(restored.story.headline, "First");
    assert_eq!(restored.story.section, None, "the section goes back with the rest");

    let revisions = n.newsroom.revisions(id).unwrap();
    assert_eq!((revisions[0].why, revisions[1].why), (Why::Restored, Why::BeforeRestore));
    assert_eq!(revisions[0].parents, [revisions[1].id, first.id]);
    let (back, _) = n.newsroom.restore(revisions[1].id, minutes_on(4)).unwrap();
    let same = |s: &stet::story::Story| (s.headline.clone(), s.section, s.tags.clone(), s.body.clone());
    assert_eq!(same(&back.story), same(&standing.story));
}

#[test]
fn restoring_to_a_time_without_a_section_and_back_loses_no_section() {
    let mut n = TestNewsroom::new();
    let sport = n.section("Sport");
    let id = n.story_with(|s| s.section = Some(sport));
    let with = n.newsroom.keep_revision(id, "with", minutes_on(1)).unwrap();
    n.edit(id, minutes_on(2), |s| s.section = None);
    n.newsroom.restore(with.id, minutes_on(3)).unwrap();
    let before = n.newsroom.revisions(id).unwrap()[1].id;
    assert_eq!(n.newsroom.restore(before, minutes_on(4)).unwrap().0.story.section, None);
}

#[test]
fn a_revision_of_a_removed_section_can_be_restored() {
    let mut n = TestNewsroom::with_sections(&["News", "Election"]);
    let election = n.section("Election");
    let id = n.story_with(|s| s.section = Some(election));
    let kept = n.newsroom.keep_revision(id, "", minutes_on(1)).unwrap();
    let news = n.newsroom.opened().unwrap().sections[0].0.clone();
    n.newsroom.save_sections(std::slice::from_ref(&news)).unwrap();
    assert_eq!(n.state(id).story.section, None, "the story stays, without its section");
    n.edit(id, minutes_on(2), |s| s.section = Some(news.id));
    let (state, _) = n.newsroom.restore(kept.id, minutes_on(3)).unwrap();
    assert_eq!(state.story.section, Some(news.id), "a section that is gone leaves the story where it is");
}

#[test]
fn restoring_changes_no_stage_no_hold_and_nothing_of_what_readers_see() {
    let mut n = TestNewsroom::new();
    let id = n.story("First");
    let first = n.newsroom.keep_revision(id, "", minutes_on(1)).unwrap();
    n.publish(id, minutes_on(2));
    let before = n.edit(id, minutes_on(3), |s| {
        s.stage = Stage::Legal;
        s.hold = true;
        s.headline = "Third".into();
    });
    let (after, _) = n.newsroom.restore(first.id, minutes_on(4)).unwrap();
    let standing = |s: &stet::story::Story| {
        (
            s.stage,
            s.hold,
            s.publication,
            s.published_revision,
            s.first_published_at,
            s.updated_at,
            s.url_slug.clone(),
        )
    };
    assert_eq!(standing(&after.story), standing(&before.story));
    assert_eq!(after.story.publication, Publication::Live);
}

#[test]
fn revisions_say_when_by_whom_and_why_newest_first() {
    let mut n = TestNewsroom::new();
    let mut settings = n.newsroom.opened().unwrap().settings;
    settings.author = "Anita Rao".into();
    n.newsroom.save_settings(settings).unwrap();
    let id = n.story("One");
    n.newsroom.keep_revision(id, "  before the\nlawyer ", minutes_on(7)).unwrap();
    n.publish(id, minutes_on(8));
    let listed: Vec<_> = n.newsroom.revisions(id).unwrap().into_iter().take(2).collect();
    assert_eq!((listed[0].why, listed[0].made_at), (Why::Published, minutes_on(8)));
    assert_eq!((listed[1].why, listed[1].name.as_str()), (Why::Named, "before the lawyer"));
    assert_eq!(listed[1].author, "Anita Rao");
}

#[test]
fn two_revisions_are_compared_by_word_in_the_order_of_the_page() {
    let mut n = TestNewsroom::new();
    let id = n.story_with(|s| {
        s.headline = "Mayor alleged to know".into();
        s.body = body::read("He said 13 people came.");
    });
    let old = n.newsroom.keep_revision(id, "", minutes_on(1)).unwrap();
    n.edit(id, minutes_on(2), |s| {
        s.headline = "Mayor charged".into();
        s.body = body::read("He said 15 people came.");
    });
    let fields = n.newsroom.compare(old.id, None).unwrap().fields;
    let names: Vec<&str> = fields.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(names, ["headline", "body"]);
    let of = |kind| -> Vec<String> {
        fields[1].hunks.iter().filter(|h| h.kind == kind).map(|h| h.text.clone()).collect()
    };
    assert_eq!((of(HunkKind::Removed), of(HunkKind::Added)), (vec!["13".to_owned()], vec!["15".to_owned()]));
}

#[test]
fn a_damaged_revision_says_so_and_the_others_are_whole() {
    let mut n = TestNewsroom::new();
    let id = n.story("One");
    let good = n.newsroom.keep_revision(id, "good", minutes_on(1)).unwrap().id;
    n.edit(id, minutes_on(2), |s| s.headline = "Two".into());
    let bad = n.newsroom.keep_revision(id, "bad", minutes_on(3)).unwrap().id;
    n.sqlite(&format!("UPDATE revision SET text = zeroblob(40) WHERE id = '{bad}'"));
    let refused = n.newsroom.revision(bad).unwrap_err();
    assert_eq!(refused.code, "revision-damaged");
    assert!(refused.sentence.contains("damaged"), "{refused}");
    assert_eq!(n.newsroom.revision(good).unwrap().1.headline, "One");
    assert_eq!(n.newsroom.restore(bad, minutes_on(4)).unwrap_err().code, "revision-damaged");
    assert_eq!(n.state(id).story.headline, "Two", "and the story is as it was");
    assert!(
        n.newsroom.faults().unwrap().iter().any(|f| f.code == "revision-damaged"),
        "`stet check` finds it"
    );
}

#[test]
fn a_damaged_published_text_takes_one_page_from_the_site_and_says_so() {
    let mut n = TestNewsroom::new();
    let (whole, broken, gone) = (n.live("Whole"), n.live("Broken"), n.live("Gone"));
    assert_ne!(whole, broken);
    n.sqlite(&format!(
        "UPDATE revision SET text = zeroblob(40) WHERE story = '{broken}';
         UPDATE story SET published_revision = '{whole}' WHERE id = '{gone}'"
    ));
    let site = n.export();
    assert!(site.has("whole/index.html") && !site.has("broken/index.html") && !site.has("gone/index.html"));
    let codes: Vec<&str> = site.done.problems.iter().map(|p| p.code.as_ref()).collect();
    assert_eq!(codes, ["revision-missing", "revision-damaged"], "newest first, each with its sentence");
    // Publishing it again puts it right.
    publish::publish_story(&mut n.newsroom, whole, minutes_on(61)).unwrap();
    n.edit(broken, minutes_on(62), |s| s.headline = "Mended".into());
    n.publish(broken, minutes_on(63));
    assert!(n.export().has("broken/index.html"));
}

#[test]
fn a_renamed_section_is_compared_by_its_new_name() {
    let mut n = TestNewsroom::with_sections(&["News"]);
    let news = n.section("News");
    let id = n.story_with(|s| s.section = Some(news));
    let kept = n.newsroom.keep_revision(id, "", minutes_on(1)).unwrap();
    let section = n.newsroom.opened().unwrap().sections.remove(0).0;
    n.newsroom.save_sections(&[Section { name: "Town".into(), ..section }]).unwrap();
    let fields = n.newsroom.compare(kept.id, None).unwrap().fields;
    assert!(fields.iter().all(|f| f.field != "section"), "the section is the same one: {fields:?}");
}
