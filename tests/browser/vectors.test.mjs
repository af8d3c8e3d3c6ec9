// Promise: what encrypts drafts does so as the standards say, in both browsers, and whatever was changed is refused.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { run } from '../torture/vectors.mjs';
import { openProbe } from './lib/probe.mjs';

// Spellings of one passphrase, each written out in code points where an editor might change them.
const SAME = {
  'capitals, composed or not, blanks': [
    'caf\u00e9 \u00e9toile',
    'cafe\u0301 e\u0301toile',
    'CAF\u00c9 \u00c9TOILE',
    'Cafe\u0301 E\u0301toile',
    'caf\u00e9  \u00e9toile',
    'caf\u00e9 \u00e9toile ',
    ' caf\u00e9\u00a0\u00e9toile\t',
  ],
  'with what keyboards add and nobody sees': [
    '\u0642\u0645\u0631 \u{1f468}\u{1f33e} cafe',
    '\u200f\u0642\u0645\u0631 \u{1f468}\u200d\u{1f33e}\ufe0f ca\u00adfe\u200b',
    '\u0642\u0640\u0640\u0645\u0631\u061c \u2068\u{1f468}\u{1f33e}\u2069 \ufeffcafe',
  ],
  'Arabic, composed or not, as a scanner gives it': [
    '\u0642\u0645\u0631 \u0641\u0648\u0642 \u0627\u0644\u0622\u0628\u0627\u0631',
    '\u0642\u0645\u0631 \u0641\u0648\u0642 \u0627\u0644\u0627\u0653\u0628\u0627\u0631',
    '\ufed7\ufee4\ufeae \u0641\u0648\u0642 \u0627\u0644\u0622\u0628\u0627\u0631',
    '\u0642\u0645\u0631  \u0641\u0648\u0642 \u0627\u0644\u0622\u0628\u0627\u0631 ',
  ],
  'emoji': ['\u{1f42a} \u{1f319} \u2b50', '\u{1f42a}  \u{1f319} \u2b50 ', ' \u{1f42a} \u{1f319}\u2003\u2b50'],
  'wide letters, as some keyboards write them': ['four words', '\uff46\uff4f\uff55\uff52\u3000\uff37\uff2f\uff32\uff24\uff33'],
};
const DIFFERENT = [
  ...Object.values(SAME).map(([first]) => first),
  'cafe etoile',
  'caf\u00e9\u00e9toile',
  '\u00e9toile caf\u00e9',
  '\u0642\u0645\u0631 \u0641\u0648\u0642 \u0627\u0644\u0627\u0628\u0627\u0631',
  '\u{1f42a} \u{1f319}',
  '\u{1f42b} \u{1f319} \u2b50',
  '',
];

const SALT = '000102030405060708090a0b0c0d0e0f';
const DEVICE = 'f0'.repeat(32);
const NONCE = 'a1'.repeat(12);

test('every vector of project Wycheproof that applies holds', async () => {
  const all = { aes_gcm: 66, pbkdf2: 60, hkdf: 86, ecdh: 346, failed: [] };
  assert.deepEqual(await run(), { chromium: all, firefox: all });
});

