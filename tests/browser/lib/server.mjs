// Serves a built folder with `xtask serve`, as README.md tells people to, on a port that is free.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const xtask = process.env.XTASK ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'debug/xtask');

/** Starts a server; gives its address, and `stop()`, after which nothing answers there any more. */
export async function serve({ dist = path.join(root, 'dist'), port = 0 } = {}) {
  const child = spawn(xtask, ['serve', '--no-build', '--port', String(port), '--dist', dist], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.once('close', resolve));
  const url = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`cannot start ${xtask}: ${error.message}`)));
    child.once('exit', (code) => reject(new Error(`xtask serve ended with ${code}; is ${dist} built?`)));
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  return {
    url,
    async stop() {
      child.kill();
      await gone;
    },
  };
}
