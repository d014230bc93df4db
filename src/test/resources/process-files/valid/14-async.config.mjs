const names = await Promise.resolve(['early', 'late'])

export default async () => ({ apps: names.map((name) => ({ name, script: 'app.js' })) })
