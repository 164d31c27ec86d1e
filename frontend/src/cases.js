// Cases by keyboard, and who else is at one. What the keys do stands in the page's own dialog.

const LOOK_EVERY = 15_000; // ms

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

function rows() {
  return [...document.querySelectorAll("[data-inbox] [data-row]")];
}

/** The row that has the focus, or was gone to last. */
function hereAmong(all) {
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  return focused >= 0 ? focused : all.findIndex((row) => row.classList.contains("here"));
}

function goTo(row, all) {
  all.forEach((other) => other.classList.toggle("here", other === row));
  row.querySelector("a.title").focus();
  row.scrollIntoView({ block: "nearest" });
}

/** In the list from row to row; on a case's own page to the next case of the list that one came from. */
function step(by) {
  const all = rows();
  if (all.length === 0) return document.querySelector(`[data-case] a[rel=${by > 0 ? "next" : "prev"}]`)?.click();
  const place = Math.min(Math.max(hereAmong(all) + by, 0), all.length - 1);
  goTo(all[place], all);
}

function tick() {
  const all = rows();
  all[hereAmong(all)]?.querySelector(".tick").click();
}

function answer() {
  const field = document.querySelector("#answer textarea");
  if (field) return field.focus();
  const all = rows();
  const link = all[hereAmong(all)]?.querySelector("a.title");
  if (link) window.location.href = `${link.href}#answer`;
}

function back() {
  const named = document.querySelector("[data-list]");
  if (named) return named.click();
  const list = document.querySelector("[data-case]")?.dataset.case;
  if (!list) return;
  // The list as it was filtered, where that is where we came from.
  const from = document.referrer && new URL(document.referrer);
  window.location.href = from && from.origin === window.location.origin && from.pathname === list ? from.href : list;
}

function help() {
  document.getElementById("keys")?.showModal();
}

function note() {
  document.querySelector("#notes textarea")?.focus();
}

function search() {
  // The list's own field comes before that of the shell, which stands above it on the page.
  const field = document.querySelector(".filters input[type=search]") ?? document.querySelector("header input[type=search]");
  field?.focus();
  field?.select();
}

function begin() {
  document.querySelector("[data-new]")?.click();
}

const KEYS = { n: note, "/": search, c: begin, j: () => step(1), k: () => step(-1), x: tick, a: answer, u: back, "?": help };

export function listenToKeys() {
  if (!document.getElementById("keys")) return;
  document.querySelectorAll("[data-opens=keys]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", help);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]") || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  // The browser itself goes to the place after loading, and takes the focus with it: ours comes behind that.
  const field = window.location.hash === "#answer" && document.querySelector("#answer textarea");
  if (field) window.addEventListener("load", () => setTimeout(() => field.focus(), 50));
}

/** Colleagues see each other at a case; a tab that nobody looks at asks nothing. */
export function lookWhoIsHere(htmx) {
  const place = document.querySelector("[data-look]");
  if (!place) return;
  const look = () => document.hidden || htmx.trigger(place, "kunding:look");
  look();
  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", look);
}
