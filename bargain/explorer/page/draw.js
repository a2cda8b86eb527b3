// Drawing: scales and shapes only. What is drawn was computed by the library, and came with the answer.

import { byId, shape, make } from "./making.js";

const SIGNS = [
  "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", "M-4.5 -4.5h9v9h-9z", "M0 -5.8l5.4 9.6h-10.8z", "M0 -6l6 6l-6 6l-6 -6z",
  "M0 5.8l5.4 -9.6h-10.8z", "M-1.8 -5.5h3.6v3.7h3.7v3.6h-3.7v3.7h-3.6v-3.7h-3.7v-3.6h3.7z",
  "M0 -6l1.6 4.2h4.4l-3.5 2.8l1.3 4.5l-3.8 -2.6l-3.8 2.6l1.3 -4.5l-3.5 -2.8h4.4z", "M-3 -5.2h6l3 5.2l-3 5.2h-6l-3 -5.2z",
];
/** The sign of the concept at a place of the list; concepts are told apart by shape, not by colour. */
export const sign = (place) => SIGNS[place % SIGNS.length];

const MANY = 400; // dots, beyond which they are drawn small
const CROSS = "M-5 -5l10 10M-5 5l10 -10";

/** Round steps that cut low to high into some `count` parts. */
function ticks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((m) => m * power >= rough) * power;
  const found = [];
  for (let x = Math.ceil(low / step - 1e-9) * step; x <= high + step * 1e-9; x += step) found.push(x);
  return { found, step };
}

