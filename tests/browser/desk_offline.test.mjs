// Promise: a desk that was opened once opens without a connection, beside the page for people, and asks the network for nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, visit } from './lib/browser.mjs';
import { Desk } from './lib/desk.mjs';
import { serve } from './lib/server.mjs';

const isKept = (page) =>
  page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated', { polling: 50 });

test('a desk opens beside the page for people, and both open without a connection', async () => {
  let server = await serve();
  const { url } = server;
  const port = new URL(url).port;
  const browser = await launch();
  const page = await browser.tab();
  // Somebody opened the page for people first: its worker answers for its own page only.
  await visit(page, url);
  await isKept(page);
  await page.goto('about:blank');
  const seen = await visit(page, `${url}desk/`);
  await isKept(page);
  const desk = new Desk(page);
  await desk.setUp();
  assert.deepEqual(seen.errors, []);
  const scopes = await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope).sort());
  assert.deepEqual(scopes, [url, `${url}desk/`]);
  const may = () => page.evaluate(async () => (await fetch('./')).headers.get('permissions-policy'));
  assert.match(await may(), /camera=\(self\)/);
  await server.stop();

  await page.goto(`${url}desk/`);
  await page.waitForSelector('html[data-loaded="yes"]');
  await desk.unlock();
  await desk.tap('hand-in');
  await page.type('#typed-code', 'DL1AAAA');
  await desk.tap('read-code');
  await desk.until('not-read');
  assert.match(await may(), /camera=\(self\)/);
  // What reads pictures is on the device too.
  const worker = await page.evaluate(async () => (await fetch(document.documentElement.dataset.scan)).status);
  assert.equal(worker, 200);
  await page.goto(url);
  await page.waitForSelector('html[data-loaded="yes"]');
  assert.match(await may(), /camera=\(\)/);
  server = await serve({ port: Number(port) });
  await server.stop();
  await browser.close();
});

test('a phone loads nothing of a desk', async () => {
  const server = await serve();
  const browser = await launch();
  const page = await browser.page();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await visit(page, server.url);
  await isKept(page);
  const kept = await page.evaluate(async () => {
    const names = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) names.push(request.url);
    return names;
  });
  assert.ok(kept.length > 20);
  assert.deepEqual([...asked, ...kept].filter((name) => /\/desk\/|\/scan-/.test(name)), []);
  const texts = await page.evaluate(async () => {
    const [, , all] = document.documentElement.dataset.texts.split(' ')[0].split(':');
    return (await fetch(all)).text();
  });
  assert.ok(texts.includes('ui.ready') && !texts.includes('ui.desk.'));
  await browser.close();
  await server.stop();
});
