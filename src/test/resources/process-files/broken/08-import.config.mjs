import x from "./nope.mjs"
export default x
