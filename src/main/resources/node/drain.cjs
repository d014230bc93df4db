// Loaded into Node children of Troupe before their own script, through NODE_OPTIONS.
// Once the daemon has sent NODE_TROUPE_DRAIN, every HTTP response closes its connection: clients
// with a kept-alive one open the next elsewhere, and none is cut off when this process ends.
// `preload: false` in an app's declaration leaves it out.
'use strict';

// What this process starts need not load it: the daemon does not talk to them.
const options = process.env.NODE_OPTIONS;
if (options) {
  const others = options.replace(
    /\s*--require (?:"(?:[^"\\]|\\.)*troupe-drain-[0-9a-f]+\.cjs"|[^\s"]*troupe-drain-[0-9a-f]+\.cjs)/,
    ''
  );
  if (others) process.env.NODE_OPTIONS = others;
  else delete process.env.NODE_OPTIONS;
}

const channels = (() => {
  try {
    return require('diagnostics_channel');
  } catch (_) {
    return undefined; // Node before 14.17
  }
})();

// Not in a process without a channel, nor in a worker thread, which has none of its own.
if (channels && channels.subscribe && process.channel) {
  const latest = new Map(); // socket -> its latest response
  let draining = false;

  process.on('internalMessage', (message) => {
    if (draining || !message || message.cmd !== 'NODE_TROUPE_DRAIN') return;
    draining = true;
    for (const response of latest.values()) response.shouldKeepAlive = false;
    latest.clear();
  });

  channels.subscribe('http.server.request.start', ({ response, socket }) => {
    if (draining) {
      response.shouldKeepAlive = false;
      return;
    }
    if (!latest.has(socket)) socket.once('close', () => latest.delete(socket));
    latest.set(socket, response);
  });
}
