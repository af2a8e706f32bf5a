//! Paper and ink for the demo's pictures: flat shapes, soft gradients, a printed grain.
//! The same picture comes out the same on every machine of the same kind.

use std::f32::consts::TAU;
use std::sync::LazyLock;
use tiny_skia::{
    Color, FillRule, FilterQuality, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path,
    PathBuilder, Pattern, Pixmap, Point, RadialGradient, Rect, Shader, SpreadMode, Stroke, Transform,
};

/// Width of every picture.
pub(super) const WIDTH: f32 = 1600.0;
/// Height of every picture.
pub(super) const HEIGHT: f32 = 1000.0;

/// A colour (0xRRGGBB) and how much of it covers what is below.
#[derive(Clone, Copy)]
pub(super) struct Ink(pub u32, pub f32);

impl From<u32> for Ink {
    fn from(rgb: u32) -> Self {
        Ink(rgb, 1.0)
    }
}

impl Ink {
    fn colour(self) -> Color {
        let [_, r, g, b] = self.0.to_be_bytes();
        let mut colour = Color::from_rgba8(r, g, b, 255);
        colour.set_alpha(self.1);
        colour
    }
}

/// Between two colours: 0 is `a`, 1 is `b`.
pub(super) fn mix(a: u32, b: u32, t: f32) -> u32 {
    let channel = |shift: u32| {
        let (a, b) = ((a >> shift & 255) as f32, (b >> shift & 255) as f32);
        ((a + (b - a) * t.clamp(0.0, 1.0)) as u32) << shift
    };
    channel(16) | channel(8) | channel(0)
}

/// A picture being drawn.
pub(super) struct Canvas {
    pixels: Pixmap,
    state: u64,
}

impl Canvas {
    /// A canvas under a vertical gradient; `seed` decides everything random on it.
    pub fn new(seed: u64, stops: &[(f32, u32)]) -> Self {
        let pixels = Pixmap::new(WIDTH as u32, HEIGHT as u32).expect("the size is a constant above nothing");
        let mut canvas = Self { pixels, state: seed };
        canvas.fade(0.0, 0.0, WIDTH, HEIGHT, &stops.iter().map(|s| (s.0, Ink(s.1, 1.0))).collect::<Vec<_>>());
        canvas
    }

