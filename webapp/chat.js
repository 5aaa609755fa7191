// The chat: what the hub calls here, what is sent to it, and what the page says about the connection.

import { Conversation } from "./conversation.js";
import {
  addMessage,
  addNoticeEverywhere,
  allConversations,
  attach,
  conversationOf,
  currentConversation,
  detach,
  everyone,
  readDraft,
  select,
  showPeople,
  writeDraft,
} from "./conversations.js";
import { clearError, readable, showError } from "./errors.js";
import { openHubLink } from "./hub-link.js";

const byId = (id) => document.getElementById(id);
const exactClock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const nameField = byId("name");
const messageField = byId("message");
const roomField = byId("room-name");

// ---- From the hub

/** What this window sent and has not seen come back: the hub does not say who sent a message. */
const awaited = [];
/** Rooms asked for: their first message may come before the hub's answer. */
const joining = new Map();

function received(conversation, name, text) {
  if (!conversation) {
    return;
  }
  const own = awaited.findIndex((sent) => sent.conversation === conversation && sent.name === name && sent.text === text);
  if (own >= 0) {
    awaited.splice(own, 1);
  }
  addMessage(conversation, name, text, own >= 0);
}

let node = null;

function welcomed(name) {
  if (node !== null && node !== name) {
    addNoticeEverywhere(`This window is now on ${name}.`);
  }
  node = name;
  byId("node").textContent = name;
}

function setPeople(conversation, change) {
  if (conversation) {
    change(conversation.people);
    showPeople();
  }
}

const clientMethods = {
  appeared: ({ group, connectionId, data }) =>
    setPeople(conversationOf(group) ?? joining.get(group), (people) => people.set(connectionId, data)),
  disappeared: ({ group, connectionId }) =>
    setPeople(conversationOf(group) ?? joining.get(group), (people) => people.delete(connectionId)),
  broadcastMessage: (name, text) => received(everyone, String(name), String(text)),
  roomMessage: (room, name, text) => received(conversationOf(room) ?? joining.get(room), String(name), String(text)),
  welcome: (name) => welcomed(String(name)),
};

// ---- Connection

let lostAt = null;

function stateChanged(state, error) {
  const badge = byId("state");
  if (badge.dataset.state === "connected") {
    lostAt = new Date();
  }
  badge.dataset.state = state;
  badge.textContent = state;
  badge.title = error ? readable(error) : "";
  if (state === "connected") {
    if (lostAt !== null) {
      const [from, to] = [lostAt, new Date()].map((time) => exactClock.format(time));
      addNoticeEverywhere(`Offline from ${from} to ${to}; what others wrote meanwhile is missing here.`);
      lostAt = null;
    }
    rejoinRooms();
    return;
  }
  byId("node").textContent = "–";
  // The state shows that a connection is broken; what the server said before it closed one would be lost.
  if (error && (state === "closed" || error.message.startsWith("Server returned"))) {
    showError("connection", readable(error));
  }
}

/** Tells a room who is here. Whoever has no name yet is not shown. */
async function appear(conversation) {
  const name = nameField.value.trim();
  if (!conversation || conversation === everyone || !name) {
    return;
  }
  try {
    const people = await link.call("appear", conversation.room, name);
    setPeople(conversation, (known) => {
      known.clear();
      people.forEach((person) => known.set(person.connectionId, person));
    });
  } catch (error) {
    showError(`room ${conversation.room}`, `Not shown in room ${conversation.room}: ${readable(error)}`);
  }
}

/** A new connection is in no room. */
function rejoinRooms() {
  for (const { room } of allConversations().filter((conversation) => conversation !== everyone)) {
    link.call("join", room).then(
      () => {
        clearError(`room ${room}`);
        appear(conversationOf(room));
      },
      (error) => showError(`room ${room}`, `Not back in room ${room}: ${readable(error)}`),
    );
  }
}

const link = openHubLink("chat", clientMethods, stateChanged);

// ---- Composer

const returned = [];

/** Puts a message that was not accepted back into the input field, before what was written since. */
function putBack(sent) {
  if (returned.push(sent) > 1) {
    return;
  }
  // A lost connection returns several messages at once, in order.
  setTimeout(() => {
    for (const { conversation, text } of returned.splice(0).reverse()) {
      const isShown = conversation === currentConversation();
      const draft = [text, isShown ? readDraft() : conversation.draft].filter(Boolean).join("\n");
      if (isShown) {
        writeDraft(draft);
      } else {
        conversation.draft = draft;
      }
    }
  });
}

async function send() {
  const conversation = currentConversation();
  const name = nameField.value.trim();
  const text = readDraft().trim();
  if (!text) {
    messageField.focus();
    return;
  }
  if (!name) {
    showError("send", "Say who you are first.");
    nameField.focus();
    return;
  }
  if (!link.isConnected()) {
    showError("send", "Not sent: there is no connection. The message stays here; send it when the connection is back.");
    return;
  }
  const sent = { conversation, name, text };
  awaited.push(sent);
  conversation.follows = true;
  writeDraft("");
  try {
    await (conversation === everyone ? link.call("send", name, text) : link.call("sendToRoom", conversation.room, name, text));
    clearError("send");
  } catch (error) {
    const at = awaited.indexOf(sent);
    if (at >= 0) {
      awaited.splice(at, 1);
      putBack(sent);
      showError("send", link.isConnected() ? `Not sent: ${readable(error)}` : "Perhaps not sent: the connection broke before the hub answered.");
    }
  }
}

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
messageField.addEventListener("keydown", (event) => {
  // Not while an input method composes a character: then Enter is for it.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
});
nameField.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    messageField.focus();
  }
});

// ---- Rooms

async function join(room) {
  if (!room || joining.has(room)) {
    roomField.focus();
    return;
  }
  if (!conversationOf(room)) {
    const conversation = new Conversation(room);
    joining.set(room, conversation);
    try {
      await link.call("join", room);
      attach(conversation);
      appear(conversation);
    } catch (error) {
      showError("join", `Room ${room} not joined: ${readable(error)}`);
      return;
    } finally {
      joining.delete(room);
    }
  }
  clearError("join");
  roomField.value = "";
  select(conversationOf(room));
  messageField.focus();
}

async function leave(conversation) {
  try {
    // Without a connection there is nothing to leave.
    if (link.isConnected()) {
      await link.call("leave", conversation.room);
    }
    detach(conversation);
  } catch (error) {
    showError(`room ${conversation.room}`, `Room ${conversation.room} not left: ${readable(error)}`);
  }
}

byId("join").addEventListener("submit", (event) => {
  event.preventDefault();
  join(roomField.value.trim());
});
byId("leave").addEventListener("click", () => leave(currentConversation()));

// ---- Start

attach(everyone);
select(everyone);
try {
  nameField.value = localStorage.getItem("hubplane.name") ?? "";
  nameField.addEventListener("input", () => localStorage.setItem("hubplane.name", nameField.value));
} catch {
  // Storage is switched off: the name is asked for each time.
}
nameField.addEventListener("change", () => allConversations().forEach(appear));
(nameField.value ? messageField : nameField).focus();
// The on-screen keyboard of a phone covers the page unless the page becomes shorter.
visualViewport?.addEventListener("resize", () => {
  if (visualViewport.scale === 1) {
    document.documentElement.style.setProperty("--height", `${visualViewport.height}px`);
  }
});
