// Promise: leaving is one tap or three presses of Shift; the screen is empty at once, and going back shows no answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { launch, visit } from './lib/browser.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

const someoneAt = async (page, stop, language = 'en') => {
  const seen = await visit(page, app.url);
  const someone = new Person(page, person('P03').answers);
  await someone.begin(language);
  await someone.goThrough((question) => question === stop);
  return { someone, seen };
};
const left = (page) => page.waitForFunction(() => location.href === 'about:blank');
const words = (page) => page.evaluate(() => document.body.innerText.trim());

/** Back through the history, as far as the person came. */
async function backShowsNoAnswer(page) {
  await page.goBack();
  await page.waitForSelector('#gate:not([hidden])', { visible: true });
  assert.equal(await page.title(), '');
  assert.match(await words(page), /^Continue\s+Continuer\s+متابعة$/);
}

for (const [language, width, height] of [['en', 320, 568], ['ar', 360, 640], ['fr', 1280, 800]]) {
  test(`the way out is in sight and free on every screen at ${width} × ${height} in ${language}`, async () => {
    const page = await app.browser.page({ width, height });
    await visit(page, app.url);
    const someone = new Person(page, person('P08').answers);
    const inSight = async (where) => {
      for (const scroll of [0, 1e6]) {
        const hit = await page.evaluate((y) => {
          scrollTo(0, y);
          const box = document.querySelector('[data-testid="exit"]').getBoundingClientRect();
          const inside = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
          const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return inside && top?.closest('[data-testid="exit"]') !== null;
        }, scroll);
        assert.ok(hit, `${where}, scrolled to ${scroll}`);
      }
    };
    await inSight('language');
    await someone.tap(`language-${language}`);
    await inSight('welcome');
    await someone.tap('read');
    await inSight('leaving');
    await someone.tap('begin');
    await page.waitForSelector('[data-question]');
    await someone.goThrough((question) => question === 'nationality');
    await inSight('nationality');
    await someone.goThrough();
    await inSight('results');
    for (const screen of ['to-check', 'help-now', 'to-ready', 'help-now', 'glossary', 'protect', 'remove']) {
      await someone.tap(screen);
      await inSight(screen);
    }
    await page.browserContext().close();
  });
}

test('one tap: empty at once, then a neutral page; going back shows no answer until asked', async () => {
  const page = await app.browser.page();
  const { seen } = await someoneAt(page, 'nationality');
  const emptied = await page.evaluate(() => {
    const before = performance.now();
    document.querySelector('[data-testid="exit"]').click();
    return { words: document.body.innerText, title: document.title, took: performance.now() - before };
  });
  assert.deepEqual([emptied.words, emptied.title], ['', '']);
  assert.ok(emptied.took < 100, `${emptied.took} ms`);
  await left(page);
  await backShowsNoAnswer(page);
  // The person agreed to keep the answers: going on offers them, and shows none by itself.
  await page.click('#go-on');
  await page.waitForSelector('[data-testid="resume"]');
  assert.deepEqual(seen.errors, []);
  await page.browserContext().close();
});

test('from the paper, with everything on it', async () => {
  const page = await app.browser.page();
  const { someone } = await someoneAt(page, 'none', 'fr');
  await someone.tap('to-paper');
  await someone.goThrough();
  await page.waitForSelector('[data-testid="sheet"]');
  await someone.tap('exit');
  await left(page);
  await backShowsNoAnswer(page);
  await page.browserContext().close();
});

test('three times Shift leaves; twice, or with another key between, does not', async () => {
  const page = await app.browser.page();
  await someoneAt(page, 'sex');
  const shift = async (times) => {
    for (let time = 0; time < times; time += 1) await page.keyboard.press('Shift');
  };
  await shift(2);
  await page.keyboard.press('ArrowDown');
  await shift(2);
  assert.ok(await page.$('[data-question="sex"]'));
  await page.keyboard.press('Tab');
  await shift(3);
  await left(page);
  await page.browserContext().close();
});

test('in firefox too', async () => {
  const firefox = await launch('firefox');
  try {
    const page = await firefox.page();
    const { someone } = await someoneAt(page, 'host_country', 'ar');
    await someone.tap('exit');
    await left(page);
    await page.goBack().catch(() => {});
    await page.waitForSelector('#gate:not([hidden])');
    assert.equal(await page.$('[data-question]'), null);
  } finally {
    await firefox.close();
  }
});
