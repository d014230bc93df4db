// A web server on the socket it inherits as file descriptor 3. When asked to end it tells its
// clients to close, then takes no more connections, answers those it has, and ends.
const http = require('http')

const DRAIN_MILLIS = 500
let isEnding = false

if (process.env.LISTEN_FDS !== '1') {
  console.error('no socket was inherited: start this with its ecosystem.toml')
  process.exit(1)
}

const server = http.createServer((request, response) => {
  if (isEnding) response.setHeader('connection', 'close')
  response.setHeader('content-type', 'text/plain')
  response.end(`hello from pid ${process.pid}\n`)
})

server.listen({ fd: 3 }, () => {
  console.log('listening on', server.address())
  if (process.send) process.send('ready')
})

function end() {
  if (isEnding) return
  isEnding = true
  setTimeout(() => server.close(() => process.exit(0)), DRAIN_MILLIS)
}

process.on('SIGTERM', end)
process.on('SIGINT', end)
