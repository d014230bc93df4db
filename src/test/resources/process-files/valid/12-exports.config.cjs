exports.apps = [{ name: 'cjs', script: 'worker.cjs', autorestart: true }]
exports.deploy = { production: { user: 'deploy', host: 'example.org' } }
