// An app as anybody writes it: no signal handler, nothing of clusters. Says who answers.
'use strict';
const http = require('node:http');

http
  .createServer((request, response) => response.end(`${process.pid}\n`))
  .listen(Number(process.env.PORT), process.env.HOST);
