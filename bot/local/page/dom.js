// Elements by tag and classes ("button.round.big"), with attributes, handlers (onclick…) and children.
export function make(selector, attributes = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const node = document.createElement(tag || "div");
  node.classList.add(...classes);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

export function initials(name) {
  const words = name.trim().split(/\s+/);
  const last = words[words.length - 1] || "?";
  return ([...words[0]][0] + (words.length > 1 ? [...last][0] : "")).toUpperCase();
}

export function avatar(name, id, isBot = false) {
  const node = make(`div.avatar.tone${Math.abs(id) % 6}`, { "aria-hidden": "true" });
  if (isBot) node.append(make("img", { src: "/chat/page/mark.svg", alt: "" }));
  else node.append(initials(name));
  return node;
}
