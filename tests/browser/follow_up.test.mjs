// Promise: what the desk does with a case stands in its history, and nobody but the staff sees it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theApp } from './lib/app.mjs';
import { visit } from './lib/browser.mjs';
import { Desk } from './lib/desk.mjs';
import { untilSaid } from './lib/device.mjs';
import { axe, faults as faultsOf } from './lib/faults.mjs';
import { person, texts } from './lib/people.mjs';

const en = await texts('en');
const app = theApp();

const STAFF_SCREENS = ['follow-up', 'plan', 'to-history', 'to-plan', 'to-case', 'to-list'].map((id) => `[data-testid="${id}"]`).join(', ');

/** Somebody who wants to go home, and a paper for it. */
const AMAL = { ...person('P02').answers, want_paper: 'yes', ref_name: 'Amal Canary' };

async function aDesk(size, before = () => {}) {
  const page = await app.browser.page(size);
  await before(page);
  const seen = await visit(page, `${app.url}desk/`);
  const desk = new Desk(page);
  await desk.setUp();
  return { desk, page, seen, end: () => page.browserContext().close() };
}

/** What the staff does on the screens of a case. */
class Work {
  constructor(desk) {
    this.desk = desk;
    this.page = desk.page;
  }

  async open(who = 'Amira, caseworker') {
    if (await this.page.$('[data-testid="to-case"]')) await this.desk.tap('to-case');
    await this.desk.tap('follow-up');
    await this.page.waitForSelector('#step');
    const field = await this.page.$('#who');
    if (field && who) await field.type(who);
  }

  /** Fills in fields by their ids; a day is given as the field has it. */
  async fill(fields) {
    for (const [id, value] of Object.entries(fields)) {
      await this.page.$eval(
        `[id="${id}"]`,
        (field, value) => {
          field.closest('details')?.setAttribute('open', '');
          field.value = value;
          if (field.value !== value) throw new Error(`${field.id} does not take ${value}`);
          field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }));
        },
        value,
      );
    }
  }

  /** The place of a line, by its service or card. */
  async place(line) {
    const id = await this.page.$eval(`[data-line="${line}"] .work-line__stands`, (stands) => stands.id);
    return id.replace('stands-', '');
  }

  /** Writes that a line has changed. */
  async line(line, status, { on, next, note } = {}) {
    const at = await this.place(line);
    const fields = { [`status-${at}`]: status, ...(on && { [`on-${at}`]: on }), ...(next && { [`next-${at}`]: next }), ...(note && { [`note-${at}`]: note }) };
    await this.fill(fields);
    await this.page.$eval(`[data-line="${line}"] [data-testid="write-line"]`, (button) => button.click());
  }

  async untilLine(line, status) {
    await this.page.waitForSelector(`[data-line="${line}"][data-status="${status}"]`);
  }

  stands(line) {
    return this.page.$eval(`[data-line="${line}"] .work-line__stands`, (stands) => stands.textContent);
  }

  async offered(line) {
    const at = await this.place(line);
    return this.page.$$eval(`#status-${at} option`, (options) => options.map(({ value }) => value).filter(Boolean));
  }

  async write(form, fields) {
    await this.fill(fields);
    await this.page.$eval(`[data-testid="write-${form}"]`, (button) => button.click());
  }

  async close(reason, note) {
    await this.write('close', { reason, ...(note && { 'close-note': note }) });
  }

  entries() {
    return this.page.$$eval('[data-entry]', (entries) => entries.map((entry) => [entry.dataset.entry, entry.innerText]));
  }
}

const daysFrom = (days) => {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};

