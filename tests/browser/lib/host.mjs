// A host that can be told what to serve and how to fail: the app's own server is too well behaved to learn from.
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

const KINDS = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  wasm: 'application/wasm',
  tsv: 'text/tab-separated-values; charset=utf-8',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
};
const HASHED = /-[0-9a-f]{12}\.\w+$/;

/** A built folder as a host reads it: `files` from names to bytes, and the `headers` of every answer. */
export async function release(folder) {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);
  const files = new Map();
  for (const name of names.filter((name) => !name.endsWith('.br'))) files.set(name, await readFile(path.join(folder, name)));
  const lines = (files.get('_headers')?.toString() ?? '').split('\n').slice(1);
  const protection = lines.slice(0, lines.findIndex((line) => !line.startsWith('  '))).map((line) => line.trim().split(/: (.*)/s));
  return { files, headers: Object.fromEntries(protection.map(([name, value]) => [name, value])) };
}

/**
 * Serves a release. `serve(release)` puts another online; `asked` lists the names that were asked for; `fail(name)` may
 * return how an answer goes wrong: `{ drop }` no answer, `{ status, bytes, type }` another one, `{ cut }` half of it,
 * `{ wait }` one that takes so many milliseconds.
 */
export async function host(first, { fail = () => undefined, port = 0 } = {}) {
  const own = { asked: [], fail };
  let now = first;
  const sockets = new Set();
  const server = http.createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://host').pathname.slice(1)) || 'index.html';
    own.asked.push(name);
    const wrong = own.fail(name, now) ?? {};
    if (wrong.wait) await new Promise((resolve) => setTimeout(resolve, wrong.wait));
    if (wrong.drop) return request.socket.destroy();
    const bytes = wrong.bytes ?? now.files.get(name);
    const status = wrong.status ?? (bytes ? 200 : 404);
    const body = bytes ?? Buffer.from('not here\n');
    response.writeHead(status, {
      ...now.headers,
      'Content-Type': wrong.type ?? KINDS[name.split('.').pop()] ?? 'application/octet-stream',
      'Content-Length': body.length,
      'Cache-Control': HASHED.test(name) && status === 200 ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    if (!wrong.cut) return response.end(body);
    response.write(body.subarray(0, body.length >> 1));
    setTimeout(() => request.socket.destroy(), 5);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const listen = async (at) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(port);
  const at = server.address().port;
  return Object.assign(own, {
    url: `http://127.0.0.1:${at}/`,
    serve(next) {
      now = next;
    },
    /** Nothing answers any more, as without a connection. */
    async stop() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    /** The same address answers again. */
    async back() {
      if (!server.listening) await listen(at);
    },
  });
}
