// Promise: damage to any one place costs nothing; what it may have cost is said; what cannot be opened is never overwritten.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { launch, visit } from './lib/browser.mjs';
import { NOTHING, onDevice, untilSaid, untilSaved } from './lib/device.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

/** Somebody's answers are saved and the page is closed; `damage` then happens to the device, as a script of it. */
async function afterDamage(damage) {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = new Person(page, person('P02').answers);
  await someone.begin('en');
  await someone.goThrough((question) => question === 'permit');
  await untilSaved(page);
  await page.evaluate(damage);
  await page.reload();
  return page;
}

/** The draft goes on where it was; gives what is said of it. */
async function goesOn(page) {
  await new Person(page).tap('resume');
  await page.waitForFunction(() => document.querySelector('[data-question], [data-testid="may-be-missing"]'));
  const said = (await page.$('[data-testid="may-be-missing"]')) !== null;
  if (said) await new Person(page).tap('carried-on');
  await page.waitForSelector('[data-question]');
  return said ? 'the last answers may be missing' : 'as it was';
}

const flip = ({ local = [], database = [], copies = [], keys = [] }) => `(async () => {
  const done = (request) => new Promise((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = reject)));
  for (const name of Object.keys(localStorage)) {
    if (${JSON.stringify(local)}.includes(name.slice(-1))) {
      const text = localStorage.getItem(name);
      localStorage.setItem(name, text.slice(0, 700) + (text[700] === 'A' ? 'B' : 'A') + text.slice(701));
    }
  }
  const db = await done(indexedDB.open('avr'));
  const drafts = db.transaction('drafts', 'readwrite').objectStore('drafts');
  for (const name of await done(drafts.getAllKeys())) {
    if (!${JSON.stringify(database)}.includes(name.slice(-1))) continue;
    const bytes = await done(drafts.get(name));
    bytes[500] ^= 1;
    await done(drafts.put(bytes, name));
  }
  db.close();
  for (const [where, files] of Object.entries(${JSON.stringify({ drafts: copies, keys })})) {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(where);
    for await (const [name, file] of folder.entries()) {
      if (!files.includes(name.slice(-1))) continue;
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      bytes[Math.min(500, bytes.length >> 1)] ^= 1;
      const writable = await file.createWritable();
      await writable.write(bytes);
      await writable.close();
    }
  }
})()`;

for (const [what, damage, said] of [
  ['local storage is lost', () => localStorage.clear(), 'as it was'],
  ['the database is lost', () => new Promise((resolve) => (indexedDB.deleteDatabase('avr').onsuccess = resolve)), 'the last answers may be missing'],
  ['one copy in local storage is damaged', flip({ local: ['0'] }), 'as it was'],
  ['both copies in local storage are damaged', flip({ local: ['0', '1'] }), 'as it was'],
  ['both copies in files are damaged', flip({ copies: ['0', '1'] }), 'as it was'],
  ['all copies but those in the database are damaged', flip({ local: ['0', '1'], copies: ['0', '1'] }), 'as it was'],
  ['one copy in the database is damaged', flip({ database: ['0'] }), 'as it was'],
  ['both copies in the database are damaged', flip({ database: ['0', '1'] }), 'as it was'],
  ['one file of the key is damaged', flip({ keys: ['0'] }), 'as it was'],
  ['the other file of the key is damaged', flip({ keys: ['1'] }), 'as it was'],
]) {
  test(`${what}: the answers are there`, async () => {
    const page = await afterDamage(damage);
    const now = await goesOn(page);
    assert.equal(now, said);
    assert.ok(await page.$('[data-question="permit"]'));
    // What was lost or damaged is mended by going on.
    await untilSaved(page);
    await new Person(page, person('P02').answers).answer();
    await untilSaved(page);
    await page.reload();
    assert.equal(await goesOn(page), 'as it was');
    await page.browserContext().close();
  });
}

test('one generation is damaged everywhere: the other is there, and it is said that answers may be missing', async () => {
  // Which of the two was the newer nobody can know: damaged bytes may claim anything.
  for (const slot of ['0', '1']) {
    const page = await afterDamage(flip({ local: [slot], copies: [slot], database: [slot] }));
    assert.equal(await goesOn(page), 'the last answers may be missing');
    await page.browserContext().close();
  }
});

test('a key that is damaged or lost is said, nothing is overwritten, and it can be removed', async () => {
  const lose = async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('keys', { recursive: true });
  };
  for (const damage of [flip({ keys: ['0', '1'] }), lose]) {
    const page = await afterDamage(damage);
    const before = await onDevice(page);
    await page.waitForSelector('[data-testid="unreadable"]');
    await new Person(page).tap('begin-anew');
    const someone = new Person(page, person('P03').answers);
    await someone.begin('en');
    await someone.goThrough((question) => question === 'host_country');
    await untilSaved(page);
    const after = await onDevice(page);
    for (const name of before.local) assert.ok(after.local.includes(name));
    await someone.tap('remove');
    await someone.tap('remove-yes');
    await untilSaid(page, 'removed');
    assert.deepEqual(await onDevice(page), NOTHING);
    await page.browserContext().close();
  }
});

test('in a private window of firefox answers are kept until it is closed, and that is said', async () => {
  const firefox = await launch('firefox', { preferences: { 'browser.privatebrowsing.autostart': true } });
  try {
    const page = await firefox.tab();
    const seen = await visit(page, app.url);
    const someone = new Person(page, person('P02').answers);
    await someone.begin('en');
    await someone.goThrough((question) => question === 'permit');
    await untilSaid(page, 'until_closed');
    assert.deepEqual(seen.errors, []);
  } finally {
    await firefox.close();
  }
});
