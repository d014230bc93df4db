// Loaded into Node children of Troupe before their own script, through NODE_OPTIONS. It tells the
// daemon which Node this is.
// Once the daemon has sent NODE_TROUPE_DRAIN, every HTTP response closes its connection: clients
// with a kept-alive one open the next elsewhere, and none is cut off when this process ends. As soon
// as no connection from before is left, the daemon hears NODE_TROUPE_DRAINED.
// A client that has just been asking may be on its way with the next request: its connection stays
// open until that has come, even if the server is closed meanwhile, but for a second at most.
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

// A daemon that is gone meanwhile is no error of the app's.
if (process.channel && process.connected) {
  const runtime = { cmd: 'NODE_TROUPE_RUNTIME', node: process.versions.node };
  process.send(runtime, undefined, undefined, () => {});
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
  const RECENT = 1000; // ms between the requests of a client that is expected back
  const latest = new Map(); // socket -> its latest response, and when that was asked for
  const expected = new Set(); // sockets on which another request may be on its way
  const waiting = new Map(); // server that is closing -> closes its idle connections
  let draining = false;

  process.on('internalMessage', (message) => {
    if (draining || !message || message.cmd !== 'NODE_TROUPE_DRAIN') return;
    draining = true;
    const now = Date.now();
    for (const [socket, { response, at }] of latest) {
      response.shouldKeepAlive = false;
      if (now - at < RECENT) expected.add(socket);
    }
    tellIfDrained();
  });

  function tellIfDrained() {
    if (draining && latest.size === 0 && process.connected) {
      process.send({ cmd: 'NODE_TROUPE_DRAINED' });
    }
  }

  function arrived(socket) {
    if (expected.delete(socket)) closeIdle();
  }

  // A client may keep a connection that it does not use.
  function giveUp() {
    expected.clear();
    closeIdle();
  }

  // Not before what has reached this process has been read.
  function closeIdle() {
    if (expected.size > 0) return;
    for (const close of waiting.values()) setImmediate(close);
    waiting.clear();
  }

  const watched = new WeakSet();
  function watch(server) {
    const close = server.closeIdleConnections; // Node 18.2 and later; close() calls it since 19
    if (watched.has(server) || !close) return;
    watched.add(server);
    server.closeIdleConnections = () => {
      if (!draining) return close.call(server);
      waiting.set(server, () => close.call(server));
      closeIdle();
      setTimeout(giveUp, RECENT).unref();
    };
  }

  channels.subscribe('http.server.request.start', ({ response, socket, server }) => {
    if (draining) {
      response.shouldKeepAlive = false;
      arrived(socket);
      return;
    }
    watch(server);
    if (!latest.has(socket)) {
      socket.once('close', () => {
        latest.delete(socket);
        arrived(socket);
        tellIfDrained();
      });
    }
    latest.set(socket, { response, at: Date.now() });
  });
}
