import { get } from './api.js';
import { targetsOf } from './apps.js';
import { usageCharts } from './charts.js';
import { h } from './dom.js';
import { clock, counted, exit, since, state } from './format.js';
import { store } from './store.js';
import { toEnd, troubles } from './trouble.js';

/** Instances of which all is told; the list has the others. */
const MOST = 20;

/** How an app does: what is wrong, charts, facts, slots of a reload. */
export function overview(chosen) {
  const notices = h('div');
  const charts = usageCharts(chosen);
  const done = h('span', { role: 'status' });
  const slots = h('ul', { class: 'slots' });
  const reload = h('div', { hidden: true }, h('h3', {}, 'Reload under way: ', done), slots);
  const facts = h('div');
  const element = h('div', { class: 'panel', role: 'tabpanel' }, notices, reload, charts.element, facts);
  let known = '';
  let isAsking = false;

  /** Asks once more if something has changed meanwhile. */
  const learn = async (now) => {
    const changes = JSON.stringify(now.instances.map((one) => [one.id, one.state, one.pid, one.restarts]));
    if (changes === known || isAsking) {
      return;
    }
    isAsking = true;
    known = changes;
    const [app, words] = await Promise.all([declared(now), isTroubled(now) ? troubles(targetsOf(now)[0]) : []]);
    isAsking = false;
    if (app) {
      notices.replaceChildren(...problems(app), ...words);
      facts.replaceChildren(...describe(app));
      notices.querySelectorAll('pre').forEach(toEnd);
    }
  };

  return {
    element,
    update(now) {
      const stages = store.reloads.get(now.app.name);
      reload.hidden = !stages;
      slots.replaceChildren(...[...(stages ?? [])].sort(([a], [b]) => a - b).map(slot));
      done.textContent = `${doneIn(stages)} of ${now.app.instances.length} done`;
      charts.update(now);
      learn(now);
    },
    close: charts.close,
  };
}

/** The app, or the one instance of it, as the daemon describes it. */
async function declared(now) {
  const answers = await Promise.all(targetsOf(now).map((one) => get(`/apps/${encodeURIComponent(one)}`).catch(() => ({ apps: [] }))));
  const [first, ...others] = answers.flatMap((one) => one.apps).filter((one) => one.key === now.app.key);
  return first && { ...first, instances: [first, ...others].flatMap((one) => one.instances) };
}

const isTroubled = ({ instances }) => instances.some((one) => ['ERRORED', 'WAITING_RESTART'].includes(one.state) || one.restarts > 0);

const doneIn = (stages) => [...(stages?.values() ?? [])].filter((stage) => stage === 'DONE').length;

const slot = ([number, stage]) => h('li', {}, `slot ${number}: `, h('b', { class: stage === 'DONE' ? '' : 'pulse' }, stage.toLowerCase()));

function problems(app) {
  const lines = app.instances
    .filter((one) => one.problem)
    .slice(0, MOST)
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
    h('dl', { class: 'facts' }, ...app.instances.slice(0, MOST).flatMap(instance)),
    app.instances.length > MOST ? h('p', { class: 'soft' }, `and ${app.instances.length - MOST} more; open the app in the list for each of them`) : '',
  ];
}

function instance(one) {
  const parts = [state(one.state).text];
  if (one.pid) {
    parts.push(`pid ${one.pid}`, `up ${since(one.startedAt)}`);
  }
  parts.push(counted(one.restarts, 'restart'));
  for (const [count, ...names] of [[one.usage.processes, 'process', 'processes'], [one.usage.threads, 'thread'], [one.usage.openFiles, 'open file']]) {
    if (count) {
      parts.push(counted(count, ...names));
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
