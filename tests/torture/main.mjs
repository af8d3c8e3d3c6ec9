// Runs tortures and prints one table: `node tests/torture/main.mjs [--smoke] [--write] [NAME…]`. `--write` keeps the figures
// in docs/reliability.json, from which the tables of docs/reliability.md are made.
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launch } from '../browser/lib/browser.mjs';
import { within } from './lib/device.mjs';

const docs = path.resolve(import.meta.dirname, '../../docs');
const [BEGIN, END] = ['<!-- torture: begin -->', '<!-- torture: end -->'];

/** Every torture gives rows of `{ what, browser, runs, expected, found, ok }`. */
const TORTURES = {
  vault: (smoke) => rows('vault', { smoke }),
  kills: (smoke) => rows('kills', { smoke }),
  wipes: (smoke) => rows('wipes', { smoke }),
  tabs: (smoke) => rows('tabs', { smoke }),
  full_disk: (smoke) => rows('full_disk', { smoke }),
  clearing: (smoke) => rows('clearing', { smoke }),
  scans: (smoke) => rows('scans', { smoke }),
  exit: (smoke) => rows('exit', { smoke }),
  updates: (smoke) =>
    rows('updates', smoke ? { chromiumLoads: 40, firefoxLoads: 20, coldStarts: 6 } : { chromiumLoads: 500, firefoxLoads: 200, coldStarts: 100 }),
  async leaks() {
    const { run } = await import('./leaks.mjs');
    return Object.entries(await run()).map(([browser, ways]) => {
      const through = Object.entries(ways).filter(([, way]) => way.packets > 0).map(([name]) => name);
      // A way that reaches nobody without protection either shows nothing.
      const open = Object.values(ways).filter((way) => way.control > 0).length;
      const expected = browser === 'chromium' ? 'none gets through' : 'printed: which get through';
      return { what: 'ways out of the page', browser, runs: open, expected, found: through.length ? through.join(', ') : 'none', ok: browser !== 'chromium' || through.length === 0 };
    });
  },
  async vectors() {
    const { run } = await import('./vectors.mjs');
    return Object.entries(await run()).map(([browser, { failed, ...counts }]) => {
      const runs = Object.values(counts).reduce((sum, count) => sum + count, 0);
      return { what: 'vectors of project Wycheproof', browser, runs, expected: '0 fail', found: { ...counts, failed: failed.length }, ok: failed.length === 0 };
    });
  },
};

async function rows(name, options) {
  const { run } = await import(`./${name}.mjs`);
  return run(options);
}

const counted = ([name, value]) => (name === 'seed' ? `seed ${value}` : `${value} ${name}`);
const said = (found) =>
  typeof found === 'object' ? Object.entries(found).filter(([, value]) => value.length !== 0).map(counted).join(', ') : String(found);

function table(all) {
  const lines = all.map(({ what, browser, runs, expected, found, ok, day }) => [what, browser, runs, expected, said(found), ok ? 'yes' : '**no**', day]);
  const head = ['what', 'browser', 'times', 'expected', 'found', 'as expected', 'measured on'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function versions() {
  const versions = [];
  for (const name of ['chromium', 'firefox']) {
    const browser = await launch(name);
    versions.push(await browser.puppeteer.version());
    await browser.close();
  }
  return versions;
}

/** Keeps new figures beside those of other tortures, and makes the tables anew. */
async function keep(measured) {
  const file = path.join(docs, 'reliability.json');
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  Object.assign(kept, measured);
  await writeFile(file, `${JSON.stringify(kept, null, 2)}\n`);
  const page = path.join(docs, 'reliability.md');
  const text = await readFile(page, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const [, after] = rest.split(END);
  const machines = [...new Set(Object.values(kept).map(({ machine }) => machine))].join('; ');
  const all = Object.values(kept).flatMap(({ rows, day }) => rows.map((row) => ({ ...row, day })));
  await writeFile(page, `${before}${BEGIN}\n${table(all)}\n\nOn: ${machines}.\n${END}${after}`);
}

/** The longest that a little of a torture takes, in milliseconds; all of it takes as long as it takes. */
const PATIENCE = 8 * 60_000;

/** What fails by itself, or does not end, is a finding too: the others still have their turn. */
async function torture(name) {
  const running = TORTURES[name](smoke);
  try {
    return await (smoke ? within(PATIENCE, name, running) : running);
  } catch (error) {
    return [{ what: name, browser: '', runs: 0, expected: 'it ends', found: error.stack, ok: false }];
  }
}

const words = process.argv.slice(2);
const smoke = words.includes('--smoke');
const names = words.filter((word) => !word.startsWith('--'));
const unknown = names.filter((name) => !TORTURES[name]);
if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(TORTURES).join(', ')}`);
const all = [];
for (const name of names.length > 0 ? names : Object.keys(TORTURES)) {
  const start = performance.now();
  const found = await torture(name);
  console.log(`${name}: ${found.every(({ ok }) => ok) ? 'as expected' : 'NOT AS EXPECTED'} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
  for (const row of found) console.log(`  ${row.ok ? 'ok' : 'NOT OK'}: ${row.what}, ${row.browser}, ${row.runs} times; expected: ${row.expected}; found: ${said(row.found)}`);
  all.push(...found);
  if (words.includes('--write')) {
    const machine = `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${(await versions()).join(', ')}`;
    await keep({ [name]: { day: new Date().toISOString().slice(0, 10), machine, rows: found } });
  }
}
// Not only an exit code: what did not end would keep this from ending.
process.exit(all.every(({ ok }) => ok) ? 0 : 1);
