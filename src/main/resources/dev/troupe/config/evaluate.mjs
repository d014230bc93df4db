// Evaluates a process file and prints it as the last line: {"value":...} or {"problem":"...","line":1,"column":1}.
// Arguments: `module FILE` loads a file; `expression NAME` evaluates standard input.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import vm from 'node:vm'

const [, kind, file] = process.argv

// What the file prints is no part of the answer.
process.stdout.write = process.stderr.write.bind(process.stderr)

async function evaluate() {
  if (kind === 'expression') {
    const text = readFileSync(0, 'utf8')
    return vm.runInThisContext(`(${text}\n)`, { filename: file, columnOffset: -1 })
  }
  const loaded = await import(pathToFileURL(file).href)
  const exported = loaded.default ?? { ...loaded }
  const declared = exported.__esModule ? exported.default : exported
  return await (typeof declared === 'function' ? declared() : declared)
}

function plain(key, value) {
  return value instanceof RegExp || typeof value === 'bigint' ? String(value) : value
}

// An ES module's syntax error says nothing of its place; node's own check does.
function stackOf(error) {
  return error instanceof SyntaxError && kind === 'module' && !error.stack.includes(file)
    ? spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' }).stderr
    : String(error?.stack ?? '')
}

// The first place in the file that the stack names.
function place(stack) {
  const starts = [file, pathToFileURL(file).href]
    .map((name) => ({ name, at: stack.indexOf(`${name}:`) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  if (starts.length === 0) return {}
  const rest = stack.slice(starts[0].at + starts[0].name.length)
  const [, line, column] = /^:(\d+)(?::(\d+))?/.exec(rest) ?? []
  const caret = column === undefined ? /^:\d+\n.*\n( *)\^/.exec(rest)?.[1].length + 1 : Number(column)
  return { line: Number(line) || 0, column: caret || 0 }
}

function answer(object) {
  const bytes = Buffer.from(`\n${JSON.stringify(object, plain)}\n`)
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(1, bytes, sent)
}

try {
  answer({ value: (await evaluate()) ?? null })
} catch (error) {
  const problem = error instanceof Error || error?.message ? `${error.name}: ${error.message}` : `it threw ${error}`
  answer({ problem, ...place(stackOf(error)) })
}
process.exit(0)
