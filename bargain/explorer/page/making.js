// Making parts of the page. Every name is put in as text or as the value of an attribute, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** An element with attributes (`onclick`, … are listeners) and children, texts or elements. */
export function make(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for a part of a picture. */
export function shape(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

export const byId = (id) => document.getElementById(id);

/** The rows of a table, head first; `numbers`: positions of columns that are set right. */
export function table(node, headers, rows, numbers = []) {
  const right = (k) => (numbers.includes(k) ? "number" : null);
  const head = make("tr", {}, headers.map((h, k) => make("th", { scope: "col", class: right(k) }, h)));
  const body = rows.map((row) =>
    make("tr", {}, row.map((cell, k) =>
      k === 0 ? make("th", { scope: "row", class: right(k) }, cell) : make("td", { class: right(k) }, cell))));
  node.replaceChildren(make("thead", {}, head), make("tbody", {}, body));
}

/** A number for an input: no more digits than its step is worth reading. */
export function tidy(x) {
  return String(Number(Number(x).toPrecision(10)));
}

let last = 0;
/** An id that no other element has. */
export function fresh(prefix) {
  last += 1;
  return `${prefix}-${last}`;
}