test('a case is referred, accepted and given, with days and a note; it is all there after locking', async () => {
  const { desk, page, seen, end } = await aDesk();
  const code = await desk.caseOf(AMAL);
  const work = new Work(desk);
  await work.open();
  const line = await page.$eval('[data-line]', (first) => first.dataset.line);
  assert.deepEqual(await work.offered(line), ['referred', 'accepted', 'given', 'already_received', 'not_available', 'declined']);
  await work.line(line, 'referred', { on: daysFrom(-9), next: daysFrom(7), note: 'Called Canary by phone' });
  await work.untilLine(line, 'referred');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'work-line__stands', 'the focus is where it was written');
  assert.ok((await work.stands(line)).includes(daysFrom(-9)) && (await work.stands(line)).includes(daysFrom(7)));
  await work.line(line, 'accepted', { on: daysFrom(-5) });
  await work.untilLine(line, 'accepted');
  assert.ok(!(await work.offered(line)).includes('referred'), 'only what may follow is offered');
  await work.line(line, 'given', { on: daysFrom(1) });
  const refused = await page.waitForSelector('[data-testid="not-written"]');
  assert.equal(await refused.evaluate((words) => words.textContent), en['ui.desk.work.not_yet']);
  await work.line(line, 'given', { on: daysFrom(-1) });
  await work.untilLine(line, 'given');
  await work.write('step', { 'next-step': 'follow_up' });
  await page.waitForSelector('#step[data-step="follow_up"]');
  await work.write('kit', { kit: 'food', 'kit-count': '2', 'kit-on': daysFrom(-1) });
  await page.waitForSelector('[data-testid="kits-given"]');
  await untilSaid(page, 'saved');
  await desk.lock();
  assert.ok(!(await desk.words()).includes('Canary') && !(await desk.words()).includes('Amira'));
  await desk.unlock();
  await desk.open(code);
  await work.open(null);
  assert.equal(await page.$eval('#who', (field) => field.value), '', 'who writes is asked again');
  await work.untilLine(line, 'given');
  assert.ok((await work.stands(line)).includes(daysFrom(7)));
  await page.waitForSelector('#step[data-step="follow_up"]');
  assert.match(await page.$eval('[data-testid="kits-given"]', (kits) => kits.innerText), /Food.*2/);
  await desk.tap('to-history');
  await page.waitForSelector('[data-entry="6"]');
  const entries = await work.entries();
  assert.deepEqual(entries.map(([number]) => number), ['6', '5', '4', '3', '2', '1'], 'the newest first');
  assert.match(entries[5][1], /Called Canary by phone[^]*Amira, caseworker/);
  assert.match(await page.$eval('[data-testid="mark"]', (mark) => mark.textContent), /[0-9a-f]{16}/);
  assert.equal(await page.$('[data-testid="breaks"]'), null);
  assert.deepEqual(seen.errors, []);
  await end();
});

test('nothing is written before somebody has said who they are, and nothing before the person agreed', async () => {
  const { desk, page, end } = await aDesk();
  await desk.caseOf(AMAL);
  const work = new Work(desk);
  await work.open(null);
  const line = await page.$eval('[data-line]', (first) => first.dataset.line);
  await work.line(line, 'referred');
  const refused = await page.waitForSelector('[data-testid="not-written"]');
  assert.equal(await refused.evaluate((words) => words.textContent), en['ui.desk.work.no_who']);
  await page.type('#who', 'Amira');
  await work.line(line, 'referred');
  await work.untilLine(line, 'referred');
  await desk.toList();
  await desk.begin();
  await work.open();
  await page.waitForSelector('[data-testid="not-agreed"]');
  await work.write('step', { 'next-step': 'intake' });
  const kept = await page.waitForSelector('[data-testid="not-written"]');
  assert.equal(await kept.evaluate((words) => words.textContent), en['ui.desk.not_agreed']);
  await end();
});

