module.exports = {
  apps: [{ name: "api", script: "server.js", instances: 2, wait_ready: true, kill_timeout: "10s" }],
};
