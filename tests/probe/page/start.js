// Starts the probe and makes it known to tests, as `probe`.
import init, * as probe from './app.js';

// As public/boot.js does for the app: the only address that becomes a script is that of its worker.
const { scan } = document.documentElement.dataset;
if (scan && window.trustedTypes) {
  trustedTypes.createPolicy('default', { createScriptURL: (address) => (address === scan ? address : undefined) });
}

await init({ module_or_path: new URL('./app_bg.wasm', import.meta.url) });
globalThis.probe = probe;
globalThis.hex = {
  read: (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16)),
  write: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
};
document.documentElement.dataset.loaded = 'yes';
