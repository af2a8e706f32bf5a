//! What a setting must be so that the site can still be made from it.

use super::*;
use crate::newsroom::Newsroom;
use crate::story::UtcMillis;

fn settings() -> Settings {
    Settings {
        title: "Calder Star".into(),
        zone: "Asia/Kolkata".into(),
        language: "en-GB".into(),
        ..Default::default()
    }
}

fn newsroom(sections: &[&str]) -> (tempfile::TempDir, Newsroom) {
    let folder = tempfile::tempdir().unwrap();
    let sections: Vec<Section> = sections.iter().map(|name| Section::named(name)).collect();
    let newsroom = Newsroom::create(&folder.path().join("star"), settings(), &sections, false).unwrap();
    (folder, newsroom)
}

fn code(done: Result<Changed>) -> String {
    done.map_or_else(|fault| fault.code.to_string(), |_| "kept".to_owned())
}

fn story_at(newsroom: &mut Newsroom, headline: &str) {
    let now = UtcMillis(1_780_000_000_000);
    let (made, _) = newsroom.new_story(now).unwrap();
    let change = |s: &mut crate::story::Story| {
        s.headline = headline.to_owned();
        Ok(())
    };
    newsroom.edit_story(made.story.id, made.edit, now, change).unwrap();
}

#[test]
fn what_the_site_could_not_be_made_with_is_refused_when_it_is_set() {
    let with = |change: fn(&mut Settings)| {
        let mut s = settings();
        change(&mut s);
        check_settings(&s).map_or_else(|fault| fault.code.to_string(), |()| "kept".to_owned())
    };
    assert_eq!(
        with(|s| s.date_format = "day first please".into()),
        "date-format-unknown",
        "a pattern has a % in it"
    );
    assert_eq!(with(|s| s.date_format = "%Q".into()), "date-format-unknown");
    assert_eq!(with(|s| s.date_format = "day-first".into()), "kept");
    assert_eq!(with(|s| s.date_format = "%d/%m/%Y %H:%M".into()), "kept");
    assert_eq!(with(|s| s.address = "https://".into()), "address-unlawful", "nothing stands there");
    assert_eq!(with(|s| s.address = "https://star.example/\"><script>".into()), "address-unlawful");
    assert_eq!(with(|s| s.address = "https://star.example/news".into()), "kept");
}

#[test]
fn a_section_named_like_a_page_of_the_site_gets_an_address_of_its_own() {
    let (_folder, mut newsroom) = newsroom(&["Latest", "Pictures", "News"]);
    let made = newsroom.opened().unwrap().sections;
    let slugs: Vec<&str> = made.iter().map(|(s, _)| s.slug.as_str()).collect();
    assert_eq!(slugs, ["latest-section", "pictures-section", "news"]);
}

#[test]
fn a_section_cannot_take_the_address_of_a_page_of_the_site() {
    let (_folder, mut newsroom) = newsroom(&["News"]);
    let mut sections = vec![newsroom.opened().unwrap().sections[0].0.clone()];
    sections[0].slug = "about".to_owned();
    assert_eq!(code(newsroom.save_sections(&sections)), "url-slug-reserved");
}

#[test]
fn a_section_cannot_take_the_address_of_a_story() {
    let (_folder, mut newsroom) = newsroom(&["News"]);
    story_at(&mut newsroom, "Harbour");
    let mut sections = vec![newsroom.opened().unwrap().sections[0].0.clone()];
    sections.push(Section::named("Harbour"));
    assert_eq!(code(newsroom.save_sections(&sections)), "url-slug-taken");
    sections[1].slug = "harbour-news".to_owned();
    assert_eq!(code(newsroom.save_sections(&sections)), "kept");
}
