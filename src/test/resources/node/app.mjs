// Answers at once, as an ES module.
import { createServer } from 'node:http';

const server = createServer((request, response) => response.end('hello'));
process.on('message', (message) => process.send(message));
server.listen(0, () => process.send(server.address().port));
