// The follow-up puzzle: one time for each person, and printed statements that turn from open to met.
//
// Python sends the statements' numbers and the smallest mean that the other statements allow. Times are whole
// numbers, so every comparison here is exact.

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

const one = (value) => (Math.round(value * 10) / 10).toFixed(1);
const persons = (count) => (count === 1 ? "1 person" : `${count} people`);

function render({ model, el }) {
  let data, state, lanes, mean;
  const FEWEST = 2;

  const statements = make("ul", { class: "touch-statements" });
  const live = make("p", { class: "touch-big", "aria-live": "polite" });
  const told = make("p", { class: "touch-reading", "aria-live": "polite", hidden: true });
  const board = make("div", { class: "touch-lanes" });
  const flagged = make("span");
  const flag = make("div", { class: "touch-scale touch-flag", "aria-hidden": "true" }, flagged);
  const scale = make("div", { class: "touch-scale", "aria-hidden": "true" });
  const fewer = make("button", { type: "button", class: "touch-button", "data-action": "fewer", onclick: () => resize(-1) }, "one person fewer");
  const more = make("button", { type: "button", class: "touch-button", "data-action": "more", onclick: () => resize(1) }, "one more");
  const again = make("button", { type: "button", class: "touch-button", "data-action": "again", onclick: restart }, "start again");
  const ask = make("button", { type: "button", class: "touch-button", "data-action": "tell", onclick: () => { state.told = true; draw(); save(); } }, "Can it be done?");
  el.replaceChildren(
    make("section", { class: "touch touch-puzzle", "data-puzzle": true, "data-lm-suppress-shortcuts": "true", "aria-label": "Follow-up puzzle" },
      make("div", { class: "touch-grid" },
        make("div", {}, make("p", {}, "Move the dots until everything that is printed holds."), flag, board, scale),
        make("div", { class: "touch-more" }, statements, live, make("div", { class: "touch-row" }, ask, fewer, more, again), told))));

  function begin() {
    data = model.get("data");
    state = { times: [...data.start], moves: 0, told: false, ...model.get("state") };
    build();
  }
  function save() {
    model.set("state", { ...state, times: [...state.times] });
    model.save_changes();
  }
  function restart() {
    state = { times: [...data.start], moves: 0, told: false };
    build();
    save();
  }
  function resize(by) {
    if (by > 0) state.times.push(data.start.at(-1));
    else state.times.pop();
    state.moves++;
    state.told = false; // what was told is about another number of people
    build();
    save();
  }

  const share = (time) => time / data.longest;
  function build() {
    lanes = state.times.map((time, place) => {
      const letter = String.fromCharCode(65 + place);
      const input = make("input", { type: "range", role: "slider", min: 0, max: data.longest, step: 1, value: time, "aria-label": `Person ${letter}` });
      const shown = make("output", { "aria-hidden": "true" });
      input.addEventListener("input", () => { state.times[place] = Number(input.value); draw(); });
      input.addEventListener("change", () => { state.moves++; draw(); save(); });
      return { input, shown, row: make("div", { class: "touch-lane" }, make("span", { "aria-hidden": "true" }, letter), input, shown) };
    });
    const marks = data.marks.map((mark) => make("div", { class: "touch-mark", style: `--share:${share(mark)}` }));
    mean = make("div", { class: "touch-mean" });
    board.replaceChildren(...lanes.map((lane) => lane.row), make("div", { class: "touch-over", "aria-hidden": "true" }, ...marks, mean));
    const ends = [0, ...data.marks, data.longest].map((mark) => make("span", { style: `--share:${share(mark)}` }, String(mark)));
    scale.replaceChildren(...ends);
    [fewer.disabled, more.disabled] = [state.times.length <= FEWEST, state.times.length >= data.most_people];
    draw();
  }

  /** Each statement: what is printed, what the dots give now, whether it holds. */
  function judge() {
    const { times } = state;
    const sum = times.reduce((all, time) => all + time, 0);
    const [low, high] = data.mean_between;
    const passed = times.filter((time) => time >= data.beyond).length;
    return [
      ["mean", `The mean is ${data.mean} ${data.unit}`, one(sum / times.length), sum >= low * times.length && sum < high * times.length],
      ["shortest", `The shortest is ${data.shortest} ${data.unit}`, Math.min(...times), Math.min(...times) === data.shortest],
      ["longest", `The longest is ${data.longest_printed} ${data.unit}`, Math.max(...times), Math.max(...times) === data.longest_printed],
      ["beyond", `${persons(data.beyond_count)}: ${data.beyond} ${data.unit} or beyond (kindest reading of “over ${data.beyond}”)`, passed, passed >= data.beyond_count],
      ["people", `${persons(data.people)} were followed`, times.length, times.length === data.people],
    ];
  }

  function draw() {
    const judged = judge();
    const met = judged.filter(([, , , holds]) => holds).length;
    const average = state.times.reduce((all, time) => all + time, 0) / state.times.length;
    lanes.forEach(({ input, shown }, place) => {
      const time = state.times[place];
      input.setAttribute("aria-valuetext", `${time} ${data.unit}`);
      input.style.setProperty("--at", `calc(13px + (100% - 26px) * ${share(time)})`);
      shown.textContent = time;
    });
    mean.style.setProperty("--share", share(average));
    flagged.style.setProperty("--share", share(average));
    flagged.textContent = `mean ${one(average)}`;
    statements.replaceChildren(...judged.map(([name, printed, now, holds]) =>
      make("li", { "data-statement": name, "data-met": String(holds) }, make("span", {}, printed),
        make("small", {}, holds ? "met" : `open: now ${now}`))));
    live.textContent = `Mean now: ${one(average)} ${data.unit}. ${met} of ${judged.length} statements met.`;
    ask.disabled = state.told; // it stays in its place: a second click meets no other button
    told.hidden = !state.told;
    if (state.told && told.textContent !== data.floor_sentence) told.textContent = data.floor_sentence;
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
