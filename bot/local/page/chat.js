// The page: who writes, which chat is open, and everything that happens in it.
import { byId, make } from "./dom.js";
import { composer } from "./composer.js";
import { panes } from "./panes.js";
import { act, getMessages, getState, listen } from "./server.js";
import { language, say, speak } from "./words.js";

const state = {
  person: 0, chat: 0, topic: 0, people: [], bot: {}, chats: new Map(),
  messages: new Map(), reactions: {}, unread: new Map(), live: new Set(), answered: new Map(), spinning: new Map(),
};
let source = null;
let actionTimer = 0;
let loading = 0;
const backlog = [];
let stuck = true; // Whether the newest message stays in sight as pictures load and the composer grows.

const atBottom = () => byId("scroll").scrollHeight - byId("scroll").scrollTop - byId("scroll").clientHeight < 120;
const toBottom = () => { byId("scroll").scrollTop = byId("scroll").scrollHeight; };

function paint(stick = true) {
  if (stick) stuck = true;
  parts.people();
  parts.chats();
  parts.head();
  parts.log();
  compose.paint();
  if (stuck) toBottom();
  byId("to-bottom").hidden = atBottom();
}

// ---- what the person does ------------------------------------------------------------------------------------------

let opened = ""; // The person and chat that the composer stands in.
const place = () => ({ person: state.person, chat: state.chat, topic: state.topic });

function toast(words) {
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
  const start = new RegExp(`^https?://(?:t|telegram)\\.me/${state.bot.username}(?:\\?start=([\\w-]{1,64}))?$`, "i").exec(url);
  if (!start) return false;
  open(state.person).then(() => start[1] && send(`/start ${start[1]}`));
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
    const here = button.switch_inline_query_current_chat;
    if (here !== undefined) return compose.write(`@${state.bot.username} ${here}`);
    const anywhere = button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query;
    if (anywhere !== undefined) return compose.choose(`@${state.bot.username} ${anywhere}`);
    node.classList.add("waiting");
    const query = await attempt(act("press", { ...place(), message: message.message_id, data: button.callback_data }));
    if (!query || state.answered.delete(query)) node.classList.remove("waiting");
    else state.spinning.set(query, node);
    return undefined;
  },
};

const parts = panes(state, {
  actions, become: (id) => become(id), open: (id) => open(id), repaint: () => paint(), start: () => send("/start"),
  block: (blocked) => attempt(act("block", { ...place(), blocked })),
});
const compose = composer({
  state, place, current: parts.current, shown: parts.shown, open: (id) => open(id), send, attempt, toast,
});

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
    parts.chats();
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
  // What happens while messages are being fetched would be lost under them: it is looked at afterwards.
  if (loading && event.chat_id) {
    backlog.push(event);
    return;
  }
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
  if (known === undefined) return; // Somebody else is being shown in; their chats are not here yet.
  if (!again || known !== state.chat) state.topic = 0;
  const now = `${state.person}/${known}`;
  if (now !== opened) compose.move(opened, now);
  opened = now;
  state.chat = known;
  state.unread.delete(known);
  history.replaceState(null, "", `#${state.person}/${known}`);
  loading += 1;
  const told = await attempt(getMessages(state.person, known));
  loading -= 1;
  if (told && state.chat === known) {
    state.messages = new Map(told.messages.map((message) => [message.message_id, message]));
    state.reactions = told.reactions;
    paint();
  }
  if (!loading) backlog.splice(0).forEach(heard);
}

async function become(person, chat = 0) {
  source?.close();
  state.person = person;
  state.chats = new Map();
  state.unread = new Map();
  backlog.length = 0;
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
