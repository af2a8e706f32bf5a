//! Proofreading as a newsroom gets it: its rules, its words, its names, its dictionaries.

use crate::room::{MORNING, TestNewsroom, minutes_on};
use stet::body;
use stet::newsroom::{Newsroom, Proofreader, put_starter_rules};
use stet::proof::style_file::{STARTER, StyleRule};
use stet::proof::{Mark, MarkKind, Piece, PieceLink};
use stet::story::StoryId;

fn piece(text: &str) -> Piece {
    Piece { field: "body".into(), text: text.into(), quoted: false, links: Vec::new() }
}

/// What is marked in a text, as `kind: words`.
fn marked(n: &mut Newsroom, reader: &Proofreader, story: StoryId, language: &str, text: &str) -> Vec<String> {
    all(n, reader, story, language, piece(text)).iter().map(said).collect()
}

fn all(n: &mut Newsroom, reader: &Proofreader, story: StoryId, language: &str, piece: Piece) -> Vec<Mark> {
    let pieces = [piece];
    let terms = n.proof_terms(story, language, &pieces).unwrap();
    reader.check(&terms, language, &pieces).unwrap().remove(0)
}

fn said(mark: &Mark) -> String {
    let kind = match mark.kind {
        MarkKind::FillIn => "fill in",
        MarkKind::Style => "style",
        MarkKind::Spelling => "spelling",
    };
    format!("{kind}: {}", mark.words)
}

fn new_story(n: &mut Newsroom, text: &str, at: i64) -> StoryId {
    let id = n.new_story(minutes_on(at)).unwrap().0.story.id;
    n.edit_story(id, 0, minutes_on(at), |s| {
        s.headline = format!("Story {at}");
        s.body = body::read(text);
        Ok(())
    })
    .unwrap();
    id
}

#[test]
fn a_new_newsroom_has_the_starter_rules_and_an_old_one_is_offered_them() {
    let mut room = TestNewsroom::new();
    let folder = room.newsroom.folder().to_owned();
    assert_eq!(std::fs::read_to_string(folder.join("style.txt")).unwrap(), STARTER);
    let reader = Proofreader::new(&folder);
    let ready = reader.ready(&mut room.newsroom, "en-GB").unwrap();
    assert_eq!((ready.rules, ready.has_style_file), (100, true));

    std::fs::remove_file(folder.join("style.txt")).unwrap();
    assert!(!reader.ready(&mut room.newsroom, "en-GB").unwrap().has_style_file);
    put_starter_rules(&folder).unwrap();
    assert_eq!(
        put_starter_rules(&folder).unwrap_err().code,
        "style-file-exists",
        "what is there is never written over"
    );
    assert_eq!(reader.style(&mut room.newsroom).unwrap().rules.len(), 100);
}

#[test]
fn a_newsroom_made_where_a_style_file_stands_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    stet::newsroom::write_whole(&folder.path().join("style.txt"), b"rule: a\nfind: b\n").unwrap();
    Newsroom::create(folder.path(), crate::room::calder_star(), &[], false).unwrap();
    assert_eq!(std::fs::read_to_string(folder.path().join("style.txt")).unwrap(), "rule: a\nfind: b\n");
}

#[test]
fn a_change_of_the_style_file_from_outside_is_picked_up() {
    let mut room = TestNewsroom::new();
    let reader = Proofreader::new(room.newsroom.folder());
    let story = new_story(&mut room.newsroom, "x", 1);
    let file = room.newsroom.folder().join("style.txt");
    stet::newsroom::write_whole(&file, b"rule: a\nfind: boat\nuse: ship\n").unwrap();
    assert_eq!(marked(&mut room.newsroom, &reader, story, "en-GB", "a boat"), ["style: boat"]);
    stet::newsroom::write_whole(&file, b"rule: a\nfind: quay\nuse: pier\nnonsense\n").unwrap();
    assert_eq!(marked(&mut room.newsroom, &reader, story, "en-GB", "a boat at the quay"), ["style: quay"]);
    assert_eq!(reader.style(&mut room.newsroom).unwrap().faults[0].line, 4);
}

