//! Frames as a camera gives them: a code, turned, seen from aside, blurred, badly lit and noisy. A simulation, not
//! phones; the model is described in docs/scanning.md.
#![allow(
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    clippy::many_single_char_names,
    reason = "shared by tests and an example; each uses some of it; the sizes are those of small pictures"
)]

use core::f64::consts::TAU;

use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone of a printed code, in modules.
const QUIET: f64 = 4.0;
/// What lies around the paper.
const AROUND: f64 = 110.0;
/// Each pixel is the mean of so many samples a side.
const SAMPLES: u32 = 4;

/// Numbers that look random, the same on every machine (`SplitMix64`).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1, without 1.
    pub fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.part()
    }

    /// Of a normal distribution with a deviation of 1 (Box and Muller).
    fn normal(&mut self) -> f64 {
        (-2.0 * (1.0 - self.part()).ln()).sqrt() * (TAU * self.part()).cos()
    }
}

/// A text as our codes are: a prefix and letters of base 32.
pub fn code_text(letters: usize, chance: &mut Chance) -> String {
    let letter = |chance: &mut Chance| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(chance.next() % 32) as usize]);
    let letters: String = (0..letters).map(|_| letter(chance)).collect();
    format!("DL1{letters}")
}

/// How many letters fill most of a code of a version, level M, alphanumeric (ISO/IEC 18004, table 7), less the prefix.
pub fn letters_of(version: usize) -> usize {
    [20, 38, 61, 90, 122, 154, 178, 221, 262, 311, 366, 419][version - 1] - 3 - 8
}

/// A picture in shades of grey.
#[derive(Clone)]
pub struct Frame {
    pub luma: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// How the camera sees it.
#[derive(Clone, Copy)]
pub struct Scene {
    /// Camera pixels for each module.
    pub per_module: f64,
    /// Turned by so much, in degrees.
    pub turned: f64,
    /// How far each corner is off, at most, in parts of the side: seen from aside.
    pub aside: f64,
    /// Deviation of the blur, in pixels.
    pub blur: f64,
    /// Deviation of the noise, in shades of 255.
    pub noise: f64,
    /// How far black and white are apart, in parts of the whole.
    pub contrast: f64,
    /// How much darker the far side is, in parts.
    pub shade: f64,
    /// Width and height; as large as the code needs when there is none.
    pub size: Option<(u32, u32)>,
}

impl Scene {
    /// A good light and a calm hand.
    pub fn clean(per_module: f64) -> Self {
        Self { per_module, turned: 0.0, aside: 0.0, blur: 0.0, noise: 0.0, contrast: 1.0, shade: 0.0, size: None }
    }

    /// A hand that is not calm, at a desk: what docs/scanning.md measures with.
    pub fn at_a_desk(per_module: f64, noise: f64, chance: &mut Chance) -> Self {
        Self {
            per_module,
            turned: chance.between(-8.0, 8.0),
            aside: 0.05,
            blur: chance.between(0.7, 0.9),
            noise,
            contrast: 0.7,
            shade: 0.25,
            size: Some((1280, 720)),
        }
    }

    /// The frame with a text's code, level M.
    pub fn of(&self, text: &str, chance: &mut Chance) -> Frame {
        self.of_code(&QrCode::encode_text(text, QrCodeEcc::Medium).unwrap(), chance)
    }

