// Keeps files in the origin's private file system, where a file can be overwritten: the keys of drafts, and copies of
// drafts. Only a worker may write in place. It is told {what, folder, name, bytes} and answers once on the port that
// came with it.
const there = async (folder, name) => {
  try {
    return await folder.getFileHandle(name);
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

const read = (file) => {
  const bytes = new Uint8Array(Math.min(file.getSize(), 2_000_000));
  file.read(bytes, { at: 0 });
  return bytes;
};

const does = {
  async names(folder) {
    const names = [];
    for await (const name of folder.keys()) names.push(name);
    return names;
  },
  async read(folder, name) {
    const handle = await there(folder, name);
    return handle && inHand(handle, read);
  },
  // Done when what stands there is what was written.
  async write(folder, name, bytes) {
    const same = (now) => now.length === bytes.length && now.every((byte, at) => byte === bytes[at]);
    const handle = await folder.getFileHandle(name, { create: true });
    await inHand(handle, (file) => {
      overwrite(file, bytes);
      if (!same(read(file))) throw new Error("not kept");
    });
  },
  async shred(folder, name) {
    const handle = await there(folder, name);
    if (handle) await inHand(handle, (file) => overwrite(file, new Uint8Array(Math.max(file.getSize(), 1))));
  },
  async remove(folder, name) {
    if (await there(folder, name)) await folder.removeEntry(name);
  },
};

onmessage = async ({ data, ports: [port] }) => {
  const failed = (error, otherwise) => port.postMessage({ error: error.name === "QuotaExceededError" ? "full" : otherwise });
  let folder;
  try {
    folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(data.folder, { create: true });
  } catch (error) {
    // Some browsers have no such place, or none in private windows.
    return failed(error, "blocked");
  }
  try {
    port.postMessage({ done: await does[data.what](folder, data.name, data.bytes) });
  } catch (error) {
    failed(error, "failed");
  }
};
