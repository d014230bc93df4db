import { get } from './api.js';
import { h } from './dom.js';

/** The declaration of an app as the daemon has it; values of variables only for those who may see them. */
export function file(chosen) {
  const text = h('pre', { class: 'file', tabindex: '0' }, 'Loading…');
  const copy = h('button', { type: 'button', onclick: () => navigator.clipboard.writeText(text.textContent) }, 'Copy');
  get(`/apps/${encodeURIComponent(chosen.app.name)}`).then(
    ({ apps }) => {
      const { spec } = apps.find((app) => app.key === chosen.app.key);
      text.textContent = JSON.stringify(spec, null, 2);
    },
    (failure) => {
      text.textContent = failure.message;
    },
  );
  return { element: h('div', { class: 'panel', role: 'tabpanel' }, h('p', { class: 'actions' }, copy), text) };
}
