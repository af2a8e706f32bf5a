//! Words, marks, links and signs in a line.

use super::*;

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
fn an_address_in_angle_brackets_is_words_whatever_it_begins_with() {
    line_kept(vec![plain("<2"), strong("b"), plain("@home.example>")]);
    line_kept(vec![plain("<24"), em("7"), plain("@home.example>")]);
    assert_eq!(line_kept(vec![plain("fewer than <5 per cent")]), "fewer than <5 per cent");
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
        "a<2@home22>b <2@home.example> <5",
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
