// What stands on the device, as the browser's own interfaces show it.

/** The names of everything that is kept: in local storage, in the database, the files of copies, and those of keys with their bytes. */
export const onDevice = (page) =>
  page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = reject)));
    const database = [];
    // Opening what is not there would make it.
    if ((await indexedDB.databases()).some(({ name }) => name === 'avr')) {
      const db = await done(indexedDB.open('avr'));
      if (db.objectStoreNames.contains('drafts')) database.push(...(await done(db.transaction('drafts').objectStore('drafts').getAllKeys())));
      db.close();
    }
    const files = { keys: {}, drafts: {} };
    for (const [where, found] of Object.entries(files)) {
      try {
        const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(where);
        for await (const [name, file] of folder.entries()) found[name] = [...new Uint8Array(await (await file.getFile()).arrayBuffer())];
      } catch (error) {
        if (error.name !== 'NotFoundError') throw error;
      }
    }
    return { local: Object.keys(localStorage).sort(), database, copies: Object.keys(files.drafts).sort(), keys: files.keys };
  });

/** Nothing at all. */
export const NOTHING = { local: [], database: [], copies: [], keys: {} };

/** What is said of the draft: the name of the words, as `ui.saving.saved`. */
export const keeping = (page) => page.$eval('[data-keeping]', (line) => line.dataset.keeping);

/** Waits until this is said of the draft. */
export const untilSaid = (page, words, options) =>
  page.waitForFunction((name) => document.querySelector('[data-keeping]')?.dataset.keeping === `ui.saving.${name}`, options, words);

/** Waits until the draft is saved as it stands. */
export const untilSaved = (page) => untilSaid(page, 'saved');
