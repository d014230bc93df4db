#!/usr/bin/env node
/**
 * What the dashboard costs with many instances: a daemon with real processes, and real Chromium that looks at it.
 *
 *     bench/dashboard.mjs [--instances 1000] [--seconds 30]
 *
 * Half of the instances are of one app, the others of apps with five each. A frame that takes longer than 200 ms is
 * felt as a wait (the web's INP calls it "good" until then). Needs Linux, a build (target/), /usr/bin/chromium and
 * `npm install --prefix target/browser playwright-core@1`. TROUPE_BENCH_COMMAND is another command line to be measured.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const TICKS = 100;
const { values: given } = parseArgs({
  options: { instances: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '30' } },
});
const COUNT = Number(given.instances);
const SECONDS = Number(given.seconds);
const FLEET = Math.ceil(COUNT / 2);

const home = mkdtempSync(join(tmpdir(), 'bench-dashboard-'));
process.env.TROUPE_HOME = home;
process.env.TROUPE_HTTP_PORT = '0';
process.env.TROUPE ??= JSON.stringify([process.env.TROUPE_BENCH_COMMAND ?? join(ROOT, 'bin/troupe')]);
process.env.PLAYWRIGHT ??= join(ROOT, 'target/browser');
process.env.CHROMIUM ??= '/usr/bin/chromium';
const { launch, link, open, row, troupe } = await import('../src/test/browser/page.mjs');

const pause = (seconds) => new Promise((resume) => setTimeout(resume, seconds * 1000));
const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const say = (what, value) => console.log(`${what.padEnd(64)} ${value}`);

function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return `median ${ms(at(0.5))}, p95 ${ms(at(0.95))}, longest ${ms(sorted.at(-1))} (${sorted.length})`;
}

function declare() {
  const app = { script: '/bin/sleep', args: ['36000'], interpreter: 'none', exec_mode: 'fork' };
  const apps = [{ ...app, name: 'fleet', instances: FLEET }];
  for (let left = COUNT - FLEET; left > 0; left -= 5) {
    apps.push({ ...app, name: `svc-${String(apps.length).padStart(3, '0')}`, instances: Math.min(5, left) });
  }
  const file = join(home, 'apps.json');
  writeFileSync(file, JSON.stringify({ apps }));
  return file;
}

/** What the daemon has used by now: CPU in seconds, resident memory in MB. */
function daemon() {
  const pid = Number(readFileSync(join(home, 'pm2.pid'), 'utf8'));
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1];
  return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, memory: Number(resident) / 1024 };
}

/** Runs in the page: each step is made, then measured until the next picture is drawn. */
const frames = (page, steps) => page.evaluate(async (all) => {
  const picture = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
  const times = [];
  for (const step of all) {
    await picture();
    const begun = performance.now();
    if (step.filter !== undefined) {
      const input = document.getElementById('filter');
      input.value = step.filter;
      input.dispatchEvent(new Event('input'));
    } else {
      document.getElementById('sheet').scrollTop = step.scroll;
    }
    await picture();
    times.push(performance.now() - begun);
  }
  return times;
}, steps);

/** What happens to page and daemon while something is going on, or nothing. */
async function watched(page, meter, during) {
  const before = { ...meter, daemon: daemon(), metrics: await meter.metrics() };
  await page.evaluate(() => { window.longest = []; });
  const begun = Date.now();
  await during();
  const seconds = (Date.now() - begun) / 1000;
  const after = await meter.metrics();
  const longest = await page.evaluate(() => window.longest);
  return {
    traffic: `${((meter.bytes - before.bytes) / 1024 / seconds).toFixed(0)} KB/s, ${((meter.answers - before.answers) / seconds).toFixed(1)} answers/s`,
    cpu: `daemon ${((100 * (daemon().cpu - before.daemon.cpu)) / seconds).toFixed(1)} %, page ${((100 * (after.TaskDuration - before.metrics.TaskDuration)) / seconds).toFixed(1)} % of one core`,
    tasks: longest.length === 0 ? 'none over 50 ms' : spread(longest),
  };
}

