import { ACTIONS, act, scale } from './actions.js';
import { byId, h } from './dom.js';
import { may, store } from './store.js';
import { selection, showTab, unselect } from './selection.js';
import { overview } from './overview.js';
import { logs } from './logs.js';
import { events } from './events.js';
import { file } from './file.js';

/** The chosen app or instance. Each tab is made once per choice and then told of changes. */
const TABS = [
  { id: 'overview', label: 'Overview', make: overview },
  { id: 'logs', label: 'Logs', make: logs },
  { id: 'events', label: 'Events', make: events },
  { id: 'file', label: 'Process file', make: file },
];

const panel = byId('detail');
let shown = null;
let tab = null;

const identity = (chosen) => `${chosen.kind} ${chosen.kind === 'app' ? chosen.key : chosen.id} ${chosen.tab} ${store.session?.role}`;

export function draw() {
  const chosen = selection();
  byId('main').classList.toggle('with-detail', Boolean(chosen));
  panel.hidden = !chosen;
  if (!chosen) {
    close();
    return;
  }
  if (shown !== identity(chosen)) {
    close();
    shown = identity(chosen);
    const { make } = TABS.find((one) => one.id === chosen.tab);
    tab = make(chosen);
    panel.replaceChildren(head(chosen), tab.element);
  }
  tab.update?.(chosen);
}

function close() {
  tab?.close?.();
  tab = null;
  shown = null;
}

function head(chosen) {
  return h('div', { class: 'detail-head' },
    h('div', { class: 'title' },
      h('h2', {}, chosen.title),
      h('span', { class: 'tag' }, chosen.app.namespace === 'default' ? '' : chosen.app.namespace),
      h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close details', onclick: unselect }, '✕')),
    h('div', { class: 'actions' }, ...ACTIONS.filter((one) => !one.isDanger).map(button), scaler(chosen), ...ACTIONS.filter((one) => one.isDanger).map(button)),
    h('div', { role: 'tablist', 'aria-label': 'Details' }, ...TABS.map((one) => tabButton(one, chosen))));
}

function button(action) {
  return h('button', {
    type: 'button',
    class: action.isDanger ? 'danger' : '',
    disabled: !may(action.role),
    title: may(action.role) ? action.says : `Your key may only ${store.session?.role}`,
    onclick: () => act(action, selection()),
  }, action.label);
}

function scaler(chosen) {
  if (chosen.kind !== 'app' && chosen.app.instances.length > 1) {
    return null;
  }
  return h('button', {
    type: 'button',
    disabled: !may('operate'),
    onclick: () => scale(selection().app),
  }, 'Scale…');
}

function tabButton(one, chosen) {
  return h('button', {
    type: 'button',
    role: 'tab',
    'aria-selected': String(one.id === chosen.tab),
    onclick: () => showTab(one.id),
  }, one.label);
}
