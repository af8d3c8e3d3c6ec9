// Three programs that know nothing of this app and read and write the same standard (RFC 7516): Debian's `jose`, Python's
// `jwcrypto`, and npm's `jose`. Each is `{ name, seal, open }`: `seal(jwk, header, plains)` and `open(jwk, packets)` take
// and give several at once.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Ends a test with what to install. */
function need(file, what) {
  if (!fs.existsSync(file)) throw new Error(`${file} is missing: ${what}`);
}

const APT = 'on Debian: apt-get install jose python3-jwcrypto (`cargo xtask test` does it as root); elsewhere your own packages';

const debian = {
  name: "Debian's jose",
  async seal(jwk, header, plains) {
    return inFolder(jwk, (folder) =>
      plains.map((plain) => {
        fs.writeFileSync(path.join(folder, 'plain'), plain);
        const template = JSON.stringify({ protected: header });
        return jose(folder, 'jwe', 'enc', '-i', template, '-I', 'plain', '-k', 'key', '-c');
      }),
    );
  },
  async open(jwk, packets) {
    return inFolder(jwk, (folder) =>
      packets.map((packet) => {
        fs.writeFileSync(path.join(folder, 'packet'), packet);
        return jose(folder, 'jwe', 'dec', '-i', 'packet', '-k', 'key');
      }),
    );
  },
};

function jose(cwd, ...args) {
  need('/usr/bin/jose', APT);
  return execFileSync('/usr/bin/jose', args, { cwd, encoding: 'utf8' });
}

function inFolder(jwk, work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dalil-jose-'));
  try {
    fs.writeFileSync(path.join(folder, 'key'), JSON.stringify(jwk));
    return work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const PYTHON = `
import json, sys
from jwcrypto import jwe, jwk
asked = json.load(sys.stdin)
key = jwk.JWK(**asked["jwk"])
def seal(plain):
    token = jwe.JWE(plain.encode(), json.dumps(asked["header"]))
    token.add_recipient(key)
    return token.serialize(compact=True)
def open_(packet):
    token = jwe.JWE()
    token.deserialize(packet, key)
    return token.payload.decode()
json.dump([(seal if "header" in asked else open_)(it) for it in asked["all"]], sys.stdout)
`;

const python = {
  name: "Python's jwcrypto",
  seal: async (jwk, header, plains) => jwcrypto({ jwk, header, all: plains }),
  open: async (jwk, packets) => jwcrypto({ jwk, all: packets }),
};

function jwcrypto(asked) {
  need('/usr/lib/python3/dist-packages/jwcrypto', APT);
  const input = JSON.stringify(asked);
  return JSON.parse(execFileSync('/usr/bin/python3', ['-c', PYTHON], { input, encoding: 'utf8', maxBuffer: 2 ** 28 }));
}

/** npm's `jose`. */
export const library = () =>
  import('jose').catch(() => {
    throw new Error('jose is missing: run `npm ci` in tests/');
  });

const npm = {
  name: "npm's jose",
  async seal(jwk, header, plains) {
    const { CompactEncrypt, importJWK } = await library();
    const key = await importJWK(jwk, 'ECDH-ES');
    const seal = (plain) => new CompactEncrypt(Buffer.from(plain)).setProtectedHeader(header).encrypt(key);
    return Promise.all(plains.map(seal));
  },
  async open(jwk, packets) {
    const { compactDecrypt, importJWK } = await library();
    const key = await importJWK(jwk, 'ECDH-ES');
    const open = async (packet) => Buffer.from((await compactDecrypt(packet, key)).plaintext).toString();
    return Promise.all(packets.map(open));
  },
};

export const tools = [debian, python, npm];
