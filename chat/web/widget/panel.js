// Panels over the conversation: which place is asked about, and how the interface looks.

import { h, icon } from "./dom.js";
import { choices } from "./settings.js";

/** @import { Region, Settings, Words } from "./types" */

const mostShown = 100; // places; the filter finds the rest

/**
 * Opens a panel. The browser keeps the focus in it and gives it back.
 * @param {ParentNode & Node} root
 * @param {string} title
 * @param {Words} words
 */
function open(root, title, words) {
  const body = h("div", { class: "panel-body" });
  const panel = h("dialog", { class: "panel", "aria-label": title, close: () => panel.remove(), click: (event) => {
    if (event.target === panel) panel.close(); // the backdrop
  } }, h("div", { class: "panel-head" }, h("h2", null, title),
    h("button", { type: "button", class: "plain", click: () => panel.close() }, icon("bad"), words.close)), body);
  root.append(panel);
  panel.showModal();
  return { panel, body };
}

/**
 * Lets a person choose a place among those that notices are stored of, or name another.
 * @param {ParentNode & Node} root
 * @param {{words: Words, client: import("./client.js").Client, region: string,
 *   choose: (region: string) => void}} context
 */
export async function chooseRegion(root, { words, client, region, choose }) {
  const { panel, body } = open(root, words.chooseRegion, words);
  /** @type {Region[]} */
  let regions = [];
  const list = h("ul", { class: "places" });
  const filter = h("input", { type: "search", class: "filter", placeholder: words.filter, "aria-label": words.filter, input: show });

  /** @param {string} name */
  function take(name) {
    panel.close();
    choose(name);
  }

  /** @param {string} name @param {string} label @param {string} [above] */
  function entry(name, label, above) {
    return h("li", null, h("button", { type: "button", "aria-current": name === region && "true", click: () => take(name) },
      h("span", { lang: "zh" }, label), above && h("small", { lang: "zh" }, above), name === region && icon("ok")));
  }

  function show() {
    const wanted = filter.value.trim();
    const found = regions.filter((r) => r.name.includes(wanted) || r.path.join("").includes(wanted));
    const entries = found.slice(0, mostShown).map((r) => entry(full(r), r.name, r.path.slice(0, -1).join(" ")));
    if (wanted === "") entries.unshift(entry("", words.anywhere));
    else if (!found.some((r) => r.name === wanted)) entries.push(entry(wanted, `“${wanted}”`));
    list.replaceChildren(...entries);
  }

  body.append(filter, list);
  show();
  if (!matchMedia("(pointer: coarse)").matches) filter.focus(); // on a phone the keyboard would hide the list
  try {
    regions = await client.regions();
    show();
  } catch {
    list.append(h("li", { class: "label" }, words.lost));
  }
}

/** The name by which the service finds a region. @param {Region} region */
function full(region) {
  return region.path.join("") || region.name;
}

/**
 * Lets a person set language, colours and size of type.
 * @param {ParentNode & Node} root
 * @param {{words: Words, settings: Settings,
 *   change: (settings: Settings) => void}} context
 */
export function chooseDisplay(root, { words, settings, change }) {
  const { panel, body } = open(root, words.display, words);
  /** @type {(name: "language"|"theme"|"size", title: string, labels: Record<string, string>) => HTMLFieldSetElement} */
  const group = (name, title, labels) => h("fieldset", null, h("legend", null, title),
    ...choices[name].map((value) => h("label", { class: "chip" },
      h("input", { type: "radio", name, value, checked: settings[name] === value, change: () => {
        settings = { ...settings, [name]: value };
        if (name === "language") panel.close(); // its words are no longer right
        change(settings);
      } }), labels[value])));
  body.append(group("language", words.language, words.languages), group("theme", words.theme, words.themes),
    group("size", words.size, words.sizes));
}
