// The state of the page is a list of changes to the case. This file keeps it: undo, redo, the link, the download.

import { Lane, post } from "./ask.js";
import { buildControls, refuse, showLines, showState } from "./controls.js";
import { drawPicture, drawRanges } from "./draw.js";
import { buildIssueForm } from "./issue.js";
import { byId } from "./making.js";
import { showBlockers, showConcepts, showPoints, showRanges, showSettlement, spokenSettlement } from "./tables.js";

const ALL = ["settlement", "picture"];
const STRUCTURAL = ["issue", "no issue"];
const TOGETHER = 1000; // milliseconds in which moves of one control are one change
const state = { good: [], intended: [], undone: [], quick: document.body.dataset.quick === "yes", using: null, shown: null };
const gesture = { key: null, at: 0, open: false };
const seen = { picture: null, concepts: null, ranges: [], chosen: "nash", said: null, leftOut: null };

const busy = { quick: false, slow: false, timer: 0 };
function showBusy(lane, on) {
  busy[lane] = on;
  clearTimeout(busy.timer);
  const any = busy.quick || busy.slow;
  busy.timer = setTimeout(() => {
    byId("busy").hidden = !any;
    document.body.toggleAttribute("data-busy", any);
  }, any ? 250 : 0);
  if (!any) document.body.dataset.idle = String(Number(document.body.dataset.idle || 0) + 1);
}
const quick = new Lane((on) => showBusy("quick", on));
const slow = new Lane((on) => showBusy("slow", on));

function message(text) {
  byId("message").textContent = text || "";
  byId("message").hidden = !text;
}

// ---- changes ----

/** A control wants `entry` to hold; moves of one control that follow each other are one change. */
function change(key, entry, { form = false, dragged = false, ends = false } = {}) {
  if (ends) {
    gesture.open = false;
    return;
  }
  const now = performance.now();
  const last = state.intended.at(-1);
  const same = key !== null && gesture.key === key && (gesture.open || now - gesture.at < TOGETHER);
  const merged = same && last && last.kind === entry.kind && state.intended.length > 0;
  Object.assign(gesture, { key, at: now, open: dragged || (same && gesture.open) });
  state.undone = [];
  want([...(merged ? state.intended.slice(0, -1) : state.intended), entry], { key, form, start: now });
}

/** Ask for the state with `changes`; what is refused is taken back. */
function want(changes, { key = null, form = false, start = performance.now(), whole = null } = {}) {
  state.intended = changes;
  state.using = key;
  const parts = state.quick ? [...ALL] : ["settlement"];
  quick.ask({
    changes, parts: form ? [...parts, "form"] : parts,
    done: (answer) => accepted(changes, answer, key, start),
    failed: (why) => {
      if (state.intended === changes) {
        state.intended = state.good;
        state.undone = whole ? [] : state.undone;
      }
      gesture.key = null;
      if (whole) whole(why);
      else if (!refuse(key, why)) message(why);
      else resetOthers(key);
      buttons();
    },
  });
  buttons();
}

/** After a refusal: every control but the refused one shows again what holds. */
function resetOthers(key) {
  if (state.shown && !key.startsWith("value ") && key !== "issue") {
    const text = byId(`${key.split(" ")[0]}-no`)?.textContent;
    showState(state.shown.state, seen.leftOut, key);
    showLines(state.shown.red_lines, change);
    if (text) refuse(key, text);
  }
}

function accepted(changes, answer, key, start) {
  state.good = changes;
  state.quick = answer.quick;
  message("");
  if (answer.form) {
    byId("source").textContent = answer.form.source;
    buildControls(answer.form, change);
    buildIssueForm(answer.form, change);
  }
  state.shown = { state: answer.state, red_lines: answer.red_lines };
  seen.chosen = answer.state.concept;
  showSettlement(answer.settlement);
  showLines(answer.red_lines, change);
  if (answer.picture) drawn(answer);
  showState(answer.state, seen.leftOut, state.intended === changes ? key : state.using);
  tell(answer.settlement);
  remember();
  buttons();
  if (!answer.quick) afterwards(changes, ["picture"]);
  else if (answer.exists === false) afterwards(changes, ["blockers"]);
  else nothingLater();
  redrawn(start);
}

let later = 0;
function nothingLater() {
  clearTimeout(later);
  document.body.toggleAttribute("data-later", false);
}

/** What takes longer comes afterwards, when nothing newer is wanted. */
function afterwards(changes, parts) {
  clearTimeout(later);
  document.body.toggleAttribute("data-later", true);
  if (parts[0] === "picture") byId("picture").classList.add("old");
  else if (byId("blockers-part").hidden) showBlockers("computing");
  else byId("blockers").classList.add("old");
  const done = (answer) => {
    if (state.intended !== changes) return;
    if (answer && answer.picture) drawn(answer);
    if (answer && answer.blockers) showBlockers(answer.blockers);
    if (answer && answer.exists === false) afterwards(changes, ["blockers"]);
    else nothingLater();
  };
  later = setTimeout(() => slow.ask({ changes, parts, done, failed: (why) => { message(why); done(null); } }), 150);
}

