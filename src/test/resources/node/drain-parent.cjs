// Forks an app as the daemon does and prints what its answers say about their connections.
'use strict';
const { fork } = require('node:child_process');
const http = require('node:http');
const path = require('node:path');

const scenario = process.argv[2];
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

const start = (app) =>
  fork(path.join(__dirname, app), {
    env: { ...process.env, NODE_OPTIONS: process.env.PRELOADED_OPTIONS },
  });
const said = (child) => new Promise((resolve) => child.once('message', resolve));
const ended = (child) => new Promise((resolve) => child.once('exit', resolve));
const get = (port, where = '/') =>
  new Promise((resolve, reject) => {
    http
      .get({ port, agent, path: where, headers: { connection: 'keep-alive' } }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.headers.connection));
      })
      .on('error', reject);
  });
// A message of the app's own comes back only after what was sent before it has been handled.
const echo = async (child) => {
  child.send('echo');
  await said(child);
};
const drain = async (child) => {
  child.send({ cmd: 'NODE_TROUPE_DRAIN' });
  await echo(child);
};
const drained = (child) =>
  new Promise((resolve) =>
    child.on('internalMessage', ({ cmd }) => cmd === 'NODE_TROUPE_DRAINED' && resolve('drained'))
  );

async function serving(app, steps) {
  const child = start(app);
  const port = await said(child);
  const answers = await steps(child, port);
  console.log(answers.join(' '));
  if (child.exitCode === null) {
    child.kill('SIGKILL');
    await ended(child);
  }
  agent.destroy();
}

const scenarios = {
  'app.cjs': () => serving('app.cjs', plain),
  'app.mjs': () => serving('app.mjs', plain),
  'in-flight': () =>
    serving('app.cjs', async (child, port) => {
      const answer = get(port, '/held');
      await said(child);
      await drain(child);
      child.send('release');
      return [await answer];
    }),
  returning: () =>
    serving('app.cjs', async (child, port) => {
      const before = await get(port);
      await drain(child);
      child.send('close');
      await echo(child);
      const over = ended(child);
      return [before, await get(port), await over];
    }),
  absent: () =>
    serving('app.cjs', async (child, port) => {
      const before = await get(port);
      await drain(child);
      const over = ended(child);
      child.send('close');
      return [before, await over];
    }),
  'long-idle': () =>
    serving('app.cjs', async (child, port) => {
      const before = await get(port);
      child.send('later');
      await drain(child);
      const over = ended(child);
      child.send('close');
      return [before, await over];
    }),
  drained: () =>
    serving('app.cjs', async (child, port) => {
      const before = await get(port);
      let state = 'waiting';
      const over = drained(child).then((end) => (state = end));
      await drain(child);
      return [before, state, await get(port), await over];
    }),
  nobody: () =>
    serving('app.cjs', async (child) => {
      const over = drained(child);
      await drain(child);
      return [await over];
    }),
  gone: () =>
    serving('app.cjs', async (child, port) => {
      const before = await get(port);
      agent.destroy();
      await drain(child);
      return [before, await get(port)];
    }),
  runtime: () =>
    new Promise((resolve) =>
      start('idle.cjs').on('internalMessage', (message) => {
        if (message.cmd !== 'NODE_TROUPE_RUNTIME') return;
        console.log(message.node === process.versions.node ? 'this one' : JSON.stringify(message));
        resolve();
      })
    ),
  idle: async () => console.log(await ended(start('idle.cjs'))),
  grandchild: async () => {
    const child = start('grandchild.cjs');
    console.log(await said(child));
    await ended(child);
  },
};

async function plain(child, port) {
  const before = [await get(port), await get(port)];
  await drain(child);
  return [...before, await get(port)];
}

scenarios[scenario]();
