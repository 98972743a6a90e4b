// Paste a passage, look at what was found, choose what is compared; Python reads, checks and writes the page below.
// data: { most, reading (or null), example, said, written }; a reading holds { id, note, segments, found, checks, offered }.
// state: { asked, passage } after "Read it", { asked, choice } after each choice, { asked, write, choice } for the sheet.

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
};

const counted = (number) => number.toLocaleString("en-GB");

// The passage as text nodes and marks: nothing that was pasted is ever read as HTML.
const passage = (reading) => {
  const box = make("p", { class: "paste-text", "data-passage": true });
  for (const { text, kind, label, title } of reading.segments) {
    if (!kind) box.append(text);
    else box.append(make("mark", { "data-kind": kind, title }, text), label ? make("sub", {}, label) : "");
  }
  return box;
};

const found = (reading) => {
  const list = make("ul", { "data-found": true });
  for (const { kind, quotation, arm } of reading.found) list.append(make("li", {}, `${kind}: ${quotation}${arm ? ` (${arm})` : ""}`));
  const more = reading.more ? ` (the first ${reading.found.length} are listed)` : "";
  return make("details", {}, make("summary", {}, `What was found: ${reading.total} numbers${more}`), list);
};

const checks = (reading) => {
  if (!reading.checks.length) return make("p", { class: "touch-note" }, "No two printed numbers here can be held against each other yet.");
  const [told, open] = [make("ul", { class: "paste-checks" }), make("ul", { class: "paste-checks" })];
  for (const { verdict, said, quotation } of reading.checks) {
    const sign = verdict.startsWith("fits") ? "✓" : verdict.startsWith("does not") ? "≠" : "?";
    (sign === "?" ? open : told).append(make("li", { "data-verdict-of": verdict, title: quotation }, `${sign} ${said}`));
  }
  const many = open.children.length;
  const rest = make("details", {}, make("summary", {}, `What cannot be told, and why: ${many}`), open);
  if (!told.children.length) rest.open = true;
  return make("div", { "data-checks": true }, make("p", { class: "paste-head" }, "Printed numbers against each other"),
    told.children.length ? told : null, many ? rest : null);
};

const reader = (reading) =>
  make("div", {}, passage(reading), reading.note ? make("p", { class: "touch-note" }, reading.note) : null,
    reading.total ? found(reading) : null, reading.total ? checks(reading) : null);

const select = (name, label, options, empty) => {
  const node = make("select", { name }, ...(empty == null ? [] : [make("option", { value: "" }, empty)]),
    ...options.map(({ value, label: words }) => make("option", { value }, words)));
  return { node, row: make("label", { class: "paste-field" }, label, node) };
};

const typed = (name, label, hint) => {
  const node = make("input", { type: "text", name, maxlength: 200, placeholder: hint, autocomplete: "off" });
  return { node, row: make("label", { class: "paste-field" }, label, node) };
};

const numeric = (name, label, hint, limits) => {
  const node = make("input", { type: "number", name, placeholder: hint, autocomplete: "off", ...limits });
  return { node, row: make("label", { class: "paste-field" }, label, node) };
};

const PEOPLE = { min: 1, max: 1000000, step: 1 };

