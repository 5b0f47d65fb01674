// Server-sent events out of the bytes of a response. EventSource cannot send a POST.

/** @typedef {{event: string, data: string}} ServerEvent */

/**
 * Makes a parser that takes text in pieces of any size and gives the events that they complete.
 * @returns {(text: string) => ServerEvent[]}
 */
export function parser() {
  let line = "";
  let event = "";
  /** @type {string[]} */
  let data = [];
  let returned = false; // the last character was a carriage return, whose line feed may come

  /** @param {ServerEvent[]} done */
  function end(done) {
    if (line === "") {
      if (data.length > 0) done.push({ event: event || "message", data: data.join("\n") });
      event = "";
      data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event = value;
    if (field === "data") data.push(value);
    line = "";
  }

  return (text) => {
    /** @type {ServerEvent[]} */
    const done = [];
    for (const piece of text.split(/(\r\n|\r|\n)/)) {
      if (piece === "") continue;
      if (piece === "\n" && returned) {
        returned = false;
        continue;
      }
      returned = piece === "\r";
      if (returned || piece === "\n" || piece === "\r\n") end(done);
      else line += piece;
    }
    return done;
  };
}

/**
 * The events of a response's body as they come. An event that the body cuts off is not given.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<ServerEvent>}
 */
export async function* events(body) {
  const feed = parser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield* feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {}); // the connection may be gone already
  }
}
