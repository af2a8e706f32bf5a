//! What a file is, told by its first bytes; its name is only a claim.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Fault, extension};
use crate::Error;

/// The kinds of picture we take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG.
    Png,
    /// WebP, lossy or lossless.
    WebP,
    /// GIF.
    Gif,
    /// AVIF.
    Avif,
    /// TIFF.
    Tiff,
}

impl Format {
    /// The usual extension, without the dot: what an original is kept under.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::WebP => "webp",
            Format::Gif => "gif",
            Format::Avif => "avif",
            Format::Tiff => "tif",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Jpeg => "JPEG",
            Format::Png => "PNG",
            Format::WebP => "WebP",
            Format::Gif => "GIF",
            Format::Avif => "AVIF",
            Format::Tiff => "TIFF",
        })
    }
}

/// Which picture format these bytes begin as, if one that we take.
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some(Format::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Format::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(Format::WebP)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(Format::Gif)
    } else if brands(bytes).any(|brand| brand == b"avif" || brand == b"avis") {
        Some(Format::Avif)
    } else if [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"].iter().any(|magic| bytes.starts_with(*magic)) {
        Some(Format::Tiff)
    } else {
        None
    }
}

/// The brands that an ISO media file says it is.
fn brands(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_media = bytes.get(4..8) == Some(b"ftyp");
    let length = super::bytes_at::be32(bytes, 0).unwrap_or(0) as usize;
    let whole = if is_media { bytes.get(8..length.min(bytes.len())).unwrap_or_default() } else { &[] };
    // After the major brand stands a version number, which is no brand.
    whole.chunks_exact(4).enumerate().filter(|(at, _)| *at != 1).map(|(_, brand)| brand)
}

/// What the extension claims, where it claims a picture at all.
pub(super) fn claimed_by_name(file_name: &str) -> Option<Format> {
    match extension(file_name).as_str() {
        "jpg" | "jpeg" | "jpe" | "jfif" => Some(Format::Jpeg),
        "png" => Some(Format::Png),
        "webp" => Some(Format::WebP),
        "gif" => Some(Format::Gif),
        "avif" => Some(Format::Avif),
        "tif" | "tiff" => Some(Format::Tiff),
        _ => None,
    }
}

/// Says what the file is instead, as far as can be told.
pub(super) fn refusal(bytes: &[u8], file_name: &str) -> Error {
    // The first bytes of a picture, and no more of it than that.
    let beginnings: [&[u8]; 5] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"MM\0*"];
    if beginnings.iter().any(|beginning| beginning.starts_with(bytes)) {
        return Fault::Truncated.about(file_name);
    }
    if let Some(what) = known_other(bytes) {
        return Fault::Unknown(what).about(file_name);
    }
    if claimed_by_name(file_name).is_some() {
        return Error::new(
            "picture-damaged",
            format!("“{file_name}” is named like a picture, but what is in it is not one."),
            "Ask the sender for it again.",
        );
    }
    Error::new(
        "picture-unknown-kind",
        format!("“{file_name}” is not a picture."),
        "Stet takes JPEG, PNG, WebP, GIF, AVIF and TIFF.",
    )
}

fn known_other(bytes: &[u8]) -> Option<&'static str> {
    let brand_is = |wanted: &[&[u8]]| brands(bytes).any(|brand| wanted.contains(&brand));
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let text = bytes.trim_ascii_start();
    let looks_like = |word: &[u8]| text.len() >= word.len() && text[..word.len()].eq_ignore_ascii_case(word);
    Some(match () {
        () if brand_is(&[b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1"]) => {
            "a HEIC picture, as phones make"
        }
        () if brand_is(&[b"crx "]) => "a camera's raw file",
        () if brand_is(&[b"qt  ", b"isom", b"mp41", b"mp42", b"M4V "]) => "a film, not a picture",
        () if starts(b"%PDF") => "a PDF document",
        () if starts(b"PK\x03\x04") => "a ZIP archive or an office document",
        () if starts(b"8BPS") => "a Photoshop document",
        () if starts(b"BM") && bytes.len() > 26 => "a BMP bitmap",
        () if starts(&[0, 0, 1, 0]) => "an icon file",
        () if starts(b"\xff\x0a") || starts(b"\0\0\0\x0cJXL ") => "a JPEG XL picture",
        () if starts(b"\0\0\0\x0cjP  ") => "a JPEG 2000 picture",
        () if starts(b"IIU\0") || starts(b"IIRO") || starts(b"FUJIFILM") => "a camera's raw file",
        () if looks_like(b"<svg") => "an SVG drawing",
        () if looks_like(b"<?xml") && bytes.windows(4).take(4096).any(|w| w == b"<svg") => "an SVG drawing",
        () if looks_like(b"<!doctype html") || looks_like(b"<html") => "a web page",
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heic_and_a_pdf_are_named_for_what_they_are() {
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
        assert_eq!(sniff(heic), None);
        let error = refusal(heic, "IMG_1.HEIC");
        assert_eq!(error.code, "picture-unknown-kind");
        assert_eq!(error.sentence, "“IMG_1.HEIC” is a HEIC picture, as phones make, which Stet cannot draw.");
        assert!(refusal(b"%PDF-1.7\n", "note.jpg").sentence.contains("a PDF document"));
        assert_eq!(refusal(b"hello", "note.txt").sentence, "“note.txt” is not a picture.");
        assert_eq!(refusal(b"hello", "note.png").code, "picture-damaged");
    }

    #[test]
    fn an_avif_is_known_by_any_of_its_brands_but_not_by_a_version_number() {
        assert_eq!(sniff(b"\0\0\0\x1cftypmif1\0\0\0\0miafavif\0\0"), Some(Format::Avif));
        assert_eq!(sniff(b"\0\0\0\x10ftypisomavif"), None);
    }
}
