//! Pictures: what is taken in, what the file says of itself, and what readers are sent.
//!
//! Nothing here knows stories, SQL or folders: bytes come in, bytes go out. The rule that
//! orders it all: **a published picture may not give away where it was taken, with what, or
//! by whom beyond its credit.** So no file is ever cleaned; what readers get is drawn anew
//! from pixels ([`renditions`]) and told only the [`ReaderFacts`] ([`publishable`]).
//! One file per outside format (`jpeg`, `png`, …), one per way of writing facts (`iim`,
//! `xmp`, `exif`). Why these codecs: `docs/decisions/0004`; why this metadata: `0005`.

mod av1;
mod avif;
mod avif_boxes;
mod avif_out;
mod colour;
mod cut;
mod exif;
mod for_pages;
mod gif;
mod iim;
mod jpeg;
mod kind;
mod logo;
mod png;
mod publishable;
mod raster;
mod rendition;
mod tiff;
mod turn;
mod webp;
mod xmp;

#[cfg(test)]
mod for_pages_test;
#[cfg(test)]
mod hostile_test;
#[cfg(test)]
mod privacy_test;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod take_in_test;

use std::borrow::Cow;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use crate::story::MediaId;
use crate::{Error, Result};
pub use cut::{Focus, Shape};
pub use for_pages::{Form, Wanted, for_pages, wanted};
pub use kind::{Format, sniff};
pub use logo::{LOGO_ICONS, Logo, logo, logo_shown};
pub use publishable::{ReaderFacts, publishable};
pub use raster::Orientation;
pub use rendition::Rendition;

/// Pictures with more pixels than this are refused from their header alone.
pub const MOST_PIXELS: u64 = 100_000_000;
/// Files with more bytes than this are refused unread.
pub const MOST_BYTES: usize = 200 * 1024 * 1024;
/// No decoder may hold more than this for the pixels it hands over.
const MOST_DECODED_BYTES: u64 = 512 * 1024 * 1024;
/// Metadata longer than this is not read: nobody typed it.
const MOST_METADATA_BYTES: usize = 8 * 1024 * 1024;

/// What we know of a picture after looking at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// SHA-256 of the original bytes: the same bytes are the same picture.
    pub id: MediaId,
    /// What the file is, whatever its name says.
    pub format: Format,
    /// Width as a reader sees it, upright.
    pub width: u32,
    /// Height as a reader sees it, upright.
    pub height: u32,
    /// How the stored pixels are turned before anybody sees them.
    pub orientation: Orientation,
    /// What the file says about itself, for the fields.
    pub facts: FileFacts,
    /// What a person should be told, though the picture is taken.
    pub notices: Vec<Notice>,
    /// The file's own name, for sentences.
    pub file_name: String,
}

/// Caption, credit and the rest as written in the file. Empty where it says nothing.
/// XMP is believed before IPTC-IIM, and that before EXIF.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// dc:description, Caption-Abstract or ImageDescription.
    pub caption: String,
    /// Who to thank, as printed: `Jane Doe/Agency`.
    pub credit: String,
    /// The alternative text.
    pub alt: String,
    /// dc:rights, CopyrightNotice or Copyright.
    pub copyright: String,
    /// Who made it; several names are joined by commas.
    pub creator: String,
    /// Where the terms are under which it may be used: an address of the web (xmpRights:WebStatement).
    pub licence: String,
}

/// Something to tell about a picture that was taken all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Kebab-case, stable: `picture-mislabelled`.
    pub code: Cow<'static, str>,
    /// What is so, one sentence.
    pub sentence: String,
}

/// Looks at a file somebody gave us: is it a picture we take, can it be drawn, and what
/// does it say of itself? The header decides about size before a pixel is decoded.
pub fn examine(bytes: &[u8], file_name: &str) -> Result<Examined> {
    guarded(file_name, || examine_and_decode(bytes, file_name, Some(1)).map(|(examined, _)| examined))
}

/// What importing makes of a file with one decode.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What is known of the file.
    pub examined: Examined,
    /// The picture at each width, widest first.
    pub renditions: Vec<Rendition>,
    /// The widest once more, of a quality to be drawn from: what pages need is made of it later,
    /// and the original is not read again.
    pub source: Rendition,
}

