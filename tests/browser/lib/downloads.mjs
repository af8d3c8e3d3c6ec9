// What a browser is given to keep: where it puts it, and what stands in it.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';
import { launch } from './browser.mjs';

const NOT_WHOLE = /\.(crdownload|part|tmp)$|^\./;

/** Starts a browser that puts what it is given into a folder of its own: `{ browser, files, clear, close }`. */
export async function launchWithDownloads(name) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-downloads-'));
  const preferences = {
    'browser.download.folderList': 2,
    'browser.download.dir': folder,
    'browser.download.useDownloadDir': true,
    'browser.download.alwaysOpenPanel': false,
    'browser.download.always_ask_before_handling_new_types': false,
  };
  const browser = await launch(name, { preferences });
  if (name === 'chromium') {
    const session = await browser.puppeteer.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  }
  const names = async () => {
    const all = await readdir(folder);
    // Firefox puts an empty file under the name while another one is filled.
    return all.some((file) => NOT_WHOLE.test(file)) ? [] : all;
  };
  return {
    browser,
    folder,
    names,
    /** The file that comes next: its name and its bytes. It is taken out of the folder. */
    async file() {
      for (let tries = 0; tries < 300; tries += 1) {
        const [found] = await names();
        const bytes = found && (await readFile(path.join(folder, found)));
        if (bytes?.length) {
          await rm(path.join(folder, found));
          return { name: found, bytes };
        }
        await later(50);
      }
      throw new Error(`no file came; there is ${await readdir(folder)}`);
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The files of a ZIP archive: name to bytes (PKWARE APPNOTE 4.3.12). */
export function unzipped(bytes) {
  const files = new Map();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const header = bytes.readUInt32LE(at + 42);
    const begin = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const packed = bytes.subarray(begin, begin + size);
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(packed) : packed);
    at += 46 + name + extra + comment;
  }
  return files;
}

/** The cells of the first sheet of a workbook, row by row: numbers as numbers, words as words. */
export function cells(workbook) {
  const files = unzipped(workbook);
  const plain = (xml) => xml.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
  const shared = [...(files.get('xl/sharedStrings.xml')?.toString() ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, words]) => plain(words));
  const sheet = files.get('xl/worksheets/sheet1.xml').toString();
  return [...sheet.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, how, value = '']) =>
      how.includes('t="s"') ? shared[Number(plain(value))] : value === '' ? '' : Number(plain(value)),
    ),
  );
}
