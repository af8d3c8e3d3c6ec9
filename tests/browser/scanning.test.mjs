// Promise: a desk reads the code of a phone's screen through its camera, and that of the paper from a picture, and gets
// the answers that were handed over, all of them and no other. DALIL_FULL=1 tries a hundred people in place of three.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { anybody } from './lib/anybody.mjs';
import { theApp } from './lib/app.mjs';
import { launch, newProfile, visit } from './lib/browser.mjs';
import { Desk } from './lib/desk.mjs';
import { untilSaid } from './lib/device.mjs';
import { chance } from './lib/chance.mjs';
import { frame, shades, write } from './lib/film.mjs';
import { oneBit, print, qr } from './lib/pdf.mjs';
import { questions, readCode } from './lib/people.mjs';
import { Person } from './lib/person.mjs';
import { openProbe } from './lib/probe.mjs';

const CASES = process.env.DALIL_FULL ? 100 : 3;
/** Each phone is held before the camera for so many frames. */
const FRAMES = 3;
/** A cheap phone: 720 by 1280 dots. */
const PHONE = { width: 360, height: 640, deviceScaleFactor: 2 };
const DESK = { at: (url) => `${url}desk/` };

const app = theApp();
let folder;

/** The answers that stand on a page, in words, by the ids of their questions. */
const answersOn = (page) =>
  page.$$eval('[data-row]', (rows) => Object.fromEntries(rows.map((row) => [row.dataset.row, row.querySelector('dd').textContent])));

/** What a phone shows and prints at the end of somebody's way: the screen, where the code is on it, what it says. */
async function handedOver(random) {
  const answers = await anybody(random);
  const page = await app.browser.page(PHONE);
  await visit(page, app.url);
  const someone = new Person(page, answers);
  await someone.begin('en');
  await someone.goThrough();
  await someone.tap('to-paper');
  await someone.goThrough();
  const code = await page.waitForSelector('[data-testid="qr"], #qr');
  await code.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const { x, y, width, height } = await code.evaluate((element) => element.getBoundingClientRect().toJSON());
  const screen = await page.screenshot();
  const box = { x: 2 * x, y: 2 * y, width: 2 * width, height: 2 * height };
  await page.evaluate(() => document.body.classList.add('printing-sheet'));
  const paper = await oneBit(await print(page));
  await page.evaluate(() => document.body.classList.remove('printing-sheet'));
  // Another reader says what the code says: drawn large and sharp.
  await code.evaluate((element) => Object.assign(element.style, { inlineSize: '340px', blockSize: '340px' }));
  await code.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const text = qr(PNG.sync.read(Buffer.from(await page.screenshot())));
  await someone.tap('to-check');
  const words = await answersOn(page);
  await page.browserContext().close();
  assert.ok(text?.startsWith('DL1'), `${text}`);
  return { answers, asked: someone.asked, screen, box, paper, text, words };
}

/** What everybody has handed over; they are asked once. */
const everybody = async () => {
  const all = [];
  for (let at = 0; at < CASES; at += 1) all.push(await handedOver(chance(at)));
  return all;
};
let asked;
const allCases = () => (asked ??= everybody());

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-film-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** The answers of a code are those that were given, to every question that was asked and agreed to. */
async function saysWhatWasAgreed(text, { answers, asked }) {
  const read = await readCode(text);
  const isOpen = (answer) => [answer].flat().every((option) => option === 'skip' || option === 'unknown');
  const agreed = (await questions()).filter((q) => answers.share_parts.includes(q.part) && asked.includes(q.id));
  const given = agreed.filter((q) => answers[q.id] !== undefined && !isOpen(answers[q.id]));
  const sorted = (value) => (Array.isArray(value) ? [...value].sort() : value);
  for (const { id } of given) assert.deepEqual(sorted(read[id]), sorted(answers[id]), id);
  for (const id of Object.keys(read)) assert.ok(agreed.some((q) => q.id === id), `${id} was not agreed to`);
}

const toCamera = (file) => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  ...(file ? [`--use-file-for-fake-video-capture=${file}`] : []),
];

/** A desk in a browser of its own, whose camera shows a film; what it keeps is in `profile`. */
async function deskWith(profile, file) {
  const browser = await launch('chromium', { profile, args: toCamera(file) });
  const page = await browser.tab();
  await visit(page, `${app.url}desk/`);
  return { browser, page, desk: new Desk(page) };
}

