// Tables and texts beside the pictures.

import { icon, sign } from "./draw.js";
import { byId, make, shape, table } from "./making.js";

export const spoken = (concept) => concept.replaceAll("_", " ");

/** The settlement: headline, how parties fare, issue by issue. */
export function showSettlement(settlement) {
  const { solution } = settlement;
  byId("headline").textContent = `${spoken(solution.concept)}: ${settlement.kind}`;
  byId("fares").tBodies[0].replaceChildren(...settlement.parties.map((p) =>
    make("tr", {}, make("th", { scope: "row" }, p.party),
      [p.payoff, p.disagreement, p.gain].map((cell) => make("td", { class: "number" }, cell)))));
  const headers = ["issue", ...(settlement.chances.length ? settlement.chances : ["outcome"])];
  table(byId("settled"), headers, settlement.issues.map((row) => [row.issue, ...row.settled]));
  byId("settled").hidden = !settlement.issues.length;
  byId("found").textContent = settlement.found;
  const ties = settlement.tied ? [`${settlement.tied} other that the concept ranks equal:`, ...settlement.ties] : [];
  byId("ties").replaceChildren(...ties.map((text) => make("li", {}, text)));
}

/** What is said aloud: how parties fare, and which issues are settled otherwise than before. */
export function spokenSettlement(settlement, before) {
  const fares = settlement.parties.map((p) => `${p.party} ${p.payoff}, gain ${p.gain}`);
  const was = new Map((before ? before.issues : []).map((row) => [row.issue, row.settled.join(" or ")]));
  const news = settlement.issues
    .filter((row) => before && was.get(row.issue) !== row.settled.join(" or "))
    .map((row) => `${row.issue}: ${row.settled.join(" or ")}`);
  const changed = before ? (news.length ? ` Now settled: ${news.join("; ")}.` : " Issues are settled as before.") : "";
  return `${spoken(settlement.solution.concept)}: ${settlement.kind}. ${fares.join("; ")}.${changed}`;
}

export function showConcepts(concepts, chosen) {
  const named = (row, k) => make("span", {}, icon(shape("path", { class: row.concept === chosen ? "sign chosen" : "sign", d: sign(k) })), spoken(row.concept));
  const rows = concepts.rows.map((row, k) => [named(row, k), ...row.texts, row.settled]);
  for (const [name, why] of Object.entries(concepts.left_out)) {
    rows.push([spoken(name), ...concepts.parties.map(() => "–"), `left out: ${why}`]);
  }
  table(byId("concepts"), ["concept", ...concepts.parties, `settled otherwise than by ${spoken(chosen)}`], rows, concepts.parties.map((_, k) => k + 1));
}

export function showRanges(ranges) {
  const rows = ranges.map((r) => [r.party, ...r.texts]);
  table(byId("ranges"), ["party", "no deal", "lowest", "highest", "settled"], rows, [1, 2, 3, 4]);
  byId("ranges").hidden = !ranges.length;
}

/** The points of the frontier, filled in only while the part is open. */
export function showPoints(picture) {
  byId("points-part").hidden = Boolean(picture.problem);
  byId("notes").textContent = (picture.notes || []).join("; ");
  if (picture.problem || !byId("points-part").open) return;
  const some = picture.rows.length < picture.count ? `${picture.rows.length} of ${picture.count.toLocaleString("en")} points, evenly chosen` : `${picture.count} points`;
  byId("points-count").textContent = some;
  const rows = picture.rows.map((row) => [...row.payoffs, row.zone ? "in the zone" : ""]);
  table(byId("points"), [...picture.columns, "zone"], rows, picture.columns.map((_, k) => k));
}

export function showBlockers(answer) {
  const part = byId("blockers-part");
  part.hidden = answer === null;
  if (answer === null) return;
  if (answer === "computing") {
    byId("blockers").replaceChildren(make("p", {}, "No agreement leaves every party at or above its outside option. Looking for what stands in the way…"));
    return;
  }
  const what = answer.lotteries ? "lottery over agreements" : "agreement";
  byId("blockers").classList.remove("old");
  const parts = [make("p", {}, `Every ${what} leaves some party below its outside option.`)];
  if (answer.problem) parts.push(make("p", {}, answer.problem));
  else if (!answer.blockers.length) parts.push(make("p", {}, "Nothing that can be lifted opens a zone of agreement."));
  else {
    parts.push(make("p", {}, "Each of these lines, lifted, opens a zone of agreement:"));
    parts.push(make("ul", {}, answer.blockers.map((group) => make("li", {}, group.join(" and ")))));
    if (!answer.complete) parts.push(make("p", { class: "quiet" }, "There are more such sets."));
  }
  byId("blockers").replaceChildren(...parts);
}
