import { events as readEvents, get } from './api.js';
import { h } from './dom.js';
import { plain } from './format.js';

/** Why something does not run: the last lines of its standard error, and who holds the port it wanted. */
const LINES = 20;

/** Its last lines are on disk that much later. */
const SETTLED = 500;

/** What was said last is what matters. */
export function toEnd(text) {
  text.scrollTop = text.scrollHeight;
}

/** The last lines before a crash, as they stood then; read when that is wanted. */
export function lastLines(event) {
  const text = h('pre', {});
  const element = h('details', { hidden: !Number.isInteger(event.instance) }, h('summary', {}, 'last lines'), text);
  let isRead = false;
  const read = async (opens) => {
    if (isRead) {
      return;
    }
    isRead = true;
    const until = new Date(Date.parse(event.at) + SETTLED);
    await new Promise((resume) => setTimeout(resume, Math.max(0, until - Date.now())));
    const query = `target=${event.instance}&output=err&lines=${LINES}&follow=false&until=${until.toISOString()}`;
    const files = await readEvents(`/logs?${query}`).catch(() => []);
    const lines = files.filter(({ name }) => name === 'file').flatMap(({ data }) => data.lines);
    text.textContent = plain(lines.join('\n')) || '(nothing)';
    element.open ||= opens && lines.length > 0;
    toEnd(text);
  };
  element.addEventListener('toggle', () => element.open && read(false).then(() => toEnd(text)));
  return { element, read: () => read(true) };
}

/** Notices about instances of a target that do not run though they should. */
export async function troubles(target) {
  const found = await get(`/apps/${encodeURIComponent(target)}/trouble`).catch(() => ({ instances: [] }));
  return found.instances.slice(0, 5).flatMap(({ id, port, holder, lines, log }) => [
    port ? h('p', { class: 'notice pending' }, h('b', {}, `id ${id}: `), portText(port, holder)) : null,
    lines.length > 0 ? h('details', { class: 'words', open: true }, h('summary', {}, `id ${id}: last lines of `, h('span', { class: 'mono' }, log)), h('pre', {}, plain(lines.join('\n')))) : null,
  ]).filter(Boolean);
}

function portText(port, holder) {
  return holder
    ? `port ${port} is held by pid ${holder.pid}: ${holder.command}`
    : `port ${port} was taken; it is free by now, or held by a process of another user`;
}
