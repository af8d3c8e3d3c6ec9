// A packet that is sealed on a phone opens at the organisation it was sealed to, with this app or with any other program of
// the standard, and nothing else opens.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { library, tools } from './lib/jose.mjs';
import { openProbe } from './lib/probe.mjs';

/** How many packets are tried with each program, each way: `PACKETS=100` for the full number. */
const EACH = Number(process.env.PACKETS ?? 20);
const KIB = 1024;

/** JSON of some length, with letters of several scripts and what must be escaped. */
function referral(number) {
  const words = ['help', 'aide', 'مساعدة', '\u{1f42a}', '"quoted"', 'back\\slash', '<b>', ' '];
  const said = Array.from({ length: (number * 37) % 400 }, () => words[crypto.randomInt(words.length)]).join(' ');
  return JSON.stringify({ format: 1, number, said });
}

const referrals = () => Array.from({ length: EACH }, (_, number) => referral(number));

/** As a packet has it: blanks up to a whole KiB. */
function padded(json) {
  const length = Buffer.byteLength(json);
  return json + ' '.repeat(Math.ceil(length / KIB) * KIB - length);
}

/** Calls the probe in a page. */
const call = (page, name, ...args) =>
  page.evaluate(
    async (name, args) => {
      const { probe, hex } = globalThis;
      const given = args.map((arg) => (arg?.hex === undefined ? arg : hex.read(arg.hex)));
      const got = await probe[name](...given);
      return got instanceof Uint8Array ? { hex: hex.write(got) } : got;
    },
    name,
    args,
  );

/** What the probe complains of. */
const complaint = (page, ...args) => call(page, ...args).then((got) => `no complaint: ${got}`, (error) => error.message);

/** An organisation whose keys were made in this page. */
async function organisation(page) {
  const pkcs8 = await call(page, 'packet_generate');
  const jwk = await call(page, 'packet_public', pkcs8, 'Help desk');
  const privateJwk = JSON.parse(await call(page, 'packet_private_jwk', pkcs8));
  return { pkcs8, jwk, privateJwk };
}

const header = (jwk) => ({ alg: 'ECDH-ES', enc: 'A256GCM', kid: JSON.parse(jwk).kid, typ: 'avr-ref+jwe', cty: 'json' });

const opened = {};
before(async () => {
  for (const name of ['chromium', 'firefox']) opened[name] = await openProbe(name);
});
after(async () => {
  for (const { close } of Object.values(opened)) await close();
});

