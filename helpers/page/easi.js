// The EASI as it builds up: four body regions, area and four signs each.
//
// Sums run in tenths, which are whole numbers: weights come as tenths, areas and signs are whole.

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

// A schematic body from the front, 200 x 400: one or two shapes a region, and where its score is written.
const BODY = {
  head: { shapes: '<path d="M100 8c20 0 31 15 31 33 0 17-9 31-20 36v12H89V77C78 72 69 58 69 41 69 23 80 8 100 8Z"/>', at: [100, 48] },
  trunk: { shapes: '<path d="M73 93h54c5 0 8 3 8 8l-2 52 5 54c0 6-3 9-9 9H71c-6 0-9-3-9-9l5-54-2-52c0-5 3-8 8-8Z"/>', at: [100, 155] },
  arms: { shapes: '<path d="M61 95c-14 2-21 11-23 25l-9 66-7 38c-1 9 12 12 15 3l12-42 12-50Z"/><path d="M139 95c14 2 21 11 23 25l9 66 7 38c1 9-12 12-15 3l-12-42-12-50Z"/>', at: [35, 175] },
  legs: { shapes: '<path d="M64 221h34l-2 76-5 84c0 9-17 9-18 0l-8-84Z"/><path d="M136 221h-34l2 76 5 84c0 9 17 9 18 0l8-84Z"/>', at: [100, 300] },
};

function render({ model, el }) {
  let data, state, group;
  const drawing = make("div");
  const regions = make("div", { class: "touch-radios touch-regions" });
  const editor = make("div", { class: "touch-more" });
  const presets = make("div", { class: "touch-row" });
  const told = make("p", { class: "touch-reading", "aria-live": "polite", hidden: true });
  const sum = make("div", { class: "touch-sums" });
  const score = make("p", { class: "touch-score", "aria-live": "polite" });
  const bar = make("div", { class: "touch-bar", "aria-hidden": "true" }, make("i"));
  el.replaceChildren(
    make("section", { class: "touch touch-body", "data-easi": true, "data-lm-suppress-shortcuts": "true", "aria-label": "EASI, region by region" },
      make("div", { class: "touch-grid" },
        make("div", { class: "touch-score-box" }, score, bar),
        make("div", { class: "touch-figure" }, drawing, presets, told),
        make("div", { class: "touch-edit" }, make("fieldset", {}, make("legend", {}, "Tap a region, here or on the body"), regions), editor),
        sum)));

  const empty = () => Object.fromEntries(data.regions.map(({ name }) => [name, { area: 0, signs: data.signs.map(() => 0) }]));
  function begin() {
    data = model.get("data");
    state = { regions: empty(), selected: data.regions[0].name, preset: null, ...model.get("state") };
    group = `easi-${Math.random().toString(36).slice(2)}`;
    presets.replaceChildren(
      ...data.presets.map((each, place) => make("button", { type: "button", class: "touch-button", "data-preset": place, onclick: () => choose(place) }, each.name)),
      make("button", { type: "button", class: "touch-button", "data-preset": "none", onclick: () => choose(null) }, "clear skin"));
    drawing.innerHTML = `<svg viewBox="0 0 200 396" aria-hidden="true">${data.regions.map(({ name }) =>
      `<g data-region="${name}" class="touch-region">${BODY[name].shapes}</g><text x="${BODY[name].at[0]}" y="${BODY[name].at[1]}" data-written="${name}"></text>`).join("")}</svg>`;
    drawing.firstChild.addEventListener("click", (event) => {
      const hit = event.target.closest("[data-region], [data-written]");
      if (hit) select(hit.dataset.region || hit.dataset.written);
    });
    regions.replaceChildren(...data.regions.map(({ name, label, weight }) => radio(`${group}-region`, name, label, `× 0.${weight}`, name === state.selected, () => select(name))));
    edit();
    draw();
  }
  function save() {
    model.set("state", JSON.parse(JSON.stringify(state)));
    model.save_changes();
  }
  function choose(place) {
    state.regions = place === null ? empty() : JSON.parse(JSON.stringify(data.presets[place].regions));
    state.preset = place;
    edit();
    draw();
    save();
  }
  function select(name) {
    state.selected = name;
    regions.querySelectorAll("input").forEach((input) => { input.checked = input.value === name; });
    edit();
    draw();
    save();
  }
  function radio(name, value, text, note, checked, chosen) {
    const input = make("input", { type: "radio", name, value });
    input.checked = checked;
    input.addEventListener("change", chosen);
    return make("label", {}, input, make("span", {}, text), note ? make("small", {}, note) : "");
  }
  function edit() {
    const region = state.regions[state.selected];
    const { label } = data.regions.find(({ name }) => name === state.selected);
    const changed = (change) => () => { change(); state.preset = null; draw(); save(); };
    const area = make("fieldset", {}, make("legend", {}, `${label}: area with eczema`),
      make("div", { class: "touch-radios touch-areas" }, ...data.areas.map((text, value) =>
        radio(`${group}-area`, value, value, text, region.area === value, changed(() => { region.area = value; })))));
    const signs = data.signs.map(({ label: sign }, place) =>
      make("fieldset", { class: "touch-sign" }, make("legend", {}, sign),
        make("div", { class: "touch-radios" }, ...data.grades.map((grade, value) => {
          const option = radio(`${group}-${place}`, value, value, "", region.signs[place] === value, changed(() => { region.signs[place] = value; }));
          option.title = grade;
          option.querySelector("input").setAttribute("aria-label", `${value}, ${grade}`);
          return option;
        }))));
    const whole = make("p", { class: "touch-note" }, "Half points are allowed in use; here signs are whole.");
    editor.replaceChildren(area, make("fieldset", {}, make("legend", {}, `${label}: signs, from 0 (${data.grades[0]}) to 3 (${data.grades.at(-1)})`), ...signs, whole));
  }

  function draw() {
    let total = 0;
    const rows = data.regions.map(({ name, label, weight }) => {
      const { area, signs } = state.regions[name];
      const marks = signs.reduce((all, sign) => all + sign, 0);
      const tenths = weight * area * marks;
      total += tenths;
      const part = drawing.querySelector(`[data-region="${name}"]`);
      part.style.setProperty("--heat", Math.round(80 * Math.sqrt((area * marks) / 72)));
      part.classList.toggle("touch-on", name === state.selected);
      drawing.querySelector(`[data-written="${name}"]`).textContent = (tenths / 10).toFixed(1);
      return make("tr", { class: name === state.selected ? "touch-on" : "", "data-sum": name }, make("th", { scope: "row" }, label),
        ...[area, marks, `0.${weight}`, (tenths / 10).toFixed(1)].map((cell) => make("td", {}, String(cell))));
    });
    const head = make("tr", {}, ...["region", "area", "× signs", "× weight", "= score"].map((cell) => make("th", { scope: "col" }, cell)));
    sum.replaceChildren(make("table", { class: "touch-sum" }, make("thead", {}, head), make("tbody", {}, ...rows)));
    const band = data.bands.find(([end]) => total <= Math.round(10 * end));
    score.replaceChildren(make("span", {}, "EASI "), make("b", { "data-total": true }, (total / 10).toFixed(1)), make("span", {}, `of ${data.highest}: ${band[1]}`));
    bar.firstChild.style.width = `${(10 * total) / data.highest}%`;
    const preset = state.preset === null ? null : data.presets[state.preset];
    told.hidden = !preset;
    told.textContent = preset ? preset.sentence : "";
    [...presets.children].forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.preset === String(state.preset))));
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
