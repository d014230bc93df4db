/* global uPlot */
import { get } from './api.js';
import { h } from './dom.js';
import { bytes, clock, percent } from './format.js';
import { store } from './store.js';

const recalled = new Set();

/** CPU and memory of some instances together, over the last hour. */
export function usageCharts(ids) {
  const cpu = h('div', { class: 'chart' });
  const memory = h('div', { class: 'chart' });
  const element = h('div', {}, h('h3', {}, 'CPU'), cpu, h('h3', {}, 'Memory'), memory);
  let plots = [];

  const draw = () => {
    const [at, used, held] = together(ids);
    if (at.length < 2 || element.clientWidth === 0) {
      return;
    }
    if (plots.length === 0) {
      plots = [
        plot(cpu, '--chart-cpu', percent, element.clientWidth),
        plot(memory, '--chart-memory', bytes, element.clientWidth),
      ];
    }
    plots[0].setData([at, used]);
    plots[1].setData([at, held]);
  };
  const forget = () => {
    plots.forEach((one) => one.destroy());
    plots = [];
    draw();
  };
  const resized = new ResizeObserver(() => plots.forEach((one) => one.setSize({ width: element.clientWidth, height: 150 })));
  resized.observe(element);
  recall(ids).then(draw, () => {});
  document.addEventListener('themechange', forget);
  return {
    element,
    update: draw,
    close() {
      resized.disconnect();
      document.removeEventListener('themechange', forget);
      plots.forEach((one) => one.destroy());
    },
  };
}

/** Sums the samples of several instances by the time they were taken. */
function together(ids) {
  const sums = new Map();
  for (const id of ids) {
    const past = store.usage.get(id);
    past?.at.forEach((at, index) => {
      const sum = sums.get(at) ?? [0, 0];
      sums.set(at, [sum[0] + past.cpu[index], sum[1] + past.memory[index]]);
    });
  }
  const at = [...sums.keys()].sort((a, b) => a - b);
  return [at, at.map((time) => sums.get(time)[0]), at.map((time) => sums.get(time)[1])];
}

function plot(where, colour, format, width) {
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
    axes: [{ ...axis, values: (_, times) => times.map((time) => clock(time * 1000)) }, { ...axis, size: 64, values: (_, values) => values.map(format) }],
    series: [{}, { stroke: line, fill: `${line}22`, width: 1.5, points: { show: false } }],
  }, [[], []], where);
}

/** What the daemon had measured before this page began to. */
async function recall(ids) {
  for (const id of ids.filter((one) => !recalled.has(one))) {
    recalled.add(id);
    const [past] = (await get(`/usage?target=${id}`)).instances;
    const known = store.usage.get(id);
    const begin = known?.at[0] ?? Infinity;
    const older = past?.at.filter((at) => at < begin).length ?? 0;
    if (older > 0 && known) {
      known.at.unshift(...past.at.slice(0, older));
      known.cpu.unshift(...past.cpu.slice(0, older));
      known.memory.unshift(...past.memory.slice(0, older));
    }
  }
}
