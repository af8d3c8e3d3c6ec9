// Somebody clears the website's data while the page is open. The answers stay on the page, it is said, and nothing is
// written back unless the person says so.
import { serve } from '../browser/lib/server.mjs';
import { NOTHING, onDevice, untilSaid } from '../browser/lib/device.mjs';
import { begin, FIELD } from './lib/answers.mjs';
import { device } from './lib/device.mjs';

/** Clears so often. `unsaid`: it was not said; `written`: something was written back; `lost`: an answer left the page. */
export async function run({ smoke = false, times = smoke ? 3 : 100 } = {}) {
  const server = await serve();
  const found = { unsaid: 0, written: 0, lost: 0, notAgain: 0 };
  const phone = await device('chromium');
  const on = await phone.on();
  try {
    const page = await on.page();
    const session = await page.createCDPSession();
    const clear = () =>
      session.send('Storage.clearDataForOrigin', { origin: new URL(server.url).origin, storageTypes: 'local_storage,indexeddb,file_systems,bucket' });
    await begin(page, server.url, 'number');
    const give = (value) =>
      page.$eval(FIELD, (field, now) => ((field.value = now), field.dispatchEvent(new Event('change', { bubbles: true }))), value);
    for (let time = 0; time < times; time += 1) {
      await clear();
      const value = String(time % 21);
      await give(value === (await page.$eval(FIELD, (field) => field.value)) ? '20' : value);
      const said = await untilSaid(page, 'gone', { timeout: 10_000 }).then(() => true, () => false);
      if (!said) found.unsaid += 1;
      const left = await onDevice(page);
      if (JSON.stringify(left) !== JSON.stringify(NOTHING)) {
        found.written += 1;
        console.log(JSON.stringify(left));
      }
      if ((await page.$eval(FIELD, (field) => field.value)) === '') found.lost += 1;
      if (!said) break;
      await page.click('[data-testid="keep-again"]');
      const again = await untilSaid(page, 'saved', { timeout: 10_000 }).then(() => true, () => false);
      if (!again) found.notAgain += 1;
    }
  } finally {
    await on.kill().catch(() => {});
    await phone.remove();
    await server.stop();
  }
  const ok = found.unsaid + found.written + found.lost + found.notAgain === 0;
  return [{ what: 'data cleared while the page is open', browser: 'chromium', runs: times, expected: 'said, nothing written back, nothing lost', found, ok }];
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await run({ smoke: process.argv.includes('--smoke') }), null, 2));
}
