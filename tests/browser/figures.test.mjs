// What a desk makes of all its cases: figures that tell of nobody, files for other programs, and a backup.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { visit } from './lib/browser.mjs';
import { Desk, WORDS } from './lib/desk.mjs';
import { untilSaid } from './lib/device.mjs';
import { launchWithDownloads, cells, unzipped } from './lib/downloads.mjs';
import { person, texts } from './lib/people.mjs';
import { Person } from './lib/person.mjs';
import { serve } from './lib/server.mjs';

const CANARIES = ['Amal Canary', 'Basma Finch'];
const ASKED_LAST = 'sex';
/** Twelve people: six of each sex; of one country are only three. */
const OTHERS = [
  ...Array(5).fill({ host_country: 'EG', nationality: 'SD', age_band: '25_59', sex: 'f' }),
  ...Array(2).fill({ host_country: 'EG', nationality: 'SD', age_band: '25_59', sex: 'm' }),
  ...Array(3).fill({ host_country: 'EG', nationality: 'ET', age_band: '18_24', sex: 'm' }),
];

let server;
let chromium;
let firefox;
let words;
/** The backup of the desk of twelve, its codes, and what those two answered whose names are known. */
let backup;
const codes = [];
const named = [];
const url = () => `${server.url}desk/`;

before(async () => {
  server = await serve();
  [chromium, firefox, words] = [await launchWithDownloads('chromium'), await launchWithDownloads('firefox'), await texts('en')];
});
after(async () => {
  await chromium?.close();
  await firefox?.close();
  await server?.stop();
});

/** A case in which only a few questions are answered. */
async function quickCase(desk, page, answers) {
  const code = await desk.begin();
  await desk.tap('interview');
  const quick = new Person(page, { ...answers, store_ok: 'yes' });
  let done = false;
  await quick.goThrough((question) => {
    const stop = done;
    done ||= question === ASKED_LAST;
    return stop;
  });
  await untilSaid(page, 'saved');
  await desk.toList();
  return code;
}

/** A new desk of a browser, restored from the backup. */
async function restored(of) {
  const page = await of.browser.tab();
  await visit(page, url());
  const desk = new Desk(page);
  await restore(desk, page, of);
  await desk.until('new-case');
  return { desk, page };
}

async function restore(desk, page, of, { bytes = backup, given = WORDS } = {}) {
  const file = path.join(of.folder, '..', `${path.basename(of.folder)}.dalil`);
  await writeFile(file, bytes);
  await page.waitForSelector('#organisation');
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  const input = await page.$('#backup-file');
  await input.uploadFile(file);
  await desk.give('restore', given);
}

async function removeDesk(desk, page) {
  if (!(await page.$('#unlock'))) await desk.lock();
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await desk.tap('remove-desk');
  await desk.tap('remove-desk-yes');
  await page.waitForSelector('#organisation');
  await page.close();
}

async function count(desk, page) {
  await desk.tap('figures');
  await desk.tap('this-month');
  await desk.tap('count');
  await page.waitForSelector('[data-testid="figures"]', { timeout: 60_000 });
}

async function choose(page, group, value) {
  await page.$eval(`input[name="${group}"][value="${value}"]`, (input) => input.closest('label').click());
}

const tablesOf = (page) =>
  page.$$eval('.figures__table', (tables) =>
    tables.map((table) => ({
      heading: table.dataset.heading,
      caption: table.caption.textContent,
      columns: [...table.querySelectorAll('thead th[scope="col"]')].map((cell) => cell.textContent),
      rows: [...table.querySelectorAll('tbody tr')].map((row) => ({
        name: row.querySelector('th[scope="row"]').textContent,
        cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent),
      })),
    })),
  );

test('a desk of twelve cases is made, and its backup is a file that says nothing', async () => {
  const page = await chromium.browser.tab();
  await visit(page, url());
  const desk = new Desk(page);
  await desk.setUp();
  for (const ref_name of CANARIES) {
    const answers = { ...person('P02').answers, host_country: 'EG', sex: CANARIES[0] === ref_name ? 'f' : 'm', nationality: 'SD', age_band: '25_59', want_paper: 'yes', ref_name };
    codes.push(await desk.caseOf(answers));
    named.push({ ...answers, mode: 'staff', store_ok: 'yes' });
    await desk.toList();
  }
  for (const answers of OTHERS) codes.push(await quickCase(desk, page, answers));
  await desk.tap('settings');
  await desk.tap('backup');
  await desk.give('backup', 'not these words');
  await page.waitForSelector('[data-testid="trouble-said"]');
  assert.deepEqual(await chromium.names(), [], 'wrong words make no file');
  await desk.give('backup', WORDS);
  await desk.until('backed-up');
  const { name, bytes } = await chromium.file();
  assert.match(name, /^dalil-backup-\d{4}-\d\d-\d\d\.dalil$/);
  for (const secret of [...CANARIES, ...codes, 'Open Hands', WORDS]) assert.ok(!bytes.includes(secret), secret);
  backup = bytes;
  await removeDesk(desk, page);
});

