import { apps } from './apps.js';
import { byId, h } from './dom.js';
import { cells, choiceOf, flatten, textsOf } from './rows.js';
import { select, selection } from './selection.js';
import { store } from './store.js';

/** The list of apps and instances. Only rows in view exist, so that a thousand cost no more than ten. */
const ROW = 40;
const SPARE = 8;
const COLUMNS = [
  { label: 'Name', by: (app) => app.name.toLowerCase() },
  { label: 'State', by: (app) => app.severity },
  { label: 'Uptime', class: 'end wide', by: (app) => -Date.parse(app.instances[0].startedAt) },
  { label: 'Restarts', class: 'end wide', by: (app) => -app.restarts },
  { label: 'Pid', class: 'end widest wide' },
  { label: 'CPU', class: 'end wide', by: (app) => -app.cpu },
  { label: 'Memory', class: 'end', by: (app) => -app.memory },
];

const grid = byId('grid');
const sheet = byId('sheet');
const inner = h('div', { class: 'sheet-inner', role: 'presentation' });
const open = new Set();

/** Elements of the rows in view, by what they are of; one that shows the same as before stays as it is. */
let drawn = new Map();
let order = { column: COLUMNS[0], isReversed: false };
let rows = [];

function visible() {
  const words = byId('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  const { column, isReversed } = order;
  return apps()
    .filter((app) => words.every((word) => app.words.includes(word)))
    .sort((a, b) => (isReversed ? -1 : 1) * compare(column.by(a), column.by(b)) || compare(a.name, b.name));
}

const compare = (a, b) => (a < b ? -1 : Number(a > b));

export const choose = (row) => select(choiceOf(row));

function isChosen(row, now) {
  return Boolean(now) && (row.kind === 'app'
    ? now.kind === 'app' && now.key === row.app.key
    : now.kind === 'instance' && now.id === row.one.id);
}

function toggle(key) {
  if (!open.delete(key)) {
    open.add(key);
  }
  draw();
}

function rowElement(row, index, now) {
  const id = row.kind === 'app' ? `row-app-${row.app.key}` : `row-instance-${row.one.id}`;
  const texts = textsOf(row);
  const isSelected = isChosen(row, now);
  const shows = JSON.stringify([index, isSelected, texts]);
  const before = drawn.get(id);
  return before?.shows === shows ? [id, before] : [id, { shows, element: made(row, texts, id, index, isSelected) }];
}

function made(row, texts, id, index, isSelected) {
  const element = h('div', {
    class: `row ${row.kind}`,
    role: 'row',
    id,
    'aria-selected': String(isSelected),
    'aria-rowindex': String(index + 2),
    'aria-level': row.kind === 'child' ? '2' : '1',
    'aria-expanded': row.kind === 'app' ? String(row.isOpen) : null,
    onclick: () => choose(row),
  }, ...cells(texts, () => toggle(row.app.key)));
  element.style.top = `${index * ROW}px`;
  return element;
}

function drawRows() {
  const first = Math.max(0, Math.floor(sheet.scrollTop / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((sheet.scrollTop + sheet.clientHeight) / ROW) + SPARE);
  const now = selection();
  const next = new Map(rows.slice(first, last).map((row, index) => rowElement(row, first + index, now)));
  drawn.forEach(({ element }, id) => next.get(id)?.element === element || element.remove());
  next.forEach(({ element }) => element.parentNode || inner.append(element));
  drawn = next;
  const chosen = inner.querySelector('[aria-selected="true"]');
  grid.setAttribute('aria-activedescendant', chosen ? chosen.id : '');
}

export function draw() {
  const shown = visible();
  rows = flatten(shown, open);
  grid.setAttribute('aria-rowcount', String(rows.length + 1));
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
  const now = selection();
  const at = rows.findIndex((row) => isChosen(row, now));
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

/** Opens or closes the chosen app; one of its instances closes it and leaves the choice to it. */
export function unfold(isOpen) {
  const now = selection();
  const row = rows.find((one) => isChosen(one, now));
  if (!row || row.kind === 'single' || open.has(row.app.key) === isOpen) {
    return;
  }
  if (row.kind === 'child') {
    select({ kind: 'app', key: row.app.key });
  }
  toggle(row.app.key);
}

function heading(column) {
  const isOrder = column === order.column;
  const arrow = order.isReversed ? ' ↑' : ' ↓';
  const label = column.by
    ? h('button', { type: 'button', onclick: () => orderBy(column) }, column.label, h('span', { 'aria-hidden': 'true' }, isOrder ? arrow : ''))
    : column.label;
  const sorted = isOrder ? (order.isReversed ? 'descending' : 'ascending') : null;
  return h('div', { class: column.class ?? '', role: 'columnheader', 'aria-sort': sorted }, label);
}

function orderBy(column) {
  const isReversed = column === order.column && !order.isReversed;
  order = { column, isReversed };
  const at = COLUMNS.indexOf(column);
  drawHead();
  byId('sheet-head').children[at].firstElementChild.focus();
  draw();
}

function drawHead() {
  byId('sheet-head').replaceChildren(...COLUMNS.map(heading));
}

drawHead();
sheet.addEventListener('scroll', drawRows, { passive: true });
byId('filter').addEventListener('input', draw);
new ResizeObserver(() => rows.length > 0 && drawRows()).observe(sheet);
