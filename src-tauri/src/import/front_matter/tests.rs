use super::*;
use crate::story::{CorrectionKind, Embargo, Killed, Legal, MediaId, PictureNeed, WallTime};
use std::time::Instant;
use uuid::Uuid;

/// A small generator of random numbers (splitmix64), so that a failure can be run again.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }
    fn text(&mut self) -> String {
        const NASTY: [&str; 62] = [
            "no",
            "Yes",
            "null",
            "~",
            "12:30",
            "1.10",
            "0x1F",
            "- x",
            "#tag",
            " #c",
            "a: b",
            "a:",
            ":",
            "key: ",
            "'",
            "\"",
            "\\",
            "\\n",
            "\n",
            "\n\n",
            "---",
            "\n---\n",
            "...",
            "\t",
            " ",
            "  ",
            "\r",
            "\r\n",
            "\u{0}",
            "\u{1}",
            "\u{7f}",
            "\u{85}",
            "\u{a0}",
            "\u{2028}",
            "\u{2029}",
            "\u{feff}",
            "\u{fffe}",
            "\u{200c}",
            "\u{200f}",
            "{",
            "}",
            "[a, b]",
            "&a",
            "*a",
            "!tag",
            "|",
            ">",
            "%",
            "@x",
            "`",
            "?",
            "? x",
            "चुनाव",
            "کالڈر",
            "é",
            "👩‍🚒",
            "2025-10-28",
            "[Link](https://calder.example/a?b=c#d)",
            "*em*",
            "=",
            "<<",
            "\u{10ffff}",
        ];
        let mut out = String::new();
        for _ in 0..self.below(5) {
            match self.below(3) {
                0 => out.push_str(["harbour", "Calder", "the", "wall"][self.below(4)]),
                1 => out.push_str(NASTY[self.below(NASTY.len())]),
                _ => out.extend(char::from_u32(self.below(0x11_0000) as u32)),
            }
            if self.below(3) == 0 {
                out.push(' ');
            }
        }
        if self.below(200) == 0 { out.repeat(400) } else { out }
    }
    fn time(&mut self) -> Option<UtcMillis> {
        match self.below(10) {
            0..=3 => None,
            4 => Some(UtcMillis(self.next() as i64)),
            _ => Some(UtcMillis((self.next() % 4_000_000_000_000) as i64)),
        }
    }
    fn id(&mut self) -> StoryId {
        StoryId(Uuid::from_u64_pair(self.next(), self.next()))
    }
    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| one(self)).collect()
    }
    fn front_matter(&mut self) -> FrontMatter {
        FrontMatter {
            id: self.yes().then(|| self.id()),
            headline: self.text(),
            headlines: HeadlineSet {
                search: self.text(),
                social: self.text(),
                push: self.text(),
                sms: self.text(),
            },
            standfirst: self.text(),
            eyebrow: self.text(),
            agency: self.text(),
            bylines: self.list(|r| Byline { name: r.text(), role: r.text() }),
            dateline: Dateline { place: self.text(), text: self.text() },
            section: self.text(),
            tags: self.list(Random::text),
            slug: self.text(),
            url_slug: self.text(),
            language: self.text(),
            direction: [None, Some(Direction::Ltr), Some(Direction::Rtl)][self.below(3)],
            profile: self.text(),
            commissioned_words: self.yes().then(|| self.next() as u32),
            stage: self.yes().then(|| Stage::ALL[self.below(8)]),
            hold: self.yes(),
            not_for_publication: self.yes(),
            taken_down: self.yes(),
            handling: self.handling(),
            spiked: self.time(),
            published: self.time(),
            updated: self.time(),
            created: self.time(),
            changed: self.time(),
            picture: self.yes().then(|| Picture {
                file: self.text(),
                media: self.text(),
                caption: self.text(),
                credit: self.text(),
                alt: self.text(),
            }),
            also_read: self.list(|r| AlsoReadLine {
                headline: r.text(),
                to: match r.below(3) {
                    0 => AlsoReadTo::UrlSlug(r.text()),
                    1 => AlsoReadTo::Story(r.id()),
                    _ => AlsoReadTo::Url(r.text()),
                },
            }),
            corrections: self.list(|r| Correction {
                kind: CorrectionKind::ALL[r.below(4)],
                at: UtcMillis(r.next() as i64),
                text: r.text(),
            }),
        }
    }
    fn handling(&mut self) -> Handling {
        Handling {
            legal: Legal::ALL[self.below(3)],
            pictures: PictureNeed::ALL[self.below(3)],
            sensitive: self.yes(),
            priority: self.below(6) as u8,
            assigned_to: self.text(),
            deadline: self.wall_time(),
            brief: self.text(),
            embargo: match self.below(3) {
                0 => None,
                1 => Some(Embargo::Indefinite),
                _ => self.wall_time().map(Embargo::Until),
            },
            schedule: self.wall_time(),
            updates: self.yes().then(|| self.id()),
            translates: self.yes().then(|| self.id()),
            look_again: self.wall_time(),
            killed: self.time().map(|at| Killed { at, why: self.text() }),
        }
    }
    fn wall_time(&mut self) -> Option<WallTime> {
        let at = UtcMillis((self.next() % 4_000_000_000_000) as i64);
        WallTime::of(at, chrono_tz::TZ_VARIANTS[self.below(chrono_tz::TZ_VARIANTS.len())])
            .filter(|_| self.yes())
    }
}

