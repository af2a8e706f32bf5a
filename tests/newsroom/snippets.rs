//! Snippets and templates: kept, found again, put to use; what is one story's alone stays its own.

use crate::room::{MORNING, TestNewsroom, minutes_on};
use stet::body;
use stet::story::{MediaId, PictureUse, Publication, SnippetId, Stage, TemplateId};

#[test]
fn a_snippet_is_kept_changed_and_removed_and_keeps_its_place_in_the_list() {
    let mut n = TestNewsroom::new();
    let words = body::read("The *Calder Star* is regulated by nobody yet.");
    let (first, _) = n.newsroom.save_snippet(None, "  About  us ", &words).unwrap();
    assert_eq!(first.name, "About us");
    assert_eq!(first.body, words, "with its marks");
    n.newsroom.save_snippet(None, "सुधार", &body::read("यह ख़बर सुधारी गई है।")).unwrap();
    n.newsroom.save_snippet(Some(first.id), "About", &body::read("One.\n\nTwo.")).unwrap();

    let mut later = n.reopened();
    let kept: Vec<_> =
        later.snippets().unwrap().into_iter().map(|s| (s.name, body::write(&s.body))).collect();
    let wanted = [("About", "One.\n\nTwo."), ("सुधार", "यह ख़बर सुधारी गई है।")];
    let kept: Vec<(&str, &str)> = kept.iter().map(|(n, b)| (n.as_str(), b.trim_end())).collect();
    assert_eq!(kept, wanted);
    later.remove_snippet(first.id).unwrap();
    assert_eq!(later.snippets().unwrap().len(), 1);
    assert_eq!(later.remove_snippet(first.id).unwrap_err().code, "snippet-missing");
}

#[test]
fn a_snippet_without_name_or_words_or_with_the_name_of_another_is_refused_in_a_sentence() {
    let mut n = TestNewsroom::new();
    let words = body::read("Words.");
    n.newsroom.save_snippet(None, "Legal", &words).unwrap();
    let mut code = |known, name: &str, text: &str| {
        n.newsroom.save_snippet(known, name, &body::read(text)).unwrap_err().code.into_owned()
    };
    assert_eq!(code(None, " \u{a0}\t", "Words."), "snippet-nameless");
    assert_eq!(code(None, "Empty", " \n\n "), "snippet-empty");
    assert_eq!(code(None, "LEGAL", "Words."), "snippet-name-taken");
    assert_eq!(code(Some(SnippetId::new()), "Gone", "Words."), "snippet-missing");
    assert_eq!(n.newsroom.snippets().unwrap().len(), 1, "and nothing of it was kept");
}

#[test]
fn a_story_begun_from_a_template_is_a_new_story_that_nobody_has_seen() {
    let mut n = TestNewsroom::new();
    let sport = n.section("Sport");
    let media = MediaId("ab".repeat(32));
    let id = n.story_with(|s| {
        s.headline = "Rovers 2, Calder 1".into();
        s.slug = "rovers".into();
        s.url_slug = "rovers-calder".into();
        s.section = Some(sport);
        s.tags = vec!["football".into()];
        s.stage = Stage::Subs;
        s.hold = true;
        s.body = body::read("## Match facts\n\nTK");
        s.lead = Some(PictureUse {
            media: media.clone(),
            caption: body::read_inline("The *north* stand"),
            credit: "Mira Sandoval".into(),
            alt: "A full stand".into(),
        });
    });
    n.edit(id, MORNING, |s| s.hold = false);
    n.publish(id, minutes_on(1));
    n.edit(id, minutes_on(3), |s| s.hold = true);
    let (kept, _) = n.newsroom.keep_template(id, "Match report").unwrap();
    assert_eq!((kept.headline.as_str(), kept.damage), ("Rovers 2, Calder 1", None));

    let (begun, changed) = n.newsroom.story_from_template(kept.id, minutes_on(9)).unwrap();
    let (again, _) = n.newsroom.story_from_template(kept.id, minutes_on(9)).unwrap();
    let story = &begun.story;
    assert_ne!(story.id, id);
    assert_ne!(story.id, again.story.id);
    assert!(changed.desk && changed.stories == [story.id], "the desk list reads again");
    assert_eq!(story.publication, Publication::NotPublished);
    assert_eq!((story.first_published_at, story.published_revision, story.updated_at), (None, None, None));
    assert_eq!(story.created_at, minutes_on(9));
    assert_eq!((story.slug.as_str(), story.url_slug.as_str()), ("", ""));
    assert_ne!(begun.effective_url_slug, again.effective_url_slug, "each has an address of its own");
    assert_eq!(story.stage, Stage::Writing);
    assert!(story.hold, "what was held as a template is held as a story");
    assert_eq!(story.section, Some(sport));
    assert_eq!(story.tags, ["football"]);
    assert_eq!(body::write(&story.body).trim_end(), "## Match facts\n\nTK");
    let lead = story.lead.as_ref().expect("the picture came with it");
    assert_eq!((&lead.media, lead.credit.as_str()), (&media, "Mira Sandoval"));
    assert_eq!(n.state(id).story.publication, Publication::Live, "the story it was made of is as it was");
}

