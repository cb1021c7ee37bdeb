// A text with its entities as nodes. Offsets count UTF-16 code units, which is how JavaScript counts too.
import { make } from "./dom.js";
import { say } from "./words.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  spoiler: "span.spoiler",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote.expandable",
};

export function formatted(text, entities = [], actions = {}) {
  const root = document.createDocumentFragment();
  build(root, text, 0, text.length, [...entities], actions);
  return root;
}

// Entities come sorted, the outer before the inner; one that crosses another's end is cut in two.
function build(parent, text, from, to, entities, actions) {
  let at = from;
  while (entities.length) {
    const entity = entities.shift();
    const start = Math.max(entity.offset, at);
    let stop = entity.offset + entity.length;
    if (start >= stop) continue;
    if (start >= to) {
      entities.unshift(entity);
      break;
    }
    if (stop > to) {
      entities.push({ ...entity, offset: to, length: stop - to });
      entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
      stop = to;
    }
    const isBlock = /blockquote|pre/.test(entity.type);
    // A block begins and ends a line by itself: the line breaks around it are not shown twice.
    parent.append(isBlock ? text.slice(at, start).replace(/\n$/, "") : text.slice(at, start));
    const piece = text.slice(start, stop);
    const node = element(entity, piece, actions);
    const inner = entities.filter((other) => other.offset < stop);
    const rest = entities.filter((other) => other.offset >= stop);
    build(node, text, start, stop, inner, actions);
    entities.splice(0, entities.length, ...[...inner, ...rest].sort((a, b) => a.offset - b.offset));
    parent.append(node);
    at = isBlock && text[stop] === "\n" ? stop + 1 : stop;
  }
  parent.append(text.slice(at, to));
}

function element(entity, piece, actions) {
  switch (entity.type) {
    case "text_link":
      return link(entity.url, actions);
    case "url":
      return link(piece, actions);
    case "email":
      return make("a", { href: `mailto:${piece}` });
    case "bot_command":
      return make("button.inline-link", { type: "button", onclick: () => actions.command?.(piece) });
    case "pre":
      return make("pre", { "data-language": entity.language });
    case "code":
      return make("code", { onclick: () => actions.copy?.(piece) });
    case "spoiler": {
      const node = make(TAGS.spoiler, { tabindex: 0, role: "button" });
      node.addEventListener("click", () => node.classList.toggle("open"));
      return node;
    }
    case "expandable_blockquote": {
      const node = make(TAGS.expandable_blockquote, { tabindex: 0, role: "button", title: say("expand") });
      const turn = () => node.classList.toggle("open");
      node.addEventListener("click", (event) => event.target.closest("a") || turn());
      node.addEventListener("keydown", (event) => event.key === "Enter" && turn());
      return node;
    }
    default:
      return make(TAGS[entity.type] || "span.mention");
  }
}

// Only addresses that a browser may open; anything else stays a word.
export function link(url, actions) {
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return make("span");
  const node = make("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url });
  node.addEventListener("click", (event) => {
    if (actions.open?.(url)) event.preventDefault();
  });
  return node;
}