for (const name of ['chromium', 'firefox']) {
  describe(name, () => {
    let page;
    let desk;
    before(async () => {
      page = opened[name].page;
      desk = await organisation(page);
    });

    for (const tool of tools) {
      test(`what is sealed here opens with ${tool.name}, ${EACH} times`, async () => {
        const all = referrals();
        const packets = [];
        for (const json of all) packets.push(await call(page, 'packet_seal', desk.jwk, json));
        const plains = await tool.open(desk.privateJwk, packets);
        assert.deepEqual(plains, all.map(padded));
        assert.deepEqual(plains.map((plain) => JSON.parse(plain).number), all.map((_, number) => number));
      });

      test(`what ${tool.name} seals opens here, ${EACH} times`, async () => {
        const all = referrals();
        const packets = await tool.seal(JSON.parse(desk.jwk), header(desk.jwk), all.map(padded));
        for (const [at, packet] of packets.entries()) {
          assert.equal(await call(page, 'packet_open', desk.pkcs8, packet), all[at]);
        }
      });
    }

    test('of 1,000 packets in which one bit is turned, none opens', async () => {
      const opens = [];
      for (let round = 0; round < 10; round += 1) {
        const packet = await call(page, 'packet_seal', desk.jwk, referral(round));
        const turned = Array.from({ length: 100 }, () => {
          const bytes = Buffer.from(packet);
          const bit = crypto.randomInt(bytes.length * 8);
          bytes[bit >> 3] ^= 1 << (bit & 7);
          return bytes.toString('latin1');
        });
        // Only a packet that would open can say something by not opening.
        const those = await call(page, 'packets_that_open', desk.pkcs8, [...turned, packet]);
        assert.equal(those.pop(), packet);
        opens.push(...those);
      }
      assert.deepEqual(opens, []);
    });

    test('a packet for another organisation says so, and names the key', async () => {
      const other = await organisation(page);
      const packet = await call(page, 'packet_seal', other.jwk, '{}');
      const said = await complaint(page, 'packet_open', desk.pkcs8, packet);
      assert.match(said, new RegExp(`sealed to another key, ${JSON.parse(other.jwk).kid}`));
    });

    test('a key that is not on the curve is refused in a packet and as a key', async () => {
      const packet = await call(page, 'packet_seal', desk.jwk, '{}');
      const [head, ...rest] = packet.split('.');
      const forged = JSON.parse(Buffer.from(head, 'base64url'));
      forged.epk.y = forged.epk.x;
      const other = [Buffer.from(JSON.stringify(forged)).toString('base64url'), ...rest].join('.');
      assert.match(await complaint(page, 'packet_open', desk.pkcs8, other), /this packet is damaged/);
      const jwk = { ...JSON.parse(desk.jwk) };
      jwk.y = jwk.x;
      assert.match(await complaint(page, 'packet_seal', JSON.stringify(jwk), '{}'), /this is not a key/);
    });

    test('an id is that of RFC 7638, and the words come from the same bits', async () => {
      const { calculateJwkThumbprint } = await library();
      const print = Buffer.from(await calculateJwkThumbprint(JSON.parse(desk.jwk)), 'base64url');
      assert.equal(JSON.parse(desk.jwk).kid, print.toString('hex').slice(0, 16));
      const list = Array.from({ length: 2048 }, (_, at) => `w${at}`);
      const bits = BigInt(`0x${print.toString('hex')}`);
      const words = [0, 1, 2, 3, 4, 5].map((at) => list[Number((bits >> BigInt(256 - 11 * (at + 1))) & 2047n)]);
      assert.equal(await call(page, 'packet_words', desk.jwk, `${list.join('\n')}\n`), words.join(' '));
    });

    test('keys are made for one time only, and node comes to the same secret', async () => {
      const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { x, y } = privateKey.export({ format: 'jwk' });
      const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
      const seen = new Set();
      for (let time = 0; time < 20; time += 1) {
        const got = await page.evaluate(async (digits) => {
          const { probe, hex } = globalThis;
          return (await probe.ecdh_once(hex.read(digits))).map(hex.write);
        }, point.toString('hex'));
        const once = Buffer.from(got[0], 'hex');
        const jwk = { kty: 'EC', crv: 'P-256', x: once.subarray(1, 33).toString('base64url'), y: once.subarray(33).toString('base64url') };
        const publicKey = crypto.createPublicKey({ key: jwk, format: 'jwk' });
        assert.equal(got[1], crypto.diffieHellman({ privateKey, publicKey }).toString('hex'));
        seen.add(got[0]);
      }
      assert.equal(seen.size, 20);
    });

    test('a private key that OpenSSL made opens packets here', async () => {
      const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const pkcs8 = { hex: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('hex') };
      const jwk = await call(page, 'packet_public', pkcs8, 'Made elsewhere');
      const packet = await call(page, 'packet_seal', jwk, '{"format":1}');
      assert.equal(await call(page, 'packet_open', pkcs8, packet), '{"format":1}');
    });

    test('a packet goes over codes in any order and comes out the same, with the same id', async () => {
      for (const number of [0, 5, 10]) {
        const packet = await call(page, 'packet_seal', desk.jwk, referral(number));
        const parts = await call(page, 'packet_parts', packet);
        assert.ok(parts.every((part) => part.length <= 419 && /^[A-Z0-9]+$/.test(part)), 'each fits a code');
        assert.equal(await call(page, 'packet_of_parts', [...parts].reverse()), packet);
        assert.equal(await call(page, 'packet_of_parts', parts.slice(1)), undefined);
        const id = crypto.createHash('sha256').update(packet).digest('hex').slice(0, 32);
        assert.deepEqual(await call(page, 'packet_id', `\n${packet}\n`), { hex: id });
      }
    });
  });
}

test('a key that was made in one browser opens in the other what was sealed in either', async () => {
  const { chromium, firefox } = opened;
  for (const [here, there] of [[chromium.page, firefox.page], [firefox.page, chromium.page]]) {
    const desk = await organisation(here);
    for (const sealing of [here, there]) {
      const packet = await call(sealing, 'packet_seal', desk.jwk, referral(9));
      assert.equal(await call(there, 'packet_open', desk.pkcs8, packet), await call(here, 'packet_open', desk.pkcs8, packet));
    }
  }
});

test('over a connection that others can change nothing is sealed', async () => {
  const desk = await organisation(opened.chromium.page);
  // The name leads to this machine, but the browser takes it for one on the network.
  const args = ['--host-resolver-rules=MAP dalil.test 127.0.0.1'];
  const { page, close } = await openProbe('chromium', { args, at: (url) => url.replace('127.0.0.1', 'dalil.test') });
  try {
    assert.match(await complaint(page, 'packet_seal', desk.jwk, '{}'), /this device does not encrypt/);
    assert.match(await complaint(page, 'packet_generate'), /this device does not encrypt/);
  } finally {
    await close();
  }
});
