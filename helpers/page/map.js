// The map you can touch: every result of an n1 v n2 trial as a dot; those that print the chosen P light up.
//
// Python sends P values as whole numbers: 2 x (hundred-thousandths, cut off) + 1 if something was cut off.
// So every comparison with a rounding limit of up to four decimals is exact, without any floating point.

const UNITS = 100000; // hundred-thousandths in 1
const MOST_DECIMALS = 4;
const MOST_CHIPS = 12;
const SIDE = 360; // width of the drawing, in its own units

// ---- numbers ---------------------------------------------------------------------------------------------

/** What can stand behind a printed P: { low, high, lowClosed, highClosed, decimals, text } or { problem }. */
function readP(typed, rule) {
  const text = String(typed).trim().replace("·", ".").replace(/^([^,]*),(\d+)\s*$/, "$1.$2");
  const found = /^(?:p(?:[- ]?values?)?)?\s*(<=|>=|[=<>≤≥])?\s*(\d+\.?\d*|\.\d+)$/i.exec(text);
  if (!found) return { problem: "Write P as the paper prints it, for example .038, 0.038 or <.001." };
  const sign = found[1] || "=";
  const [whole, digits = ""] = found[2].split(".");
  if (digits.length > MOST_DECIMALS) return { problem: "Here P is read with at most four decimals, for example .0381." };
  const value = Number(whole) * UNITS + Number((digits + "00000").slice(0, 5));
  if (value === 0) return { problem: "A P value is never 0. If a bound is meant, write <.001." };
  if (value > UNITS || (value === UNITS && /[>≥]/.test(sign)))
    return { problem: "A P value lies between 0 and 1, for example .038." };
  const number = { decimals: digits.length, text: (sign === "=" ? "" : sign) + (value < UNITS && digits ? "." : "") };
  number.text += value < UNITS && digits ? digits : found[2];
  const closed = /[=≤≥]/.test(sign);
  if (/[<≤]/.test(sign)) Object.assign(number, { low: 0, lowClosed: false, high: value, highClosed: closed });
  else if (/[>≥]/.test(sign)) Object.assign(number, { low: value, lowClosed: closed, high: UNITS, highClosed: true });
  else {
    const unit = UNITS / 10 ** digits.length;
    const even = Math.floor(value / unit) % 2 === 0;
    const ends = {
      "half up": [value - unit / 2, value + unit / 2, true, false],
      "half even": [value - unit / 2, value + unit / 2, even, even],
      truncation: [value, value + unit, true, false],
      any: [value - unit / 2, value + unit, true, false],
    };
    [number.low, number.high, number.lowClosed, number.highClosed] = ends[rule];
    if (number.low <= 0) [number.low, number.lowClosed] = [0, false];
    if (number.high > UNITS) [number.high, number.highClosed] = [UNITS, true];
  }
  return number;
}

const prints = (number, p) =>
  (number.lowClosed ? p >= 2 * number.low : p > 2 * number.low) &&
  (number.highClosed ? p <= 2 * number.high : p < 2 * number.high);

/** A P value as the rule prints it: ".038", "<.001", ">.999", "1". */
function printedAs(p, decimals, rule) {
  const exact = p >> 1;
  const cut = p & 1;
  const unit = UNITS / 10 ** decimals;
  let last = Math.floor(exact / unit);
  const rest = exact % unit;
  const half = unit / 2;
  if (rule === "half even") last += rest > half || (rest === half && (cut || last % 2)) ? 1 : 0;
  else if (rule !== "truncation") last += rest >= half ? 1 : 0;
  const most = 10 ** decimals;
  if (last === 0) return `<.${"1".padStart(decimals, "0")}`;
  if (last === most) return exact === UNITS ? "1" : `>.${most - 1}`;
  return `.${String(last).padStart(decimals, "0")}`;
}

