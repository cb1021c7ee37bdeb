// The parts of the page, painted from its state: people, chats, the head and the log.
import { avatar, byId, make } from "./dom.js";
import { bubble, service, summary } from "./bubbles.js";
import { clockTime, dayName, language, say } from "./words.js";

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

// `does` are the doings behind what is painted: become, open, block, jump, repaint, start and a bubble's actions.
export function panes(state, does) {
  const current = () => state.chats.get(state.chat);
  const isPrivate = () => current()?.kind === "private";
  const shown = () => [...state.messages.values()].filter(
    (message) => !state.topic || message.message_thread_id === state.topic,
  );

  function paintPeople() {
    byId("people").replaceChildren(...state.people.map((person) => make(
      "button.person", {
        type: "button", role: "radio", "aria-checked": String(person.id === state.person), "data-person": person.id,
        onclick: () => does.become(person.id),
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
          onclick: () => { does.open(chat.id); byId("app").classList.add("talking"); },
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
    block.onclick = () => does.block(!blocked);
    paintTopics(chat);
    const pinned = state.messages.get(chat.pinned.at(-1));
    byId("pinned").hidden = !pinned;
    if (pinned) {
      byId("pinned").replaceChildren(make("strong", {}, say("pinned")), make("span", {}, summary(pinned)));
      byId("pinned").onclick = () => does.actions.jump(pinned.message_id);
    }
  }

  function paintTopics(chat) {
    const topics = byId("topics");
    topics.hidden = !chat.topics.length;
    const all = [{ id: 0, name: say("topic-all") }, ...chat.topics];
    topics.replaceChildren(...all.map((topic) => make(
      "button.topic", {
        type: "button", role: "tab", "aria-selected": String(topic.id === state.topic),
        onclick: () => { state.topic = topic.id; does.repaint(); },
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
        const node = bubble(message, how, emoji, does.actions);
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
      make("button.filled", { type: "button", id: "start", onclick: () => does.start() }, say("start"))));
  }

  return { people: paintPeople, chats: paintChats, head: paintHead, log: paintLog, shown, current };
}
