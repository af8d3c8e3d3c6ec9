// Promise: one draft has one writer. What two windows do is never lost, and nothing unseen is ever overwritten.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { launch, visit } from './lib/browser.mjs';
import { keeping, NOTHING, onDevice, untilSaid, untilSaved } from './lib/device.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

const open = async (context) => {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await visit(page, app.url);
  return page;
};
const begun = async (context, stop = 'permit') => {
  const page = await open(context);
  const someone = new Person(page, person('P02').answers);
  await someone.begin('en');
  await someone.goThrough((question) => question === stop);
  await untilSaved(page);
  return { page, someone };
};

for (const name of ['chromium', 'firefox']) {
  test(`in ${name} a draft that is open elsewhere is taken over, and taken back, with every answer`, async () => {
    const browser = name === 'chromium' ? app.browser : await launch(name);
    try {
      const context = await browser.puppeteer.createBrowserContext();
      const first = await begun(context);
      const second = await open(context);
      await second.waitForSelector('[data-testid="draft"]');
      assert.match(await second.$eval('[data-testid="draft"]', (line) => line.innerText), /open in another window/);
      await new Person(second).tap('resume');
      await second.waitForSelector('[data-question="permit"]');
      // The first window shows no answer any more, and can change none.
      await first.page.waitForSelector('[data-testid="take-over"]');
      assert.equal(await first.page.$('[data-question]'), null);
      const there = new Person(second, person('P02').answers);
      await there.answer();
      await untilSaved(second);
      await first.page.bringToFront();
      await first.someone.tap('take-over');
      await first.page.waitForSelector('[data-question="permit"]');
      assert.ok(await first.page.$('input:checked'), 'what the second window saved is here');
      await second.waitForSelector('[data-testid="take-over"]');
      await first.someone.next();
      await untilSaved(first.page);
      assert.equal((await onDevice(first.page)).database.length, 2, 'it is one draft still');
      await context.close();
    } finally {
      if (browser !== app.browser) await browser.close();
    }
  });
}

test('a window that is stuck is not waited for, and what it could not save it keeps as a draft of its own', async () => {
  const context = await app.browser.puppeteer.createBrowserContext();
  const first = await begun(context);
  await first.page.evaluate(() => {
    window.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no', 'DataError');
    };
  });
  await first.someone.answer();
  await untilSaid(first.page, 'not_saved');
  const second = await open(context);
  await new Person(second).tap('resume');
  await second.waitForSelector('[data-question="permit"]');
  await first.page.bringToFront();
  await first.page.evaluate(() => (IDBObjectStore.prototype.put = window.put));
  await first.page.waitForFunction(() => /^ui\.saving\.(saved|beside)$/.test(document.querySelector('[data-keeping]').dataset.keeping));
  assert.ok(await first.page.$('[data-question="permit"] input:checked'));
  await second.bringToFront();
  await new Person(second, { permit: 'yes' }).next();
  await untilSaved(second);
  const drafts = new Set((await onDevice(second)).database.map((slot) => slot.split('.')[0]));
  assert.equal(drafts.size, 2);
  await context.close();
});

test('what is removed in one window is not put back by another, unless the person says so', async () => {
  for (const wish of ['leave-removed', 'keep-again']) {
    const context = await app.browser.puppeteer.createBrowserContext();
    const first = await begun(context);
    const second = await open(context);
    await new Person(second).tap('remove-draft');
    await untilSaid(second, 'removed');
    assert.deepEqual(await onDevice(second), NOTHING);
    await first.page.bringToFront();
    await first.someone.answer();
    await untilSaid(first.page, 'gone');
    await first.someone.next();
    assert.equal(await keeping(first.page), 'ui.saving.gone');
    assert.deepEqual(await onDevice(first.page), NOTHING);
    await first.someone.tap(wish);
    await untilSaid(first.page, wish === 'keep-again' ? 'saved' : 'not_kept');
    const now = await onDevice(first.page);
    assert.equal(now.database.length, wish === 'keep-again' ? 1 : 0);
    await context.close();
  }
});
