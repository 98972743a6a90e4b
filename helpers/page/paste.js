// Paste a passage, look at what was found, choose what is compared; Python reads, checks and writes the page below.
// data: { most, reading (or null), example, said, written, ready, answered (the last `asked` that Python has done),
// form (the fields to type into), wrong (a sentence for each of them that needs another look), filled (or null) };
// a reading holds { id, note, segments, found, checks, offered }, what was filled in { id, kind, values, analyses }.
// state: { asked, passage } after "Read it", { asked, choice } after each choice, { asked, typed } for numbers that were
// typed, { asked, fill } to have a choice put into their fields, and { asked, write, choice or typed } for the sheet.

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
  const box = make("p", { class: "paste-text", "data-passage": true, tabindex: 0, role: "region", "aria-label": "The passage, its numbers marked" });
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
  return make("details", {}, make("summary", {}, `What was found: ${reading.total} ${reading.total === 1 ? "number" : "numbers"}${more}`), list);
};

const checks = (reading) => {
  if (!reading.checks.length) return make("p", { class: "touch-note" }, "No two printed numbers here can be held against each other yet.");
  const [told, open] = [make("ul", { class: "paste-checks" }), make("ul", { class: "paste-checks" })];
  for (const { verdict, said, quotation } of reading.checks) {
    const sign = verdict.startsWith("fits") ? "✓" : verdict.startsWith("does not fit unless") ? "(≠)" : verdict.startsWith("does not") ? "≠" : "?";
    (sign === "?" ? open : told).append(make("li", { "data-verdict-of": verdict, title: quotation }, `${sign} ${said}`));
  }
  const many = open.children.length;
  const rest = make("details", {}, make("summary", {}, `What cannot be told, and why: ${many}`), open);
  if (!told.children.length) rest.open = true;
  return make("div", { "data-checks": true }, make("p", { class: "paste-head" }, "Printed numbers against each other"),
    told.children.length ? told : null, many ? rest : null);
};

const reader = (reading) =>
  make("div", {}, ...(reading.total ? [reading.note ? make("p", { class: "touch-note", "data-doubt": true }, reading.note) : "", passage(reading), found(reading), checks(reading)] : []));

// Ages, times of follow-up and the like stand last, under a heading of their own; what has no value cannot be chosen.
const grouped = (options) => {
  const [results, others] = [false, true].map((other) => options.filter((option) => Boolean(option.other) === other)
    .map(({ value, label, open }) => make("option", { value, disabled: Boolean(open) }, open ? `${label} (no value is printed)` : label)));
  return others.length ? [...results, make("optgroup", { label: "Ages, times, contents, no events" }, ...others)] : results;
};

const select = (name, label, options, empty) => {
  const node = make("select", { name }, ...(empty == null ? [] : [make("option", { value: "" }, empty)]),
    ...grouped(options));
  return { node, row: make("label", { class: "paste-field" }, label, node) };
};

const typed = (name, label, hint, limits = { type: "text", maxlength: 200 }) => {
  const node = make("input", { name, placeholder: hint, autocomplete: "off", ...limits });
  return { node, row: make("label", { class: "paste-field" }, label, node) };
};

// The very words of the passage that name a test or a kind of analysis.
const quoted = (word) => (word ? ` (the passage says “${word}”)` : "");

// What a reader says of one result and not of the whole study: another suggestion empties it.
const OF_ONE_RESULT = ["outcome", "what", "matters", "margin", "test"];

const ARM_2 = "Arm 2, the comparison";

const PEOPLE = { type: "number", min: 1, max: 1000000, step: 1 };

const wayToPage = (action) => {
  const link = make("button", { type: "button", class: "touch-button", "data-action": action, hidden: true }, "Go to the page");
  link.onclick = () => {
    const page = document.querySelector("[data-own-page]");
    if (!page) return;
    page.tabIndex = -1;
    page.focus({ preventScroll: true });
    page.scrollIntoView({ block: "start" });
  };
  return link;
};

