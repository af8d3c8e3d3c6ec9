// What keeps somebody from using a screen, as far as a program can see it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** To be run in a page before anything else: the page's own policy lets no script in later. */
export const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wrong with the screen as it stands. `more` is what must have room to be tapped beside what always must. */
export async function faults(page, where, more = 'button:not(.glossary-term)') {
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  const found = violations.map((fault) => `${where}: ${fault.id}: ${fault.nodes[0].html} (${fault.help})`);
  const small = await page.$$eval(`${more}, select, summary, .option, input[type="search"], textarea`, (all) =>
    all
      .filter((element) => element.checkVisibility())
      .map((element) => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
      .filter(([, box]) => box.height < 47.5 || box.width < 47.5)
      .map(([html, box]) => `${html} is ${box.width} × ${box.height}`),
  );
  found.push(...small.map((line) => `${where}: ${line}`));
  if (await page.$eval('html', (html) => html.scrollWidth > html.clientWidth)) found.push(`${where}: scrolls sideways`);
  return found;
}
