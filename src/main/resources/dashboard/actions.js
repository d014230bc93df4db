import { post, remove } from './api.js';
import { targetsOf } from './apps.js';
import { askNumber, confirm } from './dialog.js';
import { toast } from './dom.js';
import { may, refresh } from './store.js';

/** What can be done to an app or instance: its button, who may, and what it asks first. */
export const ACTIONS = [
  { word: 'start', label: 'Start', role: 'operate' },
  { word: 'restart', label: 'Restart', role: 'operate', asks: 'It ends and is started again; what it is doing is cut off.' },
  { word: 'reload', label: 'Reload', role: 'operate', asks: 'New instances take over one by one; the old ones finish what they have begun.' },
  { word: 'stop', label: 'Stop', role: 'operate', asks: 'It ends and stays in the list.' },
  { word: 'reset', label: 'Reset', role: 'operate', says: 'Counts restarts from zero' },
  { word: 'delete', label: 'Delete', role: 'admin', isDanger: true, asks: 'It ends and is forgotten.' },
];

export async function act(action, selection) {
  if (!may(action.role)) {
    toast(`Your key may not ${action.word}: it takes one that may ${action.role}.`, true);
    return;
  }
  const title = `${action.label} ${selection.title}?`;
  if (action.asks && !(await confirm(title, action.asks, action.label, action.isDanger))) {
    return;
  }
  await carryOut(action.word, selection, (path) => (action.word === 'delete' ? remove(path) : post(`${path}/${action.word}`, {})));
}

export async function scale(app) {
  const instances = await askNumber(`How many instances of ${app.name}?`, app.instances.length, 'Scale');
  if (instances) {
    const whole = { kind: 'app', app, title: app.name };
    await carryOut('scale', whole, (path) => post(`${path}/scale`, { instances }));
  }
}

async function carryOut(word, selection, request) {
  try {
    for (const target of targetsOf(selection)) {
      await request(`/apps/${encodeURIComponent(target)}`);
    }
    toast(`${word} ${selection.title}: done`);
  } catch (failure) {
    toast(failure.message, true);
  }
  await refresh().catch(() => {});
}
