// Keeps the keys of drafts: two files each, in the origin's private file system, where a file can be overwritten.
// Only a worker may write in place. It is told {what, id, file} and answers once on the port that came with it.
const FOLDER = "keys";
const names = (id) => [`${id}.0`, `${id}.1`];

const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

const there = async (files, name) => {
  try {
    return await files.getFileHandle(name);
  } catch (error) {
    if (error.name === "NotFoundError") return null;
    throw error;
  }
};

// Another page may have the file in its hands for a moment.
const inHand = async (handle, act) => {
  for (let tries = 0; ; tries += 1) {
    try {
      const file = await handle.createSyncAccessHandle();
      try {
        return act(file);
      } finally {
        file.close();
      }
    } catch (error) {
      if (error.name !== "NoModificationAllowedError" || tries >= 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

const overwrite = (file, bytes) => {
  if (file.write(bytes, { at: 0 }) !== bytes.length) throw new Error("not written");
  file.truncate(bytes.length);
  file.flush();
};

const read = (handle) =>
  inHand(handle, (file) => {
    const bytes = new Uint8Array(Math.min(file.getSize(), 1024));
    file.read(bytes, { at: 0 });
    return bytes;
  });

const does = {
  async ids(files) {
    const ids = new Set();
    for await (const name of files.keys()) ids.add(name.split(".")[0]);
    return [...ids];
  },
  async read(files, { id }) {
    const handles = await Promise.all(names(id).map((name) => there(files, name)));
    return Promise.all(handles.map((handle) => handle && read(handle)));
  },
  async write(files, { id, file }) {
    for (const name of names(id)) {
      const handle = await files.getFileHandle(name, { create: true });
      await inHand(handle, (it) => overwrite(it, file));
      if ((await read(handle)).join() !== file.join()) throw new Error("not kept");
    }
  },
  async shred(files, { id }) {
    for (const name of names(id)) {
      const handle = await there(files, name);
      if (handle) await inHand(handle, (file) => overwrite(file, new Uint8Array(Math.max(file.getSize(), 36))));
    }
  },
  async remove(files, { id }) {
    for (const name of names(id)) if (await there(files, name)) await files.removeEntry(name);
  },
};

onmessage = async ({ data, ports: [port] }) => {
  let files;
  try {
    files = await folder();
  } catch (error) {
    // Some browsers have no such place, or none in private windows.
    return port.postMessage({ error: error.name === "QuotaExceededError" ? "full" : "blocked" });
  }
  try {
    port.postMessage({ done: await does[data.what](files, data) });
  } catch (error) {
    port.postMessage({ error: error.name === "QuotaExceededError" ? "full" : "failed" });
  }
};