#[test]
fn switching_a_rule_off_is_for_every_story_and_right_this_time_for_one() {
    let mut room = TestNewsroom::new();
    let n = &mut room.newsroom;
    let reader = Proofreader::new(n.folder());
    let (one, two) = (new_story(n, "x", 1), new_story(n, "y", 2));
    let text = "They utilise it whilst dry";
    assert_eq!(marked(n, &reader, one, "en-GB", text), ["style: utilise", "style: whilst"]);
    n.set_let_stand(one, "whilst", "whilst", true).unwrap();
    assert_eq!(marked(n, &reader, one, "en-GB", text), ["style: utilise"]);
    assert_eq!(marked(n, &reader, two, "en-GB", text), ["style: utilise", "style: whilst"]);
    n.switch_style_rule("utilise", false).unwrap();
    assert_eq!(marked(n, &reader, one, "en-GB", text), Vec::<String>::new());
    n.switch_style_rule("utilise", true).unwrap();
    n.set_let_stand(one, "whilst", "whilst", false).unwrap();
    assert_eq!(marked(n, &reader, one, "en-GB", text).len(), 2);
}

#[test]
fn names_are_learnt_from_bylines_tags_and_three_stories_and_only_the_new_ones_are_read_again() {
    let mut room = TestNewsroom::new();
    let n = &mut room.newsroom;
    let reader = Proofreader::new(n.folder());
    let text = "The boats of Castellane and Marlowee and Orlah";
    let first = new_story(n, "He met Castellane there.", 1);
    new_story(n, "Then Castellane went.", 2);
    reader.ready(n, "en-GB").unwrap();
    assert_eq!(
        marked(n, &reader, first, "en-GB", text),
        ["spelling: Castellane", "spelling: Marlowee", "spelling: Orlah"]
    );
    let third = new_story(n, "Now Castellane sails.", 3);
    n.edit_story(third, 1, minutes_on(4), |s| {
        s.bylines = vec![stet::story::Byline { name: "Ines Marlowee".into(), role: String::new() }];
        s.tags = vec!["storm Orlah".into()];
        Ok(())
    })
    .unwrap();
    reader.ready(n, "en-GB").unwrap();
    assert_eq!(marked(n, &reader, first, "en-GB", text), Vec::<String>::new());
}

#[test]
fn words_are_added_for_a_language_or_for_all_and_taken_out_again() {
    let mut room = TestNewsroom::new();
    let n = &mut room.newsroom;
    let reader = Proofreader::new(n.folder());
    let story = new_story(n, "x", 1);
    n.add_dictionary_word("en-GB", "skerrywright", MORNING).unwrap();
    n.add_dictionary_word("", "gansey’s", MORNING).unwrap();
    n.add_dictionary_word("fr", "quaysidee", MORNING).unwrap();
    let text = "a Skerrywright, two skerrywright, a gansey’s knot, a quaysidee";
    assert_eq!(marked(n, &reader, story, "en-GB", text), ["spelling: quaysidee"]);
    assert_eq!(n.dictionary_words().unwrap().len(), 3);
    n.remove_dictionary_word("en", "skerrywright").unwrap();
    assert_eq!(marked(n, &reader, story, "en-GB", "skerrywright"), ["spelling: skerrywright"]);
    assert_eq!(n.add_dictionary_word("en", "two words", MORNING).unwrap_err().code, "word-unlawful");
}

