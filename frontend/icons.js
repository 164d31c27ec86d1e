// Draws the sprite of the icons that the pages use: `{% icon "name" %}` shows one of them.
import { readFileSync, writeFileSync } from "node:fs";

const outlines = [
  "adjustments-horizontal", "alert-triangle", "arrow-right", "arrows-exchange", "arrow-up-right", "arrow-down-right",
  "building", "calendar", "chart-line", "check", "chevron-down", "chevron-left", "chevron-right", "clock",
  "clock-exclamation", "coin-euro", "dots", "external-link", "eye-off", "filter", "git-merge", "hand-stop",
  "heart-handshake", "hourglass", "info-circle", "key", "layout-dashboard", "lifebuoy", "lock", "logout", "message-2",
  "messages", "minus", "moon", "pencil", "plus", "quote", "reload", "report-analytics", "scale", "search", "settings",
  "shield-check", "sparkles", "speakerphone", "sun", "tag", "tags", "trash", "user", "user-check", "users", "x",
  "arrows-split", "file-text", "mood-sad", "mood-smile", "arrow-back-up", "send", "bolt", "device-desktop", "language",
];

function symbol(name) {
  const file = new URL(`./node_modules/@tabler/icons/icons/outline/${name}.svg`, import.meta.url);
  const inside = readFileSync(file, "utf8").replace(/<!--[^]*?-->/, "").match(/<svg[^>]*>([^]*)<\/svg>/)[1];
  return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s+/g, " ").trim()}</symbol>`;
}

const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${outlines.map(symbol).join("")}</svg>`;
writeFileSync(new URL("./src/icons.svg", import.meta.url), sprite);
