// Starts a thread, which loads what this process has loaded, and tells how it ended.
'use strict';
const { Worker, isMainThread } = require('node:worker_threads');

if (isMainThread) {
  new Worker(__filename).on('exit', (code) => console.log('thread', code));
} else {
  require('node:http').createServer();
}
