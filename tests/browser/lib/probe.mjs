// A page in which a test can call what the app calls in the browser: `probe` (tests/probe), built by `cargo xtask probe`.
import path from 'node:path';
import { launch, visit } from './browser.mjs';
import { serve } from './server.mjs';

const dist = path.resolve(import.meta.dirname, '../../../target/probe');

/**
 * Serves the probe and opens it in a browser; `close()` ends both. In the page are `probe`, and `hex` to read and to
 * write bytes with. `at` changes the address, `args` are the browser's; `first` is run in the page before anything else.
 */
export async function openProbe(name, { at = (url) => url, args = [], first } = {}) {
  const server = await serve({ dist });
  const browser = await launch(name, { args }).catch(async (error) => {
    await server.stop();
    throw error;
  });
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  try {
    const page = await browser.page();
    page.setDefaultTimeout(120_000);
    if (first) await page.evaluateOnNewDocument(first);
    await visit(page, at(server.url));
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}
