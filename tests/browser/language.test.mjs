// Promise: the language can be changed on any screen; answers, screen and focus stay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { visit } from './lib/browser.mjs';
import { person, texts } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

const speak = (page, language) => page.select('[data-testid="language"]', language);
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('value') ?? document.activeElement?.tagName);

test('mid-way, with an option in focus, only the words change', async () => {
  const page = await app.browser.page();
  const seen = await visit(page, app.url);
  const someone = new Person(page, person('P02').answers);
  await someone.begin('en');
  await someone.goThrough((question) => question === 'permit');
  await someone.answer();
  await page.focus('input[value="expired"]');
  for (const language of ['fr', 'ar', 'en', 'ar']) {
    // As a screen reader or a keyboard would: without leaving the option for longer than the choice takes.
    await page.evaluate((tag) => {
      const select = document.querySelector('[data-testid="language"]');
      select.value = tag;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, language);
    const say = await texts(language);
    await page.waitForFunction((words) => document.querySelector('h1').innerText === words, {}, say['q.permit.label']);
    assert.equal(await someone.question(), 'permit');
    assert.equal(await page.$eval('input[value="expired"]', (input) => input.checked), true);
    assert.equal(await focused(page), 'expired');
    assert.deepEqual(await page.$eval('html', (html) => [html.lang, html.dir]), [language, language === 'ar' ? 'rtl' : 'ltr']);
  }
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.requests, []);
  await page.browserContext().close();
});

test('on the results and on the paper too', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = new Person(page, person('P11').answers);
  await someone.begin('fr');
  await someone.goThrough();
  const before = await page.$$eval('[data-card]', (all) => all.map((card) => card.dataset.outcome));
  await speak(page, 'ar');
  const say = await texts('ar');
  await page.waitForFunction((words) => document.querySelector('h1').innerText === words, {}, say['ui.results.title']);
  assert.deepEqual(await page.$$eval('[data-card]', (all) => all.map((card) => card.dataset.outcome)), before);
  await someone.tap('to-paper');
  await someone.goThrough();
  await page.waitForSelector('[data-testid="sheet"]');
  await speak(page, 'fr');
  await page.waitForSelector('.sheet tbody td[lang="fr"]');
  assert.equal(await page.$('.sheet tbody td:first-child[lang="ar"]'), null);
  await page.browserContext().close();
});

test('who comes back is met in the language of before', async () => {
  const first = await app.browser.tab();
  await visit(first, app.url);
  const someone = new Person(first, person('P02').answers);
  await someone.begin('ar');
  await someone.goThrough((question) => question === 'help_today');
  await first.close();
  const second = await app.browser.tab();
  await visit(second, app.url);
  await second.waitForSelector('[data-testid="resume"]');
  assert.deepEqual(await second.$eval('html', (html) => [html.lang, html.dir]), ['ar', 'rtl']);
  await second.close();
});

test('nothing is left in another language', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = new Person(page, person('P02').answers);
  await someone.begin('ar');
  for (let steps = 0; steps < 60; steps += 1) {
    const words = await page.$eval('main', (main) => main.innerText);
    // Names of organisations and codes may be in Latin letters; a whole sentence may not.
    assert.doesNotMatch(words, /(\b[A-Za-z]{2,}\b[ ,.]+){4,}/, `${await someone.question()}: ${words}`);
    if ((await someone.question()) === null) break;
    await someone.answer();
    await someone.next();
  }
  await page.browserContext().close();
});
