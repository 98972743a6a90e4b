
// JupyterLab takes single keys as commands (d, d deletes a cell): within a component the keys are the reader's.
// Where the kernel stopped or started again, nothing reaches Python any more: the component says so.
export default {
  render(context) {
    const { model, el } = context;
    el.classList.add("st-live");
    steady(el);
    el.addEventListener("keydown", (event) => event.stopPropagation());
    model.on("comm_live_update", () => {
      if (el.querySelector(".st-stopped")) return;
      const words = document.createElement("p");
      words.className = "st-stopped";
      words.setAttribute("role", "status");
      words.textContent = "The kernel stopped, so what you do here now is not kept. Choose Run, then Run All Cells, once.";
      el.append(words);
    });
    const newRoom = ({ detail }) => {
      if (detail !== model.widget_manager) return; // the vote of another notebook
      model.set("state", {});
      model.save_changes();
    };
    document.addEventListener("small-trials:new-room", newRoom);
    const leave = component.render(context);
    return () => {
      document.removeEventListener("small-trials:new-room", newRoom);
      leave?.();
    };
  },
};
