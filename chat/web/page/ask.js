// The page to ask on: one question, its answer as it comes, and the passages that bear it.

const form = document.getElementById("ask");
const question = document.getElementById("question");
const status = document.getElementById("status");
const answer = document.getElementById("answer");
const history = [];
let running;
let composedAt = 0;

const states = {
  in_force: "现行有效", ended: "已届满", repealed: "已废止", replaced: "已被替代", not_yet: "尚未施行", unknown: "效力待核",
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(question.value);
});
question.addEventListener("compositionend", () => { composedAt = Date.now(); });
question.addEventListener("keydown", (event) => {
  // Enter chooses a candidate while an input method composes; Safari ends the composition first.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229 || Date.now() - composedAt < 30) return;
  event.preventDefault();
  form.requestSubmit();
});
for (const sample of document.querySelectorAll(".sample")) {
  sample.addEventListener("click", () => { question.value = sample.textContent; ask(sample.textContent); });
}

async function ask(text) {
  running?.abort();
  running = new AbortController();
  answer.replaceChildren();
  status.textContent = "正在查找政策文件…";
  try {
    const response = await fetch("/api/v1/answers", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
      body: JSON.stringify({ question: text, region: form.region.value, history: history.slice(-6) }),
      signal: running.signal,
    });
    if (!response.ok) {
      const problem = await response.json();
      status.textContent = problem.detail || problem.title;
      return;
    }
    for await (const { event, data } of events(response.body)) {
      if (event === "delta") answer.append(data.text);
      if (event === "error") status.textContent = data.title;
      if (event === "done") show(text, data);
    }
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = "连接中断,请检查网络后重试。";
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    for (let end; (end = buffer.indexOf("\n\n")) >= 0; buffer = buffer.slice(end + 2)) {
      const fields = buffer.slice(0, end).split("\n");
      const event = fields.find((f) => f.startsWith("event: "))?.slice(7);
      const data = fields.find((f) => f.startsWith("data: "))?.slice(6);
      if (event && data) yield { event, data: JSON.parse(data) };
    }
  }
}

function show(text, result) {
  history.push({ role: "user", content: text }, { role: "assistant", content: result.text });
  status.textContent = result.citations.length ? `回答已完成,共引用${result.citations.length}处原文。` : "回答已完成。";
  answer.replaceChildren();
  for (const line of result.text.split("\n")) answer.append(element("p", line));
  for (const note of result.notes) answer.append(element("p", note, "note"));
  for (const choice of result.status === "clarify" ? result.choices : []) {
    const button = element("button", choice, "sample");
    button.addEventListener("click", () => { form.region.value = choice; ask(text); });
    answer.append(button);
  }
  for (const c of result.citations) answer.append(card(c));
}

function card(c) {
  const box = element("article", "", "card");
  const title = element("a", `[${c.n}] ${c.notice.title}`);
  title.href = c.link;
  const badge = element("span", states[c.notice.validity.state], `badge ${c.notice.validity.state}`);
  const about = [c.notice.number, c.notice.issuer, c.notice.published, c.locator].filter(Boolean).join(" · ");
  box.append(title, " ", badge, element("p", about, "about"), element("blockquote", c.quote));
  return box;
}

function element(tag, text, className) {
  const e = document.createElement(tag);
  e.textContent = text;
  if (className) e.className = className;
  return e;
}
