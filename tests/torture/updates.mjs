// What is left of the app when the host is hostile: a person opens it again and again while a new release comes online
// every few visits, many answers are wrong, and the browser crashes. No page may ever be made of two releases, and no
// visit after the first good one may fail.
//
//     node tests/torture/updates.mjs --smoke    some minutes
//     node tests/torture/updates.mjs            about an hour
import path from 'node:path';
import { host, release } from '../browser/lib/host.mjs';
import { another, sums } from '../browser/lib/releases.mjs';
import { chance as numbers } from '../browser/lib/chance.mjs';
import { device, sleep } from './lib/device.mjs';

/** How many releases there are; after the last one the host goes back to the first, as after a mistake. */
const RELEASES = 6;
const LOADS_A_RELEASE = 4;
/** Of a hundred answers, so many are wrong; of a hundred askings for the worker, so many get no answer at all. */
const WRONG = 22;
const WORKER_DROPPED = 10;
/** Of a hundred visits, so many end with a crash of the page (in Chromium, which can be told to). */
const CRASHES = 6;
/** Of a hundred offers, so many are taken. */
const TAKEN = 80;
/** How long a visit may take until its first screen works, in milliseconds; and before the app is on the device. */
const PATIENCE = 15_000;
const PATIENCE_BEFORE = 3_000;

/** Chance, as it is asked here. */
function chance(seed) {
  const next = numbers(seed);
  return { below: (limit) => Math.floor(next() * limit), percent: (wanted) => next() * 100 < wanted };
}

const CAPTIVE = Buffer.from('<!doctype html><title>Wi-Fi</title><h1>Please log in</h1>');

/** The ways in which an answer goes wrong. */
const WAYS = [
  () => ({ drop: true }),
  (name, before) => (before.files.has(name) ? { bytes: before.files.get(name) } : { status: 404, bytes: Buffer.from('gone') }),
  () => ({ bytes: CAPTIVE, type: 'text/html' }),
  () => ({ cut: true }),
  () => ({ status: 503, bytes: Buffer.from('busy') }),
];

