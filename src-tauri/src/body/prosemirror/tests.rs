//! What the window sends and what it gets.

use super::*;
use crate::body::{read as read_markdown, write as write_markdown};

fn doc(content: Value) -> Value {
    json!({"type": "doc", "content": content})
}
fn refused(content: Value) -> String {
    let error = read(&doc(content)).unwrap_err();
    assert_eq!(error.code, "unknown-node");
    error.sentence
}

#[test]
fn every_node_of_the_schema_is_read() {
    let text = |text: &str| json!([{"type": "text", "text": text}]);
    let cell = |kind: &str, words: &str| json!({"type": kind, "attrs": {"colspan": 1, "rowspan": 1, "colwidth": null}, "content": text(words)});
    let all = doc(json!([
        {"type": "paragraph", "content": [
            {"type": "text", "text": "a "},
            {"type": "text", "text": "b", "marks": [{"type": "link", "attrs": {"href": "https://calder.example/"}}, {"type": "em"}, {"type": "strong"}]},
            {"type": "hard_break"},
            {"type": "text", "text": "c"},
        ]},
        {"type": "heading", "attrs": {"level": 3}, "content": text("h")},
        {"type": "blockquote", "content": [{"type": "paragraph", "content": text("q")}]},
        {"type": "bullet_list", "content": [{"type": "list_item", "content": [{"type": "paragraph"}]}]},
        {"type": "ordered_list", "attrs": {"order": 5}, "content": [
            {"type": "list_item", "content": [{"type": "paragraph", "content": text("i")}, {"type": "horizontal_rule"}]},
        ]},
        {"type": "pullquote", "attrs": {"cite": "Ann"}, "content": text("p")},
        {"type": "figure", "attrs": {"media": "5f", "alt": "al", "credit": "cr"}, "content": text("cap")},
        {"type": "embed", "attrs": {"url": "https://video.example/", "title": "t"}},
        {"type": "related", "attrs": {"to": "https://calder.example/", "headline": "hl"}},
        {"type": "table", "content": [
            {"type": "table_row", "content": [cell("table_header", "x")]},
            {"type": "table_row", "content": [cell("table_cell", "y")]},
        ]},
    ]));
    let body = read(&all).unwrap();
    let markdown = "a [***b***](https://calder.example/)\\\nc\n\n### h\n\n> q\n\n-\n\n5. i\n\n   ***\n\n\
        ```pullquote\nquote: p\ncite: Ann\n```\n\n```figure\nmedia: 5f\nalt: al\ncaption: cap\ncredit: cr\n```\n\n\
        ```embed\nurl: https://video.example/\ntitle: t\n```\n\n```related\nto: https://calder.example/\nheadline: hl\n```\n\n\
        | x |\n| --- |\n| y |";
    assert_eq!(write_markdown(&body), markdown);
    assert_eq!(write(&body), all, "the editor gets what it sent");
}

#[test]
fn an_empty_body_is_one_empty_paragraph() {
    let empty = doc(json!([{"type": "paragraph"}]));
    assert_eq!(write(&[]), empty);
    assert_eq!(read(&empty), Ok(vec![]));
}

#[test]
fn what_is_unknown_is_refused_and_named() {
    let said = "The text holds a part that this Stet does not know";
    assert_eq!(refused(json!([{"type": "video"}])), format!("{said}: “video”."));
    assert_eq!(refused(json!([{"type": "text", "text": "x"}])), format!("{said}: “text”."));
    assert_eq!(
        refused(json!([{"type": "paragraph", "content": [{"type": "image"}]}])),
        format!("{said}: “image”.")
    );
    assert_eq!(
        refused(json!([{"type": "paragraph", "attrs": {"align": "left"}}])),
        format!("{said}: “paragraph align”.")
    );
    let marked = json!([{"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": [{"type": "underline"}]}]}]);
    assert_eq!(refused(marked), format!("{said}: “underline”."));
    assert_eq!(
        refused(json!([{"type": "bullet_list", "content": [{"type": "paragraph"}]}])),
        format!("{said}: “paragraph”.")
    );
    assert_eq!(
        refused(
            json!([{"type": "embed", "attrs": {"url": "", "title": ""}, "content": [{"type": "paragraph"}]}])
        ),
        format!("{said}: “paragraph”.")
    );
    assert!(read(&json!({"type": "paragraph"})).is_err());
    assert!(read(&json!("words")).is_err());
}

