// Promise: every screen of a desk can be used by everybody, on a small phone and on a wide screen, in any direction.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { visit } from './lib/browser.mjs';
import { Desk } from './lib/desk.mjs';
import { untilSaid } from './lib/device.mjs';
import { axe, faults } from './lib/faults.mjs';
import { person } from './lib/people.mjs';

const app = theApp();
/** Where pictures of the screens are put, for those who look at them: none unless PICTURES names a folder. */
const pictures = process.env.PICTURES;

for (const [language, width, height] of [['en', 360, 640], ['ar', 360, 640], ['fr', 1280, 800]]) {
  test(`every screen of a desk at ${width} × ${height} in ${language}`, async () => {
    const page = await app.browser.page({ width, height });
    await page.evaluateOnNewDocument(axe);
    const seen = await visit(page, `${app.url}desk/`);
    const desk = new Desk(page);
    const found = [];
    const look = async (where) => {
      found.push(...(await faults(page, where)));
      if (pictures) {
        await mkdir(pictures, { recursive: true });
        await page.screenshot({ path: path.join(pictures, `${where}-${language}-${width}.png`), fullPage: true });
      }
    };
    await page.select('[data-testid="language"]', language);
    await look('set-up');
    await page.select('#staff-language', language);
    await desk.setUp();
    await look('list-empty');
    await desk.begin();
    await look('case-new');
    await desk.toList();
    for (let count = 0; count < 5; count += 1) {
      await desk.begin();
      await desk.tap('interview');
      await desk.person.next();
      await desk.person.choose('yes');
      await untilSaid(page, 'saved');
      if (count === 0) await look('question');
      await desk.toList();
    }
    await look('list');
    await page.type('#find-code', '2222-2222');
    await desk.tap('find');
    await desk.until('trouble-said');
    await look('list-no-such-case');
    const [code] = await desk.codes();
    await desk.open(code);
    await look('case');
    await desk.tap('hand-over');
    await desk.until('give-back');
    await look('person');
    await desk.tap('give-back');
    await page.waitForSelector('#take-back');
    await look('give-back');
    await desk.give('take-back', 'lamp river stone cup');
    await desk.until('interview');
    await desk.tap('remove-case');
    await desk.until('remove-case-no');
    await look('remove-case');
    await desk.tap('remove-case-no');
    await desk.toList();
    for (const [button, wait] of [['hand-in', '#typed-code'], ['settings', '#idle-seconds'], ['end-of-shift', '[data-testid="shift-count"]']]) {
      await desk.tap(button);
      await page.waitForSelector(wait);
      await look(button);
      await desk.tap('back');
      await desk.until('new-case');
    }
    await desk.lock();
    await page.$eval('details', (details) => (details.open = true));
    await look('locked');
    assert.deepEqual(found, []);
    assert.deepEqual(seen.errors, []);
    assert.equal(await page.$eval('html', (root) => root.dir), language === 'ar' ? 'rtl' : 'ltr');
    await page.browserContext().close();
  });
}

test('two thousand characters in every field break nothing, and what is written is cut where it must be', async () => {
  const page = await app.browser.page();
  await visit(page, `${app.url}desk/`);
  const desk = new Desk(page);
  const long = 'ወ'.repeat(2_000);
  for (const id of ['organisation', 'office']) {
    await page.$eval(`#${id}`, (input, value) => {
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, long);
  }
  await page.$eval('details', (details) => (details.open = true));
  await page.type('#own', 'lamp river stone cup');
  await desk.tap('own-go');
  await desk.until('new-case');
  const name = await page.$eval('[data-testid="desk-name"]', (line) => line.textContent);
  assert.equal(name, `${'ወ'.repeat(120)} · ${'ወ'.repeat(120)}`);
  assert.equal(await page.$eval('html', (html) => html.scrollWidth > html.clientWidth), false);
  await desk.tap('hand-in');
  await page.$eval('#typed-code', (input, value) => {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, long);
  await desk.tap('read-code');
  await desk.until('not-read');
  await page.browserContext().close();
});

test('a desk can be used by keys alone', async () => {
  const page = await app.browser.page({ width: 1280, height: 800 });
  await visit(page, `${app.url}desk/`);
  const desk = new Desk(page);
  await desk.setUp();
  const focused = () => page.evaluate(() => document.activeElement?.dataset?.testid ?? document.activeElement?.tagName);
  const go = async (to) => {
    for (let tabs = 0; tabs < 40; tabs += 1) {
      if ((await focused()) === to) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${to} is not reached`);
  };
  // A new screen has the focus at its heading.
  assert.equal(await focused(), 'H1');
  await go('new-case');
  await page.keyboard.press('Enter');
  await desk.until('interview');
  await go('interview');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-question]');
  assert.equal(await focused(), 'H1');
  await page.keyboard.down('Shift');
  await page.keyboard.press('Tab');
  await page.keyboard.up('Shift');
  assert.equal(await focused(), 'to-case');
  await page.keyboard.press('Enter');
  await desk.until('interview');
  await go('to-list');
  await page.keyboard.press('Enter');
  await desk.until('new-case');
  await page.browserContext().close();
});
