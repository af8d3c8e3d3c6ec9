//! A picture in shades of grey, and the same picture smaller or larger.

use crate::{LONGEST_SIDE, MOST_PIXELS, SHORTEST_SIDE};

/// The most pixels of a picture that is looked at once more, larger.
const MOST_TO_DOUBLE: usize = 1_048_576;

/// A byte for each pixel, 0 for black, row by row; as many as its sides say, and not too many.
pub(crate) struct Shades {
    pixels: Vec<u8>,
    width: usize,
}

impl Shades {
    /// A picture; nothing when its sides are not those of its pixels, or when it is too small or too large.
    pub(crate) fn new(luma: &[u8], width: u32, height: u32) -> Option<Self> {
        let sides = SHORTEST_SIDE..=LONGEST_SIDE;
        let pixels = width.checked_mul(height)?;
        if !sides.contains(&width) || !sides.contains(&height) || pixels > MOST_PIXELS {
            return None;
        }
        let width = usize::try_from(width).ok()?;
        (luma.len() == usize::try_from(pixels).ok()?).then(|| Self { pixels: luma.to_vec(), width })
    }

    pub(crate) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    /// Half as wide and high, each pixel the mean of four; nothing when too little would be left of it.
    pub(crate) fn halved(&self) -> Option<Self> {
        let shortest = usize::try_from(SHORTEST_SIDE).ok()?;
        let width = self.width / 2;
        if width.min(self.height() / 2) < shortest {
            return None;
        }
        let mut pixels = Vec::with_capacity(width * self.height() / 2);
        for rows in self.pixels.chunks_exact(2 * self.width) {
            let (upper, lower) = rows.split_at(self.width);
            pixels.extend(upper.chunks_exact(2).zip(lower.chunks_exact(2)).map(|(upper, lower)| mean(upper, lower)));
        }
        Some(Self { pixels, width })
    }

    /// Twice as wide and high, with the means of neighbours between them; nothing when it is large already.
    pub(crate) fn doubled(&self) -> Option<Self> {
        if self.pixels.len() > MOST_TO_DOUBLE {
            return None;
        }
        let mut pixels = Vec::with_capacity(4 * self.pixels.len());
        let mut rows = self.pixels.chunks_exact(self.width).peekable();
        while let Some(row) = rows.next() {
            let wide = stretched(row);
            let below = rows.peek().map_or_else(|| wide.clone(), |next| stretched(next));
            pixels.extend(&wide);
            pixels.extend(wide.iter().zip(&below).map(|(one, other)| one.midpoint(*other)));
        }
        Some(Self { pixels, width: 2 * self.width })
    }
}

/// The mean of some pixels of two rows.
fn mean(upper: &[u8], lower: &[u8]) -> u8 {
    let sum: u16 = upper.iter().chain(lower).map(|pixel| u16::from(*pixel)).sum();
    u8::try_from(sum / 4).unwrap_or(u8::MAX)
}

/// A row, twice as long.
fn stretched(row: &[u8]) -> Vec<u8> {
    let next = row.iter().skip(1).chain(row.last());
    row.iter().zip(next).flat_map(|(one, next)| [*one, one.midpoint(*next)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shades(width: u32, height: u32) -> Option<Shades> {
        Shades::new(&vec![7; (width * height) as usize], width, height)
    }

    #[test]
    fn a_picture_of_other_sizes_than_it_says_is_none() {
        assert!(shades(21, 21).is_some());
        for (length, width, height) in [
            (440, 21, 21),
            (442, 21, 21),
            (0, 0, 0),
            (0, 0, 21),
            (400, 20, 20),
            (4097 * 21, 4097, 21),
            (0, u32::MAX, u32::MAX),
        ] {
            assert!(Shades::new(&vec![7; length], width, height).is_none(), "{length} {width} {height}");
        }
        assert!(shades(4_096, 1_024).is_some());
        assert!(shades(4_096, 1_025).is_none());
    }

    #[test]
    fn half_of_a_picture_has_the_means_of_four() {
        let mut pixels = vec![0; 43 * 45];
        pixels[1] = 100;
        pixels[43] = 60;
        pixels[44] = 40;
        let half = Shades::new(&pixels, 43, 45).unwrap().halved().unwrap();
        assert_eq!((half.width(), half.height(), half.pixels()[0], half.pixels()[1]), (21, 22, 50, 0));
        assert!(shades(41, 400).unwrap().halved().is_none());
    }

    #[test]
    fn twice_a_picture_has_the_means_of_neighbours() {
        let mut pixels = vec![0; 21 * 22];
        pixels[0] = 200;
        pixels[1] = 100;
        let twice = Shades::new(&pixels, 21, 22).unwrap().doubled().unwrap();
        assert_eq!((twice.width(), twice.height()), (42, 44));
        assert_eq!(twice.pixels()[..4], [200, 150, 100, 50]);
        assert_eq!(twice.pixels()[42..44], [100, 75]);
        assert!(shades(2_000, 1_000).unwrap().doubled().is_none());
    }
}
