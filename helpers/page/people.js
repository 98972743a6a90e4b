// A hundred people: who would improve on placebo, and how many more on treatment, under several named answers.

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// One person on a field of 20 x 24. Everybody who improves raises both arms, with whatever they were treated: the
// treatment's share of them differs by colour alone. Who improves on placebo alone is outlined and crossed.
const HEAD = '<circle cx="10" cy="5.2" r="3"/>';
const STANDING = `${HEAD}<path d="M5 21V14.2a4 4 0 0 1 4-4h2a4 4 0 0 1 4 4V21Z" stroke-linejoin="round"/>`;
const CHEERING = `${HEAD}<path d="M8 10 4 2.6 2.2 3.5 5.9 12.4V21h8.2v-8.6L17.8 3.5 16 2.6 12 10Z" stroke-linejoin="round"/>`;
const LEAVING = `${CHEERING}<path d="M4 3l12 18"/>`;
const SHAPES = { none: STANDING, base: CHEERING, gain: CHEERING, loss: LEAVING };

const person = (kind, place) =>
  `<g class="touch-${kind}" transform="translate(${(place % 10) * 26 + 3} ${Math.floor(place / 10) * 27 + 2})">${SHAPES[kind]}</g>`;

function render({ model, el }) {
  let data, state;
  const drawing = make("div");
  const picker = make("div", { class: "touch-cases" });
  const slider = make("input", { type: "range", class: "touch-range", min: 0, step: 1 });
  const legend = make("p", { class: "touch-legend" });
  const sentence = make("p", { class: "touch-reading touch-big", "aria-live": "polite" });
  const heading = make("label", {});
  el.replaceChildren(
    make("section", { class: "touch touch-crowd", "data-people": true, "data-lm-suppress-shortcuts": "true", "aria-label": "A hundred people" },
      make("div", { class: "touch-grid" }, drawing,
        make("div", { class: "touch-more" }, heading, picker, sentence, legend))));

  function begin() {
    data = model.get("data");
    state = { at: data.start, ...model.get("state") };
    state.at = Math.min(state.at, data.cases.length - 1);
    slider.max = data.cases.length - 1;
    heading.replaceChildren(data.question, slider);
    picker.replaceChildren(...data.cases.map((each, place) => make("button", { type: "button", onclick: () => move(place) }, each.name)));
    draw();
  }
  function move(place) {
    state.at = place;
    draw();
    model.set("state", { ...state });
    model.save_changes();
  }
  slider.addEventListener("input", () => move(Number(slider.value)));

  function draw() {
    const { name, placebo, difference, sentence: text } = data.cases[state.at];
    const base = Math.min(placebo, placebo + difference);
    const kinds = Array.from({ length: 100 }, (_, place) => {
      if (place < base) return "base";
      if (place < Math.max(placebo, placebo + difference)) return difference > 0 ? "gain" : "loss";
      return "none";
    });
    const key = (kind, words) => make("span", {}, iconOf(kind), words);
    const parts = [key("base", `${base} of 100 ${data.outcome} on ${difference < 0 ? data.treatment : "placebo"}`)];
    if (difference > 0) parts.push(key("gain", `${difference} more of 100 on ${data.treatment}, net`));
    if (difference < 0) parts.push(key("loss", `${-difference} more of 100 on placebo, net`));
    parts.push(key("none", `${100 - base - Math.abs(difference)} on neither`));
    drawing.innerHTML = `<svg viewBox="0 0 260 272" role="img">${kinds.map(person).join("")}</svg>`;
    drawing.firstChild.setAttribute("aria-label", parts.map((part) => part.textContent).join("; "));
    legend.replaceChildren(...parts);
    slider.value = state.at;
    slider.setAttribute("aria-valuetext", name);
    [...picker.children].forEach((button, place) => button.setAttribute("aria-pressed", String(place === state.at)));
    sentence.replaceChildren(make("b", {}, `${name}: `), text);
  }
  function iconOf(kind) {
    const holder = make("span", { "aria-hidden": "true" });
    holder.innerHTML = `<svg viewBox="0 0 20 24"><g class="touch-${kind}">${SHAPES[kind]}</g></svg>`;
    return holder;
  }

  begin();
  const elsewhere = () => {
    if (JSON.stringify(model.get("state")) !== JSON.stringify(state)) begin();
  };
  model.on("change:data", begin);
  model.on("change:state", elsewhere);
  return () => {
    model.off("change:data", begin);
    model.off("change:state", elsewhere);
  };
}

export default { render };
