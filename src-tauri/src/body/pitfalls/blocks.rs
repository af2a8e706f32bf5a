//! Subheads, lists, quotes, tables and fenced elements.

use super::*;

#[test]
fn a_subhead_may_end_in_number_signs() {
    assert_eq!(kept(vec![Block::Heading(2, vec![plain("We are #1 in C #")])]), "## We are #1 in C \\#");
    for text in ["#", "##", "C ##", "a #b#", "# #", "\\#"] {
        kept(vec![Block::Heading(2, vec![plain(text)])]);
        line_kept(vec![plain(text)]);
    }
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
fn lines_of_a_fact_box_keep_their_order_and_their_kind() {
    let fact = |is_point, text: Vec<Inline>| Fact { is_point, text };
    let to = "https://calder.example/";
    let markdown = kept(vec![Block::Factbox {
        title: "The wall: a history".into(),
        lines: vec![
            fact(false, vec![plain("Built in "), strong("1931")]),
            fact(true, vec![linked("Plan", to)]),
            fact(true, vec![plain("point: text: title: `x`")]),
            fact(false, vec![plain("- no list")]),
        ],
    }]);
    assert_eq!(
        markdown,
        "```factbox\ntitle: The wall: a history\ntext: Built in **1931**\npoint: [Plan](https://calder.example/)\n\
         point: point: text: title: \\`x\\`\ntext: - no list\n```"
    );
    kept(vec![Block::Factbox { title: "Only a title".into(), lines: vec![] }]);
    kept(vec![Block::Factbox { title: String::new(), lines: vec![fact(true, vec![plain("```")])] }]);
}

#[test]
fn key_points_and_notes_stand_in_quotes_and_lists_and_beside_each_other() {
    let points = || Block::Keypoints(vec![vec![plain("One")], vec![em("Two"), plain(": 2")]]);
    let note = || Block::Note(vec![vec![plain("Ring the engineer")], vec![plain("text: twice")]]);
    assert_eq!(kept(vec![points()]), "```keypoints\npoint: One\npoint: *Two*: 2\n```");
    assert_eq!(kept(vec![note()]), "```note\ntext: Ring the engineer\ntext: text: twice\n```");
    kept(vec![
        note(),
        points(),
        note(),
        Block::Quote(vec![note(), points()]),
        Block::Bullets(vec![vec![paragraph("x"), note(), points()], vec![Block::Paragraph(vec![]), note()]]),
    ]);
}

#[test]
fn boxes_that_say_nothing_go_and_what_their_fences_say_beyond_them_stays() {
    assert_eq!(norm(&[Block::Note(vec![vec![]]), Block::Keypoints(vec![vec![plain(" ")]])]), []);
    assert_eq!(norm(&[Block::Factbox { title: " ".into(), lines: vec![] }]), []);
    assert_eq!(
        read("```keypoints\npoint: One\nwhy: Two\n```"),
        [Block::Keypoints(vec![vec![plain("One")]]), paragraph("why: Two")]
    );
    let broken = Block::Keypoints(vec![vec![plain("One"), Inline::Break, plain("line")]]);
    assert_eq!(norm(&[broken]), [Block::Keypoints(vec![vec![plain("One line")]])]);
}
