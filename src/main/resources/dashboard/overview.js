import { get } from './api.js';
import { usageCharts } from './charts.js';
import { h } from './dom.js';
import { clock, exit, since, state } from './format.js';
import { store } from './store.js';
import { troubles } from './trouble.js';

/** How an app does: what is wrong, charts, facts, slots of a reload. */
export function overview(chosen) {
  const notices = h('div');
  const charts = usageCharts(chosen.instances.map((one) => one.id));
  const slots = h('ul', { class: 'slots' });
  const reload = h('div', { hidden: true }, h('h3', {}, 'Reload under way'), slots);
  const facts = h('div');
  const element = h('div', { class: 'panel', role: 'tabpanel' }, notices, reload, charts.element, facts);
  let known = '';

  const learn = async (now) => {
    const changes = JSON.stringify(now.instances.map((one) => [one.id, one.state, one.pid, one.restarts]));
    if (changes === known) {
      return;
    }
    known = changes;
    const target = now.kind === 'app' ? now.app.instances[0].id : now.id;
    const found = await get(`/apps/${target}`).catch(() => null);
    const app = found?.apps.find((one) => one.key === now.app.key);
    if (app) {
      const whole = now.kind === 'app' ? await get(`/apps/${encodeURIComponent(now.app.name)}`).catch(() => found) : found;
      const complete = whole.apps.find((one) => one.key === now.app.key) ?? app;
      notices.replaceChildren(...problems(complete), ...(isTroubled(now) ? await troubles(now.kind === 'app' ? now.app.name : now.id) : []));
      facts.replaceChildren(...describe(complete));
    }
  };

  return {
    element,
    update(now) {
      const stages = store.reloads.get(now.app.name);
      reload.hidden = !stages;
      slots.replaceChildren(...[...(stages ?? [])].sort(([a], [b]) => a - b).map(slot));
      charts.update();
      learn(now);
    },
    close: charts.close,
  };
}

const isTroubled = ({ instances }) => instances.some((one) => ['ERRORED', 'WAITING_RESTART'].includes(one.state) || one.restarts > 0);

const slot = ([number, stage]) => h('li', {}, `slot ${number}: `, h('b', { class: stage === 'DONE' ? '' : 'pulse' }, stage.toLowerCase()));

function problems(app) {
  const lines = app.instances
    .filter((one) => one.problem)
    .map((one) => h('p', { class: 'notice' }, h('b', {}, `id ${one.id}: `), one.problem));
  if (app.lastReload && app.lastReload.outcome !== 'COMPLETED') {
    const { outcome, slot: at, reason } = app.lastReload;
    lines.push(h('p', { class: 'notice pending' }, `The last reload was ${outcome.toLowerCase().replace('_', ' ')}`, at === null ? '' : ` at slot ${at}`, reason ? `: ${reason}` : ''));
  }
  return lines;
}

function describe(app) {
  const { spec } = app;
  const command = [spec.program.interpreter, ...spec.program.interpreterArgs, spec.program.script, ...spec.program.args].filter(Boolean).join(' ');
  const rows = [
    ['Command', h('span', { class: 'mono' }, command)],
    ['Folder', h('span', { class: 'mono' }, spec.program.cwd)],
    ['Mode', spec.execMode.toLowerCase()],
    ['Output', h('span', { class: 'mono' }, spec.logs.out)],
    ['Errors', h('span', { class: 'mono' }, spec.logs.error)],
  ];
  return [
    h('h3', {}, 'Facts'),
    h('dl', { class: 'facts' }, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    h('h3', {}, 'Instances'),
    h('dl', { class: 'facts' }, ...app.instances.flatMap(instance)),
  ];
}

function instance(one) {
  const parts = [state(one.state).text];
  if (one.pid) {
    parts.push(`pid ${one.pid}`, `up ${since(one.startedAt)}`);
  }
  parts.push(`${one.restarts} restarts`);
  for (const [count, name] of [[one.usage.processes, 'processes'], [one.usage.threads, 'threads'], [one.usage.openFiles, 'open files']]) {
    if (count) {
      parts.push(`${count} ${name}`);
    }
  }
  if (one.lastExit) {
    parts.push(`last ended with ${exit(one.lastExit)}`);
  }
  if (one.restartAt) {
    parts.push(`next start at ${clock(one.restartAt)}`);
  }
  return [h('dt', { class: 'number' }, `id ${one.id}`), h('dd', {}, parts.join(', '))];
}
