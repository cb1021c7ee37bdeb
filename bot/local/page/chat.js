// The page: who writes, which chat is open, and everything that happens in it.
import { avatar, byId, make } from "./dom.js";
import { bubble, nameOf, service, summary } from "./bubbles.js";
import { composer } from "./composer.js";
import { act, getMessages, getState, listen } from "./server.js";
import { clockTime, dayName, language, say, speak } from "./words.js";

const state = {
  person: 0, chat: 0, topic: 0, people: [], bot: {}, chats: new Map(),
  messages: new Map(), reactions: {}, unread: new Map(), live: new Set(), answered: new Map(), spinning: new Map(),
};
let source = null;
let actionTimer = 0;
let stuck = true; // Whether the newest message stays in sight as pictures load and the composer grows.

const current = () => state.chats.get(state.chat);
const isPrivate = () => current()?.kind === "private";
export const shown = () => [...state.messages.values()].filter(
  (message) => !state.topic || message.message_thread_id === state.topic,
);

// ---- what is shown -------------------------------------------------------------------------------------------------

function paintPeople() {
  byId("people").replaceChildren(...state.people.map((person) => make(
    "button.person", {
      type: "button", role: "radio", "aria-checked": String(person.id === state.person), "data-person": person.id,
      onclick: () => become(person.id),
    },
    avatar(person.name, person.id),
    make("span.person-words", {}, make("strong", {}, person.name), person.role && make("small", {}, say(`role-${person.role}`))),
  )));
}

function paintChats() {
  byId("chats").replaceChildren(...[...state.chats.values()].map((chat) => {
    const unread = state.unread.get(chat.id) || 0;
    return make(
      "button.chat", {
        type: "button", "data-chat": chat.id, "aria-current": String(chat.id === state.chat),
        onclick: () => { open(chat.id); byId("app").classList.add("talking"); },
      },
      avatar(titleOf(chat), chat.id, chat.kind === "private"),
      make("span.chat-words", {},
        make("span.chat-top", {}, make("strong", {}, titleOf(chat)), make("time", {}, chat.last ? clockTime(chat.last.date) : "")),
        make("span.chat-under", {}, make("span", {}, preview(chat)), unread ? make("b.unread", {}, unread) : null)),
    );
  }));
}

const titleOf = (chat) => chat.title || state.bot.name;

function preview(chat) {
  const last = chat.last;
  return last && chat.kind !== "private" && !service(last) ? `${last.from.first_name}: ${summary(last)}` : summary(last);
}

function paintHead() {
  const chat = current();
  if (!chat) return;
  byId("talk-avatar").replaceChildren(avatar(titleOf(chat), chat.id, isPrivate()));
  byId("talk-title").textContent = titleOf(chat);
  const doing = { typing: say("typing"), upload_document: say("sending-file"), upload_photo: say("sending-file") };
  const under = byId("talk-under");
  under.textContent = chat.action ? doing[chat.action] || say("typing") : isPrivate() ? say("bot") : `${chat.members} ${say("members")}`;
  under.classList.toggle("doing", Boolean(chat.action));
  const blocked = state.people.find((person) => person.id === state.person)?.blocked;
  const block = byId("block");
  block.hidden = !isPrivate();
  block.classList.toggle("on", Boolean(blocked));
  block.title = say(blocked ? "unblock" : "block");
  block.setAttribute("aria-label", block.title);
  block.onclick = () => attempt(act("block", { ...place(), blocked: !blocked }));
  paintTopics(chat);
  const pinned = state.messages.get(chat.pinned.at(-1));
  byId("pinned").hidden = !pinned;
  if (pinned) {
    byId("pinned").replaceChildren(make("strong", {}, say("pinned")), make("span", {}, summary(pinned)));
    byId("pinned").onclick = () => jump(pinned.message_id);
  }
}

function paintTopics(chat) {
  const topics = byId("topics");
  topics.hidden = !chat.topics.length;
  const all = [{ id: 0, name: say("topic-all") }, ...chat.topics];
  topics.replaceChildren(...all.map((topic) => make(
    "button.topic", {
      type: "button", role: "tab", "aria-selected": String(topic.id === state.topic),
      onclick: () => { state.topic = topic.id; paint(); },
    }, topic.name,
  )));
}

