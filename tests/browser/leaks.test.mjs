// Promise: nothing leaves. Even a script that got into the page can send no answer out of Chromium. What Firefox, which
// does not know Connection-Allowlist, leaves open is printed by `cargo xtask torture leaks`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyWithScript, run, tryWay } from '../torture/leaks.mjs';
import { sink } from '../torture/sink.mjs';
import { launch, visit } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';

const open = (ways) => Object.keys(ways).filter((way) => ways[way].packets > 0);

test('in chromium every way out is closed', { timeout: 300_000 }, async (t) => {
  const { chromium } = await run({ browsers: ['chromium'] });
  const ways = Object.keys(chromium);
  const silent = ways.filter((way) => chromium[way].control === 0);
  assert.deepEqual(silent, [], 'these are not heard without protection either: they prove nothing');
  assert.ok(ways.length >= 20);
  assert.deepEqual(open(chromium), []);
  t.diagnostic(`${ways.length} ways heard without protection, 0 from the app`);
});

test('the way out leads out, and takes nothing with it', async () => {
  const listener = await sink();
  const address = `https://127.0.0.1:${listener.port}/weather/`;
  const copy = await copyWithScript((page) => page.replace('data-exit="about:blank"', `data-exit="${address}sent"`));
  const server = await serve({ dist: copy.folder });
  const browser = await launch();
  try {
    const page = await browser.page();
    await visit(page, server.url);
    const withAnswers = await tryWay(page, 'address', listener, address, 1_500);
    assert.equal(withAnswers.packets, 0);
    // A visit of its own: what was refused has left that page.
    const again = await browser.page();
    await visit(again, server.url);
    await again.click('[data-testid="exit"]');
    await listener.wait(5_000);
    assert.ok(listener.packets() > 0);
  } finally {
    await browser.close();
    await server.stop();
    await copy.remove();
    await listener.stop();
  }
});
