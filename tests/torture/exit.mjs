// Leaving, from every screen, in every width and language: empty at once, and going back shows nothing.
import { launch, visit } from '../browser/lib/browser.mjs';
import { untilSaved } from '../browser/lib/device.mjs';
import { person } from '../browser/lib/people.mjs';
import { Person } from '../browser/lib/person.mjs';
import { serve } from '../browser/lib/server.mjs';

/** The longest time from the tap to an empty page, in milliseconds. */
const AT_ONCE = 100;

/** The screens, and how somebody gets to each from the first one, or, with answers, from the results. */
const SCREENS = {
  language: { fresh: () => {} },
  welcome: { fresh: (someone, language) => someone.tap(`language-${language}`) },
  leaving: { fresh: async (someone, language) => (await someone.tap(`language-${language}`), someone.tap('read')) },
  'first question': { fresh: (someone, language) => someone.begin(language) },
  'found answers': { closed: () => {} },
  results: { open: () => {} },
  check: { open: (someone) => someone.tap('to-check') },
  'question again': { open: async (someone) => (await someone.tap('to-check'), someone.page.click('[data-row="health"] button')) },
  'help now': { open: (someone) => someone.tap('help-now') },
  glossary: { open: async (someone) => (await someone.tap('help-now'), someone.tap('glossary')) },
  ready: { open: async (someone) => (await someone.tap('help-now'), someone.tap('to-ready')) },
  lock: { open: (someone) => someone.tap('protect') },
  remove: { open: (someone) => someone.tap('remove') },
  paper: { open: async (someone) => (await someone.tap('to-paper'), someone.goThrough()) },
};

/**
 * Leaves from every screen. `late`: the page was not empty within a tenth of a second; `hidden`: the way out was not in
 * sight, or something lay over it; `shown`: going back showed more than a way on; `kept`: something of an answer stood in
 * the address, the title or the history.
 */
export async function run({ smoke = false } = {}) {
  const widths = smoke ? [[360, 640]] : [[320, 568], [360, 640], [1280, 800]];
  const languages = smoke ? ['ar'] : ['en', 'fr', 'ar'];
  const server = await serve();
  const browser = await launch();
  const found = { exits: 0, slowest: 0, late: 0, hidden: 0, shown: 0, kept: 0 };
  try {
    for (const [width, height] of widths) {
      for (const language of languages) await leaveFromAll(browser, server.url, { width, height, language }, found);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  const ok = found.late + found.hidden + found.shown + found.kept === 0;
  found.slowest = `${found.slowest.toFixed(1)} ms`;
  return [{ what: 'quick exit from every screen', browser: 'chromium', runs: found.exits, expected: 'empty within 100 ms, in sight, nothing on the way back', found, ok }];
}

async function leaveFromAll(browser, url, { width, height, language }, found) {
  const context = await browser.puppeteer.createBrowserContext();
  const first = await tab(context, width, height);
  await visit(first, url);
  const someone = new Person(first, person('P08').answers);
  await someone.begin(language);
  await someone.goThrough();
  await untilSaved(first);
  await first.close();
  for (const [screen, ways] of Object.entries(SCREENS)) {
    const own = ways.fresh ? await browser.puppeteer.createBrowserContext() : context;
    const page = await tab(own, width, height);
    await visit(page, url);
    const now = new Person(page, person('P08').answers);
    if (ways.open) {
      await now.tap('resume');
      // They go on where they left: back to the results, or through the questions to them.
      await page.waitForSelector('[data-card], [data-row], [data-question]');
      if (await page.$('[data-row]')) await now.tap('back');
      await now.goThrough();
      await page.waitForSelector('[data-card]');
    }
    await (ways.fresh ?? ways.open ?? ways.closed)(now, language);
    await page.waitForFunction(() => document.querySelector('main h1, main [data-testid="sheet"]'));
    await leave(page, `${screen}, ${width}, ${language}`, found);
    if (own === context) await page.close();
    else await own.close();
  }
  await context.close();
}

async function tab(context, width, height) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.setViewport({ width, height });
  return page;
}

async function leave(page, where, found) {
  const wrong = (kind, what) => {
    found[kind] += 1;
    console.log(`${where}: ${kind}: ${what}`);
  };
  found.exits += 1;
  for (const scroll of [0, 1e6]) {
    const free = await page.evaluate((y) => {
      scrollTo(0, y);
      const box = document.querySelector('[data-testid="exit"]').getBoundingClientRect();
      const inside = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
      return inside && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest('[data-testid="exit"]') !== null;
    }, scroll);
    if (!free) wrong('hidden', `scrolled to ${scroll}`);
  }
  const before = await page.evaluate(() => ({ address: location.href, title: document.title, state: JSON.stringify(history.state) }));
  if (/[?#]/.test(before.address) || !/^(\d+|null)$/.test(before.state) || before.title.length > 20) wrong('kept', JSON.stringify(before));
  const left = await page.evaluate(() => {
    const start = performance.now();
    document.querySelector('[data-testid="exit"]').click();
    return { words: document.body.innerText, title: document.title, took: performance.now() - start };
  });
  found.slowest = Math.max(found.slowest, left.took);
  if (left.words !== '' || left.title !== '' || left.took > AT_ONCE) wrong('late', JSON.stringify(left));
  await page.waitForFunction(() => location.href === 'about:blank');
  await page.goBack();
  // From the first screen nothing of it is left to go back to.
  await page.waitForFunction(() => location.href === 'about:blank' || document.querySelector('#gate:not([hidden])'));
  const back = await page.evaluate(() => `${document.title}|${document.body.innerText.trim()}`);
  if (!/^\|(Continue\s+Continuer\s+متابعة)?$/.test(back)) wrong('shown', back.slice(0, 200));
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await run({ smoke: process.argv.includes('--smoke') }), null, 2));
}
