//! The media store: original files by their SHA-256, and what is drawn from them.
//!
//! `media/ab/<sha256>.<ext>` holds a file as it came, once. `media/drawn/ab/` holds what
//! was drawn from it, without any metadata; it can be made again at any time. What only pages need
//! (WebP, cuts) is drawn when a page first needs it. Where a hand-off
//! brought a clean copy, stories name the original and the copy's file stands in for it.

use super::{Changed, Newsroom, write_whole};
use crate::media::{self, FileFacts, Focus, Form, Notice, Rendition, Shape, Taken, Wanted};
use crate::store::MediaRow;
use crate::story::{MediaId, UtcMillis};
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// The widths that are drawn of a picture, in pixels; never wider than the picture is.
pub const WIDTHS_PX: [u32; 4] = [2000, 1200, 800, 400];

/// The name of what pages' pictures are drawn from.
const SOURCE: &str = "source";

/// What adding a picture answers.
#[derive(Debug, Clone)]
pub struct AddedPicture {
    /// What is known of the file.
    pub row: MediaRow,
    /// What the file said of itself, for the fields.
    pub facts: FileFacts,
    /// What a person should be told.
    pub notices: Vec<Notice>,
    /// Whether the newsroom had it already.
    pub was_here: bool,
}

/// How a picture stands.
#[derive(Debug, Clone)]
pub struct PictureState {
    /// Its id.
    pub media: MediaId,
    /// What is known of it; none where it is unknown here.
    pub row: Option<MediaRow>,
    /// Why it cannot be shown.
    pub problem: Option<Error>,
}

impl Newsroom {
    /// Takes a picture file in: looked at, drawn, stored once.
    pub fn add_picture(
        &mut self,
        bytes: &[u8],
        file_name: &str,
        now: UtcMillis,
    ) -> Result<(AddedPicture, Changed)> {
        let taken = take_in(&self.folder, bytes, file_name, now)?;
        let added = self.transact(|tx| {
            let was_here = tx.media(&taken.row.id)?.is_some();
            tx.save_media(&taken.row)?;
            Ok(AddedPicture { was_here, ..taken })
        })?;
        Ok((added, Changed::default()))
    }

    /// How pictures stand: known, there, whole.
    pub fn picture_states(&mut self, wanted: &[MediaId]) -> Result<Vec<PictureState>> {
        let rows = self.reading(|tx| wanted.iter().map(|m| tx.media(m)).collect::<Result<Vec<_>>>())?;
        Ok(wanted
            .iter()
            .zip(rows)
            .map(|(media, row)| {
                let problem = match &row {
                    None => Some(missing(media)),
                    Some(row) if !original(&self.folder, row).exists() => Some(missing(media)),
                    Some(_) => None,
                };
                PictureState { media: media.clone(), row, problem }
            })
            .collect())
    }

    /// The picture's file, checked against its name.
    pub fn picture_bytes(&mut self, media: &MediaId) -> Result<(MediaRow, Vec<u8>)> {
        let row = self.reading(|tx| tx.media(media))?.ok_or_else(|| missing(media))?;
        let bytes = whole_original(&self.folder, &row)?;
        Ok((row, bytes))
    }

    /// What the window shows of a picture at about that width: media type and bytes.
    pub fn picture_for_window(&mut self, media: &MediaId, width_px: u32) -> Result<(&'static str, Vec<u8>)> {
        let row = self.reading(|tx| tx.media(media))?.ok_or_else(|| missing(media))?;
        let drawn = drawn(&self.folder, &row)?;
        let nearest = drawn.iter().rev().find(|r| r.width >= width_px).or(drawn.first());
        nearest.map(|r| (r.mime(), r.bytes.clone())).ok_or_else(|| missing(media))
    }

    /// Sets the point of a picture that every cut keeps; none: as if nobody had chosen. It is the
    /// picture's own: a face stands where it stands, whichever story shows it.
    pub fn set_focus(&mut self, media: &MediaId, focus: Option<Focus>) -> Result<((), Changed)> {
        self.transact(|tx| if tx.set_focus(media, focus)? { Ok(()) } else { Err(missing(media)) })?;
        Ok(((), Changed::default()))
    }

