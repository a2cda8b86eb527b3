// The controls: sliders, switches, levers. Each tells `change(key, entry, options)` what it wants; nothing is computed here.

import { byId, fresh, make, tidy } from "./making.js";
import { spoken } from "./tables.js";

const rows = new Map(); // path → { range, field, note, says, label }
const SIDES = 2;
const FEW = 6; // red lines that are shown at once

/** Build everything that depends on the structure of the game. */
export function buildControls(form, change) {
  const open = new Set([...document.querySelectorAll("#groups details[open]")].map((d) => d.dataset.name));
  const first = !byId("groups").children.length;
  rows.clear();
  buildChoices(form, change);
  buildLevers(form.levers, change);
  byId("groups").replaceChildren(...form.groups.map((group, k) =>
    make("details", { "data-name": group.name, open: first ? k === 0 : open.has(group.name) },
      make("summary", {}, group.title), group.says ? make("p", { class: "quiet" }, group.says) : null,
      group.sections.map((section) => buildSection(group, section, form, change)))));
  byId("issues").replaceChildren(...form.issues.map((issue) =>
    make("li", {},
      make("div", {}, make("strong", {}, issue.name), issue.question ? ` ${issue.question}` : "",
        make("small", {}, [issue.today && `today: ${issue.today}`, issue.source].filter(Boolean).join("; "))),
      make("button", { type: "button", "aria-label": `Take out ${issue.name}`,
        onclick: () => change(null, { kind: "no issue", name: issue.name }, { form: true }) }, "Take out"))));
}

function buildSection(group, section, form, change) {
  const issue = form.issues.find((i) => i.name === section.title);
  const question = group.name === "weights" && issue ? issue.question : "";
  return make("fieldset", { class: "section" }, make("legend", {}, section.title),
    question ? make("p", { class: "quiet" }, question) : null,
    section.rows.map((row) => buildRow(row, `${group.title}, ${section.title}, ${row.label}`, change)));
}

function buildRow(row, whole, change) {
  const id = fresh("number");
  const key = `value ${row.path}`;
  const give = (text, dragged) => {
    if (text.trim() === "" || !Number.isFinite(Number(text))) {
      refuse(key, "write a number, with a point for decimals");
      return;
    }
    change(key, { kind: "value", path: row.path, to: Number(text) }, { dragged });
  };
  const range = make("input", { type: "range", id, min: row.low, max: row.high, step: row.step, "aria-describedby": `${id}-why ${id}-no`,
    oninput: () => give(range.value, true), onchange: () => change(key, null, { ends: true }) });
  range.setAttribute("aria-label", `${whole}${row.unit ? `, ${row.unit}` : ""}`);
  const field = make("input", { type: "text", inputmode: "decimal", autocomplete: "off", id: `${id}-n`, "aria-label": `${whole}, as a number`, "aria-describedby": `${id}-no`,
    onchange: () => give(field.value, false) });
  const says = make("small", { id: `${id}-why` }, row.evidence + (row.shared ? "; the others of its sum give way in proportion" : ""));
  const note = make("p", { class: "refusal", id: `${id}-no`, role: "alert", hidden: true });
  rows.set(row.path, { range, field, note, says, unit: row.unit, evidence: says.textContent });
  return make("div", { class: "row" }, make("label", { for: id }, row.label), range, field,
    make("span", { class: "unit" }, row.unit), says, note);
}

function buildChoices(form, change) {
  const concept = make("select", { id: "concept", onchange: () => change("concept", { kind: "concept", name: concept.value }) },
    form.concepts.map((c) => make("option", { value: c.name }, spoken(c.name))));
  const summary = make("small", { id: "concept-says" });
  concept.dataset.summaries = JSON.stringify(Object.fromEntries(form.concepts.map((c) => [c.name, c.summary])));
  concept.setAttribute("aria-describedby", "concept-says concept-no");
  const lotteries = make("input", { type: "checkbox", id: "lotteries", onchange: () => change("lotteries", { kind: "lotteries", on: lotteries.checked }) });
  const parts = [
    make("div", { class: "pick" }, make("label", { for: "concept" }, "Concept"), concept, summary, make("p", { class: "refusal", id: "concept-no", role: "alert", hidden: true })),
    make("label", { class: "switch" }, lotteries, "Allow lotteries over agreements"),
  ];
  if (form.parties.length > SIDES) {
    const side = (k) => make("select", { id: `pair-${k}`, onchange: () => change("pair", { kind: "pair", parties: [byId("pair-0").value, byId("pair-1").value] }) },
      form.parties.map((party) => make("option", { value: party }, party)));
    parts.push(make("div", { class: "pick" }, make("label", { for: "pair-0" }, "Drawn across"), side(0), make("label", { for: "pair-1" }, "Drawn upward"), side(1),
      make("p", { class: "refusal", id: "pair-no", role: "alert", hidden: true })));
  }
  byId("choices").replaceChildren(byId("choices").firstElementChild, ...parts);
}

