//! `stet bench pictures`: photographs drawn from a seed, and what it costs to make of them what readers get.

use super::bench::profile;
use super::bench_import::{shown, status};
use super::bench_site::{processors, unwritable};
use super::print::Said;
use crate::media::{self, Focus, ReaderFacts};
use crate::newsroom::{pictures, wall_clock, write_whole};
use crate::store::MediaRow;
use crate::{Error, Result};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Width, height, whether it is a progressive JPEG: what cameras, phones and agencies send.
const SET: [(u16, u16, bool); 6] = [
    (6000, 4000, false),
    (4240, 2832, false),
    (6000, 4000, true),
    (4000, 6000, false),
    (4000, 3000, false),
    (5184, 3456, false),
];

/// Makes everything that readers get of the JPEGs in `from`, which are drawn first where there are none.
/// `out`: the files are left there, named as the comparison with sharp names its own.
pub fn run(from: Option<&Path>, out: Option<&Path>, only_set: bool) -> Result<Said> {
    let place = tempfile::tempdir().map_err(|fault| unwritable(&fault))?;
    let set = from.map_or_else(|| place.path().join("set"), Path::to_owned);
    let files = match jpegs(&set) {
        Ok(files) if !files.is_empty() => files,
        _ => {
            SET.par_iter().enumerate().try_for_each(|(n, size)| draw(&set, n, *size))?;
            jpegs(&set)?
        }
    };
    if only_set {
        return Ok(Said::line(format!("{} photographs in {}", files.len(), set.display())));
    }
    let newsroom = place.path().join("newsroom");
    let (began, before) = (Instant::now(), processors());
    let made: Vec<Vec<(String, u64)>> =
        files.par_iter().map(|file| make(&newsroom, file, out)).collect::<Result<_>>()?;
    let (wall, cpu) = (began.elapsed().as_secs_f64(), processors().saturating_sub(before).as_secs_f64());
    let all: Vec<&(String, u64)> = made.iter().flatten().collect();
    let bytes =
        |ending: &str| all.iter().filter(|(name, _)| name.ends_with(ending)).map(|(_, n)| n).sum::<u64>();
    Ok(Said::line(format!(
        "{} photographs, {} files, {} build: {wall:.2} s, CPU {cpu:.2} s, memory at most {}; JPEG {:.1} MB, WebP {:.1} MB",
        files.len(),
        all.len(),
        profile(),
        shown(status("VmHWM:")),
        bytes(".jpg") as f64 / 1e6,
        bytes(".webp") as f64 / 1e6,
    )))
}

/// Takes a picture in and makes its files for readers, as a newsroom does.
fn make(newsroom: &Path, file: &Path, out: Option<&Path>) -> Result<Vec<(String, u64)>> {
    let bytes = std::fs::read(file).map_err(|fault| unwritable(&fault))?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let row: MediaRow = pictures::take_in(newsroom, &bytes, &format!("{stem}.jpg"), wall_clock())?.row;
    let facts = ReaderFacts { caption: "The bridge at dawn".to_owned(), ..ReaderFacts::default() };
    let shelf = out.map_or_else(|| newsroom.join("readers"), Path::to_owned);
    let all = pictures::for_pages(newsroom, &row, &pictures::wanted(&row, true, false))?;
    all.iter()
        .map(|(one, drawn)| {
            let name = format!("{stem}-{}.{}", pictures::name_of(one, Focus::default()), drawn.extension);
            let bytes = media::publishable(drawn, &facts)?;
            write_whole(&shelf.join(&name), &bytes)?;
            Ok((name, bytes.len() as u64))
        })
        .collect()
}

fn jpegs(folder: &Path) -> Result<Vec<PathBuf>> {
    let all = std::fs::read_dir(folder).map_err(|fault| unwritable(&fault))?;
    let mut files: Vec<PathBuf> = all.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "jpg"));
    files.sort();
    Ok(files)
}

/// A picture with what photographs have: light that falls off, things with edges, texture that is finer in
/// one place than in another, and the grain of a sensor.
fn draw(folder: &Path, n: usize, (width, height, progressive): (u16, u16, bool)) -> Result<()> {
    let seed = n as u32 * 1000 + 1;
    let (across, down) = (f32::from(width), f32::from(height));
    let things: Vec<[f32; 7]> = (0..24)
        .map(|thing| {
            let roll = |k| scatter(thing, k, seed ^ 77);
            let place = [roll(0), roll(1) * down / across, 0.02 + roll(2) * 0.18, 0.02 + roll(3) * 0.12];
            [place[0], place[1], place[2], place[3], roll(4) * 255.0, roll(5) * 255.0, roll(6) * 255.0]
        })
        .collect();
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            let (u, v) = (x as f32 / across, y as f32 / across);
            let mut colour = [230.0 - 126.0 * v, 210.0 - 84.0 * v, 160.0 + 70.0 * v];
            let mut texture = 0.25;
            for [left, top, wide, high, r, g, b] in &things {
                let off = ((u - left) / wide).powi(2) + ((v - top) / high).powi(2);
                if off < 1.0 {
                    let light = 1.2 - 0.5 * off;
                    texture = 0.2 + r / 255.0;
                    for (under, over) in colour.iter_mut().zip([r, g, b]) {
                        *under = (over * 0.8 + *under * 0.2) * light;
                    }
                }
            }
            let (mut fine, mut height, mut step, mut octave) = (0.0, 60.0, 6.0, 0);
            while step * 5.0 < across {
                fine += (cloud(u * step, v * step, seed + octave) - 0.5) * height;
                (height, step, octave) = (height * 0.62, step * 2.1, octave + 1);
            }
            let soft = cloud(u * across * 0.45, v * across * 0.45, seed + 99) - 0.5;
            let grain = (scatter(x, y, seed) - 0.5) * 9.0 + soft * 22.0;
            for (channel, light) in colour.into_iter().enumerate() {
                let lit = light + fine * texture * (1.0 - 0.12 * channel as f32) + grain;
                pixels.push(lit.clamp(0.0, 255.0) as u8);
            }
        }
    }
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 92);
    encoder.set_progressive(progressive);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    let drawn = encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb);
    drawn.map_err(|fault| {
        Error::new("picture-damaged", format!("A photograph could not be drawn: {fault}."), "Try again.")
    })?;
    write_whole(&folder.join(format!("{n:02}.jpg")), &file)
}

/// A number from 0 to 1 that belongs to a place, and looks like none of its neighbours'.
fn scatter(x: u32, y: u32, seed: u32) -> f32 {
    let mut hash = x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77) ^ seed.wrapping_mul(0xC2B2_AE3D);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2C1B_3C6D);
    hash ^= hash >> 12;
    hash = hash.wrapping_mul(0x297A_2D39);
    hash ^= hash >> 15;
    (hash >> 8) as f32 / (1 << 24) as f32
}

/// The same, smooth from place to place.
fn cloud(x: f32, y: f32, seed: u32) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let ease = |part: f32| part * part * (3.0 - 2.0 * part);
    let (across, down) = (ease(x - left), ease(y - top));
    let corner = |right, below| scatter(left as u32 + right, top as u32 + below, seed);
    let upper = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * across;
    let lower = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * across;
    upper + (lower - upper) * down
}
