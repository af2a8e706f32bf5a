//! Ghost's own forms of a text, Lexical and Mobiledoc, as HTML for `html` to read: words, marks,
//! lists and the cards that a story has a block for. Pure.

use super::html::words;
use crate::body::{self, WordsOnly, escape_html};
use serde_json::Value;

/// How deep nodes are followed.
const DEEPEST: usize = 60;

/// A text as HTML.
#[derive(Debug, Default)]
pub struct Made {
    /// The HTML.
    pub html: String,
    /// Whether a card was there that gives no words.
    pub unknown: bool,
}

/// Lexical where there is some, else Mobiledoc.
pub fn html(lexical: &str, mobiledoc: &str) -> Result<Made, String> {
    let parsed = |text: &str| {
        serde_json::from_str::<Value>(text).map_err(|fault| {
            let said = fault.to_string();
            format!(
                "at its own line {}, column {}: {}",
                fault.line(),
                fault.column(),
                said.split(" at line ").next().unwrap_or_default()
            )
        })
    };
    let mut made = Made::default();
    if !lexical.trim().is_empty() {
        let text = parsed(lexical)?;
        made.nodes(list(&text["root"], "children"), 0);
    } else if !mobiledoc.trim().is_empty() {
        let text = parsed(mobiledoc)?;
        made.sections(&text);
    }
    Ok(made)
}

