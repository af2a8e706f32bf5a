//! AVIF for pages: drawn by `ravif`, and its container written anew with the facts a reader should have.

use super::avif_boxes::meta;
use super::raster::{Channels, Raster};
use super::{Fault, Faulty, ReaderFacts, Rendition};
use ::exif::experimental::Writer;
use ::exif::{Field, In, Tag, Value};
use avif_serialize::Aviffy;
use avif_serialize::constants::MatrixCoefficients;
use ravif::{BitDepth, ColorModel, Encoder, Img, RGB8, RGBA8};

/// Half the bytes of WebP at 80 on the demo's drawn pictures; looked at, not measured (docs/decisions/0063).
const QUALITY: f32 = 66.0;
/// Of 1 to 10: beyond 8 files grow, below 6 a picture takes many seconds.
const SPEED: u8 = 8;
/// Bits of a colour: what is between two of eight shows in skies.
const DEPTH: u8 = 10;

/// The picture as AVIF.
pub(super) fn draw(raster: &Raster) -> Faulty<Rendition> {
    let (width, height) = (raster.width, raster.height);
    let how = Encoder::new()
        .with_quality(QUALITY)
        .with_alpha_quality(QUALITY)
        .with_speed(SPEED)
        .with_bit_depth(BitDepth::Ten)
        .with_internal_color_model(ColorModel::YCbCr);
    let size = |pixels: u32| pixels as usize;
    let drawn = match raster.channels {
        Channels::Rgba => {
            let pixels: Vec<RGBA8> =
                raster.pixels.chunks_exact(4).map(|p| RGBA8::new(p[0], p[1], p[2], p[3])).collect();
            how.encode_rgba(Img::new(pixels.as_slice(), size(width), size(height)))
        }
        Channels::Rgb => {
            let pixels: Vec<RGB8> =
                raster.pixels.chunks_exact(3).map(|p| RGB8::new(p[0], p[1], p[2])).collect();
            how.encode_rgb(Img::new(pixels.as_slice(), size(width), size(height)))
        }
        Channels::Grey => {
            let pixels: Vec<RGB8> =
                raster.pixels.iter().map(|light| RGB8::new(*light, *light, *light)).collect();
            how.encode_rgb(Img::new(pixels.as_slice(), size(width), size(height)))
        }
        Channels::Cmyk => return Err(Fault::Damaged),
    };
    let bytes = drawn.map_err(|_| Fault::TooMuchToHold)?.avif_file;
    Ok(Rendition { width, height, extension: "avif", bytes })
}

/// A file of [`draw`] with the facts in it. Only what draws is taken over, into a container that is written
/// here: whatever else the file held stays behind.
pub(super) fn with_facts(bytes: &[u8], facts: &ReaderFacts) -> Faulty<Vec<u8>> {
    let read = meta(bytes)?;
    if read.moves {
        return Err(Fault::Damaged);
    }
    let (width, height) = read.size(read.primary).ok_or(Fault::Damaged)?;
    let colours = read.data(read.primary)?;
    let alpha = read.tied_to(b"auxl", read.primary).next().map(|item| read.data(item)).transpose()?;
    let mut file = Aviffy::new();
    file.set_matrix_coefficients(MatrixCoefficients::Bt601);
    if let Some(exif) = exif_of(facts)? {
        file.set_exif(exif);
    }
    Ok(file.to_vec(&colours, alpha.as_deref(), width, height, DEPTH))
}

/// Caption, who made it and whom to thank, and whose the rights are. Exif has no place for alternative text;
/// of two names the creator comes first.
fn exif_of(facts: &ReaderFacts) -> Faulty<Option<Vec<u8>>> {
    let names: Vec<&str> =
        [facts.creator.as_str(), facts.credit.as_str()].into_iter().filter(|name| !name.is_empty()).collect();
    let said = [
        (Tag::ImageDescription, facts.caption.clone()),
        (Tag::Artist, names.join("; ")),
        (Tag::Copyright, facts.copyright.clone()),
    ];
    let fields: Vec<Field> = said
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(tag, words)| Field {
            tag,
            ifd_num: In::PRIMARY,
            value: Value::Ascii(vec![words.into_bytes()]),
        })
        .collect();
    if fields.is_empty() {
        return Ok(None);
    }
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut out = std::io::Cursor::new(Vec::new());
    writer.write(&mut out, false).map_err(|_| Fault::TooMuchToHold)?;
    Ok(Some(out.into_inner()))
}
