import { apps } from './apps.js';
import { changed } from './store.js';

/** What is chosen, as it stands in the address: `#app/3/logs`, `#instance/12/overview`. */
const TABS = ['overview', 'logs', 'events', 'file'];

function parsed() {
  const match = /^#(app|instance)\/(\d+)(?:\/(\w+))?$/.exec(location.hash);
  if (!match) {
    return null;
  }
  const number = Number(match[2]);
  const tab = TABS.includes(match[3]) ? match[3] : 'overview';
  return match[1] === 'app' ? { kind: 'app', key: number, tab } : { kind: 'instance', id: number, tab };
}

/** The choice with the app it is of; null if nothing is chosen or it is gone. */
export function selection() {
  const wanted = parsed();
  const app = wanted && apps().find((one) => (wanted.kind === 'app'
    ? one.key === wanted.key
    : one.instances.some((instance) => instance.id === wanted.id)));
  if (!app) {
    return null;
  }
  const instances = wanted.kind === 'app' ? app.instances : app.instances.filter((one) => one.id === wanted.id);
  const title = wanted.kind === 'app' || app.instances.length === 1 ? app.name : `${app.name} (id ${wanted.id})`;
  return { ...wanted, app, instances, title };
}

export function select(choice) {
  const tab = choice.tab ?? parsed()?.tab ?? 'overview';
  history.replaceState(null, '', `#${choice.kind}/${choice.kind === 'app' ? choice.key : choice.id}/${tab}`);
  changed();
}

export function showTab(tab) {
  const now = parsed();
  if (now) {
    select({ ...now, tab });
  }
}

export function unselect() {
  history.replaceState(null, '', location.pathname);
  changed();
}

window.addEventListener('hashchange', changed);
