// Promise: nothing is lost that was said to be saved, and nothing is kept against somebody's will.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { launch, visit } from './lib/browser.mjs';
import { keeping, NOTHING, onDevice, untilSaid, untilSaved } from './lib/device.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

const someoneAt = async (page, stop, { id = 'P02', answers = {} } = {}) => {
  const someone = new Person(page, { ...person(id).answers, ...answers });
  await someone.begin('en');
  await someone.goThrough((question) => question === stop);
  return someone;
};
const backTo = async (someone, question) => {
  while ((await someone.question()) !== question) {
    const was = await someone.question();
    await someone.tap('back');
    await someone.page.waitForFunction((before) => document.querySelector('[data-question]')?.dataset.question !== before, {}, was);
  }
};
const removeEverything = async (page) => {
  const someone = new Person(page);
  await someone.tap('remove');
  await someone.tap('remove-yes');
  await untilSaid(page, 'removed');
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
    await untilSaved(first);
    await first.close();

    const second = await app.browser.tab();
    const seen = await visit(second, app.url);
    const again = new Person(second, person('P02').answers);
    await again.tap('resume');
    assert.equal(await (await second.waitForSelector('[data-question]')).evaluate((section) => section.dataset.question), stop);
    await untilSaved(second);
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
    await removeEverything(second);
    await second.close();
  });
}

test('removing removes: the stores are empty, the key is gone, and nothing comes back', async () => {
  const page = await app.browser.tab();
  await visit(page, app.url);
  await someoneAt(page, 'permit');
  await untilSaved(page);
  const before = await onDevice(page);
  assert.deepEqual([before.local, before.database, before.copies, Object.keys(before.keys)].map((all) => all.length), [2, 2, 2, 2]);
  await removeEverything(page);
  assert.deepEqual(await onDevice(page), NOTHING);
  await page.close();
  const again = await app.browser.tab();
  await visit(again, app.url);
  await again.waitForSelector('[data-testid="language-en"]');
  assert.equal(await again.$('[data-testid="resume"]'), null);
  await again.close();
});

test('a draft that was found can be removed unopened', async () => {
  const first = await app.browser.tab();
  await visit(first, app.url);
  await someoneAt(first, 'arrived');
  await untilSaved(first);
  await first.close();
  const second = await app.browser.tab();
  await visit(second, app.url);
  await new Person(second).tap('remove-draft');
  await untilSaid(second, 'removed');
  await second.waitForSelector('[data-testid="language-en"]');
  assert.deepEqual(await onDevice(second), NOTHING);
  await second.close();
});

test('nothing is on the device before somebody agreed; who says no is not kept; who changes to no is taken off it', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = await someoneAt(page, 'store_ok', { answers: { store_ok: 'no' } });
  assert.deepEqual(await onDevice(page), NOTHING);
  await someone.goThrough((question) => question === 'host_country');
  assert.deepEqual(await onDevice(page), NOTHING);
  assert.equal(await keeping(page), 'ui.saving.not_kept');
  await backTo(someone, 'store_ok');
  await someone.choose('yes');
  await untilSaved(page);
  await someone.choose('no');
  await untilSaid(page, 'not_kept');
  assert.deepEqual(await onDevice(page), NOTHING);
  await page.browserContext().close();
});

test('two people on one phone: the second begins anew, both are kept, and each opens the right one', async () => {
  const context = await app.browser.puppeteer.createBrowserContext();
  const first = await context.newPage();
  await visit(first, app.url);
  await someoneAt(first, 'permit');
  await untilSaved(first);
  await first.close();
  const second = await context.newPage();
  await visit(second, app.url);
  await new Person(second).tap('begin-anew');
  await someoneAt(second, 'arrived', { id: 'P03' });
  await untilSaved(second);
  assert.equal((await onDevice(second)).local.length, 4);
  await second.close();
  const third = await context.newPage();
  await visit(third, app.url);
  await third.waitForFunction(() => document.querySelectorAll('[data-testid="draft"]').length === 2);
  await third.click('[data-testid="draft"]:last-of-type [data-testid="remove-one"]');
  await third.waitForFunction(() => document.querySelectorAll('[data-testid="draft"]').length === 1);
  await new Person(third).tap('resume');
  await third.waitForSelector('[data-question]');
  assert.equal((await onDevice(third)).local.length, 2);
  await context.close();
});

