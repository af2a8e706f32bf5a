//! One AV1 still to pixels: `re_rav1d` decodes, here its planes become RGB.

use moxcms::ColorProfile;
use re_rav1d::pixel::{MatrixCoefficients, YUVRange};
use re_rav1d::{Decoder, Picture, PixelLayout, PlanarImageComponent, Settings};

use super::raster::{Channels, Raster};
use super::{Fault, Faulty, MOST_PIXELS};

/// What the container says of the colours; it goes before what the stream says.
#[derive(Clone, Copy, Default)]
pub struct Colours {
    pub primaries: Option<u16>,
    pub matrix: Option<u16>,
    pub full_range: Option<bool>,
}

/// The pixels, and a profile where the primaries are Display P3's.
pub fn decode(data: Vec<u8>, colours: Colours) -> Faulty<(Raster, Option<Vec<u8>>)> {
    if data.is_empty() {
        return Err(Fault::Damaged);
    }
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(MOST_PIXELS as u32);
    let mut decoder = Decoder::with_settings(&settings).map_err(|_| Fault::TooMuchToHold)?;
    let picture = first_picture(&mut decoder, data)?;
    // Every program that writes wide colours says so in the container.
    let is_p3 = colours.primaries == Some(12);
    let profile = if is_p3 { ColorProfile::new_display_p3().encode().ok() } else { None };
    Ok((to_rgb(&picture, colours)?, profile))
}

fn first_picture(decoder: &mut Decoder, data: Vec<u8>) -> Faulty<Picture> {
    let mut sent = decoder.send_data(data, None, None, None);
    // A still is one frame; a few rounds allow for layers before it.
    for _ in 0..64 {
        match sent {
            Err(error) if !error.is_again() => return Err(Fault::Damaged),
            _ => {}
        }
        match decoder.get_picture() {
            Ok(picture) => return Ok(picture),
            Err(error) if error.is_again() => sent = decoder.send_pending_data(),
            Err(_) => return Err(Fault::Damaged),
        }
    }
    Err(Fault::Damaged)
}

/// How much red and blue weigh in brightness, or that there is no brightness at all.
enum Matrix {
    Weighted { red: f32, blue: f32 },
    Identity,
    Ycgco,
}

fn matrix(picture: &Picture, colours: Colours) -> Faulty<Matrix> {
    let number = match (colours.matrix, picture.matrix_coefficients()) {
        (Some(number), _) => number,
        (None, MatrixCoefficients::Identity) => 0,
        (None, MatrixCoefficients::BT709) => 1,
        (None, MatrixCoefficients::BT470M) => 4,
        (None, MatrixCoefficients::ST240M) => 7,
        (None, MatrixCoefficients::YCgCo) => 8,
        (None, MatrixCoefficients::BT2020NonConstantLuminance) => 9,
        (None, MatrixCoefficients::BT470BG | MatrixCoefficients::Unspecified) => 6,
        (None, _) => u16::MAX,
    };
    let (red, blue) = match number {
        0 => return Ok(Matrix::Identity),
        8 => return Ok(Matrix::Ycgco),
        1 => (0.2126, 0.0722),
        4 => (0.30, 0.11),
        2 | 5 | 6 => (0.299, 0.114),
        7 => (0.212, 0.087),
        9 => (0.2627, 0.0593),
        _ => return Err(Fault::Unknown("an AVIF in rare colours")),
    };
    Ok(Matrix::Weighted { red, blue })
}

fn to_rgb(picture: &Picture, colours: Colours) -> Faulty<Raster> {
    let (width, height) = (picture.width(), picture.height());
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::TooManyPixels(width, height));
    }
    let depth = picture.bits_per_component().ok_or(Fault::Damaged)?.0;
    let full_range = colours.full_range.unwrap_or(picture.color_range() == YUVRange::Full);
    let most = ((1_u32 << depth) - 1) as f32;
    let unit = (1_u32 << (depth - 8)) as f32;
    let (black, light, tint) =
        if full_range { (0.0, most, most) } else { (16.0 * unit, 219.0 * unit, 224.0 * unit) };
    let middle = 128.0 * unit;
    let (wide_steps, tall_steps) = match picture.pixel_layout() {
        PixelLayout::I420 => (1, 1),
        PixelLayout::I422 => (1, 0),
        PixelLayout::I400 | PixelLayout::I444 => (0, 0),
    };
    let byte = |value: f32| (value * 255.0).round().clamp(0.0, 255.0) as u8;

    let samples = |component| (picture.plane(component), picture.stride(component) as usize);
    let (plane, stride) = samples(PlanarImageComponent::Y);
    let luma = Samples { data: &plane, stride, wide: depth > 8 };
    if picture.pixel_layout() == PixelLayout::I400 {
        let mut pixels = Vec::with_capacity(width as usize * height as usize);
        for y in 0..height as usize {
            pixels.extend((0..width as usize).map(|x| byte((luma.at(x, y) - black) / light)));
        }
        return Raster::new(width, height, Channels::Grey, pixels);
    }
    let matrix = matrix(picture, colours)?;
    let (plane, stride) = samples(PlanarImageComponent::U);
    let blueness = Samples { data: &plane, stride, wide: depth > 8 };
    let (plane, stride) = samples(PlanarImageComponent::V);
    let redness = Samples { data: &plane, stride, wide: depth > 8 };
    let mut pixels = Vec::with_capacity(width as usize * height as usize * 3);
    for y in 0..height as usize {
        for x in 0..width as usize {
            let bright = (luma.at(x, y) - black) / light;
            let (cx, cy) = (x >> wide_steps, y >> tall_steps);
            let (u, v) = (blueness.at(cx, cy), redness.at(cx, cy));
            let (cb, cr) = ((u - middle) / tint, (v - middle) / tint);
            let rgb = match matrix {
                Matrix::Weighted { red, blue } => {
                    let r = bright + 2.0 * (1.0 - red) * cr;
                    let b = bright + 2.0 * (1.0 - blue) * cb;
                    [r, (bright - red * r - blue * b) / (1.0 - red - blue), b]
                }
                Matrix::Identity => [(v - black) / light, bright, (u - black) / light],
                Matrix::Ycgco => [bright - cb + cr, bright + cb, bright - cb - cr],
            };
            pixels.extend(rgb.map(byte));
        }
    }
    Raster::new(width, height, Channels::Rgb, pixels)
}

/// One plane of numbers, one or two bytes each.
struct Samples<'a> {
    data: &'a [u8],
    stride: usize,
    wide: bool,
}

impl Samples<'_> {
    fn at(&self, x: usize, y: usize) -> f32 {
        if self.wide {
            let at = y * self.stride + 2 * x;
            // The decoder stores wide samples in the machine's own order.
            u16::from_ne_bytes([self.data[at], self.data[at + 1]]).into()
        } else {
            self.data[y * self.stride + x].into()
        }
    }
}
