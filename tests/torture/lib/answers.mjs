// Somebody whose answers can be told apart afterwards.
import { person } from '../../browser/lib/people.mjs';
import { Person } from '../../browser/lib/person.mjs';

/** The field of a question that can be answered again and again. */
export const FIELD = '#number-answer, #text-answer';

/** Somebody goes as far as a question whose answer can be changed again and again: `number` or `words`. */
export async function begin(page, url, kind) {
  const { id, stop } = kind === 'number' ? { id: 'P01', stop: 'kids_n' } : { id: 'P02', stop: 'ref_name' };
  await page.goto(url);
  const someone = new Person(page, person(id).answers);
  await someone.begin('en');
  await someone.goThrough((question) => question === stop);
  if (stop === 'ref_name') {
    await someone.tap('to-paper');
    await someone.goThrough((question) => question === stop);
  }
  await page.waitForSelector('[data-keeping="ui.saving.saved"]');
}

/** All answers so far, as the page shows them to be checked; the page is left at the question that was open. */
export async function answersOf(page) {
  return page.$eval(FIELD, (field) => `${document.querySelector('[data-question]').dataset.question} ${field.value}`);
}

/**
 * Somebody comes back. `now`: the answers that are there (as `answersOf`), `nothing`, or `unreadable`; `warned`: it is said
 * that the last answers may be missing.
 */
export async function comeBack(page) {
  const choice = '[data-testid="resume"], [data-testid="unreadable"], [data-testid="language-en"]:not(:disabled)';
  await page.waitForSelector(choice);
  // The first screen may be there before the drafts have been looked for; that is done once the page is loaded.
  await page.waitForFunction(() => document.documentElement.dataset.loaded === 'yes');
  await page.waitForFunction((css) => document.querySelector(css), {}, choice);
  if (await page.$('[data-testid="unreadable"]')) return { now: 'unreadable', warned: true };
  if (!(await page.$('[data-testid="resume"]'))) return { now: 'nothing', warned: false };
  await page.click('[data-testid="resume"]');
  await page.waitForSelector(`${FIELD}, [data-testid="may-be-missing"]`);
  const warned = (await page.$('[data-testid="may-be-missing"]')) !== null;
  if (warned) await page.click('[data-testid="carried-on"]');
  await page.waitForSelector(FIELD);
  return { now: await answersOf(page), warned };
}
