// Looks at a PDF as paper: its pages, its words, and the QR code that is printed on it.
// Words of right-to-left and Indic scripts do not come out of a PDF in reading order; compare those in the page.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';

const run = promisify(execFile);
const decode = jsqr.default ?? jsqr;

/** Prints the page as a browser's print dialogue would, with the sizes that its stylesheet asks for. */
export function print(page) {
  return page.pdf({ preferCSSPageSize: true, printBackground: false, tagged: true });
}

/** Reads a PDF: number of pages, their sizes in points, title, the text, and a picture of every page. */
export async function read(bytes, { dpi = 150 } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-pdf-'));
  try {
    const file = path.join(folder, 'sheet.pdf');
    await writeFile(file, bytes);
    const { stdout: facts } = await run('pdfinfo', ['-l', '-1', file]);
    const { stdout: text } = await run('pdftotext', ['-layout', file, '-']);
    await run('pdftoppm', ['-r', String(dpi), '-gray', '-png', file, path.join(folder, 'page')]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
    const images = await Promise.all(names.map(async (name) => PNG.sync.read(await readFile(path.join(folder, name)))));
    return {
      pages: Number(/^Pages:\s+(\d+)/m.exec(facts)[1]),
      sizes: [...facts.matchAll(/size:\s+([\d.]+) x ([\d.]+)/g)].map(([, wide, high]) => [Number(wide), Number(high)]),
      title: /^Title:\s*(.*)$/m.exec(facts)?.[1] ?? '',
      text,
      images,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first page of a PDF in black and white, a bit a dot, as a cheap printer and a fax have it: a PNG. */
export async function oneBit(bytes, { dpi = 150 } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-pdf-'));
  try {
    const file = path.join(folder, 'sheet.pdf');
    await writeFile(file, bytes);
    await run('pdftoppm', ['-r', String(dpi), '-mono', '-png', '-singlefile', file, path.join(folder, 'page')]);
    return await readFile(path.join(folder, 'page.png'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The text of the QR code in a picture, as a scanner of black and white would find it; null where there is none. */
export function qr({ data, width, height }) {
  const ink = new Uint8ClampedArray(data);
  for (let at = 0; at < ink.length; at += 4) {
    const black = (ink[at] + ink[at + 1] + ink[at + 2]) / 3 < 128;
    ink[at] = ink[at + 1] = ink[at + 2] = black ? 0 : 255;
  }
  return decode(ink, width, height)?.data ?? null;
}
