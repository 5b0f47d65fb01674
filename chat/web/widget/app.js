// The element <wence-chat site="pk_…" region="…" lang="…" theme="…">. With `framed` it can be closed; with `full` it is the
// whole page; with `question="…"` that stands in the field, for the person to send.

import { Chat } from "./chat.js";
import { Client } from "./client.js";
import { h } from "./dom.js";
import { keep, read } from "./settings.js";
import { wordsOf } from "./words.js";

/** @import { Settings } from "./types" */

const sheets = ["theme.css", "dark.css", "widget.css"];
const darkWhen = { auto: "(prefers-color-scheme: dark)", light: "not all", dark: "all" };

class WenceChat extends HTMLElement {
  async connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    this.settings = read({ language: this.getAttribute("lang"), theme: this.getAttribute("theme") });
    this.links = sheets.map((name) => h("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href }));
    const styled = this.links.map((link) => new Promise((resolve) => {
      link.addEventListener("load", resolve);
      link.addEventListener("error", resolve);
    }));
    root.append(...this.links);
    this.wear();
    const framed = this.hasAttribute("framed");
    const region = this.getAttribute("region") || "";
    this.chat = new Chat({
      client: new Client(new URL(import.meta.url).origin, this.getAttribute("site") || "", region),
      words: await wordsOf(this.settings.language),
      region,
      settings: this.settings,
      change: (settings) => this.change(settings),
      level: this.hasAttribute("full") ? 1 : 2, // of its title
      close: framed ? () => tellPage("wence:close") : null,
    });
    await Promise.all(styled); // nothing is shown without its style
    root.append(this.chat.element);
    this.chat.form?.fill(this.getAttribute("question") || "");
    if (framed) this.frame(root);
  }

  /** @param {Settings} settings */
  async change(settings) {
    const { language } = this.settings || settings;
    this.settings = settings;
    keep(settings);
    this.wear();
    if (!this.chat) return;
    this.chat.context.settings = settings;
    if (settings.language !== language) {
      this.chat.context.words = await wordsOf(settings.language);
      this.chat.build();
      this.chat.form?.focus();
    }
  }

  /** Puts the settings on. */
  wear() {
    const { settings, links } = this;
    if (!settings || !links) return;
    links[1].media = darkWhen[settings.theme];
    this.setAttribute("size", settings.size);
    this.setAttribute("lang", settings.language);
  }

  /** Talks with the page around the frame. @param {ShadowRoot} root */
  frame(root) {
    tellPage("wence:ready");
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing && !root.querySelector("dialog")) tellPage("wence:close");
    });
    addEventListener("message", (event) => {
      if (event.source === parent && event.data && event.data.type === "wence:open") this.chat?.form?.focus();
    });
  }
}

/** The page may be anyone's, so it is told nothing that matters. @param {string} type */
function tellPage(type) {
  parent.postMessage({ type }, "*");
}

if (!customElements.get("wence-chat")) customElements.define("wence-chat", WenceChat);
