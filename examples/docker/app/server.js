const http = require("http");

const server = http.createServer((_, answer) => answer.end(`worker ${process.env.NODE_APP_INSTANCE}\n`));
server.listen(3000, () => process.send("ready"));
process.on("SIGINT", () => server.close(() => process.exit(0)));
