import { ACTIONS, act } from './actions.js';
import { get, remove, Refused } from './api.js';
import * as detail from './detail.js';
import { help } from './dialog.js';
import { byId, toast } from './dom.js';
import { bytes, percent } from './format.js';
import { login } from './login.js';
import { live, onChange, refresh, store } from './store.js';
import { selection, showTab, unselect } from './selection.js';
import * as sheet from './sheet.js';
import { followSystem, switchTheme } from './theme.js';

/** Puts the page together: who is it, what is there, what happens, which key was pressed. */
async function enter() {
  for (;;) {
    try {
      store.session = await get('/session');
      return;
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.status !== 401) {
        throw failure;
      }
      await login();
    }
  }
}

function drawBar() {
  const { daemon } = store;
  const parts = daemon ? [`troupe ${daemon.version}`, `pid ${daemon.pid}`, daemon.home] : [];
  const text = [...machine(store.host), ...parts].join('  ·  ');
  byId('host').textContent = text;
  byId('host').title = text;
  byId('role').textContent = `${store.session.name}: ${store.session.role}`;
  byId('logout').hidden = false;
  byId('link-state').textContent = store.isLinked ? '' : 'The daemon does not answer, trying again…';
}

const machine = (host) => (host ? [
  `cpu ${percent(host.cpuPercent)} of ${host.cores} cores`,
  `memory ${bytes(host.memory.totalBytes - host.memory.availableBytes)} of ${bytes(host.memory.totalBytes)}`,
  `load ${host.load.one.toFixed(2)}`,
  ...(host.disk.totalBytes ? [`disk ${percent(100 - (100 * host.disk.availableBytes) / host.disk.totalBytes)} full`] : []),
] : []);

function press(word) {
  const chosen = selection();
  if (chosen) {
    act(ACTIONS.find((action) => action.word === word), chosen);
  }
}

const KEYS = {
  '/': () => byId('filter').focus(),
  '?': help,
  ArrowDown: () => sheet.move(1),
  ArrowUp: () => sheet.move(-1),
  j: () => sheet.move(1),
  k: () => sheet.move(-1),
  ArrowRight: () => sheet.unfold(true),
  ArrowLeft: () => sheet.unfold(false),
  Enter: () => showTab('overview'),
  Escape: unselect,
  o: () => showTab('overview'),
  l: () => showTab('logs'),
  e: () => showTab('events'),
  p: () => showTab('file'),
  s: () => press('stop'),
  r: () => press('restart'),
  R: () => press('reload'),
};

function onKey(event) {
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.ctrlKey || event.metaKey || event.altKey || byId('dialog').open || !byId('login').hidden) {
    return;
  }
  if (isTyping) {
    if (event.key === 'Escape') {
      event.target.blur();
    }
    return;
  }
  if (event.key === 'Enter' && /^(BUTTON|A)$/.test(event.target.tagName)) {
    return;
  }
  const known = KEYS[event.key];
  if (known) {
    event.preventDefault();
    known();
  }
}

async function run() {
  followSystem();
  byId('theme').addEventListener('click', switchTheme);
  byId('help').addEventListener('click', help);
  byId('logout').addEventListener('click', () => remove('/session').finally(() => location.reload()));
  document.addEventListener('keydown', onKey);
  await enter();
  store.daemon = await get('/daemon');
  onChange(drawBar);
  onChange(sheet.draw);
  onChange(detail.draw);
  await refresh();
  await live(new AbortController().signal);
}

run().catch((failure) => {
  if (failure instanceof Refused && failure.status === 401) {
    location.reload();
  } else {
    toast(failure.message, true);
  }
});
