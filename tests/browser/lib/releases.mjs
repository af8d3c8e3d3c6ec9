// Other releases of the built app: what differs between two builds is in the files, their names, and the worker's list.
import { createHash } from 'node:crypto';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const HASHED = /^(.+)-[0-9a-f]{12}(\.\w+)$/;

/** What can stand at the end of a file without changing what it does. */
function marked(name, bytes, mark) {
  const words = { js: `// ${mark}\n`, css: `/* ${mark} */`, tsv: `zz.release\t${mark}\n` }[name.split('.').pop()];
  if (words) return Buffer.concat([bytes, Buffer.from(words)]);
  // A custom section, which no one reads.
  if (name.endsWith('.wasm')) return Buffer.concat([bytes, Buffer.from([0, mark.length + 1, mark.length]), Buffer.from(mark)]);
  return bytes;
}

/**
 * The same app as another build would have it: every script, stylesheet, text table and wasm differs in a few bytes,
 * and so in its name; the pack, the directory and the icons stay as they are.
 */
export function another({ files, headers }, mark) {
  const renamed = new Map();
  for (const [name, bytes] of files) {
    const [, stem, end] = HASHED.exec(name) ?? [];
    if (stem && marked(name, bytes, mark) !== bytes) renamed.set(name, `${stem}-${sha256(name + mark).slice(0, 12)}${end}`);
  }
  const linked = (text) => [...renamed].reduce((text, [before, after]) => text.replaceAll(before, after), text);
  const next = new Map();
  for (const [name, bytes] of files) {
    if (name === 'sw.js' || name === 'SHA256SUMS') continue;
    const text = /\.(html|js|webmanifest)$/.test(name);
    const own = text ? Buffer.from(linked(bytes.toString())) : bytes;
    next.set(renamed.get(name) ?? name, renamed.has(name) ? marked(name, own, mark) : own);
  }
  const worker = files.get('sw.js').toString();
  const [list] = /\{"[^}]*"index\.html":[^}]*\}/.exec(worker);
  const sums = Object.fromEntries(Object.keys(JSON.parse(list)).map((name) => renamed.get(name) ?? name).map((name) => [name, sha256(next.get(name))]));
  const version = sha256(JSON.stringify(sums));
  next.set('sw.js', Buffer.from(worker.replace(list, JSON.stringify(sums)).replace(/VERSION = "\w+"/, `VERSION = "${version}"`)));
  return { files: next, headers };
}

/** The version that a release's worker names. */
export const version = ({ files }) => /VERSION = "(\w+)"/.exec(files.get('sw.js').toString())[1];

/** The list of a release's worker: the SHA-256 of each file by its name. */
export const sums = ({ files }) => JSON.parse(/\{"[^}]*"index\.html":[^}]*\}/.exec(files.get('sw.js').toString())[0]);
