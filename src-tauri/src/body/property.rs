//! The promise, tried on generated bodies: news-like ones and hostile ones.
//!
//! Deterministic: case `n` is always the same body. A body that fails is made smaller
//! while it still fails, and printed so. `STET_BODIES=1000000` tries more.

use super::prosemirror;
use super::{Block, Doc, Inline, Marks, norm, read, write};
use std::sync::atomic::{AtomicUsize, Ordering};

const BODIES: usize = 100_000;
const BYTE_STRINGS: usize = 20_000;

#[test]
fn what_is_written_reads_back_as_the_normal_form_in_100_000_bodies() {
    let bodies = std::env::var("STET_BODIES").ok().and_then(|n| n.parse().ok()).unwrap_or(BODIES);
    let (tried, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    in_parallel(bodies, |case| {
        let doc = Dice::new(case as u64).doc(case % 2 == 1);
        if failed.load(Ordering::Relaxed) > 0 {
            return;
        }
        if let Some(fault) = fault(&doc) {
            failed.fetch_add(1, Ordering::Relaxed);
            let doc = shortest(doc, |smaller| self::fault(smaller).is_some());
            let why = self::fault(&doc).unwrap_or(fault);
            panic!(
                "case {case}: {why}\nbody     {doc:#?}\nmarkdown {:?}\nback     {:#?}",
                write(&doc),
                read(&write(&doc))
            );
        }
        tried.fetch_add(1, Ordering::Relaxed);
    });
    assert_eq!(tried.into_inner(), bodies, "every body must have been tried");
}

#[test]
fn any_text_at_all_is_read_and_is_then_stable() {
    in_parallel(BYTE_STRINGS, |case| {
        let text = Dice::new(!(case as u64)).any_text(case % 3);
        let unstable = |text: &str| {
            let doc = read(text);
            read(&write(&doc)) != doc
        };
        if unstable(&text) {
            let mut text: Vec<char> = text.chars().collect();
            let mut at = 0;
            while at < text.len() {
                let c = text.remove(at);
                if !unstable(&text.iter().collect::<String>()) {
                    text.insert(at, c);
                    at += 1;
                }
            }
            let text: String = text.into_iter().collect();
            let doc = read(&text);
            panic!("case {case}: {text:?}\nreads {doc:#?}\nthen  {:#?}", read(&write(&doc)));
        }
    });
}

#[test]
fn no_word_of_any_markdown_is_lost_in_reading_it() {
    in_parallel(BYTE_STRINGS, |case| {
        let mut dice = Dice::new((case as u64) << 32 | 7);
        let words: Vec<String> = (0..1 + dice.below(30)).map(|n| format!("w{n}w")).collect();
        let mut pieces = Vec::new();
        for word in &words {
            for _ in 0..dice.below(4) {
                let sign = if dice.percent(40) { dice.pick(LINE_STARTS) } else { dice.pick(HOSTILE) };
                // The address of a picture is no word of the story: the importer has it.
                pieces.extend((!sign.contains('!')).then_some(sign));
            }
            pieces.push(word);
        }
        let lost = |pieces: &[&str]| {
            let kept = write(&read(&pieces.concat()));
            pieces.iter().any(|piece| words.iter().any(|word| word == piece) && !kept.contains(piece))
        };
        if lost(&pieces) {
            let mut at = 0;
            while at < pieces.len() {
                let piece = pieces.remove(at);
                if !lost(&pieces) {
                    pieces.insert(at, piece);
                    at += 1;
                }
            }
            let text = pieces.concat();
            panic!("case {case}: {text:?} loses a word, it reads {:#?}", read(&text));
        }
    });
}

/// What is wrong with the way a body is kept, if anything.
fn fault(doc: &[Block]) -> Option<&'static str> {
    let normal = norm(doc);
    if norm(&normal) != normal {
        return Some("the normal form of the normal form is another");
    }
    if letters(doc) != letters(&normal) {
        return Some("the normal form has lost a letter");
    }
    if read(&write(doc)) != normal {
        return Some("what is written does not read back");
    }
    if prosemirror::read(&prosemirror::write(&normal)).as_ref() != Ok(&normal) {
        return Some("the editor's document does not read back");
    }
    None
}

