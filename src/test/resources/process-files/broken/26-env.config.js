module.exports = { apps: [
  { script: "app.js" },
  { script: "app.js", env: "PORT=1" }
] }
