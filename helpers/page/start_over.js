// One button that deletes every recorded answer, after asking once more.
// data: { words }; state: { deleted: when } (Python, or the host of the plain pages, does the deleting)

const render = ({ model, el }) => {
  const root = document.createElement("section");
  root.className = "small-trials st-card";
  const words = document.createElement("p");
  words.setAttribute("aria-live", "polite");
  const row = document.createElement("div");
  row.className = "st-buttons";
  root.append(words, row);
  el.replaceChildren(root);

  const button = (text, action, onclick) => {
    const node = document.createElement("button");
    Object.assign(node, { type: "button", textContent: text, onclick });
    node.dataset.action = action;
    return node;
  };
  const ask = (text) => {
    words.textContent = text;
    row.replaceChildren(button("Start over", "start-over", sure));
  };
  const sure = () => {
    words.textContent = "Delete all your answers?";
    const no = button("No, keep them", "keep", () => ask(model.get("data").words));
    const asked = performance.now();
    const yes = button("Yes, delete them", "delete", (event) => {
      if (event.isTrusted && performance.now() - asked < 700) return; // the second half of a double click
      model.set("state", { deleted: Date.now() });
      model.save_changes();
      ask("All your answers were deleted.");
    });
    row.replaceChildren(no, yes);
    no.focus();
  };
  ask(model.get("data").words);
};

export default { render };
