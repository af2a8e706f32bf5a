//! Every word that was saved is there after the program has been started again.

use crate::room::{MORNING, TestNewsroom, minutes_on, words};
use stet::body::{self, Block, Fact, Inline, Marks};
use stet::revision::Why;
use stet::story::{AlsoRead, Byline, Dateline, Direction, LinkTo, PictureUse, Stage, Story, StoryId};

/// A change to one field, and the words for it.
type Field = (&'static str, fn(&mut Story));

fn marked(text: &str, strong: bool, em: bool, link: Option<&str>) -> Inline {
    Inline::Text { text: text.into(), marks: Marks { strong, em }, link: link.map(str::to_owned) }
}

fn item(text: &str, inside: Vec<Block>) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(words(text))];
    blocks.extend(inside);
    blocks
}

const PICTURE: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

const OTHER: &str = "0198c0de-0000-7000-8000-000000000001";

const FIELDS: [Field; 28] = [
    ("slug", |s| s.slug = "harbour wall".into()),
    ("stage", |s| s.stage = Stage::Legal),
    ("hold", |s| s.hold = true),
    ("not for publication", |s| s.not_for_publication = true),
    ("eyebrow", |s| s.eyebrow = "Harbour inquiry: day 3 — “live”".into()),
    ("headline", |s| s.headline = "Mayor: ‘We’re €3m short’ <b>& more</b> # 1. *not a list*".into()),
    ("headline in Hindi", |s| s.headline = "नदी को बचाने निकले गाँव; क्ष्म्य त्र ज्ञ".into()),
    ("headline in Urdu", |s| s.headline = "بارش نے شہر کو ‏روک دیا، ۱۲ گھنٹے".into()),
    ("standfirst", |s| {
        s.standfirst = vec![
            marked("The council says it was ", false, false, None),
            marked("never", true, true, None),
            marked(" told. ", false, false, None),
            marked("The report", false, false, Some("https://calder.example/a(b)?c=d&e=f#g")),
        ];
    }),
    ("agency", |s| s.agency = "Calder News Network".into()),
    ("bylines", |s| {
        s.bylines = vec![
            Byline { name: "Anita Rao".into(), role: "Health correspondent".into() },
            Byline { name: "Tom O’Kafor-Smith, Jr.".into(), role: String::new() },
        ];
    }),
    ("dateline", |s| s.dateline = Dateline { place: "Calder".into(), text: "CALDER, Nov. 3".into() }),
    ("tags", |s| s.tags = vec!["harbour".into(), "नदी".into(), "a, b: c".into()]),
    ("URL slug", |s| s.url_slug = "harbour-wall-warning".into()),
    ("language", |s| s.language = "ur".into()),
    ("direction", |s| s.direction = Some(Direction::Rtl)),
    ("lead picture", |s| {
        s.lead = Some(PictureUse {
            media: stet::story::MediaId(PICTURE.into()),
            caption: vec![
                marked("Residents outside ", false, false, None),
                marked("Castle Square", false, true, None),
            ],
            credit: "Jane Doe/Agency".into(),
            alt: "A broken sea wall: “before”".into(),
        });
    }),
    ("also read", |s| {
        s.also_read = vec![
            AlsoRead {
                headline: "Tide table".into(),
                to: LinkTo::Url("https://tides.example/?a=1&b=2".into()),
            },
            AlsoRead { headline: String::new(), to: LinkTo::Story(OTHER.parse().unwrap()) },
        ];
    }),
    ("body: paragraphs with marks and links", |s| {
        s.body = vec![
            Block::Paragraph(vec![
                marked("**not bold** ", false, false, None),
                marked("bold", true, false, None),
                marked(" _x_ 1. - > # ", false, false, None),
                marked("both, linked", true, true, Some("https://calder.example/x_y_z")),
                Inline::Break,
                marked("after the break \u{a0}5 km", false, false, None),
            ]),
            Block::Paragraph(words("1. not a list")),
        ];
    }),
    ("body: subheads and a rule", |s| {
        s.body = vec![
            Block::Heading(2, words("What now?")),
            Block::Rule,
            Block::Heading(4, words("#1: the wall ###")),
        ];
    }),
    ("body: nested lists", |s| {
        let inner = Block::Ordered(
            7,
            vec![item("seven", vec![]), item("eight", vec![Block::Bullets(vec![item("deep", vec![])])])],
        );
        s.body = vec![Block::Bullets(vec![item("one", vec![inner]), item("two", vec![])])];
    }),
    ("body: quotes", |s| {
        s.body = vec![
            Block::Quote(vec![
                Block::Paragraph(words("We were not told.")),
                Block::Bullets(vec![item("not once", vec![])]),
            ]),
            Block::Pullquote { quote: words("Not once: “never”"), cite: "A. Rao, engineer".into() },
        ];
    }),
    ("body: a figure, an embed, a related story", |s| {
        s.body = vec![
            Block::Figure {
                media: PICTURE.into(),
                alt: "Placards: outside".into(),
                caption: vec![marked("Residents ", false, false, None), marked("outside", true, false, None)],
                credit: "Jane Doe".into(),
            },
            Block::Embed {
                url: "https://video.example/watch?v=1".into(),
                title: "The collapse: filmed".into(),
            },
            Block::Related { to: OTHER.into(), headline: "Port closed".into() },
        ];
    }),
    ("body: key points, a fact box, a note", |s| {
        let fact = |is_point, text: &str| Fact { is_point, text: words(text) };
        s.body = vec![
            Block::Keypoints(vec![words("point: one"), vec![marked("two", true, false, None)]]),
            Block::Factbox {
                title: "The wall: a history".into(),
                lines: vec![fact(false, "Built in 1931"), fact(true, "- 400 m")],
            },
            Block::Note(vec![words("Ring the engineer"), words("```")]),
        ];
    }),
    ("body: a table", |s| {
        s.body = vec![Block::Table {
            head: vec![words("Ward"), words("Votes | share")],
            rows: vec![
                vec![words("North"), vec![marked("1,204", true, false, None)]],
                vec![Vec::new(), words("`7`")],
            ],
        }];
    }),
    ("body in Hindi", |s| {
        s.body = vec![Block::Paragraph(words("गाँव के लोगों ने कहा: ‘हम नदी को बचाएँगे’। क्\u{200d}ष"))]
    }),
    ("body in Urdu", |s| {
        s.body = vec![Block::Paragraph(words("شہر میں بارش \u{200f}۱۲ گھنٹے جاری رہی۔ می\u{200c}خواہم"))]
    }),
    ("body: emoji and rare letters", |s| s.body = vec![Block::Paragraph(words("👩‍👩‍👧‍👦 𝒳 𠮷 é e\u{301}"))]),
];

