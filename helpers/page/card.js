// A question: the reader answers, says how sure, commits, and reads what is so.
// This file alone reads what was typed, judges it and chooses the explanation.
// data: what Python wrote (question, options or range, texts, and the truth once it may be told).
// state: { guess, confidence, verdict, truth, said } after a commit, { skipped: true } without one, {} before.

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
};

const sentences = (...parts) => parts.filter(Boolean).join(" ");
const withUnit = (text, data) => (data.unit ? `${text} ${text === "1" ? data.unit_of_one : data.unit}` : text);
const plain = (number) => (Number(Number(number).toPrecision(12)) + 0).toLocaleString("en-GB", { maximumFractionDigits: 12 });
const isShareUnit = (data) => data.unit === "%" || data.unit === "points";

const answerText = (data, value) =>
  data.options ? `${value}) ${data.options[value]}` : withUnit(plain(value), data);

const wanted = (data) => `a number from ${withUnit(`${plain(data.low)} to ${plain(data.high)}`, data)}`;

// What was typed as { number }, { trouble: one sentence } or { number, share: true } where 0.35 may mean 35 %.
const read = (typed, data) => {
  let text = typed.replace(/[\s\u00a0\u202f]/g, "").replace(/[\u2212\u2013]/g, "-");
  if (!text) return { trouble: `Type ${wanted(data)} first.` };
  const sign = text.endsWith("%") && isShareUnit(data);
  if (sign) text = text.slice(0, -1);
  const letters = text.match(/[a-z]+$/i)?.[0].toLowerCase();
  if (letters && [data.unit, data.unit_of_one].some((unit) => unit.replace(/\s/g, "").toLowerCase().startsWith(letters))) text = text.slice(0, -letters.length);
  const thousands = data.decimals === 0 && data.high >= 1000 && /^-?\d{1,3}(,\d{3})+$/.test(text);
  text = thousands ? text.replaceAll(",", "") : text.replace(",", ".");
  const fraction = text.match(/^(\d+)\/(\d*[1-9]\d*)$/);
  if (!fraction && !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text))
    return { trouble: `“${typed.trim()}” cannot be read as a number. This asks for ${wanted(data)}.` };
  const number = fraction ? fraction[1] / fraction[2] : Number(text);
  const asPercent = Number((100 * number).toPrecision(12));
  if (isShareUnit(data) && !sign && number !== 0 && Math.abs(number) < 1 && asPercent >= data.low && asPercent <= data.high)
    return { number, share: asPercent };
  return inRange(number, data);
};

const inRange = (number, data) =>
  number >= data.low && number <= data.high
    ? { number }
    : { trouble: `${plain(number)} is out of range. This asks for ${wanted(data)}.` };

const meets = (when, guess) =>
  Array.isArray(when) && typeof guess === "number"
    ? guess >= when[0] - 1e-9 && guess <= when[1] + 1e-9
    : typeof when === "number" ? Math.abs(guess - when) < 1e-9 : guess === when;

// The verdict on a guess, and the explanation written for that very answer.
const judge = (data, guess) => {
  if (data.kind === "belief") return { verdict: "noted", because: "" };
  if (data.truth == null) return { verdict: null, because: "" };
  const hit = data.options ? guess === data.truth : Math.abs(guess - data.truth) <= data.tolerance + 1e-9;
  if (hit) return { verdict: "right", because: data.right };
  const foreseen = data.wrong.find(({ when }) => meets(when, guess));
  return { verdict: "wrong", because: foreseen?.because ?? data.otherwise };
};

const isExercise = (data) => data.kind === "exercise" || data.kind === "recall";

// "The sum says" begins a sentence, goes on with one, or agrees with the reader.
const answers = (data) => data.answer_from ?? "The data say";
const andAnswers = (data) => answers(data)[0].toLowerCase() + answers(data).slice(1);
const andSo = (data) => {
  const [, who, verb] = andAnswers(data).match(/^(.*) (says?)$/);
  return `and so ${verb === "says" ? "does" : "do"} ${who}`;
};

const saidText = (data, state) => {
  const sure = state.confidence == null ? "" : ` (${state.confidence} % sure)`;
  const you = `You said ${answerText(data, state.guess)}${sure}`;
  if (data.truth == null || isExercise(data)) return `${you}.`;
  return data.options && state.guess === data.truth ? `${you}, ${andSo(data)}.` : `${you}; ${andAnswers(data)} ${data.truth_text}.`;
};

const judged = (data, state) => {
  const { verdict } = judge(data, state.guess);
  return { ...state, verdict, truth: data.truth ?? null, said: saidText(data, state) };
};

