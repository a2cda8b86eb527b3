// Asking the server: one request at a time, and of those that wait only the newest.

const token = document.querySelector('meta[name="token"]').content;

export function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Explorer-Token": token },
    body: JSON.stringify(body),
    cache: "no-store",
    credentials: "omit",
  });
}

/** One lane: `ask(job)` sends job.changes and job.parts, and calls job.done(answer) or job.failed(why). */
export class Lane {
  constructor(onBusy) {
    this.onBusy = onBusy;
    this.busy = false;
    this.waiting = null;
  }

  ask(job) {
    if (this.busy) {
      if (this.waiting) job.parts = [...new Set([...job.parts, ...this.waiting.parts])];
      this.waiting = job;
    } else {
      this.send(job);
    }
  }

  async send(job) {
    this.busy = true;
    this.onBusy(true);
    let answer = null;
    let why = null;
    try {
      const response = await post("/answer", { changes: job.changes, parts: job.parts });
      if (response.status === 503) {
        await new Promise((go) => setTimeout(go, 1000 * Number(response.headers.get("Retry-After") || 1)));
        this.waiting = this.waiting || job;
      } else {
        answer = await response.json();
        if (!response.ok) why = answer.error;
      }
    } catch {
      why = "The server does not answer; start bargain explore again, and open its new address.";
    }
    const next = this.waiting;
    this.waiting = null;
    this.busy = false;
    if (why !== null) job.failed(why);
    else if (answer && answer.refused !== undefined) {
      if (!next) job.failed(answer.refused);
    } else if (answer) job.done(answer);
    if (next) this.ask(next);
    else if (!this.busy) this.onBusy(false);
  }
}
