//! Shapes that a picture is cut to, and the point that must stay in sight.

/// A shape that pages show a picture in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// As the picture is.
    Whole,
    /// 16:9, for cards and social sites.
    Wide,
    /// 4:3, for search engines.
    Classic,
    /// 1:1, for search engines.
    Square,
}

impl Shape {
    /// The shapes that a picture is cut to.
    pub const CUT: [Shape; 3] = [Shape::Wide, Shape::Classic, Shape::Square];

    /// Width to height; none: the picture's own.
    pub fn ratio(self) -> Option<(u32, u32)> {
        match self {
            Shape::Whole => None,
            Shape::Wide => Some((16, 9)),
            Shape::Classic => Some((4, 3)),
            Shape::Square => Some((1, 1)),
        }
    }
}

/// The point of a picture that every cut keeps, in hundredths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Focus {
    /// From the left edge.
    pub x: u8,
    /// From the upper edge.
    pub y: u8,
}

impl Default for Focus {
    /// Where nobody chose: faces and roofs stand above the middle, and feet below.
    fn default() -> Self {
        Self { x: 50, y: 40 }
    }
}

impl Focus {
    /// The point, brought onto the picture.
    pub fn new(x: u8, y: u8) -> Self {
        Self { x: x.min(100), y: y.min(100) }
    }
}

/// A part of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// The largest part of that shape, with the point in its middle as far as the picture goes.
pub fn cut(shape: Shape, width: u32, height: u32, focus: Focus) -> Cut {
    let Some((across, down)) = shape.ratio() else {
        return Cut { left: 0, top: 0, width, height };
    };
    let part = |side: u32, of: u32, to: u32| {
        let exact = (u64::from(side) * u64::from(to) + u64::from(of) / 2) / u64::from(of);
        u32::try_from(exact).unwrap_or(u32::MAX).max(1)
    };
    let (cut_width, cut_height) =
        if u64::from(width) * u64::from(down) > u64::from(height) * u64::from(across) {
            (part(height, down, across).min(width), height)
        } else {
            (width, part(width, across, down).min(height))
        };
    let from = |at: u8, side: u32, cut: u32| {
        let middle = u64::from(side) * u64::from(at) / 100;
        let edge = u32::try_from(middle).unwrap_or(u32::MAX).saturating_sub(cut / 2);
        edge.min(side - cut)
    };
    let (left, top) = (from(focus.x, width, cut_width), from(focus.y, height, cut_height));
    Cut { left, top, width: cut_width, height: cut_height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_the_largest_of_its_shape_and_keeps_the_point() {
        for shape in Shape::CUT {
            let (across, down) = shape.ratio().expect("a cut has a shape");
            for (width, height) in [(2000, 1333), (1333, 2000), (900, 900), (2000, 20), (7, 2000), (1, 1)] {
                for (x, y) in [(0, 0), (50, 40), (100, 100), (3, 97)] {
                    let cut = cut(shape, width, height, Focus::new(x, y));
                    assert!(cut.left + cut.width <= width && cut.top + cut.height <= height, "{cut:?}");
                    assert!(cut.width == width || cut.height == height, "no larger one fits: {cut:?}");
                    let wrong = (i64::from(cut.width * down) - i64::from(cut.height * across)).abs();
                    assert!(wrong <= i64::from(across.max(down)), "{shape:?} of {width} × {height}: {cut:?}");
                    let (px, py) = (width * u32::from(x) / 100, height * u32::from(y) / 100);
                    assert!((cut.left..=cut.left + cut.width).contains(&px), "{x} % is in {cut:?}");
                    assert!((cut.top..=cut.top + cut.height).contains(&py), "{y} % is in {cut:?}");
                }
            }
        }
    }

    #[test]
    fn the_point_is_in_the_middle_where_the_picture_goes_on_to_both_sides() {
        let cut = cut(Shape::Square, 2000, 1000, Focus::new(60, 40));
        assert_eq!(cut, Cut { left: 700, top: 0, width: 1000, height: 1000 });
    }
}
