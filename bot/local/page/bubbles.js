// Messages as bubbles.
import { avatar, icon, make } from "./dom.js";
import { formatted, link } from "./formatted.js";
import { clockTime, fileSize, say } from "./words.js";

const QUICK = ["👍", "❤", "🔥", "👏", "🤔", "👎"];

export const nameOf = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");

export function summary(message) {
  if (!message) return say("nothing-yet");
  if (message.text || message.caption) return (message.text || message.caption).replace(/\s+/g, " ").slice(0, 160);
  if (message.photo) return say("photo");
  if (message.document) return `${say("file")}: ${message.document.file_name}`;
  return service(message) || say("other");
}

export function service(message) {
  if (message.new_chat_members) return `${message.new_chat_members.map(nameOf).join(", ")} ${say("joined")}`;
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} ${say("left")}`;
  return "";
}

// `place` says whose it is and how it stands among its neighbours: {own, first, last, showName}.
export function bubble(message, place, emoji, actions) {
  const told = service(message);
  if (told) return make("div.told", {}, make("span", {}, told));
  const row = make(`div.row.${place.own ? "own" : "other"}`, { "data-message": message.message_id });
  if (place.first) row.classList.add("first");
  if (place.last) row.classList.add("last");
  const body = make("div.bubble");
  if (place.showName) body.append(make(`div.sender.ink${Math.abs(message.from.id) % 6}`, {}, nameOf(message.from)));
  if (message.via_bot) body.append(make("div.via", {}, `${say("via")} @${message.via_bot.username}`));
  if (message.reply_to_message) body.append(replied(message, actions));
  if (message.photo) body.append(photo(message));
  if (message.document) body.append(file(message.document));
  const words = message.text ?? message.caption ?? "";
  if (words) {
    const text = make("div.text");
    text.append(formatted(words, message.entities ?? message.caption_entities, actions));
    text.append(stamp(message));
    body.append(text);
  } else if (!message.photo && !message.document) body.append(make("div.text.faint", {}, say("other")));
  if (!words) body.append(stamp(message));
  if (emoji.length) body.append(reactions(message, emoji, actions));
  const column = make("div.column", {}, body);
  if (message.reply_markup?.inline_keyboard) column.append(keyboard(message, actions));
  row.append(column, tools(message, place, actions));
  if (place.showAvatar) row.prepend(place.last ? avatar(nameOf(message.from), message.from.id, message.from.is_bot) : make("div.avatar.gap"));
  return row;
}

function replied(message, actions) {
  const to = message.reply_to_message;
  const words = message.quote?.text || summary(to);
  return make(
    "button.replied", { type: "button", onclick: () => actions.jump(to.message_id) },
    make("strong", {}, nameOf(to.from)), make("span", {}, words),
  );
}

function photo(message) {
  const address = `/chat/file/${message.photo.at(-1).file_id}`;
  const picture = make("img.photo", { src: address, alt: message.caption || say("photo"), loading: "lazy" });
  return make("a.photo-frame", { href: address, target: "_blank", rel: "noopener" }, picture);
}

function file(document) {
  const kind = (document.file_name.split(".").pop() || "").slice(0, 4).toUpperCase();
  return make(
    "a.file", { href: `/chat/file/${document.file_id}`, download: document.file_name, title: say("save") },
    make("span.file-kind", {}, kind, icon("down")),
    make("span.file-words", {}, make("strong", {}, document.file_name), make("small", {}, fileSize(document.file_size))),
  );
}

function stamp(message) {
  const edited = message.edit_date ? `${say("edited")} ` : "";
  const time = new Date(message.date * 1000);
  return make("time.stamp", { datetime: time.toISOString(), title: time.toLocaleString() }, edited + clockTime(message.date));
}

function reactions(message, emoji, actions) {
  const counts = new Map();
  for (const one of emoji) counts.set(one, (counts.get(one) || 0) + 1);
  const chips = [...counts].map(([one, count]) =>
    make("button.chip", { type: "button", onclick: () => actions.react(message, one) }, one, count > 1 ? ` ${count}` : ""),
  );
  return make("div.reactions", {}, ...chips);
}

function keyboard(message, actions) {
  const rows = message.reply_markup.inline_keyboard.map((row) =>
    make("div.key-row", {}, ...row.map((button) => key(message, button, actions))),
  );
  return make("div.keyboard", {}, ...rows);
}

function key(message, button, actions) {
  const address = button.url || button.web_app?.url;
  const style = button.style ? `.${button.style}` : "";
  if (address) {
    const node = link(address, actions);
    node.className = "key";
    if (button.style) node.classList.add(button.style);
    node.append(make("span", {}, button.text), icon("link"));
    return node;
  }
  const node = make(`button.key${style}`, { type: "button" }, make("span", {}, button.text));
  if (button.copy_text) node.append(icon("copy"));
  node.addEventListener("click", () => actions.press(message, button, node));
  return node;
}

function tools(message, place, actions) {
  const tool = (name, glyph, does) =>
    make("button.tool", { type: "button", title: say(name), "aria-label": say(name), onclick: does }, icon(glyph));
  const bar = make("div.tools", {}, tool("reply", "reply", () => actions.reply(message)));
  if (message.text) bar.append(tool("copy", "copy", () => actions.copy(message.text)));
  if (place.own && message.text) bar.append(tool("edit", "pen", () => actions.edit(message)));
  const choice = make("div.quick", {}, ...QUICK.map((one) =>
    make("button", { type: "button", onclick: () => actions.react(message, one) }, one),
  ));
  bar.append(make("div.react", {}, tool("react", "smile", () => choice.classList.toggle("open")), choice));
  return bar;
}