#[test]
fn a_template_outlives_the_story_it_was_made_of_and_the_section_it_names() {
    let mut n = TestNewsroom::with_sections(&["News", "Election"]);
    let election = n.section("Election");
    let id = n.story_with(|s| {
        s.headline = "Count".into();
        s.section = Some(election);
    });
    let (kept, _) = n.newsroom.keep_template(id, "Count").unwrap();
    n.newsroom.spike(id, true, minutes_on(1)).unwrap();
    let news = n.newsroom.opened().unwrap().sections[0].0.clone();
    n.newsroom.save_sections(std::slice::from_ref(&news)).unwrap();
    let (begun, _) = n.newsroom.story_from_template(kept.id, minutes_on(2)).unwrap();
    assert_eq!((begun.story.headline.as_str(), begun.story.section), ("Count", None));
    assert_eq!(begun.story.spiked_at, None);
}

#[test]
fn a_damaged_template_is_listed_and_says_so_and_the_others_work() {
    let mut n = TestNewsroom::new();
    let id = n.story("Whole");
    let (bad, _) = n.newsroom.keep_template(id, "Bad").unwrap();
    let (good, _) = n.newsroom.keep_template(id, "Good").unwrap();
    n.sqlite(&format!("UPDATE template SET text = 'scrawl' WHERE id = '{}'", bad.id));

    let listed = n.newsroom.templates().unwrap();
    let said = listed[0].damage.as_ref().expect("it says so");
    assert_eq!(said.code, "template-damaged");
    assert!(said.sentence.contains("“Bad”") && !said.hint.is_empty(), "{said:?}");
    assert_eq!(n.newsroom.story_from_template(bad.id, MORNING).unwrap_err().code, "template-damaged");
    assert!(n.newsroom.story_from_template(good.id, MORNING).is_ok());
}

#[test]
fn a_template_is_renamed_and_removed_and_two_never_have_one_name() {
    let mut n = TestNewsroom::new();
    let id = n.story("Obituary");
    let (first, _) = n.newsroom.keep_template(id, "Obituary").unwrap();
    assert_eq!(n.newsroom.keep_template(id, "OBITUARY").unwrap_err().code, "template-name-taken");
    assert_eq!(n.newsroom.keep_template(id, "  ").unwrap_err().code, "template-nameless");
    n.newsroom.rename_template(first.id, "Obit").unwrap();
    n.newsroom.rename_template(first.id, "OBIT").unwrap();
    assert_eq!(n.newsroom.templates().unwrap()[0].name, "OBIT");
    n.newsroom.remove_template(first.id).unwrap();
    assert_eq!(n.newsroom.remove_template(first.id).unwrap_err().code, "template-missing");
    assert_eq!(
        n.newsroom.story_from_template(TemplateId::new(), MORNING).unwrap_err().code,
        "template-missing"
    );
}

#[test]
fn stories_to_link_to_come_newest_first_by_words_by_id_or_with_nothing_typed() {
    let mut n = TestNewsroom::new();
    let old = n.live("Harbour wall cracks");
    let new = n.story("Harbour wall mended");
    let other = n.story("Bus strike");
    n.edit(old, minutes_on(1), |s| s.eyebrow = "Harbour".into());
    n.edit(new, minutes_on(2), |s| s.eyebrow = "Harbour".into());
    n.edit(other, minutes_on(3), |s| s.eyebrow = "Buses".into());
    let mut ids = |find: &str| -> Vec<_> {
        n.newsroom.stories_to_link(find).unwrap().into_iter().map(|r| r.id).collect()
    };
    assert_eq!(ids("harbour wall"), [new, old]);
    assert_eq!(ids(""), [other, new, old]);
    assert_eq!(ids(&old.to_string()), [old]);
    assert_eq!(ids("nowhere"), []);
    // One that only speaks of it comes after those that are of it, however new it is.
    n.edit(other, minutes_on(4), |s| s.body = stet::body::read("It passes the harbour wall."));
    let found = n.newsroom.stories_to_link("harb").unwrap();
    assert_eq!(found.into_iter().map(|r| r.id).collect::<Vec<_>>(), [new, old, other]);
}
