//! Generated bodies and texts: the case number decides all of it.

use crate::body::{Block, Doc, Fact, Inline, Marks};

/// A repeatable source of chance.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(case: u64) -> Self {
        // Spread the case numbers, so that neighbours are not alike.
        Self((case ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9) | 1)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }

    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn phrase(&mut self, hostile: bool) -> String {
        let mut text = String::new();
        for _ in 0..1 + self.below(4) {
            text.push_str(self.pick(if hostile { HOSTILE } else { NEWS }));
            if self.percent(if hostile { 30 } else { 85 }) {
                text.push(' ');
            }
        }
        text
    }

    fn text(&mut self, hostile: bool, least: usize) -> Vec<Inline> {
        let mut text = Vec::new();
        for _ in 0..least + self.below(5) {
            if self.percent(6) {
                text.push(Inline::Break);
                continue;
            }
            let link = self.percent(12).then(|| self.pick(ADDRESSES).to_owned());
            let marks = Marks { strong: self.percent(20), em: self.percent(20) };
            text.push(Inline::Text { text: self.phrase(hostile), marks, link });
        }
        text
    }

    fn block(&mut self, hostile: bool, depth: usize) -> Block {
        let kind = self.below(100);
        if kind < 44 || depth == 0 {
            return Block::Paragraph(self.text(hostile, 1));
        }
        match kind {
            44..=45 => Block::Keypoints(self.lines(hostile)),
            46..=47 => Block::Note(self.lines(hostile)),
            48..=49 => {
                let title = if self.percent(80) { self.phrase(hostile) } else { String::new() };
                let lines = self.lines(hostile).into_iter();
                Block::Factbox {
                    title,
                    lines: lines.map(|text| Fact { is_point: self.percent(50), text }).collect(),
                }
            }
            50..=57 => Block::Heading(self.below(7) as u8, self.text(hostile, 1)),
            58..=65 => Block::Quote(self.blocks(hostile, depth - 1)),
            66..=72 => Block::Bullets(self.items(hostile, depth - 1)),
            73..=79 => {
                let start = self.pick(&[1, 1, 1, 3, 9, 10, 0, 999_999_999, u64::MAX]);
                Block::Ordered(start, self.items(hostile, depth - 1))
            }
            80..=84 => Block::Pullquote { quote: self.text(hostile, 0), cite: self.phrase(hostile) },
            85..=89 => Block::Figure {
                media: "5f".repeat(32),
                alt: self.phrase(hostile),
                caption: self.text(hostile, 0),
                credit: self.phrase(hostile),
            },
            90..=91 => Block::Embed { url: self.pick(ADDRESSES).into(), title: self.phrase(hostile) },
            92..=93 => Block::Related { to: self.pick(ADDRESSES).into(), headline: self.phrase(hostile) },
            94..=97 => {
                let width = 1 + self.below(3);
                let rows = self.below(3);
                Block::Table {
                    head: self.cells(hostile, width),
                    rows: (0..rows)
                        .map(|_| {
                            let ragged = self.below(2);
                            self.cells(hostile, width + ragged)
                        })
                        .collect(),
                }
            }
            _ => Block::Rule,
        }
    }

    fn lines(&mut self, hostile: bool) -> Vec<Vec<Inline>> {
        (0..self.below(4)).map(|_| self.text(hostile, 0)).collect()
    }

    fn cells(&mut self, hostile: bool, width: usize) -> Vec<Vec<Inline>> {
        (0..width).map(|_| self.text(hostile, 0)).collect()
    }

    fn blocks(&mut self, hostile: bool, depth: usize) -> Vec<Block> {
        (0..1 + self.below(3)).map(|_| self.block(hostile, depth)).collect()
    }

    fn items(&mut self, hostile: bool, depth: usize) -> Vec<Vec<Block>> {
        (0..1 + self.below(3))
            .map(|_| {
                let mut item = vec![Block::Paragraph(self.text(hostile, 0))];
                if self.percent(35) {
                    item.extend(self.blocks(hostile, depth));
                }
                if self.percent(5) {
                    item.remove(0);
                }
                item
            })
            .collect()
    }

    pub(super) fn doc(&mut self, hostile: bool) -> Doc {
        (0..1 + self.below(5)).map(|_| self.block(hostile, 2)).collect()
    }

    /// Bytes, ASCII, or lines of Markdown's own signs.
    pub(super) fn any_text(&mut self, kind: usize) -> String {
        let length = self.below(300);
        match kind {
            0 => {
                let bytes: Vec<u8> = (0..length).map(|_| self.below(256) as u8).collect();
                String::from_utf8_lossy(&bytes).into_owned()
            }
            1 => (0..length)
                .map(|_| (self.below(95) as u8 + 32) as char)
                .map(|c| if c == 'z' { '\n' } else { c })
                .collect(),
            _ => {
                let mut text = String::new();
                for _ in 0..length / 4 {
                    text.push_str(self.pick(HOSTILE));
                    if self.percent(25) {
                        text.push_str(self.pick(LINE_STARTS));
                    }
                }
                text
            }
        }
    }
}

