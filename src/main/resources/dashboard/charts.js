/* global uPlot */
import { get } from './api.js';
import { sum, targetsOf } from './apps.js';
import { h } from './dom.js';
import { bytes, clock, percent } from './format.js';
import { store } from './store.js';

const KEPT_SECONDS = 3600;

/** Steps of the axes: for bytes powers of two, so that marks are whole numbers of KB and MB. */
const BYTE_STEPS = Array.from({ length: 41 }, (_, power) => 2 ** power);
const PERCENT_STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10000];

/** CPU and memory of a selection, all its instances together, over the last hour. */
export function usageCharts(chosen) {
  const cpu = h('div', { class: 'chart' });
  const memory = h('div', { class: 'chart' });
  const element = h('div', {}, h('h3', {}, 'CPU'), cpu, h('h3', {}, 'Memory'), memory);
  let past = { at: [], cpu: [], memory: [] };
  let plots = [];

  const draw = () => {
    if (past.at.length < 2 || element.clientWidth === 0) {
      return;
    }
    if (plots.length === 0) {
      plots = [
        plot(cpu, '--chart-cpu', { format: percent, incrs: PERCENT_STEPS }, element.clientWidth),
        plot(memory, '--chart-memory', { format: bytes, incrs: BYTE_STEPS }, element.clientWidth),
      ];
    }
    plots[0].setData([past.at, past.cpu]);
    plots[1].setData([past.at, past.memory]);
  };
  const forget = () => {
    plots.forEach((one) => one.destroy());
    plots = [];
    draw();
  };
  const resized = new ResizeObserver(() => plots.forEach((one) => one.setSize({ width: element.clientWidth, height: 150 })));
  resized.observe(element);
  recall(chosen).then((found) => {
    past = joined(found, past);
    draw();
  }, () => {});
  document.addEventListener('themechange', forget);
  return {
    element,
    update(now) {
      if (store.measuredAt > (past.at.at(-1) ?? 0) + 1) {
        past = joined(past, measured(now));
        draw();
      }
    },
    close() {
      resized.disconnect();
      document.removeEventListener('themechange', forget);
      plots.forEach((one) => one.destroy());
    },
  };
}

/** What the instances use now. */
const measured = ({ instances }) => ({
  at: [store.measuredAt],
  cpu: [sum(instances, (one) => one.usage.cpuPercent)],
  memory: [sum(instances, (one) => one.usage.memoryBytes)],
});

/** The one and then what the other has from later on, of the last hour. */
function joined(older, newer) {
  const from = newer.at.findIndex((at) => at > (older.at.at(-1) ?? 0));
  const at = from < 0 ? older.at : [...older.at, ...newer.at.slice(from)];
  const first = at.findIndex((one) => one >= at.at(-1) - KEPT_SECONDS);
  const both = (field) => (from < 0 ? older[field] : [...older[field], ...newer[field].slice(from)]).slice(first);
  return { at: at.slice(first), cpu: both('cpu'), memory: both('memory') };
}

function plot(where, colour, { format, incrs }, width) {
  const style = getComputedStyle(document.documentElement);
  const line = style.getPropertyValue(colour).trim();
  const soft = style.getPropertyValue('--soft').trim();
  const grid = { stroke: style.getPropertyValue('--line').trim(), width: 1 };
  const axis = { stroke: soft, grid, ticks: grid, font: '11px system-ui' };
  return new uPlot({
    width,
    height: 150,
    legend: { show: false },
    cursor: { y: false },
    scales: { y: { range: (_, low, high) => [0, Math.max(high * 1.1, 1)] } },
    axes: [{ ...axis, size: 30, space: 80, values: (_, times) => times.map((time) => clock(time * 1000)) }, { ...axis, size: 64, incrs, values: (_, values) => values.map(format) }],
    series: [{}, { stroke: line, fill: `${line}22`, width: 1.5, points: { show: false } }],
  }, [[], []], where);
}

/** What the daemon had measured before this page began to. */
async function recall(chosen) {
  const parts = await Promise.all(targetsOf(chosen).map((one) => get(`/usage/total?target=${encodeURIComponent(one)}`)));
  return parts.length === 1 ? parts[0] : added(parts);
}

function added(parts) {
  const sums = new Map();
  for (const { at, cpu, memory } of parts) {
    at.forEach((time, index) => {
      const [used, held] = sums.get(time) ?? [0, 0];
      sums.set(time, [used + cpu[index], held + memory[index]]);
    });
  }
  const at = [...sums.keys()].sort((a, b) => a - b);
  return { at, cpu: at.map((time) => sums.get(time)[0]), memory: at.map((time) => sums.get(time)[1]) };
}
