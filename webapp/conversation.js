// One conversation as shown: its tab and its log. Texts from others only ever become text nodes.

import { element } from "./element.js";

const keptMessages = 1_000;
const groupedWithin = 5 * 60_000;
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const exactClock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export class Conversation {
  /** What is typed but not sent. */
  draft = "";
  /** Whether the newest message is kept in view; false while the user reads older ones. */
  follows = true;
  scrollTop = 0;
  /** Who is in the room, by connection. */
  people = new Map();
  #unread = 0;
  #last = null;

  /** @param room the room's name, empty for everyone */
  constructor(room) {
    this.room = room;
    this.title = room || "Everyone";
    this.badge = element("span", { className: "badge", hidden: true });
    this.tab = element(
      "button",
      { type: "button", className: "tab", role: "tab", dataset: { testid: "room-tab", room } },
      element("span", { className: "tab-title", dir: "auto", textContent: this.title }),
      this.badge,
    );
    this.tab.setAttribute("aria-controls", "messages");
    this.list = element("ol", { className: "list" });
    this.log = element("div", { className: "log", hidden: true }, this.list);
    this.log.setAttribute("role", "log");
    this.log.setAttribute("aria-live", "polite");
    this.log.setAttribute("aria-label", `Messages to ${this.title}`);
    this.select(false);
  }

  select(selected) {
    this.tab.setAttribute("aria-selected", String(selected));
    this.tab.tabIndex = selected ? 0 : -1;
    this.log.hidden = !selected;
  }

  get unread() {
    return this.#unread;
  }

  set unread(count) {
    this.#unread = count;
    this.badge.hidden = count === 0;
    this.badge.replaceChildren(
      count > 99 ? "99+" : String(count),
      element("span", { className: "hidden", textContent: " unread" }),
    );
  }

  addMessage(author, text, mine) {
    const now = new Date();
    const grouped =
      this.#last !== null && this.#last.author === author && this.#last.mine === mine && now - this.#last.at < groupedWithin;
    this.#last = { author, mine, at: now };
    const avatar = element("span", { className: "avatar", textContent: initial(author), ariaHidden: "true" });
    avatar.style.setProperty("--hue", hue(author));
    const time = element("time", { dateTime: now.toISOString(), title: exactClock.format(now), textContent: clock.format(now) });
    const head = element(
      "p",
      { className: grouped ? "head hidden" : "head" },
      element("span", { className: "author", dir: "auto", dataset: { testid: "message-author" }, textContent: author }),
      element("span", { className: "hidden", textContent: mine ? " (you), " : ", " }),
      time,
    );
    const body = element("p", { className: "text", dir: "auto", dataset: { testid: "message-text" }, textContent: text });
    const item = element("li", { className: "message", dataset: { testid: "message-item", mine } }, avatar, head, body);
    item.classList.toggle("mine", mine);
    item.classList.toggle("grouped", grouped);
    item.classList.toggle("emoji", isFewEmoji(text));
    this.#append(item);
  }

  /** Who is in the room and on which node, in words. */
  get present() {
    const names = [...this.people.values()].map(({ name, node }) => `${name} on ${node}`).sort();
    return names.length === 0 ? "" : `Here: ${names.join(", ")}`;
  }

  addNotice(text) {
    this.#last = null;
    this.#append(element("li", { className: "notice", textContent: text }));
  }

  #append(item) {
    this.list.append(item);
    while (this.list.childElementCount > keptMessages) {
      this.list.firstElementChild.remove();
    }
  }
}

function initial(author) {
  const [first] = graphemes.segment(author.trim());
  return first ? first.segment.toUpperCase() : "?";
}

/** A colour that goes with a name, in degrees. */
function hue(name) {
  let hash = 0;
  for (const character of name) {
    hash = (hash * 31 + character.codePointAt(0)) % 360;
  }
  return hash;
}

function isFewEmoji(text) {
  const characters = [...graphemes.segment(text)].slice(0, 4);
  return characters.length > 0 && characters.length < 4 && characters.every(({ segment }) => /^\p{Extended_Pictographic}/u.test(segment));
}
