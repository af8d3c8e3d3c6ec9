// A film for Chromium's false camera: what a camera at a desk sees when a phone's screen is held before it.
import { open } from 'node:fs/promises';
import { PNG } from 'pngjs';

export const WIDTH = 1280;
export const HEIGHT = 720;
/** Frames a second. */
const RATE = 4;
/** What lies around the phone. */
const AROUND = 96;

/** The shades of grey of a PNG. */
export function shades(png) {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  const luma = new Float32Array(width * height);
  for (let at = 0; at < luma.length; at += 1) luma[at] = 0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2];
  return { luma, width, height };
}

/**
 * A frame: the screen, so near that `box` (the code, in pixels of the screen) fills `part` of the height; turned a
 * little, blurred, less black and white than it was, darker towards one side, and with noise.
 */
export function frame({ luma, width, height }, box, random, { part = 0.62, blur = 0.8, noise = 4, contrast = 0.7 } = {}) {
  const scale = (part * HEIGHT) / box.height;
  const turned = ((random() * 16 - 8) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(turned) / scale, Math.cos(turned) / scale];
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
  const [offX, offY] = [WIDTH / 2 + (random() * 2 - 1) * 150, HEIGHT / 2 + (random() * 2 - 1) * 25];
  const at = (x, y) => (x < 0 || y < 0 || x >= width || y >= height ? AROUND : luma[y * width + x]);
  const seen = new Float32Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const u = middleX + (x - offX) * cos + (y - offY) * sin - 0.5;
      const v = middleY - (x - offX) * sin + (y - offY) * cos - 0.5;
      const [left, top] = [Math.floor(u), Math.floor(v)];
      const [a, b] = [u - left, v - top];
      seen[y * WIDTH + x] =
        (at(left, top) * (1 - a) + at(left + 1, top) * a) * (1 - b) + (at(left, top + 1) * (1 - a) + at(left + 1, top + 1) * a) * b;
    }
  }
  const soft = blurred(blurred(seen, 1, blur), WIDTH, blur);
  const film = Buffer.alloc(WIDTH * HEIGHT);
  for (let pixel = 0; pixel < film.length; pixel += 1) {
    const lit = (128 + (soft[pixel] - 128) * contrast) * (1 - (0.25 * (pixel % WIDTH)) / WIDTH);
    // The sum of four even numbers is near enough to a normal one.
    const grain = (random() + random() + random() + random() - 2) * Math.sqrt(3) * noise;
    film[pixel] = Math.max(0, Math.min(255, Math.round(lit + grain)));
  }
  return film;
}

/** A Gaussian blur along a row (`step` 1) or a column (`step` is the width). */
function blurred(from, step, deviation) {
  const weights = [0, 1, 2].map((off) => Math.exp(-(off * off) / (2 * deviation * deviation)));
  const whole = weights[0] + 2 * (weights[1] + weights[2]);
  const to = from.slice();
  for (let at = 2 * step; at < from.length - 2 * step; at += 1) {
    to[at] =
      (weights[0] * from[at] + weights[1] * (from[at - step] + from[at + step]) + weights[2] * (from[at - 2 * step] + from[at + 2 * step])) /
      whole;
  }
  return to;
}

/** Writes frames as YUV4MPEG2, which Chromium's false camera plays over and over. */
export async function write(file, frames) {
  const out = await open(file, 'w');
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  try {
    await out.write(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`);
    for (const luma of frames) for (const piece of [Buffer.from('FRAME\n'), luma, grey]) await out.write(piece);
  } finally {
    await out.close();
  }
}