/// [`examine`] and [`renditions`] with one decode: what importing does.
pub fn take_in(bytes: &[u8], file_name: &str, widths: &[u32]) -> Result<Taken> {
    guarded(file_name, || {
        let widest = widths.iter().copied().max();
        let (examined, decoded) = examine_and_decode(bytes, file_name, widest)?;
        let made = rendition::make(decoded, &examined, widths, rendition::FOR_READERS);
        let (renditions, source) = made.map_err(|fault| fault.about(file_name))?;
        Ok(Taken { examined, renditions, source })
    })
}

/// The picture at each of `widths`, widest first, upright, in sRGB, with no metadata at all.
/// Never enlarged: a width beyond the picture's own gives the picture's own, once.
pub fn renditions(bytes: &[u8], examined: &Examined, widths: &[u32]) -> Result<Vec<Rendition>> {
    guarded(&examined.file_name, || {
        let decode = || {
            let parts = parts(bytes, examined.format)?;
            let decoded = decode(bytes, examined.format, &parts, widths.iter().copied().max())?;
            Ok(rendition::make(decoded, examined, widths, rendition::FOR_READERS)?.0)
        };
        decode().map_err(|fault: Fault| fault.about(&examined.file_name))
    })
}

/// The picture for the window at `width`, with its media type. Drawn anew as well, so a
/// screenshot tool, a drag out of the window or a cache never holds the original's metadata.
pub fn window_picture(bytes: &[u8], examined: &Examined, width: u32) -> Result<(&'static str, Vec<u8>)> {
    let made = renditions(bytes, examined, &[width])?;
    let made = made.into_iter().next().ok_or_else(|| Fault::Damaged.about(&examined.file_name))?;
    Ok((made.mime(), made.bytes))
}

/// The picture at its full size for somebody else's desk, drawn anew: told whom to thank, who made
/// it and whose the rights are, and nothing of what else its file says.
pub fn clean_copy(bytes: &[u8], file_name: &str) -> Result<(&'static str, Vec<u8>)> {
    guarded(file_name, || {
        let (examined, decoded) = examine_and_decode(bytes, file_name, None)?;
        let made = rendition::make(decoded, &examined, &[examined.width], rendition::FOR_DESKS)
            .map_err(|fault| fault.about(file_name))?;
        let whole = made.0.into_iter().next().ok_or_else(|| Fault::Damaged.about(file_name))?;
        let FileFacts { credit, copyright, creator, licence, .. } = examined.facts;
        let facts = ReaderFacts { credit, copyright, creator, licence, ..ReaderFacts::default() };
        Ok((whole.extension, publishable(&whole, &facts)?))
    })
}

/// The id of these bytes in the media store.
pub fn id_of(bytes: &[u8]) -> MediaId {
    let digest = Sha256::digest(bytes);
    MediaId(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether a file of that many bytes is worth reading.
pub fn fits(bytes: u64, file_name: &str) -> Result<()> {
    if bytes > MOST_BYTES as u64 {
        return Err(Fault::TooManyBytes(bytes).about(file_name));
    }
    Ok(())
}

/// Looks and decodes. `widest`: no rendition will be wider, so that the decoder may leave out what
/// would be scaled away.
fn examine_and_decode(bytes: &[u8], file_name: &str, widest: Option<u32>) -> Result<(Examined, Decoded)> {
    let file_name = bare_name(file_name);
    let name = file_name.as_str();
    if bytes.is_empty() {
        return Err(Fault::Empty.about(name));
    }
    fits(bytes.len() as u64, name)?;
    let Some(format) = sniff(bytes) else {
        return Err(kind::refusal(bytes, name));
    };
    let look = || {
        let parts = parts(bytes, format)?;
        let decoded = decode(bytes, format, &parts, widest)?;
        Ok::<_, Fault>((parts, decoded))
    };
    let (parts, decoded) = look().map_err(|fault| fault.about(name))?;

    let orientation = parts.orientation();
    let (width, height) = orientation.upright(decoded.full_width, decoded.full_height);
    let mut notices = Vec::new();
    if let Some(claimed) = kind::claimed_by_name(name).filter(|claimed| *claimed != format) {
        notices.push(Notice {
            code: Cow::Borrowed("picture-mislabelled"),
            sentence: format!(
                "“{name}” is named like a {claimed} file but is a {format}; it was taken as that."
            ),
        });
    }
    if parts.moves {
        notices.push(Notice {
            code: Cow::Borrowed("picture-moves"),
            sentence: format!("“{name}” is an animation; its first frame is used as a still picture."),
        });
    }
    let facts = FileFacts::from_parts(&parts);
    let id = id_of(bytes);
    Ok((Examined { id, format, width, height, orientation, facts, notices, file_name }, decoded))
}

/// What lies in a file beside its pixels, found without decoding any.
#[derive(Debug, Default)]
struct Parts<'a> {
    width: u32,
    height: u32,
    /// A TIFF structure, without any `Exif\0\0` before it.
    exif: Option<Cow<'a, [u8]>>,
    xmp: Option<Cow<'a, [u8]>>,
    /// IPTC-IIM datasets.
    iim: Option<Cow<'a, [u8]>>,
    icc: Option<Cow<'a, [u8]>>,
    /// The turn, where the format itself has the say and not EXIF.
    turned: Option<Orientation>,
    moves: bool,
}

impl Parts<'_> {
    fn orientation(&self) -> Orientation {
        match self.turned {
            Some(turned) => turned,
            None => self.exif.as_deref().map(exif::orientation).unwrap_or_default(),
        }
    }
}

