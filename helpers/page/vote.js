// Raised hands for each answer, as bars: before the session in one place, before and after it in another, which
// share their hands. A new room empties everything that was answered on the page, and in its notebook.
// data: { question, options: { a: text, ... }, time: "before" or "after" }; state: { before: { a: hands }, after: { a: hands } }

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const NEW_ROOM = "small-trials:new-room"; // heard by the host of the pages, and by every component in JupyterLab
const MOST = 999;
const DOUBLE = 700; // milliseconds within which a second click is the second half of a double click

const render = ({ model, el }) => {
  const { question, options, time: now } = model.get("data");
  const TIMES = now === "after" ? ["before", "after"] : ["before"];
  const letters = Object.keys(options);
  const hands = () => {
    const kept = model.get("state") ?? {};
    return Object.fromEntries(["before", "after"].map((time) =>
      [time, Object.fromEntries(letters.map((letter) => [letter, kept[time]?.[letter] ?? 0]))]));
  };
  const root = make("section", { class: "small-trials st-vote" });
  const summary = make("p", { class: "st-sentence", "aria-live": "polite" });
  const draws = [];

  const keep = (next) => {
    model.set("state", next);
    model.save_changes();
    draw();
  };
  const set = (time, letter, value) => {
    const next = hands();
    next[time][letter] = Math.min(MOST, Math.max(0, Math.round(Number(value)) || 0));
    keep(next);
  };
  const button = (action, words, onclick) => {
    const node = make("button", { type: "button", class: "st-quiet", "data-action": action }, words);
    node.onclick = onclick;
    return node;
  };
  let asked = null;
  const empty = button("new-room", "New room", () => {
    if (asked === null) {
      asked = performance.now();
      empty.textContent = "Empty this page: hands, cards, map, puzzle and form?";
    } else if (performance.now() - asked > DOUBLE) {
      keep({});
      document.dispatchEvent(new CustomEvent(NEW_ROOM, { detail: model.widget_manager }));
      summary.textContent = "A new room: hands, cards, map, puzzle and form of this page are empty.";
    }
  });

  empty.onblur = () => { if (asked !== null) draw(); }; // who goes elsewhere has said no

  const counter = (time, letter) => {
    const name = `${letter}) ${options[letter]}, ${time}`;
    const input = make("input", { type: "number", min: 0, max: MOST, step: 1, inputmode: "numeric", "data-time": time, "aria-label": `Hands for ${name}` });
    input.onchange = () => set(time, letter, input.value);
    const step = (by, sign, word) => {
      const button = make("button", { type: "button", "aria-label": `One hand ${word} for ${name}` }, sign);
      button.onclick = () => set(time, letter, hands()[time][letter] + by);
      return button;
    };
    const bar = make("span", { class: `st-bar st-${time}`, "aria-hidden": "true" });
    draws.push((all, top) => {
      input.value = all[time][letter];
      bar.style.width = `${(100 * all[time][letter]) / top}%`;
    });
    const row = make("div", { class: "st-count" }, make("span", { class: "st-time" }, time),
      step(-1, "−", "fewer"), input, step(1, "+", "more"), make("span", { class: "st-track" }, bar));
    return row;
  };

  /** The hands of the first vote as they stand at the second, to be compared and not changed. */
  const known = (letter) => {
    const shown = make("output", { "aria-label": `Hands for ${letter}) ${options[letter]}, before` });
    const bar = make("span", { class: "st-bar st-before", "aria-hidden": "true" });
    draws.push((all, top) => {
      shown.textContent = all.before[letter];
      bar.style.width = `${(100 * all.before[letter]) / top}%`;
    });
    return make("div", { class: "st-count st-known" }, make("span", { class: "st-time" }, "before"), shown, make("span", { class: "st-track" }, bar));
  };

  const draw = () => {
    const all = hands();
    const total = Object.fromEntries(TIMES.map((time) => [time, letters.reduce((sum, key) => sum + all[time][key], 0)]));
    const top = Math.max(1, ...Object.values(all).flatMap(Object.values));
    draws.forEach((one) => one(all, top));
    asked = null;
    empty.textContent = "New room";
    const most = (time) => letters.filter((key) => all[time][key] === Math.max(...Object.values(all[time])));
    const words = TIMES.filter((time) => total[time]).map((time) =>
      `${time[0].toUpperCase()}${time.slice(1)}: ${total[time]} ${total[time] === 1 ? "hand" : "hands"}, most for ${most(time).join(" and ")}.`);
    summary.textContent = words.join(" ") || "No hands counted yet.";
  };

  const rows = letters.map((letter) => make("div", { class: "st-answer" },
    make("p", {}, `${letter}) ${options[letter]}`), make("div", {}, ...(now === "after" ? [known(letter)] : []), counter(now, letter))));
  root.append(make("fieldset", {}, make("legend", {}, question), ...rows), summary,
    make("div", { class: "st-buttons" }, empty));
  el.replaceChildren(root);
  model.on("change:state", draw);
  draw();
  return () => model.off("change:state", draw);
};

export default { render };
