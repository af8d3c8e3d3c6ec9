// A browser is killed at a random moment while answers are being removed. Afterwards they open as before, or never again.
import { serve } from '../browser/lib/server.mjs';
import { chance } from '../browser/lib/chance.mjs';
import { device, sleep } from './lib/device.mjs';
import { answersOf, begin, comeBack } from './lib/answers.mjs';

/** The longest time between the tap and the kill, in milliseconds. */
const LONGEST = 250;

/**
 * Interrupts so many removals. `usable` and `removed` are how they ended; `half`: something was offered that does not
 * open, or opens without all answers; `undone`: it was said to be removed, and came back.
 */
export async function run({ smoke = false, seed = Date.now() % 1e9 } = {}) {
  const server = await serve();
  const plan = smoke ? [['chromium', 6], ['firefox', 4]] : [['chromium', 140], ['firefox', 60]];
  try {
    const figures = [];
    for (const [browser, removals] of plan) figures.push(await interrupt(server.url, browser, removals, seed));
    return figures;
  } finally {
    await server.stop();
  }
}

async function interrupt(url, browser, removals, seed) {
  const random = chance(seed);
  const found = { usable: 0, removed: 0, half: 0, undone: 0, seed };
  const phone = await device(browser);
  let on = await phone.on();
  try {
    let page = await on.page();
    for (let times = 0; times < removals; times += 1) {
      await begin(page, url, 'number');
      const before = await answersOf(page);
      const said = [];
      page.on('console', (message) => message.text() === 'torture:removed' && said.push('removed'));
      await page.evaluate(() => {
        new MutationObserver(() => {
          if (document.querySelector('[data-keeping="ui.saving.removed"]')) console.debug('torture:removed');
        }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-keeping'] });
      });
      await page.click('[data-testid="remove"]');
      await page.waitForSelector('[data-testid="remove-yes"]');
      // Tapped from inside, so that the time runs from the tap and not from the order to tap.
      page.evaluate(() => document.querySelector('[data-testid="remove-yes"]').click()).catch(() => {});
      await sleep(random() * LONGEST);
      await on.kill();
      on = await phone.on();
      page = await on.page();
      await page.goto(url);
      const { now } = await comeBack(page);
      const ended = judge(now, before, said.length > 0);
      found[ended] += 1;
      if (process.env.VERBOSE || ended === 'half' || ended === 'undone') {
        console.log(`seed ${seed}, removal ${times + 1}: ${ended} ${JSON.stringify({ before, now, said })}`);
      }
      if (ended !== 'removed') {
        await page.click('[data-testid="remove"]');
        await page.waitForSelector('[data-testid="remove-yes"]');
        await page.click('[data-testid="remove-yes"]');
        await page.waitForSelector('[data-keeping="ui.saving.removed"]');
      }
    }
  } finally {
    await on.kill().catch(() => {});
    await phone.remove();
  }
  const ok = found.half + found.undone === 0 && found.usable + found.removed === removals;
  return { what: 'removal interrupted by a kill', browser, runs: removals, expected: '0 half, 0 undone', found, ok };
}

function judge(now, before, wasSaid) {
  if (now === 'nothing') return 'removed';
  if (wasSaid) return 'undone';
  return now === before ? 'usable' : 'half';
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await run({ smoke: process.argv.includes('--smoke') }), null, 2));
}