#[test]
fn a_missing_attribute_is_refused_and_named() {
    for (name, attrs, key) in [
        ("heading", json!({}), "level"),
        ("ordered_list", json!({}), "order"),
        ("pullquote", json!({}), "cite"),
        ("figure", json!({"media": "m", "alt": "a"}), "credit"),
        ("figure", json!({"media": 5, "alt": "a", "credit": "c"}), "media"),
        ("embed", json!({"title": "t"}), "url"),
        ("related", json!({"to": "t"}), "headline"),
    ] {
        let sentence = refused(json!([{"type": name, "attrs": attrs}]));
        assert_eq!(sentence, format!("A part of the text, “{name}”, came without its “{key}”."));
    }
}

#[test]
fn a_link_to_a_script_loses_the_link_and_keeps_the_words() {
    for href in
        ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:x", "data:text/html,x", "/relative", ""]
    {
        let marks = json!([{"type": "link", "attrs": {"href": href}}]);
        let body = read(&doc(
            json!([{"type": "paragraph", "content": [{"type": "text", "text": "Click", "marks": marks}]}]),
        ));
        assert_eq!(body, Ok(read_markdown("Click")), "{href:?}");
    }
}

#[test]
fn a_cell_that_spans_is_opened_into_cells() {
    let cell = |kind: &str, across: u64, down: u64, words: &str| {
        let attrs = json!({"colspan": across, "rowspan": down, "colwidth": null});
        json!({"type": kind, "attrs": attrs, "content": [{"type": "text", "text": words}]})
    };
    let row = |cells: Vec<Value>| json!({"type": "table_row", "content": cells});
    let table = json!([{"type": "table", "content": [
        row(vec![cell("table_header", 2, 1, "ab"), cell("table_header", 1, 9, "c")]),
        row(vec![cell("table_cell", 1, 2, "d"), cell("table_cell", 1, 1, "e")]),
        row(vec![cell("table_cell", 1, 1, "f"), cell("table_cell", 1, 1, "g")]),
        row(vec![]),
    ]}]);
    let expected =
        "| ab |  | c |  |\n| --- | --- | --- | --- |\n| d | e |  |  |\n|  | f |  | g |\n|  |  |  |  |";
    assert_eq!(write_markdown(&read(&doc(table)).unwrap()), expected);
    let endless =
        json!([{"type": "table", "content": [row(vec![cell("table_cell", u64::MAX, u64::MAX, "x")])]}]);
    assert!(write_markdown(&read(&doc(endless)).unwrap()).contains("| x |"));
}

#[test]
fn a_table_without_a_header_row_gets_an_empty_head() {
    let cell = json!({"type": "table_cell", "content": [{"type": "text", "text": "x"}]});
    let table = json!([{"type": "table", "content": [{"type": "table_row", "content": [cell]}]}]);
    assert_eq!(write_markdown(&read(&doc(table)).unwrap()), "|  |\n| --- |\n| x |");
}

#[test]
fn a_standfirst_goes_to_the_window_and_back() {
    let line = doc(json!([
        {"type": "text", "text": "1. The "},
        {"type": "text", "text": "plan", "marks": [{"type": "em"}]},
    ]));
    let text = read_inline(&line).unwrap();
    assert_eq!(crate::body::write_inline(&text), "1. The *plan*");
    assert_eq!(write_inline(&text), line);
    assert_eq!(write_inline(&[]), doc(json!([])));
    assert_eq!(read_inline(&json!({"type": "doc"})), Ok(vec![]));
    assert!(read_inline(&doc(json!([{"type": "paragraph"}]))).is_err(), "a line holds no paragraph");
}

#[test]
fn a_document_that_is_nested_without_end_is_read() {
    let mut deep = json!({"type": "paragraph", "content": [{"type": "text", "text": "deep"}]});
    for _ in 0..60 {
        deep = json!({"type": "blockquote", "content": [deep]});
    }
    let body = read(&doc(json!([deep]))).unwrap();
    assert_eq!(read_markdown(&write_markdown(&body)), body);
    assert_eq!(crate::body::plain_text(&body), "deep");
}