/// Pixels as stored, perhaps fewer than the file has, and the colours they are meant in.
struct Decoded {
    raster: raster::Raster,
    icc: Option<Vec<u8>>,
    /// As stored, all pixels counted. A decoder may crop (AVIF's clean aperture): this is what is left.
    full_width: u32,
    full_height: u32,
    /// Held while the pixels are: see [`turn`].
    _turn: turn::Turn,
}

/// Reads the structure, and refuses by the header alone what is too large to draw.
fn parts(bytes: &[u8], format: Format) -> Faulty<Parts<'_>> {
    let parts = match format {
        Format::Jpeg => jpeg::parts(bytes),
        Format::Png => png::parts(bytes),
        Format::WebP => webp::parts(bytes),
        Format::Gif => gif::parts(bytes),
        Format::Avif => avif::parts(bytes),
        Format::Tiff => tiff::parts(bytes),
    }?;
    let pixels = u64::from(parts.width) * u64::from(parts.height);
    if pixels == 0 {
        return Err(Fault::Damaged);
    }
    // Neither side may pass what a JPEG can say of itself.
    if pixels > MOST_PIXELS || parts.width > 65_500 || parts.height > 65_500 {
        return Err(Fault::TooManyPixels(parts.width, parts.height));
    }
    Ok(parts)
}

fn decode(bytes: &[u8], format: Format, parts: &Parts, widest: Option<u32>) -> Faulty<Decoded> {
    let turn = turn::take(u64::from(parts.width) * u64::from(parts.height));
    let (mut icc, mut full) = (parts.icc.as_ref().map(|icc| icc.to_vec()), None);
    let raster = match format {
        // Their profiles come out with the pixels.
        Format::Png => {
            let (raster, profile) = png::decode(bytes)?;
            icc = profile;
            Ok(raster)
        }
        Format::Avif => {
            let (raster, profile) = avif::decode(bytes)?;
            icc = profile;
            Ok(raster)
        }
        Format::Jpeg => {
            let (raster, width, height) = jpeg::decode(bytes, widest, parts.orientation())?;
            full = Some((width, height));
            Ok(raster)
        }
        Format::WebP => webp::decode(bytes),
        Format::Gif => gif::decode(bytes),
        Format::Tiff => tiff::decode(bytes),
    }?;
    let (full_width, full_height) = full.unwrap_or((raster.width, raster.height));
    Ok(Decoded { raster, icc, full_width, full_height, _turn: turn })
}

impl FileFacts {
    fn from_parts(parts: &Parts) -> Self {
        let xmp = parts.xmp.as_deref().map(xmp::read).unwrap_or_default();
        let iim = parts.iim.as_deref().map(iim::read).unwrap_or_default();
        let exif = parts.exif.as_deref().map(exif::read).unwrap_or_default();
        let creator = first_said([&xmp.creator, &iim.creator, &exif.creator]);
        let agency = first_said([&xmp.credit, &iim.credit, &exif.credit]);
        FileFacts {
            caption: first_said([&xmp.caption, &iim.caption, &exif.caption]),
            credit: credit_line(&creator, &agency),
            alt: first_said([&xmp.alt, &iim.alt, &exif.alt]),
            copyright: first_said([&xmp.copyright, &iim.copyright, &exif.copyright]),
            creator,
            licence: if is_licence(&xmp.licence) { xmp.licence } else { String::new() },
        }
    }
}