/// Every character of a body that is not space, control or noncharacter, in order: what
/// the normal form may not touch. Addresses of links are not counted (unlawful ones go).
fn letters(doc: &[Block]) -> String {
    fn add_inlines(out: &mut String, text: &[Inline]) {
        for inline in text {
            if let Inline::Text { text, .. } = inline {
                add(out, text);
            }
        }
    }
    fn add(out: &mut String, text: &str) {
        let plain = |c: &char| {
            *c != ' ' && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{fffd}')
        };
        out.extend(text.chars().filter(plain));
    }
    let mut out = String::new();
    for block in doc {
        match block {
            Block::Paragraph(text) | Block::Heading(_, text) => add_inlines(&mut out, text),
            Block::Quote(inner) => out.push_str(&letters(inner)),
            Block::Bullets(items) | Block::Ordered(_, items) => {
                items.iter().for_each(|item| out.push_str(&letters(item)));
            }
            Block::Rule => out.push('―'),
            Block::Pullquote { quote, cite } => {
                add_inlines(&mut out, quote);
                add(&mut out, cite);
            }
            Block::Figure { media, alt, caption, credit } => {
                [media, alt, credit].into_iter().for_each(|text| add(&mut out, text));
                add_inlines(&mut out, caption);
            }
            Block::Embed { url: a, title: b } | Block::Related { to: a, headline: b } => {
                add(&mut out, a);
                add(&mut out, b);
            }
            Block::Table { head, rows } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| add_inlines(&mut out, cell));
            }
        }
    }
    out
}

/// Runs the cases on all processors until one panics.
fn in_parallel(cases: usize, one: impl Fn(usize) + Sync) {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let case = next.fetch_add(1, Ordering::Relaxed);
                    if case >= cases {
                        break;
                    }
                    one(case);
                }
            });
        }
    });
}

/// The smallest body found that still fails: parts are taken away one by one.
fn shortest(mut doc: Doc, fails: impl Fn(&[Block]) -> bool) -> Doc {
    loop {
        let smaller = smaller_docs(&doc).find(|smaller| fails(smaller));
        let Some(smaller) = smaller else { return doc };
        doc = smaller;
    }
}

/// Whole blocks away first, then parts of them.
fn smaller_docs(doc: &[Block]) -> impl Iterator<Item = Doc> {
    let with = |at: usize, new: &[Block]| [&doc[..at], new, &doc[at + 1..]].concat();
    let without = (0..doc.len()).map(move |at| with(at, &[]));
    let within = (0..doc.len())
        .flat_map(move |at| smaller_blocks(&doc[at]).into_iter().map(move |new| with(at, &new)));
    without.chain(within)
}

