// Where people write: text, files, commands, inline queries, replies and edits.
import { byId, icon, make } from "./dom.js";
import { nameOf, summary } from "./bubbles.js";
import { act, sendFile } from "./server.js";
import { say } from "./words.js";

export function composer({ state, place, current, shown, open, send, attempt, toast }) {
  const text = byId("text");
  let replying = null;
  let editing = null;
  let query = "";
  let results = [];
  let aside = null; // The button that the bot put over its results.
  let inlineTimer = 0;
  let commandsOpen = false;
  let forward = null; // Words that are still to find their chat.
  const drafts = new Map();

  function grow() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 168)}px`;
  }

  function write(words) {
    text.value = words;
    grow();
    text.focus();
    typed();
  }

  function forget() {
    clearTimeout(inlineTimer); // or it would ask in the name of whoever is shown by then
    replying = null;
    editing = null;
    results = [];
    aside = null;
    query = "";
    commandsOpen = false;
    forward = null;
  }

  // Another chat is opened: what was typed stays with the one it was meant for.
  function move(from, to) {
    drafts.set(from, editing ? "" : text.value);
    if (!text.value) drafts.delete(from);
    forget();
    text.value = drafts.get(to) || "";
    grow();
  }

  const inlineWords = () => {
    const prefix = `@${state.bot.username} `.toLowerCase();
    return text.value.toLowerCase().startsWith(prefix) ? text.value.slice(prefix.length) : null;
  };

  function typed() {
    grow();
    commandsOpen = false;
    const words = inlineWords();
    clearTimeout(inlineTimer);
    if (words === null) {
      query = "";
      results = [];
    } else {
      inlineTimer = setTimeout(async () => { query = (await attempt(act("inline", { ...place(), text: words }))) || ""; }, 250);
    }
    paint();
  }

  async function submit() {
    const words = text.value.trim();
    if (!words) return;
    const doing = editing
      ? attempt(act("edit", { ...place(), message: editing.message_id, text: words }))
      : send(words, { reply_to: replying?.message_id || 0 });
    // Cleared at once, so that what is typed meanwhile stays; what could not be sent comes back.
    forget();
    write("");
    if (!(await doing) && !text.value) write(words);
  }

  async function upload(files) {
    for (const file of files) {
      await attempt(sendFile(file, { person: state.person, chat: state.chat, caption: text.value.trim() }));
      text.value = "";
    }
    grow();
  }

  function commandRows() {
    const typedCommand = /^\/(\w*)$/.exec(text.value)?.[1];
    if (typedCommand === undefined && !commandsOpen) return [];
    return (current()?.commands || [])
      .filter((command) => command.command.startsWith(typedCommand || ""))
      .map((command) => make(
        "button.choice", { type: "button", role: "option", onclick: () => { forget(); write(""); send(`/${command.command}`); } },
        make("strong", {}, `/${command.command}`), make("span", {}, command.description),
      ));
  }

  function chatRows() {
    if (forward === null) return [];
    const words = forward;
    return [...state.chats.values()].map((chat) => make(
      "button.choice", { type: "button", role: "option", onclick: async () => { forget(); await open(chat.id); write(words); } },
      make("strong", {}, chat.title || state.bot.name), make("span", {}, say("write-there")),
    ));
  }

  function inlineRows() {
    if (inlineWords() === null) return [];
    const over = aside?.start_parameter && make(
      "button.choice", { type: "button", role: "option", onclick: () => start(aside.start_parameter) }, make("strong", {}, aside.text),
    );
    return [...(over ? [over] : []), ...results.map((result) => make(
      "button.choice.result", { type: "button", role: "option", onclick: () => choose(result) },
      make("strong", {}, result.title || result.id), make("span", {}, result.description || summary(result.message)),
    ))];
  }

  async function start(parameter) {
    forget();
    write("");
    await open(state.person);
    send(`/start ${parameter}`);
  }

  async function choose(result) {
    await attempt(act("choose", { ...place(), query, result: result.id }));
    forget();
    write("");
  }

  function paintKeys() {
    const marked = shown().filter((message) => message.reply_markup && !message.reply_markup.inline_keyboard);
    const rows = marked.at(-1)?.reply_markup.keyboard || [];
    byId("keys").hidden = !rows.length;
    byId("keys").replaceChildren(...rows.map((row) => make("div.key-row", {}, ...row.map((button) =>
      make("button.key", { type: "button", onclick: () => send(button.text) }, make("span", {}, button.text))))));
  }

  function paint() {
    const rows = [...chatRows(), ...commandRows(), ...inlineRows()];
    byId("panel").hidden = !rows.length;
    byId("panel").replaceChildren(...rows);
    byId("commands").hidden = !(current()?.commands || []).length;
    const about = editing || replying;
    byId("replying").hidden = !about;
    if (about) {
      byId("replying").replaceChildren(
        icon(editing ? "pen" : "reply"),
        make("span", {}, make("strong", {}, editing ? say("edit") : nameOf(about.from)), summary(about)),
        make("button.round", { type: "button", "aria-label": say("cancel"), onclick: () => { const was = editing; forget(); if (was) write(""); paint(); } }, icon("cross")),
      );
    }
    paintKeys();
  }

  byId("compose").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  text.addEventListener("input", typed);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { forget(); paint(); }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  text.addEventListener("paste", (event) => event.clipboardData.files.length && upload(event.clipboardData.files));
  byId("attach").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async (event) => { await upload([...event.target.files]); event.target.value = ""; });
  byId("commands").addEventListener("click", () => { commandsOpen = !commandsOpen; paint(); });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => { event.preventDefault(); upload([...event.dataTransfer.files]); });

  return {
    paint, write, move,
    choose: (words) => { forget(); forward = words; paint(); },
    reply: (message) => { forget(); replying = message; paint(); text.focus(); },
    edit: (message) => { forget(); editing = message; write(message.text); },
    results: (event) => {
      if (inlineWords() === null) return;
      query = event.query;
      results = event.results;
      aside = event.button;
      if (!results.length && !aside) toast(say("inline-empty"));
      paint();
      byId("panel").scrollTop = 0;
    },
  };
}
