//! A story's text as one run of words and signs a field, and how two such runs differ.
//!
//! A paragraph is its words and a sign that ends it: to split one adds a sign, to join two takes
//! one away. What is no running text (a list, a table, a card) is one piece.

use crate::body::{self, Block, Doc, Inline, Marks, Spot};
use crate::story::Story;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Of two runs whose lengths multiply to more, no words are compared: a window waits for it.
const MOST_COMPARED: usize = 36_000_000;

/// A piece of a field's text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Token {
    /// A word, a space or a sign, with its marks and link.
    Word(String, Marks, Option<String>),
    /// A line break.
    Break,
    /// The end of a block of running text.
    End(Kind),
    /// A block that is taken as one.
    Whole(Block),
    /// The picture above the body: as shown, and exactly.
    Lead(String, String),
}

/// What the running text before it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A subhead.
    Heading(u8),
    /// A pull quote, and who said it.
    Pullquote(String),
    /// A caption, and the picture it belongs to.
    Caption {
        /// SHA-256 of the file.
        media: String,
        /// For readers who cannot see it.
        alt: String,
        /// Who to thank.
        credit: String,
    },
}

/// What stands in place of what: `old` in one run, `new` in the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which pieces of the one.
    pub old: Range<usize>,
    /// Which pieces of the other.
    pub new: Range<usize>,
}

/// A field that a suggestion may change.
pub struct Field {
    /// Its name, as the window knows it.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
}

/// Every field that a suggestion may change, in the order of the page. Where the story stands in
/// the work, its section, tags and names are no text to propose.
pub const FIELDS: [Field; 12] = [
    Field { name: "eyebrow", label: "Eyebrow" },
    Field { name: "headline", label: "Headline" },
    Field { name: "searchHeadline", label: "Search headline" },
    Field { name: "socialHeadline", label: "Social headline" },
    Field { name: "pushHeadline", label: "Push alert" },
    Field { name: "smsHeadline", label: "Text message" },
    Field { name: "standfirst", label: "Standfirst" },
    Field { name: "lead", label: "Lead picture" },
    Field { name: "leadCaption", label: "Lead picture, caption" },
    Field { name: "leadCredit", label: "Lead picture, credit" },
    Field { name: "leadAlt", label: "Lead picture, alt text" },
    Field { name: "body", label: "Body" },
];

/// The field's text in pieces.
pub fn flow(story: &Story, field: &str) -> Vec<Token> {
    let lead = story.lead.as_ref();
    match field {
        "standfirst" => of_inline(&story.standfirst),
        "lead" => lead.map(|l| Token::Lead(l.alt.clone(), l.media.0.clone())).into_iter().collect(),
        "leadCaption" => lead.map(|l| of_inline(&l.caption)).unwrap_or_default(),
        "leadCredit" => lead.map(|l| of_plain(&l.credit)).unwrap_or_default(),
        "leadAlt" => lead.map(|l| of_plain(&l.alt)).unwrap_or_default(),
        "body" => story.body.iter().flat_map(of_block).collect(),
        plain => plain_field(&mut story.clone(), plain).map(|text| of_plain(text)).unwrap_or_default(),
    }
}

/// Puts a field's pieces back. A new lead picture comes whole from `proposed`.
pub fn put(story: &mut Story, field: &str, tokens: Vec<Token>, proposed: &Story) {
    let text = || tokens.iter().map(word).collect::<String>();
    match field {
        "standfirst" => story.standfirst = inlines(&tokens),
        "body" => story.body = doc(tokens),
        "lead" => story.lead.clone_from(&proposed.lead),
        "leadCaption" | "leadCredit" | "leadAlt" => {
            let Some(lead) = &mut story.lead else { return };
            match field {
                "leadCaption" => lead.caption = inlines(&tokens),
                "leadCredit" => lead.credit = text(),
                _ => lead.alt = text(),
            }
        }
        plain => {
            let text = text();
            if let Some(there) = plain_field(story, plain) {
                *there = text;
            }
        }
    }
}