/** What stands on the page: whether it works, and which files it is made of. Run in the page. */
const look = async () => {
  const here = [...performance.getEntriesByType('resource')].map(({ name }) => new URL(name).pathname.slice(1));
  const { dataset } = document.documentElement;
  const named = [dataset.pack, dataset.directory, dataset.styles, ...(dataset.texts ?? '').split(/[ :]/)];
  const names = [...new Set([...here, ...named.filter((name) => name?.includes('.'))])].filter((name) => name !== 'sw.js');
  const contents = {};
  if (navigator.serviceWorker?.controller) {
    for (const name of names) {
      const bytes = await (await fetch(name)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      contents[name] = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    }
  }
  return { names, contents };
};

/** Whether the page has come to a working first screen, or says that it will not. Run in the page. */
const ended = () => {
  const { loaded } = document.documentElement.dataset;
  if (loaded === 'partly' || document.querySelector('#trouble')?.hidden === false) return 'it says that it does not work';
  return loaded === 'yes' && document.querySelector('[data-testid="language-en"]:not(:disabled)') && 'works';
};

/** Waits for a working first screen; gives the release that it is of, -1 for a mix, or why it does not work. */
async function outcome(page, releases, timeout = PATIENCE) {
  try {
    const how = await (await page.waitForFunction(ended, { timeout, polling: 50 })).jsonValue();
    if (how !== 'works') return { broken: how };
    const { names, contents } = await page.evaluate(look);
    const fits = ({ list }) => names.every((name) => name in list) && Object.entries(contents).every(([name, sum]) => list[name] === sum);
    return { release: releases.findIndex(fits) };
  } catch (error) {
    return { broken: String(error.message).split('\n')[0] };
  }
}

const isKept = async () => (await navigator.serviceWorker?.getRegistration())?.active?.state === 'activated';

const listed = (one) => ({ ...one, list: sums(one) });

/** Six releases, each with the list of what its files must be. */
async function sixReleases() {
  const built = await release(path.resolve(import.meta.dirname, '../../dist'));
  const others = Array.from({ length: RELEASES - 1 }, (_, at) => another(built, `release ${at + 2}`));
  return [built, ...others].map(listed);
}

/** A host whose answers go wrong as often as is said above; `publish()` puts the next release online. */
async function hostileHost(releases, random, figures) {
  const own = await host(releases[0]);
  let online = 0;
  own.fail = (file) => {
    figures.answers += 1;
    const drop = file === 'sw.js' && random.percent(WORKER_DROPPED);
    if (!drop && !random.percent(WRONG)) return undefined;
    figures.wrong += 1;
    return drop ? { drop } : WAYS[random.below(WAYS.length)](file, releases[(online + RELEASES - 1) % RELEASES]);
  };
  own.online = () => online;
  own.publish = () => {
    online = (online + 1) % RELEASES;
    own.serve(releases[online]);
  };
  return own;
}

/** Visits again and again; gives what became of them. */
async function visits(name, loads, releases, seed) {
  const random = chance(seed);
  const figures = { loads: 0, mixed: 0, broken: 0, crashes: 0, before: 0, published: 0, taken: 0, offers: 0, wrong: 0, answers: 0, seed, examples: [] };
  const own = await hostileHost(releases, random, figures);
  const phone = await device(name);
  const on = await phone.on();
  let page = await on.page();
  let kept = false;
  /** The release that is online has come there since the first good visit, and no page has been of it yet. */
  let isNew = false;
  const note = ({ release, broken }, at) => {
    if (broken !== undefined) {
      figures.broken += 1;
      figures.examples.push(`visit ${at}: ${broken}`);
    } else if (release < 0) {
      figures.mixed += 1;
      figures.examples.push(`visit ${at}: a mix`);
    } else if (release === own.online() && isNew) {
      figures.taken += 1;
      isNew = false;
    }
  };
  try {
    while (figures.loads < loads) {
      const at = figures.loads + figures.before;
      if (at > 0 && at % LOADS_A_RELEASE === 0) {
        own.publish();
        isNew = kept;
        if (kept) figures.published += 1;
      }
      if (kept && name === 'chromium' && random.percent(CRASHES)) {
        const crash = sleep(random.below(1500)).then(async () => (await page.createCDPSession()).send('Page.crash'));
        await Promise.race([Promise.allSettled([page.goto(own.url), crash]), sleep(PATIENCE)]);
        await page.close().catch(() => {});
        page = await on.page();
        figures.crashes += 1;
        figures.loads += 1;
        continue;
      }
      const went = await page.goto(own.url, { waitUntil: 'domcontentloaded' }).then(() => undefined, (error) => error);
      const seen = went ? { broken: String(went) } : await outcome(page, releases, kept ? PATIENCE : PATIENCE_BEFORE);
      if (!kept) {
        // A visit counts from when the device has the app: before, nobody can help a page that does not arrive.
        figures.before += 1;
        kept = seen.broken === undefined && (await page.waitForFunction(isKept, { timeout: 5_000, polling: 100 }).then(() => true, () => false));
        if (figures.before > 200) throw new Error('the app never got onto the device');
        continue;
      }
      figures.loads += 1;
      note(seen, at);
      await sleep(300 + random.below(2200));
      const offer = await page.$('[data-testid="use-new-version"]').catch(() => null);
      if (!offer) continue;
      figures.offers += 1;
      if (!random.percent(TAKEN)) continue;
      // What the offer led to is a page of its own: the mark is gone.
      await page.evaluate(() => (document.documentElement.dataset.before = 'yes'));
      const led = offer.click().then(() => page.waitForFunction(() => !document.documentElement.dataset.before, { polling: 50 }));
      const nowhere = await led.then(() => undefined, (error) => error);
      if (nowhere) note({ broken: `the offer led nowhere: ${nowhere.message}` }, at);
      else note(await outcome(page, releases), at);
    }
  } finally {
    await on.close();
    await phone.remove();
    await own.stop();
  }
  const { mixed, broken, taken, published } = figures;
  const ok = mixed + broken === 0 && taken > published / 2;
  return { what: 'visits of a hostile host', browser: name, runs: loads, expected: '0 mixed, 0 broken, most releases taken up', found: figures, ok };
}

/** Runs with a host, and with a device on which the app was put by one good visit. */
async function withApp(name, releases, run) {
  const phone = await device(name);
  const own = await host(releases[0]);
  try {
    const on = await phone.on();
    const page = await on.page();
    await page.goto(own.url);
    await page.waitForFunction(isKept, { polling: 50 });
    await on.close();
    return await run(own, phone);
  } finally {
    await own.stop();
    await phone.remove();
  }
}

/** Starts the browser anew without a connection, again and again. */
const coldStartsIn = (name, starts, releases) =>
  withApp(name, releases, async (own, phone) => {
    await own.stop();
    const found = { works: 0, examples: [] };
    for (let start = 0; start < starts; start += 1) {
      const on = await phone.on();
      const page = await on.page();
      await page.goto(own.url).catch(() => {});
      const seen = await outcome(page, releases);
      if (seen.release === 0) found.works += 1;
      else found.examples.push(`start ${start}: ${seen.broken ?? 'a mix'}`);
      await on.close();
    }
    return { what: 'cold starts without a connection', browser: name, runs: starts, expected: 'all work', found, ok: found.works === starts };
  });

/**
 * Kills the browser at a random moment while a version is being put on the device, and starts without a connection.
 * Each release is new: of one that was online before, the browser itself still has the files.
 */
const killsIn = (kills, [built], seed) =>
  withApp('chromium', [built], async (own, phone) => {
    const releases = [built];
    const random = chance(seed);
    const found = { partial: 0, whileFetching: 0, leftovers: 0, newer: 0, seed, examples: [] };
    own.fail = () => ({ wait: random.below(20) });
    let shown = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const next = listed(another(built, `kill ${kill}`));
      releases.push(next);
      const files = Object.keys(next.list).filter((name) => next.list[name] !== releases[shown].list[name]).length;
      own.serve(next);
      own.asked.length = 0;
      const first = await phone.on();
      const page = await first.page();
      await page.goto(own.url);
      await page.waitForFunction(ended, { polling: 50 });
      await page.evaluate(() => {
        navigator.serviceWorker.getRegistration().then((registration) => registration.update());
      });
      // Every second time at the end, when what has arrived is written down; sw.js is asked for too.
      const asked = kill % 2 === 0 ? files + 1 : 1 + random.below(files + 1);
      for (let waits = 0; own.asked.length < asked && waits < 2_000; waits += 1) await sleep(5);
      await sleep(random.below(80));
      await first.kill();
      if (own.asked.length <= files) found.whileFetching += 1;
      await own.stop();

      const second = await phone.on();
      const cold = await second.page();
      await cold.goto(own.url).catch(() => {});
      const seen = await outcome(cold, releases);
      if (seen.broken !== undefined || seen.release < 0) {
        found.partial += 1;
        found.examples.push(`kill ${kill}: ${seen.broken ?? 'a mix'}`);
      } else {
        if (seen.release !== shown) found.newer += 1;
        shown = seen.release;
        // Halves of versions, which no page may be made of.
        const halves = await cold.evaluate(async () => {
          const whole = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).match('__complete')));
          return whole.filter((entry) => !entry).length;
        });
        found.leftovers = Math.max(found.leftovers, halves);
      }
      await second.close();
      await own.back();
    }
    const ok = found.partial === 0;
    return { what: 'kills while a version is installed', browser: 'chromium', runs: kills, expected: '0 partial versions served', found, ok };
  });

/** All of it; gives the figures, a row for each kind of torture. */
export async function run({ chromiumLoads, firefoxLoads, coldStarts, kills = Math.ceil(coldStarts / 2), seed = Date.now() % 1e9, tell = () => {} }) {
  const releases = await sixReleases();
  const rows = [];
  for (const torture of [
    () => visits('chromium', chromiumLoads, releases, seed),
    () => visits('firefox', firefoxLoads, releases, seed),
    () => coldStartsIn('chromium', Math.ceil(coldStarts / 2), releases),
    () => coldStartsIn('firefox', Math.floor(coldStarts / 2), releases),
    () => killsIn(kills, releases, seed),
  ]) {
    const row = await torture();
    rows.push(row);
    tell(row);
  }
  return rows;
}

if (process.argv[1] === import.meta.filename) {
  const smoke = process.argv.includes('--smoke');
  const wanted = smoke ? { chromiumLoads: 60, firefoxLoads: 30, coldStarts: 10 } : { chromiumLoads: 500, firefoxLoads: 200, coldStarts: 100 };
  const rows = await run({ ...wanted, tell: (row) => console.log(JSON.stringify(row)) });
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}