function paintLog() {
  const log = byId("log");
  const wanted = [];
  const messages = shown();
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const day = dayName(message.date);
    if (!before || dayName(before.date) !== day) wanted.push([`day ${day}`, () => make("div.day", {}, make("span", {}, day))]);
    const together = (other) => other && !service(other) && other.from.id === message.from.id
      && Math.abs(other.date - message.date) < 300 && dayName(other.date) === day;
    const own = message.from.id === state.person;
    const first = !together(before);
    const how = { own, first, last: !together(after), showName: !own && !isPrivate() && first, showAvatar: !own && !isPrivate() };
    const emoji = state.reactions[message.message_id] || [];
    wanted.push([JSON.stringify([message, how, emoji, language]), () => {
      const node = bubble(message, how, emoji, actions);
      if (state.live.delete(message.message_id)) node.classList.add("arrived");
      return node;
    }]);
  });
  if (current()?.action) wanted.push(["doing", () => make("div.row.other.first.last", {}, make("div.bubble.dots", {}, ...[1, 2, 3].map(() => make("i"))))]);
  fill(log, wanted);
  const empty = isPrivate() && !messages.length;
  const about = state.bot.description || "";
  byId("welcome").hidden = !empty;
  byId("welcome").replaceChildren(make("div.card", {},
    make("img", { src: "/chat/page/mark.svg", alt: "" }), make("h2", {}, state.bot.name || ""),
    make("h3", {}, say("what-can-it-do")), about ? make("p", {}, about) : null,
    make("button.filled", { type: "button", id: "start", onclick: () => send("/start") }, say("start"))));
}

// Keeps every node whose key stays, so that selections, open quotations and spinning buttons survive.
function fill(parent, wanted) {
  const kept = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let at = parent.firstChild;
  for (const [name, build] of wanted) {
    let node = kept.get(name);
    if (node) kept.delete(name);
    else {
      node = build();
      node.dataset.key = name;
    }
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
  for (const node of kept.values()) node.remove();
}

const atBottom = () => byId("scroll").scrollHeight - byId("scroll").scrollTop - byId("scroll").clientHeight < 120;
const toBottom = () => { byId("scroll").scrollTop = byId("scroll").scrollHeight; };

function paint(stick = true) {
  if (stick) stuck = true;
  paintPeople();
  paintChats();
  paintHead();
  paintLog();
  compose.paint();
  if (stuck) toBottom();
  byId("to-bottom").hidden = atBottom();
}

// ---- what the person does ------------------------------------------------------------------------------------------

const place = () => ({ person: state.person, chat: state.chat, topic: state.topic });

export function toast(words) {
  const node = make("div.toast", {}, words);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), 4500);
}

async function attempt(promise) {
  try {
    return await promise;
  } catch (error) {
    toast(`${say("failed")}: ${error.message}`);
    return null;
  }
}

const send = (text, more = {}) => attempt(act("say", { ...place(), text, ...more }));

function openDeepLink(url) {
  const start = new RegExp(`^https?://(?:t|telegram)\\.me/${state.bot.username}\\?start=([\\w-]{1,64})$`, "i").exec(url);
  if (!start) return false;
  open(state.person).then(() => send(`/start ${start[1]}`));
  return true;
}

function jump(id) {
  const node = byId("log").querySelector(`[data-message="${id}"]`);
  node?.scrollIntoView({ block: "center", behavior: "smooth" });
  node?.classList.add("flash");
  setTimeout(() => node?.classList.remove("flash"), 1600);
}

const actions = {
  open: openDeepLink,
  command: (text) => send(text),
  jump,
  reply: (message) => compose.reply(message),
  edit: (message) => compose.edit(message),
  copy: (text) => navigator.clipboard.writeText(text).then(() => toast(say("copied"))),
  react: (message, emoji) => {
    const has = (state.reactions[message.message_id] || []).includes(emoji);
    return attempt(act("react", { ...place(), message: message.message_id, emoji: has ? "" : emoji }));
  },
  press: async (message, button, node) => {
    if (button.copy_text) return actions.copy(button.copy_text.text);
    const inline = button.switch_inline_query_current_chat ?? button.switch_inline_query;
    if (inline !== undefined) return compose.write(`@${state.bot.username} ${inline}`);
    node.classList.add("waiting");
    const query = await attempt(act("press", { ...place(), message: message.message_id, data: button.callback_data }));
    if (!query || state.answered.delete(query)) node.classList.remove("waiting");
    else state.spinning.set(query, node);
    return undefined;
  },
};