// What is compared: a few choices, each with its suggestion in sight.
const chooser = (offer, changed) => {
  const fields = {
    done: typed("done", "What did this study do well? (say it first)", "randomised, blinded ..."),
    arm1: select("arm1", "Arm 1, the treatment", offer.arms, "choose a number"),
    arm2: select("arm2", ARM_2, offer.arms, "none"),
    outcome: select("outcome", "This outcome is", [
      { value: "wanted", label: "wanted (more is better)" }, { value: "unwanted", label: "unwanted (fewer or lower is better)" },
      { value: "no treatments", label: "compared between groups that are no treatments" }], "choose"),
    p: select("p", "P value of this comparison", offer.ps, "not chosen"),
    typed_p: typed("typed_p", "or type P yourself", "such as .016 or <.001"),
    effect: select("effect", "Effect with its interval", offer.effects, offer.effects.length ? "not chosen" : offer.unused.length ? "none that this page can check" : "none was read with both limits"),
    matters: typed("matters", "Difference that matters (percentage points, for shares of people)", "10 if empty and wanted", { type: "number", min: 0.1, max: 99, step: "any" }),
    n1: select("n1", "People in arm 1", offer.ns, "not chosen"),
    typed1: typed("typed1", "or type the people in arm 1", "from the full text", PEOPLE),
    n2: select("n2", "People in arm 2", offer.ns, "not chosen"),
    typed2: typed("typed2", "or type the people in arm 2", "from the full text", PEOPLE),
    total: select("total", "People in all, if only that is printed", offer.ns, "not chosen"),
    typed_total: typed("typed_total", "or type the people in all", "from the full text", PEOPLE),
    title: typed("title", "Name of the study", "for the sheet"),
    what: typed("what", "Outcome", "what was counted, and when"),
    name1: typed("name1", "Name of arm 1", ""),
    name2: typed("name2", "Name of arm 2", ""),
    believed: typed("believed", "Your chance that it works, before this study (%)", ""),
    margin: typed("margin", "Non-inferiority margin", "in the unit of the effect"),
    test: select("test", "Test that the paper names for this P", offer.tests.map(({ value, label, word }) =>
      ({ value, label: label + quoted(word) })), "none, or another"),
  };
  const kinds = make("fieldset", {}, make("legend", {}, "The analysis was"), ...offer.analyses.map(({ value, word, suggested }) =>
    make("label", { class: "touch-tick" }, make("input", { type: "checkbox", name: "analyses", value, checked: suggested }),
      ` ${value}${quoted(word)}`)));
  // What belongs together stands in one cell, one field below the other.
  const cells = (...groups) => groups.map((names) => make("div", {}, ...names.map((name) => fields[name].row)));
  const main = make("div", { class: "paste-fields" }, ...cells(["done"], ["title"], ["what"], ["arm1", "name1"], ["arm2", "name2"], ["outcome", "matters"], ["p", "typed_p"], ["effect"]));
  fields.outcome.row.after(wayToPage("to-page"));
  const sizes = make("div", { class: "paste-fields", "data-sizes": true, hidden: true }, ...cells(["n1", "typed1"], ["n2", "typed2"], ["total", "typed_total"]));
  const more = make("details", {}, make("summary", {}, "Analysis, margin, belief"), make("div", { class: "paste-fields" },
    ...["test", "believed", "margin"].map((name) => fields[name].row)), kinds);
  if (offer.analyses.some(({ suggested }) => suggested) || offer.tests.some(({ word }) => word)) more.open = true;
  const ready = offer.suggested.map((pair) =>
    make("button", { type: "button", class: "touch-button paste-ready", "aria-pressed": "false" }, pair.said));
  const suggestions = ready.length ? make("div", { "data-suggested": true },
    make("p", {}, "Suggested from one sentence, nothing is chosen yet: confirm one, or choose otherwise below."),
    ...ready.flatMap((button, place) => [button, make("p", { class: "touch-note", "data-assumed": true }, offer.suggested[place].assumed)])) : null;
  const form = make("form", { "data-choose": true, novalidate: true }, make("p", { class: "paste-head" }, "What is compared?"),
    ...offer.notes.map((note) => make("p", { class: "touch-note", "data-note": true }, note)), suggestions, main, sizes, more);
  form.onsubmit = (event) => event.preventDefault();

  // An effect that the passage calls adjusted ticks its box: what the sheet will say stands in sight and can be unticked.
  const tickAdjusted = () => {
    const box = kinds.querySelector("[value=adjusted]");
    const chosen = offer.effects.find((effect) => effect.value === fields.effect.node.value);
    box.checked = Boolean(chosen?.adjusted) || offer.analyses.some(({ value, suggested }) => value === "adjusted" && suggested);
    if (box.checked) more.open = true;
  };
  // Times to an event are ticked only for a result that may be of such, until the reader ticks otherwise.
  let ownTimes = false;
  const timesBox = kinds.querySelector("[value='times to an event']");
  const isTimed = ({ arm1, effect }) => [armOf(arm1), offer.effects.find((each) => each.value === effect)].some((each) => each?.timed);
  const tickTimes = () => {
    const named = offer.analyses.some(({ value, suggested }) => value === "times to an event" && suggested);
    if (named && !ownTimes) timesBox.checked = isTimed(value());
  };
  timesBox?.addEventListener("change", () => { ownTimes = true; });
  // The margin that the passage prints is filled in where the chosen effect has its unit and no later result is chosen,
  // until the reader types another.
  let ownMargin = false;
  const fillMargin = () => {
    if (!offer.margin) return;
    const chosen = offer.effects.find((effect) => effect.value === fields.effect.node.value);
    const { arm1, effect } = value();
    const isLater = offer.suggested.slice(1).some((pair) => (pair.arm1 ? pair.arm1 === arm1 : pair.effect === effect));
    const fits = !ownMargin && !isLater && kinds.querySelector("[value=non-inferiority]").checked && offer.margin_fits.includes(chosen?.measure ?? "");
    const said = fits ? `filled in from “${offer.margin}”: clear it if that is of another outcome` : `the passage says “${offer.margin}”`;
    if (!ownMargin) fields.margin.node.value = fits ? offer.margin_value : "";
    fields.margin.row.firstChild.data = `Non-inferiority margin (${said})`;
  };
  // A number of people is either chosen or typed.
  const PAIRS = { p: "typed_p", n1: "typed1", n2: "typed2", total: "typed_total" };
  const keepOne = (name) => {
    for (const [chosen, byHand] of Object.entries(PAIRS)) {
      if (name === chosen && fields[chosen].node.value) fields[byHand].node.value = "";
      if (name === byHand && fields[byHand].node.value) fields[chosen].node.value = "";
    }
  };
  const names = {}; // the names that were filled in, so that another choice takes them away
  const armOf = (value) => offer.arms.find((arm) => arm.value === value);
  const suggest = (name, partner = true) => {
    const arm = armOf(fields[name].node.value);
    if (!arm) return;
    const place = name.at(-1);
    if (name === "arm1" && partner) {
      fields.arm2.node.value = arm.partner;
      fields.p.node.value = arm.p;
      fields.typed_p.node.value = arm.p ? "" : fields.typed_p.node.value;
      fields.effect.node.value = arm.effect;
      if (arm.partner) suggest("arm2");
      fields.arm2.row.firstChild.data = arm.partner ? `${ARM_2} (filled in from beside arm 1: change what is no group)` : ARM_2;
    }
    fields[`n${place}`].node.value = arm.n;
    fields[`typed${place}`].node.value = "";
    if (arm.name || names[place]) fields[`name${place}`].node.value = arm.name;
    names[place] = arm.name;
  };
  const value = () => {
    const choice = Object.fromEntries(Object.entries(fields).map(([name, { node }]) => [name, node.value.trim()]));
    choice.analyses = [...form.querySelectorAll("[name=analyses]:checked")].map((box) => box.value);
    return choice;
  };
  const showSizes = () => {
    const choice = value();
    const alone = !choice.arm1 && !choice.effect && (choice.p || choice.typed_p);
    sizes.hidden = !(alone || ["arm1", "arm2"].some((arm) => armOf(choice[arm])?.needs_n));
  };
  const press = (which) => ready.forEach((button) => button.setAttribute("aria-pressed", String(button === which)));
  ready.forEach((button, place) => {
    button.onclick = () => {
      const { arm1, arm2, p, effect, total } = offer.suggested[place];
      // What was said of another result is not said of this one; what was said of the whole study stays.
      const before = value();
      const other = isChosen(before) && Object.entries({ arm1, arm2, p, effect }).some(([name, chosen]) => before[name] !== chosen);
      const cleared = other && OF_ONE_RESULT.some((name) => before[name] && (name !== "margin" || ownMargin));
      if (other) OF_ONE_RESULT.forEach((name) => { fields[name].node.value = ""; });
      if (other) ownMargin = false;
      Object.entries({ arm1, arm2, p, effect, total, n1: "", n2: "", typed_p: "", typed1: "", typed2: "", name1: "", name2: "" }).forEach(([name, chosen]) => { fields[name].node.value = chosen; });
      keepOne("total");
      ["arm1", "arm2"].forEach((name) => suggest(name, false));
      tickAdjusted();
      tickTimes();
      fillMargin();
      fields.arm2.row.firstChild.data = ARM_2;
      press(button);
      showSizes();
      changed(value(), cleared ? "Another result: what was said of the one before is cleared. " : "");
      if (!fields.outcome.node.value) fields.outcome.node.focus();
    };
  });
  const restore = (choice) => {
    for (const [name, { node }] of Object.entries(fields)) node.value = choice[name] ?? "";
    for (const box of form.querySelectorAll("[name=analyses]")) box.checked = choice.analyses.includes(box.value);
    press(ready[offer.suggested.findIndex((pair) => ["arm1", "arm2", "p", "effect"].every((name) => pair[name] === choice[name]))]);
    ownMargin = choice.margin !== offer.margin_value;
    fillMargin();
    showSizes();
  };
  form.onchange = (event) => {
    const { name } = event.target;
    if (["arm1", "arm2", "p", "typed_p", "effect"].includes(name)) press(null);
    if (name === "arm2") fields.arm2.row.firstChild.data = ARM_2;
    if (name === "arm1" || name === "arm2") suggest(name);
    if (name === "arm1" || name === "effect") tickAdjusted();
    if (name === "arm1" || name === "effect") tickTimes();
    fillMargin();
    keepOne(name);
    if (name === "effect" && !fields.arm1.node.value)
      fields.p.node.value = offer.effects.find((effect) => effect.value === event.target.value)?.p ?? "";
    showSizes();
    changed(value());
  };
  fields.margin.node.oninput = () => { ownMargin = true; };
  fillMargin();
  // What can be put into the fields to type in: what is chosen, or else the first suggestion.
  const best = () => {
    const choice = value();
    const [first] = offer.suggested;
    if (isChosen(choice) || !first) return isChosen(choice) ? choice : null;
    const [one, other] = [armOf(first.arm1), armOf(first.arm2)];
    if (!ownTimes && !isTimed(first)) choice.analyses = choice.analyses.filter((each) => each !== "times to an event");
    return { ...choice, ...first, n1: one?.n ?? "", n2: other?.n ?? "", name1: one?.name ?? "", name2: other?.name ?? "" };
  };
  return { form, value, restore, best };
};