for (const name of ['chromium', 'firefox']) {
  const of = () => ({ chromium, firefox })[name];

  test(`a backup opens with its words only, whole only, and never over a desk (${name})`, async () => {
    const page = await of().browser.tab();
    await visit(page, url());
    const desk = new Desk(page);
    await restore(desk, page, of(), { given: 'not these words' });
    const said = async () => (await page.waitForSelector('[data-testid="trouble-said"]')).evaluate((line) => line.textContent);
    assert.equal(await said(), words['ui.desk.wrong_words']);
    const damaged = Buffer.from(backup);
    damaged[damaged.length >> 1] ^= 4;
    await restore(desk, page, of(), { bytes: damaged });
    await page.waitForFunction((text) => document.querySelector('[data-testid="trouble-said"]')?.textContent === text, {}, words['ui.desk.restore.no_backup']);
    const left = await page.evaluate(async () => {
      const names = [];
      for await (const [folder, handle] of (await navigator.storage.getDirectory()).entries()) for await (const file of handle.keys()) names.push(`${folder}/${file}`);
      return names;
    });
    assert.deepEqual(left, [], 'nothing was written');
    await restore(desk, page, of());
    await desk.until('new-case');
    assert.deepEqual((await desk.codes()).sort(), [...codes].sort());
    await desk.lock();
    await desk.unlock();
    await desk.open(codes[0]);
    await desk.tap('to-answers');
    assert.ok((await desk.words()).includes(CANARIES[0]));
    await desk.toList();
    await removeDesk(desk, page);
  });

  test(`figures add up, no count of one to four is in them, and no answer leaves in their files (${name})`, async () => {
    const { desk, page } = await restored(of());
    await count(desk, page);
    const tables = await tablesOf(page);
    const headings = tables.map(({ heading }) => heading);
    for (const wanted of ['age', 'nationality', 'outcomes']) assert.ok(headings.includes(wanted), wanted);
    const number = (text) => (text === words['ui.desk.figures.not_shown'] ? null : Number(text));
    const all = words['ui.desk.figures.sum'];
    for (const { heading, caption, columns, rows } of tables) {
      assert.equal(caption, words[`ui.desk.figures.h.${heading}`]);
      const counts = rows.map(({ cells }) => cells.map(number));
      for (const count of counts.flat()) assert.ok(count === null || count === 0 || count >= 5, `${heading}: ${count}`);
      for (const row of counts.filter((row) => columns.at(-1) === all && !row.includes(null))) {
        assert.equal(row.slice(0, -1).reduce((sum, count) => sum + count, 0), row.at(-1), heading);
      }
      if (rows.at(-1).name !== all) continue;
      for (let column = 0; column < columns.length; column += 1) {
        const down = counts.map((row) => row[column]);
        if (!down.includes(null)) assert.equal(down.slice(0, -1).reduce((sum, count) => sum + count, 0), down.at(-1), heading);
      }
    }
    const nationality = tables.find(({ heading }) => heading === 'nationality');
    assert.deepEqual(nationality.rows.at(-1).cells, ['6', '6', '12']);
    const ethiopia = nationality.rows.find(({ name }) => name === words['country.ET']);
    assert.ok(ethiopia.cells.includes(words['ui.desk.figures.not_shown']), 'three people are not shown');
    const total = await page.$eval('[data-testid="figures-total"]', (line) => line.textContent.replace(/[\u2066-\u2069]/g, ''));
    assert.equal(total, 'People: 12 (6 women and girls, 6 men and boys)');
    assert.deepEqual(await page.$$eval('.figures__bar:not([aria-hidden="true"])', (bars) => bars.length), 0);

    const shown = tables.flatMap(({ rows }) => rows.map(({ cells }) => cells));
    await desk.tap('figures-csv');
    const csv = await of().file();
    assert.match(csv.name, /^dalil-figures-\d{4}-\d\d-01-\d{4}-\d\d-\d\d\.csv$/);
    const lines = csv.bytes.toString().trim().split('\n').map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, '')));
    for (const row of shown) assert.ok(lines.some((line) => row.every((cell, at) => line[at + 1] === cell)), `${row}`);
    await desk.tap('figures-xlsx');
    const xlsx = await of().file();
    assert.match(xlsx.name, /\.xlsx$/);
    const rows = cells(xlsx.bytes);
    for (const row of shown) assert.ok(rows.some((line) => row.every((cell, at) => String(line[at + 1]) === cell)), `${row}`);
    assert.ok(!rows.flat().some((cell) => typeof cell === 'number' && cell > 0 && cell < 5));
    const held = [csv.bytes.toString(), ...[...unzipped(xlsx.bytes).values()].map(String), await page.$eval('[data-testid="figures"]', (sheet) => sheet.outerHTML)];
    for (const secret of [...CANARIES, ...codes]) assert.ok(!held.some((text) => text.includes(secret)), secret);
    await removeDesk(desk, page);
  });

  test(`cases leave as a file with the words of the desk only, and a case leaves alone (${name})`, async () => {
    const { desk, page } = await restored(of());
    await desk.tap('export');
    await choose(page, 'form', 'json');
    await desk.give('export', 'not these words');
    await page.waitForSelector('[data-testid="trouble-said"]');
    assert.equal(await page.$('[data-testid="exported"]'), null);
    assert.deepEqual(await of().names(), [], 'wrong words give no file');
    await desk.give('export', WORDS);
    await page.waitForSelector('[data-testid="exported"]', { timeout: 60_000 });
    const json = await of().file();
    assert.match(json.name, /^dalil-\d{4}-\d\d-\d\d\.json$/);
    const document = JSON.parse(json.bytes);
    assert.deepEqual(document.cases.map(({ code }) => code).sort(), [...codes].sort());
    for (const [at, answers] of named.entries()) {
      const found = document.cases.find(({ code }) => code === codes[at]).answers;
      for (const [question, answer] of Object.entries(found)) {
        if (answers[question] !== undefined) assert.deepEqual([found[question]].flat().map(String).sort(), [answers[question]].flat().map(String).sort(), question);
      }
      assert.equal(found.ref_name, CANARIES[at]);
    }
    const last = document.cases.find(({ code }) => code === codes.at(-1)).answers;
    for (const [question, answer] of Object.entries(OTHERS.at(-1))) assert.equal(last[question], answer);

    await choose(page, 'form', 'xlsx');
    await desk.give('export', WORDS);
    const xlsx = await of().file();
    const rows = cells(xlsx.bytes);
    assert.equal(rows.length, 1 + codes.length);
    const name_at = rows[0].indexOf('ref_name');
    assert.ok(name_at > 0 && CANARIES.every((canary) => rows.some((row) => row.includes(canary))));
    await choose(page, 'form', 'xform');
    await desk.give('export', WORDS);
    const archive = unzipped((await of().file()).bytes);
    assert.equal(archive.size, codes.length);
    assert.ok([...archive.keys()].every((file) => /^\d{4}\.xml$/.test(file)));
    assert.equal([...archive.values()].filter((xml) => xml.includes(`<ref_name>${CANARIES[0]}</ref_name>`)).length, 1);
    await desk.tap('back');
    await desk.until('new-case');

    await desk.open(codes[0]);
    for (const [form, ending] of [['json', 'json'], ['csv', 'csv'], ['xlsx', 'xlsx'], ['xform', 'xml'], ['riat', 'csv']]) {
      await desk.tap('export-case');
      await choose(page, 'form', form);
      await desk.give('export', WORDS);
      await page.waitForSelector('[data-testid="exported"]');
      const { name: file, bytes } = await of().file();
      assert.ok(file.endsWith(`.${ending}`), file);
      const held = ending === 'xlsx' ? [...unzipped(bytes).values()].join('\n') : bytes.toString();
      assert.ok(held.includes(CANARIES[0]), form);
      for (const secret of [CANARIES[1], ...codes.slice(1)]) assert.ok(!held.includes(secret), `${form}: ${secret}`);
      await desk.tap('back');
      await desk.until('export-case');
    }
    await desk.toList();
    await removeDesk(desk, page);
  });
}

