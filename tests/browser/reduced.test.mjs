// Promise: a browser that lacks what is newer is no reason to lose answers: without locks between windows, channels between
// them, or anything else that came late, it saves, comes back, and never lets two windows write over each other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { visit } from './lib/browser.mjs';
import { onDevice, untilSaid, untilSaved } from './lib/device.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

/** Takes away what browsers learnt late, before there is a page. */
const older = () => {
  for (const [of, names] of [
    [Navigator.prototype, ['locks', 'storage', 'serviceWorker', 'share', 'wakeLock']],
    [globalThis, ['BroadcastChannel', 'Worker', 'requestIdleCallback', 'structuredClone']],
    [Crypto.prototype, ['randomUUID']],
    [Array.prototype, ['at', 'findLast', 'toSorted']],
    [Object, ['hasOwn', 'groupBy']],
  ]) {
    for (const name of names) delete of[name];
  }
};
/** What tells windows of each other. */
const withoutLocks = () => {
  delete Navigator.prototype.locks;
  delete globalThis.BroadcastChannel;
};

async function open(page, before) {
  await page.evaluateOnNewDocument(before);
  return visit(page, app.url);
}

async function answerTo(page, question) {
  const someone = new Person(page, person('P02').answers);
  await someone.begin('en');
  await someone.goThrough((asked) => asked === question);
  return someone;
}

test('without anything that came late, answers are kept until the window is closed, and that is said', async () => {
  const page = await app.browser.page();
  const seen = await open(page, older);
  const someone = await answerTo(page, 'permit');
  await untilSaid(page, 'until_closed');
  await someone.goThrough();
  await page.waitForSelector('[data-testid="to-paper"]');
  assert.deepEqual(seen.errors, []);
  await page.browserContext().close();
});

test('without locks and channels, answers are saved and come back', async () => {
  const page = await app.browser.page();
  const seen = await open(page, withoutLocks);
  await answerTo(page, 'permit');
  await untilSaved(page);
  await page.reload();
  await new Person(page).tap('resume');
  await page.waitForSelector('[data-question="permit"]');
  assert.deepEqual(seen.errors, []);
  await page.browserContext().close();
});

test('without locks and channels, what two windows say both stays', async () => {
  const one = await app.browser.page();
  await open(one, withoutLocks);
  const first = await answerTo(one, 'permit');
  await untilSaved(one);
  const two = await one.browserContext().newPage();
  await open(two, withoutLocks);
  const second = new Person(two, person('P02').answers);
  await second.tap('resume');
  await two.waitForSelector('[data-question="permit"]');
  await second.answer();
  await second.next();
  await untilSaved(two);
  // The first window goes on with what it had: it may not write over what it has not seen.
  await one.bringToFront();
  await first.answer();
  await untilSaid(one, 'beside');
  const drafts = new Set((await onDevice(one)).database.map((slot) => slot.split('.')[0]));
  assert.equal(drafts.size, 2);
  await one.browserContext().close();
});
