// The console's uploads: files dropped or chosen go up a few at a time, each with its progress and what became of it.

/** @typedef {{name: string, state: "stored"|"replaced"|"unchanged"|"skipped"|"failed", notice_id?: string, title?: string,
 *   passages?: number, reason?: string, remedy?: string, notes?: string[]}} Uploaded */

const atOnce = 3;
const states = {
  stored: ["已收录", "in_force"], replaced: ["已替换", "in_force"], unchanged: ["没有变化", "not_yet"],
  skipped: ["已跳过", "not_yet"], failed: ["失败", "repealed"],
};

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const drop = find("drop");
const files = /** @type {HTMLInputElement} */ (find("files"));
const region = /** @type {HTMLInputElement} */ (find("region"));
const all = /** @type {HTMLProgressElement} */ (find("all"));
const queue = find("queue");
const summary = find("summary");

/** @type {{file: File, item: HTMLLIElement, bar: HTMLProgressElement}[]} */
const waiting = [];
let running = 0;
let total = 0;
let done = 0;
let failed = 0;

/**
 * Makes an element of text, never of HTML.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {string} [text]
 */
function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

/** @param {Iterable<File>} list */
function add(list) {
  for (const file of list) {
    const item = make("li");
    const bar = make("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `${file.name}的上传进度`);
    item.append(make("span", "name", file.name), bar, make("span", "fine", "等待"));
    queue.append(item);
    waiting.push({ file, item, bar });
    total++;
  }
  next();
}

/** Starts as many as may run at once. */
function next() {
  tell();
  while (running < atOnce) {
    const job = waiting.shift();
    if (!job) return;
    running++;
    send(job.file, (share) => { job.bar.value = share; })
      .then((results) => show(job.item, job.file, results))
      .catch((error) => show(job.item, job.file, [{ name: job.file.name, state: "failed", reason: error.message }]))
      .finally(() => {
        running--;
        next();
      });
  }
}

/**
 * Sends a file. fetch tells nothing of an upload's progress, so this is the older way.
 * @param {File} file
 * @param {(share: number) => void} progress
 * @returns {Promise<Uploaded[]>}
 */
function send(file, progress) {
  const form = new FormData();
  form.set("region", region.value.trim());
  form.set("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/admin/uploads");
    request.responseType = "json";
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Error("连接中断,请检查网络后重新上传"));
    request.onload = () => {
      const answer = request.response || {};
      if (request.status === 200) resolve(answer.data);
      else if (request.status === 401) reject(new Error("登录已过期,请刷新页面重新登录"));
      else reject(new Error(answer.detail || answer.title || `服务器没有接受(${request.status})`));
    };
    request.send(form);
  });
}

/**
 * Shows what became of a file; an archive has a line for each file in it.
 * @param {HTMLLIElement} item
 * @param {File} file
 * @param {Uploaded[]} results
 */
function show(item, file, results) {
  done++;
  if (results.some((r) => r.state === "failed")) failed++;
  const lines = results.map((result) => {
    const [word, tone] = states[result.state] || states.failed;
    const line = make("li", result.state);
    const name = make("span", "name", result.name || file.name);
    if (result.notice_id) {
      const link = make("a", "", result.title || result.name);
      link.href = `/notices/${encodeURIComponent(result.notice_id)}`;
      name.replaceChildren(link);
    }
    line.append(name, make("span", "fine", result.passages ? `${result.passages}段` : ""), make("span", `tone ${tone}`, word));
    if (result.reason) line.append(make("p", "reason", [result.reason, result.remedy].filter(Boolean).join("。")));
    for (const note of result.notes || []) line.append(make("p", "note", note));
    return line;
  });
  item.replaceWith(...lines);
  for (const line of lines) if (line.className === "failed") queue.prepend(line);
}

/** Says how far it is. */
function tell() {
  all.hidden = total === 0;
  all.max = Math.max(total, 1);
  all.value = done;
  const left = total - done;
  const end = failed > 0 ? `,失败${failed}个,原因列在最前` : "";
  summary.textContent = total === 0 ? "" : left > 0 ? `正在收录:已完成${done}个,共${total}个` : `已处理${total}个文件${end}`;
  if (total > 0 && left === 0) {
    const list = make("a", "", "在列表中核对");
    list.href = "/admin/notices#notices-title";
    list.addEventListener("click", () => setTimeout(() => location.reload())); // the address may be the same
    summary.append("。", list);
  }
}

files.addEventListener("change", () => {
  add(files.files || []);
  files.value = "";
});
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  add(event.dataTransfer?.files || []);
});
addEventListener("beforeunload", (event) => {
  if (running > 0) event.preventDefault();
});
