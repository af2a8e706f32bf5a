//! Writing a hand-off. The same story with the same revisions makes the same bytes.

use super::lines::{CommentLine, Manifest, RevisionLine, SuggestionLine};
use super::{FORMAT, HandOff, LARGEST, Picture};
use crate::{Error, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The bytes of the file.
///
/// # Errors
/// `handoff-too-large`.
pub fn pack(story: &HandOff) -> Result<Vec<u8>> {
    let pictures: u64 = story.pictures.iter().map(|p| p.bytes.len() as u64).sum();
    if pictures > LARGEST - (LARGEST >> 3) {
        return Err(Error::new(
            "handoff-too-large",
            format!("The pictures of this story take {} MB, more than one file may hold.", pictures >> 20),
            "Send it without its pictures.",
        ));
    }
    write(story).map_err(|fault| {
        Error::new("handoff-not-made", format!("The file could not be made: {fault}."), "Try again.")
    })
}

fn write(story: &HandOff) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let as_it_is = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut part = |name: &str, how: SimpleFileOptions, bytes: &[u8]| {
        zip.start_file(name, how).map_err(std::io::Error::other)?;
        zip.write_all(bytes)
    };
    let manifest = Manifest {
        format: FORMAT,
        made_at: story.made_at,
        made_by: story.made_by.clone(),
        newsroom: story.newsroom.clone(),
        story: story.story,
        head: story.head,
    };
    part("manifest.json", packed, &serde_json::to_vec_pretty(&manifest)?)?;
    part("story.md", packed, story.head_text().as_bytes())?;
    let rows = story.revisions.iter().map(|(row, text)| RevisionLine::of(row, sha256(text.as_bytes())));
    part("revisions.jsonl", packed, &lines(rows)?)?;
    for (row, text) in story.revisions.iter().filter(|(row, _)| row.id != story.head) {
        part(&format!("revisions/{}.md", row.id), packed, text.as_bytes())?;
    }
    part("comments.jsonl", packed, &lines(story.comments.iter().map(CommentLine::of))?)?;
    part("suggestions.jsonl", packed, &lines(story.suggestions.iter().map(SuggestionLine::of))?)?;
    for picture in &story.pictures {
        let Picture { id, extension, bytes, clean } = picture;
        let name = match clean {
            true => format!("clean/{id}/{}.{extension}", sha256(bytes)),
            false => format!("media/{id}.{extension}"),
        };
        part(&name, as_it_is, bytes)?;
    }
    Ok(zip.finish().map_err(std::io::Error::other)?.into_inner())
}

fn lines<T: Serialize>(rows: impl Iterator<Item = T>) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::new();
    for row in rows {
        out.extend(serde_json::to_vec(&row)?);
        out.push(b'\n');
    }
    Ok(out)
}

/// SHA-256 in hex digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
