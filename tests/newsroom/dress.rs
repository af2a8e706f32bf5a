//! How a newsroom dresses its site, and its own theme.

use crate::room::{MORNING, Site, TestNewsroom, minutes_on, put, tree};
use stet::newsroom::{Dress, Settings, SocialLink, write_whole};
use stet::publish::{self, Unkept};
use stet::site::{Face, Paper};
use stet::story::MediaId;

fn settings(n: &mut TestNewsroom) -> Settings {
    n.newsroom.opened().unwrap().settings
}

fn dress(n: &mut TestNewsroom, change: impl FnOnce(&mut Dress)) {
    let mut settings = settings(n);
    settings.address = "https://calderstar.example".into();
    change(&mut settings.dress);
    n.newsroom.save_settings(settings).unwrap();
}

/// A red bar on nothing, 900 by 300.
fn logo_file() -> Vec<u8> {
    let pixel = |n: u32| if n % 900 < 600 { [160, 0, 0, 255] } else { [0, 0, 0, 0] };
    let pixels: Vec<u8> = (0..900 * 300).flat_map(pixel).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 900, 300);
    encoder.set_color(png::ColorType::Rgba);
    encoder.add_text_chunk("Author".into(), "SECRETNAME".into()).unwrap();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    file
}

fn with_logo(n: &mut TestNewsroom) -> MediaId {
    let (added, _) = n.newsroom.add_picture(&logo_file(), "logo.png", MORNING).unwrap();
    dress(n, |d| d.logo = Some(added.row.id.clone()));
    added.row.id
}

/// The publisher of a story's JSON-LD.
fn publisher(site: &Site, page: &str) -> serde_json::Value {
    let page = site.file(page);
    let json = page.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    serde_json::from_str::<serde_json::Value>(json).unwrap()["publisher"].clone()
}

#[test]
fn a_dress_that_cannot_be_is_refused_and_nothing_changes() {
    let link = |name: &str, url: &str| SocialLink { name: name.into(), url: url.into() };
    let wrong: [(&str, Dress); 9] = [
        ("accent-unlawful", Dress { accent: "red".into(), ..Dress::default() }),
        ("accent-unlawful", Dress { accent: "#8a1c1c;}</style>".into(), ..Dress::default() }),
        ("accent-unreadable", Dress { accent: "#ffcc00".into(), ..Dress::default() }),
        ("footer-unlawful", Dress { footer: "# A heading".into(), ..Dress::default() }),
        ("footer-unlawful", Dress { footer: "[Ours](story:0190)".into(), ..Dress::default() }),
        ("social-unlawful", Dress { social: vec![link("", "https://a.example/")], ..Dress::default() }),
        ("social-unlawful", Dress { social: vec![link("A", "http://a.example/")], ..Dress::default() }),
        ("social-unlawful", Dress { social: vec![link("A", "javascript:alert(1)")], ..Dress::default() }),
        ("picture-missing", Dress { logo: Some(MediaId("0".repeat(64))), ..Dress::default() }),
    ];
    let mut n = TestNewsroom::new();
    for (code, dress) in wrong {
        let wrong = Settings { dress, ..settings(&mut n) };
        assert_eq!(n.newsroom.save_settings(wrong).unwrap_err().code, code);
    }
    assert_eq!(settings(&mut n).dress, Dress::default());
}

#[test]
fn colours_and_faces_are_on_every_page_and_in_no_feed() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    dress(&mut n, |_| ());
    let before = n.export();
    assert_eq!(before.files_with("<style>"), [""; 0], "nothing is set");
    dress(&mut n, |d| {
        d.accent = " #0B5394 ".into();
        (d.paper, d.headlines) = (Paper::White, Face::Sans);
    });
    assert_eq!(settings(&mut n).dress.accent, "#0b5394");
    let site = n.export_at(minutes_on(61));
    let with = site.files_with("--own-accent:#0b5394;");
    let pages: Vec<String> = site.files_with("<!doctype html>");
    assert_eq!(with, pages, "every page, and pages alone");
    assert_eq!(site.done.written, pages.len(), "feeds and sitemaps stay: {:?}", site.done);
    let page = site.file("index.html");
    assert!(page.contains("content=\"#ffffff\" media=\"(prefers-color-scheme: light)\""));
    assert!(page.contains("--own-head:system-ui"));
    assert_eq!(n.export_at(minutes_on(62)).done.written, 0);
}

