// Answers at once; at /held when told to.
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
process.on('message', (message) => {
  if (message === 'release') held.end('late');
  else process.send(message);
});
server.listen(0, () => process.send(server.address().port));
