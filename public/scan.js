// Reads QR codes in pictures, so that the page goes on meanwhile. It is told {width, height, pixels}, a buffer with one
// byte (a shade of grey) or four (red, green, blue, opacity) for each pixel, and answers once on the port that came with
// it: {texts}, or {error: "unavailable"} when the reader did not load, or {error: "failed"} when it is of no more use.
// What binds the wasm stands before this: `crates/xtask/src/scanner.rs`.
let loaded;
const load = () => {
  loaded = loaded || wasm_bindgen({ module_or_path: new URL("{{scan_wasm}}", location.href) });
  return loaded;
};

// ITU-R BT.601, as pictures from cameras are made.
const shades = (rgba) => {
  const luma = new Uint8Array(rgba.length / 4);
  for (let at = 0, from = 0; at < luma.length; at += 1, from += 4) {
    luma[at] = (77 * rgba[from] + 150 * rgba[from + 1] + 29 * rgba[from + 2]) >> 8;
  }
  return luma;
};

onmessage = async ({ data: { width, height, pixels }, ports: [port] }) => {
  try {
    await load();
  } catch {
    loaded = undefined;
    return port.postMessage({ error: "unavailable" });
  }
  try {
    const bytes = new Uint8Array(pixels);
    const luma = bytes.length === width * height ? bytes : shades(bytes);
    port.postMessage({ texts: wasm_bindgen.read(luma, width, height) });
  } catch {
    port.postMessage({ error: "failed" });
  }
};
