// Keeps the app on this device, whole or not at all, and answers for it without asking the network.
//
// A version is a list of files, each with its SHA-256. It is installed only when every file has arrived as the list
// says, it takes over only when the person agrees, and each answer is compared with its list before it is given. So no
// page is ever made of two versions, whatever the host or a network in between answers. Only what a list names and
// the device has lost is asked of the network again. Drafts are kept elsewhere: nothing here touches them.
const VERSION = "{{version}}";
const FILES = new Map(Object.entries({{files}}));
const HEADERS = {{headers}};
const TYPES = {{types}};

const PAGE = "index.html";
const TRIES = 4;
const LONGEST_WAIT = 60_000;
// A name with a hash in it never means anything else: what the browser still has of it will do, on the first try.
const HASHED = /-[0-9a-f]{12}\.\w+$/;
// Several copies of the app may share an origin: the names of their caches hold their place.
const SCOPE = registration.scope;
const OURS = `dalil ${SCOPE} `;
const OWN = OURS + VERSION;
// The last entry of a cache: it is whole. It holds the list, and a number that grows with every version that served.
const COMPLETE = "__complete";

const address = (name) => new URL(name, SCOPE).href;

const sha256 = async (bytes) => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

// What a cache holds of a file, and its SHA-256; nothing where it holds nothing that can be read.
const look = async (cache, name) => {
  try {
    const bytes = await (await cache.match(address(name))).arrayBuffer();
    return { bytes, sum: await sha256(bytes) };
  } catch {
    return {};
  }
};

// The versions that are whole, the one that served last first.
const versions = async () => {
  const read = async (name) => {
    const cache = await caches.open(name);
    const { bytes } = await look(cache, COMPLETE);
    if (!bytes) return [];
    const { files, served } = JSON.parse(new TextDecoder().decode(bytes));
    return [{ name, cache, served, files: new Map(files) }];
  };
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  const found = await Promise.all(names.map((name) => read(name).catch(() => [])));
  return found.flat().sort((one, other) => other.served - one.served);
};

const complete = (cache, served) =>
  cache.put(address(COMPLETE), new Response(JSON.stringify({ files: [...FILES], served })));

// A file from the network, as its SHA-256 says, or an error. Hosts name the page in either way.
const fetched = async (name, sum) => {
  for (let tried = 0; tried < TRIES; tried += 1) {
    try {
      const response = await fetch(address(name === PAGE && tried % 2 === 0 ? "./" : name), {
        cache: tried === 0 && HASHED.test(name) ? "default" : "no-store",
        redirect: "error",
        signal: AbortSignal.timeout?.(LONGEST_WAIT),
      });
      const bytes = response.ok && (await response.arrayBuffer());
      if (bytes && (await sha256(bytes)) === sum) return bytes;
    } catch {
      // No connection, or one that broke: the next try may have more luck.
    }
  }
  throw new Error(`${name} did not arrive`);
};

// A file as its SHA-256 says: from the caches, else from the network.
const found = async (name, sum, places) => {
  for (const place of places) {
    const entry = await look(place, name);
    if (entry.sum === sum) return entry.bytes;
  }
  return fetched(name, sum);
};

// One file after the other: whoever is on the page needs the connection more.
const install = async () => {
  const before = await versions();
  const places = before.map(({ cache }) => cache);
  const arrived = [];
  for (const [name, sum] of FILES) arrived.push([name, await found(name, sum, places)]);
  try {
    const own = await caches.open(OWN);
    for (const [name, bytes] of arrived) await own.put(address(name), new Response(bytes));
    await complete(own, before.find(({ name }) => name === OWN)?.served ?? 0);
  } catch (error) {
    // No room. What was whole before stays.
    if (before.every(({ name }) => name !== OWN)) await caches.delete(OWN);
    throw error;
  }
};

// Keeps this version and the one before it, which may still be on somebody's screen, and nothing older.
const tidy = async () => {
  const whole = await versions();
  const previous = whole.find(({ name, served }) => name !== OWN && served > 0);
  const own = whole.find(({ name }) => name === OWN);
  if (own) await complete(own.cache, Math.max(own.served, (previous?.served ?? 0) + 1));
  const kept = [OWN, previous?.name];
  // A newer version may be on its way already.
  const newer = registration.installing || registration.waiting;
  const served = whole.filter((version) => version.served > 0).map(({ name }) => name);
  for (const name of await caches.keys()) {
    const old = name.startsWith(OURS) && !kept.includes(name);
    if (old && (!newer || served.includes(name))) await caches.delete(name);
  }
};

// A file of this version; else one of another that is whole, for a page that still stands. What was lost or damaged is
// fetched and kept again.
const bytesOf = async (name) => {
  const own = await caches.open(OWN);
  const sum = FILES.get(name);
  if (sum) {
    const entry = await look(own, name);
    if (entry.sum === sum) return entry.bytes;
  }
  const others = await versions();
  const from = sum ? { cache: own, files: FILES } : others.find(({ files }) => files.has(name));
  if (!from) return undefined;
  const bytes = await found(name, from.files.get(name), [from.cache, ...others.map(({ cache }) => cache)]);
  await from.cache.put(address(name), new Response(bytes)).catch(() => {});
  return bytes;
};

const LOST = `This device has lost a part of Dalil. Open it again with a connection.
Cet appareil a perdu une partie de Dalil. Ouvrez-le de nouveau avec une connexion.
فقد هذا الجهاز جزءًا من «دليل». افتحه مرة أخرى مع اتصال بالإنترنت.
`;

const response = (body, type, status) => new Response(body, { status, headers: [...HEADERS, ["Content-Type", type]] });

const answer = async (name) => {
  try {
    const bytes = name && (await bytesOf(name));
    const type = TYPES[name?.split(".").pop()] ?? "application/octet-stream";
    return bytes ? response(bytes, type, 200) : response("", "text/plain", 404);
  } catch {
    return response(LOST, "text/plain; charset=utf-8", 503);
  }
};

// The name that is asked for. Wherever a person arrives in the app's own folder, they get its page.
const nameOf = ({ url, mode }) => {
  if (!url.startsWith(SCOPE)) return undefined;
  const name = url.slice(SCOPE.length);
  if (mode !== "navigate") return name;
  return name.split(/[?#]/)[0].includes("/") ? undefined : PAGE;
};

// The version, and whether the browser promised to keep it; then each file: its name, what its SHA-256 must be, what it
// is now.
const state = async () => {
  const own = await caches.open(OWN);
  const line = async ([name, sum]) => `${name}\t${sum}\t${(await look(own, name)).sum ?? ""}`;
  const promised = await navigator.storage?.persisted?.().catch(() => undefined);
  return [`${VERSION}\t${promised ?? ""}`, ...(await Promise.all([...FILES].map(line)))].join("\n");
};

addEventListener("install", (event) => {
  // Some browsers ask the network for the page while the worker wakes up. Nobody there needs to know of a visit.
  event.addRoutes?.({ condition: { requestMethod: "GET" }, source: "fetch-event" }).catch(() => {});
  event.waitUntil(install());
});
addEventListener("activate", (event) => event.waitUntil(tidy()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const here = new URL(request.url).origin === location.origin;
  // The help desk is a page of its own beside this one, with a worker of its own.
  if (request.url.startsWith(address("desk/"))) return;
  if (here && request.method === "GET") event.respondWith(answer(nameOf(request)));
});
addEventListener("message", (event) => {
  if (event.data === "activate") event.waitUntil(skipWaiting());
  if (event.data === "state") event.waitUntil(state().then((lines) => event.ports[0].postMessage(lines)));
});
