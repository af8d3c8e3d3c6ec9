// Promise: every screen can be used by everybody: names for screen readers, room to tap, no scrolling sideways.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { visit } from './lib/browser.mjs';
import { axe, faults } from './lib/faults.mjs';
import { person } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const app = theApp();

for (const [language, width, height] of [['en', 320, 568], ['ar', 360, 640], ['fr', 1280, 800]]) {
  test(`every screen at ${width} × ${height} in ${language}`, async () => {
    const page = await app.browser.page({ width, height });
    // The page's policy lets no script in; a test's own comes in before there is a page.
    await page.evaluateOnNewDocument(axe);
    const seen = await visit(page, app.url);
    const found = await faults(page, 'language');
    const someone = new Person(page, person('P08').answers);
    await someone.tap(`language-${language}`);
    found.push(...(await faults(page, 'welcome')));
    await someone.tap('read');
    await page.waitForSelector('[data-testid="begin"]');
    found.push(...(await faults(page, 'leaving')));
    await someone.tap('begin');
    await page.waitForSelector('[data-question]');
    for (let half = 0; half < 2; half += 1) {
      for (let steps = 0; steps < 60; steps += 1) {
        const question = await someone.question();
        if (question === null && !(await page.$('[data-testid="to-results"] ~ [data-testid="next"]'))) break;
        found.push(...(await faults(page, question ?? 'emergency')));
        if (question) await someone.answer();
        await someone.next();
      }
      found.push(...(await faults(page, half ? 'sheet' : 'results')));
      if (half === 0) await someone.tap('to-paper');
      await page.waitForFunction(() => document.querySelector('[data-question], [data-testid="sheet"]'));
    }
    for (const screen of ['to-check', 'help-now', 'to-ready', 'help-now', 'glossary', 'protect', 'remove']) {
      await someone.tap(screen);
      found.push(...(await faults(page, screen)));
    }
    await someone.tap('remove-no');
    await page.$eval('#own', (field) => (field.closest('details').open = true));
    await page.type('#own', 'قمر lemon rivière');
    await someone.tap('own-go');
    await page.waitForSelector('[data-testid="locked"]');
    found.push(...(await faults(page, 'locked')));
    await page.reload();
    await page.waitForSelector('#unlock');
    found.push(...(await faults(page, 'resume')));
    assert.deepEqual(found, []);
    assert.deepEqual(seen.errors, []);
    await page.browserContext().close();
  });
}

test('with the keyboard alone: language, question, answer, explanation, next', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const press = async (key, times = 1) => {
    for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
  };
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await page.evaluate((css) => document.activeElement.matches(css), selector)) return;
      await press('Tab');
    }
    throw new Error(`${selector} is not reached with Tab`);
  };
  await tabTo('[data-testid="language-en"]');
  await press('Enter');
  await page.waitForSelector('[data-testid="read"]');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await tabTo('[data-testid="read"]');
  await press('Enter');
  await page.waitForSelector('[data-testid="begin"]');
  await tabTo('[data-testid="begin"]');
  await press('Enter');
  await page.waitForSelector('[data-question="mode"]');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'question-label');
  await tabTo('input[name="answer"]');
  await press('Space');
  await press('ArrowDown');
  assert.equal(await page.$eval('input:checked', (input) => input.value), 'helper');
  await tabTo('[data-testid="next"]');
  await press('Enter');
  await page.waitForSelector('[data-question="private_now"]');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'question-label');
  await page.browserContext().close();
});

test('a word is explained over its question, and the focus comes back to it', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = new Person(page, person('P02').answers);
  await someone.begin('fr');
  let term = null;
  await someone.goThrough(() => false).catch(() => {});
  await someone.tap('to-check');
  await page.click('[data-row="unhcr"] button');
  await page.waitForSelector('[data-question="unhcr"]');
  term = await page.$('.glossary-term');
  assert.ok(term, 'the question about protection explains a word');
  await term.click();
  await page.waitForSelector('dialog[open]');
  assert.ok((await page.$eval('dialog[open]', (dialog) => dialog.innerText)).length > 40);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('dialog[open]'));
  assert.equal(await page.evaluate(() => document.activeElement.className), 'glossary-term');
  await page.browserContext().close();
});

test('help now is one tap from every screen, with numbers to call, and free', async () => {
  const page = await app.browser.page();
  await visit(page, app.url);
  const someone = new Person(page, person('P03').answers);
  await someone.tap('help-now');
  await page.select('[data-testid="help-country"]', 'TN');
  await page.waitForSelector('a[href="tel:1899"]');
  const words = await page.$eval('main', (main) => main.innerText);
  assert.match(words, /72/);
  assert.match(words, /free/);
  for (const word of ['Violence', 'Abuse', 'Exploitation', 'Neglect', 'Trafficking', 'Smuggling']) assert.match(words, new RegExp(word));
  for (const line of await page.$$eval('.contact__value', (all) => all.map((value) => value.closest('.contact').innerText))) {
    assert.match(line, /20\d\d/, 'every contact has the date it was checked');
  }
  await someone.tap('back');
  await page.waitForSelector('[data-testid="language-en"]');
  await page.browserContext().close();
});
