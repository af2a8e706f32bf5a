//! What the site gives to machines and to other languages: feeds, corrections, words of a theme, ninjs.

use crate::room::{MORNING, TestNewsroom, minutes_on};
use stet::newsroom::Settings;
use stet::publish;
use stet::story::{Correction, CorrectionKind, Move, StoryId, UtcMillis};

fn put_right(n: &mut TestNewsroom, id: StoryId, now: UtcMillis, text: &str) {
    n.edit(id, now, |s| {
        s.corrections.push(Correction { kind: CorrectionKind::Correction, at: now, text: text.into() });
    });
    n.publish(id, now);
}

fn theme_file(n: &TestNewsroom, path: &str, text: &str) {
    let file = n.folder().join("theme").join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    stet::newsroom::write_whole(&file, text.as_bytes()).unwrap();
}

#[test]
fn a_story_that_readers_may_not_see_has_no_line_on_the_corrections_page() {
    let mut n = TestNewsroom::new();
    let ids: Vec<StoryId> = ["Harbour wall", "Ferry back", "Cup final"].map(|name| n.live(name)).to_vec();
    for (minute, id) in (1..).zip(&ids) {
        put_right(&mut n, *id, minutes_on(minute), &format!("Line {minute}."));
    }
    let page = n.export_at(minutes_on(10)).file("corrections/index.html");
    assert!(page.contains("Line 1.") && page.contains("Line 2.") && page.contains("Line 3."), "{page}");
    n.newsroom.make_move(ids[0], Move::Hold(true), minutes_on(11)).unwrap();
    n.newsroom.make_move(ids[1], Move::Kill(Some(String::new())), minutes_on(11)).unwrap();
    let site = n.export_at(minutes_on(12));
    assert_eq!(site.files_with("Line 1."), [""; 0], "held");
    assert_eq!(site.files_with("Line 2."), [""; 0], "killed");
    assert!(site.file("corrections/index.html").contains("Line 3."));
    publish::take_down_story(&mut n.newsroom, ids[2], minutes_on(13)).unwrap();
    let site = n.export_at(minutes_on(14));
    assert!(!site.has("corrections/index.html") && site.has("corrections-policy/index.html"));
    assert!(!site.file("about/index.html").contains(">Corrections<"));
    n.newsroom.make_move(ids[0], Move::Hold(false), minutes_on(15)).unwrap();
    let site = n.export_at(minutes_on(16));
    assert!(site.file("corrections/index.html").contains("Line 1."));
    assert!(site.file("about/index.html").contains("href=\"../corrections/index.html\">Corrections<"));
}

#[test]
fn one_more_correction_writes_the_front_of_the_corrections_and_no_page_behind_it() {
    let mut n = TestNewsroom::new();
    let id = n.live("Harbour wall");
    n.live("Ferry back");
    n.edit(id, MORNING, |s| {
        for i in 0..65 {
            let at = UtcMillis(MORNING.0 + i * 1000);
            s.corrections.push(Correction {
                kind: CorrectionKind::Correction,
                at,
                text: format!("Line {i}."),
            });
        }
    });
    n.publish(id, minutes_on(1));
    let site = n.export_at(minutes_on(2));
    assert!(site.file("corrections/page/1/index.html").contains("Line 0."));
    let first =
        std::fs::metadata(site.folder.join("corrections/page/1/index.html")).unwrap().modified().unwrap();
    put_right(&mut n, id, minutes_on(3), "One more.");
    let site = n.export_at(minutes_on(4));
    assert!(site.file("corrections/index.html").contains("One more."));
    let now =
        std::fs::metadata(site.folder.join("corrections/page/1/index.html")).unwrap().modified().unwrap();
    assert_eq!(first, now);
    assert!(site.done.written < 12, "{:?}", site.done);
}

#[test]
fn a_text_file_in_the_theme_gives_pages_another_language() {
    let mut n = TestNewsroom::new();
    let id = n.live("Harbour wall");
    n.edit(id, MORNING, |s| s.language = "mr".into());
    n.publish(id, MORNING);
    assert!(n.export().file("harbour-wall/index.html").contains(">Home<"));
    theme_file(&n, "words/mr.txt", "# मराठी\nhome = मुख्यपृष्ठ\nmin_read = मिनिटांचे वाचन\n");
    let site = n.export();
    let page = site.file("harbour-wall/index.html");
    assert!(page.contains(">मुख्यपृष्ठ<") && page.contains("1 मिनिटांचे वाचन"), "{page}");
    assert!(page.contains(">Top sections<"), "the foot of the page is in the newsroom's language");
    let notice = &site.done.problems[0];
    assert_eq!((notice.code.as_ref(), site.done.problems.len()), ("words-missing", 1));
    assert!(notice.sentence.contains("words/mr.txt"), "{notice}");
    theme_file(&n, "words/mr.txt", "home = मुख्यपृष्ठ\nhoem = x\n");
    let refused = publish::export(&mut n.newsroom, &site.folder, minutes_on(60)).unwrap_err();
    assert_eq!(refused.code, "words-broken");
    assert!(refused.sentence.contains("words/mr.txt, line 2 "), "{refused}");
    assert!(site.file("harbour-wall/index.html").contains(">मुख्यपृष्ठ<"), "the old site stands");
}

#[test]
fn a_hindi_newsroom_has_a_hindi_site() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    let settings = Settings { language: "hi".into(), ..n.newsroom.opened().unwrap().settings };
    n.newsroom.save_settings(settings).unwrap();
    let site = n.export();
    let english = [
        "Skip to",
        "Top sections",
        "Quick links",
        "About us",
        "Privacy policy",
        "RSS feed<",
        "Latest",
        "Sections",
    ];
    for page in ["index.html", "latest/index.html", "404.html", "sitemap/index.html", "archive/index.html"] {
        let text = site.file(page);
        for words in english {
            assert!(!text.contains(words), "{page} says {words}");
        }
        assert!(text.contains("हमारे बारे में"), "{page}");
    }
}

