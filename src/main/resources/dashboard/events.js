import { events as readEvents } from './api.js';
import { h } from './dom.js';
import { clock, exit, pause } from './format.js';
import { lastLines } from './trouble.js';
import { store } from './store.js';

/** What happened to an app, newest first, also before the page was opened; a crash shows its last lines. */
const SHOWN = 200;
const PAST = '6h';

/** Crashes whose last lines are read at once; those of others when somebody wants to see them. */
const READ = 2;

const KINDS = {
  online: 'good', started: 'rest', exited: 'rest', unhealthy: 'bad', 'launch-failed': 'bad', 'gave-up': 'bad',
  'restart-scheduled': 'pending', 'reload-progress': 'rest', stopping: 'rest', stopped: 'rest', raised: 'bad',
  paused: 'pending', restarting: 'pending', 'watch-degraded': 'bad',
};

const MARKS = { good: '●', pending: '◆', bad: '▲', rest: '○' };

const TEXTS = {
  started: (event) => `started, pid ${event.pid}`,
  online: () => 'ready',
  exited: (event) => `${event.crashed ? 'crashed' : 'ended'}: ${exit(event.status)}`,
  'launch-failed': (event) => `could not be started: ${event.reason}`,
  unhealthy: (event) => `unhealthy: ${event.reason}`,
  'restart-scheduled': (event) => `next start in ${pause(event.pause)}`,
  'gave-up': (event) => `given up: ${event.reason}`,
  restarting: (event) => `started anew: ${event.reason.detail}`,
  raised: (event) => `exception: ${event.message}`,
  noted: (event) => `${event.name}: ${JSON.stringify(event.data)}`,
  scaled: (event) => `scaled from ${event.before} to ${event.wanted}`,
  redeclared: (event) => `declared anew: ${event.fields.join(', ')}`,
  'watch-degraded': (event) => `watch: ${event.reason}`,
  'reload-progress': (event) => `reload, slot ${event.slot}: ${event.stage.toLowerCase()}`,
  'reload-ended': (event) => `reload ${event.report.outcome.toLowerCase().replace('_', ' ')}${event.report.reason ? `: ${event.report.reason}` : ''}`,
};

export function events(chosen) {
  const list = h('ol', { class: 'timeline' });
  const drawn = new Map();
  let past = [];
  const panel = {
    element: h('div', { class: 'panel', role: 'tabpanel' }, list),
    update(now) {
      const fitting = merged(store.events, past)
        .filter((event) => event.app === now.app.name && (now.kind === 'app' || event.instance === undefined || event.instance === now.id))
        .slice(0, SHOWN);
      const rows = fitting.map((event) => row(event, drawn, chosen));
      list.replaceChildren(...rows);
      if (fitting.length === 0) {
        list.replaceChildren(h('p', { class: 'empty' }, 'Nothing has happened in the last six hours.'));
      }
      fitting.filter(isCrash).slice(0, READ).forEach((event) => drawn.get(event.number).words?.read());
    },
  };
  recall(chosen.app.name).then((found) => {
    past = found;
    panel.update(chosen);
  });
  return panel;
}

/** What the daemon remembers, newest first. */
async function recall(app) {
  const found = await readEvents(`/events?target=${encodeURIComponent(app)}&since=${PAST}&limit=${SHOWN}&follow=false`).catch(() => []);
  return found.map(({ name, data, number }) => ({ type: name, number, ...data })).reverse();
}

/** An event that is still remembered and was seen live is one. */
function merged(live, past) {
  const seen = new Set(live.map((event) => event.number));
  return [...live, ...past.filter((event) => !seen.has(event.number))];
}

function row(event, drawn, chosen) {
  if (!drawn.has(event.number)) {
    drawn.set(event.number, make(event, chosen));
  }
  return drawn.get(event.number).element;
}

const isCrash = (event) => event.type === 'exited' && event.crashed;

function kindOf(event) {
  if (event.type === 'reload-ended') {
    return event.report.outcome === 'COMPLETED' ? 'good' : 'bad';
  }
  return isCrash(event) ? 'bad' : KINDS[event.type] ?? 'rest';
}

function make(event, chosen) {
  const kind = kindOf(event);
  const text = TEXTS[event.type]?.(event) ?? event.type.replaceAll('-', ' ');
  const id = event.instance === undefined || chosen.app.instances.length === 1 ? '' : `id ${event.instance} `;
  const words = isCrash(event) ? lastLines(event) : null;
  const body = h('div', {}, h('span', { class: 'tag' }, id), text, words?.element ?? '');
  const element = h('li', {}, h('time', { class: 'soft number', datetime: event.at, title: event.at }, clock(event.at)), h('span', { class: `mark ${kind}`, 'aria-hidden': 'true' }, MARKS[kind]), body);
  return { element, words };
}
