// Promise: what a person writes is words, whatever it looks like. Three hundred texts that would be code in a careless
// page are written into every field, in a copy of the app without its policy: here only the app itself protects.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, visit } from './lib/browser.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';
import { builtPage, servePlain, withoutPolicy } from './lib/plain.mjs';

/** The fields for a person's own words, and how many characters each takes. */
const FIELDS = { ref_name: 60, contact_value: 80, contact_safe: 120 };

const CODE = ['pwned()', 'top.pwned()', 'pwned`1`', '(0,pwned)()', 'self["pwn"+"ed"]()', '[1].map(pwned)'];
const SHAPES = [
  (code) => `<script>${code}</script>`,
  (code) => `</p><script>${code}</script>`,
  (code) => `<img src=x onerror=${code}>`,
  (code) => `<img src=x oNeRRoR='${code}'>`,
  (code) => `"><img src=x onerror=${code}>`,
  (code) => `'><img/src=x/onerror=${code}>`,
  (code) => `<svg onload=${code}>`,
  (code) => `<svg><script>${code}</script></svg>`,
  (code) => `<svg/onload=${code}//`,
  (code) => `<body onload=${code}>`,
  (code) => `<input autofocus onfocus=${code}>`,
  (code) => `<details open ontoggle=${code}>`,
  (code) => `<video src=x onerror=${code}>`,
  (code) => `<audio src onerror=${code}>`,
  (code) => `<iframe srcdoc="<script>${code}</script>">`,
  (code) => `<iframe src=javascript:${code}>`,
  (code) => `<a href=javascript:${code}>x</a>`,
  (code) => `<object data=javascript:${code}>`,
  (code) => `<embed src=javascript:${code}>`,
  (code) => `<math><mtext><img src=x onerror=${code}>`,
  (code) => `<style>@keyframes x{}</style><p onanimationend=${code}>`,
  (code) => `<textarea></textarea><img src=x onerror=${code}>`,
  (code) => `<title></title><img src=x onerror=${code}>`,
  (code) => `<!--><img src=x onerror=${code}>-->`,
  (code) => `<noscript><p title="</noscript><img src=x onerror=${code}>">`,
  (code) => `<template><script>${code}</script></template>`,
  (code) => `<form><button formaction=javascript:${code}>`,
  (code) => `<meta http-equiv=refresh content="0;url=javascript:${code}">`,
  (code) => `<base href=javascript:${code}//>`,
  (code) => `<link rel=stylesheet href=javascript:${code}>`,
  (code) => `javascript:${code}`,
  (code) => `data:text/html,<script>${code}</script>`,
  (code) => `{{constructor.constructor('${code}')()}}`,
  (code) => `\${${code}}`,
  (code) => `<%= ${code} %>`,
  (code) => `&lt;img src=x onerror=${code}&gt;`,
  (code) => `%3Cimg src=x onerror=${code}%3E`,
  (code) => `\\u003cimg src=x onerror=${code}\\u003e`,
  (code) => `\u202e<img src=x onerror=${code}>`,
  (code) => `<img src=x onerror=${code} //`,
  (code) => `[${code}](javascript:${code})`,
  (code) => `{name}<img src=x onerror=${code}>`,
  (code) => `<marquee onstart=${code}>`,
  (code) => `<p/onpointerover=${code}>x`,
  (code) => `<select autofocus onfocus=${code}>`,
  (code) => `<image src=x onerror=${code}>`,
  (code) => `<svg><a href=javascript:${code}>`,
  (code) => `<svg><animate onbegin=${code}>`,
  (code) => `<dialog open onclose=${code}>`,
  (code) => `</script><script>${code}//`,
];
const texts = SHAPES.flatMap((shape) => CODE.map(shape));
assert.equal(texts.length, 300);

/** What turns the direction of what stands after it is no part of an answer. */
const withoutTurns = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');

/** Counts what was run, from before there is a page. */
const watch = () => {
  globalThis.ran = 0;
  globalThis.pwned = () => (globalThis.ran += 1);
};

/** In the page: writes each text into a field through the app, and reads it where all answers stand. */
async function writeAll(question, all) {
  const until = (condition) =>
    new Promise((resolve, reject) => {
      const end = performance.now() + 5000;
      const check = () => {
        const found = condition();
        if (found) resolve(found);
        else if (performance.now() > end) reject(new Error(`${question}: ${condition}`));
        else setTimeout(check);
      };
      check();
    });
  const row = () => document.querySelector(`[data-row="${question}"]`);
  const read = [];
  for (const text of all) {
    (await until(row)).querySelector('button').click();
    const field = await until(() => document.querySelector('#text-answer'));
    field.value = text;
    field.dispatchEvent(new Event('input'));
    document.querySelector('[data-testid="next"]').click();
    // What is written stands between two marks, so that its direction ends with it.
    read.push((await until(row)).querySelector('.check-row__answer').textContent.replace(/^\u2068|\u2069$/g, ''));
  }
  return read;
}

for (const name of ['chromium', 'firefox']) {
  test(`in ${name} three hundred hostile texts appear as they are, and none is run`, { timeout: 240_000 }, async (t) => {
    const app = await servePlain({ files: { 'index.html': withoutPolicy(await builtPage()), 'empty.html': '<body>' } });
    const browser = await launch(name);
    try {
      const page = await browser.page();
      await page.evaluateOnNewDocument(watch);
      await page.goto(`${app.url}empty.html`);
      await page.evaluate((all) => all.forEach((text) => (document.body.appendChild(document.createElement('div')).innerHTML = text)), texts);
      await page.waitForFunction(() => globalThis.ran > 50);
      const careless = await page.evaluate(() => globalThis.ran);

      await visit(page, app.url);
      const reached = { want_paper: 'yes', contact_how: 'call', ...Object.fromEntries(Object.keys(FIELDS).map((id) => [id, 'x'])) };
      const someone = new Person(page, { ...person('P08').answers, ...reached });
      await someone.begin('en');
      await someone.goThrough();
      await someone.tap('to-paper');
      await someone.goThrough();
      for (const [question, most] of Object.entries(FIELDS)) {
        await someone.tap('to-check');
        const fitting = texts.map((text) => [...text].slice(0, most).join('').trim());
        const read = await page.evaluate(writeAll, question, fitting);
        assert.deepEqual(read, fitting.map(withoutTurns), question);
        await someone.tap('to-results');
        await someone.tap('to-paper');
        await page.waitForFunction(() => document.querySelector('[data-question], [data-testid="sheet"]'));
        await someone.goThrough();
        await page.waitForSelector('[data-testid="sheet"]');
        const paper = await page.$eval('[data-testid="sheet"]', (sheet) => sheet.textContent);
        assert.ok(paper.includes(fitting.at(-1)), question);
      }
      await someone.tap('to-check');
      await page.$eval('[data-row="nationality"] button', (change) => change.click());
      for (const text of texts) {
        const shown = await page.$eval('[data-testid="search"]', (search, words) => {
          search.value = words;
          search.dispatchEvent(new Event('input'));
          return search.value;
        }, text);
        assert.equal(shown, text);
      }
      assert.equal(await page.evaluate(() => globalThis.ran), 0);
      assert.equal(await page.$('main :is(script, iframe, object, embed, base, meta, form, img, video)'), null);
      t.diagnostic(`${careless} of ${texts.length} run in a careless page, 0 in ${Object.keys(FIELDS).length + 1} fields here`);
    } finally {
      await browser.close();
      await app.stop();
    }
  });
}