function reach(values, count) {
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (!(high > low)) [low, high] = [low - 1, high + 1];
  const { step } = ticks(low, high, count);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

const label = (x) => String(Number(x.toPrecision(6)));
const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Lines and dots of one layer, in two paths whatever their number. */
function layer(data, x, y, name) {
  const lines = data.lines.map((line) => `M${line.map(([a, b]) => `${x(a)} ${y(b)}`).join("L")}`).join("");
  const dots = data.dots.map(([a, b]) => `M${x(a)} ${y(b)}h0`).join("");
  return [
    shape("path", { class: `line ${name}`, d: lines }),
    shape("path", { class: `dots ${name}${data.dots.length > MANY ? " many" : ""}`, d: dots }),
  ];
}

function axes(width, height, box, xs, ys, x, y, parties) {
  const grid = [];
  const small = width < 420;
  for (const t of ticks(...xs, small ? 4 : 8).found) {
    grid.push(shape("path", { class: "grid", d: `M${x(t)} ${box.top}V${box.bottom}` }));
    grid.push(shape("text", { class: "tick", x: x(t), y: box.bottom + 15, "text-anchor": "middle" }, label(t)));
  }
  for (const t of ticks(...ys, height < 260 ? 4 : 8).found) {
    grid.push(shape("path", { class: "grid", d: `M${box.left} ${y(t)}H${box.right}` }));
    grid.push(shape("text", { class: "tick", x: box.left - 6, y: y(t) + 4, "text-anchor": "end" }, label(t)));
  }
  const most = Math.max(6, Math.floor((width - 90) / 7) - 16);
  grid.push(shape("text", { class: "name", x: box.right, y: height - 4, "text-anchor": "end" },
    `payoff of ${cut(parties[0], most)}, points →`));
  grid.push(shape("text", { class: "name", x: 4, y: 13 }, `↑ payoff of ${cut(parties[1], most)}, points`));
  return grid;
}

/** The payoff picture: frontier, zone, disagreement, and every concept's solution. */
export function drawPicture(picture, concepts, chosen) {
  const svg = byId("picture");
  const width = Math.max(240, svg.clientWidth);
  const height = Math.max(150, svg.clientHeight);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  if (picture.problem) {
    const lines = picture.problem.match(/.{1,44}(\s|$)|\S+/g) || [];
    svg.replaceChildren(...lines.map((line, k) => shape("text", { class: "name", x: 8, y: 24 + 18 * k }, line)));
    byId("picture-text").textContent = `No picture: ${picture.problem}`;
    byId("legend").replaceChildren();
    return;
  }
  const rows = concepts.rows;
  const place = picture.parties.map((party) => concepts.parties.indexOf(party));
  const marks = rows.map((row) => place.map((k) => row.payoffs[k]));
  const all = [picture.disagreement, ...marks];
  for (const part of Object.values(picture.layers)) all.push(...part.lines.flat(), ...part.dots);
  const box = { left: 40, right: width - 12, top: 24, bottom: height - 36 };
  const xs = reach(all.map((p) => p[0]), 8);
  const ys = reach(all.map((p) => p[1]), 8);
  const x = (v) => Math.round(10 * (box.left + ((v - xs[0]) / (xs[1] - xs[0])) * (box.right - box.left))) / 10;
  const y = (v) => Math.round(10 * (box.bottom - ((v - ys[0]) / (ys[1] - ys[0])) * (box.bottom - box.top))) / 10;
  const [dx, dy] = picture.disagreement.map((v, k) => (k ? y(v) : x(v)));
  const parts = axes(width, height, box, xs, ys, x, y, picture.parties);
  parts.unshift(shape("rect", { class: "better", x: dx, y: box.top, width: Math.max(0, box.right - dx), height: Math.max(0, dy - box.top) }));
  for (const [name, data] of Object.entries(picture.layers)) parts.push(...layer(data, x, y, name));
  parts.push(shape("path", { class: "floor", d: `M${dx} ${box.top}V${dy}H${box.right}` }));
  parts.push(shape("path", { class: "cross", d: CROSS, transform: `translate(${dx} ${dy})` }));
  rows.forEach((row, k) => {
    if (row.concept !== chosen) parts.push(mark(k, x(marks[k][0]), y(marks[k][1]), "sign"));
  });
  const at = rows.findIndex((row) => row.concept === chosen);
  if (at >= 0) parts.push(mark(at, x(marks[at][0]), y(marks[at][1]), "sign chosen"));
  svg.replaceChildren(...parts);
  legend(picture, rows, chosen);
  byId("picture-text").textContent = inWords(picture, rows, chosen, place);
}

const mark = (k, x, y, kind) => shape("path", { class: kind, d: sign(k), transform: `translate(${x} ${y})${kind === "sign" ? "" : " scale(1.35)"}` });

/** A small picture beside a name. */
export const icon = (...children) => shape("svg", { class: "icon", viewBox: "-9 -9 18 18", "aria-hidden": "true" }, ...children);

function legend(picture, rows, chosen) {
  const items = rows.map((row, k) =>
    make("li", {}, icon(shape("path", { class: row.concept === chosen ? "sign chosen" : "sign", d: sign(k) })), row.concept.replaceAll("_", " ")));
  items.push(make("li", {}, icon(shape("path", { class: "cross", d: CROSS })), "no deal"));
  const line = (name) => icon(shape("path", { class: `line ${name}`, d: "M-9 0H9" }), shape("path", { class: `dots ${name}`, d: "M0 0h0" }));
  const said = { zone: "zone of agreement", frontier: "rest of the frontier", lotteries: "with lotteries" };
  for (const [name, { lines, dots }] of Object.entries(picture.layers)) {
    if (lines.length + dots.length) items.push(make("li", {}, line(name), said[name]));
  }
  byId("legend").replaceChildren(...items);
}

function inWords(picture, rows, chosen, place) {
  const [one, other] = picture.parties;
  const texts = rows.map((row) => `${row.concept.replaceAll("_", " ")}${row.concept === chosen ? ", chosen" : ""}: ${place.map((k) => row.texts[k]).join(" and ")}`);
  const zone = picture.layers.zone;
  const held = zone.dots.length + zone.lines.length ? "" : " No agreement is in the zone.";
  return `Payoffs of ${one} across and ${other} upward, in points. No deal: ${picture.texts.join(" and ")}. ${texts.join("; ")}.${held} The tables below hold the numbers.`;
}

/** The range of each party in the zone, one line each, on one scale. */
export function drawRanges(ranges) {
  const svg = byId("range");
  const width = Math.max(240, svg.clientWidth);
  const height = 26 + 44 * ranges.length;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", height);
  svg.toggleAttribute("hidden", !ranges.length);
  if (!ranges.length) {
    byId("range-text").textContent = "There is no zone of agreement.";
    return;
  }
  const xs = reach(ranges.flatMap((r) => [r.disagreement, r.low ?? r.high, r.high, r.settled]), 8);
  const x = (v) => 12 + ((v - xs[0]) / (xs[1] - xs[0])) * (width - 24);
  const parts = ticks(...xs, width < 420 ? 4 : 8).found.flatMap((t) => [
    shape("path", { class: "grid", d: `M${x(t)} 4V${height - 20}` }),
    shape("text", { class: "tick", x: x(t), y: height - 6, "text-anchor": "middle" }, label(t)),
  ]);
  ranges.forEach((r, k) => {
    const at = 34 + 44 * k;
    parts.push(shape("text", { class: "name", x: 12, y: at - 14 }, cut(r.party, Math.floor(width / 8))));
    if (r.low !== null) parts.push(shape("path", { class: "bar", d: `M${x(r.low)} ${at}H${x(r.high)}` }));
    parts.push(shape("path", { class: "cross", d: CROSS, transform: `translate(${x(r.disagreement)} ${at})` }));
    parts.push(shape("path", { class: "sign chosen", d: sign(0), transform: `translate(${x(r.settled)} ${at})` }));
  });
  svg.replaceChildren(...parts);
  byId("range-text").textContent = ranges.map((r) => r.words).join(". ");
}