#[test]
fn a_logo_stands_in_the_masthead_on_tabs_and_phones_and_before_search_engines() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    dress(&mut n, |_| ());
    let before = n.export();
    assert!(publisher(&before, "harbour-wall/index.html").get("logo").is_none());
    assert!(before.file("index.html").contains("favicon.svg\" type"));
    with_logo(&mut n);
    let site = n.export_at(minutes_on(61));
    let front = site.file("index.html");
    let masthead = front.split("class=\"name\"").nth(1).unwrap().split("</a>").next().unwrap();
    assert!(masthead.contains("width=\"240\" height=\"80\" alt=\"Calder Star\""), "{masthead}");
    assert!(!masthead.contains("<span>"), "{masthead}");
    assert!(front.contains("rel=\"apple-touch-icon\"") && !front.contains("favicon.svg"));
    let told = publisher(&site, "harbour-wall/index.html")["logo"].clone();
    assert_eq!((told["@type"].as_str(), told["width"].as_u64()), (Some("ImageObject"), Some(512)));
    let manifest: serde_json::Value = serde_json::from_str(&site.file("site.webmanifest")).unwrap();
    let sizes: Vec<&str> =
        manifest["icons"].as_array().unwrap().iter().map(|i| i["sizes"].as_str().unwrap()).collect();
    assert_eq!(sizes, ["192x192", "512x512"]);
    let mut named: Vec<String> =
        manifest["icons"].as_array().unwrap().iter().map(|i| i["src"].as_str().unwrap().to_owned()).collect();
    named.push(told["url"].as_str().unwrap().replace("https://calderstar.example/", ""));
    named.push(masthead.split("src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned());
    for file in named {
        let bytes = std::fs::read(site.folder.join(&file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        assert!(bytes.starts_with(b"\x89PNG"), "{file}");
        assert!(
            !String::from_utf8_lossy(&bytes).contains("SECRETNAME"),
            "{file} says what the original said"
        );
    }
    let ico = std::fs::read(site.folder.join("favicon.ico")).unwrap();
    assert_eq!(ico[22..26], *b"\x89PNG");

    dress(&mut n, |d| d.logo_with_name = true);
    let front = n.export_at(minutes_on(62)).file("index.html");
    assert!(front.contains("alt=\"\"><span>Calder Star</span></a>"), "nobody hears the name twice");

    dress(&mut n, |d| d.logo = None);
    let site = n.export_at(minutes_on(63));
    assert!(site.file("index.html").contains("favicon.svg\" type"));
    assert_eq!(std::fs::read_dir(site.folder.join("pictures")).map_or(0, Iterator::count), 0, "its files go");
}

#[test]
fn a_file_of_the_logo_that_another_program_replaced_goes_to_no_reader() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    with_logo(&mut n);
    let first = n.export().folder;
    let before = tree(&first);
    // Somebody's tool puts the original, with all that it says, where the files for readers are kept.
    let drawn = n.folder().join("media/readers");
    let is_logos = |path: &String| path.ends_with(".png") || path.ends_with(".ico");
    let logos: Vec<String> = tree(&drawn).into_iter().map(|(path, _)| path).filter(is_logos).collect();
    for path in &logos {
        write_whole(&drawn.join(path), &logo_file()).unwrap();
    }
    assert_eq!(logos.len(), 5, "{logos:?}");
    let again = n.beside("again");
    let mut tries = 0;
    while let Err(refused) = publish::export(&mut n.newsroom, &again, minutes_on(61)) {
        assert_eq!(refused.code, "picture-replaced");
        tries += 1;
        assert!(tries < 5, "it is made good by itself");
    }
    let files = |site: Vec<(String, Vec<u8>)>| -> Vec<(String, Vec<u8>)> {
        site.into_iter().filter(|(path, _)| is_logos(path)).collect()
    };
    assert_eq!(files(tree(&again)), files(before));
}

#[test]
fn a_logo_whose_file_is_lost_is_said_and_the_site_goes_out_without_it() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    with_logo(&mut n);
    std::fs::remove_dir_all(n.folder().join("media")).unwrap();
    let site = n.export();
    assert_eq!(site.done.problems[0].code, "logo-missing");
    assert!(site.file("index.html").contains(">Calder Star</a>"));
}

#[test]
fn the_foot_has_the_newsrooms_words_and_where_else_it_is_found() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    dress(&mut n, |d| {
        d.footer = "Printed *daily* <b>here</b>.\n\n[Write](mailto:desk@calderstar.example)".into();
        d.social = vec![SocialLink {
            name: "Mastodon & co".into(),
            url: "https://social.example/@star?a=1&b=2".into(),
        }];
    });
    let site = n.export();
    for page in ["index.html", "harbour-wall/index.html", "404.html", "archive/2026/11/20/index.html"] {
        let page = site.file(page);
        let foot = page.split("<footer").nth(1).unwrap();
        assert!(foot.contains("<p>Printed <em>daily</em> "), "{foot}");
        assert!(!foot.contains("<b>"), "{foot}");
        assert!(foot.contains("<a href=\"mailto:desk@calderstar.example\">Write</a>"), "{foot}");
        assert!(foot.contains(
            "<a rel=\"me\" href=\"https://social.example/@star?a=1&amp;b=2\">Mastodon &amp; co</a>"
        ));
    }
    let same = publisher(&site, "harbour-wall/index.html")["sameAs"].clone();
    assert_eq!(same, serde_json::json!(["https://social.example/@star?a=1&b=2"]));
}

