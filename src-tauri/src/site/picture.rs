//! A picture as a page shows it: which files, how large, in what words.

use crate::site::edition::Rendition;
use crate::site::links::Links;
use serde::Serialize;

/// What an `<img>` needs.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Picture {
    pub src: String,
    pub srcset: String,
    pub width: u32,
    pub height: u32,
    pub alt: String,
}

impl Picture {
    /// The picture from that place; none where no file of it exists.
    pub fn of(files: &[Rendition], alt: &str, links: &Links) -> Option<Self> {
        let usual = nearest(files, 1200)?;
        let mut by_width: Vec<&Rendition> = files.iter().collect();
        by_width.sort_by_key(|file| file.width);
        by_width.dedup_by_key(|file| file.width);
        let srcset = if by_width.len() < 2 {
            String::new()
        } else {
            let each = by_width.iter().map(|file| format!("{} {}w", links.picture(&file.file), file.width));
            each.collect::<Vec<_>>().join(", ")
        };
        Some(Self {
            src: links.picture(&usual.file),
            srcset,
            width: usual.width,
            height: usual.height,
            alt: alt.to_owned(),
        })
    }
}

/// The largest file: what search engines and social sites are told of.
pub(super) fn largest(files: &[Rendition]) -> Option<&Rendition> {
    files.iter().max_by_key(|file| file.width)
}

fn nearest(files: &[Rendition], width: u32) -> Option<&Rendition> {
    files.iter().min_by_key(|file| file.width.abs_diff(width))
}