test('locking ends the counting, and nothing of it is there when the desk is unlocked again', async () => {
  const { desk, page } = await restored(chromium);
  await desk.tap('figures');
  await desk.tap('this-month');
  await page.evaluate(() => {
    document.querySelector('[data-testid="count"]').click();
    document.querySelector('[data-testid="lock"]').click();
  });
  await desk.unlock();
  await desk.tap('figures');
  assert.equal(await page.$('[data-testid="figures"], [data-testid="reading"]'), null);
  await desk.tap('back');
  await desk.until('new-case');
  assert.deepEqual((await desk.codes()).sort(), [...codes].sort());
  await removeDesk(desk, page);
});

test('the person who has the device finds no way to figures, exports or backups', async () => {
  const { desk, page } = await restored(chromium);
  const ways = '[data-testid="figures"], [data-testid="export"], [data-testid="export-case"], [data-testid="backup"], [data-testid="settings"], #export, #backup, [data-testid="count"]';
  await desk.tap('figures');
  await desk.tap('back');
  await desk.open(codes[1]);
  await desk.tap('export-case');
  await page.waitForSelector('#export');
  await desk.tap('back');
  await desk.tap('hand-over');
  await desk.until('give-back');
  for (const move of ['goForward', 'goForward', 'goBack', 'goBack', 'goBack', 'goForward']) {
    await page[move]({ timeout: 2_000 }).catch(() => undefined);
    if (!page.url().startsWith(server.url)) break;
    assert.equal(await page.$(ways), null, move);
  }
  await page.close();
});
