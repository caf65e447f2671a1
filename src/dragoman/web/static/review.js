// Decide with the keyboard; every button works without this.
"use strict";

// What a letter means stands beside its button: data-key. In a list it means the item that has the focus.
const ofLetter = (letter) => {
  const item = document.activeElement.closest(".item");
  const inside = item && item.querySelector(`[data-key="${letter}"]`);
  const free = [...document.querySelectorAll(`[data-key="${letter}"]`)].filter((each) => !each.closest(".items > .item form"));
  return inside || free[0] || null;
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea") !== null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing) {
    if (event.key === "Escape") {
      event.target.blur();
    }
    return;
  }
  const found = /^[a-z]$/.test(event.key) ? ofLetter(event.key) : null;
  if (found === null) {
    return;
  }
  event.preventDefault();
  if (found.matches("button, a")) {
    found.click();
  } else {
    found.focus();
  }
});
// A decision in a great record takes a while: it is sent once, and the button says so.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});