fn read(text: &str) -> Result<(FrontMatter, String)> {
    parse("harbour.md", text, chrono_tz::Asia::Kolkata)
}

fn refused(text: &str) -> (String, String) {
    let error = read(text).expect_err("it must be refused");
    (error.code.to_string(), error.to_string())
}

#[test]
fn what_is_written_is_read_back_to_the_last_character() {
    for seed in 0..20_000 {
        let mut random = Random(seed);
        let front_matter = random.front_matter();
        let mut body = random.text();
        while body.contains("\r\n") {
            body = body.replace("\r\n", "\n");
        }
        let text = write(&front_matter, &body);
        let (back, back_body) =
            parse_kept("kept", &text).unwrap_or_else(|e| panic!("seed {seed}: {e}\n{text}"));
        assert_eq!(back, front_matter, "seed {seed}:\n{text}");
        assert_eq!(back_body, body, "seed {seed}: the body changed");
        assert_eq!(write(&back, &back_body), text, "seed {seed}: the text is not canonical");
    }
}

#[test]
fn no_text_at_all_makes_the_reader_fall_over() {
    for seed in 0..20_000 {
        let mut random = Random(seed);
        let yaml: String =
            (0..6).map(|_| format!("{}: {}\n", KEYS[random.below(KEYS.len())], random.text())).collect();
        // Refused or taken, but never a panic.
        let _ = read(&format!("---\n{yaml}---\n{}", random.text()));
    }
}

#[test]
fn a_story_is_written_as_a_person_would() {
    let media = MediaId("ab".repeat(32));
    let f = FrontMatter {
        headline: "Council votes to save Calder’s harbour wall: £4m by spring".into(),
        standfirst: "Members backed the plan *by a single vote*".into(),
        agency: "Calder News Network".into(),
        bylines: vec![
            Byline { name: "Ines Marlowe".into(), role: "Local government reporter".into() },
            Byline { name: "Tom Addy".into(), role: String::new() },
        ],
        dateline: Dateline { place: "Calder".into(), text: String::new() },
        section: "News".into(),
        tags: vec!["harbour".into(), "no".into()],
        stage: Some(Stage::Ready),
        published: Some(UtcMillis(1_761_674_160_000)),
        picture: Some(Picture { media: media.0.clone(), alt: "The wall".into(), ..Picture::default() }),
        also_read: vec![AlsoReadLine { headline: "Tides".into(), to: AlsoReadTo::UrlSlug("tides".into()) }],
        ..FrontMatter::default()
    };
    let expected = format!(
        "---
headline: \"Council votes to save Calder’s harbour wall: £4m by spring\"
standfirst: Members backed the plan *by a single vote*
agency: Calder News Network
byline:
  - name: Ines Marlowe
    role: Local government reporter
  - Tom Addy
dateline: Calder
section: News
tags:
  - harbour
  - \"no\"
stage: ready
published: 2025-10-28T17:56:00.000Z
picture:
  media: {media}
  alt: The wall
also_read:
  - slug: tides
    headline: Tides
---

Body.
"
    );
    assert_eq!(write(&f, "Body.\n"), expected);
    assert_eq!(read(&expected).unwrap(), (f, "Body.\n".to_owned()), "and import reads the same");
}

#[test]
fn text_where_a_list_could_be_is_taken() {
    let (f, _) =
        read("---\nbyline: Asha\ndateline: Calder\ntags: sea, tide\npicture: p/a.jpg\n---\n").unwrap();
    assert_eq!(f.bylines, [Byline { name: "Asha".into(), role: String::new() }]);
    assert_eq!(f.dateline, Dateline { place: "Calder".into(), text: String::new() });
    assert_eq!(f.tags, ["sea", "tide"]);
    assert_eq!(f.picture.unwrap().file, "p/a.jpg");
}

#[test]
fn text_stays_the_text_it_is() {
    let (f, _) =
        read("---\nheadline: 1.10\nslug: no\neyebrow: True\ntags: [2026, 0x1F]\nbyline: [1.10]\n---\n")
            .unwrap();
    assert_eq!((f.headline.as_str(), f.slug.as_str(), f.eyebrow.as_str()), ("1.10", "no", "True"));
    assert_eq!(f.tags, ["2026", "0x1F"]);
    assert_eq!(f.bylines[0].name, "1.10");
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    let (code, words) = refused("---\nheadline: A\n\nheadlnie: B\n---\n");
    assert_eq!(code, "front-matter-unknown-key");
    assert_eq!(words, "harbour.md, line 4: there is no key “headlnie”. Did you mean “headline”?");
    let (code, words) = refused("---\nheadline: A\npicture:\n  file: a.jpg\n  colour: red\n---\n");
    assert_eq!(code, "front-matter-unknown-key");
    assert!(
        words.starts_with("harbour.md, line 5: there is no key “colour”. The keys are: file,"),
        "{words}"
    );
}

