module.exports = {
  apps: [{ name: undefinedName, script: "app.js" }]
}
