import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

/** A browser, the command line, and a page of the dashboard to look at. */
const require = createRequire(`${process.env.PLAYWRIGHT}/`);
const { chromium } = require('playwright-core');
const [program, ...before] = JSON.parse(process.env.TROUPE);

/** A machine without a way out: Chromium must not look for one. */
const ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGS });

export const troupe = (...words) => execFileSync(program, [...before, ...words], { encoding: 'utf8' });

export const link = (...words) => troupe('web', '--no-open', ...words).trim();

/** A page in a browser of its own; complaints of the page and requests to elsewhere are kept. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.complaints = [];
  const { origin } = new URL(url);
  page.on('pageerror', (failure) => page.complaints.push(failure.message));
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) {
      page.complaints.push(`asks ${request.url()}`);
    }
  });
  await page.goto(url);
  return page;
}

export const row = (page, name) => page.locator('.row').filter({ has: page.locator('.name b', { hasText: new RegExp(`^${name}$`) }) });

/** Chooses an app and one of its tabs. */
export async function choose(page, name, tab = 'Overview') {
  await row(page, name).locator('.name b').click();
  await page.getByRole('tab', { name: tab }).click();
}

export async function agree(page) {
  await page.locator('dialog button[value="yes"]').click();
}
