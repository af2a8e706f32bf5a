//! From the text of a file to its front matter and body.

use super::yaml::{self, Node, Value};
use super::{AlsoReadLine, AlsoReadTo, FrontMatter, INDEFINITE, KEYS, Picture, when};
use crate::error::{Error, Result};
use crate::story::{
    Byline, Correction, CorrectionKind, Dateline, Direction, Embargo, Killed, LAST_PRIORITY, Legal, MediaId,
    PictureNeed, Stage, StoryId, UtcMillis, WallTime, is_language_tag, url_slug_is_lawful,
};
use chrono_tz::Tz;
use std::borrow::Cow;

/// What a wall time is, for errors.
const WALL: &str = "a time such as 2026-11-24T18:00 Europe/London";

/// Where we are, for errors.
pub(super) struct Place<'a> {
    pub file: &'a str,
}

impl Place<'_> {
    /// A value that cannot be taken: "harbour.md, line 4: …".
    pub fn bad(&self, line: usize, what: &str) -> Error {
        Error::new(
            "front-matter-bad-value",
            format!("{}, line {line}: {what}.", self.file),
            "Correct that line and import the file again.",
        )
    }

    fn unknown(&self, line: usize, key: &str, known: &[&str]) -> Error {
        let hint = match similar::get_close_matches(key, known, 1, 0.6).first() {
            Some(near) => format!("Did you mean “{near}”?"),
            None => format!("The keys are: {}.", known.join(", ")),
        };
        Error::new(
            "front-matter-unknown-key",
            format!("{}, line {line}: there is no key “{key}”.", self.file),
            hint,
        )
    }

    fn missing(&self, what: &str) -> Error {
        Error::new(
            "front-matter-missing",
            format!("{} {what}.", self.file),
            "Start the file with a line “---”, then lines such as “headline: …”, then “---” again.",
        )
    }
}

pub(super) fn file(file: &str, text: &str, zone: Tz, strict: bool) -> Result<(FrontMatter, String)> {
    let at = Place { file };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text =
        if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(at.missing("does not begin with front matter"));
    }
    let mut end = first.len();
    let body = loop {
        let Some(line) = lines.next() else {
            return Err(at.missing("has front matter that never ends"));
        };
        if line.trim_end() == "---" {
            break &text[end + line.len()..];
        }
        end += line.len();
    };
    let pairs = yaml::read(&text[first.len()..end], 2, &at)?;
    let front_matter = Keys { at: &at, zone, strict }.front_matter(pairs)?;
    Ok((front_matter, body.strip_prefix('\n').unwrap_or(body).to_owned()))
}

/// Reads each key's value as that key means it.
struct Keys<'a> {
    at: &'a Place<'a>,
    zone: Tz,
    /// Import checks what a revision must give back as it was.
    strict: bool,
}

