// The lines above the composer that say what went wrong: one for each action, kept until that action succeeds or
// the reader dismisses it.

import { element } from "./element.js";

const lines = new Map();

export function showError(matter, text) {
  clearError(matter);
  const dismiss = element("button", { type: "button", className: "dismiss", ariaLabel: "Dismiss", textContent: "×" });
  const line = element("li", { dataset: { testid: "error" } }, element("span", { dir: "auto", textContent: text }), dismiss);
  dismiss.addEventListener("click", () => {
    clearError(matter);
    document.getElementById("message").focus();
  });
  lines.set(matter, line);
  document.getElementById("errors").append(line);
}

export function clearError(matter) {
  lines.get(matter)?.remove();
  lines.delete(matter);
}

/** The hub's own text, without the words that the protocol adds. */
export function readable(error) {
  return String(error?.message ?? error).replace(/^.* HubException: /s, "");
}
