// A web server without dependencies: answers on PORT (default 3000) and ends in order when asked to.
const http = require('http')

const port = Number(process.env.PORT || 3000)
const instance = process.env.NODE_APP_INSTANCE || '0'

const server = http.createServer((request, response) => {
  console.log(`${request.method} ${request.url}`)
  response.setHeader('content-type', 'text/plain')
  response.end(`hello from instance ${instance}, pid ${process.pid}\n`)
})

server.listen(port, () => {
  console.log(`listening on ${port}`)
  if (process.send) process.send('ready')
})

process.on('SIGINT', () => {
  console.log('closing')
  server.close(() => process.exit(0))
  server.closeIdleConnections()
})