test('a case is closed with a reason, and goes at the end of the shift; the others stay', async () => {
  const { desk, page, end } = await aDesk();
  const stays = await desk.caseOf(person('P02').answers);
  await desk.toList();
  const goes = await desk.caseOf(person('P02').answers);
  const work = new Work(desk);
  await work.open();
  await work.close('other');
  const refused = await page.waitForSelector('[data-testid="not-written"]');
  assert.equal(await refused.evaluate((words) => words.textContent), en['ui.desk.work.no_note']);
  await work.close('needs_met');
  await desk.until('is-closed');
  assert.ok((await page.$eval('#step', (step) => step.textContent)).includes(en['ui.desk.reason.needs_met']));
  // It can be opened again, and closed again.
  await work.write('step', { 'next-step': 'follow_up' });
  await page.waitForSelector('#step[data-step="follow_up"]');
  await work.close('went_home');
  await desk.until('is-closed');
  await untilSaid(page, 'saved');
  await desk.toList();
  const listed = await page.$$eval('[data-testid="case"]', (cases) => cases.map((one) => [one.querySelector('.case__code').textContent, one.dataset.status]));
  assert.deepEqual(listed, [[stays, 'open'], [goes, 'closed']]);
  assert.ok((await page.$eval('[data-status="closed"]', (one) => one.innerText)).includes(en['ui.desk.closed']));
  await desk.tap('end-of-shift');
  await desk.tap('remove-closed');
  await page.waitForFunction(() => !document.querySelector('[data-testid="remove-closed"]'));
  await desk.tap('lock-now');
  await desk.unlock();
  assert.deepEqual(await desk.codes(), [stays]);
  await end();
});

test('the day to look again is on the list: due, today, overdue, and not any more once the case is closed', async () => {
  const { desk, page, end } = await aDesk();
  const code = await desk.caseOf(AMAL);
  const work = new Work(desk);
  const due = () => page.$eval('.case__due', (due) => due.textContent);
  await work.open();
  await work.write('next', { 'next-case': daysFrom(3) });
  await page.waitForFunction((day) => document.querySelector('#case-next').textContent.includes(day), {}, daysFrom(3));
  await untilSaid(page, 'saved');
  await desk.toList();
  await page.waitForSelector('.case__due');
  assert.ok((await due()).includes(daysFrom(3)));
  assert.equal(await page.$('[data-testid="due-now"]'), null, 'nothing is due yet');
  await desk.open(code);
  await work.open();
  await work.write('next', { 'next-case': daysFrom(0) });
  await page.waitForFunction((day) => document.querySelector('#case-next').textContent.includes(day), {}, daysFrom(0));
  await untilSaid(page, 'saved');
  await desk.toList();
  await page.waitForSelector('[data-testid="due-now"]');
  assert.equal(await due(), en['ui.desk.today']);
  await desk.tap('due-now');
  await page.waitForFunction(() => document.activeElement.matches('.case[data-due]'));
  // The desk stays open overnight, locked: the next day it knows what day it is.
  await desk.lock();
  await page.evaluate((day) => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...how) {
        super(...(how.length ? how : [Real.now() + day]));
      }
    };
  }, 24 * 3600 * 1000);
  await desk.unlock();
  await page.waitForFunction((day) => document.querySelector('.case__due').textContent.includes(day), {}, daysFrom(0));
  assert.match(await page.$eval('[data-testid="due-now"]', (line) => line.textContent), /1/);
  await desk.open(code);
  await work.open();
  await work.close('moved_on');
  await desk.until('is-closed');
  await untilSaid(page, 'saved');
  await desk.toList();
  await page.waitForSelector('[data-status="closed"]');
  assert.equal(await page.$('.case__due, [data-testid="due-now"]'), null);
  await end();
});

test('a correction stands beside what it corrects, and both stay', async () => {
  const { desk, page, end } = await aDesk();
  const code = await desk.caseOf(AMAL);
  const work = new Work(desk);
  await work.open();
  const line = await page.$eval('[data-line]', (first) => first.dataset.line);
  await work.line(line, 'given', { on: daysFrom(-4) });
  await work.untilLine(line, 'given');
  await desk.tap('to-history');
  await page.click('#correct-1');
  await work.fill({ how: 'otherwise' });
  await page.waitForSelector('#correct-what');
  await work.write('correction', { 'correct-what': 'not_available', 'correct-on': daysFrom(-3), 'correct-note': 'Wrong Canary' });
  await page.waitForSelector('.corrections');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.entry), '1', 'the focus is at what was corrected');
  const [[, both]] = await work.entries();
  for (const words of [en['ui.desk.status.given'], daysFrom(-4), en['ui.desk.history.otherwise'], en['ui.desk.status.not_available'], daysFrom(-3), 'Wrong Canary']) {
    assert.ok(both.includes(words), `${words} is not in ${both}`);
  }
  await untilSaid(page, 'saved');
  await desk.lock();
  await desk.unlock();
  await desk.open(code);
  await work.open();
  await work.untilLine(line, 'not_available');
  await desk.tap('to-history');
  // That it was corrected can be corrected too: it did not happen.
  await page.click('#correct-1');
  await work.write('correction', { how: 'did_not' });
  await page.waitForFunction(() => document.querySelectorAll('.corrections > li').length === 2);
  const [[, all]] = await work.entries();
  for (const words of [en['ui.desk.status.given'], 'Wrong Canary', en['ui.desk.history.did_not']]) assert.ok(all.includes(words));
  await desk.tap('to-case');
  await desk.tap('follow-up');
  await work.untilLine(line, 'new');
  await end();
});

