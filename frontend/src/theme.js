// Runs before the first paint: a person who follows the system's light gets it without a flash.
const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function show() {
  if (root.dataset.theme === "auto") root.dataset.bsTheme = dark.matches ? "dark" : "light";
}

show();
dark.addEventListener("change", show);
