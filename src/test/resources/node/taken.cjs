// Tells what the error event says of a port that is taken.
'use strict';
const net = require('node:net');

net
  .createServer()
  .on('error', (error) => process.send(`${error.code} ${error.syscall}`))
  .listen(Number(process.env.PORT));