/// No address of terms is longer.
const LONGEST_LICENCE: usize = 2000;

/// Whether readers and search engines may be sent there: an address of the web and nothing else.
fn is_licence(address: &str) -> bool {
    let is_web = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    let is_plain = |c: char| c.is_ascii_graphic() && !"<>\"'\\`{}|^".contains(c);
    is_web && address.len() <= LONGEST_LICENCE && address.chars().all(is_plain)
}

/// `Jane Doe/Agency`, without saying the same name twice.
fn credit_line(creator: &str, agency: &str) -> String {
    let (small_creator, small_agency) = (creator.to_lowercase(), agency.to_lowercase());
    if agency.is_empty() || small_creator.contains(&small_agency) {
        creator.to_owned()
    } else if creator.is_empty() || small_agency.contains(&small_creator) {
        agency.to_owned()
    } else {
        format!("{creator}/{agency}")
    }
}

/// The first that says anything, on one line's worth of tidy space.
fn first_said(candidates: [&String; 3]) -> String {
    let tidy = |text: &String| {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        clean.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    candidates.into_iter().map(tidy).find(|text| !text.is_empty()).unwrap_or_default()
}

/// The last part of a path, with nothing in it that could upset a sentence.
fn bare_name(file_name: &str) -> String {
    let last = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if clean.is_empty() { "The pasted picture".to_owned() } else { clean }
}

fn extension(file_name: &str) -> String {
    Path::new(file_name).extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// The decoders are other people's work on bytes from anywhere: where one of them panics,
/// that is a damaged picture and not a dead newsroom.
fn guarded<T>(file_name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    outcome.unwrap_or_else(|_| Err(Fault::Damaged.about(&bare_name(file_name))))
}

/// Why a picture is refused, before it has a name to say it with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    Empty,
    Truncated,
    Damaged,
    TooManyBytes(u64),
    TooManyPixels(u32, u32),
    TooMuchToHold,
    /// A picture, but not one we draw; the text says which, as in “is a …”.
    Unknown(&'static str),
}

type Faulty<T> = std::result::Result<T, Fault>;

impl Fault {
    fn about(&self, name: &str) -> Error {
        const SMALLER: &str = "Save a smaller copy of it, at most 100 megapixels and 200 MB, and add that.";
        const AGAIN: &str =
            "Ask the sender for it again, or open it in a picture editor and save it as a JPEG.";
        match self {
            Fault::Empty => Error::new(
                "picture-empty",
                format!("“{name}” is empty: it holds no bytes at all."),
                "Copy it from the camera or ask the sender for it again.",
            ),
            Fault::Truncated => Error::new(
                "picture-truncated",
                format!("“{name}” ends too early; part of the picture is missing."),
                "Copy it from the camera or ask the sender for it again.",
            ),
            Fault::Damaged => {
                Error::new("picture-damaged", format!("“{name}” is damaged and cannot be drawn."), AGAIN)
            }
            Fault::TooManyBytes(bytes) => Error::new(
                "picture-too-large",
                format!(
                    "“{name}” is too large: {} MB, where 200 MB is the most.",
                    bytes.div_ceil(1024 * 1024)
                ),
                SMALLER,
            ),
            Fault::TooManyPixels(width, height) => Error::new(
                "picture-too-large",
                format!(
                    "“{name}” is too large: {width} × {height} pixels, where 100 megapixels is the most."
                ),
                SMALLER,
            ),
            Fault::TooMuchToHold => Error::new(
                "picture-too-large",
                format!("“{name}” would take more memory than a picture may."),
                SMALLER,
            ),
            Fault::Unknown(what) => Error::new(
                "picture-unknown-kind",
                format!("“{name}” is {what}, which Stet cannot draw."),
                "Save it as a JPEG, PNG, WebP, GIF, AVIF or TIFF and add that.",
            ),
        }
    }
}

/// Big- and little-endian numbers at a place, or nothing where the bytes end.
mod bytes_at {
    pub fn be16(bytes: &[u8], at: usize) -> Option<u16> {
        Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
    }
    pub fn be32(bytes: &[u8], at: usize) -> Option<u32> {
        Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
    }
    pub fn le16(bytes: &[u8], at: usize) -> Option<u16> {
        be16(bytes, at).map(u16::swap_bytes)
    }
    pub fn le32(bytes: &[u8], at: usize) -> Option<u32> {
        be32(bytes, at).map(u32::swap_bytes)
    }
}
