// Makes the pages more comfortable; all of them work without it.
"use strict";

// A form that is sent leaves what is empty out of the address, so that addresses can be read and shared.
for (const form of document.querySelectorAll("form[data-plain]")) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("input[name], select[name]")) {
      field.disabled = field.value.trim() === "" || (field.name === "order" && field.value === "newest");
    }
  });
}
// Who goes back finds the fields open again.
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[data-plain] [disabled]")) {
    field.disabled = false;
  }
});

// "/" goes to the search, "j" and "k" from event to event; not while somebody writes.
const writing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;
const step = (by) => {
  const links = [...document.querySelectorAll(".to-event")];
  const here = links.indexOf(document.activeElement);
  const there = here === -1 ? (by > 0 ? 0 : links.length - 1) : here + by;
  links[Math.min(links.length - 1, Math.max(0, there))]?.focus();
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) {
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find-words").focus();
  } else if (event.key === "j" || event.key === "k") {
    step(event.key === "j" ? 1 : -1);
  }
});