// The numbers typed instead: fields as Python lists them, each with a place for the sentence that Python says of it.
const byHand = (form, { send, fill, edited }) => {
  const fields = {};
  const field = ({ row, label, hint, kind, options }) => {
    const id = `by-hand-${row.replaceAll(" ", "-")}`;
    const node = options.length
      ? make("select", { id, "data-row": row }, ...options.map(({ value, label: words }) => make("option", { value }, words)))
      : make("input", { id, "data-row": row, type: "text", maxlength: 200, placeholder: hint, autocomplete: "off" });
    const wrong = make("p", { class: "paste-wrong", id: `${id}-wrong`, hidden: true });
    fields[row] = { node, wrong, kind, place: make("div", { class: "paste-field" }, make("label", { for: id }, label), node, wrong) };
    return fields[row].place;
  };
  const kind = make("select", { id: "by-hand-kind" }, ...form.kinds.map(({ value, label }) => make("option", { value }, label)));
  const parts = form.parts.map(({ legend, fields: of }) =>
    make("fieldset", {}, make("legend", {}, legend), make("div", { class: "paste-fields" }, ...of.map(field))));
  parts[0].lastChild.append(make("div", { class: "paste-field" }, make("label", { for: kind.id }, "What is printed of each arm"), kind));
  const ticks = form.analyses.map((value) => make("input", { type: "checkbox", value }));
  const analyses = make("details", {}, make("summary", {}, "The analysis was"), make("fieldset", {}, make("legend", {}, "Tick what the paper says"),
    ...ticks.map((tick) => make("label", { class: "touch-tick" }, tick, ` ${tick.value}`))));
  const page = make("button", { type: "submit", class: "touch-button", "data-action": "by-hand" }, "Make the page");
  const empty = make("button", { type: "button", class: "touch-button", "data-action": "empty" }, "Empty the fields");
  const status = make("p", { class: "touch-status", "aria-hidden": "true" });
  const node = make("details", { "data-by-hand": true }, make("summary", {}, "Type the numbers instead"),
    make("form", { novalidate: true }, make("p", { class: "touch-note" }, "For numbers from the full text, or that were not read, or not read rightly. Type them as printed; what is not printed stays empty."),
      ...parts, analyses, make("div", { class: "touch-row" }, page, empty, wayToPage("typed-to-page")), status));
  let filled = null; // the id of what was filled in last
  let own = false; // whether the reader has typed since

  const show = () => {
    for (const { kind: of, place } of Object.values(fields)) place.hidden = Boolean(of) && of !== kind.value;
  };
  const tell = (wrong) => {
    for (const [row, { node: input, wrong: place }] of Object.entries(fields)) {
      place.textContent = wrong[row] ?? "";
      place.hidden = !wrong[row];
      for (const [name, text] of [["aria-invalid", "true"], ["aria-describedby", place.id]]) {
        if (wrong[row]) input.setAttribute(name, text);
        else input.removeAttribute(name);
      }
    }
  };
  const put = ({ kind: of, values, analyses: named }) => {
    kind.value = of;
    for (const [row, { node: input }] of Object.entries(fields)) input.value = values[row] ?? "";
    for (const tick of ticks) tick.checked = named.includes(tick.value);
    analyses.open = named.length > 0;
    tell({});
    show();
  };
  const value = () => ({
    kind: kind.value,
    values: Object.fromEntries(Object.entries(fields).map(([row, { node: input }]) => [row, input.value.trim()]).filter(([, text]) => text)),
    analyses: ticks.filter((tick) => tick.checked).map((tick) => tick.value),
    filled: filled !== null,
  });
  const typing = node.querySelector("form");
  typing.onsubmit = (event) => {
    event.preventDefault();
    send(value());
  };
  typing.oninput = ({ target }) => {
    own = true;
    const { row } = target.dataset;
    if (row) { // what was said of this entry is not said of the next
      target.removeAttribute("aria-invalid");
      target.removeAttribute("aria-describedby");
      fields[row].wrong.hidden = true;
    }
    show();
    edited();
  };
  const clear = () => {
    filled = null;
    own = false;
    put({ kind: form.kinds[0].value, values: {}, analyses: [] });
  };
  empty.onclick = () => {
    clear();
    edited();
    Object.values(fields)[0].node.focus();
  };
  node.ontoggle = () => {
    if (node.open && !own) fill();
  };
  show();
  return {
    node, value, status, clear,
    follows: () => node.open && !own,
    // What a choice gives, unless the reader has typed since.
    fillIn: (found) => {
      if (own || found.id === filled) return;
      filled = found.id;
      put(found);
    },
    tell: (wrong) => {
      tell(wrong);
      Object.values(fields).find(({ node: input }) => input.getAttribute("aria-invalid"))?.node.focus();
    },
  };
};

