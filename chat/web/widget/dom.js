// Elements are made of text and attributes, never of HTML: nothing that a notice or a model says is interpreted.

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Value */

/**
 * Makes an element. A property that is a function listens to the event of its name; true sets an empty attribute; false,
 * null and undefined set none.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, Value> | null} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter(present));
  return element;
}

/**
 * Makes a heading of a level, which depends on the page around it.
 * @param {number} level
 * @param {Record<string, Value> | null} properties
 * @param {...Child} children
 */
export function heading(level, properties, ...children) {
  return h(/** @type {"h1"} */ (`h${level}`), properties, ...children);
}

/** @param {Child} child @returns {child is Node | string} */
function present(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

// Outlines of the icons in a box of 24, drawn with a line of 2.
const outlines = {
  ok: "M5 13l4 4L19 7",
  bad: "M6 6l12 12M18 6L6 18",
  warn: "M12 8v5M12 16.5v.5M12 3L2.5 20h19z",
  wait: "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  unknown: "M9.2 9a3 3 0 1 1 4.3 2.7c-1 .5-1.5 1.1-1.5 2.3M12 17.5v.5M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  place: "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21zM14.5 9.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  more: "M6 9l6 6 6-6",
  fresh: "M12 5v14M5 12h14",
  display: "M3 18l4.5-12 4.5 12M4.6 14h5.8M14 18l3-8 3 8M15 15.5h4",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  up: "M7 11v9H4v-9zM7 11l4-8c1.6 0 2.5 1 2.5 2.5V9H19c1 0 1.8 1 1.6 2l-1.3 7c-.2 1.2-1 2-2.2 2H7",
  down: "M17 13V4h3v9zM17 13l-4 8c-1.6 0-2.5-1-2.5-2.5V15H5c-1 0-1.8-1-1.6-2l1.3-7c.2-1.2 1-2 2.2-2H17",
  again: "M20 12a8 8 0 1 1-2.5-5.8M20 3v4.5h-4.5",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7 7h10v10H7z",
  out: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
};

/** @typedef {keyof typeof outlines} Icon */

/**
 * Draws an icon that says nothing to a screen reader; words beside it do.
 * @param {Icon} name
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", outlines[name]);
  svg.append(path);
  return svg;
}

/**
 * An address that a link may lead to: of the web, or nothing.
 * @param {string} address
 * @param {string} base
 */
export function webAddress(address, base) {
  try {
    const url = new URL(address, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}
