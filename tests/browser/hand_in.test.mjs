// What somebody brings is taken in: typed, by a scanner that types, from a photo. Everything is shown before, nothing is
// guessed, nothing is overwritten.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { launch, visit } from './lib/browser.mjs';
import { Desk } from './lib/desk.mjs';
import { untilSaid } from './lib/device.mjs';
import { oneBit, print, qr } from './lib/pdf.mjs';
import { person, texts } from './lib/people.mjs';
import { Person } from './lib/person.mjs';
import { serve } from './lib/server.mjs';

let server;
let browsers;
let folder;
let brought;

before(async () => {
  server = await serve();
  browsers = { chromium: await launch('chromium'), firefox: await launch('firefox') };
  folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-photo-'));
  brought = await whatSomebodyBrings();
});
after(async () => {
  for (const browser of Object.values(browsers ?? {})) await browser.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A person's code, and a photo of their paper. */
async function whatSomebodyBrings() {
  const page = await browsers.chromium.page();
  await visit(page, server.url);
  const someone = new Person(page, { ...person('P02').answers, want_paper: 'yes', share_parts: ['about', 'stay', 'needs'] });
  await someone.begin('en');
  await someone.goThrough();
  await someone.tap('to-paper');
  await someone.goThrough();
  await page.evaluate(() => document.body.classList.add('printing-sheet'));
  const paper = await oneBit(await print(page));
  await page.browserContext().close();
  const photo = path.join(folder, 'photo.png');
  await writeFile(photo, paper);
  const { data, width, height } = PNG.sync.read(paper);
  return { photo, code: qr({ data, width, height }) };
}

async function aDesk(name) {
  const page = await browsers[name].page();
  const seen = await visit(page, `${server.url}desk/`);
  const desk = new Desk(page);
  await desk.setUp();
  await desk.tap('hand-in');
  return { desk, page, seen, end: () => page.browserContext().close() };
}

const rows = (page) => page.$$eval('[data-row]', (all) => all.map((row) => row.dataset.row));

for (const name of ['chromium', 'firefox']) {
  test(`a code is typed in small letters by a scanner, looked at, and taken in as a case (${name})`, async () => {
    const { desk, page, seen, end } = await aDesk(name);
    await page.type('#typed-code', brought.code.toLowerCase());
    await page.keyboard.press('Enter');
    await desk.until('take-in');
    const shown = await rows(page);
    assert.ok(shown.includes('nationality') && shown.length > 5, shown.join());
    assert.deepEqual(await page.$$('[data-testid="case"]'), [], 'nothing is there before it is taken in');
    await desk.tap('take-in');
    await untilSaid(page, 'saved');
    await desk.toList();
    assert.equal((await desk.codes()).length, 1);
    assert.deepEqual(seen.errors, []);
    await end();
  });

  test(`a photo of the paper is read, and the same code is known when it comes again (${name})`, async () => {
    const { desk, page, end } = await aDesk(name);
    const choose = async () => (await page.$('#photo')).uploadFile(brought.photo);
    await choose();
    await desk.until('take-in');
    await desk.tap('take-in');
    await untilSaid(page, 'saved');
    const code = (await desk.code().catch(() => null)) ?? (await page.$eval('[data-testid="case-line"] bdi', (it) => it.textContent));
    await desk.toList();
    await desk.lock();
    await desk.unlock();
    await desk.tap('hand-in');
    await choose();
    await desk.until('known');
    assert.ok((await page.$eval('[data-testid="known"]', (line) => line.textContent)).includes(code));
    await desk.tap('open-known');
    await desk.until('interview');
    assert.equal(await desk.code(), code);
    await end();
  });
}

test('what is no code, damaged, or newer is said so, and nothing is taken in', async () => {
  const { desk, page, end } = await aDesk('chromium');
  const words = await texts('en');
  const flipped = brought.code.slice(0, 20) + (brought.code[20] === 'A' ? 'B' : 'A') + brought.code.slice(21);
  // A scanner set to another keyboard garbles letters.
  const garbled = brought.code.replaceAll('Q', 'A').replaceAll('Z', 'W');
  for (const [typed, key] of [
    ['https://example.org/?DL1', 'not_ours'],
    ['javascript:alert(1)', 'not_ours'],
    ['WIFI:S:net;T:WPA;P:secret;;', 'not_ours'],
    [flipped, 'damaged'],
    [brought.code.slice(0, -3), 'damaged'],
    [garbled === brought.code ? flipped : garbled, 'damaged'],
  ]) {
    await page.type('#typed-code', typed);
    await page.keyboard.press('Enter');
    await desk.until('not-read');
    assert.equal(await page.$eval('[data-testid="not-read"]', (line) => line.textContent), words[`ui.desk.code.${key}`], typed);
    assert.equal(await page.$('[data-testid="take-in"]'), null);
    await desk.tap('read-another');
    await page.waitForSelector('#typed-code');
  }
  await end();
});

test('a picture without a code and a file that is no picture are said so; a refused camera leaves the other ways', async () => {
  const { desk, page, end } = await aDesk('chromium');
  const words = await texts('en');
  const said = () => page.waitForFunction(() => document.querySelector('[data-testid="scan-said"]')?.textContent).then((it) => it.jsonValue());
  const white = path.join(folder, 'white.png');
  await writeFile(white, PNG.sync.write(Object.assign(new PNG({ width: 300, height: 300 }), { data: Buffer.alloc(360_000, 255) })));
  await (await page.$('#photo')).uploadFile(white);
  assert.equal(await said(), words['ui.desk.photo.no_code']);
  const other = path.join(folder, 'other.jpg');
  await writeFile(other, '%PDF-1.7');
  await (await page.$('#photo')).uploadFile(other);
  await page.waitForFunction((text) => document.querySelector('[data-testid="scan-said"]')?.textContent === text, {}, words['ui.desk.photo.not_a_picture']);
  await desk.tap('scan');
  await page.waitForFunction((all) => all.includes(document.querySelector('[data-testid="scan-said"]')?.textContent), {}, [
    words['ui.desk.camera.none'],
    words['ui.desk.camera.refused'],
  ]);
  await page.type('#typed-code', brought.code);
  await page.keyboard.press('Enter');
  await desk.until('take-in');
  await end();
});