for (const name of ['chromium', 'firefox']) {
  describe(name, () => {
    let opened;
    before(async () => {
      opened = await openProbe(name);
    });
    after(() => opened?.close());

    /** What a known text is sealed to, with the key of each passphrase: the same for the same key. */
    const sealedWith = (passphrases, { salt = SALT, rounds = 1000, device = DEVICE } = {}) =>
      opened.page.evaluate(
        async (passphrases, rounds, ...digits) => {
          const { probe, hex } = globalThis;
          const [salt, device, nonce] = digits.map(hex.read);
          const sealed = [];
          for (const passphrase of passphrases) {
            const key = await probe.stretch(passphrase, salt, rounds, device);
            sealed.push(hex.write(await probe.seal(key, nonce, new Uint8Array([1, 2]), new Uint8Array(40).fill(3))));
          }
          return sealed;
        },
        passphrases,
        rounds,
        salt,
        device,
        NONCE,
      );

    test('what was sealed opens to the same, 200 times', async () => {
      const wrong = await opened.page.evaluate(async () => {
        const { probe, hex } = globalThis;
        const wrong = [];
        for (let time = 0; time < 200; time += 1) {
          const [raw, nonce] = [probe.random(32), probe.random(12)];
          const [head, plain] = [probe.random(time), probe.random(time * 53)];
          const sealed = await probe.seal(await probe.key(raw), nonce, head, plain);
          const back = await probe.open(await probe.key(raw), nonce, head, sealed);
          const whole = sealed.length === plain.length + 16;
          if (!whole || back === undefined || hex.write(back) !== hex.write(plain)) wrong.push(time);
        }
        return wrong;
      });
      assert.deepEqual(wrong, []);
    });

    test('of 1,000 sealed texts in which one bit is turned, none opens', async () => {
      const { tried, opens } = await opened.page.evaluate(async () => {
        const { probe } = globalThis;
        const any = (below) => new DataView(probe.random(4).buffer).getUint32(0) % below;
        const figures = { tried: 0, opens: [] };
        while (figures.tried < 1000) {
          const [key, nonce, head] = [await probe.key(probe.random(32)), probe.random(12), probe.random(30)];
          const sealed = await probe.seal(key, nonce, head, probe.random(any(1100)));
          for (let time = 0; time < 20; time += 1) {
            const turned = sealed.slice();
            const bit = any(turned.length * 8);
            turned[bit >> 3] ^= 1 << (bit & 7);
            figures.tried += 1;
            if ((await probe.open(key, nonce, head, turned)) !== undefined) figures.opens.push(bit);
          }
          // Only a text that would open can say something by not opening.
          if ((await probe.open(key, nonce, head, sealed)) === undefined) throw new Error('the unchanged one is refused');
        }
        return figures;
      });
      assert.deepEqual({ tried, opens }, { tried: 1000, opens: [] });
    });

    test('with another key, nonce or head, or cut short, nothing opens', async () => {
      const opens = await opened.page.evaluate(async () => {
        const { probe } = globalThis;
        const [raw, nonce, head, plain] = [probe.random(32), probe.random(12), probe.random(30), probe.random(100)];
        const turned = (bytes) => bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte));
        const key = await probe.key(raw);
        const sealed = await probe.seal(key, nonce, head, plain);
        const tries = {
          'as it was': [key, nonce, head, sealed],
          'another key': [await probe.key(turned(raw)), nonce, head, sealed],
          'another nonce': [key, turned(nonce), head, sealed],
          'another head': [key, nonce, turned(head), sealed],
          'a shorter head': [key, nonce, head.slice(1), sealed],
          'one byte more': [key, nonce, head, new Uint8Array([...sealed, 0])],
        };
        for (let length = 0; length < sealed.length; length += 1) {
          tries[`${length} bytes`] = [key, nonce, head, sealed.slice(0, length)];
        }
        const opens = [];
        for (const [what, how] of Object.entries(tries)) {
          if ((await probe.open(...how)) !== undefined) opens.push(what);
        }
        return opens;
      });
      assert.deepEqual(opens, ['as it was']);
    });

    for (const [what, spellings] of Object.entries(SAME)) {
      test(`a passphrase opens however it is spelt: ${what}`, async () => {
        const [first, ...others] = await sealedWith(spellings);
        others.forEach((sealed, at) => assert.equal(sealed, first, `spelling ${at + 1}`));
      });
    }

    test('another passphrase, salt, device or number of rounds is another key', async () => {
      const [words] = DIFFERENT;
      const sealed = [
        ...(await sealedWith(DIFFERENT)),
        ...(await sealedWith([words], { salt: '00'.repeat(16) })),
        ...(await sealedWith([words], { device: 'f1'.repeat(32) })),
        ...(await sealedWith([words], { rounds: 1001 })),
      ];
      assert.equal(new Set(sealed).size, DIFFERENT.length + 3);
    });

    test('a passphrase is stretched as the format says: node comes to the same key', async () => {
      const [sealed] = await sealedWith([' Cafe\u0301  ÉTOILE \u{1f319}'], { rounds: 600_000 });
      const salt = Buffer.from(SALT, 'hex');
      const secret = crypto.pbkdf2Sync('caf\u00e9 \u00e9toile \u{1f319}', salt, 600_000, 32, 'sha256');
      const both = Buffer.concat([secret, Buffer.from(DEVICE, 'hex')]);
      const key = Buffer.from(crypto.hkdfSync('sha256', both, salt, 'dalil draft', 32));
      const opener = crypto.createDecipheriv('aes-256-gcm', key, Buffer.from(NONCE, 'hex'));
      opener.setAAD(Buffer.from([1, 2]));
      opener.setAuthTag(Buffer.from(sealed, 'hex').subarray(-16));
      const plain = [opener.update(Buffer.from(sealed, 'hex').subarray(0, -16)), opener.final()];
      assert.deepEqual(Buffer.concat(plain), Buffer.alloc(40, 3));
    });

    test('no script can take a key out of the browser again', async () => {
      const keys = await opened.page.evaluate(async () => {
        const { probe } = globalThis;
        const raw = probe.random(32);
        const keys = [await probe.key(raw), await probe.stretch('words', probe.random(16), 1000, raw)];
        const about = async (key) => ({
          extractable: key.extractable,
          usages: [...key.usages].sort(),
          raw: await crypto.subtle.exportKey('raw', key).then(() => 'given', (error) => error.name),
        });
        return Promise.all(keys.map(about));
      });
      const kept = { extractable: false, usages: ['decrypt', 'encrypt'], raw: 'InvalidAccessError' };
      assert.deepEqual(keys, [kept, kept]);
    });

    test('a device is measured each time it is asked, and chooses a number of rounds that drafts may have', async () => {
      const chosen = await opened.page.evaluate(async () => {
        const chosen = [];
        for (let time = 0; time < 3; time += 1) {
          const start = performance.now();
          const rounds = await globalThis.probe.rounds();
          chosen.push({ rounds, took: performance.now() - start });
        }
        return chosen;
      });
      for (const { rounds, took } of chosen) {
        assert.ok(rounds >= 600_000 && rounds <= 5_000_000 && rounds % 50_000 === 0, `${rounds} rounds`);
        // A browser that remembers what it derived before answers at once.
        assert.ok(took > 50, `${rounds} rounds after ${took} ms`);
      }
    });
  });
}

test('over a connection that others can change nothing is sealed, and nothing breaks', async () => {
  // The name leads to this machine, but the browser takes it for one on the network.
  const args = ['--host-resolver-rules=MAP dalil.test 127.0.0.1'];
  const at = (url) => url.replace('127.0.0.1', 'dalil.test');
  const { page, close } = await openProbe('chromium', { args, at });
  try {
    const said = await page.evaluate(async () => {
      const { probe } = globalThis;
      const raw = probe.random(32);
      const words = (error) => error.message;
      return {
        secure: isSecureContext,
        key: await probe.key(raw).then(() => 'made', words),
        stretched: await probe.stretch('words', probe.random(16), 1000, raw).then(() => 'made', words),
        rounds: await probe.rounds(),
      };
    });
    const refused = 'this device does not encrypt';
    assert.deepEqual(said, { secure: false, key: refused, stretched: refused, rounds: 600_000 });
  } finally {
    await close();
  }
});
