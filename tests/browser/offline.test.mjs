// Promise: once opened, the app opens without a connection; a new version comes whole, and only when the person agrees.
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, newProfile, visit } from './lib/browser.mjs';
import { host, release } from './lib/host.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';
import { another, sums, version } from './lib/releases.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const first = await release(path.join(root, 'dist'));
const second = another(first, 'second');
const emergency = { ...first, files: new Map(first.files).set('sw.js', await readFile(path.join(root, 'public/emergency/sw.js'))) };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Runs with a host of its own and a page of a device of its own. */
async function withPage(run, served = first) {
  const own = await host(served);
  const page = await browser.page();
  try {
    const seen = await visit(page, own.url);
    await run({ own, page, seen });
  } finally {
    await page.browserContext().close();
    await own.stop();
  }
}

/** Waits until the device has a version that serves, or that waits. */
const has = (page, place) =>
  page.waitForFunction(
    async (place) => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.[place] && ['installed', 'activated'].includes(registration[place].state);
    },
    { polling: 50 },
    place,
  );
const isKept = (page) => has(page, 'active');
/** Asks the browser to look for another version now; says whether it was put on the device. */
const lookForNew = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const coming = registration.installing;
    if (!coming) return null;
    return new Promise((resolve) => {
      coming.onstatechange = () => resolve(coming.state === 'installed');
    });
  });
const loaded = (page) => page.waitForFunction(() => document.documentElement.dataset.loaded === 'yes');
const again = async (page) => {
  await page.reload();
  await loaded(page);
};
/** Which release a page is made of: that of its own files. */
const isOf = (page, { files }) =>
  page.evaluate(
    (names) => {
      const here = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.slice(1));
      return here.length > 5 && here.every((name) => names.includes(name));
    },
    [...files.keys()],
  );
const state = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.getRegistration();
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
    active.postMessage('state', [port2]);
    return answer;
  });
/** Puts other bytes in place of a kept file. */
const poison = (page, name) =>
  page.evaluate(async (name) => {
    const [own] = (await caches.keys()).filter((key) => key.startsWith('dalil '));
    await (await caches.open(own)).put(new URL(name, document.baseURI).href, new Response('poisoned'));
  }, name);
const byStem = ({ files }, stem) => [...files.keys()].find((name) => name.startsWith(stem));

