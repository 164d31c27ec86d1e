import "@fontsource-variable/inter/index.css";
import "@tabler/core/dist/css/tabler.min.css";
import "./kunding.css";
import "./icons.svg?url";
import htmx from "htmx.org";
import { listenToKeys, lookWhoIsHere } from "./cases.js";
import { askFirst, closeMenus, fillLogin, foldFilters, sendOnChange, showValues, wakeFields } from "./behaviour.js";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // customers' words stay out of the browser's storage

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector("meta[name=csrf]")?.content ?? "";
});

async function drawCharts() {
  const places = document.querySelectorAll("[data-chart]:not([data-drawn])");
  if (places.length === 0) return;
  const { draw } = await import("./charts.js");
  places.forEach(draw);
}

foldFilters();
wakeFields();
closeMenus();
sendOnChange();
fillLogin();
askFirst();
showValues();
listenToKeys();
lookWhoIsHere(htmx);
drawCharts();
document.addEventListener("htmx:afterSwap", drawCharts);
