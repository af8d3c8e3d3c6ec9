// Promise: nothing is lost that was said to be saved, and nothing is kept against somebody's will.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { visit } from './lib/browser.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

const keeping = (page) => page.$eval('[data-keeping]', (line) => line.dataset.keeping);
const kept = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage)));
const forget = (page) => page.evaluate(() => localStorage.clear());
const someoneAt = async (page, stop, id = 'P02') => {
  const someone = new Person(page, person(id).answers);
  await someone.begin('en');
  await someone.goThrough((question) => question === stop);
  return someone;
};

for (const stop of ['host_country', 'permit', 'exit_block', 'want_return', 'after_help', 'not_share']) {
  test(`the tab is closed at ${stop}: coming back goes on there, with every answer`, async () => {
    const first = await app.browser.tab();
    await visit(first, app.url);
    const someone = await someoneAt(first, stop);
    if ((await someone.question()) !== stop) {
      await someone.tap('to-paper');
      await someone.goThrough((question) => question === stop);
    }
    assert.equal(await someone.question(), stop);
    assert.equal(await keeping(first), 'ui.saving.saved');
    await first.close();

    const second = await app.browser.tab();
    const seen = await visit(second, app.url);
    const again = new Person(second, person('P02').answers);
    await again.tap('resume');
    assert.equal(await (await second.waitForSelector('[data-question]')).evaluate((section) => section.dataset.question), stop);
    assert.equal(await keeping(second), 'ui.saving.saved');
    // Back leads to what was answered before, as if the page had never been closed.
    await again.tap('back');
    await second.waitForFunction((was) => document.querySelector('[data-question]')?.dataset.question !== was, {}, stop);
    assert.ok(await second.$('input:checked'));
    await again.tap('next');
    await second.waitForFunction((now) => document.querySelector('[data-question]')?.dataset.question === now, {}, stop);
    await again.goThrough();
    const outcome = await second.$eval('[data-card="RETURN"]', (card) => card.dataset.outcome).catch(() => 'paper');
    assert.ok(outcome === 'likely' || (outcome === 'paper' && stop === 'not_share'), outcome);
    assert.deepEqual(seen.errors, []);
    await forget(second);
    await second.close();
  });
}

test('removing removes: from the device, from the screen, for good', async () => {
  const page = await app.browser.tab();
  await visit(page, app.url);
  const someone = await someoneAt(page, 'permit');
  assert.equal(Object.keys(await kept(page)).length, 1);
  await someone.tap('remove');
  await someone.tap('remove-yes');
  await page.waitForFunction(() => document.querySelector('[data-keeping]')?.dataset.keeping === 'ui.saving.removed');
  assert.deepEqual(await kept(page), {});
  await page.close();
  const again = await app.browser.tab();
  await visit(again, app.url);
  assert.equal(await again.$('[data-testid="resume"]'), null);
  await again.close();
});

test('a draft that was found can be removed unopened', async () => {
  const first = await app.browser.tab();
  await visit(first, app.url);
  await someoneAt(first, 'arrived');
  await first.close();
  const second = await app.browser.tab();
  await visit(second, app.url);
  await new Person(second).tap('remove-draft');
  await second.waitForSelector('[data-testid="language-en"]');
  assert.deepEqual(await kept(second), {});
  await second.close();
});

test('who says no is not kept, and who changes to no is taken off the device', async () => {
  const page = await app.browser.tab();
  await visit(page, app.url);
  const someone = new Person(page, { ...person('P02').answers, store_ok: 'no' });
  await someone.begin('en');
  await someone.goThrough((question) => question === 'host_country');
  assert.deepEqual(await kept(page), {});
  assert.equal(await keeping(page), 'ui.saving.not_kept');
  while ((await someone.question()) !== 'store_ok') {
    const was = await someone.question();
    await someone.tap('back');
    await page.waitForFunction((before) => document.querySelector('[data-question]')?.dataset.question !== before, {}, was);
  }
  await someone.choose('yes');
  assert.equal(await keeping(page), 'ui.saving.saved');
  await someone.choose('no');
  await page.waitForFunction(() => document.querySelector('[data-keeping]')?.dataset.keeping === 'ui.saving.not_kept');
  assert.deepEqual(await kept(page), {});
  await page.close();
});

