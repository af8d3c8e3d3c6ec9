// Project Wycheproof's vectors for what drafts and packets are encrypted with, in the browsers that do the encrypting.
import { openProbe } from '../browser/lib/probe.mjs';

/**
 * Holds the app's own functions against every vector that applies, in Chromium and Firefox.
 * Gives for each browser how many were tried of each kind, and which failed: `{ aes_gcm, pbkdf2, hkdf, ecdh, failed }`.
 */
export async function run() {
  const figures = {};
  for (const name of ['chromium', 'firefox']) {
    const { page, close } = await openProbe(name);
    try {
      figures[name] = await page.evaluate(inThePage);
    } finally {
      await close();
    }
  }
  return figures;
}

async function inThePage() {
  const { probe, hex } = globalThis;
  const vectors = await (await fetch('vectors.json')).json();
  const derived = async (deriving, { valid, derived }) => {
    const got = await deriving.then(hex.write, () => 'refused');
    return valid ? got === derived : got === 'refused';
  };
  const holds = {
    async aes_gcm(it) {
      const [nonce, with_, plain, sealed] = [it.nonce, it.with, it.plain, it.sealed].map(hex.read);
      const key = await probe.key(hex.read(it.key));
      const opened = await probe.open(key, nonce, with_, sealed);
      if (!it.valid) return opened === undefined;
      const sealedAgain = await probe.seal(key, nonce, with_, plain);
      return opened !== undefined && hex.write(opened) === it.plain && hex.write(sealedAgain) === it.sealed;
    },
    pbkdf2: (it) => derived(probe.pbkdf2(hex.read(it.secret), hex.read(it.salt), it.rounds, it.length), it),
    async ecdh({ valid, pkcs8, point, shared }) {
      const got = await probe.ecdh(hex.read(pkcs8), hex.read(point));
      return valid ? got !== undefined && hex.write(got) === shared : got === undefined;
    },
    hkdf: (it) => derived(probe.hkdf(hex.read(it.secret), hex.read(it.salt), hex.read(it.info), it.length), it),
  };
  const figures = { aes_gcm: 0, pbkdf2: 0, hkdf: 0, ecdh: 0, failed: [] };
  for (const [kind, hold] of Object.entries(holds)) {
    for (const vector of vectors[kind]) {
      figures[kind] += 1;
      const well = await hold(vector).catch(() => false);
      if (!well) figures.failed.push(`${kind} ${vector.id}`);
    }
  }
  return figures;
}
