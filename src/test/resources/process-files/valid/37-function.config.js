// Troupe calls a function, PM2 does not.
module.exports = async () => ({ apps: [{ name: 'called', script: 'app.js' }] })