/// Gives a story all the text that a suggestion may change from another.
pub fn put_all(story: &mut Story, from: &Story) {
    for field in FIELDS.iter().filter(|f| !f.name.starts_with("lead")) {
        put(story, field.name, flow(from, field.name), from);
    }
    story.lead.clone_from(&from.lead);
    story.body.clone_from(&from.body);
}

fn plain_field<'a>(story: &'a mut Story, field: &str) -> Option<&'a mut String> {
    Some(match field {
        "eyebrow" => &mut story.eyebrow,
        "headline" => &mut story.headline,
        "searchHeadline" => &mut story.headlines.search,
        "socialHeadline" => &mut story.headlines.social,
        "pushHeadline" => &mut story.headlines.push,
        "smsHeadline" => &mut story.headlines.sms,
        _ => return None,
    })
}

fn of_plain(text: &str) -> Vec<Token> {
    text.split_word_bounds().map(|w| Token::Word(w.to_owned(), Marks::default(), None)).collect()
}

fn of_inline(text: &[Inline]) -> Vec<Token> {
    let mut out = Vec::new();
    for piece in text {
        match piece {
            Inline::Text { text, marks, link } => {
                out.extend(text.split_word_bounds().map(|w| Token::Word(w.to_owned(), *marks, link.clone())));
            }
            Inline::Break => out.push(Token::Break),
        }
    }
    out
}

fn of_block(block: &Block) -> Vec<Token> {
    let (text, kind) = match block {
        Block::Paragraph(text) => (text, Kind::Paragraph),
        Block::Heading(level, text) => (text, Kind::Heading(*level)),
        Block::Pullquote { quote, cite } => (quote, Kind::Pullquote(cite.clone())),
        Block::Figure { media, alt, caption, credit } => {
            (caption, Kind::Caption { media: media.clone(), alt: alt.clone(), credit: credit.clone() })
        }
        whole => return vec![Token::Whole(whole.clone())],
    };
    let mut out = of_inline(text);
    out.push(Token::End(kind));
    out
}

fn inlines(tokens: &[Token]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for token in tokens {
        match (token, out.last_mut()) {
            (Token::Word(word, marks, link), Some(Inline::Text { text, marks: m, link: l }))
                if m == marks && l == link =>
            {
                text.push_str(word);
            }
            (Token::Word(word, marks, link), _) => {
                out.push(Inline::Text { text: word.clone(), marks: *marks, link: link.clone() });
            }
            (Token::Break, _) => out.push(Inline::Break),
            _ => {}
        }
    }
    out
}

fn doc(tokens: Vec<Token>) -> Doc {
    let mut out = Doc::new();
    let mut text: Vec<Token> = Vec::new();
    for token in tokens {
        match token {
            Token::End(kind) => {
                let words = inlines(&std::mem::take(&mut text));
                out.push(match kind {
                    Kind::Paragraph => Block::Paragraph(words),
                    Kind::Heading(level) => Block::Heading(level, words),
                    Kind::Pullquote(cite) => Block::Pullquote { quote: words, cite },
                    Kind::Caption { media, alt, credit } => {
                        Block::Figure { media, alt, caption: words, credit }
                    }
                });
            }
            Token::Whole(block) => {
                // Words whose end was taken out stay words.
                if !text.is_empty() {
                    out.push(Block::Paragraph(inlines(&std::mem::take(&mut text))));
                }
                out.push(block);
            }
            running => text.push(running),
        }
    }
    if !text.is_empty() {
        out.push(Block::Paragraph(inlines(&text)));
    }
    out
}

fn word(token: &Token) -> &str {
    match token {
        Token::Word(word, ..) => word,
        Token::Break => "\n",
        Token::End(_) | Token::Whole(_) => "",
        Token::Lead(shown, _) => shown,
    }
}

