import { h } from './dom.js';
import { bytes, percent, since, state } from './format.js';

/** Rows of the list: an app with its instances' sums, one of its instances, or an app that has but one. */
export function flatten(apps, open) {
  return apps.flatMap((app) => {
    if (app.instances.length === 1) {
      return [{ kind: 'single', app, one: app.instances[0] }];
    }
    const children = open.has(app.key) ? app.instances.map((one) => ({ kind: 'child', app, one })) : [];
    return [{ kind: 'app', app, isOpen: open.has(app.key) }, ...children];
  });
}

export const choiceOf = (row) => (row.kind === 'app' ? { kind: 'app', key: row.app.key } : { kind: 'instance', id: row.one.id });

/** What a row shows; two rows that show the same have the same. */
export function textsOf(row) {
  const { app, one } = row;
  const isApp = row.kind === 'app';
  const look = state(isApp ? app.state : one.state);
  const count = isApp && app.count < app.instances.length ? ` ${app.count}/${app.instances.length}` : '';
  const isUp = !isApp && one.pid;
  const isDown = isApp ? app.instances.every((each) => !each.pid) : !one.pid;
  const cpu = isApp ? app.cpu : one.usage.cpuPercent;
  return {
    kind: row.kind,
    isOpen: Boolean(row.isOpen),
    name: app.name,
    tag: isApp ? `×${app.instances.length}` : `id ${one.id}`,
    namespace: app.namespace === 'default' || row.kind === 'child' ? '' : app.namespace,
    look: look.kind,
    state: look.text + count,
    uptime: isUp ? since(one.startedAt) : '',
    restarts: String(isApp ? app.restarts : one.restarts),
    pid: isUp ? String(one.pid) : '',
    width: Math.round(Math.min(100, cpu)),
    cpu: isDown ? '–' : percent(cpu),
    memory: isDown ? '–' : bytes(isApp ? app.memory : one.usage.memoryBytes),
  };
}

/** The cells of a row; {@code onTwist} is told when somebody opens or closes it. */
export const cells = (texts, onTwist) => [
  h('div', { class: 'name', role: 'gridcell' }, ...nameOf(texts, onTwist)),
  h('div', { role: 'gridcell' }, h('span', { class: `state ${texts.look}` }, texts.state)),
  h('div', { class: 'end number wide', role: 'gridcell' }, texts.uptime),
  h('div', { class: 'end number wide', role: 'gridcell' }, texts.restarts),
  h('div', { class: 'end number widest wide soft', role: 'gridcell' }, texts.pid),
  h('div', { class: 'meter wide number', role: 'gridcell' }, meter(texts.width), h('span', {}, texts.cpu)),
  h('div', { class: 'end number', role: 'gridcell' }, texts.memory),
];

function meter(width) {
  const bar = h('b');
  bar.style.width = `${width}%`;
  return h('i', { 'aria-hidden': 'true' }, bar);
}

function nameOf(texts, onTwist) {
  const tag = h('span', { class: 'tag' }, texts.tag);
  if (texts.kind === 'child') {
    return [h('span', { class: 'label' }, texts.name), tag];
  }
  const namespace = texts.namespace && h('span', { class: 'tag wide', title: texts.namespace }, texts.namespace);
  return [texts.kind === 'app' ? twist(texts, onTwist) : h('span', { class: 'twist', 'aria-hidden': 'true' }), h('b', { title: texts.name }, texts.name), tag, namespace];
}

const twist = ({ isOpen, name }, onTwist) => h('button', {
  class: 'twist',
  tabindex: '-1',
  'aria-label': `${isOpen ? 'Close' : 'Open'} ${name}`,
  onclick: (event) => {
    event.stopPropagation();
    onTwist();
  },
}, isOpen ? '▾' : '▸');
