'use strict';
// A client that never gives up: sends requests until its standard input ends, then prints one JSON
// line {sent, failed, reasons, workers}. Usage: node load.js PORT close|busy|think CONNECTIONS

const http = require('node:http');

const [port, mode, connections] = process.argv.slice(2);
const TIMEOUT = 10_000;
const LONGEST_THOUGHT = 1_000;

const agent = mode === 'close' ? false : new http.Agent({ keepAlive: true, maxSockets: Number(connections) });
const result = { sent: 0, failed: 0, reasons: {}, workers: {} };
let ending = false;

function fail(reason) {
  result.failed += 1;
  result.reasons[reason] = (result.reasons[reason] ?? 0) + 1;
}

function ask() {
  result.sent += 1;
  return new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port, agent, timeout: TIMEOUT }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text) => { body += text; });
      response.on('error', (error) => { fail(error.code); resolve(); });
      response.on('end', () => {
        if (response.statusCode === 200 && response.complete) {
          result.workers[body] = (result.workers[body] ?? 0) + 1;
        } else {
          fail(`status ${response.statusCode}`);
        }
        resolve();
      });
    });
    request.on('timeout', () => request.destroy(Object.assign(new Error(), { code: 'TIMEOUT' })));
    request.on('error', (error) => { fail(error.code); resolve(); });
  });
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function client() {
  while (!ending) {
    await ask();
    if (mode === 'think') {
      await pause(Math.random() * LONGEST_THOUGHT);
    }
  }
}

process.stdin.resume();
process.stdin.on('end', () => { ending = true; });
Promise.all(Array.from({ length: Number(connections) }, client)).then(() => {
  console.log(JSON.stringify(result));
  process.exit(0);
});
