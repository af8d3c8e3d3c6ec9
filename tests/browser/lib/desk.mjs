// A help desk, as its staff uses it.
import { Person } from './person.mjs';
import { untilSaid } from './device.mjs';

export const WORDS = 'lamp river stone cup';

const byId = (id) => `[data-testid="${id}"]`;

/** Makes the page's clocks stand still and go as they are told: `page.evaluate(() => goOn(milliseconds))`. Until `stop()` they go by themselves. */
export const withClockInHand = (page) =>
  page.evaluateOnNewDocument(() => {
    const real = { setTimeout: window.setTimeout.bind(window), now: performance.now.bind(performance), date: Date.now };
    let stopped = null;
    let last = 0;
    const waiting = new Map();
    const passed = () => stopped ?? real.now();
    const begun = real.date() - real.now();
    performance.now = () => passed();
    Date.now = () => Math.round(begun + passed());
    const run = (number) => {
      const timer = waiting.get(number);
      waiting.delete(number);
      timer?.act();
    };
    const begin = (number, after) =>
      real.setTimeout(() => {
        if (stopped === null) run(number);
      }, after);
    window.setTimeout = (act, after = 0, ...values) => {
      last += 1;
      waiting.set(last, { at: passed() + after, act: () => act(...values) });
      if (stopped === null) begin(last, after);
      return last;
    };
    window.stop = () => (stopped = real.now());
    // What is due is done in its order, and what follows from each before the next.
    window.goOn = async (milliseconds) => {
      const until = stopped + milliseconds;
      for (;;) {
        await new Promise((resolve) => real.setTimeout(resolve, 0));
        const due = [...waiting].filter(([, { at }]) => at <= until);
        if (due.length === 0) break;
        const [number, { at }] = due.sort(([, one], [, other]) => one.at - other.at)[0];
        stopped = Math.max(stopped, at);
        run(number);
      }
      stopped = until;
      await new Promise((resolve) => real.setTimeout(resolve, 0));
    };
    // What takes its time in the browser itself goes on only if what waits is let go.
    window.letGo = () => {
      stopped = null;
      for (const number of waiting.keys()) begin(number, 0);
    };
  });

/** Remembers every key that the page makes, without keeping it: `keysLeft(page)` counts those that are still there. */
export const watchKeys = (page) =>
  page.evaluateOnNewDocument(() => {
    window.keys = [];
    const make = crypto.subtle.importKey.bind(crypto.subtle);
    crypto.subtle.importKey = async (...how) => {
      const key = await make(...how);
      window.keys.push(new WeakRef(key));
      return key;
    };
  });

/** How many keys the page could still use, once what nobody holds is cleared away (Chromium). */
export async function keysLeft(page) {
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  await client.detach();
  return page.evaluate(() => window.keys.filter((key) => key.deref()).length);
}

export class Desk {
  constructor(page) {
    this.page = page;
    this.person = new Person(page);
  }

  tap(id) {
    return this.person.tap(id);
  }

  until(id) {
    return this.page.waitForSelector(byId(id), { visible: true });
  }

  async setUp({ organisation = 'Open Hands', office = 'Cairo', words = WORDS } = {}) {
    await this.page.type('#organisation', organisation);
    await this.page.type('#office', office);
    await this.page.$eval('details', (details) => (details.open = true));
    await this.page.type('#own', words);
    await this.tap('own-go');
    await this.until('new-case');
  }

  /** Gives words where they are asked for. */
  async give(id, words) {
    await this.page.waitForSelector(`#${id}`, { visible: true });
    await this.page.$eval(`#${id}`, (input) => (input.value = ''));
    await this.page.type(`#${id}`, words);
    await this.tap(`${id}-go`);
  }

  async unlock(words = WORDS) {
    await this.give('unlock', words);
    await this.until('new-case');
  }

  async lock() {
    await this.tap('lock');
    await this.page.waitForSelector('#unlock', { visible: true });
  }

  /** Begins a case, and gives its code. */
  async begin() {
    await this.tap('new-case');
    await this.until('interview');
    return this.code();
  }

  code() {
    return this.page.$eval('h1', (heading) => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(heading.textContent)[0]);
  }

  /** Begins a case in which a person answers all questions, and gives its code. */
  async caseOf(answers) {
    const code = await this.begin();
    await this.tap('interview');
    const person = new Person(this.page, { ...answers, store_ok: 'yes' });
    await person.goThrough();
    if (answers.want_paper) {
      await this.tap('to-paper');
      await person.goThrough();
    }
    await untilSaid(this.page, 'saved');
    return code;
  }

  async open(code) {
    await this.page.evaluate((wanted) => {
      const found = [...document.querySelectorAll('[data-testid="case"]')].find((line) => line.textContent.includes(wanted));
      if (!found) throw new Error(`${wanted} is not on the list`);
      found.click();
    }, code);
    await this.until('interview');
  }

  async toList() {
    if (!(await this.page.$(byId('to-list')))) await this.tap('to-case');
    await this.tap('to-list');
    await this.until('new-case');
  }

  /** The codes of all cases on the list. */
  async codes() {
    for (let more; (more = await this.page.$(byId('more-cases'))); ) await more.click();
    return this.page.$$eval(`${byId('case')} .case__code`, (codes) => codes.map((code) => code.textContent));
  }

  /** Everything that can be read on the page, in its fields too. */
  words() {
    return this.page.evaluate(() => {
      const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value);
      return [document.documentElement.outerHTML, document.title, location.href, ...fields].join('\n');
    });
  }
}
