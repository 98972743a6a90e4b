// How well the reader's confidence matched: every prediction with guess, answer and how far, and one small picture.
// data: { questions: [{ id, question, unit, unit_of_one, decimals, options }], answers: { id: { guess, confidence, verdict, truth } } }
// It keeps no state: in JupyterLab run the cell again after answering; the plain pages bring it up to date.

const SVG = "http://www.w3.org/2000/svg";
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const draw = (tag, attributes, text) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text) node.textContent = text;
  return node;
};
const plain = (number) => (Number(Number(number).toPrecision(6)) + 0).toLocaleString("en-GB", { maximumFractionDigits: 12 });

const withUnit = (text, several, one) => `${text} ${text === "1" ? one : several}`.trim();

const answerText = (question, value) => {
  if (value == null) return "not known yet";
  if (question.options) return `${value}) ${question.options[value]}`;
  return withUnit(plain(Number(Number(value).toFixed(question.decimals + 1))), question.unit, question.unit_of_one);
};

const howFar = (question, { guess, truth, verdict }) => {
  if (truth == null) return "";
  if (question.options) return verdict === "right" ? "right" : "another answer";
  const gap = Number(Math.abs(guess - truth).toFixed(question.decimals + 1));
  const units = question.unit === "%" ? ["points", "point"] : [question.unit, question.unit_of_one];
  return withUnit(plain(gap), ...units) + (verdict === "right" ? " (right)" : "");
};

// Predictions of about the same confidence in one point: how sure on average, how often right.
const groups = (rows) => {
  const bins = [[0, 40], [40, 60], [60, 80], [80, 101]];
  return bins.map(([low, high]) => rows.filter(({ entry }) => entry.confidence >= low && entry.confidence < high))
    .filter((found) => found.length)
    .map((found) => ({
      sure: found.reduce((sum, { entry }) => sum + entry.confidence, 0) / found.length,
      right: (100 * found.filter(({ entry }) => entry.verdict === "right").length) / found.length,
      count: found.length,
    }));
};

const picture = (points) => {
  const words = points.map(({ sure, right, count }) => `${count} at ${Math.round(sure)} % sure: ${Math.round(right)} % right`);
  const svg = draw("svg", { viewBox: "0 0 260 230", role: "img", class: "st-calibration", "aria-label": `How sure against how often right. ${words.join("; ")}. The dashed line is perfect calibration.` });
  const x = (value) => 45 + 2 * value, y = (value) => 205 - 1.9 * value;
  svg.append(draw("path", { d: `M${x(0)} ${y(100)}V${y(0)}H${x(100)}`, class: "st-frame" }),
    draw("path", { d: `M${x(0)} ${y(0)}L${x(100)} ${y(100)}`, class: "st-diagonal" }));
  for (const tick of [0, 50, 100])
    svg.append(draw("text", { x: x(tick), y: 220, "text-anchor": "middle" }, `${tick}`),
      draw("text", { x: 38, y: y(tick) + 4, "text-anchor": "end" }, `${tick}`));
  svg.append(draw("text", { x: x(100), y: y(0) - 6, "text-anchor": "end" }, "% sure"),
    draw("text", { x: x(0) + 6, y: y(100) + 4 }, "% right"));
  for (const { sure, right, count } of points)
    svg.append(draw("circle", { cx: x(sure), cy: y(right), r: 4 + 2 * Math.sqrt(count), class: "st-point" }));
  return svg;
};

const verdictText = (rows) => {
  if (!rows.length) return "No prediction with an answer yet: predict in the lessons, then come back.";
  const sure = rows.reduce((sum, { entry }) => sum + entry.confidence, 0) / rows.length;
  const right = rows.filter(({ entry }) => entry.verdict === "right").length;
  const share = (100 * right) / rows.length;
  const gap = sure - share;
  const read = rows.length < 5 ? "So few predictions say little about you."
    : gap > 10 ? "You were surer than you were right." : gap < -10 ? "You were right more often than you expected." : "That is close: well calibrated.";
  return `You gave ${rows.length} ${rows.length === 1 ? "prediction" : "predictions"} with a confidence: ${Math.round(sure)} % sure on average, and ${right} of ${rows.length} right. ${read}`;
};

const render = ({ model, el }) => {
  const root = make("section", { class: "small-trials", "aria-label": "Your predictions" });
  el.replaceChildren(root);
  const show = () => {
    const { questions, answers } = model.get("data");
    const given = questions.filter(({ id }) => answers[id]).map((question) => ({ question, entry: answers[question.id] }));
    const rows = given.filter(({ entry }) => entry.confidence != null && ["right", "wrong"].includes(entry.verdict));
    root.replaceChildren(make("p", { class: "st-sentence", "aria-live": "polite" }, verdictText(rows)));
    if (rows.length) root.append(picture(groups(rows)));
    if (!given.length) return;
    const head = ["Question", "You said", "Sure", "Answer", "How far"].map((name) => make("th", { scope: "col" }, name));
    const body = given.map(({ question, entry }) => make("tr", {},
      make("th", { scope: "row" }, question.question),
      ...[answerText(question, entry.guess), entry.confidence == null ? "" : `${entry.confidence} %`,
        answerText(question, entry.truth), howFar(question, entry)].map((text) => make("td", {}, text))));
    root.append(make("div", { class: "st-wide", tabindex: "0" }, make("table", {},
      make("caption", {}, `Your ${given.length} predictions`), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body))));
  };
  model.on("change:data", show);
  show();
  return () => model.off("change:data", show);
};

export default { render };
