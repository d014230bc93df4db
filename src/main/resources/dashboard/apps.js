import { state } from './format.js';
import { store } from './store.js';

/** Instances as apps, with what all of an app come to. Made once for each answer of the daemon: a thousand are many. */
const WORST_FIRST = ['ERRORED', 'WAITING_RESTART', 'LAUNCHING', 'STOPPING', 'PAUSED', 'STOPPED', 'ONLINE'];
let source = null;
let made = [];

/** Apps with their instances, by id. */
export function apps() {
  if (source !== store.instances) {
    source = store.instances;
    made = gathered(source);
  }
  return made;
}

function gathered(instances) {
  const byKey = new Map();
  for (const one of instances) {
    const app = byKey.get(one.app) ?? { key: one.app, name: one.name, namespace: one.namespace, instances: [] };
    app.instances.push(one);
    byKey.set(one.app, app);
  }
  return [...byKey.values()].map(summed);
}

function summed(app) {
  const { instances } = app;
  const states = instances.map((one) => one.state);
  const worst = WORST_FIRST.find((name) => states.includes(name)) ?? states[0];
  return {
    ...app,
    /** The state that matters most, and how many share it. */
    state: worst,
    severity: WORST_FIRST.indexOf(worst),
    count: states.filter((one) => one === worst).length,
    restarts: sum(instances, (one) => one.restarts),
    cpu: sum(instances, (one) => one.usage.cpuPercent),
    memory: sum(instances, (one) => one.usage.memoryBytes),
    words: [app.name, app.namespace, ...[...new Set(states)].map((one) => state(one).text)].join(' ').toLowerCase(),
  };
}

export const sum = (list, of) => list.reduce((total, one) => total + of(one), 0);

/** What the daemon calls a selection: names may be shared by several apps, ids are not. */
export function targetsOf(selection) {
  if (selection.kind === 'instance') {
    return [String(selection.id)];
  }
  const named = apps().filter((app) => app.name === selection.app.name);
  return named.length === 1 ? [selection.app.name] : selection.app.instances.map((one) => String(one.id));
}
