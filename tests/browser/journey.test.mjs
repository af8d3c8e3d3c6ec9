// Promise: from the first screen to a paper that says what the person agreed to, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { launch, visit } from './lib/browser.mjs';
import { print, qr, read } from './lib/pdf.mjs';
import { person, questions, readCode, texts } from './lib/people.mjs';
import { Person } from './lib/person.mjs';

const A4 = [595, 842];
/** What stands beside the person's language where nobody chooses. */
const STAFF = { EG: { en: 'ar', fr: 'en', ar: 'en' }, LY: { en: 'ar', fr: 'en', ar: 'en' } };
/** Organisations that the person ticks; nothing is ticked for them. */
const SHARE_TO = { EG: ['eg_iom'], LY: ['ly_iom'] };

const app = theApp();

/** The cards on the results page: outcome and reasons by card. */
const cards = (page) =>
  page.$$eval('[data-card]', (all) =>
    Object.fromEntries(
      all.map((card) => [
        card.dataset.card,
        { outcome: card.dataset.outcome, reasons: [...card.querySelectorAll('[data-code]')].map((reason) => reason.dataset.code) },
      ]),
    ),
  );

for (const id of ['P02', 'P03', 'P08', 'P11']) {
  for (const language of ['en', 'fr', 'ar']) {
    test(`${id} goes from language to paper in ${language}`, async () => {
      const { answers, expect } = person(id);
      answers.share_to = SHARE_TO[answers.host_country];
      const page = await app.browser.page();
      const seen = await visit(page, app.url);
      const someone = new Person(page, answers);
      await someone.begin(language);
      await someone.goThrough();

      // The results are those of the tool, in the page's language and direction.
      const { priority, ...expected } = expect;
      const shown = Object.fromEntries(Object.entries(expected).filter(([, card]) => card.outcome !== 'na'));
      assert.deepEqual(await cards(page), shown);
      assert.equal(await page.$eval('[data-priority]', (box) => box.dataset.priority), priority);
      assert.equal(Boolean(someone.sawEmergency), priority === 'emergency');
      assert.equal(await page.$eval('html', (html) => html.dir), language === 'ar' ? 'rtl' : 'ltr');
      const words = await page.$eval('main', (main) => main.innerText);
      assert.doesNotMatch(words, /⟨|\{[a-z]+\}/);
      assert.doesNotMatch(words, /\beligib|éligib|مؤه[ّ]?ل/i);
      if (!answers.help_today.includes('home')) {
        assert.ok(!('RETURN' in (await cards(page))) || (await cards(page)).RETURN.outcome === 'unlikely');
      }

      await someone.tap('to-paper');
      await someone.goThrough();
      await someone.page.waitForSelector('[data-testid="sheet"]');
      await paperHoldsWhatWasAgreed(page, answers, language);
      assert.deepEqual(seen.errors, []);
      assert.deepEqual(seen.requests, []);
      assert.equal(page.url(), app.url);
      await page.browserContext().close();
    });
  }
}

test('in firefox too, to the preview of the paper', async () => {
  const firefox = await launch('firefox');
  try {
    const { answers, expect } = person('P11');
    const page = await firefox.page();
    const seen = await visit(page, app.url);
    const someone = new Person(page, answers);
    await someone.begin('ar');
    await someone.goThrough();
    const outcomes = Object.entries(await cards(page)).map(([card, { outcome }]) => [card, outcome]);
    assert.deepEqual(outcomes, Object.entries(expect).filter(([card]) => card !== 'priority').map(([card, { outcome }]) => [card, outcome]));
    await someone.tap('to-paper');
    await someone.goThrough();
    await page.waitForSelector('[data-testid="sheet"] svg.qr');
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(seen.requests, []);
  } finally {
    await firefox.close();
  }
});

/** Prints the sheet and reads it as paper. */
async function paperHoldsWhatWasAgreed(page, answers, language) {
  await page.evaluate(() => document.body.classList.add('printing-sheet'));
  const paper = await read(await print(page));
  await page.evaluate(() => document.body.classList.remove('printing-sheet'));
  assert.ok(paper.pages <= 2, `${paper.pages} pages`);
  for (const size of paper.sizes) size.forEach((length, side) => assert.ok(Math.abs(length - A4[side]) < 2, `${size}`));

  // Two languages side by side, each in its own direction.
  const columns = await page.$$eval('.sheet tbody tr:first-child td', (cells) => cells.map((cell) => `${cell.lang} ${cell.dir}`));
  const dir = (tag) => `${tag} ${tag === 'ar' ? 'rtl' : 'ltr'}`;
  const staff = STAFF[answers.host_country][language];
  assert.deepEqual(columns, [dir(language), dir(staff)]);

  // The code on the paper holds the answers of the ticked parts, all of them and no other.
  const pack = await questions();
  const agreed = pack.filter((q) => answers.share_parts.includes(q.part) && answers[q.id] !== undefined && !isOpen(answers[q.id]));
  const expected = Object.fromEntries(agreed.map((q) => [q.id, answers[q.id]]));
  const code = paper.images.map((image) => qr(image)).find(Boolean);
  assert.deepEqual(sorted(await readCode(code)), sorted(expected));

  // No answer of a part that was not ticked is anywhere on it, in either language.
  const sheet = (await page.$eval('.sheet', (element) => element.innerText)) + paper.text;
  for (const tag of [language, staff]) {
    const say = await texts(tag);
    const printed = agreed.flatMap((q) => answerWords(say, q, answers[q.id]));
    const withheld = pack.filter((q) => q.part && !answers.share_parts.includes(q.part) && answers[q.id] !== undefined);
    assert.ok(withheld.length > 5);
    for (const question of withheld) {
      assert.ok(!sheet.includes(say[`q.${question.id}.short`]), `${question.id} is on the paper`);
      for (const words of answerWords(say, question, answers[question.id])) {
        if (words.length > 4 && !printed.some((other) => other.includes(words))) {
          assert.ok(!sheet.includes(words), `“${words}” of ${question.id} is on the paper`);
        }
      }
    }
  }
}

const isOpen = (answer) => [answer].flat().every((option) => option === 'skip' || option === 'unknown');
const answerWords = (say, question, answer) =>
  [answer].flat().map((option) => say[`q.${question.id}.o.${option}`] ?? say[`country.${option}`] ?? String(option));
const sorted = (answers) => Object.fromEntries(Object.entries(answers).sort().map(([id, value]) => [id, Array.isArray(value) ? [...value].sort() : value]));
