// What a page embeds:
//   <script src="https://HOST/widget.js" data-site="pk_…" data-region="奉节县" async></script>
// It adds a button, and on the first click a frame. Where the page has <wence-chat> elements, it fills those instead.
// Further attributes: data-label, data-color, data-position="left", data-lang="zh-Hant", data-theme="dark".
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { origin } = new URL(script.src);
  const { site = "", region = "", lang = "", theme = "", label = "政策问答", color = "", position } = script.dataset;
  const side = position === "left" ? "left" : "right";
  const phone = matchMedia("(max-width: 520px)");
  const button = document.createElement("button");
  /** @type {HTMLIFrameElement|undefined} */
  let frame;
  let open = false;
  let ready = false; // the frame shows its own way out

  // Styles are set one by one: a page may forbid style sheets, but not this.
  /** @param {HTMLElement} element @param {Record<string, string>} style */
  const dress = (element, style) => Object.assign(element.style, style);

  function make() {
    const made = document.createElement("iframe");
    made.title = label;
    made.allow = "clipboard-write";
    made.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox");
    made.src = `${origin}/embed?${new URLSearchParams({ site, region, lang, theme })}`;
    button.before(made);
    return made;
  }

  function place() {
    button.textContent = open ? "关闭" : label;
    button.style.display = open && ready && phone.matches ? "none" : "block";
    if (!frame) return;
    dress(frame, {
      display: open ? "block" : "none", position: "fixed", zIndex: "2147483000", background: "#fff", border: "0",
      colorScheme: "normal",
    });
    dress(frame, phone.matches
      ? { inset: "0", width: "100%", height: "100%", borderRadius: "0", boxShadow: "none" }
      : { inset: "auto", [side]: "16px", bottom: "84px", width: "min(420px, calc(100vw - 32px))",
          height: "min(720px, calc(100vh - 108px))", borderRadius: "16px", boxShadow: "0 8px 40px rgba(0,0,0,.28)" });
  }

  /** @param {boolean} wish */
  function show(wish) {
    open = wish;
    frame = frame || make();
    place();
    button.setAttribute("aria-expanded", String(open));
    if (!open) return button.focus();
    frame.focus();
    if (ready) frame.contentWindow?.postMessage({ type: "wence:open" }, origin);
  }

  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.onclick = () => show(!open);
  dress(button, {
    position: "fixed", zIndex: "2147483001", [side]: "16px", bottom: "calc(16px + env(safe-area-inset-bottom, 0px))",
    height: "52px", padding: "0 22px", border: "0", borderRadius: "26px", color: "#fff", cursor: "pointer",
    font: '600 16px/1 system-ui,"PingFang SC","Microsoft YaHei",sans-serif', boxShadow: "0 4px 16px rgba(0,0,0,.25)",
    background: color && CSS.supports("color", color) ? color : "#1557b0",
  });
  addEventListener("keydown", (event) => event.key === "Escape" && open && show(false));
  addEventListener("message", (event) => {
    if (event.origin !== origin || !frame || event.source !== frame.contentWindow) return;
    if (event.data?.type === "wence:close") show(false);
    if (event.data?.type !== "wence:ready") return;
    ready = true;
    place();
  });
  phone.addEventListener("change", place);

  function start() {
    if (document.querySelector("wence-chat")) return void import(`${origin}/assets/app.js`);
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "closed" });
    root.append(button);
    place();
    document.body.append(host);
  }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