#[test]
fn a_bad_value_is_named_with_its_line() {
    for (yaml, said) in [
        ("stage: done", "line 2: “stage” must be one of pitch, assigned,"),
        ("slug: a\nlanguage: klingonese", "line 3: “language” must be a language tag"),
        ("published: yesterday", "line 2: “published” must be a time"),
        ("published: 2025-02-30", "line 2: “published” must be a time"),
        ("hold: perhaps", "line 2: “hold” must be true or false"),
        ("url_slug: Two Words", "line 2: “url_slug” must be lower-case"),
        ("headline: [a]", "line 2: “headline” must be text"),
        ("slug: a\nslug: b", "line 3: the key “slug” is there twice"),
        ("also_read:\n  - headline: A", "line 3: an “also_read” link needs"),
        ("also_read:\n  - url: javascript:alert(1)", "line 3: “url” must begin with http"),
        ("picture:\n  alt: A", "“picture” says no “file”"),
        ("headline: *a", "line 2:"),
        ("- a list", "line 2: the front matter is not a set"),
        ("headline: \"open", "this is not YAML"),
    ] {
        let (code, words) = refused(&format!("---\n{yaml}\n---\nBody\n"));
        assert_eq!(code, "front-matter-bad-value", "{yaml}");
        assert!(words.starts_with("harbour.md, line ") && words.contains(said), "{yaml}: {words}");
    }
}

#[test]
fn a_file_without_front_matter_says_so() {
    assert_eq!(refused("Just words.\n").0, "front-matter-missing");
    assert_eq!(refused("").0, "front-matter-missing");
    assert_eq!(refused("---\nheadline: A\n").0, "front-matter-missing");
    assert_eq!(read("---\n---\n").unwrap(), (FrontMatter::default(), String::new()));
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    for there in
        ["---\nheadline: A\n---\n", "\u{feff}---\r\n\r\nheadlin: A\r\n", "---\n# a remark\nheadline: A\n"]
    {
        assert!(is_there(there), "{there:?}");
    }
    for plain in ["Words.\n", "---\nIt was said: nothing.\n", "---\n\nWords.\n", "--- headline: A\n", ""] {
        assert!(!is_there(plain), "{plain:?}");
    }
}

#[test]
fn a_byte_order_mark_and_crlf_are_tolerated() {
    let (f, body) = read("\u{feff}---\r\nheadline: A\r\n---\r\n\r\nOne.\r\n\r\nTwo.\r\n").unwrap();
    assert_eq!((f.headline.as_str(), body.as_str()), ("A", "One.\n\nTwo.\n"));
}

#[test]
fn local_times_are_in_the_newsrooms_zone() {
    let kolkata = chrono_tz::Asia::Kolkata;
    let sample = write_time(read_time("2025-10-28 23:26", kolkata).unwrap());
    assert_eq!(sample, "2025-10-28T17:56:00.000Z");
    assert_eq!(write_time(read_time("2025-10-28", kolkata).unwrap()), "2025-10-27T18:30:00.000Z");
    assert_eq!(
        read_time("2025-10-28T23:26:00+05:30", chrono_tz::UTC),
        read_time("2025-10-28 23:26", kolkata)
    );
}

#[test]
fn an_hour_that_comes_twice_is_the_first_and_one_that_never_comes_is_the_next() {
    let london = chrono_tz::Europe::London;
    let at = |text: &str, zone| write_time(read_time(text, zone).unwrap());
    assert_eq!(
        at("2025-10-26 01:30", london),
        "2025-10-26T00:30:00.000Z",
        "the first 01:30, still summer time"
    );
    assert_eq!(at("2026-03-29 01:30", london), "2026-03-29T01:00:00.000Z", "the moment clocks go forward");
    let apia = chrono_tz::Pacific::Apia;
    assert_eq!(at("2011-12-30", apia), "2011-12-30T10:00:00.000Z", "a day that Samoa never had");
}

#[test]
fn ten_thousand_files_are_a_matter_of_seconds() {
    let mut text = write(&Random(4).front_matter(), "");
    text.push_str(&"\nA paragraph of the sort that stories have, about the harbour wall.\n".repeat(40));
    let start = Instant::now();
    for _ in 0..1_000 {
        parse_kept("kept", &text).unwrap();
    }
    let each = start.elapsed() / 1_000;
    assert!(each.as_millis() < 5, "{each:?} a file");
}
