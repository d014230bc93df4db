import { follow, get } from './api.js';

/** All that the page knows. Parts listen for changes and draw what they show. */
export const store = {
  instances: [],
  daemon: null,
  /** How the machine does. */
  host: null,
  session: null,
  isLinked: true,
  /** Newest first. */
  events: [],
  /** Reloads under way: app name to slot to stage. */
  reloads: new Map(),
  /** Usage by instance id: `{at, cpu, memory}`, oldest first. */
  usage: new Map(),
};

const KEPT_EVENTS = 500;
const KEPT_SAMPLES = 720;
const listeners = new Set();
let isDrawing = false;

export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Has all parts drawn at the next frame. */
export function changed() {
  if (!isDrawing) {
    isDrawing = true;
    requestAnimationFrame(() => {
      isDrawing = false;
      listeners.forEach((listener) => listener());
    });
  }
}

/** Apps with their instances, by name. */
export function apps() {
  const byKey = new Map();
  for (const one of store.instances) {
    const app = byKey.get(one.app) ?? { key: one.app, name: one.name, namespace: one.namespace, instances: [] };
    app.instances.push(one);
    byKey.set(one.app, app);
  }
  return [...byKey.values()];
}

export const may = (role) => {
  const roles = ['view', 'operate', 'admin'];
  return roles.indexOf(store.session?.role) >= roles.indexOf(role);
};

export async function refresh() {
  const [list, host] = await Promise.all([get('/instances'), get('/host')]);
  store.instances = list.instances;
  store.host = host;
  sample();
  changed();
}

function sample() {
  const now = Date.now() / 1000;
  const living = new Set();
  for (const { id, usage } of store.instances) {
    living.add(id);
    const past = store.usage.get(id) ?? { at: [], cpu: [], memory: [] };
    past.at.push(now);
    past.cpu.push(usage.cpuPercent);
    past.memory.push(usage.memoryBytes);
    if (past.at.length > KEPT_SAMPLES) {
      Object.values(past).forEach((list) => list.shift());
    }
    store.usage.set(id, past);
  }
  [...store.usage.keys()].filter((id) => !living.has(id)).forEach((id) => store.usage.delete(id));
}

/** Follows what happens and keeps up with it until the signal says stop. */
export async function live(signal) {
  let due = null;
  const soon = () => {
    due ??= setTimeout(() => {
      due = null;
      refresh().catch(() => {});
    }, 150);
  };
  const timer = setInterval(() => !document.hidden && refresh().catch(() => {}), pollEvery());
  signal.addEventListener('abort', () => clearInterval(timer));
  await follow('/events', signal, (name, data, number) => {
    remember(name, data, number);
    soon();
  }, (isLinked) => {
    store.isLinked = isLinked;
    soon();
    changed();
  });
}

/** Many instances are a long answer. */
const pollEvery = () => (store.instances.length > 200 ? 5000 : 2500);

function remember(name, data, number) {
  if (name === 'reload-progress') {
    const slots = store.reloads.get(data.app) ?? new Map();
    slots.set(data.slot, data.stage);
    store.reloads.set(data.app, slots);
  }
  if (name === 'reload-ended') {
    store.reloads.delete(data.app);
  }
  store.events.unshift({ type: name, number, ...data, at: data.at ?? new Date().toISOString() });
  store.events.length = Math.min(store.events.length, KEPT_EVENTS);
  changed();
}
