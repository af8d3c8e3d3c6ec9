// Promise: what a person types stays theirs: the browser remembers nothing of it, no service checks its spelling,
// nothing of it stands in the address, the title or the history, and no link leads outside.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { visit } from './lib/browser.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();
/** They want to be reached, so that they are asked for everything that is written by hand. */
const REACHED = { want_paper: 'yes', contact_how: 'call' };
const sources = path.resolve(import.meta.dirname, '../../src');

/** What is wrong with the screen as it stands, and which kinds of fields it has. */
const look = (page, where, start) =>
  page.evaluate(
    (screen, address) => {
      const wrong = [];
      const kinds = [];
      const is = (element, name, value) => {
        const found = element.getAttribute(name);
        if (found !== value) wrong.push(`${screen}: ${element.outerHTML.slice(0, 120)}: ${name} is ${found}`);
      };
      for (const field of document.querySelectorAll('input, select, textarea')) {
        kinds.push(field.type);
        is(field, 'autocomplete', 'off');
        if (!['', 'answer'].includes(field.name)) wrong.push(`${screen}: a field is called ${field.name}`);
        if (!['radio', 'checkbox', 'select-one'].includes(field.type)) {
          is(field, 'spellcheck', 'false');
          is(field, 'autocorrect', 'off');
          is(field, 'autocapitalize', 'off');
        }
      }
      for (const link of document.querySelectorAll('[href], [src], [action], [formaction], [ping], [srcset], [target]')) {
        if (link.closest('head')) continue;
        const inside = link.getAttribute('href') ?? '';
        const calls = /^tel:\+?[0-9]+$/.test(inside) && link.attributes.length <= 4;
        const fine = calls || inside === '#main';
        if (!fine || link.target) wrong.push(`${screen}: ${link.outerHTML.slice(0, 120)}`);
      }
      if (document.querySelector('form')) wrong.push(`${screen}: a form`);
      if (location.href !== address) wrong.push(`${screen}: the address is ${location.href}`);
      if (!['Dalil', 'دليل'].includes(document.title)) wrong.push(`${screen}: the title is ${document.title}`);
      if (!/^(null|\d+)$/.test(JSON.stringify(history.state))) wrong.push(`${screen}: the history has ${JSON.stringify(history.state)}`);
      return { wrong, kinds };
    },
    where,
    start,
  );

for (const [id, language] of [['P08', 'en'], ['P03', 'ar'], ['P02', 'fr']]) {
  test(`on every screen that ${id} sees in ${language}`, async () => {
    const page = await app.browser.page();
    await visit(page, app.url);
    const wrong = [];
    const kinds = new Set();
    const check = async (where) => {
      const found = await look(page, where, app.url);
      wrong.push(...found.wrong);
      found.kinds.forEach((kind) => kinds.add(kind));
    };
    await check('language');
    const someone = new Person(page, { ...person(id).answers, ...REACHED });
    await someone.tap(`language-${language}`);
    await check('welcome');
    await someone.tap('read');
    await page.waitForSelector('[data-testid="begin"]');
    await check('leaving');
    await someone.tap('begin');
    await page.waitForSelector('[data-question]');
    const through = () => someone.goThrough().then(() => check('end'));
    const { answer } = someone;
    someone.answer = async () => {
      await check(`${await someone.question()}, empty`);
      const question = await answer.call(someone);
      await check(`${question}, answered`);
      return question;
    };
    await through();
    if (await page.$('[data-testid="to-paper"]')) {
      await someone.tap('to-paper');
      await page.waitForFunction(() => document.querySelector('[data-question], [data-testid="sheet"]'));
      await through();
    }
    for (const screen of ['to-check', 'help-now', 'to-ready', 'help-now', 'glossary', 'protect', 'remove']) {
      await someone.tap(screen);
      await page.waitForSelector('h1');
      await check(screen);
    }
    await someone.tap('remove-no');
    await page.$eval('#own', (field) => (field.closest('details').open = true));
    await page.type('#own', 'قمر lemon rivière');
    await someone.tap('own-go');
    await page.waitForSelector('[data-testid="locked"]');
    await check('locked');
    await page.reload();
    await page.waitForSelector('#unlock');
    await check('resume');
    assert.deepEqual(wrong, []);
    for (const kind of ['radio', 'checkbox', 'search', 'select-one', 'textarea', 'text']) assert.ok(kinds.has(kind), kind);
    await page.browserContext().close();
  });
}

test('the contacts of every country are numbers to call and words to read, never a link that leads outside', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  await page.click('[data-testid="help-now"]');
  await page.waitForSelector('[data-testid="help-country"]');
  const countries = await page.$$eval('[data-testid="help-country"] option', (all) => all.map((one) => one.value).filter(Boolean));
  assert.equal(countries.length, 5);
  for (const country of countries) {
    await page.select('[data-testid="help-country"]', country);
    await page.waitForSelector('.contact');
    assert.deepEqual((await look(page, country, app.url)).wrong, []);
    assert.ok(await page.$('a[href^="tel:"]'), country);
  }
  await page.browserContext().close();
});

test('a field to type in is made in one place, so that none is forgotten', async () => {
  const files = (await readdir(sources, { recursive: true })).filter((name) => name.endsWith('.rs'));
  const made = [];
  for (const file of files) {
    const text = await readFile(path.join(sources, file), 'utf8');
    for (const [found] of text.matchAll(/\bel\("(input|textarea|select|form|a)[".][^;]{0,160}/gs)) made.push([file, found]);
  }
  const places = made.map(([file]) => file).sort();
  assert.deepEqual(places, ['components/choice_list.rs', 'components/contact_list.rs', 'components/kit.rs', 'components/kit.rs']);
  // In what is made there without a type of its own nothing can be typed.
  const kinds = new Set();
  for (const file of files) for (const [, kind] of (await readFile(path.join(sources, file), 'utf8')).matchAll(/\buntyped\("(\w+)"\)/g)) kinds.add(kind);
  assert.deepEqual([...kinds].sort(), ['checkbox', 'file', 'radio']);
  const [, tick] = made.find(([file]) => file === 'components/choice_list.rs');
  assert.match(tick, /"checkbox".*"radio"/);
});
