// Starts the app, and says so in plain words when it cannot start. The page's policy allows no script inside it.
const trouble = () => {
  document.getElementById("opening")?.remove();
  document.getElementById("trouble")?.removeAttribute("hidden");
};

if (typeof WebAssembly === "object") {
  import("./{{js}}")
    .then(({ default: init }) => init({ module_or_path: new URL("./{{wasm}}", import.meta.url) }))
    .catch((error) => {
      trouble();
      console.error(error);
    });
} else {
  trouble();
}
