//! EXIF: the turn of the picture and the three texts that we read. It is never written.

use super::FileFacts;
use super::raster::Orientation;
use super::tiff::Tags;

const DESCRIPTION: u16 = 0x010e;
const ORIENTATION: u16 = 0x0112;
const ARTIST: u16 = 0x013b;
const COPYRIGHT: u16 = 0x8298;

/// How the stored pixels are turned.
pub fn orientation(exif: &[u8]) -> Orientation {
    let number = Tags::read(exif).ok().and_then(|tags| tags.number(ORIENTATION));
    number.map(Orientation::from_exif).unwrap_or_default()
}

/// Caption, creator and copyright.
pub fn read(exif: &[u8]) -> FileFacts {
    let Ok(tags) = Tags::read(exif) else { return FileFacts::default() };
    let text = |tag| tags.get(tag).map(|value| readable(value.data)).unwrap_or_default();
    let caption = text(DESCRIPTION);
    FileFacts {
        caption: if is_camera_filler(&caption) { String::new() } else { caption },
        creator: text(ARTIST),
        copyright: text(COPYRIGHT),
        ..FileFacts::default()
    }
}

/// EXIF texts are ASCII by the rules and UTF-8 or Windows letters in life. Copyright may hold
/// two, photographer and editor, with a zero byte between.
fn readable(data: &[u8]) -> String {
    let pieces = data.split(|byte| *byte == 0).map(super::iim::text_of_unknown_charset);
    pieces
        .map(|piece| piece.trim().to_owned())
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

/// What cameras write into every picture when nobody wrote a caption.
fn is_camera_filler(caption: &str) -> bool {
    let caption = caption.to_uppercase();
    let fillers = ["DIGITAL CAMERA", "SONY DSC", "DCIM\\", "DCIM/", "SAMSUNG", "MINOLTA", "DEFAULT"];
    fillers.iter().any(|filler| caption.contains(filler)) && caption.len() < 40
}
