//! The icons of the installed app, drawn from the shape that the page's own icon has: a triangle on a rounded square.
//!
//! Drawn here, so that nothing binary is in the repository and every size is sharp.

use anyhow::{Result, ensure};

/// A point of the drawing, which is one unit wide and high.
type Point = (f64, f64);
/// A colour: red, green, blue, and how much of the ground it covers.
type Rgba = [u8; 4];

/// `--teal` of `tokens.css`.
const TEAL: [u8; 3] = [0x0b, 0x5d, 0x57];
const WHITE: [u8; 3] = [0xff; 3];
/// The corners of the triangle, and half the width of its line, in the page's icon of 32 by 32.
const TRIANGLE: [Point; 3] = [(9.0 / 32.0, 23.0 / 32.0), (9.0 / 32.0, 9.0 / 32.0), (23.0 / 32.0, 16.0 / 32.0)];
const HALF_LINE: f64 = 1.5 / 32.0;
/// How round the corners of the square are.
const RADIUS: f64 = 8.0 / 32.0;
/// How many looks a pixel gets along each side.
const LOOKS: u32 = 4;

/// What cuts the icon to shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// It has round corners itself.
    Round,
    /// The device cuts it: colour up to the edges, and the triangle within the circle that no device cuts away
    /// (W3C, *Web Application Manifest*, safe zone: a radius of 40 %).
    ByDevice,
}

/// A square icon as PNG, `side` pixels wide.
pub(crate) fn icon(side: u32, cut: Cut) -> Result<Vec<u8>> {
    ensure!(side > 0, "an icon needs a size");
    let pixels: Vec<u8> = (0..side).flat_map(|y| (0..side).flat_map(move |x| pixel(x, y, side, cut))).collect();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, side, side);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(png)
}

/// The colour of one pixel: the mean of some looks at it.
fn pixel(x: u32, y: u32, side: u32, cut: Cut) -> Rgba {
    let at = |pixel: u32, look: u32| (f64::from(pixel) + (f64::from(look) + 0.5) / f64::from(LOOKS)) / f64::from(side);
    let looks = (0..LOOKS).flat_map(|i| (0..LOOKS).map(move |j| (i, j)));
    let seen: Vec<[u8; 3]> = looks.filter_map(|(i, j)| colour((at(x, i), at(y, j)), cut)).collect();
    let covered = u32::try_from(seen.len()).unwrap_or_default();
    let mean = |channel: fn(&[u8; 3]) -> u8| {
        let sum: u32 = seen.iter().map(|colour| u32::from(channel(colour))).sum();
        byte(sum, covered)
    };
    [mean(|c| c[0]), mean(|c| c[1]), mean(|c| c[2]), byte(covered * 255, LOOKS * LOOKS)]
}

/// `sum` divided by `count`, rounded.
fn byte(sum: u32, count: u32) -> u8 {
    u8::try_from((sum + count / 2).checked_div(count).unwrap_or_default()).unwrap_or(u8::MAX)
}

/// What is seen at a point; nothing beyond the square.
fn colour(point: Point, cut: Cut) -> Option<[u8; 3]> {
    let (inside, scale) = match cut {
        Cut::Round => (is_in_rounded_square(point), 1.0),
        Cut::ByDevice => (true, 0.8),
    };
    let about_middle = |value: f64| (value - 0.5) / scale + 0.5;
    let drawn = (about_middle(point.0), about_middle(point.1));
    inside.then(|| if is_on_triangle(drawn) { WHITE } else { TEAL })
}

fn is_in_rounded_square((x, y): Point) -> bool {
    let beyond = |value: f64| ((value - 0.5).abs() - (0.5 - RADIUS)).max(0.0);
    beyond(x).powi(2) + beyond(y).powi(2) <= RADIUS * RADIUS
}

/// Whether a point is on the triangle's line. What lies near a corner lies on it too: its corners are round.
fn is_on_triangle(point: Point) -> bool {
    let [a, b, c] = TRIANGLE;
    [(a, b), (b, c), (c, a)].into_iter().any(|(from, to)| distance_squared(point, from, to) <= HALF_LINE * HALF_LINE)
}

/// The square of the distance between a point and the line between two others.
fn distance_squared(point: Point, from: Point, to: Point) -> f64 {
    let (along, across) = ((to.0 - from.0, to.1 - from.1), (point.0 - from.0, point.1 - from.1));
    let length = along.0 * along.0 + along.1 * along.1;
    let part = ((across.0 * along.0 + across.1 * along.1) / length).clamp(0.0, 1.0);
    (across.0 - part * along.0).powi(2) + (across.1 - part * along.1).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: u32 = 64;

    fn at(x: u32, y: u32, cut: Cut) -> Rgba {
        pixel(x, y, SIDE, cut)
    }

    #[test]
    fn the_line_is_white_the_ground_is_teal_and_the_corners_are_open() {
        assert_eq!(at(18, 32, Cut::Round), [255, 255, 255, 255]);
        assert_eq!(at(32, 32, Cut::Round), [0x0b, 0x5d, 0x57, 255]);
        assert_eq!(at(0, 0, Cut::Round), [0, 0, 0, 0]);
    }

    #[test]
    fn what_a_device_cuts_has_colour_up_to_its_edges_and_its_triangle_in_the_middle() {
        assert_eq!(at(0, 0, Cut::ByDevice), [0x0b, 0x5d, 0x57, 255]);
        for (x, y) in (0..SIDE).flat_map(|x| (0..SIDE).map(move |y| (x, y))) {
            let from_middle = (f64::from(x) - 31.5).hypot(f64::from(y) - 31.5) / f64::from(SIDE);
            let [_, _, blue, _] = at(x, y, Cut::ByDevice);
            assert!(from_middle < 0.4 || blue == 0x57, "white at {x}, {y}, where a device may cut");
        }
    }

    #[test]
    fn an_icon_is_a_png_of_its_size_and_always_the_same() {
        let icon_of = || icon(48, Cut::Round).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(icon_of())).read_info().unwrap();
        assert_eq!(reader.info().size(), (48, 48));
        assert_eq!(icon_of(), icon_of());
        assert!(icon(0, Cut::Round).is_err());
    }
}