impl Keys<'_> {
    fn front_matter(&self, pairs: Vec<(String, usize, Node)>) -> Result<FrontMatter> {
        let mut f = FrontMatter::default();
        for (key, line, node) in pairs {
            match key.as_str() {
                "id" => f.id = self.word(&key, node, "a story id", |t| t.parse::<StoryId>().ok())?,
                "headline" => f.headline = self.text(&key, node)?,
                "search_headline" => f.headlines.search = self.text(&key, node)?,
                "social_headline" => f.headlines.social = self.text(&key, node)?,
                "push_headline" => f.headlines.push = self.text(&key, node)?,
                "sms_headline" => f.headlines.sms = self.text(&key, node)?,
                "standfirst" => f.standfirst = self.text(&key, node)?,
                "eyebrow" => f.eyebrow = self.text(&key, node)?,
                "agency" => f.agency = self.text(&key, node)?,
                "byline" => f.bylines = self.bylines(node)?,
                "dateline" => f.dateline = self.dateline(node)?,
                "section" => f.section = self.text(&key, node)?,
                "tags" => f.tags = self.tags(node)?,
                "slug" => f.slug = self.text(&key, node)?,
                "url_slug" => f.url_slug = self.url_slug(&key, node)?,
                "language" => {
                    let lawful = |t: &str| (!self.strict || is_language_tag(t)).then(|| t.to_owned());
                    let what = "a language tag such as en-GB, hi or ur";
                    f.language = self.word(&key, node, what, lawful)?.unwrap_or_default();
                }
                "direction" => f.direction = self.word(&key, node, "ltr or rtl", Direction::from_word)?,
                "profile" => f.profile = self.text(&key, node)?,
                "commissioned_words" => {
                    f.commissioned_words = self.word(&key, node, "a number of words", |t| t.parse().ok())?;
                }
                "stage" => {
                    let words = Stage::ALL.map(Stage::word).join(", ");
                    f.stage = self.word(&key, node, &format!("one of {words}"), Stage::from_word)?;
                }
                "hold" => f.hold = self.yes(&key, node)?,
                "not_for_publication" => f.not_for_publication = self.yes(&key, node)?,
                "taken_down" => f.taken_down = self.yes(&key, node)?,
                "legal" => {
                    let what = "no, needed or approved";
                    f.handling.legal = self.word(&key, node, what, Legal::from_word)?.unwrap_or_default();
                }
                "pictures" => {
                    let what = "no, needed or checked";
                    f.handling.pictures =
                        self.word(&key, node, what, PictureNeed::from_word)?.unwrap_or_default();
                }
                "sensitive" => f.handling.sensitive = self.yes(&key, node)?,
                "priority" => {
                    let lawful = |t: &str| t.parse().ok().filter(|p: &u8| *p <= LAST_PRIORITY);
                    f.handling.priority =
                        self.word(&key, node, "a number from 1 to 5", lawful)?.unwrap_or_default();
                }
                "assigned_to" => f.handling.assigned_to = self.text(&key, node)?,
                "deadline" => f.handling.deadline = self.wall_time(&key, node)?,
                "brief" => f.handling.brief = self.text(&key, node)?,
                "embargo" => {
                    let zone = self.zone;
                    let of = |t: &str| match t {
                        INDEFINITE => Some(Embargo::Indefinite),
                        time => WallTime::read(time, zone).map(Embargo::Until),
                    };
                    f.handling.embargo = self.word(&key, node, &format!("{WALL} or {INDEFINITE}"), of)?;
                }
                "schedule" => f.handling.schedule = self.wall_time(&key, node)?,
                "updates" => {
                    f.handling.updates =
                        self.word(&key, node, "a story id", |t| t.parse::<StoryId>().ok())?;
                }
                "translates" => {
                    f.handling.translates =
                        self.word(&key, node, "a story id", |t| t.parse::<StoryId>().ok())?;
                }
                "look_again" => f.handling.look_again = self.wall_time(&key, node)?,
                "killed" => {
                    let at = self.time(&key, node)?;
                    let why = f.handling.killed.take().map(|killed| killed.why).unwrap_or_default();
                    f.handling.killed = at.map(|at| Killed { at, why });
                }
                "killed_why" => {
                    // A reason without its hour stops the story all the same.
                    let why = self.text(&key, node)?;
                    let at = f.handling.killed.take().map_or(UtcMillis(0), |killed| killed.at);
                    f.handling.killed = Some(Killed { at, why });
                }
                "corrections" => f.corrections = self.corrections(node)?,
                "spiked" => f.spiked = self.time(&key, node)?,
                "published" => f.published = self.time(&key, node)?,
                "updated" => f.updated = self.time(&key, node)?,
                "created" => f.created = self.time(&key, node)?,
                "changed" => f.changed = self.time(&key, node)?,
                "picture" => f.picture = self.picture(node)?,
                "also_read" => f.also_read = self.also_read(node)?,
                _ => return Err(self.at.unknown(line, &key, &KEYS)),
            }
        }
        Ok(f)
    }

    fn text(&self, key: &str, node: Node) -> Result<String> {
        match node.value {
            Value::Nothing => Ok(String::new()),
            Value::Text(text) => Ok(text),
            _ => Err(self.at.bad(node.line, &format!("“{key}” must be text"))),
        }
    }

    /// A value of a closed set; nothing is none.
    fn word<T>(
        &self,
        key: &str,
        node: Node,
        what: &str,
        of: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        let line = node.line;
        let text = self.text(key, node)?;
        if text.is_empty() {
            return Ok(None);
        }
        match of(&text) {
            Some(value) => Ok(Some(value)),
            None => Err(self.at.bad(line, &format!("“{key}” must be {what}, not “{text}”"))),
        }
    }

    fn yes(&self, key: &str, node: Node) -> Result<bool> {
        let of = |t: &str| match t.to_ascii_lowercase().as_str() {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => None,
        };
        Ok(self.word(key, node, "true or false", of)?.unwrap_or_default())
    }

    fn time(&self, key: &str, node: Node) -> Result<Option<UtcMillis>> {
        let what = "a time such as 2025-10-28, 2025-10-28 23:26 or 2025-10-28T17:56:00Z";
        self.word(key, node, what, |t| when::read_time(t, self.zone))
    }

    fn wall_time(&self, key: &str, node: Node) -> Result<Option<WallTime>> {
        self.word(key, node, WALL, |t| WallTime::read(t, self.zone))
    }

    fn corrections(&self, node: Node) -> Result<Vec<Correction>> {
        let Value::List(all) = node.value else {
            return match node.value {
                Value::Nothing => Ok(Vec::new()),
                _ => Err(self.at.bad(node.line, "“corrections” must be a list")),
            };
        };
        all.into_iter().map(|one| self.correction(one)).collect()
    }

    fn correction(&self, node: Node) -> Result<Correction> {
        let at_line = node.line;
        let Value::Map(pairs) = node.value else {
            return Err(self.at.bad(at_line, "a correction needs a “kind”, an “at” and a “text”"));
        };
        let (mut kind, mut at, mut text) = (CorrectionKind::default(), None, String::new());
        for (key, line, node) in pairs {
            match key.as_str() {
                "kind" => {
                    let what = "correction, clarification, update or editors-note";
                    kind = self.word(&key, node, what, CorrectionKind::from_word)?.unwrap_or_default();
                }
                "at" => at = self.time(&key, node)?,
                "text" => text = self.text(&key, node)?,
                _ => return Err(self.at.unknown(line, &key, &["kind", "at", "text"])),
            }
        }
        let at = at.ok_or_else(|| self.at.bad(at_line, "a correction needs an “at”"))?;
        Ok(Correction { kind, at, text })
    }

    fn url_slug(&self, key: &str, node: Node) -> Result<String> {
        let lawful = |t: &str| (!self.strict || url_slug_is_lawful(t)).then(|| t.to_owned());
        let what = "lower-case letters, digits and single hyphens";
        Ok(self.word(key, node, what, lawful)?.unwrap_or_default())
    }

    fn bylines(&self, node: Node) -> Result<Vec<Byline>> {
        match node.value {
            Value::Nothing => Ok(Vec::new()),
            Value::Text(name) if name.is_empty() => Ok(Vec::new()),
            Value::List(names) => names.into_iter().map(|name| self.byline(name)).collect(),
            _ => Ok(vec![self.byline(node)?]),
        }
    }

    fn byline(&self, node: Node) -> Result<Byline> {
        let mut byline = Byline::default();
        match node.value {
            Value::Map(pairs) => {
                for (key, line, node) in pairs {
                    match key.as_str() {
                        "name" => byline.name = self.text(&key, node)?,
                        "role" => byline.role = self.text(&key, node)?,
                        _ => return Err(self.at.unknown(line, &key, &["name", "role"])),
                    }
                }
            }
            _ => byline.name = self.text("byline", node)?,
        }
        Ok(byline)
    }

    fn dateline(&self, node: Node) -> Result<Dateline> {
        let mut dateline = Dateline::default();
        match node.value {
            Value::Map(pairs) => {
                for (key, line, node) in pairs {
                    match key.as_str() {
                        "place" => dateline.place = self.text(&key, node)?,
                        "text" => dateline.text = self.text(&key, node)?,
                        _ => return Err(self.at.unknown(line, &key, &["place", "text"])),
                    }
                }
            }
            _ => dateline.place = self.text("dateline", node)?,
        }
        Ok(dateline)
    }

    /// A list, or one line of tags parted by commas.
    fn tags(&self, node: Node) -> Result<Vec<String>> {
        match node.value {
            Value::List(tags) => tags.into_iter().map(|tag| self.text("tags", tag)).collect(),
            _ => {
                let line = self.text("tags", node)?;
                Ok(line.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect())
            }
        }
    }

    fn picture(&self, node: Node) -> Result<Option<Picture>> {
        let at_line = node.line;
        let mut picture = Picture::default();
        match node.value {
            Value::Nothing => return Ok(None),
            Value::Text(file) => picture.file = file,
            Value::List(_) => return Err(self.at.bad(at_line, "“picture” must be one picture, not a list")),
            Value::Map(pairs) => {
                for (key, line, node) in pairs {
                    let value_line = node.line;
                    match key.as_str() {
                        "file" => picture.file = self.text(&key, node)?,
                        "media" => {
                            picture.media = self.text(&key, node)?;
                            if self.strict && !MediaId::is_lawful(&picture.media) {
                                let what = "“media” must be a SHA-256, 64 lower-case hex digits";
                                return Err(self.at.bad(value_line, what));
                            }
                        }
                        "caption" => picture.caption = self.text(&key, node)?,
                        "credit" => picture.credit = self.text(&key, node)?,
                        "alt" => picture.alt = self.text(&key, node)?,
                        _ => {
                            let known = ["file", "media", "caption", "credit", "alt"];
                            return Err(self.at.unknown(line, &key, &known));
                        }
                    }
                }
            }
        }
        if self.strict && picture.file.is_empty() && picture.media.is_empty() {
            return Err(self.at.bad(at_line, "“picture” says no “file”"));
        }
        Ok(Some(picture))
    }

    fn also_read(&self, node: Node) -> Result<Vec<AlsoReadLine>> {
        match node.value {
            Value::Nothing => Ok(Vec::new()),
            Value::List(lines) => lines.into_iter().map(|line| self.also_read_line(line)).collect(),
            _ => Err(self.at.bad(node.line, "“also_read” must be a list of links")),
        }
    }

    fn also_read_line(&self, node: Node) -> Result<AlsoReadLine> {
        let at_line = node.line;
        let Value::Map(pairs) = node.value else {
            return Err(self.at.bad(at_line, "an “also_read” link needs a “url” or a “slug”"));
        };
        let (mut headline, mut to) = (String::new(), None);
        for (key, line, node) in pairs {
            let value_line = node.line;
            let target = match key.as_str() {
                "headline" => {
                    headline = self.text(&key, node)?;
                    continue;
                }
                "slug" => AlsoReadTo::UrlSlug(self.url_slug(&key, node)?),
                "story" => match self.word(&key, node, "a story id", |t| t.parse::<StoryId>().ok())? {
                    Some(story) => AlsoReadTo::Story(story),
                    None => return Err(self.at.bad(value_line, "“story” must be a story id")),
                },
                "url" => {
                    let url = self.text(&key, node)?;
                    if self.strict && !url.starts_with("https://") && !url.starts_with("http://") {
                        let what = "“url” must begin with http:// or https://";
                        return Err(self.at.bad(value_line, what));
                    }
                    AlsoReadTo::Url(url)
                }
                _ => return Err(self.at.unknown(line, &key, &["headline", "url", "slug", "story"])),
            };
            if to.replace(target).is_some() {
                return Err(self.at.bad(line, "an “also_read” link can go to one place only"));
            }
        }
        match to {
            Some(to) => Ok(AlsoReadLine { headline, to }),
            None => Err(self.at.bad(at_line, "an “also_read” link needs a “url” or a “slug”")),
        }
    }
}
