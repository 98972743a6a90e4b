// A thumb that scrolls the page across a slider shall not move it. A touch moves a slider at once, and only then
// does the browser find out that the thumb scrolls: so what a touch does waits until it is a tap or a push sideways.
const SIDEWAYS = 8; // pixels

const steady = (el) => {
  let held = null; // { input, value, x, said, scrolls } of a touch that may yet become a scroll
  const release = () => {
    const { input, said } = held;
    held = null;
    said.forEach((name) => input.dispatchEvent(new Event(name, { bubbles: true })));
  };
  const hear = (name, call) => el.addEventListener(name, call, true);
  hear("pointerdown", ({ target, pointerType, clientX }) => {
    const isSlider = pointerType === "touch" && target.type === "range" && !target.disabled;
    held = isSlider ? { input: target, value: target.value, x: clientX, said: new Set(), scrolls: false } : null;
  });
  hear("pointermove", ({ clientX }) => {
    if (held && !held.scrolls && Math.abs(clientX - held.x) > SIDEWAYS) release();
  });
  hear("pointerup", () => { if (held && !held.scrolls) release(); });
  hear("pointercancel", () => {
    if (!held) return;
    held.scrolls = true;
    held.input.value = held.value;
  });
  for (const name of ["input", "change"]) hear(name, (event) => {
    if (held?.input !== event.target) return;
    event.stopImmediatePropagation();
    if (held.scrolls) held.input.value = held.value;
    else held.said.add(name);
  });
  for (const name of ["touchend", "touchcancel"]) hear(name, () => { if (held?.scrolls) held = null; });
};