// Guess and truth (and an interval, if there is one) on one line from the lowest to the highest answer.
const numberLine = (data, state) => {
  const place = (value) => `${(100 * (value - data.low)) / (data.high - data.low)}%`;
  const mark = (kind, value, word) =>
    make("span", { class: `st-mark st-${kind}`, style: `left:${place(value)}` }, make("span", {}, word));
  const interval = data.interval && data.interval.map((end) => Math.min(data.high, Math.max(data.low, end)));
  const words = sentences(
    `A line from ${withUnit(`${plain(data.low)} to ${plain(data.high)}`, data)}:`,
    state.guess == null ? "" : `you said ${plain(state.guess)},`,
    `the answer is ${data.truth_text}`,
    interval ? `with an interval from ${plain(data.interval[0])} to ${plain(data.interval[1])}` : "",
  );
  const band = interval && make("span", {
    class: "st-band",
    style: `left:${place(interval[0])};width:calc(${place(interval[1])} - ${place(interval[0])})`,
  });
  return make("div", { class: "st-numbers", role: "img", "aria-label": words },
    make("div", { class: "st-axis" }, band,
      state.guess == null ? null : mark("guess", state.guess, "you"), mark("truth", data.truth, "answer")),
    make("div", { class: "st-ends" }, make("span", {}, plain(data.low)), make("span", {}, plain(data.high))));
};