#[test]
fn a_language_without_a_dictionary_says_so_and_one_dropped_into_the_folder_is_found() {
    let mut room = TestNewsroom::new();
    let n = &mut room.newsroom;
    let reader = Proofreader::new(n.folder());
    let story = new_story(n, "x", 1);
    let ready = reader.ready(n, "qax").unwrap();
    assert_eq!(ready.dictionary, None);
    assert!(ready.hint.starts_with("Put qax.aff and qax.dic (Hunspell) into “"), "{}", ready.hint);
    assert_eq!(
        marked(n, &reader, story, "qax", "nadii"),
        Vec::<String>::new(),
        "without a dictionary nothing is marked"
    );

    let own = n.folder().join("dictionaries");
    std::fs::create_dir(&own).unwrap();
    stet::newsroom::write_whole(&own.join("qax.aff"), b"SET UTF-8\n").unwrap();
    stet::newsroom::write_whole(&own.join("qax.dic"), b"1\nnadi\n").unwrap();
    assert!(
        reader.ready(n, "qax").unwrap().dictionary.is_some_and(|from| from.contains("this newsroom’s own"))
    );
    assert_eq!(marked(n, &reader, story, "qax", "nadi nadii"), ["spelling: nadii"]);
}

#[test]
fn a_link_to_one_of_our_stories_is_marked_only_when_that_story_is_gone() {
    let mut room = TestNewsroom::new();
    let n = &mut room.newsroom;
    let reader = Proofreader::new(n.folder());
    let here = new_story(n, "x", 1);
    let mut linking = |to: StoryId| {
        let links = vec![PieceLink { from: 0, to: 4, href: format!("story:{to}") }];
        all(n, &reader, here, "en-GB", Piece { links, ..piece("here it is") }).len()
    };
    assert_eq!(linking(here), 0);
    assert_eq!(linking(StoryId::new()), 1);
}

#[test]
fn a_rule_is_tried_before_it_is_kept_and_a_wrong_one_is_not_kept() {
    let mut room = TestNewsroom::new();
    let reader = Proofreader::new(room.newsroom.folder());
    let mut rule = StyleRule {
        id: "boatmen".into(),
        find: vec!["boatmans".into()],
        suggest: vec!["boatmen".into()],
        wrong: "Two boatmans.".into(),
        right: "Two boatmen.".into(),
        ..StyleRule::default()
    };
    let trial = reader.try_rule(&rule, "en-GB", "The boatmans sang");
    assert_eq!((trial.catches_wrong, trial.passes_right), (Some(true), Some(true)));
    assert_eq!(trial.marks[0].suggestions, ["boatmen"]);
    reader.save_rule("", &rule).unwrap();
    assert_eq!(reader.save_rule("", &rule).unwrap_err().code, "style-rule-twice");
    rule.find.clear();
    rule.pattern = "(boat".into();
    assert_eq!(reader.save_rule("boatmen", &rule).unwrap_err().code, "style-rule-wrong");
    reader.remove_rule("boatmen").unwrap();
    let left = std::fs::read_to_string(room.newsroom.folder().join("style.txt")).unwrap();
    assert_eq!(left.trim_end(), STARTER.trim_end(), "adding and removing a rule leaves the file as it was");
    assert_eq!(reader.style(&mut room.newsroom).unwrap().rules.len(), 100);
}

#[test]
fn the_demo_is_quiet() {
    let folder = tempfile::tempdir().unwrap();
    let mut n = stet::demo::make(&folder.path().join("demo"), MORNING).unwrap();
    let reader = Proofreader::new(n.folder());
    let mut out = Vec::new();
    for id in n.all_stories().unwrap() {
        let story = n.story(id).unwrap().story;
        reader.ready(&mut n, &story.language).unwrap();
        for text in
            [story.headline.clone(), body::inline_text(&story.standfirst), body::plain_text(&story.body)]
        {
            for line in text.lines() {
                out.extend(
                    marked(&mut n, &reader, id, &story.language, line)
                        .into_iter()
                        .map(|m| format!("{} {m}", story.slug)),
                );
            }
        }
        assert_eq!(stet::proof::placeholders::sweep(&story), [], "{}", story.slug);
    }
    // Names that no dictionary can know are to be looked at; beside them almost nothing is marked.
    let small = |m: &String| !m.split(": ").nth(1).is_some_and(|w| w.starts_with(char::is_uppercase));
    out.retain(|m| small(m) || !m.contains("spelling"));
    insta::assert_snapshot!(out.join("\n"), @r"
    comet spelling: formers
    blade yard spelling: boatbuilders
    blade yard spelling: grandad
    ");
}