test('the person who has the device finds no way to follow-up, history or plan', async () => {
  const { desk, page, end } = await aDesk();
  await desk.caseOf(AMAL);
  const work = new Work(desk);
  await work.open();
  const line = await page.$eval('[data-line]', (first) => first.dataset.line);
  await work.line(line, 'referred', { note: 'Not for Canary' });
  await work.untilLine(line, 'referred');
  await desk.tap('to-history');
  await page.waitForSelector('[data-entry]');
  await desk.tap('to-case');
  await desk.tap('hand-over');
  await desk.until('give-back');
  const sees = async (where) => {
    assert.equal(await page.$(STAFF_SCREENS), null, where);
    const words = await desk.words();
    assert.ok(!words.includes('Not for Canary') && !words.includes('Amira'), where);
    assert.equal(await page.$('[data-entry], .work-line, .plan'), null, where);
  };
  await sees('handed over');
  // Neither back nor forward through what the staff opened before.
  const settle = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  for (const step of [1, 1, -1, -1, -1, -1, -1, -1, 1, 1, 1]) {
    await page.evaluate((step) => history.go(step), step);
    await settle();
    if (!page.url().includes('/desk/')) break;
    await sees(`history ${step}`);
  }
  await desk.tap('give-back');
  await sees('giving back');
  await desk.give('take-back', 'lamp river stone cup');
  await desk.until('follow-up');
  await end();
});

test('the steps of a plan are added, ticked, changed and removed, and are there after locking', async () => {
  const { desk, page, end } = await aDesk();
  const code = await desk.caseOf(AMAL);
  await desk.tap('to-case');
  await desk.tap('plan');
  const work = new Work(desk);
  const steps = (dimension) => page.$$eval(`[data-dimension="${dimension}"] li`, (all) => all.map((step) => [step.querySelector('.option').innerText.trim(), step.querySelector('input').checked]));
  const add = async (dimension, what, more = {}) => {
    const fields = Object.fromEntries(Object.entries({ what, ...more }).map(([field, value]) => [`plan-${dimension}-${field}`, value]));
    await work.fill(fields);
    await page.$eval(`[data-testid="plan-${dimension}-save"]`, (button) => button.click());
    await page.waitForFunction((dimension, what) => document.querySelector(`[data-dimension="${dimension}"]`).innerText.includes(what), {}, dimension, what);
  };
  await page.waitForSelector('[data-dimension]');
  await page.$eval('[data-testid="plan-social-save"]', (button) => button.click());
  await page.waitForSelector('[data-testid="not-written"]');
  await add('economic', 'A sewing machine', { who: 'IOM Canary', due: daysFrom(30) });
  await add('social', 'School for the children');
  await add('economic', 'A course');
  assert.deepEqual(await steps('economic'), [['A sewing machine', false], ['A course', false]]);
  assert.match(await page.$eval('[data-dimension="economic"]', (part) => part.innerText), new RegExp(`IOM Canary[^]*${daysFrom(30)}`));
  await page.click('#done-0');
  await page.waitForFunction((day) => document.querySelector('[data-dimension="economic"] li').innerText.includes(day), {}, daysFrom(0));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'done-0');
  await work.fill({ 'plan-2-what': 'A course in sewing' });
  await page.$eval('[data-testid="plan-2-save"]', (button) => button.click());
  await page.waitForFunction(() => document.querySelector('[data-dimension="economic"]').innerText.includes('A course in sewing'));
  await page.$eval('[data-dimension="social"] li details', (details) => (details.open = true));
  await page.click('[data-dimension="social"] [data-testid="remove-step"]');
  await page.click('[data-dimension="social"] [data-testid="remove-step-yes"]');
  await page.waitForFunction(() => !document.querySelector('[data-dimension="social"] li'));
  await untilSaid(page, 'saved');
  await desk.lock();
  assert.ok(!(await desk.words()).includes('Canary'));
  await desk.unlock();
  await desk.open(code);
  await desk.tap('plan');
  await page.waitForSelector('#done-0');
  assert.deepEqual(await steps('economic'), [['A sewing machine', true], ['A course in sewing', false]]);
  assert.deepEqual(await steps('social'), []);
  await end();
});