const render = ({ model, el }) => {
  const uid = `st-${Math.random().toString(36).slice(2)}`;
  const draft = { option: null, typed: "", step: null };
  let mine = null; // the last state written here, so that other changes are noticed

  const data = () => model.get("data");
  const state = () => model.get("state") ?? {};
  const isDone = () => state().guess != null || Boolean(state().skipped);

  const root = make("section", { class: "small-trials st-card", "data-question": data().id });
  const form = make("form", { novalidate: true });
  const verdict = make("div", { class: "st-verdict", "aria-live": "polite", tabindex: "-1" });
  const trouble = make("div", { class: "st-trouble", "aria-live": "polite", id: `${uid}-trouble` });
  // While the card is open its own button shows the answer, and afterwards the card says first what was said.
  const own = `[data-question="${data().id}"]`, fold = `details[data-reveal="${data().id}"]`;
  const once = make("style", {}, `body:has(${own}[data-state="open"]) ${fold}, body:has(${own}[data-state="committed"]) ${fold} [data-said] { display: none; }`);
  root.append(once, make("p", { class: "st-title" }, data().title), form, verdict);
  el.replaceChildren(root);

  const keep = (next) => {
    mine = JSON.stringify(next);
    model.set("state", next);
    model.save_changes();
  };

  const commit = (guess) => {
    const confidence = draft.step == null ? null : data().steps[draft.step];
    keep(judged(data(), { guess, confidence }));
    draw();
    verdict.focus({ preventScroll: true });
  };

  const complain = (...content) => {
    trouble.replaceChildren(...content);
    form.querySelector("[data-number]")?.setAttribute("aria-invalid", "true");
  };

  const askShare = ({ number, share }) => {
    const take = make("button", { type: "button", "data-action": "take" }, `${withUnit(plain(share), data())}?`);
    const asTyped = make("button", { type: "button", "data-action": "keep" }, `No, ${withUnit(plain(number), data())}`);
    take.onclick = () => commit(share);
    asTyped.onclick = () => {
      const found = inRange(number, data());
      if (found.trouble) complain(found.trouble);
      else commit(number);
    };
    complain(make("p", {}, `This asks for ${data().unit}. Did you mean`), make("p", { class: "st-buttons" }, take, asTyped));
    take.focus();
  };

  form.onsubmit = (event) => {
    event.preventDefault();
    if (isDone()) return;
    if (data().options) {
      if (draft.option == null) complain("Choose one of the answers first.");
      else commit(draft.option);
      return;
    }
    const found = read(draft.typed, data());
    if (found.trouble) {
      complain(found.trouble);
      form.querySelector("[data-number]").focus();
    } else if (found.share !== undefined) askShare(found);
    else commit(found.number);
  };

  const optionRow = (letter, text) => {
    const now = state(), done = isDone();
    const input = make("input", {
      type: "radio", name: uid, value: letter, disabled: done,
      checked: (done ? now.guess : draft.option) === letter,
    });
    input.onchange = () => { draft.option = letter; trouble.replaceChildren(); };
    const tags = [];
    if (done && now.guess === letter) tags.push("your answer");
    const told = done && data().truth === letter && (now.verdict === "right" || now.skipped || !isExercise(data()));
    if (told) tags.push("right");
    const tag = tags.length ? make("span", { class: "st-tag" }, tags.join(", ")) : null;
    const kind = told ? " st-is-right" : done && now.guess === letter && now.verdict === "wrong" ? " st-is-wrong" : "";
    return make("label", { class: `st-option${kind}` }, input, make("span", {}, `${letter}) ${text}`), tag);
  };

  const numberRow = () => {
    const done = isDone();
    const shown = done ? (state().guess == null ? "" : plain(state().guess)) : draft.typed;
    const input = make("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", "data-number": true, id: `${uid}-number`, value: shown,
      disabled: done, "aria-describedby": `${uid}-hint ${uid}-trouble`,
    });
    input.oninput = () => { draft.typed = input.value; trouble.replaceChildren(); input.removeAttribute("aria-invalid"); };
    const unit = data().unit ? make("span", { class: "st-unit" }, data().unit) : null;
    const label = make("label", { for: `${uid}-number` }, "Your answer");
    const hint = make("p", { class: "st-hint", id: `${uid}-hint` },
      sentences(`${wanted(data()).replace("a number", "A number")}.`, data().margin));
    return make("div", { class: "st-number" }, make("div", { class: "st-box" }, label, input, unit), hint);
  };

  const confidenceRow = () => {
    const { steps } = data(), done = isDone();
    if (!steps.length || (done && state().confidence == null)) return null;
    const at = done ? steps.indexOf(state().confidence) : draft.step;
    const input = make("input", {
      type: "range", min: 0, max: steps.length - 1, step: 1, value: at ?? 0, "data-confidence": true,
      id: `${uid}-sure`, disabled: done,
    });
    const output = make("output", { for: `${uid}-sure` });
    const tell = (step) => {
      const words = step == null ? "not said yet" : `${steps[step]} % sure`;
      output.textContent = words;
      input.setAttribute("aria-valuetext", words);
      input.classList.toggle("st-untouched", step == null);
    };
    const touched = () => { draft.step = Number(input.value); tell(draft.step); };
    input.oninput = touched;
    input.onpointerup = touched; // a press on the lowest step changes nothing, and still says something
    input.onkeyup = (event) => { if (/^(Arrow|Home|End|Page)/.test(event.key)) touched(); };
    tell(at);
    const ends = make("div", { class: "st-ends", "aria-hidden": "true" },
      make("span", {}, `${steps[0]} %: a guess`), make("span", {}, `${steps.at(-1)} %: certain`));
    return make("div", { class: "st-sure" },
      make("label", { for: `${uid}-sure` }, "How sure are you? "), output, input, ends);
  };

  const buttons = () => {
    const row = make("div", { class: "st-buttons" });
    const again = (words) => {
      const button = make("button", { type: "button", "data-action": "again" }, words);
      const drawn = performance.now();
      button.onclick = (event) => {
        if (event.isTrusted && performance.now() - drawn < 700) return; // the second half of a double click on Commit
        draft.typed = "";
        keep({});
        draw();
        form.querySelector("input")?.focus();
      };
      row.append(button);
    };
    if (isDone()) {
      if (data().kind === "belief" || (state().guess != null && !state().verdict)) again("Change my answer");
      else if (isExercise(data()) && state().verdict !== "right") again("Try again");
      return row;
    }
    row.append(make("button", { type: "submit", "data-action": "commit" }, "Commit"));
    if (data().kind !== "belief") {
      const skip = make("button", { type: "button", "data-action": "skip", class: "st-quiet" }, "Show without guessing");
      skip.onclick = () => { keep({ skipped: true }); draw(); verdict.focus({ preventScroll: true }); };
      row.append(skip);
    }
    return row;
  };

  const told = () => {
    const now = state(), known = data().truth != null;
    if (!isDone()) return [];
    if (now.skipped) {
      if (!known) return [make("p", {}, "Choose Run, then Run All Cells: the answer opens below.")];
      const answer = isExercise(data()) ? `The answer: ${data().truth_text}.` : `${answers(data())} ${data().truth_text}.`;
      return [make("p", {}, sentences(answer, data().right)), data().options ? null : numberLine(data(), now)];
    }
    const { verdict: found, because } = judge(data(), now.guess);
    const head = { right: "✓ Right.", wrong: "✗ Not quite.", noted: "Noted." }[found];
    const lines = [make("p", { "data-verdict": found ?? "noted" },
      make("strong", {}, head ?? "Noted."), " ", saidText(data(), now),
      found ? "" : " Choose Run, then Run All Cells: the answer opens below.")];
    if (because) lines.push(make("p", {}, because));
    if (!isExercise(data()) || found === "right") {
      if (!data().options && known && found !== "noted") lines.push(numberLine(data(), now));
    } else {
      lines.push(make("details", {}, make("summary", {}, "Model answer"),
        make("p", {}, sentences(`${data().truth_text}.`, data().right)),
        data().options ? null : numberLine(data(), now)));
    }
    return lines;
  };

  const draw = () => {
    root.dataset.state = isDone() ? "committed" : "open";
    trouble.replaceChildren();
    const rows = data().options
      ? Object.entries(data().options).map(([letter, text]) => optionRow(letter, text))
      : [numberRow()];
    form.replaceChildren(
      make("fieldset", {}, make("legend", {}, data().question), ...rows),
      ...[confidenceRow(), trouble, buttons()].filter(Boolean));
    verdict.replaceChildren(...told().filter(Boolean));
  };

  // The truth may arrive after the commit: then the verdict is made now, and Python is told.
  const update = () => {
    if (state().guess != null) {
      const next = judged(data(), state());
      if (["verdict", "truth", "said"].some((name) => next[name] !== state()[name])) keep(next);
    }
    if (isDone()) draw();
  };
  const changed = () => {
    if (JSON.stringify(state()) === mine) return;
    if (!isDone()) Object.assign(draft, { option: null, typed: "", step: null }); // started over from elsewhere
    draw();
  };
  model.on("change:data", update);
  model.on("change:state", changed);
  draw();
  update();
  return () => {
    model.off("change:data", update);
    model.off("change:state", changed);
  };
};

export default { render };
