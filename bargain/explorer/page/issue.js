// The form that adds an issue: it gathers what a case file would say, and the library checks it.

import { byId, fresh, make } from "./making.js";

const number = (text) => (text.trim() === "" || !Number.isFinite(Number(text)) ? text : Number(text));

function field(label, attributes) {
  const id = fresh("add");
  const input = make(attributes.rows ? "textarea" : "input", { id, autocomplete: "off", ...attributes });
  return { input, row: make("div", { class: "pick" }, make("label", { for: id }, label), input) };
}

const decimal = (label, value = "") => field(label, { type: "text", inputmode: "decimal", value });

/** Build the form for the parties and endings of the game. */
export function buildIssueForm(form, change) {
  const name = field("Name", { type: "text", name: "name" });
  const question = field("Question", { type: "text", name: "question" });
  const kindName = fresh("kind");
  const kind = (value, label, checked) => make("label", { class: "switch" }, make("input", { type: "radio", name: kindName, value, checked, onchange: () => show() }), label);
  const outcomes = field("Outcomes, one on each line", { rows: 3, name: "outcomes" });
  const low = decimal("From", "0");
  const high = decimal("To", "100");
  const unit = field("Unit", { type: "text" });
  const today = field("What holds today (leave empty for nothing)", { type: "text", name: "today", list: fresh("today") });
  const offered = make("datalist", { id: today.input.getAttribute("list") });
  const views = make("div", {});
  const endings = form.endings.map((ending) => [ending, field(`If it ends as “${ending}” (empty: as today)`, { type: "text" })]);
  const choice = make("div", {}, outcomes.row);
  const range = make("div", { hidden: true }, low.row, high.row, unit.row);
  const note = make("p", { class: "refusal", id: "issue-no", role: "alert", hidden: true });
  let own = new Map();

  const isRange = () => byId("add").querySelector(`input[name="${kindName}"]:checked`).value === "range";
  const listed = () => outcomes.input.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const ends = () => [low.input.value, high.input.value];

  function show() {
    const ranged = isRange();
    choice.hidden = ranged;
    range.hidden = !ranged;
    const over = ranged ? ends().map((x) => `worth of ${x}`) : listed().map((o) => `worth of “${o}”`);
    offered.replaceChildren(...(ranged ? [] : listed()).map((o) => make("option", { value: o })));
    const old = own;
    own = new Map(form.parties.map((party) => {
      const before = old.get(party);
      const weight = decimal("weight", before ? before.weight.input.value : "1");
      const worths = over.map((label, k) => decimal(label, before && before.worths[k] ? before.worths[k].input.value : ""));
      return [party, { weight, worths }];
    }));
    views.replaceChildren(...[...own].map(([party, { weight, worths }]) =>
      make("fieldset", { class: "section" }, make("legend", {}, party), weight.row, worths.map((w) => w.row))));
  }

  function gathered() {
    const ranged = isRange();
    const points = ends().map(number);
    const table = Object.assign(Object.create(null), ranged ? { range: points } : { outcomes: listed() });
    if (ranged && unit.input.value.trim()) table.unit = unit.input.value.trim();
    if (question.input.value.trim()) table.question = question.input.value.trim();
    const settled = (text) => (ranged ? number(text) : text.trim());
    if (today.input.value.trim()) table.status_quo = settled(today.input.value);
    for (const [party, { weight, worths }] of own) {
      const worth = worths.map((w) => number(w.input.value));
      table[party] = { weight: number(weight.input.value), worth: ranged ? { at: points, is: worth } : worth };
    }
    const imposed = Object.fromEntries(endings.filter(([, f]) => f.input.value.trim()).map(([ending, f]) => [ending, settled(f.input.value)]));
    return { kind: "issue", name: name.input.value.trim(), table, endings: imposed };
  }

  byId("add").replaceChildren(
    make("h3", {}, "Add an issue"), name.row, question.row,
    make("div", { role: "radiogroup", "aria-label": "Kind of issue" }, kind("choice", "a choice among outcomes", true), kind("range", "a number from a range", false)),
    choice, range, today.row, offered, ...endings.map(([, f]) => f.row), views, note,
    make("button", { type: "submit" }, "Add the issue"));
  outcomes.input.addEventListener("input", show);
  for (const end of [low, high]) end.input.addEventListener("change", show);
  byId("add").onsubmit = (event) => {
    event.preventDefault();
    change("issue", gathered(), { form: true });
  };
  show();
}
