//! Markdown that others wrote: nothing in it may go unseen.

use super::*;

#[test]
fn subheads_have_levels_two_to_four() {
    let levels: Vec<_> = read("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f\n\ng\n=")
        .into_iter()
        .map(|block| match block {
            Block::Heading(level, _) => level,
            other => panic!("{other:?} is no subhead"),
        })
        .collect();
    assert_eq!(levels, [2, 2, 3, 4, 4, 4, 2]);
}

#[test]
fn a_link_that_is_not_lawful_goes_but_its_words_stay() {
    assert_eq!(norm_inline(&[linked("Click", "javascript:alert(1)")]), [plain("Click")]);
    // Read from Markdown, the address is words too: it may be all there is to find the page by.
    assert_eq!(read("[Earlier](/2019/fire.html)"), [paragraph("Earlier (/2019/fire.html)")]);
    assert_eq!(
        read("[](https://calder.example/)"),
        [Block::Paragraph(vec![linked("https://calder.example/", "https://calder.example/")])]
    );
}

#[test]
fn reference_links_titles_and_mail_addresses_are_read() {
    let to = "https://calder.example/";
    assert_eq!(
        read("[plan][1]\n\n[1]: https://calder.example/"),
        [Block::Paragraph(vec![linked("plan", to)])]
    );
    assert_eq!(
        read("[a](https://calder.example/ \"the title\")"),
        [Block::Paragraph(vec![linked("a", to), plain(" (the title)")])]
    );
    assert_eq!(
        read("<desk@calder.example>"),
        [Block::Paragraph(vec![linked("desk@calder.example", "mailto:desk@calder.example")])]
    );
}

#[test]
fn a_link_definition_that_nothing_uses_is_words() {
    assert_eq!(read("[Note]: check\n\nText"), [paragraph("[Note]: check"), paragraph("Text")]);
    assert_eq!(
        read("> [Note]: check\n\nText"),
        [Block::Quote(vec![paragraph("[Note]: check")]), paragraph("Text")]
    );
    assert_eq!(read("- [Note]: check"), [Block::Bullets(vec![item("[Note]: check")])]);
    let used_then_again = read("[a]\n\n[a]: https://calder.example/\n[a]: other");
    assert_eq!(
        used_then_again,
        [Block::Paragraph(vec![linked("a", "https://calder.example/")]), paragraph("[a]: other")]
    );
}

#[test]
fn what_a_fence_says_beyond_its_keys_is_words() {
    let related = Block::Related { to: "x".into(), headline: "y".into() };
    let rest = Block::Paragraph(vec![plain("colour: red"), Inline::Break, plain("to: second")]);
    assert_eq!(read("```related\nto: x\nheadline: y\ncolour: red\nto: second\n```"), [related, rest]);
}

#[test]
fn an_unknown_fence_and_a_code_block_are_words() {
    let lines = |lines: &[&str]| read(&lines.join("\\\n"));
    assert_eq!(read("```video\nurl: x\n\ny\n```"), lines(&["video", "url: x", "", "y"]));
    assert_eq!(read("    a\n    *b*"), lines(&["a", "\\*b\\*"]));
    assert_eq!(read("```\nnever closed"), [paragraph("never closed")]);
}

#[test]
fn raw_html_is_shown_as_words_but_for_our_own_tags() {
    assert_eq!(read("a <b>c</b> <!-- d -->"), [paragraph("a <b>c</b> <!-- d -->")]);
    let lines = vec![plain("<div onclick=\"x\">"), Inline::Break, plain("e"), Inline::Break, plain("</div>")];
    assert_eq!(read("<div onclick=\"x\">\ne\n</div>"), [Block::Paragraph(lines)]);
    let ours = vec![plain("a"), strong("b"), em("c"), Inline::Break, plain("d")];
    assert_eq!(read("a<strong>b</strong><em>c</em><br>d"), [Block::Paragraph(ours)]);
    assert_eq!(read("x</em> <strong>y"), [paragraph("x</em> <strong>y")]);
}

#[test]
fn a_picture_in_imported_markdown_leaves_its_words() {
    assert_eq!(
        read("Before ![the **town** hall](hall.jpg) after"),
        [Block::Paragraph(vec![plain("Before the "), strong("town"), plain(" hall after")])]
    );
}

#[test]
fn nesting_beyond_reason_moves_up_and_loses_nothing() {
    let deep = format!("{} quoted\n\n{}- item", ">".repeat(5_000), "- ".repeat(500));
    let doc = read(&deep);
    assert_eq!(stored(&doc).map(|kept| read(&kept.markdown)), Ok(doc.clone()));
    let text = plain_text(&doc);
    assert!(text.contains("quoted") && text.contains("item"), "{text}");
}
