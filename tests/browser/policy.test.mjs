// Promise: the page's policy is in force: no code but the app's own runs, text never becomes markup, and in a frame or
// from a file nothing is asked.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { theApp } from './lib/app.mjs';
import { launch, visit } from './lib/browser.mjs';
import { builtPage, dist, servePlain } from './lib/plain.mjs';

const app = theApp();
const browsers = {};
const browser = async (name) => (browsers[name] ??= await launch(name, { preferences: STRICT }));
// A driver lets Firefox's files read each other, which no person's Firefox does.
const STRICT = { 'security.fileuri.strict_origin_policy': true };
after(async () => {
  for (const one of Object.values(browsers)) await one.close();
});

const FIELDS = 'input, select, textarea, button, [data-testid]';

for (const name of ['chromium', 'firefox']) {
  test(`in ${name} the app does not start where the policy forbids WebAssembly: the policy is live`, async () => {
    const page = await (await browser(name)).page();
    const policy = (await fetch(app.url)).headers.get('content-security-policy');
    const without = (text) => text.replace(" 'wasm-unsafe-eval'", '');
    const inHeader = await servePlain({ headers: { 'content-security-policy': without(policy) } });
    const inPage = await servePlain({ files: { 'index.html': without(await builtPage()) } });
    const asBuilt = await servePlain();
    try {
      for (const { url } of [inHeader, inPage]) {
        await page.goto(url);
        await page.waitForSelector('#trouble:not([hidden])');
        assert.equal(await page.$('[data-testid]'), null);
      }
      await visit(page, asBuilt.url);
    } finally {
      for (const server of [inHeader, inPage, asBuilt]) await server.stop();
      await page.browserContext().close();
    }
  });

  test(`in ${name} text becomes neither markup nor code, and only the app's own workers have an address`, async () => {
    const page = await (await browser(name)).page();
    const keys = 'files-0123456789ab.js';
    const withKeys = (await builtPage()).replace('<html ', `<html data-files="${keys}" `).replace(/ data-files="files-(?!0123456789ab)[^"]*"/, '');
    const server = await servePlain({ files: { 'index.html': withKeys } });
    try {
      await visit(page, server.url);
      const { done, refused } = await page.evaluate(() => {
        const markup = '<img src=x onerror="globalThis.pwned=1">';
        const make = (tag) => document.createElement(tag);
        const sinks = {
          innerHTML: () => (make('p').innerHTML = markup),
          outerHTML: () => (document.body.appendChild(make('p')).outerHTML = markup),
          insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', markup),
          write: () => document.write(markup),
          parser: () => new DOMParser().parseFromString(markup, 'text/html'),
          range: () => document.createRange().createContextualFragment(markup),
          srcdoc: () => (make('iframe').srcdoc = markup),
          script: () => (make('script').text = 'globalThis.pwned=1'),
          timer: () => setTimeout('globalThis.pwned=1'),
          address: () => (make('script').src = 'data:text/javascript,globalThis.pwned=1'),
          worker: () => new Worker('other.js'),
          'a second policy': () => window.trustedTypes.createPolicy('other', { createHTML: (text) => text }),
        };
        const done = [];
        const refused = [];
        for (const [sink, act] of Object.entries(sinks)) {
          try {
            act();
            done.push(sink);
          } catch {
            refused.push(sink);
          }
        }
        return { done, refused };
      });
      assert.deepEqual(done, []);
      assert.equal(refused.length, 12);
      assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
      const given = (addresses) =>
        page.evaluate(
          (all) => all.map((one) => window.trustedTypes.defaultPolicy.createScriptURL(one)?.toString() || null),
          addresses,
        );
      const { url } = server;
      assert.deepEqual(await given(['sw.js', './sw.js', `${url}sw.js`, keys]), [`${url}sw.js`, `${url}sw.js`, `${url}sw.js`, `${url}${keys}`]);
      const others = ['sw.js?x', 'sw.js#x', 'a/sw.js', '//127.0.0.1/sw.js', 'https://example.org/sw.js', 'files-ba9876543210.js', 'data:,', 'blob:x', ''];
      assert.deepEqual(await given(others), others.map(() => null));
    } finally {
      await server.stop();
      await page.browserContext().close();
    }
  });

  test(`in ${name} a frame stays empty, from the own origin and from another, with headers and without`, async () => {
    const page = await (await browser(name)).page();
    const framed = (address) => `<!doctype html><title>frame</title><iframe src="${address}" width="360" height="640"></iframe>`;
    const inner = await servePlain({ files: { 'same.html': framed('index.html') } });
    const outer = await servePlain({ files: { 'plain.html': framed(inner.url), 'ours.html': framed(app.url) } });
    try {
      for (const address of [`${inner.url}same.html`, `${outer.url}plain.html`]) {
        await page.goto(address, { waitUntil: 'load' });
        const [, frame] = page.frames();
        await frame.waitForFunction(() => document.documentElement.childNodes.length === 0);
        assert.equal((await frame.$$(FIELDS)).length, 0);
      }
      await page.goto(`${outer.url}ours.html`, { waitUntil: 'load' });
      for (const frame of page.frames()) {
        const fields = await frame.$$eval(FIELDS, (all) => all.filter((one) => one.matches('input, [data-testid]')).length).catch(() => 0);
        assert.equal(fields, 0);
        assert.doesNotMatch(await frame.$eval('body', (body) => body.innerText).catch(() => ''), /Help you can trust/);
      }
    } finally {
      await inner.stop();
      await outer.stop();
      await page.browserContext().close();
    }
  });

  test(`in ${name} from a file it says in three languages that it cannot run so, and keeps nothing`, async () => {
    const page = await (await browser(name)).page();
    await page.goto(pathToFileURL(path.join(dist, 'index.html')).href);
    await page.waitForSelector('#from-file:not([hidden])');
    const text = await page.$eval('body', (body) => body.innerText);
    for (const words of [/cannot run from a file/, /depuis un fichier/, /من ملف/]) assert.match(text, words);
    assert.doesNotMatch(text, /Opening…/);
    assert.equal(await page.$('[data-testid]'), null);
    const kept = await page.evaluate(async () => {
      const databases = await indexedDB.databases().catch(() => []);
      return [localStorage.length, sessionStorage.length, databases.length, document.cookie];
    });
    assert.deepEqual(kept, [0, 0, 0, '']);
    await page.browserContext().close();
  });
}
