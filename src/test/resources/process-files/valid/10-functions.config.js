const os = require('os')

const defaults = { script: 'app.js', env: { SHELL_LEVEL: String(1 + 1) } }
function app(name, more) {
  return Object.assign({}, defaults, { name }, more)
}

module.exports = {
  apps: [app('a'), app('b', { args: ['--cpus', os.cpus().length > 0 ? 'some' : 'none'] })]
}