/// What may stand in a block's place and is smaller.
fn smaller_blocks(block: &Block) -> Vec<Vec<Block>> {
    fn one(all: Vec<Vec<Inline>>, make: impl Fn(Vec<Inline>) -> Block) -> Vec<Vec<Block>> {
        all.into_iter().map(|text| vec![make(text)]).collect()
    }
    fn lists(items: &[Vec<Block>], make: impl Fn(Vec<Vec<Block>>) -> Block) -> Vec<Vec<Block>> {
        let mut all = vec![items.concat()];
        for at in 0..items.len() {
            all.push(vec![make([&items[..at], &items[at + 1..]].concat())]);
        }
        for (at, item) in items.iter().enumerate() {
            for new in smaller_docs(item) {
                all.push(vec![make([&items[..at], &[new], &items[at + 1..]].concat())]);
            }
        }
        all
    }
    match block {
        Block::Paragraph(text) => one(smaller_text(text), Block::Paragraph),
        Block::Heading(level, text) => one(smaller_text(text), |text| Block::Heading(*level, text)),
        Block::Quote(inner) => {
            let mut all = vec![inner.clone()];
            all.extend(smaller_docs(inner).map(|inner| vec![Block::Quote(inner)]));
            all
        }
        Block::Bullets(items) => lists(items, Block::Bullets),
        Block::Ordered(start, items) => lists(items, |items| Block::Ordered(*start, items)),
        Block::Rule => Vec::new(),
        Block::Pullquote { quote, cite } => {
            let mut all = one(smaller_text(quote), |quote| Block::Pullquote { quote, cite: cite.clone() });
            all.extend(one(smaller_text(&plain(cite)), |cite| Block::Pullquote {
                quote: quote.clone(),
                cite: words(&cite),
            }));
            all
        }
        Block::Figure { media, alt, caption, credit } => {
            let make = |alt: String, caption: Vec<Inline>, credit: String| Block::Figure {
                media: media.clone(),
                alt,
                caption,
                credit,
            };
            let mut all = one(smaller_text(caption), |text| make(alt.clone(), text, credit.clone()));
            all.extend(one(smaller_text(&plain(alt)), |text| {
                make(words(&text), caption.clone(), credit.clone())
            }));
            all.extend(one(smaller_text(&plain(credit)), |text| {
                make(alt.clone(), caption.clone(), words(&text))
            }));
            all
        }
        Block::Embed { url, title } => {
            one(smaller_text(&plain(title)), |text| Block::Embed { url: url.clone(), title: words(&text) })
        }
        Block::Related { to, headline } => one(smaller_text(&plain(headline)), |text| Block::Related {
            to: to.clone(),
            headline: words(&text),
        }),
        Block::Table { head, rows } => {
            let mut all = Vec::new();
            for at in 0..rows.len() {
                all.push(vec![Block::Table {
                    head: head.clone(),
                    rows: [&rows[..at], &rows[at + 1..]].concat(),
                }]);
            }
            let cut =
                |row: &Vec<Vec<Inline>>| row.get(..row.len().saturating_sub(1)).unwrap_or_default().to_vec();
            if head.len() > 1 {
                all.push(vec![Block::Table { head: cut(head), rows: rows.iter().map(cut).collect() }]);
            }
            let table = [std::slice::from_ref(head), rows].concat();
            for (r, row) in table.iter().enumerate() {
                for (c, cell) in row.iter().enumerate() {
                    for new in smaller_text(cell) {
                        let mut table = table.clone();
                        table[r][c] = new;
                        let head = table.remove(0);
                        all.push(vec![Block::Table { head, rows: table }]);
                    }
                }
            }
            all
        }
    }
}

fn plain(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.into(), marks: Marks::default(), link: None }]
}

fn words(text: &[Inline]) -> String {
    super::inline_text(text)
}

fn smaller_text(text: &[Inline]) -> Vec<Vec<Inline>> {
    let with = |at: usize, new: &[Inline]| [&text[..at], new, &text[at + 1..]].concat();
    let mut all: Vec<_> = (0..text.len()).map(|at| with(at, &[])).collect();
    for (at, inline) in text.iter().enumerate() {
        let Inline::Text { text, marks, link } = inline else { continue };
        let mut put = |text: String, marks: Marks, link: Option<String>| {
            all.push(with(at, &[Inline::Text { text, marks, link }]))
        };
        if link.is_some() {
            put(text.clone(), *marks, None);
        }
        if marks.strong {
            put(text.clone(), Marks { strong: false, ..*marks }, link.clone());
        }
        if marks.em {
            put(text.clone(), Marks { em: false, ..*marks }, link.clone());
        }
        for (from, c) in text.char_indices() {
            put([&text[..from], &text[from + c.len_utf8()..]].concat(), *marks, link.clone());
        }
    }
    all
}

/// A repeatable source of chance.
struct Dice(u64);

impl Dice {
    fn new(case: u64) -> Self {
        // Spread the case numbers, so that neighbours are not alike.
        Self((case ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9) | 1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
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
        if kind < 50 || depth == 0 {
            return Block::Paragraph(self.text(hostile, 1));
        }
        match kind {
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

    fn doc(&mut self, hostile: bool) -> Doc {
        (0..1 + self.below(5)).map(|_| self.block(hostile, 2)).collect()
    }

    /// Bytes, ASCII, or lines of Markdown's own signs.
    fn any_text(&mut self, kind: usize) -> String {
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

const HOSTILE: &[&str] = &[
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
const LINE_STARTS: &[&str] = &[
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
