const shared = require("./nope")
module.exports = { apps: [shared] }
