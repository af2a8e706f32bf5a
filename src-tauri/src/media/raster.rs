//! Pixels in memory: turning them upright, scaling them down.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};

use super::cut::Cut;
use super::{Fault, Faulty};

/// What stands in each pixel, 8 bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channels {
    Grey,
    Rgb,
    Rgba,
    /// Ink, 0 is none and 255 is full.
    Cmyk,
}

impl Channels {
    pub fn count(self) -> usize {
        match self {
            Channels::Grey => 1,
            Channels::Rgb => 3,
            Channels::Rgba | Channels::Cmyk => 4,
        }
    }
}

/// A whole picture, row by row from the top.
#[derive(Debug, Clone)]
pub struct Raster {
    pub width: u32,
    pub height: u32,
    pub channels: Channels,
    pub pixels: Vec<u8>,
}

impl Raster {
    /// A picture, if the pixels are as many as they must be.
    pub fn new(width: u32, height: u32, channels: Channels, pixels: Vec<u8>) -> Faulty<Self> {
        let wanted = width as usize * height as usize * channels.count();
        if wanted == 0 || pixels.len() != wanted {
            return Err(Fault::Damaged);
        }
        Ok(Self { width, height, channels, pixels })
    }

    /// The picture scaled down; both sides at least one pixel.
    pub fn scaled(&self, width: u32, height: u32) -> Faulty<Raster> {
        let whole = Cut { left: 0, top: 0, width: self.width, height: self.height };
        self.part_scaled(whole, width, height)
    }

    /// A part of the picture scaled down.
    pub fn part_scaled(&self, part: Cut, width: u32, height: u32) -> Faulty<Raster> {
        let kind = match self.channels {
            Channels::Grey => PixelType::U8,
            Channels::Rgb => PixelType::U8x3,
            Channels::Rgba | Channels::Cmyk => PixelType::U8x4,
        };
        let from = ImageRef::new(self.width, self.height, &self.pixels, kind).map_err(|_| Fault::Damaged)?;
        let mut to = Image::new(width, height, kind);
        // Black ink in the fourth channel is not transparency.
        let options = fast_image_resize::ResizeOptions::new()
            .use_alpha(self.channels == Channels::Rgba)
            .crop(part.left.into(), part.top.into(), part.width.into(), part.height.into());
        Resizer::new().resize(&from, &mut to, &options).map_err(|_| Fault::Damaged)?;
        Raster::new(width, height, self.channels, to.into_vec())
    }

    /// Whether anything shines through.
    pub fn is_see_through(&self) -> bool {
        self.channels == Channels::Rgba && self.pixels.chunks_exact(4).any(|pixel| pixel[3] != 255)
    }

    /// Drops the fourth channel where nothing shines through, and blanks what is wholly
    /// transparent: an editor that erases a face often leaves its colours under alpha 0.
    pub fn without_hidden_pixels(mut self) -> Raster {
        if self.channels != Channels::Rgba {
            return self;
        }
        if self.is_see_through() {
            for pixel in self.pixels.chunks_exact_mut(4).filter(|pixel| pixel[3] == 0) {
                pixel.fill(0);
            }
            return self;
        }
        let pixels = self.pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Raster { channels: Channels::Rgb, pixels, ..self }
    }
}

/// How stored pixels stand, numbered as EXIF does: 1 is upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Orientation(u8);

impl Default for Orientation {
    fn default() -> Self {
        Orientation(1)
    }
}

impl Orientation {
    /// EXIF's number; anything outside 1 to 8 counts as upright, as it does everywhere.
    pub fn from_exif(number: u32) -> Self {
        Orientation(u8::try_from(number).ok().filter(|n| (1..=8).contains(n)).unwrap_or(1))
    }

    /// EXIF's number for it, 1 to 8.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Whether the picture lies on its side, so that width and height change places.
    pub fn swaps_sides(self) -> bool {
        self.0 >= 5
    }

    /// Width and height of the upright picture.
    pub fn upright(self, width: u32, height: u32) -> (u32, u32) {
        if self.swaps_sides() { (height, width) } else { (width, height) }
    }

    /// The upright picture.
    pub(super) fn apply(self, raster: &Raster) -> Raster {
        let (stored_width, stored_height) = (raster.width as usize, raster.height as usize);
        let (width, height) = self.upright(raster.width, raster.height);
        let size = raster.channels.count();
        let mut pixels = Vec::with_capacity(raster.pixels.len());
        for y in 0..height as usize {
            for x in 0..width as usize {
                // Where the pixel that belongs at (x, y) is stored.
                let (from_x, from_y) = match self.0 {
                    2 => (stored_width - 1 - x, y),
                    3 => (stored_width - 1 - x, stored_height - 1 - y),
                    4 => (x, stored_height - 1 - y),
                    5 => (y, x),
                    6 => (y, stored_height - 1 - x),
                    7 => (stored_width - 1 - y, stored_height - 1 - x),
                    8 => (stored_width - 1 - y, x),
                    _ => (x, y),
                };
                let at = (from_y * stored_width + from_x) * size;
                pixels.extend_from_slice(&raster.pixels[at..at + size]);
            }
        }
        Raster { width, height, channels: raster.channels, pixels }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_erased_to_transparency_is_gone() {
        let erased = Raster::new(2, 1, Channels::Rgba, vec![200, 100, 50, 0, 1, 2, 3, 255]).unwrap();
        assert_eq!(erased.without_hidden_pixels().pixels, [0, 0, 0, 0, 1, 2, 3, 255]);
    }

    #[test]
    fn an_opaque_picture_loses_its_alpha_channel() {
        let opaque = Raster::new(1, 1, Channels::Rgba, vec![9, 8, 7, 255]).unwrap();
        assert_eq!(opaque.without_hidden_pixels().pixels, [9, 8, 7]);
    }

    #[test]
    fn an_orientation_outside_one_to_eight_is_upright() {
        assert_eq!(Orientation::from_exif(0).number(), 1);
        assert_eq!(Orientation::from_exif(9).number(), 1);
        assert_eq!(Orientation::from_exif(6).upright(40, 30), (30, 40));
    }
}