/// How one field's text differs. A body is compared by block first, then by word where only
/// running text differs.
pub fn edits(old: &Story, new: &Story, field: &str) -> Vec<Edit> {
    if field != "body" {
        return by_word(&flow(old, field), &flow(new, field));
    }
    let starts = |blocks: &[Block]| {
        let mut at = 0;
        let mut out: Vec<usize> = vec![0];
        for block in blocks {
            at += of_block(block).len();
            out.push(at);
        }
        out
    };
    let (old_at, new_at) = (starts(&old.body), starts(&new.body));
    let mut out: Vec<Edit> = Vec::new();
    let mut region = |a: Range<usize>, b: Range<usize>| {
        let (olds, news) = (&old.body[a.clone()], &new.body[b.clone()]);
        let (from, at) = (old_at[a.start], new_at[b.start]);
        if olds.is_empty() || news.is_empty() || !comparable(olds, news) {
            out.push(Edit { old: from..old_at[a.end], new: at..new_at[b.end] });
            return;
        }
        let flat = |blocks: &[Block]| blocks.iter().flat_map(of_block).collect::<Vec<_>>();
        let inside = by_word(&flat(olds), &flat(news));
        out.extend(inside.into_iter().map(|e| Edit {
            old: e.old.start + from..e.old.end + from,
            new: e.new.start + at..e.new.end + at,
        }));
    };
    for op in ops(&old.body, &new.body, Algorithm::Myers) {
        let (a, b) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Replace { .. } if a.len() == b.len() => {
                a.zip(b).for_each(|(a, b)| region(a..a + 1, b..b + 1));
            }
            _ => region(a, b),
        }
    }
    out
}

/// Whether these blocks may be compared by word: paragraphs and subheads, or one of a kind.
fn comparable(old: &[Block], new: &[Block]) -> bool {
    let plain = |block: &Block| matches!(block, Block::Paragraph(_) | Block::Heading(..));
    if old.iter().chain(new).all(plain) {
        return true;
    }
    match (old, new) {
        ([Block::Pullquote { .. }], [Block::Pullquote { .. }]) => true,
        ([Block::Figure { media: a, .. }], [Block::Figure { media: b, .. }]) => a == b,
        _ => false,
    }
}

fn by_word(old: &[Token], new: &[Token]) -> Vec<Edit> {
    if old == new {
        return Vec::new();
    }
    let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let back = old[front..].iter().rev().zip(new[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - back, new.len() - back);
    let whole = || vec![Edit { old: front..old_end, new: front..new_end }];
    let (a, b) = (&old[front..old_end], &new[front..new_end]);
    if a.len().saturating_mul(b.len()) > MOST_COMPARED {
        return whole();
    }
    let mut out: Vec<Edit> = Vec::new();
    let mut same = 0;
    for op in ops(a, b, Algorithm::Patience) {
        let edit = Edit {
            old: op.old_range().start + front..op.old_range().end + front,
            new: op.new_range().start + front..op.new_range().end + front,
        };
        if let DiffOp::Equal { .. } = op {
            same += letters(&old[edit.old]);
            continue;
        }
        match out.last_mut() {
            // Two words changed with a space between them are one change to a person.
            Some(last) if old[last.old.end..edit.old.start].iter().all(is_space) => {
                last.old.end = edit.old.end;
                last.new.end = edit.new.end;
            }
            _ => out.push(edit),
        }
    }
    // Little in common: the one goes and the other comes.
    let sizes = (letters(a), letters(b));
    if out.len() > 1 && sizes.0 > 0 && sizes.1 > 0 && same * 5 < sizes.0 + sizes.1 {
        return whole();
    }
    out
}

fn is_space(token: &Token) -> bool {
    matches!(token, Token::Word(word, ..) if word.trim().is_empty())
}

fn letters(tokens: &[Token]) -> usize {
    tokens.iter().filter(|t| !is_space(t)).map(|t| word(t).len()).sum()
}

/// A diff over numbers instead of the things themselves.
fn ops<T: Hash + Eq>(old: &[T], new: &[T], algorithm: Algorithm) -> Vec<DiffOp> {
    let mut numbers: HashMap<&T, usize> = HashMap::new();
    let mut ids = |thing| {
        let next = numbers.len();
        *numbers.entry(thing).or_insert(next)
    };
    let old: Vec<usize> = old.iter().map(&mut ids).collect();
    let new: Vec<usize> = new.iter().map(&mut ids).collect();
    capture_diff_slices(algorithm, &old, &new)
}

/// The words of a run, paragraphs that end inside it shown by their sign.
pub fn shown(tokens: &[Token]) -> String {
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::End(_) if at + 1 < tokens.len() => out.push_str("¶\n"),
            Token::End(_) => {}
            Token::Whole(block) => {
                out.push_str(&body::plain_text_with_notes(std::slice::from_ref(block)));
                if at + 1 < tokens.len() {
                    out.push_str("¶\n");
                }
            }
            running => out.push_str(word(running)),
        }
    }
    out
}