    /// The next random number, 0 to 1.
    pub fn random(&mut self) -> f32 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 40) as f32 / (1u64 << 24) as f32
    }

    /// The next random number between two.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.random()
    }

    /// One of several.
    pub fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[((self.random() * of.len() as f32) as usize).min(of.len() - 1)]
    }

    /// A filled rectangle.
    pub fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, ink: impl Into<Ink>) {
        self.poly(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h)], ink);
    }

    /// A filled polygon.
    pub fn poly(&mut self, points: &[(f32, f32)], ink: impl Into<Ink>) {
        if let Some(path) = lines(points, true) {
            self.fill(&path, Shader::SolidColor(ink.into().colour()));
        }
    }

    /// A filled ellipse around its middle.
    pub fn oval(&mut self, x: f32, y: f32, rx: f32, ry: f32, ink: impl Into<Ink>) {
        let path = Rect::from_xywh(x - rx, y - ry, rx * 2.0, ry * 2.0).and_then(PathBuilder::from_oval);
        if let Some(path) = path {
            self.fill(&path, Shader::SolidColor(ink.into().colour()));
        }
    }

    /// A filled circle.
    pub fn disc(&mut self, x: f32, y: f32, r: f32, ink: impl Into<Ink>) {
        self.oval(x, y, r, r, ink);
    }

    /// A shape with curves.
    pub fn shape(&mut self, draw: impl FnOnce(&mut PathBuilder), ink: impl Into<Ink>) {
        let mut path = PathBuilder::new();
        draw(&mut path);
        if let Some(path) = path.finish() {
            self.fill(&path, Shader::SolidColor(ink.into().colour()));
        }
    }

    /// A line with round ends.
    pub fn line(&mut self, points: &[(f32, f32)], width: f32, ink: impl Into<Ink>) {
        if let Some(path) = lines(points, false) {
            self.stroke(&path, width, ink.into());
        }
    }

    /// A curved line.
    pub fn curve(&mut self, draw: impl FnOnce(&mut PathBuilder), width: f32, ink: impl Into<Ink>) {
        let mut path = PathBuilder::new();
        draw(&mut path);
        if let Some(path) = path.finish() {
            self.stroke(&path, width, ink.into());
        }
    }

    /// A rectangle under a vertical gradient.
    pub fn fade(&mut self, x: f32, y: f32, w: f32, h: f32, stops: &[(f32, Ink)]) {
        let stops = stops.iter().map(|(at, ink)| GradientStop::new(*at, ink.colour())).collect();
        let (top, bottom) = (Point::from_xy(0.0, y), Point::from_xy(0.0, y + h));
        let shader = LinearGradient::new(top, bottom, stops, SpreadMode::Pad, Transform::identity());
        let path = lines(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h)], true);
        if let (Some(shader), Some(path)) = (shader, path) {
            self.fill(&path, shader);
        }
    }

    /// A light that fades out all round.
    pub fn glow(&mut self, x: f32, y: f32, r: f32, ink: Ink) {
        let stops = vec![
            GradientStop::new(0.0, ink.colour()),
            GradientStop::new(0.35, Ink(ink.0, ink.1 * 0.45).colour()),
            GradientStop::new(1.0, Ink(ink.0, 0.0).colour()),
        ];
        let middle = Point::from_xy(x, y);
        let shader =
            RadialGradient::new(middle, 0.0, middle, r, stops, SpreadMode::Pad, Transform::identity());
        if let (Some(shader), Some(path)) = (shader, PathBuilder::from_circle(x, y, r)) {
            self.fill(&path, shader);
        }
    }

    /// The outline of hills across the whole width, filled to the bottom: `high` is how far
    /// they rise above and fall below `y`, `waves` how many of them there are.
    pub fn hills(&mut self, y: f32, high: f32, waves: f32, ink: impl Into<Ink>) {
        let octaves: Vec<(f32, f32, f32)> = (0..5)
            .map(|n| {
                let n = n as f32;
                (waves * 2.1f32.powf(n), self.random() * 6.3, high * 0.5f32.powf(n))
            })
            .collect();
        let mut points: Vec<(f32, f32)> = (0..=200)
            .map(|n| {
                let t = n as f32 / 200.0;
                let rise: f32 = octaves.iter().map(|(f, p, a)| (t * f * TAU + p).sin() * a).sum();
                (t * WIDTH, y - rise * 0.55)
            })
            .collect();
        points.extend([(WIDTH, HEIGHT), (0.0, HEIGHT)]);
        self.poly(&points, ink);
    }

    /// Sharp mountains across the whole width, filled to the bottom. Gives the outline back.
    pub fn peaks(&mut self, y: f32, high: f32, count: usize, ink: impl Into<Ink>) -> Vec<(f32, f32)> {
        let mut points = vec![(0.0, y), (WIDTH, y)];
        for n in 1..count * 2 {
            let x = (n as f32 + self.between(-0.3, 0.3)) * WIDTH / (count * 2) as f32;
            let rise = if n % 2 == 1 { self.between(0.55, 1.0) } else { self.between(-0.1, 0.3) };
            points.insert(points.len() - 1, (x, y - high * rise));
        }
        let mut rough = high * 0.11;
        for _ in 0..5 {
            let mut finer = Vec::with_capacity(points.len() * 2);
            for pair in points.windows(2) {
                finer.push(pair[0]);
                let middle = ((pair[0].0 + pair[1].0) / 2.0, (pair[0].1 + pair[1].1) / 2.0);
                finer.push((middle.0, middle.1 + self.between(-rough, rough)));
            }
            finer.extend(points.last());
            points = finer;
            rough *= 0.55;
        }
        let mut filled = points.clone();
        filled.extend([(WIDTH, HEIGHT), (0.0, HEIGHT)]);
        self.poly(&filled, ink);
        points
    }

    /// Broken horizontal strokes: light on water.
    pub fn ripples(&mut self, x: f32, y: f32, w: f32, h: f32, count: usize, ink: Ink) {
        for _ in 0..count {
            let depth = self.random();
            let at = y + h * depth;
            let long = (18.0 + 90.0 * depth) * self.between(0.4, 1.3);
            let from = x + (self.random() - 0.5) * w * (0.35 + 0.65 * depth);
            let ink = Ink(ink.0, ink.1 * self.between(0.35, 1.0));
            self.line(&[(from - long / 2.0, at), (from + long / 2.0, at)], 2.0 + 4.0 * depth, ink);
        }
    }

    /// A person standing at `x`, feet at `y`.
    pub fn person(&mut self, x: f32, y: f32, tall: f32, ink: impl Into<Ink>) {
        let ink = ink.into();
        let w = tall * 0.15;
        self.disc(x, y - tall * 0.89, tall * 0.095, ink);
        self.shape(
            |p| {
                p.move_to(x - w * 0.5, y);
                p.line_to(x - w * 1.05, y - tall * 0.62);
                p.quad_to(x - w * 0.95, y - tall * 0.79, x, y - tall * 0.79);
                p.quad_to(x + w * 0.95, y - tall * 0.79, x + w * 1.05, y - tall * 0.62);
                p.line_to(x + w * 0.6, y);
                p.line_to(x + w * 0.1, y);
                p.line_to(x + w * 0.05, y - tall * 0.3);
                p.line_to(x - w * 0.05, y);
                p.close();
            },
            ink,
        );
    }

    fn fill(&mut self, path: &Path, shader: Shader) {
        let paint = Paint { shader, anti_alias: true, ..Paint::default() };
        self.pixels.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
    }

    fn stroke(&mut self, path: &Path, width: f32, ink: Ink) {
        let paint = Paint { shader: Shader::SolidColor(ink.colour()), anti_alias: true, ..Paint::default() };
        let stroke =
            Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.pixels.stroke_path(path, &paint, &stroke, Transform::identity(), None);
    }

    /// Lays the grain of a two-drum print over it and gives the picture as a JPEG.
    pub fn print(mut self) -> Vec<u8> {
        let grain = GRAIN.as_ref();
        let shader =
            Pattern::new(grain, SpreadMode::Repeat, FilterQuality::Nearest, 1.0, Transform::identity());
        if let Some(path) = lines(&[(0.0, 0.0), (WIDTH, 0.0), (WIDTH, HEIGHT), (0.0, HEIGHT)], true) {
            self.fill(&path, shader);
        }
        let mut jpeg = Vec::new();
        // Every pixel is opaque by now, so that premultiplied colour is plain colour.
        jpeg_encoder::Encoder::new(&mut jpeg, 84)
            .encode(self.pixels.data(), WIDTH as u16, HEIGHT as u16, jpeg_encoder::ColorType::Rgba)
            .expect("a whole picture into memory");
        jpeg
    }
}

/// A tile of faint black and white specks, the same for every picture. Laid by tiny-skia,
/// which is compiled fast in the dev profile too.
static GRAIN: LazyLock<Pixmap> = LazyLock::new(|| {
    let mut tile = Pixmap::new(512, 512).expect("the size is a constant above nothing");
    let mut state = 1u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1u64 << 24) as f32
    };
    for pixel in tile.data_mut().chunks_exact_mut(4) {
        let speck = random() + random() - 1.0;
        let alpha = (speck.abs() * 24.0) as u8;
        let light = if speck > 0.0 { alpha } else { 0 };
        pixel.copy_from_slice(&[light, light, light, alpha]);
    }
    tile
});

fn lines(points: &[(f32, f32)], close: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(first.0, first.1);
    for (x, y) in rest {
        path.line_to(*x, *y);
    }
    if close {
        path.close();
    }
    path.finish()
}
