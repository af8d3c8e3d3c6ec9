// Promise: a person sees what this is, in three languages, before the app is there and even if it never comes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { launch, visit } from './lib/browser.mjs';

const app = theApp();

const LEADS = ['Your answers stay on this device', 'Vos réponses restent sur cet appareil', 'تبقى إجاباتك على هذا الجهاز'];

test('without scripts the first screen says what this is, in three languages', async () => {
  const page = await app.browser.page({ width: 320, height: 568 });
  await page.setJavaScriptEnabled(false);
  await page.goto(app.url);
  const text = await page.$eval('body', (body) => body.innerText);
  for (const lead of LEADS) assert.match(text, new RegExp(lead));
  assert.match(text, /turn on JavaScript/);
  assert.doesNotMatch(text, /Opening…/);
  assert.ok(await page.$eval('html', (html) => html.scrollWidth <= 320));
  await page.close();
});

test('a browser without WebAssembly keeps the first screen and is told', async () => {
  const page = await app.browser.page();
  await page.evaluateOnNewDocument(() => delete globalThis.WebAssembly);
  await page.goto(app.url);
  await page.waitForSelector('#trouble:not([hidden])');
  const text = await page.$eval('body', (body) => body.innerText);
  for (const lead of LEADS) assert.match(text, new RegExp(lead));
  assert.match(text, /could not start/);
  await page.close();
});

test('an app that cannot be fetched leaves the first screen and says so', async () => {
  const page = await app.browser.page();
  await page.setRequestInterception(true);
  page.on('request', (request) => (request.url().endsWith('.wasm') ? request.abort() : request.continue()));
  await page.goto(app.url);
  await page.waitForSelector('#trouble:not([hidden])');
  assert.match(await page.$eval('#app', (app) => app.innerText), /Help you can trust/);
  await page.close();
});

test('texts that do not arrive at first are asked for again', async () => {
  const page = await app.browser.page();
  let refused = 0;
  await page.setRequestInterception(true);
  page.on('request', (request) => (/text-en/.test(request.url()) && (refused += 1) < 3 ? request.abort() : request.continue()));
  await page.goto(app.url);
  await page.waitForFunction(() => document.documentElement.dataset.loaded === 'yes');
  assert.equal(refused, 3);
  await page.browserContext().close();
});

test('what comes later and does not arrive is said, and can be tried again', async () => {
  const page = await app.browser.page();
  let broken = true;
  await page.setRequestInterception(true);
  page.on('request', (request) => (broken && /later-.*wasm$/.test(request.url()) ? request.abort() : request.continue()));
  await page.goto(app.url);
  await page.waitForSelector('[data-testid="language-fr"]:not(:disabled)');
  await page.click('[data-testid="help-now"]');
  await page.waitForSelector('[data-testid="try-again"]');
  assert.match(await page.$eval('main', (main) => main.innerText), /did not arrive/);
  broken = false;
  await page.click('[data-testid="try-again"]');
  await page.waitForSelector('[data-testid="help-country"]');
  await page.browserContext().close();
});

for (const name of ['chromium', 'firefox']) {
  test(`in ${name} the app takes over, complains about nothing, and asks nothing more`, async () => {
    const own = name === 'chromium' ? app.browser : await launch(name);
    try {
      const page = await own.page();
      const seen = await visit(page, app.url);
      await page.waitForSelector('#app main h1');
      assert.equal(await page.$('#opening'), null);
      assert.equal(await page.$eval('#trouble', (trouble) => trouble.hidden), true);
      assert.deepEqual(seen.errors, []);
      assert.deepEqual(seen.requests, []);
    } finally {
      if (own !== app.browser) await own.close();
    }
  });
}

test('every answer of the server carries the policy that keeps answers here', async () => {
  const response = await fetch(app.url);
  const policy = response.headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:/);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
});
