// A device that can be killed: a browser on a profile that stays, whose whole family of processes dies at once.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from '../../browser/lib/browser.mjs';

export { sleep };

/** Waits so many milliseconds at most, and then says what was waited for: nothing here may wait for ever. */
export async function within(milliseconds, what, promise) {
  const ended = new AbortController();
  const late = sleep(milliseconds, null, { signal: ended.signal }).then(
    () => {
      throw new Error(`${what}: still not after ${milliseconds / 1000} s`);
    },
    () => {},
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    ended.abort();
  }
}

/** How long a process has worked, in the kernel's ticks; the name before may hold blanks. */
const ticks = (pid) => {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  return user + system;
};

/** The driver lays Firefox's preferences aside, and puts them back some moments after its end. */
async function putBack(profile) {
  const aside = ['user.js.puppeteer', 'prefs.js.puppeteer'].map((file) => path.join(profile, file));
  for (let waited = 0; waited < 100 && aside.some(existsSync); waited += 1) await sleep(20);
  for (const file of aside) await rm(file, { force: true });
}

/** A profile of its own in a folder; `at` is where, if not among the temporary files. */
export async function device(name, { at = os.tmpdir(), args = [], preferences = {} } = {}) {
  const profile = await mkdtemp(path.join(at, `dalil-device-${name}-`));
  return {
    name,
    profile,
    /** Switches it on. */
    async on() {
      const browser = await start(name, { profile, args, preferences });
      const pid = browser.process().pid;
      return {
        name,
        browser,
        async page() {
          const page = await within(30_000, 'a new page', browser.newPage());
          page.setDefaultTimeout(20_000);
          return page;
        },
        /** Kills every process of it, as a battery that is taken out kills them, but for what the kernel still writes. */
        async kill() {
          const { exitCode, signalCode } = browser.process();
          const hadEnded = exitCode !== null || signalCode !== null;
          const gone = hadEnded ? null : new Promise((resolve) => browser.process().once('exit', resolve));
          // The browser leads a group of its own.
          process.kill(-pid, 'SIGKILL');
          await within(20_000, `${name} is killed`, gone);
          // It may wait for an answer of the browser that is dead.
          await within(10_000, 'leaving a dead browser', browser.disconnect()).catch((error) => console.log(error.message));
          await putBack(profile);
        },
        /** How long each process that pages run in has worked, by its id. */
        renderers() {
          const lines = execFileSync('ps', ['-eo', 'pid,pgid,args'], { encoding: 'utf8' }).split('\n');
          const renderers = lines
            .filter((line) => line.includes('--type=renderer'))
            .map((line) => line.trim().split(/\s+/).map(Number))
            .filter(([, group]) => group === pid);
          return new Map(renderers.map(([own]) => [own, ticks(own)]));
        },
        /** Kills the process that has worked most since then: that of the page where somebody answers. */
        killRenderer(since) {
          const worked = [...this.renderers()].map(([own, now]) => [own, now - (since.get(own) ?? 0)]);
          process.kill(worked.sort(([, less], [, more]) => more - less)[0][0], 'SIGKILL');
        },
        async close() {
          await within(30_000, `${name} ends`, browser.close());
          await putBack(profile);
        },
      };
    },
    remove: () => rm(profile, { recursive: true, force: true, maxRetries: 10 }),
  };
}
