//! What each block becomes. That the real editor takes it is shown in tests/wordpress.

use super::*;
use crate::body::Marks;

fn t(text: &str) -> Inline {
    Inline::Text { text: text.into(), marks: Marks::default(), link: None }
}
fn marked(text: &str, strong: bool, em: bool, link: Option<&str>) -> Inline {
    Inline::Text { text: text.into(), marks: Marks { strong, em }, link: link.map(str::to_owned) }
}
fn p(text: &str) -> Block {
    Block::Paragraph(vec![t(text)])
}
fn written(direction: Direction, body: &[Block]) -> String {
    let picture = |media: &MediaId| {
        (media.0 == "a1").then(|| SitePicture {
            id: 12,
            url: "http://s/x.jpg?a=1&b=2".into(),
            size: "large".into(),
        })
    };
    content("", body, &[], &Setting { direction, marker: "m1", picture: &picture })
}

#[test]
fn the_first_block_carries_whose_post_it_is() {
    assert_eq!(
        written(Direction::Ltr, &[p("One"), Block::Heading(3, vec![t("Two")])]),
        "<!-- wp:paragraph {\"metadata\":{\"stet\":\"m1\"}} -->\n<p>One</p>\n<!-- /wp:paragraph -->\n\n\
         <!-- wp:heading {\"level\":3} -->\n<h3>Two</h3>\n<!-- /wp:heading -->"
    );
}

#[test]
fn an_empty_story_still_carries_it() {
    assert_eq!(
        written(Direction::Ltr, &[]),
        "<!-- wp:paragraph {\"metadata\":{\"stet\":\"m1\"}} -->\n<p></p>\n<!-- /wp:paragraph -->"
    );
}

#[test]
fn marks_nest_and_a_link_stays_one_link() {
    let runs = [
        t("a "),
        marked("b ", true, false, Some("https://x.example/?q=1&r=2")),
        marked("c", true, true, Some("https://x.example/?q=1&r=2")),
        Inline::Break,
        marked("d", false, true, Some("javascript:alert(1)")),
    ];
    assert_eq!(
        inline(&runs),
        "a <a href=\"https://x.example/?q=1&amp;r=2\"><strong>b <em>c</em></strong></a><br><em>d</em>"
    );
}

#[test]
fn copy_can_open_neither_a_tag_nor_a_shortcode() {
    assert_eq!(text("<b> & [gallery] [1] [/x]"), "&lt;b&gt; &amp; &#091;gallery] [1] &#091;/x]");
    assert_eq!(attribute("the \"wall\""), "the &quot;wall&quot;");
}

#[test]
fn a_bare_address_in_the_text_stays_text() {
    let html = written(Direction::Ltr, &[p("https://video.example/watch")]);
    assert!(html.contains("<p>https:&#047;&#047;video.example/watch</p>"), "{html}");
}

#[test]
fn a_picture_shows_its_caption_and_credit() {
    let figure = Block::Figure {
        media: "a1".into(),
        alt: "The \"wall\"".into(),
        caption: vec![t("At "), marked("Castle Square", false, true, None)],
        credit: "Jane Doe/Agency".into(),
    };
    assert_eq!(
        written(Direction::Ltr, &[figure]),
        "<!-- wp:image {\"id\":12,\"sizeSlug\":\"large\",\"linkDestination\":\"none\",\"metadata\":{\"stet\":\"m1\"}} -->\n\
         <figure class=\"wp-block-image size-large\"><img src=\"http://s/x.jpg?a=1&amp;b=2\" alt=\"The &quot;wall&quot;\" class=\"wp-image-12\" />\
         <figcaption class=\"wp-element-caption\">At <em>Castle Square</em> (Jane Doe/Agency)</figcaption></figure>\n\
         <!-- /wp:image -->"
    );
}

