//! Copy that has been lost or changed by editors before: each its own case, so that a
//! failure says which.

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
    let markdown = stored(&doc).unwrap_or_else(|u| panic!("{:?} reads {:#?}", u.markdown, read(&u.markdown)));
    assert_eq!(prosemirror::read(&prosemirror::write(&doc)), Ok(doc));
    markdown
}

#[track_caller]
fn line_kept(text: Vec<Inline>) -> String {
    let markdown = write_inline(&text);
    assert_eq!(read_inline(&markdown), text, "{markdown:?}");
    markdown
}

#[test]
fn bold_on_half_a_word_is_kept() {
    assert_eq!(kept(vec![Block::Paragraph(vec![strong("Un"), plain("fair")])]), "**Un**fair");
    assert_eq!(kept(vec![Block::Paragraph(vec![plain("re"), em("elect"), plain("ed")])]), "re*elect*ed");
}

#[test]
fn bold_that_ends_in_a_quotation_mark_before_a_letter_falls_back_to_tags() {
    let text = vec![strong("“No”"), plain("he said")];
    assert_eq!(kept(vec![Block::Paragraph(text)]), "<strong>“No”</strong>he said");
    let text = vec![plain("said"), em("(quietly)"), plain("that")];
    assert_eq!(kept(vec![Block::Paragraph(text)]), "said<em>(quietly)</em>that");
}

#[test]
fn marks_beside_hindi_urdu_and_chinese_are_kept() {
    kept(vec![Block::Paragraph(vec![strong("हि"), plain("न्दी समाचार"), em("।"), plain("नया")])]);
    kept(vec![Block::Paragraph(vec![plain("اردو"), strong("خبریں"), plain("،"), em("“ہاں”"), plain("کہا")])]);
    kept(vec![Block::Paragraph(vec![strong("「東京」"), plain("の"), em("ニュース。"), plain("続く")])]);
    kept(vec![Block::Paragraph(vec![strong("👩‍👩‍👧"), plain("👍🏽"), em("👍")])]);
}

#[test]
fn bold_inside_italic_inside_a_link_stays_one_link() {
    let run = |text: &str, strong, em| Inline::Text {
        text: text.into(),
        marks: Marks { strong, em },
        link: Some("https://calder.example/".into()),
    };
    let text = vec![run("the ", false, false), run("whole", true, true), run(" story", false, true)];
    assert_eq!(kept(vec![Block::Paragraph(text)]), "[the ***whole** story*](https://calder.example/)");
}

#[test]
fn a_bold_sentence_with_a_link_in_it_stays_one_bold_sentence() {
    let to = Some("https://calder.example/".into());
    let bold = Marks { strong: true, em: false };
    let link = Inline::Text { text: "the plan".into(), marks: bold, link: to };
    let text = vec![strong("Read "), link, strong(" here")];
    assert_eq!(kept(vec![Block::Paragraph(text)]), "**Read [the plan](https://calder.example/) here**");
}

#[test]
fn bold_and_italic_that_overlap_or_touch_are_kept() {
    let both = Inline::Text { text: "b".into(), marks: Marks { strong: true, em: true }, link: None };
    kept(vec![Block::Paragraph(vec![strong("a"), both.clone(), em("c")])]);
    kept(vec![Block::Paragraph(vec![em("a"), strong("b"), em("c")])]);
    kept(vec![Block::Paragraph(vec![both, plain("*"), em("_"), strong("*")])]);
}

#[test]
fn no_break_spaces_stay_at_the_edges_and_inside() {
    kept(vec![paragraph("\u{a0}5\u{a0}km\u{a0}")]);
    kept(vec![Block::Paragraph(vec![plain("\u{a0}"), strong("5 km"), plain("\u{3000}")])]);
    kept(vec![paragraph("\u{a0}")]);
    assert_eq!(read_inline("\u{a0}x\u{3000}"), [plain("\u{a0}x\u{3000}")]);
}

#[test]
fn joiners_direction_marks_and_soft_hyphens_stay() {
    kept(vec![paragraph(
        "\u{200f}می\u{200c}خواهم\u{200e} क्\u{200d}ष co\u{ad}operate \u{2066}x\u{2069}\u{feff}",
    )]);
}