for (const name of ['chromium', 'firefox']) {
  test(`in ${name} the app starts without a connection after the browser was closed, and works to the results`, async () => {
    const profile = await newProfile(name);
    const own = await host(first);
    try {
      const once = await launch(name, { profile });
      const page = await once.tab();
      await visit(page, own.url);
      await isKept(page);
      await once.close();

      const again = await launch(name, { profile });
      own.asked.length = 0;
      await visit(await again.tab(), own.url);
      await again.close();
      assert.deepEqual(own.asked.filter((file) => file !== 'sw.js'), [], 'a cold start asks for nothing but the worker');
      await own.stop();

      const later = await launch(name, { profile });
      const cold = await later.tab();
      const seen = await visit(cold, own.url);
      const someone = new Person(cold, person('P02').answers);
      await someone.begin('fr');
      await someone.goThrough();
      assert.equal(await cold.$eval('[data-card="RETURN"]', (card) => card.dataset.outcome), 'likely');
      assert.deepEqual(seen.errors, []);
      // The headers that a host may not be able to send.
      assert.equal(await cold.evaluate(() => crossOriginIsolated), true);
      await later.close();
    } finally {
      await own.stop();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

test('the first visit is never loaded again by itself, and what is put on the device comes after the app', async () => {
  await withPage(async ({ own, page, seen }) => {
    await page.evaluate(() => (globalThis.stillHere = true));
    await isKept(page);
    assert.equal(await page.evaluate(() => globalThis.stillHere), true);
    assert.deepEqual(seen.requests, []);
    const worker = own.asked.indexOf('sw.js');
    for (const texts of ['text-en', 'text-fr', 'text-ar', 'later-']) {
      assert.ok(own.asked.findIndex((name) => name.startsWith(texts)) < worker, `${texts} before the worker`);
    }
  });
});

test('a page that is kept asks the network for nothing but the worker', async () => {
  await withPage(async ({ own, page }) => {
    await isKept(page);
    own.asked.length = 0;
    await again(page);
    await page.goto(`${own.url}?from=somewhere`);
    await loaded(page);
    assert.deepEqual(own.asked.filter((name) => name !== 'sw.js'), []);
    const elsewhere = await page.evaluate(async () => (await fetch('not-in-any-list.js')).status);
    assert.equal(elsewhere, 404);
    assert.ok(!own.asked.includes('not-in-any-list.js'));
  });
});

test('a new version is offered beside the questions, never among them, and taken only when the person agrees', async () => {
  await withPage(async ({ own, page, seen }) => {
    await isKept(page);
    await again(page);
    own.serve(second);
    assert.equal(await lookForNew(page), true);
    await page.waitForSelector('[data-testid="use-new-version"]');
    const someone = new Person(page);
    await someone.begin('en');
    assert.equal(await page.$('[data-testid="new-version"]'), null);
    await someone.tap('back');
    await someone.tap('back');
    await page.waitForSelector('[data-testid="use-new-version"]');
    await again(page);
    assert.ok(await isOf(page, first), 'still the old version');

    await someone.tap('use-new-version');
    await page.waitForFunction((old) => performance.getEntriesByType('resource').length && !document.querySelector(`link[href="${old}"]`), {}, byStem(first, 'styles'));
    await loaded(page);
    assert.ok(await isOf(page, second), 'the new version');
    assert.equal(await page.$('[data-testid="new-version"]'), null);
    assert.deepEqual(seen.errors, []);
  });
});

test('an answer that is not saved is not put at risk by an offer', async () => {
  await withPage(async ({ own, page }) => {
    await isKept(page);
    await again(page);
    const someone = new Person(page, { ...person('P02').answers, store_ok: 'no' });
    await someone.begin('en');
    await someone.goThrough((question) => question === 'danger_now');
    own.serve(second);
    assert.equal(await lookForNew(page), true);
    await someone.tap('help-now');
    await someone.tap('to-ready');
    await page.waitForSelector('[data-ready="whole"]');
    assert.equal(await page.$('[data-testid="new-version"]'), null);
  });
});

test('a draft goes on in the new version', async () => {
  await withPage(async ({ own, page }) => {
    await isKept(page);
    await again(page);
    const someone = new Person(page, person('P02').answers);
    await someone.begin('en');
    await someone.goThrough((question) => question === 'permit');
    own.serve(second);
    assert.equal(await lookForNew(page), true);
    await again(page);
    await page.waitForSelector('[data-testid="resume"]');
    assert.ok(await isOf(page, first), 'not in the middle of questions');
    await someone.tap('use-new-version');
    await page.waitForFunction((old) => !document.querySelector(`link[href="${old}"]`), {}, byStem(first, 'styles'));
    await someone.tap('resume');
    assert.equal(await (await page.waitForSelector('[data-question]')).evaluate((section) => section.dataset.question), 'permit');
    assert.ok(await isOf(page, second));
    await someone.goThrough();
    assert.equal(await page.$eval('[data-card="RETURN"]', (card) => card.dataset.outcome), 'likely');
  });
});

test('one wrong file, and the old version goes on serving; when the host is mended the new one comes', async () => {
  await withPage(async ({ own, page }) => {
    await isKept(page);
    await again(page);
    own.serve(second);
    const wrong = byStem(second, 'text-ar');
    const bytes = Buffer.from(second.files.get(wrong));
    bytes[100] ^= 1;
    own.asked.length = 0;
    own.fail = (name) => (name === wrong ? { bytes } : undefined);
    assert.equal(await lookForNew(page), false);
    assert.equal(own.asked.filter((name) => name === wrong).length, 4, 'four tries');
    await again(page);
    assert.ok(await isOf(page, first));
    assert.equal(await page.$('[data-testid="new-version"]'), null);
    own.fail = () => undefined;
    assert.equal(await lookForNew(page), true);
    await page.waitForSelector('[data-testid="use-new-version"]');
  });
});

for (const [what, fail] of [
  ['a page of a hotel’s network for every file', () => ({ bytes: Buffer.from('<html>Log in</html>'), type: 'text/html' })],
  ['half of each file', () => ({ cut: true })],
  ['503', () => ({ status: 503, bytes: Buffer.from('busy') })],
]) {
  test(`the host answers ${what}: the old version goes on serving`, async () => {
    await withPage(async ({ own, page }) => {
      await isKept(page);
      await again(page);
      own.serve(second);
      own.fail = (name) => (name === 'sw.js' ? undefined : fail());
      assert.equal(await lookForNew(page), false);
      await again(page);
      assert.ok(await isOf(page, first));
    });
  });
}

test('only what has changed is fetched for a new version', async () => {
  await withPage(async ({ own, page }) => {
    await isKept(page);
    await again(page);
    own.serve(second);
    own.asked.length = 0;
    assert.equal(await lookForNew(page), true);
    for (const stem of ['pack', 'directory', 'icon-512']) assert.ok(!own.asked.includes(byStem(second, stem)), stem);
    for (const stem of ['app', 'later', 'text-ar', 'index']) assert.ok(own.asked.includes(byStem(second, stem)), stem);
  });
});

test('a kept file that was changed is never answered: it is fetched again, or the app says that it is not whole', async () => {
  await withPage(async ({ own, page, seen }) => {
    await isKept(page);
    const damaged = async () => (await state(page)).split('\n').slice(1).filter((line) => new Set(line.split('\t').slice(1)).size > 1);
    for (const name of [byStem(first, 'app-'), byStem(first, 'pack-'), 'index.html']) {
      await poison(page, name);
      assert.equal((await damaged()).length, 1);
      own.asked.length = 0;
      await again(page);
      // The browser itself may still have a file whose name holds its hash.
      assert.deepEqual(own.asked.filter((asked) => asked !== 'sw.js' && asked !== name), []);
      assert.ok(own.asked.includes(name) || name !== 'index.html');
      assert.deepEqual(await damaged(), [], 'it is kept again');
    }
    assert.deepEqual(seen.errors, []);

    await poison(page, 'index.html');
    await own.stop();
    const answer = await page.reload();
    assert.equal(answer.status(), 503);
    assert.match(await page.$eval('body', (body) => body.innerText), /lost a part[^]*perdu une partie[^]*فقد هذا الجهاز/);
    await own.back();
    await again(page);
  });
});

test('the device keeps this version and the one before it, and nothing older', async () => {
  await withPage(async ({ own, page }) => {
    await isKept(page);
    await again(page);
    const releases = [first, second, another(first, 'third')];
    for (const next of releases.slice(1)) {
      own.serve(next);
      assert.equal(await lookForNew(page), true);
      await page.waitForSelector('[data-testid="use-new-version"]');
      const before = await page.evaluateHandle(() => document.querySelector('main'));
      await page.click('[data-testid="use-new-version"]');
      await page.waitForFunction((old) => !old?.isConnected, {}, before).catch(() => {});
      await loaded(page);
    }
    await page.waitForFunction(async () => (await caches.keys()).length === 2, { polling: 50 });
    const kept = await page.evaluate(() => caches.keys());
    assert.deepEqual(kept.map((name) => name.split(' ').at(-1)), releases.slice(1).map(version));
  });
});

test('what is on the device is read and compared when somebody asks', async () => {
  await withPage(async ({ page }) => {
    await isKept(page);
    const someone = new Person(page);
    await someone.tap('to-ready');
    await page.waitForSelector('[data-ready="whole"]');
    await page.click('details > summary');
    const shown = await page.$$eval('[data-file]', (lines) => lines.map((line) => [line.dataset.file, line.querySelector('code').textContent]));
    assert.deepEqual(Object.fromEntries(shown), sums(first));
    assert.equal((await state(page)).split('\n')[0].split('\t')[0], version(first));
    const text = await page.$eval('main', (main) => main.innerText);
    for (const said of ['English', 'Français', 'العربية', 'north-africa', 'Checked recently enough until', version(first).slice(0, 12)]) {
      assert.ok(text.includes(said), said);
    }
    await poison(page, byStem(first, 'later-'));
    await someone.tap('look-again');
    await page.waitForSelector('[data-ready="damaged"]');
    assert.equal((await page.$$eval('[data-file] strong', (all) => all.map((one) => one.textContent))).filter((word) => word !== 'as it must be').length, 1);
  });
});

test('a browser without workers works all the same, and says what that means', async () => {
  const own = await host(first);
  const page = await browser.page();
  await page.evaluateOnNewDocument(() => delete Navigator.prototype.serviceWorker);
  const seen = await visit(page, own.url);
  const someone = new Person(page, person('P02').answers);
  await someone.tap('to-ready');
  await page.waitForSelector('[data-ready="nothing"]');
  await someone.tap('back');
  await someone.begin('en');
  await someone.goThrough();
  assert.equal(await page.$eval('[data-card="RETURN"]', (card) => card.dataset.outcome), 'likely');
  assert.deepEqual(seen.errors, []);
  await page.browserContext().close();
  await own.stop();
});

test('in an emergency the worker is taken off the device, and the draft stays', async () => {
  await withPage(async ({ own, page }) => {
    await isKept(page);
    await again(page);
    const someone = new Person(page, person('P02').answers);
    await someone.begin('en');
    await someone.goThrough((question) => question === 'permit');
    const before = await page.evaluate(() => JSON.stringify(localStorage));
    own.serve(emergency);
    assert.equal(await lookForNew(page), true);
    await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistration()), { polling: 50 });
    assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), before);
    own.asked.length = 0;
    await again(page);
    assert.ok(own.asked.includes('index.html'), 'the page comes from the host');
    await page.waitForSelector('[data-testid="resume"]');
  });
});
