/** Dark or light: as the system is, until somebody chooses. */
const root = document.documentElement;
const system = window.matchMedia('(prefers-color-scheme: light)');

function apply(theme) {
  root.dataset.theme = theme;
  document.dispatchEvent(new Event('themechange'));
}

export function followSystem() {
  const chosen = localStorage.getItem('theme');
  apply(chosen ?? (system.matches ? 'light' : 'dark'));
  system.addEventListener('change', () => localStorage.getItem('theme') ?? apply(system.matches ? 'light' : 'dark'));
}

export function switchTheme() {
  const next = root.dataset.theme === 'light' ? 'dark' : 'light';
  localStorage.setItem('theme', next);
  apply(next);
}