function buildLevers(levers, change) {
  byId("levers").hidden = !levers.length;
  const group = (lever) => {
    const name = fresh("lever");
    const radio = (level) => make("label", { class: "switch" },
      make("input", { type: "radio", name, "data-lever": lever.name, "data-level": level ?? false,
        onchange: () => change(`lever ${lever.name}`, { kind: "lever", lever: lever.name, level }) }),
      level ?? "as in the case");
    return make("fieldset", { class: "lever" }, make("legend", {}, lever.name, make("small", {}, ` held by ${lever.held_by}`)), radio(null), lever.levels.map(radio),
      make("p", { class: "refusal", "data-no": `lever ${lever.name}`, role: "alert", hidden: true }));
  };
  byId("levers").replaceChildren(byId("levers").firstElementChild, ...levers.map(group));
}

/** Red lines with their switches: on while they stand. */
export function showLines(lines, change) {
  const part = byId("lines");
  part.hidden = !lines.length;
  const keys = lines.map((line) => `${line.party} ${JSON.stringify(line.never)}`);
  if (part.dataset.keys !== JSON.stringify(keys)) {
    part.dataset.keys = JSON.stringify(keys);
    part.open = lines.length <= FEW;
    part.firstElementChild.textContent = `Red lines (${lines.length})`;
    part.replaceChildren(part.firstElementChild, ...lines.map((line, k) => {
      const box = make("input", { type: "checkbox", role: "switch",
        onchange: () => change(`line ${keys[k]}`, { kind: "red line", party: line.party, never: line.never, lifted: !box.checked }) });
      return make("label", { class: "switch line" }, box, make("span", {}), make("small", {}));
    }), make("p", { class: "refusal", id: "line-no", role: "alert", hidden: true }));
  }
  lines.forEach((line, k) => {
    const [box, name, state] = part.children[k + 1].children;
    box.checked = !line.lifted;
    name.textContent = line.label;
    const over = line.crossed ? (line.lifted ? "lifted; the settlement goes over it" : "the settlement crosses it, at its price") : line.lifted ? "lifted" : "holds";
    state.textContent = over;
  });
}

/** Set every control to where the state has it; the one in use keeps what its user is giving it. */
export function showState(state, leftOut, using) {
  for (const [path, row] of rows) {
    const value = state.values[path];
    const text = tidy(value);
    if (Number(row.range.min) > value) row.range.min = value;
    if (Number(row.range.max) < value) row.range.max = value;
    const held = state.held[path];
    if (using !== `value ${path}` || document.activeElement !== row.range) row.range.value = value;
    if (using !== `value ${path}` || document.activeElement !== row.field) row.field.value = text;
    row.field.dataset.shown = text;
    row.range.setAttribute("aria-valuetext", `${text} ${row.unit}`.trim());
    row.range.disabled = row.field.disabled = Boolean(held);
    const says = held || row.evidence;
    if (row.says.textContent !== says) row.says.textContent = says;
    clear(row.note, row);
  }
  const concept = byId("concept");
  concept.value = state.concept;
  byId("concept-says").textContent = JSON.parse(concept.dataset.summaries)[state.concept];
  if (leftOut) for (const option of concept.options) option.disabled = option.value in leftOut && option.value !== state.concept;
  byId("lotteries").checked = state.lotteries;
  state.pair.forEach((party, k) => { if (byId(`pair-${k}`)) byId(`pair-${k}`).value = party; });
  for (const radio of document.querySelectorAll("#levers input")) {
    const { lever, level } = radio.dataset;
    radio.checked = (Object.hasOwn(state.levers, lever) ? state.levers[lever] : undefined) === level;
  }
  for (const note of document.querySelectorAll("#controls > fieldset .refusal, #lines .refusal")) note.hidden = true;
}

function clear(note, row) {
  if (note.hidden) return;
  note.hidden = true;
  row.field.removeAttribute("aria-invalid");
}

/** Show beside the control why its change was refused; false where the control has no place for it. */
export function refuse(key, why) {
  if (key === null) return false;
  const row = key.startsWith("value ") ? rows.get(key.slice("value ".length)) : null;
  const note = row ? row.note : document.querySelector(`[data-no="${CSS.escape(key)}"]`) || byId(`${key.split(" ")[0]}-no`);
  if (!note) return false;
  note.textContent = why;
  note.hidden = false;
  if (row) row.field.setAttribute("aria-invalid", "true");
  return true;
}