const perHundred = (points) => (points ? `${Math.abs(points)} ${points > 0 ? "more" : "fewer"}` : "0");
const halfAway = (x) => Math.sign(x) * Math.floor(Math.abs(x) + 0.5);
const counted = (number) => number.toLocaleString("en-GB");

function listed(items, word) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;
}

/** A difference in whole people of a hundred, with its limits: "25 more per 100 (95 % interval 4 to 44)". */
function difference(exact, low, high) {
  const gap = halfAway(exact);
  const small = exact > 0 ? "less than 1 more" : "less than 1 fewer";
  const said = gap ? perHundred(gap) : exact ? small : "as many";
  const alike = gap && low * gap >= 0 && high * gap >= 0; // both limits on the side of the difference
  const limits = alike
    ? [low, high].map(Math.abs).sort((a, b) => a - b).join(" to ")
    : `${perHundred(low)} to ${perHundred(high)}`;
  return `${said} per 100 (95 % interval ${limits})`;
}

/** The same results with the arms changed over: a two-sided P stays, and so does the difference but for its sign. */
function turned({ n1, n2, size, p, lower, upper }) {
  const place = Array.from({ length: size }, (_, i) => (i % (n1 + 1)) * (n2 + 1) + Math.floor(i / (n1 + 1)));
  const swap = (values) => place.map((i) => values[i]);
  return {
    n1: n2, n2: n1, size,
    p: Object.fromEntries(Object.entries(p).map(([test, values]) => [test, Int32Array.from(swap(values))])),
    lower: swap(upper).map((value) => -value || 0), upper: swap(lower).map((value) => -value || 0),
  };
}

/** Undo the packing of `touch.py`: fixed-width base 36; the second half of P mirrors the first. */
function unpack(design) {
  const { n1, n2 } = design;
  const size = (n1 + 1) * (n2 + 1);
  const numbers = (text, width) => {
    const found = new Int32Array(text.length / width);
    for (let i = 0; i < found.length; i++) found[i] = parseInt(text.slice(i * width, (i + 1) * width), 36);
    return found;
  };
  const p = {};
  for (const [test, text] of Object.entries(design.p)) {
    const half = numbers(text, 4);
    p[test] = Int32Array.from({ length: size }, (_, i) => half[Math.min(i, size - 1 - i)]);
  }
  // the lower limit in tenths of a point, plus 1000, twice, plus 1 if something was cut off
  const lower = Array.from(numbers(design.low, 3), (packed) => {
    const tenths = (packed >> 1) - 1000;
    if (!(packed & 1)) return halfAway(tenths / 10);
    return Math.floor((tenths + 5) / 10); // the true value lies between this tenth and the next
  });
  return { n1, n2, size, p, lower, upper: lower.map((_, i) => -lower[size - 1 - i] || 0) };
}

// ---- the page --------------------------------------------------------------------------------------------

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

function ticks(n) {
  const step = [1, 2, 3, 4, 5, 6, 10, 15, 20, 25].find((each) => n / each <= 7) || 50;
  const marks = [];
  for (let mark = 0; mark < n - step / 2; mark += step) marks.push(mark);
  return [...marks, n];
}

