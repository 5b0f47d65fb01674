// The HTTP API as the widget uses it.

import { events } from "./stream.js";

/** @import { AnswerEvent, Question, Rating, Region, Session } from "./types" */

/** Why a request came to nothing. */
export class Failure extends Error {
  /**
   * @param {"offline"|"lost"|"busy"|"refused"|"broken"} kind
   * @param {{seconds?: number, detail?: string, choices?: string[], status?: number}} [more]
   */
  constructor(kind, more = {}) {
    super(kind);
    this.kind = kind;
    this.seconds = more.seconds || 0; // to wait, when busy
    this.detail = more.detail || ""; // for the person, when refused
    this.choices = more.choices || []; // what was perhaps meant, when refused
    this.status = more.status || 0;
  }
}

/** What one page says to the service. */
export class Client {
  /**
   * @param {string} origin of the service
   * @param {string} site key of the site that shows the widget; "" for the service's own pages
   * @param {string} region that the page is about, "" for none
   */
  constructor(origin, site, region) {
    this.origin = origin;
    this.site = site;
    this.region = region;
    /** @type {Promise<Session> | null} */
    this.opened = null;
    this.renewAt = 0;
    this.rates = false; // answers can be rated; known once a session is open
    /** @type {Promise<Region[]> | null} */
    this.listed = null;
  }

  /** The session, opened when there is none and renewed before it ends. @returns {Promise<Session>} */
  session() {
    if (!this.opened || (this.renewAt > 0 && Date.now() > this.renewAt)) {
      this.opened = this.open();
      this.opened.catch(() => { this.opened = null; });
    }
    return this.opened;
  }

  /** @returns {Promise<Session>} */
  async open() {
    const response = await this.send("POST", "/api/v1/widget/sessions", { site: this.site, region: this.region }, {});
    /** @type {Session} */
    const session = await response.json();
    this.rates = session.feedback;
    this.renewAt = session.token ? Date.now() + session.expires_in * 800 : 0; // at four fifths of its life
    return session;
  }

  /** The regions that notices are stored of. @returns {Promise<Region[]>} */
  regions() {
    if (!this.listed) {
      this.listed = this.call("GET", "/api/v1/regions").then(async (response) => (await response.json()).data);
      this.listed.catch(() => { this.listed = null; });
    }
    return this.listed;
  }

  /** @param {string} id of the answer @param {Rating} rating */
  async rate(id, rating) {
    await this.call("POST", `/api/v1/answers/${encodeURIComponent(id)}/feedback`, rating);
  }

  /**
   * The events of an answer as they come, "done" the last. A stream that ends without it was lost.
   * @param {Question} question
   * @param {AbortSignal} signal
   * @returns {AsyncGenerator<AnswerEvent>}
   */
  async *answer(question, signal) {
    const response = await this.call("POST", "/api/v1/answers", question, { accept: "text/event-stream", signal });
    if (!response.body) throw new Failure("broken");
    let done = false;
    try {
      for await (const event of events(response.body)) {
        const data = JSON.parse(event.data);
        if (event.event === "error") throw new Failure("broken", { detail: data.title });
        done = done || event.event === "done";
        yield /** @type {AnswerEvent} */ ({ name: event.event, data });
      }
    } catch (error) {
      throw error instanceof Failure || signal.aborted ? error : new Failure("lost");
    }
    if (!done) throw new Failure("lost");
  }

  /**
   * A request in the session, once more with a fresh one when the session is over.
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @param {{accept?: string, signal?: AbortSignal}} [options]
   */
  async call(method, path, body, options = {}) {
    for (let again = true; ; again = false) {
      const { token } = await this.session();
      try {
        return await this.send(method, path, body, { ...options, token });
      } catch (error) {
        if (!again || !(error instanceof Failure) || error.status !== 401) throw error;
        this.opened = null;
      }
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} body
   * @param {{accept?: string, signal?: AbortSignal, token?: string}} options
   */
  async send(method, path, body, { accept = "application/json", signal, token }) {
    /** @type {Record<string, string>} */
    const headers = { Accept: accept };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (token) headers.Authorization = `Bearer ${token}`;
    let response;
    try {
      response = await fetch(this.origin + path, {
        method, headers, signal, credentials: "omit", body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch (error) {
      if (signal && signal.aborted) throw error;
      throw new Failure(navigator.onLine === false ? "offline" : "lost");
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }
}

/** @param {Response} response */
async function refusal(response) {
  /** @type {{detail?: string, title?: string, errors?: {choices?: string[]}[]}} */
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    // A proxy on the way answers in its own words, which tell a person nothing.
  }
  const { status } = response;
  if (status === 429) return new Failure("busy", { status, seconds: Number(response.headers.get("Retry-After")) || 10 });
  if (status >= 500) return new Failure("broken", { status });
  const first = (problem.errors || [])[0] || {};
  return new Failure("refused", { status, detail: problem.detail || problem.title, choices: first.choices });
}