    /// Every picture that is not there or not what was stored.
    pub(crate) fn picture_faults(&mut self) -> Result<Vec<Error>> {
        let rows = self.reading(|tx| tx.all_media())?;
        Ok(rows.iter().filter_map(|row| whole_original(&self.folder, row).err()).collect())
    }
}

/// Looks at a file, draws it and stores it under `folder`; needs no database, so that many
/// can be taken in at once.
pub(crate) fn take_in(folder: &Path, bytes: &[u8], file_name: &str, now: UtcMillis) -> Result<AddedPicture> {
    let id = media::id_of(bytes);
    take_in_for(folder, bytes, &id, file_name, now)
}

/// [`take_in`] of a file that stands in for the picture `id`: the picture itself, or a clean copy.
pub(crate) fn take_in_for(
    folder: &Path,
    bytes: &[u8],
    id: &MediaId,
    file_name: &str,
    now: UtcMillis,
) -> Result<AddedPicture> {
    let Taken { examined, renditions, source } = media::take_in(bytes, file_name, &WIDTHS_PX)?;
    let row = MediaRow {
        id: id.clone(),
        file: examined.id,
        extension: examined.format.extension().to_owned(),
        width_px: examined.width,
        height_px: examined.height,
        bytes: bytes.len() as u64,
        copyright: examined.facts.copyright.clone(),
        creator: examined.facts.creator.clone(),
        licence: examined.facts.licence.clone(),
        added_at: now,
        focus: None,
    };
    if whole_original(folder, &row).is_err() {
        write_whole(&original(folder, &row), bytes)?;
    }
    keep_drawn(folder, &row, &renditions, &source)?;
    Ok(AddedPicture { row, facts: examined.facts, notices: examined.notices, was_here: false })
}

/// What is drawn of a picture, widest first: read from the store, made again where missing.
pub(crate) fn drawn(folder: &Path, row: &MediaRow) -> Result<Vec<Rendition>> {
    if let Some(kept) = kept_drawn(folder, row) {
        return Ok(kept);
    }
    Ok(drawn_anew(folder, row)?.renditions)
}

fn drawn_anew(folder: &Path, row: &MediaRow) -> Result<Taken> {
    let bytes = whole_original(folder, row)?;
    let name = format!("{}.{}", row.file, row.extension);
    let taken = media::take_in(&bytes, &name, &WIDTHS_PX)?;
    keep_drawn(folder, row, &taken.renditions, &taken.source)?;
    Ok(taken)
}

/// The files that pages need of a picture. `cuts`: it stands for its story, on cards and elsewhere.
pub(crate) fn wanted(row: &MediaRow, cuts: bool, avif: bool) -> Vec<Wanted> {
    media::wanted(row.width_px, row.height_px, &WIDTHS_PX, cuts, avif)
}

/// Those files, each with what it is: read from the store, drawn where missing.
pub(crate) fn for_pages(
    folder: &Path,
    row: &MediaRow,
    wanted: &[Wanted],
) -> Result<Vec<(Wanted, Rendition)>> {
    let mut whole = drawn(folder, row)?;
    let (mut had, mut missing) = (Vec::new(), Vec::new());
    for &one in wanted {
        let name = name_of(&one, row.focus());
        let kept = if is_drawn_when_taken_in(&one) {
            whole.iter().position(|r| r.width == one.width).map(|at| whole.swap_remove(at))
        } else {
            read_drawn(folder, row, &name, &one)
        };
        match kept {
            Some(kept) => had.push((one, kept)),
            None => missing.push(one),
        }
    }
    if !missing.is_empty() {
        let source = source(folder, row)?;
        for (one, made) in missing.iter().zip(media::for_pages(&source, &row.file.0, &missing, row.focus())?)
        {
            let name = name_of(one, row.focus());
            write_whole(&drawn_file(folder, &row.file, &name, made.extension), &made.bytes)?;
            had.push((*one, made));
        }
    }
    Ok(had)
}

fn is_drawn_when_taken_in(one: &Wanted) -> bool {
    one.shape == Shape::Whole && one.form == Form::Everywhere
}

/// What the name of that file says of it, without its ending.
pub(crate) fn name_of(one: &Wanted, focus: Focus) -> String {
    match one.shape.ratio() {
        None => one.width.to_string(),
        Some((across, down)) => format!("{across}x{down}-{}-{}-{}", focus.x, focus.y, one.width),
    }
}

