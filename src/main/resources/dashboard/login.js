import { post } from './api.js';
import { byId, h } from './dom.js';

/** Asks for a key; answers once it was right. */
export function login() {
  const where = byId('login');
  const problem = h('p', { class: 'problem', role: 'alert' });
  const key = h('input', { type: 'password', id: 'key', autocomplete: 'current-password', required: true });
  where.hidden = false;
  return new Promise((done) => {
    const form = h('form', {
      onsubmit: async (event) => {
        event.preventDefault();
        try {
          await post('/session', { key: key.value });
          where.hidden = true;
          where.replaceChildren();
          done();
        } catch (failure) {
          problem.textContent = failure.message;
        }
      },
    },
    h('h2', {}, 'Troupe'),
    h('p', { class: 'soft' }, 'Run ', h('code', {}, 'troupe web'), ' to come in without typing, or give a key: the contents of the file ', h('code', {}, 'token'), ' in the home directory, or one made by ', h('code', {}, 'troupe key add'), '.'),
    h('label', { for: 'key' }, 'Key'),
    key,
    problem,
    h('button', { class: 'main' }, 'Log in'));
    where.replaceChildren(form);
    key.focus();
  });
}
