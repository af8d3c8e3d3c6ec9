// Promise: the paper follows consent: nothing is ticked that exposes a person, and the slip says nothing of why.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { visit } from './lib/browser.mjs';
import { print, read } from './lib/pdf.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

const toPaper = async (id, changes = {}, stop = () => false) => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = new Person(page, { ...person(id).answers, ...changes });
  await someone.begin('en');
  await someone.goThrough();
  await someone.tap('to-paper');
  await someone.goThrough(stop);
  return { page, someone };
};
const ticked = (page) => page.$$eval('input:checked', (all) => all.map((input) => input.value));
const printed = async (page, what) => {
  await page.evaluate((name) => document.body.classList.add(name), what);
  const paper = await read(await print(page));
  await page.evaluate((name) => document.body.classList.remove(name), what);
  return paper;
};

test('no organisation is ticked at first, nor safety, nor health', async () => {
  const { page, someone } = await toPaper('P08', {}, (question) => question === 'share_to');
  assert.deepEqual(await ticked(page), []);
  await someone.next();
  assert.equal(await someone.question(), 'share_parts');
  assert.deepEqual(await ticked(page), ['about', 'family', 'stay', 'needs', 'return']);
  await page.browserContext().close();
});

test('who must not see it stands at the top, and trafficking and violence are called confidential', async () => {
  const parts = ['about', 'family', 'stay', 'safety', 'health', 'needs', 'return'];
  const { page } = await toPaper('P08', { share_parts: parts, not_share: ['family', 'community'] });
  const rows = await page.$$eval('.sheet tbody tr', (all) => all.map((row) => row.innerText));
  assert.match(rows[0], /family/i);
  const sheet = rows.join('\n');
  assert.match(sheet, /confidential/i);
  assert.doesNotMatch(sheet, /exploited or trafficked|trafficking/i);
  const paper = await printed(page, 'printing-sheet');
  assert.ok(paper.pages <= 2, `${paper.pages} pages with every part`);
  await page.browserContext().close();
});

test('where nobody is named, no line says that nobody may see it', async () => {
  const { page } = await toPaper('P02');
  const first = await page.$eval('.sheet tbody tr', (row) => row.innerText);
  assert.match(first, /within 2 weeks/i);
  await page.browserContext().close();
});

test('the slip has an address and an appointment, and nothing that says why', async () => {
  const { page } = await toPaper('P01', { share_to: ['eg_unhcr'] });
  const paper = await printed(page, 'printing-slip');
  assert.equal(paper.pages, 1);
  assert.match(paper.text, /17 Mekka El Mokarrama/);
  assert.doesNotMatch(paper.text, /Sudan|asylum|children|return|Referral|woman/i);
  await page.browserContext().close();
});

test('a change of mind on the paper takes the answers off it at once', async () => {
  const { page, someone } = await toPaper('P02');
  const about = () => page.$eval('.sheet', (sheet) => sheet.innerText.includes('Nigeria'));
  assert.equal(await about(), true);
  await someone.tap('to-check');
  await page.waitForSelector('[data-row="share_parts"]');
  await page.click('[data-row="share_parts"] button');
  await page.waitForSelector('input[value="about"]');
  await page.click('input[value="about"]');
  await someone.next();
  await page.waitForSelector('[data-row="share_parts"]');
  await someone.tap('back');
  await page.waitForSelector('[data-testid="sheet"], [data-question]');
  while (!(await page.$('[data-testid="sheet"]'))) await someone.tap('back');
  assert.equal(await about(), false);
  await page.browserContext().close();
});
