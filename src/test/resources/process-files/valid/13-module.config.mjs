import { basename } from 'node:path'

const script = 'module.mjs'
export default {
  apps: [{ name: basename(script, '.mjs'), script }]
}