#[test]
fn space_moves_out_of_marks_and_runs_of_it_collapse() {
    let untidy = vec![Block::Paragraph(vec![plain("  a\tb"), strong(" bold \u{a0}"), plain("\r\n c  ")])];
    let tidy = vec![Block::Paragraph(vec![plain("a b "), strong("bold"), plain(" \u{a0} c")])];
    assert_eq!(norm(&untidy), tidy);
    kept(tidy);
}

#[test]
fn a_bold_space_between_two_plain_words_is_a_space() {
    assert_eq!(norm_inline(&[plain("a"), strong(" "), plain("b")]), [plain("a b")]);
    assert_eq!(norm_inline(&[strong("a"), plain(" "), strong("b")]), [strong("a"), plain(" "), strong("b")]);
}

#[test]
fn control_characters_are_spaces_and_noncharacters_leave_a_mark() {
    assert_eq!(
        norm_inline(&[plain("a\u{0}b\u{1b}c\u{2028}d\u{85}e\u{fffe}f")]),
        [plain("a b c d e\u{fffd}f")]
    );
    assert_eq!(field(" Fire\r\n in\u{2029}Calder\u{7} "), "Fire in Calder");
}

#[test]
fn a_paragraph_that_looks_like_a_list_is_none() {
    assert_eq!(kept(vec![paragraph("1986. That was the year.")]), "1986\\. That was the year.");
    assert_eq!(kept(vec![paragraph("3.5 per cent")]), "3.5 per cent");
    assert_eq!(kept(vec![paragraph("-5 degrees, +44 20")]), "-5 degrees, +44 20");
    for text in [
        "1. First",
        "2) Second",
        "- dash",
        "+ plus",
        "* star",
        "-",
        "+",
        "1.",
        "123456789. x",
        "1234567890. x",
    ] {
        kept(vec![paragraph(text)]);
        kept(vec![Block::Bullets(vec![item(text), item(text)])]);
        kept(vec![Block::Quote(vec![paragraph(text)])]);
    }
}

#[test]
fn a_paragraph_that_looks_like_another_block_is_none() {
    assert_eq!(kept(vec![paragraph("#MeToo at #1")]), "#MeToo at #1");
    for text in [
        "# 1",
        "###### x",
        "#",
        "> 100",
        "---",
        "***",
        "___",
        "===",
        "```",
        "~~~",
        "``` figure",
        "| a | b |",
        "<div>",
        "<!-- x",
        "<?php",
        "<![CDATA[",
        "[a]: https://x.example",
        "[^1]: note",
        ": definition",
        "+++",
        "<script>alert(1)</script>",
        "&nbsp;",
        "- [ ] task",
        "{#id}",
        "::: note",
        "a\u{a0}---",
    ] {
        kept(vec![paragraph(text)]);
        kept(vec![paragraph("before"), paragraph(text), paragraph("after")]);
        kept(vec![Block::Paragraph(vec![plain("before"), Inline::Break, plain(text)])]);
        kept(vec![Block::Ordered(7, vec![vec![paragraph(text), paragraph(text)]])]);
    }
}

#[test]
fn a_table_s_second_line_in_a_paragraph_is_words() {
    for line in ["--- | ---", "| --- | --- |", ":-- | --:", "|-|-|", "-|-"] {
        kept(vec![Block::Paragraph(vec![plain("a | b"), Inline::Break, plain(line)])]);
    }
}

#[test]
fn a_backslash_stays_wherever_it_stands() {
    assert_eq!(kept(vec![paragraph("C:\\news\\")]), "C:\\\\news\\\\");
    kept(vec![Block::Paragraph(vec![plain("a\\"), Inline::Break, plain("\\b")])]);
    kept(vec![Block::Heading(2, vec![plain("\\")])]);
    kept(vec![Block::Table { head: cells(&["\\", "\\|", "|\\"]), rows: vec![] }]);
    kept(vec![Block::Paragraph(vec![strong("a\\"), plain("\\*")])]);
}

