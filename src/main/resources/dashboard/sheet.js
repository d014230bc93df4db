import { byId, h } from './dom.js';
import { bytes, percent, since, state } from './format.js';
import { apps, store } from './store.js';
import { select, selection } from './selection.js';

/** The list of apps and instances. Only rows in view exist, so that a thousand cost no more than ten. */
const ROW = 40;
const SPARE = 8;
const COLUMNS = [
  { label: 'Name', by: (app) => app.name.toLowerCase() },
  { label: 'State', by: (app) => summary(app).state },
  { label: 'Uptime', class: 'end wide', by: (app) => -Date.parse(app.instances[0].startedAt) },
  { label: 'Restarts', class: 'end wide', by: (app) => -sum(app, 'restarts') },
  { label: 'Pid', class: 'end widest wide' },
  { label: 'CPU', class: 'wide', by: (app) => -usage(app).cpu },
  { label: 'Memory', class: 'end', by: (app) => -usage(app).memory },
];

const sheet = byId('sheet');
const inner = h('div', { class: 'sheet-inner', role: 'presentation' });
const open = new Set();
let sorting = COLUMNS[0];
let rows = [];

const sum = (app, field) => app.instances.reduce((total, one) => total + one[field], 0);

const usage = (app) => ({
  cpu: app.instances.reduce((total, one) => total + one.usage.cpuPercent, 0),
  memory: app.instances.reduce((total, one) => total + one.usage.memoryBytes, 0),
});

/** The state that matters most among an app's instances, and how many share it. */
function summary(app) {
  const order = ['ERRORED', 'WAITING_RESTART', 'LAUNCHING', 'STOPPING', 'PAUSED', 'STOPPED', 'ONLINE'];
  const worst = order.find((name) => app.instances.some((one) => one.state === name)) ?? app.instances[0].state;
  return { state: worst, count: app.instances.filter((one) => one.state === worst).length };
}