#[test]
fn a_ninjs_file_goes_with_its_story_and_stands_only_where_the_newsroom_wants_it() {
    let mut n = TestNewsroom::new();
    let id = n.live("Harbour wall");
    assert!(!n.export().has("harbour-wall/story.json"));
    let mut settings = Settings { ninjs: true, ..n.newsroom.opened().unwrap().settings };
    n.newsroom.save_settings(settings.clone()).unwrap();
    assert!(!n.export().has("harbour-wall/story.json"), "the site has no address yet");
    settings.address = "https://calderstar.example".into();
    n.newsroom.save_settings(settings.clone()).unwrap();
    let site = n.export();
    assert!(site.file("harbour-wall/story.json").contains("The council met in Calder"));
    n.edit(id, minutes_on(61), |s| s.url_slug = "wall".into());
    n.publish(id, minutes_on(61));
    let site = n.export_at(minutes_on(62));
    assert!(site.has("wall/story.json") && !site.has("harbour-wall/story.json"));
    n.newsroom.make_move(id, Move::Hold(true), minutes_on(63)).unwrap();
    assert!(!n.export_at(minutes_on(64)).has("wall/story.json"), "held");
    n.newsroom.make_move(id, Move::Hold(false), minutes_on(65)).unwrap();
    settings.ninjs = false;
    n.newsroom.save_settings(settings).unwrap();
    let site = n.export_at(minutes_on(66));
    assert!(site.has("wall/index.html") && !site.has("wall/story.json"));
}

#[test]
fn a_translation_names_its_original_and_never_one_that_readers_may_not_see() {
    let mut n = TestNewsroom::new();
    let settings =
        Settings { address: "https://calderstar.example".into(), ..n.newsroom.opened().unwrap().settings };
    n.newsroom.save_settings(settings).unwrap();
    let [english, hindi, urdu] = ["Harbour wall", "Bandargah", "Diwar"].map(|name| n.story(name));
    for (id, language) in [(hindi, "hi"), (urdu, "ur")] {
        n.edit(id, MORNING, |s| s.language = language.into());
        n.newsroom.make_move(id, Move::Translates(Some(english)), MORNING).unwrap();
    }
    for id in [english, hindi, urdu] {
        n.publish(id, MORNING);
    }
    assert_eq!(n.newsroom.translations_of(english).unwrap(), (None, vec![hindi, urdu]));
    assert_eq!(n.newsroom.translations_of(urdu).unwrap(), (Some(english), vec![]));
    let named = |n: &mut TestNewsroom, minute: i64, page: &str| -> Vec<String> {
        let page = n.export_at(minutes_on(minute)).file(&format!("{page}/index.html"));
        let links = page.split("<link rel=\"alternate\" hreflang=\"").skip(1);
        links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    assert_eq!(named(&mut n, 1, "harbour-wall"), ["en-GB", "hi", "ur"]);
    assert_eq!(named(&mut n, 1, "diwar"), ["ur", "en-GB", "hi"]);
    n.newsroom.make_move(hindi, Move::Hold(true), minutes_on(2)).unwrap();
    assert_eq!(named(&mut n, 3, "harbour-wall"), ["en-GB", "ur"]);
    let site = n.export_at(minutes_on(3));
    assert_eq!(site.files_with("Bandargah"), [""; 0], "held");
    n.newsroom.make_move(english, Move::Kill(Some(String::new())), minutes_on(4)).unwrap();
    assert_eq!(named(&mut n, 5, "diwar"), [""; 0]);
    assert_eq!(n.export_at(minutes_on(5)).files_with("harbour-wall"), [""; 0], "killed");
    n.newsroom.make_move(hindi, Move::Hold(false), minutes_on(6)).unwrap();
    assert_eq!(named(&mut n, 7, "diwar"), ["ur", "hi"], "the two are of one original, which nobody sees");
}

#[test]
fn a_translation_is_of_an_original() {
    let mut n = TestNewsroom::new();
    let [english, hindi, urdu] = ["Harbour wall", "Bandargah", "Diwar"].map(|name| n.story(name));
    let mut translate = |story, of| {
        n.newsroom.make_move(story, Move::Translates(Some(of)), MORNING).err().map(|e| e.code.into_owned())
    };
    assert_eq!(translate(english, english).as_deref(), Some("translates-itself"));
    assert_eq!(translate(english, StoryId::new()).as_deref(), Some("original-missing"));
    assert_eq!(translate(hindi, english), None);
    assert_eq!(translate(urdu, hindi).as_deref(), Some("original-is-translation"));
    assert_eq!(translate(english, urdu).as_deref(), Some("has-translations"));
    assert_eq!(n.reopened().story(hindi).unwrap().story.handling.translates, Some(english));
}

#[test]
fn a_story_is_news_for_two_days() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    let two_days = 48 * 60;
    let named = |n: &mut TestNewsroom, minutes| {
        let site = n.export_at(minutes_on(minutes));
        assert!(site.file("sitemap.xml").contains("sitemap-news.xml"));
        site.file("sitemap-news.xml").matches("<news:title>Harbour wall</news:title>").count()
    };
    assert_eq!(named(&mut n, 1), 1);
    assert_eq!(named(&mut n, two_days - 1), 1);
    // Nothing changed but the hour.
    assert_eq!(named(&mut n, two_days + 1), 0);
}
