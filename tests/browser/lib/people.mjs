// The people of the pack's examples: their answers, and what the app must say to them.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'smol-toml';

const root = path.resolve(import.meta.dirname, '../../..');
const pack = path.join(root, 'content/north-africa');
const run = promisify(execFile);

const toml = async (file) => parse(await readFile(path.join(pack, file), 'utf8'));
const { person: all } = await toml('examples/people.toml');

/** One of the people, with `answers` and `expect`. */
export function person(id) {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`no person ${id}`);
  return structuredClone(found);
}

/** The texts of a language: key to words, without links to the glossary. */
export async function texts(language) {
  const table = JSON.parse(await readFile(path.join(pack, `text/${language}.json`), 'utf8'));
  const names = JSON.parse(await readFile(path.join(pack, `names/${language}.json`), 'utf8'));
  for (const [kind, list] of Object.entries(names)) {
    for (const [code, name] of Object.entries(list)) table[`${kind}.${code}`] = name;
  }
  return Object.fromEntries(Object.entries(table).map(([key, text]) => [key, text.replace(/\[([^\]]+)\]\([a-z_]+\)/g, '$1')]));
}

/** All questions of the pack, in its order. */
export async function questions() {
  const { sections } = await toml('pack.toml');
  const files = await Promise.all(sections.map((section) => toml(`questions/${section}.toml`)));
  return files.flatMap((file) => file.question);
}

/** The answers in a referral's code, as the tool for content reads them. */
export async function readCode(code) {
  const tool = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'debug/dalil');
  const { stdout } = await run(tool, ['read-code', pack, code]);
  return JSON.parse(stdout);
}
