// The help desk: many cases behind one passphrase, of which one is open at a time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, newProfile, visit } from './lib/browser.mjs';
import { Desk, WORDS, keysLeft, watchKeys, withClockInHand } from './lib/desk.mjs';
import { untilSaid } from './lib/device.mjs';
import { person, texts } from './lib/people.mjs';
import { Person } from './lib/person.mjs';
import { serve } from './lib/server.mjs';
import { rm } from 'node:fs/promises';

const CYCLES = process.env.DALIL_FULL ? 100 : 6;
const SECOND = 1000;

let server;
let browsers;
const url = () => `${server.url}desk/`;

before(async () => {
  server = await serve();
  browsers = { chromium: await launch('chromium'), firefox: await launch('firefox') };
});
after(async () => {
  for (const browser of Object.values(browsers ?? {})) await browser.close();
  await server?.stop();
});

async function aDesk(name = 'chromium', { size, clock = false } = {}) {
  const page = await browsers[name].page(size);
  if (clock) await withClockInHand(page);
  if (clock) await watchKeys(page);
  const seen = await visit(page, url());
  const desk = new Desk(page);
  return { desk, page, seen, end: () => page.browserContext().close() };
}

for (const name of ['chromium', 'firefox']) {
  test(`a desk is set up, keeps a case, locks, and opens it again with its words (${name})`, async () => {
    const { desk, page, seen, end } = await aDesk(name);
    await desk.setUp();
    const { answers } = person('P02');
    const code = await desk.caseOf({ ...answers, want_paper: 'yes', ref_name: 'Amal Canary' });
    await desk.toList();
    assert.deepEqual(await desk.codes(), [code]);
    assert.ok(!(await desk.words()).includes('Canary'), 'no name on the list');
    await desk.lock();
    assert.ok(!(await desk.words()).includes(code));
    await desk.give('unlock', 'other words than these');
    const wrong = await page.waitForSelector('[data-testid="trouble-said"]');
    assert.equal(await wrong.evaluate((line) => line.textContent), (await texts('en'))['ui.desk.wrong_words']);
    await desk.unlock();
    await desk.open(code);
    await desk.tap('to-answers');
    assert.ok((await desk.words()).includes('Amal Canary'));
    // Everything was there before; the worker takes the same files once more.
    assert.deepEqual(seen.errors, []);
    await end();
  });
}

test('what was kept is there when the browser was closed, and nothing of it stands in its files', async () => {
  const profile = await newProfile('desk');
  let browser = await launch('chromium', { profile });
  let page = await browser.tab();
  await visit(page, url());
  let desk = new Desk(page);
  await desk.setUp();
  const code = await desk.caseOf({ ...person('P02').answers, want_paper: 'yes', ref_name: 'Amal Canary' });
  await browser.close();
  browser = await launch('chromium', { profile });
  page = await browser.tab();
  await visit(page, url());
  desk = new Desk(page);
  await page.waitForSelector('#unlock');
  assert.ok(!(await desk.words()).includes(code));
  await desk.unlock();
  assert.deepEqual(await desk.codes(), [code]);
  await browser.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

test('nothing of a case is kept before the person agrees, and what waits in the page can be let go', async () => {
  const { desk, page, end } = await aDesk();
  await desk.setUp();
  const code = await desk.begin();
  await desk.tap('interview');
  await desk.person.choose('no');
  await desk.person.next();
  await desk.tap('to-case');
  await desk.tap('to-list');
  await desk.until('waiting');
  assert.deepEqual(await desk.codes(), []);
  await desk.lock();
  await desk.until('waiting');
  assert.ok(!(await desk.words()).includes(code));
  await desk.unlock();
  await desk.tap('go-on-waiting');
  await desk.until('interview');
  assert.equal(await desk.code(), code);
  await desk.tap('interview');
  assert.equal(await desk.person.question(), 'store_ok', 'the interview goes on where it stopped');
  await desk.person.choose('yes');
  await untilSaid(page, 'saved');
  await desk.toList();
  assert.deepEqual(await desk.codes(), [code]);
  await end();
});

test('a person who does not agree any more is not on the device any more', async () => {
  const { desk, page, end } = await aDesk();
  await desk.setUp();
  await desk.begin();
  await desk.tap('interview');
  await desk.person.next();
  await desk.person.choose('yes');
  await untilSaid(page, 'saved');
  await desk.person.choose('no');
  await untilSaid(page, 'not_kept');
  await desk.toList();
  await desk.tap('let-go');
  await page.waitForSelector('[data-testid="no-cases"]');
  await page.waitForFunction(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('case-keys');
    for await (const name of folder.keys()) return !name;
    return true;
  });
  await end();
});

test('the person who has the device sees their own case in their language, and no way to the others', async () => {
  const { desk, page, end } = await aDesk();
  await desk.setUp();
  const other = await desk.caseOf({ ...person('P02').answers, want_paper: 'yes', ref_name: 'Other Canary' });
  await desk.toList();
  const code = await desk.begin();
  await page.select('#person-language', 'ar');
  await desk.tap('hand-over');
  await page.waitForSelector('[data-question="private_now"]');
  assert.equal(await page.$eval('html', (root) => root.lang), 'ar');
  const theirs = new Person(page, { store_ok: 'yes' });
  await theirs.answer();
  await theirs.next();
  await theirs.answer();
  await untilSaid(page, 'saved');
  const words = await desk.words();
  assert.ok(words.includes(code) && !words.includes(other) && !words.includes('Canary'));
  assert.equal(await page.$('[data-testid="to-list"], [data-testid="to-case"], [data-testid="case"]'), null);
  // Neither Back nor the browser's own Back leads to the list.
  for (let back = 0; back < 4 && (await page.$('[data-testid="back"]')); back += 1) await desk.tap('back');
  assert.equal(await page.$('[data-testid="new-case"]'), null);
  await desk.tap('give-back');
  await desk.give('take-back', 'not these words');
  await page.waitForSelector('[data-testid="trouble-said"]');
  assert.equal(await page.$('[data-testid="interview"]'), null);
  await desk.give('take-back', WORDS);
  await desk.until('interview');
  assert.equal(await page.$eval('html', (root) => root.lang), 'en');
  await desk.toList();
  assert.deepEqual((await desk.codes()).sort(), [code, other].sort());
  await end();
});

test(`an untouched desk stands open a second before its time; a second after it there is no answer in the page, and no key (${CYCLES} times)`, async () => {
  const { desk, page, end } = await aDesk('chromium', { clock: true });
  await desk.setUp();
  const code = await desk.caseOf({ ...person('P02').answers, want_paper: 'yes', ref_name: 'Amal Canary' });
  await desk.toList();
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    await desk.open(code);
    await desk.tap('to-answers');
    await page.waitForFunction(() => document.body.textContent.includes('Amal Canary'));
    await page.evaluate(() => {
      stop();
      dispatchEvent(new PointerEvent('pointerdown'));
    });
    await page.evaluate((time) => goOn(time), 179 * SECOND);
    assert.ok((await desk.words()).includes('Amal Canary'), `cycle ${cycle}: a second before`);
    assert.ok((await keysLeft(page)) > 0);
    await page.evaluate((time) => goOn(time), 2 * SECOND);
    const words = await desk.words();
    assert.ok(!words.includes('Amal Canary') && !words.includes(code), `cycle ${cycle}: a second after`);
    await page.evaluate(() => letGo());
    await page.waitForSelector('#unlock');
    assert.equal(await keysLeft(page), 0, `cycle ${cycle}: keys`);
    await desk.unlock();
  }
  await end();
});

