// Starts the app, and says so in plain words when it cannot start. The page's policy allows no script inside it.
// No module, and nothing newer than import(): a file runs no modules, and an old browser must be able to say so too.
{
  // Text never becomes markup or code: the browser refuses all that this policy does not give back. It gives back
  // the addresses of the app's own workers: two, and on a desk's page that of what reads codes.
  const own = (name) => new URL(name, document.baseURI).href;
  const { files, scan } = document.documentElement.dataset;
  const workers = ["sw.js", files, scan].filter(Boolean).map(own);
  if (window.trustedTypes) {
    trustedTypes.createPolicy("default", {
      createScriptURL: (address) => workers.find((worker) => worker === own(address)),
    });
  }

  const part = (id) => document.getElementById(id);
  const [app, gate, goOn] = ["app", "gate", "go-on"].map(part);
  const { title } = document;

  const say = (id) => {
    const opening = part("opening");
    if (opening) opening.remove();
    part(id).hidden = false;
  };

  const start = () => {
    if (location.protocol === "file:") return say("from-file");
    if (typeof WebAssembly !== "object") return say("trouble");
    import("./{{js}}")
      .then((app) => app.default({ module_or_path: own("{{wasm}}") }))
      .catch((error) => {
        say("trouble");
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

  const [visit] = performance.getEntriesByType("navigation");
  // Another page could lay itself over this one and have taps made that the person does not mean.
  if (top !== self) document.documentElement.textContent = "";
  else if (visit && visit.type === "back_forward") shut(start);
  else start();
}
