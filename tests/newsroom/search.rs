//! Search: a story is found by its words, in every script, however they are typed.

use crate::room::{TestNewsroom, minutes_on};
use stet::body;
use stet::desk::View;
use stet::story::{Byline, Dateline, StoryId};

impl TestNewsroom {
    fn found(&mut self, find: &str) -> Vec<StoryId> {
        self.newsroom.desk(View::Desk, find, None).unwrap().rows.iter().map(|r| r.id).collect()
    }
}

#[test]
fn a_story_is_found_however_its_words_are_typed() {
    let mut n = TestNewsroom::new();
    n.story("Another story");
    for (headline, finds) in [
        (
            "Mayor of Zürich’s visit",
            &["zurich", "ZÜRICH", "Zu\u{308}rich", "mayor visit", "züri", "“Zürich”"][..],
        ),
        ("Łódź, Bjørnøya and Straße", &["lodz", "Bjornoya", "strasse"]),
        ("台风海燕逼近上海港", &["海燕", "上海", "台风", "台", "港", "海燕逼近", "上海 台风"]),
        ("東京の橋が閉鎖、カルダー社が発表", &["東京", "閉鎖", "カルダー", "の橋", "ｶﾙﾀﾞｰ"]),
        ("น้ำท่วมกรุงเทพ", &["กรุงเทพ", "น้ำท่วม"]),
        ("हिन्दी क़ानून पर बहस", &["हिंदी", "हिन्दी", "कानून", "क\u{93C}ानून", "बहस"]),
        ("مُحَمَّد يكتب في المدينة", &["محمد", "محـــمد", "مُحمد", "المدینه", "یکتب"]),
        ("شہر کی کتاب ۲۰۲۶", &["شهر", "كتاب", "2026", "کتاب"]),
        ("서울 다리에서", &["서울", "다리"]),
        ("Паром у Орёла", &["орел", "ПАРОМ"]),
        ("COVID疫情2025年", &["covid", "疫情", "2025"]),
    ] {
        let story = n.story(headline);
        for find in finds {
            assert_eq!(n.found(find), [story], "“{headline}” by “{find}”");
        }
    }
}

#[test]
fn pairs_that_only_meet_across_a_gap_are_not_found() {
    let mut n = TestNewsroom::new();
    n.story("海上，燕子");
    assert_eq!(n.found("海燕"), []);
    assert_eq!(n.found("上燕"), []);
    n.story("मान");
    assert_eq!(n.found("मन "), []);
}

#[test]
fn every_field_that_can_be_read_is_searched_and_the_marks_of_the_markdown_are_not() {
    let mut n = TestNewsroom::new();
    let story = n.story_with(|s| {
        s.slug = "aardwolf".into();
        s.eyebrow = "bandicoot".into();
        s.headline = "capybara".into();
        s.headlines.search = "dhole".into();
        s.headlines.social = "echidna".into();
        s.headlines.push = "fossa".into();
        s.headlines.sms = "gaur".into();
        s.standfirst = body::read_inline("*hoatzin*");
        s.agency = "ibex".into();
        s.bylines = vec![Byline { name: "Jacana Kudu".into(), role: String::new() }];
        s.dateline = Dateline { place: "Lemur".into(), text: String::new() };
        s.tags = vec!["markhor".into()];
        s.body = body::read(
            "Numbat\n\n- okapi\n\n| pika | quokka |\n| --- | --- |\n| rhea | saola |\n\n```figure\nmedia: m\nalt: tapir\ncaption: urial\ncredit: vicuna\n```\n",
        );
    });
    for find in [
        "aardwolf",
        "bandicoot",
        "capybara",
        "dhole",
        "echidna",
        "fossa",
        "gaur",
        "hoatzin",
        "ibex",
        "jacana",
        "kudu",
        "lemur",
        "markhor",
        "numbat",
        "okapi",
        "pika",
        "saola",
        "tapir",
        "urial",
        "vicuna",
    ] {
        assert_eq!(n.found(find), [story], "{find}");
    }
    assert_eq!(n.found("figure"), []);
    n.edit(story, minutes_on(1), |s| s.tags = vec!["wombat".into()]);
    assert_eq!(n.found("markhor"), [], "a word that is gone finds nothing");
    assert_eq!(n.found("wombat"), [story]);
    n.newsroom.spike(story, true, minutes_on(2)).unwrap();
    assert_eq!(n.found("wombat"), []);
    assert_eq!(n.newsroom.desk(View::Spiked, "wombat", None).unwrap().total, 1);
}

impl TestNewsroom {
    /// What the snippet of the only story that is found says; hits in brackets.
    fn snippet(&mut self, find: &str) -> (String, bool) {
        let rows = self.newsroom.desk(View::Desk, find, None).unwrap().rows;
        assert_eq!(rows.len(), 1, "{find}");
        let Some(snippet) = &rows[0].snippet else { return (String::new(), false) };
        let text = snippet
            .parts
            .iter()
            .map(|p| if p.hit { format!("[{}]", p.text) } else { p.text.clone() })
            .collect();
        (text, snippet.older.is_some())
    }
}