#[test]
fn a_dress_is_looked_at_before_it_is_kept() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    let (logo, _) = n.newsroom.add_picture(&logo_file(), "logo.png", MORNING).unwrap();
    let mut looked_at = settings(&mut n);
    looked_at.dress = Dress { accent: "#0b5394".into(), logo: Some(logo.row.id), ..Dress::default() };
    let unkept = Unkept { settings: Some(looked_at.clone()), ..Unkept::default() };
    let mut shown = |path: &str, unkept: Option<&Unkept>| {
        publish::preview(&mut n.newsroom, path, unkept, MORNING).unwrap()
    };
    for path in ["", "harbour-wall/"] {
        let page = String::from_utf8(shown(path, Some(&unkept)).unwrap()).unwrap();
        assert!(page.contains("--own-accent:#0b5394"), "{path}");
        let picture = page.split("pictures/").nth(1).unwrap().split('"').next().unwrap();
        // What a browser asks for next it asks without the settings.
        assert!(shown(&format!("pictures/{picture}"), None).unwrap().starts_with(b"\x89PNG"));
        assert!(!String::from_utf8(shown(path, None).unwrap()).unwrap().contains("--own-accent"));
    }
    looked_at.dress.accent = "#ffff00".into();
    let unkept = Unkept { settings: Some(looked_at), ..Unkept::default() };
    assert_eq!(
        publish::preview(&mut n.newsroom, "", Some(&unkept), MORNING).unwrap_err().code,
        "accent-unreadable"
    );
}

#[test]
fn the_default_theme_is_copied_once_and_makes_the_same_site() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    let site = n.export();
    let copied = publish::copy_default_theme(&n.folder()).unwrap();
    assert!(copied.written.iter().any(|name| name == "story.html") && copied.kept.is_empty());
    assert_eq!(n.export_at(minutes_on(61)).done.written, 0, "the same, byte for byte");
    let own = n.folder().join("theme/story.html");
    write_whole(&own, b"{% extends \"base.html\" %}{% block main %}OURS{% endblock %}").unwrap();
    std::fs::remove_file(n.folder().join("theme/list.html")).unwrap();
    let again = publish::copy_default_theme(&n.folder()).unwrap();
    assert_eq!(again.written, ["list.html"]);
    assert_eq!(again.kept.len(), copied.written.len() - 1);
    assert!(n.export_at(minutes_on(62)).file("harbour-wall/index.html").contains("OURS"), "ours stays");
    assert!(site.has("index.html"));
}

