// Socket.IO with one of its Redis adapters: node socket-io-server.mjs <port> <redis uri> <classic|sharded|streams>.
// Each adapter is set up as its own documentation does. Run where node_modules is.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "here.js"));
const { Server } = require("socket.io");
const { createClient } = require("redis");

const [port, uri, mode] = process.argv.slice(2);
const client = await createClient({ url: uri }).connect();
const subscriber = () => client.duplicate().connect();
const adapters = {
    classic: async () => require("@socket.io/redis-adapter").createAdapter(client, await subscriber()),
    sharded: async () => require("@socket.io/redis-adapter").createShardedAdapter(client, await subscriber()),
    streams: async () => require("@socket.io/redis-streams-adapter").createAdapter(client),
};

const http = createServer();
const io = new Server(http, { adapter: await adapters[mode]() });
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