#[test]
fn signs_of_markdown_are_words() {
    for text in [
        "5 * 3 * 2",
        "a_b_c _d_ __e__",
        "[sic] [x](y) ![z](w)",
        "`code` ``",
        "~~no~~ ~50",
        "a<b> <5% </x>",
        "&amp; &copy; AT&T; &#42;",
        "\\*",
        "!",
        "C# C++ E=mc²",
        "https://calder.example/a_b_(c)",
        "a@b.example",
        "$5 $6",
        "^1^",
        "{++add++}",
    ] {
        kept(vec![paragraph(text)]);
        kept(vec![Block::Heading(3, vec![plain(text)])]);
        line_kept(vec![plain(text)]);
    }
}

#[test]
fn an_exclamation_mark_before_a_link_makes_no_picture() {
    let text = vec![plain("Look!"), linked("here", "https://calder.example/")];
    assert_eq!(kept(vec![Block::Paragraph(text)]), "Look\\![here](https://calder.example/)");
}

#[test]
fn a_subhead_may_end_in_number_signs() {
    assert_eq!(kept(vec![Block::Heading(2, vec![plain("We are #1 in C #")])]), "## We are #1 in C \\#");
    for text in ["#", "##", "C ##", "a #b#", "# #", "\\#"] {
        kept(vec![Block::Heading(2, vec![plain(text)])]);
        line_kept(vec![plain(text)]);
    }
}

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
fn an_address_with_parentheses_spaces_and_bars_is_kept() {
    for to in [
        "https://calder.example/Fire_(1986)",
        "https://calder.example/a)b(c",
        "https://calder.example/?a=1&copy;=2&amp=3",
        "https://calder.example/x\\y<z>",
        "https://calder.example/a|b",
        "https://calder.example/`a`",
        "https://calder.example/*_[]_*",
        "https://calder.example/हिन्दी",
        "http://x\"'",
        "story:0198c0de-0000-7000-8000-000000000001",
        "mailto:a@b.example?subject=(x)",
    ] {
        let text = vec![plain("see "), linked("a`b", to), plain(" and `"), linked("c", to)];
        kept(vec![Block::Paragraph(text.clone())]);
        kept(vec![Block::Table { head: vec![text.clone()], rows: vec![vec![text]] }]);
    }
    let spaced = norm_inline(&[linked("a", "https://calder.example/a b")]);
    assert_eq!(spaced, [linked("a", "https://calder.example/a%20b")]);
}