const compose = composer({ state, place, current, shown, send, attempt, toast });

// ---- what happens --------------------------------------------------------------------------------------------------

function showAnswer(event) {
  const node = state.spinning.get(event.query);
  if (node) node.classList.remove("waiting");
  else state.answered.set(event.query, true);
  state.spinning.delete(event.query);
  if (event.url) openDeepLink(event.url);
  if (!event.text) return;
  if (event.show_alert) {
    byId("alert-words").textContent = event.text;
    byId("alert").showModal();
  } else toast(event.text);
}

function heardMessage(chat, message) {
  chat.last = message;
  if (message.from.id !== state.person) chat.action = "";
  if (chat.id !== state.chat) {
    state.unread.set(chat.id, (state.unread.get(chat.id) || 0) + 1);
    paintChats();
    return;
  }
  state.messages.set(message.message_id, message);
  state.live.add(message.message_id);
  paint(message.from.id === state.person);
}

function fadeActions() {
  clearTimeout(actionTimer);
  actionTimer = setTimeout(() => { for (const one of state.chats.values()) one.action = ""; paint(false); }, 5500);
}

function heard(event) {
  const chat = state.chats.get(event.chat_id);
  const here = chat && chat.id === state.chat;
  switch (event.event) {
    case "message":
      if (chat) heardMessage(chat, event.message);
      break;
    case "edited":
      if (here) state.messages.set(event.message.message_id, event.message);
      if (chat?.last?.message_id === event.message.message_id) chat.last = event.message;
      paint(false);
      break;
    case "deleted":
      if (here) state.messages.delete(event.message_id);
      paint(false);
      break;
    case "reactions":
      if (here) state.reactions[event.message_id] = event.emoji;
      paint(false);
      break;
    case "action":
      if (chat) chat.action = event.action;
      fadeActions();
      paint(false);
      break;
    case "pinned":
      if (chat) chat.pinned = event.message_ids;
      paint(false);
      break;
    case "toast":
      showAnswer(event);
      break;
    case "inline":
      compose.results(event);
      break;
    case "hello":
    case "reload":
      load().then(() => open(state.chat, true)).then(() => { document.body.dataset.ready = "yes"; });
      break;
    case "chats":
    case "commands":
      load().then(() => paint(false));
      break;
    default:
  }
}

async function load() {
  const asked = state.person;
  const told = await getState(asked);
  if (state.person !== asked) return; // Meanwhile somebody else took over.
  Object.assign(state, { person: told.person, people: told.people, bot: told.bot });
  state.chats = new Map(told.chats.map((chat) => [chat.id, chat]));
  fadeActions();
}

async function open(chat, again = false) {
  const known = state.chats.has(chat) ? chat : state.chats.keys().next().value;
  if (!again || known !== state.chat) state.topic = 0;
  state.chat = known;
  state.unread.delete(known);
  history.replaceState(null, "", `#${state.person}/${known}`);
  const told = await attempt(getMessages(state.person, known));
  if (!told || state.chat !== known) return;
  state.messages = new Map(told.messages.map((message) => [message.message_id, message]));
  state.reactions = told.reactions;
  paint();
}

async function become(person, chat = 0) {
  source?.close();
  state.person = person;
  state.chats = new Map();
  state.unread = new Map();
  compose.forget();
  await load();
  await open(chat || state.person);
  source?.close();
  source = listen(state.person, heard, (isUp) => { byId("offline").hidden = isUp; });
}

function wire() {
  byId("back").onclick = () => byId("app").classList.remove("talking");
  byId("language").onclick = async () => { await speak(language === "vi" ? "en" : "vi"); paint(false); };
  byId("theme").onclick = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  };
  byId("to-bottom").onclick = toBottom;
  byId("scroll").addEventListener("scroll", () => { stuck = byId("to-bottom").hidden = atBottom(); }, { passive: true });
  const grown = new ResizeObserver(() => stuck && toBottom());
  grown.observe(byId("scroll"));
  grown.observe(byId("log"));
}

const kept = localStorage.getItem("theme");
if (kept) document.documentElement.dataset.theme = kept;
wire();
await speak(language);
const [person, chat] = location.hash.slice(1).split("/").map(Number);
// The address may name somebody of an earlier run.
await become(person || 0, chat || 0).catch(() => become(0)).catch((error) => toast(error.message));
