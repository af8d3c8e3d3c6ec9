// Promise: answering is calm: Back loses nothing, a change asks only what depends on it, staff see what staff must see.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { visit } from './lib/browser.mjs';
import { NOTHING, onDevice, untilSaid } from './lib/device.mjs';
import { person, questions } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

const start = async (id, changes = {}, language = 'en') => {
  const page = await app.browser.page();
  const seen = await visit(page, app.url);
  const someone = new Person(page, { ...person(id).answers, ...changes });
  await someone.begin(language);
  return { page, seen, someone };
};
const asks = (page, question) =>
  page.waitForFunction((name) => document.querySelector('[data-question]')?.dataset.question === name, {}, question);

test('the browser’s Back key is Back: each press is one screen, and no answer is lost', async () => {
  const { page, seen, someone } = await start('P02');
  await someone.goThrough((question) => question === 'sex');
  const address = page.url();
  for (const question of ['age_band', 'nationality', 'host_city', 'host_country', 'help_today']) {
    await page.evaluate(() => history.back());
    await asks(page, question);
    assert.ok(await page.$('input:checked'), question);
    assert.equal(page.url(), address);
  }
  await someone.next();
  await asks(page, 'host_country');
  assert.equal(await page.$eval('input:checked', (input) => input.value), 'EG');
  assert.equal(await page.evaluate(() => JSON.stringify(history.state)), '8');
  assert.deepEqual(seen.errors, []);
  await page.browserContext().close();
});

test('every question can be left without an answer, and silence is never a no', async () => {
  const { page, someone } = await start('P02', {});
  someone.answers = { host_country: 'EG', help_today: ['home'], nationality: 'NG', want_return: 'yes' };
  await someone.goThrough();
  assert.equal(await page.$eval('[data-card="RETURN"]', (card) => card.dataset.outcome), 'possible');
  const missing = await page.$$eval('[data-card="RETURN"] [data-missing]', (rows) => rows.map((row) => row.dataset.missing));
  for (const question of ['fear_return', 'own_choice', 'can_pay', 'age_band']) assert.ok(missing.includes(question), question);
  await page.browserContext().close();
});

test('what is not known says what it would change, and can be answered there', async () => {
  const { page, someone } = await start('P02');
  delete someone.answers.can_pay;
  await someone.goThrough();
  const row = '[data-card="RETURN"] [data-missing="can_pay"]';
  assert.match(await page.$eval(row, (line) => line.innerText), /No.*seem to fit/s);
  await page.click(`${row} button`);
  await asks(page, 'can_pay');
  await someone.choose('no');
  await someone.next();
  await page.waitForSelector('[data-card="RETURN"][data-outcome="likely"]');
  assert.equal(await page.$(row), null);
  await page.browserContext().close();
});

test('a change asks again only what depends on it, then is back on the list', async () => {
  const { page, someone } = await start('P02');
  await someone.goThrough();
  await someone.tap('to-check');
  await page.waitForSelector('[data-row="family_here"]');
  const rows = await page.$$eval('[data-row]', (all) => all.map((row) => row.dataset.row));
  assert.ok(rows.includes('exit_block') && rows.includes('danger_now'));
  assert.equal(await page.$$eval('[data-row] button', (all) => all.length), rows.length);
  await page.click('[data-row="family_here"] button');
  await asks(page, 'family_here');
  await someone.choose('own_children');
  await someone.next();
  // Children came up: how many, and whether the other parent agrees. Nothing else.
  await asks(page, 'kids_n');
  await page.type('#number-answer', '2');
  await someone.next();
  await asks(page, 'other_parent_ok');
  await someone.choose('yes');
  await someone.next();
  await page.waitForSelector('[data-row="kids_n"]');
  assert.match(await page.$eval('[data-row="kids_n"]', (row) => row.innerText), /2/);
  await page.browserContext().close();
});

