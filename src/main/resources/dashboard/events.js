import { events as readEvents } from './api.js';
import { h } from './dom.js';
import { clock, exit, pause } from './format.js';
import { store } from './store.js';

/** What happened to an app, newest first; a crash shows the end of its standard error. */
const SHOWN = 200;
const LAST_WORDS = 20;

const KINDS = {
  online: 'good', started: 'rest', exited: 'pending', unhealthy: 'bad', 'launch-failed': 'bad', 'gave-up': 'bad',
  'restart-scheduled': 'pending', 'reload-progress': 'rest', 'reload-ended': 'good', stopping: 'rest', stopped: 'rest',
};

const MARKS = { good: '●', pending: '◆', bad: '▲', rest: '○' };

const TEXTS = {
  started: (event) => `started, pid ${event.pid}`,
  online: () => 'ready',
  exited: (event) => `ended: ${exit(event.status)}`,
  'launch-failed': (event) => `could not be started: ${event.reason}`,
  unhealthy: (event) => `unhealthy: ${event.reason}`,
  'restart-scheduled': (event) => `next start in ${pause(event.pause)}`,
  'gave-up': (event) => `given up: ${event.reason}`,
  'reload-progress': (event) => `reload, slot ${event.slot}: ${event.stage.toLowerCase()}`,
  'reload-ended': (event) => `reload ${event.report.outcome.toLowerCase().replace('_', ' ')}${event.report.reason ? `: ${event.report.reason}` : ''}`,
};

export function events(chosen) {
  const list = h('ol', { class: 'timeline' });
  const drawn = new Map();
  return {
    element: h('div', { class: 'panel', role: 'tabpanel' }, list),
    update(now) {
      const fitting = store.events
        .filter((event) => event.app === now.app.name && (now.kind === 'app' || event.instance === undefined || event.instance === now.id))
        .slice(0, SHOWN);
      list.replaceChildren(...fitting.map((event) => row(event, drawn, chosen)));
      if (fitting.length === 0) {
        list.replaceChildren(h('p', { class: 'empty' }, 'Nothing has happened since this page was opened.'));
      }
    },
  };
}

function row(event, drawn, chosen) {
  if (!drawn.has(event)) {
    drawn.set(event, make(event, chosen));
  }
  return drawn.get(event);
}

function isCrash(event) {
  return event.name === 'exited' && (event.status?.code !== 0);
}

function make(event, chosen) {
  const kind = isCrash(event) ? 'bad' : KINDS[event.name] ?? 'rest';
  const text = TEXTS[event.name]?.(event) ?? event.name.replaceAll('-', ' ');
  const id = event.instance === undefined || chosen.app.instances.length === 1 ? '' : `id ${event.instance} `;
  const body = h('div', {}, h('span', { class: 'tag' }, id), text);
  if (isCrash(event)) {
    lastWords(event).then((words) => words && body.append(h('pre', {}, words)));
  }
  return h('li', {}, h('time', { class: 'soft number', datetime: event.at }, clock(event.at)), h('span', { class: `mark ${kind}`, 'aria-hidden': 'true' }, MARKS[kind]), body);
}

/** The last lines of its standard error, as they stood soon after it had ended. */
async function lastWords(event) {
  const files = await readEvents(`/logs?target=${event.instance}&output=err&lines=${LAST_WORDS}&follow=false`).catch(() => []);
  return files.filter(({ name }) => name === 'file').flatMap(({ data }) => data.lines).join('\n');
}