#[test]
fn right_to_left_text_says_so() {
    let html = written(Direction::Rtl, &[p("کالڈر میں بارش"), Block::Heading(2, vec![t("بارش")])]);
    assert!(
        html.contains("{\"direction\":\"rtl\",\"metadata\":{\"stet\":\"m1\"}} -->\n<p dir=\"rtl\">کالڈر"),
        "{html}"
    );
    assert!(html.contains("{\"textAlign\":\"right\"} -->\n<h2 class=\"has-text-align-right\">"), "{html}");
}

#[test]
fn a_list_in_a_list_is_a_list_in_an_item() {
    let body = [Block::Ordered(
        3,
        vec![vec![p("a"), Block::Bullets(vec![vec![p("b")]])], vec![p("c"), p("d"), Block::Rule]],
    )];
    assert_eq!(
        written(Direction::Ltr, &body),
        "<!-- wp:list {\"ordered\":true,\"start\":3,\"metadata\":{\"stet\":\"m1\"}} -->\n<ol start=\"3\">\
         <!-- wp:list-item -->\n<li>a<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>b</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list --></li>\n<!-- /wp:list-item -->\n\n\
         <!-- wp:list-item -->\n<li>c<br>d</li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list -->\n\n\
         <!-- wp:separator -->\n<hr class=\"wp-block-separator has-alpha-channel-opacity\" />\n<!-- /wp:separator -->"
    );
}

#[test]
fn a_fact_box_is_a_group_of_the_editor_s_own_blocks_and_key_points_are_a_list() {
    let fact = |is_point, words: &str| Fact { is_point, text: vec![t(words)] };
    let body = [
        Block::Keypoints(vec![vec![t("It <fell>")], vec![marked("Nobody", true, false, None)]]),
        Block::Factbox {
            title: "The [wall]".into(),
            lines: vec![fact(false, "Built --> 1931"), fact(true, "400 m"), fact(true, "9 m")],
        },
    ];
    assert_eq!(
        written(Direction::Ltr, &body),
        "<!-- wp:list {\"className\":\"stet-key-points\",\"metadata\":{\"stet\":\"m1\"}} -->\n<ul class=\"stet-key-points\">\
         <!-- wp:list-item -->\n<li>It &lt;fell&gt;</li>\n<!-- /wp:list-item -->\n\n\
         <!-- wp:list-item -->\n<li><strong>Nobody</strong></li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->\n\n\
         <!-- wp:group {\"tagName\":\"aside\",\"className\":\"stet-factbox\",\"layout\":{\"type\":\"constrained\"}} -->\n\
         <aside class=\"wp-block-group stet-factbox\"><!-- wp:heading {\"level\":3} -->\n<h3>The &#091;wall]</h3>\n<!-- /wp:heading -->\n\n\
         <!-- wp:paragraph -->\n<p>Built --&gt; 1931</p>\n<!-- /wp:paragraph -->\n\n\
         <!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>400 m</li>\n<!-- /wp:list-item -->\n\n\
         <!-- wp:list-item -->\n<li>9 m</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list --></aside>\n<!-- /wp:group -->"
    );
}

#[test]
fn a_note_that_came_so_far_is_still_not_written() {
    let note = || Block::Note(vec![vec![t("SECRET")]]);
    let body = [note(), p("Copy"), Block::Quote(vec![note()]), Block::Bullets(vec![vec![p("x"), note()]])];
    let html = written(Direction::Ltr, &body);
    assert!(html.contains("Copy") && !html.contains("SECRET"), "{html}");
}

#[test]
fn a_card_says_where_it_leads() {
    let card =
        |title: &str| Block::Embed { url: "https://www.video.example/w?v=1".into(), title: title.into() };
    let html = written(Direction::Ltr, &[card("The fall")]);
    assert!(
        html.contains("<a href=\"https://www.video.example/w?v=1\">The fall</a> (video.example)</p>"),
        "{html}"
    );
    let bare = written(Direction::Ltr, &[card("")]);
    assert!(bare.contains("\">https://www.video.example/w?v=1</a></p>"), "an address says so itself: {bare}");
    assert!(!html.contains("wp:embed") && !html.contains("<iframe"), "the site loads nothing of that host");
}
