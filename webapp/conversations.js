// All conversations of this window: which one is shown, what is unread in the others, and what the reader sees of it.

import { Conversation } from "./conversation.js";

const byId = (id) => document.getElementById(id);
const tabs = byId("tabs");
const messages = byId("messages");
const newer = byId("newer");

export const everyone = new Conversation("");
const shown = new Map();
let current = everyone;

export const currentConversation = () => current;
export const conversationOf = (room) => shown.get(room);
export const allConversations = () => [...shown.values()];

export function attach(conversation) {
  shown.set(conversation.room, conversation);
  conversation.tab.addEventListener("click", () => select(conversation));
  tabs.append(conversation.tab);
  messages.append(conversation.log);
}

export function detach(conversation) {
  shown.delete(conversation.room);
  if (conversation === current) {
    select(everyone);
    everyone.tab.focus();
  }
  conversation.tab.remove();
  conversation.log.remove();
  showUnread();
}

export function select(conversation) {
  current.draft = readDraft();
  current.scrollTop = messages.scrollTop;
  current.select(false);
  current = conversation;
  current.select(true);
  current.unread = 0;
  showUnread();
  byId("title").textContent = current.title;
  showPeople();
  byId("leave").hidden = current === everyone;
  byId("message").placeholder = current === everyone ? "Message everyone" : `Message ${current.title}`;
  writeDraft(current.draft);
  current.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  messages.scrollTop = current.follows ? messages.scrollHeight : current.scrollTop;
  newer.hidden = true;
}

/** Adds a message without moving what the user reads. */
export function addMessage(conversation, author, text, mine) {
  conversation.addMessage(author, text, mine);
  if (!mine && (conversation !== current || document.hidden)) {
    conversation.unread += 1;
    showUnread();
  }
  if (!mine && conversation === current && !conversation.follows) {
    newer.hidden = false;
  }
  followNewest();
}

/** Shows who is in the current room. */
export function showPeople() {
  byId("people").textContent = current.present;
}

export function addNoticeEverywhere(text) {
  for (const conversation of shown.values()) {
    conversation.addNotice(text);
  }
  followNewest();
}

export function readDraft() {
  return byId("message").value;
}

export function writeDraft(text) {
  byId("message").value = text;
  fitDraft();
}

function fitDraft() {
  const field = byId("message");
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

function followNewest() {
  if (current.follows) {
    messages.scrollTop = messages.scrollHeight;
  }
}

function showUnread() {
  const count = allConversations().reduce((sum, { unread }) => sum + unread, 0);
  document.title = count > 0 ? `(${count}) Hubplane chat` : "Hubplane chat";
}

byId("message").addEventListener("input", fitDraft);
messages.addEventListener("scroll", () => {
  current.follows = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 48;
  newer.hidden ||= current.follows;
});
new ResizeObserver(followNewest).observe(messages);
newer.addEventListener("click", () => {
  messages.scrollTop = messages.scrollHeight;
  byId("message").focus();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    current.unread = 0;
    showUnread();
  }
});
tabs.addEventListener("keydown", (event) => {
  const all = [...tabs.children];
  const at = all.indexOf(document.activeElement);
  const to = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: -1 }[event.key];
  if (at >= 0 && to !== undefined) {
    event.preventDefault();
    const target = all.at(to % all.length);
    target.click();
    target.focus();
  }
});