    /// The frame with a code.
    pub fn of_code(&self, code: &QrCode, chance: &mut Chance) -> Frame {
        let side = f64::from(code.size()) + 2.0 * QUIET;
        let pixels = side * self.per_module;
        let (width, height) = self.size.unwrap_or((pixels.ceil() as u32, pixels.ceil() as u32));
        let (sin, cos) = self.turned.to_radians().sin_cos();
        let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map(|(x, y)| {
            let (x, y) = (x + chance.between(-1.0, 1.0) * self.aside, y + chance.between(-1.0, 1.0) * self.aside);
            let (x, y) = (x * pixels, y * pixels);
            (f64::from(width) / 2.0 + x * cos - y * sin, f64::from(height) / 2.0 + x * sin + y * cos)
        });
        let see = Seeing::of(corners);
        let ink = |x: f64, y: f64| {
            let (u, v) = see.at(x, y);
            if !(0.0..1.0).contains(&u) || !(0.0..1.0).contains(&v) {
                return if self.size.is_some() { AROUND } else { 255.0 };
            }
            let module = |part: f64| (part * side - QUIET).floor() as i32;
            if code.get_module(module(u), module(v)) { 0.0 } else { 255.0 }
        };
        let mut light = Vec::with_capacity((width * height) as usize);
        for y in 0..height {
            for x in 0..width {
                let step = |at: u32, sample: u32| f64::from(at) + (f64::from(sample) + 0.5) / f64::from(SAMPLES);
                let sum: f64 = (0..SAMPLES * SAMPLES).map(|s| ink(step(x, s % SAMPLES), step(y, s / SAMPLES))).sum();
                light.push(sum / f64::from(SAMPLES * SAMPLES));
            }
        }
        let light = blurred(&light, width as usize, self.blur);
        let luma = light.iter().enumerate().map(|(at, light)| {
            let across = (at as f64 % f64::from(width)) / f64::from(width);
            let lit = (128.0 + (light - 128.0) * self.contrast) * (1.0 - self.shade * across);
            (lit + chance.normal() * self.noise).round().clamp(0.0, 255.0) as u8
        });
        Frame { luma: luma.collect(), width, height }
    }
}

/// From a point of the picture to one of the unit square (Heckbert, *Fundamentals of Texture Mapping*, 1989, 2.2.3).
struct Seeing([f64; 9]);

impl Seeing {
    fn of([(x0, y0), (x1, y1), (x2, y2), (x3, y3)]: [(f64, f64); 4]) -> Self {
        let (dx1, dx2, dx3) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
        let (dy1, dy2, dy3) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
        let whole = dx1 * dy2 - dx2 * dy1;
        let (g, h) = ((dx3 * dy2 - dx2 * dy3) / whole, (dx1 * dy3 - dx3 * dy1) / whole);
        let (a, b, c) = (x1 - x0 + g * x1, x3 - x0 + h * x3, x0);
        let (d, e, f) = (y1 - y0 + g * y1, y3 - y0 + h * y3, y0);
        Self([
            e - f * h,
            c * h - b,
            b * f - c * e,
            f * g - d,
            a - c * g,
            c * d - a * f,
            d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ])
    }

    fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let w = g * x + h * y + i;
        ((a * x + b * y + c) / w, (d * x + e * y + f) / w)
    }
}

/// A Gaussian blur.
fn blurred(light: &[f64], width: usize, deviation: f64) -> Vec<f64> {
    if deviation == 0.0 {
        return light.to_vec();
    }
    let reach = (deviation * 3.0).ceil() as isize;
    let weights: Vec<f64> =
        (-reach..=reach).map(|at| (-((at * at) as f64) / (2.0 * deviation.powi(2))).exp()).collect();
    let whole: f64 = weights.iter().sum();
    let height = light.len() / width;
    let along = |light: &[f64], at: &dyn Fn(usize, usize, isize) -> usize| -> Vec<f64> {
        let pixel = |y: usize, x: usize| {
            weights.iter().zip(-reach..).map(|(weight, off)| weight * light[at(y, x, off)]).sum::<f64>() / whole
        };
        (0..height).flat_map(|y| (0..width).map(move |x| (y, x))).map(|(y, x)| pixel(y, x)).collect()
    };
    let inside = |at: usize, off: isize, end: usize| at.saturating_add_signed(off).min(end - 1);
    let across = along(light, &|y, x, off| y * width + inside(x, off, width));
    along(&across, &|y, x, off| inside(y, off, height) * width + x)
}
