// Socket.IO with its Redis adapter: node socket-io-server.mjs <port> <redis uri>. Run where node_modules is.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "here.js"));
const { Server } = require("socket.io");
const { createAdapter } = require("@socket.io/redis-adapter");
const { createClient } = require("redis");

const [port, uri] = process.argv.slice(2);
const publisher = createClient({ url: uri });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const http = createServer();
const io = new Server(http, { adapter: createAdapter(publisher, subscriber) });
io.on("connection", (socket) => {
    socket.on("toAll", (payload) => io.emit("m", payload));
    socket.on("join", (room) => socket.join(room));
    socket.on("toRoom", (room, payload) => io.to(room).emit("m", payload));
    socket.on("echo", (payload, reply) => reply(payload));
    socket.on("direct", (id, payload) => io.to(id).emit("m", payload));
    socket.on("ask", async (id, payload, reply) => {
        const [answer] = await io.timeout(10_000).to(id).emitWithAck("q", payload);
        reply(answer);
    });
});
http.listen(Number(port), "127.0.0.1", () => console.log("ready"));
