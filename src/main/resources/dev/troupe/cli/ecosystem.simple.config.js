// Start it: troupe start ecosystem.config.js
module.exports = {
  apps: [{ name: 'api', script: 'app.js' }],
}
