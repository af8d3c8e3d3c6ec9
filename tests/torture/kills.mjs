// A browser is killed at a random moment while somebody answers. Nothing that was said to be saved may be lost.
import { serve } from '../browser/lib/server.mjs';
import { onDevice } from '../browser/lib/device.mjs';
import { begin, comeBack, FIELD } from './lib/answers.mjs';
import { chance } from '../browser/lib/chance.mjs';
import { device, sleep, within } from './lib/device.mjs';

/** How many kills a device lives through before there is a new one. */
const LIVES = 25;
/** Browser, what is killed, how often. */
const A_FEW = [['chromium', 'renderer', 12], ['chromium', 'browser', 10], ['firefox', 'browser', 8]];
const ALL = [['chromium', 'renderer', 800], ['chromium', 'browser', 200], ['firefox', 'browser', 100]];
/** The longest time that somebody answers before a kill, in milliseconds. Firefox takes longer for an answer. */
const LONGEST = { chromium: 1_500, firefox: 8_000 };
/** How many answers may have been given without being heard of: far fewer than there are numbers before they come round. */
const UNHEARD = 6;
/** The longest time that one kill, and coming back after it, takes on a busy machine, in milliseconds. */
const PATIENCE = 180_000;
/** How often at most the driver itself may fail, of a hundred kills: those are not counted as kills. */
const FAILURES = 5;

/**
 * Kills so many renderers and browsers. `lost`: something that was said to be saved was not there; `unreadable`: a draft
 * could not be opened; `old`: an older answer came back than was said to be saved, or the page said that answers may be
 * missing.
 */
export async function run({ smoke = false, seed = Date.now() % 1e9, plan = smoke ? A_FEW : ALL } = {}) {
  const server = await serve();
  try {
    const figures = [];
    for (const [browser, what, kills] of plan) figures.push(await kill(server.url, browser, what, kills, seed));
    return figures;
  } finally {
    await server.stop();
  }
}

async function kill(url, browser, what, kills, seed) {
  const random = chance(seed);
  const found = { kills: 0, acknowledged: 0, lost: 0, unreadable: 0, old: 0, 'failures of the driver': 0, seed };
  while (found.kills < kills) {
    const phone = await device(browser);
    try {
      await live(url, phone, what, Math.min(LIVES, kills - found.kills), random, found);
    } catch (error) {
      console.log(`kill ${found.kills} of a ${what}, ${browser}: the driver failed: ${error.stack}`);
      found['failures of the driver'] += 1;
      if (found['failures of the driver'] > FAILURES + (kills * FAILURES) / 100) throw error;
    } finally {
      await phone.remove();
    }
  }
  const ok = found.lost + found.unreadable + found.old === 0;
  return { what: `kill of a ${what}`, browser, runs: found.kills, expected: '0 lost, 0 unreadable, 0 old', found, ok };
}

/** One device, from its first answer through so many kills. */
async function live(url, phone, what, kills, random, found) {
  let on = await phone.on();
  try {
    let page = await on.page();
    await begin(page, url, random() < 0.7 ? 'number' : 'words');
    let given = null;
    for (let times = 0; times < kills; times += 1) {
      given = await within(PATIENCE, 'answering', answerUntilKilled(page, on, what, random, given));
      if (what === 'browser') on = await within(PATIENCE, 'starting again', phone.on());
      page = await on.page();
      await page.goto(url);
      const { now: back, warned } = await within(PATIENCE, 'coming back', comeBack(page));
      found.kills += 1;
      found.acknowledged += given.acknowledged;
      const now = /^(kids_n|ref_name) /.test(back) ? back.replace(/^\S+ /, '') : back;
      if (process.env.VERBOSE) console.log(found.kills, JSON.stringify({ ...given, now }));
      if (now === 'unreadable' || now === 'nothing') found.unreadable += 1;
      else if (warned) found.old += 1;
      else if (!given.possible.includes(now)) found.lost += 1;
      else continue;
      console.log(`seed ${found.seed}, kill ${found.kills}, ${phone.name}: ${JSON.stringify({ ...given, now, warned })}`);
      const { local, database, copies } = await onDevice(page);
      console.log(JSON.stringify({ local, database, copies }));
      return;
    }
  } finally {
    await on.kill().catch(() => {});
  }
}

/** Answers as fast as the page takes it, and kills. Gives which answers may be there afterwards. */
async function answerUntilKilled(page, on, what, random, before) {
  const said = [];
  page.on('console', (message) => message.text().startsWith('torture:') && said.push(message.text().slice(8)));
  const gone = new Promise((resolve) => page.once('error', resolve).once('close', resolve));
  const start = await page.$eval(FIELD, (field) => field.value);
  const since = what === 'renderer' ? on.renderers() : null;
  // It never ends by itself: the kill ends it.
  page.evaluate(answerAndAnswer).catch(() => {});
  await sleep(random() * LONGEST[on.name]);
  if (what === 'browser') {
    await on.kill();
  } else {
    on.killRenderer(since);
    // Another page's process, killed in its place, leaves this one answering.
    if (!(await Promise.race([gone.then(() => true), sleep(2_000)]))) throw new Error('the page was not killed');
    await page.close().catch(() => {});
  }
  // What was acknowledged last, and everything that was given after it, may be there; nothing before it.
  const last = said.findLastIndex((line) => line.startsWith('saved'));
  const acknowledged = last < 0 ? 0 : said.filter((line) => line.startsWith('saved')).length;
  const value = (line) => line.split(' ')[1] ?? '';
  const possible = last < 0 ? [start] : [value(said[last])];
  for (const line of said.slice(last + 1)) if (line.startsWith('given')) possible.push(value(line));
  // Some more may have been given, and saved, that was not heard of any more.
  for (let more = 0; more < UNHEARD; more += 1) possible.push(next(possible.at(-1)));
  return { acknowledged, possible, start, before: before?.possible.at(-1) };
}

const next = (value) => (/^\d+$/.test(value) ? String((Number(value) + 1) % 21) : `n${Number(value.slice(1) || 0) + 1}`);

/** Runs in the page: gives an answer, and another, and tells when the page says that the last one is saved. */
async function answerAndAnswer() {
  const task = () => new Promise((resolve) => setTimeout(resolve, 0));
  const field = document.querySelector('#number-answer, #text-answer');
  const isNumber = field.id === 'number-answer';
  let value = field.value;
  let waiting = 0;
  for (;;) {
    value = isNumber ? String((Number(value || 0) + 1) % 21) : `n${Number(value.slice(1) || 0) + 1}`;
    console.debug(`torture:given ${value}`);
    field.value = value;
    field.dispatchEvent(new Event(isNumber ? 'change' : 'input', { bubbles: true }));
    waiting += 1;
    await task();
    // Sometimes the next answer comes before the last is saved; never so many that numbers could come round again.
    while (document.querySelector('[data-keeping]').dataset.keeping !== 'ui.saving.saved') {
      if (waiting < 8 && Math.random() < 0.05) break;
      await task();
    }
    if (document.querySelector('[data-keeping]').dataset.keeping === 'ui.saving.saved') {
      console.debug(`torture:saved ${value}`);
      waiting = 0;
    }
  }
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await run({ smoke: process.argv.includes('--smoke') }), null, 2));
}
