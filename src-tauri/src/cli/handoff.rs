//! Handing a story on as a file, and opening one that came.

use super::Where;
use super::print::{self, Said};
use super::stories::named;
use crate::handoff::{self, PicturesAlong};
use crate::newsroom::{Arrival, Newsroom, wall_clock, write_whole};
use crate::{Error, Result};
use serde_json::json;
use std::path::Path;

pub(super) fn send(
    place: &Where,
    story: &str,
    to: &Path,
    passphrase_file: Option<&Path>,
    pictures: &str,
) -> Result<Said> {
    let along = match pictures {
        "clean" => PicturesAlong::Clean,
        "as-they-came" => PicturesAlong::AsTheyCame,
        "without" => PicturesAlong::Without,
        other => {
            return Err(Error::new(
                "form-unknown",
                format!("“{other}” is no way that pictures can go along."),
                "Use clean, as-they-came or without.",
            ));
        }
    };
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let story = named(&mut newsroom, story)?;
    let passphrase = passphrase_file.map(first_line).transpose()?;
    let (sent, _) = newsroom.send_story(story, along, wall_clock())?;
    let bytes = match &passphrase {
        Some(passphrase) => handoff::lock(&sent.bytes, passphrase)?,
        None => sent.bytes,
    };
    write_whole(to, &bytes)?;
    sent.notices.iter().for_each(print::fault);
    if place.json {
        return Said::json(&json!({
            "story": story, "file": to, "bytes": bytes.len(), "pictures": sent.pictures,
            "locked": passphrase.is_some(), "notices": sent.notices,
        }));
    }
    let lock = if passphrase.is_some() { ", locked" } else { "" };
    Ok(Said::line(format!("The story is in “{}”{lock}.", to.display())))
}

pub(super) fn open(place: &Where, file: &Path, passphrase_file: Option<&Path>) -> Result<Said> {
    let mut newsroom = Newsroom::open(&place.newsroom)?;
    let passphrase = passphrase_file.map(first_line).transpose()?;
    let (name, bytes) = handoff::read_file(file, passphrase.as_deref())?;
    let (arrived, _) = newsroom.open_handoff(&name, &bytes, wall_clock())?;
    arrived.notices.iter().for_each(print::fault);
    let waiting = newsroom.waiting_merges(arrived.story)?.len();
    if place.json {
        return Said::json(&json!({
            "story": arrived.story, "arrival": arrived.arrival, "sentBy": arrived.sent_by,
            "newComments": arrived.new_comments, "hold": arrived.hold,
            "notForPublication": arrived.not_for_publication, "waitingMerges": waiting,
            "notices": arrived.notices,
        }));
    }
    let mut text = match arrival_line(arrived.arrival) {
        line if arrived.headline.is_empty() => line.to_owned(),
        line => format!("“{}”: {line}", arrived.headline),
    };
    if arrived.new_comments > 0 {
        text.push_str(&format!("\n{} new in Review.", arrived.new_comments));
    }
    if arrived.hold || arrived.not_for_publication {
        text.push_str("\nIt is stopped here: nothing publishes it.");
    }
    Ok(Said::line(text))
}

fn arrival_line(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::New => "the story has come in.",
        Arrival::Here => "all of its words were here already.",
        Arrival::Waits => {
            "it waits to be merged with the story here. Open the story in the window: it asks what both changed."
        }
    }
}

fn first_line(file: &Path) -> Result<String> {
    let unread = |fault: String| {
        Error::new(
            "file-unreadable",
            format!("“{}” could not be read: {fault}.", file.display()),
            "Put the passphrase on its first line.",
        )
    };
    let text = std::fs::read_to_string(file).map_err(|fault| unread(fault.to_string()))?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(unread("its first line is empty".to_owned())),
    }
}
