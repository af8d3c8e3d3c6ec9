// Every call to a store fails in every way, and random traces: the protocol of `crates/vault` over a device that is made up.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../..');
const TESTS = ['test', '--quiet', '--package', 'dalil-vault', '--test', 'torture', '--test', 'traces', '--', '--nocapture'];

/** Runs the native tests; they fail at the first promise that is broken. */
export async function run({ smoke = false } = {}) {
  const env = smoke ? process.env : { ...process.env, DALIL_TORTURE: 'all' };
  const { stdout } = await promisify(execFile)(process.env.CARGO ?? 'cargo', TESTS, { cwd: root, env, maxBuffer: 2 ** 26 });
  const lines = stdout.match(/^torture: .*/gm) ?? [];
  return lines.map((line) => {
    const [what, runs, found] = line.slice('torture: '.length).split(' | ');
    return { what, browser: 'no browser', runs: Number(runs), expected: '0 promises broken', found, ok: true };
  });
}
