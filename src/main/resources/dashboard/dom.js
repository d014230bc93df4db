/** Makes an element. Text is always text, never markup: names and log lines come from programs. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'class') {
      element.className = value;
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Says something in the corner for a few seconds. */
export function toast(text, isBad = false) {
  const note = h('p', { class: isBad ? 'toast bad' : 'toast' }, text);
  byId('toasts').append(note);
  setTimeout(() => note.remove(), isBad ? 12000 : 5000);
}