function matches(app, words) {
  const text = [app.name, app.namespace, ...app.instances.map((one) => state(one.state).text)].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function visible() {
  const words = byId('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = apps().filter((app) => matches(app, words));
  shown.sort((a, b) => compare(sorting.by(a), sorting.by(b)) || compare(a.name, b.name));
  return shown;
}

const compare = (a, b) => (a < b ? -1 : Number(a > b));

function flatten(shown) {
  return shown.flatMap((app) => {
    if (app.instances.length === 1) {
      return [{ kind: 'single', app, one: app.instances[0] }];
    }
    const children = open.has(app.key) ? app.instances.map((one) => ({ kind: 'child', app, one })) : [];
    return [{ kind: 'app', app }, ...children];
  });
}

const keyOf = (row) => (row.kind === 'app' ? `app ${row.app.key}` : `instance ${row.one.id}`);

export function choose(row) {
  select(row.kind === 'app' ? { kind: 'app', key: row.app.key } : { kind: 'instance', id: row.one.id });
}

function isChosen(row) {
  const now = selection();
  return now && (row.kind === 'app'
    ? now.kind === 'app' && now.key === row.app.key
    : now.kind === 'instance' && now.id === row.one.id);
}

function cells(row) {
  const isApp = row.kind === 'app';
  const used = isApp ? usage(row.app) : { cpu: row.one.usage.cpuPercent, memory: row.one.usage.memoryBytes };
  const whole = isApp ? summary(row.app) : { state: row.one.state, count: 0 };
  const look = state(whole.state);
  const count = isApp && whole.count < row.app.instances.length ? ` ${whole.count}/${row.app.instances.length}` : '';
  const isUp = !isApp && row.one.pid;
  return [
    h('div', { class: 'name', role: 'gridcell' }, ...nameOf(row)),
    h('div', { role: 'gridcell' }, h('span', { class: `state ${look.kind}` }, look.text + count)),
    h('div', { class: 'end number wide', role: 'gridcell' }, isUp ? since(row.one.startedAt) : ''),
    h('div', { class: 'end number wide', role: 'gridcell' }, String(isApp ? sum(row.app, 'restarts') : row.one.restarts)),
    h('div', { class: 'end number widest wide soft', role: 'gridcell' }, isUp ? String(row.one.pid) : ''),
    h('div', { class: 'meter wide number', role: 'gridcell' }, meter(used.cpu), percent(used.cpu)),
    h('div', { class: 'end number', role: 'gridcell' }, bytes(used.memory)),
  ];
}

function meter(cpu) {
  const bar = h('b');
  bar.style.width = `${Math.min(100, cpu)}%`;
  return h('i', { 'aria-hidden': 'true' }, bar);
}

function nameOf(row) {
  if (row.kind === 'child') {
    return [h('span', { class: 'label' }, row.app.name), h('span', { class: 'tag' }, `id ${row.one.id}`)];
  }
  const twist = row.kind === 'app'
    ? h('button', { class: 'twist', tabindex: '-1', 'aria-label': open.has(row.app.key) ? 'Close' : 'Open', onclick: (event) => { event.stopPropagation(); toggle(row.app.key); } }, open.has(row.app.key) ? '▾' : '▸')
    : h('span', { class: 'twist', 'aria-hidden': 'true' });
  const size = row.kind === 'app' ? `×${row.app.instances.length}` : `id ${row.one.id}`;
  const namespace = row.app.namespace === 'default' ? null : h('span', { class: 'tag' }, row.app.namespace);
  return [twist, h('b', {}, row.app.name), h('span', { class: 'tag' }, size), namespace];
}

function toggle(key) {
  if (!open.delete(key)) {
    open.add(key);
  }
  draw();
}

function rowElement(row, index) {
  const element = h('div', {
    class: `row ${row.kind}`,
    role: 'row',
    id: `row-${keyOf(row).replace(' ', '-')}`,
    'aria-selected': String(Boolean(isChosen(row))),
    'aria-rowindex': String(index + 1),
    'aria-level': row.kind === 'child' ? '2' : '1',
    'aria-expanded': row.kind === 'app' ? String(open.has(row.app.key)) : null,
    onclick: () => choose(row),
  }, ...cells(row));
  element.style.top = `${index * ROW}px`;
  return element;
}

function drawRows() {
  const first = Math.max(0, Math.floor(sheet.scrollTop / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((sheet.scrollTop + sheet.clientHeight) / ROW) + SPARE);
  inner.replaceChildren(...rows.slice(first, last).map((row, index) => rowElement(row, first + index)));
  const chosen = inner.querySelector('[aria-selected="true"]');
  sheet.setAttribute('aria-activedescendant', chosen ? chosen.id : '');
}

export function draw() {
  const shown = visible();
  rows = flatten(shown);
  sheet.setAttribute('aria-rowcount', String(rows.length));
  inner.style.height = `${rows.length * ROW}px`;
  byId('count').textContent = countOf(shown);
  if (rows.length === 0) {
    sheet.replaceChildren(emptiness());
    return;
  }
  if (inner.parentNode !== sheet) {
    sheet.replaceChildren(inner);
  }
  drawRows();
}

function countOf(shown) {
  const instances = shown.reduce((total, app) => total + app.instances.length, 0);
  return `${shown.length} ${shown.length === 1 ? 'app' : 'apps'}, ${instances} ${instances === 1 ? 'instance' : 'instances'}`;
}

function emptiness() {
  return store.instances.length > 0
    ? h('p', { class: 'empty' }, 'No app fits the filter.')
    : h('p', { class: 'empty' }, 'No apps yet. Start one:', h('br'), h('code', {}, 'troupe start app.js'));
}

/** Chooses the next or previous row. */
export function move(step) {
  const at = rows.findIndex(isChosen);
  const next = Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step));
  if (rows[next]) {
    choose(rows[next]);
    reveal(next);
  }
}

function reveal(index) {
  const top = index * ROW;
  if (top < sheet.scrollTop) {
    sheet.scrollTop = top;
  } else if (top + ROW > sheet.scrollTop + sheet.clientHeight) {
    sheet.scrollTop = top + ROW - sheet.clientHeight;
  }
}

/** Opens or closes the chosen app. */
export function unfold(isOpen) {
  const row = rows.find(isChosen);
  if (row && row.kind !== 'single' && open.has(row.app.key) !== isOpen) {
    toggle(row.app.key);
  }
}

function heading(column) {
  const isSortable = Boolean(column.by);
  const label = isSortable
    ? h('button', { type: 'button', onclick: () => { sorting = column; drawHead(); draw(); } }, column.label + (column === sorting ? ' ↓' : ''))
    : column.label;
  return h('div', { class: column.class ?? '' }, label);
}

function drawHead() {
  byId('sheet-head').replaceChildren(...COLUMNS.map(heading));
}

drawHead();
sheet.addEventListener('scroll', drawRows, { passive: true });
byId('filter').addEventListener('input', draw);
new ResizeObserver(() => rows.length > 0 && drawRows()).observe(sheet);
