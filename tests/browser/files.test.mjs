// Promise: when the browser's own files of one store are garbled or gone, as after a bad block or a cleaner, the answers are
// there; where only the keys are gone, that is said, and the app can be used.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { launch, newProfile, visit } from './lib/browser.mjs';
import { NOTHING, onDevice, untilSaved } from './lib/device.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

/** Where a browser keeps what, as parts of paths in its profile. */
const FILES = {
  chromium: { 'local storage': /\/Local Storage\/leveldb\//, 'the database': /\/IndexedDB\/.*leveldb\//, 'the private files': /\/File System\// },
  firefox: { 'local storage': /\/ls\/data\.sqlite/, 'the database': /\/idb\/.*\.sqlite/, 'the private files': /\/fs\// },
};

const DAMAGES = {
  async garbled(file) {
    await writeFile(file, randomBytes((await stat(file)).size));
  },
  gone: (file) => rm(file),
};

/** Gives how many files there were. */
async function damage(profile, where, how) {
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  const meant = files.filter((file) => where.test(file) && !/LOCK$|-shm$/.test(file));
  for (const file of meant) await how(file);
  return meant.length;
}

/** Somebody's answers are saved and the browser is closed; then its files are damaged, and it is started again. */
async function afterDamage(name, profile, where, how) {
  const before = await launch(name, { profile });
  const page = await before.tab();
  await visit(page, app.url);
  const someone = new Person(page, person('P02').answers);
  await someone.begin('en');
  await someone.goThrough((question) => question === 'permit');
  await untilSaved(page);
  await before.close();
  assert.ok((await damage(profile, where, how)) > 0, 'there are such files');
  return launch(name, { profile });
}

for (const name of ['chromium', 'firefox']) {
  for (const [store, where] of Object.entries(FILES[name])) {
    for (const [what, how] of Object.entries(DAMAGES)) {
      test(`in ${name}, the files of ${store} are ${what}`, async (t) => {
        const profile = await newProfile(name);
        const browser = await afterDamage(name, profile, where, how);
        try {
          const page = await browser.tab();
          await page.goto(app.url);
          const someone = new Person(page, person('P02').answers);
          const found = '[data-testid="resume"], [data-testid="unreadable"], [data-testid="language-en"]:not(:disabled)';
          await page.waitForFunction((css) => document.documentElement.dataset.loaded === 'yes' && document.querySelector(css), {}, found);
          if (await page.$('[data-testid="resume"]')) {
            await someone.tap('resume');
            await page.waitForSelector('[data-question], [data-testid="may-be-missing"]');
            if (await page.$('[data-testid="may-be-missing"]')) await someone.tap('carried-on');
            await page.waitForSelector('[data-question="permit"]');
            t.diagnostic('the answers are there');
          } else {
            assert.equal(store, 'the private files', 'only without keys are answers lost');
            const said = (await page.$('[data-testid="unreadable"]')) !== null;
            if (said) {
              t.diagnostic('it is said that they cannot be opened');
              await someone.tap('begin-anew');
            } else {
              // Firefox throws away all that an origin has, before any page of it runs, when its list of private files is broken.
              assert.deepEqual([name, what, await onDevice(page)], ['firefox', 'garbled', NOTHING]);
              t.diagnostic('the browser has thrown everything away');
            }
            await someone.begin('en');
            await someone.goThrough((question) => question === 'permit');
          }
          await someone.answer();
          await untilSaved(page);
        } finally {
          await browser.close();
          await rm(profile, { recursive: true, force: true, maxRetries: 5 });
        }
      });
    }
  }
}