#[test]
fn every_field_is_there_after_a_new_start() {
    let mut n = TestNewsroom::new();
    for (field, change) in FIELDS {
        let id = n.story_with(change);
        let saved = n.state(id).story;
        let mut wanted = saved.clone();
        change(&mut wanted);
        assert_eq!(saved, wanted, "{field}: what was typed is what was saved");
        let again = n.reopened().story(id).unwrap();
        assert_eq!(again.story, saved, "{field}: after a new start");
        assert!(again.damage.is_none(), "{field}: and it is whole");
    }
}

#[test]
fn all_fields_at_once_are_there_too() {
    let mut n = TestNewsroom::new();
    let section = n.section("Culture");
    let id = n.story_with(|s| {
        FIELDS.iter().for_each(|(_, change)| change(s));
        s.section = Some(section);
    });
    let saved = n.state(id).story;
    assert_eq!((saved.section, saved.tags.len(), saved.bylines.len()), (Some(section), 3, 2));
    assert_eq!(n.reopened().story(id).unwrap().story, saved);
    assert_eq!(n.newsroom.faults().unwrap(), [], "and no rule of the file is broken");
}

#[test]
fn a_stale_window_still_saves_and_the_other_text_is_kept() {
    let mut n = TestNewsroom::new();
    let id = n.story("As one had it");
    let mut other = n.reopened();
    let edit = n.state(id).edit;
    let headline = |text: &'static str| {
        move |s: &mut Story| -> stet::Result<()> {
            s.headline = text.into();
            Ok(())
        }
    };
    let (theirs, _) = other.edit_story(id, edit, minutes_on(1), headline("As the other has it")).unwrap();
    assert!(!theirs.kept_other);

    let (ours, _) = n.newsroom.edit_story(id, edit, minutes_on(2), headline("As one has it now")).unwrap();
    assert!(ours.kept_other, "the window is told");
    assert_eq!(ours.state.story.headline, "As one has it now");
    let kept: Vec<_> =
        n.newsroom.revisions(id).unwrap().into_iter().filter(|r| r.why == Why::OtherCopy).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(n.newsroom.revision(kept[0].id).unwrap().1.headline, "As the other has it");
}

#[test]
fn a_revision_is_kept_by_itself_every_five_minutes_of_writing() {
    let mut n = TestNewsroom::new();
    let id = n.story("One");
    let autosaves = |n: &mut TestNewsroom| {
        let all = n.newsroom.revisions(id).unwrap();
        all.iter().filter(|r| r.why == Why::Autosave).count()
    };
    let first = autosaves(&mut n);
    for minute in 1..=4 {
        n.edit(id, minutes_on(minute), |s| s.headline.push('!'));
    }
    assert_eq!(autosaves(&mut n), first, "not within five minutes");
    let before = n.state(id).story.headline;
    n.edit(id, minutes_on(5), |s| s.headline = "Two".into());
    assert_eq!(autosaves(&mut n), first + 1);
    let newest = n.newsroom.revisions(id).unwrap()[0].id;
    assert_eq!(n.newsroom.revision(newest).unwrap().1.headline, before, "it keeps what stood there before");
}

#[test]
fn a_spiked_story_comes_back_whole() {
    let mut n = TestNewsroom::new();
    let id = n.story("Dropped");
    let before = n.state(id).story;
    n.newsroom.spike(id, true, minutes_on(1)).unwrap();
    n.newsroom.spike(id, false, minutes_on(2)).unwrap();
    let after = n.state(id).story;
    assert_eq!((after.body, after.headline, after.spiked_at), (before.body, before.headline, None));
    let live = n.live("Seen");
    assert_eq!(n.newsroom.spike(live, true, MORNING).unwrap_err().code, "story-is-live");
}

#[test]
fn words_are_found_in_every_script() {
    let mut n = TestNewsroom::new();
    let hindi = n.story("मुख्यमंत्री ने नदी देखी");
    let urdu = n.story_with(|s| s.body = body::read("شہر میں بارش جاری رہی"));
    let find = |n: &mut TestNewsroom, words: &str| -> Vec<StoryId> {
        n.newsroom.desk(stet::desk::View::Desk, words, None).unwrap().rows.iter().map(|r| r.id).collect()
    };
    assert_eq!(find(&mut n, "मुख्यमंत्री"), [hindi]);
    assert_eq!(find(&mut n, "بارش"), [urdu]);
    assert_eq!(find(&mut n, "मुख"), [hindi], "the start of a word, from three letters");
}