const NEWS: &[&str] = &[
    "The council",
    "approved the plan",
    "on Monday,",
    "said Dr Rao.",
    "“It’s not over,”",
    "she added",
    "£3.2m",
    "(see below)",
    "2019–20",
    "— but",
    "10 Downing Street",
    "Mr O’Neill",
    "U.S.-backed",
    "50%",
    "A&E",
    "#MeToo",
    "@newsdesk",
    "*",
    "_",
    "5 * 3",
    "a_b_c",
    "1. First",
    "1986.",
    "- dash",
    "+44 20",
    "> 100",
    "<5%",
    "https://example.org/a_b",
    "email@example.org",
    "[sic]",
    "C++",
    "C#",
    "~50",
    "E=mc²",
    "naïve café",
    "हिन्दी समाचार",
    "प्रधानमंत्री ने कहा",
    "।",
    "اردو خبریں",
    "عربي",
    "“ہاں”،",
    "👍🏽",
    "👨‍👩‍👧",
    "…",
    "$5",
    "|",
    "\\",
    "`code`",
    "<b>",
    "&amp;",
    "&nbsp;",
    "AT&T;",
    "!",
    "==",
    "---",
    "#1",
    "東京",
    "ニュース",
    "\u{a0}km",
    "co\u{ad}operate",
];

pub(super) const HOSTILE: &[&str] = &[
    "*",
    "_",
    "**",
    "__",
    "***",
    "~~",
    "~",
    "`",
    "``",
    "````",
    "\\",
    "\\\\",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "!",
    "![",
    "](",
    "|",
    "#",
    "##",
    "+",
    "-",
    "=",
    "1.",
    "2)",
    "123456789.",
    "1234567890.",
    "&",
    "&amp;",
    "&#42;",
    "&#x2a;",
    "&copy",
    ":",
    "::",
    ":-",
    "-:",
    "---",
    "===",
    "***",
    "```",
    "~~~",
    "```figure",
    "```note",
    "point: z",
    "text: z",
    "title: z",
    "    ",
    "\t",
    " ",
    "  ",
    "\u{a0}",
    "a",
    "b",
    "foo",
    "bar",
    "é",
    "“",
    "”",
    "’",
    "。",
    "中",
    "हि",
    "न्",
    "ا",
    "،",
    "👍",
    "http://x.y",
    "<http://x.y>",
    "<a@b.c>",
    "<div>",
    "<!--",
    "-->",
    "<?",
    "<![CDATA[",
    "<script>",
    "</script>",
    "<pre>",
    "www.a.b",
    "{",
    "}",
    "{#id}",
    "^",
    "$",
    "$$",
    "\"",
    "'",
    "\u{200f}",
    "\u{200d}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{2028}",
    "\u{3000}",
    "\u{85}",
    "\u{0}",
    "\u{1b}",
    "\u{7f}",
    "\u{fffe}",
    "\r",
    "\u{b}",
    "\u{c}",
    "</em>",
    "<em>",
    "<strong>",
    "</strong>",
    "<br>",
    "<br/>",
    "media: x",
    "quote: y",
    "credit: x",
    "caption:",
    "\n",
    "\n\n",
    "[^1]",
    "[^1]: x",
    "[a]: b",
    "[a]",
    "[a]:",
    "{++",
    "++}",
    "| --- |",
    "|-",
    "- [ ]",
    "+++",
    "%",
    "@",
    "/",
    ",",
    ";",
    "?",
];

/// Only for text that is not written by us.
pub(super) const LINE_STARTS: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n    ",
    "\n```\n",
    "\n```figure\n",
    "\n```note\n",
    "\n```factbox\ntitle: ",
    "\n```keypoints\npoint: ",
    "\n```pullquote\nquote: ",
    "\n# ",
    "\n| a | b |\n| - | - |\n| ",
    "\n[a]: ",
    "\n***\n",
    "\n---\n",
    "\n<div>\n",
    "\n>>>>> ",
];

const ADDRESSES: &[&str] = &[
    "https://calder.example/",
    "https://calder.example/a(b)c",
    "https://calder.example/?q=ab&c=*d*&copy;",
    "https://calder.example/a b",
    "mailto:desk@calder.example",
    "tel:+441234",
    "story:0198c0de-0000-7000-8000-000000000001",
    "https://calder.example/x\\y<z>",
    "",
    "javascript:alert(1)",
    "/relative",
    "https://calder.example/a|b`c`",
    "https://calder.example/[d]_e_((",
    "https://calder.example/हि\u{a0}",
    "http://x\"y'",
];
