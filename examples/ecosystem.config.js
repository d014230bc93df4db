// Starts all examples: `troupe start examples/ecosystem.config.js`. PM2 takes the same file.
const { join } = require('path')

module.exports = {
  apps: [
    {
      name: 'web',
      script: 'server.js',
      cwd: join(__dirname, 'node-server'),
      env: { PORT: 3000 },
      env_production: { NODE_ENV: 'production' },
    },
    {
      name: 'worker',
      script: 'worker.py',
      cwd: join(__dirname, 'python-worker'),
    },
    {
      name: 'loop',
      script: 'loop.sh',
      cwd: join(__dirname, 'shell-loop'),
      kill_timeout: 500,
    },
    {
      name: 'crashing',
      script: 'crash.js',
      cwd: join(__dirname, 'crashing'),
      max_restarts: 3, // ends with an error each time, so that it is given up after three tries
      min_uptime: 10000, // an end within ten seconds is a failed try, however slow the machine is
      restart_delay: 200,
    },
  ],
}
