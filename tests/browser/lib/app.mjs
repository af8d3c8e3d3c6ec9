// What every test file needs: the built app, served, and a browser to open it in.
import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { serve } from './server.mjs';

/** Serves the app and starts Chromium before the tests of a file, and ends both after them. */
export function theApp() {
  const app = {};
  before(async () => {
    app.server = await serve();
    app.url = app.server.url;
    app.browser = await launch();
  });
  after(async () => {
    await app.browser?.close();
    await app.server?.stop();
  });
  return app;
}
