// Two servers on ports of the system's choice; the message tells which.
'use strict';
const cluster = require('node:cluster');
const http = require('node:http');

const listen = () =>
  new Promise((resolve) => {
    const server = http.createServer((request, response) => response.end(`${process.pid}\n`));
    server.listen(0, () => resolve(server.address().port));
  });

Promise.all([listen(), listen()]).then((ports) =>
  process.send({ isWorker: cluster.isWorker, id: cluster.worker.id, ports })
);
