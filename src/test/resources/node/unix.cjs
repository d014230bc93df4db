// HTTP on a path, relative to where it runs.
'use strict';
const http = require('node:http');

http
  .createServer((request, response) => response.end(`${process.pid}\n`))
  .listen(process.env.SOCKET);
