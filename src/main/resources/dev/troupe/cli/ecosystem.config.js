// Apps for Troupe. Start them all: troupe start ecosystem.config.js
// One of them: troupe start ecosystem.config.js --only api
module.exports = {
  apps: [
    {
      // Name in lists, logs and commands.
      name: 'api',

      // A file, a command in PATH, or a shell line such as 'python3 -m http.server'. Relative to cwd.
      script: 'app.js',
      // cwd: '/srv/api',
      // args: ['--port', '3000'],

      // What runs the script; by its extension if left out. 'none' runs a program by itself.
      // interpreter: 'node',
      // node_args: ['--enable-source-maps'],

      // How many processes: a number, or 'max' for one per CPU.
      // instances: 2,

      // Variables from a file; the question mark says that it may be missing.
      // env_file: '.env?',

      // Variables. Those of env_production are added by: troupe start ecosystem.config.js --env production
      env: {
        NODE_ENV: 'development',
      },
      env_production: {
        NODE_ENV: 'production',
      },

      // When it ends: it is started again, unless its exit code says that it is done.
      // autorestart: true,
      // stop_exit_codes: [0],
      // An end before min_uptime is unstable; after so many in a row it is given up.
      // min_uptime: '1s',
      // max_restarts: 16,
      // Pause before a restart: a fixed one, or one that grows from here to 15 s.
      // restart_delay: '1s',
      // exp_backoff_restart_delay: '100ms',

      // How it is stopped: a signal, and the time until SIGKILL.
      // kill_signal: 'SIGINT',
      // kill_timeout: '1600ms',

      // Logs; in the home directory of Troupe if left out.
      // out_file: 'logs/out.log',
      // error_file: 'logs/error.log',
      // merge_logs: true,
    },
  ],
}
