// Starts the app, and says so in plain words when it cannot start. The page's policy allows no script inside it.
const part = (id) => document.getElementById(id);
const [app, gate, goOn, trouble] = ["app", "gate", "go-on", "trouble"].map(part);
const { title } = document;

const cannotStart = () => {
  part("opening")?.remove();
  trouble.hidden = false;
};

const start = () => {
  if (typeof WebAssembly !== "object") return cannotStart();
  import("./{{js}}")
    .then(({ default: init }) => init({ module_or_path: new URL("./{{wasm}}", import.meta.url) }))
    .catch((error) => {
      cannotStart();
      console.error(error);
    });
};

// Who comes back through the history, for example after "Quick exit", finds an empty page until they ask for more.
const shut = (then) => {
  document.title = "";
  document.body.append(gate);
  app.hidden = true;
  gate.hidden = false;
  goOn.onclick = () => {
    document.title = title;
    app.hidden = false;
    gate.hidden = true;
    then();
  };
};

// The browser may have kept the page in memory: with its answers, or empty after "Quick exit".
addEventListener("pageshow", (event) => {
  if (event.persisted) shut(app.isConnected ? () => {} : () => location.reload());
});

const [navigation] = performance.getEntriesByType("navigation");
if (navigation?.type === "back_forward") shut(start);
else start();