test('a desk takes in, through its camera, what phones show: the same answers, each in a case of its own, and the same code once', async (t) => {
  const profile = await newProfile('desk');
  const first = await deskWith(profile);
  await first.desk.setUp();
  await first.browser.close();
  const cases = await allCases();
  const texts = new Set();
  for (const [at, one] of cases.entries()) {
    const random = chance(1_000 + at);
    const file = path.join(folder, `phone-${at}.y4m`);
    await write(file, Array.from({ length: FRAMES }, () => frame(shades(one.screen), one.box, random)));
    const { browser, page, desk } = await deskWith(profile, file);
    await desk.unlock();
    const before = await desk.codes();
    await desk.tap('hand-in');
    await desk.tap('scan');
    await page.waitForSelector('#handed-in, [data-testid="handed-in"]', { timeout: 60_000 });
    const read = await answersOn(page);
    for (const [question, words] of Object.entries(read)) assert.equal(words, one.words[question], `${at}: ${question}`);
    const said = Object.keys(await readCode(one.text));
    assert.deepEqual(Object.keys(read).sort(), said.sort(), `${at}`);
    await saysWhatWasAgreed(one.text, one);
    assert.equal((await page.$('[data-testid="known"]')) !== null, texts.has(one.text), `${at}: known before`);
    texts.add(one.text);
    await desk.tap('take-in');
    await untilSaid(page, 'saved');
    await desk.tap('to-answers');
    const kept = await answersOn(page);
    for (const question of said.filter((question) => question in kept)) assert.equal(kept[question], read[question], `${at}: ${question}`);
    await desk.toList();
    const after = await desk.codes();
    assert.equal(after.length, before.length + 1, 'nothing is overwritten');
    // The same phone once more: the desk knows it.
    if (at === 0) {
      await desk.tap('hand-in');
      await desk.tap('scan');
      await desk.until('known');
      await desk.tap('open-known');
      await desk.until('interview');
      assert.ok(after.includes(await desk.code()));
    }
    await browser.close();
  }
  t.diagnostic(`${cases.length} phones`);
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** Reads a file at a desk; gives the texts, or the name of what went wrong. */
const readFile = (page, bytes, type) =>
  page.evaluate(
    async ([base64, type]) => {
      globalThis.reader ??= await probe.reader();
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      return globalThis.reader.readFile(new Blob([bytes], { type })).catch((error) => error);
    },
    [Buffer.from(bytes).toString('base64'), type],
  );

for (const name of ['chromium', 'firefox']) {
  test(`in ${name} a desk reads the paper from a picture of 150 dots an inch in black and white`, async () => {
    const cases = await allCases();
    const desk = await openProbe(name, DESK);
    try {
      for (const { paper, text } of cases) assert.deepEqual(await readFile(desk.page, paper, 'image/png'), [text]);
    } finally {
      await desk.close();
    }
  });

  test(`in ${name} what is no picture, or has no code, says so`, async () => {
    const [{ paper }] = await allCases();
    const desk = await openProbe(name, DESK);
    try {
      const white = PNG.sync.write(Object.assign(new PNG({ width: 3_000, height: 1_000 }), { data: Buffer.alloc(12_000_000, 255) }));
      assert.deepEqual(await readFile(desk.page, white, 'image/png'), []);
      assert.equal(await readFile(desk.page, Buffer.from('%PDF-1.7'), 'application/pdf'), 'NotAPicture');
      assert.equal(await readFile(desk.page, Buffer.from('\0\0\0\x18ftypheic'), 'image/heic'), 'NotAPicture');
      assert.equal(await readFile(desk.page, paper.subarray(0, 50), 'image/png'), 'NotAPicture');
      const tooLarge = () => probe.reader().then((reader) => reader.readFile(new Blob([new Uint8Array(40_000_001)]))).catch((error) => error);
      assert.equal(await desk.page.evaluate(tooLarge), 'TooLarge');
    } finally {
      await desk.close();
    }
  });
}

test('a detector that finds nothing is not believed, and the worker looks where a good one finds nothing', async () => {
  const [{ paper, text }] = await allCases();
  const lies = () => (globalThis.BarcodeDetector = class { detect = async () => []; });
  const fails = () => (globalThis.BarcodeDetector = class { constructor() { throw new TypeError('formats'); } });
  const knows = () => (globalThis.BarcodeDetector = class { detect = async ({ width }) => (width < 300 ? [{ rawValue: 'DALIL 7' }] : []); });
  const reads = () => (globalThis.BarcodeDetector = class { detect = async ({ width }) => [{ rawValue: width < 300 ? 'DALIL 7' : 'seen' }]; });
  for (const [first, native, texts] of [[lies, false, [text]], [fails, false, [text]], [knows, true, [text]], [reads, true, ['seen']]]) {
    const desk = await openProbe('chromium', { ...DESK, first });
    try {
      assert.deepEqual(await readFile(desk.page, paper, 'image/png'), texts);
      assert.equal(await desk.page.evaluate(() => globalThis.reader.isNative()), native);
    } finally {
      await desk.close();
    }
  }
});

test('without a connection a reader that never came says so, and comes when there is one', async () => {
  const [{ paper, text }] = await allCases();
  const desk = await openProbe('chromium', DESK);
  try {
    await desk.page.setOfflineMode(true);
    assert.equal(await readFile(desk.page, paper, 'image/png'), 'Unavailable');
    await desk.page.setOfflineMode(false);
    assert.deepEqual(await readFile(desk.page, paper, 'image/png'), [text]);
  } finally {
    await desk.close();
  }
});

/** What comes of asking for the camera. */
const ask = (page) =>
  page.evaluate(async () => {
    const video = document.querySelector('video') ?? document.body.appendChild(document.createElement('video'));
    return probe.camera(video).then(
      (camera) => {
        globalThis.camera = camera;
        return 'on';
      },
      (error) => error,
    );
  });

test('the camera is off on the page of a phone, and a desk without a camera says so', async () => {
  const phone = await openProbe('chromium', { args: toCamera() });
  assert.equal(await ask(phone.page), 'Refused');
  await phone.close();
  const desk = await openProbe('chromium', { ...DESK, args: ['--use-fake-ui-for-media-stream'] });
  assert.equal(await ask(desk.page), 'NoCamera');
  await desk.close();
});

test('what browsers say of a camera is said in our words', async () => {
  const desk = await openProbe('chromium', { ...DESK, args: toCamera() });
  try {
    for (const [name, words] of [
      ['NotAllowedError', 'Refused'],
      ['SecurityError', 'Refused'],
      ['NotFoundError', 'NoCamera'],
      ['OverconstrainedError', 'NoCamera'],
      ['NotReadableError', 'InUse'],
      ['AbortError', 'InUse'],
    ]) {
      await desk.page.evaluate((name) => {
        navigator.mediaDevices.getUserMedia = async () => {
          throw new DOMException('', name);
        };
      }, name);
      assert.equal(await ask(desk.page), words, name);
    }
    await desk.page.evaluate(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }));
    assert.equal(await ask(desk.page), 'NotSupported');
    await desk.page.evaluate(() => Object.defineProperty(globalThis, 'isSecureContext', { value: false }));
    assert.equal(await ask(desk.page), 'Insecure');
  } finally {
    await desk.close();
  }
});

