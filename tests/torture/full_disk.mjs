// The disk is full. That nothing is saved must be said, and saving must work again when there is room, without a reload.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { serve } from '../browser/lib/server.mjs';
import { begin, comeBack, FIELD } from './lib/answers.mjs';
import { device } from './lib/device.mjs';

/** How many times the disk of one device fills up before there is a new one. */
const TIMES = 5;
/** A disk of a hundred megabytes: a browser's own files, and a little. */
const SIZE = '100m';

/**
 * Fills so many disks. `said`: how often it was said that nothing is saved; `again`: how often saving worked again without
 * a reload, and was there after a kill; `lied`: something that was said to be saved was not there after it;
 * `warned`: all of it was there, and it was said that the last answers may be missing.
 */
export async function run({ smoke = false } = {}) {
  if (process.getuid() !== 0) {
    return [{ what: 'full disk', browser: '', runs: 0, expected: 'only root can mount a small disk', found: 'not run', ok: true }];
  }
  const server = await serve();
  const plan = smoke ? [['chromium', 1], ['firefox', 1]] : [['chromium', 25], ['firefox', 25]];
  try {
    const figures = [];
    for (const [browser, runs] of plan) figures.push(await fill(server.url, browser, runs));
    return figures;
  } finally {
    await server.stop();
  }
}

async function fill(url, browser, runs) {
  const found = { said: 0, again: 0, lied: 0, warned: 0 };
  for (let done = 0; done < runs; done += TIMES) {
    const disk = mkdtempSync(path.join(os.tmpdir(), 'dalil-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk]);
    const phone = await device(browser, { at: disk });
    let on = await phone.on();
    try {
      let page = await on.page();
      await begin(page, url, 'number');
      for (let times = 0; times < Math.min(TIMES, runs - done); times += 1) {
        const filled = fillUp(disk);
        const value = await answerUntilNotSaved(page);
        if (value !== null) found.said += 1;
        rmSync(filled);
        // By itself: nobody touches the page.
        const works = await page.waitForSelector('[data-keeping="ui.saving.saved"]', { timeout: 20_000 }).catch(() => null);
        const last = await page.$eval(FIELD, (field) => field.value);
        await on.kill();
        on = await phone.on();
        page = await on.page();
        await page.goto(url);
        const { now, warned } = await comeBack(page);
        if (warned) found.warned += 1;
        if (works && now === `kids_n ${last}`) found.again += 1;
        else if (works) found.lied += 1;
        if (process.env.VERBOSE) console.log(done + times + 1, JSON.stringify({ value, works: works !== null, last, now }));
        await page.waitForSelector('[data-keeping="ui.saving.saved"]');
      }
    } finally {
      await on.kill().catch(() => {});
      execFileSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  }
  const ok = found.said === runs && found.again === runs && found.lied === 0;
  return { what: 'full disk', browser, runs, expected: 'said each time, works again each time, 0 lies', found, ok };
}

/** Fills what room there is; gives the file that does it. */
function fillUp(disk) {
  const file = path.join(disk, 'filled');
  const into = openSync(file, 'w');
  for (let size = 1 << 20; size >= 1; size >>= 2) {
    try {
      for (;;) if (writeSync(into, Buffer.alloc(size)) === 0) break;
    } catch (error) {
      if (error.code !== 'ENOSPC') throw error;
    }
  }
  closeSync(into);
  return file;
}

/**
 * Answers until it is said that nothing is saved: the first answers may still find room in what the browser has already
 * taken. Gives the answer at which it was said, or null when it never was.
 */
async function answerUntilNotSaved(page) {
  for (let answers = 0; answers < 60; answers += 1) {
    const value = await page.$eval(FIELD, (field) => {
      field.value = String((Number(field.value || 0) + 1) % 21);
      field.dispatchEvent(new Event('change', { bubbles: true }));
      return field.value;
    });
    const said = await page.waitForFunction(
      () => /saved|full/.test(document.querySelector('[data-keeping]').dataset.keeping) && document.querySelector('[data-keeping]').dataset.keeping,
      { timeout: 15_000 },
    );
    if (/full|not_saved/.test(await said.jsonValue())) return value;
  }
  return null;
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await run({ smoke: process.argv.includes('--smoke') }), null, 2));
}
