// Records what dayjs writes, for DayFormatTest: npm install dayjs@1.11.23 && node record.js > recorded.tsv
// Each line: zone, milliseconds since 1970, format, what dayjs makes of it; separated by tabs.
const dayjs = require('dayjs')

const zones = [
  'UTC', 'Europe/Berlin', 'Europe/London', 'America/New_York', 'America/Los_Angeles', 'America/St_Johns',
  'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tokyo', 'Australia/Adelaide', 'Australia/Lord_Howe',
  'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Marquesas', 'Etc/GMT+12', 'Africa/Johannesburg'
]
const tokens = [
  'YYYY', 'YY', 'M', 'MM', 'MMM', 'MMMM', 'D', 'DD', 'd', 'dd', 'ddd', 'dddd', 'H', 'HH', 'h', 'hh', 'a', 'A', 'm', 'mm',
  's', 'ss', 'SSS', 'Z', 'ZZ', '[at]', '[YYYY]', '[]', '[', ']', 'T', ' ', '-', ':', '.', '/', 'Y', 'S', 'Q', 'x', 'ü'
]
const from = Date.UTC(1980, 0, 1)
const to = Date.UTC(2025, 0, 1)

let state = 20261128
/** The same numbers each time: a linear congruential generator, 0 (inclusive) to 1. */
function random () {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
const below = number => Math.floor(random() * number)

for (const zone of zones) {
  process.env.TZ = zone
  for (let i = 0; i < 140; i++) {
    const time = from + below(to - from)
    const format = Array.from({ length: 1 + below(9) }, () => tokens[below(tokens.length)]).join('')
    console.log([zone, time, format, dayjs(new Date(time)).format(format)].join('\t'))
  }
}