test('the camera asks for the side away from the person, has a light where there is one, and goes off with the page', async () => {
  const desk = await openProbe('chromium', { ...DESK, args: toCamera() });
  try {
    const wanted = await desk.page.evaluate(async () => {
      const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      let wanted;
      navigator.mediaDevices.getUserMedia = (given) => own((wanted = given));
      globalThis.camera = await probe.camera(document.querySelector('video'));
      return wanted;
    });
    const ideal = (value) => ({ ideal: value });
    const video = { facingMode: ideal('environment'), width: ideal(1280), height: ideal(720) };
    assert.deepEqual(wanted, { video, audio: false });
    const state = () => desk.page.evaluate(() => [camera.isOn(), document.querySelector('video').srcObject !== null, camera.hasTorch()]);
    assert.deepEqual(await state(), [true, true, false]);
    const torch = await desk.page.evaluate(async () => {
      const asked = [];
      MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true });
      MediaStreamTrack.prototype.applyConstraints = async (given) => asked.push(given.advanced[0]);
      return [camera.hasTorch(), await camera.setTorch(true), await camera.setTorch(false), asked];
    });
    assert.deepEqual(torch, [true, true, true, [{ torch: true }, { torch: false }]]);
    await desk.page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    assert.deepEqual((await state()).slice(0, 2), [false, false]);
    assert.equal(await ask(desk.page), 'Hidden');
    assert.equal(await desk.page.evaluate(() => document.querySelector('video').srcObject), null);
  } finally {
    await desk.close();
  }
});
