const path = require('path')
const shared = require('./shared')

module.exports = {
  apps: shared.names.map((name) => ({
    name: `${shared.prefix}-${name}`,
    script: path.join(__dirname, 'app.js'),
    cwd: __dirname
  }))
}