#[test]
fn a_mistake_in_a_template_names_file_line_and_story_and_the_old_site_stands() {
    let mut n = TestNewsroom::new();
    let id = n.live("Harbour wall");
    let site = n.export();
    let old = site.file("harbour-wall/index.html");
    write_whole(
        &n.folder().join("theme/story.html"),
        b"{% extends \"base.html\" %}\n{% block main %}\n{{ stroy.headline }}\n{% endblock %}\n",
    )
    .unwrap();
    let exported = publish::export(&mut n.newsroom, &site.folder, minutes_on(61)).unwrap_err();
    let looked_at = publish::preview(&mut n.newsroom, "harbour-wall/", None, MORNING).unwrap_err();
    let draft = publish::preview(&mut n.newsroom, &format!("draft-{id}/"), None, MORNING).unwrap_err();
    for fault in [exported, looked_at, draft] {
        assert_eq!(fault.code, "theme-broken");
        assert!(fault.sentence.contains("story.html, line 3 "), "{fault}");
        assert!(fault.sentence.contains("for the story “Harbour wall”"), "{fault}");
    }
    assert_eq!(site.file("harbour-wall/index.html"), old);
}

#[test]
fn the_dress_is_set_by_command() {
    let mut n = TestNewsroom::new();
    let file = n.beside("logo.png");
    write_whole(&file, &logo_file()).unwrap();
    let done = n.stet(&[
        "dress",
        "--accent",
        "#0b5394",
        "--paper",
        "white",
        "--headlines",
        "slab",
        "--text",
        "sans",
        "--logo",
        file.to_str().unwrap(),
        "--logo-with-name",
        "yes",
        "--footer",
        "Printed daily.",
        "--social",
        "Mastodon=https://social.example/@star",
        "--json",
    ]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!((said["accent"].as_str(), said["headlines"].as_str()), (Some("#0b5394"), Some("slab")));
    let kept = settings(&mut n).dress;
    assert_eq!(said, serde_json::to_value(&kept).unwrap());
    assert!(kept.logo.is_some() && kept.logo_with_name && kept.social.len() == 1);
    let shown = n.stet(&["dress", "--no-logo"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("logo       none") && shown.contains("#0b5394 ("), "{shown}");
    let refused = n.stet(&["dress", "--accent", "#eeeeee"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("[accent-unreadable]"));
    let copied = n.stet(&["theme", "copy"]);
    assert!(String::from_utf8_lossy(&copied.stdout).contains("copied into"));
    assert!(n.folder().join("theme/base.html").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_in_a_theme_shows_readers_no_file_of_the_computer() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    let secret = n.beside("letters.txt");
    put(&secret, "Dear informer");
    std::fs::create_dir_all(n.folder().join("theme")).unwrap();
    std::os::unix::fs::symlink(&secret, n.folder().join("theme/theme.css")).unwrap();
    let out = n.beside("site");
    let why = publish::export(&mut n.newsroom, &out, minutes_on(1)).unwrap_err();
    assert_eq!(why.code, "theme-unreadable");
    assert!(!out.join("index.html").exists());
}

#[test]
fn no_site_is_written_where_the_newsroom_keeps_its_own_things() {
    let mut n = TestNewsroom::new();
    n.live("Harbour wall");
    for folder in ["theme", "media/new", "sites/x"] {
        let out = n.folder().join(folder);
        let why = publish::export(&mut n.newsroom, &out, minutes_on(1)).unwrap_err();
        assert_eq!(why.code, "folder-not-ours", "{folder}");
        assert!(!out.join("index.html").exists());
    }
    let out = n.folder().join("site");
    assert!(publish::export(&mut n.newsroom, &out, minutes_on(1)).is_ok(), "a folder of its own is one");
}