test('a touch after the time is over opens nothing: the desk locks first', async () => {
  const { desk, page, end } = await aDesk('chromium', { clock: true });
  await desk.setUp();
  await desk.caseOf({ ...person('P02').answers, want_paper: 'yes', ref_name: 'Amal Canary' });
  await desk.tap('to-case');
  await desk.tap('to-answers');
  await page.waitForFunction(() => document.body.textContent.includes('Amal Canary'));
  // A device that slept: its timers did not run, its clock went on.
  const words = await page.evaluate((time) => {
    stop();
    const later = Date.now() + time;
    Date.now = () => later;
    dispatchEvent(new PointerEvent('pointerdown'));
    return document.body.textContent;
  }, 200 * SECOND);
  await page.waitForSelector('#unlock');
  assert.ok(!(await desk.words()).includes('Amal Canary'), words.slice(0, 0));
  await end();
});

test('a case is removed in two taps, and the desk with all cases without its words', async () => {
  const { desk, page, end } = await aDesk();
  await desk.setUp();
  await desk.caseOf(person('P02').answers);
  await desk.tap('to-case');
  await desk.tap('remove-case');
  await desk.tap('remove-case-yes');
  await page.waitForSelector('[data-testid="no-cases"]');
  await desk.lock();
  await page.$eval('details', (details) => (details.open = true));
  await desk.tap('remove-desk');
  await desk.tap('remove-desk-yes');
  await page.waitForSelector('#organisation');
  const left = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names = [];
    for await (const [folder, handle] of root.entries()) for await (const name of handle.keys()) names.push(`${folder}/${name}`);
    return [...names, ...(await indexedDB.databases()).map(({ name }) => name)];
  });
  assert.deepEqual(left, []);
  await end();
});

test('when another window unlocks the desk, this one saves and locks', async () => {
  const browser = await launch('chromium');
  const one = await browser.tab();
  await visit(one, url());
  const first = new Desk(one);
  await first.setUp();
  const code = await first.caseOf({ ...person('P02').answers, want_paper: 'yes', ref_name: 'Amal Canary' });
  const other = await browser.tab();
  await visit(other, url());
  const second = new Desk(other);
  await second.unlock();
  assert.deepEqual(await second.codes(), [code]);
  await one.bringToFront();
  await one.waitForSelector('#unlock');
  assert.ok(!(await first.words()).includes('Amal Canary'));
  await browser.close();
});

test('settings are kept: names are on the list only when the desk wants them there', async () => {
  const { desk, page, end } = await aDesk();
  await desk.setUp();
  await desk.caseOf({ ...person('P02').answers, want_paper: 'yes', ref_name: 'Amal Canary' });
  await desk.toList();
  await desk.tap('settings');
  await page.click('#names-in-list');
  await page.$eval('#idle-seconds', (input) => (input.value = ''));
  await page.type('#idle-seconds', '60');
  await desk.tap('save-settings');
  await desk.until('new-case');
  // The name is taken from the case when it is saved the next time.
  const [code] = await desk.codes();
  await desk.open(code);
  await untilSaid(page, 'saved');
  await desk.toList();
  await page.waitForFunction(() => document.body.textContent.includes('Amal Canary'));
  await desk.lock();
  await desk.unlock();
  await desk.tap('settings');
  assert.equal(await page.$eval('#idle-seconds', (input) => input.value), '60');
  assert.equal(await page.$eval('#names-in-list', (input) => input.checked), true);
  await end();
});
