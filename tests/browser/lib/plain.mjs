// Serves files as a host does that sets no headers of ours, or as one that sets wrong ones.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

export const dist = path.resolve(import.meta.dirname, '../../../dist');

const KINDS = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', wasm: 'application/wasm' };

/** The built page, as text. */
export const builtPage = () => readFile(path.join(dist, 'index.html'), 'utf8');

/** The page without the policy that it brings itself. */
export const withoutPolicy = (page) => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');

/**
 * Serves the built app from an origin of its own: `headers` with every answer, and `files` (name to text) instead of
 * or beside what was built. Gives its address and `stop()`.
 */
export async function servePlain({ headers = {}, files = {}, folder = dist } = {}) {
  const server = http.createServer(async (request, response) => {
    const name = new URL(request.url, 'http://here').pathname.slice(1) || 'index.html';
    const body = files[name] ?? (await readFile(path.join(folder, path.basename(name))).catch(() => null));
    const kind = KINDS[name.split('.').pop()] ?? 'application/octet-stream';
    response.writeHead(body === null ? 404 : 200, { 'content-type': kind, ...headers }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
