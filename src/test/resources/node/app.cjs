// Answers at once; at /held when told to. Closes its server, and lives an hour later, when told to.
'use strict';
const http = require('node:http');

let held;
const server = http.createServer((request, response) => {
  if (request.url === '/held') {
    held = response;
    process.send('holding');
  } else {
    response.end('hello');
  }
});
server.keepAliveTimeout = 0; // clients alone end connections
process.on('message', (message) => {
  if (message === 'release') held.end('late');
  else if (message === 'close') server.close(() => process.disconnect());
  else if (message === 'later') later();
  else process.send(message);
});

function later() {
  const now = Date.now;
  Date.now = () => now() + 3600_000;
}

server.listen(0, () => process.send(server.address().port));
