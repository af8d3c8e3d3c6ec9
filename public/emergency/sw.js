// Only for an emergency: put in place of dist/sw.js, it takes the app's worker off every device that opens the app with
// a connection, so that the next load comes from the host again. It is not part of the build. It touches neither drafts
// nor anything else that is kept: docs/offline.md says when to use it.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(registration.unregister()));