#[test]
fn a_phrase_and_a_field_are_found_where_they_were_asked_for() {
    let mut n = TestNewsroom::new();
    let news = n.section("News");
    let wall = n.story_with(|s| {
        s.headline = "Harbour wall".into();
        s.slug = "wall".into();
        s.tags = vec!["sea".into()];
        s.section = Some(news);
        s.bylines = vec![Byline { name: "Ann Hardy".into(), role: String::new() }];
    });
    let other = n.story_with(|s| {
        s.headline = "Wall of the harbour".into();
        s.body = body::read("By the sea, said Ann Hardy.");
    });
    n.newsroom.make_move(other, stet::story::Move::Stage(stet::story::Stage::Filed), minutes_on(1)).unwrap();
    for (find, found) in [
        ("\"harbour wall\"", &[wall][..]),
        ("“wall of”", &[other]),
        ("headline:harbour slug:wall", &[wall]),
        ("tag:sea", &[wall]),
        ("by:hardy", &[wall]),
        ("by:\"ann hardy\" section:news", &[wall]),
        ("section:spo", &[]),
        ("section:nothing", &[]),
        ("stage:filed", &[other]),
        ("stage:filed harbour", &[other]),
        ("stage:subs harbour", &[]),
        ("headline:sea", &[]),
    ] {
        assert_eq!(n.found(find), found, "{find}");
    }
}

#[test]
fn the_words_found_are_shown_and_those_of_an_older_revision_say_so() {
    let mut n = TestNewsroom::new();
    n.story("Another");
    let story = n.story_with(|s| {
        s.headline = "The ferry".into();
        s.body = body::read("It sails at noon.\n\nThe whistleblower is Jane Roe, 45, of Calder.\n\n```note\nAsk about the zeppelin\n```\n");
    });
    assert_eq!(
        n.snippet("jane roe").0,
        "… at noon. The whistleblower is [Jane] [Roe], 45, of Calder. Ask about the zeppelin"
    );
    assert!(n.snippet("zeppelin").0.contains("[zeppelin]"), "notes are searched");
    assert_eq!(n.snippet("ferry"), (String::new(), false), "the headline is on the row anyway");
    n.newsroom.keep_revision(story, "First", minutes_on(1)).unwrap();
    n.edit(story, minutes_on(2), |s| {
        s.body = body::read("It sails at noon.");
        s.headline = "The boat".into();
    });
    let (text, older) = n.snippet("whistleblower");
    assert_eq!((text.as_str(), older), ("The [whistleblower] is Jane Roe, 45, of Calder.", true));
    assert!(n.snippet("\"jane roe\"").1 && n.snippet("ferry").1, "a phrase and a headline too");
    assert!(!n.snippet("noon").1, "what still stands there is no older word");
    assert_eq!(n.found("by:whistleblower"), [], "a field is a field of today");
    // What was never kept was never said: it is in no revision.
    n.edit(story, minutes_on(3), |s| s.standfirst = body::read_inline("palimpsest"));
    n.edit(story, minutes_on(4), |s| s.standfirst = body::read_inline(""));
    assert_eq!(n.found("palimpsest"), []);
    // It is in one place again: once.
    n.edit(story, minutes_on(5), |s| s.headline = "The ferry".into());
    assert_eq!(n.snippet("ferry"), (String::new(), false));
}

#[test]
fn the_newest_match_comes_first_and_pages_go_on_to_the_older_revisions() {
    let mut n = TestNewsroom::new();
    for k in 0..120 {
        let story = n.story_with(|s| s.headline = format!("Ferry {k}"));
        n.edit(story, minutes_on(k), |s| s.slug = format!("s{k}"));
    }
    let gone = n.story("Ferry that was");
    n.newsroom.keep_revision(gone, "", minutes_on(200)).unwrap();
    n.edit(gone, minutes_on(201), |s| s.headline = "Boat".into());
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = n.newsroom.desk(View::Desk, "ferry", after.as_deref()).unwrap();
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(rows.len(), 121);
    assert_eq!((rows[0].headline.as_str(), rows[119].headline.as_str()), ("Ferry 119", "Ferry 0"));
    assert_eq!(rows[120].id, gone);
    assert!(rows[120].snippet.as_ref().unwrap().older.is_some());
}

/// Numbers from a seed, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

#[test]
fn every_story_is_found_by_each_of_its_words() {
    // Letters, marks and signs of many scripts, thrown together; some in planes that SQLite's own tables do not know.
    let letters: Vec<char> = [
        (0x20, 0x7E),
        (0xA1, 0x24F),
        (0x370, 0x52F),
        (0x591, 0x6FF),
        (0x900, 0x97F),
        (0x985, 0x9FE),
        (0xB85, 0xBFA),
        (0xD00, 0xD7F),
        (0xE01, 0xE5B),
        (0x1000, 0x109F),
        (0x1100, 0x11FF),
        (0x1780, 0x17F9),
        (0x2010, 0x206F),
        (0x20A0, 0x20BF),
        (0x3001, 0x30FF),
        (0x4E00, 0x4FFF),
        (0xAC00, 0xADFF),
        (0xFB00, 0xFDFF),
        (0xFE70, 0xFEFC),
        (0xFF01, 0xFFDC),
        (0x1E900, 0x1E95F),
        (0x1F300, 0x1F5FF),
        (0x20000, 0x20100),
    ]
    .into_iter()
    .flat_map(|(from, to)| (from..=to).filter_map(char::from_u32))
    .collect();
    let mut dice = Dice(0x5EED);
    let mut n = TestNewsroom::new();
    for _ in 0..150 {
        let block = dice.below(letters.len().saturating_sub(60));
        let text: String = (0..12)
            .map(|_| {
                let near =
                    (0..1 + dice.below(8)).map(|_| letters[block + dice.below(60)]).collect::<String>();
                let far = letters[dice.below(letters.len())];
                format!("{near}{far} ")
            })
            .collect();
        let story = n.story_with(|s| s.headline = text.clone());
        let headline = n.newsroom.story(story).unwrap().story.headline;
        for word in headline.split_whitespace().filter(|w| !stet::story::pieces(w).is_empty()) {
            for find in [word.to_owned(), word.to_uppercase(), format!("{word} ")] {
                let hits = n.found(&find);
                assert!(hits.contains(&story), "{headline:?} by {find:?}");
            }
        }
    }
}
