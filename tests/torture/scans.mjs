// What stands in the browser's files: nothing that somebody typed, as it is or spelt otherwise, and no key of a draft that
// was removed.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '../browser/lib/server.mjs';
import { person } from '../browser/lib/people.mjs';
import { Person } from '../browser/lib/person.mjs';
import { device, sleep } from './lib/device.mjs';

/** Texts that nobody else writes: one for each thing that is typed. */
const CANARIES = Array.from({ length: 50 }, (_, at) => `qzcanary${String(at).padStart(2, '0')}xvw`);

/** Scans so many profiles of each kind. Expected is nothing, but in the one where a page has kept everything as it is. */
export async function run({ smoke = false, times = smoke ? 1 : 5 } = {}) {
  const server = await serve();
  const figures = [];
  try {
    for (const browser of ['chromium', 'firefox']) {
      for (const [what, act, expected] of [
        ['kept in the clear, to try the scan', keepInTheClear, CANARIES.length],
        ['locked with words, browser closed', (on) => typeAll(on, server.url).then(() => on.close()), 0],
        ['locked with words, browser killed', (on) => typeAll(on, server.url).then(() => on.kill()), 0],
        ['removed, browser closed and started again', (on, phone) => remove(on, phone, server.url), 0],
      ]) {
        const hits = [];
        const runs = expected ? 1 : times;
        for (let time = 0; time < runs; time += 1) {
          const phone = await device(browser);
          try {
            const keys = (await act(await phone.on(), phone, server.url)) ?? [];
            hits.push(...(await scan(phone.profile, [...CANARIES.map((text) => Buffer.from(text)), ...keys])));
          } finally {
            await phone.remove();
          }
        }
        const found = new Set(hits.map(({ needle }) => needle)).size;
        if (expected === 0 && found > 0) console.log(`${browser}: ${what}: ${JSON.stringify(hits.slice(0, 5))}`);
        figures.push({ what: `scan: ${what}`, browser, runs, expected: `${expected} of ${CANARIES.length} texts`, found, ok: found === expected });
      }
    }
    return figures;
  } finally {
    await server.stop();
  }
}

/** Types every text into some field: those of answers, the search for a country, the one for a passphrase. */
async function typeAll(on, url) {
  const page = await on.page();
  await page.goto(url);
  const someone = new Person(page, { ...person('P08').answers, want_paper: 'yes', contact_how: 'call' });
  await someone.begin('en');
  const left = [...CANARIES];
  await someone.goThrough((question) => question === 'nationality');
  await page.type('[data-testid="search"]', left.pop());
  await page.$eval('[data-testid="search"]', (field) => (field.value = ''));
  await someone.goThrough();
  await someone.tap('protect');
  await page.waitForSelector('#own');
  await page.$eval('#own', (field) => (field.closest('details').open = true));
  await page.type('#own', `${left.pop()} ${left.pop()}`);
  await someone.tap('own-go');
  await page.waitForSelector('[data-testid="locked"]');
  await someone.tap('back');
  // Not by its place: the bar that stays at the top may lie over it.
  await page.$eval('[data-testid="to-paper"]', (button) => button.click());
  await page.waitForSelector('[data-question]');
  for (const question of ['ref_name', 'contact_value', 'contact_safe']) {
    await someone.goThrough((asked) => asked === question);
    if ((await someone.question()) !== question) throw new Error(`${question} is not asked`);
    const share = question === 'contact_safe' ? left.length : 16;
    for (const text of left.splice(0, share)) await someone.type('#text-answer', text);
    await page.waitForSelector('[data-keeping="ui.saving.saved"]');
    if (left.length > 0) await someone.next();
  }
  if (left.length > 0) throw new Error(`${left.length} texts were not typed`);
  return page;
}

/** The same, then removes everything; gives the key that the draft had. */
async function remove(on, phone, url) {
  const page = await typeAll(on, url);
  const keys = await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('keys');
    const keys = [];
    for await (const file of folder.values()) keys.push([...new Uint8Array(await (await file.getFile()).arrayBuffer()).slice(0, 32)]);
    return keys;
  });
  if (keys.length !== 2 || keys.flat().every((byte) => byte === 0)) throw new Error('there is no key to look for');
  await page.click('[data-testid="remove"]');
  await page.waitForSelector('[data-testid="remove-yes"]');
  await page.click('[data-testid="remove-yes"]');
  await page.waitForSelector('[data-keeping="ui.saving.removed"]');
  await on.close();
  const again = await phone.on();
  const empty = await again.page();
  await empty.goto(url);
  await empty.waitForFunction(() => document.documentElement.dataset.loaded === 'yes');
  await again.close();
  return keys.map((key) => Buffer.from(key));
}

/** What an app does that takes storage for a safe place. */
async function keepInTheClear(on, _phone, url) {
  const page = await on.page();
  await page.goto(url);
  await page.evaluate(async (texts) => {
    texts.forEach((text, at) => localStorage.setItem(`plain${at}`, at % 2 ? btoa(`x${text}`) : text));
    const db = await new Promise((resolve) => {
      const request = indexedDB.open('plain');
      request.onupgradeneeded = () => request.result.createObjectStore('plain');
      request.onsuccess = () => resolve(request.result);
    });
    const writing = db.transaction('plain', 'readwrite', { durability: 'strict' });
    texts.forEach((text) => writing.objectStore('plain').put({ text }, text.slice(0, 3) + Math.random()));
    await new Promise((resolve) => (writing.oncomplete = resolve));
    db.close();
  }, CANARIES);
  // Local storage is on the disk after some seconds.
  await sleep(6_000);
  await on.close();
}

/** Where needles stand in the files of a folder: as they are, in UTF-16, and in base 64 at each of its three offsets. */
async function scan(folder, needles) {
  const spellings = needles.flatMap((needle, at) => {
    const base64 = [0, 1, 2].map((before) => {
      const letters = Buffer.concat([Buffer.alloc(before), needle]).toString('base64url');
      return letters.slice(before + 1, letters.length - 2);
    });
    const url = base64.map((letters) => Buffer.from(letters));
    const plain = base64.map((letters) => Buffer.from(letters.replaceAll('-', '+').replaceAll('_', '/')));
    return [needle, Buffer.from(needle.toString('latin1'), 'utf16le'), ...url, ...plain].map((bytes) => [at, bytes]);
  });
  const hits = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    for (const [needle, spelling] of spellings) if (bytes.includes(spelling)) hits.push({ needle, file: path.relative(folder, file) });
  }
  return hits;
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await run({ smoke: process.argv.includes('--smoke') }), null, 2));
}
