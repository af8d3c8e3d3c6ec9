// How many ways out of the running app are open: each is tried from inside the page, in the middle of an interview,
// towards somebody who listens. A page without any protection is the control: who does not hear it there proves nothing.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launch, visit } from '../browser/lib/browser.mjs';
import { builtPage, dist, servePlain } from '../browser/lib/plain.mjs';
import { Person } from '../browser/lib/person.mjs';
import { serve } from '../browser/lib/server.mjs';
import { sink } from './sink.mjs';

/** How long a way may take in the control, and how long is waited for what must never come, in milliseconds. */
const MOST = 5_000;
const NEVER = 1_500;

// What Firefox does on a person's phone, and the driver switches off; and WebRTC with this computer, as with any other.
const PREFERENCES = {
  'network.http.speculative-parallel-limit': 6,
  'media.peerconnection.ice.loopback': true,
  'browser.send_pings': true,
};

const script = await readFile(path.join(import.meta.dirname, 'leaks.page.js'), 'utf8');

/** A copy of the built app with the script of the ways in it, and with a way out of its own. */
export async function copyWithScript(change = (page) => page) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dalil-leaks-'));
  await cp(dist, folder, { recursive: true });
  const page = (await builtPage()).replace('</head>', '<script defer src="leaks.js"></script></head>');
  await writeFile(path.join(folder, 'index.html'), change(page));
  await rm(path.join(folder, 'index.html.br'), { force: true });
  await writeFile(path.join(folder, 'leaks.js'), script);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Tries one way from a page; gives what the listener got, after how long, and what the browser said to the page. */
export async function tryWay(page, way, listener, to, most) {
  await page.$eval('#leak', (button, data) => Object.assign(button.dataset, data), { way, to });
  const start = performance.now();
  await page.click('#leak');
  await listener.wait(most);
  const took = Math.round(performance.now() - start);
  const refused = await page.$eval('#leak', (button) => button.dataset.refused).catch(() => undefined);
  return { packets: listener.packets(), answers: /answer=(?!none)/.test(listener.heard()), took, refused };
}

/** The names of the ways, from the control page. */
async function allWays(browser, url) {
  const page = await browser.tab();
  await page.goto(url);
  await page.waitForSelector('[data-ways] #leak');
  const ways = JSON.parse(await page.$eval('html', (html) => html.dataset.ways));
  await page.close();
  return ways;
}

/** One way from a page of its own, made ready by `open`. No private window: Chromium opens no connection ahead there. */
async function alone(browser, way, open, most) {
  const listener = await sink();
  const before = await browser.puppeteer.pages();
  const page = await browser.tab();
  try {
    await open(page);
    return await tryWay(page, way, listener, listener.url, most);
  } finally {
    const opened = (await browser.puppeteer.pages()).filter((one) => !before.includes(one));
    for (const one of opened) await one.close();
    await listener.stop();
  }
}

const inControl = (url) => async (page) => {
  await page.goto(url);
  await page.waitForSelector('#leak');
};

/** Somebody has said that they are in danger: that must not come out. */
const inInterview = (url) => async (page) => {
  await visit(page, url);
  const someone = new Person(page, { private_now: 'no', who_fills: 'self', store_ok: 'no', danger_now: 'yes' });
  await someone.begin('en');
  await someone.goThrough((question) => question === 'danger_now');
  await someone.answer();
};

/** Tries every way in one browser; gives a line for each. */
async function tried(name, control, app) {
  const browser = await launch(name, { preferences: PREFERENCES });
  try {
    const figures = {};
    for (const way of await allWays(browser, control)) {
      const unprotected = await alone(browser, way, inControl(control), MOST);
      const patience = Math.max(NEVER, 3 * unprotected.took);
      const { packets, answers, refused } = await alone(browser, way, inInterview(app), patience);
      figures[way] = { control: unprotected.packets, took: unprotected.took, packets, answers, refused };
    }
    return figures;
  } finally {
    await browser.close();
  }
}

/**
 * Tries every way in each browser, with the headers of the own server or on a host that sets none:
 * `{ browser: { way: { control, took, packets, answers, refused } } }`.
 * `control` and `packets`: connections and datagrams without and with protection; `took`: milliseconds of the control;
 * `answers`: whether an answer came out; `refused`: what the browser told the script.
 */
export async function run({ browsers = ['chromium', 'firefox'], headers = true } = {}) {
  const copy = await copyWithScript();
  const app = headers ? await serve({ dist: copy.folder }) : await servePlain({ folder: copy.folder });
  const body = '<!doctype html><title>x</title><body><input type="checkbox" value="yes" checked>';
  const control = await servePlain({
    files: { 'index.html': `${body}<script defer src="leaks.js"></script>`, 'leaks.js': script },
  });
  try {
    const figures = {};
    for (const name of browsers) figures[name] = await tried(name, control.url, app.url);
    return figures;
  } finally {
    await app.stop();
    await control.stop();
    await copy.remove();
  }
}

if (process.argv[1] === import.meta.filename) {
  const [browser, host] = process.argv.slice(2);
  const figures = await run({ browsers: browser ? [browser] : undefined, headers: host !== 'plain' });
  for (const [name, ways] of Object.entries(figures)) {
    console.log(name);
    console.table(ways);
  }
}
