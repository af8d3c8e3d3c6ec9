// Two to five windows do things to the same drafts in an order left to chance, and some crash. Nothing that was said to be
// saved may be lost, and no draft may have two writers.
import { serve } from '../browser/lib/server.mjs';
import { begin, FIELD } from './lib/answers.mjs';
import { chance } from '../browser/lib/chance.mjs';
import { device, sleep } from './lib/device.mjs';

/** How many things happen in one schedule. */
const STEPS = 10;

/**
 * Plays so many schedules. `lost`: an answer that was said to be saved is in no draft; `writers`: a moment at which two
 * pages had the same draft in their hands, or wrote it; `stuck`: a window that did not do what was asked.
 */
export async function run({ smoke = false, seed = Date.now() % 1e9, schedules = smoke ? 8 : 200 } = {}) {
  const server = await serve();
  const found = { acknowledged: 0, lost: 0, writers: 0, stuck: 0, seed };
  const phone = await device('chromium');
  const on = await phone.on();
  try {
    for (let times = 0; times < schedules; times += 1) {
      const wrong = await play(on.browser, server.url, chance(seed + times), found);
      if (wrong) {
        found[wrong.kind] += 1;
        console.log(`seed ${seed + times}: ${wrong.kind}: ${JSON.stringify(wrong)}`);
      }
    }
  } finally {
    await on.kill().catch(() => {});
    await phone.remove();
    await server.stop();
  }
  const ok = found.lost + found.writers + found.stuck === 0;
  return [{ what: 'windows in any order', browser: 'chromium', runs: schedules, expected: '0 lost, 0 second writers, 0 stuck', found, ok }];
}

async function play(browser, url, random, found) {
  const context = await browser.createBrowserContext();
  const history = [];
  try {
    const windows = [await opened(context)];
    await begin(windows[0].page, url, 'words');
    windows[0].inHand = true;
    // Every answer is a text that no other has, so that each can be found again in whichever draft it is.
    let last = null;
    let count = 0;
    for (let step = 0; step < STEPS; step += 1) {
      const holder = windows.find((it) => it.inHand);
      const deeds = ['answer', 'answer', 'answer', ...(windows.length < 5 ? ['open', 'open'] : []), ...(holder ? ['crash', 'reload', 'close'] : [])];
      const deed = holder ? deeds[Math.floor(random() * deeds.length)] : 'open';
      history.push(deed);
      if (deed === 'answer') {
        count += 1;
        const text = `answer ${count}`;
        await give(holder.page, text);
        // Sometimes it is not waited for: what was not said to be saved may be lost.
        if (random() < 0.8) {
          await said(holder.page);
          last = count;
          found.acknowledged += 1;
        }
      } else if (deed === 'open') {
        const next = await opened(context);
        windows.push(next);
        const now = await takeOver(next.page, url);
        if (holder) holder.inHand = false;
        if (now < (last ?? 0)) return { kind: 'lost', history, last, now };
        next.inHand = true;
        count = Math.max(count, now);
      } else {
        await gone(holder, deed, url);
        holder.inHand = false;
        if (deed !== 'reload') windows.splice(windows.indexOf(holder), 1);
        if (windows.length === 0) windows.push(await opened(context));
      }
      const writers = await holders(windows, context, url);
      if (writers > 1) return { kind: 'writers', history, writers };
    }
    return null;
  } catch (error) {
    return { kind: 'stuck', history, error: String(error).slice(0, 300) };
  } finally {
    await context.close();
  }
}

async function opened(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { page, inHand: false };
}

/** Somebody types an answer, in place of the one before. */
const give = (page, text) =>
  page.$eval(
    FIELD,
    (field, words) => {
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    text,
  );

/** Waits until it is said that the answer is saved; a task later than it was given, when the page has noticed it. */
async function said(page) {
  await page.bringToFront();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
  await page.waitForFunction(() => /^ui\.saving\.(saved|beside)$/.test(document.querySelector('[data-keeping]').dataset.keeping));
}

/** Another window goes on with the newest draft; gives the number of the answer that it shows. */
async function takeOver(page, url) {
  await page.goto(url);
  await page.bringToFront();
  await page.waitForFunction(() => document.documentElement.dataset.loaded === 'yes');
  await page.waitForSelector('[data-testid="resume"]');
  await page.click('[data-testid="resume"]');
  await page.waitForSelector(FIELD);
  return page.$eval(FIELD, (field) => Number(field.value.split(' ')[1] ?? 0));
}

async function gone({ page }, deed, url) {
  if (deed === 'crash') {
    const session = await page.createCDPSession();
    await Promise.race([session.send('Page.crash').catch(() => {}), new Promise((resolve) => page.once('error', resolve))]);
    await page.close().catch(() => {});
  } else if (deed === 'close') {
    await page.close();
  } else {
    await page.goto(url);
  }
  await sleep(50);
}

/** How many pages have the draft in their hands, by the browser's own locks: at most one for each draft. */
async function holders(windows, context, url) {
  const looking = windows.find((it) => it.page.url().startsWith(url));
  if (!looking) return 0;
  const held = await looking.page.evaluate(async () => (await navigator.locks.query()).held.map(({ name }) => name));
  return held.length - new Set(held).size + (windows.filter((it) => it.inHand).length > 1 ? 2 : 1);
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await run({ smoke: process.argv.includes('--smoke') }), null, 2));
}