/// The words of a run with all that words alone do not show: marks, links, credits, what a block is.
pub fn shown_exactly(tokens: &[Token]) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (at, token) in tokens.iter().enumerate() {
        let said = match token {
            Token::Word(..) | Token::Break => continue,
            Token::End(Kind::Paragraph) => "[paragraph]".to_owned(),
            Token::End(Kind::Heading(level)) => format!("[subhead {}]", level.saturating_sub(1)),
            Token::End(Kind::Pullquote(cite)) => format!("[{cite}]"),
            Token::End(Kind::Caption { alt, credit, .. }) => format!("[{credit}; {alt}]"),
            Token::Whole(block) => body::write(std::slice::from_ref(block)).trim_end().to_owned(),
            Token::Lead(alt, media) => format!("{alt} [{}]", media.get(..8).unwrap_or(media)),
        };
        out.push_str(&body::write_inline(&inlines(&tokens[from..at])));
        out.push_str(&said);
        from = at + 1;
    }
    out.push_str(&body::write_inline(&inlines(&tokens[from..])));
    out
}

/// Where the pieces of a range stand in the text blocks of the field: one spot a block; an empty
/// range is one spot of no length. Blocks without a word are not counted, as in `body::texts`.
pub fn spots(tokens: &[Token], range: &Range<usize>) -> Vec<Spot> {
    let mut out: Vec<Spot> = Vec::new();
    let (mut block, mut from) = (0, 0);
    let units = |tokens: &[Token]| tokens.iter().map(|t| word(t).encode_utf16().count()).sum::<usize>();
    for at in 0..=tokens.len() {
        let token = tokens.get(at);
        if let Some(Token::Whole(whole)) = token {
            let texts = body::texts(std::slice::from_ref(whole));
            if range.contains(&at) {
                out.extend(texts.iter().enumerate().map(|(n, text)| Spot {
                    block: block + n,
                    start: 0,
                    length: text.encode_utf16().count(),
                }));
            }
            block += texts.len();
            from = at + 1;
        } else if token.is_none() || matches!(token, Some(Token::End(_))) {
            let here = &tokens[from..at];
            let blank = here.iter().all(|t| word(t).trim().is_empty());
            let (start, end) = (range.start.max(from), range.end.min(at));
            let inside =
                if range.is_empty() { from <= range.start && range.start <= at } else { start < end };
            if inside && !blank {
                out.push(Spot {
                    block,
                    start: units(&tokens[from..start]),
                    length: if range.is_empty() { 0 } else { units(&tokens[start..end]) },
                });
            }
            block += usize::from(!blank);
            from = at + 1;
        }
    }
    if range.is_empty() {
        out.truncate(1);
    }
    out
}