test('staff questions are asked of staff and of nobody else', async () => {
  const staffOnly = (await questions()).filter((question) => question.audience === 'staff').map((question) => question.id);
  assert.deepEqual(staffOnly, ['fear_from', 'staff_sees']);
  for (const [mode, expected] of [['self', []], ['helper', []], ['staff', staffOnly]]) {
    const { page, someone } = await start('P08', { mode });
    await someone.goThrough();
    assert.deepEqual(someone.asked.filter((question) => staffOnly.includes(question)), expected, mode);
    await page.browserContext().close();
  }
});

test('new person starts clean, on the device, on the screen and in the history', async () => {
  const { page, someone } = await start('P12');
  await someone.goThrough((question) => question === 'permit');
  await someone.tap('remove');
  assert.match(await page.$eval('h1', (heading) => heading.innerText), /new person/i);
  await someone.tap('remove-yes');
  await page.waitForSelector('[data-testid="language-en"]');
  await untilSaid(page, 'removed');
  assert.deepEqual(await onDevice(page), NOTHING);
  await page.evaluate(() => history.back());
  await page.waitForSelector('[data-testid="language-en"]');
  const next = new Person(page, {});
  await next.begin('en');
  assert.equal(await page.$('input:checked'), null);
  await page.browserContext().close();
});

test('nothing about return is shown to a person who did not ask about it', async () => {
  const { page, someone } = await start('P02', { help_today: ['things'] });
  await someone.goThrough();
  assert.ok(!someone.asked.includes('want_return'));
  assert.equal(await page.$('[data-card="RETURN"], [data-card="REINT"], .steps'), null);
  await page.browserContext().close();
});

test('an emergency is said at once, before the rest of the questions, and once', async () => {
  const { page, someone } = await start('P08');
  await someone.goThrough((question) => question === 'danger_now');
  await someone.answer();
  await page.waitForSelector('.notice--emergency');
  await someone.next();
  assert.equal(await someone.question(), null);
  await page.select('[data-testid="help-country"]', 'LY');
  await page.waitForFunction(() => document.querySelectorAll('a[href^="tel:"]').length > 0);
  await someone.next();
  await asks(page, 'help_today');
  assert.equal(await page.$('.notice--emergency'), null);
  await page.browserContext().close();
});

test('2,000 characters, emoji, direction marks and markup are shown as text and cut with a message', async () => {
  const { page, seen, someone } = await start('P02');
  await someone.goThrough();
  await someone.tap('to-paper');
  await someone.goThrough((question) => question === 'ref_name');
  const name = '<script>alert(1)</script>\u202Eمحمد 👩🏽‍⚕️';
  await page.evaluate((text) => {
    const area = document.querySelector('#text-answer');
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, name + 'x'.repeat(2000));
  await page.waitForSelector('[data-testid="cut"]:not([hidden])');
  assert.equal([...(await page.$eval('#text-answer', (area) => area.value))].length, 60);
  assert.match(await page.$eval('#text-count', (count) => count.innerText), /60.*60/);
  await page.evaluate((text) => {
    const area = document.querySelector('#text-answer');
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, name);
  assert.equal(await page.$('[data-testid="cut"]:not([hidden])'), null);
  await someone.next();
  await someone.goThrough();
  const quote = await page.$eval('.sheet__quote', (row) => row.innerText);
  assert.ok(quote.includes('<script>alert(1)</script>محمد 👩🏽‍⚕️'), quote);
  assert.equal(await page.$('.sheet script'), null);
  assert.ok(await page.$eval('html', (html) => html.scrollWidth <= html.clientWidth));
  assert.deepEqual(seen.errors, []);
  await page.browserContext().close();
});

test('a country is found by part of its name, in the language that is shown', async () => {
  const { page, someone } = await start('P02', {}, 'ar');
  await someone.goThrough((question) => question === 'nationality');
  await page.type('[data-testid="search"]', 'الفلبين');
  await page.waitForSelector('input[value="PH"]');
  await page.$eval('[data-testid="search"]', (input) => (input.value = ''));
  await page.type('[data-testid="search"]', 'philipp');
  await page.waitForSelector('input[value="PH"]');
  await page.type('[data-testid="search"]', 'zzzz');
  await page.waitForFunction(() => !document.querySelector('input[value="PH"]'));
  await page.browserContext().close();
});
