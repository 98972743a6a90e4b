// Sliders with the sentence that they write, beside the picture that they draw.
// data: { sliders: [{ name, label, low, high, step, start }], start: { name: value },
//   frame: { values, src, alt, caption, width, height }   what Python drew last (live), or
//   frames: [frame, ...]                                  what was drawn beforehand (plain pages) }
// state: { values: { name: value } }

const same = (some, other) => Object.keys(some).every((name) => Math.abs(some[name] - other[name]) < 1e-9);
const plain = (number) => String(Number(Number(number).toPrecision(12)));

const render = ({ model, el }) => {
  const uid = `st-${Math.random().toString(36).slice(2)}`;
  const { sliders, start, frames } = model.get("data");
  const values = { ...start, ...(model.get("state")?.values ?? {}) };
  let sent = null; // the values that Python is drawing now; newer ones wait until it has answered

  const root = document.createElement("section");
  root.className = "small-trials st-slider";
  const controls = document.createElement("div");
  controls.className = "st-controls";
  const sentence = document.createElement("p");
  sentence.className = "st-sentence";
  sentence.setAttribute("aria-live", "polite");
  const image = document.createElement("img");
  const figure = document.createElement("figure");
  figure.append(image);
  root.append(controls, figure);
  el.replaceChildren(root);

  const show = (frame) => {
    if (!frame) return;
    sentence.textContent = frame.caption;
    figure.hidden = !frame.src;
    if (frame.src) Object.assign(image, { src: frame.src, alt: frame.alt, width: frame.width, height: frame.height });
  };

  const keep = () => {
    model.set("state", { values: { ...values } });
    model.save_changes();
  };

  const moved = () => {
    if (frames) {
      show(frames.find((frame) => same(values, frame.values)));
      keep();
    } else if (!sent) {
      sent = { ...values };
      keep();
    }
  };

  const rows = sliders.map(({ name, label, low, high, step }, place) => {
    // Drawn beforehand, a slider has the places of its own frames: the others stand at their start.
    const own = frames && frames.map((frame) => frame.values)
      .filter((found) => sliders.every((other) => other.name === name || found[other.name] === start[other.name]))
      .map((found) => found[name]);
    const places = own && [...new Set(own)].sort((a, b) => a - b);
    const row = document.createElement("div");
    const words = document.createElement("label");
    const output = document.createElement("output");
    const input = document.createElement("input");
    input.type = "range";
    input.id = words.htmlFor = `${uid}-${place}`;
    output.htmlFor = input.id;
    words.textContent = `${label} `;
    Object.assign(input, places ? { min: 0, max: places.length - 1, step: 1 } : { min: low, max: high, step });
    const tell = () => {
      input.value = places ? places.indexOf(values[name]) : values[name];
      output.textContent = plain(values[name]);
      input.setAttribute("aria-valuetext", plain(values[name]));
    };
    input.oninput = () => {
      if (places) Object.assign(values, start);
      values[name] = places ? places[input.value] : Number(input.value);
      rows.forEach((other) => other.tell());
      moved();
    };
    row.append(words, output, input);
    controls.append(row);
    return { tell };
  });
  controls.append(sentence);
  if (frames && sliders.length > 1) {
    const note = document.createElement("p");
    note.className = "st-hint";
    note.textContent = "On this page one slider moves at a time; the others go back to where they started.";
    controls.append(note);
  }

  const drawn = () => {
    const { frame } = model.get("data");
    show(frame);
    if (!sent || !frame || !same(sent, frame.values)) return;
    const waiting = !same(sent, values);
    sent = null;
    if (waiting) moved();
  };
  model.on("change:data", drawn);
  if (frames) {
    if (!frames.some((frame) => same(values, frame.values))) Object.assign(values, start);
    show(frames.find((frame) => same(values, frame.values)));
  } else {
    show(model.get("data").frame);
    Object.assign(values, model.get("data").frame?.values);
  }
  rows.forEach((row) => row.tell());
  return () => model.off("change:data", drawn);
};

export default { render };