test('four words are suggested in every language, and others if the person likes', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = await someoneAt(page, 'permit');
  await untilSaved(page);
  await someone.tap('protect');
  for (const [language, letters] of [['en', /^[a-z]+$/], ['fr', /^[a-z]+$/], ['ar', /^[\u0627-\u064a]+$/]]) {
    await page.select('[data-testid="language"]', language);
    await page.waitForFunction((tag) => document.documentElement.lang === tag && document.querySelector('[data-testid="suggested"]'), {}, language);
    const suggested = () => page.$eval('[data-testid="suggested"]', (line) => line.innerText.trim().split(' '));
    const words = await suggested();
    assert.equal(new Set(words).size, 4, words.join(' '));
    assert.ok(words.every((word) => letters.test(word)), words.join(' '));
    await someone.tap('other-words');
    await page.waitForFunction((was) => document.querySelector('[data-testid="suggested"]').innerText.trim() !== was, {}, words.join(' '));
  }
  await page.browserContext().close();
});

for (const name of ['chromium', 'firefox']) {
  test(`in ${name} answers that are locked with words open with them alone, however they are typed`, async () => {
    const browser = name === 'chromium' ? app.browser : await launch(name);
    try {
      const context = await browser.puppeteer.createBrowserContext();
      const page = await context.newPage();
      await visit(page, app.url);
      const someone = await someoneAt(page, 'permit');
      await untilSaved(page);
      const [before] = (await onDevice(page)).local;
      await someone.tap('protect');
      const words = await (await page.waitForSelector('[data-testid="suggested"]')).evaluate((line) => line.innerText.trim());
      assert.match(words, /^\S+ \S+ \S+ \S+$/);
      await someone.tap('use-words');
      await page.waitForSelector('[data-testid="locked"]');
      // Nothing is left of what opened without the words.
      const now = await onDevice(page);
      assert.ok(!now.local.includes(before) && !now.database.includes(before.slice('avr.d.'.length)));
      await someone.tap('back');
      await page.waitForSelector('[data-question="permit"]');
      await someone.answer();
      await untilSaved(page);
      await page.close();

      const again = await context.newPage();
      await visit(again, app.url);
      await again.waitForSelector('#unlock');
      assert.equal(await again.$('[data-testid="resume"]'), null);
      await again.type('#unlock', 'these are not them');
      await again.click('[data-testid="unlock-go"]');
      await again.waitForSelector('[data-testid="wrong"]', { timeout: 20_000 });
      await again.$eval('#unlock', (input) => (input.value = ''));
      await again.type('#unlock', ` ${words.toUpperCase().replaceAll(' ', '  ')} `);
      await again.click('[data-testid="unlock-go"]');
      await again.waitForSelector('[data-question="permit"]', { timeout: 20_000 });
      assert.ok(await again.$('input:checked'));
      await context.close();
    } finally {
      if (browser !== app.browser) await browser.close();
    }
  });
}

test('answers that have not changed for 30 days are asked about, and not removed by themselves', async () => {
  const context = await app.browser.puppeteer.createBrowserContext();
  const page = await context.newPage();
  await visit(page, app.url);
  await someoneAt(page, 'permit');
  await untilSaved(page);
  const before = await onDevice(page);
  await page.close();
  for (const [days, old] of [[29, false], [30, true], [-400, false], [20_000, true]]) {
    const later = await context.newPage();
    await later.evaluateOnNewDocument((add) => {
      const { now } = Date;
      const shift = add * 86_400_000;
      globalThis.Date = class extends Date {
        constructor(...given) {
          if (given.length > 0) super(...given);
          else super(now() + shift);
        }
      };
    }, days);
    await visit(later, app.url);
    await later.waitForSelector('[data-testid="resume"]');
    assert.equal((await later.$('[data-testid="old"]')) !== null, old, `after ${days} days`);
    assert.deepEqual(await onDevice(later), before);
    await later.close();
  }
  await context.close();
});

test('what cannot be opened is said, is kept, and is not in the way', async () => {
  const page = await app.browser.page();
  await page.evaluateOnNewDocument(() => {
    if (location.protocol !== 'http:' || sessionStorage.getItem('was here')) return;
    sessionStorage.setItem('was here', 'yes');
    localStorage.setItem(`avr.d.${'0123456789abcdef'.repeat(2)}.0`, 'not an envelope');
    localStorage.setItem(`avr.d.${'fedcba9876543210'.repeat(2)}.1`, 'A'.repeat(3_000_000));
    localStorage.setItem('avr.d.__proto__.0', '');
    localStorage.setItem('avr.d.', '');
  });
  const seen = await visit(page, app.url);
  await page.waitForFunction(() => document.querySelectorAll('[data-testid="unreadable"]').length === 2);
  const someone = new Person(page, person('P02').answers);
  await someone.tap('begin-anew');
  await someone.begin('en');
  await someone.goThrough((question) => question === 'permit');
  await untilSaved(page);
  assert.equal(await page.evaluate(() => localStorage.getItem(`avr.d.${'0123456789abcdef'.repeat(2)}.0`)), 'not an envelope');
  // Removing takes them too: they may hold somebody's answers.
  await removeEverything(page);
  const left = await onDevice(page);
  assert.deepEqual(left, { ...NOTHING, local: ['avr.d.', 'avr.d.__proto__.0'] });
  assert.deepEqual(seen.errors, []);
  await page.browserContext().close();
});