function drawn(answer) {
  Object.assign(seen, { picture: answer.picture, concepts: answer.concepts, ranges: answer.ranges, leftOut: answer.concepts.left_out });
  byId("picture").classList.remove("old");
  if (answer.exists) showBlockers(null);
  draw();
  showConcepts(answer.concepts, seen.chosen);
  showRanges(answer.ranges);
  showPoints(answer.picture);
}

function draw() {
  if (!seen.picture) return;
  drawPicture(seen.picture, seen.concepts, seen.chosen);
  drawRanges(seen.ranges);
}

/** How long it took from the move of a control until the page was drawn anew, in milliseconds. */
function redrawn(start) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.measure("redraw", { start, end: performance.now() });
      document.body.dataset.drawn = String(Number(document.body.dataset.drawn) + 1);
      port1.close();
    };
    port2.postMessage(null);
  });
}

let speaking = 0;
function tell(settlement) {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    byId("said").textContent = spokenSettlement(settlement, seen.said);
    seen.said = settlement;
  }, 700);
}

// ---- undo, link, download ----

function buttons() {
  byId("undo").disabled = !state.intended.length;
  byId("redo").disabled = !state.undone.length;
  byId("reset").disabled = !state.intended.length;
}

function undo() {
  if (!state.intended.length) return;
  const last = state.intended.at(-1);
  gesture.key = null;
  state.undone = [...state.undone, last];
  want(state.intended.slice(0, -1), { form: STRUCTURAL.includes(last.kind) });
}

function redo() {
  if (!state.undone.length) return;
  const next = state.undone.at(-1);
  gesture.key = null;
  state.undone = state.undone.slice(0, -1);
  want([...state.intended, next], { form: STRUCTURAL.includes(next.kind) });
}

let remembering = 0;
function remember() {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    history.replaceState(null, "", state.good.length ? `#${packed(state.good)}` : location.pathname);
    document.body.dataset.link = String(state.good.length);
  }, 200);
}

function packed(changes) {
  const bytes = new TextEncoder().encode(JSON.stringify(changes));
  return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const changes = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  if (!Array.isArray(changes)) throw new Error("no list");
  return changes;
}

/** The state of the link, or the case as it stands, with a message, where the link cannot be followed. */
function restore() {
  let changes = [];
  let problem = null;
  try {
    if (location.hash.length > 1) changes = unpacked(location.hash.slice(1));
  } catch {
    problem = "The link cannot be read; this is the case as it stands.";
  }
  state.undone = [];
  const plain = () => want([], { form: true, whole: message });
  if (!changes.length) {
    plain();
    if (problem) afterDrawing(() => message(problem));
    return;
  }
  want(changes, {
    form: true,
    whole: (why) => {
      state.good = [];
      plain();
      afterDrawing(() => message(`The link does not fit this case (${why}); this is the case as it stands.`));
    },
  });
}

function afterDrawing(then) {
  const before = document.body.dataset.drawn;
  const watch = new MutationObserver(() => {
    if (document.body.dataset.drawn === before) return;
    watch.disconnect();
    then();
  });
  watch.observe(document.body, { attributeFilter: ["data-drawn"] });
}

async function download() {
  try {
    const response = await post("/file", { changes: state.good });
    if (!response.ok) {
      message((await response.json()).error);
      return;
    }
    const address = URL.createObjectURL(await response.blob());
    const link = document.createElement("a");
    link.href = address;
    link.download = "game.toml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  } catch {
    message("The server does not answer; start bargain explore again.");
  }
}

async function copy() {
  clearTimeout(remembering);
  history.replaceState(null, "", state.good.length ? `#${packed(state.good)}` : location.pathname);
  try {
    await navigator.clipboard.writeText(location.href);
    byId("said").textContent = "The link is copied.";
    byId("copy").textContent = "Copied";
    setTimeout(() => { byId("copy").textContent = "Copy the link"; }, 2000);
  } catch {
    message("The browser does not let the page copy; the link stands in the address bar.");
  }
}

byId("undo").onclick = undo;
byId("redo").onclick = redo;
byId("reset").onclick = () => {
  state.undone = [...state.intended].reverse();
  gesture.key = null;
  want([], { form: true });
};
byId("download").onclick = download;
byId("copy").onclick = copy;
byId("points-part").addEventListener("toggle", () => seen.picture && showPoints(seen.picture));
document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  const { shown } = event.target.dataset; // of a field: what it showed before its user began to type
  const typing = event.target.closest("form") || (shown !== undefined && event.target.value !== shown);
  if (!(event.ctrlKey || event.metaKey) || event.altKey || typing || !["z", "y"].includes(key)) return;
  event.preventDefault();
  if (key === "z" && !event.shiftKey) undo();
  else redo();
});
window.addEventListener("hashchange", restore);
new ResizeObserver(draw).observe(byId("picture"));
new ResizeObserver(() => drawRanges(seen.ranges)).observe(byId("range"));
restore();
