//! What readers see: which stories, in which state, at which address.

use crate::room::{MORNING, TestNewsroom, minutes_on, tree, words};
use stet::body;
use stet::newsroom::{Seen, TrendingItem};
use stet::publish;
use stet::story::{Correction, CorrectionKind, LinkTo, Story, StoryId};

/// A flag by its words, and what sets it.
type Flag = (&'static str, fn(&mut Story));

/// Where a story stands on the site: its page, and every list that shows its headline.
fn shown(n: &mut TestNewsroom, headline: &str) -> Vec<String> {
    n.export().files_with(headline)
}

#[test]
fn an_unpublished_story_is_in_no_page_no_feed_and_no_sitemap() {
    let mut n = TestNewsroom::new();
    let news = n.section("News");
    n.live("Something else");
    let id = n.story_with(|s| {
        s.headline = "Quite secret".into();
        s.section = Some(news);
        s.tags = vec!["harbour".into()];
    });
    let trending = TrendingItem { headline: String::new(), to: LinkTo::Story(id) };
    n.newsroom.save_trending(&[trending]).unwrap();
    let none: [String; 0] = [];
    assert_eq!(shown(&mut n, "Quite secret"), none);
    assert_eq!(shown(&mut n, "quite-secret"), none);
    n.publish(id, minutes_on(1));
    let everywhere = shown(&mut n, "Quite secret");
    for file in ["index.html", "news/index.html", "news/rss.xml", "quite-secret/index.html", "rss.xml"] {
        assert!(everywhere.contains(&file.to_owned()), "{file} of {everywhere:?}");
    }
}

#[test]
fn a_live_story_that_is_held_spiked_or_not_for_publication_is_exported_nowhere() {
    let flags: [Flag; 3] = [
        ("hold", |s| s.hold = true),
        ("not for publication", |s| s.not_for_publication = true),
        ("spiked", |s| s.spiked_at = Some(MORNING)),
    ];
    for (flag, set) in flags {
        let mut n = TestNewsroom::new();
        let id = n.live("Quite secret");
        n.live("Something else");
        assert!(!shown(&mut n, "Quite secret").is_empty());
        n.edit(id, minutes_on(1), set);
        let none: [String; 0] = [];
        assert_eq!(shown(&mut n, "Quite secret"), none, "{flag}");
        assert_eq!(shown(&mut n, "quite-secret"), none, "{flag}");
    }
}

#[test]
fn a_held_story_is_not_published_and_says_why() {
    let mut n = TestNewsroom::new();
    let id = n.story_with(|s| {
        s.headline = "Held".into();
        s.hold = true;
    });
    let refused = publish::publish_story(&mut n.newsroom, id, MORNING).unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.sentence.as_str()), ("held", "The story is on hold."));
    assert_eq!(n.state(id).seen, Seen::NotPublished);
}

#[test]
fn what_is_typed_after_publishing_is_on_no_page_until_it_is_published() {
    let mut n = TestNewsroom::new();
    let id = n.live("Council votes");
    let edited = n.edit(id, minutes_on(1), |s| s.body = body::read("Unproven rumour."));
    assert_eq!(edited.seen, Seen::LiveWithChanges);
    assert!(n.export().files_with("Unproven rumour").is_empty());

    n.publish(id, minutes_on(2));
    assert_eq!(n.state(id).seen, Seen::Live);
    let story = n.state(id).story;
    assert_eq!((story.first_published_at, story.updated_at), (Some(MORNING), Some(minutes_on(2))));
    let page = n.export().file("council-votes/index.html");
    assert!(page.contains("Unproven rumour") && page.contains("November 20, 2026, 2:32"), "{page}");
}

#[test]
fn publishing_what_readers_see_already_is_no_update() {
    let mut n = TestNewsroom::new();
    let id = n.live("Once");
    n.publish(id, minutes_on(5));
    assert_eq!(n.state(id).story.updated_at, None);
    n.edit(id, minutes_on(6), |s| s.slug = "working name".into());
    assert_eq!(n.state(id).seen, Seen::Live, "readers see nothing of a working name");
}

#[test]
fn the_address_stays_when_the_headline_changes() {
    let mut n = TestNewsroom::new();
    let id = n.live("Wall falls");
    n.edit(id, minutes_on(1), |s| s.headline = "Wall fell, two hurt".into());
    n.publish(id, minutes_on(2));
    let site = n.export();
    assert!(site.file("wall-falls/index.html").contains("Wall fell, two hurt"));
    assert!(!site.has("wall-fell-two-hurt/index.html"));
    n.edit(id, minutes_on(3), |s| s.url_slug = String::new());
    assert_eq!(n.state(id).effective_url_slug, "wall-falls", "an emptied field keeps the address too");
}

