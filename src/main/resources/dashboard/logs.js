import { follow } from './api.js';
import { h } from './dom.js';
import { clock, plain } from './format.js';

/** Output of an app or instance: the last lines, then every new one. */
const KEPT = 2000;

export function logs(chosen) {
  const stop = new AbortController();
  const lines = h('div', { class: 'lines', role: 'log', tabindex: '0', 'aria-label': 'Output' });
  const search = h('input', { type: 'search', placeholder: 'Search', autocomplete: 'off', oninput: () => filter(lines, search.value) });
  const output = h('select', { 'aria-label': 'Which output', onchange: () => { lines.dataset.output = output.value; filter(lines, search.value); } },
    h('option', { value: '' }, 'out and err'), h('option', { value: 'out' }, 'out'), h('option', { value: 'err' }, 'err'));
  const waiting = [];
  const pause = h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => setPaused(pause.getAttribute('aria-pressed') === 'false') }, 'Pause');
  const manyInstances = chosen.instances.length > 1;

  const setPaused = (isPaused) => {
    pause.setAttribute('aria-pressed', String(isPaused));
    pause.textContent = isPaused ? 'Resume' : 'Pause';
    if (!isPaused) {
      add(waiting.splice(0));
    }
  };

  const add = (elements) => {
    const isAtEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
    elements.forEach((element) => mark(element, search.value, lines.dataset.output));
    lines.append(...elements);
    while (lines.childElementCount > KEPT) {
      lines.firstElementChild.remove();
    }
    if (isAtEnd) {
      lines.scrollTop = lines.scrollHeight;
    }
  };

  const take = (elements) => {
    if (pause.getAttribute('aria-pressed') === 'true') {
      waiting.push(...elements);
      waiting.splice(0, Math.max(0, waiting.length - KEPT));
      pause.textContent = `Resume (${waiting.length})`;
    } else {
      add(elements);
    }
  };

  const hear = (name, data) => {
    if (name === 'file') {
      take([meta(data.path), ...data.lines.map((text) => line(text, data.path.includes('error') ? 'err' : 'out'))]);
    } else if (name === 'line') {
      const origin = manyInstances ? `${data.instance} ` : '';
      take([line(data.text, data.output.toLowerCase(), `${clock(data.at)} ${origin}`)]);
    } else if (name === 'missed') {
      take([meta(`${data.count} lines came too fast to be shown`)]);
    }
  };

  const target = chosen.kind === 'app' ? chosen.app.name : chosen.id;
  follow(`/logs?lines=200&target=${encodeURIComponent(target)}`, stop.signal, hear)
    .catch((failure) => stop.signal.aborted || take([meta(failure.message)]));

  const tools = h('div', { class: 'log-tools' },
    h('label', { class: 'search' }, h('span', { class: 'unseen' }, 'Search the output'), search),
    h('div', {}, output),
    pause,
    h('button', { type: 'button', onclick: () => lines.replaceChildren() }, 'Clear'));
  return {
    element: h('div', { class: 'panel tight', role: 'tabpanel' }, tools, lines),
    close: () => stop.abort(),
  };
}

const meta = (text) => h('div', { class: 'meta' }, text);

function line(raw, output, before = '') {
  const text = plain(raw);
  const element = h('div', { class: output }, h('span', { class: 'meta' }, before), h('span', {}, text));
  element.dataset.text = text;
  return element;
}

function filter(lines, wanted) {
  [...lines.children].forEach((element) => mark(element, wanted, lines.dataset.output));
}

/** Hides a line that does not fit, and marks what was searched for in one that does. */
function mark(element, wanted, output) {
  const { text } = element.dataset;
  if (text === undefined) {
    element.hidden = Boolean(wanted);
    return;
  }
  const at = wanted ? text.toLowerCase().indexOf(wanted.toLowerCase()) : 0;
  element.hidden = at < 0 || Boolean(output && !element.classList.contains(output));
  const shown = element.lastElementChild;
  if (wanted && at >= 0) {
    const end = at + wanted.length;
    shown.replaceChildren(text.slice(0, at), h('mark', {}, text.slice(at, end)), text.slice(end));
  } else if (shown.childElementCount > 0) {
    shown.replaceChildren(text);
  }
}
