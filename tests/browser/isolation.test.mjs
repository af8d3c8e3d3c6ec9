// Promise: at a desk, nothing of one case is ever in the page, or in the name of anything on the device, while another is open,
// or none; whatever is done in whatever order, with locks, crashes, and the device in a person's hands.
// DALIL_FULL=1 takes two hundred steps in place of thirty; SEED=n takes the same steps again.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { launch, newProfile, visit } from './lib/browser.mjs';
import { Desk, WORDS } from './lib/desk.mjs';
import { untilSaid } from './lib/device.mjs';
import { chance } from './lib/chance.mjs';
import { person } from './lib/people.mjs';
import { serve } from './lib/server.mjs';

const STEPS = process.env.DALIL_FULL ? 200 : 30;
const CASES = 5;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

let server;
let profile;
before(async () => {
  server = await serve();
  profile = await newProfile('isolation');
});
after(async () => {
  await server?.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** A desk on the profile, as somebody finds it who has just switched the machine on. */
async function start() {
  const browser = await launch('chromium', { profile });
  const page = await browser.tab();
  await visit(page, `${server.url}desk/`);
  return { browser, page, desk: new Desk(page) };
}

/** The names of all that is kept, by whatever the browser keeps it. */
const names = (page) =>
  page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = reject)));
    const all = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const table of database.objectStoreNames) all.push(table, ...(await done(database.transaction(table).objectStore(table).getAllKeys())));
      database.close();
    }
    for await (const [folder, handle] of (await navigator.storage.getDirectory()).entries()) {
      all.push(folder);
      for await (const name of handle.keys()) all.push(name);
    }
    return [...all, JSON.stringify(history.state), location.href].join('\n');
  });

test(`nothing of one case is ever where another is (${STEPS} steps, seed ${seed})`, async () => {
  const random = chance(seed);
  const of = (list) => list[Math.floor(random() * list.length)];
  let { browser, page, desk } = await start();
  await desk.setUp();
  const cases = [];
  for (let at = 0; at < CASES; at += 1) {
    const canary = `Canary${'abcde'[at]}Zz`;
    const code = await desk.caseOf({ ...person('P02').answers, want_paper: 'yes', ref_name: canary });
    cases.push({ code, canary });
    await desk.toList();
  }
  /** Which case is open; nothing on the list, and when the desk is locked. */
  let open = null;
  let place = 'list';
  const done = [];
  const there = async () => {
    const words = await desk.words();
    const seen = cases.filter(({ canary }) => words.includes(canary));
    assert.ok(seen.every((one) => one === open), `${done.join(', ')}: ${seen.map(({ canary }) => canary)} in the page`);
    const kept = await names(page);
    assert.ok(!cases.some(({ code, canary }) => kept.includes(code) || kept.includes(canary)), `${done.join(', ')}: a name on the device`);
    if (place !== 'list') assert.ok(!cases.some((one) => one !== open && words.includes(one.code)), `${done.join(', ')}: another code`);
  };
  const toAnswers = async () => {
    await desk.tap('to-answers');
    await page.waitForFunction((canary) => document.body.textContent.includes(canary), {}, open.canary);
  };
  const steps = {
    list: {
      async open() {
        open = of(cases);
        place = 'case';
        await desk.open(open.code);
      },
      async find() {
        open = of(cases);
        place = 'case';
        await page.$eval('#find-code', (input) => (input.value = ''));
        await page.type('#find-code', open.code.toLowerCase().replace('-', ' '));
        await desk.tap('find');
        await desk.until('interview');
      },
      lock,
      crash,
    },
    case: {
      async answers() {
        await toAnswers();
        await there();
        await desk.tap('to-case');
      },
      async interview() {
        await desk.tap('interview');
        await there();
        await desk.tap('to-case');
      },
      async hand_over() {
        place = 'person';
        await desk.tap('hand-over');
        await desk.until('give-back');
      },
      async change() {
        await toAnswers();
        await page.$eval('[data-row="ref_name"] button', (button) => button.click());
        await page.waitForSelector('#text-answer');
        await page.type('#text-answer', 'z');
        open.canary = await page.$eval('#text-answer', (input) => input.value);
        await untilSaid(page, 'saved');
        await there();
        await desk.tap('to-case');
      },
      async close() {
        await desk.toList();
        open = null;
        place = 'list';
      },
      async back() {
        await page.evaluate(() => history.back());
        await desk.until('new-case');
        open = null;
        place = 'list';
      },
      lock,
      crash,
    },
    person: {
      async give_back() {
        await desk.tap('give-back');
        await there();
        await desk.give('take-back', WORDS);
        await desk.until('interview');
        place = 'case';
      },
      async wrong_words() {
        await desk.tap('give-back');
        await desk.give('take-back', 'other words');
        await page.waitForSelector('[data-testid="trouble-said"]');
        await there();
        await desk.give('take-back', WORDS);
        await desk.until('interview');
        place = 'case';
      },
      lock,
      crash,
    },
    locked: {
      async unlock() {
        await desk.unlock();
        place = 'list';
      },
      crash,
    },
  };
  async function lock() {
    open = null;
    place = 'locked';
    await desk.lock();
  }
  async function crash() {
    browser.puppeteer.process().kill('SIGKILL');
    await browser.puppeteer.close().catch(() => {});
    ({ browser, page, desk } = await start());
    await page.waitForSelector('#unlock');
    open = null;
    place = 'locked';
  }
  for (let step = 0; step < STEPS; step += 1) {
    const here = steps[place];
    // Crashes take long: they are rarer.
    const names = Object.keys(here).filter((name) => name !== 'crash' || random() < 0.4);
    const name = of(names);
    done.push(`${place}:${name}`);
    await here[name]();
    await there();
  }
  // At the end every case has its own answers, and no other's.
  if (place === 'person') await steps.person.give_back();
  if (place === 'case') await steps.case.close();
  if (place === 'locked') await desk.unlock();
  place = 'case';
  for (const one of cases) {
    open = one;
    await desk.open(one.code);
    await toAnswers();
    await there();
    await desk.toList();
  }
  await browser.close();
});
