import { byId, h } from './dom.js';

/** Shows a dialog; answers the value of the button that closed it, empty if it was dismissed. */
function show(...content) {
  const dialog = byId('dialog');
  dialog.returnValue = '';
  dialog.replaceChildren(h('form', { method: 'dialog' }, ...content));
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener('close', () => answer(dialog.returnValue), { once: true });
  });
}

export async function confirm(title, text, yes, isDanger = false) {
  const answer = await show(
    h('h2', {}, title),
    h('p', { class: 'soft' }, text),
    h('p', { class: 'actions' },
      h('button', { value: '', class: 'quiet' }, 'Cancel'),
      h('button', { value: 'yes', class: isDanger ? 'danger' : 'main', autofocus: true }, yes)),
  );
  return answer === 'yes';
}

/** Asks for a whole number from 1 to 1000; answers nothing if it was dismissed. */
export async function askNumber(title, now, yes) {
  const number = h('input', { type: 'number', min: '1', max: '1000', required: true, value: String(now), 'aria-label': title, autofocus: true });
  const answer = await show(
    h('h2', {}, title),
    number,
    h('p', { class: 'actions' },
      h('button', { value: '', class: 'quiet', formnovalidate: true }, 'Cancel'),
      h('button', { value: 'yes', class: 'main' }, yes)),
  );
  return answer === 'yes' ? number.value : null;
}

const KEYS = [
  ['/', 'filter'],
  ['↓ ↑  j k', 'next, previous'],
  ['→ ←', 'open, close an app'],
  ['Enter', 'details'],
  ['o l e p', 'overview, logs, events, process file'],
  ['s  r  R', 'stop, restart, reload'],
  ['Esc', 'close'],
];

export const help = () => show(
  h('h2', {}, 'Keyboard'),
  h('table', {}, ...KEYS.map(([keys, what]) => h('tr', {}, h('td', {}, h('kbd', {}, keys)), h('td', {}, what)))),
  h('p', { class: 'actions' }, h('button', { value: '', class: 'main', autofocus: true }, 'Close')),
);