test('where nothing can be kept the app works, and says that it does not save', async () => {
  const page = await app.browser.page();
  await page.evaluateOnNewDocument(() => {
    for (const name of ['localStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    }
  });
  const seen = await visit(page, app.url);
  const someone = await someoneAt(page, 'none');
  await untilSaid(page, 'not_saved');
  assert.equal(await page.$eval('[data-card="RETURN"]', (card) => card.dataset.outcome), 'likely');
  await someone.tap('remove');
  await someone.tap('remove-yes');
  await untilSaid(page, 'removed');
  assert.deepEqual(seen.errors, []);
  await page.browserContext().close();
});

test('where only local storage is blocked, or full, answers are saved all the same', async () => {
  for (const how of ['blocked', 'full']) {
    const page = await app.browser.page();
    await page.evaluateOnNewDocument((fault) => {
      if (fault === 'full') {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      } else {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        });
      }
    }, how);
    await visit(page, app.url);
    await someoneAt(page, 'permit');
    await untilSaved(page);
    await page.reload();
    await new Person(page).tap('resume');
    await page.waitForSelector('[data-question="permit"]');
    await page.browserContext().close();
  }
});

for (const [fault, said] of [['QuotaExceededError', 'full'], ['DataError', 'not_saved'], ['InvalidStateError', 'not_saved'], ['UnknownError', 'not_saved']]) {
  test(`when the database fails with ${fault} it is said that nothing is saved, and saved again when it works`, async () => {
    const page = await app.browser.page();
    const seen = await visit(page, app.url);
    const someone = await someoneAt(page, 'permit');
    await untilSaved(page);
    await page.evaluate((name) => {
      window.put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('no', name);
      };
    }, fault);
    await someone.answer();
    await untilSaid(page, said);
    assert.equal(await page.evaluate(() => typeof window.onbeforeunload), 'function');
    await page.evaluate(() => (IDBObjectStore.prototype.put = window.put));
    // By itself, without another answer.
    await untilSaved(page);
    assert.equal(await page.evaluate(() => window.onbeforeunload), null);
    assert.deepEqual(seen.errors, []);
    await page.browserContext().close();
  });
}

test('a database that does not answer is not waited for for ever', async () => {
  const page = await app.browser.page();
  await page.evaluateOnNewDocument(() => {
    IDBFactory.prototype.open = () => new EventTarget();
  });
  await visit(page, app.url);
  await someoneAt(page, 'host_country');
  await untilSaid(page, 'not_saved', { timeout: 30_000 });
  await page.browserContext().close();
});

test('where there is no place for keys, answers are kept until the window is closed, and that is said', async () => {
  const page = await app.browser.page();
  await page.evaluateOnNewDocument(() => {
    // As in Firefox's private windows; the worker fails in the same way.
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('no', 'SecurityError');
      }
    };
  });
  await visit(page, app.url);
  await someoneAt(page, 'permit');
  await untilSaid(page, 'until_closed');
  await page.reload();
  await page.waitForSelector('[data-testid="unreadable"]');
  assert.match(await page.$eval('[data-testid="unreadable"]', (line) => line.innerText), /until the window was closed/);
  await new Person(page).tap('remove-draft');
  await untilSaid(page, 'removed');
  assert.deepEqual(await onDevice(page), NOTHING);
  await page.browserContext().close();
});

test('on an address that others can read nothing is kept, and that is said', async () => {
  const page = await app.browser.page();
  await page.evaluateOnNewDocument(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
  await visit(page, app.url);
  await someoneAt(page, 'none');
  await untilSaid(page, 'insecure');
  assert.deepEqual(await onDevice(page), NOTHING);
  await page.browserContext().close();
});

test('two thousand characters are cut where the field says so, and saved', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = await someoneAt(page, 'none');
  await someone.tap('to-paper');
  await someone.goThrough((question) => question === 'ref_name');
  await page.$eval('#text-answer', (area) => {
    area.value = 'a long story '.repeat(200).slice(0, 2000);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await untilSaid(page, 'saving');
  await untilSaved(page);
  assert.match(await page.$eval('[data-testid="cut"]', (line) => line.innerText), /\d/);
  await page.browserContext().close();
});
