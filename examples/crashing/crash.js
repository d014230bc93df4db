// Ends with exit code 1 soon after its start, to show restarts and giving up.
console.log('starting')
setTimeout(() => {
  console.error('something went wrong')
  process.exit(1)
}, 200)
