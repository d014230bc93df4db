// Tells which options a process finds that it starts.
'use strict';
const { execFileSync } = require('node:child_process');

const script = 'process.stdout.write(String(process.env.NODE_OPTIONS))';
process.send(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
process.disconnect();
