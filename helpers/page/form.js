// The bias questions as a form: an answer, its quoted basis, the judgement that follows by the rule, an override
// with a reason. Our own answer stands folded behind each question, and opens when the reader has answered.

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** One judgement of several, by the rule of `appraisal.joined`: more gaps than answers are no information. */
function joined(found) {
  if (found.includes("high concern")) return "high concern";
  if (found.filter((each) => each === "no information").length > found.length / 2) return "no information";
  return ["some concern", "no information"].find((each) => found.includes(each)) ?? "low concern";
}

function render({ model, el }) {
  const data = model.get("data");
  const rule = Object.fromEntries(data.rule.map(({ answer, judgement: found }) => [answer, found]));
  const state = {};
  const kept = () => model.get("state")?.items ?? {};
  const said = (id) => state.items[id] ?? {};

  function keep(id, change) {
    state.items = { ...state.items, [id]: { ...said(id), ...change } };
    model.set("state", { ...state });
    model.save_changes();
  }

  /** What stands for one question: the override, if it has a reason, else what the rule proposes. */
  function judgement(id) {
    const { answer, override, reason } = said(id);
    return override && reason?.trim() ? override : rule[answer];
  }

  function domainLine(domain) {
    const found = domain.items.map(({ id }) => judgement(id)).filter(Boolean);
    const silent = domain.items.filter(({ id }) => rule[said(id).answer] === "no information").length;
    const gaps = silent ? `, ${silent} not in our sources` : "";
    const answered = `${found.length} of ${domain.items.length} answered${gaps}`;
    return found.length < domain.items.length ? answered : `${capital(joined(found))} (${answered})`;
  }

  function ours(item) {
    const basis = item.basis ? `: “${item.basis}” (${item.source})` : "";
    const reason = item.reason ? `, in place of ${item.proposed}: ${item.reason.replace(/\.$/, "")}` : "";
    return make("p", {}, make("strong", {}, item.answer), `${basis}. ${capital(item.judgement)}${reason}.`);
  }

  function question(item, refresh) {
    const tag = make("span", { class: "st-form-tag" });
    const proposal = make("p", { "aria-live": "polite" });
    const behind = make("details", {}, make("summary", {}, "Our answer"), ours(item));
    const options = data.rule.map(({ answer }) =>
      make("label", { class: "st-option" },
        make("input", {
          type: "radio", name: `form-${item.id}`, value: answer, checked: said(item.id).answer === answer,
          onchange: () => { keep(item.id, { answer }); behind.open = true; tell(); },
        }),
        answer));
    const basis = make("input", { type: "text", value: said(item.id).basis ?? "", oninput: ({ target }) => keep(item.id, { basis: target.value }) });
    const none = make("option", { value: "" }, "as the rule says");
    const choice = make("select", { onchange: ({ target }) => { keep(item.id, { override: target.value }); tell(); } },
      none, ...data.judgements.map((each) => make("option", { value: each, selected: said(item.id).override === each }, each)));
    const reason = make("input", { type: "text", value: said(item.id).reason ?? "", oninput: ({ target }) => { keep(item.id, { reason: target.value }); tell(); } });

    function tell() {
      const { answer, override, reason: why } = said(item.id);
      tag.textContent = answer ? ` ${answer}` : "";
      const waits = override && !why?.trim() ? " A judgement of your own needs a reason; until then the rule stands." : "";
      const stands = override && !waits ? ` In its place: ${override}.` : waits;
      proposal.textContent = answer ? `By the rule: ${rule[answer]}.${stands}` : "";
      refresh();
    }
    const node = make("details", { "data-item": item.id }, make("summary", {}, item.question, tag));
    node.addEventListener("toggle", () => node.append(
      make("fieldset", {}, make("legend", {}, "Your answer"), make("div", { class: "st-form-options" }, ...options)),
      make("label", {}, "Its basis, a whole phrase quoted ", basis),
      proposal,
      make("div", { class: "st-form-options" }, make("label", {}, "Your judgement ", choice), make("label", {}, "because ", reason)),
      behind), { once: true });
    tell();
    return node;
  }

  const domainOf = (domain) => {
    const line = make("span", { class: "st-form-line", "aria-live": "polite" });
    const refresh = () => { line.textContent = domainLine(domain); };
    return make("div", { class: "st-form-domain" },
      make("p", {}, make("strong", {}, domain.name), " ", line),
      ...domain.items.map((item) => question(item, refresh)));
  };
  const rules = data.rule.map(({ answer, judgement: found }) => `${answer}: ${found}`).join("; ");
  const how = make("details", {}, make("summary", {}, "How answers become judgements"),
    make("p", {}, `By a rule that is ours: ${rules}. A domain is judged when all its questions are answered. It takes the most worrying of its answers (high, some, no information, low), and “no information” where more than half are silent. If you judge otherwise, choose your own judgement in place of the rule's, and say why.`));
  const emptying = () => make("button", {
    type: "button", class: "st-quiet", "data-action": "again",
    onclick: ({ currentTarget: again }) => {
      if (!again.dataset.asked) {
        again.dataset.asked = performance.now();
        again.textContent = "Delete all answers of this form?";
      } else if (performance.now() - again.dataset.asked > 700) { // not the second half of a double click
        model.set("state", { items: {} });
        model.save_changes();
        begin();
      }
    },
  }, "Empty the form");

  function begin() {
    state.items = kept();
    el.replaceChildren(make("section", { class: "small-trials st-form", "data-form": true, "aria-label": "Bias questions" },
      how, ...data.domains.map(domainOf), make("div", { class: "st-buttons" }, emptying())));
  }
  const elsewhere = () => {
    if (JSON.stringify(kept()) !== JSON.stringify(state.items)) begin();
  };
  begin();
  model.on("change:state", elsewhere);
  return () => model.off("change:state", elsewhere);
}

export default { render };
