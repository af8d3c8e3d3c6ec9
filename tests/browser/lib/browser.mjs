// Starts the browsers of this machine, and watches a page: what it complains about, and what it still asks the network.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import puppeteer from 'puppeteer-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

const CHROMIUM_FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const FIREFOX_PREFERENCES = {
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** A place for what a browser keeps, which can be started again and again. To be removed by whoever made it. */
export const newProfile = (name) => mkdtemp(path.join(os.tmpdir(), `dalil-${name}-`));

/**
 * Starts `chromium` or `firefox`, with a profile of its own unless one is given. `close()` removes its own profile.
 * `preferences` are Firefox's.
 */
export async function launch(name = 'chromium', { args = [], preferences = {}, profile: given } = {}) {
  const profile = given ?? (await newProfile(name));
  const browser = await start(name, { profile, args, preferences });
  return {
    name,
    puppeteer: browser,
    /** A page with a device of its own: nothing was kept on it before. Closed with `page.browserContext().close()`. */
    async page(size) {
      return open(await browser.createBrowserContext(), size);
    },
    /** A page on the device that the profile keeps. */
    async tab(size) {
      return open(browser.defaultBrowserContext(), size);
    },
    async close() {
      await browser.close();
      if (!given) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Starts a browser on a profile. */
export function start(name, { profile, args = [], preferences = {} }) {
  const options =
    name === 'firefox'
      ? { browser: 'firefox', executablePath: FIREFOX, extraPrefsFirefox: { ...FIREFOX_PREFERENCES, ...preferences }, args }
      : { browser: 'chrome', executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS, ...args] };
  return puppeteer.launch({ ...options, headless: true, userDataDir: profile, defaultViewport: null });
}

/** A cheap phone's screen, unless another is asked for. */
async function open(context, { width = 360, height = 640, deviceScaleFactor = 1 } = {}) {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.setViewport({ width, height, deviceScaleFactor });
  return page;
}

/** What the page itself says when the app has taken over, so that nothing asked after it can be missed. */
const LOADED = 'dalil: loaded';

/**
 * Opens an address and waits until the app says that it has loaded (`<html data-loaded="yes">`).
 * The lists go on growing: `errors` with every complaint, `requests` with everything asked of the network
 * after loading.
 */
export async function visit(page, url, { timeout = 20_000 } = {}) {
  const seen = { errors: [], requests: [], loaded: false };
  page.on('console', (message) => {
    if (message.text() === LOADED) seen.loaded = true;
    else if (message.type() === 'error') seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('requestfailed', (request) => seen.errors.push(`${request.url()}: ${request.failure()?.errorText}`));
  // A data: address asks nothing of the network; Firefox makes some of its own.
  page.on('request', (request) => seen.loaded && !request.url().startsWith('data:') && seen.requests.push(request.url()));
  await page.evaluateOnNewDocument((words) => {
    const look = () => document.documentElement?.dataset.loaded === 'yes';
    const observer = new MutationObserver(() => {
      if (!look()) return;
      observer.disconnect();
      console.debug(words);
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-loaded'] });
  }, LOADED);
  await page.goto(url, { waitUntil: 'load', timeout });
  const ended = () => document.documentElement.dataset.loaded || document.querySelector('#trouble:not([hidden])')?.id;
  const how = await page.waitForFunction(ended, { timeout }).then((handle) => handle.jsonValue(), () => 'never');
  if (how !== 'yes') throw new Error(`${url} loaded: ${how}; ${seen.errors.join('; ')}`);
  return seen;
}
