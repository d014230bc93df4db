// HTTPS with the key and the certificate that lie where it runs.
'use strict';
const fs = require('node:fs');
const https = require('node:https');

const files = { key: fs.readFileSync('key.pem'), cert: fs.readFileSync('cert.pem') };
https
  .createServer(files, (request, response) => response.end(`${process.pid}\n`))
  .listen(Number(process.env.PORT), '127.0.0.1');