/** What is wrong with the screen as it stands, with everything on it opened. */
async function faults(page, where) {
  await page.$$eval('details', (all) => all.forEach((details) => (details.open = true)));
  // What the bar covers cannot be tapped: at the top it covers nothing.
  await page.evaluate(() => scrollTo(0, 0));
  const found = await faultsOf(page, where, 'button, .field input');
  const without = await page.$$eval('main :is(input, textarea, select)', (fields) =>
    fields.filter((field) => field.autocomplete !== 'off' || field.labels.length !== 1).map((field) => `${field.id} remembers, or has no label`),
  );
  const words = await page.$eval('main', (main) => main.innerText);
  return [...found, ...without, ...(words.includes('⟨') ? [`${where}: a text is missing`] : [])];
}

for (const [language, width, height] of [['en', 360, 640], ['ar', 360, 640], ['fr', 1280, 800]]) {
  test(`follow-up, history and plan at ${width} × ${height} in ${language}`, async () => {
    // The page's policy lets no script in; a test's own comes in before there is a page.
    const { desk, page, end } = await aDesk({ width, height }, (page) => page.evaluateOnNewDocument(axe));
    await desk.caseOf(AMAL);
    await page.select('[data-testid="language"]', language);
    const work = new Work(desk);
    await work.open();
    const line = await page.$eval('[data-line]', (first) => first.dataset.line);
    await work.line(line, 'referred', { on: daysFrom(-2), next: daysFrom(0), note: 'سيتصل بنا غدًا' });
    await work.untilLine(line, 'referred');
    await work.write('kit', { kit: 'hygiene', 'kit-count': '1' });
    await page.waitForSelector('[data-testid="kits-given"]');
    const shots = process.env.SHOTS;
    const shot = async (name) => {
      if (shots) await page.screenshot({ path: `${shots}/${name}-${language}-${width}.png`, fullPage: true });
    };
    await shot('follow-up');
    const found = await faults(page, 'follow-up');
    await shot('follow-up-open');
    await work.close('lost_contact');
    await desk.until('is-closed');
    found.push(...(await faults(page, 'closed')));
    await desk.tap('to-history');
    await page.waitForSelector('[data-entry]');
    await page.click('#correct-1');
    await work.fill({ how: 'otherwise' });
    await page.waitForSelector('#correct-what');
    found.push(...(await faults(page, 'correcting')));
    await work.write('correction', { 'correct-what': 'accepted' });
    await page.waitForSelector('.corrections');
    found.push(...(await faults(page, 'history')));
    await shot('history');
    await desk.tap('to-case');
    await desk.until('plan');
    found.push(...(await faults(page, 'case')));
    await shot('case');
    await desk.tap('plan');
    await page.waitForSelector('[data-dimension]');
    await work.fill({ 'plan-economic-what': 'A sewing machine', 'plan-economic-who': 'IOM', 'plan-economic-due': daysFrom(20) });
    await page.$eval('[data-testid="plan-economic-save"]', (button) => button.click());
    await page.waitForSelector('#done-0');
    await shot('plan');
    found.push(...(await faults(page, 'plan')));
    await shot('plan-open');
    await untilSaid(page, 'saved');
    await desk.toList();
    found.push(...(await faults(page, 'list')));
    await shot('list');
    assert.deepEqual(found, []);
    await end();
  });
}