#[test]
fn two_links_to_one_address_with_a_space_between_stay_two() {
    let to = "https://calder.example/";
    kept(vec![Block::Paragraph(vec![linked("a", to), plain(" "), linked("b", to)])]);
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
fn a_cell_with_a_bar_and_empty_cells_are_kept() {
    let table = Block::Table {
        head: cells(&["Ward", "", "a|b"]),
        rows: vec![cells(&["", "", ""]), cells(&["---", ":-:", "\\|"]), cells(&["*", "`|`", "1. x"])],
    };
    let markdown = kept(vec![table]);
    assert!(markdown.starts_with("| Ward |  | a\\|b |\n| --- | --- | --- |\n|  |  |  |\n"), "{markdown}");
    kept(vec![Block::Table { head: cells(&[""]), rows: vec![] }]);
    kept(vec![Block::Table { head: cells(&["---"]), rows: vec![cells(&["---"])] }]);
}

#[test]
fn a_table_beside_text_lists_and_tables_keeps_to_itself() {
    let table = || Block::Table { head: cells(&["a"]), rows: vec![cells(&["b"])] };
    let list =
        || Block::Bullets(vec![vec![paragraph("x"), table()], vec![Block::Paragraph(vec![]), table()]]);
    kept(vec![
        paragraph("x"),
        table(),
        table(),
        paragraph("y"),
        list(),
        table(),
        Block::Quote(vec![table(), list()]),
    ]);
}

#[test]
fn no_cell_of_a_ragged_table_is_lost() {
    let ragged = vec![Block::Table { head: cells(&["a"]), rows: vec![cells(&["b", "c", "d"]), vec![]] }];
    let even = vec![Block::Table {
        head: cells(&["a", "", ""]),
        rows: vec![cells(&["b", "c", "d"]), cells(&["", "", ""])],
    }];
    assert_eq!(norm(&ragged), even);
    assert_eq!(read("| a |\n| --- |\n| b | c | d |\n| | |"), even);
    assert_eq!(norm(&[Block::Table { head: vec![], rows: vec![vec![]] }]), []);
}

#[test]
fn a_caption_may_hold_backticks_and_words_that_look_like_keys() {
    for text in [
        "```",
        "credit: x",
        "`a` ```` b",
        "media: no",
        "```figure",
        "# 1",
        "- x",
        "1. First",
        "> q",
        "a | b",
        "~~~",
    ] {
        let figure = Block::Figure {
            media: "ab".repeat(32),
            alt: text.into(),
            caption: vec![plain(text), em("it"), linked(text, "https://calder.example/")],
            credit: format!("{text} {text}"),
        };
        let figure = norm(&[figure]);
        kept(figure.clone());
        kept(vec![Block::Quote(figure.clone()), Block::Bullets(vec![[item("x"), figure].concat()])]);
        kept(vec![Block::Pullquote { quote: vec![plain(text)], cite: text.into() }]);
        kept(vec![
            Block::Embed { url: text.into(), title: text.into() },
            Block::Related { to: text.into(), headline: text.into() },
        ]);
    }
}

#[test]
fn a_figure_is_written_a_key_a_line() {
    let figure = Block::Figure {
        media: "5f".repeat(32),
        alt: "Residents hold placards".into(),
        caption: vec![plain("Outside "), em("Castle Square")],
        credit: "Jane Doe/Agency".into(),
    };
    let hash = "5f".repeat(32);
    let markdown = format!(
        "```figure\nmedia: {hash}\nalt: Residents hold placards\ncaption: Outside *Castle Square*\ncredit: Jane Doe/Agency\n```"
    );
    assert_eq!(kept(vec![figure]), markdown);
}

#[test]
fn elements_without_a_word_are_kept() {
    kept(vec![
        Block::Figure { media: String::new(), alt: String::new(), caption: vec![], credit: String::new() },
        Block::Pullquote { quote: vec![], cite: String::new() },
        Block::Embed { url: String::new(), title: String::new() },
        Block::Related { to: String::new(), headline: String::new() },
        Block::Rule,
    ]);
}

#[test]
fn a_newline_in_an_attribute_is_a_space() {
    let figure = |alt: &str, credit: &str| {
        vec![Block::Figure { media: "m".into(), alt: alt.into(), caption: vec![], credit: credit.into() }]
    };
    assert_eq!(norm(&figure("a\ncredit: b\r\n", " c\t d ")), figure("a credit: b", "c d"));
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
fn empty_list_items_are_kept() {
    let empty = || vec![Block::Paragraph(vec![])];
    assert_eq!(kept(vec![Block::Bullets(vec![item("a"), empty(), item("b"), empty()])]), "- a\n-\n- b\n-");
    assert_eq!(kept(vec![Block::Ordered(3, vec![empty()])]), "3.");
    kept(vec![paragraph("x"), Block::Ordered(3, vec![empty(), empty()]), Block::Bullets(vec![empty()])]);
    kept(vec![Block::Bullets(vec![[empty(), vec![Block::Quote(item("q"))]].concat(), empty()])]);
    kept(vec![Block::Bullets(vec![[empty(), vec![Block::Bullets(vec![empty()])]].concat()])]);
    kept(vec![Block::Bullets(vec![[empty(), vec![Block::Rule, Block::Rule]].concat()])]);
    kept(vec![Block::Bullets(vec![
        [empty(), vec![Block::Heading(2, vec![plain("h")]), paragraph("p")]].concat(),
    ])]);
    assert_eq!(norm(&[Block::Bullets(vec![]), Block::Ordered(1, vec![])]), []);
}

#[test]
fn a_nested_list_followed_by_a_list_stays_apart() {
    let inner = Block::Bullets(vec![item("b"), vec![paragraph("c"), paragraph("d")]]);
    let first = Block::Bullets(vec![vec![paragraph("a"), inner.clone(), inner.clone()], item("e")]);
    kept(vec![
        first.clone(),
        first.clone(),
        inner,
        Block::Ordered(1, vec![item("f")]),
        Block::Ordered(1, vec![item("g")]),
        first,
    ]);
}

#[test]
fn three_lists_in_a_row_are_three() {
    let list = |text| Block::Bullets(vec![item(text)]);
    assert_eq!(kept(vec![list("a"), list("b"), list("c")]), "- a\n\n* b\n\n- c");
}

#[test]
fn a_numbered_list_keeps_its_first_number() {
    for start in [0, 1, 2, 9, 99, 999_999_998, 999_999_999] {
        kept(vec![
            paragraph("x"),
            Block::Ordered(start, vec![item("a"), vec![paragraph("b"), paragraph("c")], item("d")]),
        ]);
    }
    let too_large = norm(&[Block::Ordered(u64::MAX, vec![item("a"), item("b")])]);
    assert_eq!(kept(too_large), "999999999. a\n999999999. b");
}

#[test]
fn a_quote_in_a_list_in_a_quote_is_kept() {
    let quote = Block::Quote(vec![paragraph("deep"), Block::Heading(3, vec![plain("h")]), paragraph("> x")]);
    let list = Block::Ordered(
        9,
        vec![vec![paragraph("one"), quote.clone()], vec![paragraph("two"), quote, paragraph("after")]],
    );
    kept(vec![
        Block::Quote(vec![paragraph("a"), list.clone(), Block::Quote(vec![list])]),
        Block::Quote(item("next")),
    ]);
}

#[test]
fn nesting_beyond_reason_moves_up_and_loses_nothing() {
    let deep = format!("{} quoted\n\n{}- item", ">".repeat(5_000), "- ".repeat(500));
    let doc = read(&deep);
    assert_eq!(stored(&doc).map(|text| read(&text)), Ok(doc.clone()));
    let text = plain_text(&doc);
    assert!(text.contains("quoted") && text.contains("item"), "{text}");
}

#[test]
fn breaks_are_kept_inside_a_paragraph_and_marks_end_before_them() {
    let text = vec![strong("a"), Inline::Break, strong("b"), Inline::Break, Inline::Break, plain("c")];
    assert_eq!(kept(vec![Block::Paragraph(text)]), "**a**\\\n**b**\\\n\\\nc");
    assert_eq!(
        norm(&[Block::Paragraph(vec![
            Inline::Break,
            plain("a "),
            Inline::Break,
            plain(" b"),
            Inline::Break
        ])]),
        read("a\\\nb")
    );
    assert_eq!(read("a  \nb"), read("a\\\nb"));
    assert_eq!(norm_inline(&[plain("a"), Inline::Break, plain("b")]), [plain("a b")]);
}

#[test]
fn empty_paragraphs_subheads_and_quotes_go() {
    let empty = || Block::Paragraph(vec![plain(" \t"), Inline::Break]);
    assert_eq!(
        norm(&[empty(), Block::Heading(2, vec![]), Block::Quote(vec![empty()]), paragraph("a")]),
        [paragraph("a")]
    );
    assert_eq!(write(&[empty()]), "");
    assert_eq!(read(""), []);
}

#[test]
fn a_standfirst_that_looks_like_a_block_is_a_line() {
    for text in
        ["# 1", "- x", "1. First", "> x", "```", "| a |", "---", "    x", "[a]: b", "<div>", "x", "xx", "x y"]
    {
        line_kept(norm_inline(&[plain(text), em("i")]));
        assert_eq!(read_inline(&write_inline(&[plain(text)])), norm_inline(&[plain(text)]));
    }
    assert_eq!(read_inline("# 1"), [plain("# 1")]);
    assert_eq!(read_inline("Two\nlines\r# of *it*"), [plain("Two lines # of "), em("it")]);
    assert_eq!(read_inline(""), []);
}