/// The endings that such a file may have.
pub(crate) fn endings(one: &Wanted) -> &'static [&'static str] {
    match one.form {
        Form::Everywhere => &["jpg", "png"],
        Form::WebP => &["webp"],
        Form::Avif => &["avif"],
    }
}

fn read_drawn(folder: &Path, row: &MediaRow, name: &str, one: &Wanted) -> Option<Rendition> {
    endings(one).iter().find_map(|extension| {
        let bytes = std::fs::read(drawn_file(folder, &row.file, name, extension)).ok()?;
        Some(Rendition { width: one.width, height: one.height, extension, bytes })
    })
}

/// What is drawn from: kept when the picture was taken in.
fn source(folder: &Path, row: &MediaRow) -> Result<Vec<u8>> {
    if let Ok(kept) = std::fs::read(drawn_file(folder, &row.file, SOURCE, "jpg")) {
        return Ok(kept);
    }
    let widest = sizes(row).first().map(|(width, _)| width.to_string()).unwrap_or_default();
    let png = std::fs::read(drawn_file(folder, &row.file, &widest, "png"));
    png.or_else(|_| Ok(drawn_anew(folder, row)?.source.bytes))
}

fn kept_drawn(folder: &Path, row: &MediaRow) -> Option<Vec<Rendition>> {
    let read = |(width, height): (u32, u32)| {
        ["jpg", "png"].into_iter().find_map(|extension| {
            let bytes = std::fs::read(drawn_file(folder, &row.file, &width.to_string(), extension)).ok()?;
            Some(Rendition { width, height, extension, bytes })
        })
    };
    sizes(row).into_iter().map(read).collect()
}

/// The sizes that are drawn of a picture, width and height in pixels, widest first.
pub(crate) fn sizes(row: &MediaRow) -> Vec<(u32, u32)> {
    let mut widths: Vec<u32> = WIDTHS_PX.iter().map(|w| (*w).min(row.width_px)).collect();
    widths.dedup();
    let height = |width: u32| {
        let exact = f64::from(row.height_px) * f64::from(width) / f64::from(row.width_px.max(1));
        (exact.round() as u32).max(1)
    };
    widths.into_iter().map(|width| (width, height(width))).collect()
}

fn keep_drawn(folder: &Path, row: &MediaRow, drawn: &[Rendition], source: &Rendition) -> Result<()> {
    let keep =
        |name: &str, r: &Rendition| write_whole(&drawn_file(folder, &row.file, name, r.extension), &r.bytes);
    if source.extension == "jpg" {
        keep(SOURCE, source)?; // a PNG is the widest itself
    }
    drawn.iter().try_for_each(|r| keep(&r.width.to_string(), r))
}

fn drawn_file(folder: &Path, media: &MediaId, name: &str, extension: &str) -> PathBuf {
    folder.join("media").join("drawn").join(shelf(media)).join(format!("{media}-{name}.{extension}"))
}

/// Where the file of a picture is.
pub(crate) fn original(folder: &Path, row: &MediaRow) -> PathBuf {
    folder.join("media").join(shelf(&row.file)).join(format!("{}.{}", row.file, row.extension))
}

/// The first two digits of the name: no folder grows too long.
fn shelf(media: &MediaId) -> &str {
    media.0.get(..2).unwrap_or("00")
}

/// The file's bytes, if they are what the name says.
pub(crate) fn whole_original(folder: &Path, row: &MediaRow) -> Result<Vec<u8>> {
    let bytes = std::fs::read(original(folder, row)).map_err(|_| missing(&row.id))?;
    if media::id_of(&bytes) != row.file {
        return Err(Error::new(
            "picture-damaged",
            format!("The picture {} in the newsroom’s media folder is damaged.", short(&row.id)),
            "Put the file into the story again; the newsroom goes on without it meanwhile.",
        ));
    }
    Ok(bytes)
}

pub(crate) fn missing(media: &MediaId) -> Error {
    Error::new(
        "picture-missing",
        format!("The picture {} is not in the newsroom’s media folder.", short(media)),
        "Put the file into the story again.",
    )
}

fn short(media: &MediaId) -> &str {
    media.0.get(..8).unwrap_or(&media.0)
}
