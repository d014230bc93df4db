import { follow, get } from './api.js';

/** All that the page knows. Parts listen for changes and draw what they show. */
export const store = {
  instances: [],
  /** When they were asked for, in seconds since 1970. */
  measuredAt: 0,
  daemon: null,
  /** How the machine does. */
  host: null,
  session: null,
  isLinked: true,
  /** Newest first. */
  events: [],
  /** Reloads under way: app name to slot to stage. */
  reloads: new Map(),
};

const KEPT_EVENTS = 500;

/** Milliseconds in which changes are taken together, and how often as long as an answer took the page rests after it. */
const TOGETHER = 150;
const REST = 3;

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

export const may = (role) => {
  const roles = ['view', 'operate', 'admin'];
  return roles.indexOf(store.session?.role) >= roles.indexOf(role);
};

let asking = null;
let isStale = false;
let took = 0;

/** Asks how all do. One answer is awaited at a time, so that none overtakes a newer one. */
export function refresh() {
  if (asking) {
    isStale = true;
    return asking;
  }
  asking = ask().finally(() => {
    asking = null;
  });
  return asking;
}

async function ask() {
  do {
    isStale = false;
    const begun = performance.now();
    const [list, host] = await Promise.all([get('/instances'), get('/host')]);
    store.instances = list.instances;
    store.host = host;
    store.measuredAt = Date.now() / 1000;
    took = performance.now() - begun;
    changed();
  } while (isStale);
}

/** Follows what happens and keeps up with it until the signal says stop. */
export async function live(signal) {
  let due = null;
  const soon = () => {
    due ??= setTimeout(() => {
      due = null;
      look();
    }, Math.max(TOGETHER, REST * took));
  };
  const timer = setInterval(() => Date.now() / 1000 - store.measuredAt > pollEvery() && look(), 500);
  signal.addEventListener('abort', () => clearInterval(timer));
  document.addEventListener('visibilitychange', look, { signal });
  await follow('/events', signal, (name, data, number) => {
    remember(name, data, number);
    soon();
  }, (isLinked) => {
    store.isLinked = isLinked;
    soon();
    changed();
  });
}

/** Nobody sees a page in the background. */
const look = () => document.hidden || refresh().catch(() => {});

/** Seconds. Many instances are a long answer. */
const pollEvery = () => (store.instances.length > 200 ? 5 : 2.5);

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