async function metered(page) {
  const session = await page.context().newCDPSession(page);
  const meter = {
    bytes: 0,
    answers: 0,
    metrics: async () => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value])),
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await meter.metrics()).JSHeapUsedSize / 1024 / 1024;
    },
  };
  session.on('Network.dataReceived', ({ encodedDataLength }) => { meter.bytes += encodedDataLength; });
  session.on('Network.responseReceived', () => { meter.answers += 1; });
  await session.send('Network.enable');
  await session.send('Performance.enable');
  return meter;
}

async function look(browser) {
  const url = link();
  const begun = Date.now();
  const page = await open(browser, url);
  await page.locator('.row').first().waitFor();
  say('from the link to the first rows', ms(Date.now() - begun));
  const meter = await metered(page);
  await page.evaluate(() => {
    window.longest = [];
    new PerformanceObserver((list) => window.longest.push(...list.getEntries().map((one) => one.duration))).observe({ type: 'longtask' });
  });
  say('rows in the page, of', `${await page.locator('.row').count()}, ${await page.locator('#count').textContent()}`);
  say('a keystroke in the filter, until drawn', spread(await frames(page, [...'svc-07', ...'fleet', ...'onlin'].map((_, at, all) => ({ filter: all.slice(at - (at % 6), at + 1).join('') })))));
  await frames(page, [{ filter: '' }]);

  await row(page, 'fleet').getByRole('button', { name: 'Open' }).click();
  say(`rows in the page with the app of ${FLEET} open`, String(await page.locator('.row').count()));
  const places = Array.from({ length: 100 }, (_, at) => ({ scroll: ((at * 7919) % (FLEET + 100)) * 40 }));
  say('a leap while scrolling, until drawn', spread(await frames(page, places)));
  await frames(page, [{ scroll: 0 }]);

  const chosen = Date.now();
  await row(page, 'fleet').locator('.name b').click();
  await page.locator('.chart canvas').first().waitFor();
  await page.locator('.facts').first().waitFor();
  say(`the details of the app of ${FLEET}, with charts`, ms(Date.now() - chosen));

  const quiet = await watched(page, meter, () => pause(SECONDS));
  say(`nothing happens: traffic`, quiet.traffic);
  say('                 CPU', quiet.cpu);
  say('                 tasks of the page', quiet.tasks);

  const crowd = COUNT - FLEET;
  const burst = await watched(page, meter, async () => {
    troupe('restart', '/^svc-/');
    await pause(2);
  });
  say(`${crowd} instances are restarted: traffic`, burst.traffic);
  say('                 CPU', burst.cpu);
  say('                 tasks of the page', burst.tasks);

  const typing = Promise.resolve().then(() => frames(page, Array.from({ length: 40 }, (_, at) => ({ filter: at % 2 ? 'svc' : 'fl' }))));
  await page.evaluate(() => fetch('/api/v1/apps/%2F%5Esvc-%2F/restart', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }));
  say('a keystroke in the filter meanwhile', spread(await typing));
  say('memory of the page', `${(await meter.heap()).toFixed(1)} MB of objects`);
  say('rows in the page', String(await page.locator('.row').count()));
  if (page.complaints.length > 0) {
    say('the page complained', page.complaints.join('; '));
  }
}

let browser;
try {
  const begun = Date.now();
  troupe('start', declare());
  say(`${COUNT} instances are started`, `${((Date.now() - begun) / 1000).toFixed(1)} s`);
  await pause(20);
  const before = daemon();
  await pause(SECONDS);
  say('the daemon, nobody looks', `${((100 * (daemon().cpu - before.cpu)) / SECONDS).toFixed(1)} % of one core`);
  browser = await launch();
  await look(browser);
  say('memory of the daemon', `${daemon().memory.toFixed(0)} MB`);
} finally {
  await browser?.close();
  troupe('kill');
  rmSync(home, { recursive: true, force: true });
}