#[test]
fn a_story_taken_down_leaves_no_page_and_no_picture() {
    let mut n = TestNewsroom::new();
    let picture = n.newsroom.add_picture(&crate::room::jpeg(900, 600, 3), "a.jpg", MORNING).unwrap().0.row.id;
    let id = n.story_with(|s| {
        s.headline = "Wall falls".into();
        s.lead = Some(stet::story::PictureUse {
            media: picture.clone(),
            caption: words("x"),
            credit: "y".into(),
            alt: "z".into(),
        });
    });
    n.publish(id, MORNING);
    n.live("Another");
    let pictures = |n: &mut TestNewsroom| -> usize {
        tree(&n.export().folder).iter().filter(|(path, _)| path.starts_with("pictures/")).count()
    };
    assert_eq!(pictures(&mut n), 14, "the widths up to its own, whole and cut");
    publish::take_down_story(&mut n.newsroom, id, minutes_on(1)).unwrap();
    assert_eq!(n.state(id).seen, Seen::TakenDown);
    assert_eq!(pictures(&mut n), 0);
    let site = n.export();
    assert!(site.files_with("Wall falls").is_empty() && site.has("another/index.html"));
    n.publish(id, minutes_on(2));
    assert_eq!(n.state(id).story.first_published_at, Some(MORNING), "back again, it keeps its first date");
    assert!(n.export().has("wall-falls/index.html"));
}

#[test]
fn two_stories_of_one_headline_get_two_addresses() {
    let mut n = TestNewsroom::new();
    let (first, second) = (n.live("Cup final"), n.live("Cup final"));
    let slugs = [n.state(first).effective_url_slug, n.state(second).effective_url_slug];
    assert_eq!(slugs, ["cup-final", "cup-final-2"]);
    let site = n.export();
    assert!(site.has("cup-final/index.html") && site.has("cup-final-2/index.html"));
}

#[test]
fn a_chosen_address_that_is_taken_is_said_at_once_and_stops_publishing() {
    let mut n = TestNewsroom::new();
    n.live("Cup final");
    for (slug, owner) in
        [("cup-final", "“Cup final”"), ("sport", "the section Sport"), ("about", "a page of the site itself")]
    {
        let id = n.story("Another");
        let edit = n.state(id).edit;
        let set = |s: &mut Story| {
            s.url_slug = slug.into();
            Ok(())
        };
        let saved = n.newsroom.edit_story(id, edit, minutes_on(1), set).unwrap().0;
        assert_eq!(saved.notices.len(), 1, "it is saved, and said");
        assert_eq!(saved.notices[0].error.sentence, format!("The URL slug “{slug}” belongs to {owner}."));
        let refused = publish::publish_story(&mut n.newsroom, id, minutes_on(2)).unwrap_err();
        assert_eq!(refused.code, "url-slug-taken");
    }
}

#[test]
fn one_story_whose_address_was_taken_meanwhile_does_not_keep_the_site_in() {
    let mut n = TestNewsroom::new();
    let first = n.live("Cup final");
    // Its next edition is to stand elsewhere; readers still find the old one here.
    n.edit(first, minutes_on(1), |s| s.url_slug = "cup-final-report".into());
    let second = n.story("Cup final");
    n.publish(second, minutes_on(2));
    n.live("Another");
    let site = n.export();
    assert!(site.has("cup-final/index.html") && site.has("another/index.html"));
    assert_eq!(site.done.problems.len(), 1, "{:?}", site.done.problems);
    assert!(
        site.done.problems[0].sentence.contains("URL slug “cup-final” is taken"),
        "{}",
        site.done.problems[0]
    );
    n.publish(first, minutes_on(3));
    let site = n.export();
    assert!(site.has("cup-final-report/index.html") && site.done.problems.is_empty());
}

#[test]
fn an_unlawful_address_is_advised_on_and_never_leaves_the_folder() {
    let mut n = TestNewsroom::new();
    let id = n.story_with(|s| s.url_slug = "../../Übel Ding".into());
    assert_eq!(n.state(id).effective_url_slug, "ubel-ding");
    n.edit(id, MORNING, |s| s.headline = "Ding".into());
    n.publish(id, MORNING);
    assert!(n.export().has("ubel-ding/index.html"));
}

#[test]
fn exporting_twice_writes_nothing_the_second_time() {
    let mut n = TestNewsroom::new();
    for k in 0..5 {
        n.live(&format!("Story {k}"));
    }
    let first = n.export();
    assert!(first.done.written > 10 && first.done.problems.is_empty());
    let before = tree(&first.folder);
    let second = n.export();
    assert_eq!((second.done.written, second.done.removed), (0, 0));
    assert_eq!(tree(&second.folder), before);
}

#[test]
fn fronts_and_feeds_follow_the_stories() {
    let mut n = TestNewsroom::new();
    let sport = n.section("Sport");
    let ids: Vec<StoryId> = (0..3)
        .map(|k| {
            let id = n.story_with(|s| {
                s.headline = format!("Match {k}");
                s.section = Some(sport);
            });
            n.publish(id, minutes_on(k));
            id
        })
        .collect();
    let items = |n: &mut TestNewsroom| n.export().file("sport/rss.xml").matches("<item>").count();
    assert_eq!(items(&mut n), 3);
    publish::take_down_story(&mut n.newsroom, ids[1], minutes_on(9)).unwrap();
    assert_eq!(items(&mut n), 2);
    assert!(!n.export().file("sport/index.html").contains("Match 1"));
}

