//! Makes a body that fails smaller while it still fails.

use crate::body::{Block, Doc, Fact, Inline, Marks, inline_text};

/// The smallest body found that still fails: parts are taken away one by one.
pub(super) fn shortest(mut doc: Doc, fails: impl Fn(&[Block]) -> bool) -> Doc {
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
                cite: inline_text(&cite),
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
                make(inline_text(&text), caption.clone(), credit.clone())
            }));
            all.extend(one(smaller_text(&plain(credit)), |text| {
                make(alt.clone(), caption.clone(), inline_text(&text))
            }));
            all
        }
        Block::Embed { url, title } => one(smaller_text(&plain(title)), |text| Block::Embed {
            url: url.clone(),
            title: inline_text(&text),
        }),
        Block::Related { to, headline } => one(smaller_text(&plain(headline)), |text| Block::Related {
            to: to.clone(),
            headline: inline_text(&text),
        }),
        Block::Keypoints(lines) => smaller_lines(lines).map(|l| vec![Block::Keypoints(l)]).collect(),
        Block::Note(lines) => smaller_lines(lines).map(|l| vec![Block::Note(l)]).collect(),
        Block::Factbox { title, lines } => {
            let make = |title: String, lines: Vec<Fact>| vec![Block::Factbox { title, lines }];
            let mut all = one(smaller_text(&plain(title)), |text| Block::Factbox {
                title: inline_text(&text),
                lines: lines.clone(),
            });
            for (at, line) in lines.iter().enumerate() {
                all.push(make(title.clone(), [&lines[..at], &lines[at + 1..]].concat()));
                for text in smaller_text(&line.text) {
                    let mut lines = lines.clone();
                    lines[at].text = text;
                    all.push(make(title.clone(), lines));
                }
            }
            all
        }
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

fn smaller_lines(lines: &[Vec<Inline>]) -> impl Iterator<Item = Vec<Vec<Inline>>> {
    let with = |at: usize, new: &[Vec<Inline>]| [&lines[..at], new, &lines[at + 1..]].concat();
    let without = (0..lines.len()).map(move |at| with(at, &[]));
    let within = (0..lines.len())
        .flat_map(move |at| smaller_text(&lines[at]).into_iter().map(move |new| with(at, &[new])));
    without.chain(within)
}

fn plain(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.into(), marks: Marks::default(), link: None }]
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
