// Answers datagrams with its pid.
'use strict';
const dgram = require('node:dgram');

const socket = dgram.createSocket('udp4');
socket.on('message', (_, from) => socket.send(`${process.pid}\n`, from.port, from.address));
socket.bind(Number(process.env.PORT), '127.0.0.1');
