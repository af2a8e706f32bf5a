//! YAML as a tree that remembers the line of every key and value. Scalars stay the text
//! they are: what `no` or `12:30` means is for the key to say, not for YAML.

use super::read::Place;
use crate::error::Result;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

/// Front matter nests three deep; more is a mistake or an attack.
const DEEPEST: usize = 8;

/// A value, and the line of the file it starts on.
pub(super) struct Node {
    pub line: usize,
    pub value: Value,
}

pub(super) enum Value {
    /// Nothing after the colon, `~` or `null`.
    Nothing,
    Text(String),
    List(Vec<Node>),
    /// Key, the key's line, value.
    Map(Vec<(String, usize, Node)>),
}

/// Reads the YAML between the `---` lines; `first_line` is its first line in the file.
/// No YAML at all is an empty map.
pub(super) fn read(yaml: &str, first_line: usize, at: &Place) -> Result<Vec<(String, usize, Node)>> {
    let mut reader = Reader { events: Parser::new_from_str(yaml), before: first_line - 1, at };
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            Event::StreamEnd | Event::DocumentEnd => return Ok(Vec::new()),
            event => {
                let node = reader.node(event, span, 0)?;
                return match node.value {
                    Value::Map(pairs) => Ok(pairs),
                    Value::Nothing => Ok(Vec::new()),
                    _ => Err(at.bad(node.line, "the front matter is not a set of “key: value” lines")),
                };
            }
        }
    }
}

struct Reader<'y, 'p> {
    events: Parser<'y, StrInput<'y>>,
    /// Lines of the file before the YAML.
    before: usize,
    at: &'p Place<'p>,
}

impl<'y> Reader<'y, '_> {
    fn next(&mut self) -> Result<(Event<'y>, Span)> {
        match self.events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(e)) => Err(self.not_yaml(&e)),
            None => Ok((Event::StreamEnd, Span::empty(saphyr_parser::Marker::new(0, 1, 0)))),
        }
    }

    fn not_yaml(&self, e: &ScanError) -> crate::Error {
        self.at.bad(e.marker().line() + self.before, &format!("this is not YAML ({})", e.info()))
    }

    fn node(&mut self, event: Event<'y>, span: Span, depth: usize) -> Result<Node> {
        let line = span.start.line() + self.before;
        if depth > DEEPEST {
            return Err(self.at.bad(line, "the front matter is nested too deep"));
        }
        let value = match event {
            Event::Scalar(text, style, ..) => {
                let nothing = matches!(style, ScalarStyle::Plain) && matches!(&*text, "" | "~" | "null");
                if nothing { Value::Nothing } else { Value::Text(text.into_owned()) }
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    match event {
                        Event::SequenceEnd => break Value::List(items),
                        event => items.push(self.node(event, span, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut pairs: Vec<(String, usize, Node)> = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if matches!(event, Event::MappingEnd) {
                        break Value::Map(pairs);
                    }
                    let key = self.node(event, span, depth + 1)?;
                    let Value::Text(name) = key.value else {
                        return Err(self.at.bad(key.line, "a key must be a word"));
                    };
                    if pairs.iter().any(|(have, ..)| *have == name) {
                        return Err(self.at.bad(key.line, &format!("the key “{name}” is there twice")));
                    }
                    let (event, span) = self.next()?;
                    let node = self.node(event, span, depth + 1)?;
                    pairs.push((name, key.line, node));
                }
            }
            Event::Alias(_) => return Err(self.at.bad(line, "a YAML alias (“*name”) cannot stand here")),
            _ => return Err(self.at.bad(line, "the front matter ends in the middle of a value")),
        };
        Ok(Node { line, value })
    }
}