const isChosen = (choice) => ["arm1", "effect", "p", "typed_p", "total", "typed_total"].some((name) => choice[name]);

// What is still to be said before a page can be made, or nothing.
const missing = (choice) => {
  if (!isChosen(choice)) return "Choose arm 1, an effect or a P value, and whether the outcome is wanted: the page then appears below.";
  return choice.outcome ? "" : "Now say whether the outcome is wanted: the page then appears below.";
};

// The page stands in an output of its own, below the box: grey until the new one is there.
const fade = (busy) => {
  for (const page of document.querySelectorAll("[data-own-page]")) {
    if (!busy) page.hidden = false;
    page.style.opacity = busy ? ".3" : "";
    page.setAttribute("aria-busy", String(busy));
  }
};

// The page of another choice is taken away until what is missing is said: grey alone would leave it to be read.
const takeAway = () => {
  for (const page of document.querySelectorAll("[data-own-page]")) page.hidden = true;
};

const LONG = 30000; // characters of a passage from which reading takes seconds

const LETTERS = /[<>:"/\\|?*]/g;

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

  let asked = data().answered ?? 0;
  let drawn = null;
  let choose = null;
  let text = ""; // the passage that was read last
  let again = null; // what was chosen for it, where the same passage is read again
  let warned = false;
  let lacks = ""; // what is still to be said of the choice: an answer to an earlier one does not stand for it
  let last = {}; // what the page was asked for with: { choice } or { typed }
  let waits = ""; // what Python was asked for last
  const box = make("textarea", { rows: 7, "data-typed": true, spellcheck: "false", placeholder: "Paste the abstract, or any part of a paper that prints numbers" });
  const read = make("button", { type: "button", class: "touch-button", "data-action": "read" }, "Read it");
  const status = make("p", { class: "touch-status", "aria-live": "polite", "data-said": true });
  const name = typed("file", "Name of the sheet", "my_trial");
  const write = make("button", { type: "button", class: "touch-button", "data-action": "write" }, "Write the sheet");
  const below = make("p", { class: "touch-status", "aria-hidden": "true", "data-said-below": true });
  const sheet = make("div", { class: "touch-row", hidden: true }, name.row, write);
  const written = make("p", { class: "touch-note", "aria-live": "polite", "data-written": true });
  root.append(
    make("label", { class: "paste-field" }, "An abstract, or a passage with its results, in English. No patient data.", box),
    make("div", { class: "touch-row" }, read), status, shown);

  // Where the page stands far below, a way to it stands beside the last answer.
  const toPage = (ready) => {
    const links = { "to-page": ready && last.choice, "typed-to-page": ready && last.typed };
    for (const [action, here] of Object.entries(links)) {
      const link = root.querySelector(`[data-action=${action}]`);
      if (link) link.hidden = !here;
    }
  };
  const stale = (words) => {
    lacks = words;
    toPage(false);
    tell(words);
    fade(true); // what stands below is no longer what is chosen
    sheet.hidden = true;
  };
  // The words stand above and, for who is at work further down, once more at the end of each form.
  const tell = (words) => { status.textContent = below.textContent = typing.status.textContent = words; };
  const fill = () => {
    if (choose) send({ fill: choose.best() ?? {} }, status.textContent); // without a choice, its kinds of analysis
  };
  const typing = byHand(data().form, {
    send: (typed) => {
      lacks = "";
      last = { typed };
      send(last, "Working on the page ...");
    },
    fill,
    edited: () => { if (last.typed && !lacks) stale("The fields were changed: choose Make the page again."); },
  });
  root.append(typing.node, sheet, written);
  const send = (state, said) => {
    asked += 1;
    waits = Object.keys(state)[0];
    tell(said);
    written.textContent = "";
    if (!state.write) fade(true);
    model.set("state", { ...state, asked });
    model.save_changes();
  };
  // A browser takes a minute to paste a book as typed text, and no time to set it.
  box.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.length <= LONG) return;
    event.preventDefault();
    box.setRangeText(pasted, box.selectionStart, box.selectionEnd, "end");
    tell(`${counted(box.value.length)} characters were pasted: the abstract, or the passage with the results, is read far sooner.`);
  });
  read.onclick = () => {
    const { most } = data();
    if (!box.value.trim()) tell("The box is empty: paste an abstract or a passage first.");
    else if (box.value.length > most)
      tell(`That is ${counted(box.value.length)} characters: paste at most ${counted(most)}, such as the abstract. Nothing was sent.`);
    else {
      again = box.value === text ? choose?.value() : null;
      if (!again) name.node.value = "";
      if (!again && text) typing.clear();
      text = box.value;
      lacks = "";
      last = {};
      send({ passage: text }, text.length > LONG ? `Reading ${counted(text.length)} characters: the abstract alone is read far sooner ...` : "Reading ...");
    }
  };
  write.onclick = () => {
    if (last.choice) last = { choice: choose.value() };
    const { title, outcome: what } = last.typed ? last.typed.values : { title: last.choice.title, outcome: last.choice.what };
    if (!title && !what && !warned) {
      warned = true;
      written.textContent = "Name of the study and outcome are empty: the sheet would begin without a title. Fill them in, or choose Write the sheet again.";
      return;
    }
    send({ write: name.node.value.trim() || (title ?? "").replace(LETTERS, " ").slice(0, 60).trim() || "my_trial", ...last }, "Writing ...");
  };
  const chosen = (choice, first = "") => {
    const words = missing(choice);
    last = { choice };
    if (words) {
      stale(first + words);
      takeAway();
    } else {
      lacks = "";
      send(last, "Working on the page ...");
    }
  };

  const draw = () => {
    const { reading, said, written: where, answered } = data();
    if (!reading && drawn !== null) {
      drawn = choose = null;
      shown.replaceChildren();
    }
    if (reading && reading.id !== drawn) {
      drawn = reading.id;
      choose = null;
      warned = false;
      shown.replaceChildren(reader(reading));
      if (reading.total) {
        choose = chooser(reading.offered, chosen);
        shown.append(choose.form, below);
      }
    }
    const busy = (answered ?? 0) !== asked;
    sheet.hidden = !data().ready || !(last.choice || last.typed) || Boolean(lacks);
    if (!busy && data().filled) typing.fillIn(data().filled);
    if (busy || lacks) return;
    fade(false);
    toPage(data().ready);
    if (said) tell(said);
    written.textContent = where ?? "";
    if (last.typed) typing.tell(data().wrong ?? {});
    if (waits === "choice" && typing.follows()) fill();
    if (again && choose) {
      const choice = again;
      again = null;
      choose.restore(choice);
      if (!missing(choice)) chosen(choice);
    }
  };
  model.on("change:data", draw);
  draw();
};

export default { render };
