//! Copy that has been lost or changed by editors before: each its own case, so that a
//! failure says which.

mod blocks;
mod reading;
mod running_text;

use super::*;

fn plain(text: &str) -> Inline {
    Inline::Text { text: text.into(), marks: Marks::default(), link: None }
}
fn strong(text: &str) -> Inline {
    Inline::Text { text: text.into(), marks: Marks { strong: true, em: false }, link: None }
}
fn em(text: &str) -> Inline {
    Inline::Text { text: text.into(), marks: Marks { strong: false, em: true }, link: None }
}
fn linked(text: &str, to: &str) -> Inline {
    Inline::Text { text: text.into(), marks: Marks::default(), link: Some(to.into()) }
}
fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![plain(text)])
}
fn item(text: &str) -> Vec<Block> {
    vec![paragraph(text)]
}
fn cells(texts: &[&str]) -> Vec<Vec<Inline>> {
    texts.iter().map(|text| norm_inline(&[plain(text)])).collect()
}

/// The body is kept as it is, in Markdown and in the editor's form; gives the Markdown.
#[track_caller]
fn kept(doc: Doc) -> String {
    assert_eq!(norm(&doc), doc, "the case itself must be in normal form");
    let kept = stored(&doc).unwrap_or_else(|u| panic!("{:?} reads {:#?}", u.markdown, read(&u.markdown)));
    assert_eq!(prosemirror::read(&prosemirror::write(&doc)), Ok(doc));
    kept.markdown
}

#[track_caller]
fn line_kept(text: Vec<Inline>) -> String {
    let markdown = write_inline(&text);
    assert_eq!(read_inline(&markdown), text, "{markdown:?}");
    markdown
}