fn word<'a>(node: &'a Value, name: &str) -> &'a str {
    node.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(node: &'a Value, name: &str) -> &'a [Value] {
    node.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

impl Made {
    fn push(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.html.push_str(part));
    }

    fn around(&mut self, tag: &str, node: &Value, depth: usize) {
        self.push(&["<", tag, ">"]);
        self.nodes(list(node, "children"), depth + 1);
        self.push(&["</", tag, ">"]);
    }

    fn nodes(&mut self, nodes: &[Value], depth: usize) {
        if depth > DEEPEST {
            self.unknown |= !nodes.is_empty();
            return;
        }
        for node in nodes {
            match word(node, "type") {
                "text" | "extended-text" => {
                    let format = node.get("format").and_then(Value::as_i64).unwrap_or_default();
                    let (strong, em) = (format & 1 != 0, format & 2 != 0);
                    let text = escape_html(word(node, "text"));
                    self.push(&[
                        if strong { "<strong>" } else { "" },
                        if em { "<em>" } else { "" },
                        &text,
                        if em { "</em>" } else { "" },
                        if strong { "</strong>" } else { "" },
                    ]);
                }
                "linebreak" => self.push(&["<br>"]),
                "tab" => self.push(&[" "]),
                "link" | "autolink" => {
                    self.push(&["<a href=\"", &escape_html(word(node, "url")), "\">"]);
                    self.nodes(list(node, "children"), depth + 1);
                    self.push(&["</a>"]);
                }
                "paragraph" => self.around("p", node, depth),
                "heading" | "extended-heading" => {
                    let tag = Some(word(node, "tag"))
                        .filter(|t| matches!(*t, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
                    self.around(tag.unwrap_or("h2"), node, depth);
                }
                "quote" | "extended-quote" => {
                    self.push(&["<blockquote><p>"]);
                    self.nodes(list(node, "children"), depth + 1);
                    self.push(&["</p></blockquote>"]);
                }
                "aside" => {
                    self.push(&["<blockquote class=\"pullquote\">"]);
                    self.nodes(list(node, "children"), depth + 1);
                    self.push(&["</blockquote>"]);
                }
                "list" => {
                    let tag = if word(node, "listType") == "number" || word(node, "tag") == "ol" {
                        "ol"
                    } else {
                        "ul"
                    };
                    self.around(tag, node, depth);
                }
                "listitem" => self.around("li", node, depth),
                "root" | "" => self.nodes(list(node, "children"), depth + 1),
                kind => self.card(kind, node, depth),
            }
        }
    }

    /// A card, by the names it has in either form.
    fn card(&mut self, kind: &str, card: &Value, depth: usize) {
        if card["visibility"]["web"]["nonMember"] == false {
            self.push(&["<!--kg-gated-block:begin nonMember:false-->"]);
        }
        match kind {
            "image" => self.picture(card),
            "gallery" => {
                list(card, "images").iter().for_each(|image| self.picture(image));
                if !word(card, "caption").is_empty() {
                    self.push(&["<p>", word(card, "caption"), "</p>"]);
                }
            }
            "horizontalrule" | "hr" => self.push(&["<hr>"]),
            "html" => self.push(&[word(card, "html")]),
            "markdown" | "card-markdown" => {
                let text = body::read(word(card, "markdown"));
                self.html.push_str(&body::html(&text, &WordsOnly));
            }
            "embed" | "bookmark" | "video" | "audio" | "file" => {
                let url = ["url", "src", "href"].iter().map(|n| word(card, n)).find(|u| !u.is_empty());
                let metadata = card.get("metadata").unwrap_or(&Value::Null);
                let title = [word(metadata, "title"), word(card, "title"), word(card, "fileTitle")]
                    .into_iter()
                    .find(|t| !t.is_empty())
                    .unwrap_or_default();
                match url.filter(|url| url.starts_with("http")) {
                    Some(url) => self.push(&[
                        "<iframe src=\"",
                        &escape_html(url),
                        "\" title=\"",
                        &escape_html(title),
                        "\"></iframe>",
                    ]),
                    None => self.unknown = true,
                }
                if !word(card, "caption").is_empty() {
                    self.push(&["<p>", word(card, "caption"), "</p>"]);
                }
            }
            "callout" => self.push(&["<div>", word(card, "calloutText"), "</div>"]),
            "toggle" => self.push(&[
                "<p><strong>",
                &words_kept(word(card, "heading")),
                "</strong></p>",
                word(card, "content"),
            ]),
            "code" | "codeblock" => self.push(&["<pre>", &escape_html(word(card, "code")), "</pre>"]),
            "button" => self.push(&[
                "<p><a href=\"",
                &escape_html(word(card, "buttonUrl")),
                "\">",
                &escape_html(word(card, "buttonText")),
                "</a></p>",
            ]),
            "header" => self.push(&[
                "<h2>",
                &words_kept(word(card, "header")),
                "</h2><p>",
                &words_kept(word(card, "subheader")),
                "</p>",
            ]),
            // Where the readers who do not pay stop; and what is for mail alone.
            "paywall" | "email" | "email-cta" => {}
            _ => {
                self.unknown = true;
                self.nodes(list(card, "children"), depth + 1);
            }
        }
    }

    fn picture(&mut self, card: &Value) {
        self.push(&[
            "<figure><img src=\"",
            &escape_html(word(card, "src")),
            "\" alt=\"",
            &escape_html(word(card, "alt")),
            "\"><figcaption>",
            word(card, "caption"),
            "</figcaption></figure>",
        ]);
    }

    fn sections(&mut self, doc: &Value) {
        for section in list(doc, "sections") {
            let at = |n: usize| section.get(n).unwrap_or(&Value::Null);
            match at(0).as_i64() {
                Some(1) => {
                    let tag = at(1).as_str().unwrap_or("p");
                    let tag = if tag == "aside" { "blockquote" } else { tag };
                    let tag = Some(tag)
                        .filter(|t| matches!(*t, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote"));
                    let tag = tag.unwrap_or("p");
                    self.push(&["<", tag, ">"]);
                    self.markers(doc, at(2));
                    self.push(&["</", tag, ">"]);
                }
                Some(2) => self.push(&[
                    "<figure><img src=\"",
                    &escape_html(at(1).as_str().unwrap_or_default()),
                    "\"></figure>",
                ]),
                Some(3) => {
                    let tag = if at(1) == "ol" { "ol" } else { "ul" };
                    self.push(&["<", tag, ">"]);
                    for item in at(2).as_array().map(Vec::as_slice).unwrap_or_default() {
                        self.push(&["<li>"]);
                        self.markers(doc, item);
                        self.push(&["</li>"]);
                    }
                    self.push(&["</", tag, ">"]);
                }
                Some(10) => {
                    let place = at(1).as_u64().unwrap_or(u64::MAX) as usize;
                    match list(doc, "cards").get(place).map(|card| (&card[0], &card[1])) {
                        Some((name, payload)) => self.card(name.as_str().unwrap_or_default(), payload, 0),
                        None => self.unknown = true,
                    }
                }
                _ => self.unknown = true,
            }
        }
    }

    /// Running text: each marker opens some marks, says its words, and closes some.
    fn markers(&mut self, doc: &Value, markers: &Value) {
        let mut open: Vec<&str> = Vec::new();
        for marker in markers.as_array().map(Vec::as_slice).unwrap_or_default() {
            let at = |n: usize| marker.get(n).unwrap_or(&Value::Null);
            for place in at(1).as_array().map(Vec::as_slice).unwrap_or_default() {
                let place = place.as_u64().unwrap_or(u64::MAX) as usize;
                let markup = list(doc, "markups").get(place).unwrap_or(&Value::Null);
                let tag = match markup[0].as_str().unwrap_or_default() {
                    "strong" | "b" => "strong",
                    "em" | "i" => "em",
                    "a" => "a",
                    _ => "span",
                };
                if tag == "a" {
                    let said = markup[1].as_array().map(Vec::as_slice).unwrap_or_default();
                    let href =
                        said.chunks(2).find(|pair| pair[0] == "href").and_then(|pair| pair.get(1)?.as_str());
                    self.push(&["<a href=\"", &escape_html(href.unwrap_or_default()), "\">"]);
                } else {
                    self.push(&["<", tag, ">"]);
                }
                open.push(tag);
            }
            match at(0).as_i64() {
                Some(0) => self.html.push_str(&escape_html(at(3).as_str().unwrap_or_default())),
                // The one atom that Ghost has is the line break.
                _ => self.push(&["<br>"]),
            }
            for _ in 0..at(2).as_u64().unwrap_or_default().min(open.len() as u64) {
                if let Some(tag) = open.pop() {
                    self.push(&["</", tag, ">"]);
                }
            }
        }
        while let Some(tag) = open.pop() {
            self.push(&["</", tag, ">"]);
        }
    }
}

/// Words of a card that may carry tags, plain.
fn words_kept(html: &str) -> String {
    escape_html(&words(html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lexical_gives_words_marks_lists_and_cards() {
        let text = r#"{"root":{"children":[
          {"type":"paragraph","children":[{"type":"extended-text","format":1,"text":"A & b"},{"type":"linebreak"},{"type":"link","url":"https://c.example","children":[{"type":"text","format":0,"text":"c"}]}]},
          {"type":"list","listType":"number","children":[{"type":"listitem","children":[{"type":"text","text":"one"}]}]},
          {"type":"image","src":"__GHOST_URL__/content/images/a.jpg","alt":"Wall","caption":"The wall"},
          {"type":"hologram"}]}}"#;
        let made = html(text, "").unwrap();
        assert_eq!(
            made.html,
            "<p><strong>A &amp; b</strong><br><a href=\"https://c.example\">c</a></p><ol><li>one</li></ol>\
             <figure><img src=\"__GHOST_URL__/content/images/a.jpg\" alt=\"Wall\"><figcaption>The wall</figcaption></figure>"
        );
        assert!(made.unknown);
    }

    #[test]
    fn mobiledoc_gives_words_marks_and_cards() {
        let text = r#"{"version":"0.3.1","atoms":[["soft-return","",{}]],"cards":[["markdown",{"markdown":"*Hi*"}]],
          "markups":[["em"],["a",["href","https://c.example"]]],
          "sections":[[1,"h2",[[0,[],0,"Sub"]]],[1,"p",[[0,[0],1,"One"],[1,[],0,0],[0,[1],1,"two"]]],[10,0]]}"#;
        assert_eq!(
            html("", text).unwrap().html,
            "<h2>Sub</h2><p><em>One</em><br><a href=\"https://c.example\">two</a></p><p><em>Hi</em></p>\n"
        );
    }

    #[test]
    fn a_broken_text_says_where() {
        assert!(html("{\"root\":", "").unwrap_err().starts_with("at its own line 1, column 8: "));
    }
}
