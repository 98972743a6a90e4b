// The plain pages' stand-in for JupyterLab: mounts each component of the page and keeps what the reader did,
// in localStorage, or in memory where that is refused. Cards are kept by question, so two pages share one.
const modules = globalThis.smallTrials ?? {};
const { questionsVersion } = document.documentElement.dataset;
const PREFIX = `small-trials-read-closely:${questionsVersion}:`;
const memory = new Map();
const models = new Map();

const store = {
  read(key) {
    try {
      return JSON.parse(memory.get(key) ?? localStorage.getItem(PREFIX + key) ?? "{}") ?? {};
    } catch {
      return {};
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      memory.set(key, JSON.stringify(value));
    }
  },
  keys() {
    try {
      const kept = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      return [...new Set([...memory.keys(), ...kept.map((key) => key.slice(PREFIX.length))])];
    } catch {
      return [...memory.keys()];
    }
  },
  clear() {
    for (const key of this.keys()) {
      memory.delete(key);
      try {
        localStorage.removeItem(PREFIX + key);
      } catch { /* refused: it was in memory only */ }
    }
  },
};

const isAnswered = (state) => state.guess != null || Boolean(state.skipped);
const answers = () => Object.fromEntries(store.keys().filter((key) => key.startsWith("card:"))
  .map((key) => [key.slice(5), store.read(key)]).filter(([, state]) => state.guess != null));

// A committed card opens the answer that belongs to it; a heading that stands over the answer alone waits with it.
const openReveal = (id, state) => {
  const details = document.querySelector(`details[data-reveal="${CSS.escape(id)}"]`);
  if (!details) return;
  const above = details.closest(".cell")?.previousElementSibling;
  if (above?.querySelector(".text_cell_render > h3:only-child")) above.hidden = !isAnswered(state);
  const line = details.querySelector("[data-said]");
  line.dataset.plain ??= line.textContent;
  line.textContent = state.said || line.dataset.plain;
  details.open = isAnswered(state);
};

// How many questions of a lesson were answered; where nothing is known, nothing is said.
const showProgress = () => {
  const known = answers();
  for (const place of document.querySelectorAll("[data-progress]")) {
    const ids = place.dataset.progress.split(" ").filter(Boolean);
    const done = ids.filter((id) => known[id]).length;
    place.textContent = done ? `${done} of ${ids.length} questions answered` : "";
  }
};

const wantsAnswers = (model) => model.get("data").answers !== undefined;

const changed = () => {
  showProgress();
  for (const model of models.values()) if (wantsAnswers(model)) model.fire("change:data");
};

const makeModel = (name, key, data) => {
  const heard = {};
  const model = {
    state: store.read(key),
    get: (part) => (part === "state" ? model.state : data.answers === undefined ? data : { ...data, answers: answers() }),
    set: (part, value) => { if (part === "state") model.state = value; },
    save_changes: () => {
      if (name === "start_over") return startOver();
      store.write(key, model.state);
      if (name === "card") openReveal(data.id, model.state);
      if (name === "vote") model.fire("change:state"); // it stands in two places
      changed();
    },
    on: (event, call) => (heard[event] ??= new Set()).add(call),
    off: (event, call) => heard[event]?.delete(call),
    fire: (event) => heard[event]?.forEach((call) => call()),
    reload: () => {
      model.state = store.read(key);
      model.fire("change:state");
      if (name === "card") openReveal(data.id, model.state);
    },
  };
  return model;
};

const startOver = () => {
  store.clear();
  models.forEach((model) => model.reload());
  changed();
};

// The next room begins with nothing on this page answered; other pages keep theirs.
document.addEventListener("small-trials:new-room", () => {
  for (const [key, model] of models) {
    store.write(key, {});
    model.reload();
  }
  changed();
});

const page = location.pathname.split("/").at(-1);
document.querySelectorAll("[data-component]").forEach((place, number) => {
  const name = place.dataset.component;
  const data = JSON.parse(place.querySelector(":scope > script").textContent);
  const key = { card: `card:${data.id}`, vote: `vote:${page}` }[name] ?? `${name}:${page}:${number}`;
  const shared = models.get(key) ?? makeModel(name, key, data);
  const model = name === "vote" ? { ...shared, get: (part) => (part === "data" ? data : shared.get(part)) } : shared;
  const el = document.createElement("div");
  steady(el);
  models.set(key, shared);
  modules[name].render({ model, el });
  place.replaceChildren(el); // only now: where a module fails, its readable twin stays
  if (name === "card") openReveal(data.id, model.state);
});
showProgress();

// Another tab with the same lesson: its answers appear here, too.
addEventListener("storage", ({ key }) => {
  if (key === null) models.forEach((model) => model.reload());
  else if (key.startsWith(PREFIX)) models.get(key.slice(PREFIX.length))?.reload();
  changed();
});