function render({ model, el }) {
  let data = model.get("data");
  const first = data.tests.filter((test) => test.first).map((test) => test.name);
  const state = {};
  const load = () => Object.assign(state, {
    printed: data.printed, n1: data.n1, n2: data.n2, tests: first, more: false, rule: data.rule,
    higher: data.higher, at: null, mine: ["", ""],
  }, model.get("state"));
  load();
  const [treatment, placebo] = data.arms;
  const unpacked = {};
  let map, number, lit, hovered = null, shown = "";

  const save = () => {
    model.set("state", { ...state });
    model.save_changes();
  };
  const key = (n1, n2) => `${n1} v ${n2}`;
  const label = Object.fromEntries(data.tests.map((test) => [test.name, test.label]));
  // In simple mode the tests are fixed, whatever was stored by another map.
  const chosen = () => data.tests.map((test) => test.name).filter((name) => map.p[name] && (data.simple || state.tests.includes(name)));

  // -- what stands on the page
  const box = make("input", { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", class: "touch-p", "data-printed": true });
  const slide = make("input", { type: "range", min: 1, max: 100, step: 1, class: "touch-range", "aria-label": "Printed P, from .001 to .100" });
  const sizes = [1, 2].map((arm) => make("input", { type: "text", inputmode: "numeric", autocomplete: "off", class: "touch-n", "data-n": arm, "aria-label": `People on ${data.arms[arm - 1]}` }));
  const back = make("button", {
    type: "button", class: "touch-button touch-back", "data-action": "back",
    onclick: () => { box.value = state.printed = data.printed; light(); save(); },
  }, "back", make("span", { class: "touch-to" }, ` to ${data.printed}`));
  const status = make("p", { class: "touch-status", "aria-live": "polite" });
  const sizesNote = make("p", { class: "touch-note", "aria-live": "polite", hidden: true });
  const reading = make("p", { class: "touch-reading", "aria-live": "polite" });
  const drawing = make("div", { class: "touch-drawing" });
  const tests = make("div", { class: "touch-tests" });
  const extra = make("div", { class: "touch-extra", hidden: true });
  const more = make("button", { type: "button", class: "touch-button", "aria-expanded": "false", onclick: foldMore }, "more tests");
  const counts = [0, 1].map((arm) => make("input", { type: "text", inputmode: "numeric", autocomplete: "off", class: "touch-n", "data-mine": arm + 1, "aria-label": `Responders on ${data.arms[arm]}` }));
  const analysed = [0, 1].map((arm) => make("input", { type: "text", inputmode: "numeric", autocomplete: "off", class: "touch-n", "data-analysed": arm + 1, "aria-label": `People analysed on ${data.arms[arm]}` }));
  const arms = [0, 1].map((arm) => make("span", { class: "touch-arm" }, counts[arm], "of", analysed[arm], `on ${data.arms[arm]}`));
  const mineKey = make("span", { hidden: true }, make("i", { class: "touch-key touch-key-mine", "aria-hidden": "true" }), "your counts");
  const verdict = make("p", { class: "touch-note", "aria-live": "polite" });

  const root = make("section", { class: "touch touch-map", "data-map": true, "data-lm-suppress-shortcuts": "true", "aria-label": "Map of all results" },
    make("div", { class: "touch-grid" },
      make("div", { class: "touch-ask" },
        make("div", { class: "touch-row" },
          make("label", {}, "The paper prints P = ", box), back,
          data.simple ? "" : make("span", { class: "touch-sizes" }, "in a trial of ", sizes[0], " v ", sizes[1], " people")),
        slide,
          make("div", { class: "touch-ends", "aria-hidden": "true" }, make("span", {}, ".001"), make("span", {}, ".050"), make("span", {}, ".100")),
          sizesNote),
      make("div", { class: "touch-picture" }, drawing,
        make("p", { class: "touch-legend" },
          make("span", {}, make("i", { class: "touch-key", "aria-hidden": "true" }), "one possible result"),
          make("span", {}, make("i", { class: "touch-key touch-key-lit", "aria-hidden": "true" }), "prints this P"),
          make("span", {}, make("i", { class: "touch-key touch-key-half", "aria-hidden": "true" }), `more on ${placebo}`),
          mineKey)),
      reading,
      make("div", { class: "touch-more" }, status,
        data.simple ? make("details", { class: "touch-set" }, make("summary", {}, `${listed(data.tests.map((test) => test.label), "and")}: what are they?`),
          make("p", { class: "touch-note" }, "Three tests of four counts, named after their authors. Each is a recipe that turns the counts into one P."),
          make("ul", { class: "touch-meanings" }, ...data.tests.map((test) => make("li", {}, make("b", {}, test.label), `: ${test.meaning}`)))) : "",
        data.simple ? "" : make("fieldset", { class: "touch-set" }, make("legend", {}, "Tests of four counts"), tests, more, extra),
        data.simple ? "" : make("details", { class: "touch-set", open: state.mine.join("") !== "" },
          make("summary", {}, "I have the full paper"),
          make("p", { class: "touch-note" }, "Type who improved, of how many people who were analysed."),
          make("div", { class: "touch-row" }, ...arms),
          verdict))));
  el.replaceChildren(root);
  if (data.after) waitFor(data.after);

  box.addEventListener("input", () => { state.printed = box.value; light(); });
  box.addEventListener("change", save);
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") save(); });
  slide.addEventListener("input", () => {
    box.value = state.printed = `.${String(slide.value).padStart(3, "0")}`;
    light();
  });
  slide.addEventListener("change", save);
  for (const pair of [sizes, analysed]) pair.forEach((input) => {
    input.addEventListener("change", () => resize(pair));
    // JupyterLab swallows the change that Enter would bring
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") resize(pair); });
  });
  counts.forEach((input, arm) => input.addEventListener("input", () => {
    state.mine = counts.map((each) => each.value);
    own();
    save();
  }));

  /** Shows one sentence in place of the map while the card of a question, which the map answers, is open. */
  function waitFor(question) {
    const open = `body:has([data-question="${question}"][data-state="open"])`, own = `[data-after="${question}"]`;
    root.dataset.after = question;
    root.prepend(
      make("style", {}, `${open} ${own} > :not(.touch-wait), body:not(${open.slice(4)}) ${own} > .touch-wait { display: none; }`),
      make("p", { class: "touch-wait" }, "The map shows the answer to the question above: it opens when you commit, or with “Show without guessing”."));
  }

  // -- tests, rounding, direction
  function choices() {
    const checkbox = (test) => {
      const input = make("input", { type: "checkbox", value: test.name, "data-test": test.name });
      input.checked = state.tests.includes(test.name);
      input.disabled = !map.p[test.name];
      input.addEventListener("change", () => {
        state.tests = [...root.querySelectorAll("[data-test]:checked")].map((each) => each.value);
        light();
        save();
      });
      return make("label", { class: "touch-check", title: test.meaning }, input, make("span", {}, test.label), make("b", { "data-lit": test.name, "aria-hidden": "true" }));
    };
    const select = (name, title, options) => {
      const node = make("select", { "data-choice": name }, ...Object.entries(options).map(([value, text]) => make("option", { value }, text)));
      node.value = state[name];
      node.addEventListener("change", () => { state[name] = node.value; light(); save(); });
      return make("label", { class: "touch-select" }, title, node);
    };
    tests.replaceChildren(...data.tests.filter((test) => test.first).map(checkbox));
    extra.replaceChildren(
      make("div", { class: "touch-tests" }, ...data.tests.filter((test) => !test.first).map(checkbox)),
      select("rule", "Rounding ", data.rules),
      select("higher", "More responders on ", { "arm 1": treatment, "arm 2": placebo, either: "either" }));
    if (extra.querySelector(":disabled")) extra.append(make("p", { class: "touch-note" }, model.widget_manager
      ? "Tests in grey take longer to compute, and are not computed for large arms."
      : "Tests in grey are not carried by this page for these arms. JupyterLab or Binder computes them."));
    extra.hidden = !state.more;
    more.textContent = state.more ? "fewer tests" : "more tests";
    more.setAttribute("aria-expanded", String(state.more));
  }
  /** Show or fold what is asked for rarely; a test that was chosen there goes on counting. */
  function foldMore() {
    state.more = !state.more;
    choices();
    light();
    save();
    if (state.more) extra.querySelector("input")?.focus();
  }

  // -- arm sizes
  function resize(pair) {
    const wanted = pair.map((input) => Number(input.value));
    if (!wanted.every((n) => Number.isInteger(n) && n >= 1)) {
      const asked = "Write the number of people in each arm, for example 36 and 36.";
      if (pair === analysed) verdict.textContent = asked;
      else note(asked);
      return;
    }
    [state.n1, state.n2] = wanted;
    fill();
    save();
    adopt();
  }
  /** What works where, for arms that a page does not carry. */
  function elsewhere(n1, n2) {
    const carried = data.carries ?? listed(data.designs.map((design) => key(design.n1, design.n2)), "and");
    return `This page carries ${carried}. ${key(n1, n2)} is computed by the same map in JupyterLab or Binder. What you typed is kept.`;
  }
  function note(text) {
    sizesNote.textContent = text;
    sizesNote.hidden = !text;
  }
  function adopt() {
    const { n1, n2 } = state;
    const known = data.designs.map((design) => key(design.n1, design.n2));
    const turns = !known.includes(key(n1, n2)) && known.includes(key(n2, n1));
    const place = known.indexOf(turns ? key(n2, n1) : key(n1, n2));
    if (place < 0) {
      // Only a live notebook has a widget manager: there Python answers with the arrays of these sizes.
      if (Math.max(n1, n2) > data.most) note(`Arms of up to ${data.most} people are drawn here: more dots than that cannot be told apart.`);
      else if (model.widget_manager) note(`Computing the ${counted((n1 + 1) * (n2 + 1))} results of ${key(n1, n2)} ...`);
      else note(elsewhere(n1, n2));
      if (map) return own();
    } else note("");
    const design = data.designs[Math.max(place, 0)];
    const name = `${key(design.n1, design.n2)} by ${Object.keys(design.p).length}${turns ? ", turned" : ""}`; // slow tests arrive later
    map = unpacked[name] ||= turns ? turned(unpack(design)) : unpack(design);
    if (state.at && (state.at[0] > map.n1 || state.at[1] > map.n2)) state.at = null;
    paper();
    if (!data.simple) choices();
    light();
  }

  // -- drawing: axes and grey dots once for each design, lit dots at each change
  let svg, x, y, radius;
  function paper() {
    const left = 44, right = 12, top = 12, below = 42;
    const step = Math.min((SIDE - left - right) / Math.max(map.n2, 1), (SIDE - left - right) / Math.max(map.n1, 1));
    const width = left + right + step * map.n2, height = top + below + step * map.n1;
    x = (x2) => left + x2 * step;
    y = (x1) => top + (map.n1 - x1) * step;
    radius = Math.min(step * 0.27, 5);
    const round = (value) => value.toFixed(1);
    let dots = "";
    for (let x1 = 0; x1 <= map.n1; x1++) for (let x2 = 0; x2 <= map.n2; x2++) dots += `M${round(x(x2))} ${round(y(x1))}h0`;
    const across = ticks(map.n2).map((n) => `<text x="${round(x(n))}" y="${round(y(0) + 19)}" text-anchor="middle">${n}</text>`);
    const up = ticks(map.n1).map((n) => `<text x="${left - 12}" y="${round(y(n) + 4)}" text-anchor="end">${n}</text>`);
    const middle = round(y(map.n1 / 2));
    drawing.innerHTML = `<svg viewBox="0 0 ${round(width)} ${round(height)}" role="application" tabindex="0" aria-roledescription="map of results">
      <polygon class="touch-half" points="${x(0)},${y(0)} ${x(map.n2)},${y(0)} ${x(map.n2)},${y(map.n1)}"/>
      <path class="touch-dots" stroke-width="${round(2 * radius)}" d="${dots}"/>
      <g class="touch-axis">${across.join("")}${up.join("")}
        <text class="touch-title" x="${round(x(map.n2 / 2))}" y="${round(y(0) + 37)}" text-anchor="middle"></text>
        <text class="touch-title" transform="translate(13 ${middle}) rotate(-90)" text-anchor="middle"></text></g>
      <g class="touch-guides"></g><path class="touch-halo"/><g class="touch-lit"></g><g class="touch-own"></g><g class="touch-cursor"></g></svg>`;
    svg = drawing.firstChild;
    const titles = svg.querySelectorAll(".touch-title");
    titles[0].textContent = `responders on ${placebo} (of ${map.n2})`;
    titles[1].textContent = `responders on ${treatment} (of ${map.n1})`;
    svg.setAttribute("aria-label", `${counted(map.size)} possible results, responders on ${treatment} upwards, on ${placebo} to the right. Arrow keys move, with Shift by five.`);
    svg.addEventListener("keydown", keyed);
    svg.addEventListener("click", (event) => {
      go(nearest(event, 20));
      if (fits()) reading.scrollIntoView({ block: "nearest" });
    });
    svg.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse") hover(nearest(event, 7));
    });
    svg.addEventListener("pointerleave", () => hover(null));
    svg.addEventListener("focus", () => { if (!state.at) go(lit[0] || [Math.round(map.n1 / 2), Math.round(map.n2 / 2)]); });
  }

  function light() {
    number = readP(state.printed, state.rule);
    back.classList.toggle("touch-away", state.printed === data.printed); // its place stays: nothing moves under the finger
    box.toggleAttribute("aria-invalid", false);
    if (number.problem) box.setAttribute("aria-invalid", "true");
    if (document.activeElement !== slide && !number.problem && number.decimals <= 3 && !/[<>≤≥]/.test(number.text)) slide.value = (number.low + number.high) / 2 / 100;
    slide.setAttribute("aria-valuetext", number.problem ? "unreadable" : number.text);
    const names = chosen();
    const by = Object.fromEntries(data.tests.map((test) => [test.name, 0]));
    const told = [];
    lit = [];
    if (!number.problem) {
      for (let x1 = 0; x1 <= map.n1; x1++) {
        for (let x2 = 0; x2 <= map.n2; x2++) {
          const i = x1 * (map.n2 + 1) + x2;
          if (!allowed(x1, x2)) continue;
          const fitting = [];
          for (const name in map.p) {
            if (!prints(number, map.p[name][i])) continue;
            by[name]++;
            if (names.includes(name)) fitting.push(name);
          }
          if (!fitting.length) continue;
          lit.push([x1, x2]);
          told.push(`${x1} of ${map.n1} v ${x2} of ${map.n2}, prints ${number.text} by ${listed(fitting.map((each) => label[each]), "and")}`);
        }
      }
    }
    // few dots shine, many stay apart
    const size = lit.length > 80 ? radius * 1.65 : Math.max(radius * 2, 4.4);
    const place = ([x1, x2]) => [x(x2).toFixed(1), y(x1).toFixed(1)];
    const halo = svg.querySelector(".touch-halo");
    halo.setAttribute("d", lit.map((at) => `M${place(at).join(" ")}h0`).join(""));
    halo.setAttribute("stroke-width", (2 * size + 6).toFixed(1));
    svg.querySelector(".touch-lit").innerHTML = lit.map((at, i) => {
      const [cx, cy] = place(at);
      const name = told[i].replaceAll("<", "&lt;");
      return `<circle role="img" data-x1="${at[0]}" data-x2="${at[1]}" cx="${cx}" cy="${cy}" r="${size.toFixed(1)}" aria-label="${name}"/>`;
    }).join("");
    root.querySelectorAll("[data-lit]").forEach((count) => {
      count.textContent = number.problem || !map.p[count.dataset.lit] ? "" : by[count.dataset.lit];
    });
    say(names);
    own();
    read();
  }

  function allowed(x1, x2) {
    const apart = x1 * map.n2 - x2 * map.n1;
    return state.higher === "either" || (state.higher === "arm 1" ? apart > 0 : apart < 0);
  }

  function say(names) {
    if (number.problem) status.textContent = number.problem;
    else if (!names.length) status.textContent = "Choose at least one test.";
    else {
      const more = { "arm 1": ` with more responders on ${treatment}`, "arm 2": ` with more responders on ${placebo}`, either: "" }[state.higher];
      const asked = listed(names.map((name) => label[name]), "or");
      const all = `${counted(map.size)} results`;
      const pairs = lit.slice(0, MOST_CHIPS).map(([x1, x2]) => `${x1} v ${x2}`);
      if (!lit.length) {
        status.textContent = `None of the ${all} prints ${number.text} by ${asked}${more}. That proves no slip: another test, an adjusted analysis or other arm sizes can print it.`;
      } else {
        const few = lit.length <= MOST_CHIPS;
        const chips = few ? lit.flatMap((at, i) => [i ? ", " : ": ", make("button", { type: "button", class: "touch-chip", "data-at": at, onclick: () => go(at) }, pairs[i])]) : [];
        status.replaceChildren(make("b", {}, `${counted(lit.length)} of ${all}`),
          ` ${lit.length === 1 ? "prints" : "print"} ${number.text} by ${asked}${more}`, ...chips, ". Compatible, not observed.");
      }
    }
  }

  function sentence([x1, x2]) {
    const i = x1 * (map.n2 + 1) + x2;
    const exact = (100 * (x1 * map.n2 - x2 * map.n1)) / (map.n1 * map.n2);
    const decimals = number.problem ? 3 : Math.max(3, number.decimals);
    const said = difference(exact, map.lower[i], map.upper[i]);
    const first = `${said[0].toUpperCase()}${said.slice(1)}: ${x1} of ${map.n1} improved on ${treatment}, ${x2} of ${map.n2} on ${placebo}.`;
    const second = make("span", { class: "touch-line" });
    chosen().forEach((name, place) => {
      const printing = !number.problem && prints(number, map.p[name][i]);
      second.append(place ? ", " : "P by ", make(printing ? "b" : "span", {}, `${label[name]} ${printedAs(map.p[name][i], decimals, state.rule)}`));
    });
    if (!second.childNodes.length) return [first];
    second.append(".");
    return [first, " ", second];
  }

  function ring([x1, x2], shape) {
    const [cx, cy, r] = [x(x2), y(x1), Math.max(radius * 2.6, 7)];
    if (shape === "circle") return `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="${r.toFixed(1)}"/>`;
    const d = r * 1.25;
    return `<path d="M${cx} ${cy - d}L${cx + d} ${cy}L${cx} ${cy + d}L${cx - d} ${cy}Z"/>`;
  }

  /** Whether map and reading stand on the screen together: then the reading keeps its place. */
  const fits = () => reading.getBoundingClientRect().bottom - drawing.getBoundingClientRect().top <= innerHeight;

  function read() {
    const at = hovered || state.at;
    const guides = at ? `<path d="M${x(0) - 8} ${y(at[0])}H${x(at[1])}V${y(0) + 8}"/>` : "";
    svg.querySelector(".touch-guides").innerHTML = guides;
    svg.querySelector(".touch-cursor").innerHTML = at ? ring(at, "circle") : "";
    root.querySelectorAll(".touch-chip").forEach((chip) => chip.setAttribute("aria-pressed", String(chip.dataset.at === String(state.at))));
    if (!at) reading.textContent = `Tap a dot${matchMedia("(pointer: coarse)").matches ? "" : ", or move over the map with the arrow keys"}: here it says what that result would mean.`;
    else {
      const said = sentence(at);
      if (!allowed(...at) && state.higher !== "either") said.push(` More responders on ${state.higher === "arm 1" ? placebo : treatment}, or as many: not the direction asked for.`);
      const text = said.map((part) => part.textContent ?? part).join("");
      if (text + number.text !== shown) reading.replaceChildren(...said);
      shown = text + number.text;
    }
    near();
  }
  /** Where they do not, the reading of a chosen dot stays in sight while the map is. */
  function near() {
    reading.classList.remove("touch-near");
    reading.classList.toggle("touch-near", Boolean(state.at) && !fits());
  }
  function hover(at) {
    if (String(at) === String(hovered)) return;
    hovered = at;
    read();
  }
  function go(at) {
    if (!at) return;
    hovered = null;
    state.at = at;
    read();
    save();
  }

  /** The result nearest to the pointer; a lit one within `reach` pixels wins. */
  function nearest(event, reach) {
    const where = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const step = map.n2 ? x(1) - x(0) : 1;
    const within = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    let best = reach / scale, found = null;
    for (const at of lit) {
      const apart = Math.hypot(where.x - x(at[1]), where.y - y(at[0]));
      if (apart < best) [best, found] = [apart, at];
    }
    return found || [within(map.n1 - (where.y - y(map.n1)) / step, map.n1), within((where.x - x(0)) / step, map.n2)];
  }

  function keyed(event) {
    const moves = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const by = event.shiftKey ? 5 : 1;
    const from = state.at || [0, 0];
    go([Math.min(Math.max(from[0] + by * move[0], 0), map.n1), Math.min(Math.max(from[1] + by * move[1], 0), map.n2)]);
  }

  function own() {
    if (data.simple) return;
    const typed = state.mine.map((text) => text.trim());
    const sizesNow = [map.n1, map.n2];
    let mine = null;
    if (state.n1 !== map.n1 || state.n2 !== map.n2) {
      const why = model.widget_manager || Math.max(state.n1, state.n2) > data.most ? "" : " JupyterLab or Binder computes it.";
      verdict.textContent = `The map still shows ${key(map.n1, map.n2)}, so nothing is said about ${key(state.n1, state.n2)}.${why}`;
    } else if (typed.every((text) => text === "")) verdict.textContent = "Your result is then ringed on the map.";
    else {
      const wrong = typed.findIndex((text, arm) => text !== "" && !(/^\d+$/.test(text) && Number(text) <= sizesNow[arm]));
      if (wrong >= 0) verdict.textContent = `Responders on ${data.arms[wrong]}: a whole number from 0 to ${sizesNow[wrong]}.`;
      else if (typed.includes("")) verdict.textContent = "One more number: the responders in the other arm.";
      else {
        mine = typed.map(Number);
        const among = lit.some((at) => String(at) === String(mine));
        const outcome = number.problem ? "" : among ? ` It is among the results that print ${number.text}.` : beyond(mine);
        verdict.replaceChildren(...sentence(mine), outcome);
      }
    }
    mineKey.hidden = !mine;
    svg.querySelector(".touch-own").innerHTML = mine ? ring(mine, "diamond") : "";
  }

  /** What is known of typed counts that do not print P by the tests chosen: of six tests Python found every result beforehand. */
  function beyond([x1, x2]) {
    const asked = "a reason to ask which test and which people were analysed.";
    const here = key(map.n1, map.n2);
    const ahead = x1 * map.n2 > x2 * map.n1;
    const known = data.fits?.designs.includes(here) && ahead && state.printed === data.printed && state.rule === data.rule;
    const others = known && data.fits.results[here]?.[`${x1} v ${x2}`];
    if (others) return ` By the tests chosen it does not print ${number.text}; by ${others} it does.`;
    const nor = known ? `, nor by any of our six (${data.fits.tests})` : "";
    return ` It is not among those that print ${number.text} by the tests chosen${nor}: ${asked}`;
  }

  function fill() {
    box.value = state.printed;
    for (const pair of [sizes, analysed]) [pair[0].value, pair[1].value] = [state.n1, state.n2];
    counts.forEach((input, arm) => { input.value = state.mine[arm]; });
  }

  fill();
  adopt();
  const arrived = () => {
    data = model.get("data");
    adopt();
  };
  const fromElsewhere = () => {
    if (JSON.stringify(model.get("state")) === JSON.stringify(state)) return;
    load();
    fill();
    adopt();
  };
  model.on("change:data", arrived);
  model.on("change:state", fromElsewhere);
  addEventListener("resize", near);
  return () => {
    removeEventListener("resize", near);
    model.off("change:data", arrived);
    model.off("change:state", fromElsewhere);
  };
}

export default { render };