#[test]
fn a_link_to_an_unpublished_story_is_left_out_until_readers_can_follow_it() {
    let mut n = TestNewsroom::new();
    let other = n.story("Still secret");
    let id = n.story_with(|s| {
        s.headline = "Open".into();
        s.also_read = vec![stet::story::AlsoRead { headline: "Hush".into(), to: LinkTo::Story(other) }];
    });
    let checks = publish::checks(&mut n.newsroom, id, minutes_on(0)).unwrap();
    assert!(checks.iter().any(|c| c.code == "link-unseen" && c.sentence.contains("Still secret")));
    n.publish(id, minutes_on(1));
    assert!(n.export().files_with("Hush").is_empty());
    n.publish(other, minutes_on(2));
    assert!(!n.export().files_with("Hush").is_empty());
}

#[test]
fn a_story_of_a_removed_section_is_still_on_the_site() {
    let mut n = TestNewsroom::new();
    let sport = n.section("Sport");
    let id = n.story_with(|s| {
        s.headline = "Match".into();
        s.section = Some(sport);
    });
    n.publish(id, MORNING);
    let keep: Vec<_> =
        n.newsroom.opened().unwrap().sections.into_iter().map(|(s, _)| s).filter(|s| s.id != sport).collect();
    n.newsroom.save_sections(&keep).unwrap();
    let site = n.export();
    assert!(site.has("match/index.html") && !site.has("sport/index.html"));
    assert!(site.file("index.html").contains("Match"));
}

#[test]
fn headlines_in_hindi_and_urdu_get_addresses_that_can_be_typed() {
    let mut n = TestNewsroom::new();
    for (headline, language) in [("नदी को बचाने निकले गाँव", "hi"), ("بارش نے شہر کو روک دیا", "ur")]
    {
        let id = n.story_with(|s| {
            s.headline = headline.into();
            s.language = language.into();
        });
        let slug = n.state(id).effective_url_slug;
        assert!(stet::story::url_slug_is_lawful(&slug), "{headline}: {slug}");
        n.publish(id, MORNING);
        let page = n.export().file(&format!("{slug}/index.html"));
        assert!(page.contains(headline) && page.contains(&format!("lang=\"{language}\"")), "{slug}");
        assert_eq!(page.contains("dir=\"rtl\""), language == "ur");
    }
}

#[test]
fn an_export_meets_a_folder_of_others_and_leaves_it_alone() {
    let mut n = TestNewsroom::new();
    n.live("One");
    let out = n.beside("photos");
    crate::room::put(&out.join("holiday.jpg"), "mine");
    let refused = publish::export(&mut n.newsroom, &out, MORNING).unwrap_err();
    assert_eq!(refused.code, "folder-not-ours");
    assert_eq!(tree(&out), [("holiday.jpg".to_owned(), b"mine".to_vec())]);
    let mut other = TestNewsroom::new();
    let site = n.export();
    assert_eq!(
        publish::export(&mut other.newsroom, &site.folder, MORNING).unwrap_err().code,
        "folder-not-ours"
    );
}

#[test]
fn a_correction_is_on_the_page_in_the_feed_and_told_to_search_engines() {
    let mut n = TestNewsroom::new();
    let id = n.live("Quite secret");
    n.edit(id, minutes_on(5), |s| {
        let line = |kind, text: &str| Correction { kind, at: minutes_on(5), text: text.to_owned() };
        s.corrections = vec![
            line(CorrectionKind::Correction, "An earlier version gave a <zqdepth> figure."),
            line(CorrectionKind::EditorsNote, "The reporter lives in Calder."),
        ];
    });
    assert_eq!(shown(&mut n, "zqdepth"), [""; 0], "readers have not been told yet");
    assert_eq!(n.state(id).seen, Seen::LiveWithChanges);
    n.publish(id, minutes_on(6));
    let site = n.export();
    let page = std::fs::read_to_string(site.folder.join("quite-secret/index.html")).unwrap();
    assert!(page.contains("<strong>Correction</strong>") && page.contains("&lt;zqdepth&gt;"));
    assert!(page.contains("<strong>Editor’s note</strong>"));
    let (_, json_ld) = page.split_once("application/ld+json\">").unwrap();
    let told: serde_json::Value = serde_json::from_str(json_ld.split("</script>").next().unwrap()).unwrap();
    assert_eq!(told["correction"].as_array().unwrap().len(), 1, "a note corrects nothing");
    assert_eq!(told["correction"][0]["@type"], "CorrectionComment");
    let feed = std::fs::read_to_string(site.folder.join("rss.xml")).unwrap();
    // A description is HTML in XML, so the sign is escaped for each of the two.
    assert!(feed.contains("Correction: An earlier version gave a &amp;lt;zqdepth&amp;gt; figure."));
}
