//! The pictures that pages need besides those that importing draws: WebP (and AVIF) at every width, and cuts.
//!
//! Made from the source that importing keeps, not from the original: a page can be made again, or a
//! cut moved, without reading a hundred megapixels.

use super::cut::{Focus, Shape, cut};
use super::raster::Raster;
use super::rendition::{FOR_READERS, Rendition, WEBP_SIDE, draw, draw_webp, scaled_height};
use super::{Fault, Result, avif_out, decode, guarded, parts, sniff};

/// The widths of a cut for cards and social sites.
const WIDE_PX: [u32; 3] = [1200, 800, 400];
/// The width of a cut that only search engines are told of.
const TOLD_PX: u32 = 1200;

/// One file that pages need of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// How it is cut.
    pub shape: Shape,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What kind of file it is.
    pub form: Form,
}

/// What kind of file a picture for pages is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// What draws everywhere: a JPEG, or a PNG where something shines through.
    Everywhere,
    /// WebP.
    WebP,
    /// AVIF: smaller, and ten times the work. Only where the newsroom asks for it.
    Avif,
}

/// The files that pages need of a picture of that size, shape by shape and widest first. Importing
/// draws the whole ones that draw everywhere. `cuts`: it stands for its story, on cards and elsewhere.
pub fn wanted(width_px: u32, height_px: u32, widths: &[u32], cuts: bool, avif: bool) -> Vec<Wanted> {
    let (full_width, full_height) = (width_px.max(1), height_px.max(1));
    let mut wanted = Vec::new();
    let mut add = |shape, width: u32, height: u32, all: bool| {
        wanted.push(Wanted { shape, width, height, form: Form::Everywhere });
        if all && height <= WEBP_SIDE && width <= WEBP_SIDE {
            wanted.push(Wanted { shape, width, height, form: Form::WebP });
            if avif {
                wanted.push(Wanted { shape, width, height, form: Form::Avif });
            }
        }
    };
    for width in narrowed(widths, full_width) {
        add(Shape::Whole, width, scaled_height(width, full_width, full_height), true);
    }
    let source_width = widths.iter().copied().max().unwrap_or(full_width).min(full_width);
    let source_height = scaled_height(source_width, full_width, full_height);
    for shape in Shape::CUT.into_iter().filter(|_| cuts) {
        let part = cut(shape, source_width, source_height, Focus::default());
        let is_wide = shape == Shape::Wide;
        for width in narrowed(if is_wide { &WIDE_PX } else { &[TOLD_PX] }, part.width) {
            add(shape, width, scaled_height(width, part.width, part.height), is_wide);
        }
    }
    wanted
}

/// Widest first, none beyond the picture's own, none twice.
fn narrowed(widths: &[u32], full: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = widths.iter().map(|width| (*width).clamp(1, full)).collect();
    widths.sort_unstable_by(|a, b| b.cmp(a));
    widths.dedup();
    widths
}

/// Draws what is wanted from a source as [`super::take_in`] gives it, in the order asked for: each shape
/// from wide to narrow, so that each width is scaled from the one before.
pub fn for_pages(source: &[u8], file_name: &str, wanted: &[Wanted], focus: Focus) -> Result<Vec<Rendition>> {
    guarded(file_name, || {
        let draw_all = || {
            let format = sniff(source).ok_or(Fault::Damaged)?;
            let whole = decode(source, format, &parts(source, format)?, None)?.raster;
            let mut made = Vec::with_capacity(wanted.len());
            let mut last: Option<(Shape, Raster)> = None;
            for one in wanted {
                let raster = match last.take() {
                    Some((shape, raster)) if shape == one.shape => {
                        if raster.width == one.width {
                            raster
                        } else {
                            raster.scaled(one.width, one.height)?
                        }
                    }
                    _ => {
                        let part = cut(one.shape, whole.width, whole.height, focus);
                        whole.part_scaled(part, one.width, one.height)?
                    }
                };
                made.push(match one.form {
                    Form::Everywhere => draw(&raster, FOR_READERS)?,
                    Form::WebP => draw_webp(&raster)?,
                    Form::Avif => avif_out::draw(&raster)?,
                });
                last = Some((one.shape, raster));
            }
            Ok(made)
        };
        draw_all().map_err(|fault: Fault| fault.about(file_name))
    })
}