test('nothing is on the device before somebody agreed', async () => {
  const page = await app.browser.tab();
  await visit(page, app.url);
  const someone = await someoneAt(page, 'store_ok');
  assert.deepEqual(await kept(page), {});
  assert.equal(await someone.question(), 'store_ok');
  await page.close();
});

test('who says no is taken off the device even when the last saving did not work', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = await someoneAt(page, 'danger_now');
  assert.equal(await keeping(page), 'ui.saving.saved');
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await someone.answer();
  assert.equal(await keeping(page), 'ui.saving.not_saved');
  await someone.tap('back');
  await page.waitForSelector('[data-question="store_ok"]');
  await someone.choose('no');
  await page.waitForFunction(() => document.querySelector('[data-keeping]')?.dataset.keeping === 'ui.saving.not_kept');
  assert.deepEqual(await kept(page), {});
  await page.browserContext().close();
});

test('what cannot be read nor moved is never overwritten', async () => {
  const page = await app.browser.page();
  await page.evaluateOnNewDocument(() => {
    if (location.protocol !== 'http:') return;
    localStorage.setItem('dalil.draft', 'somebody else');
    Storage.prototype.removeItem = () => {
      throw new DOMException('no', 'SecurityError');
    };
  });
  await visit(page, app.url);
  await someoneAt(page, 'host_country');
  assert.equal(await keeping(page), 'ui.saving.in_the_way');
  assert.equal((await kept(page))['dalil.draft'], 'somebody else');
  await page.browserContext().close();
});

for (const [what, bytes] of [
  ['not what this app writes', 'not a draft {"answers":'],
  ['empty', ''],
  ['short of some letters', 'AEBAGBAF'],
  ['very long', 'A'.repeat(600_000)],
]) {
  test(`a draft that is ${what} is said, kept, and not in the way`, async () => {
    const page = await app.browser.page();
    await page.evaluateOnNewDocument((text) => {
      if (location.protocol === 'http:' && !sessionStorage.getItem('was here')) localStorage.setItem('dalil.draft', text);
      sessionStorage.setItem('was here', 'yes');
    }, bytes);
    const seen = await visit(page, app.url);
    assert.ok(await page.waitForSelector('[data-testid="set-aside"]'));
    const someone = await someoneAt(page, 'danger_now');
    assert.equal(await keeping(page), 'ui.saving.saved');
    const now = await kept(page);
    assert.ok(now['dalil.set-aside.1'] === bytes);
    assert.ok(now['dalil.draft'] !== bytes);
    assert.deepEqual(seen.errors, []);
    // Removing takes it too: it may hold somebody's answers.
    await someone.tap('remove');
    await someone.tap('remove-yes');
    await page.waitForSelector('[data-testid="language-en"]');
    assert.deepEqual(await kept(page), {});
    await page.browserContext().close();
  });
}

test('where storage is blocked the app works, and says that it does not save', async () => {
  const page = await app.browser.page();
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  const seen = await visit(page, app.url);
  const someone = new Person(page, person('P02').answers);
  await someone.begin('en');
  await someone.goThrough();
  assert.equal(await keeping(page), 'ui.saving.not_saved');
  assert.equal(await page.$eval('[data-card="RETURN"]', (card) => card.dataset.outcome), 'likely');
  assert.deepEqual(seen.errors, []);
  await page.browserContext().close();
});

test('where storage is full the app says that it does not save, and says so again when it does', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = new Person(page, person('P02').answers);
  await someone.begin('en');
  await page.evaluate(() => {
    Storage.prototype.__setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await someone.goThrough((question) => question === 'host_country');
  assert.equal(await keeping(page), 'ui.saving.not_saved');
  await page.evaluate(() => (Storage.prototype.setItem = Storage.prototype.__setItem));
  await someone.choose('EG');
  await page.waitForFunction(() => document.querySelector('[data-keeping]')?.dataset.keeping === 'ui.saving.saved');
  await page.browserContext().close();
});
