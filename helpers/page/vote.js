// Raised hands for each answer, before and after the session, drawn as two bars. The second row appears when the
// second vote begins; a new room sets the hands to zero and leaves everything else on the page as it is.
// data: { question, options: { a: text, ... } }; state: { before: { a: hands }, after: { a: hands }, second: true }

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const TIMES = ["before", "after"];
const MOST = 999;
const DOUBLE = 700; // milliseconds within which a second click is the second half of a double click

const render = ({ model, el }) => {
  const { question, options } = model.get("data");
  const letters = Object.keys(options);
  const hands = () => {
    const kept = model.get("state") ?? {};
    return Object.fromEntries(TIMES.map((time) =>
      [time, Object.fromEntries(letters.map((letter) => [letter, kept[time]?.[letter] ?? 0]))]));
  };
  const root = make("section", { class: "small-trials st-vote" });
  const summary = make("p", { class: "st-sentence", "aria-live": "polite" });
  const draws = [];

  const isSecond = (all) => Boolean(model.get("state")?.second) || letters.some((key) => all.after[key]);
  const keep = (next) => {
    model.set("state", next);
    model.save_changes();
    draw();
  };
  const set = (time, letter, value) => {
    const next = hands();
    if (isSecond(next)) next.second = true;
    next[time][letter] = Math.min(MOST, Math.max(0, Math.round(Number(value)) || 0));
    keep(next);
  };
  const button = (action, words, onclick) => {
    const node = make("button", { type: "button", class: "st-quiet", "data-action": action }, words);
    node.onclick = onclick;
    return node;
  };
  const second = button("second", "Begin the second vote", () => {
    keep({ ...hands(), second: true });
    root.querySelector("[data-time=after]").focus();
  });
  let asked = null;
  const empty = button("new-room", "New room", () => {
    if (asked === null) {
      asked = performance.now();
      empty.textContent = "Set all hands to zero?";
    } else if (performance.now() - asked > DOUBLE) {
      keep({});
      empty.focus();
    }
  });

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
    if (time === "after") draws.push((all) => { row.hidden = !isSecond(all); });
    return row;
  };

  const draw = () => {
    const all = hands();
    const total = Object.fromEntries(TIMES.map((time) => [time, letters.reduce((sum, key) => sum + all[time][key], 0)]));
    const top = Math.max(1, ...TIMES.flatMap((time) => Object.values(all[time])));
    draws.forEach((one) => one(all, top));
    second.hidden = isSecond(all);
    asked = null;
    empty.textContent = "New room";
    empty.hidden = !isSecond(all) && !TIMES.some((time) => total[time]);
    const most = (time) => letters.filter((key) => all[time][key] === Math.max(...Object.values(all[time])));
    const words = TIMES.filter((time) => total[time]).map((time) =>
      `${time[0].toUpperCase()}${time.slice(1)}: ${total[time]} ${total[time] === 1 ? "hand" : "hands"}, most for ${most(time).join(" and ")}.`);
    summary.textContent = words.join(" ") || "No hands counted yet.";
  };

  const rows = letters.map((letter) => make("div", { class: "st-answer" },
    make("p", {}, `${letter}) ${options[letter]}`), ...TIMES.map((time) => counter(time, letter))));
  root.append(make("fieldset", {}, make("legend", {}, question), ...rows), summary,
    make("div", { class: "st-buttons" }, second, empty));
  el.replaceChildren(root);
  model.on("change:state", draw);
  draw();
  return () => model.off("change:state", draw);
};

export default { render };
