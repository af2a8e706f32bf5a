//! A picture as a page shows it: which files, how large, in what words.

use crate::media::Shape;
use crate::site::edition::Rendition;
use crate::site::links::Links;
use serde::Serialize;

/// What a `<picture>` needs.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Picture {
    pub src: String,
    pub srcset: String,
    /// The same as AVIF and as WebP, for browsers that draw them; empty where there is none.
    pub avif: String,
    pub webp: String,
    pub width: u32,
    pub height: u32,
    pub alt: String,
}

impl Picture {
    /// The picture in that shape from that place, or whole where it is not cut; none where no file of it
    /// exists.
    pub fn of(files: &[Rendition], shape: Shape, alt: &str, links: &Links) -> Option<Self> {
        let in_shape = |shape| move |file: &&Rendition| file.shape == shape;
        let shape = if files.iter().any(|file| file.shape == shape) { shape } else { Shape::Whole };
        let of = |fits: fn(&Rendition) -> bool| -> Vec<&Rendition> {
            files.iter().filter(in_shape(shape)).filter(|file| fits(file)).collect()
        };
        let drawn_everywhere = of(is_drawn_everywhere);
        let usual = drawn_everywhere.iter().min_by_key(|file| file.width.abs_diff(1200))?;
        let set = |mut files: Vec<&Rendition>| {
            files.sort_by_key(|file| file.width);
            files.dedup_by_key(|file| file.width);
            let each = files.iter().map(|file| format!("{} {}w", links.picture(&file.file), file.width));
            each.collect::<Vec<_>>().join(", ")
        };
        Some(Self {
            src: links.picture(&usual.file),
            srcset: if drawn_everywhere.len() < 2 { String::new() } else { set(drawn_everywhere.clone()) },
            avif: set(of(|file| file.file.ends_with(".avif"))),
            webp: set(of(|file| file.file.ends_with(".webp"))),
            width: usual.width,
            height: usual.height,
            alt: alt.to_owned(),
        })
    }
}

/// The largest file of the whole picture: what feeds and search engines are told of. No AVIF or WebP,
/// which not everybody draws.
pub(super) fn largest(files: &[Rendition]) -> Option<&Rendition> {
    largest_in(files, Shape::Whole)
}

/// The largest file in that shape.
pub(super) fn largest_in(files: &[Rendition], shape: Shape) -> Option<&Rendition> {
    files.iter().filter(|file| file.shape == shape && is_drawn_everywhere(file)).max_by_key(|file| file.width)
}

fn is_drawn_everywhere(file: &Rendition) -> bool {
    !file.file.ends_with(".webp") && !file.file.ends_with(".avif")
}
