// Charts: data come as JSON beside the place where they are drawn; a click leads to the list behind the point.
import { init, use } from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { accent: of("--k-accent"), warning: of("--k-warning"), quiet: of("--k-quiet"), ink: of("--k-ink"),
           faint: of("--k-faint"), line: of("--k-line"), surface: of("--k-surface") };
}

function axes(data, colour) {
  const text = { color: colour.faint, fontFamily: "Inter Variable, sans-serif", fontSize: 11 };
  const split = { lineStyle: { color: colour.line } };
  return {
    xAxis: { type: "category", data: data.labels, axisLabel: { ...text, hideOverlap: true }, axisTick: { show: false },
             axisLine: { lineStyle: { color: colour.line } } },
    yAxis: { type: "value", axisLabel: { ...text, formatter: (value) => value.toLocaleString(document.documentElement.lang) }, splitLine: split, splitNumber: 3, minInterval: 1 },
  };
}

function series(data, colour) {
  return data.series.map((line, index) => ({
    name: line.name,
    type: line.kind ?? "bar",
    stack: line.kind === "line" ? undefined : "all",
    data: line.values,
    color: colour[line.colour],
    barMaxWidth: 22,
    showSymbol: false,
    lineStyle: { width: 2 },
    itemStyle: { borderRadius: 1 },
    emphasis: { focus: "series" },
    markLine: index === 0 && data.events?.length ? events(data.events, colour) : undefined,
  }));
}

function events(list, colour) {
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: colour.accent, type: "dashed" },
    label: { color: colour.ink, formatter: (mark) => mark.data.name, fontSize: 11 },
    data: list.map((event) => ({ name: event.name, xAxis: event.label })),
  };
}

function options(data, colour) {
  const text = { color: colour.ink, fontFamily: "Inter Variable, sans-serif", fontSize: 12 };
  return {
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    grid: { left: 8, right: 8, top: data.series.length > 1 ? 34 : 14, bottom: 4, containLabel: true },
    legend: { show: data.series.length > 1, top: 0, left: 0, itemWidth: 10, itemHeight: 10, textStyle: text, icon: "roundRect" },
    tooltip: { trigger: "axis", renderMode: "richText", backgroundColor: colour.surface, borderColor: colour.line,
               textStyle: text, axisPointer: { type: "shadow", shadowStyle: { opacity: 0.06 } } },
    ...axes(data, colour),
    series: series(data, colour),
  };
}

/** Draw the chart that `place` names, and follow its size and the page's light. */
export function draw(place) {
  place.dataset.drawn = "yes";
  const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const chart = init(place);
  const paint = () => chart.setOption(options(data, colours()), true);
  paint();
  chart.on("click", (point) => {
    const links = data.series[point.seriesIndex].links ?? data.links;
    if (links?.[point.dataIndex]) window.location.assign(links[point.dataIndex]);
  });
  new ResizeObserver(() => chart.resize()).observe(place);
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
}