// What is compared: a few choices, each with its suggestion in sight.
const chooser = (offer, changed) => {
  const fields = {
    done: typed("done", "What did this study do well? (say it first)", "randomised, blinded ..."),
    arm1: select("arm1", "Arm 1, the treatment", offer.arms, "choose a number"),
    arm2: select("arm2", "Arm 2, the comparison", offer.arms, "none"),
    outcome: select("outcome", "This outcome is", [
      { value: "wanted", label: "wanted (more is better)" }, { value: "unwanted", label: "unwanted (fewer or lower is better)" },
      { value: "no treatments", label: "compared between groups that are no treatments" }], "choose"),
    p: select("p", "P value of this comparison", offer.ps, "not chosen"),
    effect: select("effect", "Effect with its interval", offer.effects, offer.effects.length ? "not chosen" : "none was read with both limits"),
    matters: numeric("matters", "Difference that matters (percentage points)", "10 if empty and wanted", { min: 0.1, max: 99, step: "any" }),
    n1: select("n1", "People in arm 1", offer.ns, "not chosen"),
    typed1: numeric("typed1", "or type the people in arm 1", "from the full text", PEOPLE),
    n2: select("n2", "People in arm 2", offer.ns, "not chosen"),
    typed2: numeric("typed2", "or type the people in arm 2", "from the full text", PEOPLE),
    total: select("total", "People in all, if only that is printed", offer.ns, "not chosen"),
    typed_total: numeric("typed_total", "or type the people in all", "from the full text", PEOPLE),
    title: typed("title", "Name of the study", "for the sheet"),
    what: typed("what", "Outcome", "what was counted, and when"),
    name1: typed("name1", "Name of arm 1", ""),
    name2: typed("name2", "Name of arm 2", ""),
    believed: typed("believed", "Your chance that it works, before this study (%)", ""),
    margin: typed("margin", "Non-inferiority margin", ""),
  };
  const kinds = make("fieldset", {}, make("legend", {}, "The analysis was"), ...offer.analyses.map(({ value, named, suggested }) =>
    make("label", { class: "touch-tick" }, make("input", { type: "checkbox", name: "analyses", value, checked: suggested }),
      ` ${value}${named ? " (the passage has this word)" : ""}`)));
  // What belongs together stands in one cell, one field below the other.
  const cells = (...groups) => groups.map((names) => make("div", {}, ...names.map((name) => fields[name].row)));
  const main = make("div", { class: "paste-fields" }, ...cells(["done"], ["title"], ["what"], ["arm1", "name1"], ["arm2", "name2"], ["outcome", "matters"], ["p"], ["effect"]));
  const sizes = make("div", { class: "paste-fields", "data-sizes": true, hidden: true }, ...cells(["n1", "typed1"], ["n2", "typed2"], ["total", "typed_total"]));
  const more = make("details", {}, make("summary", {}, "Analysis, margin, belief"), make("div", { class: "paste-fields" },
    ...["believed", "margin"].map((name) => fields[name].row)), kinds);
  if (offer.analyses.some(({ suggested }) => suggested)) more.open = true;
  const form = make("form", { "data-choose": true, novalidate: true }, make("p", { class: "paste-head" }, "What is compared?"), main, sizes, more);
  form.onsubmit = (event) => event.preventDefault();

  // An effect that the passage calls adjusted ticks its box: what the sheet will say stands in sight and can be unticked.
  const tickAdjusted = () => {
    const box = kinds.querySelector("[value=adjusted]");
    const chosen = offer.effects.find((effect) => effect.value === fields.effect.node.value);
    box.checked = Boolean(chosen?.adjusted) || offer.analyses.some(({ value, suggested }) => value === "adjusted" && suggested);
    if (box.checked) more.open = true;
  };
  // A number of people is either chosen or typed.
  const PAIRS = { n1: "typed1", n2: "typed2", total: "typed_total" };
  const keepOne = (name) => {
    for (const [chosen, byHand] of Object.entries(PAIRS)) {
      if (name === chosen && fields[chosen].node.value) fields[byHand].node.value = "";
      if (name === byHand && fields[byHand].node.value) fields[chosen].node.value = "";
    }
  };
  const armOf = (value) => offer.arms.find((arm) => arm.value === value);
  const suggest = (name) => {
    const arm = armOf(fields[name].node.value);
    if (!arm) return;
    const place = name.at(-1);
    if (name === "arm1") {
      fields.arm2.node.value = arm.partner;
      fields.p.node.value = arm.p;
      fields.effect.node.value = arm.effect;
      if (arm.partner) suggest("arm2");
    }
    fields[`n${place}`].node.value = arm.n;
    fields[`typed${place}`].node.value = "";
    if (arm.name) fields[`name${place}`].node.value = arm.name;
  };
  const value = () => {
    const choice = Object.fromEntries(Object.entries(fields).map(([name, { node }]) => [name, node.value.trim()]));
    choice.analyses = [...form.querySelectorAll("[name=analyses]:checked")].map((box) => box.value);
    return choice;
  };
  form.onchange = (event) => {
    const { name } = event.target;
    if (name === "arm1" || name === "arm2") suggest(name);
    if (name === "arm1" || name === "effect") tickAdjusted();
    keepOne(name);
    if (name === "effect" && !fields.arm1.node.value)
      fields.p.node.value = offer.effects.find((effect) => effect.value === event.target.value)?.p ?? "";
    const asks = ["arm1", "arm2"].some((arm) => armOf(fields[arm].node.value)?.needs_n);
    sizes.hidden = !asks;
    changed(value());
  };
  return { form, value };
};

