
// JupyterLab takes single keys as commands (d, d deletes a cell): within a component the keys are the reader's.
export default {
  render(context) {
    context.el.classList.add("st-live");
    context.el.addEventListener("keydown", (event) => event.stopPropagation());
    return component.render(context);
  },
};