const isReady = (choice) => (choice.arm1 || choice.effect) && choice.outcome;

const render = ({ model, el }) => {
  const live = Boolean(model.widget_manager);
  const root = make("section", { class: "touch paste", "data-paste": true, "aria-label": "Paste an abstract" });
  const data = () => model.get("data");
  const shown = make("div", { class: "paste-shown" });
  el.replaceChildren(root);
  if (!live) {
    root.append(
      make("p", { class: "touch-note" }, "The paste box needs Python: open this lesson in JupyterLab or Binder, and run it. Here is one paper that was read there."),
      reader(data().example));
    return;
  }

  let asked = 0;
  let drawn = null;
  let choose = null;
  const send = (state) => {
    asked += 1;
    model.set("state", { ...state, asked });
    model.save_changes();
  };
  const text = make("textarea", { rows: 7, "data-typed": true, spellcheck: "false", placeholder: "Paste the abstract, or any part of a paper that prints numbers" });
  const read = make("button", { type: "button", class: "touch-button", "data-action": "read" }, "Read it");
  const status = make("p", { class: "touch-status", "aria-live": "polite", "data-said": true });
  const name = typed("file", "Name of the sheet", "my_trial");
  const write = make("button", { type: "button", class: "touch-button", "data-action": "write" }, "Write the sheet");
  const sheet = make("div", { class: "touch-row", hidden: true }, name.row, write);
  const written = make("p", { class: "touch-note", "aria-live": "polite", "data-written": true });
  root.append(
    make("label", { class: "paste-field" }, "An abstract, or a passage with its results. No patient data.", text),
    make("div", { class: "touch-row" }, read), status, shown, sheet, written);

  read.onclick = () => {
    const { most } = data();
    if (!text.value.trim()) status.textContent = "The box is empty: paste an abstract or a passage first.";
    else if (text.value.length > most)
      status.textContent = `That is ${counted(text.value.length)} characters: paste at most ${counted(most)}, such as the abstract. Nothing was sent.`;
    else {
      status.textContent = "Reading ...";
      send({ passage: text.value });
    }
  };
  write.onclick = () => send({ write: name.node.value.trim() || "my_trial", choice: choose.value() });

  const draw = () => {
    const { reading, said, written: where } = data();
    if (reading && reading.id !== drawn) {
      drawn = reading.id;
      choose = null;
      shown.replaceChildren(reader(reading));
      if (reading.offered.arms.length || reading.offered.effects.length) {
        choose = chooser(reading.offered, (choice) => {
          if (isReady(choice)) send({ choice });
          else status.textContent = "Choose arm 1 (or an effect) and whether the outcome is wanted: the page then appears below.";
        });
        shown.append(choose.form);
      }
    }
    sheet.hidden = !data().ready;
    if (said) status.textContent = said;
    written.textContent = where ?? "";
  };
  model.on("change:data", draw);
  draw();
};

export default { render };
